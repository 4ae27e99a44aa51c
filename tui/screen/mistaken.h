/* SPDX-License-Identifier: Apache-2.0
 *
 * 更正受理, from the case: whose fault, why, and what takes its place: the same
 * item once more with everything typed, another item, or nothing.
 */
#ifndef SCREEN_MISTAKEN_H
#define SCREEN_MISTAKEN_H

#include "store/record.h"
#include "tui/screen.h"

/* Answers 0 with the choice in the text: "void" (done), "again", "other": what is to be done next
 * stands in the session for the intake that is opened. The record is not kept. */
struct screen *mistaken_new(int tag, const struct case_record *r);

#endif
