/* SPDX-License-Identifier: Apache-2.0
 *
 * The file of the drafts, for the files that work on it. Where a draft and an
 * event belong together, the drafts' transaction is the outer one and its lock
 * is taken first: the event is committed inside, so that a draft never goes
 * without its event.
 */
#ifndef STORE_DRAFTS_INSIDE_H
#define STORE_DRAFTS_INSIDE_H

#include "store/drafts.h"
#include "store/store_inside.h"

/* Opened when first asked for; NULL with e. */
struct db *drafts_db(struct store *s, struct err *e);
/* Appends to the history of a draft, inside the caller's transaction. */
bool drafts_note(struct db *db, int64_t id, enum draft_step kind, const struct case_step *step,
		 struct err *e);
/* How a draft ends, for the daily close. */
enum draft_outcome { DRAFT_DECIDED, DRAFT_DELETED, DRAFT_PURGED, DRAFT_OUTCOMES };
/* With its people and its history. */
bool drafts_remove(struct store *s, int64_t id, enum draft_outcome outcome, struct err *e);
/* Inside the caller's transaction, from here on it is counted. */
bool drafts_count_begun(struct store *s, const struct draft *d, struct err *e);
bool drafts_count_ended(struct store *s, int64_t id, enum draft_outcome outcome, struct err *e);
/* Replaces whom a draft is about. */
bool drafts_put_people(struct db *db, const struct draft *d, struct err *e);

#define DRAFT_COLUMNS                                                                              \
	"d.id, d.operator, d.\"window\", d.item, d.title, d.parked, d.created_at, d.updated_at, "  \
	"d.revision, d.visit, d.papers, d.since, d.holder, d.seen_at"
void drafts_read(struct store *s, struct stmt *q, struct arena *a, struct draft *d);

/* 李敏, or the login of somebody unknown; in the arena. */
const char *drafts_clerk(struct store *s, const char *login, struct arena *a);

#endif
