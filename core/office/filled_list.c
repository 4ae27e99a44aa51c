/* SPDX-License-Identifier: Apache-2.0
 *
 * A people list on a filled form: a numbered row for everybody, the head of the
 * table on every page.
 */
#include <string.h>

#include "base/ident.h"
#include "base/text.h"
#include "office/filled_part.h"
#include "office/layout.h"
#include "office/wrap.h"

enum { BLANK_ROWS = 8, COLUMNS_MOST = 30, TEXT_SHORT = 12 };

/* What a value of the type takes at most, in units of the page: numbers keep to one line. */
static int width_of(const struct field *f)
{
	static const int widths[FIELD_TYPES] = {
		[FIELD_NAME] = 9,	  [FIELD_IDENT_KIND] = 12, [FIELD_IDENT] = 15,
		[FIELD_CREDIT_CODE] = 17, [FIELD_PHONE] = 11,	   [FIELD_DATE] = 10,
		[FIELD_MONTH] = 8,	  [FIELD_MONEY] = 11,	   [FIELD_NUMBER] = 7,
		[FIELD_CHOICE] = 12,	  [FIELD_SET] = 14,	   [FIELD_YESNO] = 6,
		[FIELD_ACCOUNT] = 16,	  [FIELD_BANK_CARD] = 16,  [FIELD_SOCIAL_CARD] = 10,
		[FIELD_SEX] = 5,
	};

	if (f->type == FIELD_TEXT)
		return f->max && f->max <= TEXT_SHORT ? 8 : 13;
	return widths[f->type] ? widths[f->type] : 12;
}

/* What it takes at the least, over several lines. */
static int least_of(const struct field *f)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_CHOICE:
	case FIELD_SET:
	case FIELD_IDENT_KIND:
		return 6;
	case FIELD_NAME:
		return 7;
	default:
		return width_of(f);
	}
}

/* The page shared out: where it is too narrow, words make room for numbers. */
static void share_out(struct column *columns, const int *least, size_t n)
{
	int total = 0, slack = 0;

	for (size_t i = 0; i < n; i++) {
		total += columns[i].weight;
		slack += columns[i].weight - least[i];
	}
	if (total <= LAYOUT_UNITS || !slack)
		return;
	int over = total - LAYOUT_UNITS < slack ? total - LAYOUT_UNITS : slack;
	for (size_t i = 0; i < n; i++) {
		int give = columns[i].weight - least[i];
		int part = (give * over + slack - 1) / slack; /* the last ones give less */
		columns[i].weight -= part;
		slack -= give;
		over -= part;
		if (!slack)
			break;
	}
}

static const struct people_list *list_of(const struct casefile *c, size_t field)
{
	for (size_t l = 0; l < c->n_lists; l++)
		if (c->lists[l].field == (int)field)
			return &c->lists[l];
	return NULL;
}

/* Where everybody shows the same kind of certificate, the kind needs no column of its own. */
static bool is_one_kind(const struct people_list *l, const struct field *columns, int column)
{
	const char *usual = ident_kind_names[IDENT_RESIDENT];

	if (columns[column].type != FIELD_IDENT_KIND)
		return false;
	for (size_t r = 0; l && r < l->count; r++)
		if (l->rows[r].cells[column] && strcmp(l->rows[r].cells[column], usual) != 0)
			return false;
	return true;
}

struct roster {
	const struct field *columns; /* of the item */
	int taken[COLUMNS_MOST];     /* those that are printed */
	size_t n;
	bool sign;
};

/* Units of the page that the longest text of a column takes on one line. */
static int measured(const struct people_list *l, int column)
{
	enum { EM_PX = 14, ROOM_PX = 24 };
	int widest = 0;

	for (size_t r = 0; l && r < l->count; r++) {
		const char *text = l->rows[r].cells[column];
		int width = text ? wrap_width(text, strlen(text)) : 0;
		widest = width > widest ? width : widest;
	}
	return (widest * EM_PX / 100 + ROOM_PX) / LAYOUT_UNIT_PX + 1;
}

/* No more than its words take; at least what its title does. */
static int width_now(const struct people_list *l, const struct field *f, int column)
{
	int most = width_of(f), now = l && l->count ? measured(l, column) : most;

	if (f->type != FIELD_TEXT || now >= most)
		return most;
	return now < least_of(f) ? least_of(f) : now;
}

static void head(struct document *d, const struct roster *t, const struct people_list *l,
		 const char *heading)
{
	struct column columns[COLUMNS_MOST + 2] = {{_("序号"), 5, true}};
	int least[COLUMNS_MOST + 2] = {4};
	size_t n = 1;

	for (size_t i = 0; i < t->n; i++) {
		const struct field *f = &t->columns[t->taken[i]];
		least[n] = least_of(f);
		columns[n++] = (struct column){f->label, width_now(l, f, t->taken[i]),
					       f->type != FIELD_TEXT};
	}
	if (t->sign) {
		least[n] = 9;
		columns[n++] = (struct column){_("签名"), 10, true};
	}
	share_out(columns, least, n);
	document_table(d, heading, columns, n);
	document_repeat_head(d);
}

static const char *cell(struct document *d, const struct field *f, const char *value)
{
	/* A date in digits keeps to one line. */
	if (!value || !*value || f->type == FIELD_DATE || f->type == FIELD_MONTH)
		return value ? value : "";
	return filled_part_value(d, f, value);
}

static void row(struct document *d, const struct roster *t, const struct people_row *person,
		size_t number)
{
	const char *cells[COLUMNS_MOST + 2] = {arena_printf(&d->arena, "%zu", number)};

	for (size_t i = 0; i < t->n; i++)
		cells[i + 1] = cell(d, &t->columns[t->taken[i]],
				    person ? person->cells[t->taken[i]] : NULL);
	cells[t->n + 1] = "";
	document_row(d, cells);
}

void filled_part_people(struct document *d, const struct casefile *c, size_t field,
			const char *heading, bool rows_sign)
{
	const struct field *f = &c->item->fields[field];
	const struct people_list *l = list_of(c, field);
	struct roster t = {.columns = &c->item->columns[f->first_column], .sign = rows_sign};
	size_t count = l ? l->count : 0;

	for (int i = 0; i < f->n_columns && t.n < COLUMNS_MOST; i++)
		if (!is_one_kind(l, t.columns, i))
			t.taken[t.n++] = i;
	head(d, &t, l,
	     count ? arena_printf(&d->arena, _("%s（共%zu人）"), heading, count) : heading);
	for (size_t r = 0; r < count; r++)
		row(d, &t, &l->rows[r], r + 1);
	for (size_t r = 0; !count && r < BLANK_ROWS; r++)
		row(d, &t, NULL, r + 1);
}
