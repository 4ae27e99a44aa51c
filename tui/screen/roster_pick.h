/* SPDX-License-Identifier: Apache-2.0
 *
 * Which file a unit has brought: those on the sticks and in the usual folders, the
 * newest first; or a path, completed while it is typed.
 */
#ifndef SCREEN_ROSTER_PICK_H
#define SCREEN_ROSTER_PICK_H

#include "tui/screen.h"

/* Answers 0, text = the path of a file. */
struct screen *roster_pick_new(int tag);

#endif
