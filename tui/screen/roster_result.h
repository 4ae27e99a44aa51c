/* SPDX-License-Identifier: Apache-2.0
 *
 * What the check of a unit's list has found: how many are good, the others one by
 * one with all that is wrong with them, and what is done: all into the list to be
 * put right there; the good ones alone, which a supervisor signs, the rest back to
 * the unit by name; or none.
 */
#ifndef SCREEN_ROSTER_RESULT_H
#define SCREEN_ROSTER_RESULT_H

#include "case/casefile.h"
#include "exchange/roster.h"
#include "tui/screen.h"

/* All borrowed; r is checked. Answers 0 when rows were taken, text = what to say about it. */
struct screen *roster_result_new(int tag, struct roster *r, struct casefile *c, size_t list);

#endif
