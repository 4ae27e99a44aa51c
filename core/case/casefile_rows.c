/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of people lists and what each has of the papers asked for by them.
 * The marks stand in the rows, so that they go where their row goes; what the
 * engine sees is counted from them after every change.
 */
#include <string.h>

#include "base/text.h"
#include "case/casefile_inside.h"
#include "case/field_value.h"

/* ---- counting ---- */

static int list_of(const struct casefile *c, size_t paper)
{
	for (size_t l = 0; l < c->n_lists; l++)
		if (c->lists[l].field == c->item->papers[paper].per_list)
			return (int)l;
	return -1;
}

int casefile_paper_list(const struct casefile *c, size_t paper)
{
	int list = list_of(c, paper);

	return list >= 0 && c->lists[list].count ? list : -1;
}

const char *casefile_row_name(const struct casefile *c, size_t list, size_t row)
{
	const struct field *f = &c->item->fields[c->lists[list].field];

	for (int i = 0; i < f->n_columns; i++)
		if (c->item->columns[f->first_column + i].type == FIELD_NAME)
			return c->lists[list].rows[row].cells[i];
	return NULL;
}

/* Unfit when every row has one and some do not serve. */
static struct paper_mark sum_of(const struct row_gap *gaps, size_t n, size_t rows)
{
	struct paper_mark m = {.state = PAPER_OK, .rows = (int)rows, .rows_ok = (int)(rows - n)};

	m.gaps = gaps;
	if (n)
		m.state = PAPER_UNFIT;
	for (size_t i = 0; i < n; i++)
		if (gaps[i].unfit == UNFITS)
			m.state = PAPER_ABSENT;
	if (m.state == PAPER_UNFIT)
		m.unfit = gaps[0].unfit;
	return m;
}

static void count_paper(struct casefile *c, size_t paper, size_t list)
{
	const struct people_list *l = &c->lists[list];
	struct paper_count *count = &c->counts[paper];
	size_t n = 0;

	if (!l->count) {
		c->in.marks[paper] = (struct paper_mark){.state = count->waiting.state,
							 .unfit = count->waiting.unfit};
		return;
	}
	if (count->room < l->count) {
		count->room = l->count * 2;
		count->gaps = arena_array(&c->arena, count->room, sizeof(*count->gaps));
	}
	for (size_t r = 0; r < l->count; r++) {
		const struct row_mark *m = &l->rows[r].marks[paper];
		if (m->state == PAPER_OK)
			continue;
		count->gaps[n++] = (struct row_gap){
			.row = (int)r,
			.name = casefile_row_name(c, list, r),
			.unfit = m->state == PAPER_UNFIT ? m->unfit : UNFITS,
		};
	}
	c->in.marks[paper] = sum_of(count->gaps, n, l->count);
}

static void count_list(struct casefile *c, size_t list)
{
	if (list == 0)
		c->in.values[FACT_PEOPLE] =
			(struct value){.state = VALUE_KNOWN, .a = (int64_t)c->lists[0].count};
	for (size_t p = 0; p < c->item->n_papers; p++)
		if (c->item->papers[p].per_list == c->lists[list].field)
			count_paper(c, p, list);
}

/* ---- marks ---- */

void casefile_mark(struct casefile *c, size_t paper, struct paper_mark mark)
{
	const struct row_mark each = {mark.state, mark.unfit};
	int list = list_of(c, paper);

	if (list < 0) {
		c->in.marks[paper] = mark;
		return;
	}
	struct people_list *l = &c->lists[list];
	for (size_t r = 0; r < l->count; r++)
		l->rows[r].marks[paper] = each;
	c->counts[paper].waiting = l->count ? (struct row_mark){0} : each;
	count_paper(c, paper, (size_t)list);
}

void casefile_mark_row(struct casefile *c, size_t paper, size_t row, struct row_mark mark)
{
	int list = list_of(c, paper);

	c->lists[list].rows[row].marks[paper] = mark;
	c->counts[paper].waiting = (struct row_mark){0};
	count_paper(c, paper, (size_t)list);
}

void casefile_mark_rest(struct casefile *c, size_t paper)
{
	struct people_list *l = &c->lists[list_of(c, paper)];

	for (size_t r = 0; r < l->count; r++)
		if (l->rows[r].marks[paper].state == PAPER_ABSENT)
			l->rows[r].marks[paper].state = PAPER_OK;
	c->counts[paper].waiting = (struct row_mark){0};
	count_paper(c, paper, (size_t)list_of(c, paper));
}

bool casefile_touched(const struct casefile *c, size_t paper)
{
	const struct paper_mark *m = &c->in.marks[paper];
	bool touched = m->state != PAPER_ABSENT || c->papers[paper].not_brought ||
		       c->papers[paper].good_before || c->papers[paper].n_files ||
		       (m->rows && m->rows_ok);

	for (int i = 0; !touched && i < m->rows - m->rows_ok; i++)
		touched = m->gaps[i].unfit < UNFITS;
	return touched;
}

void casefile_carry_mark(const struct casefile *from, size_t paper, struct casefile *to, size_t at)
{
	int was = casefile_paper_list(from, paper), is = casefile_paper_list(to, at);
	struct paper_mark whole = from->in.marks[paper];

	if (was >= 0 && is >= 0 && from->lists[was].count == to->lists[is].count) {
		for (size_t r = 0; r < to->lists[is].count; r++)
			casefile_mark_row(to, at, r, from->lists[was].rows[r].marks[paper]);
		return;
	}
	if (whole.rows) /* counted in rows that are not here */
		whole = (struct paper_mark){.state = whole.state, .unfit = whole.unfit};
	casefile_mark(to, at, whole);
}

/* ---- rows ---- */

static struct people_row *push_row(struct casefile *c, size_t list)
{
	struct people_list *l = &c->lists[list];
	const struct field *f = &c->item->fields[l->field];
	struct people_row *row = ARENA_PUSH(&c->arena, l->rows, l->count);

	row->id = ++l->last_id;
	row->cells = arena_array(&c->arena, (size_t)f->n_columns, sizeof(*row->cells));
	for (int i = 0; i < f->n_columns; i++)
		if (c->item->columns[f->first_column + i].type == FIELD_IDENT_KIND)
			row->cells[i] = ident_kind_names[IDENT_RESIDENT];
	row->marks = arena_array(&c->arena, c->item->n_papers, sizeof(*row->marks));
	for (size_t p = 0; p < c->item->n_papers; p++)
		row->marks[p] = c->counts[p].waiting;
	return row;
}

size_t casefile_add_row(struct casefile *c, size_t list)
{
	push_row(c, list);
	count_list(c, list);
	return c->lists[list].count - 1;
}

void casefile_add_rows(struct casefile *c, size_t list, const char *const *const *rows, size_t n)
{
	const struct field *f = &c->item->fields[c->lists[list].field];

	for (size_t r = 0; r < n; r++) {
		struct people_row *row = push_row(c, list);
		for (int i = 0; i < f->n_columns; i++)
			row->cells[i] = rows[r][i] ? arena_strdup(&c->arena, rows[r][i]) : NULL;
	}
	count_list(c, list);
}

void casefile_remove_row(struct casefile *c, size_t list, size_t row)
{
	struct people_list *l = &c->lists[list];

	memmove(&l->rows[row], &l->rows[row + 1], (l->count - row - 1) * sizeof(*l->rows));
	l->count--;
	count_list(c, list);
}

bool casefile_set_cell(struct casefile *c, size_t list, size_t row, size_t column, const char *text,
		       date_day today, struct err *e)
{
	struct people_list *l = &c->lists[list];
	const struct field *f = &c->item->fields[l->field];
	const struct field *columns = &c->item->columns[f->first_column];
	const char **cells = l->rows[row].cells;
	enum ident_kind kind = IDENT_RESIDENT;
	struct field_value v;
	struct err message;

	for (int i = 0; i < f->n_columns; i++)
		if (columns[i].type == FIELD_IDENT_KIND)
			kind = field_ident_kind(cells[i]);
	enum field_verdict verdict =
		field_value_check(&columns[column], kind, text ? text : "", today, &v, &message);
	if (strcmp(cells[column] ? cells[column] : "", v.text) != 0) {
		cells[column] = v.text[0] ? arena_strdup(&c->arena, v.text) : NULL;
		if (columns[column].type == FIELD_NAME)
			count_list(c, list);
	}
	if (verdict == FIELD_BAD)
		return err_set(e, ERR_INPUT, _("第 %zu 行 %s"), row + 1, message.text);
	return true;
}
