/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/list_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "exchange/grid.h"

enum { RESIDENT_LEN = 18 };

struct ours {
	const char *number;
	int at;
	bool seen;
};
struct checking {
	struct ours *ours; /* by number */
	size_t n;
	date_day today;
	struct arena *a;
	struct list_check *out;
	int filled; /* rows with anything in them */
};

static int by_number(const void *a, const void *b)
{
	const struct ours *x = a, *y = b;
	int order = strcmp(x->number, y->number);

	return order ? order : x->at - y->at;
}

/* True when it is one of ours; the same number may stand in several rows. */
static bool see(struct checking *c, const char *number)
{
	struct ours wanted = {number, -1, false};
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t mid = (low + high) / 2;
		if (by_number(&c->ours[mid], &wanted) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	bool found = false;
	for (; low < c->n && strcmp(c->ours[low].number, number) == 0; low++)
		found = c->ours[low].seen = true;
	return found;
}

/* Whether the cell names a person. */
static bool look_at(struct checking *c, const struct grid_cell *cell)
{
	if (!cell->text || strlen(cell->text) >= IDENT_TEXT)
		return false;
	if (see(c, cell->text))
		return true;
	/* One with a wrong check digit is meant as a number all the same. */
	struct ident id = ident_certificate(IDENT_RESIDENT, cell->text, c->today);
	if (strlen(id.text) != RESIDENT_LEN || strspn(id.text, "0123456789") < RESIDENT_LEN - 1)
		return false;
	if (!see(c, id.text))
		*ARENA_PUSH(c->a, c->out->extra, c->out->n_extra) = arena_strdup(c->a, id.text);
	return true;
}

static bool read_sheet(struct checking *c, struct grid *g, size_t sheet, struct err *e)
{
	struct grid_row row;
	enum grid_result result;

	if (!grid_begin(g, sheet, e))
		return false;
	while ((result = grid_next(g, &row, e)) == GRID_ROW) {
		bool person = false;
		for (size_t i = 0; i < row.n; i++)
			person |= look_at(c, &row.cells[i]);
		c->out->rows += person;
		if (++c->filled > LIST_CHECK_ROWS)
			return err_set(e, ERR_INPUT, _("超过 %d 行，没有核对"), LIST_CHECK_ROWS);
	}
	return result == GRID_END;
}

static void take_ours(struct checking *c, const char *const *numbers, size_t n)
{
	c->ours = xcalloc(n + 1, sizeof(*c->ours));
	for (size_t i = 0; i < n; i++)
		if (numbers[i] && *numbers[i])
			c->ours[c->n++] = (struct ours){numbers[i], (int)i, false};
	qsort(c->ours, c->n, sizeof(*c->ours), by_number);
}

static int by_place(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

bool list_check(const char *path, const char *const *numbers, size_t n, date_day today,
		struct arena *a, struct list_check *out, struct err *e)
{
	struct checking c = {.today = today, .a = a, .out = out};
	struct grid *g = grid_open(path, &grid_limits_list, e);
	bool ok = g != NULL;

	*out = (struct list_check){0};
	if (!g)
		return false;
	take_ours(&c, numbers, n);
	for (size_t i = 0; ok && i < grid_sheets(g); i++)
		ok = grid_sheet_hidden(g, i) || read_sheet(&c, g, i, e);
	if (out->rows == 0 && c.filled > 1)
		out->rows = c.filled - 1;
	for (size_t i = 0; i < c.n; i++)
		if (!c.ours[i].seen)
			*ARENA_PUSH(a, out->missing, out->n_missing) = c.ours[i].at;
	if (out->n_missing)
		qsort(out->missing, out->n_missing, sizeof(*out->missing), by_place);
	free(c.ours);
	grid_close(g);
	return ok;
}
