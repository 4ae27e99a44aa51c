/* SPDX-License-Identifier: Apache-2.0
 *
 * 中止、恢复、延长、公示 of a case, as its page asks about them: one menu with what
 * can be done now, the questions each needs, the paper that goes out. Part of the
 * screen that asks; its tags are CASE_PAUSE_*.
 */
#ifndef SCREEN_CASE_PAUSE_H
#define SCREEN_CASE_PAUSE_H

#include "case/case_clocks.h"
#include "tui/screen.h"

enum {
	CASE_PAUSE_MENU = 940,
	CASE_PAUSE_REASON,
	CASE_PAUSE_SIGN,
	CASE_PAUSE_FIRST,
	CASE_PAUSE_LAST,
	CASE_PAUSE_RESULT,
};
enum { CASE_PAUSE_ACTS = 5 };

struct case_pause {
	enum event_kind acts[CASE_PAUSE_ACTS]; /* behind the lines of the open menu */
	date_day first;			       /* of a publicity that is asked about */
};

/* The record and clocks as the page shows them. Says why when nothing can be done. */
struct step case_pause_ask(struct case_pause *p, struct app *app, const struct case_record *r,
			   const struct case_clocks *c);
/* True when the event was an answer to it; *step is what follows. */
bool case_pause_answer(struct case_pause *p, struct app *app, const struct case_record *r,
		       const struct screen_event *ev, struct step *step);

#endif
