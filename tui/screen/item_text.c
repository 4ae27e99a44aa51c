/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/item_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "guide/check.h"
#include "guide/words.h"

#define UNSTATED _("指南未载明")

enum { IN = 2 }; /* columns under a heading */

struct page {
	struct textpane *p;
	const struct item *it;
	const struct calendar *calendar;
	struct intake in;
	struct check *k;
};

static void heading(struct page *g, const char *text)
{
	textpane_add(g->p, STYLE_HEADING, 0, text);
}

static void add_joined(struct str *s, const char *text)
{
	if (s->len)
		str_add(s, "、");
	str_add(s, text);
}

/* ---- may it be done here ---- */

static void add_bars(struct page *g)
{
	struct str text = {0};

	for (size_t i = 0; i < g->k->n_reasons; i++) {
		const struct reason *r = &g->k->reasons[i];
		if (r->code != REASON_NOT_HERE && r->code != REASON_NOTHING_TO_FILE &&
		    r->code != REASON_OUTSIDE_DAYS && r->code != REASON_NOT_YET &&
		    r->code != REASON_EXPIRED)
			continue;
		str_clear(&text);
		reason_text(g->k, r, &text);
		textpane_add(g->p, STYLE_BAD, 0, str_text(&text));
		str_clear(&text);
		reason_resolve(g->k, r, &text);
		if (text.len)
			textpane_addf(g->p, STYLE_WARN, IN, "→ %s", str_text(&text));
	}
	str_done(&text);
}

static void add_head(struct page *g)
{
	struct str text = {0};

	textpane_addf(g->p, STYLE_HEADING, 0, "%s %s", g->it->id, g->it->name);
	for (size_t i = 0; i < g->it->n_audience; i++)
		add_joined(&text, g->it->audience[i]);
	textpane_addf(g->p, STYLE_MUTED, 0, _("%s · 服务对象：%s"), g->it->category,
		      text.len ? str_text(&text) : UNSTATED);
	str_done(&text);
	add_bars(g);
	if (g->it->summary)
		textpane_add(g->p, STYLE_NORMAL, 0, g->it->summary);
}

/* ---- papers ---- */

static bool inside_any(const struct item *it, size_t demand)
{
	for (int up = it->demands[demand].parent; up >= 0; up = it->demands[up].parent)
		if (it->demands[up].kind == DEMAND_ANY)
			return true;
	return false;
}

/* Which papers and groups are asked for; compared between situations. */
struct asked {
	bool *papers, *groups;
};

static struct asked asked_now(struct arena *a, const struct page *g)
{
	struct asked now = {arena_array(a, g->it->n_papers + 1, sizeof(bool)),
			    arena_array(a, g->it->n_demands + 1, sizeof(bool))};

	for (size_t i = 0; i < g->it->n_papers; i++)
		now.papers[i] = g->k->paper_need[i] == NEED_YES;
	for (size_t i = 0; i < g->it->n_demands; i++)
		now.groups[i] = g->it->demands[i].kind == DEMAND_ANY &&
				g->k->demand_need[i] == NEED_YES && !inside_any(g->it, i);
	return now;
}

/* What is asked now and was not in `before` (NULL: everything). Returns how much. */
static int add_asked(struct page *g, const struct asked *now, const struct asked *before)
{
	struct str text = {0};
	int n = 0;

	for (size_t i = 0; i < g->it->n_papers; i++) {
		if (!now->papers[i] || (before && before->papers[i]))
			continue;
		str_clear(&text);
		words_paper(g->k, (int)i, &text);
		textpane_add(g->p, STYLE_NORMAL, 2 * IN, str_text(&text));
		n++;
	}
	for (size_t i = 0; i < g->it->n_demands; i++) {
		if (!now->groups[i] || (before && before->groups[i]))
			continue;
		str_clear(&text);
		words_group(g->k, (int)i, &text);
		textpane_addf(g->p, STYLE_NORMAL, 2 * IN, _("任选其一：%s"), str_text(&text));
		n++;
	}
	str_done(&text);
	return n;
}

static void add_depends(struct page *g)
{
	struct str text = {0};

	for (size_t i = 0; i < g->it->n_papers; i++)
		if (g->k->paper_need[i] == NEED_DEPENDS)
			add_joined(&text, g->it->papers[i].name);
	for (size_t i = 0; i < g->it->n_demands; i++) {
		const struct demand *d = &g->it->demands[i];
		if (d->kind != DEMAND_ANY || g->k->demand_need[i] != NEED_DEPENDS ||
		    inside_any(g->it, i))
			continue;
		struct str group = {0};
		words_group(g->k, (int)i, &group);
		add_joined(&text, str_text(&group));
		str_done(&group);
	}
	if (text.len)
		textpane_addf(g->p, STYLE_MUTED, 2 * IN, _("视情形：%s"), str_text(&text));
	str_done(&text);
}

/* The first question whose answer changes something: the guide's own situations. */
static int situation_question(const struct page *g)
{
	for (size_t i = 0; i < g->it->n_vars; i++) {
		const struct var *v = &g->it->vars[i];
		if ((v->kind == VAR_QUESTION || v->kind == VAR_EXISTS) && g->k->live[i] &&
		    (v->type == TYPE_CHOICE || v->type == TYPE_YESNO) &&
		    g->k->truths[v->when] == TRI_TRUE)
			return (int)i;
	}
	return -1;
}

static void add_situations(struct page *g, int var, const struct asked *common)
{
	const struct var *v = &g->it->vars[var];
	size_t n = v->type == TYPE_YESNO ? 2 : v->n_values;

	textpane_add(g->p, STYLE_LABEL, IN, v->text);
	for (size_t i = 0; i < n; i++) {
		struct arena a = {0};
		int64_t answer = v->type == TYPE_YESNO ? 1 - (int64_t)i : (int64_t)i;
		g->in.values[var] = (struct value){.state = VALUE_KNOWN, .a = answer};
		check_run(g->k, &g->in, g->calendar);
		textpane_addf(g->p, STYLE_LABEL, IN, "· %s",
			      v->type == TYPE_CHOICE ? v->values[i].text
			      : answer		     ? _("是")
						     : _("否"));
		struct asked now = asked_now(&a, g);
		if (add_asked(g, &now, common) == 0)
			textpane_add(g->p, STYLE_MUTED, 2 * IN, _("不另要材料"));
		add_depends(g);
		arena_done(&a);
	}
	g->in.values[var] = (struct value){.state = VALUE_OPEN};
	check_run(g->k, &g->in, g->calendar);
}

static void add_deferrable(struct page *g)
{
	for (size_t i = 0; i < g->it->n_papers; i++) {
		const struct paper *p = &g->it->papers[i];
		if (!p->deferrable)
			continue;
		textpane_addf(g->p, STYLE_WARN, IN, _("可容缺：%s，%d个%s内补（%s%s%s）"), p->name,
			      p->defer_days, _(day_unit_names[p->defer_unit]),
			      p->defer_ways & DEFER_ON_SITE ? _("现场送达") : "",
			      p->defer_ways == (DEFER_ON_SITE | DEFER_POST) ? "、" : "",
			      p->defer_ways & DEFER_POST ? _("邮寄") : "");
	}
}

static void add_papers(struct page *g)
{
	struct arena a = {0};
	int var = situation_question(g);

	heading(g, _("材料"));
	if (g->it->materials != STATED) {
		textpane_add(g->p, STYLE_NORMAL, IN,
			     g->it->materials == STATED_NONE ? _("无需提供材料") : UNSTATED);
	} else {
		struct asked common = asked_now(&a, g);
		add_asked(g, &common, NULL);
		if (var >= 0)
			add_situations(g, var, &common);
		else
			add_depends(g);
		add_deferrable(g);
	}
	arena_done(&a);
}

/* ---- time, place, the rest ---- */

static void add_limits(struct page *g)
{
	heading(g, _("办理时限"));
	if (g->it->n_limits == 0)
		textpane_add(g->p, STYLE_NORMAL, IN,
			     g->it->limits_stated == STATED_NONE ? _("无") : UNSTATED);
	for (size_t i = 0; i < g->it->n_limits; i++) {
		char *text = item_limit_text(&g->it->limits[i]);
		textpane_add(g->p, STYLE_NORMAL, IN, text);
		free(text);
	}
	if (g->it->promise.given) {
		char *text = item_promise_text(g->it);
		textpane_addf(g->p, STYLE_NORMAL, IN, _("本单位承诺时限：%s（%s）"), text,
			      g->it->promise.source);
		free(text);
	}
	if (g->it->window.given && g->it->window.text)
		textpane_addf(g->p, STYLE_WARN, IN, _("受理日期：%s"), g->it->window.text);
}

static void add_channels(struct page *g)
{
	heading(g, _("办理渠道"));
	if (g->it->n_channels == 0)
		textpane_add(g->p, STYLE_NORMAL, IN, UNSTATED);
	for (size_t i = 0; i < g->it->n_channels; i++) {
		const struct channel_row *c = &g->it->channels[i];
		textpane_addf(g->p, STYLE_NORMAL, IN, "%s%s%s%s%s",
			      c->name ? c->name : _(channel_names[c->kind]), c->text ? "：" : "",
			      c->text ? c->text : "", c->url ? " " : "", c->url ? c->url : "");
		for (size_t j = 0; j < c->n_places; j++) {
			const struct place *at = &c->places[j];
			textpane_addf(g->p, STYLE_MUTED, 2 * IN, "%s %s %s", at->name,
				      at->address ? at->address : "", at->phone ? at->phone : "");
		}
	}
}

static void add_phones(struct page *g)
{
	heading(g, _("咨询电话"));
	if (g->it->n_phones == 0)
		textpane_add(g->p, STYLE_NORMAL, IN, UNSTATED);
	for (size_t i = 0; i < g->it->n_phones; i++) {
		const struct phone *f = &g->it->phones[i];
		struct str note = {0};
		item_phone_note(f, &note);
		textpane_addf(g->p, STYLE_NORMAL, IN, "%s %s%s", f->area ? f->area : "", f->number,
			      str_text(&note));
		str_done(&note);
	}
}

/* Everything that is the hall's and not the guide's, once more by itself. */
static void add_overlaid(struct page *g)
{
	static const struct {
		const char *key, *name;
	} names[] = {{"phones", N_("电话")},
		     {"places", N_("地点")},
		     {"aliases", N_("别名")},
		     {"remedies", N_("救济途径")},
		     {"promise", N_("本单位承诺时限")}};

	if (g->it->n_overlaid)
		heading(g, _("本单位补充（不是指南的内容）"));
	for (size_t i = 0; i < g->it->n_overlaid; i++) {
		const struct overlaid *o = &g->it->overlaid[i];
		const char *name = "";
		for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
			if (strcmp(names[k].key, o->key) == 0)
				name = _(names[k].name);
		textpane_addf(g->p, STYLE_NORMAL, IN, "· %s：%s", name, o->text);
		textpane_addf(g->p, STYLE_MUTED, 2 * IN, "%s%s%s%s（%s）",
			      o->printed ? _("指南印作 ") : "", o->printed ? o->printed : "",
			      o->printed ? "；" : "", o->source, o->file);
	}
}

static void add_conditions(struct page *g)
{
	if (g->it->n_conditions == 0)
		return;
	heading(g, _("办理条件"));
	for (size_t i = 0; i < g->it->n_conditions; i++)
		textpane_addf(g->p, STYLE_NORMAL, IN, "· %s", g->it->conditions[i].text);
}

static void add_prohibitions(struct page *g)
{
	if (g->it->n_prohibitions == 0)
		return;
	heading(g, _("禁止办理的情形"));
	for (size_t i = 0; i < g->it->n_prohibitions; i++)
		textpane_addf(g->p, STYLE_NORMAL, IN, "· %s", g->it->prohibitions[i].text);
}

static void add_list(struct page *g, const char *title, const struct text_list *l)
{
	if (l->count == 0)
		return;
	heading(g, title);
	for (size_t i = 0; i < l->count; i++)
		textpane_addf(g->p, STYLE_NORMAL, IN, "· %s", l->rows[i].text);
}

static void add_fee(struct page *g)
{
	const struct fee *f = &g->it->fee;
	char amount[MONEY_TEXT];

	heading(g, _("收费"));
	if (f->stated == STATED)
		textpane_addf(g->p, STYLE_NORMAL, IN, _("%s元%s%s　%s"),
			      money_format(f->amount, amount), f->per ? "/" : "",
			      f->per ? f->per : "", f->basis ? f->basis : "");
	else
		textpane_add(g->p, STYLE_NORMAL, IN,
			     f->stated == STATED_NONE ? _("不收费") : UNSTATED);
}

/* ---- */

void item_text_fill(struct textpane *p, const struct session *s, const struct item *it)
{
	struct page g = {.p = p, .it = it, .calendar = s->calendar, .k = check_new(it)};

	intake_init(&g.in, it);
	g.in.values[FACT_ON] =
		(struct value){.state = VALUE_KNOWN, .a = (int64_t)store_today(s->store)};
	site_window_tell(s->window, it, &g.in);
	check_run(g.k, &g.in, g.calendar);
	textpane_clear(p);
	add_head(&g);
	add_papers(&g);
	add_conditions(&g);
	add_limits(&g);
	add_channels(&g);
	add_phones(&g);
	add_prohibitions(&g);
	add_fee(&g);
	add_list(&g, _("结果送达"), &it->delivery);
	add_list(&g, _("温馨提示"), &it->hints);
	add_list(&g, _("备注"), &it->notes);
	add_list(&g, _("依据"), &it->basis);
	add_overlaid(&g);
	intake_done(&g.in);
	check_free(g.k);
}
