/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/file_pick.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "base/utf8.h"
#include "exchange/found_files.h"
#include "store/settings.h"
#include "tui/app.h"
#include "tui/session.h"
#include "tui/widget/field.h"
#include "tui/widget/field_paint.h"
#include "tui/widget/table.h"

enum { ACT_TAKE = 1, ACT_COMPLETE, ACT_ALL, ACT_BACK };
enum { PATH_CHARS = 1000, NAME_COLUMNS = 100 };
enum { COLUMN_NAME, COLUMN_SIZE, COLUMN_AT, COLUMN_FOLDER };

static const struct action actions[] = {
	{ACT_TAKE, {K_ENTER}, N_("打开"), N_("打开选中的文件；选中的是文件夹则进去")},
	{ACT_COMPLETE, {K_TAB}, N_("补全"), N_("把选中的名字补进路径")},
	{ACT_ALL, {K_F5}, N_("全收"), N_("收下选中的文件所在文件夹里的全部文件")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, field_actions, NULL};
static const struct table_column columns[] = {
	{.title = N_("文件"), .width = 24, .weight = 3},
	{.title = N_("大小"), .width = 8, .align = ALIGN_RIGHT},
	{.title = N_("时间"), .width = 16},
	{.title = N_("文件夹"), .width = 16, .weight = 2},
	{0},
};

struct file_pick_screen {
	struct screen base;
	struct file_pick what;
	char *folder;		   /* the answer */
	struct arena arena, found; /* found: of what is typed now */
	const char **folders;
	size_t n_folders;
	struct text_field typed;
	struct found_file *files;
	struct table table;
};

static bool is_path(const char *text)
{
	return *text == '/' || *text == '.' || *text == '~';
}

/* ~/ stands for the home folder. Caller frees. */
static char *path_of(const char *text)
{
	const char *home = getenv("HOME");

	return text[0] == '~' && text[1] == '/' && home ? xasprintf("%s%s", home, text + 1)
							: xstrdup(text);
}

static void refresh(struct file_pick_screen *s)
{
	char *path = path_of(field_text(&s->typed));
	size_t n;

	arena_done(&s->found);
	s->found = (struct arena){0};
	s->files = is_path(path) ? found_files_below(path, s->what.tables, &s->found, &n)
				 : found_files(s->folders, s->n_folders, path, s->what.tables,
					       &s->found, &n);
	table_set_count(&s->table, n);
	list_select(&s->table.list, 0);
	free(path);
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct file_pick_screen *s = ctx;
	const struct found_file *f = &s->files[row];
	char at[CLOCK_TEXT];

	switch (column) {
	case COLUMN_NAME:
		snprintf(out->text, sizeof(out->text), "%.*s", (int)utf8_fit(f->name, NAME_COLUMNS),
			 f->name);
		break;
	case COLUMN_SIZE:
		if (!f->folder)
			snprintf(out->text, sizeof(out->text), "%lld KB",
				 (long long)(f->size + 1023) / 1024);
		break;
	case COLUMN_AT:
		if (!f->folder)
			snprintf(out->text, sizeof(out->text), "%.16s", clock_format(f->at, at));
		break;
	case COLUMN_FOLDER:
		snprintf(out->text, sizeof(out->text), "%.*s",
			 (int)(strlen(f->path) - strlen(f->name)), f->path);
		break;
	}
}

static void go_to(struct file_pick_screen *s, const char *path)
{
	field_set(&s->typed, path);
	refresh(s);
}

static struct step take(struct file_pick_screen *s, struct app *app)
{
	const struct found_file *f = s->table.list.count ? &s->files[s->table.list.selected] : NULL;
	char *path = path_of(field_text(&s->typed));
	struct step step = step_redraw();

	if (is_path(path) && paths_is_file(path)) {
		field_set(&s->typed, path); /* lives as long as the answer */
		step = step_answer(FILE_PICKED, field_text(&s->typed));
	} else if (f && f->folder) {
		go_to(s, f->path);
	} else if (f) {
		step = step_answer(FILE_PICKED, f->path);
	} else {
		app_say(app, STYLE_WARN,
			_("没有这个文件。U盘插好了吗？也可以写明路径，如 /media/usb/名单.xlsx"));
	}
	free(path);
	return step;
}

/* Of what is typed, else of the file the keys are on. */
static struct step take_all(struct file_pick_screen *s, struct app *app)
{
	const struct found_file *f = s->table.list.count ? &s->files[s->table.list.selected] : NULL;
	char *path = path_of(field_text(&s->typed));
	const char *slash = f ? strrchr(f->path, '/') : NULL;

	free(s->folder);
	s->folder = NULL;
	if (is_path(path) && paths_is_dir(path))
		s->folder = xstrdup(path);
	else if (slash)
		s->folder = xstrndup(f->path, (size_t)(slash - f->path) + 1);
	free(path);
	if (s->folder)
		return step_answer(FOLDER_PICKED, s->folder);
	app_say(app, STYLE_WARN, _("没有选中文件。先写明文件夹的路径"));
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct file_pick_screen *s = (struct file_pick_screen *)self;

	switch (ev->action) {
	case ACT_TAKE:
		return take(s, app);
	case ACT_COMPLETE:
		if (s->table.list.count)
			go_to(s, s->files[s->table.list.selected].path);
		return step_redraw();
	case ACT_ALL:
		return take_all(s, app);
	case ACT_BACK:
		return step_pop();
	}
	if (list_event(&s->table.list, ev))
		return step_redraw();
	switch (field_event(&s->typed, ev, NULL)) {
	case FIELD_CHANGED:
		refresh(s);
		return step_redraw();
	case FIELD_MOVED:
		return step_redraw();
	case FIELD_IGNORED:
		break;
	}
	return step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct file_pick_screen *s = (struct file_pick_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas line = canvas_part(&in, 1, 6, 1, in.cols - 6);
	struct canvas rest = canvas_part(&in, 3, 0, in.rows - 3, in.cols);

	(void)app;
	canvas_text(&in, 0, 0, STYLE_HEADING, s->what.question);
	canvas_text(&in, 1, 0, STYLE_LABEL, _("文件"));
	field_paint(&s->typed, &line, true, _("文件名里的字，或路径"));
	table_paint(&s->table, &rest, true);
	if (!s->table.list.count)
		canvas_text(&rest, 2, 0, STYLE_MUTED,
			    _("没有找到文件。插好U盘按 Esc 重进，或写明路径。"));
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct file_pick_screen *s = (struct file_pick_screen *)self;
	const struct session *session = app_session(app);
	const char *own;

	if (!settings_get(session->store, "import.folder", &s->arena, &own, e))
		return false;
	s->folders = found_folders(own, getenv("HOME"), &s->arena, &s->n_folders);
	s->typed.max_chars = PATH_CHARS;
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	refresh(s);
	return true;
}

static void close_screen(struct screen *self, struct app *app)
{
	struct file_pick_screen *s = (struct file_pick_screen *)self;

	(void)app;
	free(s->folder);
	field_done(&s->typed);
	arena_done(&s->arena);
	arena_done(&s->found);
	free(s);
}

static bool enabled(const struct screen *self, int action)
{
	return action != ACT_ALL || ((const struct file_pick_screen *)self)->what.folders;
}

static const char *title_now(const struct screen *self)
{
	return ((const struct file_pick_screen *)self)->what.title;
}

static const struct screen_ops ops = {
	.name = "file_pick",
	.title = N_("选文件"),
	.title_now = title_now,
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *file_pick_new(int tag, const struct file_pick *what)
{
	struct file_pick_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->what = *what;
	return &s->base;
}
