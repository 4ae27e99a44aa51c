/* SPDX-License-Identifier: Apache-2.0
 *
 * A page to be read to somebody who asks: a policy answer, the way through an app,
 * a channel. It stands beside the items of its guide (forms/GUIDE/ID.yaml with
 * `kind: consult`), is found with them, and is never accepted as a case: it has no
 * papers, limits or fee. Sections in order of the guide, every row with its lines.
 */
#ifndef GUIDE_CONSULT_H
#define GUIDE_CONSULT_H

#include <jansson.h>
#include <stdbool.h>

#include "base/str.h"
#include "guide/load.h"
#include "guide/yaml.h"

enum consult_row_kind {
	CONSULT_TEXT,	/* a sentence of the answer */
	CONSULT_STEP,	/* something to do, in order */
	CONSULT_NOTE,	/* 注意 */
	CONSULT_SCREEN, /* what a screen shows, words read from its picture */
	CONSULT_ROW_KINDS
};
extern const char *const consult_row_ids[CONSULT_ROW_KINDS]; /* "text" "step" "note" "screen" */

struct consult_part { /* of a screen: a field or button, and what is done with it */
	const char *name;
	const char *text; /* NULL */
};
struct consult_row {
	enum consult_row_kind kind;
	const char *text, *lines;
	const char *reading; /* ids; NULL */
	bool picture_lost;   /* the guide has a picture here that was not preserved */
	size_t n_parts;
	struct consult_part *parts;
};
struct consult_section {
	const char *title, *lines;
	int level;	     /* 0, or 1 below the one before */
	size_t first, count; /* in consult->rows: its own, without those of sections below */
};
struct consult_link { /* an item the guide ties to this page */
	const char *item, *text, *lines; /* text: how */
};

struct consult {
	struct arena arena;
	const char *file, *text; /* path, the YAML bytes */
	size_t text_len;
	const char *id, *name, *guide, *category, *lines;
	size_t n_audience, n_aliases;
	const char **audience, **aliases;
	size_t n_sections, n_rows;
	struct consult_section *sections;
	struct consult_row *rows;
	enum stated phones_stated;
	size_t n_phones;
	struct phone *phones;
	size_t n_basis;
	struct consult_basis {
		const char *text, *lines;
	} * basis;
	size_t n_links;
	struct consult_link *links;
	size_t n_readings;
	struct reading *readings;
};

/* Whether a file is such a page. */
bool consult_is(const struct ydoc *doc);
/* NULL with faults. Owns all it holds, outlives the guide. _take frees the document. */
struct consult *consult_take(const struct guide *g, const char *file, struct ydoc *doc,
			     struct faults *f);
struct consult *consult_parse(const struct guide *g, const char *file, const char *text, size_t len,
			      struct faults *f);
void consult_free(struct consult *p);

const char *consult_reading(const struct consult *p, const char *id); /* NULL */
/* A row as it is read out: steps numbered within their section, 界面 and 注意 said to be such,
 * a lost picture said to be lost. Its parts and lines are left to the caller. */
void consult_row_text(const struct consult *p, size_t row, struct str *out);
/* Whether the page names this item. */
bool consult_of_item(const struct consult *p, const char *item);

/* `item ID --json` of such a page. A new reference. */
json_t *consult_json(const struct consult *p);

#endif
