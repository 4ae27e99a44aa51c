/* SPDX-License-Identifier: Apache-2.0
 *
 * 抽查: the draws, newest first; a new one of some days. Enter opens a draw.
 */
#ifndef SCREEN_SAMPLES_H
#define SCREEN_SAMPLES_H

#include "base/date.h"
#include "tui/screen.h"

/* The days a new draw is made of, unless others are typed. */
struct screen *samples_new(date_day first, date_day last);

#endif
