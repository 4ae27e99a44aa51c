/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/case_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "case/surprise.h"
#include "guide/check.h"
#include "office/case_document.h"
#include "store/drafts.h"

enum { IN = 2 };

enum style case_state_style(enum case_state state)
{
	switch (state) {
	case CASE_ACCEPTED:
		return STYLE_OK;
	case CASE_DEFERRED:
	case CASE_NOTICED:
		return STYLE_WARN;
	case CASE_REFUSED:
		return STYLE_BAD;
	default:
		return STYLE_MUTED;
	}
}

const char *document_name(const char *kind)
{
	int k = document_kind(kind);

	return k < 0 ? kind : _(document_kind_names[k]);
}

/* ---- the record ---- */

/* Names, where there are any; NULL is nobody. */
static const char *clerk_of(const struct case_page *c, const char *login)
{
	return hall_voice_clerk(&c->voice, login);
}

static const char *window_of(const struct case_page *c, const char *id)
{
	return hall_voice_window(&c->voice, id);
}

static bool is_decision(const struct event *ev)
{
	int kind = event_kind_of(ev->kind);

	return kind >= EVENT_CASE_ACCEPTED && kind <= EVENT_CASE_REFUSED;
}

/* When it came in, and the newest decision where that was another day's or another clerk's. */
static void add_visits(struct textpane *p, const struct case_page *c)
{
	const struct case_record *r = c->record;
	const struct event *first = NULL, *newest = NULL;
	char day[DATE_TEXT], at[CLOCK_TEXT];

	for (size_t i = 0; i < c->n_events; i++) {
		if (!is_decision(&c->events[i]))
			continue;
		first = first ? first : &c->events[i];
		newest = &c->events[i];
	}
	textpane_addf(p, STYLE_NORMAL, 0, _("登记 %s %.5s　%s　%s"), date_format(r->day, day),
		      clock_format(r->opened_at, at) + 11, clerk_of(c, first ? first->by : r->by),
		      window_of(c, first ? first->window : r->window));
	if (newest != first)
		textpane_addf(p, STYLE_NORMAL, 0, "%s %.16s　%s　%s",
			      _(event_names[event_kind_of(newest->kind)]),
			      clock_format(newest->at, at), clerk_of(c, newest->by),
			      window_of(c, newest->window));
}

/* ---- clocks ---- */

static enum style clock_style(enum clock_state state)
{
	switch (state) {
	case CLOCK_RED:
	case CLOCK_LATE:
		return STYLE_BAD;
	case CLOCK_YELLOW:
	case CLOCK_STOPPED:
		return STYLE_WARN;
	case CLOCK_UNKNOWN:
		return STYLE_MUTED;
	default:
		return STYLE_OK;
	}
}

static void add_clock(struct textpane *p, const struct case_page *c, const char *label,
		      const struct case_clock *clock)
{
	struct str words = {0};

	clock_words(clock, c->today, &words);
	textpane_addf(p, clock_style(clock->state), 0, _("%s：%s"), label, str_text(&words));
	str_done(&words);
}

/* Where each stands; of what goes on or was granted, since when and why. */
static void add_clocks(struct textpane *p, const struct case_page *c)
{
	const struct case_clocks *k = &c->clocks;
	char first[DATE_TEXT], last[DATE_TEXT];

	for (size_t i = 0; i < k->n; i++)
		add_clock(p, c, k->rows[i].spec->text, &k->rows[i]);
	if (k->staged) {
		char *label = xasprintf(_("本环节（%s）"), k->stage.spec->text);
		add_clock(p, c, label, &k->stage);
		free(label);
	}
	if (k->suspension)
		textpane_addf(p, STYLE_WARN, 0, _("%s 起中止：%s"),
			      date_format(k->suspension->began, first), k->suspension->reason);
	if (k->publicity)
		textpane_addf(p, STYLE_WARN, 0, _("公示中：%s 至 %s"),
			      date_format(k->publicity->began, first),
			      date_format(k->publicity->until, last));
	if (k->extended)
		textpane_add(p, STYLE_NORMAL, 0, _("时限已延长一次"));
}

static void add_head(struct textpane *p, const struct case_page *c)
{
	const struct case_record *r = c->record;
	char day[DATE_TEXT], at[CLOCK_TEXT];

	textpane_addf(p, STYLE_HEADING, 0, _("%s　查询码 %s"), r->number, r->query_code);
	textpane_addf(p, case_state_style(r->state), 0, "%s", _(case_state_names[r->state]));
	textpane_addf(p, STYLE_VALUE, 0, "%s %s", r->item, r->item_name);
	if (r->situation && *r->situation)
		textpane_addf(p, STYLE_NORMAL, 0, _("情形：%s"), r->situation);
	add_visits(p, c);
	if (r->due_text)
		textpane_addf(p, STYLE_NORMAL, 0, _("时限：%s%s%s%s"), r->due_text,
			      r->due != DATE_NONE ? _("，至 ") : "", date_format(r->due, day),
			      r->due_provisional ? _("（暂按周末推算）") : "");
	add_clocks(p, c);
	if (r->fee)
		textpane_addf(p, STYLE_NORMAL, 0, _("收费：%s"), r->fee);
	if (r->overrule)
		textpane_addf(p, STYLE_WARN, 0, _("主管改判（%s）：%s"),
			      clerk_of(c, r->overruled_by), r->overrule);
	if (r->occurred)
		textpane_addf(p, STYLE_WARN, 0, _("补录：发生于 %.16s，主管 %s 签字"),
			      clock_format(r->occurred, at), clerk_of(c, r->signed_by));
	if (r->duplicate_of)
		textpane_addf(p, STYLE_WARN, 0, _("同一人同一事项另有 %s，仍受理的理由：%s"),
			      r->duplicate_of, r->duplicate_reason ? r->duplicate_reason : "");
	for (size_t i = 0; i < r->n_links; i++)
		textpane_addf(p, STYLE_NORMAL, 0, "%s %s",
			      strcmp(r->links[i].kind, "prereview") == 0 ? _("网上预审号")
									 : _("外部流水号"),
			      r->links[i].value);
}

static char *shown(enum ident_masking how, const char *text, const struct case_page *c)
{
	return ident_masked_new(c->unmasked ? MASK_NONE : how, text);
}

static const char *role_name(const char *id)
{
	for (int r = 0; id && r < ROLES; r++)
		if (strcmp(role_ids[r], id) == 0)
			return _(role_names[r]);
	return "";
}

static void add_parties(struct textpane *p, const struct case_page *c)
{
	if (c->record->n_parties)
		textpane_add(p, STYLE_HEADING, 0, _("当事人"));
	size_t listed = 0;
	for (size_t i = 0; i < c->record->n_parties; i++) {
		const struct case_party *party = &c->record->parties[i];
		if (party->line) { /* the list itself stands with the form */
			listed++;
			continue;
		}
		char *number = shown(MASK_NUMBER, party->number, c);
		char *phone = shown(MASK_PHONE, party->phone, c);
		textpane_addf(p, STYLE_NORMAL, IN, "%s：%s　%s　%s", role_name(party->role),
			      party->name ? party->name : "", number,
			      party->no_phone ? _("本人无手机") : phone);
		free(number);
		free(phone);
	}
	if (listed)
		textpane_addf(p, STYLE_NORMAL, IN, _("名单中 %zu 人，按姓名、证件也能查到本件"),
			      listed);
}

static const char *unfit_word(const char *id)
{
	for (int u = 0; id && u < UNFITS; u++)
		if (strcmp(unfit_ids[u], id) == 0)
			return _(unfit_names[u]);
	return "";
}

/* Who has not a good one of a paper asked for from each. */
static void add_lacking(struct textpane *p, const struct case_record *r, const char *paper)
{
	struct str s = {0};
	size_t rows = 0, good = 0;

	for (size_t i = 0; i < r->n_paper_rows; i++) {
		const struct case_paper_row *row = &r->paper_rows[i];
		if (strcmp(row->paper, paper) != 0)
			continue;
		rows++;
		good += strcmp(row->state, "ok") == 0;
		if (strcmp(row->state, "ok") == 0)
			continue;
		str_addf(&s, "%s%s", s.len ? "、" : "", row->name ? row->name : "?");
		if (row->unfit)
			str_addf(&s, "（%s）", unfit_word(row->unfit));
	}
	if (rows)
		textpane_addf(p, good < rows ? STYLE_WARN : STYLE_MUTED, IN + 2, "%zu/%zu%s%s",
			      good, rows, s.len ? _("，缺：") : "", str_text(&s));
	str_done(&s);
}

static void add_files(struct textpane *p, const struct case_record *r, const char *paper)
{
	for (size_t i = 0; i < r->n_files; i++) {
		const struct case_file *f = &r->files[i];
		if (strcmp(f->paper, paper) != 0)
			continue;
		char *name = ident_masked_new(MASK_INSIDE, f->name);
		textpane_addf(p, STYLE_MUTED, 2 * IN,
			      f->rows ? _("%s　%lld 字节　校验 %.8s　%lld 人")
				      : _("%s　%lld 字节　校验 %.8s"),
			      name, (long long)f->size, f->hash, (long long)f->rows);
		free(name);
	}
}

static void add_papers(struct textpane *p, const struct case_page *c)
{
	static const struct {
		const char *id, *words;
		enum style style;
	} states[] = {
		{"ok", N_("合格"), STYLE_OK},		{"unfit", N_("不合格"), STYLE_BAD},
		{"absent", N_("未带"), STYLE_MUTED},	{"deferred", N_("待补"), STYLE_WARN},
		{"exempt", N_("免提交"), STYLE_NORMAL},
	};

	if (c->record->n_papers)
		textpane_add(p, STYLE_HEADING, 0, _("材料"));
	for (size_t i = 0; i < c->record->n_papers; i++) {
		const struct case_paper *paper = &c->record->papers[i];
		size_t k = 0;
		char day[DATE_TEXT];
		while (k < 4 && strcmp(states[k].id, paper->state) != 0)
			k++;
		bool unfit = k == 1 && paper->unfit;
		textpane_addf(p, states[k].style, IN, "%s%s%s %s（%s）%s%s", _(states[k].words),
			      unfit ? "·" : "", unfit ? unfit_word(paper->unfit) : "", paper->name,
			      paper->form ? paper->form : "",
			      paper->arrived != DATE_NONE ? _("　补到 ") : "",
			      date_format(paper->arrived, day));
		add_lacking(p, c->record, paper->id);
		add_files(p, c->record, paper->id);
	}
}

static void add_reasons(struct textpane *p, const struct case_page *c)
{
	if (c->record->n_reasons)
		textpane_add(p, STYLE_HEADING, 0, _("原因"));
	for (size_t i = 0; i < c->record->n_reasons; i++) {
		const struct case_reason *r = &c->record->reasons[i];
		const char *surprise = _(surprise_names[surprise_of(r->surprise)]);
		textpane_addf(p, STYLE_NORMAL, IN, r->surprise ? "· 〔%s〕%s%s%s" : "· %s%s%s%s",
			      r->surprise ? surprise : "", r->text, r->resolve ? " → " : "",
			      r->resolve ? r->resolve : "");
	}
}

static void add_verification(struct textpane *p, const struct case_page *c,
			     const struct case_verification *v)
{
	bool yes = strcmp(v->result, "yes") == 0, no = strcmp(v->result, "no") == 0;
	char at[CLOCK_TEXT];

	textpane_addf(p, yes || (no && !v->remark) ? STYLE_NORMAL : STYLE_WARN, IN, "%s：%s%s",
		      v->text,
		      yes  ? _("核验到")
		      : no ? _("核验不到")
			   : _("系统不可用，待复核"),
		      v->rechecked ? _("（再核验）") : "");
	textpane_addf(p, STYLE_MUTED, 2 * IN, "%.16s　%s%s%s%s%s", clock_format(v->at, at),
		      clerk_of(c, v->by), v->source ? _("　来源：") : "",
		      v->source ? v->source : "", v->seen ? _("　看到：") : "",
		      v->seen ? v->seen : "");
}

/* Accepted on the word of a system that did not answer, and not found since. */
static void add_failed(struct textpane *p, const struct case_record *r)
{
	for (size_t i = 0; i < r->n_verifications; i++)
		if (r->verifications[i].remark)
			textpane_addf(p, STYLE_BAD, 0, _("核验不到，待主管处理：%s（%s）"),
				      r->verifications[i].text, r->verifications[i].remark);
}

static void add_form(struct textpane *p, const struct case_page *c)
{
	const struct case_record *r = c->record;

	if (r->n_values + r->n_verifications)
		textpane_add(p, STYLE_HEADING, 0, _("回答和核验"));
	for (size_t i = 0; i < r->n_values; i++)
		textpane_addf(p, STYLE_NORMAL, IN, "%s：%s", r->values[i].label,
			      r->values[i].shown);
	for (size_t i = 0; i < r->n_verifications; i++)
		add_verification(p, c, &r->verifications[i]);
}

void case_text_record(struct textpane *p, const struct case_page *c)
{
	add_head(p, c);
	add_failed(p, c->record);
	add_parties(p, c);
	add_papers(p, c);
	add_reasons(p, c);
	add_form(p, c);
}

/* ---- what happened to it ---- */

static void add_documents(struct textpane *p, const struct case_page *c)
{
	char at[CLOCK_TEXT], spoiled[64] = "";

	if (c->n_documents)
		textpane_add(p, STYLE_HEADING, 0, _("文书"));
	for (size_t i = 0; i < c->n_documents; i++) {
		const struct document_row *d = &c->documents[i];
		if (d->spoiled)
			snprintf(spoiled, sizeof(spoiled), _("　未打出 %lld 张"),
				 (long long)d->spoiled);
		textpane_addf(p, d->voided_at ? STYLE_MUTED : STYLE_NORMAL, IN,
			      _("%s　%s　%.16s　%s　补发 %lld 次%s%s%s%s%s"),
			      document_name(d->kind), d->number, clock_format(d->issued_at, at),
			      clerk_of(c, d->by), (long long)d->reprints, spoiled,
			      d->replaces ? _("　代替 ") : "", d->replaces ? d->replaces : "",
			      d->voided_at ? _("　已作废：") : "",
			      d->voided_at && d->void_reason ? d->void_reason : "");
		spoiled[0] = '\0';
	}
}

/* What happened before there was a case. */
static void add_steps(struct textpane *p, const struct case_page *c)
{
	const struct case_record *r = c->record;
	char at[CLOCK_TEXT];

	for (size_t i = 0; i < r->n_history; i++) {
		const struct case_step *step = &r->history[i];
		bool from = step->from && *step->from, why = step->why && *step->why;
		textpane_addf(p, STYLE_NORMAL, IN, "%.16s　%s%s%s%s　%s%s%s　%s",
			      clock_format(step->at, at), draft_step_name(step->kind),
			      why ? _("（") : "", why ? step->why : "", why ? _("）") : "",
			      from ? clerk_of(c, step->from) : "", from ? " → " : "",
			      clerk_of(c, step->by), window_of(c, step->window));
	}
}

static void add_events(struct textpane *p, const struct case_page *c)
{
	struct event_voice voice = c->voice.words;
	struct str words = {0};
	char at[CLOCK_TEXT];

	voice.names = true;
	voice.unmasked = c->unmasked;
	if (c->n_events)
		textpane_add(p, STYLE_HEADING, 0, _("经过"));
	add_steps(p, c);
	for (size_t i = 0; i < c->n_events; i++) {
		const struct event *ev = &c->events[i];
		str_clear(&words);
		event_words(ev, &voice, &words);
		textpane_addf(p, STYLE_NORMAL, IN, "%.16s　%s　%s　%s", clock_format(ev->at, at),
			      clerk_of(c, ev->by), window_of(c, ev->window), str_text(&words));
	}
	str_done(&words);
}

void case_text_history(struct textpane *p, const struct case_page *c)
{
	case_text_promises(p, c);
	add_documents(p, c);
	add_events(p, c);
}
