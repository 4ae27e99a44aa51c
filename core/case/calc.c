/* SPDX-License-Identifier: Apache-2.0 */
#include "case/calc_inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

const char *const calc_state_ids[CALC_STATES] = {"done", "open", "needs", "unstated", "refused"};

/* In the order of enum calc_kind. */
static calc_fn *const functions[CALC_KINDS] = {
	calc_rates,   calc_base,     calc_arrears,    calc_disability, calc_death,
	calc_layoffs, calc_cert_day, calc_cert_month, calc_cert_fixed,
};

bool calc_asks(const struct calculator *c, const struct calc_inputs *in, int input)
{
	const struct calc_input *row = &calc_specs[c->kind].inputs[input];

	if (input >= CALC_INPUTS || !row->id)
		return false;
	return row->when < 0 || (in->given[row->when] && in->value[row->when] == row->is);
}

int calc_input_of(const struct calculator *c, const char *id)
{
	const struct calc_spec *spec = &calc_specs[c->kind];

	for (int i = 0; i < CALC_INPUTS && spec->inputs[i].id; i++)
		if (strcmp(spec->inputs[i].id, id) == 0)
			return i;
	return -1;
}

const char *calc_rounding(void)
{
	return _("指南未载明取整办法，金额按四舍五入到分显示。");
}

/* ---- what the functions write ---- */

void calc_answer(struct calc_work *w, const char *id, const char *label, const char *text)
{
	struct arena *a = &w->out->arena;

	*ARENA_PUSH(a, w->out->answers, w->out->n_answers) =
		(struct calc_answer){id, label, arena_strdup(a, text)};
}

void calc_answer_value(struct calc_work *w, const char *id, const char *label, enum calc_type type,
		       int64_t value)
{
	char text[CALC_TEXT];

	w->out->rounded |= type == CALC_MONEY;
	calc_answer(w, id, label, calc_format(type, value, text));
}

static char *vwords(struct arena *a, const char *fmt, va_list ap)
{
	char *text = NULL;
	int n = vasprintf(&text, fmt, ap);
	char *kept = arena_strdup(a, n < 0 ? "" : text);

	free(n < 0 ? NULL : text);
	return kept;
}

void calc_step(struct calc_work *w, const char *lines, const char *fmt, ...)
{
	struct arena *a = &w->out->arena;
	va_list ap;

	va_start(ap, fmt);
	const char *text = vwords(a, fmt, ap);
	va_end(ap);
	*ARENA_PUSH(a, w->out->steps, w->out->n_steps) = (struct calc_step){text, lines};
}

void calc_end(struct calc_work *w, enum calc_state state, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	w->out->state = state;
	w->out->message = vwords(&w->out->arena, fmt, ap);
	va_end(ap);
}

bool calc_parameter(struct calc_work *w, int year, int64_t *value)
{
	enum calc_type type = calc_specs[w->c->kind].parameter;
	char text[CALC_TEXT];

	w->out->year = year;
	for (size_t i = 0; i < w->n_given; i++) {
		const struct calc_given *g = &w->given[i];
		if (g->year != year || strcmp(g->name, w->c->parameter) != 0)
			continue;
		w->out->used = g;
		*value = g->value;
		calc_step(w, w->c->parameter_lines, _("%d年%s：%s（%s）"), year,
			  w->c->parameter_text, calc_format(type, g->value, text), g->document);
		return true;
	}
	calc_end(w, CALC_NEEDS, _("请主管录入%d年%s（数值和文号）；没有录入就不算"), year,
		 w->c->parameter_text);
	return false;
}

int64_t calc_share(int64_t value, int64_t num, int64_t den)
{
	return (value * num + den / 2) / den;
}

/* ---- */

void calc_run(const struct calculator *c, const struct calc_inputs *in,
	      const struct calc_given *given, size_t n, struct calc_result *out)
{
	struct calc_work w = {c, in->value, given, n, out};
	const struct calc_spec *spec = &calc_specs[c->kind];

	*out = (struct calc_result){.state = CALC_DONE};
	for (int i = 0; i < CALC_INPUTS && spec->inputs[i].id; i++) {
		if (calc_asks(c, in, i) && !in->given[i]) {
			out->input = i;
			calc_end(&w, CALC_OPEN, _("还要填：%s"), _(spec->inputs[i].label));
			return;
		}
	}
	functions[c->kind](&w);
}

void calc_done(struct calc_result *r)
{
	arena_done(&r->arena);
	*r = (struct calc_result){0};
}
