/* SPDX-License-Identifier: Apache-2.0
 *
 * 补录: a case entered after it happened, under the number its slip carries. It
 * happened while the program stood still (an emergency slip) or after the backup
 * a store was restored from. Occurred is not recorded: the case belongs to the day
 * it happened on, its clocks run from then; the event belongs to today; a
 * supervisor signs for the difference.
 */
#ifndef CASE_LATE_H
#define CASE_LATE_H

#include "case/casefile.h"
#include "store/number.h"
#include "store/operators.h"

#define LATE_ACT "late" /* of the signature; its subject is the number */

struct late {
	char number[NUMBER_TEXT];
	int64_t occurred; /* ms; 0: an ordinary case */
	date_day day;
};

/* "2026-11-24 10:30" as typed; false with a message. */
bool late_moment(const char *text, int64_t *ms, struct err *e);

/* Whether something can have happened then under this number: not after now, and not before the
 * number was given out. */
bool late_check(struct store *s, const char *number, int64_t ms, struct err *e);
/* Whether anybody but this clerk can sign; else what is to be done. */
bool late_signable(struct store *s, const char *login, struct err *e);

/* What c->late_number and c->late_at say; out->occurred stays 0 when they are not given. The
 * number may be entered and is not of the future. */
bool late_read(struct store *s, const struct casefile *c, struct late *out, struct err *e);
/* The signature is a supervisor's, for this number. */
bool late_signed(struct store *s, const struct late *l, const struct actor *who,
		 const struct signature *sig, struct err *e);

#endif
