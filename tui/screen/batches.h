/* SPDX-License-Identifier: Apache-2.0
 *
 * 上报: the batches of this point, and the cases that wait for one.
 */
#ifndef SCREEN_BATCHES_H
#define SCREEN_BATCHES_H

#include "base/str.h"
#include "tui/screen.h"

struct session;

struct screen *batches_new(void);
/* What is to be thought of today, for the home screen: the working day before 上报日, on it, and
 * cases that came back. Nothing at a point that reports to nobody. */
void batches_remind(struct session *s, struct str *out);

#endif
