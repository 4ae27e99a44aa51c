/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the loader share: the item being made, the names its
 * expressions may use, and readers for the small pieces every key is made of.
 * A reader that finds a fault names it and answers something harmless, so that
 * the rest of the file is read too.
 */
#ifndef GUIDE_LOAD_PARTS_H
#define GUIDE_LOAD_PARTS_H

#include "guide/expr_parse.h"
#include "guide/graph.h"
#include "guide/item.h"
#include "guide/load.h"
#include "guide/yaml.h"

struct shared {		     /* of struct guide */
	struct ydoc *own;    /* _shared.yaml */
	struct ydoc *blocks; /* blocks.yaml; NULL */
	struct piece *pieces[PIECES]; /* their bytes */
};

/* A name of the expressions. Gates and derived values are compiled when first asked for, so
 * that the order in the file does not matter. */
struct symbol {
	const char *id;
	enum { SYMBOL_VAR, SYMBOL_LET, SYMBOL_COMPUTED } kind;
	int var;		  /* SYMBOL_VAR */
	const struct ynode *at;	  /* the id */
	const struct ynode *text; /* the gate, or the value of a let; NULL */
	enum { SYMBOL_FRESH, SYMBOL_BUSY, SYMBOL_DONE, SYMBOL_BAD } state;
	struct meaning meaning;
};

struct loader {
	struct item *it;
	struct arena *a;
	const struct guide *g;
	struct faults *f;
	const struct ynode *root;
	struct graph graph;
	struct scope scope;
	size_t n_symbols;
	struct symbol *symbols;
	bool uses_shared, uses_blocks; /* their bytes count for the version */
};

/* ---- pieces (load_parts.c) ---- */

const struct ynode *load_required(struct loader *l, const struct ynode *map, const char *key);
/* A list, or NULL; `required` and other kinds are faults. */
const struct ynode *load_list(struct loader *l, const struct ynode *map, const char *key,
			      bool required);
/* A text of one or more characters, copied; NULL. */
const char *load_text_of(struct loader *l, const struct ynode *n);
const char *load_text(struct loader *l, const struct ynode *map, const char *key, bool required);
/* Texts of a list, or one text. */
const char **load_texts(struct loader *l, const struct ynode *map, const char *key, size_t *count);
/* The key `id`; "" after a fault or when there is none. */
const char *load_id(struct loader *l, const struct ynode *map, bool required);
/* The same, required, and usable in expressions. */
const char *load_name(struct loader *l, const struct ynode *map);
/* "001:290,292-294"; inherited where the map has none (NULL: then it is a fault). */
const char *load_lines(struct loader *l, const struct ynode *map, const char *inherited);
const char *load_lines_optional(struct loader *l, const struct ynode *map);
const char *load_reading(struct loader *l, const struct ynode *map); /* "F13, F30", NULL */
expr_ref load_when(struct loader *l, const struct ynode *map);
bool load_bool(struct loader *l, const struct ynode *map, const char *key, bool otherwise);
bool load_int_of(struct loader *l, const struct ynode *n, int64_t min, int64_t max, int64_t *out);
int64_t load_int(struct loader *l, const struct ynode *map, const char *key, int64_t min,
		 int64_t max, int64_t otherwise);
date_day load_date(struct loader *l, const struct ynode *map, const char *key);
/* Index among the words, -1 after a fault that lists them. */
int load_word_of(struct loader *l, const struct ynode *n, const char *const *words, size_t count);
struct choice *load_values(struct loader *l, const struct ynode *map, size_t *count);
enum day_unit load_unit(struct loader *l, const struct ynode *map);
struct text_list load_text_list(struct loader *l, const char *key, bool may_be_unstated);
struct text_list load_text_rows(struct loader *l, const struct ynode *list);

/* ---- names (load_names.c) ---- */

void load_facts(struct loader *l);
void load_questions(struct loader *l); /* and let */
/* Appends the variable and its name; a duplicate is a fault. */
int load_add_var(struct loader *l, struct var v, const struct ynode *at, const struct ynode *gate);
void load_add_symbol(struct loader *l, struct symbol s);
/* All gates and derived values compiled; every variable has its node. */
void load_resolve_names(struct loader *l);
/* One variable's node and meaning. */
void load_settle(struct loader *l, struct symbol *s, expr_ref gate);
struct symbol *load_symbol(struct loader *l, const char *id); /* NULL */
/* The number question or the fact `people` that multiplies something; -1. With `words`, other
 * text than a name is let through. */
int load_multiplier(struct loader *l, const struct ynode *n, bool words);

/* ---- papers (load_paper.c) ---- */

#define PAPER_GROUP_KEYS "id name when lines forms copies kind seal sign from by exempt"

/* What a group hands down: the nearest map that says it. */
struct handed {
	const struct ynode *forms, *copies, *kind, *seal, *sign, *from, *by, *exempt;
	const char *lines;
	bool in_any;
};
struct handed load_hand_down(struct loader *l, const struct ynode *map, struct handed h);
/* Appends the paper of a leaf; its index. */
int load_paper(struct loader *l, const struct ynode *map, const char *id, struct handed h);
void load_form_rule(struct loader *l, const struct ynode *map); /* of on_forms */

/* ---- the parts of an item ---- */

void load_declare_rules(struct loader *l); /* load_rules.c: before the names are resolved */
void load_rules(struct loader *l);	   /* after */
void load_papers(struct loader *l);
void load_time(struct loader *l);
/* One row of steps; `when` and `lines` are left to the caller. */
struct item_step load_step(struct loader *l, const struct ynode *map);
void load_where(struct loader *l);
void load_form(struct loader *l);
void load_documents(struct loader *l); /* after the form */

#endif
