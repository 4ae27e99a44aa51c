/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang case NUMBER: one case with its papers, reasons, clocks and timeline.
 * Certificates and phones are masked; unmasking is an act of the screen.
 */
#include <string.h>

#include "base/text.h"
#include "case/case_clocks.h"
#include "office/hall_voice.h"
#include "store/cases.h"
#include "store/work.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

static const char *masked(struct arena *a, enum ident_masking how, const char *text)
{
	if (!text)
		return NULL;
	size_t size = strlen(text) + 1;

	return ident_masked(how, text, arena_alloc(a, size), size);
}

static json_t *parties_json(struct arena *a, const struct case_record *r)
{
	json_t *j = json_array();

	for (size_t i = 0; i < r->n_parties; i++) {
		const struct case_party *p = &r->parties[i];
		json_array_append_new(
			j, json_pack("{s:s, s:s?, s:s?, s:s?, s:s?}", "role", p->role, "kind",
				     p->kind, "number", masked(a, MASK_NUMBER, p->number), "name",
				     p->name, "phone", masked(a, MASK_PHONE, p->phone)));
	}
	return j;
}

/* How many of the people of a list have it, and who has not. */
static void put_rows(json_t *paper, const struct case_record *r, const char *id)
{
	json_t *lacking = json_array();
	int rows = 0;

	for (size_t i = 0; i < r->n_paper_rows; i++) {
		const struct case_paper_row *row = &r->paper_rows[i];
		if (strcmp(row->paper, id) != 0)
			continue;
		rows++;
		if (strcmp(row->state, "ok") != 0)
			json_array_append_new(lacking, json_pack("{s:I, s:s?, s:s?}", "row",
								 (json_int_t)row->row, "name",
								 row->name, "unfit", row->unfit));
	}
	if (rows) {
		json_object_set_new(paper, "rows", json_integer(rows));
		json_object_set_new(paper, "lacking", json_incref(lacking));
	}
	json_decref(lacking);
}

static void put_files(json_t *paper, const struct case_record *r, const char *id)
{
	json_t *files = json_array();

	for (size_t i = 0; i < r->n_files; i++) {
		const struct case_file *f = &r->files[i];
		if (strcmp(f->paper, id) == 0)
			json_array_append_new(files, json_pack("{s:s, s:s, s:I, s:I}", "name",
							       f->name, "hash", f->hash, "size",
							       (json_int_t)f->size, "rows",
							       (json_int_t)f->rows));
	}
	if (json_array_size(files))
		json_object_set(paper, "files", files);
	json_decref(files);
}

static json_t *papers_json(const struct case_record *r)
{
	json_t *j = json_array();

	for (size_t i = 0; i < r->n_papers; i++) {
		const struct case_paper *p = &r->papers[i];
		char until[DATE_TEXT], arrived[DATE_TEXT];
		json_t *paper;
		json_array_append_new(
			j,
			paper = json_pack(
				"{s:s, s:s, s:s, s:s?, s:s?, s:s?, s:s?}", "id", p->id, "name",
				p->name, "state", p->state, "unfit", p->unfit, "form", p->form,
				"until",
				p->until == DATE_NONE ? NULL : date_format(p->until, until),
				"arrived",
				p->arrived == DATE_NONE ? NULL : date_format(p->arrived, arrived)));
		put_rows(paper, r, p->id);
		put_files(paper, r, p->id);
	}
	return j;
}

static json_t *record_json(struct arena *a, const struct case_record *r)
{
	json_t *reasons = json_array(), *answers = json_object();
	char day[DATE_TEXT], due[DATE_TEXT];

	for (size_t i = 0; i < r->n_reasons; i++)
		json_array_append_new(reasons,
				      json_pack("{s:s, s:s?, s:s, s:s?, s:s?, s:s?}", "code",
						r->reasons[i].code, "id", r->reasons[i].id, "text",
						r->reasons[i].text, "resolve",
						r->reasons[i].resolve, "lines", r->reasons[i].lines,
						"surprise", r->reasons[i].surprise));
	for (size_t i = 0; i < r->n_values; i++)
		json_object_set_new(answers, r->values[i].id, json_string(r->values[i].value));
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s?, s:s?, s:s?, s:s?, s:s?, s:s, "
			 "s:s?, s:I, s:s?, s:o, s:o, s:o, s:o}",
			 "number", r->number, "query_code", r->query_code, "state",
			 case_state_ids[r->state], "item", r->item, "item_name", r->item_name,
			 "version", r->item_version, "day", date_format(r->day, day), "due",
			 r->due == DATE_NONE ? NULL : date_format(r->due, due), "due_text",
			 r->due_text, "situation", r->situation, "duplicate_of", r->duplicate_of,
			 "duplicate_reason", r->duplicate_reason, "operator", r->by, "window",
			 r->window, "visit", (json_int_t)r->visit, "after", r->after, "answers",
			 answers, "parties", parties_json(a, r), "papers", papers_json(r),
			 "reasons", reasons);
}

/* The last that was done of a stage; NULL. */
static const struct stage_row *stage_done(const struct stage_row *rows, size_t n, size_t stage)
{
	while (n-- > 0)
		if (rows[n].stage == (int64_t)stage)
			return &rows[n];
	return NULL;
}

static const char *stage_state(const struct case_record *r, size_t stage,
			       const struct stage_row *done)
{
	if (r->stage == (int64_t)stage)
		return "awaited";
	return done ? done->result : "to_come";
}

/* What it passes after its acceptance, and who did it. */
static bool stages_json(struct store *s, struct arena *a, const struct case_record *r, json_t *out,
			struct err *e)
{
	json_t *list = json_array();
	struct stage_row *done;
	char at[CLOCK_TEXT];
	size_t n;

	json_object_set_new(out, "stages", list);
	if (!work_done(s, r->number, a, &done, &n, e))
		return false;
	for (size_t i = 0; i < r->n_stages; i++) {
		const struct case_stage *g = &r->stages[i];
		const struct stage_row *d = stage_done(done, n, i);
		json_array_append_new(
			list,
			json_pack("{s:s, s:s, s:s?, s:s, s:I, s:s?, s:b, s:b, s:s?, s:s, s:s?, "
				  "s:s?, s:s?}",
				  "id", g->id, "text", g->text, "department", g->department,
				  "posts", g->posts, "days", (json_int_t)g->days, "unit", g->unit,
				  "separate", g->separate, "ours", g->ours, "lines", g->lines,
				  "state", stage_state(r, i, d), "operator", d ? d->by : NULL, "at",
				  d ? clock_format(d->at, at) : NULL, "remark",
				  d ? d->remark : NULL));
	}
	return true;
}

static void print_stages(FILE *out, struct store *s, struct arena *a, const struct case_record *r)
{
	struct stage_row *done;
	struct err e;
	size_t n;

	if (!work_done(s, r->number, a, &done, &n, &e))
		return;
	for (size_t i = 0; i < r->n_stages; i++) {
		const struct case_stage *g = &r->stages[i];
		const struct stage_row *d = stage_done(done, n, i);
		char at[CLOCK_TEXT];
		bool awaited = r->stage == (int64_t)i;
		fprintf(out, _("  环节%zu %s%s%s%s"), i + 1, g->text,
			g->ours ? _("（本单位流程）") : "", g->department ? "  " : "",
			g->department ? g->department : "");
		if (d && !awaited)
			fprintf(out, "  %s  %.16s  %s%s%s\n", stage_result_name(d->result),
				clock_format(d->at, at), d->by, d->remark ? "  " : "",
				d->remark ? d->remark : "");
		else
			fprintf(out, "  %s\n", awaited ? _("待办") : _("未到"));
	}
}

static json_t *json_date(date_day day)
{
	char text[DATE_TEXT];

	return day == DATE_NONE ? json_null() : json_string(date_format(day, text));
}

static json_t *clock_json(const struct case_clock *c, date_day today)
{
	static const char *const states[] = {"green",	"yellow", "red", "stopped",
					     "unknown", "kept",	  "late"};
	struct str words = {0};

	clock_words(c, today, &words);
	json_t *j = json_pack("{s:s?, s:s?, s:o, s:o, s:b, s:s, s:s}", "id", c->spec->id, "text",
			      c->spec->text, "from", json_date(c->from), "due", json_date(c->due),
			      "provisional", c->provisional, "state", states[c->state], "words",
			      str_text(&words));
	str_done(&words);
	return j;
}

/* Where each clock stands, and the stage that is awaited. */
static void put_clocks(const struct case_clocks *c, date_day today, json_t *out)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->n; i++)
		json_array_append_new(list, clock_json(&c->rows[i], today));
	json_object_set_new(out, "clocks", list);
	json_object_set_new(out, "stage", c->staged ? clock_json(&c->stage, today) : json_null());
}

static void print_clock(FILE *out, const struct case_clock *c, date_day today)
{
	struct str words = {0};

	clock_words(c, today, &words);
	fprintf(out, "%s  %s\n", c->spec->text, str_text(&words));
	str_done(&words);
}

/* What happened to it, oldest first; personal data masked. */
static bool events_json(struct store *s, struct arena *a, const char *number, json_t *out,
			struct err *e)
{
	json_t *list = json_array();
	struct hall_voice voice;
	struct str words = {0};
	struct event *rows;
	size_t n;

	json_object_set_new(out, "events", list);
	if (!cases_timeline(s, number, a, &rows, &n, e))
		return false;
	hall_voice_init(&voice, s, NULL, a);
	for (size_t i = 0; i < n; i++) {
		char at[CLOCK_TEXT];
		str_clear(&words);
		event_words(&rows[i], &voice.words, &words);
		json_array_append_new(
			list, json_pack("{s:s, s:s, s:s, s:s, s:I, s:s}", "kind", rows[i].kind,
					"at", clock_format(rows[i].at, at), "operator", rows[i].by,
					"window", rows[i].window, "visit",
					(json_int_t)rows[i].visit, "words", str_text(&words)));
	}
	str_done(&words);
	return true;
}

static void print_record(FILE *out, struct arena *a, const struct case_record *r)
{
	char day[DATE_TEXT];

	fprintf(out, "%s  %s  %s %s\n", r->number, _(case_state_names[r->state]), r->item,
		r->item_name);
	if (r->situation && *r->situation)
		fprintf(out, _("情形：%s\n"), r->situation);
	fprintf(out, _("日期：%s  办理时限：%s"), date_format(r->day, day), r->due_text);
	if (r->due != DATE_NONE)
		fprintf(out, _("  至 %s%s"), date_format(r->due, day),
			r->due_provisional ? _("（暂按周末推算）") : "");
	fputc('\n', out);
	for (size_t i = 0; i < r->n_parties; i++)
		fprintf(out, "%s  %s  %s\n", r->parties[i].name ? r->parties[i].name : "",
			r->parties[i].number ? masked(a, MASK_NUMBER, r->parties[i].number) : "",
			r->parties[i].phone ? masked(a, MASK_PHONE, r->parties[i].phone) : "");
	for (size_t i = 0; i < r->n_papers; i++)
		fprintf(out, "  %-8s %s（%s）\n", r->papers[i].state, r->papers[i].name,
			r->papers[i].form ? r->papers[i].form : "");
	for (size_t i = 0; i < r->n_reasons; i++)
		fprintf(out, "  - %s\n", r->reasons[i].text);
}

static void print_timeline(FILE *out, struct store *s, struct arena *a, const char *number)
{
	struct hall_voice voice;
	struct str words = {0};
	struct event *rows;
	size_t n;
	struct err e;

	if (!cases_timeline(s, number, a, &rows, &n, &e))
		return;
	hall_voice_init(&voice, s, NULL, a);
	for (size_t i = 0; i < n; i++) {
		char at[CLOCK_TEXT];
		str_clear(&words);
		event_words(&rows[i], &voice.words, &words);
		fprintf(out, "%s  %s  %s\n", clock_format(rows[i].at, at), rows[i].by,
			str_text(&words));
	}
	str_done(&words);
}

static bool show(struct command_env *env, struct store *s, const struct arguments *args,
		 struct err *e)
{
	struct arena a = {0};
	char number[NUMBER_TEXT];
	struct case_record *r = NULL;
	bool ok = number_parse(args->words[0], number, e) && cases_get(s, number, &a, &r, e);

	if (ok && !r)
		ok = err_set(e, ERR_INPUT, _("库里没有编号 %s 的办件"), number);
	struct clocks_by by = {env_calendar(env, e), store_today(s), CLOCKS_WARN};
	struct case_clocks clocks;
	ok = ok && by.calendar && case_clocks_read(s, r, &by, &a, &clocks, e);
	if (ok && argument_flag(args, "json")) {
		json_t *j = record_json(&a, r);
		put_clocks(&clocks, by.today, j);
		ok = stages_json(s, &a, r, j, e) && events_json(s, &a, number, j, e);
		print_json(env->out, j);
	} else if (ok) {
		print_record(env->out, &a, r);
		for (size_t i = 0; i < clocks.n; i++)
			print_clock(env->out, &clocks.rows[i], by.today);
		if (clocks.staged)
			print_clock(env->out, &clocks.stage, by.today);
		print_stages(env->out, s, &a, r);
		print_timeline(env->out, s, &a, number);
	}
	arena_done(&a);
	return ok;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct store *s = env->store ? store_open(env->store, &clock_system, e) : NULL;

	if (!s)
		return e->code ? e->code : ERR_USAGE;
	bool ok = show(env, s, args, e);
	store_close(s);
	return ok ? ERR_NONE : e->code;
}

const struct command command_case = {
	.name = "case",
	.words = "NUMBER",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("一件办件的全部内容和经过"),
	.options = options,
	.run = run,
};
