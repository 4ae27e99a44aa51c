/* SPDX-License-Identifier: Apache-2.0
 *
 * The daily close (日终). A day is counted from the ledger's moves: what a window or
 * the hall carried over, what came in, what went out, what is there now. Each count
 * is a line, and what a line does not explain, or somebody has to know of, is a
 * note that is cleared or gets a reason. The clerk and a second person sign for a
 * window; when all windows of the day are closed, a supervisor and a second person
 * sign for the hall, and the day is locked: no business event enters it again
 * until a supervisor reopens it with a reason. What is corrected later is an
 * adjustment of its own day.
 *
 * A case is of the window of its newest decision, an intake of the window it was
 * begun at. At a lone point (struct close_signing.point) one person closes, and
 * somebody of the parent office countersigns later.
 */
#ifndef STORE_CLOSES_H
#define STORE_CLOSES_H

#include "base/arena.h"
#include "store/event.h"
#include "store/operators.h"
#include "store/record.h"
#include "store/store.h"

/* opening + entered - left = closing, where closing was counted apart. */
struct close_line {
	const char *window; /* "": the hall */
	const char *id;	    /* of the state (case_state_ids), or one of close_line_ids */
	int64_t opening, entered, left, closing;
};
enum close_line_kind {
	LINE_INTAKES,	/* drafts: carried over, begun, ended, still there */
	LINE_DECISIONS, /* intakes that ended decided, decisions that say they were drafts */
	LINE_NUMBERS,	/* case numbers given out, reserved and not used, cases */
	LINE_DOCUMENTS, /* numbered, voided, in force */
	LINE_PAPERS,	/* taken in, handed back or under way, kept */
	LINE_KINDS
};
extern const char *const close_line_ids[LINE_KINDS];
/* 受理 … 收件; the id when it is unknown. In the reader's language. */
const char *close_line_name(const char *id);

enum close_note_kind {
	NOTE_LINE,	/* a line that does not balance; subject: its id */
	NOTE_EXTERNAL,	/* 漏录: accepted, no 外部流水号; subject: the case */
	NOTE_DRAFT,	/* an intake neither finished nor parked; subject: its draft */
	NOTE_UNPRINTED, /* subject: the document */
	NOTE_PARKED,	/* 挂单: carried over, asks for no reason */
	CLOSE_NOTES
};
extern const char *const close_note_ids[CLOSE_NOTES];
extern const char *const close_note_names[CLOSE_NOTES];
struct close_note {
	enum close_note_kind kind;
	const char *window;  /* "": none */
	const char *subject; /* "12", a case, a document */
	const char *text;    /* what it is, without personal data */
	const char *reason;  /* NULL: none yet */
};

/* How the day's intakes went, for the words of the line. */
struct close_intakes {
	int64_t decided, deleted, purged; /* deleted by their clerk; purged as abandoned */
};
/* Figures beside the balance. */
struct close_figures {
	int64_t visits, consulted, guided;
	int64_t reprints, spoiled; /* of documents */
	int64_t promises_due, promises_overdue;
	char first_number[NUMBER_TEXT], last_number[NUMBER_TEXT]; /* of the day's cases; "" */
};
struct close_counts {
	date_day day;
	const char *window; /* "": the hall, with the lines of all its windows */
	date_day after;	    /* the close it opens with; DATE_NONE: none, all moves were replayed */
	int64_t seq;	    /* of the newest event that is counted */
	unsigned char head[EVENT_HASH]; /* its hash */
	struct close_intakes intakes;
	struct close_figures figures;
	size_t n_lines, n_notes;
	struct close_line *lines; /* the hall's own first; states that never had a case left out */
	struct close_note *notes;
};
/* The day as it stands now. */
bool closes_count(struct store *s, date_day day, const char *window, struct arena *a,
		  struct close_counts *out, struct err *e);
/* One more note, of what the store cannot know (papers that wait for a printer). */
void closes_add_note(struct close_counts *c, struct arena *a, const struct close_note *note);

/* ---- signing ---- */

struct close_signing {
	const struct signature *second; /* NULL at a lone point */
	bool point;
};
/* What the second person signs for; q->posts, act and subject are set, the subject in `text`. */
enum { CLOSE_SUBJECT = 64 };
void closes_request(date_day day, const char *window, unsigned posts_of_first,
		    struct sign_request *q, char text[CLOSE_SUBJECT]);
/* Closes what was counted. ERR_REFUSED with words: something happened since it was counted, a
 * note has no reason, an earlier day is open, a window of the day is, the day is closed already. */
bool closes_sign(struct store *s, const struct actor *who, const struct close_counts *seen,
		 const struct close_signing *g, struct err *e);
/* Reopens the newest locked day, for a window (NULL: none) as well. */
bool closes_reopen(struct store *s, const struct actor *who, const struct signature *sig,
		   date_day day, const char *window, const char *reason, struct err *e);
void closes_reopen_request(date_day day, const char *window, const char *reason,
			   struct sign_request *q, char text[CLOSE_SUBJECT]);

/* ---- the lone point ---- */

/* Days closed by one person that nobody has countersigned, up to `last`: all of them at once. */
bool closes_countersign(struct store *s, const struct actor *who, const struct signature *sig,
			date_day last, struct err *e);
/* posts 0: by who is named in the setting point.countersigners alone. */
void closes_countersign_request(date_day last, struct sign_request *q, char text[CLOSE_SUBJECT]);
struct close_awaited {
	int64_t days;	 /* closed, not countersigned */
	date_day oldest; /* DATE_NONE */
	int64_t cases;	 /* that wait for a step of another person */
};
bool closes_awaited(struct store *s, struct close_awaited *out, struct err *e);

/* ---- reading ---- */

/* A day with business that is not locked, oldest first, today's too. */
struct close_day {
	date_day day;
	size_t n_windows, n_open; /* with business; not closed yet */
	const char **open;	  /* their ids */
	bool window_closed;	  /* the one asked for */
};
bool closes_due(struct store *s, const char *window, struct arena *a, struct close_day **rows,
		size_t *n, struct err *e);
/* The last locked day; DATE_NONE. */
bool closes_locked(struct store *s, date_day *out, struct err *e);
/* Refuses a business act on today, in the words of the store: for asking before typing. */
bool closes_allow(struct store *s, const struct actor *who, struct err *e);
/* The day what is no event is counted on: today, the day after once today is locked. */
bool closes_counting_day(struct store *s, date_day *out, struct err *e);

struct close_row {
	int64_t seq;
	date_day day, first; /* first: of the empty days before it that it closed too */
	const char *window;  /* "": the hall */
	int64_t at;
	const char *by, *signed_by; /* signed_by: NULL at a lone point */
	const char *head;	    /* of the ledger, 64 hexadecimal digits */
	int64_t head_seq;
	int64_t reopened;	  /* seq of the reopening; 0 */
	const char *reopened_why; /* NULL */
	bool point;
	const char *countersigned_by; /* NULL */
	int64_t countersigned_at;
	struct close_intakes intakes;
	struct close_figures figures;
};
/* Newest first, at most `limit`; reopened ones too. */
bool closes_list(struct store *s, size_t limit, struct arena *a, struct close_row **rows, size_t *n,
		 struct err *e);
/* The close in force of a day and window (NULL: the hall); *out NULL when there is none. */
bool closes_get(struct store *s, date_day day, const char *window, struct arena *a,
		struct close_row **out, struct err *e);
/* What was signed: lines, notes and figures of a close. */
bool closes_signed(struct store *s, const struct close_row *row, struct arena *a,
		   struct close_counts *out, struct err *e);

/* What was done with each item at each window on a day; moves of the day, by the state entered. */
struct close_item {
	const char *item, *item_name, *window;
	int64_t entered[CASE_STATES];
};
bool closes_items(struct store *s, date_day day, const char *window, struct arena *a,
		  struct close_item **rows, size_t *n, struct err *e);

#endif
