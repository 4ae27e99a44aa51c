/* SPDX-License-Identifier: Apache-2.0
 *
 * Operator events as rows.
 */
#include "base/text.h"
#include "store/apply.h"
#include "store/operators.h"
#include "store/shape.h"

bool apply_operator_created(struct db *db, const struct event *ev, const struct payload *payload,
			    struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT OR IGNORE INTO operators "
				     "VALUES (:login, :name, :posts, 0, 0, 1)");

	stmt_text(q, ":login", ev->subject);
	stmt_text(q, ":name", payload_text(payload, "name"));
	stmt_int(q, ":posts", payload_int(payload, "posts"));
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

static const char set_free[] = "UPDATE operators SET failures = 0, locked = 0 WHERE login = :login";

/* A new password is a new start. */
bool apply_operator_password(struct db *db, const struct event *ev, const struct payload *payload,
			     struct err *e)
{
	(void)payload;
	return update(db, db_stmt(db, set_free), ev, e);
}

bool apply_operator_unlocked(struct db *db, const struct event *ev, const struct payload *payload,
			     struct err *e)
{
	(void)payload;
	return update(db, db_stmt(db, set_free), ev, e);
}

bool apply_operator_login(struct db *db, const struct event *ev, const struct payload *payload,
			  struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE operators SET failures = 0 WHERE login = :login AND "
				     "locked = 0 AND active = 1");

	(void)payload;
	/* Locked in the moment between the check of the password and here. */
	stmt_text(q, ":login", ev->subject);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) == 1 || err_set(e, ERR_PERMISSION, _("账号已锁定或停用，请找主管"));
}

bool apply_operator_posts(struct db *db, const struct event *ev, const struct payload *payload,
			  struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE operators SET posts = :posts WHERE login = :login");

	stmt_int(q, ":posts", payload_int(payload, "posts"));
	return update(db, q, ev, e);
}

bool apply_operator_active(struct db *db, const struct event *ev, const struct payload *payload,
			   struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE operators SET active = :active WHERE login = :login");

	stmt_int(q, ":active", payload_int(payload, "active"));
	return update(db, q, ev, e);
}

bool apply_operator_failed(struct db *db, const struct event *ev, const struct payload *payload,
			   struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE operators SET failures = failures + 1, "
				     "locked = failures + 1 >= :most WHERE login = :login");

	(void)payload;
	stmt_int(q, ":most", OPERATOR_FAILURES);
	return update(db, q, ev, e);
}
