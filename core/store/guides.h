/* SPDX-License-Identifier: Apache-2.0
 *
 * The item versions this store has ever worked under: YAML text by content hash,
 * so that a case can always be read by the rules it began under. Tables of
 * record: the ledger says that a version was loaded, with its digest.
 */
#ifndef STORE_GUIDES_H
#define STORE_GUIDES_H

#include "base/arena.h"
#include "store/store.h"

struct guide_row {
	const char *version; /* item.version */
	const char *item, *name, *guide;
	date_day effective_from, effective_to; /* DATE_NONE: open */
	const char *text;		       /* NULL in lists */
	int64_t loaded_at;
};

/* Loads what is not there yet, in one transaction; *added (may be NULL) counts it. */
bool guides_load(struct store *s, const struct actor *who, const struct guide_row *rows, size_t n,
		 size_t *added, struct err *e);
bool guides_get(struct store *s, const char *version, struct arena *a, struct guide_row **out,
		struct err *e);
/* Versions of one item, or of all (item NULL), by item and date. */
bool guides_list(struct store *s, const char *item, struct arena *a, struct guide_row **rows,
		 size_t *n, struct err *e);

#endif
