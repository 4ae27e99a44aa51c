/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/correct.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "case/field_value.h"
#include "case/correct.h"
#include "case/pinned.h"
#include "store/cases.h"
#include "tui/app.h"
#include "tui/screen/sign.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_CORRECT = 1, ACT_BACK };
enum { TAG_VALUE = 1, TAG_REASON, TAG_SIGN };
enum { VALUE_CHARS = 200, REASON_CHARS = 60 };

static const struct action actions[] = {
	{ACT_CORRECT, {K_ENTER}, N_("更正"), N_("更正这一栏")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};
static const struct table_column columns[] = {
	{N_("栏目"), 20, 1}, {N_("现在"), 24, 3}, {N_("签字"), 8}, {NULL}};

struct correct_screen {
	struct screen base;
	struct session *session;
	char *number;
	struct arena arena;
	struct item *pinned;	 /* the version the case was decided by; NULL */
	const struct item *item; /* that one, or the day's where that cannot be read any more */
	struct case_record *record;
	size_t *rows; /* of record->fields that may be corrected */
	struct table table;
	struct correction correction; /* being made */
};

static const struct field *field_at(const struct correct_screen *s, size_t row)
{
	return correct_field(s->item, &s->record->fields[s->rows[row]]);
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct correct_screen *s = ctx;
	const struct case_field *value = &s->record->fields[s->rows[row]];
	const struct field *f = field_at(s, row);

	if (column == 0)
		snprintf(out->text, sizeof(out->text), "%s", value->label);
	else if (column == 1)
		ident_masked(field_masking(f->type), value->shown ? value->shown : value->value,
			     out->text, sizeof(out->text));
	else if (correct_is_identity(s->item, f))
		snprintf(out->text, sizeof(out->text), "%s", _("要第二人"));
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct correct_screen *s = (struct correct_screen *)self;
	size_t n = 0;

	s->session = app_session(app);
	if (!cases_get(s->session->store, s->number, &s->arena, &s->record, e))
		return false;
	if (!s->record)
		return err_set(e, ERR_INPUT, _("库里没有编号 %s 的办件"), s->number);
	s->pinned = s->record->item_version
			    ? pinned_item(s->session->store, s->record->item_version,
					  s->session->forms, e)
			    : NULL;
	s->item = s->pinned ? s->pinned : session_item(s->session, s->record->item, e);
	if (!s->item)
		return false;
	s->rows = arena_array(&s->arena, s->record->n_fields, sizeof(*s->rows));
	for (size_t i = 0; i < s->record->n_fields; i++)
		if (correct_field(s->item, &s->record->fields[i]))
			s->rows[n++] = i;
	if (n == 0)
		return err_set(e, ERR_INPUT, _("这件办件没有可更正的栏目"));
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	table_set_count(&s->table, n);
	return true;
}

static struct step ask_value(const struct correct_screen *s)
{
	const struct case_field *f = &s->record->fields[s->rows[s->table.list.selected]];

	return step_push(dialog_prompt(TAG_VALUE, &(struct dialog_prompt){
							  .title = _("更正"),
							  .text = f->label,
							  .max_chars = VALUE_CHARS,
						  }));
}

static struct step say(struct app *app, const struct err *e)
{
	app_say(app, STYLE_BAD, "%s", e->text);
	return step_redraw();
}

static struct step take_value(struct correct_screen *s, struct app *app, const char *text)
{
	size_t row = s->table.list.selected;
	struct err e;

	if (!correct_make(s->record, s->item, s->rows[row], text, store_today(s->session->store),
			  &s->arena, &s->correction, &e))
		return say(app, &e);
	if (!correct_is_identity(s->item, field_at(s, row)))
		return step_push(dialog_prompt(TAG_REASON, &(struct dialog_prompt){
								   .title = _("更正的理由"),
								   .text = s->correction.label,
								   .max_chars = REASON_CHARS,
							   }));
	return step_push(sign_new(
		TAG_SIGN,
		&(struct sign_dialog){
			.title = _("更正身份信息：第二人签字"),
			.text = arena_printf(&s->arena, "%s：%s", s->correction.label,
					     s->correction.shown),
			.posts = CORRECTION_POSTS,
			.act = CORRECTION_ACT,
			.subject = corrections_subject(s->number, &s->correction, &s->arena),
		}));
}

static struct step record(struct correct_screen *s, struct app *app, const char *reason,
			  const struct signature *second)
{
	struct err e;

	s->correction.reason = reason;
	if (!correct_record(s->session->store, &s->session->who, s->number, &s->correction, s->item,
			    s->session->forms, second, &e))
		return say(app, &e);
	app_say(app, STYLE_OK, _("已更正：%s"), s->correction.label);
	return step_answer(0, NULL);
}

static struct step on_answer(struct correct_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	struct sign_answer signed_by;

	if (ev->answer < 0)
		return step_redraw();
	switch (ev->tag) {
	case TAG_VALUE:
		return take_value(s, app, ev->text);
	case TAG_REASON:
		return record(s, app, ev->text, NULL);
	default:
		sign_read(ev->text, &signed_by);
		return record(s, app, signed_by.reason, &signed_by.signature);
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct correct_screen *s = (struct correct_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	if (ev->action == ACT_CORRECT)
		return ask_value(s);
	if (ev->action == ACT_BACK)
		return step_pop();
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct correct_screen *s = (struct correct_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas table = canvas_part(&in, 2, 0, in.rows - 2, in.cols);

	(void)app;
	canvas_printf(&in, 0, 0, STYLE_MUTED, _("%s %s　这里更正表单；回答和材料定了就不能改"),
		      s->number, s->record->item_name ? s->record->item_name : "");
	table_paint(&s->table, &table, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct correct_screen *s = (struct correct_screen *)self;

	(void)app;
	item_free(s->pinned);
	arena_done(&s->arena);
	free(s->number);
	free(s);
}

static const struct screen_ops ops = {
	.name = "correct",
	.title = N_("更正"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *correct_new(const char *number)
{
	struct correct_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->number = xstrdup(number);
	return &s->base;
}
