/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/leaf.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LET_DEPTH = 8 };

struct level { /* the maps around the one being looked at, innermost first */
	const struct ynode *map;
	const struct level *up;
};

struct finder {
	const struct ynode *root;
	const struct item *it;
	leaf_found *found;
	void *ctx;
};

static bool is_among(const char *word, const char *const *list)
{
	for (; *list; list++) {
		if (strcmp(word, *list) == 0)
			return true;
	}
	return false;
}

/* ---- what the names of an expression stand for ---- */

static void add_name(const struct finder *f, struct wording *w, const char *name, bool values,
		     int depth);

static void add_expression(const struct finder *f, struct wording *w, const char *text, bool values,
			   int depth)
{
	for (const char *p = text; *p;) {
		size_t n = 0;
		while (isalnum((unsigned char)p[n]) || p[n] == '_')
			n++;
		if (n > 0) {
			char *name = xstrndup(p, n);
			add_name(f, w, name, values, depth);
			free(name);
		}
		p += n ? n : 1;
	}
	wording_add(w, text);
}

static void add_var(struct wording *w, const struct var *v, bool values)
{
	wording_add(w, v->text);
	if (v->or_none)
		wording_add(w, v->or_none);
	for (size_t i = 0; values && i < v->n_values; i++)
		wording_add(w, v->values[i].text);
}

static void add_name(const struct finder *f, struct wording *w, const char *name, bool values,
		     int depth)
{
	const struct ynode *lets = f->it ? ynode_get(f->root, "let") : NULL;

	for (size_t i = 0; f->it && i < f->it->n_vars; i++) {
		const struct var *v = &f->it->vars[i];
		if (strcmp(v->id, name) == 0)
			add_var(w, v, values);
		for (size_t k = 0; k < v->n_values; k++) {
			if (strcmp(v->values[k].id, name) == 0)
				wording_add(w, v->values[k].text);
		}
	}
	for (size_t i = 0; lets && depth < LET_DEPTH && i < lets->count; i++) {
		const struct ynode *value = ynode_get(lets->values[i], "value");
		if (value && ynode_is(ynode_get(lets->values[i], "id"), name))
			add_expression(f, w, value->text, values, depth + 1);
	}
}

/* ---- words ---- */

/* Of a page that is no item, from the file. */
static const char *reading_of(const struct finder *f, const char *id)
{
	const struct ynode *list = f->it ? NULL : ynode_get(f->root, "readings");

	if (f->it)
		return item_reading(f->it, id);
	for (size_t i = 0; list && list->kind == YNODE_LIST && i < list->count; i++) {
		const struct ynode *text = ynode_get(list->values[i], "text");
		if (ynode_is(ynode_get(list->values[i], "id"), id) && text)
			return text->text;
	}
	return NULL;
}

static void add_readings(const struct finder *f, struct wording *w, const struct ynode *n)
{
	for (size_t i = 0; n->kind == YNODE_LIST && i < n->count; i++)
		add_readings(f, w, n->values[i]);
	const char *text = n->kind == YNODE_TEXT ? reading_of(f, n->text) : NULL;
	if (text)
		wording_add(w, text);
}

/* The paper a row asks for again. */
static void add_paper(const struct finder *f, struct wording *w, const char *id)
{
	int paper = f->it ? item_paper(f->it, id) : -1;

	if (paper >= 0)
		wording_add(w, f->it->papers[paper].name);
}

/* 1 is printed as 1份 or 一份. */
static void add_copies(struct wording *w, const char *number)
{
	static const char *const words[] = {"一份", "二份", "三份", "四份", "五份",
					    "六份", "七份", "八份", "九份", "十份"};
	int n = atoi(number);
	char *text = n > 0 ? xasprintf("%d份", n) : NULL;

	if (text)
		wording_add(w, text);
	if (n > 0 && n <= (int)(sizeof(words) / sizeof(*words)))
		wording_add(w, words[n - 1]);
	free(text);
}

static void add_words(const struct finder *f, struct wording *w, const struct ynode *n);

static void add_entry(const struct finder *f, struct wording *w, const char *key,
		      const struct ynode *value)
{
	static const char *const silent[] = {"lines", "id", "type", "summary", "aliases", NULL};
	static const char *const expressions[] = {"when", "test",  "value", "required", "from",
						  "per",  "times", "by",    "exempt",	NULL};

	if (is_among(key, silent))
		return;
	if (strcmp(key, "reading") == 0)
		add_readings(f, w, value);
	else if (value->kind != YNODE_TEXT)
		add_words(f, w, value);
	else if (strcmp(key, "answer") == 0)
		add_expression(f, w, value->text, true, 0);
	else if (is_among(key, expressions))
		add_expression(f, w, value->text, false, 0);
	else if (strcmp(key, "use") == 0)
		add_paper(f, w, value->text);
	else if (strcmp(key, "copies") == 0)
		add_copies(w, value->text);
	else
		wording_add(w, value->text);
}

static void add_words(const struct finder *f, struct wording *w, const struct ynode *n)
{
	for (size_t i = 0; i < n->count; i++) {
		const struct ynode *value = n->values[i];
		if (value->kind == YNODE_MAP && ynode_get(value, "lines"))
			continue; /* says it itself */
		if (n->kind == YNODE_MAP)
			add_entry(f, w, n->keys[i]->text, value);
		else if (value->kind == YNODE_TEXT)
			wording_add(w, value->text);
		else
			add_words(f, w, value);
	}
}

/* What a paper has of its groups, and the condition of whatever encloses a row. */
static void add_around(const struct finder *f, struct wording *w, const struct level *up)
{
	static const char *const inherited[] = {"when", "name", "forms", "copies", "kind",
						"seal", "sign", "from",	 "by",	   NULL};

	for (; up; up = up->up) {
		for (size_t i = 0; up->map != f->root && i < up->map->count; i++) {
			if (is_among(up->map->keys[i]->text, inherited))
				add_entry(f, w, up->map->keys[i]->text, up->map->values[i]);
		}
	}
}

/* ---- leaves ---- */

static void tell(const struct finder *f, const struct ynode *n, const char *part, const char *key,
		 const struct level *up)
{
	struct leaf leaf = {.lines = ynode_get(n, "lines"),
			    .field = strcmp(part, "form") == 0,
			    .title = strcmp(key, "sections") == 0};

	add_words(f, &leaf.said, n);
	add_around(f, &leaf.said, up);
	if (strcmp(part, "prohibitions") == 0) /* said by standing there */
		wording_add(&leaf.said, "禁办情形，禁止办理");
	f->found(f->ctx, &leaf);
	wording_done(&leaf.said);
}

/* `part` is the key of the file it stands under, `key` the last one. */
static void visit(const struct finder *f, const struct ynode *n, const char *part, const char *key,
		  const struct level *up)
{
	const struct level here = {n, up};
	bool map = n->kind == YNODE_MAP;

	if (map && n != f->root && ynode_get(n, "lines") && !ynode_get(n, "unstated"))
		tell(f, n, part, key, up);
	for (size_t i = 0; i < n->count; i++) {
		const char *below = map ? n->keys[i]->text : key;
		if (n->values[i]->kind != YNODE_TEXT && strcmp(below, "summary") != 0)
			visit(f, n->values[i], n == f->root ? below : part, below,
			      map ? &here : up);
	}
}

void leaf_each(const struct ynode *root, const struct item *it, leaf_found *found, void *ctx)
{
	const struct finder f = {root, it, found, ctx};

	visit(&f, root, "", "", NULL);
}

bool leaf_next_run(const char **p, char document[4], int *first, int *last)
{
	char *end;

	*p += strspn(*p, "; ,");
	if (!**p)
		return false;
	if (strlen(*p) > 3 && (*p)[3] == ':') {
		memcpy(document, *p, 3);
		document[3] = '\0';
		*p += 4;
	}
	*first = *last = (int)strtol(*p, &end, 10);
	if (end == *p)
		return false;
	if (*end == '-')
		*last = (int)strtol(end + 1, &end, 10);
	*p = end;
	return true;
}
