/* SPDX-License-Identifier: Apache-2.0 */
#include "store/guides.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/shape.h"
#include "store/store_inside.h"

/* The text stands in a table of record, written beside the event. */
bool apply_guide(struct db *db, const struct event *ev, const struct payload *payload,
		 struct err *e)
{
	(void)db;
	(void)ev;
	(void)payload;
	(void)e;
	return true;
}

static bool there(struct store *s, const char *version, bool *yes, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT 1 FROM guides WHERE version = :version");

	stmt_text(q, ":version", version);
	*yes = stmt_step(q);
	return stmt_done(q, e);
}

static bool put_row(struct store *s, const struct guide_row *g,
		    const unsigned char digest[EVENT_HASH], struct err *e)
{
	struct stmt *q = db_stmt(s->db, "INSERT INTO guides VALUES (:version, :item, :name, "
					":guide, :from, :to, :text, :digest, :at)");

	stmt_text(q, ":version", g->version);
	stmt_text(q, ":item", g->item);
	stmt_text(q, ":name", g->name);
	stmt_text(q, ":guide", g->guide);
	stmt_day(q, ":from", g->effective_from);
	stmt_day(q, ":to", g->effective_to);
	stmt_text(q, ":text", g->text);
	stmt_bytes(q, ":digest", digest, EVENT_HASH);
	stmt_int(q, ":at", clock_now(&s->clock));
	return stmt_run(q, e);
}

static bool load_one(struct store *s, const struct actor *who, const struct guide_row *g,
		     struct err *e)
{
	unsigned char digest[EVENT_HASH];
	char hex[2 * EVENT_HASH + 1];
	struct str payload = {0};

	crypto_generichash(digest, sizeof(digest), (const unsigned char *)g->text, strlen(g->text),
			   NULL, 0);
	sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
	payload_open(&payload);
	payload_put(&payload, "item", g->item);
	payload_put(&payload, "name", g->name);
	payload_put_day(&payload, "from", g->effective_from);
	payload_put_day(&payload, "to", g->effective_to);
	payload_put(&payload, "digest", hex);
	payload_close(&payload);
	bool ok = put_row(s, g, digest, e) &&
		  store_note(s, EVENT_GUIDE_LOADED, who, g->version, payload.data, e);
	str_done(&payload);
	return ok;
}

bool guides_load(struct store *s, const struct actor *who, const struct guide_row *rows, size_t n,
		 size_t *added, struct err *e)
{
	size_t count = 0;
	bool ok = true;

	if (!db_begin(s->db, "guides", e))
		return false;
	for (size_t i = 0; ok && i < n; i++) {
		bool yes = false;
		ok = there(s, rows[i].version, &yes, e) && (yes || load_one(s, who, &rows[i], e));
		count += ok && !yes;
	}
	ok = db_end(s->db, "guides", ok, e);
	if (ok && added)
		*added = count;
	return ok;
}

static void read_row(struct stmt *q, struct arena *a, struct guide_row *g)
{
	g->version = stmt_copy(q, 0, a);
	g->item = stmt_copy(q, 1, a);
	g->name = stmt_copy(q, 2, a);
	g->guide = stmt_copy(q, 3, a);
	g->effective_from = stmt_get_day(q, 4);
	g->effective_to = stmt_get_day(q, 5);
	g->loaded_at = stmt_get_int(q, 6);
}

#define GUIDE_COLUMNS "version, item, name, guide, effective_from, effective_to, loaded_at"

bool guides_get(struct store *s, const char *version, struct arena *a, struct guide_row **out,
		struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT " GUIDE_COLUMNS ", text FROM guides "
					"WHERE version = :version");

	*out = NULL;
	stmt_text(q, ":version", version);
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		read_row(q, a, *out);
		(*out)->text = stmt_copy(q, 7, a);
	}
	return stmt_done(q, e);
}

bool guides_list(struct store *s, const char *item, struct arena *a, struct guide_row **rows,
		 size_t *n, struct err *e)
{
	struct stmt *q = item ? db_stmt(s->db, "SELECT " GUIDE_COLUMNS " FROM guides "
					       "WHERE item = :item ORDER BY effective_from, rowid")
			      : db_stmt(s->db, "SELECT " GUIDE_COLUMNS " FROM guides "
					       "ORDER BY item, effective_from /* whole table */");

	*rows = NULL;
	*n = 0;
	if (item)
		stmt_text(q, ":item", item);
	while (stmt_step(q))
		read_row(q, a, ARENA_PUSH(a, *rows, *n));
	return stmt_done(q, e);
}
