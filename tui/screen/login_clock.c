/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/login_clock.h"

#include "base/text.h"
#include "store/clock_check.h"
#include "tui/widget/dialog.h"

bool login_clock_doubted(const struct session *s)
{
	struct clock_report r;
	struct err e;

	return clock_check(s->store, session_earliest(s), &r, &e) &&
	       (r.doubt == CLOCK_AHEAD || r.doubt == CLOCK_EARLY);
}

struct step login_clock_ask(const struct session *s)
{
	struct clock_report r = {0};
	struct str text = {0};
	char now[CLOCK_TEXT], newest[CLOCK_TEXT];
	struct err e;

	clock_check(s->store, session_earliest(s), &r, &e);
	str_addf(&text, _("本机现在是 %.16s，上一笔业务在 %.16s。\n"), clock_format(r.now, now),
		 clock_format(r.newest, newest));
	str_add(&text, r.doubt == CLOCK_EARLY ? _("早于本程序的年份，多半是时钟电池没电。")
					      : _("相隔太久：是放假，还是时钟不对？"));
	str_add(&text, _("时钟不对就按 Esc，先校准；日期没错，请主管确认一次。\n主管登录名"));
	struct step step = step_push(
		dialog_prompt(TAG_CLOCK_LOGIN, &(struct dialog_prompt){.title = _("核对日期"),
								       .text = str_text(&text),
								       .max_chars = 32,
								       .filter = field_login}));
	str_done(&text);
	return step;
}

struct step login_clock_ask_password(void)
{
	return step_push(
		dialog_prompt(TAG_CLOCK_PASSWORD, &(struct dialog_prompt){.title = _("核对日期"),
									  .text = _("主管口令"),
									  .max_chars = 128,
									  .mask = true}));
}

bool login_clock_confirm(struct session *s, const char *login, const char *password, struct err *e)
{
	return clock_confirm(s->store, login, password, s->window ? s->window->id : NULL, e);
}
