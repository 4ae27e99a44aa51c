/* SPDX-License-Identifier: Apache-2.0
 *
 * Small screens over another one. Push them with a tag of yours; the answer
 * comes back as EV_ANSWER with that tag, -1 when the clerk left with Esc.
 */
#ifndef WIDGET_DIALOG_H
#define WIDGET_DIALOG_H

#include <stddef.h>

#include "tui/screen.h"
#include "tui/widget/field.h"

/* Texts are copied. All return a screen for step_push(). */
struct screen *dialog_message(int tag, enum style style, const char *title, const char *text);
/* A message with keys of the caller's: a constant table ended by id 0, one of its actions with
 * K_ESC. Answer = the id of the action. */
struct screen *dialog_acts(int tag, enum style style, const char *title, const char *text,
			   const struct action *acts);
/* Answer 1 = yes, 0 = no. `yes` names the act: "受理", "作废" (NULL: 是). */
struct screen *dialog_confirm(int tag, const char *title, const char *text, const char *yes);
/* Answer = index chosen. Digits 1-9 choose at once. */
struct screen *dialog_menu(int tag, const char *title, const char *const *options, size_t count,
			   size_t selected);
/* The same below a text that says what it is about. */
struct screen *dialog_menu_about(int tag, const char *title, const char *text,
				 const char *const *options, size_t count, size_t selected);
/* Answer = 0, text = what was typed (not empty). */
struct dialog_prompt {
	const char *title, *text, *initial; /* text, initial may be NULL */
	int max_chars;
	field_filter *filter;
	bool mask;
};
struct screen *dialog_prompt(int tag, const struct dialog_prompt *p);

#endif
