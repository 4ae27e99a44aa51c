/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang visits: who stood at which window from when to when on a day, and what
 * came of it. No person is named: a visit has none.
 */
#include "base/text.h"
#include "store/visits.h"
#include "tui/command/command.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	{"on", OPTION_VALUE, "DATE", N_("这一天的，默认今天")},
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

enum { MINUTE = 60 * 1000 };

static int64_t minutes(const struct visit_row *v, int64_t now)
{
	return ((v->ended_at ? v->ended_at : now) - v->begun_at) / MINUTE;
}

static json_t *row_json(const struct visit_row *v, int64_t now)
{
	char begun[CLOCK_TEXT], ended[CLOCK_TEXT];

	return json_pack("{s:I, s:s, s:s?, s:I, s:s, s:s, s:s?, s:b, s:I, s:I, s:I}", "visit",
			 (json_int_t)v->serial, "begun", clock_format(v->begun_at, begun), "ended",
			 v->ended_at ? clock_format(v->ended_at, ended) : NULL, "minutes",
			 (json_int_t)minutes(v, now), "window", v->window, "operator", v->by,
			 "queue", v->queue, "ended_by_program", v->by_program, "cases",
			 (json_int_t)v->cases, "slips", (json_int_t)v->slips, "consultations",
			 (json_int_t)v->consultations);
}

static void print_row(FILE *out, const struct visit_row *v, int64_t now)
{
	char begun[CLOCK_TEXT], ended[CLOCK_TEXT];

	clock_format(v->begun_at, begun);
	fprintf(out,
		_("%3lld  %.5s–%.5s  %3lld分钟  窗口 %s  %s  办件 %lld  单据 %lld  咨询 %lld%s\n"),
		(long long)v->serial, begun + 11,
		v->ended_at ? clock_format(v->ended_at, ended) + 11 : _("未完"),
		(long long)minutes(v, now), v->window, v->by, (long long)v->cases,
		(long long)v->slips, (long long)v->consultations,
		v->by_program ? _("  （由程序结束）") : "");
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct store *s = env->store ? store_open(env->store, &clock_system, e) : NULL;
	struct arena a = {0};
	struct visit_row *rows = NULL;
	date_day day = DATE_NONE;
	size_t n = 0;
	bool ok = s && argument_day(args, &day, e) && visits_list(s, day, &a, &rows, &n, e);
	int64_t now = clock_now(&clock_system);
	json_t *list = json_array();

	for (size_t i = 0; ok && i < n; i++) {
		if (argument_flag(args, "json"))
			json_array_append_new(list, row_json(&rows[i], now));
		else
			print_row(env->out, &rows[i], now);
	}
	if (ok && argument_flag(args, "json"))
		print_json(env->out, json_incref(list));
	json_decref(list);
	arena_done(&a);
	if (s)
		store_close(s);
	return ok ? ERR_NONE : e->code ? e->code : ERR_USAGE;
}

const struct command command_visits = {
	.name = "visits",
	.words = "",
	.summary = N_("列出一天的来访：起止、窗口、办件和单据"),
	.options = options,
	.run = run,
};
