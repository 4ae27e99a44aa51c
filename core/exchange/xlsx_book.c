/* SPDX-License-Identifier: Apache-2.0
 *
 * What the workbook says of itself (ECMA-376 part 1, 18.2 and 18.8): its sheets in
 * order, where their parts are, from which year days are counted, and which styles
 * show numbers as dates.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "exchange/xlsx_inside.h"

enum { SHEETS = 1000, STYLES_MOST = 70000 };

struct relation {
	char *id, *target;
};
struct number_format {
	int id;
	bool date;
};
struct book_reader {
	struct book *book;
	struct xml xml;
	char *base; /* folder of the workbook part, with its / */
	char *workbook;
	struct relation *relations;
	size_t n_relations;
	struct number_format *formats;
	size_t n_formats;
	bool in_cells; /* cellXfs */
};

/* ---- number formats ---- */

/* What shows a day or a month of a year, outside quotes, brackets and escapes. */
static bool code_is_date(const char *s)
{
	for (; *s; s++) {
		if (*s == '"') {
			s = strchr(s + 1, '"');
			if (!s)
				return false;
		} else if (*s == '[') {
			s = strchr(s, ']');
			if (!s)
				return false;
		} else if (*s == '\\' || *s == '_' || *s == '*') {
			if (!*++s)
				return false;
		} else if (strchr("yYdD", *s)) {
			return true;
		} else if (*s == ';') { /* the others are for other numbers */
			return false;
		}
	}
	return false;
}

bool format_is_date(int id, const char *code)
{
	if (code)
		return code_is_date(code);
	/* 14..17 and 22; 27..36 and 50..58 are those of Chinese and Japanese. */
	return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
	       (id >= 50 && id <= 54) || id == 57 || id == 58;
}

/* ---- relations ---- */

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

/* A target stands beside the part that names it, or from the root. */
static char *resolve(const char *base, const char *target)
{
	return *target == '/' ? xstrdup(target + 1) : xasprintf("%s%s", base, target);
}

static void on_root_relation(void *ctx, const char *name, const char **attributes)
{
	struct book_reader *r = ctx;
	const char *type = xml_attribute(attributes, "Type");
	const char *target = xml_attribute(attributes, "Target");

	if (strcmp(name, "Relationship") == 0 && type && target && !r->workbook &&
	    ends_with(type, "/officeDocument"))
		r->workbook = resolve("", target);
}

static void on_relation(void *ctx, const char *name, const char **attributes)
{
	struct book_reader *r = ctx;
	const char *type = xml_attribute(attributes, "Type");
	const char *target = xml_attribute(attributes, "Target");
	const char *id = xml_attribute(attributes, "Id");

	if (strcmp(name, "Relationship") != 0 || !type || !target || !id)
		return;
	if (ends_with(type, "/sharedStrings") && !r->book->strings_part)
		r->book->strings_part = resolve(r->base, target);
	else if (ends_with(type, "/styles") && !r->book->styles_part)
		r->book->styles_part = resolve(r->base, target);
	else if (ends_with(type, "/worksheet") && r->n_relations < SHEETS) {
		r->relations =
			xreallocarray(r->relations, r->n_relations + 1, sizeof(*r->relations));
		r->relations[r->n_relations++] =
			(struct relation){.id = xstrdup(id), .target = resolve(r->base, target)};
	}
}

/* ---- workbook ---- */

static bool is_true(const char *value)
{
	return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void on_workbook(void *ctx, const char *name, const char **attributes)
{
	struct book_reader *r = ctx;
	struct book *b = r->book;
	const char *id, *title, *state;

	if (strcmp(name, "workbookPr") == 0)
		b->from_1904 = is_true(xml_attribute(attributes, "date1904"));
	if (strcmp(name, "sheet") != 0)
		return;
	title = xml_attribute(attributes, "name");
	state = xml_attribute(attributes, "state");
	id = NULL;
	for (const char **a = attributes; *a; a += 2) /* r:id, not sheetId */
		if (ends_with(a[0], ":id") || strcmp(a[0], "id") == 0)
			id = a[1];
	for (size_t i = 0; id && title && i < r->n_relations && b->n_sheets < SHEETS; i++) {
		if (strcmp(r->relations[i].id, id) != 0)
			continue;
		b->sheets = xreallocarray(b->sheets, b->n_sheets + 1, sizeof(*b->sheets));
		b->sheets[b->n_sheets++] = (struct sheet){
			.name = xstrdup(title),
			.part = xstrdup(r->relations[i].target),
			.hidden = state && strcmp(state, "visible") != 0,
		};
		return;
	}
}

/* ---- styles ---- */

static void on_style(void *ctx, const char *name, const char **attributes)
{
	struct book_reader *r = ctx;
	struct book *b = r->book;
	const char *id = xml_attribute(attributes, "numFmtId");
	const char *code = xml_attribute(attributes, "formatCode");

	if (strcmp(name, "numFmt") == 0 && id && code && r->n_formats < STYLES_MOST) {
		r->formats = xreallocarray(r->formats, r->n_formats + 1, sizeof(*r->formats));
		r->formats[r->n_formats++] =
			(struct number_format){atoi(id), format_is_date(atoi(id), code)};
	} else if (strcmp(name, "cellXfs") == 0) {
		r->in_cells = true;
	} else if (r->in_cells && strcmp(name, "xf") == 0 && b->n_dates < STYLES_MOST) {
		int format = id ? atoi(id) : 0;
		bool date = format_is_date(format, NULL);
		for (size_t i = 0; i < r->n_formats; i++)
			if (r->formats[i].id == format)
				date = r->formats[i].date;
		b->dates = xreallocarray(b->dates, b->n_dates + 1, sizeof(*b->dates));
		b->dates[b->n_dates++] = date;
	}
}

static void on_style_end(void *ctx, const char *name)
{
	struct book_reader *r = ctx;

	if (strcmp(name, "cellXfs") == 0)
		r->in_cells = false;
}

/* ---- */

static bool read_part(struct book_reader *r, const char *name, const struct xml_handler *h,
		      struct err *e)
{
	struct part p;
	bool ok = part_open(&p, r->book->zip, r->book->path, name, &r->book->limits, e);

	if (ok) {
		xml_open(&r->xml, &p, h, r);
		ok = xml_read(&r->xml, e);
		xml_close(&r->xml);
	}
	part_close(&p);
	return ok;
}

/* A zip that is something else. */
static bool refuse_package(const struct book *b, struct err *e)
{
	const char *slash = strrchr(b->path, '/'), *name = slash ? slash + 1 : b->path;

	if (package_has(b->zip, "word/document.xml"))
		return err_set(e, ERR_INPUT,
			       _("%s 是文字文档，不是表格。请把名单放进 .xlsx 表格后再导入"), name);
	if (package_has(b->zip, "mimetype") || package_has(b->zip, "xl/workbook.bin"))
		return err_set(e, ERR_INPUT,
			       _("%s 是别种格式的表格。请用表格软件打开，另存为 .xlsx 后再导入"),
			       name);
	return err_set(e, ERR_INPUT, _("%s 是压缩包，请先解压，再导入里面的表格"), name);
}

static bool read_book(struct book_reader *r, struct err *e)
{
	static const struct xml_handler root = {.start = on_root_relation},
					relation = {.start = on_relation},
					workbook = {.start = on_workbook},
					styles = {.start = on_style, .end = on_style_end};
	struct book *b = r->book;

	if (!package_has(b->zip, "_rels/.rels") || !read_part(r, "_rels/.rels", &root, e))
		return e->text[0] ? false : refuse_package(b, e);
	if (!r->workbook || !package_has(b->zip, r->workbook) || ends_with(r->workbook, ".bin"))
		return refuse_package(b, e);
	const char *slash = strrchr(r->workbook, '/');
	const char *file = slash ? slash + 1 : r->workbook;
	r->base = xstrndup(r->workbook, (size_t)(file - r->workbook));
	char *relations = xasprintf("%s_rels/%s.rels", r->base, file);
	bool ok = package_has(b->zip, relations) ? read_part(r, relations, &relation, e)
						 : refuse_package(b, e);
	free(relations);
	ok = ok && read_part(r, r->workbook, &workbook, e);
	if (ok && b->n_sheets == 0)
		return refuse_package(b, e);
	if (ok && b->styles_part && package_has(b->zip, b->styles_part))
		ok = read_part(r, b->styles_part, &styles, e);
	return ok;
}

bool book_open(struct book *b, struct err *e)
{
	struct book_reader r = {.book = b};
	struct err fault = {0};

	b->zip = package_open(b->path, e);
	bool ok = b->zip && read_book(&r, &fault);
	if (b->zip && !ok)
		*e = fault;
	for (size_t i = 0; i < r.n_relations; i++) {
		free(r.relations[i].id);
		free(r.relations[i].target);
	}
	free(r.relations);
	free(r.formats);
	free(r.base);
	free(r.workbook);
	return ok;
}

void book_done(struct book *b)
{
	if (b->zip)
		zip_discard(b->zip);
	for (size_t i = 0; i < b->n_sheets; i++) {
		free(b->sheets[i].name);
		free(b->sheets[i].part);
	}
	free(b->sheets);
	free(b->dates);
	free(b->string_at);
	str_done(&b->strings);
	free(b->strings_part);
	free(b->styles_part);
	free(b->path);
}
