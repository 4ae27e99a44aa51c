/* SPDX-License-Identifier: Apache-2.0
 *
 * A screen is one file with one const struct screen_ops. It paints its state
 * and answers an event with a small result; the loop (app.c) alone acts on
 * results, so no screen calls another's functions. The state struct begins with
 * `struct screen base` and comes from the screen's own NAME_new().
 */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include <stdbool.h>

#include "base/err.h"
#include "tui/action.h"
#include "tui/canvas.h"
#include "tui/event.h"

struct app;
struct screen;

enum step_kind {
	STEP_STAY, /* nothing to repaint */
	STEP_REDRAW,
	STEP_PUSH,    /* next on top of this one */
	STEP_REPLACE, /* next instead of this one */
	STEP_POP,     /* back; the screen below gets EV_ANSWER */
	STEP_HOME,    /* back to the first screen */
	STEP_QUIT,    /* end the program with `answer` as exit status */
};

struct step {
	enum step_kind kind;
	struct screen *next; /* PUSH, REPLACE: the loop owns it from here on */
	int answer;	     /* POP: for EV_ANSWER; QUIT: exit status */
	const char *text;    /* POP: for EV_ANSWER, copied by the loop; NULL is "" */
};

struct screen_ops {
	const char *name;	      /* "picker" */
	const char *title;	      /* N_(); in the top line */
	const struct action *actions; /* its own keys, ended by id 0 */
	/* Tables of the widgets it uses, for the help page; ended by NULL. May be NULL. */
	const struct action *const *widgets;
	bool overlay; /* drawn over the screen below (dialogs) */

	/* All but paint and event may be NULL. */
	/* Once, when it is put on the stack. On false the message is shown and it is closed. */
	bool (*open)(struct screen *self, struct app *app, struct err *e);
	/* Into the part between top line and status line. No side effects on the store. */
	void (*paint)(struct screen *self, struct app *app, const struct canvas *c);
	struct step (*event)(struct screen *self, struct app *app, const struct screen_event *ev);
	/* Once; frees self. Also on SIGTERM and when the terminal goes: save drafts here. */
	void (*close)(struct screen *self, struct app *app);
	/* Whether an action is to be had now; a character key ('x', ' ') of an action that is
	 * not goes to the screen as text. */
	bool (*enabled)(const struct screen *self, int action);
	/* Title for this state, instead of `title`. Good until the next call. */
	const char *(*title_now)(const struct screen *self);
	/* True: EV_WORK is sent again and again while no input waits; at most 20 ms each. */
	bool (*works)(const struct screen *self);
};

struct screen {
	const struct screen_ops *ops;
	int tag; /* comes back in EV_ANSWER to the screen that pushed this one */
};

static inline struct step step_stay(void)
{
	return (struct step){.kind = STEP_STAY};
}

static inline struct step step_redraw(void)
{
	return (struct step){.kind = STEP_REDRAW};
}

static inline struct step step_push(struct screen *next)
{
	return (struct step){.kind = STEP_PUSH, .next = next};
}

static inline struct step step_replace(struct screen *next)
{
	return (struct step){.kind = STEP_REPLACE, .next = next};
}

/* Back without a choice. */
static inline struct step step_pop(void)
{
	return (struct step){.kind = STEP_POP, .answer = -1};
}

static inline struct step step_answer(int answer, const char *text)
{
	return (struct step){.kind = STEP_POP, .answer = answer, .text = text};
}

static inline struct step step_home(void)
{
	return (struct step){.kind = STEP_HOME};
}

static inline struct step step_quit(int status)
{
	return (struct step){.kind = STEP_QUIT, .answer = status};
}

#endif
