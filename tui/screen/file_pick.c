/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/file_pick.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/app.h"
#include "tui/widget/table.h"

enum { ACT_ENTER = 1, ACT_UP, ACT_PLACE, ACT_ALL, ACT_BACK };
enum { ENTRIES_MOST = 5000, TOP = 2, NAME_COLUMNS = 100 };

static const struct action actions[] = {
	{ACT_ENTER, {K_ENTER, K_RIGHT}, N_("打开"), N_("进入文件夹，或选中这个文件")},
	{ACT_UP, {K_LEFT, K_BACKSPACE}, N_("上一层"), N_("回到上一层文件夹")},
	{ACT_PLACE, {K_TAB}, N_("换位置"), N_("下一个U盘，再到主文件夹")},
	{ACT_ALL, {K_F5}, N_("全收"), N_("收下这个文件夹里的全部文件")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("不选，返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("名称"), 30, 1},
	{N_("大小"), 10, 0, ALIGN_RIGHT},
	{N_("时间"), 16},
	{NULL},
};

struct entry {
	const char *name;  /* the bytes of the disk */
	const char *shown; /* of them what can be shown */
	bool folder;
	int64_t size;
	time_t changed;
};
struct file_pick_screen {
	struct screen base;
	char *title, *folder, *shown_folder;
	bool folders;
	struct arena arena; /* of the entries */
	struct entry *entries;
	size_t n;
	bool more; /* than ENTRIES_MOST */
	struct table table;
};

/* ---- places ---- */

/* Where sticks are put by the desktops and by hand, then home. Caller frees with globfree. */
static void find_places(glob_t *out)
{
	static const char *const mounts[] = {"/media/*/*", "/run/media/*/*", "/mnt/*"};
	const char *home = getenv("HOME");

	*out = (glob_t){0};
	for (size_t i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++)
		glob(mounts[i], GLOB_ONLYDIR | GLOB_NOSORT | (i ? GLOB_APPEND : 0), NULL, out);
	if (home)
		glob(home, GLOB_ONLYDIR | GLOB_APPEND | GLOB_NOMAGIC, NULL, out);
}

static char *next_place(const char *now)
{
	glob_t places;
	size_t at = 0;

	find_places(&places);
	for (size_t i = 0; now && i < places.gl_pathc; i++)
		if (strcmp(places.gl_pathv[i], now) == 0)
			at = i + 1;
	char *place = xstrdup(places.gl_pathc ? places.gl_pathv[at % places.gl_pathc] : "/");
	globfree(&places);
	return place;
}

/* ---- a folder ---- */

/* Folders by name, then files, the newest first: what was just copied is on top. */
static int by_use(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->folder != y->folder)
		return x->folder ? -1 : 1;
	if (!x->folder && x->changed != y->changed)
		return x->changed > y->changed ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void add_entry(struct file_pick_screen *s, int folder, const char *name)
{
	struct stat st;

	if (name[0] == '.' || fstatat(folder, name, &st, 0) != 0 ||
	    !(S_ISDIR(st.st_mode) || S_ISREG(st.st_mode)))
		return;
	if (s->n >= ENTRIES_MOST) {
		s->more = true;
		return;
	}
	char *shown = utf8_cleaned(name);
	*ARENA_PUSH(&s->arena, s->entries, s->n) =
		(struct entry){.name = arena_strdup(&s->arena, name),
			       .shown = arena_strdup(&s->arena, shown),
			       .folder = S_ISDIR(st.st_mode),
			       .size = st.st_size,
			       .changed = st.st_mtime};
	free(shown);
}

static void take_folder(struct file_pick_screen *s, char *folder)
{
	free(s->folder);
	free(s->shown_folder);
	s->folder = folder;
	s->shown_folder = utf8_cleaned(folder);
}

/* False, and everything as it was, when it cannot be read. */
static bool go_to(struct file_pick_screen *s, char *folder, struct app *app)
{
	DIR *dir = opendir(folder);
	struct dirent *d;

	if (!dir) {
		app_say(app, STYLE_BAD, _("打不开这个文件夹：%s。U盘拔出后请重新插好"),
			strerror(errno));
		free(folder);
		return false;
	}
	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->entries = NULL;
	s->n = 0;
	s->more = false;
	while ((d = readdir(dir)))
		add_entry(s, dirfd(dir), d->d_name);
	closedir(dir);
	if (s->n)
		qsort(s->entries, s->n, sizeof(*s->entries), by_use);
	take_folder(s, folder);
	table_set_count(&s->table, s->n);
	list_select(&s->table.list, 0);
	return true;
}

static struct step go_up(struct file_pick_screen *s, struct app *app)
{
	char *slash = strrchr(s->folder, '/');
	size_t len = slash == s->folder ? 1 : (size_t)(slash - s->folder);
	char *from = slash ? xstrdup(slash + 1) : xstrdup("");

	if (slash && go_to(s, xstrndup(s->folder, len), app))
		for (size_t i = 0; i < s->n; i++)
			if (strcmp(s->entries[i].name, from) == 0)
				list_select(&s->table.list, i);
	free(from);
	return step_redraw();
}

/* ---- the screen ---- */

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct file_pick_screen *s = ctx;
	const struct entry *f = &s->entries[row];
	struct tm tm;

	if (column == 0)
		snprintf(out->text, sizeof(out->text), "%.*s%s",
			 (int)utf8_fit(f->shown, NAME_COLUMNS), f->shown, f->folder ? "/" : "");
	else if (column == 1 && !f->folder)
		snprintf(out->text, sizeof(out->text), f->size < 10240 ? "%lld B" : "%lld KB",
			 (long long)(f->size < 10240 ? f->size : f->size / 1024));
	else if (column == 2 && localtime_r(&f->changed, &tm))
		strftime(out->text, sizeof(out->text), "%Y-%m-%d %H:%M", &tm);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct file_pick_screen *s = (struct file_pick_screen *)self;

	(void)e;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	s->table.columns = columns;
	if ((s->folder && go_to(s, xstrdup(s->folder), app)) || go_to(s, next_place(NULL), app))
		return true;
	go_to(s, xstrdup("/"), app);
	return true;
}

static struct step enter(struct file_pick_screen *s, struct app *app)
{
	const struct entry *f = s->n ? &s->entries[s->table.list.selected] : NULL;

	if (!f)
		return step_stay();
	char *path = paths_join(s->folder, f->name);
	if (f->folder) {
		go_to(s, path, app);
		return step_redraw();
	}
	take_folder(s, path); /* the loop copies it before the screen is closed */
	return step_answer(FILE_PICKED, s->folder);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct file_pick_screen *s = (struct file_pick_screen *)self;

	switch (ev->action) {
	case ACT_ENTER:
		return enter(s, app);
	case ACT_UP:
		return go_up(s, app);
	case ACT_PLACE:
		go_to(s, next_place(s->folder), app);
		return step_redraw();
	case ACT_ALL:
		return step_answer(FOLDER_PICKED, s->folder);
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static bool enabled(const struct screen *self, int action)
{
	return action != ACT_ALL || ((const struct file_pick_screen *)self)->folders;
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct file_pick_screen *s = (struct file_pick_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas list = canvas_part(&in, TOP, 0, in.rows - TOP, in.cols);

	(void)app;
	canvas_text(&in, 0, 0, STYLE_HEADING, s->shown_folder);
	table_paint(&s->table, &list, true);
	if (s->n == 0)
		canvas_text(&list, 1, 0, STYLE_MUTED, _("这个文件夹里没有文件。"));
	else if (s->more)
		canvas_printf(&in, 1, 0, STYLE_WARN, _("文件太多，只列出 %d 个"), ENTRIES_MOST);
}

static const char *title_now(const struct screen *self)
{
	return ((const struct file_pick_screen *)self)->title;
}

static void close_screen(struct screen *self, struct app *app)
{
	struct file_pick_screen *s = (struct file_pick_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s->title);
	free(s->folder);
	free(s->shown_folder);
	free(s);
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

struct screen *file_pick_new(int tag, const char *title, const char *folder, bool folders)
{
	struct file_pick_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->title = xstrdup(title);
	s->folder = folder ? xstrdup(folder) : NULL;
	s->folders = folders;
	return &s->base;
}
