/* SPDX-License-Identifier: Apache-2.0
 *
 * The tree of papers. One walk makes papers and demands, with what groups hand
 * down; then names of papers used elsewhere are found, papers that may not exist
 * get their yes/no, and every paper learns under which truth it is asked for.
 */
#include "guide/load_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

struct tree { /* beside the demands, by row */
	struct loader *l;
	const struct ynode **nodes;
	bool *in_any;
	size_t n;
};

/* ---- rows ---- */

static int add_row(struct tree *t, const struct ynode *node, struct demand d, bool in_any)
{
	struct arena *a = t->l->a;
	size_t n = t->n;

	*ARENA_PUSH(a, t->nodes, n) = node;
	*ARENA_PUSH(a, t->in_any, t->n) = in_any;
	*ARENA_PUSH(a, t->l->it->demands, t->l->it->n_demands) = d;
	return (int)t->l->it->n_demands - 1;
}

static void check_new_id(struct tree *t, const char *id, const struct ynode *at)
{
	for (size_t i = 1; i < t->n; i++) {
		if (*id && t->l->it->demands[i].id && strcmp(t->l->it->demands[i].id, id) == 0) {
			ynode_fault(t->l->f, at,
				    _("id「%s」重复了，第%d行已有；同一份材料再次要时写 use: %s"),
				    id, t->nodes[i]->line, id);
			return;
		}
	}
}

static int walk(struct tree *t, const struct ynode *node, int parent, expr_ref outer,
		struct handed h);

static void walk_children(struct tree *t, const struct ynode *list, int row, struct handed h)
{
	struct item *it = t->l->it;
	int *rows = arena_array(t->l->a, list->count ? list->count : 1, sizeof(*rows));
	expr_ref when = it->demands[row].when;
	size_t n = 0;

	for (size_t i = 0; i < list->count; i++) {
		int child = walk(t, list->values[i], row, when, h);
		if (child >= 0)
			rows[n++] = child;
	}
	it->demands[row].first = it->n_children;
	it->demands[row].count = n;
	for (size_t i = 0; i < n; i++)
		*ARENA_PUSH(t->l->a, it->children, it->n_children) = rows[i];
}

static int walk_group(struct tree *t, const struct ynode *map, int parent, expr_ref outer,
		      struct handed h)
{
	struct loader *l = t->l;
	bool any = ynode_get(map, "any") != NULL;

	ynode_keys(l->f, map, "all any reading note " PAPER_GROUP_KEYS);
	if (any && ynode_get(map, "all"))
		ynode_fault(l->f, map, _("all 和 any 只能有一个"));
	const struct ynode *list = load_list(l, map, any ? "any" : "all", true);
	struct demand d = {
		.kind = any ? DEMAND_ANY : DEMAND_ALL,
		.id = load_id(l, map, false),
		.name = load_text(l, map, "name", false),
		.reading = load_reading(l, map),
		.paper = -1,
		.parent = parent,
	};
	check_new_id(t, d.id, ynode_get(map, "id"));
	d.when = graph_and(&l->graph, outer, load_when(l, map));
	h = load_hand_down(l, map, h);
	d.lines = h.lines;
	int row = add_row(t, map, d, h.in_any);
	h.in_any |= any;
	if (list && list->count == 0)
		ynode_fault(l->f, list, _("这一组是空的"));
	if (list)
		walk_children(t, list, row, h);
	for (size_t i = 0; any && i < l->it->demands[row].count; i++) {
		const struct demand *child =
			&l->it->demands[l->it->children[l->it->demands[row].first + i]];
		if (child->kind == DEMAND_PAPER && child->paper >= 0 &&
		    l->it->papers[child->paper].open_end)
			l->it->demands[row].open = true;
	}
	return row;
}

static int walk_leaf(struct tree *t, const struct ynode *map, int parent, expr_ref outer,
		     struct handed h)
{
	struct loader *l = t->l;
	struct demand d = {.kind = DEMAND_PAPER, .paper = -1, .parent = parent};

	d.when = graph_and(&l->graph, outer, load_when(l, map));
	if (ynode_get(map, "unstated")) {
		ynode_keys(l->f, map, "unstated when lines reading id");
		if (!load_bool(l, map, "unstated", true) || !ynode_get(map, "when"))
			ynode_fault(
				l->f, map,
				_("此处写成 {unstated: yes, when: …}：在哪些答案下原文没写材料"));
		d.kind = DEMAND_UNSTATED;
		d.id = load_id(l, map, false);
		d.reading = load_reading(l, map);
		d.lines = ynode_get(map, "lines") ? load_lines_optional(l, map) : h.lines;
		return add_row(t, map, d, h.in_any);
	}
	if (ynode_get(map, "none")) {
		ynode_keys(l->f, map, "none when lines reading id");
		if (!ynode_get(map, "when"))
			ynode_fault(
				l->f, map,
				_("此处写成 {none: 原文的话, when: …}：在哪些答案下不需要材料"));
		d.kind = DEMAND_ALL; /* of nothing */
		d.id = load_id(l, map, false);
		d.name = load_text(l, map, "none", true);
		d.reading = load_reading(l, map);
		d.lines = ynode_get(map, "lines") ? load_lines_optional(l, map) : h.lines;
		return add_row(t, map, d, h.in_any);
	}
	if (ynode_get(map, "use")) {
		ynode_keys(l->f, map, "use when lines reading");
		d.reading = load_reading(l, map);
		d.lines = ynode_get(map, "lines") ? load_lines_optional(l, map) : h.lines;
		return add_row(t, map, d, h.in_any);
	}
	bool other = ynode_get(map, "other") != NULL;
	d.id = load_id(l, map, !other);
	check_new_id(t, d.id, ynode_get(map, "id"));
	int row = add_row(t, map, d, h.in_any);
	int paper = load_paper(l, map, d.id, h);
	l->it->demands[row].paper = paper;
	l->it->demands[row].lines = l->it->papers[paper].lines;
	l->it->demands[row].reading = l->it->papers[paper].reading;
	return row;
}

static int walk(struct tree *t, const struct ynode *node, int parent, expr_ref outer,
		struct handed h)
{
	if (node->kind != YNODE_MAP) {
		ynode_fault(
			t->l->f, node,
			_("此处应是一份材料 {id: …, name: …}、{all: […]}、{any: […]}、{use: id}、"
			  "{none: …, when: …} 或 {unstated: yes, when: …}"));
		return -1;
	}
	if (ynode_get(node, "all") || ynode_get(node, "any"))
		return walk_group(t, node, parent, outer, h);
	return walk_leaf(t, node, parent, outer, h);
}

/* ---- after the walk ---- */

static bool is_taken(const struct tree *t, const char *id)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->l->it->demands[i].id && strcmp(t->l->it->demands[i].id, id) == 0)
			return true;
	}
	return false;
}

/* Groups and open ends without an id: g1, g2 … as far as the file has not taken them. */
static void make_ids(struct tree *t)
{
	struct item *it = t->l->it;
	int n = 0;

	for (size_t i = 0; i < t->n; i++) {
		struct demand *d = &it->demands[i];
		if (!d->id || *d->id)
			continue;
		char id[16];
		do {
			snprintf(id, sizeof(id), "g%d", ++n);
		} while (is_taken(t, id));
		d->id = arena_strdup(t->l->a, id);
		if (d->paper >= 0)
			it->papers[d->paper].id = d->id;
	}
}

static void find_used(struct tree *t)
{
	struct item *it = t->l->it;

	for (size_t i = 1; i < it->n_demands; i++) {
		struct demand *d = &it->demands[i];
		const struct ynode *use = ynode_get(t->nodes[i], "use");
		if (d->kind != DEMAND_PAPER || d->paper >= 0 || !use)
			continue;
		for (size_t j = 0; j < it->n_papers; j++) {
			if (ynode_is(use, it->papers[j].id))
				d->paper = (int)j;
		}
		if (d->paper < 0) {
			ynode_fault(t->l->f, use, _("use 要写本文件里一份材料的 id"));
			continue;
		}
		const struct paper *p = &it->papers[d->paper];
		d->id = p->id;
		d->lines = d->lines ? d->lines : p->lines;
		d->reading = d->reading ? d->reading : p->reading;
		if (it->demands[d->parent].kind == DEMAND_ANY && p->open_end)
			it->demands[d->parent].open = true;
	}
}

/* A paper that may not exist: its yes/no, asked wherever the paper is. */
static void ask_existence(struct tree *t, size_t row)
{
	struct loader *l = t->l;
	struct item *it = l->it;
	int paper = it->demands[row].paper;
	const struct ynode *words = ynode_get(t->nodes[row], "if_exists");
	expr_ref gate = EXPR_FALSE;

	if (!words || paper < 0 || ynode_get(t->nodes[row], "use"))
		return;
	for (size_t i = 0; i < it->n_demands; i++) {
		if (it->demands[i].kind == DEMAND_PAPER && it->demands[i].paper == paper)
			gate = graph_or(&l->graph, gate, it->demands[i].when);
	}
	const struct paper *p = &it->papers[paper];
	int var = load_add_var(l,
			       (struct var){.kind = VAR_EXISTS,
					    .id = arena_printf(l->a, "%s.exists", p->id),
					    .text = load_text_of(l, words),
					    .lines = p->lines,
					    .reading = p->reading,
					    .type = TYPE_YESNO},
			       words, NULL);
	struct symbol *s = load_symbol(l, it->vars[var].id);
	if (s && s->var == var)
		load_settle(l, s, gate);
	expr_ref exists = graph_truth(&l->graph, OP_YES, it->vars[var].value, 0, 0);
	for (size_t i = 0; i < it->n_demands; i++) {
		if (it->demands[i].kind == DEMAND_PAPER && it->demands[i].paper == paper)
			it->demands[i].when = graph_and(&l->graph, it->demands[i].when, exists);
	}
}

static void decide_asked(struct tree *t)
{
	struct graph *g = &t->l->graph;
	struct item *it = t->l->it;

	for (size_t i = 0; i < it->n_papers; i++) {
		struct paper *p = &it->papers[i];
		p->listed = EXPR_FALSE;
		for (size_t j = 0; j < it->n_demands; j++) {
			const struct demand *d = &it->demands[j];
			if (d->kind == DEMAND_PAPER && d->paper == (int)i && !t->in_any[j])
				p->listed = graph_or(g, p->listed, d->when);
		}
		p->asked = p->listed;
		if (p->exempt_by < 0)
			continue;
		expr_ref verified = graph_truth(g, OP_YES, it->vars[p->exempt_by].value, 0, 0);
		p->asked = p->exempt_else_required ? graph_and(g, p->listed, graph_not(g, verified))
						   : EXPR_FALSE;
	}
}

void load_papers(struct loader *l)
{
	struct tree t = {.l = l};
	const struct ynode *n = load_required(l, l->root, "materials");
	const struct ynode *rules = load_list(l, l->root, "on_forms", false);

	add_row(&t, NULL,
		(struct demand){.kind = DEMAND_ALL, .id = "all", .paper = -1, .parent = -1}, false);
	for (size_t i = 0; rules && i < rules->count; i++)
		load_form_rule(l, rules->values[i]);
	if (!n || ynode_is(n, "unstated"))
		return;
	if (n->kind == YNODE_MAP) {
		ynode_keys(l->f, n, "none lines");
		load_text(l, n, "none", true);
		l->it->materials = STATED_NONE;
		l->it->materials_lines = load_lines(l, n, NULL);
		return;
	}
	if (n->kind != YNODE_LIST || n->count == 0) {
		ynode_fault(l->f, n, _("materials 要写成列表、unstated 或 {none: 无, lines: …}"));
		return;
	}
	l->it->materials = STATED;
	walk_children(&t, n, 0, (struct handed){0});
	make_ids(&t);
	find_used(&t);
	for (size_t i = 1; i < l->it->n_demands; i++) {
		if (l->it->demands[i].kind == DEMAND_PAPER)
			ask_existence(&t, i);
	}
	decide_asked(&t);
}
