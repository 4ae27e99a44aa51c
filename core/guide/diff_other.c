/* SPDX-License-Identifier: Apache-2.0
 *
 * What the lists of diff_*.c do not speak of. They compare by meaning the keys
 * named here, and sources are no matter of a clerk's; any other key, one the
 * format gets later too, is compared as it is written, so that no change is taken
 * for one of wording alone.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/diff_work.h"
#include "guide/yaml.h"

/* What stands at a top-level key and is spoken of: the keys below it at any depth; "*" all. */
struct spoken {
	const char *top, *below;
};
/* In every row: where it is printed, how it was read, what it is called inside. */
#define ROW "id lines reading "

static const struct spoken of_item[] = {
	{"id", "*"},
	{"name", "*"},
	{"category", "*"},
	{"lines", "*"},
	{"summary", ROW "text"},
	{"audience", "*"},
	{"aliases", "*"},
	{"office", ROW "text"},
	{"effective", "from to transition rule until lines"},
	{"questions", ROW "text type values min max when or_none optional"},
	{"let", ROW "value"},
	{"verifications", ROW "text source when"},
	{"conditions", ROW "text when test fails_as resolve"},
	{"prohibitions", ROW "text when resolve lifted_by paper act"},
	{"prohibitions_from", "*"},
	{"filing", ROW "none"},
	{"window", ROW "text days across"},
	{"validity", ROW "from to when"},
	{"materials",
	 ROW "name kind all any unstated none other use forms copies when note by from "
	     "seal sign text per exempt else if_exists defer days unit "
	     "continues"},
	{"on_forms", ROW "forms seal sign remark when"},
	{"limits", ROW "text days unit from extend uncounted when"},
	{"steps", ROW "text acts by days unit counted public separate when"},
	{"channels", ROW "name here text url places address phone note office when"},
	{"fee", ROW "none yuan per basis"},
	{"phones", ROW "area number doubt"},
	{"delivery", ROW "text when"},
	{"hints", ROW "text when"},
	{"basis", ROW "text when"},
	{"notes", ROW "text when"},
	{"relations", ROW "before with excludes follows text when"},
	{"readings", "*"},
	{"form",
	 ROW "blocks fields use title when label type values min max required or_none answer "
	     "columns note"},
	{NULL, NULL}};
static const struct spoken of_consult[] = {
	{"id", "*"},
	{"kind", "*"},
	{"name", "*"},
	{"category", "*"},
	{"lines", "*"},
	{"audience", "*"},
	{"aliases", "*"},
	{"sections", ROW "title sections rows text as picture parts name"},
	{"phones", ROW "area number doubt"},
	{"items", ROW "text"},
	{"basis", ROW "text"},
	{"readings", "*"},
	{NULL, NULL}};
static const struct spoken of_shared[] = {
	{"guide", "*"},
	{"lines", "*"},
	{"offices", ROW "name address phone"},
	{"prohibitions", "*"}, /* told with every item that takes them */
	{NULL, NULL}};
static const struct spoken *const tables[] = {
	[OTHER_ITEM] = of_item, [OTHER_CONSULT] = of_consult, [OTHER_SHARED] = of_shared};

static bool among(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = words; (at = strstr(at, word)) != NULL; at += n)
		if ((at == words || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

static const char *below_of(const struct spoken *table, const char *top)
{
	for (; table->top; table++)
		if (strcmp(table->top, top) == 0)
			return table->below;
	return NULL;
}

/* One of a file: where it stands, "form.filled", and what it says. */
struct other {
	const char *path, *text;
};
struct others {
	struct arena *a;
	size_t n;
	struct other *rows;
};

/* The length before a text keeps two texts from being taken for one. */
static void write_node(const struct ynode *n, struct str *out)
{
	if (n->kind == YNODE_TEXT) {
		str_addf(out, "%zu:%s", strlen(n->text), n->text);
		return;
	}
	str_add(out, n->kind == YNODE_MAP ? "{" : "[");
	for (size_t i = 0; i < n->count; i++) {
		if (n->kind == YNODE_MAP)
			str_addf(out, "%s=", n->keys[i]->text);
		write_node(n->values[i], out);
		str_add(out, ",");
	}
	str_add(out, n->kind == YNODE_MAP ? "}" : "]");
}

static void put_other(struct others *o, const char *path, const struct ynode *n)
{
	struct str s = {0};

	write_node(n, &s);
	*ARENA_PUSH(o->a, o->rows, o->n) = (struct other){path, arena_strdup(o->a, str_text(&s))};
	str_done(&s);
}

static void walk(struct others *o, const char *top, const char *below, const struct ynode *n)
{
	for (size_t i = 0; i < n->count; i++) {
		const char *key = n->kind == YNODE_MAP ? n->keys[i]->text : NULL;
		if (key && !among(below, key))
			put_other(o, arena_printf(o->a, "%s.%s", top, key), n->values[i]);
		else if (!key || strcmp(key, "values") != 0) /* its keys are the author's own */
			walk(o, top, below, n->values[i]);
	}
}

static int by_path(const void *a, const void *b)
{
	const struct other *x = a, *y = b;
	int order = strcmp(x->path, y->path);

	return order ? order : strcmp(x->text, y->text);
}

static void collect(struct others *o, const struct ynode *root, const struct spoken *table)
{
	for (size_t i = 0; root && root->kind == YNODE_MAP && i < root->count; i++) {
		const char *top = root->keys[i]->text, *below = below_of(table, top);
		if (!below)
			put_other(o, arena_strdup(o->a, top), root->values[i]);
		else if (strcmp(below, "*") != 0)
			walk(o, arena_strdup(o->a, top), below, root->values[i]);
	}
	if (o->n)
		qsort(o->rows, o->n, sizeof(*o->rows), by_path);
}

static void say(struct item_change *c, struct arena *a, const char *path)
{
	const char *text = arena_printf(a, "其他内容改动：%s", path);

	for (size_t i = 0; i < c->n_lines; i++)
		if (strcmp(c->lines[i].text, text) == 0)
			return;
	*ARENA_PUSH(a, c->lines, c->n_lines) = (struct change_line){"其他", text, NULL};
}

static void compare(const struct others *x, const struct others *y, struct arena *a,
		    struct item_change *c)
{
	size_t i = 0, j = 0;

	while (i < x->n || j < y->n) {
		int order = i == x->n ? 1 : j == y->n ? -1 : by_path(&x->rows[i], &y->rows[j]);
		if (order != 0)
			say(c, a, order < 0 ? x->rows[i].path : y->rows[j].path);
		i += order <= 0;
		j += order >= 0;
	}
}

void diff_other_keys(const char *old, const char *now, enum other_table of, struct arena *a,
		     struct item_change *c)
{
	struct faults f = {0};
	struct ydoc *x = ydoc_parse("", old, strlen(old), &f);
	struct ydoc *y = ydoc_parse("", now, strlen(now), &f);
	struct others before = {.a = a}, after = {.a = a};

	collect(&before, x ? x->root : NULL, tables[of]);
	collect(&after, y ? y->root : NULL, tables[of]);
	compare(&before, &after, a, c);
	ydoc_free(x);
	ydoc_free(y);
	faults_done(&f);
}
