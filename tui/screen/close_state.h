/* SPDX-License-Identifier: Apache-2.0
 *
 * The state of the close screen, shared by its files.
 */
#ifndef SCREEN_CLOSE_STATE_H
#define SCREEN_CLOSE_STATE_H

#include "case/balance.h"
#include "office/hall_voice.h"
#include "tui/screen.h"
#include "tui/session.h"
#include "tui/widget/list.h"

enum {
	TAG_REASON = 1,
	TAG_KIND,
	TAG_CASE,
	TAG_DAY,
	TAG_SIGN,
	TAG_ALONE,
	TAG_WHY,
	TAG_REOPEN,
	TAG_COUNTERSIGN,
};
enum { REASON_CHARS = 60 };

struct close_screen {
	struct screen base;
	struct session *session;
	struct arena arena; /* of what is shown */
	struct hall_voice voice;
	struct close_day *days; /* that are open, oldest first */
	size_t n_days;
	date_day day;
	bool hall; /* else this window */
	struct close_counts counts;
	struct close_row *row; /* closed already: what was signed is shown; NULL */
	struct close_awaited awaited;
	struct list list; /* the lines of this scope, then the notes */
	size_t n_lines;
	struct str reason; /* of a reopening that is being signed */
};

const char *close_scope(const struct close_screen *s); /* window id; "" for the hall */
/* The note the keys stand on; NULL on a line. */
struct close_note *close_note_at(struct close_screen *s);

/* Counted again; what cannot be read stays as it was. */
struct step close_refresh(struct close_screen *s);

/* close_hands.c: asking, and what follows the answer. */
struct step close_ask_sign(struct close_screen *s, struct app *app);
struct step close_sign(struct close_screen *s, struct app *app, const struct signature *second);
struct step close_ask_reopen(struct close_screen *s, struct app *app);
struct step close_ask_reopen_sign(struct close_screen *s, struct app *app, const char *why);
struct step close_reopen(struct close_screen *s, struct app *app, const struct signature *sig);
struct step close_ask_countersign(struct close_screen *s, struct app *app);
struct step close_countersign(struct close_screen *s, struct app *app, const struct signature *sig);

void close_paint(struct close_screen *s, const struct canvas *c);
void close_paint_row(void *ctx, size_t i, const struct canvas *line, bool selected);

#endif
