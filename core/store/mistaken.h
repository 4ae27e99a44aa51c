/* SPDX-License-Identifier: Apache-2.0
 *
 * 更正受理: an acceptance that should not have been. The case is voided with a
 * supervisor's signature and, in the same commit, points to the case or notice that
 * takes its place. The day it was accepted on stays as it was: voiding is an event
 * of today. Where the fault is the hall's, the clocks of the new case run from the
 * first acceptance (case_record.since).
 */
#ifndef STORE_MISTAKEN_H
#define STORE_MISTAKEN_H

#include "base/arena.h"
#include "store/documents.h"
#include "store/operators.h"
#include "store/record.h"
#include "store/store.h"

enum mistake { MISTAKE_OURS, MISTAKE_APPLICANT, MISTAKES };
extern const char *const mistake_ids[MISTAKES];	  /* "ours" "applicant" */
extern const char *const mistake_names[MISTAKES]; /* 本单位原因 申请人原因 */

#define MISTAKEN_ACT	  "mistaken" /* of the signature; its subject is the case */
#define MISTAKEN_POSTS	  POST_BIT(POST_SUPERVISOR)
#define MISTAKEN_DOCUMENT "mistaken" /* 受理更正告知书 */

/* A case that can still be taken back: accepted and not decided. */
#define MISTAKEN_FROM CASES_RUNNING

struct mistaken {
	const char *case_number;
	enum mistake fault;
	const char *reason;
	const struct signature *signature; /* NULL: `who` is the supervisor */
	/* As what the new case, which the first event of the commit makes, was decided; NULL:
	 * nothing takes its place. */
	const char *replaced_as; /* one of case_state_ids */
};

/* The events of one voiding, to stand behind those of the new case: the notice, its papers that
 * become void, the case. */
struct mistaken_writing {
	const struct mistaken *mistaken;
	const struct actor *who;
	char document[DOCUMENT_TEXT]; /* number of the 受理更正告知书, once committed */
	struct documents_issue issue; /* private */
};
/* Appends them to *rows. `w`, what it points to and the arena live until the commit. */
bool mistaken_events(struct store *s, struct mistaken_writing *w, struct arena *a,
		     struct store_event **rows, size_t *n, struct err *e);

/* The voiding alone: nothing takes its place. `document` gets the number of the 受理更正告知书
 * (DOCUMENT_TEXT). */
bool mistaken_void(struct store *s, const struct actor *who, const struct mistaken *m,
		   char *document, struct err *e);

/* 材料退还: what was kept of a case that came to nothing went back to who brought it. */
bool mistaken_papers_back(struct store *s, const struct actor *who, const char *case_number,
			  const char *receiver, struct err *e);

#endif
