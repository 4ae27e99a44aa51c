/* SPDX-License-Identifier: Apache-2.0
 *
 * The clocks of one accepted case, from what stands in its record and its pauses;
 * and the moves that stop, extend or go on with them, which carry the new last
 * days into the ledger, worked out inside their transaction.
 */
#ifndef CASE_CASE_CLOCKS_H
#define CASE_CASE_CLOCKS_H

#include "base/arena.h"
#include "case/clocks.h"
#include "store/moves.h"
#include "store/pauses.h"

extern const char *const clock_start_ids[]; /* by enum clock_start; case_limit.start */

/* What a hall counts by. */
struct clocks_by {
	const struct calendar *calendar;
	date_day today;
	int warn; /* CLOCKS_WARN, or what the site says */
};

struct case_clocks {
	size_t n; /* as the record's limits; 0 where none runs: handed over at once, withdrawn … */
	struct case_clock *rows;
	struct clocks_end end;
	bool staged; /* `stage` is that of the stage awaited, which has days */
	struct case_clock stage;
	const struct pause_row *suspension; /* the one that goes on; NULL */
	const struct pause_row *publicity;  /* the one that goes on; NULL */
	bool extended;
};
/* Everything lives in the arena or is borrowed from r and pauses. */
void case_clocks_make(const struct case_record *r, const struct pause_row *pauses, size_t n,
		      const struct clocks_by *by, struct arena *a, struct case_clocks *out);
/* The same, pauses read from the store. */
bool case_clocks_read(struct store *s, const struct case_record *r, const struct clocks_by *by,
		      struct arena *a, struct case_clocks *out, struct err *e);

/* What may stop the clocks of the case: the waits its limits list, each once. */
size_t case_clocks_reasons(const struct case_record *r, struct arena *a, const char ***reasons);
/* The limit that may be extended, by its extend_days; NULL. */
const struct case_limit *case_clocks_extendable(const struct case_record *r);

/* moves_make for SUSPENDED (reason: one of the listed), RESUMED, EXTENDED (days and unit are filled
 * in; refused once the last day is past), PUBLICISED and PUBLIC_ENDED, with their new last days. */
bool case_clocks_move(struct store *s, const struct actor *who, const struct case_move *m,
		      const struct clocks_by *by, char *document, struct err *e);

/* The days of a publicity as the guide has them: from `first` on, the first of them counted. */
date_day case_clocks_publicity(const struct case_record *r, const struct calendar *c,
			       date_day first);

#endif
