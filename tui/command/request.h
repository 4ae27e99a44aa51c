/* SPDX-License-Identifier: Apache-2.0
 *
 * A case as a file: the JSON of `accept FILE` (DESIGN.md), read from a file or,
 * with "-", from the standard input.
 */
#ifndef TUI_REQUEST_H
#define TUI_REQUEST_H

#include <jansson.h>

#include "base/err.h"

/* A new reference to an object with an "item"; NULL with file, line and column. */
json_t *request_read(const char *path, struct err *e);

#endif
