/* SPDX-License-Identifier: Apache-2.0
 *
 * The expressions of forms/FORMAT.md, from their text to nodes of the graph.
 * What a name means is the caller's: the parser knows only types. A fault names
 * the column inside the text; one fault an expression.
 */
#ifndef GUIDE_EXPR_PARSE_H
#define GUIDE_EXPR_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "guide/graph.h"
#include "guide/item.h"
#include "guide/yaml.h"

/* What an expression or a name says. */
struct meaning {
	bool is_truth;	/* only a truth (a derived one); else a value of `type` */
	expr_ref value; /* node of the value */
	expr_ref truth; /* of a truth and of TYPE_YESNO: true when it holds or is yes */
	enum value_type type;
	size_t n_values; /* TYPE_CHOICE, TYPE_SET */
	const struct choice *values;
};

struct scope {
	/* False when there is no such name. *bad: the name exists but has a fault of its own
	 * that was told already. */
	bool (*find)(void *ctx, const char *name, const struct ynode *at, size_t offset,
		     struct meaning *out, bool *bad);
	void (*list)(void *ctx, struct str *out); /* the names there are, for a fault */
	void *ctx;
	struct faults *faults;
};

/* EXPR_TRUE after a fault; *ok (may be NULL) says which. */
expr_ref expr_parse_truth(struct graph *g, const struct scope *s, const struct ynode *text,
			  bool *ok);
/* A truth or a value; false after a fault. */
bool expr_parse_any(struct graph *g, const struct scope *s, const struct ynode *text,
		    struct meaning *out);
/* "15y", "6m": months. False when it is not such a text. */
bool expr_parse_months(const char *text, int64_t *out);
/* Lower-case letters, digits, _ and -, a letter first. */
bool expr_is_id(const char *text);
/* The same without -, and no word of the language. */
bool expr_is_name(const char *text);

#endif
