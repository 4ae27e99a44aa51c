/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/receive.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/files.h"
#include "tui/app.h"
#include "tui/screen/file_pick.h"
#include "tui/screen/receive_check.h"
#include "tui/session.h"
#include "tui/widget/table.h"
#include "tui/widget/textpane.h"

enum { ACT_TAKE = 1, ACT_REMOVE, ACT_BACK };
enum { TAG_FILE = 1 };
enum { CHECK_LINES = 7, NAME_COLUMNS = 100 };

static const struct action actions[] = {
	{ACT_TAKE, {K_ENTER, K_F2}, N_("收文件"), N_("从U盘或文件夹里选文件收下")},
	{ACT_REMOVE, {K_DELETE, 'd'}, N_("移除"), N_("移除这个文件")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回受理")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("文件"), 30, 1},
	{N_("大小"), 12, 0, ALIGN_RIGHT},
	{N_("人数"), 6, 0, ALIGN_RIGHT},
	{N_("校验"), 8},
	{NULL},
};

struct receive_screen {
	struct screen base;
	struct session *session;
	struct casefile *c;
	size_t paper;
	void (*keep)(void *ctx);
	void *keep_ctx;
	struct table table;
	struct textpane check; /* of the selected file */
	size_t checked;	       /* which that is; SIZE_MAX: none */
	/* A folder being taken, a file with every EV_WORK. */
	struct arena arena;
	char **waiting;
	size_t n_waiting, at, refused;
	const char *why; /* of the first refused; NULL */
};

static const struct paper_record *record_of(const struct receive_screen *s)
{
	return &s->c->papers[s->paper];
}

/* Photos are named after people and their numbers. */
static void show_name(const char *name, struct table_cell *out)
{
	char *shown = ident_masked_new(MASK_INSIDE, name);

	snprintf(out->text, sizeof(out->text), "%.*s", (int)utf8_fit(shown, NAME_COLUMNS), shown);
	free(shown);
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct receive_screen *s = ctx;
	const struct paper_file *f = &record_of(s)->files[row];

	switch (column) {
	case 0:
		show_name(f->name, out);
		break;
	case 1:
		snprintf(out->text, sizeof(out->text), "%lld B", (long long)f->size);
		break;
	case 2:
		if (f->rows)
			snprintf(out->text, sizeof(out->text), "%d", f->rows);
		break;
	default:
		snprintf(out->text, sizeof(out->text), "%.8s", f->hash);
	}
}

/* ---- comparing ---- */

static void check_selected(struct receive_screen *s)
{
	const struct paper_record *r = record_of(s);
	size_t at = s->table.list.selected;

	if (at == s->checked)
		return;
	s->checked = at;
	textpane_clear(&s->check);
	textpane_home(&s->check);
	if (s->c->item->papers[s->paper].kind == PAPER_PHOTO) {
		receive_check_photos(&s->check, s->c, s->paper);
		return;
	}
	if (at >= r->n_files)
		return;
	char *path = files_path(s->session->store, r->files[at].hash);
	if (path)
		receive_check_list(&s->check, s->c, s->paper, path, r->files[at].name,
				   store_today(s->session->store));
	free(path);
}

static void changed(struct receive_screen *s)
{
	s->checked = SIZE_MAX;
	table_set_count(&s->table, record_of(s)->n_files);
	s->keep(s->keep_ctx);
}

/* ---- taking ---- */

/* Nothing of it lies on the counter: with the file it is all there. */
static bool is_file_alone(const struct paper *p)
{
	for (size_t i = 0; i < p->n_forms; i++)
		if (p->forms[i].stated && p->forms[i].mask != 1u << FORM_ELECTRONIC)
			return false;
	return receive_takes(p);
}

static void mark(struct receive_screen *s)
{
	bool there = record_of(s)->n_files > 0;
	bool good = s->c->in.marks[s->paper].state == PAPER_OK;

	if (is_file_alone(&s->c->item->papers[s->paper]) && there != good)
		casefile_mark(s->c, s->paper,
			      (struct paper_mark){.state = there ? PAPER_OK : PAPER_ABSENT});
}

static bool take_file(struct receive_screen *s, const char *path, struct err *e)
{
	struct stored_file file;
	const char *slash = strrchr(path, '/');

	if (!files_take(s->session->store, path, &file, e))
		return false;
	char *name = utf8_cleaned(slash ? slash + 1 : path);
	struct paper_file f = {.hash = file.hash, .name = name, .size = file.size};
	char *copy = files_path(s->session->store, file.hash);
	f.rows = receive_rows(s->c, s->paper, copy, store_today(s->session->store));
	bool ok = casefile_add_file(s->c, s->paper, &f) ||
		  err_set(e, ERR_REFUSED, _("一项材料最多收 %d 个文件"), PAPER_FILES_MOST);
	free(copy);
	free(name);
	if (ok)
		mark(s);
	return ok;
}

static struct step take_one(struct receive_screen *s, struct app *app, const char *path)
{
	struct err e;

	if (take_file(s, path, &e)) {
		changed(s);
		list_select(&s->table.list, record_of(s)->n_files - 1);
		app_say(app, STYLE_OK, _("已收下"));
	} else {
		app_say(app, STYLE_BAD, "%s", e.text);
	}
	return step_redraw();
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static struct step begin_folder(struct receive_screen *s, struct app *app, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *d;

	if (!dir) {
		app_say(app, STYLE_BAD, _("打不开这个文件夹：%s"), strerror(errno));
		return step_redraw();
	}
	s->waiting = NULL;
	s->n_waiting = s->at = s->refused = 0;
	s->why = NULL;
	while ((d = readdir(dir))) {
		struct stat st;
		if (d->d_name[0] != '.' && fstatat(dirfd(dir), d->d_name, &st, 0) == 0 &&
		    S_ISREG(st.st_mode) && s->n_waiting <= PAPER_FILES_MOST)
			*ARENA_PUSH(&s->arena, s->waiting, s->n_waiting) =
				arena_printf(&s->arena, "%s/%s", folder, d->d_name);
	}
	closedir(dir);
	if (s->n_waiting)
		qsort(s->waiting, s->n_waiting, sizeof(*s->waiting), by_name);
	else
		app_say(app, STYLE_WARN, _("这个文件夹里没有文件"));
	return step_redraw();
}

static bool works(const struct screen *self)
{
	const struct receive_screen *s = (const struct receive_screen *)self;

	return s->at < s->n_waiting;
}

static void say_taken(const struct receive_screen *s, struct app *app)
{
	if (s->at < s->n_waiting)
		app_say(app, STYLE_NORMAL, _("正在收 %zu/%zu，Esc 停止"), s->at, s->n_waiting);
	else if (s->why)
		app_say(app, STYLE_BAD, _("收下 %zu 个，%zu 个没有收下：%s"), s->at - s->refused,
			s->refused, s->why);
	else
		app_say(app, STYLE_OK, _("收下了 %zu 个文件"), s->n_waiting);
}

/* One bad file does not keep the rest of a folder out; a full disk or a full paper does. */
static struct step work(struct receive_screen *s, struct app *app)
{
	struct err e;
	bool ok = take_file(s, s->waiting[s->at], &e);

	s->at++;
	if (!ok && !s->why)
		s->why = arena_strdup(&s->arena, e.text);
	if (!ok && e.code != ERR_INPUT) {
		s->why = arena_strdup(&s->arena, e.text);
		s->refused += s->n_waiting - s->at;
		s->at = s->n_waiting;
	}
	s->refused += !ok;
	say_taken(s, app);
	changed(s);
	return step_redraw();
}

static struct step stop_or_leave(struct receive_screen *s, struct app *app)
{
	if (s->at >= s->n_waiting)
		return step_pop();
	app_say(app, STYLE_WARN, _("停在 %zu/%zu，收下的留着"), s->at, s->n_waiting);
	s->n_waiting = s->at;
	return step_redraw();
}

static struct step remove_file(struct receive_screen *s)
{
	if (!record_of(s)->n_files)
		return step_stay();
	casefile_remove_file(s->c, s->paper, s->table.list.selected);
	mark(s);
	changed(s);
	return step_redraw();
}

/* ---- the screen ---- */

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct receive_screen *s = (struct receive_screen *)self;

	(void)e;
	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	s->table.columns = columns;
	table_set_count(&s->table, record_of(s)->n_files);
	s->checked = SIZE_MAX;
	return true;
}

static struct step on_answer(struct receive_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	if (ev->answer < 0)
		return step_redraw();
	return ev->answer == FILE_PICKED ? take_one(s, app, ev->text)
					 : begin_folder(s, app, ev->text);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct receive_screen *s = (struct receive_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	if (ev->type == EV_WORK)
		return work(s, app);
	if (ev->action == ACT_BACK)
		return stop_or_leave(s, app);
	if (works(self))
		return step_stay();
	switch (ev->action) {
	case ACT_TAKE:
		return step_push(file_pick_new(TAG_FILE, &(struct file_pick){
								 .title = _("收文件"),
								 .question = _("要收的文件在哪里"),
								 .folders = true,
							 }));
	case ACT_REMOVE:
		return remove_file(s);
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct receive_screen *s = (struct receive_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	int lines = in.rows > 2 * CHECK_LINES ? CHECK_LINES : in.rows / 3;
	struct canvas list = canvas_part(&in, 2, 0, in.rows - 2 - lines, in.cols);
	struct canvas below = canvas_part(&in, in.rows - lines, 0, lines, in.cols);

	(void)app;
	canvas_text(&in, 0, 0, STYLE_HEADING, s->c->item->papers[s->paper].name);
	table_paint(&s->table, &list, true);
	if (!record_of(s)->n_files)
		canvas_text(&list, 1, 0, STYLE_MUTED, _("还没有收下文件。按 Enter 从U盘选。"));
	check_selected(s);
	textpane_paint(&s->check, &below);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct receive_screen *s = (struct receive_screen *)self;

	(void)app;
	textpane_done(&s->check);
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "receive",
	.title = N_("收电子文档"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.works = works,
};

bool receive_takes(const struct paper *p)
{
	if (p->kind == PAPER_ELECTRONIC || p->kind == PAPER_PHOTO)
		return true;
	for (size_t i = 0; i < p->n_forms; i++)
		if (p->forms[i].stated && (p->forms[i].mask & (1u << FORM_ELECTRONIC)))
			return true;
	return false;
}

struct screen *receive_new(struct casefile *c, size_t paper, void (*keep)(void *ctx), void *ctx)
{
	struct receive_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->c = c;
	s->paper = paper;
	s->keep = keep;
	s->keep_ctx = ctx;
	return &s->base;
}
