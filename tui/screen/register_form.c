/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/register_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"

enum {
	ROW_KIND = 1,
	ROW_FIRST,
	ROW_LAST,
	ROW_ITEM,
	ROW_WINDOW,
	ROW_OPERATOR,
	ROW_STATE,
	ROW_NUMBERS,
	ROW_PURPOSE,
	ROW_FILE,
};
enum { PATH_CHARS = 200, PURPOSE_CHARS = 100 };

static void add_choice(struct choices *c, const char *id, const char *words)
{
	if (c->n < FORM_OPTIONS) {
		c->ids[c->n] = id;
		c->words[c->n++] = words;
	}
}

static bool load_choices(struct register_form *s, struct err *e)
{
	const struct session *session = s->session;
	struct operator_row *rows;
	size_t n;

	if (!operators_list(session->store, &s->arena, &rows, &n, e))
		return false;
	add_choice(&s->windows, NULL, _("全部"));
	add_choice(&s->operators, NULL, _("全部"));
	add_choice(&s->states, NULL, _("全部"));
	for (size_t i = 0; i < session->site->n_windows; i++)
		add_choice(&s->windows, session->site->windows[i].id,
			   session->site->windows[i].name);
	for (size_t i = 0; i < n; i++)
		add_choice(&s->operators, rows[i].login, rows[i].name);
	for (int i = 0; i < CASE_STATES; i++)
		add_choice(&s->states, case_state_ids[i], _(case_state_names[i]));
	for (size_t i = 0; i < registers_n; i++)
		if (registers[i]->posts & session->posts && s->n_kinds < REGISTER_KINDS_SHOWN) {
			s->kinds[s->n_kinds] = registers[i];
			s->kind_names[s->n_kinds++] = _(registers[i]->name);
		}
	s->numbers[0] = _("姓名号码完整（要写用途）");
	s->numbers[1] = _("隐去姓名号码");
	return s->n_kinds > 0 || err_set(e, ERR_PERMISSION, _("您的岗位没有可导出的台账"));
}

static const struct register_kind *kind_of(const struct register_form *s)
{
	const struct form_row *row = form_row(&s->form, ROW_KIND);

	return row && row->chosen >= 0 ? s->kinds[row->chosen] : NULL;
}

/* The id behind a choice; NULL for all, and where the register does not take it. */
static const char *chosen_id(const struct register_form *s, int id, const struct choices *c)
{
	const struct form_row *row = form_row(&s->form, id);

	return row && row->chosen > 0 ? c->ids[row->chosen] : NULL;
}

static bool is_masked(const struct register_form *s)
{
	const struct form_row *row = form_row(&s->form, ROW_NUMBERS);

	return row && row->chosen == 1;
}

static void add_filter(struct register_form *s, int id, const char *label, const struct choices *c)
{
	struct form_row *row = form_add(&s->form, &(struct form_spec){.id = id,
								      .kind = FORM_CHOICE,
								      .label = label,
								      .options = c->words,
								      .option_count = c->n});

	if (row->chosen < 0)
		form_set_choice(&s->form, id, 0);
}

static void add_filters(struct register_form *s, const struct register_kind *k)
{
	if (k->by[BY_DAY]) {
		form_add(&s->form, &(struct form_spec){.id = ROW_FIRST,
						       .kind = FORM_DATE,
						       .label = _("从哪一天"),
						       .hint = _("空：最早")});
		form_add(&s->form, &(struct form_spec){.id = ROW_LAST,
						       .kind = FORM_DATE,
						       .label = _("到哪一天"),
						       .hint = _("空：最新")});
	}
	if (k->by[BY_ITEM])
		form_add(&s->form, &(struct form_spec){.id = ROW_ITEM,
						       .kind = FORM_TEXT,
						       .label = _("事项编号"),
						       .hint = _("空：全部；F2 选"),
						       .max_chars = 32});
	if (k->by[BY_WINDOW])
		add_filter(s, ROW_WINDOW, _("窗口"), &s->windows);
	if (k->by[BY_OPERATOR])
		add_filter(s, ROW_OPERATOR, _("经办"), &s->operators);
	if (k->by[BY_STATE])
		add_filter(s, ROW_STATE, _("状态"), &s->states);
}

void register_form_build(struct register_form *s)
{
	const struct register_kind *k = kind_of(s);

	form_rewind(&s->form);
	form_add(&s->form, &(struct form_spec){.id = ROW_KIND,
					       .kind = FORM_CHOICE,
					       .label = _("台账"),
					       .required = true,
					       .options = s->kind_names,
					       .option_count = s->n_kinds});
	if (k) {
		add_filters(s, k);
		if (register_is_personal(k)) {
			form_add(&s->form, &(struct form_spec){.id = ROW_NUMBERS,
							       .kind = FORM_CHOICE,
							       .label = _("号码"),
							       .required = true,
							       .options = s->numbers,
							       .option_count = 2});
			if (form_row(&s->form, ROW_NUMBERS)->chosen < 0)
				form_set_choice(&s->form, ROW_NUMBERS, 0);
			if (!is_masked(s))
				form_add(&s->form, &(struct form_spec){.id = ROW_PURPOSE,
								       .kind = FORM_TEXT,
								       .label = _("用途"),
								       .hint = _("记进账本"),
								       .required = true,
								       .max_chars = PURPOSE_CHARS});
		}
		form_add(&s->form,
			 &(struct form_spec){.id = ROW_FILE,
					     .kind = FORM_TEXT,
					     .label = _("存到"),
					     .hint = _("空：本机 documents；或U盘的文件夹"),
					     .max_chars = PATH_CHARS});
	}
	form_settle(&s->form);
	if (k)
		form_say(&s->form, ROW_KIND, STYLE_MUTED, _(k->help));
}

bool register_form_open(struct register_form *s, struct session *session, struct err *e)
{
	char today[DATE_TEXT];

	s->session = session;
	if (!load_choices(s, e))
		return false;
	register_form_build(s);
	form_set_choice(&s->form, ROW_KIND, 0);
	register_form_build(s);
	date_format(store_today(session->store), today);
	form_set_text(&s->form, ROW_FIRST, today);
	form_set_text(&s->form, ROW_LAST, today);
	form_goto(&s->form, ROW_KIND);
	return true;
}

void register_form_done(struct register_form *s)
{
	form_done(&s->form);
	str_done(&s->words);
	free(s->purpose);
	free(s->item);
	free(s->path);
	arena_done(&s->arena);
}

bool register_form_takes_item(const struct register_form *s)
{
	return form_row(&s->form, ROW_ITEM) != NULL;
}

void register_form_set_item(struct register_form *s, const char *id)
{
	form_set_text(&s->form, ROW_ITEM, id);
	form_goto(&s->form, ROW_ITEM);
}

/* ---- what was asked for ---- */

static void keep(char **slot, const char *text)
{
	free(*slot);
	*slot = text && *text ? xstrdup(text) : NULL;
}

static bool read_day(struct register_form *s, int id, date_day *out)
{
	const char *text = form_text(&s->form, id);

	if (!*text)
		return true;
	*out = date_parse(text);
	if (*out == DATE_NONE)
		form_goto(&s->form, id);
	return *out != DATE_NONE;
}

static bool complain(struct register_form *s, int row, const char *text)
{
	form_goto(&s->form, row);
	form_say(&s->form, row, STYLE_BAD, text);
	return false;
}

/* KIND-FIRST-LAST.xlsx in a folder: nothing personal in it. */
static char *name_of(const struct register_form *s)
{
	char first[DATE_TEXT], last[DATE_TEXT];
	const struct register_filter *f = &s->run.filter;

	return xasprintf("%s%s%s%s%s%s.xlsx", s->run.kind->id, f->first == DATE_NONE ? "" : "-",
			 date_format(f->first, first), f->last == DATE_NONE ? "" : "-",
			 date_format(f->last, last), s->run.masked ? "-masked" : "");
}

static bool read_path(struct register_form *s, struct err *e)
{
	const char *typed = form_text(&s->form, ROW_FILE);
	size_t len = strlen(typed);
	char *name = name_of(s);

	free(s->path);
	if (!len)
		s->path = session_document_path(s->session, name, e);
	else if (paths_is_dir(typed))
		s->path = paths_join(typed, name);
	else
		s->path = len > 5 && strcmp(typed + len - 5, ".xlsx") == 0
				  ? xstrdup(typed)
				  : xasprintf("%s.xlsx", typed);
	free(name);
	return s->path != NULL;
}

static bool read_filter(struct register_form *s, const struct item **item)
{
	struct register_filter *f = &s->run.filter;
	struct err e;

	*item = NULL;
	register_filter_init(f, store_today(s->session->store));
	if (!read_day(s, ROW_FIRST, &f->first) || !read_day(s, ROW_LAST, &f->last))
		return false;
	if (f->first != DATE_NONE && f->last != DATE_NONE && f->first > f->last)
		return complain(s, ROW_LAST, _("截止日期早于起始日期"));
	keep(&s->item, form_text(&s->form, ROW_ITEM));
	f->item = s->item;
	if (f->item && !(*item = session_item(s->session, f->item, &e)))
		return complain(s, ROW_ITEM, _("没有这个事项；按 F2 选"));
	f->window = chosen_id(s, ROW_WINDOW, &s->windows);
	f->by = chosen_id(s, ROW_OPERATOR, &s->operators);
	const struct form_row *state = form_row(&s->form, ROW_STATE);
	f->state = state && state->chosen > 0 ? state->chosen - 1 : -1;
	return true;
}

bool register_form_read(struct register_form *s)
{
	const struct form_row *by;
	const struct item *item;
	struct err e;

	for (int row = ROW_FIRST; row <= ROW_FILE; row++)
		form_say(&s->form, row, STYLE_NORMAL, NULL);
	s->run = (struct register_run){.kind = kind_of(s), .masked = is_masked(s)};
	if (!s->run.kind)
		return complain(s, ROW_KIND, _("请选台账"));
	if (!read_filter(s, &item))
		return false;
	keep(&s->purpose, form_text(&s->form, ROW_PURPOSE));
	s->run.purpose = s->purpose;
	if (form_row(&s->form, ROW_PURPOSE) && !s->purpose)
		return complain(s, ROW_PURPOSE, _("含完整姓名和号码，请写用途；或改为隐去"));
	by = form_row(&s->form, ROW_OPERATOR);
	str_clear(&s->words);
	register_filter_words(s->run.kind, &s->run.filter, item ? item->name : NULL,
			      by && by->chosen > 0 ? s->operators.words[by->chosen] : NULL,
			      &s->words);
	s->run.filter_words = str_text(&s->words);
	return read_path(s, &e) || complain(s, ROW_FILE, e.text);
}
