/* SPDX-License-Identifier: Apache-2.0
 *
 * The register of untold demands: what was asked for at a second visit and should
 * have stood in the notice of the first (上次未告知), by whom, and which supervisor
 * signed for it. Rows come from decisions alone.
 */
#ifndef STORE_UNTOLD_H
#define STORE_UNTOLD_H

#include "base/arena.h"
#include "store/store.h"

struct untold_row {
	date_day day;
	const char *number, *item, *item_name;
	const char *name;	 /* of the first party; NULL */
	const char *code, *id;	 /* of the reason */
	const char *text;	 /* what is asked for */
	const char *told_by;	 /* who gave the notice */
	date_day told_day;	 /* when the case was opened */
	const char *by, *window; /* who asks now */
	const char *reason, *signed_by;
};
/* Newest first; DATE_NONE: open on that side. */
bool untold_list(struct store *s, date_day first, date_day last, struct arena *a,
		 struct untold_row **rows, size_t *n, struct err *e);

#endif
