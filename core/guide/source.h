/* SPDX-License-Identifier: Apache-2.0
 *
 * Where the text of the guides comes from: the installed folder, and single files
 * that stand in place of the installed ones (a version loaded into a store, an
 * edited file on trial). A file is known by its path below forms/.
 */
#ifndef GUIDE_SOURCE_H
#define GUIDE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "guide/faults.h"

struct guide_text {
	const char *path; /* "qinzhou/qz-001.yaml", "qinzhou/_shared.yaml", "blocks.yaml" */
	const char *file; /* as faults name it */
	const char *text; /* NUL-terminated */
	size_t len;
};
struct guide_source {
	const char *forms;	/* the installed folder */
	const char *only_guide; /* NULL: all */
	size_t n;
	const struct guide_text *texts; /* a later one of the same path counts */
};

/* NULL: the installed file is read. */
const struct guide_text *source_text(const struct guide_source *s, const char *path);
/* The guides there are, in order; names_done is due in any case. False with a fault. */
struct names;
bool source_guides(const struct guide_source *s, struct names *out, struct faults *f);
/* The item files of a guide, "qz-001.yaml", in order. */
bool source_items(const struct guide_source *s, const char *guide, struct names *out,
		  struct faults *f);

/* The guide files of a folder (a forms folder, one guide, a few edited files) or one file. Which
 * guide a file belongs to says its folder, its `guide` key, or where `forms` has it. Copied into
 * the arena. False with faults. */
bool source_collect(const char *path, const char *forms, struct arena *a, struct guide_text **out,
		    size_t *n, struct faults *f);

#endif
