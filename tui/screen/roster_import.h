/* SPDX-License-Identifier: Apache-2.0
 *
 * A unit's file into a people list: read, its headings matched to the columns and
 * shown to be confirmed, then checked (roster_result.h).
 */
#ifndef SCREEN_ROSTER_IMPORT_H
#define SCREEN_ROSTER_IMPORT_H

#include "case/casefile.h"
#include "tui/screen.h"

/* c and k are borrowed and outlive the screen. Answers 0 when rows were taken, text = what to say
 * about it. */
struct screen *roster_import_new(int tag, struct casefile *c, const struct check *k, size_t list,
				 const char *path);

#endif
