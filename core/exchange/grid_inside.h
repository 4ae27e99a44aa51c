/* SPDX-License-Identifier: Apache-2.0
 *
 * What a kind of table does for grid.c. Private to the wing.
 */
#ifndef EXCHANGE_GRID_INSIDE_H
#define EXCHANGE_GRID_INSIDE_H

#include "exchange/grid.h"

struct grid_ops {
	void (*close)(void *ctx);
	const char *(*format)(const void *ctx);
	size_t (*sheets)(const void *ctx);
	const char *(*sheet_name)(const void *ctx, size_t sheet);
	bool (*sheet_hidden)(const void *ctx, size_t sheet);
	bool (*from_1904)(const void *ctx); /* NULL: no */
	bool (*begin)(void *ctx, size_t sheet, struct err *e);
	enum grid_result (*next)(void *ctx, struct grid_row *row, struct err *e);
	const struct grid_merge *(*merges)(const void *ctx, size_t *n);
	void (*progress)(const void *ctx, int64_t *done, int64_t *total);
};
struct grid {
	const struct grid_ops *ops;
	void *ctx;
};

/* csv.c, xlsx.c: false with the reason. */
bool grid_open_csv(struct grid *g, const char *path, const struct grid_limits *l, struct err *e);
bool grid_open_xlsx(struct grid *g, const char *path, const struct grid_limits *l, struct err *e);

/* refuse.c: why a file that begins like this is no table; true: it may be one. */
bool refuse_other(const char *path, const unsigned char *head, size_t n, struct err *e);
/* The reading of a file that was there has failed. Returns false. */
bool refuse_broken_off(const char *path, struct err *e);

#endif
