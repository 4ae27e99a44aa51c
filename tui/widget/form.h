/* SPDX-License-Identifier: Apache-2.0
 *
 * Labelled fields one below the other, scrolling. Enter and ↓ go to the next
 * one, ↑ to the one before. Every field has a line of its own for what is wrong
 * with it. Rows may come and go while the clerk types (a question that no
 * longer applies): values are kept by id.
 */
#ifndef WIDGET_FORM_H
#define WIDGET_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/action.h"
#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/widget/field.h"
#include "tui/widget/list.h"

enum form_kind {
	FORM_TEXT,
	FORM_DATE,   /* text that becomes 2026-11-24 when left; wrong dates are complained about */
	FORM_YESNO,  /* y n 1 2 是 否, Space changes it */
	FORM_CHOICE, /* one option: digits choose, Space opens the list, text searches it */
	FORM_SET,    /* several: Space opens the list, text searches it; digits mark, 0 is none */
	FORM_NOTE,   /* a heading; the keys pass over it */
};

enum { FORM_OPTIONS = 64, FORM_MESSAGE = 256 };

/* What the owner says of a row. Texts are borrowed and must outlive the form. */
struct form_spec {
	int id; /* > 0, unique in the form */
	enum form_kind kind;
	const char *label;
	const char *hint; /* shown beside the empty field while it has the keys; may be NULL */
	bool required;	  /* a mark before the label */
	bool locked;	  /* shown, not to be changed */
	const char *const *options; /* CHOICE, SET */
	size_t option_count;	    /* at most FORM_OPTIONS */
	bool some;		    /* SET: none of them is no answer */
	int max_chars;
	field_filter *filter;
	bool mask;
	/* TEXT: stands there instead of the text, which is not to be seen; what is typed then
	 * replaces the whole. NULL: the text. */
	const char *shown;
	const char *mark; /* at the end of the line, dim; NULL */
};

struct form_row {
	struct form_spec spec;
	struct text_field field; /* TEXT, DATE */
	int chosen;		 /* CHOICE: index; YESNO: 1 yes, 0 no; -1 = not answered */
	uint64_t marks;		 /* SET: bit per option */
	bool answered;		 /* SET: also when it was answered with no mark */
	bool in_line;		 /* all options and their digits were in sight when painted */
	enum style message_style;
	char message[FORM_MESSAGE];
};

struct form {
	struct form_row **rows; /* stable addresses; the first `count` are shown */
	size_t count, filled;
	size_t current; /* the row with the keys; the owner may read it */
	int top;	/* first line shown */
	/* While rows are added anew. */
	int current_id;
	/* The list of a CHOICE or SET while it is open. */
	bool open;
	struct list popup;
	struct text_field popup_filter;
	uint64_t popup_marks;
	int popup_map[FORM_OPTIONS + 1]; /* row of the list to option; -1 is none of them */
};

enum form_action {
	FORM_NEXT = ACTION_BUILTIN + 300,
	FORM_PREVIOUS,
	FORM_OPEN,   /* the list of options */
	FORM_CLOSE,  /* without a choice */
	FORM_BEFORE, /* the option before */
	FORM_AFTER,
	FORM_UNANSWER,
};
extern const struct action form_actions[];
extern const struct screen_event form_enter; /* K_ENTER, after FORM_PICKED */

/* Give the form its event before looking at actions of the screen: Esc closes an open list
 * first. Character actions of the screen ('x', ' ') must not be enabled while the form has
 * the keys. */
enum form_result {
	FORM_IGNORED, /* not for a form, or ↑ on the first row */
	FORM_HANDLED, /* repaint */
	FORM_CHANGED, /* the value of row *id changed */
	FORM_PICKED,  /* the same, from the list: now give the form K_ENTER to go on */
	FORM_LEFT,    /* went on from row *id: check its value now */
	FORM_ENDED,   /* Enter or ↓ on the last row, which is *id */
};

void form_done(struct form *f);
/* Adds a row at the end, or updates the spec of the row with that id in place. */
struct form_row *form_add(struct form *f, const struct form_spec *spec);
/* Begin a new set of rows: those not added again until form_settle are hidden, their values
 * kept. Rows stand in the order they are added; the keys stay with their row. */
void form_rewind(struct form *f);
void form_settle(struct form *f);
struct form_row *form_row(const struct form *f, int id); /* NULL if none is shown */
struct form_row *form_current(const struct form *f);	 /* NULL if the form is empty */
void form_goto(struct form *f, int id);
/* To the first row that is required and not answered; false where there is none. */
bool form_goto_gap(struct form *f);

/* Values. Text of a TEXT or DATE row; setting takes any valid UTF-8. */
const char *form_text(const struct form *f, int id); /* "" when empty or hidden */
void form_set_text(struct form *f, int id, const char *text);
void form_set_choice(struct form *f, int id, int chosen);
void form_set_marks(struct form *f, int id, uint64_t marks, bool answered);
/* The line under a row; NULL or "" removes it. */
void form_say(struct form *f, int id, enum style style, const char *text);

bool form_answered(const struct form_row *r);

enum form_result form_event(struct form *f, const struct screen_event *ev,
			    int *id); /* id may be NULL */
/* Closes an open list, as a key of the screen has to: FORM_CHANGED when several were being ticked
 * and row *id has those now, else FORM_HANDLED. */
enum form_result form_shut(struct form *f, int *id);
void form_paint(struct form *f, const struct canvas *c, bool focused);

#endif
