/* SPDX-License-Identifier: Apache-2.0 */
#include "store/verify.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/apply.h"
#include "store/db_inside.h"
#include "store/ledger.h"
#include "store/payload.h"
#include "store/schema.h"
#include "store/store_inside.h"
#include "store/verify_inside.h"

enum { EVERY = 4096, SITES = 256 };

struct verification {
	struct store *store;
	struct db *scratch; /* NULL: chain only */
	verify_progress *progress;
	void *ctx;
	int64_t total;
	struct verify_report *report;
	char calendar[2 * EVENT_HASH]; /* the digest that was last found right */
	/* The chain of each site so far. */
	size_t n_sites;
	struct {
		char site[SITE_CODE + 1];
		int64_t seq;
		unsigned char hash[EVENT_HASH];
	} sites[SITES];
};

static bool tell(struct verification *v, int64_t done, struct err *e)
{
	if (!v->progress || v->progress(v->ctx, done, v->total))
		return true;
	return err_set(e, ERR_STORE, _("已取消"));
}

static bool check_link(struct verification *v, const struct event *ev, struct err *e)
{
	unsigned char hash[EVENT_HASH];
	size_t i = 0;

	while (i < v->n_sites && strcmp(v->sites[i].site, ev->site) != 0)
		i++;
	if (i == v->n_sites) {
		if (i == SITES || strlen(ev->site) != SITE_CODE)
			return verify_altered(ev, e);
		memset(&v->sites[i], 0, sizeof(v->sites[i]));
		memcpy(v->sites[i].site, ev->site, SITE_CODE);
		v->n_sites++;
	}
	if (ev->seq != v->sites[i].seq + 1)
		return verify_gap(v->store->db, ev, v->sites[i].seq + 1, e);
	if (memcmp(ev->prev, v->sites[i].hash, EVENT_HASH) != 0)
		return verify_replaced(v->store->db, ev, e);
	ledger_hash(ev, hash);
	if (memcmp(ev->hash, hash, EVENT_HASH) != 0)
		return verify_altered(ev, e);
	v->sites[i].seq = ev->seq;
	memcpy(v->sites[i].hash, hash, EVENT_HASH);
	return true;
}

static bool count_events(struct verification *v, struct err *e)
{
	struct stmt *q = db_stmt(v->store->db, "SELECT max(id) FROM ledger");

	v->total = stmt_step(q) ? stmt_get_int(q, 0) : 0;
	return stmt_done(q, e);
}

/* ---- tables against tables ---- */

static sqlite3_stmt *table_stmt(struct db *db, const struct schema_table *t, struct err *e)
{
	char *sql = xasprintf("SELECT %s FROM %s ORDER BY %s", t->columns ? t->columns : "*",
			      t->name, t->order);
	sqlite3_stmt *q = NULL;
	int code = sqlite3_prepare_v2(db->handle, sql, -1, &q, NULL);

	if (code != SQLITE_OK)
		db_fail(db, code, sql, e);
	free(sql);
	return q;
}

static bool same_value(sqlite3_stmt *x, sqlite3_stmt *y, int col)
{
	int type = sqlite3_column_type(x, col);

	if (type != sqlite3_column_type(y, col))
		return false;
	if (type == SQLITE_NULL)
		return true;
	if (type == SQLITE_INTEGER)
		return sqlite3_column_int64(x, col) == sqlite3_column_int64(y, col);
	const void *a = sqlite3_column_blob(x, col), *b = sqlite3_column_blob(y, col);
	int len = sqlite3_column_bytes(x, col);
	return len == sqlite3_column_bytes(y, col) && (len == 0 || memcmp(a, b, (size_t)len) == 0);
}

static bool same_row(sqlite3_stmt *x, sqlite3_stmt *y)
{
	for (int i = 0; i < sqlite3_column_count(x); i++) {
		if (!same_value(x, y, i))
			return false;
	}
	return true;
}

/* The case a row belongs to, for those who know it by its number; "" where it is none's. */
static bool number_of(struct db *db, const char *id, char number[NUMBER_TEXT], struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT number FROM cases WHERE id = :id");

	number[0] = '\0';
	stmt_text(q, ":id", id);
	if (stmt_step(q))
		snprintf(number, NUMBER_TEXT, "%s", stmt_get(q, 0));
	return stmt_done(q, e);
}

static bool differs(struct verification *v, const struct schema_table *t, sqlite3_stmt *row,
		    struct err *e)
{
	char key[160], number[NUMBER_TEXT] = "";
	const char *first = (const char *)sqlite3_column_text(row, 0);
	const char *second =
		sqlite3_column_count(row) > 1 ? (const char *)sqlite3_column_text(row, 1) : NULL;

	if (strcmp(sqlite3_column_name(row, 0), "case_id") == 0 &&
	    !number_of(v->scratch, first, number, e))
		return false;
	snprintf(key, sizeof(key), "%.60s %.60s", first ? first : "", second ? second : "");
	return err_set(e, ERR_STORE,
		       _("表 %s 与账本不符（%s%s）。账本本身完好；请联系管理员从备份恢复"), t->name,
		       number[0] ? _("办件 ") : "", number[0] ? number : key);
}

static bool compare_rows(struct verification *v, const struct schema_table *t, sqlite3_stmt *live,
			 sqlite3_stmt *made, struct err *e)
{
	for (;;) {
		int a = sqlite3_step(live), b = sqlite3_step(made);
		if (a != SQLITE_ROW && a != SQLITE_DONE)
			return db_fail(v->store->db, a, t->name, e);
		if (b != SQLITE_ROW && b != SQLITE_DONE)
			return db_fail(v->scratch, b, t->name, e);
		if (a == SQLITE_DONE && b == SQLITE_DONE)
			return true;
		if (a != b || !same_row(live, made))
			return differs(v, t, a == SQLITE_ROW ? live : made, e);
		if (++v->report->rows % EVERY == 0 && !tell(v, v->report->events, e))
			return false;
	}
}

static bool compare_tables(struct verification *v, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i < schema_derived_count; i++) {
		const struct schema_table *t = &schema_derived[i];
		sqlite3_stmt *live = table_stmt(v->store->db, t, e);
		sqlite3_stmt *made = live ? table_stmt(v->scratch, t, e) : NULL;
		ok = live && made && compare_rows(v, t, live, made, e);
		sqlite3_finalize(live);
		sqlite3_finalize(made);
		v->report->tables += ok;
	}
	return ok;
}

/* ---- guides: a table of record, held to the digests in the ledger ---- */

static bool same_text(struct stmt *q, const char *hex)
{
	unsigned char digest[EVENT_HASH];
	char made[2 * EVENT_HASH + 1];
	size_t text_len, len;
	const void *text = stmt_get_bytes(q, 0, &text_len);

	crypto_generichash(digest, sizeof(digest), text, text_len, NULL, 0);
	sodium_bin2hex(made, sizeof(made), digest, sizeof(digest));
	const void *kept = stmt_get_bytes(q, 1, &len);
	return hex && strcmp(made, hex) == 0 && len == sizeof(digest) &&
	       memcmp(kept, digest, len) == 0;
}

static bool check_guide(struct verification *v, const struct event *ev, struct err *e)
{
	struct stmt *q = db_stmt(v->store->db, "SELECT text, digest FROM guides WHERE "
					       "version = :version AND item = :item AND "
					       "name = :name AND effective_from IS :from AND "
					       "effective_to IS :to");
	struct arena a = {0};
	const struct payload *p = payload_parse(ev->payload, ev->payload_len, &a);

	stmt_text(q, ":version", ev->subject);
	stmt_text(q, ":item", p ? payload_text(p, "item") : NULL);
	stmt_text(q, ":name", p ? payload_text(p, "name") : NULL);
	stmt_day(q, ":from", p ? payload_day(p, "from") : DATE_NONE);
	stmt_day(q, ":to", p ? payload_day(p, "to") : DATE_NONE);
	bool there = stmt_step(q);
	bool same = there && same_text(q, payload_text(p, "digest"));
	bool ok = stmt_done(q, e);
	if (ok && !there)
		ok = err_set(e, ERR_STORE, _("指南版本 %s 缺失，或事项、名称、日期被改动"),
			     ev->subject);
	else if (ok && !same)
		ok = err_set(e, ERR_STORE, _("指南版本 %s 的正文被改动"), ev->subject);
	arena_done(&a);
	return ok;
}

/* A text kept by its hash is the text that was hashed, and what the ledger names is there. */
static bool check_piece(struct verification *v, const struct event *ev, const char *member,
			const char *what, struct err *e)
{
	struct stmt *q = db_stmt(v->store->db, "SELECT text FROM guide_pieces "
					       "WHERE digest = :digest");
	struct arena a = {0};
	const struct payload *p = payload_parse(ev->payload, ev->payload_len, &a);
	const char *hex = p ? payload_text(p, member) : NULL;
	unsigned char digest[EVENT_HASH];
	char made[2 * EVENT_HASH + 1] = "";
	size_t len;

	stmt_text(q, ":digest", hex);
	if (stmt_step(q)) {
		const void *text = stmt_get_bytes(q, 0, &len);
		crypto_generichash(digest, sizeof(digest), text, len, NULL, 0);
		sodium_bin2hex(made, sizeof(made), digest, sizeof(digest));
	}
	bool ok = stmt_done(q, e);
	if (ok && hex && strcmp(made, hex) != 0)
		ok = err_set(e, ERR_STORE, _("第%lld笔引用的%s缺失，或被改动"), (long long)ev->seq,
			     what);
	arena_done(&a);
	return ok;
}

static bool check_parts(struct verification *v, const struct event *ev, struct err *e)
{
	return check_piece(v, ev, "shared", _("指南共用部分"), e) &&
	       check_piece(v, ev, "blocks", _("指南共用部分"), e);
}

/* The working days a case was judged with. Nearly all cases name the same ones: a payload is
 * only taken apart when it names others than the last. */
static bool check_calendar(struct verification *v, const struct event *ev, struct err *e)
{
	static const char member[] = "\"calendar\":\"";
	const char *at = memmem(ev->payload, ev->payload_len, member, sizeof(member) - 1);
	const size_t digest = sizeof(v->calendar);

	if (!at)
		return true;
	at += sizeof(member) - 1;
	bool whole = (size_t)(ev->payload + ev->payload_len - at) >= digest;
	if (whole && memcmp(at, v->calendar, digest) == 0)
		return true;
	if (!check_piece(v, ev, "calendar", _("工作日历"), e))
		return false;
	if (whole)
		memcpy(v->calendar, at, digest);
	return true;
}

/* No version stands there that the ledger does not know. */
static bool check_strays(struct verification *v, struct err *e)
{
	struct stmt *q = db_stmt(v->store->db, "SELECT g.version FROM guides g WHERE NOT EXISTS "
					       "(SELECT 1 FROM ledger l WHERE l.subject = "
					       "g.version AND l.subject <> '' AND l.kind = :kind) "
					       "LIMIT 1 /* whole table */");
	bool ok = true;

	stmt_text(q, ":kind", event_ids[EVENT_GUIDE_LOADED]);
	if (stmt_step(q))
		ok = err_set(e, ERR_STORE, _("指南版本 %s 不是由本程序载入的"), stmt_get(q, 0));
	return stmt_done(q, ok ? e : NULL) && ok;
}

/* ---- all of it ---- */

static bool walk(struct verification *v, struct err *e)
{
	struct stmt *q = db_stmt(v->store->db, "SELECT " LEDGER_COLUMNS
					       " FROM ledger ORDER BY id /* whole table */");
	struct event ev;
	bool ok = true;

	while (ok && stmt_step(q)) {
		ledger_read(q, &ev);
		ok = check_link(v, &ev, e);
		if (ok && event_kind_of(ev.kind) == EVENT_GUIDE_LOADED)
			ok = check_guide(v, &ev, e) && check_parts(v, &ev, e);
		else if (ok)
			ok = check_calendar(v, &ev, e);
		v->report->events += ok;
		if (ok && v->report->events % EVERY == 0)
			ok = tell(v, v->report->events, e);
	}
	return stmt_done(q, ok ? e : NULL) && ok;
}

/* Once the chain is known to hold: a forged event might not be applied at all, and it is the chain
 * that names it. */
static bool apply_all(struct verification *v, struct err *e)
{
	struct stmt *q =
		db_stmt(v->store->db, "SELECT " LEDGER_COLUMNS
				      " FROM ledger ORDER BY id /* whole table, applied */");
	struct event ev;
	int64_t n = 0;
	bool ok = true;

	while (ok && stmt_step(q)) {
		ledger_read(q, &ev);
		ok = apply_event(v->scratch, &ev, e) && (++n % EVERY != 0 || tell(v, n, e));
	}
	return stmt_done(q, ok ? e : NULL) && ok;
}

/* What was cut off the end of a chain leaves it whole. */
static bool check_tails(struct verification *v, struct err *e)
{
	for (size_t i = 0; i < v->n_sites; i++)
		if (!verify_tail(v->store->db, v->sites[i].site, v->sites[i].seq, e))
			return false;
	return true;
}

static bool open_scratch(struct verification *v, struct err *e)
{
	char *path = xasprintf("%s.rebuild%ld", v->store->path, (long)getpid());

	v->scratch = db_open_scratch(path, &schema_store, e);
	free(path);
	if (v->scratch && !db_begin(v->scratch, "rebuild", e)) {
		db_close(v->scratch);
		v->scratch = NULL;
	}
	return v->scratch != NULL;
}

bool store_verify(struct store *s, bool rebuild, verify_progress *progress, void *ctx,
		  struct verify_report *out, struct err *e)
{
	struct verification *v = xcalloc(1, sizeof(*v));
	struct ledger_head head = {0};

	*out = (struct verify_report){0};
	*v = (struct verification){.store = s, .progress = progress, .ctx = ctx, .report = out};
	bool ok = db_begin_read(s->db, "verify", e);
	if (ok) {
		ok = count_events(v, e) && walk(v, e) && check_tails(v, e) && check_strays(v, e) &&
		     (!rebuild || (open_scratch(v, e) && apply_all(v, e)));
		if (v->scratch)
			ok = db_end(v->scratch, "rebuild", ok, e);
		ok = ok && (!rebuild || compare_tables(v, e)) &&
		     ledger_head(s->db, s->site, &head, e);
		ok = db_end_read(s->db, "verify", ok, e);
	}
	memcpy(out->head, head.hash, EVENT_HASH);
	db_close(v->scratch);
	free(v);
	return ok;
}
