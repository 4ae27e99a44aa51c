/* SPDX-License-Identifier: Apache-2.0
 *
 * What is asked before a register is written: which, of which days and by which
 * filters, whole or masked, what for, into which file. For the screen 台账.
 */
#ifndef SCREEN_REGISTER_FORM_H
#define SCREEN_REGISTER_FORM_H

#include "office/register_book.h"
#include "tui/session.h"
#include "tui/widget/form.h"

/* Words of a choice whose first is "all", with the id of each. */
struct choices {
	const char *words[FORM_OPTIONS], *ids[FORM_OPTIONS];
	size_t n;
};

enum { REGISTER_KINDS_SHOWN = 40 };
struct register_form {
	struct session *session;
	struct arena arena;
	struct form form;
	const struct register_kind *kinds[REGISTER_KINDS_SHOWN]; /* those this clerk may have */
	const char *kind_names[REGISTER_KINDS_SHOWN];
	size_t n_kinds;
	struct choices windows, operators, states;
	const char *numbers[2];
	/* As register_form_read found it; `run` points into the others. */
	struct register_run run;
	struct str words;
	char *purpose, *item, *path;
};

/* On the first register, today. False with e; done with register_form_done in any case. */
bool register_form_open(struct register_form *s, struct session *session, struct err *e);
void register_form_done(struct register_form *s);
/* The rows the chosen register has, after a value changed. */
void register_form_build(struct register_form *s);
bool register_form_takes_item(const struct register_form *s);
void register_form_set_item(struct register_form *s, const char *id);
/* False with the row that is wrong said so. */
bool register_form_read(struct register_form *s);

#endif
