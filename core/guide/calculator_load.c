/* SPDX-License-Identifier: Apache-2.0
 *
 * forms/GUIDE/_calculators.yaml. Every fault is named; a guide's calculators are taken
 * all or none. What the lint would say is said here: the file is small.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/calculator.h"
#include "guide/consult.h"
#include "guide/load_parts.h"

#define ROW_KEYS "id kind name lines aliases items facts parameter notes"

struct reader {
	struct loader l; /* without an item: only its pieces are used */
	struct calculators *c;
	const struct catalog *known;
	const struct ynode *documents; /* besides the guide's own; NULL */
};

/* ---- sources ---- */

static bool is_document(const struct reader *r, const char *lines)
{
	if (strncmp(lines, r->l.g->lines, 4) == 0)
		return true;
	for (size_t i = 0; r->documents && i < r->documents->count; i++) {
		const struct ynode *n = r->documents->values[i];
		if (n->kind == YNODE_TEXT && strlen(n->text) == 3 &&
		    strncmp(lines, n->text, 3) == 0)
			return true;
	}
	return false;
}

static const char *read_lines(struct reader *r, const struct ynode *map, bool required)
{
	const char *lines =
		required ? load_lines(&r->l, map, NULL) : load_lines_optional(&r->l, map);

	if (lines && !is_document(r, lines))
		ynode_fault(r->l.f, ynode_get(map, "lines"),
			    _("行号不在本指南的文件 %.3s 里，也不在 documents 里"), r->l.g->lines);
	return lines;
}

/* ---- parts ---- */

static void read_facts(struct reader *r, const struct ynode *map, struct calculator *c)
{
	const struct calc_spec *spec = &calc_specs[c->kind];
	const struct ynode *facts = load_required(&r->l, map, "facts");
	struct str ids = {0};

	for (int i = 0; i < CALC_FACTS && spec->facts[i].id; i++)
		str_addf(&ids, "%s ", spec->facts[i].id);
	if (facts && ynode_keys(r->l.f, facts, str_text(&ids))) {
		for (int i = 0; i < CALC_FACTS && spec->facts[i].id; i++) {
			const struct ynode *fact = load_required(&r->l, facts, spec->facts[i].id);
			const struct calc_input as = {.label = N_("value"),
						      .type = spec->facts[i].type,
						      .min = INT32_MIN,
						      .max = INT64_MAX};
			const char *text;
			struct err e;
			if (!fact || !ynode_keys(r->l.f, fact, "value lines"))
				continue;
			text = load_text(&r->l, fact, "value", true);
			if (text && !calc_parse(&as, text, &c->facts[i].value, &e))
				ynode_fault(r->l.f, ynode_get(fact, "value"), "%s", e.text);
			c->facts[i].lines = read_lines(r, fact, true);
		}
	}
	str_done(&ids);
}

static void read_parameter(struct reader *r, const struct ynode *map, struct calculator *c)
{
	const struct ynode *n = ynode_get(map, "parameter");
	bool wanted = calc_specs[c->kind].parameter != CALC_TYPES;

	if (wanted != (n != NULL)) {
		ynode_fault(r->l.f, n ? n : map,
			    wanted ? _("缺少键「parameter」：这种计算要一个每年变化的参数")
				   : _("这种计算没有参数"));
		return;
	}
	if (n && ynode_keys(r->l.f, n, "id text lines")) {
		c->parameter = load_id(&r->l, n, true);
		c->parameter_text = load_text(&r->l, n, "text", true);
		c->parameter_lines = read_lines(r, n, true);
	}
}

static void read_notes(struct reader *r, const struct ynode *map, struct calculator *c)
{
	const struct ynode *list = load_list(&r->l, map, "notes", false);

	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *n = list->values[i];
		if (ynode_keys(r->l.f, n, "text lines")) {
			struct calc_note note = {load_text(&r->l, n, "text", true),
						 read_lines(r, n, false)};
			*ARENA_PUSH(r->l.a, c->notes, c->n_notes) = note;
		}
	}
}

static void check_items(struct reader *r, const struct ynode *map, const struct calculator *c)
{
	for (size_t i = 0; r->known && i < c->n_items; i++)
		if (!catalog_item(r->known, c->items[i]) && !catalog_consult(r->known, c->items[i]))
			ynode_fault(r->l.f, ynode_get(map, "items"), _("没有事项或咨询页 %s"),
				    c->items[i]);
}

static int read_kind(struct reader *r, const struct ynode *map)
{
	const struct ynode *n = load_required(&r->l, map, "kind");
	const char *ids[CALC_KINDS];

	for (int i = 0; i < CALC_KINDS; i++)
		ids[i] = calc_specs[i].id;
	return n ? load_word_of(&r->l, n, ids, CALC_KINDS) : -1;
}

static void read_row(struct reader *r, const struct ynode *map)
{
	struct calculator c = {.guide = arena_strdup(r->l.a, r->l.g->id)};
	int kind;

	if (!ynode_keys(r->l.f, map, ROW_KEYS) || (kind = read_kind(r, map)) < 0)
		return;
	c.kind = (enum calc_kind)kind;
	c.id = load_id(&r->l, map, true);
	if (*c.id && calculators_get(r->c, c.id))
		ynode_fault(r->l.f, ynode_get(map, "id"), _("id「%s」重复了"), c.id);
	c.name = load_text(&r->l, map, "name", true);
	c.lines = read_lines(r, map, true);
	c.aliases = load_texts(&r->l, map, "aliases", &c.n_aliases);
	c.items = load_texts(&r->l, map, "items", &c.n_items);
	check_items(r, map, &c);
	read_facts(r, map, &c);
	read_parameter(r, map, &c);
	read_notes(r, map, &c);
	*ARENA_PUSH(r->l.a, r->c->rows, r->c->n) = c;
}

/* ---- the file ---- */

static bool read_doc(struct calculators *c, struct ydoc *doc, const struct guide *g,
		     const struct catalog *known, struct faults *f, size_t before)
{
	size_t had = c->n;
	struct reader r = {.l = {.a = &c->arena, .g = g, .f = f}, .c = c, .known = known};
	const struct ynode *list;

	if (doc && ynode_keys(f, doc->root, "documents calculators")) {
		r.l.root = doc->root;
		r.documents = load_list(&r.l, doc->root, "documents", false);
		list = load_list(&r.l, doc->root, "calculators", true);
		for (size_t i = 0; list && i < list->count; i++)
			read_row(&r, list->values[i]);
	}
	ydoc_free(doc);
	if (f->count != before)
		c->n = had;
	return f->count == before;
}

bool calculators_parse(struct calculators *c, const char *file, const char *text, size_t len,
		       const struct guide *g, const struct catalog *known, struct faults *f)
{
	size_t before = f->count;

	return read_doc(c, ydoc_parse(file, text, len, f), g, known, f, before);
}

bool calculators_read(struct calculators *c, const struct guide_source *src, const struct guide *g,
		      const struct catalog *known, struct faults *f)
{
	char *path = xasprintf("%s/_calculators.yaml", g->id);
	const struct guide_text *t = source_text(src, path);
	char *file = xasprintf("%s/%s", src->forms, path);
	size_t before = f->count;
	bool ok =
		t ? calculators_parse(c, t->file, t->text, t->len, g, known, f)
		  : access(file, F_OK) != 0 || read_doc(c, ydoc_read(file, f), g, known, f, before);

	free(file);
	free(path);
	return ok;
}

bool calculators_load(struct calculators *c, const char *forms, const struct guide *g,
		      const struct catalog *known, struct faults *f)
{
	return calculators_read(c, &(struct guide_source){.forms = forms}, g, known, f);
}

void calculators_done(struct calculators *c)
{
	arena_done(&c->arena);
	*c = (struct calculators){0};
}

const struct calculator *calculators_get(const struct calculators *c, const char *id)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->rows[i].id, id) == 0)
			return &c->rows[i];
	return NULL;
}

bool calculator_of(const struct calculator *c, const char *item)
{
	for (size_t i = 0; i < c->n_items; i++)
		if (strcmp(c->items[i], item) == 0)
			return true;
	return false;
}
