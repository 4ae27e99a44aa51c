/* SPDX-License-Identifier: Apache-2.0
 *
 * Which text of the guides is in force: the installed files, and in their place
 * those loaded into the store whose day has come, the latest day first, of one day
 * the later loading. And the way in for new ones: they load and lint clean with all
 * that is in force beside them, on every day they will be, or nothing is changed.
 */
#ifndef CASE_EDITION_H
#define CASE_EDITION_H

#include "guide/diff.h"
#include "guide/load.h"
#include "store/editions.h"

/* What is in force on a day; `without` as editions_in_force. The texts live in the arena. */
bool edition_source(struct store *s, const char *forms, const char *only, date_day on,
		    int64_t without, struct arena *a, struct guide_source *out, struct err *e);

/* New files as they were found good. Zero-initialise; edition_done. */
struct edition {
	struct arena arena;
	struct edition_file *files;
	size_t n;
	int64_t seen; /* editions_stamp before the first look */
	struct guide_change change;
	char *words; /* the change as JSON */
};
/* An item's file comes into force on the day it names (effective.from) when that is to come, else,
 * as what has none, on `effective` (DATE_NONE: the day of the items loaded with it, or today).
 * False with faults, or with e when it could not be judged. */
bool edition_check(struct store *s, const char *forms, const struct guide_text *texts, size_t n,
		   date_day effective, struct edition *out, struct faults *f, struct err *e);
void edition_done(struct edition *d);

bool edition_load(struct store *s, const struct actor *who, const struct edition *d, int64_t *id,
		  struct err *e);
/* Takes a loading back, if the guides are whole without it. */
bool edition_back(struct store *s, const struct actor *who, const char *forms, int64_t id,
		  const char *reason, struct faults *f, struct err *e);

#endif
