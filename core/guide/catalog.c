/* SPDX-License-Identifier: Apache-2.0
 *
 * Guides and the whole of forms/: folders with a _shared.yaml, in order of name,
 * and the items in them, in order of id.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "guide/consult.h"
#include "guide/folder.h"
#include "guide/load_parts.h"

/* ---- one guide ---- */

static void read_office(struct loader *l, struct guide *g, const struct ynode *map)
{
	if (!ynode_keys(l->f, map, "id name address phone lines doubt"))
		return;
	struct office o = {
		.id = load_id(l, map, true),
		.name = load_text(l, map, "name", true),
		.address = load_text(l, map, "address", false),
		.phone = load_text(l, map, "phone", false),
		.lines = load_lines(l, map, NULL),
		.doubt = load_text(l, map, "doubt", false),
	};
	for (size_t i = 0; i < g->n_offices; i++) {
		if (*o.id && strcmp(g->offices[i].id, o.id) == 0)
			ynode_fault(l->f, ynode_get(map, "id"), _("id「%s」重复了"), o.id);
	}
	*ARENA_PUSH(l->a, g->offices, g->n_offices) = o;
}

/* "qz-001..qz-105" */
static const char *read_items(struct loader *l, const struct ynode *n)
{
	const char *dots = n->kind == YNODE_TEXT ? strstr(n->text, "..") : NULL;
	size_t len = dots ? (size_t)(dots - n->text) : 0;

	if (len < 4 || strlen(dots + 2) != len || strncmp(n->text, dots + 2, len - 3) != 0 ||
	    strncmp(n->text, dots + 2, len) > 0) {
		ynode_fault(l->f, n, _("items 要写成 qz-001..qz-105：本指南事项的首末 id"));
		return NULL;
	}
	return arena_strdup(l->a, n->text);
}

static void read_guide(struct loader *l, struct guide *g, const char *dir)
{
	const char *slash = strrchr(dir, '/');
	const struct ynode *n, *list;

	if (!ynode_keys(l->f, l->root, "guide name agency lines items offices prohibitions"))
		return;
	g->id = load_text(l, l->root, "guide", true);
	if (g->id && strcmp(g->id, slash ? slash + 1 : dir) != 0)
		ynode_fault(l->f, ynode_get(l->root, "guide"), _("guide 要与目录名相同：%s"),
			    slash ? slash + 1 : dir);
	g->name = load_text(l, l->root, "name", true);
	n = load_required(l, l->root, "agency");
	if (n && !ynode_is(n, "unstated"))
		g->agency = load_text_of(l, n);
	g->lines = load_lines(l, l->root, NULL);
	if ((n = ynode_get(l->root, "items")) != NULL)
		g->items = read_items(l, n);
	list = load_list(l, l->root, "offices", false);
	if (list && list->count > 62)
		ynode_fault(l->f, list, _("offices 最多62个"));
	for (size_t i = 0; list && i < list->count; i++)
		read_office(l, g, list->values[i]);
	n = ynode_get(l->root, "prohibitions");
	if (n && n->kind != YNODE_MAP)
		ynode_fault(l->f, n, _("此处写成 {名称: [禁办情形, …]}"));
	for (size_t i = 0; n && n->kind == YNODE_MAP && i < n->count; i++) {
		if (n->values[i]->kind != YNODE_LIST)
			ynode_fault(l->f, n->values[i], _("此处应是禁办情形的列表"));
	}
}

static struct piece *piece_of(const struct ydoc *doc)
{
	return doc ? piece_new(doc->text, doc->len) : NULL;
}

/* Takes both documents; either may be NULL. */
static struct guide *make_guide(const char *dir, struct ydoc *own, struct ydoc *blocks,
				struct faults *f, size_t before)
{
	struct guide *g = xcalloc(1, sizeof(*g));
	struct loader l = {.a = &g->arena, .g = g, .f = f};

	g->shared = arena_alloc(&g->arena, sizeof(*g->shared));
	*g->shared = (struct shared){own, blocks, {piece_of(own), piece_of(blocks)}};
	if (own) {
		l.root = own->root;
		read_guide(&l, g, dir);
	}
	if (f->count != before) {
		guide_free(g);
		return NULL;
	}
	return g;
}

struct guide *guide_load(const char *dir, const char *blocks_file, struct faults *f)
{
	size_t before = f->count;
	char *file = xasprintf("%s/_shared.yaml", dir);
	struct ydoc *own = ydoc_read(file, f);
	struct ydoc *blocks = blocks_file ? ydoc_read(blocks_file, f) : NULL;

	free(file);
	return make_guide(dir, own, blocks, f, before);
}

/* A file of the source; NULL with faults, and without where it need not be there and is not. */
static struct ydoc *read_piece(const struct guide_source *src, const char *path, bool required,
			       struct faults *f)
{
	const struct guide_text *t = source_text(src, path);
	struct ydoc *doc = NULL;

	if (t)
		return ydoc_parse(t->file, t->text, t->len, f);
	char *file = paths_join(src->forms, path);
	if (required || access(file, F_OK) == 0)
		doc = ydoc_read(file, f);
	free(file);
	return doc;
}

struct guide *guide_read(const struct guide_source *src, const char *id, struct faults *f)
{
	size_t before = f->count;
	char *shared = xasprintf("%s/_shared.yaml", id);
	struct ydoc *own = read_piece(src, shared, true, f);
	struct ydoc *blocks = read_piece(src, "blocks.yaml", false, f);

	free(shared);
	return make_guide(id, own, blocks, f, before);
}

struct guide *guide_parse(const char *id, const char *shared, const char *blocks, struct faults *f)
{
	size_t before = f->count;
	struct ydoc *own = ydoc_parse("_shared.yaml", shared, strlen(shared), f);
	struct ydoc *more = blocks ? ydoc_parse("blocks.yaml", blocks, strlen(blocks), f) : NULL;

	return make_guide(id, own, more, f, before);
}

const struct ydoc *guide_shared_file(const struct guide *g)
{
	return g->shared->own;
}

void guide_free(struct guide *g)
{
	if (!g)
		return;
	ydoc_free(g->shared->own);
	ydoc_free(g->shared->blocks);
	for (int i = 0; i < PIECES; i++)
		piece_drop(g->shared->pieces[i]);
	struct arena arena = g->arena;
	free(g);
	arena_done(&arena);
}

/* ---- all of them ---- */

struct item *item_read(const struct guide_source *src, const struct guide *g, const char *name,
		       struct faults *f)
{
	char *path = xasprintf("%s/%s", g->id, name);
	const struct guide_text *t = source_text(src, path);
	char *file = paths_join(src->forms, path);
	struct item *it = t ? item_parse(g, t->file, t->text, t->len, f) : item_load(g, file, f);

	free(file);
	free(path);
	return it;
}

/* Where an id already stands; NULL. */
static const char *file_of(const struct catalog *c, const char *id)
{
	const struct item *it = catalog_item(c, id);
	const struct consult *p = catalog_consult(c, id);

	return it ? it->file : p ? p->file : NULL;
}

static bool is_new(const struct catalog *c, const char *id, const char *file, struct faults *f)
{
	const char *other = file_of(c, id);

	if (other)
		faults_add(f, file, 0, 0, _("事项 %s 重复了：%s 已有"), id, other);
	return !other;
}

/* Takes it; NULL, and one with faults since `before`, is left out. */
static void add_item(struct catalog *c, struct item *it, struct faults *f, size_t before)
{
	if (!it || f->count != before || !is_new(c, it->id, it->file, f)) {
		item_free(it);
		return;
	}
	c->items = xreallocarray(c->items, c->n_items + 1, sizeof(*c->items));
	c->items[c->n_items++] = it;
}

static void add_consult(struct catalog *c, struct consult *p, struct faults *f, size_t before)
{
	if (!p || f->count != before || !is_new(c, p->id, p->file, f)) {
		consult_free(p);
		return;
	}
	c->consults = xreallocarray(c->consults, c->n_consults + 1, sizeof(struct consult *));
	c->consults[c->n_consults++] = p;
}

static void load_items(struct catalog *c, const struct guide *g, const struct guide_source *src,
		       struct faults *f)
{
	struct names files;

	source_items(src, g->id, &files, f);
	for (size_t i = 0; i < files.count; i++) {
		char *path = xasprintf("%s/%s", g->id, files.rows[i]);
		const struct guide_text *t = source_text(src, path);
		char *file = t ? xstrdup(t->file) : paths_join(src->forms, path);
		size_t before = f->count;
		struct ydoc *doc = t ? ydoc_parse(file, t->text, t->len, f) : ydoc_read(file, f);
		if (doc && consult_is(doc))
			add_consult(c, consult_take(g, file, doc, f), f, before);
		else if (doc)
			add_item(c, item_take(g, file, doc, f), f, before);
		free(file);
		free(path);
	}
	names_done(&files);
}

static int by_id(const void *a, const void *b)
{
	return strcmp((*(struct item *const *)a)->id, (*(struct item *const *)b)->id);
}

static int by_consult_id(const void *a, const void *b)
{
	return strcmp((*(struct consult *const *)a)->id, (*(struct consult *const *)b)->id);
}

bool catalog_read(struct catalog *c, const struct guide_source *src, struct faults *f)
{
	size_t before = f->count;
	struct names guides;

	*c = (struct catalog){0};
	source_guides(src, &guides, f);
	for (size_t i = 0; i < guides.count; i++) {
		if (src->only_guide && strcmp(src->only_guide, guides.rows[i]) != 0)
			continue;
		struct guide *g = guide_read(src, guides.rows[i], f);
		if (!g)
			continue;
		c->guides = xreallocarray(c->guides, c->n_guides + 1, sizeof(*c->guides));
		c->guides[c->n_guides++] = g;
		load_items(c, g, src, f);
	}
	names_done(&guides);
	if (c->n_items)
		qsort(c->items, c->n_items, sizeof(struct item *), by_id);
	if (c->n_consults)
		qsort(c->consults, c->n_consults, sizeof(struct consult *), by_consult_id);
	return f->count == before;
}

bool catalog_load(struct catalog *c, const char *forms_dir, const char *only_guide,
		  struct faults *f)
{
	return catalog_read(c, &(struct guide_source){.forms = forms_dir, .only_guide = only_guide},
			    f);
}

void catalog_done(struct catalog *c)
{
	for (size_t i = 0; i < c->n_items; i++)
		item_free(c->items[i]);
	for (size_t i = 0; i < c->n_consults; i++)
		consult_free(c->consults[i]);
	for (size_t i = 0; i < c->n_guides; i++)
		guide_free(c->guides[i]);
	free(c->items);
	free(c->consults);
	free(c->guides);
	*c = (struct catalog){0};
}

const struct item *catalog_item(const struct catalog *c, const char *id)
{
	for (size_t i = 0; i < c->n_items; i++) {
		if (strcmp(c->items[i]->id, id) == 0)
			return c->items[i];
	}
	return NULL;
}

const struct consult *catalog_consult(const struct catalog *c, const char *id)
{
	for (size_t i = 0; i < c->n_consults; i++) {
		if (strcmp(c->consults[i]->id, id) == 0)
			return c->consults[i];
	}
	return NULL;
}

const struct guide *catalog_guide(const struct catalog *c, const char *id)
{
	for (size_t i = 0; i < c->n_guides; i++) {
		if (strcmp(c->guides[i]->id, id) == 0)
			return c->guides[i];
	}
	return NULL;
}
