/* SPDX-License-Identifier: Apache-2.0
 *
 * Telephone calls about a case: whom the hall has to tell something, whether they
 * were reached, and what was agreed.
 */
#ifndef STORE_CALLS_H
#define STORE_CALLS_H

#include "base/arena.h"
#include "store/store.h"

enum call_result {
	CALL_REACHED,	/* 已通知 */
	CALL_SILENT,	/* 无人接听 */
	CALL_WRONG,	/* 号码不对 */
	CALL_IN_PERSON, /* 当面告知 */
	CALL_RESULTS
};
extern const char *const call_ids[CALL_RESULTS];
extern const char *const call_names[CALL_RESULTS];
const char *call_name(const char *id); /* the id where it is none of ours */

/* What a call is about; borrowed words of the ledger. */
#define CALL_PROMISE  "promise"	 /* papers that are to follow */
#define CALL_MISTAKEN "mistaken" /* 更正受理 */

bool calls_record(struct store *s, const struct actor *who, const char *case_number,
		  const char *about, enum call_result result, const char *remark, struct err *e);

/* Somebody whose case was voided as a mistaken acceptance. */
struct call_row {
	const char *case_number, *item_name, *name, *phone; /* of the first party */
	const char *reason;				    /* of the voiding */
	const char *replaced; /* number of the case in its place; NULL */
	date_day voided;
	const char *result; /* of the last call; NULL: none yet */
	const char *remark;
	date_day day; /* of the last call */
	int64_t calls;
};
/* Those not reached yet, then those of the last days; the oldest first. `all`: reached ones too. */
bool calls_mistaken(struct store *s, bool all, size_t limit, struct arena *a,
		    struct call_row **rows, size_t *n, struct err *e);

#endif
