/* SPDX-License-Identifier: Apache-2.0
 *
 * Accounts with passwords that are good once, as the screen and the command make
 * them: the slips are written first, so that nobody is left with a password that
 * stands nowhere, and are gone again when the accounts could not be made.
 */
#ifndef TUI_STAFF_H
#define TUI_STAFF_H

#include "exchange/staff_list.h"
#include "tui/session.h"

/* New accounts, all or none, with their slips as `slips` (.xlsx). */
bool staff_add(struct session *s, const struct staff_row *rows, size_t n, const char *reason,
	       const char *slips, struct err *e);
/* Another password for one that is there. With `glass`: by the file's owner, nobody being logged
 * in. */
bool staff_reset(struct session *s, const struct operator_row *o, const char *reason, bool glass,
		 const char *slips, struct err *e);
/* A list that has faults is taken by nobody: false, with the first of them. */
bool staff_is_sound(const struct staff_list *l, struct err *e);

#endif
