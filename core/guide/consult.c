/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/consult.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/load_parts.h"

#define PAGE_KEYS                                                                                  \
	"id name kind category lines audience aliases sections phones items basis readings"

const char *const consult_row_ids[CONSULT_ROW_KINDS] = {"text", "step", "note", "screen"};

struct reader {
	struct loader l; /* without an item: only its pieces are used */
	struct consult *p;
};

bool consult_is(const struct ydoc *doc)
{
	return doc->root && doc->root->kind == YNODE_MAP &&
	       ynode_is(ynode_get(doc->root, "kind"), "consult");
}

/* ---- head ---- */

static void read_head(struct reader *r, const char *file)
{
	struct loader *l = &r->l;
	struct consult *p = r->p;
	const struct ynode *id = load_required(l, l->root, "id");
	const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;

	p->id = id ? load_id(l, l->root, true) : "";
	if (id && strncmp(name, p->id, strlen(p->id)) != 0)
		ynode_fault(l->f, id, _("id 要与文件名相同：%s"), name);
	else if (strcmp(name + strlen(p->id), ".yaml") != 0)
		ynode_fault(l->f, id ? id : l->root, _("id 要与文件名相同：%s"), name);
	p->guide = arena_strdup(l->a, l->g->id);
	p->name = load_text(l, l->root, "name", true);
	p->category = load_text(l, l->root, "category", true);
	p->lines = load_lines(l, l->root, NULL);
	p->audience = load_texts(l, l->root, "audience", &p->n_audience);
	p->aliases = load_texts(l, l->root, "aliases", &p->n_aliases);
}

/* ---- sections ---- */

static void read_parts(struct reader *r, const struct ynode *map, struct consult_row *row)
{
	const struct ynode *list = load_list(&r->l, map, "parts", false);

	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *n = list->values[i];
		struct consult_part part = {0};
		if (n->kind == YNODE_TEXT) {
			part.name = load_text_of(&r->l, n);
		} else if (ynode_keys(r->l.f, n, "name text")) {
			part.name = load_text(&r->l, n, "name", true);
			part.text = load_text(&r->l, n, "text", false);
		}
		*ARENA_PUSH(r->l.a, row->parts, row->n_parts) = part;
	}
}

static void read_row(struct reader *r, const struct ynode *map)
{
	struct loader *l = &r->l;
	const struct ynode *kind, *picture;
	struct consult_row row = {0};

	if (!ynode_keys(l->f, map, "text as picture parts lines reading"))
		return;
	row.text = load_text(l, map, "text", true);
	row.lines = load_lines(l, map, NULL);
	row.reading = load_reading(l, map);
	if ((kind = ynode_get(map, "as")) != NULL) {
		int k = load_word_of(l, kind, consult_row_ids, CONSULT_ROW_KINDS);
		row.kind = k < 0 ? CONSULT_TEXT : (enum consult_row_kind)k;
	}
	if ((picture = ynode_get(map, "picture")) != NULL) {
		row.picture_lost = ynode_is(picture, "unstated");
		if (!row.picture_lost)
			ynode_fault(l->f, picture, _("picture 只能写 unstated：原文的图没有保存"));
	}
	read_parts(r, map, &row);
	if (row.n_parts && row.kind != CONSULT_SCREEN)
		ynode_fault(l->f, ynode_get(map, "parts"), _("parts 只用在 as: screen 的行"));
	*ARENA_PUSH(l->a, r->p->rows, r->p->n_rows) = row;
}

static void read_section(struct reader *r, const struct ynode *map, int level)
{
	struct loader *l = &r->l;
	const struct ynode *rows, *below;

	if (!ynode_keys(l->f, map, level ? "title lines rows" : "title lines rows sections"))
		return;
	struct consult_section section = {
		.title = load_text(l, map, "title", true),
		.lines = load_lines(l, map, NULL),
		.level = level,
		.first = r->p->n_rows,
	};
	rows = load_list(l, map, "rows", false);
	below = load_list(l, map, "sections", false);
	if (!rows && !below)
		ynode_fault(l->f, map,
			    _("这一节是空的：写上 rows，原文没有文字的写 picture: "
			      "unstated 的一行"));
	for (size_t i = 0; rows && i < rows->count; i++)
		read_row(r, rows->values[i]);
	section.count = r->p->n_rows - section.first;
	*ARENA_PUSH(l->a, r->p->sections, r->p->n_sections) = section;
	for (size_t i = 0; below && i < below->count; i++)
		read_section(r, below->values[i], level + 1);
}

/* ---- the rest ---- */

static void read_phones(struct reader *r)
{
	struct loader *l = &r->l;
	const struct ynode *n = load_required(l, l->root, "phones"), *list;

	r->p->phones_stated = STATED_NOT;
	if (!n || ynode_is(n, "unstated") || !(list = load_list(l, l->root, "phones", true)))
		return;
	r->p->phones_stated = STATED;
	for (size_t i = 0; i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (!ynode_keys(l->f, map, "area number doubt lines reading"))
			continue;
		struct phone phone = {
			.area = load_text(l, map, "area", false),
			.number = load_text(l, map, "number", true),
			.doubt = load_text(l, map, "doubt", false),
			.lines = load_lines(l, map, NULL),
		};
		*ARENA_PUSH(l->a, r->p->phones, r->p->n_phones) = phone;
	}
}

static void read_basis(struct reader *r)
{
	struct loader *l = &r->l;
	const struct ynode *list = load_list(l, l->root, "basis", false);

	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (ynode_keys(l->f, map, "text lines reading")) {
			struct consult_basis b = {load_text(l, map, "text", true),
						  load_lines(l, map, NULL)};
			*ARENA_PUSH(l->a, r->p->basis, r->p->n_basis) = b;
		}
	}
}

static void read_links(struct reader *r)
{
	struct loader *l = &r->l;
	const struct ynode *list = load_list(l, l->root, "items", false);

	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (ynode_keys(l->f, map, "id text lines")) {
			struct consult_link link = {load_id(l, map, true),
						    load_text(l, map, "text", true),
						    load_lines(l, map, NULL)};
			*ARENA_PUSH(l->a, r->p->links, r->p->n_links) = link;
		}
	}
}

static void read_readings(struct reader *r)
{
	struct loader *l = &r->l;
	const struct ynode *list = load_list(l, l->root, "readings", false);

	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (!ynode_keys(l->f, map, "id text"))
			continue;
		struct reading one = {load_text(l, map, "id", true),
				      load_text(l, map, "text", true)};
		if (one.id && consult_reading(r->p, one.id))
			ynode_fault(l->f, ynode_get(map, "id"), _("id「%s」重复了"), one.id);
		*ARENA_PUSH(l->a, r->p->readings, r->p->n_readings) = one;
	}
}

static void read_page(struct reader *r, const char *file)
{
	struct loader *l = &r->l;
	const struct ynode *list;

	if (!ynode_keys(l->f, l->root, PAGE_KEYS))
		return;
	read_head(r, file);
	list = load_list(l, l->root, "sections", true);
	for (size_t i = 0; list && i < list->count; i++)
		read_section(r, list->values[i], 0);
	if (list && list->count == 0)
		ynode_fault(l->f, list, _("sections 是空的"));
	read_phones(r);
	read_basis(r);
	read_links(r);
	read_readings(r);
}

struct consult *consult_take(const struct guide *g, const char *file, struct ydoc *doc,
			     struct faults *f)
{
	size_t before = f->count;
	struct consult *p = xcalloc(1, sizeof(*p));
	struct reader r = {.l = {.a = &p->arena, .g = g, .f = f, .root = doc->root}, .p = p};

	p->file = arena_strdup(&p->arena, file);
	p->text = arena_strndup(&p->arena, doc->text, doc->len);
	p->text_len = doc->len;
	read_page(&r, file);
	ydoc_free(doc);
	if (f->count == before)
		return p;
	consult_free(p);
	return NULL;
}

struct consult *consult_parse(const struct guide *g, const char *file, const char *text, size_t len,
			      struct faults *f)
{
	size_t before = f->count;
	struct ydoc *doc = ydoc_parse(file, text, len, f);
	struct consult *p = doc ? consult_take(g, file, doc, f) : NULL;

	if (p && f->count != before) { /* a tree may have been read in spite of faults */
		consult_free(p);
		p = NULL;
	}
	return p;
}

void consult_free(struct consult *p)
{
	if (!p)
		return;
	struct arena arena = p->arena;
	free(p);
	arena_done(&arena);
}

const char *consult_reading(const struct consult *p, const char *id)
{
	for (size_t i = 0; i < p->n_readings; i++)
		if (p->readings[i].id && strcmp(p->readings[i].id, id) == 0)
			return p->readings[i].text;
	return NULL;
}

bool consult_of_item(const struct consult *p, const char *item)
{
	for (size_t i = 0; i < p->n_links; i++)
		if (strcmp(p->links[i].item, item) == 0)
			return true;
	return false;
}

static const struct consult_section *section_of(const struct consult *p, size_t row)
{
	for (size_t i = 0; i < p->n_sections; i++)
		if (row - p->sections[i].first < p->sections[i].count)
			return &p->sections[i];
	return NULL;
}

/* 第一步 … stands in some texts of the guides. */
static bool has_number(const char *text)
{
	enum { CHARACTER = 3 }; /* bytes of one */

	return strncmp(text, "第", CHARACTER) == 0 && strlen(text) > 2 * CHARACTER &&
	       strncmp(text + 2 * CHARACTER, "步", CHARACTER) == 0;
}

void consult_row_text(const struct consult *p, size_t row, struct str *out)
{
	const struct consult_row *r = &p->rows[row];
	const struct consult_section *s = section_of(p, row);
	int steps = 0, at = 0;

	for (size_t i = s->first; i < s->first + s->count; i++) {
		steps += p->rows[i].kind == CONSULT_STEP;
		at += p->rows[i].kind == CONSULT_STEP && i <= row;
	}
	if (r->kind == CONSULT_STEP && steps > 1 && !has_number(r->text))
		str_addf(out, "(%d) ", at);
	if (r->kind == CONSULT_SCREEN)
		str_add(out, _("界面："));
	else if (r->kind == CONSULT_NOTE)
		str_add(out, strncmp(r->text, "注意", strlen("注意")) == 0 ? "· " : _("· 说明："));
	str_add(out, r->text);
	if (r->picture_lost)
		str_add(out, _("〔此处的图原文缺失，指南未载明〕"));
}
