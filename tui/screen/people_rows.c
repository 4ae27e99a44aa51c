/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/people_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

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

static bool is_kind(const char *text)
{
	for (int k = 0; k < IDENT_KINDS; k++)
		if (strcmp(ident_kind_names[k], text) == 0)
			return true;
	return false;
}

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

static void paste_line(struct casefile *c, size_t list, const char *line, size_t len,
		       date_day today)
{
	int n, column = 0;
	const struct field *columns = columns_of(c, list, &n);
	size_t row = people_rows_new(c, list, today);
	const char *end = line + len;

	for (const char *p = line; p <= end && column < n; column++) {
		size_t width = strcspn(p, "\t\r\n");
		char *cell = clean_cell(p, width);
		struct err ignored; /* the cell is kept and complained about in the table */
		if (columns[column].type == FIELD_IDENT_KIND && !is_kind(cell))
			column++;
		if (column < n && *cell)
			casefile_set_cell(c, list, row, (size_t)column, cell, today, &ignored);
		free(cell);
		p += width + 1;
	}
	if (people_rows_empty(c, list, row))
		casefile_remove_row(c, list, row);
}

size_t people_rows_paste(struct casefile *c, size_t list, const char *text, date_day today)
{
	size_t before = c->lists[list].count;
	int n;
	const struct field *columns = columns_of(c, list, &n);

	while (*text) {
		size_t len = strcspn(text, "\r\n");
		size_t first = strcspn(text, "\t\r\n");
		bool headings = n > 0 && first == strlen(columns[0].label) &&
				memcmp(text, columns[0].label, first) == 0;
		if (len && !headings)
			paste_line(c, list, text, len, today);
		text += len;
		text += strspn(text, "\r\n");
	}
	return c->lists[list].count - before;
}
