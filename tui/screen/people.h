/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of a people list of a casefile: a table, one row edited at a time.
 */
#ifndef SCREEN_PEOPLE_H
#define SCREEN_PEOPLE_H

#include "case/casefile.h"
#include "tui/screen.h"

/* Edits list `list` of c in place; both are borrowed and outlive the screen. Pops when done.
 * After changes `keep` is called with every tick, so that no row is lost when the power goes. */
struct screen *people_new(struct casefile *c, const struct check *k, size_t list,
			  void (*keep)(void *ctx), void *ctx);

#endif
