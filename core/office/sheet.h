/* SPDX-License-Identifier: Apache-2.0
 *
 * Prints a document as an .xlsx of one sheet: A4 portrait, as wide as the page,
 * one page wherever it fits. Text only: no formula, no link, whatever the strings
 * say. The same document gives the same bytes.
 */
#ifndef OFFICE_SHEET_H
#define OFFICE_SHEET_H

#include <stdbool.h>

#include "base/err.h"
#include "office/document.h"

/* Writes `path` whole (mode 0600) or leaves nothing. The caller chooses a name without
 * personal data. d->created is set. */
bool sheet_write(const struct document *d, const char *path, struct err *e);

/* The same as a new file STEM.xlsx, STEM-2.xlsx … that nobody else has; nothing is left where it
 * fails. Caller frees the path; NULL with the reason. */
char *sheet_write_new(const struct document *d, const char *stem, struct err *e);

#endif
