/* SPDX-License-Identifier: Apache-2.0
 *
 * A people list on a filled form: a numbered row for everybody, the head of the
 * table on every page.
 */
#include <string.h>

#include "base/ident.h"
#include "base/text.h"
#include "office/filled_part.h"

enum { BLANK_ROWS = 8, COLUMNS_MOST = 30, TEXT_SHORT = 12 };

/* Shares of the page; what a value of the type takes in the type's longest usual form. */
static int weight_of(const struct field *f)
{
	static const int weights[FIELD_TYPES] = {
		[FIELD_NAME] = 9,	  [FIELD_IDENT_KIND] = 10, [FIELD_IDENT] = 18,
		[FIELD_CREDIT_CODE] = 18, [FIELD_PHONE] = 12,	   [FIELD_DATE] = 11,
		[FIELD_MONTH] = 9,	  [FIELD_MONEY] = 11,	   [FIELD_NUMBER] = 7,
		[FIELD_CHOICE] = 10,	  [FIELD_SET] = 14,	   [FIELD_YESNO] = 5,
		[FIELD_ACCOUNT] = 18,	  [FIELD_BANK_CARD] = 18,  [FIELD_SOCIAL_CARD] = 11,
		[FIELD_SEX] = 5,
	};

	if (f->type == FIELD_TEXT)
		return f->max && f->max <= TEXT_SHORT ? 8 : 14;
	return weights[f->type] ? weights[f->type] : 10;
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

static void head(struct document *d, const struct roster *t, const char *heading)
{
	struct column columns[COLUMNS_MOST + 2] = {{_("序号"), 5, true}};
	size_t n = 1;

	for (size_t i = 0; i < t->n; i++) {
		const struct field *f = &t->columns[t->taken[i]];
		columns[n++] = (struct column){f->label, weight_of(f), f->type != FIELD_TEXT};
	}
	if (t->sign)
		columns[n++] = (struct column){_("签名"), 10, true};
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
	head(d, &t, count ? arena_printf(&d->arena, _("%s（共%zu人）"), heading, count) : heading);
	for (size_t r = 0; r < count; r++)
		row(d, &t, &l->rows[r], r + 1);
	for (size_t r = 0; !count && r < BLANK_ROWS; r++)
		row(d, &t, NULL, r + 1);
}
