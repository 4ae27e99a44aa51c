/* SPDX-License-Identifier: Apache-2.0
 *
 * One line of text being edited, as pure state: no terminal in here, so every
 * editing action is tested by itself. Works on grapheme clusters: the caret
 * never stands inside 𠮷 or a letter with its combining marks.
 */
#ifndef WIDGET_FIELD_H
#define WIDGET_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "tui/action.h"
#include "tui/event.h"

/* What a character becomes when it is typed here; 0 refuses it, FIELD_SKIP drops it without a
 * word (blanks in a number). */
#define FIELD_SKIP UINT32_MAX
typedef uint32_t field_filter(uint32_t c);
field_filter field_digits; /* 0-9; full-width digits become them */
field_filter field_ident;  /* digits and letters, half-width and upper case; - goes */
field_filter field_login;  /* letters and digits of a login; full-width ones become them */
field_filter field_date;   /* digits and - / . 年 月 日 */
field_filter field_money;  /* digits and . , */

enum { FIELD_UNDO = 32 };
struct field_undo {
	char *text;
	size_t caret;
};

struct text_field {
	/* Set these before use, then leave the rest to the functions. */
	int max_chars; /* 0: 200 */
	field_filter *filter;
	bool mask; /* shown as *; no undo; wiped when done */

	struct str text;
	size_t caret, scroll; /* byte offsets, on cluster boundaries */
	struct str shown;     /* the mask */
	struct field_undo undo[FIELD_UNDO];
	int undone, undo_first; /* ring: number held, oldest */
	bool typing;		/* the last action was typing: one undo takes it all back */
};

/* How an insertion went, in characters. Nothing is left out without being counted. */
struct field_insert {
	int taken;
	int refused;  /* not of the kind this field takes */
	int controls; /* control and other invisible characters */
	int too_long; /* beyond max_chars: everything from the first that did not fit */
};

void field_done(struct text_field *f);
const char *field_text(const struct text_field *f); /* "" when empty; good until the next change */
/* Replaces everything, caret at the end, undo emptied. Filter and length do not apply:
 * for values that come from the program. */
void field_set(struct text_field *f, const char *text);

/* text is valid UTF-8; line ends at its end are dropped (a pasted cell, a scanner). */
struct field_insert field_insert(struct text_field *f, const char *text, size_t len);
/* What to tell the clerk about it, in Chinese; NULL when all was taken. out is returned. */
const char *field_complaint(const struct field_insert *r, char *out, size_t size);

enum field_action {
	FIELD_LEFT = ACTION_BUILTIN + 100,
	FIELD_RIGHT,
	FIELD_HOME,
	FIELD_END,
	FIELD_BACKSPACE,
	FIELD_DELETE,
	FIELD_CLEAR,	 /* everything before the caret */
	FIELD_WORD_BACK, /* the word before the caret */
	FIELD_TAKE_BACK,
};
extern const struct action field_actions[];
/* Returns whether text or caret changed. */
bool field_edit(struct text_field *f, enum field_action action);

enum field_result {
	FIELD_IGNORED, /* not an event of a field */
	FIELD_MOVED,   /* taken; the text is as it was */
	FIELD_CHANGED,
};
/* EV_TEXT and the keys of field_actions. *insert (may be NULL) is filled for EV_TEXT. */
enum field_result field_event(struct text_field *f, const struct screen_event *ev,
			      struct field_insert *insert);

/* The slice to show in `width` columns (>= 2), scrolled so that the caret is in it. */
struct field_view {
	const char *text; /* not NUL-terminated; good until the next call */
	size_t len;
	int columns; /* of the slice, <= width */
	int caret;   /* column of the caret, 0 .. width - 1 */
	bool more_left, more_right;
};
struct field_view field_view(struct text_field *f, int width);

#endif
