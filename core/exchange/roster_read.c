/* SPDX-License-Identifier: Apache-2.0
 *
 * From a file to the rows of a list: every sheet's first lines are looked at for
 * headings, then the best sheet is read. Titles above the headings, sums and
 * signatures below the people, and headings repeated for printing are no people.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "exchange/encoding.h"
#include "exchange/roster.h"

enum { LINES_LOOKED_AT = 30, CELLS_A_SLICE = 4000 };

struct found {
	size_t sheet, row; /* number of the line of headings */
	int score;
};
struct roster_reader {
	struct grid *grid;
	struct roster *r;
	struct found best;
	bool reading;
};

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* ---- the line of headings ---- */

/* How many columns of the list a line has headings for; the name and the number weigh more. */
static int score_line(const struct roster *r, const struct grid_row *row)
{
	int score = 0;

	for (int c = 0; c < r->list->n_columns; c++) {
		bool found = false;
		for (size_t i = 0; i < row->n && !found; i++)
			found = row->cells[i].kind == GRID_TEXT &&
				!(r->columns[c].type == FIELD_IDENT_KIND &&
				  roster_ident_kind(row->cells[i].text)) &&
				roster_column_named(r->columns, r->list->n_columns,
						    row->cells[i].text) == c;
		bool key = r->columns[c].type == FIELD_NAME || r->columns[c].type == FIELD_IDENT;
		score += found ? key ? 2 : 1 : 0;
	}
	return score;
}

static bool look_at(struct roster_reader *rr, size_t sheet, struct found *best, struct err *e)
{
	struct grid_row row;
	enum grid_result result = GRID_END;

	*best = (struct found){.sheet = sheet};
	if (!grid_begin(rr->grid, sheet, e))
		return false;
	for (int line = 0; line < LINES_LOOKED_AT; line++) {
		result = grid_next(rr->grid, &row, e);
		if (result != GRID_ROW)
			break;
		int score = score_line(rr->r, &row);
		if (score > best->score)
			*best = (struct found){sheet, row.number, score};
	}
	return result != GRID_FAULT;
}

static bool no_headings(const struct roster_reader *rr, struct err *e)
{
	struct str wanted = {0}, sheets = {0};
	const struct roster *r = rr->r;

	for (int c = 0; c < r->list->n_columns; c++)
		str_addf(&wanted, "%s%s", c ? "、" : "", r->columns[c].label);
	for (size_t s = 0; s < grid_sheets(rr->grid) && s < 5; s++)
		str_addf(&sheets, "%s“%s”", s ? "、" : "", grid_sheet_name(rr->grid, s));
	if (r->is_text)
		err_set(e, ERR_INPUT, _("%s 里没有找到表头。要有这些列：%s"), base_name(r->path),
			str_text(&wanted));
	else
		err_set(e, ERR_INPUT,
			_("%s 的工作表 %s 里都没有找到名单的表头，是不是拿错了文件或工作表？要有这"
			  "些列：%s"),
			base_name(r->path), str_text(&sheets), str_text(&wanted));
	str_done(&wanted);
	str_done(&sheets);
	return false;
}

/* Hidden sheets count only where no other fits. */
static bool find_sheet(struct roster_reader *rr, struct err *e)
{
	struct str others = {0};
	size_t fit = 0;

	for (size_t s = 0; s < grid_sheets(rr->grid); s++) {
		struct found f;
		if (!look_at(rr, s, &f, e)) {
			str_done(&others);
			return false;
		}
		if (grid_sheet_hidden(rr->grid, s))
			f.score /= 2;
		if (f.score > rr->best.score)
			rr->best = f;
	}
	for (size_t s = 0; rr->best.score && s < grid_sheets(rr->grid); s++) {
		struct found f;
		if (s == rr->best.sheet || grid_sheet_hidden(rr->grid, s) || !look_at(rr, s, &f, e))
			continue;
		if (f.score == rr->best.score)
			str_addf(&others, "%s%s", fit++ ? "、" : "", grid_sheet_name(rr->grid, s));
	}
	if (fit)
		rr->r->others = arena_strdup(&rr->r->arena, str_text(&others));
	str_done(&others);
	return rr->best.score >= 2 || no_headings(rr, e);
}

/* ---- rows ---- */

static void take_headings(struct roster *r, const struct grid_row *row)
{
	r->heading_row = row->number;
	r->n_headings = row->n;
	r->headings = arena_array(&r->arena, row->n, sizeof(*r->headings));
	for (size_t i = 0; i < row->n; i++)
		r->headings[i] = arena_strdup(&r->arena, row->cells[i].text);
}

static bool begins_with_any(const char *text)
{
	static const char *const words[] = {
		"合计",	  "总计", "小计", "制表", "填表", "经办人",	  "审核",    "单位负责人",
		"负责人", "备注", "注：", "注:",  "说明", "单位（盖章）", "单位盖章"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strncmp(text, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* Sums, signatures, remarks begin with such a word and have no number of a certificate. */
static bool is_person(const struct roster *r, const struct grid_row *row)
{
	bool any = false, number = false, again = true;
	size_t first = 0;

	while (first < row->n && !*row->cells[first].text)
		first++;
	for (size_t i = 0; i < row->n; i++) {
		const char *text = row->cells[i].text;
		again &= i < r->n_headings && strcmp(text, r->headings[i]) == 0;
		for (int c = 0; *text && c < r->list->n_columns; c++) {
			if (r->map[c].cell != (int)i)
				continue;
			any |= r->columns[c].type != FIELD_IDENT_KIND;
			number |= r->columns[c].type == FIELD_IDENT;
		}
	}
	if (again || !any)
		return false;
	return number || !begins_with_any(row->cells[first].text);
}

static void take_row(struct roster *r, const struct grid_row *row)
{
	struct roster_row *out = ARENA_PUSH(&r->arena, r->rows, r->n_rows);
	struct roster_cell *cells = arena_array(&r->arena, r->n_headings, sizeof(*cells));

	for (size_t i = 0; i < r->n_headings; i++)
		cells[i].text = "";
	for (size_t i = 0; i < row->n && i < r->n_headings; i++) {
		cells[i].kind = row->cells[i].kind;
		cells[i].text =
			*row->cells[i].text ? arena_strdup(&r->arena, row->cells[i].text) : "";
		r->formulas += row->cells[i].formula;
	}
	*out = (struct roster_row){.number = row->number, .damaged = row->damaged, .cells = cells};
	r->hidden += row->hidden;
}

static bool too_many(const struct roster_reader *rr, struct err *e)
{
	return err_set(e, ERR_INPUT, _("%s 超过 %d 人，一件最多 %d 人。请单位分成几份，分几件办理"),
		       base_name(rr->r->path), ROSTER_ROWS, ROSTER_ROWS);
}

/* Cells merged over several people say it of the first alone. */
static void mark_merged(struct roster_reader *rr)
{
	struct roster *r = rr->r;
	size_t n;
	const struct grid_merge *merges = grid_merges(rr->grid, &n);

	for (size_t m = 0; m < n; m++) {
		bool mapped = false;
		if (merges[m].last_row == merges[m].row &&
		    merges[m].last_column == merges[m].column)
			continue;
		for (int c = 0; c < r->list->n_columns; c++)
			mapped |= r->map[c].cell >= (int)merges[m].column &&
				  r->map[c].cell <= (int)merges[m].last_column;
		for (size_t i = 0; mapped && i < r->n_rows; i++)
			if (r->rows[i].number > merges[m].row &&
			    r->rows[i].number <= merges[m].last_row + 1)
				r->rows[i].merged = true;
	}
}

/* ---- */

struct roster_reader *roster_reader_new(const char *path, const struct item *it, size_t list_field,
					struct err *e)
{
	struct grid *g = grid_open(path, &grid_limits_list, e);

	if (!g)
		return NULL;
	struct roster_reader *rr = xcalloc(1, sizeof(*rr));
	struct roster *r = xcalloc(1, sizeof(*r));
	rr->grid = g;
	rr->r = r;
	r->item = it;
	r->list = &it->fields[list_field];
	r->columns = &it->columns[r->list->first_column];
	r->path = xstrdup(path);
	r->is_text = grid_sheets(g) == 1 && !*grid_sheet_name(g, 0);
	r->from_1904 = grid_from_1904(g);
	r->map = arena_array(&r->arena, (size_t)r->list->n_columns, sizeof(*r->map));
	if (find_sheet(rr, e) && grid_begin(g, rr->best.sheet, e))
		return rr;
	roster_reader_free(rr);
	return NULL;
}

void roster_reader_free(struct roster_reader *rr)
{
	if (!rr)
		return;
	grid_close(rr->grid);
	roster_free(rr->r);
	free(rr);
}

static bool finish(struct roster_reader *rr, struct err *e)
{
	struct roster *r = rr->r;

	r->format = arena_strdup(&r->arena, grid_format(rr->grid));
	r->sheet = arena_strdup(&r->arena, grid_sheet_name(rr->grid, rr->best.sheet));
	mark_merged(rr);
	if (r->n_rows)
		return true;
	return err_set(e, ERR_INPUT, _("%s 的表头下面没有人，请核对文件"), base_name(r->path));
}

enum roster_progress roster_reader_go_on(struct roster_reader *rr, int64_t *done, int64_t *total,
					 struct err *e)
{
	struct roster *r = rr->r;
	struct grid_row row;

	for (size_t cells = 0; cells < CELLS_A_SLICE; cells += row.n + 1) {
		enum grid_result result = grid_next(rr->grid, &row, e);
		if (result == GRID_FAULT)
			return ROSTER_FAILED;
		if (result == GRID_END)
			return finish(rr, e) ? ROSTER_DONE : ROSTER_FAILED;
		if (row.number < rr->best.row)
			continue;
		if (row.number == rr->best.row) {
			take_headings(r, &row);
			roster_match(r, NULL, 0);
		} else if (!is_person(r, &row)) {
			r->passed_over++;
		} else if (r->n_rows == ROSTER_ROWS) {
			too_many(rr, e);
			return ROSTER_FAILED;
		} else {
			take_row(r, &row);
		}
	}
	grid_progress(rr->grid, done, total);
	return ROSTER_MORE;
}

struct roster *roster_reader_take(struct roster_reader *rr)
{
	struct roster *r = rr->r;

	rr->r = NULL;
	return r;
}

void roster_free(struct roster *r)
{
	if (!r)
		return;
	arena_done(&r->arena);
	free(r->path);
	free(r);
}
