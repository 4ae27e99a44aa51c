/* SPDX-License-Identifier: Apache-2.0 */
#include "store/guides.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/shape.h"
#include "store/store_inside.h"

const char *const guide_part_ids[GUIDE_PARTS] = {"shared", "blocks", "site_guide", "site_item"};

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

/* ---- texts kept by their hash ---- */

static void digest_of(const char *text, unsigned char digest[EVENT_HASH],
		      char hex[GUIDE_DIGEST_TEXT])
{
	crypto_generichash(digest, EVENT_HASH, (const unsigned char *)text, strlen(text), NULL, 0);
	sodium_bin2hex(hex, GUIDE_DIGEST_TEXT, digest, EVENT_HASH);
}

bool guides_text(struct store *s, const char *digest, struct arena *a, const char **out,
		 struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT text FROM guide_pieces WHERE digest = :digest");

	*out = NULL;
	stmt_text(q, ":digest", digest);
	if (stmt_step(q))
		*out = stmt_copy(q, 0, a);
	return stmt_done(q, e);
}

bool guides_keep_text(struct store *s, const char *text, char digest[GUIDE_DIGEST_TEXT],
		      struct err *e)
{
	unsigned char bytes[EVENT_HASH];
	struct arena a = {0};
	const char *kept;

	digest_of(text, bytes, digest);
	bool ok = guides_text(s, digest, &a, &kept, e);
	arena_done(&a);
	if (!ok || kept)
		return ok;
	if (!db_begin(s->db, "piece", e))
		return false;
	struct stmt *q =
		db_stmt(s->db, "INSERT OR IGNORE INTO guide_pieces VALUES (:digest, :text)");
	stmt_text(q, ":digest", digest);
	stmt_text(q, ":text", text);
	return db_end(s->db, "piece", stmt_run(q, e), e);
}

static bool put_part(struct store *s, const char *version, const char *name, const char *digest,
		     struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "INSERT INTO guide_parts VALUES (:version, :name, :digest)");

	stmt_text(q, ":version", version);
	stmt_text(q, ":name", name);
	stmt_text(q, ":digest", digest);
	return stmt_run(q, e);
}

static bool put_parts(struct store *s, const struct guide_row *g, struct str *payload,
		      struct err *e)
{
	char digest[GUIDE_DIGEST_TEXT];

	for (int i = 0; i < GUIDE_PARTS; i++) {
		if (!g->parts[i])
			continue;
		if (!guides_keep_text(s, g->parts[i], digest, e) ||
		    !put_part(s, g->version, guide_part_ids[i], digest, e))
			return false;
		payload_put(payload, guide_part_ids[i], digest);
	}
	return true;
}

static bool read_parts(struct store *s, struct guide_row *g, struct arena *a, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT p.name, t.text FROM guide_parts p "
					"JOIN guide_pieces t ON t.digest = p.digest "
					"WHERE p.version = :version");

	stmt_text(q, ":version", g->version);
	while (stmt_step(q)) {
		for (int i = 0; i < GUIDE_PARTS; i++)
			if (strcmp(stmt_get(q, 0), guide_part_ids[i]) == 0)
				g->parts[i] = stmt_copy(q, 1, a);
	}
	return stmt_done(q, e);
}

/* ---- versions ---- */

static bool load_one(struct store *s, const struct actor *who, const struct guide_row *g,
		     struct err *e)
{
	unsigned char digest[EVENT_HASH];
	char hex[GUIDE_DIGEST_TEXT];
	struct str payload = {0};

	digest_of(g->text, digest, hex);
	payload_open(&payload);
	payload_put(&payload, "item", g->item);
	payload_put(&payload, "name", g->name);
	payload_put_day(&payload, "from", g->effective_from);
	payload_put_day(&payload, "to", g->effective_to);
	payload_put(&payload, "digest", hex);
	bool ok = put_row(s, g, digest, e) && put_parts(s, g, &payload, e);
	payload_close(&payload);
	ok = ok && store_note(s, EVENT_GUIDE_LOADED, who, g->version, payload.data, e);
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
	g->text = NULL;
	memset(g->parts, 0, sizeof(g->parts));
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
	return stmt_done(q, e) && (!*out || read_parts(s, *out, a, e));
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
