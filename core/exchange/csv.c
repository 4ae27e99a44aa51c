/* SPDX-License-Identifier: Apache-2.0
 *
 * Text files of table programs: RFC 4180 with what such programs and people make of
 * it. Commas, tabs or semicolons; CRLF, LF or CR; quotes around fields with line
 * ends in them; ="0012" and '0012 for numbers that were to stay text.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/text.h"
#include "exchange/cell.h"
#include "exchange/encoding.h"
#include "exchange/grid_inside.h"

enum { CHUNK = 1 << 16 };
enum where { AT_START, IN_FIELD, IN_QUOTES, AFTER_QUOTE };

struct csv {
	FILE *file;
	char *path;
	struct grid_limits limits;
	int64_t size, read;
	struct decoder *decoder;
	struct str text; /* decoded */
	size_t at;	 /* of it */
	bool ended;	 /* the file is read */
	char separator;	 /* 0: not known yet */

	enum where where;
	struct str field;
	size_t column, record, begun; /* begun: record in which the quotes were opened */
	bool after_cr, any;	      /* any: something of the record was seen */
	int64_t cells;
	struct row_builder row;
	char format[160];
};

/* ---- the file ---- */

static bool read_chunk(struct csv *c, struct err *e)
{
	char *bytes = xmalloc(CHUNK);
	size_t n = fread(bytes, 1, CHUNK, c->file);
	bool ok = !ferror(c->file);

	c->read += (int64_t)n;
	c->ended = n < CHUNK;
	/* It was longer when it was opened: a stick pulled out, a program that saves it. */
	if (!ok || (c->ended && c->read < c->size))
		ok = refuse_broken_off(c->path, e);
	str_clear(&c->text);
	c->at = 0;
	if (ok)
		decoder_feed(c->decoder, bytes, n, c->ended, &c->text);
	free(bytes);
	return ok;
}

/* The most frequent outside quotes in the first piece; titles above the list have none. */
static char find_separator(const struct str *text)
{
	static const char separators[] = ",\t;";
	size_t counts[3] = {0}, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < text->len && i < CHUNK / 4; i++) {
		const char *found = text->data[i] ? strchr(separators, text->data[i]) : NULL;
		quoted ^= text->data[i] == '"';
		if (found && !quoted)
			counts[found - separators]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	return separators[best];
}

/* ---- fields ---- */

/* ="0012" and '0012 are ways to keep a number text. */
static void put_field(struct csv *c)
{
	const char *text = str_text(&c->field);
	size_t n = c->field.len;

	if (n >= 3 && text[0] == '=' && text[1] == '"' && text[n - 1] == '"') {
		text += 2;
		n -= 3;
	} else if (n >= 2 && text[0] == '\'') {
		text++;
		n--;
	}
	row_put(&c->row, c->column, &(struct grid_cell){.kind = GRID_TEXT}, text, n);
}

static bool end_field(struct csv *c, struct err *e)
{
	size_t before = c->row.n;

	put_field(c);
	if (c->row.n > before && ++c->cells > c->limits.cells)
		return err_set(e, ERR_INPUT, _("文件太大：超过 %lld 个单元格，请分成几份"),
			       (long long)c->limits.cells);
	if (c->column >= GRID_COLUMNS && c->field.len)
		return err_set(e, ERR_INPUT, _("第 %zu 行超过 %d 列，这不像一份名单，请检查分隔符"),
			       c->record, GRID_COLUMNS);
	c->column++;
	c->where = AT_START;
	str_clear(&c->field);
	return true;
}

/* Plain characters from here on, taken at once. */
static size_t plain_run(const struct csv *c)
{
	const char *s = c->text.data + c->at;
	size_t n = c->text.len - c->at, i = 0;

	if (c->where == IN_QUOTES) {
		const char *quote = memchr(s, '"', n);
		return quote ? (size_t)(quote - s) : n;
	}
	while (i < n && s[i] != c->separator && s[i] != '\r' && s[i] != '\n')
		i++;
	return i;
}

/* One character or a run of plain ones. True: the record has ended. */
static bool take(struct csv *c, bool *ok, struct err *e)
{
	char ch = c->text.data[c->at];

	if (c->where == AT_START && ch == '"') {
		c->where = IN_QUOTES;
		c->begun = c->record;
		c->any = true;
	} else if (c->where == IN_QUOTES && ch == '"') {
		c->where = AFTER_QUOTE;
	} else if (c->where == AFTER_QUOTE && ch == '"') {
		str_addc(&c->field, '"');
		c->where = IN_QUOTES;
	} else if (c->where != IN_QUOTES && (ch == c->separator)) {
		*ok = end_field(c, e);
		c->any = true;
	} else if (c->where != IN_QUOTES && (ch == '\r' || ch == '\n')) {
		c->at++;
		c->after_cr = ch == '\r';
		*ok = end_field(c, e);
		return true;
	} else {
		size_t n = plain_run(c);
		str_addn(&c->field, c->text.data + c->at, n);
		c->at += n;
		c->any = true;
		if (c->where != IN_QUOTES)
			c->where = IN_FIELD;
		if (c->field.len > GRID_TEXT_BYTES)
			*ok = err_set(
				e, ERR_INPUT,
				_("第 %zu 行有一格太长，可能是引号（\"）没有配对，请改好后再导"
				  "入"),
				c->record);
		return false;
	}
	c->at++;
	return false;
}

/* To the end of a record; false at the end of the file. */
static bool read_record(struct csv *c, bool *ok, struct err *e)
{
	row_clear(&c->row);
	c->record++;
	c->column = 0;
	c->any = false;
	for (*ok = true; *ok;) {
		if (c->at == c->text.len) {
			if (c->ended)
				break;
			*ok = read_chunk(c, e);
			if (*ok && !c->separator && c->text.len)
				c->separator = find_separator(&c->text);
			continue;
		}
		if (c->after_cr) { /* the LF of a CRLF */
			c->after_cr = false;
			if (c->text.data[c->at] == '\n') {
				c->at++;
				continue;
			}
		}
		if (take(c, ok, e))
			return *ok;
	}
	if (*ok && c->where == IN_QUOTES)
		*ok = err_set(e, ERR_INPUT,
			      _("第 %zu 行的引号（\"）没有配对，文件可能不完整，请重新保存一份"),
			      c->begun);
	return *ok && c->any && end_field(c, e);
}

static enum grid_result next(void *ctx, struct grid_row *row, struct err *e)
{
	struct csv *c = ctx;
	bool ok;

	while (read_record(c, &ok, e)) {
		*row = (struct grid_row){.number = c->record};
		if (row_finish(&c->row, row))
			return GRID_ROW;
	}
	return ok ? GRID_END : GRID_FAULT;
}

/* ---- */

static bool begin(void *ctx, size_t sheet, struct err *e)
{
	struct csv *c = ctx;
	struct stat st;

	(void)sheet;
	if (fseek(c->file, 0, SEEK_SET) != 0 || fstat(fileno(c->file), &st) != 0)
		return refuse_broken_off(c->path, e);
	c->size = st.st_size;
	c->read = 0;
	c->ended = c->after_cr = false;
	c->separator = 0;
	c->record = 0;
	c->cells = 0;
	c->where = AT_START;
	c->at = 0;
	str_clear(&c->text);
	str_clear(&c->field);
	decoder_free(c->decoder);
	c->decoder = decoder_new();
	return true;
}

static void close_csv(void *ctx)
{
	struct csv *c = ctx;

	if (c->file)
		fclose(c->file);
	decoder_free(c->decoder);
	str_done(&c->text);
	str_done(&c->field);
	row_done(&c->row);
	free(c->path);
	free(c);
}

static const char *format(const void *ctx)
{
	struct csv *c = (struct csv *)ctx;

	snprintf(c->format, sizeof(c->format), _("文本文件，编码 %s"),
		 _(encoding_names[decoder_encoding(c->decoder)]));
	return c->format;
}

static size_t sheets(const void *ctx)
{
	(void)ctx;
	return 1;
}

static const char *sheet_name(const void *ctx, size_t sheet)
{
	(void)ctx;
	(void)sheet;
	return "";
}

static bool sheet_hidden(const void *ctx, size_t sheet)
{
	(void)ctx;
	(void)sheet;
	return false;
}

static const struct grid_merge *merges(const void *ctx, size_t *n)
{
	(void)ctx;
	*n = 0;
	return NULL;
}

static void progress(const void *ctx, int64_t *done, int64_t *total)
{
	const struct csv *c = ctx;

	*done = c->read;
	*total = c->size;
}

static const struct grid_ops ops = {
	.close = close_csv,
	.format = format,
	.sheets = sheets,
	.sheet_name = sheet_name,
	.sheet_hidden = sheet_hidden,
	.begin = begin,
	.next = next,
	.merges = merges,
	.progress = progress,
};

bool grid_open_csv(struct grid *g, const char *path, const struct grid_limits *l, struct err *e)
{
	struct csv *c = xcalloc(1, sizeof(*c));

	*g = (struct grid){&ops, c};
	c->path = xstrdup(path);
	c->limits = *l;
	c->file = fopen(path, "rb");
	if (!c->file)
		return err_set(e, ERR_INPUT, _("打不开文件 %s：%s"), path, strerror(errno));
	return begin(c, 0, e);
}
