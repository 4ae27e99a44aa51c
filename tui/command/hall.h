/* SPDX-License-Identifier: Apache-2.0
 *
 * What commands that open the store have in common: --operator with the password
 * from the file YICHUANG_PASSWORD_FILE names, --on in a demo store.
 */
#ifndef TUI_HALL_H
#define TUI_HALL_H

#include "tui/command/command.h"
#include "tui/session.h"

#define ON_OPTION {"on", OPTION_VALUE, "DATE", N_("演练库：以这一天为营业日")}
#define OPERATOR_OPTIONS                                                                           \
	ON_OPTION, {"operator", OPTION_VALUE, "LOGIN",                                             \
		    N_("经办人登录名；口令在 YICHUANG_PASSWORD_FILE 指出的文件里")}

#define HALL_PASSWORD_FILE "YICHUANG_PASSWORD_FILE"
#define HALL_BACKUP_KEY_FILE "YICHUANG_BACKUP_KEY_FILE"
/* The first line of the file an environment variable names, without its end. */
bool hall_secret(const char *variable, char *out, size_t size, struct err *e);

/* A session without a screen, logged in as --operator. Done with session_close. */
bool hall_login(struct command_env *env, const struct arguments *args, struct session *s,
		struct err *e);

/* Whether the one logged in is a supervisor or administrator. */
bool hall_may_rule(const struct session *s, struct err *e);

#endif
