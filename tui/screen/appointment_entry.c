/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/appointment_entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "guide/search.h"
#include "tui/app.h"
#include "tui/session.h"
#include "tui/widget/form.h"

enum { ACT_SAVE = 1, ACT_BACK };
enum {
	ROW_NAME = 1,
	ROW_PHONE,
	ROW_ITEM,
	ROW_DAY,
	ROW_HOUR,
	ROW_UNTIL,
	ROW_CHANNEL,
	ROW_STAYS,
	ROW_REASON,
	ROW_CERTIFICATE,
	ROW_WINDOW,
	ROW_NOTE
};
enum { HOUR_CHARS = 6, WORDS = 60, WINDOWS = 32 };

static const struct action actions[] = {
	{ACT_SAVE, {K_F9}, N_("登记"), N_("登记；后面几栏可以不填")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("不登记，返回")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, field_actions, NULL};

struct entry_screen {
	struct screen base;
	struct session *session;
	enum appointment_kind kind;
	date_day day;
	struct form form;
	const struct item *item; /* the nearest to what is typed; NULL */
	const char *channels[APPOINTMENT_CHANNELS];
	const char *windows[WINDOWS];
	size_t n_windows;
};

int64_t appointment_hour(const char *text)
{
	int64_t hour = 0, minute = 0;
	size_t digits = strspn(text, "0123456789");
	const char *rest = text + digits;

	if (digits == 0 || digits > 4)
		return -1;
	hour = strtoll(text, NULL, 10);
	if (digits > 2) {
		minute = hour % 100;
		hour /= 100;
		return *rest || minute > 59 || hour > 23 ? -1 : hour * 60 + minute;
	}
	const char *const marks[] = {":", "：", ".", "点"};
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]) && *rest; i++) {
		size_t len = strlen(marks[i]);
		if (strncmp(rest, marks[i], len) != 0)
			continue;
		rest += len;
		if (strcmp(rest, "半") == 0)
			return hour > 23 ? -1 : hour * 60 + 30;
		digits = strspn(rest, "0123456789");
		minute = strtoll(rest, NULL, 10);
		if (digits > 2 || strcmp(rest + digits, "分") == 0)
			rest = digits > 2 ? "x" : "";
		else
			rest += digits;
		break;
	}
	return *rest || minute > 59 || hour > 23 ? -1 : hour * 60 + minute;
}

/* ---- rows ---- */

static void text_row(struct entry_screen *s, int id, const char *label, const char *hint,
		     int max_chars, bool required)
{
	form_add(&s->form, &(struct form_spec){.id = id,
					       .label = label,
					       .hint = hint,
					       .max_chars = max_chars,
					       .required = required});
}

static void add_rows(struct entry_screen *s)
{
	bool late = s->kind == APPOINTMENT_LATE;

	form_rewind(&s->form);
	text_row(s, ROW_NAME, _("姓名"), NULL, IDENT_NAME_CHARS, true);
	text_row(s, ROW_PHONE, _("电话"), _("当面预约的可以不填"), 24, false);
	text_row(s, ROW_ITEM, _("事项"), _("首字母、汉字或编号；不清楚就空着"), 40, false);
	form_add(&s->form,
		 &(struct form_spec){
			 .id = ROW_DAY, .kind = FORM_DATE, .label = _("日期"), .required = true});
	text_row(s, ROW_HOUR, late ? _("从几点") : _("几点"), _("如 9、930、14:30"), HOUR_CHARS,
		 true);
	if (late)
		text_row(s, ROW_UNTIL, _("到几点"), _("如 1830"), HOUR_CHARS, true);
	form_add(&s->form, &(struct form_spec){.id = ROW_CHANNEL,
					       .kind = FORM_CHOICE,
					       .label = _("渠道"),
					       .required = true,
					       .options = s->channels,
					       .option_count = APPOINTMENT_CHANNELS});
	if (late) {
		text_row(s, ROW_STAYS, _("谁留下"), _("登录名"), 32, true);
		text_row(s, ROW_REASON, _("原因"), NULL, WORDS, true);
	}
	text_row(s, ROW_CERTIFICATE, _("证件号"), _("可以不填；填了到场时带出已知的内容"), 30,
		 false);
	form_add(&s->form, &(struct form_spec){.id = ROW_WINDOW,
					       .kind = FORM_CHOICE,
					       .label = _("想去的窗口"),
					       .options = s->windows,
					       .option_count = s->n_windows});
	text_row(s, ROW_NOTE, _("备注"), NULL, WORDS, false);
	form_settle(&s->form);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct entry_screen *s = (struct entry_screen *)self;
	const struct site *site;
	char day[DATE_TEXT];

	(void)e;
	s->session = app_session(app);
	site = s->session->site;
	for (int i = 0; i < APPOINTMENT_CHANNELS; i++)
		s->channels[i] = _(appointment_channel_names[i]);
	for (size_t i = 0; i < site->n_windows && i < WINDOWS; i++)
		s->windows[s->n_windows++] = site->windows[i].name;
	add_rows(s);
	form_set_text(&s->form, ROW_DAY, date_format(s->day, day));
	if (s->kind == APPOINTMENT_LATE) {
		form_set_text(&s->form, ROW_STAYS, s->session->login);
		form_set_choice(&s->form, ROW_CHANNEL, 2); /* who is still waiting stands here */
	}
	form_goto(&s->form, ROW_NAME);
	return true;
}

/* ---- what is typed ---- */

/* The nearest item, said below its row; one more character changes it. */
static void find_item(struct entry_screen *s)
{
	const char *typed = form_text(&s->form, ROW_ITEM);
	struct err e;
	const struct catalog *c = *typed ? session_catalog(s->session, &e) : NULL;
	struct search_hit *hits = c ? xcalloc(c->n_items + 1, sizeof(*hits)) : NULL;
	struct str said = {0};
	size_t n = c ? search_items(c->items, c->n_items, typed, hits) : 0;

	s->item = n ? c->items[hits[0].item] : NULL;
	if (s->item)
		str_addf(&said, n > 1 ? _("%s %s（共 %zu 项，再打几个字）") : "%s %s", s->item->id,
			 s->item->name, n);
	else if (*typed)
		str_add(&said, _("没有这个事项"));
	form_say(&s->form, ROW_ITEM, s->item ? STYLE_OK : STYLE_BAD, str_text(&said));
	str_done(&said);
	free(hits);
}

/* A day off is possible, and said. */
static void look_at_day(struct entry_screen *s)
{
	date_day day = date_parse(form_text(&s->form, ROW_DAY));

	if (day != DATE_NONE)
		form_say(&s->form, ROW_DAY, STYLE_WARN,
			 calendar_is_working(s->session->calendar, day) ? "" : _("这一天是休息日"));
}

static struct step wrong(struct entry_screen *s, int row, const char *why)
{
	form_goto(&s->form, row);
	form_say(&s->form, row, STYLE_BAD, why);
	return step_redraw();
}

static const char *given(const struct entry_screen *s, int row)
{
	const char *text = form_text(&s->form, row);

	return *text ? text : NULL;
}

static void take(const struct entry_screen *s, struct appointment *a)
{
	const struct form_row *window = form_row(&s->form, ROW_WINDOW);
	int channel = form_row(&s->form, ROW_CHANNEL)->chosen;

	a->kind = appointment_kind_ids[s->kind];
	a->channel = channel < 0 ? NULL : appointment_channel_ids[channel];
	a->item = s->item ? s->item->id : NULL;
	a->item_name = s->item ? s->item->name : NULL;
	a->day = date_parse(form_text(&s->form, ROW_DAY));
	a->minute = appointment_hour(form_text(&s->form, ROW_HOUR));
	if (window && window->chosen >= 0)
		a->window = s->session->site->windows[window->chosen].id;
	a->note = given(s, ROW_NOTE);
	if (s->kind != APPOINTMENT_LATE)
		return;
	a->until = appointment_hour(form_text(&s->form, ROW_UNTIL));
	a->stays = given(s, ROW_STAYS);
	a->reason = given(s, ROW_REASON);
}

/* Names and numbers are put right as everywhere; what is wrong is said at its row. */
static struct step save(struct entry_screen *s, struct app *app)
{
	struct ident phone = ident_phone(form_text(&s->form, ROW_PHONE));
	struct ident card = ident_certificate(IDENT_RESIDENT, form_text(&s->form, ROW_CERTIFICATE),
					      store_today(s->session->store));
	char name[IDENT_NAME], why[IDENT_WHY];
	struct appointment a;
	struct err e = {0};
	int64_t id;

	appointment_init(&a);
	take(s, &a);
	if (!ident_name(form_text(&s->form, ROW_NAME), name, sizeof(name), why))
		return wrong(s, ROW_NAME, why);
	if (given(s, ROW_PHONE) && phone.verdict == IDENT_BAD)
		return wrong(s, ROW_PHONE, phone.why);
	if (given(s, ROW_CERTIFICATE) && card.verdict == IDENT_BAD)
		return wrong(s, ROW_CERTIFICATE, card.why);
	if (given(s, ROW_ITEM) && !s->item)
		return wrong(s, ROW_ITEM, _("没有这个事项；不清楚就空着"));
	if (a.minute < 0)
		return wrong(s, ROW_HOUR, _("请填几点，如 9、930、14:30"));
	if (!a.channel)
		return wrong(s, ROW_CHANNEL, _("请选从哪里约的"));
	a.name = name;
	a.phone = given(s, ROW_PHONE) ? phone.text : NULL;
	a.certificate = given(s, ROW_CERTIFICATE) ? card.text : NULL;
	if (!appointments_book(s->session->store, &s->session->who, &a, &id, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	return step_answer(0, name);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct entry_screen *s = (struct entry_screen *)self;
	int row = 0;

	switch (form_event(&s->form, ev, &row)) {
	case FORM_CHANGED:
		if (row == ROW_ITEM)
			find_item(s);
		return step_redraw();
	case FORM_PICKED:
		form_event(&s->form, &form_enter, NULL);
		return step_redraw();
	case FORM_LEFT:
		if (row == ROW_DAY)
			look_at_day(s);
		return step_redraw();
	case FORM_ENDED:
		return ev->key == K_ENTER ? save(s, app) : step_redraw();
	case FORM_HANDLED:
		return step_redraw();
	case FORM_IGNORED:
		break;
	}
	if (ev->action == ACT_SAVE)
		return save(s, app);
	return ev->action == ACT_BACK ? step_pop() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct entry_screen *s = (struct entry_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	form_paint(&s->form, &in, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct entry_screen *s = (struct entry_screen *)self;

	(void)app;
	form_done(&s->form);
	free(s);
}

static bool enabled(const struct screen *self, int action)
{
	return action != ACT_BACK || !((const struct entry_screen *)self)->form.open;
}

static const char *title_now(const struct screen *self)
{
	return ((const struct entry_screen *)self)->kind == APPOINTMENT_LATE ? _("登记延时服务")
									     : _("登记预约");
}

static const struct screen_ops ops = {
	.name = "appointment_entry",
	.title = N_("登记预约"),
	.title_now = title_now,
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *appointment_entry_new(enum appointment_kind kind, date_day day)
{
	struct entry_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->kind = kind;
	s->day = day;
	return &s->base;
}
