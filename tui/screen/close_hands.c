/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose hands the close screen asks for: two to close, a supervisor's to reopen, the
 * parent office's to countersign.
 */
#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/close_state.h"
#include "tui/screen/sign.h"
#include "tui/widget/dialog.h"
#include "tui/widget/reason.h"

/* ---- signing ---- */

struct step close_ask_sign(struct close_screen *s, struct app *app)
{
	char subject[CLOSE_SUBJECT], day[32];
	struct sign_request q;
	struct str text = {0};

	if (s->row || balance_open(&s->counts)) {
		app_say(app, STYLE_WARN,
			s->row ? _("已经日终") : _("还有没写明原因的：选中按 Enter，同类按 F5"));
		return step_redraw();
	}
	date_format_zh(s->day, day);
	str_addf(&text, _("%s　%s\n%s 提交，另一人核对后签字。"), day,
		 s->hall ? store_name(s->session->store)
			 : hall_voice_window(&s->voice, close_scope(s)),
		 s->session->name);
	closes_request(s->day, close_scope(s), s->session->posts, &q, subject);
	const struct sign_dialog d = {.title = s->hall ? _("大厅日终") : _("窗口日终"),
				      .text = str_text(&text),
				      .posts = q.posts,
				      .act = q.act,
				      .subject = subject,
				      .no_reason = true};
	struct step step =
		s->session->site->point
			? step_push(dialog_confirm(TAG_ALONE, _("日终"),
						   _("本点日终后锁定，待上级会签。"), _("日终")))
			: step_push(sign_new(TAG_SIGN, &d));
	str_done(&text);
	return step;
}

struct step close_sign(struct close_screen *s, struct app *app, const struct signature *second)
{
	const struct close_signing g = {.second = second, .point = second == NULL};
	struct err e = {0};
	bool ok = closes_sign(s->session->store, &s->session->who, &s->counts, &g, &e);

	close_refresh(s);
	session_refresh(s->session);
	if (ok)
		app_say(app, STYLE_OK,
			s->hall ? _("已日终，这一天锁定。F8 写出工作簿")
				: _("本窗口已日终。F6 到大厅"));
	else
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

/* ---- reopening, countersigning ---- */

struct step close_ask_reopen(struct close_screen *s, struct app *app)
{
	static const char *const why[] = {N_("有人来办"), N_("漏了一件"), N_("差额已查清")};
	const struct reason_menu m = {
		.title = _("重新打开日终"), .reasons = why, .n = 3, .max_chars = REASON_CHARS};

	if (s->row)
		return step_push(reason_ask(TAG_WHY, &m));
	app_say(app, STYLE_WARN, _("这里还没有日终"));
	return step_redraw();
}

struct step close_reopen(struct close_screen *s, struct app *app, const struct signature *sig)
{
	struct err e;

	if (!closes_reopen(s->session->store, &s->session->who, sig, s->day, close_scope(s),
			   str_text(&s->reason), &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	else
		app_say(app, STYLE_OK, _("已重新打开；办完再日终一次"));
	return close_refresh(s);
}

struct step close_ask_reopen_sign(struct close_screen *s, struct app *app, const char *why)
{
	char subject[CLOSE_SUBJECT];
	struct sign_request q;

	str_clear(&s->reason);
	str_add(&s->reason, why);
	if (s->session->posts & POST_BIT(POST_SUPERVISOR))
		return close_reopen(s, app, NULL);
	closes_reopen_request(s->day, close_scope(s), why, &q, subject);
	const struct sign_dialog d = {.title = _("重新打开日终"),
				      .text = why,
				      .posts = q.posts,
				      .act = q.act,
				      .subject = subject,
				      .no_reason = true,
				      .reason = why};
	return step_push(sign_new(TAG_REOPEN, &d));
}

struct step close_ask_countersign(struct close_screen *s, struct app *app)
{
	char subject[CLOSE_SUBJECT];
	struct sign_request q;

	if (!s->awaited.days) {
		app_say(app, STYLE_WARN, _("没有待会签的日终"));
		return step_redraw();
	}
	closes_countersign_request(s->day, &q, subject);
	const struct sign_dialog d = {.title = _("会签"),
				      .text = _("到这一天为止、还没有会签的日终，一并会签。"),
				      .posts = q.posts,
				      .act = q.act,
				      .subject = subject,
				      .no_reason = true};
	return step_push(sign_new(TAG_COUNTERSIGN, &d));
}

struct step close_countersign(struct close_screen *s, struct app *app, const struct signature *sig)
{
	struct err e;

	if (!closes_countersign(s->session->store, &s->session->who, sig, s->day, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	else
		app_say(app, STYLE_OK, _("已会签"));
	return close_refresh(s);
}
