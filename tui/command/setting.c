/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang setting [NAME [VALUE]]: the settings of the hall, one of them, or a new
 * value, which is an event and needs a supervisor or administrator.
 */
#include <string.h>

#include "base/text.h"
#include "store/settings.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	OPERATOR_OPTIONS,
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

static const struct setting *find(const char *name, struct err *e)
{
	for (size_t i = 0; i < settings_count; i++)
		if (strcmp(settings_known[i].name, name) == 0)
			return &settings_known[i];
	err_set(e, ERR_INPUT, _("没有名为 %s 的设置；不带名称可列出全部：yichuang setting"), name);
	return NULL;
}

static bool show(struct command_env *env, struct store *s, const struct setting *only, bool json,
		 struct err *e)
{
	json_t *all = json_object();
	struct arena a = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < settings_count; i++) {
		const struct setting *one = &settings_known[i];
		const char *value;
		if (only && one != only)
			continue;
		ok = settings_get(s, one->name, &a, &value, e);
		if (ok && json)
			json_object_set_new(all, one->name, json_string(value));
		else if (ok)
			fprintf(env->out, "%s\t%s\t%s\n", one->name, value, _(one->help));
	}
	if (ok && json)
		print_json(env->out, all);
	else
		json_decref(all);
	arena_done(&a);
	return ok;
}

static bool is_count(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n > 0 && n < 5 && !text[n];
}

/* What counts something by standard does so with any value. */
static bool set(struct session *s, const struct setting *one, const char *value, struct err *e)
{
	if (is_count(one->standard) && !is_count(value))
		return err_set(e, ERR_INPUT, _("%s 须是数字，如 %s"), one->name, one->standard);
	return hall_may_rule(s, e) && settings_set(s->store, &s->who, one->name, value, e);
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *name = args->n_words > 0 ? args->words[0] : NULL;
	const struct setting *only = name ? find(name, e) : NULL;
	bool json = argument_flag(args, "json"), ok;
	struct session s;

	if (name && !only)
		return e->code;
	if (args->n_words < 2) {
		if (!session_open(&s, env, e))
			return e->code;
		ok = show(env, s.store, only, json, e);
	} else {
		if (!hall_login(env, args, &s, e))
			return e->code;
		ok = set(&s, only, args->words[1], e) && show(env, s.store, only, json, e);
	}
	session_close(&s);
	return ok ? ERR_NONE : e->code;
}

const struct command command_setting = {
	.name = "setting",
	.words = "[NAME [VALUE]]",
	.max_words = 2,
	.summary = N_("看大厅的设置；主管或管理可改"),
	.more = N_("只看不需要登录。改动记进账本；已经开着的窗口从下一次登录起用新的值。"),
	.options = options,
	.run = run,
};
