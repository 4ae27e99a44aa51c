/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang messages --out F: the next batch of short messages, or an earlier one
 * again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/messages.h"
#include "tui/command/hall.h"
#include "tui/delivery.h"

static const struct option_row options[] = {
	OPERATOR_OPTIONS,
	{"out", OPTION_VALUE, "FILE", N_("写到这个 .csv 文件")},
	{"since", OPTION_VALUE, "DATE", N_("从这一天的事起，默认今天")},
	{"batch", OPTION_VALUE, "N", N_("再写一遍以前的第几批")},
	{NULL},
};

static bool choose(struct session *s, const struct arguments *args, int64_t *batch, struct err *e)
{
	const char *again = argument(args, "batch"), *since = argument(args, "since");
	date_day first = store_today(s->store);

	*batch = again ? strtoll(again, NULL, 10) : 0;
	if (again)
		return true;
	if (since && (first = date_parse(since)) == DATE_NONE)
		return err_set(e, ERR_USAGE, _("日期请写成 2026-11-24"));
	return messages_take(s->store, &s->who, first, batch, e);
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *out = argument(args, "out");
	struct session s;
	int64_t batch;

	if (!out) {
		err_set(e, ERR_USAGE, _("请写明 --out"));
		return ERR_USAGE;
	}
	if (!hall_login(env, args, &s, e))
		return e->code;
	bool ok = choose(&s, args, &batch, e);
	if (ok && !batch)
		fprintf(env->out, "%s\n", _("没有要发的短信"));
	else if (ok && (ok = delivery_messages(&s, batch, out, e)))
		fprintf(env->out, _("%s　第%lld批\n"), out, (long long)batch);
	session_close(&s);
	return ok ? ERR_NONE : e->code;
}

const struct command command_messages = {
	.name = "messages",
	.words = "",
	.summary = N_("生成一批短信（受理、补正、办结），交短信平台发送"),
	.more = N_("每件每事只发一次；没有手机号的在“送达”里按电话通知。"),
	.options = options,
	.run = run,
};
