/* SPDX-License-Identifier: Apache-2.0
 *
 * Papers, their groups and the rules for all papers of a form as rows to compare.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/diff_work.h"

/* ---- one paper ---- */

static char *one_form(const struct item *it, const struct paper *p, size_t i)
{
	struct paper one = *p;

	one.forms = &p->forms[i];
	one.n_forms = 1;
	return item_form_text(it, &one, NULL);
}

/* "复印件1份"; by situation where the guide tells them apart. */
static void say_forms(struct entry *e, struct arena *a, const struct item *it,
		      const struct paper *p)
{
	struct str shown = {0}, plain = {0};

	for (size_t i = 0; i < p->n_forms; i++) {
		const char *when = rule_words(it, p->forms[i].when, false, a);
		const char *sorted = rule_words(it, p->forms[i].when, true, a);
		char *form = one_form(it, p, i);
		str_addf(&shown, "%s%s%s%s", i ? "；" : "", when ? when : "", when ? "时" : "",
			 form);
		str_addf(&plain, "%s;%s;", sorted ? sorted : "", form);
		free(form);
	}
	entry_say(e, "", arena_strdup(a, str_text(&shown)));
	e->aspects[e->n - 1].plain = arena_strdup(a, str_text(&plain));
	str_done(&plain);
	str_done(&shown);
}

static void say_marks(struct entry *e, struct arena *a, const struct item *it,
		      const struct paper *p, bool signature)
{
	struct str s = {0};

	for (size_t i = 0; i < p->n_marks; i++) {
		const struct mark_rule *m = &p->marks[i];
		if (m->signature != signature)
			continue;
		const char *when = rule_words(it, m->when, true, a);
		str_addf(&s, "%s%s", s.len ? "、" : "", m->text);
		if (when)
			str_addf(&s, "（仅当%s）", when);
	}
	entry_take(e, a, signature ? "签字" : "盖章", str_take(&s));
}

static void say_exempt(struct entry *e, struct arena *a, const struct item *it,
		       const struct paper *p)
{
	if (p->exempt_by < 0) {
		entry_say(e, "免交", NULL);
		return;
	}
	entry_say(e, "免交",
		  arena_printf(a, "核验到“%s”时免交，未核验到%s", it->vars[p->exempt_by].text,
			       p->exempt_else_required ? "须提供" : "也不用提供"));
}

static char *defer_words(const struct paper *p)
{
	if (!p->deferrable)
		return NULL;
	return xasprintf("可在%d%s%s内补齐%s", p->defer_days,
			 p->defer_unit == UNIT_MONTH ? "个" : "", day_unit_names[p->defer_unit],
			 p->defer_continues ? "，逾期按已补齐情况继续" : "");
}

static char *per_words(const struct item *it, const struct paper *p)
{
	if (p->per < 0 && !p->per_text)
		return NULL;
	return xasprintf("按%s逐一提供", p->per >= 0 ? it->vars[p->per].text : p->per_text);
}

/* Only as one of several: its group says when. */
static bool only_in_group(const struct item *it, int paper)
{
	bool there = false;

	for (size_t i = 0; i < it->n_demands; i++) {
		const struct demand *d = &it->demands[i];
		bool inside = false;
		if (d->kind != DEMAND_PAPER || d->paper != paper)
			continue;
		for (int up = d->parent; up >= 0; up = it->demands[up].parent)
			inside |= it->demands[up].kind == DEMAND_ANY;
		if (!inside)
			return false;
		there = true;
	}
	return there;
}

void diff_papers(const struct item *it, struct entries *out, struct arena *a)
{
	for (size_t i = 0; i < it->n_papers; i++) {
		const struct paper *p = &it->papers[i];
		struct entry *e = entry_add(out, a, p->id, p->name, p->name, p->lines);
		bool grouped = only_in_group(it, (int)i);
		e->quiet = grouped;
		say_forms(e, a, it, p);
		say_marks(e, a, it, p, false);
		say_marks(e, a, it, p, true);
		entry_say(e, "类别", p->kind == PAPER_MATERIAL ? NULL : paper_kind_names[p->kind]);
		entry_say(e, "出具单位", p->by);
		entry_say(e, "资料来源", p->get_from);
		entry_take(e, a, "份数", per_words(it, p));
		say_exempt(e, a, it, p);
		entry_take(e, a, "容缺", defer_words(p));
		entry_say(e, "注", p->note);
		entry_rule(e, a, it, "适用情形", grouped ? EXPR_TRUE : p->listed);
	}
}

/* ---- groups ---- */

static bool inside_any(const struct item *it, size_t row)
{
	for (int up = it->demands[row].parent; up >= 0; up = it->demands[up].parent)
		if (it->demands[up].kind == DEMAND_ANY)
			return true;
	return false;
}

static void member_words(const struct item *it, const struct demand *d, struct str *out)
{
	const char *between = d->kind == DEMAND_ALL ? "＋" : "、";

	if (d->kind == DEMAND_PAPER)
		str_add(out, it->papers[d->paper].name);
	for (size_t i = 0; i < d->count; i++) {
		str_add(out, i ? between : "");
		member_words(it, &it->demands[it->children[d->first + i]], out);
	}
}

void diff_groups(const struct item *it, struct entries *out, struct arena *a)
{
	for (size_t i = 0; i < it->n_demands; i++) {
		const struct demand *d = &it->demands[i];
		struct str members = {0};
		if (d->kind != DEMAND_ANY || inside_any(it, i))
			continue;
		member_words(it, d, &members);
		const char *key = d->name ? d->name : arena_strdup(a, str_text(&members));
		const char *name = d->name ? arena_printf(a, "“%s”", d->name) : "";
		struct entry *e = entry_add(out, a, d->id, key, name, d->lines);
		entry_take(e, a, d->name ? "" : "任选其一的材料", str_take(&members));
		entry_rule(e, a, it, "适用情形", d->when);
	}
}

void diff_form_rules(const struct item *it, struct entries *out, struct arena *a)
{
	for (size_t i = 0; i < it->n_form_rules; i++) {
		const struct form_rule *r = &it->form_rules[i];
		struct str s = {0};
		str_add(&s, "凡交");
		bool first = true;
		for (int k = 0; k < FORM_KINDS; k++) {
			if (!(r->mask & (1u << k)))
				continue;
			str_addf(&s, "%s%s", first ? "" : "或", paper_form_names[k]);
			first = false;
		}
		const char *name = arena_strdup(a, str_text(&s));
		struct entry *e = entry_add(out, a, NULL, name, name, r->lines);
		entry_say(e, "盖章", r->seal);
		entry_say(e, "签字", r->sign);
		entry_say(e, "注明", r->remark);
		entry_rule(e, a, it, "适用情形", r->when);
		str_done(&s);
	}
}
