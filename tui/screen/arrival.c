/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/arrival.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/check.h"
#include "office/unfit_slip.h"
#include "tui/app.h"
#include "tui/session.h"
#include "tui/visit.h"
#include "tui/widget/form.h"

enum { ACT_TAKE = 1, ACT_BACK };
enum { ROW_WAY = 1, ROW_POSTMARK, ROW_CAME, ROW_PAPER = 100, ROW_REMARK = 200 };
enum { WAY_BROUGHT, WAY_POST, WAYS };
/* What came of a paper; the reasons it is not fit for stand behind. */
enum { CAME_GOOD, CAME_NOT, CAME_UNFIT, CAME_CHOICES = CAME_UNFIT + UNFITS };
enum { MOST = 32, REMARK_CHARS = 60 };

static const struct action actions[] = {
	{ACT_TAKE, {K_F9}, N_("登记"), N_("登记这些材料已到")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("不登记，返回")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, field_actions, NULL};

/* As the promise names them (case/decision.c). */
static const char *const ways[WAYS] = {"现场送达", "邮寄"};
static const char *const way_words[WAYS] = {N_("现场送达"), N_("邮寄")};

struct arrival_screen {
	struct screen base;
	struct session *session;
	char *number, *paper;
	struct arena arena;
	struct promise_row *rows; /* the open ones, at most MOST */
	size_t n;
	struct form form;
	const char *way_texts[WAYS], *choices[CAME_CHOICES];
};

static int chosen(const struct arrival_screen *s, size_t i)
{
	return form_row(&s->form, ROW_PAPER + (int)i)->chosen;
}

/* Late is said before it is taken: what follows from it is a person's decision. */
static void say_late(struct arrival_screen *s, size_t i)
{
	const struct promise_row *p = &s->rows[i];
	date_day today = store_today(s->session->store);
	char text[96], due[DATE_TEXT];

	if (p->due == DATE_NONE || p->due >= today)
		return;
	snprintf(text, sizeof(text), _("应于 %s 前补，已晚 %d 天"), date_format(p->due, due),
		 (int)(today - p->due));
	form_say(&s->form, ROW_PAPER + (int)i, STYLE_WARN, text);
}

static void add_papers(struct arrival_screen *s)
{
	for (size_t i = 0; i < s->n; i++) {
		form_add(&s->form, &(struct form_spec){.id = ROW_PAPER + (int)i,
						       .kind = FORM_CHOICE,
						       .label = s->rows[i].paper_name,
						       .required = true,
						       .options = s->choices,
						       .option_count = CAME_CHOICES});
		if (chosen(s, i) >= CAME_UNFIT)
			form_add(&s->form, &(struct form_spec){.id = ROW_REMARK + (int)i,
							       .kind = FORM_TEXT,
							       .label = _("　说明"),
							       .hint = _("缺哪里、怎样补"),
							       .max_chars = REMARK_CHARS});
	}
}

static void add_rows(struct arrival_screen *s)
{
	struct form *f = &s->form;

	form_rewind(f);
	form_add(f, &(struct form_spec){.id = ROW_WAY,
					.kind = FORM_CHOICE,
					.label = _("怎样补来"),
					.required = true,
					.options = s->way_texts,
					.option_count = WAYS});
	if (form_row(f, ROW_WAY)->chosen == WAY_POST) {
		form_add(f, &(struct form_spec){.id = ROW_POSTMARK,
						.kind = FORM_DATE,
						.label = _("邮戳日期"),
						.hint = _("如 20261124"),
						.required = true});
		form_add(f, &(struct form_spec){.id = ROW_CAME,
						.kind = FORM_DATE,
						.label = _("到达日期"),
						.hint = _("到本单位的那天；空着是今天")});
	}
	add_papers(s);
	form_settle(f);
}

static bool read_rows(struct arrival_screen *s, struct err *e)
{
	struct promise_row *rows;
	size_t n;

	if (!promises_of(s->session->store, s->number, &s->arena, &rows, &n, e))
		return false;
	s->rows = arena_array(&s->arena, n, sizeof(*rows));
	for (size_t i = 0; i < n && s->n < MOST; i++)
		if (promise_is_open(&rows[i]))
			s->rows[s->n++] = rows[i];
	return s->n ? true : err_set(e, ERR_REFUSED, _("%s 没有待补的材料了"), s->number);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct arrival_screen *s = (struct arrival_screen *)self;

	s->session = app_session(app);
	for (int i = 0; i < WAYS; i++)
		s->way_texts[i] = _(way_words[i]);
	s->choices[CAME_GOOD] = _("到了，合格");
	s->choices[CAME_NOT] = _("没有来");
	for (int i = 0; i < UNFITS; i++)
		s->choices[CAME_UNFIT + i] = _(unfit_names[i]);
	if (!read_rows(s, e))
		return false;
	add_rows(s);
	for (size_t i = 0; i < s->n; i++) {
		bool this = strcmp(s->rows[i].paper, s->paper) == 0;
		form_set_choice(&s->form, ROW_PAPER + (int)i, this ? CAME_GOOD : CAME_NOT);
		say_late(s, i);
	}
	return true;
}

/* ---- taking ---- */

static bool complain(struct arrival_screen *s, int row, const char *text)
{
	form_goto(&s->form, row);
	form_say(&s->form, row, STYLE_BAD, text);
	return false;
}

/* Neither before the promise nor after today; the paper is not at the office before its postmark.
 */
static bool read_post(struct arrival_screen *s, struct arrival *in)
{
	date_day today = store_today(s->session->store), made = s->rows[0].made;
	const char *came = form_text(&s->form, ROW_CAME);

	for (size_t i = 1; i < s->n; i++)
		made = s->rows[i].made < made ? s->rows[i].made : made;
	in->postmark = date_parse(form_text(&s->form, ROW_POSTMARK));
	in->came = *came ? date_parse(came) : today;
	if (in->postmark == DATE_NONE)
		return complain(s, ROW_POSTMARK, _("请填信封上的邮戳日期，如 20261124"));
	if (in->postmark < made || in->postmark > today)
		return complain(s, ROW_POSTMARK, _("邮戳日期应在受理之日到今天之间，请再看信封"));
	if (in->came == DATE_NONE || in->came < in->postmark || in->came > today)
		return complain(s, ROW_CAME, _("到达日期应在邮戳日期到今天之间"));
	return true;
}

static size_t read_papers(const struct arrival_screen *s, struct arrival_paper *papers)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		int what = chosen(s, i);
		if (what < 0 || what == CAME_NOT)
			continue;
		papers[n] = (struct arrival_paper){.paper = s->rows[i].paper};
		if (what >= CAME_UNFIT) {
			const char *remark = form_text(&s->form, ROW_REMARK + (int)i);
			papers[n].unfit = unfit_ids[what - CAME_UNFIT];
			papers[n].remark = *remark ? remark : NULL;
		}
		n++;
	}
	return n;
}

static void build_slip(struct document *d, const struct letterhead *h, const void *ctx)
{
	unfit_slip_build(d, h, ctx);
}

/* Who brought it is told in writing what is wrong with it and until when it is waited for. */
static void print_slip(struct arrival_screen *s, struct app *app)
{
	struct unfit_paper papers[MOST];
	struct unfit_slip slip = {.case_number = s->number,
				  .item_name = s->rows[0].item_name,
				  .day = store_today(s->session->store),
				  .papers = papers};
	struct str text = {0};
	char *path = NULL;
	struct err e;

	for (size_t i = 0; i < s->n; i++) {
		int what = chosen(s, i);
		if (what >= CAME_UNFIT)
			papers[slip.n_papers++] = (struct unfit_paper){
				s->rows[i].paper_name, unfit_names[what - CAME_UNFIT],
				form_text(&s->form, ROW_REMARK + (int)i), s->rows[i].due};
	}
	char *name = xasprintf("unfit-%s-%lld.xlsx", s->number,
			       (long long)clock_now(store_clock(s->session->store)));
	if (!slip.n_papers) {
		free(name);
		return;
	}
	if (session_sheet(s->session, name, _("补交材料情况告知单"), build_slip, &slip, &path,
			  &e)) {
		session_print_say(s->session, path, &text);
		app_say(app, STYLE_WARN, _("已登记不合格，仍待补；告知单%s"), str_text(&text));
	} else {
		app_say(app, STYLE_BAD, "%s", e.text);
	}
	str_done(&text);
	free(path);
	free(name);
}

static struct step take(struct arrival_screen *s, struct app *app)
{
	struct arrival_paper papers[MOST];
	struct session *session = s->session;
	int way = form_row(&s->form, ROW_WAY)->chosen;
	struct arrival in = {.case_number = s->number,
			     .came = DATE_NONE,
			     .postmark = DATE_NONE,
			     .papers = papers};
	struct err e;

	if (way < 0) {
		complain(s, ROW_WAY, _("请选怎样补来的"));
		return step_redraw();
	}
	if (way == WAY_POST && !read_post(s, &in))
		return step_redraw();
	in.way = ways[way];
	in.n = read_papers(s, papers);
	/* What the post brings is nobody's visit. */
	if (way != WAY_POST)
		visit_need_or_say(session, app);
	struct actor who = session->who;
	if (way == WAY_POST)
		who.visit = 0;
	if (!promises_arrive(session->store, &who, &in, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	session_refresh(session);
	app_say(app, STYLE_OK,
		in.n < s->n ? _("已登记 %zu 份，还有 %zu 份待补") : _("已登记：%zu 份材料已到"),
		in.n, s->n - in.n);
	print_slip(s, app);
	return step_answer(0, NULL);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct arrival_screen *s = (struct arrival_screen *)self;

	switch (form_event(&s->form, ev, NULL)) {
	case FORM_CHANGED:
		add_rows(s);
		return step_redraw();
	case FORM_PICKED:
		add_rows(s);
		form_event(&s->form, &form_enter, NULL);
		return step_redraw();
	case FORM_ENDED:
		return ev->key == K_ENTER ? take(s, app) : step_redraw();
	case FORM_HANDLED:
	case FORM_LEFT:
		return step_redraw();
	case FORM_IGNORED:
		break;
	}
	if (ev->action == ACT_TAKE)
		return take(s, app);
	return ev->action == ACT_BACK ? step_pop() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct arrival_screen *s = (struct arrival_screen *)self;
	int rows = 9 + 2 * (int)s->form.count;
	struct canvas box = canvas_middle(c, rows < c->rows ? rows : c->rows, 66);
	struct canvas in = canvas_box(&box, STYLE_HEADING, _("材料到达"));
	struct canvas text = canvas_part(&in, 0, 1, 2, in.cols - 2);
	struct canvas form = canvas_part(&in, 2, 1, in.rows - 2, in.cols - 2);
	const struct promise_row *p = &s->rows[0];

	(void)app;
	canvas_printf(&text, 0, 0, STYLE_MUTED, "%s　%s　%s", s->number, p->name ? p->name : "",
		      p->item_name ? p->item_name : "");
	form_paint(&s->form, &form, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct arrival_screen *s = (struct arrival_screen *)self;

	(void)app;
	form_done(&s->form);
	arena_done(&s->arena);
	free(s->number);
	free(s->paper);
	free(s);
}

static bool enabled(const struct screen *self, int action)
{
	return action != ACT_BACK || !((const struct arrival_screen *)self)->form.open;
}

static const struct screen_ops ops = {
	.name = "arrival",
	.title = N_("材料到达"),
	.actions = actions,
	.widgets = widget_actions,
	.overlay = true,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *arrival_new(int tag, const struct promise_row *p)
{
	struct arrival_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->number = xstrdup(p->case_number);
	s->paper = xstrdup(p->paper);
	return &s->base;
}
