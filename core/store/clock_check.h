/* SPDX-License-Identifier: Apache-2.0
 *
 * A laptop whose clock battery is dead says 2000 or 2036. Behind the newest event
 * it is refused by the ledger; far ahead of it, or before any day this program can
 * be running on, it is pointed out before anything is written, since one event of
 * a wrong future would lock the hall out once the clock is right again. A person
 * with the post looks at the date and confirms it once.
 */
#ifndef STORE_CLOCK_CHECK_H
#define STORE_CLOCK_CHECK_H

#include "store/operators.h"
#include "store/store.h"

enum clock_doubt {
	CLOCK_SURE,
	CLOCK_BEHIND, /* of the newest event: nothing can be written */
	CLOCK_AHEAD,  /* more than the setting clock.days */
	CLOCK_EARLY,  /* before `earliest`, and nobody has confirmed the clock of this hall yet */
};
struct clock_report {
	enum clock_doubt doubt;
	int64_t now, newest; /* ms; newest: of the last event that was no login */
	int days;	     /* now is so many after newest */
};

/* earliest: a day the program cannot be running before; DATE_NONE: not looked at. A practice
 * hall's clock is never in doubt: its day is set by hand. */
bool clock_check(struct store *s, date_day earliest, struct clock_report *out, struct err *e);
/* Days without work after which a clock is in doubt: the setting clock.days. */
int clock_days(struct store *s);
/* What is wrong and what to do, in a sentence; nothing for CLOCK_SURE. */
bool clock_refuse(const struct clock_report *r, struct err *e);

/* The date is right, says one of the posts 主管 or 管理 by login and password. Wrong passwords are
 * counted, but in no event, since none may be written under a clock in doubt. */
bool clock_confirm(struct store *s, const char *login, const char *password, const char *window,
		   struct err *e);

#endif
