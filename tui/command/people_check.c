/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang people-check ID FILE: what is wrong with a unit's list before anybody
 * comes to the window, row by row; with --json the rows as `accept` takes them. Opens
 * no store.
 */
#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/text.h"
#include "exchange/roster.h"
#include "tui/command/intake_args.h"
#include "tui/command/people_list.h"
#include "tui/roster_out.h"

static const struct option_row options[] = {
	INTAKE_OPTIONS,
	{"list", OPTION_VALUE, "NAME", N_("哪一份名单；不写为第一份")},
	{"bad", OPTION_VALUE, "F", N_("有问题的行写到 F.xlsx，一行一个原因")},
	{"json", OPTION_FLAG, NULL, N_("按 JSON 输出，people 可放进 accept 的请求")},
	{NULL},
};

static struct roster *read_file(const char *path, const struct item *it, int list, struct err *e)
{
	enum roster_progress p = ROSTER_MORE;
	int64_t done, total;
	struct roster_reader *rr = roster_reader_new(path, it, (size_t)list, e);

	while (rr && p == ROSTER_MORE)
		p = roster_reader_go_on(rr, &done, &total, e);
	struct roster *r = rr && p == ROSTER_DONE ? roster_reader_take(rr) : NULL;
	roster_reader_free(rr);
	return r;
}

/* Columns that only the clerk could tell are a fault here. */
static bool all_matched(const struct roster *r, const struct check *k, struct err *e)
{
	for (int c = 0; c < r->list->n_columns; c++)
		if (roster_is_open(r, k, c))
			return err_set(e, ERR_INPUT,
				       r->map[c].match == MATCH_MANY
					       ? _("%s：有几列都像“%s”，请只留一列")
					       : _("%s：没有找到“%s”这一列，请补上"),
				       r->path, r->columns[c].label);
	return true;
}

static void print_json(FILE *out, const struct roster *r)
{
	json_t *people = json_array(), *bad = json_array();

	for (size_t i = 0; i < r->n_rows; i++) {
		const struct roster_row *row = &r->rows[i];
		json_t *cells = json_object(), *faults = json_array();
		for (int c = 0; c < r->list->n_columns; c++)
			if (row->values[c])
				json_object_set_new(cells, r->columns[c].id,
						    json_string(row->values[c]));
		for (size_t f = 0; f < row->n_faults; f++)
			json_array_append_new(faults, json_string(row->faults[f].text));
		if (row->verdict == ROSTER_BAD)
			json_array_append_new(bad, json_pack("{s:I, s:O}", "row",
							     (json_int_t)row->number, "reasons",
							     faults));
		else
			json_array_append(people, cells);
		json_decref(cells);
		json_decref(faults);
	}
	json_t *j = json_pack("{s:s, s:s, s:s, s:I, s:o, s:o}", "list", r->list->path, "format",
			      r->format, "sheet", r->sheet, "heading_row",
			      (json_int_t)r->heading_row, "people", people, "bad", bad);
	json_dumpf(j, out, JSON_INDENT(1));
	fputc('\n', out);
	json_decref(j);
}

static void print_text(FILE *out, const struct roster *r)
{
	fprintf(out, _("%s，表头在第 %zu 行，%zu 人：合格 %zu，要再核对 %zu，有问题 %zu\n"),
		r->format, r->heading_row, r->n_rows, r->good, r->doubtful, r->bad);
	for (size_t i = 0; i < r->n_rows; i++)
		for (size_t f = 0; f < r->rows[i].n_faults; f++)
			fprintf(out, _("第 %zu 行 %s\n"), r->rows[i].number,
				r->rows[i].faults[f].text);
}

static bool report(struct command_env *env, const struct arguments *args, const struct roster *r,
		   struct err *e)
{
	const char *bad = argument(args, "bad");
	char *path = bad && r->bad ? roster_out(r, bad, clock_now(&clock_system) / 1000, e) : NULL;

	if (bad && r->bad && !path)
		return false;
	if (argument_flag(args, "json"))
		print_json(env->out, r);
	else
		print_text(env->out, r);
	if (path)
		fprintf(env->out, "%s\n", path);
	free(path);
	return true;
}

static bool check_file(struct command_env *env, const struct arguments *args, const struct item *it,
		       const struct intake *in, int list, struct err *e)
{
	struct roster_rules rules = {0};
	struct check *k = check_new(it);
	bool done = false, ok = argument_day(args, &rules.today, e);
	struct roster *r = ok ? read_file(args->words[1], it, list, e) : NULL;

	check_run(k, in, NULL);
	rules.k = k;
	ok = r && all_matched(r, k, e);
	while (ok && !done)
		ok = roster_check(r, &rules, SIZE_MAX, &done, e);
	ok = ok && report(env, args, r, e);
	if (ok && r->bad)
		ok = err_set(e, ERR_INPUT, _("%zu 行有问题"), r->bad);
	roster_free(r);
	check_free(k);
	return ok;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct item *it = env_item(env, args->words[0], e);
	struct intake in;

	if (!it)
		return e->code;
	int list = people_list_of(it, args, e);
	intake_init(&in, it);
	bool ok = list >= 0 && intake_args(&in, it, args, e) &&
		  check_file(env, args, it, &in, list, e);
	intake_done(&in);
	item_free(it);
	return ok ? ERR_NONE : e->code;
}

const struct command command_people_check = {
	.name = "people-check",
	.words = "ID FILE",
	.min_words = 2,
	.max_words = 2,
	.summary = N_("核对单位交来的人员名单（.xlsx、.csv），逐行说明问题"),
	.options = options,
	.run = run,
};
