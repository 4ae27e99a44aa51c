/* SPDX-License-Identifier: Apache-2.0
 *
 * A second person signs at the clerk's window: reason, login, password. The
 * clerk stays logged in; a wrong password is counted as at the login.
 */
#ifndef SCREEN_SIGN_H
#define SCREEN_SIGN_H

#include "store/operators.h"
#include "tui/screen.h"

enum { SIGN_REASON = 100 }; /* characters */

/* Texts are copied, but for act, which is borrowed. */
struct sign_dialog {
	const char *title, *text; /* what is signed; text may be NULL */
	unsigned posts;		  /* mask of POST_BIT, any of which will do */
	const char *act;	  /* id of the act, for operators_verify */
	const char *subject;	  /* what it is done to, for operators_verify; NULL */
	bool no_reason;		  /* none is asked for */
	const char *reason;	  /* typed already; NULL */
};
/* Answers 0 once signed (read the text with sign_read), -1 when left. */
struct screen *sign_new(int tag, const struct sign_dialog *d);

struct sign_answer {
	struct signature signature; /* for the act's core call: operators_signed */
	const char *reason;	    /* "" when none was asked for; points into the text */
};
/* Of the text of the EV_ANSWER. */
void sign_read(const char *text, struct sign_answer *out);

#endif
