/* SPDX-License-Identifier: Apache-2.0
 *
 * What the actions of `yichuang operator` share.
 */
#ifndef TUI_COMMAND_OPERATOR_H
#define TUI_COMMAND_OPERATOR_H

#include "tui/command/hall.h"
#include "tui/staff.h"

struct operator_run {
	struct command_env *env;
	const struct arguments *args;
	const char *word; /* the login or file; NULL */
	struct session s;
	struct arena a;
};

bool operator_find(struct session *s, const char *login, struct arena *a, struct operator_row **out,
		   struct err *e);

/* import FILE (operator_import.c); log, the register of rights (operator_log.c). */
bool operator_import(struct operator_run *r, struct err *e);
bool operator_log(struct operator_run *r, struct err *e);

#endif
