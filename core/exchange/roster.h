/* SPDX-License-Identifier: Apache-2.0
 *
 * A unit's list of people from its file into a people list of a case: the sheet and
 * the line of headings are found, headings are matched to the list's columns, every
 * row is checked by the types of the columns, and all that is wrong with a row is
 * said. Numbers that Excel has ruined are named and never guessed.
 */
#ifndef EXCHANGE_ROSTER_H
#define EXCHANGE_ROSTER_H

#include "base/arena.h"
#include "case/casefile.h"
#include "exchange/grid.h"
#include "store/rosters.h"
#include "store/store.h"

enum { ROSTER_ROWS = 10000 }; /* of the list of one case */

/* How a column found its heading; MATCH_MANY: several fit as well, MATCH_NONE: none does. */
enum roster_match {
	MATCH_NONE,
	MATCH_MANY,
	MATCH_PART,	  /* 参保人员姓名 holds 姓名 */
	MATCH_ALIAS,	  /* 身份证号 for 证件号码 */
	MATCH_NORMALISED, /* but for width, blanks, brackets, stars */
	MATCH_EXACT,
	MATCH_REMEMBERED, /* this unit's heading before */
	MATCH_CHOSEN
};
struct roster_column {
	int cell; /* of the rows, or -1 */
	enum roster_match match;
};

enum roster_reason {
	FLAW_EMPTY,   /* 必填项没有填 */
	FLAW_INVALID, /* 格式或号码不对 */
	FLAW_RUINED,  /* 号码被 Excel 改坏 */
	FLAW_TWIN,    /* 名单内重复 */
	FLAW_BROKEN,  /* 坏字节、公式出错 */
	FLAW_MERGED,  /* 合并单元格 */
	FLAW_OPEN,    /* 已在办件中: a doubt, not a fault */
	FLAW_DOUBT,   /* 值得再看: a doubt */
	ROSTER_REASONS
};
extern const char *const roster_reason_names[ROSTER_REASONS]; /* N_() */

struct roster_fault {
	enum roster_reason reason;
	int column;	  /* of the list, or -1 */
	const char *text; /* "证件号码：…" */
};
enum roster_verdict { ROSTER_GOOD, ROSTER_DOUBTFUL /* may be taken */, ROSTER_BAD };
struct roster_cell {
	enum grid_kind kind;
	const char *text;
};
struct roster_row {
	size_t number; /* as the table program shows it */
	bool damaged, merged;
	const struct roster_cell *cells; /* n_headings */
	/* By roster_check. */
	enum roster_verdict verdict;
	const char **values; /* per column of the list; NULL: empty, also where it is ruined */
	size_t n_faults;
	struct roster_fault *faults; /* doubts among them */
};

struct roster {
	struct arena arena;
	const struct item *item;
	const struct field *list, *columns;
	char *path;
	const char *format, *sheet; /* sheet: "" of a text file */
	const char *others;	    /* other sheets that would fit too: "B、C"; NULL */
	bool from_1904, is_text;
	size_t heading_row, n_headings;
	const char **headings;	   /* "" where a cell is empty */
	struct roster_column *map; /* list->n_columns */
	size_t n_rows;
	struct roster_row *rows;
	size_t hidden, formulas, passed_over; /* rows; cells; lines without a person (合计 …) */
	/* By roster_check. */
	size_t good, doubtful, bad, checked, by_reason[ROSTER_REASONS]; /* rows */
};

/* ---- reading ---- */

/* Reads a part of the file at a time, so that a screen stays alive. NULL with the reason. */
struct roster_reader;
struct roster_reader *roster_reader_new(const char *path, const struct item *it, size_t list_field,
					struct err *e);
void roster_reader_free(struct roster_reader *r);
enum roster_progress { ROSTER_MORE, ROSTER_DONE, ROSTER_FAILED };
/* Some thousand cells. */
enum roster_progress roster_reader_go_on(struct roster_reader *r, int64_t *done, int64_t *total,
					 struct err *e);
/* After ROSTER_DONE; with its columns matched. Caller frees with roster_free. */
struct roster *roster_reader_take(struct roster_reader *r);
void roster_free(struct roster *r);

/* ---- columns ---- */

/* Again, with what is remembered of the unit's headings. */
void roster_match(struct roster *r, const struct roster_heading *known, size_t n);
/* cell -1: the list has no such column. */
void roster_choose(struct roster *r, int column, int cell);
/* Whether a column must be asked for: several headings fit, or none and the list wants it filled.
 * The kind of certificate is none: an identity card where it is not said. */
bool roster_is_open(const struct roster *r, const struct check *k, int column);
/* What is to be remembered: all headings, with the columns they went to. */
const struct roster_heading *roster_headings(const struct roster *r, struct arena *a, size_t *n);
/* The column of a list a heading of other people's tables stands for, or -1. */
int roster_column_named(const struct field *columns, int n, const char *heading);
/* 居民身份证, and what people write for it: 身份证. NULL: it is no kind. */
const char *roster_ident_kind(const char *text);

/* ---- rows ---- */

struct roster_rules {
	const struct check *k;	  /* which columns must be filled */
	const struct casefile *c; /* the case, whose list may have rows already; NULL */
	size_t list;		  /* its list */
	struct store *store;	  /* for people in open cases; NULL: not looked at */
	date_day today;
};
/* Checks rows from the first unchecked one, `most` at a time; true when all are done. Twins are
 * told with the last. roster_recheck begins again. False with e when the store fails. */
bool roster_check(struct roster *r, const struct roster_rules *rules, size_t most, bool *done,
		  struct err *e);
void roster_recheck(struct roster *r);

/* Into the case's list, behind the rows it has: those that are good or doubtful, or all of them
 * with what is wrong left to be put right there. Returns how many. */
size_t roster_take(const struct roster *r, struct casefile *c, size_t list, bool also_bad);

#endif
