/* SPDX-License-Identifier: Apache-2.0
 *
 * 告知承诺: what an accepted case rests on because somebody pledged it, checked
 * afterwards by another than who accepted it. The day it should be checked by is
 * the hall's own (setting pledge.days); no guide prints one.
 */
#ifndef STORE_PLEDGES_H
#define STORE_PLEDGES_H

#include "base/arena.h"
#include "store/operators.h"
#include "store/record.h"
#include "store/store.h"

enum pledge_result {
	PLEDGE_TRUE,	/* 属实 */
	PLEDGE_FALSE,	/* 不实: with the reason */
	PLEDGE_UNKNOWN, /* 无法核实: with the reason; stays to be looked at again */
	PLEDGE_RESULTS
};
extern const char *const pledge_ids[PLEDGE_RESULTS];   /* "true" "false" "unknown" */
extern const char *const pledge_names[PLEDGE_RESULTS]; /* 属实 … */
#define PLEDGE_DAYS_SETTING "pledge.days"

struct pledge_row {
	const char *case_number, *item_name, *name, *phone; /* of the first party */
	const char *paper, *paper_name;
	enum case_state state;
	const char *acceptor; /* login */
	date_day made, due;
	const char *result; /* one of pledge_ids; NULL: not checked */
	const char *remark;
	const char *by;	  /* login of who checked; NULL */
	date_day checked; /* DATE_NONE */
};
enum pledge_list {
	PLEDGES_OPEN, /* not checked, or 无法核实 */
	PLEDGES_FALSE,
	PLEDGES_ALL
};
/* Of cases that were not given up, by the day they should be checked by. */
bool pledges_list(struct store *s, enum pledge_list which, size_t limit, struct arena *a,
		  struct pledge_row **rows, size_t *n, struct err *e);
/* Not checked at all, and of these past their day. */
bool pledges_count(struct store *s, date_day today, int64_t *open, int64_t *late, struct err *e);

/* ERR_PERMISSION for who accepted it. A result that stands is changed by a supervisor alone, with
 * the reason; 无法核实 by anybody who may check. */
bool pledges_check(struct store *s, const struct actor *who, const char *case_number,
		   const char *paper, enum pledge_result result, const char *remark, struct err *e);

#endif
