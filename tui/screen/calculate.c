/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/calculate.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/calc.h"
#include "tui/app.h"
#include "tui/screen/parameters.h"
#include "tui/session.h"
#include "tui/visit.h"
#include "tui/widget/form.h"
#include "tui/widget/textpane.h"

enum { ACT_PRINT = 1, ACT_PARAMETERS, ACT_CLEAR, ACT_NEXT, ACT_BACK };
enum { IN = 2, VALUE_CHARS = 24, HEAD = 1 };

static const struct action actions[] = {
	{ACT_PRINT, {K_CTRL('p')}, N_("打印"), N_("打印测算结果单交给来人")},
	{ACT_PARAMETERS, {K_F5}, N_("年度数"), N_("看每年变化的数和文号；主管可录入")},
	{ACT_CLEAR, {K_F6}, N_("重填"), N_("清空，从头填")},
	VISIT_NEXT_ROW(ACT_NEXT, 0),
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
/* Outside the form the page keys move the result. */
static const struct action *const widget_actions[] = {form_actions, textpane_actions, NULL};

struct calculate_screen {
	struct screen base;
	struct session *session;
	const struct calculator *calc;
	struct form form; /* row i + 1 is input i */
	struct calc_inputs in;
	struct arena given_arena;
	struct calc_given *given;
	size_t n_given;
	struct calc_result result;
	struct textpane pane;
	const char *options[CALC_INPUTS][CALC_CHOICES];
	bool noted; /* the consultation of this visit */
};

static const struct calc_input *input_of(const struct calculate_screen *s, int i)
{
	return &calc_specs[s->calc->kind].inputs[i];
}

/* ---- the form ---- */

static void add_row(struct calculate_screen *s, int i)
{
	const struct calc_input *row = input_of(s, i);
	struct form_spec spec = {
		.id = i + 1,
		.kind = row->type == CALC_CHOICE ? FORM_CHOICE
			: row->type == CALC_DATE ? FORM_DATE
						 : FORM_TEXT,
		.label = _(row->label),
		.required = true,
		.max_chars = VALUE_CHARS,
	};

	if (row->type == CALC_CHOICE) {
		while (spec.option_count < CALC_CHOICES && row->choices[spec.option_count].id) {
			s->options[i][spec.option_count] = _(row->choices[spec.option_count].text);
			spec.option_count++;
		}
		spec.options = s->options[i];
	} else if (row->type == CALC_MONTHS) {
		spec.hint = _("如 12年3个月");
	}
	form_add(&s->form, &spec);
}

static void build_form(struct calculate_screen *s)
{
	form_rewind(&s->form);
	for (int i = 0; i < CALC_INPUTS && input_of(s, i)->id; i++)
		if (calc_asks(s->calc, &s->in, i))
			add_row(s, i);
	form_settle(&s->form);
}

/* A value that is no value is complained about once its field is left. */
static void read_row(struct calculate_screen *s, int i, bool left)
{
	const struct calc_input *row = input_of(s, i);
	const struct form_row *shown = form_row(&s->form, i + 1);
	struct err e;

	s->in.given[i] = false;
	if (!shown)
		return;
	if (row->type == CALC_CHOICE) {
		s->in.given[i] = shown->chosen >= 0;
		s->in.value[i] = shown->chosen;
		return;
	}
	const char *text = form_text(&s->form, i + 1);
	if (!*text) {
		form_say(&s->form, i + 1, STYLE_NORMAL, NULL);
		return;
	}
	s->in.given[i] = calc_parse(row, text, &s->in.value[i], &e);
	if (s->in.given[i])
		form_say(&s->form, i + 1, STYLE_NORMAL, NULL);
	else if (left)
		form_say(&s->form, i + 1, STYLE_BAD, e.text);
}

/* ---- the result ---- */

static void show_steps(struct calculate_screen *s)
{
	const struct calc_result *r = &s->result;

	if (r->n_steps)
		textpane_add(&s->pane, STYLE_HEADING, 0, _("计算过程"));
	for (size_t i = 0; i < r->n_steps; i++)
		textpane_addf(&s->pane, STYLE_NORMAL, IN, _("%s　〔原文 %s〕"), r->steps[i].text,
			      r->steps[i].lines);
}

static void show_notes(struct calculate_screen *s)
{
	const struct calculator *c = s->calc;

	textpane_add(&s->pane, STYLE_HEADING, 0, _("说明"));
	for (size_t i = 0; i < c->n_notes; i++)
		textpane_addf(&s->pane, STYLE_MUTED, IN, "%s%s%s%s", c->notes[i].text,
			      c->notes[i].lines ? _("　〔原文 ") : "",
			      c->notes[i].lines ? c->notes[i].lines : "",
			      c->notes[i].lines ? "〕" : "");
	if (s->result.rounded)
		textpane_add(&s->pane, STYLE_MUTED, IN, calc_rounding());
	textpane_addf(&s->pane, STYLE_MUTED, IN, _("只供咨询，不作为核定待遇或缴费的依据。原文 %s"),
		      c->lines);
}

static void show_result(struct calculate_screen *s)
{
	static const enum style styles[CALC_STATES] = {[CALC_OPEN] = STYLE_MUTED,
						       [CALC_NEEDS] = STYLE_WARN,
						       [CALC_UNSTATED] = STYLE_WARN,
						       [CALC_REFUSED] = STYLE_BAD};
	const struct calc_result *r = &s->result;

	textpane_clear(&s->pane);
	if (r->message)
		textpane_add(&s->pane, styles[r->state], 0, r->message);
	for (size_t i = 0; i < r->n_answers; i++)
		textpane_addf(&s->pane, STYLE_OK, 0, "%s：%s", r->answers[i].label,
			      r->answers[i].text);
	show_steps(s);
	show_notes(s);
}

static void work_out(struct calculate_screen *s)
{
	build_form(s); /* an answer may bring another question */
	calc_done(&s->result);
	calc_run(s->calc, &s->in, s->given, s->n_given, &s->result);
	show_result(s);
}

static void read_all(struct calculate_screen *s, int left, struct app *app)
{
	for (int i = 0; i < CALC_INPUTS && input_of(s, i)->id; i++)
		read_row(s, i, i + 1 == left);
	work_out(s);
	if (s->result.state != CALC_OPEN && !s->noted) {
		s->noted = true;
		visit_consulted(s->session, app, s->calc->id);
	}
}

static bool read_given(struct calculate_screen *s, struct err *e)
{
	arena_done(&s->given_arena);
	s->given_arena = (struct arena){0};
	return session_given(s->session, s->calc, &s->given_arena, &s->given, &s->n_given, e);
}

/* ---- events ---- */

/* Most ask about this year. */
static void fill_year(struct calculate_screen *s)
{
	char year[8];

	if (input_of(s, 0)->type != CALC_YEAR)
		return;
	snprintf(year, sizeof(year), "%d", date_split(store_today(s->session->store)).year);
	form_set_text(&s->form, 1, year);
	form_goto(&s->form, 2);
}

static void begin(struct calculate_screen *s, struct app *app)
{
	s->in = (struct calc_inputs){0};
	form_done(&s->form);
	s->form = (struct form){0};
	build_form(s);
	fill_year(s);
	read_all(s, 0, app);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct calculate_screen *s = (struct calculate_screen *)self;

	s->session = app_session(app);
	if (!read_given(s, e))
		return false;
	begin(s, app);
	return true;
}

static struct step print(struct calculate_screen *s, struct app *app)
{
	char *path = NULL;
	struct str text = {0};
	struct err e;

	if (s->result.state != CALC_DONE) {
		app_say(app, STYLE_WARN, "%s", s->result.message);
		return step_redraw();
	}
	bool made = session_calc_slip(s->session, s->calc, &s->in, &s->result, &path, &e);
	bool ok = made && session_print(s->session, path, _("测算结果单"), NULL, &e);
	if (ok)
		session_print_say(s->session, path, &text);
	app_say(app, ok ? STYLE_OK : STYLE_BAD, "%s", ok ? str_text(&text) : e.text);
	if (made)
		visit_answered(s->session, app, s->calc->id);
	str_done(&text);
	free(path);
	return step_redraw();
}

static struct step act(struct calculate_screen *s, struct app *app, const struct screen_event *ev)
{
	switch (ev->action) {
	case ACT_PRINT:
		return print(s, app);
	case ACT_PARAMETERS:
		return step_push(parameters_new());
	case ACT_CLEAR:
		begin(s, app);
		return step_redraw();
	case ACT_NEXT:
		return visit_next(s->session, app);
	case ACT_BACK:
		return step_pop();
	default:
		return textpane_event(&s->pane, ev) ? step_redraw() : step_stay();
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct calculate_screen *s = (struct calculate_screen *)self;
	int row = 0;
	struct err e;

	if (ev->type == EV_ANSWER) { /* back from the figures of the years */
		if (!read_given(s, &e))
			app_say(app, STYLE_BAD, "%s", e.text);
		read_all(s, 0, app);
		return step_redraw();
	}
	switch (form_event(&s->form, ev, &row)) {
	case FORM_PICKED:
		read_all(s, row, app);
		form_event(&s->form, &form_enter, &row);
		return step_redraw();
	case FORM_CHANGED:
		read_all(s, 0, app);
		return step_redraw();
	case FORM_LEFT:
	case FORM_ENDED:
		read_all(s, row, app);
		return step_redraw();
	case FORM_HANDLED:
		return step_redraw();
	case FORM_IGNORED:
		break;
	}
	return act(s, app, ev);
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct calculate_screen *s = (struct calculate_screen *)self;
	int upper = 2 * (int)s->form.count + 1;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	if (upper > c->rows / 2)
		upper = c->rows / 2;
	canvas_text(&in, 0, 0, STYLE_HEADING, s->calc->name);
	struct canvas form = canvas_part(&in, HEAD, 0, upper, in.cols);
	struct canvas pane =
		canvas_part(&in, HEAD + upper + 1, 0, in.rows - HEAD - upper - 1, in.cols);
	form_paint(&s->form, &form, true);
	canvas_hline(&in, HEAD + upper, 0, in.cols, STYLE_MUTED);
	textpane_paint(&s->pane, &pane);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct calculate_screen *s = (struct calculate_screen *)self;

	(void)app;
	calc_done(&s->result);
	arena_done(&s->given_arena);
	form_done(&s->form);
	textpane_done(&s->pane);
	free(s);
}

static const struct screen_ops ops = {
	.name = "calculate",
	.title = N_("计算"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *calculate_new(const struct calculator *c)
{
	struct calculate_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->calc = c;
	return &s->base;
}
