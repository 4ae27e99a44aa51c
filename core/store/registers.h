/* SPDX-License-Identifier: Apache-2.0
 *
 * The registers (台账) of a hall: each is a row of one table that says its columns
 * and where its rows come from. Rows are handed over one by one as the store reads
 * them, in the order of the day they belong to, so that a million take no memory.
 * What a word (an id) is called, and what is masked, is up to whoever prints them.
 */
#ifndef STORE_REGISTERS_H
#define STORE_REGISTERS_H

#include "base/ident.h"
#include "store/record.h"
#include "store/store.h"

enum register_type {
	REGISTER_TEXT,
	REGISTER_WORD,	 /* an id or a mask that has words: see enum register_word */
	REGISTER_COUNT,	 /* a whole number */
	REGISTER_DAY,	 /* date_day */
	REGISTER_MOMENT, /* ms since 1970 UTC; 0 is none */
	REGISTER_MONEY,	 /* fen */
};
enum register_word {
	WORD_STATE,    /* case_state_ids */
	WORD_EVENT,    /* event_ids */
	WORD_SAID,     /* an event: see REGISTER_EVENT_SAID */
	WORD_OPERATOR, /* login */
	WORD_POSTS,    /* mask of POST_BIT, as a number */
	WORD_DOCUMENT, /* kinds of documents (office/case_document.h) */
	WORD_PROMISE,  /* "open" "overdue" "kept" "late" */
	WORD_VOIDED,   /* "case" "document" "number" */
	WORD_WAY,      /* delivery_ids */
	WORD_REGISTER, /* register_kind.id */
	WORD_YES,      /* 0 1 */
};

/* What was done in plain words: kind, subject, operator, window and payload, a line each. */
#define REGISTER_EVENT_SAID                                                                        \
	"l.kind || char(10) || l.subject || char(10) || l.operator || char(10) || "                \
	"l.\"window\" || char(10) || l.payload"

struct register_column {
	const char *title; /* N_() */
	const char *value; /* SQL */
	enum register_type type;
	int width; /* columns of half-width characters */
	enum register_word word;
	enum ident_masking secret; /* hidden where whole numbers are not to leave the hall */
	bool total;		   /* REGISTER_COUNT, REGISTER_MONEY: summed at the end */
	bool wrap;		   /* long text goes on below instead of being cut */
};

/* The filters a register takes; an SQL expression of it each, NULL: does not take it. */
enum register_by { BY_DAY, BY_ITEM, BY_WINDOW, BY_OPERATOR, BY_STATE, REGISTER_FILTERS };

struct register_kind {
	const char *id,
		*name;	  /* "cases", N_("办件台账"): at most 25 characters, the sheet's name */
	const char *help; /* N_(): what a row is */
	const char *day_name;		  /* N_(): which day the period is of; NULL: takes none */
	unsigned posts;			  /* who may have it: mask of POST_BIT */
	const char *from, *where, *order; /* SQL; where: NULL */
	const char *by[REGISTER_FILTERS];
	const struct register_column *columns;
	size_t n_columns;
};
extern const struct register_kind *const registers[]; /* in the order they are offered */
extern const size_t registers_n;

const struct register_kind *register_kind_of(const char *id); /* NULL */
bool register_is_personal(const struct register_kind *k); /* has a column with something secret */

struct register_filter {		/* register_filter_init: everything */
	date_day first, last;		/* inclusive; DATE_NONE: open */
	const char *item, *window, *by; /* ids, login; NULL: all */
	int state;			/* enum case_state; -1: all */
	date_day on;			/* the day the register is made: what is overdue by then */
};
void register_filter_init(struct register_filter *f, date_day on);
/* ERR_USAGE names a filter the register does not take, ERR_PERMISSION who may have it. */
bool register_check(struct store *s, const struct actor *who, const struct register_kind *k,
		    const struct register_filter *f, struct err *e);

struct register_cell {
	const char *text; /* TEXT, WORD; NULL: nothing. Until the next row */
	int64_t number;	  /* the others, where `given`; DAY as date_day */
	bool given;
};
/* As many cells as the kind has columns. False with e (which may be left as it is) ends it. */
typedef bool register_row_fn(void *ctx, const struct register_cell *cells, struct err *e);
/* One snapshot, read whole; false when the store could not be read or `row` said so. */
bool register_each(struct store *s, const struct register_kind *k, const struct register_filter *f,
		   register_row_fn *row, void *ctx, struct err *e);
bool register_count(struct store *s, const struct register_kind *k, const struct register_filter *f,
		    int64_t *n, struct err *e);

#endif
