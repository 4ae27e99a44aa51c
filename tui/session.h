/* SPDX-License-Identifier: Apache-2.0
 *
 * What every screen of the hall shares: the store, who is logged in at which
 * window, the guides, the calendar. One per running program, passed to the loop.
 */
#ifndef TUI_SESSION_H
#define TUI_SESSION_H

#include <stdbool.h>

#include "base/calendar.h"
#include "base/ident.h"
#include "base/str.h"
#include "case/calc.h"
#include "case/case_clocks.h"
#include "case/decision.h"
#include "office/letterhead.h"
#include "guide/load.h"
#include "guide/site.h"
#include "office/printer.h"
#include "store/figures.h"
#include "store/operators.h"
#include "store/store.h"
#include "store/views.h"

enum { MISTAKEN_REASON = 100 }; /* characters */

/* Who was announced, to stand in the next intake; the name "" for nobody. */
struct session_caller {
	char name[IDENT_NAME], phone[IDENT_TEXT], certificate[IDENT_TEXT];
};

struct visit;
struct session {
	struct store *store;
	const struct calendar *calendar;
	const char *forms; /* folder of the guides */
	struct site *site;
	const struct site_window *window;

	/* Logged in; login is "" before. */
	char login[33], name[128];
	unsigned posts;
	bool must_change; /* the password is one to be changed before anything else */
	int64_t subject; /* whose page the next intake is begun from (person_row.id); 0 */
	struct session_caller caller;
	struct actor who;    /* for every write: login, window, the visit that is on */
	struct visit *visit; /* what it has gathered so far (visit.h); NULL */

	/* Loaded when first asked for: starting does not grow with the number of items. */
	struct catalog catalog;
	bool catalog_loaded;
	int64_t catalog_stamp; /* editions_stamp it was read at */
	date_day catalog_day;  /* in force on this day */
	/* Those from before a change: open screens read on in them until the session ends. */
	struct catalog *retired;
	size_t n_retired;
	struct err catalog_fault; /* the first of items left out */
	struct err overlay_fault; /* the first of overlay files that are not used */
	struct calculators calculators;
	bool calculators_loaded;
	int64_t calculators_stamp; /* as of the catalog */
	date_day calculators_day;
	/* Those of before a change, kept: open screens borrow them. */
	size_t n_calculators_retired;
	struct calculators *calculators_retired;

	/* For the top and status line, refreshed after every write. */
	struct figures figures;
	/* What waits for this operator's review, and what of this window's was decided today and not
	 * handed over (session_work.h). */
	int64_t reviews, concluded;
	int work_ticks; /* since they were counted */
	char date[32];
	unsigned refreshes; /* how often: a list that was read before the last one is old */

	/* The print queue of this window; NULL for commands, and where its folder cannot be used:
	 * printer_fault then says why. */
	struct printer *printer;
	struct err printer_fault;
	int print_failures; /* as told to the clerk */
	int64_t beat_at;    /* when its open drafts were last said to be alive */
	/* 补录: of the next intake that is opened, which takes it; "" else. */
	char late_number[NUMBER_TEXT], late_at[32];
	/* 更正受理: the next intake that is opened takes the place of this case; "" else. */
	char mistaken[NUMBER_TEXT];
	const char *mistaken_fault;		       /* mistake_ids */
	char mistaken_reason[4 * MISTAKEN_REASON + 1]; /* bytes */

	/* Opened and not recorded yet (viewing.h). */
	struct view_note *views;
	size_t n_views;

	bool locked; /* the lock screen is up */
	bool trial;  /* of a changed guide file, on practice data */
	int idle_ms; /* of quiet until it comes; from the settings at login */
};

struct command_env;
struct document;
/* Opens what env names; done with session_close. False with a message, and nothing open. */
bool session_open(struct session *s, struct command_env *env, struct err *e);
void session_close(struct session *s);

/* The guides of this site. Items with faults are left out: e then has the first fault (e->text is
 * "" when there is none). NULL with e when nothing can be read. */
const struct catalog *session_catalog(struct session *s, struct err *e);
/* What is wrong with the hall's overlay, for the clerk: shown where it is not. True when nothing
 * is. */
struct app;
bool session_overlay_say(const struct session *s, struct app *app);
void session_catalog_done(struct session *s);
const struct item *session_item(struct session *s, const char *id, struct err *e);
/* What the clocks of a case are counted by, today. */
struct clocks_by session_clocks_by(const struct session *s);
/* False with a message when nobody may be logged in like that. */
bool session_login(struct session *s, const char *login, const char *password, struct err *e);
/* A day this program cannot be running before, for clock_check. */
date_day session_earliest(const struct session *s);
void session_logout(struct session *s);
/* With every tick, whatever screen is up: what is open at this window stays known as open. */
void session_beat(struct session *s);
/* Today's counts and the date, from the store. Failures leave what was there. */
void session_refresh(struct session *s);

/* Writes a document by its number (documents.h) as it stands in the store, beside it in
 * documents/KIND-CASE.xlsx, a later one of its kind in KIND-DOCUMENT.xlsx; *path is the caller's to
 * free. A voided one is refused. */
bool session_document(struct session *s, const char *document, char **path, struct err *e);
/* The same into a file of the caller's choice. */
bool session_document_to(struct session *s, const char *document, const char *file, struct err *e);
/* All documents of a decision, printed as one run where this window prints; *path is the first
 * one's. */
bool session_documents(struct session *s, const char *number, enum decision decision, char **path,
		       struct err *e);

/* Clears away what a program that was killed left half written there. */
void session_documents_sweep(struct session *s);

/* documents/NAME beside the store. Caller frees; NULL with e. */
char *session_document_path(struct session *s, const char *name, struct err *e);

/* What happens to a document later; each notes it, writes the paper where there is one to give
 * out, and has it printed. *path is the caller's to free.
 * 未打出: the sheets are waste, the same paper once more. */
bool session_spoil(struct session *s, const char *document, const char *reason, int sheets,
		   char **path, struct err *e);
/* 补发: another one, marked 第n次. */
bool session_reprint(struct session *s, const char *document, const char *reason, char **path,
		     struct err *e);
/* 作废, and with `fresh` (DOCUMENT_TEXT) a new one in its place; *path is NULL without. */
bool session_void(struct session *s, const char *document, const char *reason, char *fresh,
		  char **path, struct err *e);

/* The emergency kit (office/kit.h): checklists of the items (ids apart by commas) and slips with
 * `count` numbers reserved for them, one .xlsx a page into a folder, made if need be. */
bool session_kit(struct session *s, const char *ids, int count, const char *dir, struct err *e);
/* The tailored list or the guidance slip of a check, without a case. */
bool session_slip(struct session *s, const struct check *k, const struct intake *in, char **path,
		  struct err *e);

/* 咨询答复单 of a consult page, the same way. */
bool session_consult_slip(struct session *s, const struct consult *p, char **path, struct err *e);

/* The calculators of this site's guides; e->text is "" unless a file could not be read: its own
 * are left out then. NULL with e when there are no guides. */
const struct calculators *session_calculators(struct session *s, struct err *e);
void session_calculators_done(struct session *s);
/* The figures in force that a calculator reads. */
bool session_given(struct session *s, const struct calculator *c, struct arena *a,
		   struct calc_given **given, size_t *n, struct err *e);
/* 测算结果单 of a result, as session_slip. */
bool session_calc_slip(struct session *s, const struct calculator *c, const struct calc_inputs *in,
		       const struct calc_result *r, char **path, struct err *e);
/* Whether items of this guide are of this site. */
bool session_has_guide(const struct session *s, const char *guide);

/* A document that is no case's: built by `build`, written as documents/NAME and queued for the
 * printer under this title; *path is the caller's to free. */
bool session_sheet(struct session *s, const char *name, const char *title,
		   void (*build)(struct document *d, const struct letterhead *h, const void *ctx),
		   const void *ctx, char **path, struct err *e);
/* 免填单: papers of a case, or of one that is still being taken in (number NULL), printed to be
 * signed; `documents` are indices into the item's documents. One file each, documents/form-….xlsx,
 * without a number in the ledger: they are the applicant's papers, not ours. Stops at the first
 * that fails; *done is how many are printed, *path (caller frees; NULL) the last one's file. */
bool session_filled(struct session *s, const struct casefile *c, const struct check *k,
		    const size_t *documents, size_t n, const char *number, size_t *done,
		    char **path, struct err *e);
/* The same of one into a file of the caller's choice; nothing is printed. */
bool session_filled_to(const struct session *s, const struct casefile *c, const struct check *k,
		       size_t document, const char *number, const char *file, struct err *e);
/* Whether the file of an earlier print of a case still lies there. */
bool session_filled_before(struct session *s, const struct item *it, size_t document,
			   const char *number);
/* The applicants' forms that were printed some days ago are removed: they are whole, and with the
 * applicant or in the file by now. */
void session_filled_sweep(const char *dir);

/* The head of what is printed here. */
struct letterhead session_letterhead(const struct session *s);
/* What was handed in at a visit, documents/received-NUMBER.xlsx; *path is the caller's to free,
 * NULL when nothing was. *prints: worth a sheet, because no receipt lists the same. */
bool session_received(struct session *s, int64_t visit, char **path, bool *prints, struct err *e);

/* A file for the printer of this window. */
struct session_paper {
	const char *file;   /* .xlsx, to stay there until it is printed */
	const char *title;  /* what the clerk calls it: 受理回执单 */
	const char *number; /* of the document, NUMBER-01; NULL: a slip */
};
/* Begins printing for this window, with what an earlier program left unprinted on hold. For the
 * screen only: a command prints nothing. */
void session_printer_open(struct session *s);
/* Takes the print command as it is set now. */
void session_printer_renew(struct session *s);
/* Queues papers to be printed in this order at the end of the visit that is on (at once where
 * none is on); returns at once. True also where nothing is printed from here (a command, a window
 * without a printer): the file is then all there is, and session_prints is false. False with the
 * reason when they could not be queued; the files stand all the same. */
bool session_print_with_visit(struct session *s, const struct session_paper *papers, size_t n,
			      struct err *e);
void session_print_visit(struct session *s); /* the end: they come out in one run */
/* One paper, now. */
bool session_print(struct session *s, const char *file, const char *title,
		   const char *document_number, struct err *e);
/* A job that was not printed once more; not one of a document that is void by now. */
bool session_print_retry(struct session *s, int64_t job, struct err *e);
/* What a clerk is told of a paper just queued: that it prints, or where its file is. */
void session_print_say(const struct session *s, const char *path, struct str *out);
/* The word for a kind of document: 受理回执单. */
const char *session_document_title(const char *kind);
/* Whether what is queued here comes out of a printer; else the clerk is told the file. */
bool session_prints(const struct session *s);

#endif
