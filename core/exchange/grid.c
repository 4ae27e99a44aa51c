/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/grid_inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/text.h"

enum { HEAD = 4096 };

const struct grid_limits grid_limits_list = {
	.file_bytes = 64LL << 20,
	.part_bytes = 256LL << 20,
	.ratio = 200,
	.cells = 4000000,
	.strings = 2000000,
};
/* A full sheet of Excel: 1,048,576 rows. */
const struct grid_limits grid_limits_bulk = {
	.file_bytes = 4LL << 30,
	.part_bytes = 4LL << 30,
	.ratio = 200,
	.cells = 200000000,
	.strings = 20000000,
};

static bool check_file(const char *path, const struct grid_limits *limits, struct err *e)
{
	struct stat st;

	if (stat(path, &st) != 0) {
		if (errno == ENOENT)
			return err_set(e, ERR_INPUT, _("没有这个文件：%s"), path);
		return err_set(e, ERR_INPUT, _("打不开文件 %s：%s"), path, strerror(errno));
	}
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_INPUT, _("%s 不是文件，请写明文件名"), path);
	if (st.st_size > limits->file_bytes)
		return err_set(e, ERR_INPUT, _("文件太大：%lld MB，最多 %lld MB。请分成几份"),
			       (long long)(st.st_size >> 20),
			       (long long)(limits->file_bytes >> 20));
	return true;
}

struct grid *grid_open(const char *path, const struct grid_limits *limits, struct err *e)
{
	struct grid *g = xcalloc(1, sizeof(*g));
	unsigned char head[HEAD];
	size_t n = 0;
	bool ok = check_file(path, limits, e);
	FILE *f = ok ? fopen(path, "rb") : NULL;

	if (ok && !f)
		ok = err_set(e, ERR_INPUT, _("打不开文件 %s：%s"), path, strerror(errno));
	if (f) {
		n = fread(head, 1, sizeof(head), f);
		if (ferror(f))
			ok = refuse_broken_off(path, e);
		fclose(f);
	}
	bool zip = n >= 4 && memcmp(head, "PK\x03\x04", 4) == 0;
	if (ok && zip)
		ok = grid_open_xlsx(g, path, limits, e);
	else if (ok)
		ok = refuse_other(path, head, n, e) && grid_open_csv(g, path, limits, e);
	if (ok)
		return g;
	grid_close(g);
	return NULL;
}

void grid_close(struct grid *g)
{
	if (g && g->ctx)
		g->ops->close(g->ctx);
	free(g);
}

const char *grid_format(const struct grid *g)
{
	return g->ops->format(g->ctx);
}

size_t grid_sheets(const struct grid *g)
{
	return g->ops->sheets(g->ctx);
}

const char *grid_sheet_name(const struct grid *g, size_t sheet)
{
	return g->ops->sheet_name(g->ctx, sheet);
}

bool grid_sheet_hidden(const struct grid *g, size_t sheet)
{
	return g->ops->sheet_hidden(g->ctx, sheet);
}

bool grid_from_1904(const struct grid *g)
{
	return g->ops->from_1904 && g->ops->from_1904(g->ctx);
}

bool grid_begin(struct grid *g, size_t sheet, struct err *e)
{
	return g->ops->begin(g->ctx, sheet, e);
}

enum grid_result grid_next(struct grid *g, struct grid_row *row, struct err *e)
{
	return g->ops->next(g->ctx, row, e);
}

const struct grid_merge *grid_merges(const struct grid *g, size_t *n)
{
	return g->ops->merges(g->ctx, n);
}

void grid_progress(const struct grid *g, int64_t *done, int64_t *total)
{
	g->ops->progress(g->ctx, done, total);
}

/* Excel counts 1900-01-01 as 1 and a 29th of February 1900, which never was, as 60. */
date_day grid_serial_day(double serial, bool from_1904)
{
	enum { LEAP_THAT_WAS_NOT = 60, MOST = 200000 };
	int day = serial >= 0 && serial < MOST ? (int)serial : -1;

	if (day < 0)
		return DATE_NONE;
	if (from_1904)
		return date_make(1904, 1, 1) + day;
	if (day == 0 || day == LEAP_THAT_WAS_NOT)
		return DATE_NONE;
	return date_make(1899, 12, day < LEAP_THAT_WAS_NOT ? 31 : 30) + day;
}
