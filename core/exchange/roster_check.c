/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of a list against the types of its columns. All that is wrong with a row
 * is said, so that a unit mends it once. A number that went through Excel as a
 * number has lost its last digits: it is never taken, even where what is left passes
 * as a number.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "case/field_value.h"
#include "exchange/encoding.h"
#include "exchange/roster.h"
#include "store/duplicate.h"
#include "store/people.h"

const char *const roster_reason_names[ROSTER_REASONS] = {
	[FLAW_EMPTY] = N_("必填项没有填"),	  [FLAW_INVALID] = N_("号码或格式不对"),
	[FLAW_RUINED] = N_("号码被 Excel 改坏"),  [FLAW_TWIN] = N_("名单里重复"),
	[FLAW_BROKEN] = N_("坏字节或公式出错"),	  [FLAW_MERGED] = N_("合并了单元格"),
	[FLAW_OPEN] = N_("已有没办结的同一事项"), [FLAW_DOUBT] = N_("要再核对"),
};

enum { EXCEL_DIGITS = 15, SERIAL_LEAST = 10000, SERIAL_MOST = 80000 };

struct checking {
	struct roster *r;
	const struct roster_rules *rules;
	struct roster_row *row;
};

static void __attribute__((format(printf, 4, 5)))
add_fault(struct checking *k, enum roster_reason reason, int column, const char *fmt, ...)
{
	struct arena *a = &k->r->arena;
	struct roster_row *row = k->row;
	char text[1200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	text[utf8_check(text, strlen(text))] = '\0';
	*ARENA_PUSH(a, row->faults, row->n_faults) =
		(struct roster_fault){reason, column, arena_strdup(a, text)};
	enum roster_verdict v =
		reason == FLAW_OPEN || reason == FLAW_DOUBT ? ROSTER_DOUBTFUL : ROSTER_BAD;
	if (v > row->verdict)
		row->verdict = v;
}

/* ---- numbers that were ruined ---- */

static bool is_number_field(const struct field *f)
{
	return f->type == FIELD_IDENT || f->type == FIELD_ACCOUNT || f->type == FIELD_BANK_CARD ||
	       f->type == FIELD_SOCIAL_CARD || f->type == FIELD_CREDIT_CODE ||
	       f->type == FIELD_TEXT;
}

/* 4.50721E+17 */
static bool is_scientific(const char *text)
{
	const char *s = text + strspn(text, "0123456789.");

	return s > text && isdigit((unsigned char)*text) && (*s == 'E' || *s == 'e') &&
	       s[1] == '+' && s[2] && !s[2 + strspn(s + 2, "0123456789")];
}

static bool ends_in_zeros(const char *text)
{
	size_t n = strlen(text);

	return n > EXCEL_DIGITS && strspn(text, "0123456789") == n &&
	       strcmp(text + n - 3, "000") == 0;
}

/* A text file does not say whether a cell was a number: zeros at the end do. */
static bool is_ruined(struct checking *k, int column, const struct roster_cell *cell)
{
	const struct field *f = &k->r->columns[column];

	if (!is_number_field(f))
		return false;
	if (is_scientific(cell->text)) {
		add_fault(k, FLAW_RUINED, column,
			  _("%s：%s 被 Excel 变成了科学计数，原来的号码已经没有了，请照证件重填"),
			  f->label, cell->text);
		return true;
	}
	if (cell->kind == GRID_NUMBER && strlen(cell->text) > EXCEL_DIGITS) {
		add_fault(
			k, FLAW_RUINED, column,
			_("%s：这一格是数字，Excel 只留前 15 位，后面变成了 0（%s），请把格式改成“"
			  "文本”后照证件重填"),
			f->label, cell->text);
		return true;
	}
	if (k->r->is_text && f->type == FIELD_IDENT && ends_in_zeros(cell->text)) {
		add_fault(
			k, FLAW_RUINED, column,
			_("%s：末三位是 000（%s），多半被 Excel 改坏，请照证件核对，确实如此的在名"
			  "单里手工录入"),
			f->label, cell->text);
		return true;
	}
	return false;
}

/* ---- one cell ---- */

/* 2026-11-21 00:00:00 without its time; the serial number of a day as the day. */
static void read_day(const struct roster *r, const struct roster_cell *cell, char *text)
{
	size_t n = strlen(text);
	char *blank = strchr(text, ' ');

	if (blank && strchr(blank, ':'))
		*blank = '\0';
	if (n == 5 && strspn(text, "0123456789") == n) {
		int serial = atoi(text);
		date_day d = serial >= SERIAL_LEAST && serial <= SERIAL_MOST
				     ? grid_serial_day(serial, r->from_1904)
				     : DATE_NONE;
		if (d != DATE_NONE)
			date_format(d, text); /* has room: see cell_text */
	}
	(void)cell;
}

/* The text of a cell as its column wants it. Caller frees. */
static char *cell_text(const struct roster *r, const struct field *f,
		       const struct roster_cell *cell)
{
	size_t n = strlen(cell->text);
	char *text = xcalloc(n + DATE_TEXT, 1);

	memcpy(text, cell->text, n);
	if (f->type == FIELD_DATE)
		read_day(r, cell, text);
	if (f->type == FIELD_MONTH && cell->kind == GRID_DATE && n == DATE_TEXT - 1)
		text[strlen("2026-11")] = '\0';
	if (f->type == FIELD_IDENT_KIND && roster_ident_kind(text)) {
		const char *kind = roster_ident_kind(text);
		free(text);
		text = xstrdup(kind);
	}
	return text;
}

static const struct roster_cell *cell_of(const struct checking *k, int column)
{
	static const struct roster_cell empty = {GRID_EMPTY, ""};
	int cell = k->r->map[column].cell;

	return cell < 0 ? &empty : &k->row->cells[cell];
}

static enum ident_kind kind_of_row(const struct checking *k)
{
	for (int c = 0; c < k->r->list->n_columns; c++) {
		if (k->r->columns[c].type == FIELD_IDENT_KIND) {
			const char *kind = roster_ident_kind(cell_of(k, c)->text);
			return kind ? field_ident_kind(kind) : IDENT_RESIDENT;
		}
	}
	return IDENT_RESIDENT;
}

static void check_cell(struct checking *k, int column, enum ident_kind kind)
{
	const struct roster_cell *cell = cell_of(k, column);
	const struct field *f = &k->r->columns[column];
	struct field_value v;
	struct err message;

	if (!*cell->text) {
		if (f->type == FIELD_IDENT_KIND)
			k->row->values[column] = ident_kind_names[IDENT_RESIDENT];
		else if (k->rules->k->truths[f->required] == TRI_TRUE)
			add_fault(k, FLAW_EMPTY, column, _("%s：没有填"), f->label);
		return;
	}
	if (cell->kind == GRID_ERROR) {
		add_fault(k, FLAW_BROKEN, column, _("%s：公式出错（%s）"), f->label, cell->text);
		return;
	}
	if (is_ruined(k, column, cell))
		return;
	if (strstr(cell->text, ENCODING_DAMAGED)) {
		add_fault(k, FLAW_BROKEN, column, _("%s：有无法识别的字符，请重填"), f->label);
		return;
	}
	char *text = cell_text(k->r, f, cell);
	enum field_verdict verdict =
		field_value_check(f, kind, text, k->rules->today, &v, &message);
	free(text);
	k->row->values[column] = v.text[0] ? arena_strdup(&k->r->arena, v.text) : NULL;
	if (verdict != FIELD_OK)
		add_fault(k, verdict == FIELD_BAD ? FLAW_INVALID : FLAW_DOUBT, column, "%s",
			  message.text);
	else if (f->type == FIELD_IDENT && ends_in_zeros(v.text))
		add_fault(k, FLAW_DOUBT, column, _("%s：末三位是 000，请照证件核对"), f->label);
}

/* ---- one row ---- */

static int number_column(const struct roster *r)
{
	for (int c = 0; c < r->list->n_columns; c++)
		if (r->columns[c].type == FIELD_IDENT)
			return c;
	return -1;
}

static bool is_bad_cell(const struct roster_row *row, int column)
{
	for (size_t i = 0; i < row->n_faults; i++)
		if (row->faults[i].column == column && row->faults[i].reason != FLAW_DOUBT)
			return true;
	return false;
}

/* Whether the person is in a case of this item that is not settled. */
static bool look_in_store(struct checking *k, enum ident_kind kind, struct err *e)
{
	int column = number_column(k->r);
	struct duplicate *d = NULL;

	if (!k->rules->store || column < 0 || !k->row->values[column] ||
	    is_bad_cell(k->row, column))
		return true;
	if (!duplicate_of_row(k->rules->store, k->r->item->id, person_kind_ids[kind],
			      k->row->values[column], &k->r->arena, &d, e))
		return false;
	if (d)
		add_fault(k, FLAW_OPEN, column,
			  _("此人已在没办结的 %s（%s 收件）里，请核对是否重复"), d->number, d->by);
	return true;
}

static bool check_row(struct checking *k, struct err *e)
{
	struct roster *r = k->r;
	enum ident_kind kind = kind_of_row(k);

	k->row->verdict = ROSTER_GOOD;
	k->row->n_faults = 0;
	k->row->faults = NULL;
	k->row->values =
		arena_array(&r->arena, (size_t)r->list->n_columns, sizeof(*k->row->values));
	if (k->row->merged)
		add_fault(k, FLAW_MERGED, -1,
			  _("这一行有合并的单元格，看不出内容是谁的，请取消合并后逐行填写"));
	for (int c = 0; c < r->list->n_columns; c++)
		check_cell(k, c, kind);
	return look_in_store(k, kind, e);
}

/* ---- twins ---- */

struct numbered {
	const char *number;
	size_t at; /* the row; of the case's list first */
};

static int by_number(const void *a, const void *b)
{
	const struct numbered *x = a, *y = b;
	int order = strcmp(x->number, y->number);

	return order ? order : x->at < y->at ? -1 : x->at > y->at;
}

static const char *name_of(const struct roster *r, const struct roster_row *row)
{
	for (int c = 0; c < r->list->n_columns; c++)
		if (r->columns[c].type == FIELD_NAME && row->values[c])
			return row->values[c];
	return "";
}

/* The later one is the bad one; of two with different names nobody knows which. */
static void tell_twin(struct checking *k, size_t before, size_t first, size_t at)
{
	struct roster *r = k->r;
	int column = number_column(r);

	k->row = &r->rows[at - before];
	if (first < before) {
		add_fault(k, FLAW_TWIN, column, _("%s：与已录名单第 %zu 行相同"),
			  r->columns[column].label, first + 1);
		return;
	}
	struct roster_row *other = &r->rows[first - before], *row = k->row;
	bool same = strcmp(name_of(r, row), name_of(r, other)) == 0;
	add_fault(k, FLAW_TWIN, column,
		  same ? _("%s：与第 %zu 行重复")
		       : _("%s：与第 %zu 行相同，姓名不同，请核对是谁的"),
		  r->columns[column].label, other->number);
	if (same || is_bad_cell(other, column))
		return;
	k->row = other;
	add_fault(k, FLAW_TWIN, column, _("%s：与第 %zu 行相同，姓名不同，请核对是谁的"),
		  r->columns[column].label, row->number);
}

static size_t existing_numbers(const struct checking *k, struct numbered *out)
{
	const struct casefile *c = k->rules->c;
	int column = number_column(k->r);
	size_t n = 0;

	for (size_t i = 0; c && i < c->lists[k->rules->list].count; i++) {
		const char *number = c->lists[k->rules->list].rows[i].cells[column];
		if (number)
			out[n++] = (struct numbered){number, i};
	}
	return n;
}

static void find_twins(struct checking *k)
{
	struct roster *r = k->r;
	int column = number_column(r);
	size_t before = k->rules->c ? k->rules->c->lists[k->rules->list].count : 0;

	if (column < 0)
		return;
	struct numbered *all = xcalloc(before + r->n_rows + 1, sizeof(*all));
	size_t n = existing_numbers(k, all);
	for (size_t i = 0; i < r->n_rows; i++)
		if (r->rows[i].values[column] && !is_bad_cell(&r->rows[i], column))
			all[n++] = (struct numbered){r->rows[i].values[column], before + i};
	qsort(all, n, sizeof(*all), by_number);
	for (size_t i = 1, first = 0; i < n; i++) {
		if (strcmp(all[i].number, all[first].number) != 0)
			first = i;
		else if (all[i].at >= before)
			tell_twin(k, before, all[first].at, all[i].at);
	}
	free(all);
}

/* ---- all of them ---- */

static void count_rows(struct roster *r)
{
	r->good = r->doubtful = r->bad = 0;
	memset(r->by_reason, 0, sizeof(r->by_reason));
	for (size_t i = 0; i < r->n_rows; i++) {
		bool seen[ROSTER_REASONS] = {false};
		const struct roster_row *row = &r->rows[i];
		r->good += row->verdict == ROSTER_GOOD;
		r->doubtful += row->verdict == ROSTER_DOUBTFUL;
		r->bad += row->verdict == ROSTER_BAD;
		for (size_t f = 0; f < row->n_faults; f++) {
			r->by_reason[row->faults[f].reason] += !seen[row->faults[f].reason];
			seen[row->faults[f].reason] = true;
		}
	}
}

bool roster_check(struct roster *r, const struct roster_rules *rules, size_t most, bool *done,
		  struct err *e)
{
	struct checking k = {.r = r, .rules = rules};

	for (; most && r->checked < r->n_rows; most--, r->checked++) {
		k.row = &r->rows[r->checked];
		if (!check_row(&k, e))
			return false;
	}
	*done = r->checked == r->n_rows;
	if (*done) {
		find_twins(&k);
		count_rows(r);
	}
	return true;
}

void roster_recheck(struct roster *r)
{
	r->checked = 0;
}

size_t roster_take(const struct roster *r, struct casefile *c, size_t list, bool also_bad)
{
	const char *const **rows = xcalloc(r->n_rows + 1, sizeof(*rows));
	size_t n = 0;

	for (size_t i = 0; i < r->n_rows; i++)
		if (also_bad || r->rows[i].verdict != ROSTER_BAD)
			rows[n++] = r->rows[i].values;
	casefile_add_rows(c, list, rows, n);
	free(rows);
	return n;
}
