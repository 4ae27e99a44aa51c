/* SPDX-License-Identifier: Apache-2.0
 *
 * Operator events as rows: who may log in, and in operator_acts what was done to whose
 * rights by whom and why.
 */
#include "base/text.h"
#include "store/apply.h"
#include "store/operators.h"
#include "store/rights.h"
#include "store/shape.h"

/* The posts of before are read in the same statement. */
static bool put_act(struct db *db, const struct event *ev, const struct payload *payload,
		    enum rights_act act, struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO operator_acts SELECT :site, :id, :at, :day, "
				     ":operator, :window, :login, :act, "
				     "(SELECT posts FROM operators WHERE login = :login), NULL, "
				     ":reason");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->seq);
	stmt_int(q, ":at", ev->at);
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":window", ev->window);
	stmt_text(q, ":login", ev->subject);
	stmt_text(q, ":act", rights_act_ids[act]);
	stmt_text(q, ":reason", payload_text(payload, "reason"));
	return stmt_run(q, e);
}

static bool put_posts(struct db *db, const struct event *ev, unsigned posts, struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE operator_acts SET after = :posts WHERE site = :site "
				     "AND id = :id");

	stmt_int(q, ":posts", posts);
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->seq);
	return stmt_run(q, e);
}

bool apply_operator_created(struct db *db, const struct event *ev, const struct payload *payload,
			    struct err *e)
{
	struct stmt *q = db_stmt(
		db, "INSERT OR IGNORE INTO operators (login, name, posts, failures, locked, "
		    "active, must_change, password_at, last_login) "
		    "VALUES (:login, :name, :posts, 0, 0, 1, :once, :at, 0)");
	unsigned posts = (unsigned)payload_int(payload, "posts");

	if (!put_act(db, ev, payload, RIGHTS_CREATED, e) || !put_posts(db, ev, posts, e))
		return false;
	stmt_text(q, ":login", ev->subject);
	stmt_text(q, ":name", payload_text(payload, "name"));
	stmt_int(q, ":posts", posts);
	stmt_int(q, ":once", payload_int(payload, "once"));
	stmt_int(q, ":at", ev->at);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) == 1 ||
	       err_set(e, ERR_INPUT, _("登录名 %s 已有人用，请换一个"), ev->subject);
}

/* Runs an update of one operator, which must be there. */
static bool update(struct db *db, struct stmt *q, const struct event *ev, struct err *e)
{
	stmt_text(q, ":login", ev->subject);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) == 1 || err_set(e, ERR_INPUT, _("没有操作员 %s"), ev->subject);
}

/* A new password is a new start. */
static bool set_password(struct db *db, const struct event *ev, int64_t once, struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE operators SET failures = 0, locked = 0, "
				     "must_change = :once, password_at = :at WHERE login = :login");

	stmt_int(q, ":once", once);
	stmt_int(q, ":at", ev->at);
	return update(db, q, ev, e);
}

bool apply_operator_password(struct db *db, const struct event *ev, const struct payload *payload,
			     struct err *e)
{
	int64_t once = payload_int(payload, "once");

	return put_act(db, ev, payload, once ? RIGHTS_RESET : RIGHTS_PASSWORD, e) &&
	       set_password(db, ev, once, e);
}

bool apply_operator_unlocked(struct db *db, const struct event *ev, const struct payload *payload,
			     struct err *e)
{
	return put_act(db, ev, payload, RIGHTS_UNLOCKED, e) &&
	       update(db,
		      db_stmt(db, "UPDATE operators SET failures = 0, locked = 0 "
				  "WHERE login = :login"),
		      ev, e);
}

bool apply_operator_login(struct db *db, const struct event *ev, const struct payload *payload,
			  struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE operators SET failures = 0, last_login = :at "
				     "WHERE login = :login AND locked = 0 AND active = 1");

	(void)payload;
	/* Locked in the moment between the check of the password and here. */
	stmt_text(q, ":login", ev->subject);
	stmt_int(q, ":at", ev->at);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) == 1 || err_set(e, ERR_PERMISSION, _("账号已锁定或停用，请找主管"));
}

bool apply_operator_posts(struct db *db, const struct event *ev, const struct payload *payload,
			  struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE operators SET posts = :posts WHERE login = :login");
	unsigned posts = (unsigned)payload_int(payload, "posts");

	if (!put_act(db, ev, payload, RIGHTS_POSTS, e) || !put_posts(db, ev, posts, e))
		return false;
	stmt_int(q, ":posts", posts);
	return update(db, q, ev, e);
}

bool apply_operator_active(struct db *db, const struct event *ev, const struct payload *payload,
			   struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE operators SET active = :active WHERE login = :login");
	int64_t active = payload_int(payload, "active");

	if (!put_act(db, ev, payload, active ? RIGHTS_OPENED : RIGHTS_CLOSED, e))
		return false;
	stmt_int(q, ":active", active);
	return update(db, q, ev, e);
}

/* The one that locks is an act upon rights, those before it are not. */
bool apply_operator_failed(struct db *db, const struct event *ev, const struct payload *payload,
			   struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE operators SET failures = failures + 1, "
				     "locked = failures + 1 >= :most WHERE login = :login "
				     "RETURNING failures = :most");

	stmt_text(q, ":login", ev->subject);
	stmt_int(q, ":most", OPERATOR_FAILURES);
	bool locks = stmt_step(q) && stmt_get_int(q, 0);
	while (stmt_step(q))
		;
	return stmt_done(q, e) && (!locks || put_act(db, ev, payload, RIGHTS_LOCKED, e));
}

bool apply_operator_logged_out(struct db *db, const struct event *ev, const struct payload *payload,
			       struct err *e)
{
	return put_act(db, ev, payload, RIGHTS_LOGGED_OUT, e);
}

bool apply_operator_broke_glass(struct db *db, const struct event *ev,
				const struct payload *payload, struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO breaches (site, id, login, at, day, reason) "
				     "VALUES (:site, :id, :login, :at, :day, :reason)");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->seq);
	stmt_text(q, ":login", ev->subject);
	stmt_int(q, ":at", ev->at);
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":reason", payload_text(payload, "reason"));
	if (!stmt_run(q, e) || !put_act(db, ev, payload, RIGHTS_BROKE_GLASS, e) ||
	    !set_password(db, ev, 1, e))
		return false;
	q = db_stmt(db, "UPDATE operators SET active = 1 WHERE login = :login");
	return update(db, q, ev, e);
}

bool apply_operator_acknowledged(struct db *db, const struct event *ev,
				 const struct payload *payload, struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE breaches SET acknowledged_at = :at, "
				     "acknowledged_by = :operator, remark = :remark WHERE "
				     "site = :site AND id = :id AND acknowledged_at = 0");

	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":remark", payload_text(payload, "reason"));
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", payload_int(payload, "breach"));
	if (!stmt_run(q, e))
		return false;
	if (db_changes(db) != 1)
		return err_set(e, ERR_REFUSED, _("这次破例重置已经有人确认"));
	return put_act(db, ev, payload, RIGHTS_ACKNOWLEDGED, e);
}
