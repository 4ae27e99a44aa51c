/* SPDX-License-Identifier: Apache-2.0
 *
 * The version of an item a case began under: kept with everything it was read
 * with, loaded again exactly as it was, and whether it still judges.
 */
#ifndef CASE_PINNED_H
#define CASE_PINNED_H

#include "base/calendar.h"
#include "guide/item.h"
#include "store/guides.h"
#include "store/record.h"
#include "store/store.h"

/* Keeps the version in the store before a case refers to it. */
bool pinned_keep(struct store *s, const struct actor *who, const struct item *it, struct err *e);
/* Keeps what the calendar knows; digest is for the case's record. */
bool pinned_keep_calendar(struct store *s, const struct calendar *cal,
			  char digest[GUIDE_DIGEST_TEXT], struct err *e);

/* The item as it was, from the store alone; item_free it. A version from before its shared pieces
 * were kept is read with those below `forms` (NULL: none), and only if it comes out the same.
 * NULL with e. */
struct item *pinned_item(struct store *s, const char *version, const char *forms, struct err *e);

/* By which version a notice is judged when its person comes back. */
enum judged {
	JUDGED_SAME, /* nothing has changed since */
	JUDGED_OLD,  /* by the version of the notice */
	JUDGED_NEW,  /* by the version of the day */
};
/* `it` is the version of the day; its transition rule decides. */
enum judged pinned_judged(const struct item *it, const struct case_record *notice, date_day today);

#endif
