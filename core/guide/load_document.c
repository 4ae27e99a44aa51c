/* SPDX-License-Identifier: Apache-2.0
 *
 * Which papers are printed from what was typed, and what stands on them. This is
 * the one rule: a paper with a row in `documents`, and, as if it had one, every
 * 申请表 and every 告知承诺. What the guide words is printed as it stands; where it
 * words nothing there is room to write, never a sentence of ours.
 */
#include "guide/load_parts.h"

#include <string.h>

#include "base/text.h"

enum { SPACE_ROWS = 8, SPACE_ROWS_MOST = 40 };

static int find_block(const struct item *it, const char *id)
{
	for (size_t i = 0; i < it->n_blocks; i++)
		if (strcmp(it->blocks[i].id, id) == 0)
			return (int)i;
	return -1;
}

static void add_part(struct loader *l, struct paper_document *d, struct document_part part)
{
	*ARENA_PUSH(l->a, d->parts, d->n_parts) = part;
}

/* A block by its id, or {block, title}. */
static void read_part(struct loader *l, const struct ynode *n, struct paper_document *d)
{
	struct document_part part = {.named = true};
	const struct ynode *id = n;

	if (n->kind != YNODE_TEXT) {
		if (!ynode_keys(l->f, n, "block title"))
			return;
		id = load_required(l, n, "block");
		part.title = load_text(l, n, "title", true);
	}
	if (!id)
		return;
	part.block = id->kind == YNODE_TEXT ? find_block(l->it, id->text) : -1;
	if (part.block < 0) {
		ynode_fault(l->f, id, _("表单里没有这个栏目组"));
		return;
	}
	for (size_t i = 0; i < d->n_parts; i++)
		if (d->parts[i].block == part.block)
			ynode_fault(l->f, id, _("这个栏目组在同一份文书里写了两次"));
	add_part(l, d, part);
}

static void read_field(struct loader *l, const struct ynode *n, struct paper_document *d)
{
	const char *path = load_text_of(l, n);

	for (size_t i = 0; path && i < l->it->n_fields; i++) {
		if (strcmp(l->it->fields[i].path, path) != 0)
			continue;
		*ARENA_PUSH(l->a, d->fields, d->n_fields) = (int)i;
		return;
	}
	if (path)
		ynode_fault(l->f, n, _("表单里没有栏目「%s」"), path);
}

static void read_space(struct loader *l, const struct ynode *map, struct paper_document *d)
{
	if (!ynode_keys(l->f, map, "text rows lines"))
		return;
	*ARENA_PUSH(l->a, d->spaces, d->n_spaces) = (struct document_space){
		.text = load_text(l, map, "text", true),
		.lines = load_lines_optional(l, map),
		.rows = (int)load_int(l, map, "rows", 1, SPACE_ROWS_MOST, SPACE_ROWS),
	};
}

/* What the file leaves out: an application has the whole form, anything else its parties and,
 * where no wording is printed, room to write. */
static void complete(struct loader *l, struct paper_document *d, bool spaces_given)
{
	bool form = l->it->papers[d->paper].kind == PAPER_APPLICATION;
	bool whole = d->n_parts + d->n_fields == 0;

	for (size_t i = 0; whole && i < l->it->n_blocks; i++)
		if (form || l->it->blocks[i].role != ROLE_NONE)
			add_part(l, d, (struct document_part){.block = (int)i});
	if (!form && !d->text.count && !spaces_given)
		*ARENA_PUSH(l->a, d->spaces, d->n_spaces) =
			(struct document_space){.rows = SPACE_ROWS};
}

static void read_document(struct loader *l, const struct ynode *map)
{
	struct paper_document d = {.paper = -1};
	const struct ynode *list;

	if (!ynode_keys(l->f, map, "paper blocks fields text spaces sign rows_sign"))
		return;
	const struct ynode *paper = load_required(l, map, "paper");
	if (!paper)
		return;
	for (size_t i = 0; paper->kind == YNODE_TEXT && i < l->it->n_papers; i++)
		if (strcmp(l->it->papers[i].id, paper->text) == 0)
			d.paper = (int)i;
	if (d.paper < 0 || l->it->papers[d.paper].open_end) {
		ynode_fault(l->f, paper, _("paper 要写一份有名称的材料的 id"));
		return;
	}
	if (item_document(l->it, d.paper))
		ynode_fault(l->f, paper, _("这份材料写了两次"));
	list = load_list(l, map, "blocks", false);
	for (size_t i = 0; list && i < list->count; i++)
		read_part(l, list->values[i], &d);
	list = load_list(l, map, "fields", false);
	for (size_t i = 0; list && i < list->count; i++)
		read_field(l, list->values[i], &d);
	list = load_list(l, map, "spaces", false);
	for (size_t i = 0; list && i < list->count; i++)
		read_space(l, list->values[i], &d);
	if ((list = load_list(l, map, "text", false)))
		d.text = load_text_rows(l, list);
	d.signs = load_texts(l, map, "sign", &d.n_signs);
	d.rows_sign = load_bool(l, map, "rows_sign", false);
	complete(l, &d, ynode_get(map, "spaces") != NULL);
	*ARENA_PUSH(l->a, l->it->documents, l->it->n_documents) = d;
}

void load_documents(struct loader *l)
{
	const struct ynode *list = load_list(l, l->root, "documents", false);
	struct item *it = l->it;

	for (size_t i = 0; list && i < list->count; i++)
		read_document(l, list->values[i]);
	for (size_t i = 0; i < it->n_papers; i++) {
		const struct paper *p = &it->papers[i];
		if ((p->kind != PAPER_APPLICATION && p->kind != PAPER_PLEDGE) || p->open_end ||
		    item_document(it, (int)i))
			continue;
		struct paper_document d = {.paper = (int)i};
		complete(l, &d, false);
		*ARENA_PUSH(l->a, it->documents, it->n_documents) = d;
	}
}
