/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/roster_out.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "office/roster_sheet.h"

static const char *reasons_of(const struct roster_row *row, struct arena *a)
{
	struct str text = {0};

	for (size_t i = 0; i < row->n_faults; i++)
		str_addf(&text, "%s%s", i ? "\n" : "", row->faults[i].text);
	const char *out = arena_strdup(a, str_text(&text));
	str_done(&text);
	return out;
}

char *roster_out(const struct roster *r, const char *stem, int64_t created, struct err *e)
{
	struct arena a = {0};
	const char *slash = strrchr(r->path, '/');
	struct roster_return_row *rows = arena_array(&a, r->bad + 1, sizeof(*rows));
	struct roster_return out = {
		.title = arena_printf(&a, _("%s　退回名单"), r->item->name),
		.file = slash ? slash + 1 : r->path,
		.n_headings = r->n_headings,
		.headings = r->headings,
		.rows = rows,
		.created = created,
	};

	for (size_t i = 0; i < r->n_rows; i++) {
		const struct roster_row *row = &r->rows[i];
		if (row->verdict != ROSTER_BAD)
			continue;
		const char **cells = arena_array(&a, r->n_headings, sizeof(*cells));
		for (size_t c = 0; c < r->n_headings; c++)
			cells[c] = row->cells[c].text;
		rows[out.n_rows++] =
			(struct roster_return_row){row->number, cells, reasons_of(row, &a)};
	}
	char *path = roster_return_write(&out, stem, e);
	arena_done(&a);
	return path;
}

char *roster_out_names(const struct roster *r)
{
	struct str text = {0};
	int cell = -1;

	for (int c = 0; c < r->list->n_columns; c++)
		if (r->columns[c].type == FIELD_NAME)
			cell = r->map[c].cell;
	for (size_t i = 0; i < r->n_rows; i++) {
		const struct roster_row *row = &r->rows[i];
		const char *name = cell >= 0 ? row->cells[cell].text : "";
		if (row->verdict != ROSTER_BAD)
			continue;
		str_add(&text, text.len ? "、" : "");
		if (*name)
			str_add(&text, name);
		else
			str_addf(&text, "第%zu行", row->number);
	}
	return text.len ? str_take(&text) : xstrdup("");
}
