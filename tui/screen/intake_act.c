/* SPDX-License-Identifier: Apache-2.0
 *
 * The acts of the intake: slip, all reasons, acceptance, notice and refusal, and
 * what is said when they are done.
 */
#include <stdlib.h>

#include "base/text.h"
#include "case/field_value.h"
#include "case/known.h"
#include "case/record_make.h"
#include "office/case_document.h"
#include "store/mistaken.h"
#include "tui/app.h"
#include "tui/screen/intake_state.h"
#include "tui/visit.h"
#include "tui/widget/dialog.h"

static const char *const defer_ways[] = {N_("现场送达"), N_("邮寄")};

struct step intake_print_slip(struct intake_screen *s, struct app *app)
{
	char *path = NULL;
	struct str text = {0};
	struct err e;
	bool made = session_slip(s->session, s->k, &s->c.in, &path, &e);
	bool ok = made && session_print(s->session, path, _("办事清单"), NULL, &e);

	if (ok)
		session_print_say(s->session, path, &text);
	app_say(app, ok ? STYLE_OK : STYLE_BAD, "%s", ok ? str_text(&text) : e.text);
	if (made)
		visit_guided(s->session, app, s->k);
	str_done(&text);
	free(path);
	return step_redraw();
}

/* 窗口办：the windows, 网站办：the address: whatever the guide prints of the place. */
static void add_channel(const struct channel_row *row, struct str *out)
{
	str_addf(out, "%s：%s%s%s", row->name ? row->name : _(channel_names[row->kind]),
		 row->text ? row->text : "", row->text && row->url ? " " : "",
		 row->url ? row->url : "");
	bool first = !row->text && !row->url;
	for (size_t i = 0; i < row->n_places; i++) {
		str_addf(out, "%s%s", first ? "" : "；", row->places[i].name);
		first = false;
	}
	str_addc(out, '\n');
}

struct step intake_show_reasons(struct intake_screen *s)
{
	struct str all = {0};

	str_addf(&all, "%s\n", _(outcome_names[s->k->outcome]));
	for (size_t i = 0; i < s->k->n_reasons; i++) {
		str_add(&all, "· ");
		reason_text(s->k, &s->k->reasons[i], &all);
		struct str resolve = {0};
		reason_resolve(s->k, &s->k->reasons[i], &resolve);
		if (resolve.len)
			str_addf(&all, " → %s", str_text(&resolve));
		str_add(&all, "\n");
		str_done(&resolve);
	}
	struct arena a = {0};
	str_addf(&all, _("办理时限：%s\n"), record_due_text(&a, s->k));
	arena_done(&a);
	for (size_t i = 0; i < s->item->n_channels; i++)
		add_channel(&s->item->channels[i], &all);
	for (size_t i = 0; i < s->item->hints.count; i++)
		str_addf(&all, _("提示：%s\n"), s->item->hints.rows[i].text);
	struct step step =
		step_push(dialog_message(TAG_TEXT, STYLE_NORMAL, s->item->name, str_text(&all)));
	str_done(&all);
	return step;
}

/* Name and masked number: whom the notice is for. */
static void name_person(struct intake_screen *s, struct str *out)
{
	struct casefile_party who = casefile_principal(&s->c);
	char masked[FIELD_VALUE];

	str_addf(out, "%s\n", s->item->name);
	if (*who.name)
		str_addf(out, _("姓名：%s\n"), who.name);
	if (*who.number)
		str_addf(out, _("证件：%s\n"),
			 ident_masked(MASK_NUMBER, who.number, masked, sizeof(masked)));
}

struct step intake_ask_accept(struct intake_screen *s, struct app *app)
{
	struct err e;
	int natural = decision_for(s->k);

	if (natural != DECISION_ACCEPT && natural != DECISION_DEFER) {
		if (s->k->outcome == OUTCOME_UNDECIDED && intake_form_first_fault(s, &e))
			app_say(app, STYLE_WARN, "%s", e.text);
		else
			app_say(app, STYLE_BAD, _("不能受理：%s。F4 看原因，F8 出具告知"),
				_(outcome_names[s->k->outcome]));
		return step_redraw();
	}
	if (intake_form_first_fault(s, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	if (known_open(&s->c, s->k))
		return intake_ask_known(s);
	if (natural == DECISION_DEFER) {
		const char *words[] = {_(defer_ways[0]), _(defer_ways[1])};
		return step_push(dialog_menu(TAG_WAY, _("容缺受理：后补方式"), words, 2, 0));
	}
	return step_push(intake_readback(s, TAG_ACCEPT, NULL));
}

struct step intake_ask_defer(struct intake_screen *s, int way)
{
	s->way = way == 0 ? DEFER_ON_SITE : DEFER_POST;
	return step_push(intake_readback(s, TAG_DEFER, _(defer_ways[way])));
}

struct step intake_ask_refuse(struct intake_screen *s, struct app *app)
{
	int natural = decision_for(s->k);

	if (natural == DECISION_DEFER)
		natural = DECISION_NOTICE;
	if (natural != DECISION_NOTICE && natural != DECISION_REFUSE) {
		app_say(app, STYLE_WARN, "%s",
			s->k->outcome == OUTCOME_ACCEPT ? _("材料齐全，可以受理，无须告知")
			: s->k->outcome == OUTCOME_UNDECIDED
				? _("还有问题没有回答，先答完再出具告知")
				: _("不在本窗口办理：按 F7 打印办事指引单"));
		return step_redraw();
	}
	struct str text = {0};
	name_person(s, &text);
	if (s->c.notice)
		str_addf(&text, _("%s 已告知过一次，这是再次出具\n"), s->c.notice);
	struct step step = step_push(dialog_confirm(
		TAG_REFUSE, natural == DECISION_NOTICE ? _("一次性告知书") : _("不予受理通知书"),
		str_text(&text), _("出具")));
	str_done(&text);
	return step;
}

/* What there is to sign and hand over; the file of the first stands for its folder. */
static void name_documents(const struct session *s, enum decision decision, const char *path,
			   struct str *out)
{
	str_add(out, _("文书　"));
	for (const char *const *kind = decision_documents[decision]; *kind; kind++)
		str_addf(out, "%s%s", kind == decision_documents[decision] ? "" : "、",
			 _(document_kind_names[document_kind(*kind)]));
	str_add(out, "\n　　　");
	str_add(out, session_prints(s) ? _("下一位时一起打印（Alt+P 查看）") : path);
}

/* The number first, then its paper: a document that fails is printed again from the case. */
struct step intake_finish(struct intake_screen *s, struct app *app, enum decision decision)
{
	struct decision_request q = {
		.decision = decision,
		.site = s->session->site,
		.way = s->way,
		.duplicate_reason = s->deciding.duplicate_reason,
		.late_signature = &s->deciding.late_by,
		.mistaken_signature = s->deciding.mistaken_by.seq ? &s->deciding.mistaken_by : NULL,
	};
	struct arena a = {0};
	struct step lost;
	struct err e;
	char *path = NULL;

	if (decision != DECISION_ACCEPT && intake_has_untold(s) && !s->deciding.untold_by.seq)
		return intake_ask_untold(s, decision);
	if (intake_lost(s, &lost))
		return lost;
	if (s->c.late_number && s->deciding.late_by.seq == 0)
		return intake_ask_late(s, decision);
	if (s->c.mistaken && s->deciding.mistaken_by.seq == 0 &&
	    !(s->session->posts & MISTAKEN_POSTS))
		return intake_ask_mistaken(s, decision);
	/* Another program may have ended the visit meanwhile. */
	visit_need_or_say(s->session, app);
	q.who = s->session->who;
	intake_put_signatures(s, &q);
	intake_history(s, &a, &q);
	bool ok = case_decide(s->session->store, s->session->calendar, &s->c, &q, &s->decided, &e);
	arena_done(&a);
	if (!ok) {
		if (s->decided.duplicate[0])
			return intake_ask_duplicate(s, decision, e.text);
		s->deciding = (struct deciding){0};
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	if (s->draft_id)
		drafts_decided(s->session->store, s->draft_id, s->session->login, &e);
	s->draft_id = 0;
	s->dirty = false;
	s->deciding = (struct deciding){0};
	visit_decided(s->session, &s->c);
	session_refresh(s->session);
	struct str text = {0};
	str_addf(&text, _("编号　%s\n查询码　%s\n"), s->decided.number, s->decided.query_code);
	bool printed = session_documents(s->session, s->decided.number, decision, &path, &e);
	if (printed)
		name_documents(s->session, decision, path, &text);
	else
		str_addf(&text, _("已登记，但文书没有打出：%s。可在办件里补打。"), e.text);
	intake_print_mistaken(s, &text);
	static const char *const titles[DECISIONS] = {N_("已受理"), N_("已容缺受理"), N_("已告知"),
						      N_("已出具不予受理通知")};
	const char *copies = decision == DECISION_ACCEPT ? casefile_printed(&s->c) : NULL;
	struct str title = {0};
	if (copies)
		str_addf(&title, _("已打印%s份"), copies);
	else
		str_add(&title, _(titles[decision]));
	struct step step = intake_decided(s, printed ? STYLE_OK : STYLE_WARN, str_text(&title),
					  str_text(&text));
	str_done(&title);
	str_done(&text);
	free(path);
	return step;
}
