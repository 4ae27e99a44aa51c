/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/registers.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/picker.h"
#include "tui/screen/register_form.h"
#include "tui/screen/register_job.h"
#include "tui/screen/sign.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"

enum { ACT_EXPORT = 1, ACT_ITEM, ACT_BACK };
enum { TAG_ITEM = 1, TAG_COUNT, TAG_SURE, TAG_SIGN, TAG_EXPORT, TAG_DONE };
static const struct action actions[] = {
	{ACT_EXPORT, {K_F9}, N_("导出"), N_("数行数，然后导出；在最后一栏按回车也是")},
	{ACT_ITEM, {K_F2}, N_("选事项"), N_("按首字母、汉字或编号选一个事项")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, field_actions, NULL};

struct registers_screen {
	struct screen base;
	struct session *session;
	struct register_form form;
	int64_t rows;
};

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct registers_screen *s = (struct registers_screen *)self;

	s->session = app_session(app);
	return register_form_open(&s->form, s->session, e);
}

/* ---- counting, asking, signing, writing ---- */

static struct step say(struct app *app, const struct err *e)
{
	app_say(app, STYLE_BAD, "%s", e->text);
	return step_redraw();
}

static struct step start(struct registers_screen *s, struct app *app, int tag)
{
	struct err e;
	struct screen *job =
		register_job_new(tag, s->session, &s->form.run,
				 tag == TAG_EXPORT ? s->form.path : NULL, &s->rows, &e);

	return job ? step_push(job) : say(app, &e);
}

static struct export_request request_of(const struct registers_screen *s)
{
	return (struct export_request){.kind = s->form.run.kind->id,
				       .filter = s->form.run.filter_words,
				       .purpose = s->form.run.purpose,
				       .rows = s->rows,
				       .personal = !s->form.run.masked &&
						   register_is_personal(s->form.run.kind)};
}

static struct step ask_sure(struct registers_screen *s, struct app *app)
{
	const struct export_request x = request_of(s);
	struct export_need need;
	struct str text = {0};
	struct err e;

	if (!exports_need(s->session->store, x.personal, x.rows, &need, &e))
		return say(app, &e);
	str_addf(&text, _("%s　共 %lld 行\n%s\n%s"), _(s->form.run.kind->name), (long long)s->rows,
		 *x.filter ? x.filter : _("全部"), s->form.path);
	if (paths_is_file(s->form.path))
		str_add(&text, _("\n已有这个文件，将被替换。"));
	if (need.second)
		str_addf(&text, _("\n含个人信息，超过 %lld 行，要另一人签字。"),
			 (long long)need.limit);
	struct step step =
		step_push(dialog_confirm(TAG_SURE, _("导出台账"), str_text(&text), _("导出")));
	str_done(&text);
	return step;
}

static struct step sign_or_start(struct registers_screen *s, struct app *app)
{
	const struct export_request x = request_of(s);
	struct export_need need;
	struct str subject = {0}, text = {0};
	struct err e;

	if (!exports_need(s->session->store, x.personal, x.rows, &need, &e))
		return say(app, &e);
	if (!need.second)
		return start(s, app, TAG_EXPORT);
	exports_subject(&x, &subject);
	str_addf(&text, _("%s　%s　共 %lld 行\n用途：%s"), _(s->form.run.kind->name),
		 *x.filter ? x.filter : _("全部"), (long long)s->rows, s->form.run.purpose);
	struct step step = step_push(
		sign_new(TAG_SIGN, &(struct sign_dialog){.title = _("另一人签字：导出个人信息"),
							 .text = str_text(&text),
							 .posts = EXPORT_POSTS,
							 .act = EXPORT_ACT,
							 .subject = str_text(&subject),
							 .no_reason = true,
							 .reason = s->form.run.purpose}));
	str_done(&subject);
	str_done(&text);
	return step;
}

static struct step exported(struct registers_screen *s, struct app *app,
			    const struct screen_event *ev)
{
	struct str text = {0};

	if (ev->answer < 0) {
		app_say(app, STYLE_WARN, _("已取消，没有留下文件"));
		return step_redraw();
	}
	if (ev->answer == 0)
		return step_push(dialog_message(TAG_DONE, STYLE_BAD, _("没有导出"), ev->text));
	str_addf(&text, _("%s　%lld 行\n%s"), _(s->form.run.kind->name), (long long)s->rows,
		 s->form.path);
	struct step step =
		step_push(dialog_message(TAG_DONE, STYLE_OK, _("已导出"), str_text(&text)));
	str_done(&text);
	return step;
}

static struct step answered(struct registers_screen *s, struct app *app,
			    const struct screen_event *ev)
{
	struct sign_answer signed_by;

	switch (ev->tag) {
	case TAG_EXPORT:
		return exported(s, app, ev);
	case TAG_COUNT:
		if (ev->answer == 1)
			return ask_sure(s, app);
		if (ev->answer == 0)
			app_say(app, STYLE_BAD, "%s", ev->text);
		return step_redraw();
	case TAG_SURE:
		return ev->answer == 1 ? sign_or_start(s, app) : step_redraw();
	case TAG_SIGN:
		if (ev->answer < 0)
			return step_redraw();
		sign_read(ev->text, &signed_by);
		s->form.run.signature = signed_by.signature;
		return start(s, app, TAG_EXPORT);
	case TAG_ITEM:
		if (ev->answer == 0)
			register_form_set_item(&s->form, ev->text);
		return step_redraw();
	default:
		return step_redraw();
	}
}

static struct step pick_item(struct registers_screen *s, struct app *app)
{
	struct err e;
	const struct catalog *c = session_catalog(s->session, &e);

	if (!register_form_takes_item(&s->form)) {
		app_say(app, STYLE_WARN, _("这本台账不按事项分"));
		return step_redraw();
	}
	if (!c || c->n_items == 0)
		return say(app, &e);
	struct screen *next = picker_instead_of(c->items[0]);
	next->tag = TAG_ITEM;
	return step_push(next);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct registers_screen *s = (struct registers_screen *)self;

	if (ev->type == EV_ANSWER)
		return answered(s, app, ev);
	enum form_result r = form_event(&s->form.form, ev, NULL);
	if (r == FORM_CHANGED || r == FORM_PICKED)
		register_form_build(&s->form);
	if (r == FORM_PICKED)
		form_event(&s->form.form, &form_enter, NULL);
	if (r == FORM_ENDED && ev->key != K_ENTER)
		return step_redraw();
	if (r != FORM_IGNORED && r != FORM_ENDED)
		return step_redraw();
	if (r == FORM_ENDED || ev->action == ACT_EXPORT)
		return register_form_read(&s->form) ? start(s, app, TAG_COUNT) : step_redraw();
	if (ev->action == ACT_ITEM)
		return pick_item(s, app);
	return ev->action == ACT_BACK ? step_pop() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct registers_screen *s = (struct registers_screen *)self;
	struct canvas in = canvas_part(c, 1, 2, c->rows - 1, c->cols - 4);

	(void)app;
	form_paint(&s->form.form, &in, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct registers_screen *s = (struct registers_screen *)self;

	(void)app;
	register_form_done(&s->form);
	free(s);
}

static const struct screen_ops ops = {
	.name = "registers",
	.title = N_("台账"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *registers_new(void)
{
	struct registers_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
