/* SPDX-License-Identifier: Apache-2.0
 *
 * 即办件 at the window: what was accepted here today and is decided by now is
 * handed over with one key and one slip, 办结回执. Part of the screen that offers
 * it; its tag is TAG_INSTANT.
 */
#ifndef SCREEN_INSTANT_H
#define SCREEN_INSTANT_H

#include "tui/screen.h"
#include "tui/session.h"

enum { TAG_INSTANT = 780 };
enum { INSTANT_CHOICES = 9 };

struct instant {
	size_t n;
	char numbers[INSTANT_CHOICES][NUMBER_TEXT]; /* the lines of the open menu */
};

/* Asks for which; says so where there is none. */
struct step instant_ask(struct instant *in, struct session *s, struct app *app);
/* True when the event was its answer; *step is what follows. */
bool instant_answer(struct instant *in, struct session *s, struct app *app,
		    const struct screen_event *ev, struct step *step);

#endif
