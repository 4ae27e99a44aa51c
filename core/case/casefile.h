/* SPDX-License-Identifier: Apache-2.0
 *
 * A case while it is being taken in: one item, the answers, what lies on the
 * counter, who is there and what the form says. The intake screen edits it, the
 * drafts keep it as JSON, `accept FILE` reads it, the acceptance turns it into an
 * event. It knows no screen and no store.
 */
#ifndef CASE_CASEFILE_H
#define CASE_CASEFILE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/ident.h"
#include "guide/check.h"
#include "guide/item.h"

enum { PAPER_COUNT_UNKNOWN = -1 };
/* An electronic paper that was received (store/files.h). */
struct paper_file {
	const char *hash, *name; /* the name it came with */
	int64_t size;
	int rows; /* people in it; 0: no list, or not read */
};
enum { PAPER_FILES_MOST = 500 }; /* of one paper: photos come one a person */

/* How a paper came to the counter, beside its mark in the intake. */
struct paper_record {
	uint16_t forms;	   /* mask of enum paper_form it was shown in; 0: as asked */
	int copies, pages; /* PAPER_COUNT_UNKNOWN: not counted */
	bool handed_back;
	bool not_brought; /* the clerk has said so: marking all leaves it */
	bool good_before; /* found good at the first visit, to be shown again */
	size_t n_files;
	struct paper_file *files;
	bool printed; /* from what was typed, to be signed (免填单) */
};

struct verification_record {
	const char *source; /* what was looked up; NULL: as the item says */
	const char *seen;   /* what was seen there; NULL */
	const char *by;	    /* login of who looked; NULL: who decides the case */
	int64_t at;	    /* ms since 1970; 0: not answered */
};

/* One row's mark for a paper that is asked for by the rows of its list. */
struct row_mark {
	enum paper_state state;
	enum unfit unfit; /* with PAPER_UNFIT */
};
struct people_row {
	int id; /* from 1, never used again in its list: what a mark in a file holds on to */
	const char **cells;	/* one per column of the list field; NULL: empty */
	struct row_mark *marks; /* n_papers */
};
struct people_list {
	int field; /* index of the FIELD_PEOPLE field in item->fields */
	size_t count;
	struct people_row *rows;
	int last_id; /* given to a row */
};

/* Where a form value came from, for those the store has filled in (known.h). */
enum known_state { KNOWN_NOT, KNOWN_OPEN /* to be confirmed */, KNOWN_CONFIRMED };

struct casefile {
	struct arena arena; /* holds every string below */
	const struct item *item;
	struct intake in;
	struct paper_record *papers;	      /* n_papers */
	struct paper_count *counts;	      /* n_papers; casefile_rows.c's own */
	struct verification_record *verified; /* n_verifications */
	const char **values;  /* n_fields: text as typed and normalised; NULL: empty */
	unsigned char *known; /* n_fields: enum known_state */
	struct people_list *lists;
	size_t n_lists;
	const char *request_id;	      /* for idempotent acceptance; NULL */
	const char *external_number;  /* 外部流水号; NULL */
	const char *prereview_number; /* 网上预审号; NULL */
	/* 补录 (late.h): the number on the slip and when it happened, as typed; NULL. */
	const char *late_number, *late_at;
	const char *notice; /* number of the notice this goes on from; NULL */
	const char *after;  /* number of the earlier case this one follows; NULL */
	/* 更正受理 (takeback.h): the case it takes the place of, mistake_ids, the reason; NULL. */
	const char *mistaken, *mistaken_fault, *mistaken_reason;
};

/* Empty, channel = window, on = the day given. Caller frees with casefile_done. */
void casefile_init(struct casefile *c, const struct item *it, date_day on);
void casefile_done(struct casefile *c);

/* Sets a form value (NULL or "" clears it); normalises by the field's type. A certificate fills
 * the birth date and sex beside it and takes back what it had filled when it changes; typed ones
 * stay and must agree with it. The facts birth and sex follow the insured's block (certificate
 * first, then what is typed), the number of people the list. The message says what is wrong and
 * what to do; the value is kept as typed even when it is bad, so that nothing typed is lost.
 * `warning` (may be NULL) is filled and true returned where the value can stand but wants a second
 * look. */
bool casefile_set(struct casefile *c, size_t field, const char *text, date_day today,
		  struct err *warning, struct err *e);
/* As it is kept (choices by id); "" when empty. A field with `answer` has none of its own: use
 * answer_text. */
const char *casefile_value(const struct casefile *c, size_t field);
int casefile_field(const struct casefile *c, const char *path); /* -1 */

/* How many sheets were printed, as it is kept, where that ends the case (item.h); else NULL. */
const char *casefile_printed(const struct casefile *c);

/* Whom the case is about: name and certificate or credit code of the first party that has a
 * name. "" when nobody has one yet. */
struct casefile_party {
	const char *name, *number;
};
struct casefile_party casefile_principal(const struct casefile *c);

/* People lists. Row and column from 0. */
size_t casefile_add_row(struct casefile *c, size_t list);
/* Many at once: the cells of each as they are to stand, one per column, NULL where empty; copied.
 * A bad one is complained about by casefile_faults. */
void casefile_add_rows(struct casefile *c, size_t list, const char *const *const *rows, size_t n);
void casefile_remove_row(struct casefile *c, size_t list, size_t row);
bool casefile_set_cell(struct casefile *c, size_t list, size_t row, size_t column, const char *text,
		       date_day today, struct err *e);

/* ---- papers ----
 * A paper whose list has rows is marked row by row; in.marks is then what the rows make of it and
 * not to be written. A mark given while the list is empty goes to the rows as they come. */

/* The list whose rows the paper is asked for by, -1 while that has none or there is none. */
int casefile_paper_list(const struct casefile *c, size_t paper);
/* Every row's, where it is marked by rows. */
void casefile_mark(struct casefile *c, size_t paper, struct paper_mark mark);
/* Only where casefile_paper_list is not -1. */
void casefile_mark_row(struct casefile *c, size_t paper, size_t row, struct row_mark mark);
/* Good for every row that has no mark yet; the unfit ones stay. */
void casefile_mark_rest(struct casefile *c, size_t paper);
/* Whether anything was said of the paper, of any row. */
bool casefile_touched(const struct casefile *c, size_t paper);
/* The mark of a paper of another casefile, row by row where both lists have as many rows. */
void casefile_carry_mark(const struct casefile *from, size_t paper, struct casefile *to, size_t at);
/* A file received for the paper; one with the same content takes the place of the other. False
 * when there are PAPER_FILES_MOST. */
bool casefile_add_file(struct casefile *c, size_t paper, const struct paper_file *f);
void casefile_remove_file(struct casefile *c, size_t paper, size_t file);
/* How a paper of another casefile came to the counter, its mark apart. */
void casefile_carry_record(const struct casefile *from, size_t paper, struct casefile *to,
			   size_t at);
/* Who a row is: the first cell that is a name; NULL while it is empty. */
const char *casefile_row_name(const struct casefile *c, size_t list, size_t row);

/* Whether somebody comes for the one it is about. */
bool casefile_has_agent(const struct casefile *c);
/* Whether a block or field is asked under the answers so far. */
bool casefile_block_shown(const struct casefile *c, const struct check *k, size_t block);
bool casefile_field_shown(const struct casefile *c, const struct check *k, size_t field);
bool casefile_field_required(const struct casefile *c, const struct check *k, size_t field);

/* Every fault of the form: required and empty, or badly formed. field = index; list faults carry
 * row and column (else -1). Rows live in the casefile's arena. */
struct form_fault {
	size_t field;
	int row, column;
	bool empty; /* nothing stands there; else what does is wrong */
	const char *text;
};
size_t casefile_faults(struct casefile *c, const struct check *k, date_day today,
		       struct form_fault **out);

/* {"item","version","channel","on","answers":{},"verified":{},"have":{},"form":{},"people":[],…}:
 * the shape of `accept FILE` (DESIGN.md); ids throughout. casefile_json returns a new reference.
 *
 * `have` is {"paper": state} or ["paper", "paper:state", {"id","state","copies","pages","forms",
 * "handed_back","rows_ok","rows","files"}]. `files` are received ones, [{"hash","name","size",
 * "rows"}]. A state is ok (true), absent (false) or why it is unfit
 * (unfit_ids). A paper asked for by the rows of a list:
 *   {"id": "kin_id", "state": "ok", "rows": {"3": "no_seal", "7": "absent"}}
 * `rows` has the state of single rows by their id; those not named are as `state`, absent where
 * that is left out. A row's id is `row` beside its cells in `people`, by default its place there
 * from 1. `rows_ok` is for papers counted by a number only: it cannot say whose are good. */
json_t *casefile_json(const struct casefile *c);
/* Fills an initialised casefile. Unknown ids and ill-typed values are faults; a draft of an older
 * version may set `lenient`: what no longer fits is left out and named in `dropped` (a new array).
 */
bool casefile_from_json(struct casefile *c, const json_t *j, bool lenient, json_t **dropped,
			date_day today, struct err *e);

#endif
