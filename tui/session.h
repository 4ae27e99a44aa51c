/* SPDX-License-Identifier: Apache-2.0
 *
 * What every screen of the hall shares: the store, who is logged in at which
 * window, the guides, the calendar. One per running program, passed to the loop.
 */
#ifndef TUI_SESSION_H
#define TUI_SESSION_H

#include <stdbool.h>

#include "base/calendar.h"
#include "case/decision.h"
#include "guide/load.h"
#include "guide/site.h"
#include "store/figures.h"
#include "store/operators.h"
#include "store/store.h"

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
	int64_t subject; /* whose page the next intake is begun from (person_row.id); 0 */
	struct actor who;    /* for every write: login, window, the visit that is on */
	struct visit *visit; /* what it has gathered so far (visit.h); NULL */

	/* Loaded when first asked for: starting does not grow with the number of items. */
	struct catalog catalog;
	bool catalog_loaded;
	struct err catalog_fault; /* the first of items left out */

	/* For the top and status line, refreshed after every write. */
	struct figures figures;
	char date[32];
	unsigned refreshes; /* how often: a list that was read before the last one is old */

	bool locked; /* the lock screen is up */
	int idle_ms; /* of quiet until it comes; from the settings at login */
};

struct command_env;
/* Opens what env names; done with session_close. False with a message, and nothing open. */
bool session_open(struct session *s, struct command_env *env, struct err *e);
void session_close(struct session *s);

/* The guides of this site. Items with faults are left out: e then has the first fault (e->text is
 * "" when there is none). NULL with e when nothing can be read. */
const struct catalog *session_catalog(struct session *s, struct err *e);
const struct item *session_item(struct session *s, const char *id, struct err *e);
/* False with a message when nobody may be logged in like that. */
bool session_login(struct session *s, const char *login, const char *password, struct err *e);
void session_logout(struct session *s);
/* Today's counts and the date, from the store. Failures leave what was there. */
void session_refresh(struct session *s);

/* Writes the document of a case (kind: decision_documents) beside the store, in
 * documents/NUMBER-KIND.xlsx; *path is the caller's to free. */
bool session_document(struct session *s, const char *number, const char *kind, int reprint,
		      char **path, struct err *e);
/* The same into a file of the caller's choice. */
bool session_document_to(struct session *s, const char *number, const char *kind, int reprint,
			 const char *file, struct err *e);
/* All documents of a decision, printed as one run where this window prints; *path is the first
 * one's. */
bool session_documents(struct session *s, const char *number, enum decision decision, char **path,
		       struct err *e);
/* The tailored list or the guidance slip of a check, without a case. */
bool session_slip(struct session *s, const struct check *k, const struct intake *in, char **path,
		  struct err *e);

/* A file for the printer of this window. */
struct session_paper {
	const char *file;   /* .xlsx, to stay there until it is printed */
	const char *title;  /* what the clerk calls it: 受理回执单 */
	const char *number; /* of the document, NUMBER-01; NULL: a slip */
};
/* Queues papers to be printed in this order with nothing in between; returns at once. True also
 * where nothing is printed from here (a command, a window without a printer): the file is then
 * all there is, and session_prints is false. False with the reason when they could not be queued;
 * the files stand all the same. */
bool session_print_run(struct session *s, const struct session_paper *papers, size_t n,
		       struct err *e);
bool session_print(struct session *s, const char *file, const char *title,
		   const char *document_number, struct err *e);
/* Whether what is queued here comes out of a printer; else the clerk is told the file. */
bool session_prints(const struct session *s);

#endif
