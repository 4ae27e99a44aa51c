/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/people_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "case/field_value.h"
#include "exchange/roster.h"

static const struct field *columns_of(const struct casefile *c, size_t list, int *n)
{
	const struct field *f = &c->item->fields[c->lists[list].field];

	*n = f->n_columns;
	return &c->item->columns[f->first_column];
}

size_t people_rows_new(struct casefile *c, size_t list, date_day today)
{
	size_t row = casefile_add_row(c, list);
	int n;
	const struct field *columns = columns_of(c, list, &n);
	struct err ignored;

	for (int i = 0; i < n; i++)
		if (columns[i].type == FIELD_IDENT_KIND)
			casefile_set_cell(c, list, row, (size_t)i, ident_kind_names[IDENT_RESIDENT],
					  today, &ignored);
	return row;
}

bool people_rows_empty(const struct casefile *c, size_t list, size_t row)
{
	int n;
	const struct field *columns = columns_of(c, list, &n);

	for (int i = 0; i < n; i++)
		if (columns[i].type != FIELD_IDENT_KIND && c->lists[list].rows[row].cells[i])
			return false;
	return true;
}

long people_rows_twin(const struct casefile *c, size_t list, size_t row)
{
	const struct people_row *rows = c->lists[list].rows;
	int n, at = -1;
	const struct field *columns = columns_of(c, list, &n);

	for (int i = 0; i < n; i++)
		if (columns[i].type == FIELD_IDENT)
			at = i;
	if (at < 0 || !rows[row].cells[at])
		return -1;
	for (size_t r = 0; r < row; r++)
		if (rows[r].cells[at] && strcmp(rows[r].cells[at], rows[row].cells[at]) == 0)
			return (long)r;
	return -1;
}

const struct form_fault *people_rows_fault(const struct form_fault *faults, size_t n, size_t row,
					   int column)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (faults[middle].row < (int)row)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < n && faults[low].row == (int)row; low++)
		if (column < 0 || faults[low].column == column)
			return &faults[low];
	return NULL;
}

int people_rows_width(const struct field *f)
{
	switch (f->type) {
	case FIELD_IDENT:
		return 18;
	case FIELD_NAME:
		return 8;
	case FIELD_PHONE:
		return 12;
	default:
		return 10;
	}
}

const char *const *people_rows_options(const struct field *f, struct arena *a, size_t *n)
{
	const char **words;

	if (f->type == FIELD_IDENT_KIND) {
		*n = IDENT_KINDS;
		return ident_kind_names;
	}
	*n = f->type == FIELD_SEX ? 2 : f->type == FIELD_CHOICE ? f->n_values : 0;
	if (!*n)
		return NULL;
	words = arena_array(a, *n, sizeof(*words));
	for (size_t i = 0; i < *n; i++)
		words[i] = f->type == FIELD_CHOICE ? f->values[i].text : i ? _("女") : _("男");
	return words;
}

char *people_rows_unit(const struct casefile *c)
{
	const char *name = "";

	for (size_t b = 0; b < c->item->n_blocks; b++) {
		const struct block *block = &c->item->blocks[b];
		for (size_t i = block->first; i < block->first + block->count; i++) {
			const char *value = casefile_value(c, i);
			if (block->role != ROLE_UNIT || !*value)
				continue;
			if (c->item->fields[i].type == FIELD_CREDIT_CODE)
				return xstrdup(value);
			if (strcmp(c->item->fields[i].id, "name") == 0)
				name = value;
		}
	}
	return xstrdup(name);
}

/* ---- what was pasted ---- */

enum { CELLS = 64, PASSED_OVER = -1 /* as roster_column_named */ };

struct pasted {
	const struct field *columns;
	int n;
	int column_of[CELLS]; /* of each cell of a line, or PASSED_OVER */
};

/* Without blanks at the ends, quotes of a table program and control characters. Caller frees. */
static char *clean_cell(const char *text, size_t len)
{
	while (len && (*text == ' ' || *text == '"')) {
		text++;
		len--;
	}
	while (len && (text[len - 1] == ' ' || text[len - 1] == '"'))
		len--;
	char *cell = xstrndup(text, len);
	for (size_t at; (at = utf8_control(cell)) < strlen(cell);) {
		const char *after = cell + at;
		utf8_next(&after);
		memmove(cell + at, after, strlen(after) + 1);
	}
	return cell;
}

/* Cell i of the line, "" where it ends before. Caller frees. */
static char *cell_of(const char *line, int i)
{
	size_t width = strcspn(line, "\t\r\n");

	for (; i > 0 && line[width] == '\t'; i--) {
		line += width + 1;
		width = strcspn(line, "\t\r\n");
	}
	return i > 0 ? xstrndup("", 0) : clean_cell(line, width);
}

static const char *next_line(const char *line)
{
	line += strcspn(line, "\r\n");
	return line + strspn(line, "\r\n");
}

/* Whether the line is headings, that of the name among them: then every cell goes by its own. */
static bool read_headings(struct pasted *p, const char *line)
{
	bool found = false, wanted = false;

	for (int i = 0; i < p->n; i++)
		wanted |= p->columns[i].type == FIELD_NAME;
	for (int i = 0; i < CELLS; i++) {
		char *text = cell_of(line, i);
		/* 身份证 alone is a value */
		p->column_of[i] = roster_ident_kind(text)
					  ? PASSED_OVER
					  : roster_column_named(p->columns, p->n, text);
		for (int k = 0; p->column_of[i] >= 0 && k < i; k++)
			if (p->column_of[k] == p->column_of[i])
				p->column_of[i] = PASSED_OVER; /* the first one counts */
		found |= p->column_of[i] >= 0 &&
			 (!wanted || p->columns[p->column_of[i]].type == FIELD_NAME);
		free(text);
	}
	return found;
}

/* 1, 2, 3 … before the names, or a column left empty. */
static bool is_serial(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits < 6 && !text[digits];
}

static bool is_kind_or_empty(const char *text)
{
	return !*text || roster_ident_kind(text);
}

static bool all_lines(const char *text, int cell, bool (*is)(const char *))
{
	for (; *text; text = next_line(text)) {
		char *word = cell_of(text, cell);
		bool good = is(word);
		free(word);
		if (!good)
			return false;
	}
	return true;
}

static void set_order(struct pasted *p, const char *text)
{
	int cell = 0;

	for (int i = 0; i < CELLS; i++)
		p->column_of[i] = PASSED_OVER;
	if (p->n && p->columns[0].type == FIELD_NAME && all_lines(text, 0, is_serial))
		cell++;
	for (int i = 0; i < p->n && cell < CELLS; i++) {
		if (p->columns[i].type == FIELD_IDENT_KIND &&
		    !all_lines(text, cell, is_kind_or_empty))
			continue; /* left out of all lines */
		p->column_of[cell++] = i;
	}
}

static void paste_line(struct casefile *c, size_t list, const struct pasted *p, const char *line,
		       date_day today)
{
	size_t row = people_rows_new(c, list, today);
	struct err ignored; /* the cell is kept and complained about in the table */

	for (int kinds = 1; kinds >= 0; kinds--) {
		for (int i = 0; i < CELLS; i++) {
			int column = p->column_of[i];
			if (column < 0 ||
			    (p->columns[column].type == FIELD_IDENT_KIND) != (kinds == 1))
				continue;
			char *cell = cell_of(line, i);
			const char *kind = kinds ? roster_ident_kind(cell) : NULL;
			if (*cell)
				casefile_set_cell(c, list, row, (size_t)column, kind ? kind : cell,
						  today, &ignored);
			free(cell);
		}
	}
	if (people_rows_empty(c, list, row))
		casefile_remove_row(c, list, row);
}

size_t people_rows_paste(struct casefile *c, size_t list, const char *text, date_day today)
{
	size_t before = c->lists[list].count;
	struct pasted p = {0};

	p.columns = columns_of(c, list, &p.n);
	text += strspn(text, "\r\n");
	if (read_headings(&p, text))
		text = next_line(text);
	else
		set_order(&p, text);
	for (; *text; text = next_line(text))
		paste_line(c, list, &p, text, today);
	return c->lists[list].count - before;
}
