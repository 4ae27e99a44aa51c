/* SPDX-License-Identifier: Apache-2.0
 *
 * 演练·无效 as a slanting, half-transparent red picture: what a demo store prints
 * across its pages. Drawn from strokes of our own, so that no font is needed
 * and it looks the same everywhere.
 */
#ifndef OFFICE_STAMP_H
#define OFFICE_STAMP_H

#include "base/str.h"

enum { STAMP_WIDTH = 600, STAMP_HEIGHT = 420 }; /* pixels */

/* Appends the PNG. */
void stamp_png(struct str *png);

#endif
