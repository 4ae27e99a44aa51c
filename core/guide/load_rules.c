/* SPDX-License-Identifier: Apache-2.0
 *
 * Verifications, conditions and prohibitions. Their names are declared first,
 * because the rules of the whole item may use them; the rules follow when every
 * name has its meaning.
 */
#include "guide/load_parts.h"

#include <string.h>

#include "base/text.h"

static const struct ynode *id_of(const struct ynode *map)
{
	const struct ynode *id = ynode_get(map, "id");

	return id ? id : map;
}

static struct var rule_var(struct loader *l, enum var_kind kind, const struct ynode *map)
{
	return (struct var){
		.kind = kind,
		.id = load_name(l, map),
		.text = load_text(l, map, "text", true),
		.lines = load_lines(l, map, NULL),
		.reading = load_reading(l, map),
		.type = TYPE_YESNO,
	};
}

static void declare_verification(struct loader *l, const struct ynode *map)
{
	if (!ynode_keys(l->f, map, "id text source lines reading when"))
		return;
	struct var v = rule_var(l, VAR_VERIFICATION, map);
	int var = load_add_var(l, v, id_of(map), ynode_get(map, "when"));
	*ARENA_PUSH(l->a, l->it->verifications, l->it->n_verifications) = (struct verification){
		.var = var,
		.id = v.id,
		.text = v.text,
		.source = load_text(l, map, "source", false),
		.lines = v.lines,
	};
}

static void declare_condition(struct loader *l, const struct ynode *map)
{
	static const char *const fails[] = {"ineligible", "missing"};

	if (!ynode_keys(l->f, map, "id text lines reading when test fails_as resolve"))
		return;
	struct var v = rule_var(l, VAR_CONDITION, map);
	const struct ynode *as = ynode_get(map, "fails_as");
	struct condition *c = ARENA_PUSH(l->a, l->it->conditions, l->it->n_conditions);
	*c = (struct condition){
		.var = -1,
		.id = v.id,
		.text = v.text,
		.lines = v.lines,
		.reading = v.reading,
		.resolve = load_text(l, map, "resolve", false),
		.fails_as_missing = as && load_word_of(l, as, fails, 2) == 1,
	};
	if (ynode_get(map, "test"))
		load_add_symbol(
			l, (struct symbol){.id = v.id, .kind = SYMBOL_COMPUTED, .at = id_of(map)});
	else
		c->var = load_add_var(l, v, id_of(map), ynode_get(map, "when"));
}

static void declare_prohibition(struct loader *l, const struct ynode *map)
{
	if (!ynode_keys(l->f, map, "id text lines reading when resolve lifted_by"))
		return;
	struct var v = rule_var(l, VAR_PROHIBITION, map);
	int var = load_add_var(l, v, id_of(map), ynode_get(map, "when"));
	*ARENA_PUSH(l->a, l->it->prohibitions, l->it->n_prohibitions) = (struct prohibition){
		.var = var,
		.id = v.id,
		.text = v.text,
		.lines = v.lines,
		.reading = v.reading,
		.resolve = load_text(l, map, "resolve", false),
		.lifted_by_paper = -1,
	};
}

/* Calls `each` for the prohibitions of the file, then for those of the guide's lists. */
static void each_prohibition(struct loader *l, void (*each)(struct loader *, const struct ynode *),
			     bool tell)
{
	const struct ynode *own = ynode_get(l->root, "prohibitions");
	const struct ynode *from = ynode_get(l->root, "prohibitions_from");
	const struct ynode *all = ynode_get(l->g->shared->own->root, "prohibitions");

	if (own && own->kind == YNODE_LIST) {
		for (size_t i = 0; i < own->count; i++)
			each(l, own->values[i]);
	}
	if (!from || from->kind != YNODE_LIST)
		return;
	for (size_t i = 0; i < from->count; i++) {
		const struct ynode *name = from->values[i], *list = NULL;
		if (name->kind == YNODE_TEXT && all && all->kind == YNODE_MAP)
			list = ynode_get(all, name->text);
		if ((!list || list->kind != YNODE_LIST) && tell)
			ynode_fault(l->f, name, _("本指南的 _shared.yaml 里没有这份禁办情形"));
		for (size_t j = 0; list && list->kind == YNODE_LIST && j < list->count; j++)
			each(l, list->values[j]);
		l->uses_shared = true;
	}
}

void load_declare_rules(struct loader *l)
{
	const struct ynode *list = load_list(l, l->root, "verifications", false);

	for (size_t i = 0; list && i < list->count; i++)
		declare_verification(l, list->values[i]);
	list = load_list(l, l->root, "conditions", false);
	for (size_t i = 0; list && i < list->count; i++)
		declare_condition(l, list->values[i]);
	load_list(l, l->root, "prohibitions", false);
	load_list(l, l->root, "prohibitions_from", false);
	each_prohibition(l, declare_prohibition, true);
}

/* ---- after the names have their meaning ---- */

static void finish_conditions(struct loader *l)
{
	const struct ynode *list = ynode_get(l->root, "conditions");
	size_t n = 0;

	for (size_t i = 0; list && list->kind == YNODE_LIST && i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (map->kind != YNODE_MAP)
			continue;
		struct condition *c = &l->it->conditions[n++];
		if (c->var < 0) {
			c->when = load_when(l, map);
			c->test = expr_parse_truth(&l->graph, &l->scope, ynode_get(map, "test"),
						   NULL);
		} else {
			c->when = l->it->vars[c->var].when;
			c->test = graph_truth(&l->graph, OP_YES, l->it->vars[c->var].value, 0, 0);
		}
	}
}

static void finish_prohibition(struct loader *l, const struct ynode *map)
{
	const struct ynode *by = map->kind == YNODE_MAP ? ynode_get(map, "lifted_by") : NULL;
	struct prohibition *p = NULL;

	if (!by || !ynode_keys(l->f, by, "paper act"))
		return;
	for (size_t i = 0; i < l->it->n_prohibitions && !p; i++) {
		const struct ynode *id = ynode_get(map, "id");
		if (id && ynode_is(id, l->it->prohibitions[i].id))
			p = &l->it->prohibitions[i];
	}
	if (!p)
		return;
	const struct ynode *paper = ynode_get(by, "paper");
	if (!paper == !ynode_get(by, "act")) {
		ynode_fault(
			l->f, by,
			_("lifted_by 写 {paper: 材料的 id} 或 {act: 怎样办理后解除}，二者选一"));
		return;
	}
	if (!paper) {
		p->lifted_by_act = load_text(l, by, "act", true);
		return;
	}
	for (size_t i = 0; i < l->it->n_papers; i++) {
		if (ynode_is(paper, l->it->papers[i].id))
			p->lifted_by_paper = (int)i;
	}
	if (p->lifted_by_paper < 0)
		ynode_fault(l->f, paper,
			    _("「%s」要由材料「%s」解除，但事项 %s 的 materials 里没有它"), p->id,
			    paper->kind == YNODE_TEXT ? paper->text : "", l->it->id);
}

void load_rules(struct loader *l)
{
	finish_conditions(l);
	each_prohibition(l, finish_prohibition, false);
	for (size_t i = 0; i < l->it->n_prohibitions; i++) {
		struct prohibition *p = &l->it->prohibitions[i];
		p->when = l->it->vars[p->var].when;
	}
}
