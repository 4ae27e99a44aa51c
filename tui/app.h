/* SPDX-License-Identifier: Apache-2.0
 *
 * The loop: the stack of screens, the top line, the status line and the footer.
 * It reads all input there is, hands it to the top screen, acts on the result
 * and paints once. Under 80x24 it says so and keeps everything as it was.
 */
#ifndef TUI_APP_H
#define TUI_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/screen.h"

enum { APP_ROWS = 24, APP_COLS = 80 }; /* the least a screen must fit in, chrome included */

/* What the top and status lines show; NULL, "" and 0 are left out. Texts stay the caller's. */
struct app_status {
	const char *date, *site, *window, *clerk;
	const char *visit; /* of the person at the window: 来访 3分钟 · 2件 */
	int promises_due, drafts;
	int reviews, concluded; /* wait for this clerk's review; decided, to be handed over here */
	int print_jobs, print_failed; /* the failed ones in red */
	bool trial;		      /* 试办 is shown in its place */
	bool demo;		      /* 演练 is shown */
};

struct app;

struct app_options {
	void *session; /* the business layer's: store, operator, guides, clock */
	bool mono, ascii;
	int tick_ms; /* between EV_TICKs; 0 = 1000 */
	/* Before each paint. May be NULL. */
	void (*status)(struct app *app, struct app_status *out);
	/* With every tick, before the top screen gets EV_TICK: may push the lock. May be NULL. */
	struct step (*tick)(struct app *app, int quiet_ms);
	/* Background work, before each wait for input: true when something shown has changed. With
	 * the descriptors (TERM_WATCHED at most) that end the wait when they are readable; their
	 * number goes into *n. May be NULL. */
	bool (*work)(struct app *app, int64_t now_ms, int *fds, int *n);
	/* ACTION_JOBS: what the background work is at. May be NULL. */
	struct step (*jobs)(struct app *app);
	int64_t (*now_ms)(void); /* monotonic; NULL = CLOCK_MONOTONIC */
};

/* Takes the terminal, runs until the last screen is left, restores it. Owns `first`.
 * Returns the exit status: of step_quit, 128 + n after signal n, ERR_USAGE with e filled
 * if there is no usable terminal. */
int app_run(const struct app_options *o, struct screen *first, struct err *e);

void *app_session(const struct app *app);
/* One line to the clerk, shown until the next key. */
void app_say(struct app *app, enum style style, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Size of the part a screen paints, for page-wise decisions outside paint. */
void app_body(const struct app *app, int *rows, int *cols);

#endif
