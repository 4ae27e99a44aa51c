/* SPDX-License-Identifier: Apache-2.0
 *
 * The checklist engine: an item, the answers so far and the papers on the
 * counter give the outcome and every reason for it. Pure: no clock, no I/O, no
 * allocation once the result has been made.
 *
 * Exact: "certain" means true under every completion of the open answers, so
 * more answers never remove a certain reason, and more good papers never make a
 * case less acceptable. A completion gives every open variable a value of its
 * type (none too where it is optional or has or_none; a set within min and max;
 * a period with from <= to); one behind a false gate is none. Where the open
 * variables one rule hangs on have over 2^16 combinations, that rule stays as
 * Kleene leaves it: unknown, never wrong.
 *
 * An open variable is live when it may apply and some two completions that
 * differ only in it differ in
 * - a paper asked for as such: no / asked / exempt, its form, seals, count;
 * - an `any` group: which alternatives it has, exempt ones, their forms;
 * - whether a condition fails or a prohibition bars;
 * - a limit: whether it applies, the day it starts from;
 * - whether this channel serves the item (not through the fact office);
 * - whether a block or field of the form shows, or is required.
 * An open attested condition or prohibition whose `when` may hold is always
 * live. A verification is live through a paper or group only while that could
 * still be unmet. An optional question is never live.
 */
#ifndef GUIDE_CHECK_H
#define GUIDE_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/calendar.h"
#include "base/err.h"
#include "base/str.h"
#include "guide/item.h"

enum outcome { /* the first that applies; the first four are bars */
	OUTCOME_PROHIBITED, OUTCOME_INELIGIBLE, OUTCOME_EXPIRED, OUTCOME_CLOSED,
	OUTCOME_UNDECIDED, OUTCOME_MISSING, OUTCOME_DEFER, OUTCOME_ACCEPT, OUTCOMES
};
extern const char *const outcome_ids[OUTCOMES];   /* "prohibited" … */
extern const char *const outcome_names[OUTCOMES]; /* 禁止办理 … */

/* A verification that could not be run counts as not verified, marked for re-check;
 * a prohibition lifted by an act is 2. Both are VALUE_KNOWN. */
enum { VERIFIED_NO = 0, VERIFIED_YES = 1, VERIFIED_UNAVAILABLE = 2 };
enum { PROHIBITION_NO = 0, PROHIBITION_YES = 1, PROHIBITION_LIFTED = 2 };

enum paper_state { PAPER_ABSENT, PAPER_OK, PAPER_UNFIT };
enum unfit { /* why a paper on the counter does not serve */
	UNFIT_NO_SEAL, UNFIT_NO_SIGNATURE, UNFIT_ORIGINAL_WANTED, UNFIT_EXPIRED, UNFIT_NAME_DIFFERS,
	UNFIT_ILLEGIBLE, UNFIT_TOO_FEW, UNFIT_INCOMPLETE, UNFIT_WRONG_FORM, UNFIT_OTHER, UNFITS
};
extern const char *const unfit_ids[UNFITS];
extern const char *const unfit_names[UNFITS]; /* 缺章 … */

/* A row of a people list without a good paper. */
struct row_gap {
	int row;	  /* from 0 */
	const char *name; /* NULL: not typed yet */
	enum unfit unfit; /* UNFITS: it is not there */
};

struct paper_mark {
	enum paper_state state;
	enum unfit unfit;
	/* A paper asked for per person: how many of the rows have a good one. With state
	 * PAPER_OK, 0 means all. */
	int rows_ok;
	/* Marked row by row: how many rows there are, else 0. The state is then what the rows
	 * make of it, PAPER_OK only when every one has a good paper; the others are gaps, rows -
	 * rows_ok of them, kept by whoever counts. They only give the reasons their names. */
	int rows;
	const struct row_gap *gaps;
};

/* What is known; arrays of item->n_vars and item->n_papers. Facts are set like answers
 * (item->vars[FACT_ON] …). FACT_AGE follows FACT_BIRTH and FACT_ON by itself. */
struct intake {
	struct value *values;
	struct paper_mark *marks;
};
/* Caller frees with intake_done. All open and absent, except channel = window. */
void intake_init(struct intake *in, const struct item *it);
void intake_done(struct intake *in);

enum reason_code {
	REASON_PROHIBITED,      /* id: prohibition */
	REASON_INELIGIBLE,      /* id: condition */
	REASON_NOT_YET,         /* this version or the item is not in force yet; until = from when */
	REASON_EXPIRED,
	REASON_OUTSIDE_DAYS,    /* outside the acceptance window; until = next opening day */
	REASON_NOT_HERE,        /* not at this window or channel; the row it names may change as more
				 * is answered */
	REASON_NOTHING_TO_FILE, /* no application needed */
	REASON_OPEN,            /* id: an open question, condition, prohibition or verification */
	REASON_CONDITION,       /* id: a condition that fails as missing */
	REASON_MISSING,         /* id: paper */
	REASON_MISSING_ANY,     /* id: group; none of its alternatives is complete */
	REASON_UNFIT,           /* id: paper on the counter that does not serve, and why */
	REASON_DEFERRABLE,      /* id: paper missing or unfit that may follow; until = last day */
	REASON_RECHECK,         /* id: verification that was unavailable; blocks nothing */
	REASON_CODES
};
extern const char *const reason_ids[REASON_CODES]; /* "prohibited" … the closed set */

struct reason {
	enum reason_code code;
	enum { NODE_NONE, NODE_VAR, NODE_CONDITION, NODE_PROHIBITION, NODE_PAPER, NODE_DEMAND,
	       NODE_CHANNEL } node;
	int index; /* of that node in the item, -1 with NODE_NONE */
	enum unfit unfit;
	int rows, rows_ok; /* of a paper asked for per person: wanted and good; else 0 */
	const struct row_gap *gaps; /* the mark's: rows - rows_ok of them, or NULL */
	date_day until;    /* DATE_NONE where there is no date */
};

enum need { NEED_NO, NEED_YES, NEED_DEPENDS, NEED_EXEMPT };

struct due {
	bool applies;      /* certainly */
	bool depends;      /* on an open answer */
	date_day from, due;/* DATE_NONE: not known */
	bool provisional;  /* crosses a year without a calendar notice */
	const char *why;   /* Chinese, when there is no due date: 指南未载明, 待…; NULL */
};

struct check {
	const struct item *item;
	enum outcome outcome;
	enum tri *truths;        /* n_nodes: exact where it decides something, else Kleene */
	enum need *paper_need;   /* n_papers: as such, outside an `any` */
	int *paper_on;           /* n_papers: variable a NEED_DEPENDS hangs on, or -1 */
	enum need *demand_need;  /* n_demands; a row inside an `any`: is it an alternative */
	int *demand_on;          /* set for outermost `any` groups; -1 elsewhere */
	bool *demand_met;        /* n_demands: certainly satisfied by what is there */
	bool *live;              /* n_vars: open, and can still change something */
	int next_question;       /* variable, or -1; FACT_BIRTH where the age is open */
	size_t n_reasons;
	struct reason *reasons;  /* in order of outcome, then of the file */
	struct due *dues;        /* n_limits; filled by check_dues */
	bool provisional;
	bool materials_unstated; /* for these answers the guide prints none */
	struct check_work *work; /* the engine's own */
};

struct check *check_new(const struct item *it);
void check_free(struct check *c);
/* in->values[FACT_ON] must be known; cal serves opening days and last days of deferrals (may be
 * NULL: then those that need working days are DATE_NONE). */
void check_run(struct check *c, const struct intake *in, const struct calendar *cal);
/* A variable as the rules saw it: none behind a false gate, open behind an open one; age from
 * birth. */
const struct value *check_value(const struct check *c, int var);
/* Whether the certain reasons send the applicant elsewhere, or home with nothing to file:
 * guidance, not refusal. */
bool check_goes_elsewhere(const struct check *c);
/* Why the applicant gets a guidance slip: elsewhere, nothing to file, or only the day is wrong;
 * REASON_CODES where there is no such reason. A case closed by its days alone may be refused by
 * document as well. */
enum reason_code check_guidance(const struct check *c);
/* The last working day of the acceptance window that is open on `from`; DATE_NONE where it is not
 * open or no calendar is there. *provisional: the holidays of those days are not announced yet. */
date_day check_window_end(const struct check *c, date_day from, bool *provisional);
/* The clocks, as if accepted on FACT_ON. */
void check_dues(struct check *c, const struct intake *in, const struct calendar *cal);

/* Answers by id or printed words: "yes"/"no"/"是"/"否", value ids or texts, "a,b" for a set, "none",
 * 6 / 15y / 2011-07-01 / 2022-01-01..2022-02-01. False with a message that lists what is
 * allowed. */
bool answer_parse(const struct item *it, int var, const char *text, struct value *out,
		  struct err *e);
/* "灵活就业人员", "是", "2022年1月1日", "未鉴定", "未答". */
void answer_text(const struct item *it, int var, const struct value *v, struct str *out);
/* The same in the form answer_parse reads back: "flex", "yes", "a,b", "180m", "2022-01-01", "none";
 * "" for an open one. */
void answer_write(const struct item *it, int var, const struct value *v, struct str *out);

/* Of the rows that lack a paper a reason names so many and tells the number of the rest. */
enum { REASON_ROWS = 8 };

/* One line for the clerk: what is wrong; and what resolves it ("" where the guide names
 * nothing). The same words on screen, on the notice and in JSON. */
void reason_text(const struct check *c, const struct reason *r, struct str *out);
void reason_resolve(const struct check *c, const struct reason *r, struct str *out);
const char *reason_id(const struct check *c, const struct reason *r);    /* id of the node */
const char *reason_lines(const struct check *c, const struct reason *r); /* NULL */

/* Whether the row is an `any` that stands in no other: what demand_need, demand_on and demand_met
 * speak of as a whole. */
bool check_is_group(const struct check *c, int demand);
/* The alternatives of an `any`, flattened: each a set of papers that together would do; those
 * certainly not asked for are left out. At most `max` are written; returns how many there are.
 * Paper lists end with -1. */
/* A row by which the guide prints that no papers are needed, in force: its name has the words. */
bool check_says_none(const struct check *c, int demand);

enum {
	ALTERNATIVE_PAPERS = 16, /* the -1 too; the lint refuses more papers … */
	ALTERNATIVES_SHOWN = 64, /* … and more ways than a list can show */
};
size_t check_alternatives(const struct check *c, int demand, int (*out)[ALTERNATIVE_PAPERS],
			  size_t max);

#endif
