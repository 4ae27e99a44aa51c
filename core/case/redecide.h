/* SPDX-License-Identifier: Apache-2.0
 *
 * Every decision decided once more: from what the ledger kept of it, under the
 * version of the guide and the calendar it was made with, by the engine that is
 * here now. What a supervisor overruled is told apart; anything else that comes
 * out differently is an alarm.
 */
#ifndef CASE_REDECIDE_H
#define CASE_REDECIDE_H

#include "store/decisions.h"

enum redecide_kind {
	REDECIDE_OVERRULED,  /* comes out the same, and was overruled: text is the reason */
	REDECIDE_DIFFERS,    /* text: what was, what comes out */
	REDECIDE_UNREADABLE, /* text: what of guide or calendar cannot be loaded */
};
struct redecide_finding {
	enum redecide_kind kind;
	const struct event *event;
	const struct case_record *record;
	const char *text;
};
struct redecide_report {
	int64_t decisions, same, overruled, differing, unreadable;
	size_t versions; /* of items, that were loaded */
};
struct redecide {
	const char *forms;    /* for versions of a store from before their pieces were kept; NULL */
	date_day first, last; /* business days; DATE_NONE: open */
	/* Both may be NULL; what a finding names is good until it returns. */
	void (*found)(void *ctx, const struct redecide_finding *f);
	verify_progress *progress;
	void *ctx;
};

/* True when everything was gone through, whatever came of it: out tells. The chain is not looked
 * at here (store_verify). */
bool redecide_all(struct store *s, const struct redecide *how, struct redecide_report *out,
		  struct err *e);

#endif
