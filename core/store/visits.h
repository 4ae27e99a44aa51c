/* SPDX-License-Identifier: Apache-2.0
 *
 * Who stands at which window from when to when. Cases, notices, slips and plain
 * questions name the visit they belong to (struct actor). Its id is the seq of
 * the event that began it. What is neither case nor document is an act of the
 * counter: a slip handed out, an item read to somebody; they are counted apart.
 */
#ifndef STORE_VISITS_H
#define STORE_VISITS_H

#include "base/arena.h"
#include "store/store.h"

struct visit_start {
	int64_t began;	   /* ms: when its first key fell, if that is earlier; 0 */
	const char *queue; /* 排队号; NULL */
};
/* start may be NULL. */
bool visits_begin(struct store *s, const struct actor *who, const struct visit_start *start,
		  int64_t *id, struct err *e);
/* Ends who->visit. ERR_REFUSED when it has ended already. */
bool visits_end(struct store *s, const struct actor *who, struct err *e);
/* Whether it has not ended. */
bool visits_is_open(struct store *s, int64_t id, bool *open, struct err *e);
/* Ends what a program that was killed left open at this window (NULL: none), with the time of
 * its last event, marked as done by the program. A visit whose store handle is still open goes on,
 * also where two programs stand at one window. *n: how many. */
bool visits_end_left(struct store *s, const char *window, int64_t *n, struct err *e);

/* A guidance slip, a list of papers or an answer on paper was handed out; `item` is also the id of
 * a consult page or a calculator. `reason`: code of why (reason_ids of
 * guide/check.h); NULL else. */
enum slip_kind { SLIP_GUIDANCE, SLIP_MATERIALS, SLIP_ANSWER /* a page, a calculation */ };
bool visits_guided(struct store *s, const struct actor *who, const char *item, enum slip_kind kind,
		   const char *reason, struct err *e);
/* An item was read to somebody; said twice in one visit it is one consultation. */
bool visits_consulted(struct store *s, const struct actor *who, const char *item, struct err *e);

struct visit_row {
	int64_t id;
	int64_t serial; /* of its site's day, from 1 */
	date_day day;
	const char *window, *by, *queue; /* queue: NULL */
	int64_t begun_at, ended_at;	 /* ms; ended_at 0: still on */
	bool by_program;		 /* ended for a program that was killed */
	int64_t cases, slips, consultations;
};
/* The visits of a day, oldest first. */
bool visits_list(struct store *s, date_day day, struct arena *a, struct visit_row **rows, size_t *n,
		 struct err *e);
/* One of this store's site; *out is NULL when there is none. */
bool visits_get(struct store *s, int64_t id, struct arena *a, struct visit_row **out,
		struct err *e);

/* The cases decided in a visit, or whose papers came in it, by their numbers, in that order. */
struct visit_case {
	const char *number;
	bool decided; /* else only papers promised earlier came */
};
bool visits_cases(struct store *s, int64_t id, struct arena *a, struct visit_case **rows, size_t *n,
		  struct err *e);

#endif
