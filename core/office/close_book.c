/* SPDX-License-Identifier: Apache-2.0 */
#include "office/close_book.h"

#include <string.h>

#include "base/text.h"
#include "office/close_gather.h"
#include "office/close_sheets.h"
#include "store/exports.h"

enum { CLOSES_OF_A_DAY = 200, EVENING = 18 };

struct job {
	struct store *s;
	const struct actor *who;
	const struct close_book *b;
	struct arena arena;
	struct hall_voice voice;
	struct close_sheets sheets;
	const char *by; /* name of who makes it */
	int64_t at, rows;
	int64_t *counts; /* of the registers: rows of the day */
};

/* ---- what stands in it ---- */

static bool read_windows(struct job *j, struct err *e)
{
	struct close_row *rows, *kept = NULL;
	size_t n, n_kept = 0;

	if (!closes_list(j->s, CLOSES_OF_A_DAY, &j->arena, &rows, &n, e))
		return false;
	for (size_t i = n; i-- > 0;)
		if (rows[i].day == j->b->day && !rows[i].reopened && *rows[i].window &&
		    (!*j->sheets.counts.window ||
		     strcmp(rows[i].window, j->sheets.counts.window) == 0))
			*ARENA_PUSH(&j->arena, kept, n_kept) = rows[i];
	j->sheets.windows = kept;
	j->sheets.n_windows = n_kept;
	return true;
}

static bool read_day(struct job *j, struct err *e)
{
	struct close_row *row = NULL;
	struct close_item *items;
	struct operator_row *by = NULL;

	if (!closes_get(j->s, j->b->day, j->b->window, &j->arena, &row, e))
		return false;
	bool ok =
		row ? closes_signed(j->s, row, &j->arena, &j->sheets.counts, e)
		    : close_gather(j->s, j->b->day, j->b->window, &j->arena, &j->sheets.counts, e);
	ok = ok &&
	     closes_items(j->s, j->b->day, j->b->window, &j->arena, &items, &j->sheets.n_items,
			  e) &&
	     read_windows(j, e) && operators_get(j->s, j->who->by, &j->arena, &by, e);
	if (!ok)
		return false;
	j->sheets.row = row;
	j->sheets.items = items;
	j->by = by ? by->name : "";
	/* The only moment in the file: that of the close, or the evening of the day. */
	j->at = row ? row->at : clock_at(j->b->day, EVENING, 0);
	return true;
}

/* ---- registers ---- */

/* Those that tell who read what grow with being read: they are the auditors', by themselves. */
static bool is_of_readers(const char *id)
{
	return strcmp(id, "audit") == 0 || strcmp(id, "exports") == 0 || strcmp(id, "views") == 0 ||
	       strcmp(id, "operators") == 0;
}

/* Whether this register is in the book, and of what. */
static bool choose(struct job *j, const struct register_kind *k, struct register_filter *f)
{
	struct err none;

	register_filter_init(f, j->b->day);
	f->first = f->last = j->b->day;
	if (*j->sheets.counts.window && k->by[BY_WINDOW])
		f->window = j->sheets.counts.window;
	return k->day_name && !is_of_readers(k->id) && register_check(j->s, j->who, k, f, &none);
}

/* An empty one is named on the first page and takes no page of its own. */
static bool count_registers(struct job *j, struct err *e)
{
	struct str empty = {0};
	bool ok = true;

	j->counts = arena_array(&j->arena, registers_n, sizeof(*j->counts));
	for (size_t i = 0; ok && i < registers_n; i++) {
		struct register_filter f;
		if (!choose(j, registers[i], &f))
			continue;
		ok = register_count(j->s, registers[i], &f, &j->counts[i], e);
		if (ok && !j->counts[i])
			str_addf(&empty, "%s%s", empty.len ? "、" : _("当日没有记录："),
				 _(registers[i]->name));
	}
	j->sheets.empty = arena_strdup(&j->arena, str_text(&empty));
	str_done(&empty);
	return ok;
}

static bool add_register(struct job *j, const struct register_look *look,
			 const struct register_kind *k, struct err *e)
{
	const struct register_names names = {.by = j->by};
	struct register_run r = {.kind = k, .masked = true, .at = j->at};
	struct str words = {0};
	int64_t rows = 0;

	choose(j, k, &r.filter);
	register_filter_words(k, &r.filter, NULL, NULL, &words);
	r.filter_words = str_text(&words);
	bool ok = register_sheets_add(j->sheets.book, look, j->s, &r, &names, &rows, e);
	str_done(&words);
	j->rows += rows;
	return ok;
}

/* ---- the file ---- */

static bool fill(lxw_workbook *book, void *ctx, struct err *e)
{
	struct job *j = ctx;
	struct register_look look;
	bool ok;

	register_look_make(&look, book);
	j->sheets.book = book;
	j->sheets.look = &look;
	ok = close_sheet_summary(&j->sheets, e) && close_sheet_windows(&j->sheets, e) &&
	     close_sheet_items(&j->sheets, e) && close_sheet_notes(&j->sheets, e);
	for (size_t i = 0; ok && i < registers_n; i++)
		if (j->counts[i])
			ok = add_register(j, &look, registers[i], e);
	return ok;
}

static bool sealed(void *ctx, struct err *e)
{
	struct job *j = ctx;
	char day[DATE_TEXT];
	const struct export_request x = {
		.kind = "close", .filter = date_format(j->b->day, day), .rows = j->rows};

	return exports_record(j->s, j->who, &x, e);
}

bool close_book_write(struct store *s, const struct actor *who, const struct close_book *b,
		      const char *path, struct err *e)
{
	struct job j = {.s = s, .who = who, .b = b};
	bool ok;

	hall_voice_init(&j.voice, s, b->site, &j.arena);
	j.sheets.voice = &j.voice;
	j.sheets.hall = store_name(s);
	j.sheets.demo = store_is_demo(s);
	ok = read_day(&j, e) && count_registers(&j, e);
	if (ok) {
		const struct register_file f = {.path = path,
						.title = _("日终"),
						.created = j.at / 1000,
						.fill = fill,
						.sealed = sealed,
						.ctx = &j};
		ok = register_file_write(&f, e);
	}
	arena_done(&j.arena);
	return ok;
}
