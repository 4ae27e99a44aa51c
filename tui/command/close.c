/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang close --date D --out DIR: the workbook of a day's close, and how the day
 * stands. It is signed on the screen (首页 Ctrl+D), by two people.
 */
#include <stdlib.h>

#include "base/text.h"
#include "case/balance.h"
#include "office/close_gather.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"
#include "tui/session_close.h"

static const struct option_row options[] = {
	{"date", OPTION_VALUE, "DATE", N_("哪一天，默认今天")},
	{"out", OPTION_VALUE, "DIR", N_("工作簿写到这个文件夹")},
	{"window", OPTION_VALUE, "W", N_("只要这个窗口，默认全大厅")},
	OPERATOR_OPTIONS,
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

static bool read_day(const struct session *s, const struct arguments *args, date_day *out,
		     struct err *e)
{
	const char *text = argument(args, "date");

	*out = text ? date_parse(text) : store_today(s->store);
	return *out != DATE_NONE ||
	       err_set(e, ERR_USAGE, _("--date “%s”不是日期，应如 2026-11-24"), text);
}

/* What was signed, or the day as it stands. */
static bool read_counts(struct session *s, date_day day, const char *window, struct arena *a,
			struct close_row **row, struct close_counts *c, struct err *e)
{
	if (!closes_get(s->store, day, window, a, row, e))
		return false;
	return *row ? closes_signed(s->store, *row, a, c, e)
		    : close_gather(s->store, day, window, a, c, e);
}

static json_t *lines_json(const struct close_counts *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->n_lines; i++) {
		const struct close_line *l = &c->lines[i];
		json_array_append_new(
			list,
			json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:I}", "window", l->window, "id",
				  l->id, "opening", (json_int_t)l->opening, "entered",
				  (json_int_t)l->entered, "left", (json_int_t)l->left, "closing",
				  (json_int_t)l->closing, "off", (json_int_t)balance_off(l)));
	}
	return list;
}

static json_t *notes_json(const struct close_counts *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->n_notes; i++) {
		const struct close_note *n = &c->notes[i];
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s?}", "kind",
						      close_note_ids[n->kind], "window", n->window,
						      "subject", n->subject, "text", n->text,
						      "reason", n->reason));
	}
	return list;
}

static void print_status(FILE *out, bool json, const struct close_row *row,
			 const struct close_counts *c, const char *path)
{
	char day[DATE_TEXT];

	date_format(c->day, day);
	if (json) {
		print_json(out,
			   json_pack("{s:s, s:s, s:b, s:s?, s:s?, s:s?, s:o, s:o, s:s?}", "date",
				     day, "window", c->window, "closed", row != NULL, "by",
				     row ? row->by : NULL, "signed_by", row ? row->signed_by : NULL,
				     "head", row ? row->head : NULL, "lines", lines_json(c),
				     "notes", notes_json(c), "file", path));
		return;
	}
	for (size_t i = 0; i < c->n_lines; i++)
		if (balance_off(&c->lines[i]))
			fprintf(out, _("不平：%s %s %+lld\n"), c->lines[i].window,
				close_line_name(c->lines[i].id),
				(long long)balance_off(&c->lines[i]));
	fprintf(out, row ? _("%s 已日终，说明 %zu 条\n") : _("%s 尚未日终，待说明 %zu 条\n"), day,
		row ? c->n_notes : balance_open(c));
	if (path)
		fprintf(out, "%s\n", path);
}

static bool close_day(struct command_env *env, struct session *s, const struct arguments *args,
		      struct err *e)
{
	const char *window = argument(args, "window"), *out = argument(args, "out");
	struct close_row *row = NULL;
	struct close_counts c = {0};
	struct arena a = {0};
	char *path = NULL;
	date_day day;

	if (window && !site_window(s->site, window))
		return err_set(e, ERR_USAGE, _("本网点没有窗口 %s"), window);
	bool ok = read_day(s, args, &day, e) && read_counts(s, day, window, &a, &row, &c, e) &&
		  (!out || session_close_book(s, day, window, out, &path, e));
	if (ok)
		print_status(env->out, argument_flag(args, "json"), row, &c, path);
	free(path);
	arena_done(&a);
	return ok;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct session s;

	if (!hall_login(env, args, &s, e))
		return e->code;
	bool ok = close_day(env, &s, args, e);
	session_close(&s);
	return ok ? ERR_NONE : e->code;
}

const struct command command_close = {
	.name = "close",
	.words = "",
	.summary = N_("一天的日终：是否平账，写出工作簿"),
	.more = N_("签字在首页 Ctrl+D：窗口经办提交、另一人签字，各窗口都日终后由主管签大厅。"),
	.options = options,
	.run = run,
};
