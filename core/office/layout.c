/* SPDX-License-Identifier: Apache-2.0 */
#include "office/layout.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "office/wrap.h"

/* Lines of 宋体 are 1.3 times the size, of the Noto fonts 1.45. */
#define LINE_RATIO 1.45
/* One page is worth shrinking to four fifths for: 8 points are still read at a counter. */
#define SHRINK 1.27
/* What a cell keeps free left and right, and a spare for fonts wider than ours. */
enum { CELL_MARGIN_PX = 8, INDENT_PX = 14, SPARE_PERCENT = 3 };
/* 9 mm: a line of handwriting. */
#define ROOMY_PT 25.5
/* Beyond this a paragraph is written line by line, to run on over the page's end. */
enum { PARAGRAPH_LINES = 10 };

enum { QR_UNITS = 9, HEAD_SIDE = 13, LABEL_UNITS = 11, HALF = LAYOUT_UNITS / 2 };

const struct style layout_styles[CELL_STYLES] = {
	[STYLE_BANNER] = {.pt = 18, .hei = true, .padding = 4, .least = 30},
	[STYLE_AGENCY] = {.pt = 10.5, .padding = 4, .least = 20},
	[STYLE_NUMBER] = {.pt = 10.5, .padding = 4, .least = 20},
	[STYLE_TITLE] = {.pt = 18, .hei = true, .padding = 6, .least = 50},
	[STYLE_REPRINT] = {.pt = 10.5, .padding = 2, .least = 18},
	[STYLE_CODE] = {.pt = 9, .padding = 2, .least = 18},
	[STYLE_HEADING] = {.pt = 10.5, .hei = true, .padding = 6, .least = 22},
	[STYLE_LABEL] = {.pt = 10, .padding = 4, .least = 20},
	[STYLE_VALUE] = {.pt = 10, .indented = true, .padding = 4, .least = 20},
	[STYLE_TABLE_HEAD] = {.pt = 10, .hei = true, .padding = 4, .least = 20},
	[STYLE_CELL] = {.pt = 10, .indented = true, .padding = 4, .least = 20},
	[STYLE_CELL_CENTRED] = {.pt = 10, .padding = 4, .least = 20},
	[STYLE_SPAN] = {.pt = 10, .indented = true, .padding = 4, .least = 20},
	[STYLE_TEXT] = {.pt = 10.5, .padding = 4, .least = 20},
	[STYLE_HINT] = {.pt = 9, .padding = 2, .least = 15},
	[STYLE_RULED] = {.pt = 10.5, .padding = 4, .least = 27},
	[STYLE_SIGN_LABEL] = {.pt = 10.5, .padding = 4, .least = 26},
	[STYLE_SIGN_LINE] = {.pt = 10.5, .padding = 4, .least = 26},
	[STYLE_SEAL] = {.pt = 10.5, .padding = 4, .least = 22},
	[STYLE_BLANK] = {.pt = 9, .least = 8},
};

/* Width of the text in a cell, in hundredths of its font size. */
static int text_width(const struct layout_cell *c)
{
	const struct style *s = &layout_styles[c->style];
	double px = (c->to - c->from) * LAYOUT_UNIT_PX - CELL_MARGIN_PX;
	double em = s->pt * 96 / 72;

	if (s->indented)
		px -= INDENT_PX;
	return (int)(px / em * (100 - SPARE_PERCENT));
}

static double text_height(const struct layout_cell *c, size_t lines)
{
	const struct style *s = &layout_styles[c->style];

	return s->padding + (double)lines * s->pt * LINE_RATIO;
}

static size_t most_lines(const struct layout_cell *c)
{
	const struct style *s = &layout_styles[c->style];

	if (c->style == STYLE_TEXT && wrap_count(c->text, text_width(c)) > PARAGRAPH_LINES)
		return 1;
	return (size_t)((LAYOUT_ROW_PT - s->padding) / (s->pt * LINE_RATIO));
}

/* Cuts the first `lines` lines off *text. */
static const char *take_lines(struct layout *l, const char **text, int width, size_t lines)
{
	const char *start = *text;
	size_t n;

	while (lines-- && (n = wrap_line(*text, width)))
		*text += n;
	if (!**text)
		return start;
	size_t len = (size_t)(*text - start);
	if (len && start[len - 1] == '\n')
		len--;
	return arena_strndup(&l->arena, start, len);
}

static void push_row(struct layout *l, const struct layout_cell *cells, size_t n)
{
	struct layout_row *row = ARENA_PUSH(&l->arena, l->rows, l->n_rows);

	row->first = l->n_cells;
	row->count = n;
	for (size_t i = 0; i < n; i++) {
		bool empty = !*cells[i].text &&
			     (cells[i].style == STYLE_VALUE || cells[i].style == STYLE_CELL ||
			      cells[i].style == STYLE_CELL_CENTRED);
		double least = empty && l->least_empty ? l->least_empty
						       : layout_styles[cells[i].style].least;
		double height =
			text_height(&cells[i], wrap_count(cells[i].text, text_width(&cells[i])));
		if (row->height < least)
			row->height = least;
		if (row->height < height)
			row->height = height;
		*ARENA_PUSH(&l->arena, l->cells, l->n_cells) = cells[i];
	}
	l->height += row->height;
}

enum { MAX_CELLS = 32 };

/* Adds cells as one row, or as several where a text is too long for one. */
static void add_row(struct layout *l, const struct layout_cell *cells, size_t n)
{
	const char *rest[MAX_CELLS];
	bool more = true;

	assert(n <= MAX_CELLS);
	for (size_t i = 0; i < n; i++)
		rest[i] = cells[i].text;
	while (more) {
		struct layout_cell part[MAX_CELLS];
		more = false;
		for (size_t i = 0; i < n; i++) {
			part[i] = cells[i];
			part[i].text = take_lines(l, &rest[i], text_width(&cells[i]),
						  most_lines(&cells[i]));
			more = more || *rest[i];
		}
		push_row(l, part, n);
	}
}

static void add_line(struct layout *l, enum cell_style style, const char *text)
{
	add_row(l, &(struct layout_cell){0, LAYOUT_UNITS, style, text}, 1);
}

static void add_gap(struct layout *l)
{
	add_line(l, STYLE_BLANK, "");
}

/* ---- head ---- */

static void add_head(struct layout *l, const struct document *d)
{
	const char *number = d->number ? arena_printf(&l->arena, _("编号：%s"), d->number) : "";
	const char *code =
		d->query_code ? arena_printf(&l->arena, _("查询码：%s"), d->query_code) : "";
	const char *reprint =
		d->reprint ? arena_printf(&l->arena, _("第%d次补发"), d->reprint) : "";

	add_row(l,
		(struct layout_cell[]){{0, 36, STYLE_AGENCY, d->agency},
				       {36, LAYOUT_UNITS, STYLE_NUMBER, number}},
		2);
	if (d->qr) {
		l->qr_row = (long)l->n_rows;
		l->qr_from = LAYOUT_UNITS - QR_UNITS;
		l->qr_units = QR_UNITS;
	}
	/* Equal room left and right of the title keeps it in the middle of the page. */
	int side = d->qr ? HEAD_SIDE : 0;
	add_row(l, &(struct layout_cell){side, LAYOUT_UNITS - side, STYLE_TITLE, d->title}, 1);
	if (!d->qr && !*reprint && !*code) {
		add_gap(l);
		return;
	}
	add_row(l,
		&(struct layout_cell){HEAD_SIDE, LAYOUT_UNITS - HEAD_SIDE, STYLE_REPRINT, reprint},
		1);
	add_row(l, &(struct layout_cell){36, LAYOUT_UNITS, STYLE_CODE, code}, 1);
}

/* ---- sections ---- */

static void add_grid(struct layout *l, const struct section *s)
{
	for (size_t i = 0; i < s->n_pairs; i++) {
		const struct pair *p = &s->pairs[i];
		const struct pair *next = i + 1 < s->n_pairs ? p + 1 : NULL;
		if (!p->half || !next || !next->half) {
			add_row(l,
				(struct layout_cell[]){
					{0, LABEL_UNITS, STYLE_LABEL, p->label},
					{LABEL_UNITS, LAYOUT_UNITS, STYLE_VALUE, p->value}},
				2);
			continue;
		}
		add_row(l,
			(struct layout_cell[]){
				{0, LABEL_UNITS, STYLE_LABEL, p->label},
				{LABEL_UNITS, HALF, STYLE_VALUE, p->value},
				{HALF, HALF + LABEL_UNITS, STYLE_LABEL, next->label},
				{HALF + LABEL_UNITS, LAYOUT_UNITS, STYLE_VALUE, next->value}},
			4);
		i++;
	}
}

static void add_table(struct layout *l, const struct section *s)
{
	struct layout_cell cells[MAX_CELLS];
	int total = 0, sum = 0, from = 0;

	assert(s->n_columns <= MAX_CELLS);
	for (size_t i = 0; i < s->n_columns; i++)
		total += s->columns[i].weight;
	for (size_t i = 0; i < s->n_columns; i++) {
		sum += s->columns[i].weight;
		int to = (sum * LAYOUT_UNITS + total / 2) / total;
		cells[i] = (struct layout_cell){from, to, STYLE_TABLE_HEAD, s->columns[i].title};
		from = to;
	}
	if (s->repeat)
		l->repeat_row = (long)l->n_rows;
	add_row(l, cells, s->n_columns);
	for (size_t r = 0; r < s->n_rows; r++) {
		if (s->rows[r].span) {
			add_line(l, STYLE_SPAN, s->rows[r].cells[0]);
			continue;
		}
		for (size_t i = 0; i < s->n_columns; i++) {
			cells[i].style = s->columns[i].centred ? STYLE_CELL_CENTRED : STYLE_CELL;
			cells[i].text = s->rows[r].cells[i];
		}
		add_row(l, cells, s->n_columns);
	}
}

static void add_hints(struct layout *l, const struct section *s)
{
	for (size_t i = 0; i < s->n_lines; i++) {
		const char *text = s->lines[i];
		if (s->n_lines > 1)
			text = arena_printf(&l->arena, "%zu. %s", i + 1, text);
		add_line(l, STYLE_HINT, text);
	}
}

static void add_sign(struct layout *l, const struct section *s)
{
	enum { LABEL = 17, LINE = 15, SECOND = 34 };

	for (size_t i = 0; i < s->n_pairs; i += 2) {
		bool two = i + 1 < s->n_pairs;
		const struct pair *a = &s->pairs[i];
		const struct pair *b = two ? a + 1 : NULL;
		add_row(l,
			(struct layout_cell[]){
				{0, LABEL, STYLE_SIGN_LABEL, a->label},
				{LABEL, LABEL + LINE, STYLE_SIGN_LINE, a->value},
				{SECOND, SECOND + LABEL, STYLE_SIGN_LABEL, two ? b->label : ""},
				{SECOND + LABEL, SECOND + LABEL + LINE, STYLE_SIGN_LINE,
				 two ? b->value : ""}},
			two ? 4 : 2);
	}
}

static void add_seal(struct layout *l, const struct section *s)
{
	enum { LEFT = 33 };
	char day[32];
	const char *date = _("　　　　年　　月　　日");

	if (s->date != DATE_NONE)
		date = arena_strdup(&l->arena, date_format_zh(s->date, day));
	add_gap(l);
	add_row(l, &(struct layout_cell){LEFT, LAYOUT_UNITS, STYLE_SEAL, s->who}, 1);
	add_row(l, &(struct layout_cell){LEFT, LAYOUT_UNITS, STYLE_SEAL, s->seal}, 1);
	add_row(l, &(struct layout_cell){LEFT, LAYOUT_UNITS, STYLE_SEAL, date}, 1);
}

static void add_section(struct layout *l, const struct section *s)
{
	if (s->heading)
		add_line(l, STYLE_HEADING, s->heading);
	switch (s->kind) {
	case SECTION_GRID:
		add_grid(l, s);
		break;
	case SECTION_TABLE:
		add_table(l, s);
		break;
	case SECTION_TEXT:
		for (size_t i = 0; i < s->n_lines; i++)
			add_line(l, STYLE_TEXT, s->lines[i]);
		break;
	case SECTION_HINTS:
		add_hints(l, s);
		break;
	case SECTION_RULED:
		for (size_t i = 0; i < s->n_lines; i++)
			add_line(l, STYLE_RULED, "");
		break;
	case SECTION_SIGN:
		add_sign(l, s);
		break;
	case SECTION_SEAL:
		add_seal(l, s);
		break;
	}
}

/* Sections with no heading of their own keep a distance. */
static void add_sections(struct layout *l, const struct document *d, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (i && !d->sections[i].heading)
			add_gap(l);
		add_section(l, &d->sections[i]);
	}
}

/* The cut lies in the middle of the page, or just under an upper half that is a little longer. */
static void add_counterfoil(struct layout *l, const struct document *d)
{
	double half = LAYOUT_PAGE_PT / 2.0;

	if (l->height > half * SHRINK) {
		add_gap(l);
		add_line(l, STYLE_HINT, _("内容超过半页，按整页打印；存根在后。"));
	} else if (l->height < half) {
		double rest = half - l->height;
		add_gap(l);
		struct layout_row *gap = &l->rows[l->n_rows - 1];
		if (rest > gap->height) {
			l->height += rest - gap->height;
			gap->height = rest;
		}
	}
	add_line(l, STYLE_REPRINT, _("－－－－－－－－－－　沿此线裁开　－－－－－－－－－－"));
	add_sections(l, d, d->counterfoil_from, d->n_sections);
}

void layout_init(struct layout *l, const struct document *d)
{
	*l = (struct layout){.qr_row = -1, .repeat_row = -1};
	if (d->roomy)
		l->least_empty = ROOMY_PT;
	if (d->demo)
		add_line(l, STYLE_BANNER, _("演练·无效　　演练·无效　　演练·无效"));
	add_head(l, d);
	add_sections(l, d, 0, d->counterfoil_from ? d->counterfoil_from : d->n_sections);
	if (d->counterfoil_from)
		add_counterfoil(l, d);
	if (d->demo)
		add_line(l, STYLE_BANNER, _("演练·无效　　演练·无效　　演练·无效"));
	l->one_page = l->height <= LAYOUT_PAGE_PT * SHRINK;
}

void layout_done(struct layout *l)
{
	arena_done(&l->arena);
	*l = (struct layout){0};
}
