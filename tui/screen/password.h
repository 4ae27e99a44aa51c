/* SPDX-License-Identifier: Apache-2.0
 *
 * One's own password is changed: of one's own will, or because the one that was
 * handed out, or has grown too old, opens nothing else. EV_ANSWER 0 when it was.
 */
#ifndef SCREEN_PASSWORD_H
#define SCREEN_PASSWORD_H

#include "tui/screen.h"

/* `old`: the one just typed at the login, copied and wiped; NULL: it is asked for. */
struct screen *password_new(int tag, const char *old);

#endif
