/* SPDX-License-Identifier: Apache-2.0
 *
 * The store of a hall: one SQLite file that any number of windows have open at
 * once. What happened is an append-only, chained ledger of events; every table
 * about cases, people, operators and settings is derived from it by apply.c.
 * A business write goes through store_commit: number, event and rows in one
 * durable transaction. Not for use by several threads at once.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/str.h"
#include "store/event.h"
#include "store/number.h"

struct store;

struct store_founding {
	const char *site; /* 6 digits or capital letters; opens every case number */
	const char *name; /* of the hall */
	bool demo;	  /* a practice hall: documents say so, the day may be set */
};

/* Makes a new store. Never over an existing file. */
bool store_found(const char *path, const struct store_founding *f, const struct clock *clock,
		 struct err *e);
/* Opens an existing store, migrating it when it is older than the program and refusing
 * it when it is newer. NULL with e. The clock is copied. */
struct store *store_open(const char *path, const struct clock *clock, struct err *e);
void store_close(struct store *s);

const char *store_path(const struct store *s);
/* hall.overlay beside hall.db: what the hall says itself (guide/overlay.h). Caller frees. */
char *store_overlay(const struct store *s);
const char *store_site(const struct store *s);
const char *store_name(const struct store *s);
bool store_is_demo(const struct store *s);
const struct clock *store_clock(const struct store *s);
date_day store_today(const struct store *s);
/* The business day of everything written from here on (`--on`). A demo store only. */
bool store_set_day(struct store *s, date_day day, struct err *e);

/* Who writes, where, and for whom: in the envelope of every event. NULL for an actor is the
 * program itself. */
struct actor {
	const char *by;	    /* login */
	const char *window; /* NULL */
	int64_t visit;	    /* 0: none */
};

/* What is known of a commit when a payload is made, inside its transaction. */
struct store_ticket {
	char number[NUMBER_TEXT]; /* of the case: reserved, or the subject; "" without one */
	char query_code[QUERY_CODE_TEXT];
	int serial; /* of the day; 0 when none was reserved */
	int64_t at; /* ms */
	date_day day;
	const char *request_id; /* as given to store_commit; NULL */
};

struct store_event {
	enum event_kind kind;
	const struct actor *who;
	const char *subject; /* case number, login …; NULL: the number this commit reserved */
	bool reserve;	     /* take the next case number; on the first event only */
	/* The payload as JSON bytes: given, or made inside the transaction, where the ticket is
	 * known and reads through s are exact. build may refuse: nothing is written then. */
	const char *payload;
	bool (*build)(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		      struct err *e);
	void *ctx;
};

struct store_receipt {
	struct store_ticket ticket;
	int64_t seq;   /* of the last event written */
	bool repeated; /* request_id was there before: ticket is the earlier one, nothing written */
};

/* Writes the events under the write lock in one durable transaction, or nothing. A
 * request_id (may be NULL) seen before answers with the number it got then. Refuses when
 * the clock is behind the newest event. out may be NULL. */
bool store_commit(struct store *s, const char *request_id, const struct store_event *events,
		  size_t n, struct store_receipt *out, struct err *e);

/* Whether a request_id was used before: out->repeated, with the ticket it got then. */
bool store_requested(struct store *s, const char *request_id, struct store_receipt *out,
		     struct err *e);

#endif
