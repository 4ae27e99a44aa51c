/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang operator LOGIN --unlock|--active yes|no: an account that locked itself
 * after wrong passwords is opened again, one who left is closed, by a supervisor or
 * administrator.
 */
#include <string.h>

#include "base/text.h"
#include "store/operators.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	OPERATOR_OPTIONS,
	{"unlock", OPTION_FLAG, NULL, N_("解锁：密码连错被锁的帐号")},
	{"active", OPTION_VALUE, "yes|no", N_("启用或停用帐号")},
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

static void print_row(FILE *out, const struct operator_row *o, bool json)
{
	if (json)
		print_json(out, json_pack("{s:s, s:s, s:b, s:b}", "login", o->login, "name",
					  o->name, "locked", o->locked, "active", o->active));
	else
		fprintf(out, "%s\t%s\t%s\t%s\n", o->login, o->name,
			o->locked ? _("已锁") : _("未锁"), o->active ? _("启用") : _("停用"));
}

static bool find(struct session *s, const char *login, struct arena *a, struct operator_row **out,
		 struct err *e)
{
	if (!operators_get(s->store, login, a, out, e))
		return false;
	return *out || err_set(e, ERR_INPUT, _("没有登录名为 %s 的人"), login);
}

/* Whoever is logged in stays: nobody could open the account again at a hall of one supervisor. */
static bool change(struct session *s, const struct operator_row *o, bool unlock, const char *active,
		   struct err *e)
{
	bool on = active && strcmp(active, "yes") == 0;

	if (active && !on && strcmp(o->login, s->login) == 0)
		return err_set(e, ERR_REFUSED, _("不能停用自己的帐号，请由另一位主管或管理停用"));
	if (unlock && o->locked && !operators_unlock(s->store, &s->who, o->login, e))
		return false;
	return !active || on == o->active ||
	       operators_set_active(s->store, &s->who, o->login, on, e);
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *login = args->words[0], *active = argument(args, "active");
	bool unlock = argument_flag(args, "unlock");
	struct operator_row *o;
	struct arena a = {0};
	struct session s;

	if ((!unlock && !active) ||
	    (active && strcmp(active, "yes") != 0 && strcmp(active, "no") != 0)) {
		err_set(e, ERR_USAGE, _("请写明 --unlock，或 --active yes、--active no"));
		return ERR_USAGE;
	}
	if (!hall_login(env, args, &s, e))
		return e->code;
	bool ok = hall_may_rule(&s, e) && find(&s, login, &a, &o, e) &&
		  change(&s, o, unlock, active, e) && find(&s, login, &a, &o, e);
	if (ok)
		print_row(env->out, o, argument_flag(args, "json"));
	session_close(&s);
	arena_done(&a);
	return ok ? ERR_NONE : e->code;
}

const struct command command_operator = {
	.name = "operator",
	.words = "LOGIN",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("解锁、启用或停用一个登录名；主管或管理才可"),
	.options = options,
	.run = run,
};
