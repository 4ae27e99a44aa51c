/* SPDX-License-Identifier: Apache-2.0
 *
 * Re-checks (抽查): n cases drawn at random from those decided on some days, to be
 * looked at once more with their papers. The draw is one event with its seed and
 * everything it was drawn from, so that anybody can draw it again; what was found
 * is one event per case.
 */
#ifndef STORE_SAMPLES_H
#define STORE_SAMPLES_H

#include "base/arena.h"
#include "store/audit.h"
#include "store/store.h"

enum { SAMPLE_MOST = 500, SAMPLE_SEED = 33 /* with its NUL */ };
enum sample_strata { STRATA_NONE, STRATA_ITEM, STRATA_CLERK, STRATA_KINDS };
extern const char *const sample_strata_ids[STRATA_KINDS];   /* "none" "item" "clerk" */
extern const char *const sample_strata_names[STRATA_KINDS]; /* 不分层 按事项 按经办人 */

struct sample_request {
	int count;
	const char *seed;      /* 1..32 letters and digits; NULL or "": made here, and recorded */
	date_day first, last;  /* business days of the first decision, inclusive */
	const char *item, *by; /* only this item's, this clerk's; NULL: all */
	enum sample_strata strata;
};
/* *id: of the draw, the seq of its event. ERR_PERMISSION unless `who` is of POSTS_AUDIT; ERR_INPUT
 * where nothing is to be drawn from. */
bool samples_draw(struct store *s, const struct actor *who, const struct sample_request *q,
		  int64_t *id, struct err *e);
/* Draws it again from the ledger as it was: *same when the same cases come out. */
bool samples_again(struct store *s, int64_t id, bool *same, struct err *e);

enum sample_result { SAMPLE_OPEN, SAMPLE_GOOD, SAMPLE_PROBLEM, SAMPLE_RESULTS };
extern const char *const sample_result_names[SAMPLE_RESULTS]; /* 未核 一致 有问题 */
/* What the re-check of one case found; said again, it is corrected. A problem has words.
 * ERR_PERMISSION for whoever had a hand in the case. */
bool samples_check(struct store *s, const struct actor *who, int64_t id, const char *number,
		   enum sample_result result, const char *words, struct err *e);

struct sample_row {
	int64_t id, at;
	date_day day; /* of the draw */
	const char *by, *seed;
	date_day first, last;
	const char *item, *of; /* NULL: all items; of: the clerk, NULL */
	enum sample_strata strata;
	int64_t population, cases, checked, problems;
};
/* Newest first; only_open: those with cases still to be checked. */
bool samples_list(struct store *s, bool only_open, struct arena *a, struct sample_row **rows,
		  size_t *n, struct err *e);
/* *out is NULL when there is none. */
bool samples_get(struct store *s, int64_t id, struct arena *a, struct sample_row **out,
		 struct err *e);

struct sample_case {
	const char *number, *item, *item_name, *by; /* by: who decided it first */
	const char *name;			    /* of the first party, in full; NULL */
	date_day day;				    /* of that decision */
	enum sample_result result;
	const char *words, *checked_by; /* NULL */
	int64_t checked_at;
};
/* In the order of the draw. */
bool samples_cases(struct store *s, int64_t id, struct arena *a, struct sample_case **rows,
		   size_t *n, struct err *e);

#endif
