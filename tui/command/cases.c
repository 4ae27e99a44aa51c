/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang cases: the newest cases, or those a search finds. Personal data masked.
 */
#include <stdlib.h>

#include "base/text.h"
#include "store/cases.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	{"search", OPTION_VALUE, "T", N_("编号、当日流水、姓名、首字母、证件号或电话的开头")},
	{"item", OPTION_VALUE, "ID", N_("只列这个事项")},
	{"on", OPTION_VALUE, "DATE", N_("只列这一天的")},
	{"limit", OPTION_VALUE, "N", N_("最多列多少件，默认 50")},
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

enum { LIMIT = 50, LIMIT_MAX = 10000 };

static bool limit_of(const struct arguments *args, size_t *out, struct err *e)
{
	const char *text = argument(args, "limit");
	char *end;
	long n = text ? strtol(text, &end, 10) : LIMIT;

	if (text && (*end || n < 1 || n > LIMIT_MAX))
		return err_set(e, ERR_USAGE, _("--limit 应为 1 到 %d"), LIMIT_MAX);
	*out = (size_t)n;
	return true;
}

static bool find(struct store *s, const struct arguments *args, struct arena *a,
		 struct case_row **rows, size_t *n, struct err *e)
{
	const char *typed = argument(args, "search");
	struct case_filter f;
	size_t limit = 0;

	case_filter_init(&f);
	if (!limit_of(args, &limit, e))
		return false;
	if (typed)
		return cases_search(s, typed, limit, a, rows, n, e);
	if (argument(args, "on") && !argument_day(args, &f.first, e))
		return false;
	f.last = f.first;
	f.item = argument(args, "item");
	f.limit = limit;
	return cases_list(s, &f, a, rows, n, e);
}

static json_t *row_json(const struct case_row *r, const char *name)
{
	char day[DATE_TEXT], due[DATE_TEXT];

	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s?, s:s?, s:s?, s:I}", "number", r->number,
			 "state", case_state_ids[r->state], "item", r->item, "item_name",
			 r->item_name, "day", date_format(r->day, day), "name", name, "situation",
			 r->situation, "due", r->due == DATE_NONE ? NULL : date_format(r->due, due),
			 "promises_open", (json_int_t)r->promises_open);
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct store *s = env->store ? store_open(env->store, &clock_system, e) : NULL;
	struct arena a = {0};
	struct case_row *rows = NULL;
	size_t n = 0;
	bool ok = s && find(s, args, &a, &rows, &n, e);
	json_t *list = json_array();

	for (size_t i = 0; ok && i < n; i++) {
		char name[512], day[DATE_TEXT];
		ident_masked(MASK_NAME, rows[i].name, name, sizeof(name));
		if (argument_flag(args, "json"))
			json_array_append_new(list, row_json(&rows[i], name));
		else
			fprintf(env->out, "%s  %s  %s  %s  %s\n", rows[i].number,
				date_format(rows[i].day, day), _(case_state_names[rows[i].state]),
				name, rows[i].item_name);
	}
	if (ok && argument_flag(args, "json"))
		print_json(env->out, json_incref(list));
	json_decref(list);
	arena_done(&a);
	if (s)
		store_close(s);
	return ok ? ERR_NONE : e->code ? e->code : ERR_USAGE;
}

const struct command command_cases = {
	.name = "cases",
	.words = "",
	.summary = N_("列出办件，新的在前"),
	.options = options,
	.run = run,
};
