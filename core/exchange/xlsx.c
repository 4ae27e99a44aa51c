/* SPDX-License-Identifier: Apache-2.0
 *
 * An .xlsx workbook as a table to read (grid.h).
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "exchange/xlsx_inside.h"

struct xlsx {
	struct book book;
	struct sheet_reader *reader; /* of the sheet that was begun */
};

static void close_xlsx(void *ctx)
{
	struct xlsx *x = ctx;

	sheet_close(x->reader);
	book_done(&x->book);
	free(x);
}

static const char *format(const void *ctx)
{
	(void)ctx;
	return _("Excel 工作簿");
}

static size_t sheets(const void *ctx)
{
	return ((const struct xlsx *)ctx)->book.n_sheets;
}

static const char *sheet_name(const void *ctx, size_t sheet)
{
	return ((const struct xlsx *)ctx)->book.sheets[sheet].name;
}

static bool sheet_hidden(const void *ctx, size_t sheet)
{
	return ((const struct xlsx *)ctx)->book.sheets[sheet].hidden;
}

static bool from_1904(const void *ctx)
{
	return ((const struct xlsx *)ctx)->book.from_1904;
}

static bool begin(void *ctx, size_t sheet, struct err *e)
{
	struct xlsx *x = ctx;

	sheet_close(x->reader);
	x->reader = sheet_open(&x->book, sheet, e);
	return x->reader != NULL;
}

static enum grid_result next(void *ctx, struct grid_row *row, struct err *e)
{
	return sheet_next(((struct xlsx *)ctx)->reader, row, e);
}

static const struct grid_merge *merges(const void *ctx, size_t *n)
{
	return sheet_merges(((const struct xlsx *)ctx)->reader, n);
}

static void progress(const void *ctx, int64_t *done, int64_t *total)
{
	const struct xlsx *x = ctx;

	*done = *total = 0;
	if (x->reader)
		sheet_progress(x->reader, done, total);
}

static const struct grid_ops ops = {
	.close = close_xlsx,
	.format = format,
	.sheets = sheets,
	.sheet_name = sheet_name,
	.sheet_hidden = sheet_hidden,
	.from_1904 = from_1904,
	.begin = begin,
	.next = next,
	.merges = merges,
	.progress = progress,
};

bool grid_open_xlsx(struct grid *g, const char *path, const struct grid_limits *l, struct err *e)
{
	struct xlsx *x = xcalloc(1, sizeof(*x));

	*g = (struct grid){&ops, x};
	x->book.path = xstrdup(path);
	x->book.limits = *l;
	return book_open(&x->book, e);
}
