/* SPDX-License-Identifier: Apache-2.0
 *
 * What a window has opened and not recorded yet (store/views.h). Opening costs
 * nothing but a note in memory; the tick of the program (start.c) writes the notes
 * in one commit: 0.2 s after the last key, 1 s in endless input. Also
 * written before the visit ends, somebody else logs in or the program ends.
 */
#ifndef TUI_VIEWING_H
#define TUI_VIEWING_H

#include "tui/session.h"

/* A case or a person is being shown. */
void viewing_case(struct session *s, const char *number);
void viewing_person(struct session *s, int64_t id);
/* Writes what is noted. False with e when it could not be: it stays noted, and the next tick tries
 * again. */
bool viewing_write(struct session *s, struct err *e);

/* The same at the end of the program; what cannot be written now is lost. */
void viewing_done(struct session *s);

#endif
