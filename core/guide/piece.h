/* SPDX-License-Identifier: Apache-2.0
 *
 * The bytes an item was read with beside its own: _shared.yaml of its guide and
 * blocks.yaml of all. A guide and its items hold the same piece together, so that
 * a version can be kept whole long after the guide was closed.
 */
#ifndef GUIDE_PIECE_H
#define GUIDE_PIECE_H

#include <stddef.h>

enum piece_kind {
	PIECE_SHARED,
	PIECE_BLOCKS,
	PIECE_SITE_GUIDE, /* of the hall's overlay (overlay.h): the guide's file */
	PIECE_SITE_ITEM,  /* and the item's */
	PIECES
};
extern const char *const piece_ids[PIECES]; /* "shared" "blocks" "site_guide" "site_item" */

struct piece;
/* Held once; the bytes are copied. */
struct piece *piece_new(const char *text, size_t len);
struct piece *piece_hold(struct piece *p); /* NULL stays NULL */
void piece_drop(struct piece *p);
const char *piece_text(const struct piece *p); /* NUL-terminated; NULL of NULL */

#endif
