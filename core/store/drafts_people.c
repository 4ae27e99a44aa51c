/* SPDX-License-Identifier: Apache-2.0
 *
 * Who is open where: each draft's people beside it, found by certificate number.
 * The holds of programs that are gone end by their age, so nothing has to be
 * cleaned up after a kill.
 */
#include "store/drafts_inside.h"
#include "store/people_inside.h"

static bool put_person(struct db *db, int64_t draft, const struct draft_person *p, struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT OR IGNORE INTO draft_people VALUES (:draft, :kind, "
				     ":number)");

	stmt_int(q, ":draft", draft);
	stmt_text(q, ":kind", people_kind(p->kind));
	stmt_text(q, ":number", p->number);
	return stmt_run(q, e);
}

bool drafts_put_people(struct db *db, const struct draft *d, struct err *e)
{
	struct stmt *q = db_stmt(db, "DELETE FROM draft_people WHERE draft = :id");

	stmt_int(q, ":id", d->id);
	bool ok = stmt_run(q, e);
	for (size_t i = 0; ok && i < d->n_people; i++)
		ok = put_person(db, d->id, &d->people[i], e);
	return ok;
}

bool drafts_beat(struct store *s, struct err *e)
{
	/* A program that never had a draft holds none. */
	if (!s->drafts)
		return true;
	if (!db_begin(s->drafts, "beat", e))
		return false;
	struct stmt *q =
		db_stmt(s->drafts, "UPDATE drafts SET seen_at = :at WHERE holder = :holder "
				   "AND holder <> ''");
	stmt_int(q, ":at", clock_now(&s->clock));
	stmt_text(q, ":holder", s->holder);
	return db_end(s->drafts, "beat", stmt_run(q, e), e);
}

bool drafts_release(struct store *s, int64_t id, struct err *e)
{
	struct db *db = drafts_db(s, e);

	if (!db || !db_begin(db, "release", e))
		return false;
	struct stmt *q =
		db_stmt(db, "UPDATE drafts SET holder = '' WHERE id = :id AND holder = :holder");
	stmt_int(q, ":id", id);
	stmt_text(q, ":holder", s->holder);
	return db_end(db, "release", stmt_run(q, e), e);
}

static bool find_present(struct store *s, const struct draft_person *p, size_t limit,
			 struct arena *a, struct draft **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(
		s->drafts, "SELECT " DRAFT_COLUMNS " FROM draft_people p JOIN drafts d "
			   "ON d.id = p.draft WHERE p.number = :number AND p.kind = :kind AND "
			   "(d.parked = 1 OR (d.holder NOT IN ('', :holder) AND "
			   "d.seen_at > :alive)) ORDER BY d.parked, d.since DESC");

	stmt_text(q, ":number", p->number);
	stmt_text(q, ":kind", people_kind(p->kind));
	stmt_text(q, ":holder", s->holder);
	stmt_int(q, ":alive", clock_now(&s->clock) - DRAFT_ALIVE_MS);
	while (*n < limit && stmt_step(q)) {
		int64_t id = stmt_get_int(q, 0);
		bool known = false;
		for (size_t i = 0; i < *n; i++)
			known = known || (*rows)[i].id == id;
		if (!known)
			drafts_read(s, q, a, ARENA_PUSH(a, *rows, *n));
	}
	return stmt_done(q, e);
}

bool drafts_present(struct store *s, const struct draft_person *people, size_t n_people,
		    size_t limit, struct arena *a, struct draft **rows, size_t *n, struct err *e)
{
	*rows = NULL;
	*n = 0;
	if (!drafts_db(s, e))
		return false;
	for (size_t i = 0; i < n_people && *n < limit; i++) {
		if (!find_present(s, &people[i], limit, a, rows, n, e))
			return false;
	}
	return true;
}
