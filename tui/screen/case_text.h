/* SPDX-License-Identifier: Apache-2.0
 *
 * A case in words, for its page: what stands in the record, readable without
 * the guide.
 */
#ifndef SCREEN_CASE_TEXT_H
#define SCREEN_CASE_TEXT_H

#include "office/hall_voice.h"
#include "case/case_clocks.h"
#include "store/documents.h"
#include "store/event.h"
#include "store/promises.h"
#include "store/record.h"
#include "tui/widget/textpane.h"

/* Everything the page shows; rows live in the screen's arena. */
struct case_page {
	struct case_record *record;
	struct promise_row *promises;
	struct document_row *documents;
	struct event *events;
	struct case_clocks clocks;
	size_t n_promises, n_documents, n_events;
	struct hall_voice voice; /* names of clerks, windows and documents */
	date_day today;
	bool unmasked; /* certificates and phones in full */
};

/* The case itself; then its promises, documents and timeline. */
void case_text_record(struct textpane *p, const struct case_page *c);
/* Of the history: promises and what became of them. */
void case_text_promises(struct textpane *p, const struct case_page *c);
void case_text_history(struct textpane *p, const struct case_page *c);

enum style case_state_style(enum case_state state);
const char *document_name(const char *kind); /* 受理回执单 … */

#endif
