/* SPDX-License-Identifier: Apache-2.0
 *
 * hall.db keeps its drafts in hall.drafts.db, with a write lock of its own: a
 * clerk typing at one window never waits for an acceptance at another.
 */
#include "store/drafts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/store_inside.h"

static bool migrate(struct db *db, int from, struct err *e)
{
	assert(from == 0);
	return db_exec(db,
		       "CREATE TABLE drafts ("
		       "  id INTEGER PRIMARY KEY AUTOINCREMENT," /* never that of a deleted one */
		       "  operator TEXT NOT NULL, \"window\" TEXT NOT NULL,"
		       "  item TEXT NOT NULL, title TEXT NOT NULL, parked INTEGER NOT NULL,"
		       "  json TEXT NOT NULL, created_at INTEGER NOT NULL,"
		       "  updated_at INTEGER NOT NULL, revision INTEGER NOT NULL, taken_from TEXT, "
		       "taken_why TEXT);"
		       "CREATE INDEX drafts_operator ON drafts (operator, updated_at);"
		       "CREATE INDEX drafts_parked ON drafts (updated_at) WHERE parked = 1;",
		       e);
}

const struct db_kind schema_drafts = {
	.application_id = 0x79634431, /* "ycD1" */
	.version = 1,
	.migrate = migrate,
};

char *drafts_path(const char *store)
{
	size_t len = strlen(store);

	if (len > 3 && strcmp(store + len - 3, ".db") == 0)
		len -= 3;
	return xasprintf("%.*s.drafts.db", (int)len, store);
}

static struct db *drafts_db(struct store *s, struct err *e)
{
	if (s->drafts)
		return s->drafts;
	char *path = drafts_path(s->path);
	s->drafts = db_open(path, &schema_drafts, DB_MAKE, e);
	free(path);
	return s->drafts;
}

static bool insert(struct db *db, struct draft *d, struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO drafts VALUES (NULL, :operator, :window, :item, "
				     ":title, :parked, :json, :at, :at, 1, NULL, NULL)");

	stmt_text(q, ":operator", d->owner);
	stmt_text(q, ":window", d->window ? d->window : "");
	stmt_text(q, ":item", d->item ? d->item : "");
	stmt_text(q, ":title", d->title ? d->title : "");
	stmt_int(q, ":parked", d->parked);
	stmt_text(q, ":json", d->json);
	stmt_int(q, ":at", d->updated_at);
	if (!stmt_run(q, e))
		return false;
	d->id = db_last_id(db);
	d->revision = 1;
	d->created_at = d->updated_at;
	return true;
}

/* Why an update or a deletion by this operator found no row. */
static bool lost(struct db *db, int64_t id, const char *by, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT operator, \"window\" FROM drafts WHERE id = :id");

	stmt_int(q, ":id", id);
	if (!stmt_step(q))
		err_set(e, ERR_REFUSED, _("这份草稿已办结或已删除，未再保存"));
	else if (strcmp(stmt_get(q, 0), by) != 0)
		err_set(e, ERR_REFUSED, _("这份草稿已由 %s 接手，未再保存"), stmt_get(q, 0));
	else
		err_set(e, ERR_REFUSED,
			_("这份草稿已在别处（窗口 %s）以同一登录名改过，这里的未保存。"
			  "请返回，从草稿列表重新打开"),
			stmt_get(q, 1)[0] ? stmt_get(q, 1) : "?");
	stmt_done(q, NULL);
	return false;
}

static bool update(struct db *db, struct draft *d, struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE drafts SET \"window\" = :window, item = :item, "
				     "title = :title, parked = :parked, json = :json, "
				     "updated_at = :at, revision = revision + 1 WHERE "
				     "id = :id AND operator = :operator AND revision = :seen");

	stmt_text(q, ":window", d->window ? d->window : "");
	stmt_text(q, ":item", d->item ? d->item : "");
	stmt_text(q, ":title", d->title ? d->title : "");
	stmt_int(q, ":parked", d->parked);
	stmt_text(q, ":json", d->json);
	stmt_int(q, ":at", d->updated_at);
	stmt_int(q, ":id", d->id);
	stmt_text(q, ":operator", d->owner);
	stmt_int(q, ":seen", d->revision);
	if (!stmt_run(q, e) || (db_changes(db) != 1 && !lost(db, d->id, d->owner, e)))
		return false;
	d->revision++;
	return true;
}

bool drafts_save(struct store *s, struct draft *d, struct err *e)
{
	struct db *db = drafts_db(s, e);

	if (!db || !db_begin(db, "draft", e))
		return false;
	int64_t id = d->id, revision = d->revision;
	d->updated_at = clock_now(&s->clock);
	bool ok = db_end(db, "draft", id ? update(db, d, e) : insert(db, d, e), e);
	if (!ok) {
		d->id = id;
		d->revision = revision;
	}
	return ok;
}

#define DRAFT_COLUMNS                                                                              \
	"id, operator, \"window\", item, title, parked, created_at, updated_at, taken_from, "      \
	"taken_why, revision"

static void read_draft(struct stmt *q, struct arena *a, struct draft *d)
{
	d->id = stmt_get_int(q, 0);
	d->owner = stmt_copy(q, 1, a);
	d->window = stmt_copy(q, 2, a);
	d->item = stmt_copy(q, 3, a);
	d->title = stmt_copy(q, 4, a);
	d->parked = stmt_get_int(q, 5) != 0;
	d->created_at = stmt_get_int(q, 6);
	d->updated_at = stmt_get_int(q, 7);
	d->taken_from = stmt_copy(q, 8, a);
	d->taken_why = stmt_copy(q, 9, a);
	d->revision = stmt_get_int(q, 10);
}

bool drafts_load(struct store *s, int64_t id, struct arena *a, struct draft **out, struct err *e)
{
	struct db *db = drafts_db(s, e);

	*out = NULL;
	if (!db)
		return false;
	struct stmt *q = db_stmt(db, "SELECT " DRAFT_COLUMNS ", json FROM drafts WHERE id = :id");
	stmt_int(q, ":id", id);
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		read_draft(q, a, *out);
		(*out)->json = stmt_copy(q, 11, a);
	}
	return stmt_done(q, e);
}

bool drafts_list(struct store *s, const char *by, bool parked_of_all, struct arena *a,
		 struct draft **rows, size_t *n, struct err *e)
{
	struct db *db = drafts_db(s, e);

	*rows = NULL;
	*n = 0;
	if (!db)
		return false;
	struct stmt *q = db_stmt(db, "SELECT " DRAFT_COLUMNS " FROM drafts WHERE "
				     "operator = :operator OR (:all AND parked = 1) "
				     "ORDER BY updated_at DESC, id DESC /* whole table */");
	stmt_text(q, ":operator", by);
	stmt_int(q, ":all", parked_of_all);
	while (stmt_step(q))
		read_draft(q, a, ARENA_PUSH(a, *rows, *n));
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

static bool take(struct db *db, const struct draft *d, const char *by, const char *window,
		 const char *why, int64_t at, struct err *e)
{
	bool other = strcmp(d->owner, by) != 0;
	struct stmt *q;

	if (other && (!why || !why[0]))
		return err_set(e, ERR_INPUT, _("接手 %s 的草稿须写明原因"), d->owner);
	q = db_stmt(db, "UPDATE drafts SET operator = :operator, \"window\" = :window, "
			"parked = 0, taken_from = coalesce(:from, taken_from), "
			"taken_why = coalesce(:why, taken_why), updated_at = :at, "
			"revision = revision + 1 WHERE id = :id");
	stmt_text(q, ":operator", by);
	stmt_text(q, ":window", window ? window : "");
	stmt_text(q, ":from", other ? d->owner : NULL);
	stmt_text(q, ":why", other ? why : NULL);
	stmt_int(q, ":at", at);
	stmt_int(q, ":id", d->id);
	return stmt_run(q, e);
}

bool drafts_take(struct store *s, int64_t id, const char *by, const char *window, const char *why,
		 struct arena *a, struct draft **out, struct err *e)
{
	struct db *db = drafts_db(s, e);

	*out = NULL;
	if (!db || !db_begin(db, "take", e))
		return false;
	bool ok = drafts_load(s, id, a, out, e);
	if (ok && !*out)
		ok = err_set(e, ERR_REFUSED, _("这份草稿已办结或已删除"));
	ok = ok && take(db, *out, by, window, why, clock_now(&s->clock), e) &&
	     drafts_load(s, id, a, out, e);
	ok = db_end(db, "take", ok, e);
	if (!ok)
		*out = NULL;
	return ok;
}

bool drafts_delete(struct store *s, int64_t id, const char *by, struct err *e)
{
	struct db *db = drafts_db(s, e);

	if (!db || !db_begin(db, "delete", e))
		return false;
	struct stmt *q = db_stmt(db, "DELETE FROM drafts WHERE id = :id AND operator = :operator");
	stmt_int(q, ":id", id);
	stmt_text(q, ":operator", by);
	bool ok = stmt_run(q, e) && (db_changes(db) == 1 || lost(db, id, by, e));
	return db_end(db, "delete", ok, e);
}
