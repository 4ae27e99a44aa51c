/* SPDX-License-Identifier: Apache-2.0
 *
 * The item versions this store has ever worked under: YAML text by content hash,
 * so that a case can always be read by the rules it began under, and the pieces
 * it shares with others, each kept once by its own hash. Tables of record: the
 * ledger says what was loaded, with every digest.
 */
#ifndef STORE_GUIDES_H
#define STORE_GUIDES_H

#include "base/arena.h"
#include "store/store.h"

enum { GUIDE_PARTS = 4, GUIDE_DIGEST_TEXT = 2 * EVENT_HASH + 1 };
extern const char *const guide_part_ids[GUIDE_PARTS]; /* as piece_ids */

struct guide_row {
	const char *version; /* item.version */
	const char *item, *name, *guide;
	date_day effective_from, effective_to; /* DATE_NONE: open */
	const char *text;		       /* NULL in lists */
	/* What it was read with (guide/piece.h), in the order of GUIDE_PARTS; NULL: nothing, or a
	 * version of a store from before they were kept. */
	const char *parts[GUIDE_PARTS];
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

/* Keeps a text by its hash, once; digest is what an event refers to it by. */
bool guides_keep_text(struct store *s, const char *text, char digest[GUIDE_DIGEST_TEXT],
		      struct err *e);
/* NULL in *out when it is not there. */
bool guides_text(struct store *s, const char *digest, struct arena *a, const char **out,
		 struct err *e);

#endif
