/* SPDX-License-Identifier: Apache-2.0
 *
 * The shapes of a case record. Private to the wing.
 */
#ifndef STORE_RECORD_INSIDE_H
#define STORE_RECORD_INSIDE_H

#include "store/event.h"
#include "store/record.h"
#include "store/shape.h"

enum {
	RECORD_VALUES,
	RECORD_PAPERS,
	RECORD_VERIFICATIONS,
	RECORD_FIELDS,
	RECORD_CELLS,
	RECORD_PARTIES,
	RECORD_REASONS,
	RECORD_LIMITS,
	RECORD_LINKS,
	RECORD_PAPER_ROWS,
	RECORD_FILES,
	RECORD_HISTORY,
	RECORD_STAGES,
	RECORD_LAPSES,
	RECORD_LISTS
};
struct record_list {
	const char *name; /* in the payload */
	struct shape shape;
	size_t rows, count; /* offsets in struct case_record */
};
extern const struct record_list record_lists[RECORD_LISTS];
extern const struct shape record_shape;

const void *record_rows(const struct case_record *r, const struct record_list *l, size_t *n);
void record_set_rows(struct case_record *r, const struct record_list *l, void *rows, size_t n);
/* The payload of a decision; r is initialised first. Lists go to the arena, texts are the
 * payload's. */
void record_decode(const struct payload *payload, struct arena *a, struct case_record *r);
enum case_state case_state_of(const char *id);

/* ERR_INPUT when there is no such case. */
bool case_find(struct db *db, const char *number, int64_t *id, enum case_state *state,
	       struct err *e);
/* The same, and ERR_REFUSED for a voided one. */
bool case_find_valid(struct db *db, const char *number, int64_t *id, struct err *e);
/* A case changes its state: the only writer of cases.state beside the decision that makes the
 * row. Every change is a row of case_moves, from which days are counted. */
bool case_set_state(struct db *db, const struct event *ev, int64_t id, enum case_state to,
		    struct err *e);
/* The row of case_moves alone; from: "" for a case that was not there. */
bool case_note_move(struct db *db, const struct event *ev, int64_t id, const char *from,
		    enum case_state to, struct err *e);

/* ERR_INPUT when kind or number is blank. */
bool case_put_link(struct db *db, int64_t id, const struct case_link *link, struct err *e);

#endif
