/* SPDX-License-Identifier: Apache-2.0
 *
 * Text files for other programs: UTF-8 with a mark, commas, CRLF, quotes where
 * RFC 4180 wants them. A cell that a table program would take for a formula gets
 * an apostrophe before it.
 */
#ifndef EXCHANGE_CSV_WRITE_H
#define EXCHANGE_CSV_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Before the first row. */
bool csv_write_mark(FILE *out);
/* NULL is an empty cell. False when the file took it no more (ferror). */
bool csv_write_row(FILE *out, const char *const *cells, size_t n);

#endif
