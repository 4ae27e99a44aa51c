/* SPDX-License-Identifier: Apache-2.0
 *
 * Every widget in one small program, for test_toolkit.c.
 * Options: --mono, --ascii, --lock MS (a lock screen after so much quiet).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/term.h"
#include "tui/widget/dialog.h"
#include "tui/widget/form.h"
#include "tui/widget/progress.h"
#include "tui/widget/reason.h"
#include "tui/widget/table.h"

struct session {
	int lock_ms;
	bool locked;
	int ticks;
};

/* The form: names, a code, questions that come and go. */

enum { NAME = 1, CODE, BIRTH, KIND, AGENT, AGENT_NAME, PAPERS, REMARK, SECRET, LONG_ONE };
enum { ACT_BACK = 1, ACT_SAVE, ACT_NOTE };

struct form_screen {
	struct screen base;
	struct form form;
};

static const struct action form_screen_actions[] = {
	{ACT_SAVE, {K_F2}, N_("保存"), N_("保存这张表")},
	{ACT_NOTE, {K_F4}, N_("说明"), N_("显示说明")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("不保存，返回")},
	{0},
};
static const struct action *const form_widgets[] = {form_actions, field_actions, NULL};

static const char *const kinds[] = {"单位职工", "灵活就业人员", "机关事业单位工作人员",
				    "城乡居民", "被征地农民",	"退役军人"};
static const char *const papers[] = {"身份证", "户口簿", "照片"};

static void fill_form(struct form_screen *s)
{
	struct form *f = &s->form;
	bool agent = form_row(f, AGENT) && form_row(f, AGENT)->chosen == 1;

	form_rewind(f);
	form_add(f, &(struct form_spec){.id = 100, .kind = FORM_NOTE, .label = "本人"});
	form_add(f, &(struct form_spec){NAME, FORM_TEXT, "姓名", "与身份证一致", true,
					.max_chars = 6});
	form_add(f, &(struct form_spec){CODE, FORM_TEXT, "证件号码", "18 位", true, .max_chars = 18,
					.filter = field_ident});
	form_add(f, &(struct form_spec){BIRTH, FORM_DATE, "出生日期"});
	form_add(f, &(struct form_spec){KIND, FORM_CHOICE, "参保身份", .required = true,
					.options = kinds, .option_count = 6});
	form_add(f, &(struct form_spec){AGENT, FORM_YESNO, "由他人代办"});
	if (agent)
		form_add(f, &(struct form_spec){AGENT_NAME, FORM_TEXT, "代办人", .required = true});
	form_add(f, &(struct form_spec){PAPERS, FORM_SET, "已带材料", .options = papers,
					.option_count = 3});
	form_add(f, &(struct form_spec){REMARK, FORM_TEXT, "备注"});
	form_add(f, &(struct form_spec){SECRET, FORM_TEXT, "口令", .mask = true, .max_chars = 20});
	form_add(f,
		 &(struct form_spec){LONG_ONE, FORM_YESNO,
				     "是否在本市行政区域内以灵活就业人员身份连续参加基本养老保险"});
	form_settle(f);
}

static void form_screen_paint(struct screen *self, struct app *app, const struct canvas *c)
{
	(void)app;
	form_paint(&((struct form_screen *)self)->form, c, true);
}

static struct step form_screen_event(struct screen *self, struct app *app,
				     const struct screen_event *ev)
{
	struct form_screen *s = (struct form_screen *)self;
	int id;

	switch (form_event(&s->form, ev, &id)) {
	case FORM_PICKED:
		fill_form(s);
		form_event(&s->form, &form_enter, &id);
		return step_redraw();
	case FORM_CHANGED:
		fill_form(s);
		return step_redraw();
	case FORM_LEFT:
	case FORM_ENDED:
		if (id == CODE && strlen(form_text(&s->form, CODE)) != 18)
			form_say(&s->form, CODE, STYLE_BAD, "证件号码应为 18 位");
		return step_redraw();
	case FORM_HANDLED:
		return step_redraw();
	case FORM_IGNORED:
		break;
	}
	if (ev->action == ACT_BACK)
		return step_pop();
	if (ev->action == ACT_NOTE)
		return step_push(dialog_message(ACT_NOTE, STYLE_NORMAL, "说明", "按身份证填写。"));
	if (ev->action == ACT_SAVE) {
		app_say(app, STYLE_OK, "已保存：%s", form_text(&s->form, NAME));
		return step_redraw();
	}
	return step_stay();
}

static void form_screen_close(struct screen *self, struct app *app)
{
	(void)app;
	form_done(&((struct form_screen *)self)->form);
	free(self);
}

static const struct screen_ops form_screen_ops = {
	.name = "form",
	.title = N_("参保登记"),
	.actions = form_screen_actions,
	.widgets = form_widgets,
	.paint = form_screen_paint,
	.event = form_screen_event,
	.close = form_screen_close,
};

static struct screen *form_screen_new(void)
{
	struct form_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &form_screen_ops;
	fill_form(s);
	form_goto(&s->form, NAME);
	return &s->base;
}

/* The table, with a character action. */

enum { ACT_MARK = 10 };

struct table_screen {
	struct screen base;
	struct table table;
	bool marked[200];
};

static const struct table_column columns[] = {
	{"标记", 4},	 {"序号", 6, 0, ALIGN_RIGHT},  {"姓名", 8, 1},
	{"事项", 20, 3}, {"金额", 10, 0, ALIGN_RIGHT}, {NULL},
};

static const struct action table_actions[] = {
	{ACT_MARK, {K_SPACE, 'x'}, N_("标记"), N_("标记这一行")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const table_widgets[] = {list_actions, NULL};

static void table_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	static const char *const names[] = {"张三", "欧阳小明", "𠮷田", "李é"};
	struct table_screen *s = ctx;

	switch (column) {
	case 0:
		snprintf(out->text, sizeof(out->text), "%s", s->marked[row] ? "x" : "");
		break;
	case 1:
		snprintf(out->text, sizeof(out->text), "%zu", row + 1);
		break;
	case 2:
		snprintf(out->text, sizeof(out->text), "%s", names[row % 4]);
		break;
	case 3:
		snprintf(out->text, sizeof(out->text), "%s",
			 row % 2 ? "企业职工基本养老保险关系转移接续（机关事业单位）" : "参保登记");
		out->style = row % 2 ? STYLE_WARN : STYLE_OK;
		break;
	default:
		snprintf(out->text, sizeof(out->text), "%zu.00", row * 100);
	}
}

static void table_screen_paint(struct screen *self, struct app *app, const struct canvas *c)
{
	(void)app;
	table_paint(&((struct table_screen *)self)->table, c, true);
}

static struct step table_screen_event(struct screen *self, struct app *app,
				      const struct screen_event *ev)
{
	struct table_screen *s = (struct table_screen *)self;

	(void)app;
	if (ev->action == ACT_BACK)
		return step_pop();
	if (ev->action == ACT_MARK) {
		s->marked[s->table.list.selected] ^= true;
		list_move(&s->table.list, LIST_DOWN);
		return step_redraw();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void plain_close(struct screen *self, struct app *app)
{
	(void)app;
	free(self);
}

static const struct screen_ops table_screen_ops = {
	.name = "table",
	.title = N_("台账"),
	.actions = table_actions,
	.widgets = table_widgets,
	.paint = table_screen_paint,
	.event = table_screen_event,
	.close = plain_close,
};

static struct screen *table_screen_new(void)
{
	struct table_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &table_screen_ops;
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = table_cell;
	table_set_count(&s->table, 200);
	return &s->base;
}

/* The first screen: a menu of the rest. */

enum {
	ACT_FORM = 20,
	ACT_TABLE,
	ACT_MESSAGE,
	ACT_CONFIRM,
	ACT_MENU,
	ACT_PROMPT,
	ACT_WORK,
	ACT_FAIL,
	ACT_LATE,
	ACT_SOON,
	ACT_CRASH,
	ACT_QUIT,
	ACT_REASON,
};

static const struct action home_actions[] = {
	{ACT_FORM, {K_F2}, N_("表单"), N_("打开表单")},
	{ACT_TABLE, {K_F3}, N_("表格"), N_("打开表格")},
	{ACT_MESSAGE, {K_F4}, N_("消息"), N_("显示消息")},
	{ACT_CONFIRM, {K_F5}, N_("确认"), N_("问是否")},
	{ACT_MENU, {K_F6}, N_("选择"), N_("选一条理由")},
	{ACT_PROMPT, {K_F7}, N_("录入"), N_("录一行")},
	{ACT_WORK, {K_F8}, N_("长活"), N_("做一件久的事")},
	{ACT_FAIL, {K_F9}, N_("打不开"), N_("打开一个打不开的页面")},
	{ACT_LATE, {K_ALT('l')}, N_("停不下"), N_("取消得太晚的活"), ACTION_QUIET},
	{ACT_SOON, {K_ALT('s')}, N_("会停下"), N_("过一会儿停下的活"), ACTION_QUIET},
	{ACT_REASON, {K_ALT('r')}, N_("理由"), N_("选或自己写一条理由"), ACTION_QUIET},
	{ACT_CRASH, {K_ALT('c')}, N_("崩溃"), N_("程序当场崩溃"), ACTION_QUIET},
	{ACT_QUIT, {K_F10, K_ESC}, N_("退出"), N_("退出程序")},
	{0},
};

static void home_paint(struct screen *self, struct app *app, const struct canvas *c)
{
	(void)self;
	(void)app;
	canvas_text(c, 0, 2, STYLE_HEADING, "工具箱演示");
	canvas_wrap(
		c, 2, 2, STYLE_NORMAL,
		"每一种部件都在这里。按 F1 看按键。坏字符\x07这样显示，组合字 e\xCC\x81 也对齐。");
	canvas_text(c, c->rows - 1, 0, STYLE_MUTED, "最后一行");
}

static enum progress_state slice(void *ctx, int64_t *done, int64_t *total, struct err *e)
{
	(void)ctx;
	(void)e;
	*total = 1000;
	usleep(500); /* the work itself */
	return ++*done == *total ? PROGRESS_DONE : PROGRESS_MORE;
}

/* Work whose end Esc does not change: it is past its last step, or stops a moment later. */
static struct {
	bool late, asked;
	int after;
} stubborn;

static void stubborn_cancel(void *ctx)
{
	(void)ctx;
	stubborn.asked = true;
}

static enum progress_state stubborn_slice(void *ctx, int64_t *done, int64_t *total, struct err *e)
{
	(void)ctx;
	(void)e;
	*done = *total = 1000;
	usleep(500);
	if (!stubborn.asked || ++stubborn.after < 200)
		return PROGRESS_MORE;
	return stubborn.late ? PROGRESS_DONE : PROGRESS_CANCELLED;
}

static struct step push_stubborn(int tag, bool late)
{
	stubborn.late = late;
	stubborn.asked = false;
	stubborn.after = 0;
	return step_push(progress_new(tag, &(struct progress_work){.title = "正在写盘",
								   .slice = stubborn_slice,
								   .cancel = stubborn_cancel}));
}

static bool fail_open(struct screen *self, struct app *app, struct err *e)
{
	(void)self;
	(void)app;
	return err_set(e, ERR_STORE, "库打不开：磁盘已满。请清理磁盘后再试。");
}

static struct step home_event(struct screen *self, struct app *app, const struct screen_event *ev);

static const struct screen_ops failing_ops = {
	.name = "failing",
	.open = fail_open,
	.paint = home_paint,
	.event = home_event,
	.close = plain_close,
};

static struct screen *plain_new(const struct screen_ops *ops)
{
	struct screen *s = xcalloc(1, sizeof(*s));

	s->ops = ops;
	return s;
}

static struct step home_action(struct app *app, int action)
{
	static const char *const reasons[] = {"缺章", "缺签字", "看不清", "过期"};

	switch (action) {
	case ACT_FORM:
		return step_push(form_screen_new());
	case ACT_TABLE:
		return step_push(table_screen_new());
	case ACT_MESSAGE:
		return step_push(
			dialog_message(action, STYLE_WARN, "提示",
				       "公示期未满，不能办结。\n请在 2026-12-08 以后再办。"));
	case ACT_CONFIRM:
		return step_push(dialog_confirm(action, "作废", "作废的编号不再使用。", "作废"));
	case ACT_MENU:
		return step_push(dialog_menu(action, "不合格的原因", reasons, 4, 0));
	case ACT_REASON:
		return step_push(reason_ask(action, &(struct reason_menu){.title = "为什么",
									  .first = "先不做",
									  .reasons = reasons,
									  .n = 4,
									  .max_chars = 6,
									  .own_title = "原因"}));
	case ACT_PROMPT:
		return step_push(dialog_prompt(
			action, &(struct dialog_prompt){.title = "外部流水号", .max_chars = 12}));
	case ACT_WORK:
		return step_push(progress_new(
			action, &(struct progress_work){.title = "正在导入", .slice = slice}));
	case ACT_LATE:
	case ACT_SOON:
		return push_stubborn(action, action == ACT_LATE);
	case ACT_FAIL:
		return step_push(plain_new(&failing_ops));
	case ACT_CRASH:
		abort();
	case ACT_QUIT:
		return step_quit(0);
	}
	(void)app;
	return step_stay();
}

static struct step home_event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct session *session = app_session(app);

	(void)self;
	if (ev->type == EV_TICK) {
		session->ticks++;
		return step_stay();
	}
	if (ev->type == EV_ANSWER) {
		app_say(app, STYLE_OK, "回答 %d %d %s", ev->tag, ev->answer, ev->text);
		return step_redraw();
	}
	if (ev->type == EV_TEXT) {
		app_say(app, STYLE_STATUS, "文字 %zu 字节：%s", ev->len, ev->text);
		return step_redraw();
	}
	return home_action(app, ev->action);
}

static const struct screen_ops home_ops = {
	.name = "home",
	.title = N_("一窗"),
	.actions = home_actions,
	.paint = home_paint,
	.event = home_event,
	.close = plain_close,
};

/* The lock over whatever there is. */

static const struct action lock_actions[] = {
	{ACT_BACK, {K_ENTER}, N_("解锁"), N_("回来")},
	{0},
};

static void lock_paint(struct screen *self, struct app *app, const struct canvas *c)
{
	(void)self;
	(void)app;
	canvas_text(c, 1, 2, STYLE_WARN, "已锁定");
}

static struct step lock_event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	(void)self;
	if (ev->action != ACT_BACK)
		return step_stay();
	((struct session *)app_session(app))->locked = false;
	return step_pop();
}

static const struct screen_ops lock_ops = {
	.name = "lock",
	.title = N_("锁定"),
	.actions = lock_actions,
	.paint = lock_paint,
	.event = lock_event,
	.close = plain_close,
};

static struct step on_tick(struct app *app, int quiet_ms)
{
	struct session *s = app_session(app);

	if (!s->lock_ms || s->locked || quiet_ms < s->lock_ms)
		return step_stay();
	s->locked = true;
	return step_push(plain_new(&lock_ops));
}

static void on_status(struct app *app, struct app_status *out)
{
	(void)app;
	*out = (struct app_status){.date = "2026-11-24 周二",
				   .site = "抚顺市社保中心",
				   .window = "3 号窗口",
				   .clerk = "张三",
				   .promises_due = 2,
				   .drafts = 1,
				   .demo = true};
}

int main(int argc, char **argv)
{
	struct session session = {0};
	struct app_options o = {
		.session = &session, .status = on_status, .tick = on_tick, .tick_ms = 100};
	struct err e = {0};

	term_set_locale();
	for (int i = 1; i < argc; i++) {
		o.mono |= strcmp(argv[i], "--mono") == 0;
		o.ascii |= strcmp(argv[i], "--ascii") == 0;
		if (strcmp(argv[i], "--lock") == 0 && i + 1 < argc)
			session.lock_ms = atoi(argv[++i]);
	}
	int status = app_run(&o, plain_new(&home_ops), &e);
	if (e.text[0])
		fprintf(stderr, "%s\n", e.text);
	return status;
}
