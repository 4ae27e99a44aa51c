/* SPDX-License-Identifier: Apache-2.0
 *
 * A date in doubt is confirmed at the login, by a supervisor, before anybody is
 * let in: two dialogs, the second for the password.
 */
#ifndef SCREEN_LOGIN_CLOCK_H
#define SCREEN_LOGIN_CLOCK_H

#include "tui/screen.h"
#include "tui/session.h"

enum { TAG_CLOCK_LOGIN = 1, TAG_CLOCK_PASSWORD };

/* A person may settle it; a clock behind the newest event nobody can. */
bool login_clock_doubted(const struct session *s);
struct step login_clock_ask(const struct session *s);
struct step login_clock_ask_password(void);
bool login_clock_confirm(struct session *s, const char *login, const char *password, struct err *e);

#endif
