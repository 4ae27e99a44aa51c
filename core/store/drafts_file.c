/* SPDX-License-Identifier: Apache-2.0
 *
 * hall.db keeps its drafts in hall.drafts.db, with a write lock of its own: a
 * clerk typing at one window never waits for an acceptance at another.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/drafts_inside.h"

static const char version_1[] =
	"CREATE TABLE drafts ("
	"  id INTEGER PRIMARY KEY AUTOINCREMENT," /* never that of a deleted one */
	"  operator TEXT NOT NULL, \"window\" TEXT NOT NULL,"
	"  item TEXT NOT NULL, title TEXT NOT NULL, parked INTEGER NOT NULL,"
	"  json TEXT NOT NULL, created_at INTEGER NOT NULL,"
	"  updated_at INTEGER NOT NULL, revision INTEGER NOT NULL, taken_from TEXT, "
	"taken_why TEXT);"
	"CREATE INDEX drafts_operator ON drafts (operator, updated_at);"
	"CREATE INDEX drafts_parked ON drafts (updated_at) WHERE parked = 1;";

static const char version_2[] =
	"ALTER TABLE drafts ADD COLUMN visit INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE drafts ADD COLUMN papers INTEGER NOT NULL DEFAULT 0;"
	/* parked, or opened by the holder */
	"ALTER TABLE drafts ADD COLUMN since INTEGER NOT NULL DEFAULT 0;"
	/* the program that has it open, and when that last said so */
	"ALTER TABLE drafts ADD COLUMN holder TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE drafts ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;"
	"UPDATE drafts SET since = updated_at;"
	"CREATE INDEX drafts_holder ON drafts (holder) WHERE holder <> '';"
	"CREATE TABLE draft_people ("
	"  draft INTEGER NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,"
	"  PRIMARY KEY (draft, kind, number)) WITHOUT ROWID;"
	"CREATE INDEX draft_people_number ON draft_people (number, kind);"
	"CREATE TABLE draft_history ("
	"  draft INTEGER NOT NULL, pos INTEGER NOT NULL, at INTEGER NOT NULL,"
	"  kind TEXT NOT NULL, operator TEXT NOT NULL, from_operator TEXT, \"window\" TEXT NOT "
	"NULL,"
	"  reason TEXT, PRIMARY KEY (draft, pos)) WITHOUT ROWID;"
	"INSERT INTO draft_history SELECT id, 0, created_at, 'begun', coalesce(taken_from, "
	"operator),"
	"  NULL, \"window\", NULL FROM drafts;"
	"INSERT INTO draft_history SELECT id, 1, updated_at, 'taken', operator, taken_from,"
	"  \"window\", taken_why FROM drafts WHERE taken_from IS NOT NULL;"
	"INSERT INTO draft_history SELECT id, 1 + (taken_from IS NOT NULL),"
	"  updated_at, 'parked', operator, NULL, \"window\","
	"  NULL FROM drafts WHERE parked = 1;"
	"ALTER TABLE drafts DROP COLUMN taken_from;"
	"ALTER TABLE drafts DROP COLUMN taken_why;";

/* What became of every draft, without whose it was: the daily close counts it. Days are business
 * days since 1970, eight hours before UTC's. */
static const char version_3[] =
	"CREATE TABLE draft_tally ("
	"  draft INTEGER PRIMARY KEY, day INTEGER NOT NULL, \"window\" TEXT NOT NULL,"
	"  ended INTEGER, outcome TEXT);"
	"CREATE INDEX draft_tally_day ON draft_tally (day);"
	"CREATE INDEX draft_tally_ended ON draft_tally (ended);"
	"INSERT INTO draft_tally SELECT id, (created_at + 28800000) / 86400000, \"window\","
	"  NULL, NULL FROM drafts;";

static const char *const migrations[] = {version_1, version_2, version_3};
enum { VERSION = sizeof(migrations) / sizeof(migrations[0]) };

const struct db_kind schema_drafts = {
	.application_id = 0x79634431, /* "ycD1" */
	.version = VERSION,
	.migrations = migrations,
};

char *store_beside(const char *store, const char *suffix)
{
	size_t len = strlen(store);

	if (len > 3 && strcmp(store + len - 3, ".db") == 0)
		len -= 3;
	return xasprintf("%.*s%s", (int)len, store, suffix);
}

char *drafts_path(const char *store)
{
	return store_beside(store, ".drafts.db");
}

struct db *drafts_db(struct store *s, struct err *e)
{
	unsigned char token[(sizeof(s->holder) - 1) / 2];

	if (s->drafts)
		return s->drafts;
	char *path = drafts_path(s->path);
	s->drafts = db_open(path, &schema_drafts, DB_MAKE, e);
	free(path);
	randombytes_buf(token, sizeof(token));
	sodium_bin2hex(s->holder, sizeof(s->holder), token, sizeof(token));
	return s->drafts;
}
