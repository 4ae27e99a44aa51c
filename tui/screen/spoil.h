/* SPDX-License-Identifier: Apache-2.0
 *
 * 未打出, as the list of jobs and the case ask about it: why, how many sheets, and
 * the same paper comes once more. Part of the screen that asks; its tags are SPOIL_*.
 */
#ifndef SCREEN_SPOIL_H
#define SCREEN_SPOIL_H

#include "store/documents.h"
#include "tui/screen.h"

enum { SPOIL_WHY = 900, SPOIL_SHEETS };

struct spoil {
	char document[DOCUMENT_TEXT];
	char reason[128];
};

/* Asks about a document. */
struct step spoil_ask(struct spoil *s, const char *document);
/* True when the event was an answer to it; *step is what follows. */
bool spoil_answer(struct spoil *s, struct app *app, const struct screen_event *ev,
		  struct step *step);

#endif
