/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang parameter [NAME YEAR VALUE 文号]: the figures of a year that calculators
 * need, or a new one, which is an event and needs a supervisor or administrator.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "case/calc.h"
#include "store/parameters.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	OPERATOR_OPTIONS,
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

/* The calculator that reads this figure: it knows what the value is. */
static const struct calculator *reader_of(const struct calculators *all, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->rows[i].parameter && strcmp(all->rows[i].parameter, name) == 0)
			return &all->rows[i];
	return NULL;
}

static bool unknown(const struct calculators *all, const char *name, struct err *e)
{
	struct str names = {0};

	for (size_t i = 0; i < all->n; i++)
		if (all->rows[i].parameter)
			str_addf(&names, _("%s%s（%s）"), names.len ? _("；") : "",
				 all->rows[i].parameter, all->rows[i].parameter_text);
	if (names.len)
		err_set(e, ERR_INPUT, _("本大厅的计算没有用到 %s；用到的有：%s"), name,
			str_text(&names));
	else
		err_set(e, ERR_INPUT, _("本大厅的计算没有用到 %s，也没有其他每年的数"), name);
	str_done(&names);
	return false;
}

static bool show(struct command_env *env, struct session *s, const struct calculators *all,
		 bool json, struct err *e)
{
	struct arena a = {0};
	struct parameter_row *rows;
	json_t *list = json_array();
	size_t n;
	bool ok = parameters_list(s->store, NULL, &a, &rows, &n, e);

	for (size_t i = 0; ok && i < n; i++) {
		const struct calculator *c = reader_of(all, rows[i].name);
		enum calc_type type = c ? calc_specs[c->kind].parameter : CALC_COUNT;
		char value[CALC_TEXT];
		calc_format(type, rows[i].value, value);
		if (json)
			json_array_append_new(
				list, json_pack("{s:s, s:i, s:s, s:s, s:s, s:b}", "name",
						rows[i].name, "year", (int)rows[i].year, "value",
						value, "document", rows[i].document, "by",
						rows[i].by, "superseded", rows[i].superseded));
		else
			fprintf(env->out, "%s\t%d\t%s\t%s\t%s%s\n", rows[i].name, (int)rows[i].year,
				value, rows[i].document, rows[i].by,
				rows[i].superseded ? _("\t已被替代") : "");
	}
	if (ok && json)
		print_json(env->out, list);
	else
		json_decref(list);
	arena_done(&a);
	return ok;
}

static bool set(struct session *s, const struct calculators *all, char **words, struct err *e)
{
	static const struct calc_input year = {
		.label = N_("年度"), .type = CALC_YEAR, .min = 1990, .max = 2199};
	const struct calculator *c = reader_of(all, words[0]);
	struct parameter_entry entry = {.name = words[0], .document = words[3]};

	if (!c)
		return unknown(all, words[0], e);
	const struct calc_input value = {.label = c->parameter_text,
					 .type = calc_specs[c->kind].parameter,
					 .min = 1,
					 .max = 100000000000};
	return calc_parse(&year, words[1], &entry.year, e) &&
	       calc_parse(&value, words[2], &entry.value, e) &&
	       parameters_set(s->store, &s->who, &entry, e);
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const struct calculators *all;
	struct session s;

	if (args->n_words != 0 && args->n_words != 4) {
		err_set(e, ERR_USAGE, _("要写：名称 年度 数值 文号"));
		return ERR_USAGE;
	}
	if (!(args->n_words ? hall_login(env, args, &s, e) : session_open(&s, env, e)))
		return e->code;
	all = session_calculators(&s, e);
	bool ok = all && (args->n_words == 0 || set(&s, all, args->words, e)) &&
		  show(env, &s, all, argument_flag(args, "json"), e);
	session_close(&s);
	return ok ? ERR_NONE : e->code;
}

const struct command command_parameter = {
	.name = "parameter",
	.words = "[NAME YEAR VALUE 文号]",
	.max_words = 4,
	.summary = N_("看测算用的每年的数和文号；主管或管理可录入"),
	.more = N_("只看不需要登录。录入记进账本；同一年再录一次，原来的数留作查阅。"),
	.options = options,
	.run = run,
};
