/* SPDX-License-Identifier: Apache-2.0 */
#include "office/document.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

static const char *keep(struct document *d, const char *s)
{
	return s ? arena_strdup(&d->arena, s) : "";
}

void document_init(struct document *d, const char *agency, const char *title)
{
	*d = (struct document){0};
	d->agency = keep(d, agency);
	d->title = keep(d, title);
}

void document_done(struct document *d)
{
	arena_done(&d->arena);
	*d = (struct document){0};
}

void document_set_number(struct document *d, const char *number, const char *query_code)
{
	d->number = number && *number ? keep(d, number) : NULL;
	d->query_code = query_code && *query_code ? keep(d, query_code) : NULL;
}

void document_set_paper(struct document *d, const char *paper)
{
	d->paper = paper && *paper ? keep(d, paper) : NULL;
}

void document_set_qr(struct document *d, const char *query_url, date_day due, const char *phone)
{
	const char *number = d->number ? d->number : "";
	const char *code = d->query_code ? d->query_code : "";

	if (query_url && *query_url) {
		const char *sep = strchr(query_url, '?') ? "&" : "?";
		d->qr = arena_printf(&d->arena, "%s%snumber=%s&code=%s", query_url, sep, number,
				     code);
		return;
	}
	char day[DATE_TEXT];
	const char *due_line = "";
	const char *phone_line = "";
	if (due != DATE_NONE)
		due_line = arena_printf(&d->arena, _("\n办结期限 %s"), date_format(due, day));
	if (phone && *phone)
		phone_line = arena_printf(&d->arena, _("\n电话 %s"), phone);
	d->qr = arena_printf(&d->arena, _("编号 %s\n查询码 %s%s%s"), number, code, due_line,
			     phone_line);
}

static struct section *open_section(struct document *d, enum section_kind kind, const char *heading)
{
	struct section *s = ARENA_PUSH(&d->arena, d->sections, d->n_sections);

	s->kind = kind;
	s->heading = heading && *heading ? keep(d, heading) : NULL;
	s->date = DATE_NONE;
	return s;
}

static struct section *last_section(struct document *d)
{
	assert(d->n_sections);
	return &d->sections[d->n_sections - 1];
}

static void add_pair(struct document *d, const char *label, const char *value, bool half)
{
	struct section *s = last_section(d);
	struct pair *p = ARENA_PUSH(&d->arena, s->pairs, s->n_pairs);

	*p = (struct pair){.label = keep(d, label), .value = keep(d, value), .half = half};
}

void document_grid(struct document *d, const char *heading)
{
	open_section(d, SECTION_GRID, heading);
}

void document_pair(struct document *d, const char *label, const char *value)
{
	assert(last_section(d)->kind == SECTION_GRID);
	add_pair(d, label, value, false);
}

void document_half(struct document *d, const char *label, const char *value)
{
	assert(last_section(d)->kind == SECTION_GRID);
	add_pair(d, label, value, true);
}

void document_table(struct document *d, const char *heading, const struct column *columns, size_t n)
{
	struct section *s = open_section(d, SECTION_TABLE, heading);

	assert(n > 0);
	s->n_columns = n;
	s->columns = arena_array(&d->arena, n, sizeof(*s->columns));
	for (size_t i = 0; i < n; i++) {
		s->columns[i] = columns[i];
		s->columns[i].title = keep(d, columns[i].title);
	}
}

void document_row(struct document *d, const char *const *cells)
{
	struct section *s = last_section(d);

	assert(s->kind == SECTION_TABLE);
	struct table_row *row = ARENA_PUSH(&d->arena, s->rows, s->n_rows);
	row->cells = arena_array(&d->arena, s->n_columns, sizeof(*row->cells));
	for (size_t i = 0; i < s->n_columns; i++)
		row->cells[i] = keep(d, cells[i]);
}

void document_span(struct document *d, const char *text)
{
	struct section *s = last_section(d);

	assert(s->kind == SECTION_TABLE);
	struct table_row *row = ARENA_PUSH(&d->arena, s->rows, s->n_rows);
	row->span = true;
	row->cells = arena_array(&d->arena, 1, sizeof(*row->cells));
	row->cells[0] = keep(d, text);
}

void document_repeat_head(struct document *d)
{
	struct section *s = last_section(d);

	assert(s->kind == SECTION_TABLE);
	s->repeat = true;
}

void document_text(struct document *d, const char *heading)
{
	open_section(d, SECTION_TEXT, heading);
}

void document_hints(struct document *d, const char *heading)
{
	open_section(d, SECTION_HINTS, heading);
}

void document_line(struct document *d, const char *text)
{
	struct section *s = last_section(d);

	assert(s->kind == SECTION_TEXT || s->kind == SECTION_HINTS);
	*ARENA_PUSH(&d->arena, s->lines, s->n_lines) = keep(d, text);
}

void document_ruled(struct document *d, const char *heading, size_t rows)
{
	open_section(d, SECTION_RULED, heading)->n_lines = rows;
}

void document_sign(struct document *d)
{
	open_section(d, SECTION_SIGN, NULL);
}

void document_blank(struct document *d, const char *label, const char *value)
{
	assert(last_section(d)->kind == SECTION_SIGN);
	add_pair(d, label, value, true);
}

void document_seal(struct document *d, const char *who, const char *seal, date_day date)
{
	struct section *s = open_section(d, SECTION_SEAL, NULL);

	s->who = keep(d, who);
	s->seal = keep(d, seal);
	s->date = date;
}

void document_counterfoil(struct document *d)
{
	assert(d->n_sections);
	d->counterfoil_from = d->n_sections;
}

/* ---- checking ---- */

struct checker {
	const struct document *d;
	struct err *e;
};

static bool fault(const struct checker *c, const char *place, const char *what)
{
	const char *title = utf8_valid(c->d->title) ? c->d->title : "";

	return err_set(c->e, ERR_INPUT, _("《%s》未打印：“%s”一栏%s，请更正后重新打印"), title,
		       place, what);
}

/* `place` is known good; a value may run over several lines. */
static bool good(const struct checker *c, const char *place, const char *s)
{
	if (!s)
		return true;
	size_t len = strlen(s);
	if (utf8_check(s, len) != len)
		return fault(c, place, _("不是有效的 UTF-8 文字"));
	while (*s) {
		size_t n = utf8_control(s);
		if (!s[n])
			return true;
		if (s[n] != '\n')
			return fault(c, place, _("含有无法打印的控制字符"));
		s += n + 1;
	}
	return true;
}

static bool pairs_good(const struct checker *c, const struct section *s)
{
	for (size_t i = 0; i < s->n_pairs; i++) {
		if (!good(c, _("栏目名称"), s->pairs[i].label) ||
		    !good(c, s->pairs[i].label, s->pairs[i].value))
			return false;
	}
	return true;
}

static bool table_good(const struct checker *c, const struct section *s)
{
	for (size_t i = 0; i < s->n_columns; i++)
		if (!good(c, _("表头"), s->columns[i].title))
			return false;
	for (size_t r = 0; r < s->n_rows; r++) {
		size_t n = s->rows[r].span ? 1 : s->n_columns;
		for (size_t i = 0; i < n; i++)
			if (!good(c, s->columns[i].title, s->rows[r].cells[i]))
				return false;
	}
	return true;
}

static bool section_good(const struct checker *c, const struct section *s)
{
	if (!good(c, _("小标题"), s->heading) || !good(c, _("落款"), s->who) ||
	    !good(c, _("印章"), s->seal))
		return false;
	for (size_t i = 0; s->lines && i < s->n_lines; i++)
		if (!good(c, s->heading ? s->heading : _("正文"), s->lines[i]))
			return false;
	return pairs_good(c, s) && table_good(c, s);
}

bool document_check(const struct document *d, struct err *e)
{
	const struct checker c = {.d = d, .e = e};

	if (!good(&c, _("标题"), d->title) || !good(&c, _("单位名称"), d->agency) ||
	    !good(&c, _("编号"), d->number) || !good(&c, _("查询码"), d->query_code) ||
	    !good(&c, _("二维码"), d->qr) || !good(&c, _("文书编号"), d->paper))
		return false;
	if (!*d->title)
		return err_set(e, ERR_INPUT, _("文书没有标题，未打印"));
	for (size_t i = 0; i < d->n_sections; i++)
		if (!section_good(&c, &d->sections[i]))
			return false;
	return true;
}
