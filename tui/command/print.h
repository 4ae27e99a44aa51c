/* SPDX-License-Identifier: Apache-2.0
 *
 * What several commands print alike.
 */
#ifndef TUI_PRINT_H
#define TUI_PRINT_H

#include <jansson.h>
#include <stdio.h>

#include "guide/check.h"
#include "guide/faults.h"

/* Indented, a newline at the end; takes over the reference. */
void print_json(FILE *out, json_t *j);
/* file:line:column: what is wrong, on stderr. */
void print_faults(const struct faults *f);
/* The limits of a check after check_dues. */
void print_limits(FILE *out, const struct check *c);

#endif
