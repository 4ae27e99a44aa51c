/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings in consult pages: lines of another document or outside the page, readings
 * not given or not used, unknown items, words said twice.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "guide/consult.h"
#include "guide/lint.h"
#include "guide/yaml.h"

struct page_lint {
	const struct consult *p;
	const struct guide *g;
	const struct catalog *c; /* NULL: items are not looked up */
	struct faults *f;
};

/* First and last line that "000:3-5,9" names. */
static void ends_of(const char *lines, long *first, long *last)
{
	*first = 0;
	*last = 0;
	for (const char *at = strchr(lines, ':'); at && *at;) {
		char *end;
		long n = strtol(at + 1, &end, 10);
		*first = *first && *first < n ? *first : n;
		*last = n > *last ? n : *last;
		at = *end == '-' || *end == ',' ? end : NULL;
	}
}

static void check_lines(const struct page_lint *l, const struct ynode *value)
{
	long first, last, page_first, page_last;

	if (strncmp(value->text, l->g->lines, 4) != 0) {
		ynode_fault(l->f, value, _("行号不在本指南的文件 %.3s 里"), l->g->lines);
		return;
	}
	ends_of(value->text, &first, &last);
	ends_of(l->p->lines, &page_first, &page_last);
	if (first < page_first || last > page_last)
		ynode_fault(l->f, value, _("行号不在本页的 %s 里"), l->p->lines);
}

static void check_reading(const struct page_lint *l, const struct ynode *value)
{
	if (value->kind == YNODE_TEXT && !consult_reading(l->p, value->text))
		ynode_fault(l->f, value, _("readings 里没有读法「%s」"), value->text);
	for (size_t i = 0; value->kind == YNODE_LIST && i < value->count; i++)
		check_reading(l, value->values[i]);
}

/* The relation to an item may be printed with the item. */
static void walk(const struct page_lint *l, const struct ynode *n, bool inside)
{
	for (size_t i = 0; i < n->count; i++) {
		const struct ynode *value = n->values[i];
		const char *key = n->kind == YNODE_MAP ? n->keys[i]->text : "";
		if (strcmp(key, "lines") == 0) {
			if (inside)
				check_lines(l, value);
			else if (strncmp(value->text, l->g->lines, 4) != 0)
				ynode_fault(l->f, value, _("行号不在本指南的文件 %.3s 里"),
					    l->g->lines);
		} else if (strcmp(key, "reading") == 0) {
			check_reading(l, value);
		} else if (value->kind != YNODE_TEXT) {
			walk(l, value, inside && strcmp(key, "items") != 0);
		}
	}
}

static bool names_reading(const char *ids, const char *id)
{
	size_t n = strlen(id);

	for (const char *at = ids; at && (at = strstr(at, id)) != NULL; at += n)
		if ((at == ids || at[-1] == ' ') && (at[n] == '\0' || at[n] == ','))
			return true;
	return false;
}

static void check_readings_used(const struct page_lint *l, const struct ynode *root)
{
	const struct consult *p = l->p;

	for (size_t i = 0; i < p->n_readings; i++) {
		bool used = false;
		for (size_t k = 0; k < p->n_rows; k++)
			used |= p->rows[k].reading &&
				names_reading(p->rows[k].reading, p->readings[i].id);
		if (!used)
			ynode_fault(l->f, ynode_get(root, "readings")->values[i],
				    _("读法「%s」没有一处用到"), p->readings[i].id);
	}
}

static void check_links(const struct page_lint *l, const struct ynode *root)
{
	for (size_t i = 0; l->c && i < l->p->n_links; i++)
		if (!catalog_item(l->c, l->p->links[i].item))
			ynode_fault(l->f, ynode_get(root, "items")->values[i], _("没有事项 %s"),
				    l->p->links[i].item);
}

static void check_aliases(const struct page_lint *l, const struct ynode *root)
{
	const struct consult *p = l->p;

	for (size_t i = 0; i < p->n_aliases; i++) {
		bool twice = strcmp(p->aliases[i], p->name) == 0;
		for (size_t k = 0; k < i; k++)
			twice |= strcmp(p->aliases[i], p->aliases[k]) == 0;
		if (twice)
			ynode_fault(l->f, ynode_get(root, "aliases"), _("别名「%s」重复了"),
				    p->aliases[i]);
	}
}

void lint_consult(const struct consult *p, const struct guide *g, const struct catalog *c,
		  struct faults *f)
{
	const struct page_lint l = {p, g, c, f};
	struct ydoc *doc = ydoc_parse(p->file, p->text, p->text_len, f);

	walk(&l, doc->root, true);
	check_readings_used(&l, doc->root);
	check_links(&l, doc->root);
	check_aliases(&l, doc->root);
	ydoc_free(doc);
}
