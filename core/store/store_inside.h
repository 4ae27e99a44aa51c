/* SPDX-License-Identifier: Apache-2.0
 *
 * The open store, for the files of the wing.
 */
#ifndef STORE_STORE_INSIDE_H
#define STORE_STORE_INSIDE_H

#include "store/db.h"
#include "store/store.h"

struct store {
	struct db *db;
	struct db *drafts; /* NULL until the first draft is asked for */
	char holder[17];   /* this handle among those that hold drafts open */
	char *path, *name;
	struct clock clock;
	char site[SITE_CODE + 1];
	bool demo;
	date_day pinned; /* DATE_NONE: the clock's day */
	unsigned char key[QUERY_KEY];
};

/* hall.db and ".files": hall.files. Caller frees. */
char *store_beside(const char *store, const char *suffix);
/* The file of the drafts beside a store. Caller frees. */
char *drafts_path(const char *store);
extern const struct db_kind schema_drafts;
void store_sync_folder(const char *path); /* of a file that was just given its name */
/* Gives a finished file its name, never another's. */
bool store_publish(const char *made, const char *path, struct err *e);

/* One ready payload about one subject, which is all most events are. */
bool store_note(struct store *s, enum event_kind kind, const struct actor *who, const char *subject,
		const char *payload, struct err *e);

#endif
