/* SPDX-License-Identifier: Apache-2.0
 *
 * What the rules can and cannot do, by trying the answers they hang on.
 */
#include <string.h>

#include "base/text.h"
#include "guide/expr_text.h"
#include "guide/lint_work.h"

/* ---- whens ---- */

static void tell_too_many(struct lint *l, const struct ynode *at)
{
	ynode_fault(l->f, at, _("这条规则牵涉的问题有65536种以上的答法，无法逐一核对：请拆开"));
}

/* The `when` of a row never holds, or always. `outer` encloses it (EXPR_TRUE: nothing). */
static void lint_when(struct lint *l, const struct ynode *map, expr_ref when, expr_ref outer)
{
	const struct ynode *n = ynode_get(map, "when");
	const expr_ref roots[] = {when, outer};

	if (!n)
		return;
	if (!probe_run(&l->probe, roots, 2, true))
		tell_too_many(l, n);
	else if (!probe_can(&l->probe, 1, 1))
		ynode_fault(l->f, n, _("没有任何答案会使这个条件成立"));
	else if (!probe_can(&l->probe, 3, 2))
		ynode_fault(l->f, n, _("这个条件总是成立：不必写"));
}

static void lint_whens(struct lint *l)
{
	const struct item *it = l->it;

	for (size_t i = 0; i < it->n_limits; i++)
		lint_when(l, lint_entry(l, "limits", i), it->limits[i].when, EXPR_TRUE);
	for (size_t i = 0; i < it->n_steps; i++) {
		if (lint_entry(l, "steps", i)->kind == YNODE_MAP)
			lint_when(l, lint_entry(l, "steps", i), it->steps[i].when, EXPR_TRUE);
	}
	for (size_t i = 0; i < it->n_channels; i++) {
		if (lint_entry(l, "channels", i)->kind == YNODE_MAP)
			lint_when(l, lint_entry(l, "channels", i), it->channels[i].when, EXPR_TRUE);
	}
	for (size_t i = 0; i < it->n_relations; i++)
		lint_when(l, lint_entry(l, "relations", i), it->relations[i].when, EXPR_TRUE);
	for (size_t i = 0; i < it->n_form_rules; i++)
		lint_when(l, lint_entry(l, "on_forms", i), it->form_rules[i].when, EXPR_TRUE);
	if (ynode_get(l->root, "validity"))
		lint_when(l, ynode_get(l->root, "validity"), it->validity.when, EXPR_TRUE);
}

static void lint_remarks(struct lint *l, const char *key, const struct text_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		if (lint_entry(l, key, i)->kind == YNODE_MAP)
			lint_when(l, lint_entry(l, key, i), list->rows[i].when, EXPR_TRUE);
	}
}

/* ---- variables ---- */

/* The map a variable stands in; NULL for facts, and for what stands in a shared file. */
static const struct ynode *place_of(const struct lint *l, int var)
{
	static const char *const lists[] = {"questions", "verifications", "conditions",
					    "prohibitions"};
	const char *id = l->it->vars[var].id;

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		const struct ynode *list = ynode_get(l->root, lists[i]);
		for (size_t k = 0; list && k < list->count; k++) {
			if (ynode_is(ynode_get(list->values[k], "id"), id))
				return list->values[k];
		}
	}
	return NULL;
}

/* Whether it is ever asked. Only looks: a gate alone is no reason to ask. */
static void lint_gates(struct lint *l)
{
	const struct item *it = l->it;

	for (size_t i = FACT_KINDS; i < it->n_vars; i++) {
		const struct ynode *map = place_of(l, (int)i);
		const struct ynode *when = map ? ynode_get(map, "when") : NULL;
		const expr_ref gate = it->vars[i].when;
		if (!when)
			continue;
		if (!probe_run(&l->probe, &gate, 1, false))
			tell_too_many(l, when);
		else if (!probe_can(&l->probe, 1, 1))
			ynode_fault(l->f, when, _("永远问不到「%s」：没有任何答案会使这个条件成立"),
				    it->vars[i].text);
		else if (!probe_can(&l->probe, 1, 0))
			ynode_fault(l->f, when, _("这个条件总是成立：不必写"));
	}
}

/* A value that is needed where its question may not have been asked. */
static void lint_needs(struct lint *l, const struct ynode *at, expr_ref when, int var)
{
	const expr_ref roots[] = {when, var >= 0 ? l->it->vars[var].when : EXPR_TRUE};

	if (var < 0)
		return;
	l->probe.matters[var] = true;
	if (probe_run(&l->probe, roots, 2, true) && probe_can(&l->probe, 3, 1))
		ynode_fault(l->f, at, _("要用「%s」的答案时，这个问题可能没有问到"),
			    l->it->vars[var].text);
}

/* After everything that can depend on an answer has been tried. */
static void lint_idle(struct lint *l)
{
	const struct item *it = l->it;

	for (size_t i = FACT_KINDS; i < it->n_vars; i++) {
		const struct var *v = &it->vars[i];
		const struct ynode *map = place_of(l, (int)i);
		if (l->probe.matters[i] || !map ||
		    (v->kind != VAR_QUESTION && v->kind != VAR_VERIFICATION))
			continue;
		ynode_fault(l->f, lint_key(map, "id"),
			    v->kind == VAR_QUESTION
				    ? _("「%s」怎样回答都一样：没有一条规则随它变化")
				    : _("「%s」核验与否都一样：没有一条规则随它变化"),
			    v->text);
	}
}

/* ---- conditions ---- */

static void lint_conditions(struct lint *l)
{
	for (size_t i = 0; i < l->it->n_conditions; i++) {
		const struct condition *c = &l->it->conditions[i];
		const struct ynode *map = lint_entry(l, "conditions", i);
		const expr_ref roots[] = {c->when, c->test};
		if (c->var >= 0) {
			l->probe.matters[c->var] = true;
			probe_run(&l->probe, roots, 1, true);
			continue;
		}
		const struct ynode *test = ynode_get(map, "test");
		if (!probe_run(&l->probe, roots, 2, true))
			tell_too_many(l, test);
		else if (!probe_can(&l->probe, 1, 1))
			ynode_fault(l->f, lint_key(map, "when"), _("没有任何答案会使这个条件成立"));
		else if (!probe_can(&l->probe, 3, 1))
			ynode_fault(l->f, test, _("「%s」永远不会不符合"), c->text);
		else if (!probe_can(&l->probe, 3, 3))
			ynode_fault(l->f, test, _("「%s」永远不会符合"), c->text);
	}
	for (size_t i = 0; i < l->it->n_prohibitions; i++)
		probe_run(&l->probe, &l->it->prohibitions[i].when, 1, true);
}

/* ---- papers ---- */

static void lint_demands(struct lint *l)
{
	const struct item *it = l->it;

	for (size_t i = 1; i < it->n_demands; i++) {
		const struct demand *d = &it->demands[i], *up = &it->demands[d->parent];
		const struct ynode *own = ynode_get(l->rows[i], "when");
		const expr_ref roots[] = {d->when, up->when};
		if (!probe_run(&l->probe, roots, 2, true)) {
			tell_too_many(l, own ? own : l->rows[i]);
			continue;
		}
		bool parent_can = probe_can(&l->probe, 2, 2);
		if (parent_can && !probe_can(&l->probe, 1, 1))
			ynode_fault(l->f, own ? own : l->rows[i],
				    d->kind == DEMAND_PAPER ? _("没有任何答案会要这份材料")
							    : _("没有任何答案会要这一组材料"));
		else if (own && parent_can && !probe_can(&l->probe, 3, 2))
			ynode_fault(l->f, own, _("这个条件总是成立：不必写"));
	}
}

/* The `forms` a paper has, its own or its group's. */
static const struct ynode *forms_of(const struct lint *l, int row)
{
	const struct ynode *n = NULL;

	for (; row > 0 && !n; row = l->it->demands[row].parent)
		n = ynode_get(l->rows[row], "forms");
	return n;
}

/* The cases of `forms`: each must be the first that holds somewhere, and one must hold. */
static void lint_cases(struct lint *l, size_t row, const struct paper *p)
{
	const struct ynode *list = forms_of(l, (int)row);
	expr_ref roots[PROBE_ROOTS] = {l->it->demands[row].when};
	size_t n = 1;

	if (!list || list->kind != YNODE_LIST || p->n_forms >= PROBE_ROOTS)
		return;
	for (size_t i = 0; i < p->n_forms; i++)
		roots[n++] = p->forms[i].when;
	bool good = probe_run(&l->probe, roots, n, true);
	if (list == l->cases) /* told already, of another paper of the group */
		return;
	l->cases = list;
	if (!good) {
		tell_too_many(l, list);
		return;
	}
	for (size_t i = 0; i < p->n_forms; i++) {
		unsigned upto = (4u << i) - 1, want = 1u | 2u << i;
		if (!probe_can(&l->probe, upto, want))
			ynode_fault(l->f, list->values[i], _("永远轮不到这种形式"));
	}
	if (probe_can(&l->probe, (2u << p->n_forms) - 1, 1)) {
		struct str answers = {0};
		probe_answers(&l->probe, 1, &answers);
		ynode_fault(l->f, list, _("有的答案下没有一种形式适用：%s"), str_text(&answers));
		str_done(&answers);
	}
}

/* Words that name none of the lists there are: nobody can be marked. */
static void lint_per(struct lint *l, const struct ynode *row, const struct paper *p)
{
	for (size_t i = 0; p->per_text && p->per_list < 0 && i < l->it->n_fields; i++) {
		if (l->it->fields[i].type != FIELD_PEOPLE)
			continue;
		ynode_fault(l->f, lint_key(row, "per"), _("表单里没有名单叫「%s」；名单是「%s」"),
			    p->per_text, l->it->fields[i].label);
		return;
	}
}

static void lint_papers(struct lint *l)
{
	const struct item *it = l->it;

	for (size_t i = 1; i < it->n_demands; i++) {
		const struct demand *d = &it->demands[i];
		if (d->kind != DEMAND_PAPER || ynode_get(l->rows[i], "use"))
			continue;
		const struct paper *p = &it->papers[d->paper];
		lint_cases(l, i, p);
		for (size_t k = 0; k < p->n_marks; k++)
			probe_run(&l->probe, &p->marks[k].when, 1, true);
		lint_needs(l, lint_key(l->rows[i], "per"), d->when, p->per);
		lint_per(l, l->rows[i], p);
		if (p->exempt_by >= 0)
			l->probe.matters[p->exempt_by] = true;
	}
}

/* Channels on which some answers ask for nothing, the window first. */
static void lint_gap(struct lint *l, const expr_ref *roots, size_t n)
{
	const struct item *it = l->it;
	bool tried[CHANNEL_KINDS] = {false};
	struct str answers = {0};

	for (size_t i = 0; i <= it->n_channels; i++) {
		enum channel kind = i ? it->channels[i - 1].kind : CHANNEL_WINDOW;
		if (tried[kind] || (i && !it->channels[i - 1].here))
			continue;
		tried[kind] = true;
		l->probe.fixed[FACT_CHANNEL] = (struct value){.state = VALUE_KNOWN, .a = kind};
		if (!probe_any(&l->probe, roots, n) || !probe_can(&l->probe, 1, 0))
			continue;
		probe_answers(&l->probe, 0, &answers);
		ynode_fault(l->f, ynode_get(l->root, "materials"),
			    _("有的答案下什么材料也不要，也没写 unstated：%s%s%s"),
			    kind ? channel_names[kind] : "", kind && answers.len ? "，" : "",
			    str_text(&answers));
		break;
	}
	str_done(&answers);
}

/* Answers under which nothing is asked for, though nobody said that the guide prints nothing:
 * with whatever may exist at hand and nothing verified. */
static void lint_gaps(struct lint *l)
{
	const struct item *it = l->it;
	const struct demand *all = &it->demands[0];
	expr_ref roots[64];
	size_t n = 0;

	for (; n < all->count && n < 64; n++)
		roots[n] = it->demands[it->children[all->first + n]].when;
	if (n == 0 || n < all->count)
		return;
	for (size_t i = 0; i < it->n_vars; i++) {
		if (it->vars[i].kind == VAR_EXISTS || it->vars[i].kind == VAR_VERIFICATION)
			l->probe.fixed[i] = (struct value){.state = VALUE_KNOWN,
							   .a = it->vars[i].kind == VAR_EXISTS};
	}
	lint_gap(l, roots, n);
	memset(l->probe.fixed, 0, it->n_vars * sizeof(*l->probe.fixed));
}

/* Two papers of one name asked for at once: one `use` was meant. */
static void lint_twins(struct lint *l)
{
	const struct item *it = l->it;

	for (size_t i = 0; i < it->n_papers; i++) {
		for (size_t k = 0; k < i; k++) {
			const expr_ref roots[] = {it->papers[i].listed, it->papers[k].listed};
			if (strcmp(it->papers[i].name, it->papers[k].name) != 0 ||
			    !probe_run(&l->probe, roots, 2, false) || !probe_can(&l->probe, 3, 3))
				continue;
			for (size_t row = 1; row < it->n_demands; row++) {
				if (it->demands[row].paper == (int)i &&
				    !ynode_get(l->rows[row], "use"))
					ynode_fault(
						l->f, l->rows[row],
						_("同名的材料「%s」会要两次：再次要时写 use: %s"),
						it->papers[i].name, it->papers[k].id);
			}
		}
	}
}

/* ---- deadlines, channels, form ---- */

static void lint_limits(struct lint *l)
{
	const struct item *it = l->it;

	for (size_t i = 0; i < it->n_limits; i++) {
		const struct limit *m = &it->limits[i];
		const struct ynode *map = lint_entry(l, "limits", i);
		lint_needs(l, lint_key(map, "from"), m->when, m->start_var);
		if (m->start != START_LIMIT)
			continue;
		const expr_ref roots[] = {m->when, it->limits[m->start_limit].when};
		if (probe_run(&l->probe, roots, 2, true) && probe_can(&l->probe, 3, 1))
			ynode_fault(l->f, lint_key(map, "from"),
				    _("这个时限适用时，所等的「%s」可能不适用"),
				    it->limits[m->start_limit].text);
		if (!it->limits[m->start_limit].stated)
			ynode_fault(l->f, lint_key(map, "from"),
				    _("所等的「%s」没有天数，起算日无从知道"),
				    it->limits[m->start_limit].text);
	}
}

static void lint_fields(struct lint *l, const struct field *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const expr_ref roots[] = {fields[i].when, fields[i].required};
		probe_run(&l->probe, roots, 2, true);
		if (fields[i].answer >= 0)
			l->probe.matters[fields[i].answer] = true;
	}
}

static void lint_form(struct lint *l)
{
	const struct ynode *form = ynode_get(l->root, "form");
	const struct ynode *blocks = form ? ynode_get(form, "blocks") : NULL;
	const struct ynode *fields = form ? ynode_get(form, "fields") : NULL;
	const struct item *it = l->it;

	for (size_t i = 0; blocks && i < blocks->count; i++)
		lint_when(l, blocks->values[i], it->blocks[i].when, EXPR_TRUE);
	for (size_t i = 0; fields && i < fields->count; i++) {
		const struct block *own = &it->blocks[it->n_blocks - 1];
		lint_when(l, fields->values[i], it->fields[own->first + i].when, EXPR_TRUE);
	}
	lint_fields(l, it->fields, it->n_fields);
	lint_fields(l, it->columns, it->n_columns);
}

void lint_rules(struct lint *l)
{
	const struct item *it = l->it;

	lint_conditions(l);
	lint_demands(l);
	lint_papers(l);
	lint_twins(l);
	lint_gaps(l);
	lint_whens(l);
	lint_limits(l);
	lint_form(l);
	lint_remarks(l, "hints", &it->hints);
	lint_remarks(l, "notes", &it->notes);
	lint_remarks(l, "delivery", &it->delivery);
	lint_remarks(l, "basis", &it->basis);
	if (it->fee.per_var >= 0)
		l->probe.matters[it->fee.per_var] = true;
	lint_gates(l);
	lint_idle(l);
}
