/* SPDX-License-Identifier: Apache-2.0
 *
 * 办理进度 of every case, for the query address and the self-service machines:
 * number, 查询码, state, dates. Nobody is named.
 */
#ifndef STORE_PROGRESS_H
#define STORE_PROGRESS_H

#include "store/record.h"
#include "store/store.h"

struct progress_row {
	const char *number, *query_code;
	enum case_state state;
	date_day day, accepted, due, decided, delivered; /* DATE_NONE */
};
/* False stops with ERR_STORE 已取消. The row is good during the call. */
typedef bool progress_row_fn(void *ctx, const struct progress_row *row);
/* Cases of `since` (DATE_NONE: of all days) and later, by number; one snapshot, one row at a
 * time. */
bool progress_each(struct store *s, date_day since, progress_row_fn *fn, void *ctx, struct err *e);

/* What the public is told: steps inside the hall are 审核中. */
const char *progress_word(enum case_state state);

#endif
