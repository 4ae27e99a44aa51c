/* SPDX-License-Identifier: Apache-2.0
 *
 * Who stands at this window now. A visit begins by itself with the first thing
 * the clerk does for a person and ends by 下一位, by logging out or with the
 * program. Its papers wait for its end, so that they come out of the printer in
 * one run. Locking the screen changes nothing.
 */
#ifndef TUI_VISIT_H
#define TUI_VISIT_H

#include "case/carry.h"
#include "tui/screen.h"
#include "tui/session.h"

/* The row of 下一位 in a screen's table. */
#define VISIT_NEXT_ROW(id, flags)                                                                  \
	{                                                                                          \
		id, {K_F12, K_CTRL('n')}, N_("下一位"),                                            \
			N_("结束这次来访，打出它的单据；没办完的存为草稿"), flags                  \
	}

struct visit;
void visit_free(struct visit *v); /* NULL is none; writes nothing */

/* After a login: what a program that was killed left open at this window is ended. */
bool visit_after_login(struct session *s, struct err *e);
/* A key on the home screen: the visit that may follow from it began now. */
void visit_first_key(struct session *s);
/* Begins one when none is on; called where something is done for a person, before it is
 * recorded. Of those without the 经办 post nobody is being served: nothing happens, true. */
bool visit_need(struct session *s, struct err *e);
/* The same where a failure is only told: nobody is kept from reading or typing by it. */
void visit_need_or_say(struct session *s, struct app *app);
/* An item was read to somebody. */
void visit_consulted(struct session *s, struct app *app, const char *item);
/* The slip the check calls for was handed out. */
void visit_guided(struct session *s, struct app *app, const struct check *k);
/* An answer was handed out on paper: of a consult page or a calculator, by its id. */
void visit_answered(struct session *s, struct app *app, const char *id);
/* Ends the visit that is on, and prints what it made. False when that could not be recorded or
 * queued; it is over all the same. */
bool visit_end(struct session *s, struct err *e);
/* 下一位: ends it and goes home. What is unsaved has been saved by the screen that calls. */
struct step visit_next(struct session *s, struct app *app);

bool visit_is_on(const struct session *s);
/* For the status line: how long, how many cases; NULL when none is on. Good until the next
 * call. _is_old: a minute has passed since it was made. */
const char *visit_text(struct session *s);
bool visit_text_is_old(const struct session *s);
/* A case was decided in it: counted, and its agent kept for the next one. */
void visit_decided(struct session *s, const struct casefile *c);
/* 下一件: what the agent of an earlier case of this visit brings along; out may stay zero. */
void visit_carry(struct session *s, struct casefile *to, struct carried *out);

#endif
