/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading the guides: forms/GUIDE/ID.yaml, one item a file, with the pieces a
 * guide shares (forms/GUIDE/_shared.yaml: name, agency, offices, prohibitions)
 * and those all share (forms/blocks.yaml). A file with any fault is refused
 * whole and every fault is named as file:line:column.
 */
#ifndef GUIDE_LOAD_H
#define GUIDE_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "guide/faults.h"
#include "guide/item.h"
#include "guide/source.h"

/* An office of the guide's own table (address book). */
struct office {
	const char *id, *name, *address, *phone, *lines;
	const char *doubt; /* what is misprinted in the row, 待核实; NULL */
};

/* What the items of a guide share; loaded once, borrowed by its items while loading. */
struct shared;
struct guide {
	struct arena arena;
	const char *id, *name, *agency, *lines;
	const char *items; /* "qz-001..qz-105": the ids it has, here or not yet; NULL */
	size_t n_offices;
	struct office *offices;
	struct shared *shared;
};

/* NULL with faults. The blocks file may be absent (blocks_file NULL). */
struct guide *guide_load(const char *dir, const char *blocks_file, struct faults *f);
/* The same from memory, as it was kept: its id, the bytes of _shared.yaml and blocks.yaml (NULL).
 */
struct guide *guide_parse(const char *id, const char *shared, const char *blocks, struct faults *f);
void guide_free(struct guide *g);
/* _shared.yaml as read. */
struct ydoc;
const struct ydoc *guide_shared_file(const struct guide *g);

/* NULL with faults. The item owns all it holds and outlives the guide. */
struct item *item_load(const struct guide *g, const char *file, struct faults *f);
/* The same from memory; `file` only names it in faults. */
struct item *item_parse(const struct guide *g, const char *file, const char *text, size_t len,
			struct faults *f);
/* The same of a file that was read; frees the document. */
struct item *item_take(const struct guide *g, const char *file, struct ydoc *doc, struct faults *f);
void item_free(struct item *it);

/* Every guide below a forms directory, items and consult pages (consult.h) in order of id. */
struct consult;
struct catalog {
	size_t n_guides;
	struct guide **guides;
	size_t n_items;
	struct item **items;
	size_t n_consults;
	struct consult **consults;
};
/* only_guide may be NULL. Items with faults are left out and named; returns false then. */
bool catalog_load(struct catalog *c, const char *forms_dir, const char *only_guide,
		  struct faults *f);
/* The same from a source, and one guide and one item (qz-001.yaml) of it. */
bool catalog_read(struct catalog *c, const struct guide_source *src, struct faults *f);
struct guide *guide_read(const struct guide_source *src, const char *id, struct faults *f);
struct item *item_read(const struct guide_source *src, const struct guide *g, const char *name,
		       struct faults *f);
void catalog_done(struct catalog *c);
const struct item *catalog_item(const struct catalog *c, const char *id);	/* NULL */
const struct consult *catalog_consult(const struct catalog *c, const char *id); /* NULL */
const struct guide *catalog_guide(const struct catalog *c, const char *id);

#endif
