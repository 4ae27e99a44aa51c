/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "case/field_value.h"
#include "tui/app.h"
#include "tui/screen/file_pick.h"
#include "tui/screen/people_rows.h"
#include "tui/screen/roster_import.h"
#include "tui/session.h"
#include "tui/widget/form.h"
#include "tui/widget/table.h"

enum { ROWS_NAMED = 6 };
enum { ACT_NEW = 1, ACT_EDIT, ACT_DELETE, ACT_IMPORT, ACT_BACK };
enum { TAG_FILE = 1, TAG_IMPORT };

static const struct action actions[] = {
	{ACT_NEW, {K_F5, K_INSERT}, N_("加一行"), N_("加一行；录完一行接着下一行，Esc 结束")},
	{ACT_EDIT, {K_ENTER}, N_("修改"), N_("修改选中的这一行")},
	{ACT_DELETE, {K_DELETE, K_F8}, N_("删除"), N_("删除选中的这一行")},
	{ACT_IMPORT, {K_CTRL('R')}, N_("导入名单"), N_("从单位交来的 .xlsx 或 .csv 文件导入")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回；录入中：这一行录到这里")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, form_actions, NULL};

struct people_screen {
	struct screen base;
	struct casefile *c;
	const struct check *k;
	void (*keep)(void *ctx);
	void *keep_ctx;
	bool changed; /* since it was kept */
	size_t list;
	const struct field *field, *columns;
	date_day today;

	struct table table;
	struct table_column widths[TABLE_COLUMNS + 1];
	struct form_fault *faults;
	size_t n_faults;

	struct form form;
	bool editing, adding;
	struct arena arena; /* of the words to choose among */
};

static struct people_list *rows_of(const struct people_screen *s)
{
	return &s->c->lists[s->list];
}

static void refresh(struct people_screen *s)
{
	size_t n = casefile_faults(s->c, s->k, s->today, &s->faults);

	/* Those of this list alone. */
	while (n && s->faults->field != (size_t)rows_of(s)->field) {
		s->faults++;
		n--;
	}
	for (s->n_faults = 0;
	     s->n_faults < n && s->faults[s->n_faults].field == (size_t)rows_of(s)->field;)
		s->n_faults++;
	table_set_count(&s->table, rows_of(s)->count);
}

static const struct form_fault *fault_of(const struct people_screen *s, size_t row, int column)
{
	return people_rows_fault(s->faults, s->n_faults, row, column);
}

static bool is_bad(const struct people_screen *s, size_t row)
{
	return fault_of(s, row, -1) != NULL;
}

static bool is_twin(const struct people_screen *s, size_t row)
{
	return people_rows_twin(s->c, s->list, row) >= 0;
}

/* ---- the table ---- */

static void set_columns(struct people_screen *s)
{
	size_t n = 0;

	s->widths[n++] =
		(struct table_column){.title = N_("序号"), .width = 4, .align = ALIGN_RIGHT};
	for (int i = 0; i < s->field->n_columns && n < TABLE_COLUMNS; i++)
		s->widths[n++] = (struct table_column){.title = s->columns[i].label,
						       .width = people_rows_width(&s->columns[i]),
						       .weight = 1};
	s->table.columns = s->widths;
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct people_screen *s = ctx;
	const char *value;

	if (column == 0) {
		snprintf(out->text, sizeof(out->text), "%zu", row + 1);
		return;
	}
	value = rows_of(s)->rows[row].cells[column - 1];
	if (fault_of(s, row, (int)column - 1))
		out->style = STYLE_BAD;
	else if (s->columns[column - 1].type == FIELD_IDENT && is_twin(s, row))
		out->style = STYLE_WARN;
	if (value)
		field_value_masked(&s->columns[column - 1], value, out->text, sizeof(out->text));
	else if (out->style == STYLE_BAD)
		snprintf(out->text, sizeof(out->text), "%s", _("未填"));
}

/* ---- the form of one row ---- */

static void add_field(struct people_screen *s, int column)
{
	const struct field *f = &s->columns[column];
	size_t n;
	const char *const *options = people_rows_options(f, &s->arena, &n);

	form_add(&s->form,
		 &(struct form_spec){
			 .id = column + 1,
			 .kind = options		 ? FORM_CHOICE
				 : f->type == FIELD_DATE ? FORM_DATE
							 : FORM_TEXT,
			 .label = f->label,
			 .hint = f->note,
			 .required = s->k->truths[f->required] == TRI_TRUE,
			 .options = options,
			 .option_count = n,
			 .max_chars = f->max > 0 && f->type == FIELD_TEXT ? (int)f->max : 200,
		 });
}

static void show_value(struct people_screen *s, int column)
{
	const struct form_row *row = form_row(&s->form, column + 1);
	const char *value = rows_of(s)->rows[s->table.list.selected].cells[column];

	form_say(&s->form, column + 1, STYLE_NORMAL, NULL);
	if (row->spec.kind != FORM_CHOICE) {
		form_set_text(&s->form, column + 1, value ? value : "");
		return;
	}
	int chosen = -1;
	char *shown = field_value_shown(&s->columns[column], value ? value : "");
	for (size_t i = 0; i < row->spec.option_count; i++)
		if (strcmp(row->spec.options[i], shown) == 0)
			chosen = (int)i;
	free(shown);
	form_set_choice(&s->form, column + 1, chosen);
}

static void begin_edit(struct people_screen *s)
{
	s->editing = true;
	for (int i = 0; i < s->field->n_columns; i++) {
		add_field(s, i);
		show_value(s, i);
	}
	form_goto(&s->form, 1);
}

static void begin_new(struct people_screen *s)
{
	size_t row = people_rows_new(s->c, s->list, s->today);

	s->adding = true;
	refresh(s);
	list_select(&s->table.list, row);
	begin_edit(s);
}

/* A row in which nothing was typed was not meant. */
static void end_edit(struct people_screen *s)
{
	size_t row = s->table.list.selected;

	s->editing = s->adding = false;
	if (people_rows_empty(s->c, s->list, row))
		casefile_remove_row(s->c, s->list, row);
	refresh(s);
}

/* The form says which row and field it is: the message without 第 1 行 证件号码：. */
static const char *without_place(const char *text)
{
	const char *colon = strstr(text, "：");

	return colon ? colon + strlen("：") : text;
}

/* The value into the list. While it is being typed only what is right is said. */
static void take(struct people_screen *s, int id, bool left)
{
	const struct form_row *row = form_row(&s->form, id);
	const char *text = row->spec.kind != FORM_CHOICE ? form_text(&s->form, id)
			   : row->chosen >= 0		 ? row->spec.options[row->chosen]
							 : "";
	struct err e;
	bool ok = casefile_set_cell(s->c, s->list, s->table.list.selected, (size_t)id - 1, text,
				    s->today, &e);

	s->changed = true;

	if (!left)
		return;
	form_say(&s->form, id, STYLE_BAD, ok ? NULL : without_place(e.text));
	const char *kept = rows_of(s)->rows[s->table.list.selected].cells[id - 1];
	if (ok && row->spec.kind != FORM_CHOICE)
		form_set_text(&s->form, id, kept ? kept : "");
}

/* ---- events ---- */

/* Nearly everybody shows an identity card: Enter goes past its kind, ↑ comes back to it. */
static void skip_kind(struct people_screen *s)
{
	const struct form_row *row = form_current(&s->form);
	size_t next = (size_t)row->spec.id;

	if (s->columns[next - 1].type == FIELD_IDENT_KIND && row->chosen >= 0 &&
	    next < (size_t)s->field->n_columns)
		form_goto(&s->form, (int)next + 1);
}

static struct step on_form(struct people_screen *s, const struct screen_event *ev)
{
	int id = 0;

	switch (form_event(&s->form, ev, &id)) {
	case FORM_CHANGED:
		take(s, id, false);
		return step_redraw();
	case FORM_PICKED:
		take(s, id, false);
		return on_form(s, &form_enter);
	case FORM_LEFT:
		take(s, id, true);
		if (ev->type == EV_KEY && ev->key == K_ENTER)
			skip_kind(s);
		return step_redraw();
	case FORM_ENDED:
		take(s, id, true);
		if (ev->key != K_ENTER)
			return step_redraw();
		bool more = s->adding && !people_rows_empty(s->c, s->list, s->table.list.selected);
		end_edit(s);
		if (more)
			begin_new(s);
		return step_redraw();
	case FORM_HANDLED:
		return step_redraw();
	case FORM_IGNORED:
		break;
	}
	if (ev->action != ACT_BACK)
		return step_stay();
	end_edit(s);
	return step_redraw();
}

/* "，3 行有误：第 4、7、9 行" of the last n rows; the first of them. */
static size_t name_rows(struct people_screen *s, size_t n, const char *words,
			bool (*is)(const struct people_screen *s, size_t row), struct str *out)
{
	size_t first = rows_of(s)->count, found = 0;

	for (size_t row = rows_of(s)->count - n; row < rows_of(s)->count; row++)
		found += is(s, row);
	if (!found)
		return first;
	str_addf(out, words, found);
	size_t said = 0;
	for (size_t row = rows_of(s)->count - n; row < rows_of(s)->count; row++) {
		if (!is(s, row))
			continue;
		if (row < first)
			first = row;
		if (++said <= ROWS_NAMED)
			str_addf(out, "%s%zu", said > 1 ? "、" : _("：第 "), row + 1);
	}
	str_add(out, found > ROWS_NAMED ? _(" … 行") : _(" 行"));
	return first;
}

/* What to put right is named, and the keys stand on the first of it. */
static void say_pasted(struct people_screen *s, struct app *app, size_t n)
{
	struct str text = {0};

	str_addf(&text, _("粘贴了 %zu 行"), n);
	size_t bad = name_rows(s, n, _("，%zu 行有误"), is_bad, &text);
	size_t twin = name_rows(s, n, _("，%zu 行重复"), is_twin, &text);
	size_t at = bad < twin ? bad : twin;
	if (at >= rows_of(s)->count)
		at = rows_of(s)->count ? rows_of(s)->count - 1 : 0;
	list_select(&s->table.list, at);
	app_say(app, bad < rows_of(s)->count || twin < rows_of(s)->count ? STYLE_WARN : STYLE_OK,
		"%s", str_text(&text));
	str_done(&text);
}

static struct step paste(struct people_screen *s, struct app *app, const char *text)
{
	size_t n = people_rows_paste(s->c, s->list, text, s->today);

	s->changed = true;
	if (s->editing)
		end_edit(s);
	refresh(s);
	say_pasted(s, app, n);
	return step_redraw();
}

/* The file that was chosen, then what became of it. */
static struct step imported(struct people_screen *s, struct app *app, const struct screen_event *ev)
{
	size_t before = s->table.list.count;

	if (ev->answer < 0)
		return step_redraw();
	if (ev->tag == TAG_FILE)
		return step_push(roster_import_new(TAG_IMPORT, s->c, s->k, s->list, ev->text));
	if (ev->tag != TAG_IMPORT)
		return step_redraw();
	s->changed = true;
	refresh(s);
	size_t at = before;
	while (at + 1 < rows_of(s)->count && !is_bad(s, at))
		at++;
	list_select(&s->table.list, is_bad(s, at) ? at : before);
	app_say(app, STYLE_OK, "%s", ev->text);
	return step_redraw();
}

static bool is_table_text(const struct screen_event *ev)
{
	return ev->type == EV_TEXT && ev->pasted &&
	       (strchr(ev->text, '\t') || strchr(ev->text, '\n') || strchr(ev->text, '\r'));
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct people_screen *s = (struct people_screen *)self;

	if (ev->type == EV_TICK && s->changed) {
		s->changed = false;
		s->keep(s->keep_ctx);
		return step_stay();
	}
	if (ev->type == EV_ANSWER)
		return imported(s, app, ev);
	if (is_table_text(ev))
		return paste(s, app, ev->text);
	if (s->editing)
		return on_form(s, ev);
	switch (ev->action) {
	case ACT_NEW:
		begin_new(s);
		return step_redraw();
	case ACT_EDIT:
		if (rows_of(s)->count)
			begin_edit(s);
		else
			begin_new(s);
		return step_redraw();
	case ACT_DELETE:
		if (rows_of(s)->count)
			casefile_remove_row(s->c, s->list, s->table.list.selected);
		s->changed = true;
		refresh(s);
		return step_redraw();
	case ACT_IMPORT:
		return step_push(file_pick_new(
			TAG_FILE, &(struct file_pick){
					  .title = _("导入名单"),
					  .question = _("单位交来的名单在哪里（.xlsx、.csv）"),
					  .tables = true,
				  }));
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static bool enabled(const struct screen *self, int action)
{
	const struct people_screen *s = (const struct people_screen *)self;

	return action == ACT_BACK ? !s->form.open : !s->editing;
}

/* ---- */

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct people_screen *s = (struct people_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas table = canvas_part(&in, 1, 0, in.rows - 3, in.cols);
	size_t row = s->table.list.selected;

	(void)app;
	canvas_printf(&in, 0, 0, STYLE_HEADING, _("%s：%zu 行"), s->field->label,
		      rows_of(s)->count);
	table_paint(&s->table, &table, !s->editing);
	const struct form_fault *fault = rows_of(s)->count ? fault_of(s, row, -1) : NULL;
	if (rows_of(s)->count == 0)
		canvas_text(
			&table, 2, 0, STYLE_MUTED,
			_("还没有人。F5 逐行录入，Ctrl+R 导入单位的表，或从表格软件复制来粘贴。"));
	else if (fault && !s->editing)
		canvas_text(&in, in.rows - 1, 0, STYLE_BAD, fault->text);
	else if (!s->editing && people_rows_twin(s->c, s->list, row) >= 0)
		canvas_printf(&in, in.rows - 1, 0, STYLE_WARN,
			      _("与第 %ld 行是同一个证件号码，重复的请删除（Del）"),
			      people_rows_twin(s->c, s->list, row) + 1);
	if (!s->editing)
		return;
	/* Below, so that the rows before stay in sight; a complaint may stand under each field. */
	int rows = 2 * s->field->n_columns + 2 < c->rows - 4 ? 2 * s->field->n_columns + 2
							     : c->rows - 4;
	struct canvas box = canvas_part(c, c->rows - rows, 1, rows, c->cols - 2);
	char title[64];
	snprintf(title, sizeof(title), _("第 %zu 行"), row + 1);
	struct canvas inside = canvas_box(&box, STYLE_HEADING, title);
	struct canvas form = canvas_part(&inside, 0, 1, inside.rows, inside.cols - 2);
	form_paint(&s->form, &form, true);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct people_screen *s = (struct people_screen *)self;
	const struct session *session = app_session(app);

	(void)e;
	s->today = store_today(session->store);
	set_columns(s);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	refresh(s);
	return true;
}

static void close_screen(struct screen *self, struct app *app)
{
	struct people_screen *s = (struct people_screen *)self;

	(void)app;
	form_done(&s->form);
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "people",
	.title = N_("名单"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *people_new(struct casefile *c, const struct check *k, size_t list,
			  void (*keep)(void *ctx), void *ctx)
{
	struct people_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->c = c;
	s->k = k;
	s->keep = keep;
	s->keep_ctx = ctx;
	s->list = list;
	s->field = &c->item->fields[c->lists[list].field];
	s->columns = &c->item->columns[s->field->first_column];
	return &s->base;
}
