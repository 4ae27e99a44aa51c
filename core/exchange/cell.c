/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/cell.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "exchange/encoding.h"

void row_clear(struct row_builder *r)
{
	str_clear(&r->text);
	r->n = 0;
}

void row_done(struct row_builder *r)
{
	str_done(&r->text);
}

static size_t blank_at(const char *s)
{
	if (*s == ' ')
		return 1;
	if (strncmp(s, "\xC2\xA0", 2) == 0) /* U+00A0 */
		return 2;
	return strncmp(s, "\xE3\x80\x80", 3) == 0 ? 3 : 0; /* U+3000 */
}

static size_t blank_before(const char *s, size_t n)
{
	if (n >= 1 && s[n - 1] == ' ')
		return 1;
	if (n >= 2 && strncmp(s + n - 2, "\xC2\xA0", 2) == 0)
		return 2;
	return n >= 3 && strncmp(s + n - 3, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

void cell_clean(char *text)
{
	size_t n, lead = 0;

	for (char *s = text; *s; s++)
		if (*s == '\t' || *s == '\r' || *s == '\n')
			*s = ' ';
	for (char *s = text; s[n = utf8_control(s)];) {
		const char *after = s += n;
		utf8_next(&after);
		memmove(s, after, strlen(after) + 1);
	}
	for (size_t b; (b = blank_at(text + lead));)
		lead += b;
	n = strlen(text + lead);
	memmove(text, text + lead, n + 1);
	for (size_t b; (b = blank_before(text, n));)
		text[n -= b] = '\0';
}

bool row_put(struct row_builder *r, size_t column, const struct grid_cell *cell, const char *text,
	     size_t len)
{
	size_t start = r->text.len;

	str_addn(&r->text, text, len);
	str_addc(&r->text, '\0');
	cell_clean(r->text.data + start);
	r->text.len = start + strlen(r->text.data + start) + 1;
	if (r->text.len == start + 1) {
		r->text.len = start;
		return true;
	}
	if (column >= GRID_COLUMNS) {
		r->text.len = start;
		return false;
	}
	assert(column >= r->n);
	for (; r->n < column; r->n++)
		r->cells[r->n] = (struct grid_cell){.kind = GRID_EMPTY};
	r->cells[column] = *cell;
	r->start[column] = start;
	r->n = column + 1;
	return true;
}

bool row_finish(struct row_builder *r, struct grid_row *out)
{
	out->damaged = false;
	for (size_t i = 0; i < r->n; i++) {
		bool filled = r->cells[i].kind != GRID_EMPTY;
		r->cells[i].text = filled ? r->text.data + r->start[i] : "";
		out->damaged |= strstr(r->cells[i].text, ENCODING_DAMAGED) != NULL;
	}
	out->n = r->n;
	out->cells = r->cells;
	return r->n > 0;
}
