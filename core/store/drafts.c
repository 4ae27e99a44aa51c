/* SPDX-License-Identifier: Apache-2.0 */
#include "store/drafts.h"

#include <string.h>

#include "base/text.h"
#include "store/drafts_inside.h"
#include "store/operators.h"

const char *drafts_clerk(struct store *s, const char *login, struct arena *a)
{
	struct operator_row *op = NULL;
	struct err e;

	return operators_get(s, login, a, &op, &e) && op ? op->name : arena_strdup(a, login);
}

/* ---- why not ---- */

/* What has become of a draft that this operator cannot save: true when it is no longer that of
 * d, with the message. */
static bool has_gone(struct store *s, const struct draft *d, struct arena *a, const char **taker,
		     struct err *e)
{
	struct stmt *q = db_stmt(s->drafts, "SELECT operator, \"window\", revision FROM drafts "
					    "WHERE id = :id");

	*taker = "";
	stmt_int(q, ":id", d->id);
	if (!stmt_step(q)) {
		if (stmt_done(q, e))
			err_set(e, ERR_REFUSED, _("这份草稿已办结或已删除，未再保存"));
		return true;
	}
	const char *owner = *taker = stmt_copy(q, 0, a), *window = stmt_copy(q, 1, a);
	bool same = stmt_get_int(q, 2) == d->revision;
	if (!stmt_done(q, e))
		return true;
	if (strcmp(owner, d->owner) != 0)
		err_set(e, ERR_REFUSED, _("这份草稿已由 %s 接手（窗口 %s），未再保存"),
			drafts_clerk(s, owner, a), window[0] ? window : "?");
	else if (!same)
		err_set(e, ERR_REFUSED,
			_("这份草稿已在别处（窗口 %s）以同一登录名打开，这里的未再保存"),
			window[0] ? window : "?");
	else
		return false;
	return true;
}

bool drafts_lost(struct store *s, const struct draft *d, struct arena *a, const char **taker,
		 struct err *e)
{
	const char *who;

	err_clear(e);
	if (!drafts_db(s, e) || !has_gone(s, d, a, &who, e) || e->code != ERR_REFUSED)
		return false;
	if (taker)
		*taker = who;
	return true;
}

/* ---- saving ---- */

static void bind_draft(struct store *s, struct stmt *q, const struct draft *d)
{
	stmt_text(q, ":operator", d->owner);
	stmt_text(q, ":window", d->window ? d->window : "");
	stmt_text(q, ":item", d->item ? d->item : "");
	stmt_text(q, ":title", d->title ? d->title : "");
	stmt_int(q, ":parked", d->parked);
	stmt_text(q, ":json", d->json);
	stmt_int(q, ":papers", d->papers);
	stmt_text(q, ":holder", d->parked ? "" : s->holder);
	stmt_int(q, ":at", d->updated_at);
}

static bool note(struct db *db, const struct draft *d, enum draft_step kind, struct err *e)
{
	return drafts_note(
		db, d->id, kind,
		&(struct case_step){.at = d->updated_at, .by = d->owner, .window = d->window}, e);
}

static bool insert(struct store *s, struct draft *d, struct err *e)
{
	struct stmt *q = db_stmt(
		s->drafts,
		"INSERT INTO drafts (operator, \"window\", item, title, parked, json, created_at, "
		"updated_at, revision, visit, papers, since, holder, seen_at) VALUES (:operator, "
		":window, :item, :title, :parked, :json, :at, :at, 1, :visit, :papers, :at, "
		":holder, :at)");

	bind_draft(s, q, d);
	stmt_int(q, ":visit", d->visit);
	if (!stmt_run(q, e))
		return false;
	d->id = db_last_id(s->drafts);
	d->revision = 1;
	d->created_at = d->since = d->updated_at;
	return drafts_count_begun(s, d, e);
}

static bool is_parked(struct db *db, int64_t id)
{
	struct stmt *q = db_stmt(db, "SELECT parked FROM drafts WHERE id = :id");

	stmt_int(q, ":id", id);
	bool parked = stmt_step(q) && stmt_get_int(q, 0) != 0;
	return stmt_done(q, NULL) && parked;
}

static bool update(struct store *s, struct draft *d, struct err *e)
{
	struct db *db = s->drafts;
	bool was_parked = is_parked(db, d->id);
	struct stmt *q =
		db_stmt(db, "UPDATE drafts SET \"window\" = :window, item = :item, title = :title, "
			    "since = CASE WHEN :parked AND NOT parked OR NOT :parked AND "
			    "  holder <> :holder THEN :at ELSE since END, "
			    "parked = :parked, json = :json, papers = :papers, updated_at = :at, "
			    "holder = :holder, seen_at = :at, revision = revision + 1 WHERE "
			    "id = :id AND operator = :operator AND revision = :seen");

	bind_draft(s, q, d);
	stmt_int(q, ":id", d->id);
	stmt_int(q, ":seen", d->revision);
	if (!stmt_run(q, e))
		return false;
	if (db_changes(db) != 1) {
		struct arena a = {0};
		const char *taker;
		if (!has_gone(s, d, &a, &taker, e))
			err_set(e, ERR_STORE, _("草稿没有存上，请再试一次"));
		arena_done(&a);
		return false;
	}
	d->revision++;
	return d->parked == was_parked || note(db, d, d->parked ? DRAFT_PARKED : DRAFT_RESUMED, e);
}

static bool save(struct store *s, struct draft *d, const char *taker, struct err *e)
{
	bool fresh = d->id == 0, ok;

	ok = fresh ? insert(s, d, e) : update(s, d, e);
	ok = ok && (!fresh || note(s->drafts, d, DRAFT_BEGUN, e));
	if (ok && taker)
		ok = drafts_note(s->drafts, d->id, DRAFT_SPLIT,
				 &(struct case_step){.at = d->updated_at,
						     .by = d->owner,
						     .from = taker,
						     .window = d->window},
				 e);
	ok = ok && (!fresh || !d->parked || note(s->drafts, d, DRAFT_PARKED, e));
	return ok && drafts_put_people(s->drafts, d, e);
}

static bool save_whole(struct store *s, struct draft *d, const char *taker, struct err *e)
{
	struct db *db = drafts_db(s, e);

	if (!db || !db_begin(db, "draft", e))
		return false;
	int64_t id = d->id, revision = d->revision;
	d->updated_at = clock_now(&s->clock);
	bool ok = db_end(db, "draft", save(s, d, taker, e), e);
	if (!ok) {
		d->id = id;
		d->revision = revision;
	}
	return ok;
}

bool drafts_save(struct store *s, struct draft *d, struct err *e)
{
	return save_whole(s, d, NULL, e);
}

bool drafts_split(struct store *s, struct draft *d, const char *taker, struct err *e)
{
	int64_t id = d->id;

	d->id = 0;
	if (save_whole(s, d, taker, e))
		return true;
	d->id = id;
	return false;
}

/* ---- reading ---- */

void drafts_read(struct store *s, struct stmt *q, struct arena *a, struct draft *d)
{
	d->id = stmt_get_int(q, 0);
	d->owner = stmt_copy(q, 1, a);
	d->window = stmt_copy(q, 2, a);
	d->item = stmt_copy(q, 3, a);
	d->title = stmt_copy(q, 4, a);
	d->parked = stmt_get_int(q, 5) != 0;
	d->created_at = stmt_get_int(q, 6);
	d->updated_at = stmt_get_int(q, 7);
	d->revision = stmt_get_int(q, 8);
	d->visit = stmt_get_int(q, 9);
	d->papers = stmt_get_int(q, 10);
	d->since = stmt_get_int(q, 11);
	d->open = *stmt_get(q, 12) && stmt_get_int(q, 13) > clock_now(&s->clock) - DRAFT_ALIVE_MS;
	d->here = d->open && strcmp(stmt_get(q, 12), s->holder) == 0;
}

bool drafts_load(struct store *s, int64_t id, struct arena *a, struct draft **out, struct err *e)
{
	struct db *db = drafts_db(s, e);

	*out = NULL;
	if (!db)
		return false;
	struct stmt *q =
		db_stmt(db, "SELECT " DRAFT_COLUMNS ", d.json FROM drafts d WHERE d.id = :id");
	stmt_int(q, ":id", id);
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		drafts_read(s, q, a, *out);
		(*out)->json = stmt_copy(q, 14, a);
	}
	return stmt_done(q, e);
}

bool drafts_list(struct store *s, const char *by, enum drafts_scope scope, struct arena *a,
		 struct draft **rows, size_t *n, struct err *e)
{
	struct db *db = drafts_db(s, e);

	*rows = NULL;
	*n = 0;
	if (!db)
		return false;
	struct stmt *q = db_stmt(db, "SELECT " DRAFT_COLUMNS " FROM drafts d WHERE "
				     "d.operator = :operator OR :scope = 2 OR "
				     "(:scope = 1 AND d.parked = 1) ORDER BY d.parked DESC, "
				     "CASE WHEN d.parked THEN d.since END, d.updated_at DESC, "
				     "d.id DESC /* whole table */");
	stmt_text(q, ":operator", by);
	stmt_int(q, ":scope", scope);
	while (stmt_step(q))
		drafts_read(s, q, a, ARENA_PUSH(a, *rows, *n));
	return stmt_done(q, e);
}

bool drafts_figures(struct store *s, const char *by, int64_t *own, int64_t *parked, struct err *e)
{
	struct db *db = drafts_db(s, e);

	if (!db)
		return false;
	struct stmt *q = db_stmt(db, "SELECT (SELECT count(*) FROM drafts WHERE "
				     "operator = :operator), "
				     "(SELECT count(*) FROM drafts WHERE parked = 1)");
	stmt_text(q, ":operator", by);
	if (stmt_step(q)) {
		*own = stmt_get_int(q, 0);
		*parked = stmt_get_int(q, 1);
	}
	return stmt_done(q, e);
}

/* ---- deleting ---- */

bool drafts_remove(struct store *s, int64_t id, enum draft_outcome outcome, struct err *e)
{
	static const char *const acts[] = {"DELETE FROM draft_people WHERE draft = :id",
					   "DELETE FROM draft_history WHERE draft = :id",
					   "DELETE FROM drafts WHERE id = :id"};
	bool ok = drafts_count_ended(s, id, outcome, e);

	for (size_t i = 0; ok && i < sizeof(acts) / sizeof(acts[0]); i++) {
		struct stmt *q = db_stmt(s->drafts, acts[i]);
		stmt_int(q, ":id", id);
		ok = stmt_run(q, e);
	}
	return ok;
}

static bool end(struct store *s, int64_t id, const char *by, enum draft_outcome outcome,
		struct err *e)
{
	struct db *db = drafts_db(s, e);
	struct arena a = {0};
	struct draft *d = NULL;

	if (!db || !db_begin(db, "delete", e))
		return false;
	bool ok = drafts_load(s, id, &a, &d, e);
	if (ok && !d)
		ok = err_set(e, ERR_REFUSED, _("这份草稿已办结或已删除"));
	else if (ok && strcmp(d->owner, by) != 0)
		ok = err_set(e, ERR_REFUSED, _("这份草稿现在是 %s 的，只有本人能删除"),
			     drafts_clerk(s, d->owner, &a));
	ok = db_end(db, "delete", ok && drafts_remove(s, id, outcome, e), e);
	arena_done(&a);
	return ok;
}

bool drafts_delete(struct store *s, int64_t id, const char *by, struct err *e)
{
	return end(s, id, by, DRAFT_DELETED, e);
}

bool drafts_decided(struct store *s, int64_t id, const char *by, struct err *e)
{
	return end(s, id, by, DRAFT_DECIDED, e);
}
