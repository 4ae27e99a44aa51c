/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang calc [ID] [--set NAME=VALUE]…: the calculators of the guides, or one of
 * them worked out, step by step with its lines. Figures of a year come from the
 * store; where a calculator needs none, no store is opened.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "case/calc.h"
#include "tui/command/command.h"
#include "tui/command/print.h"
#include "tui/session.h"

static const struct option_row options[] = {
	{"set", OPTION_REPEAT, "NAME=VALUE", N_("填一项，如 --set base=5000")},
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

/* ---- reading ---- */

static bool load_all(struct command_env *env, struct calculators *all, struct err *e)
{
	struct catalog catalog;
	struct faults f = {0};
	bool ok = catalog_load(&catalog, env->forms, NULL, &f);

	for (size_t i = 0; i < catalog.n_guides; i++)
		ok &= calculators_load(all, env->forms, catalog.guides[i], NULL, &f);
	if (!ok)
		faults_to_err(&f, e);
	catalog_done(&catalog);
	faults_done(&f);
	return ok;
}

static bool set_one(const struct calculator *c, const char *text, struct calc_inputs *in,
		    struct err *e)
{
	const char *eq = strchr(text, '=');
	char name[32] = "";

	if (eq && (size_t)(eq - text) < sizeof(name))
		memcpy(name, text, (size_t)(eq - text));
	int i = eq ? calc_input_of(c, name) : -1;
	if (i < 0) {
		struct str all = {0};
		for (int k = 0; k < CALC_INPUTS && calc_specs[c->kind].inputs[k].id; k++)
			str_addf(&all, " %s", calc_specs[c->kind].inputs[k].id);
		err_set(e, ERR_USAGE, _("--set %s：要写成 名称=值，名称有：%s"), text,
			str_text(&all));
		str_done(&all);
		return false;
	}
	in->given[i] = calc_parse(&calc_specs[c->kind].inputs[i], eq + 1, &in->value[i], e);
	return in->given[i];
}

/* ---- printing ---- */

static void print_inputs(FILE *out, const struct calculator *c)
{
	const struct calc_spec *spec = &calc_specs[c->kind];

	for (int i = 0; i < CALC_INPUTS && spec->inputs[i].id; i++) {
		const struct calc_input *row = &spec->inputs[i];
		fprintf(out, "  %-10s %s", row->id, _(row->label));
		for (int k = 0; k < CALC_CHOICES && row->choices[k].id; k++)
			fprintf(out, "%s%s %s", k ? _("；") : _("："), row->choices[k].id,
				_(row->choices[k].text));
		fputc('\n', out);
	}
}

static void print_list(FILE *out, const struct calculators *all, bool json)
{
	json_t *rows = json ? json_array() : NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct calculator *c = &all->rows[i];
		if (json) {
			json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:s}", "id", c->id,
							      "name", c->name, "guide", c->guide,
							      "lines", c->lines));
			continue;
		}
		fprintf(out, "%s  %s  %s\n", c->id, c->name, c->lines);
		print_inputs(out, c);
	}
	if (json)
		print_json(out, rows);
}

static void print_text(FILE *out, const struct calculator *c, const struct calc_result *r)
{
	fprintf(out, "%s %s  %s\n", c->id, c->name, c->lines);
	for (size_t i = 0; i < r->n_steps; i++)
		fprintf(out, "  %s  %s\n", r->steps[i].text, r->steps[i].lines);
	for (size_t i = 0; i < r->n_answers; i++)
		fprintf(out, "%s：%s\n", r->answers[i].label, r->answers[i].text);
	for (size_t i = 0; i < c->n_notes; i++)
		fprintf(out, _("说明：%s  %s\n"), c->notes[i].text,
			c->notes[i].lines ? c->notes[i].lines : "");
	if (r->rounded)
		fprintf(out, _("说明：%s\n"), calc_rounding());
}

static json_t *text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

static json_t *result_json(const struct calculator *c, const struct calc_result *r)
{
	json_t *j = json_pack("{s:s, s:s, s:s, s:s}", "id", c->id, "name", c->name, "lines",
			      c->lines, "state", calc_state_ids[r->state]);
	json_t *answers = json_array(), *steps = json_array(), *notes = json_array();

	for (size_t i = 0; i < r->n_answers; i++)
		json_array_append_new(answers,
				      json_pack("{s:s, s:s, s:s}", "id", r->answers[i].id, "label",
						r->answers[i].label, "text", r->answers[i].text));
	for (size_t i = 0; i < r->n_steps; i++)
		json_array_append_new(steps, json_pack("{s:s, s:s}", "text", r->steps[i].text,
						       "lines", r->steps[i].lines));
	for (size_t i = 0; i < c->n_notes; i++)
		json_array_append_new(notes, json_pack("{s:s, s:o}", "text", c->notes[i].text,
						       "lines", text_or_null(c->notes[i].lines)));
	json_object_set_new(j, "message", text_or_null(r->message));
	json_object_set_new(j, "answers", answers);
	json_object_set_new(j, "steps", steps);
	json_object_set_new(j, "parameter",
			    r->year ? json_pack("{s:s, s:i, s:o}", "name", c->parameter, "year",
						r->year, "document",
						text_or_null(r->used ? r->used->document : NULL))
				    : json_null());
	json_object_set_new(j, "notes", notes);
	json_object_set_new(j, "rounding", text_or_null(r->rounded ? calc_rounding() : NULL));
	return j;
}

/* ---- */

static enum err_code code_of(const struct calc_result *r, struct err *e)
{
	static const enum err_code codes[CALC_STATES] = {
		[CALC_DONE] = ERR_NONE,	    [CALC_OPEN] = ERR_USAGE,
		[CALC_NEEDS] = ERR_REFUSED, [CALC_UNSTATED] = ERR_REFUSED,
		[CALC_REFUSED] = ERR_INPUT,
	};

	if (r->state != CALC_DONE)
		err_set(e, codes[r->state], "%s", r->message);
	return codes[r->state];
}

static enum err_code work_out(struct command_env *env, const struct arguments *args,
			      const struct calculator *c, struct err *e)
{
	struct calc_inputs in = {0};
	struct calc_given *given = NULL;
	struct calc_result r;
	struct arena a = {0};
	struct session s = {0};
	size_t n = 0;

	for (int i = 0; argument_nth(args, "set", i); i++)
		if (!set_one(c, argument_nth(args, "set", i), &in, e))
			return e->code;
	if (c->parameter) {
		if (!session_open(&s, env, e))
			return e->code;
		bool ok = session_given(&s, c, &a, &given, &n, e);
		session_close(&s);
		if (!ok)
			return e->code;
	}
	calc_run(c, &in, given, n, &r);
	if (argument_flag(args, "json"))
		print_json(env->out, result_json(c, &r));
	else
		print_text(env->out, c, &r);
	enum err_code code = code_of(&r, e);
	calc_done(&r);
	arena_done(&a);
	return code;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct calculators all = {0};
	enum err_code code = ERR_NONE;

	if (!load_all(env, &all, e)) {
		code = e->code;
	} else if (args->n_words == 0) {
		print_list(env->out, &all, argument_flag(args, "json"));
	} else {
		const struct calculator *c = calculators_get(&all, args->words[0]);
		if (c)
			code = work_out(env, args, c, e);
		else
			err_set(e, code = ERR_INPUT, _("没有计算“%s”；用 yichuang calc 查看全部"),
				args->words[0]);
	}
	calculators_done(&all);
	return code;
}

const struct command command_calc = {
	.name = "calc",
	.words = "[ID]",
	.max_words = 1,
	.summary = N_("按指南的数测算：缴费、补缴、待遇、下次认证"),
	.more = N_(
		"不带 ID 列出全部计算和各项名称。每年变化的数由主管录入（yichuang parameter），\n"
		"没有录入就不算。"),
	.options = options,
	.run = run,
};
