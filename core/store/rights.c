/* SPDX-License-Identifier: Apache-2.0 */
#include "store/rights.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "store/operators.h"
#include "store/shape.h"
#include "store/store_inside.h"

const char *const rights_act_ids[RIGHTS_ACTS] = {
	[RIGHTS_CREATED] = "created",
	[RIGHTS_POSTS] = "posts",
	[RIGHTS_CLOSED] = "closed",
	[RIGHTS_OPENED] = "opened",
	[RIGHTS_RESET] = "reset",
	[RIGHTS_PASSWORD] = "password",
	[RIGHTS_LOCKED] = "locked",
	[RIGHTS_UNLOCKED] = "unlocked",
	[RIGHTS_LOGGED_OUT] = "logged_out",
	[RIGHTS_BROKE_GLASS] = "broke_glass",
	[RIGHTS_ACKNOWLEDGED] = "acknowledged",
};
const char *const rights_act_names[RIGHTS_ACTS] = {
	[RIGHTS_CREATED] = N_("新增"),		[RIGHTS_POSTS] = N_("定岗"),
	[RIGHTS_CLOSED] = N_("停用"),		[RIGHTS_OPENED] = N_("启用"),
	[RIGHTS_RESET] = N_("重置口令"),	[RIGHTS_PASSWORD] = N_("改口令"),
	[RIGHTS_LOCKED] = N_("锁定"),		[RIGHTS_UNLOCKED] = N_("解锁"),
	[RIGHTS_LOGGED_OUT] = N_("注销登录"),	[RIGHTS_BROKE_GLASS] = N_("破例重置"),
	[RIGHTS_ACKNOWLEDGED] = N_("确认破例"),
};

static enum rights_act act_of(const char *id)
{
	int i = 0;

	while (i < RIGHTS_ACTS - 1 && strcmp(rights_act_ids[i], id) != 0)
		i++;
	return (enum rights_act)i;
}

/* Whoever locked an account did so by mistyping; nobody else did it. */
#define ROWS                                                                                       \
	"SELECT a.id, a.at, a.day, a.operator, coalesce(b.name, a.operator), a.\"window\", "       \
	"a.act, a.login, coalesce(o.name, a.login), a.before, coalesce(a.after, a.before), "       \
	"coalesce(a.reason, '') FROM operator_acts a "                                             \
	"LEFT JOIN operators o ON o.login = a.login "                                              \
	"LEFT JOIN operators b ON b.login = a.operator "                                           \
	"WHERE (:login IS NULL OR a.login = :login) AND (:from IS NULL OR a.day >= :from) AND "    \
	"(:till IS NULL OR a.day <= :till) "

static void bind(struct stmt *q, const struct rights_filter *f)
{
	stmt_text(q, ":login", f->login);
	stmt_day(q, ":from", f->from);
	stmt_day(q, ":till", f->till);
}

static void read_row(struct stmt *q, struct rights_row *r)
{
	*r = (struct rights_row){
		.seq = stmt_get_int(q, 0),
		.at = stmt_get_int(q, 1),
		.day = stmt_get_day(q, 2),
		.by = stmt_get(q, 3),
		.by_name = stmt_get(q, 4),
		.window = stmt_get(q, 5),
		.act = act_of(stmt_get(q, 6)),
		.login = stmt_get(q, 7),
		.name = stmt_get(q, 8),
		.before = (unsigned)stmt_get_int(q, 9),
		.after = (unsigned)stmt_get_int(q, 10),
		.reason = stmt_get(q, 11),
	};
}

bool rights_each(struct store *s, const struct rights_filter *f, rights_fn *row, void *ctx,
		 struct err *e)
{
	struct stmt *q = db_stmt(s->db, ROWS "ORDER BY a.id /* whole table */");
	struct rights_row r;
	bool on = true;

	bind(q, f);
	while (on && stmt_step(q)) {
		read_row(q, &r);
		on = row(ctx, &r);
	}
	return stmt_done(q, e);
}

bool rights_list(struct store *s, const struct rights_filter *f, size_t limit, struct arena *a,
		 struct rights_row **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, ROWS "ORDER BY a.id DESC LIMIT :limit /* whole table */");

	*rows = NULL;
	*n = 0;
	bind(q, f);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_step(q)) {
		struct rights_row *r = ARENA_PUSH(a, *rows, *n);
		read_row(q, r);
		r->by = arena_strdup(a, r->by);
		r->by_name = arena_strdup(a, r->by_name);
		r->window = arena_strdup(a, r->window);
		r->login = arena_strdup(a, r->login);
		r->name = arena_strdup(a, r->name);
		r->reason = arena_strdup(a, r->reason);
	}
	return stmt_done(q, e);
}

void rights_say(const struct rights_row *row, struct str *out)
{
	if (row->act == RIGHTS_POSTS) {
		posts_text(row->before, out);
		str_add(out, " → ");
		posts_text(row->after, out);
	} else if (row->act == RIGHTS_CREATED) {
		posts_text(row->after, out);
	} else {
		str_add(out, _(rights_act_names[row->act]));
	}
}

/* ---- breaches ---- */

bool breaches_open(struct store *s, struct arena *a, struct breach **rows, size_t *n, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT b.id, b.at, b.day, b.login, coalesce(o.name, b.login), "
			       "coalesce(b.reason, '') FROM breaches b "
			       "LEFT JOIN operators o ON o.login = b.login "
			       "WHERE b.acknowledged_at = 0 ORDER BY b.at");

	*rows = NULL;
	*n = 0;
	while (stmt_step(q))
		*ARENA_PUSH(a, *rows, *n) = (struct breach){
			.seq = stmt_get_int(q, 0),
			.at = stmt_get_int(q, 1),
			.day = stmt_get_day(q, 2),
			.login = stmt_copy(q, 3, a),
			.name = stmt_copy(q, 4, a),
			.reason = stmt_copy(q, 5, a),
		};
	return stmt_done(q, e);
}

static bool login_of(struct store *s, int64_t seq, struct arena *a, const char **out, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT login FROM breaches WHERE site = :site AND "
					"id = :id");

	*out = NULL;
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":id", seq);
	if (stmt_step(q))
		*out = stmt_copy(q, 0, a);
	if (!stmt_done(q, e))
		return false;
	return *out || err_set(e, ERR_INPUT, _("没有这次破例重置"));
}

static bool acknowledge(struct store *s, const struct actor *who, int64_t seq, const char *remark,
			struct arena *a, struct err *e)
{
	struct str payload = {0};
	const char *login;

	if (!operators_may(s, who, post_act("acknowledge")->posts, e) ||
	    !login_of(s, seq, a, &login, e))
		return false;
	if (who && who->by && strcmp(who->by, login) == 0)
		return err_set(e, ERR_PERMISSION,
			       _("不能确认自己账号的破例重置，请由另一位主管确认"));
	payload_open(&payload);
	payload_put_int(&payload, "breach", seq);
	payload_put(&payload, "reason", remark);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_OPERATOR_ACKNOWLEDGED, who, login, payload.data, e);
	str_done(&payload);
	return ok;
}

bool breaches_acknowledge(struct store *s, const struct actor *who, int64_t seq, const char *remark,
			  struct err *e)
{
	struct arena a = {0};
	bool sound = utf8_valid(remark) && !remark[utf8_control(remark)] &&
		     remark[strspn(remark, " \t")];
	bool ok = sound ? acknowledge(s, who, seq, remark, &a, e)
			: err_set(e, ERR_INPUT, _("请写明核实的情况"));

	arena_done(&a);
	return ok;
}
