/* SPDX-License-Identifier: Apache-2.0 */
#include "store/operators.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "store/passwords_inside.h"
#include "store/shape.h"
#include "store/store_inside.h"

enum { LOGIN_MIN = 2, LOGIN_MAX = 32 };

bool operators_login_valid(const char *login, struct err *e)
{
	size_t len = strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789.-_");

	if (login[len] == '\0' && len >= LOGIN_MIN && len <= LOGIN_MAX)
		return true;
	return err_set(e, ERR_INPUT, _("登录名应为%d至%d位小写字母、数字：%s"), LOGIN_MIN,
		       LOGIN_MAX, login);
}

/* ---- who may ---- */

static bool is_program(const struct actor *who)
{
	return !who || !who->by || !*who->by;
}

static bool has_reason(const struct actor *who, const char *reason, struct err *e)
{
	const char *text = reason ? reason : "";

	if (is_program(who) && !reason)
		return true;
	if (!utf8_valid(text) || text[utf8_control(text)])
		return err_set(e, ERR_INPUT, _("原因含有不可见字符"));
	return text[strspn(text, " \t")] || err_set(e, ERR_INPUT, _("请写明原因"));
}

/* The act is allowed to who acts, upon this other person. */
static bool may(struct store *s, const struct actor *who, const char *act, const char *login,
		struct err *e)
{
	if (!operators_may(s, who, post_act(act)->posts, e))
		return false;
	if (is_program(who) || strcmp(who->by, login) != 0)
		return true;
	return err_set(e, ERR_PERMISSION, _("不能对自己的账号做这件事，请由另一位%s办理"),
		       strcmp(act, "accounts") == 0 ? _("管理") : _("主管或管理"));
}

/* Administrators in service besides this one. */
static bool others_manage(struct store *s, const char *login, bool *yes, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT 1 FROM operators WHERE active = 1 AND "
					"posts & :admin AND login <> :login LIMIT 1");

	stmt_int(q, ":admin", POST_BIT(POST_ADMIN));
	stmt_text(q, ":login", login);
	*yes = stmt_step(q);
	return stmt_done(q, e);
}

/* Inside the transaction: two administrators do not put each other out at once. */
static bool leaves_one(struct store *s, const char *login, bool stays, struct err *e)
{
	struct arena a = {0};
	struct operator_row *o;
	bool others = false;
	bool ok = operators_get(s, login, &a, &o, e) && others_manage(s, login, &others, e);

	if (ok && o && o->active && (o->posts & POST_BIT(POST_ADMIN)) && !stays && !others)
		ok = err_set(e, ERR_REFUSED,
			     _("“%s”是最后一位在用的管理员，不能停用，也不能去掉管理岗位"), login);
	arena_done(&a);
	return ok;
}

/* ---- acts upon operators ---- */

static bool is_sound(const struct operator_new *o, struct err *e)
{
	if (!operators_login_valid(o->login, e))
		return false;
	if (!o->name[0] || !utf8_valid(o->name) || o->name[utf8_control(o->name)])
		return err_set(e, ERR_INPUT, _("操作员姓名为空或含有不可见字符"));
	return true;
}

static bool is_empty(struct store *s, bool *empty, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT 1 FROM operators LIMIT 1");

	*empty = !stmt_step(q);
	return stmt_done(q, e);
}

/* The first of a hall keeps its accounts; nobody is there yet who could grant that. */
static bool may_add(struct store *s, const struct actor *who, const struct operator_new *rows,
		    size_t n, struct err *e)
{
	bool empty;

	if (is_program(who))
		return true;
	if (!is_empty(s, &empty, e))
		return false;
	if (empty && n == 1 && strcmp(who->by, rows[0].login) == 0)
		return rows[0].posts == POST_BIT(POST_ADMIN) ||
		       err_set(e, ERR_REFUSED, _("第一位操作员只能是管理岗位"));
	return operators_may(s, who, POSTS_ACCOUNTS, e);
}

static bool add_one(struct store *s, const struct actor *who, const struct operator_new *o,
		    const char *hash, struct err *e)
{
	struct str payload = {0};

	payload_open(&payload);
	payload_put(&payload, "name", o->name);
	payload_put_int(&payload, "posts", o->posts);
	if (o->once)
		payload_put_int(&payload, "once", 1);
	payload_put(&payload, "reason", o->reason);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_OPERATOR_CREATED, who, o->login, payload.data, e) &&
		  passwords_put(s, o->login, hash, e);
	str_done(&payload);
	return ok;
}

bool operators_add(struct store *s, const struct actor *who, const struct operator_new *rows,
		   size_t n, enum password_cost cost, struct err *e)
{
	struct arena a = {0};
	char(*hashes)[PASSWORD_HASH] = arena_alloc(&a, n * sizeof(*hashes));
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++)
		ok = is_sound(&rows[i], e) &&
		     (is_program(who) || posts_together(rows[i].posts, e)) &&
		     passwords_hash(rows[i].password, cost, hashes[i], e);
	if (ok && db_begin(s->db, "operator", e)) {
		ok = may_add(s, who, rows, n, e);
		for (size_t i = 0; ok && i < n; i++)
			ok = add_one(s, who, &rows[i], hashes[i], e);
		ok = db_end(s->db, "operator", ok, e);
	} else {
		ok = false;
	}
	arena_done(&a);
	return ok;
}

bool operators_create(struct store *s, const struct actor *who, const char *login, const char *name,
		      unsigned posts, const char *password, enum password_cost cost, struct err *e)
{
	return operators_add(
		s, who,
		&(struct operator_new){
			.login = login, .name = name, .posts = posts, .password = password},
		1, cost, e);
}

static bool note(struct store *s, enum event_kind kind, const struct actor *who, const char *login,
		 const char *name, int64_t value, const char *reason, struct err *e)
{
	struct str payload = {0};

	payload_open(&payload);
	if (name)
		payload_put_int(&payload, name, value);
	payload_put(&payload, "reason", reason);
	payload_close(&payload);
	bool ok = store_note(s, kind, who, login, payload.data, e);
	str_done(&payload);
	return ok;
}

static bool put_password(struct store *s, enum event_kind kind, const struct actor *who,
			 const char *login, const char *hash, const char *reason, struct err *e)
{
	bool once = reason != NULL; /* what another sets is good once */

	return note(s, kind, who, login, once ? "once" : NULL, 1, reason, e) &&
	       passwords_put(s, login, hash, e);
}

bool operators_reset(struct store *s, const struct actor *who, const char *login,
		     const char *password, const char *reason, enum password_cost cost,
		     struct err *e)
{
	char hash[PASSWORD_HASH];

	if (!has_reason(who, reason, e) || !may(s, who, "accounts", login, e) ||
	    !passwords_hash(password, cost, hash, e) || !db_begin(s->db, "password", e))
		return false;
	bool ok =
		may(s, who, "accounts", login, e) &&
		put_password(s, EVENT_OPERATOR_PASSWORD, who, login, hash, reason ? reason : "", e);
	return db_end(s->db, "password", ok, e);
}

bool operators_set_posts(struct store *s, const struct actor *who, const char *login,
			 unsigned posts, const char *reason, struct err *e)
{
	if (!posts_together(posts, e) || !has_reason(who, reason, e) ||
	    !db_begin(s->db, "posts", e))
		return false;
	bool ok = may(s, who, "accounts", login, e) &&
		  leaves_one(s, login, posts & POST_BIT(POST_ADMIN), e) &&
		  note(s, EVENT_OPERATOR_POSTS, who, login, "posts", posts, reason, e);
	return db_end(s->db, "posts", ok, e);
}

bool operators_set_active(struct store *s, const struct actor *who, const char *login, bool active,
			  const char *reason, struct err *e)
{
	if (!has_reason(who, reason, e) || !db_begin(s->db, "active", e))
		return false;
	bool ok = may(s, who, "unlock", login, e) && leaves_one(s, login, active, e) &&
		  note(s, EVENT_OPERATOR_ACTIVE, who, login, "active", active, reason, e);
	return db_end(s->db, "active", ok, e);
}

bool operators_unlock(struct store *s, const struct actor *who, const char *login,
		      const char *reason, struct err *e)
{
	if (!has_reason(who, reason, e) || !db_begin(s->db, "unlock", e))
		return false;
	bool ok = may(s, who, "unlock", login, e) &&
		  note(s, EVENT_OPERATOR_UNLOCKED, who, login, NULL, 0, reason, e) &&
		  passwords_set_failures(s, login, 0, e);
	return db_end(s->db, "unlock", ok, e);
}

bool operators_log_out(struct store *s, const struct actor *who, const char *login,
		       const char *reason, struct err *e)
{
	return has_reason(who, reason, e) && may(s, who, "logout", login, e) &&
	       note(s, EVENT_OPERATOR_LOGGED_OUT, who, login, NULL, 0, reason, e);
}

void operators_password_once(char out[PASSWORD_ONCE])
{
	static const char letters[] = "abcdefghjkmnpqrstuvwxyz", digits[] = "23456789";

	for (int i = 0; i < PASSWORD_ONCE - 1; i++) {
		const char *from = i < 8 ? letters : digits;
		out[i] = i == 4 || i == 9 ? '-' : from[randombytes_uniform((uint32_t)strlen(from))];
	}
	out[PASSWORD_ONCE - 1] = '\0';
}

static bool is_manager(struct store *s, const char *login, struct err *e)
{
	struct arena a = {0};
	struct operator_row *o;
	bool ok = operators_get(s, login, &a, &o, e);

	if (ok && (!o || !(o->posts & POST_BIT(POST_ADMIN))))
		ok = err_set(e, ERR_REFUSED,
			     _("破例重置只用于管理岗位的账号，“%s”不是。其他人的由管理员重置"),
			     login);
	arena_done(&a);
	return ok;
}

bool operators_break_glass(struct store *s, const char *login, const char *password,
			   const char *reason, enum password_cost cost, struct err *e)
{
	char hash[PASSWORD_HASH];

	if (!has_reason(NULL, reason ? reason : "", e) || !is_manager(s, login, e) ||
	    !passwords_hash(password, cost, hash, e) || !db_begin(s->db, "glass", e))
		return false;
	bool ok = is_manager(s, login, e) &&
		  put_password(s, EVENT_OPERATOR_BROKE_GLASS, NULL, login, hash, reason, e);
	return db_end(s->db, "glass", ok, e);
}

static bool set_own(struct store *s, const struct password_change *c, enum password_cost cost,
		    struct err *e)
{
	const struct actor who = {.by = c->login, .window = c->window};
	char hash[PASSWORD_HASH];

	if (!passwords_hash(c->fresh, cost, hash, e) || !db_begin(s->db, "password", e))
		return false;
	bool ok = put_password(s, EVENT_OPERATOR_PASSWORD, &who, c->login, hash, NULL, e);
	return db_end(s->db, "password", ok, e);
}

bool operators_change_password(struct store *s, const struct password_change *c,
			       enum password_cost cost, struct err *e)
{
	struct arena a = {0};
	struct operator_row *o;
	bool ok = operators_login(s, c->login, c->old, c->window, &a, &o, e) &&
		  passwords_allowed(s, c->login, c->fresh, e) && set_own(s, c, cost, e);

	arena_done(&a);
	return ok;
}

/* ---- reading ---- */

#define OPERATOR_COLUMNS                                                                           \
	"login, name, posts, failures, locked, active, must_change, password_at, last_login"

static void read_operator(struct stmt *q, struct arena *a, struct operator_row *o)
{
	o->login = stmt_copy(q, 0, a);
	o->name = stmt_copy(q, 1, a);
	o->posts = (unsigned)stmt_get_int(q, 2);
	o->failures = stmt_get_int(q, 3);
	o->locked = stmt_get_int(q, 4) != 0;
	o->active = stmt_get_int(q, 5) != 0;
	o->must_change = stmt_get_int(q, 6) != 0;
	o->password_at = stmt_get_int(q, 7);
	o->last_login = stmt_get_int(q, 8);
}

bool operators_get(struct store *s, const char *login, struct arena *a, struct operator_row **out,
		   struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT " OPERATOR_COLUMNS " FROM operators "
					"WHERE login = :login");

	*out = NULL;
	stmt_text(q, ":login", login);
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		read_operator(q, a, *out);
	}
	return stmt_done(q, e);
}

bool operators_list(struct store *s, struct arena *a, struct operator_row **rows, size_t *n,
		    struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT " OPERATOR_COLUMNS " FROM operators "
					"ORDER BY login");

	*rows = NULL;
	*n = 0;
	while (stmt_step(q))
		read_operator(q, a, ARENA_PUSH(a, *rows, *n));
	return stmt_done(q, e);
}
