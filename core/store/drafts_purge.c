/* SPDX-License-Identifier: Apache-2.0
 *
 * Abandoned drafts go by the clock, and the ledger says that they went. Papers on
 * the counter are somebody's, so a draft that has any waits for a supervisor.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/drafts_inside.h"
#include "store/settings.h"

enum { DAYS = 30, DAYS_MOST = 3650, DAY_MS = 24 * 60 * 60 * 1000 };

int drafts_days(struct store *s)
{
	struct arena a = {0};
	const char *text = "";
	struct err e;
	int days = settings_get(s, "drafts.days", &a, &text, &e) ? atoi(text) : 0;

	arena_done(&a);
	return days > 0 && days <= DAYS_MOST ? days : DAYS;
}

/* Nothing follows from it: it is there to be read. */
bool apply_drafts_purged(struct db *db, const struct event *ev, const struct payload *payload,
			 struct err *e)
{
	(void)db;
	(void)ev;
	(void)payload;
	(void)e;
	return true;
}

/* ---- what goes, in numbers ---- */

struct going {
	int64_t *ids;
	size_t n;
	struct arena arena;
};

/* {"count":3,"days":30,"items":[{"item":"fs-001","count":2,"oldest":45}, …]} */
static bool describe(struct db *db, const struct going *g, int days, int64_t now, struct str *out,
		     struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT item, count(*), min(updated_at) FROM drafts "
				     "WHERE id IN (SELECT value FROM json_each(:ids)) "
				     "GROUP BY item ORDER BY item /* whole table */");
	struct str ids = {0};

	for (size_t i = 0; i < g->n; i++)
		str_addf(&ids, "%c%lld", i ? ',' : '[', (long long)g->ids[i]);
	str_add(&ids, "]");
	payload_open(out);
	payload_put_int(out, "count", (int64_t)g->n);
	payload_put_int(out, "days", days);
	payload_put_name(out, "items");
	str_addc(out, '[');
	stmt_text(q, ":ids", str_text(&ids));
	for (bool first = true; stmt_step(q); first = false) {
		if (!first)
			str_addc(out, ',');
		payload_open(out);
		payload_put(out, "item", stmt_get(q, 0));
		payload_put_int(out, "count", stmt_get_int(q, 1));
		payload_put_int(out, "oldest", (now - stmt_get_int(q, 2)) / DAY_MS);
		payload_close(out);
	}
	str_addc(out, ']');
	payload_close(out);
	bool ok = stmt_done(q, e);
	str_done(&ids);
	return ok;
}

static bool let_go(struct store *s, const struct actor *who, const struct going *g, struct err *e)
{
	struct str payload = {0};
	bool ok = describe(s->drafts, g, drafts_days(s), clock_now(&s->clock), &payload, e);

	for (size_t i = 0; ok && i < g->n; i++)
		ok = drafts_remove(s, g->ids[i], DRAFT_PURGED, e);
	ok = ok && store_note(s, EVENT_DRAFTS_PURGED, who, "", str_text(&payload), e);
	str_done(&payload);
	return ok;
}

/* ---- by the clock ---- */

static bool was_purged_today(struct store *s, bool *out, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT 1 FROM ledger WHERE day = :day AND "
					"kind = 'drafts.purged' AND operator = '' LIMIT 1");

	stmt_day(q, ":day", store_today(s));
	*out = stmt_step(q);
	return stmt_done(q, e);
}

static bool find_abandoned(struct store *s, struct going *g, struct err *e)
{
	struct stmt *q = db_stmt(s->drafts,
				 "SELECT id FROM drafts WHERE updated_at < :before AND papers = 0 "
				 "AND (holder = '' OR seen_at < :alive) /* whole table */");
	int64_t now = clock_now(&s->clock);

	stmt_int(q, ":before", now - (int64_t)drafts_days(s) * DAY_MS);
	stmt_int(q, ":alive", now - DRAFT_ALIVE_MS);
	while (stmt_step(q))
		*ARENA_PUSH(&g->arena, g->ids, g->n) = stmt_get_int(q, 0);
	return stmt_done(q, e);
}

bool drafts_purge(struct store *s, size_t *purged, struct err *e)
{
	struct db *db = drafts_db(s, e);
	struct going g = {0};
	bool done = false;

	*purged = 0;
	if (!db || !was_purged_today(s, &done, e))
		return false;
	if (done)
		return true;
	if (!db_begin(db, "purge", e))
		return false;
	bool ok = find_abandoned(s, &g, e);
	if (ok && g.n)
		ok = let_go(s, NULL, &g, e);
	ok = db_end(db, "purge", ok, e);
	if (ok)
		*purged = g.n;
	arena_done(&g.arena);
	return ok;
}

/* ---- by a supervisor ---- */

bool drafts_discard(struct store *s, const struct actor *who, int64_t id, struct err *e)
{
	struct db *db = drafts_db(s, e);
	struct arena a = {0};
	struct draft *d = NULL;
	const struct going g = {.ids = &id, .n = 1};

	if (!db || !db_begin(db, "discard", e))
		return false;
	bool ok = drafts_load(s, id, &a, &d, e);
	if (ok && !d)
		ok = err_set(e, ERR_REFUSED, _("这份草稿已办结或已删除"));
	else if (ok && (d->open ||
			clock_now(&s->clock) - d->updated_at < (int64_t)drafts_days(s) * DAY_MS))
		ok = err_set(e, ERR_REFUSED, _("这份草稿还有人在办：闲置 %d 天以后才能清理"),
			     drafts_days(s));
	ok = db_end(db, "discard", ok && let_go(s, who, &g, e), e);
	arena_done(&a);
	return ok;
}
