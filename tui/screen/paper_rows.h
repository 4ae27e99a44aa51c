/* SPDX-License-Identifier: Apache-2.0
 *
 * The papers asked for by the rows of a people list: people down, papers across,
 * one mark in each cell.
 */
#ifndef SCREEN_PAPER_ROWS_H
#define SCREEN_PAPER_ROWS_H

#include "case/casefile.h"
#include "tui/screen.h"

/* Marks in place; opens on `paper`, whose list must have rows (casefile_paper_list). Both are
 * borrowed and outlive the screen. Pops when done. After changes `keep` is called with every tick. */
struct screen *paper_rows_new(struct casefile *c, const struct check *k, size_t paper,
			      void (*keep)(void *ctx), void *ctx);

#endif
