/* SPDX-License-Identifier: Apache-2.0
 *
 * What the case screen does with documents: 未打出 and 补发, which are not the same,
 * and 作废 with or without a new one. Part of that screen; its tags are DOCUMENTS_*.
 */
#ifndef SCREEN_CASE_DOCUMENTS_H
#define SCREEN_CASE_DOCUMENTS_H

#include "tui/screen.h"
#include "tui/screen/spoil.h"

enum {
	DOCUMENTS_AGAIN = 800,
	DOCUMENTS_HOW,
	DOCUMENTS_VOID,
	DOCUMENTS_VOID_WHY,
	DOCUMENTS_VOID_HOW
};
enum { DOCUMENTS_CHOICES = 32 };

struct case_documents {
	char offered[DOCUMENTS_CHOICES][DOCUMENT_TEXT]; /* the lines of the open menu */
	char document[DOCUMENT_TEXT];
	char reason[128];
	struct spoil spoil;
};

/* Whether one of them is valid. */
bool case_documents_any(const struct document_row *rows, size_t n);
struct step case_documents_again(struct case_documents *d, const struct document_row *rows,
				 size_t n);
struct step case_documents_void(struct case_documents *d, const struct document_row *rows,
				size_t n);
/* True when the event was an answer to one of these; *step is what follows, and the case may
 * have changed. */
bool case_documents_answer(struct case_documents *d, struct app *app, const struct screen_event *ev,
			   struct step *step);

#endif
