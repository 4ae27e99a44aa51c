/* SPDX-License-Identifier: Apache-2.0 */
#include "store/operators.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "store/ledger.h"
#include "store/shape.h"
#include "store/signatures_inside.h"
#include "store/store_inside.h"

const char *const post_ids[POSTS] = {"clerk",	"reviewer", "supervisor",
				     "auditor", "admin",    "approver"};
const char *const post_names[POSTS] = {N_("经办"), N_("复核"), N_("主管"),
				       N_("审计"), N_("管理"), N_("审核")};

enum { PASSWORD_MIN = 8, LOGIN_MIN = 2, LOGIN_MAX = 32 };

static bool login_valid(const char *login)
{
	size_t len = strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789.-_");

	return login[len] == '\0' && len >= LOGIN_MIN && len <= LOGIN_MAX;
}

/* ---- the hash, outside the ledger ---- */

static bool hash_password(const char *password, enum password_cost cost,
			  char out[crypto_pwhash_STRBYTES], struct err *e)
{
	unsigned long long ops = cost == PASSWORD_WEAK ? crypto_pwhash_OPSLIMIT_MIN
						       : crypto_pwhash_OPSLIMIT_INTERACTIVE;
	size_t memory = cost == PASSWORD_WEAK ? crypto_pwhash_MEMLIMIT_MIN
					      : crypto_pwhash_MEMLIMIT_INTERACTIVE;

	if (strlen(password) < PASSWORD_MIN)
		return err_set(e, ERR_INPUT, _("密码至少%d位"), PASSWORD_MIN);
	if (crypto_pwhash_str(out, password, strlen(password), ops, memory) != 0)
		return err_set(e, ERR_STORE, _("内存不足，没有设置密码。请关闭别的程序后再试"));
	return true;
}

static bool put_hash(struct store *s, const char *login, const char *hash, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "INSERT OR REPLACE INTO credentials "
					"(login, hash) VALUES (:login, :hash)");

	stmt_text(q, ":login", login);
	stmt_text(q, ":hash", hash);
	return stmt_run(q, e);
}

static bool get_hash(struct store *s, const char *login, char out[crypto_pwhash_STRBYTES],
		     struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT hash FROM credentials WHERE login = :login");

	out[0] = '\0';
	stmt_text(q, ":login", login);
	if (stmt_step(q))
		strncpy(out, stmt_get(q, 0), crypto_pwhash_STRBYTES - 1);
	out[crypto_pwhash_STRBYTES - 1] = '\0';
	return stmt_done(q, e);
}

static bool put_vouch_failures(struct store *s, const char *login, int64_t n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "UPDATE credentials SET vouch_failures = :n "
					"WHERE login = :login AND vouch_failures <> :n");

	stmt_text(q, ":login", login);
	stmt_int(q, ":n", n);
	return stmt_run(q, e);
}

/* ---- acts upon operators ---- */

bool operators_create(struct store *s, const struct actor *who, const char *login, const char *name,
		      unsigned posts, const char *password, enum password_cost cost, struct err *e)
{
	char hash[crypto_pwhash_STRBYTES];
	struct str payload = {0};

	if (!login_valid(login))
		return err_set(e, ERR_INPUT, _("登录名应为%d至%d位小写字母、数字：%s"), LOGIN_MIN,
			       LOGIN_MAX, login);
	if (!name[0] || !utf8_valid(name) || name[utf8_control(name)])
		return err_set(e, ERR_INPUT, _("操作员姓名为空或含有不可见字符"));
	if (!hash_password(password, cost, hash, e) || !db_begin(s->db, "operator", e))
		return false;
	payload_open(&payload);
	payload_put(&payload, "name", name);
	payload_put_int(&payload, "posts", posts);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_OPERATOR_CREATED, who, login, payload.data, e) &&
		  put_hash(s, login, hash, e);
	str_done(&payload);
	return db_end(s->db, "operator", ok, e);
}

bool operators_set_password(struct store *s, const struct actor *who, const char *login,
			    const char *password, enum password_cost cost, struct err *e)
{
	char hash[crypto_pwhash_STRBYTES];

	if (!hash_password(password, cost, hash, e) || !db_begin(s->db, "password", e))
		return false;
	bool ok = store_note(s, EVENT_OPERATOR_PASSWORD, who, login, "{}", e) &&
		  put_hash(s, login, hash, e);
	return db_end(s->db, "password", ok, e);
}

static bool note_int(struct store *s, enum event_kind kind, const struct actor *who,
		     const char *login, const char *name, int64_t value, struct err *e)
{
	struct str payload = {0};

	payload_open(&payload);
	payload_put_int(&payload, name, value);
	payload_close(&payload);
	bool ok = store_note(s, kind, who, login, payload.data, e);
	str_done(&payload);
	return ok;
}

bool operators_set_posts(struct store *s, const struct actor *who, const char *login,
			 unsigned posts, struct err *e)
{
	return note_int(s, EVENT_OPERATOR_POSTS, who, login, "posts", posts, e);
}

bool operators_set_active(struct store *s, const struct actor *who, const char *login, bool active,
			  struct err *e)
{
	return note_int(s, EVENT_OPERATOR_ACTIVE, who, login, "active", active, e);
}

bool operators_unlock(struct store *s, const struct actor *who, const char *login, struct err *e)
{
	if (!db_begin(s->db, "unlock", e))
		return false;
	bool ok = store_note(s, EVENT_OPERATOR_UNLOCKED, who, login, "{}", e) &&
		  put_vouch_failures(s, login, 0, e);
	return db_end(s->db, "unlock", ok, e);
}

/* ---- reading ---- */

#define OPERATOR_COLUMNS "login, name, posts, failures, locked, active"

static void read_operator(struct stmt *q, struct arena *a, struct operator_row *o)
{
	o->login = stmt_copy(q, 0, a);
	o->name = stmt_copy(q, 1, a);
	o->posts = (unsigned)stmt_get_int(q, 2);
	o->failures = stmt_get_int(q, 3);
	o->locked = stmt_get_int(q, 4) != 0;
	o->active = stmt_get_int(q, 5) != 0;
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

/* ---- logging in ---- */

/* As long as a true verification takes, so that the wait does not tell which logins there are.
 * Always false. */
static bool verify_nobody(const char *password)
{
	char hash[crypto_pwhash_STRBYTES];

	if (crypto_pwhash_str(hash, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
			      crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0)
		sodium_memzero(hash, sizeof(hash));
	return false;
}

static bool refuse_wrong(struct store *s, const struct actor *who, const char *login,
			 const struct operator_row *o, struct err *e)
{
	/* An unknown login leaves no trace anybody could fill the disk with. */
	if (o && !store_note(s, EVENT_OPERATOR_FAILED, who, login, "{}", e))
		return false;
	if (o && o->failures + 1 >= OPERATOR_FAILURES)
		return err_set(e, ERR_PERMISSION, _("密码连续错%d次，账号已锁定。请找主管解锁"),
			       OPERATOR_FAILURES);
	/* No count of what is left: an unknown login has none, and is told the same. */
	return err_set(e, ERR_PERMISSION, _("登录名或密码不对。连续错%d次，账号会被锁定"),
		       OPERATOR_FAILURES);
}

/* True and *o on the right password of an operator in service. */
static bool check_password(struct store *s, const struct actor *who, const char *login,
			   const char *password, struct arena *a, struct operator_row **o,
			   struct err *e)
{
	char hash[crypto_pwhash_STRBYTES];

	if (!operators_get(s, login, a, o, e) || !get_hash(s, login, hash, e))
		return false;
	if (*o && (*o)->locked)
		return err_set(e, ERR_PERMISSION, _("账号已锁定，请找主管解锁"));
	if (*o && !(*o)->active)
		return err_set(e, ERR_PERMISSION, _("账号已停用，请找管理员"));
	if (*o ? crypto_pwhash_str_verify(hash, password, strlen(password)) == 0
	       : verify_nobody(password))
		return true;
	return refuse_wrong(s, who, login, *o, e);
}

bool operators_login(struct store *s, const char *login, const char *password, const char *window,
		     struct arena *a, struct operator_row **out, struct err *e)
{
	const struct actor who = {.by = login, .window = window};
	struct operator_row *o;

	*out = NULL;
	if (!check_password(s, &who, login, password, a, &o, e) ||
	    !store_note(s, EVENT_OPERATOR_LOGIN, &who, login, "{}", e) ||
	    !put_vouch_failures(s, login, 0, e))
		return false;
	o->failures = 0;
	*out = o;
	return true;
}

/* ---- posts ---- */

static bool holds(const struct operator_row *o, unsigned posts)
{
	return o && o->active && !o->locked && (o->posts & posts);
}

static void put_posts(struct str *out, unsigned posts)
{
	for (int p = 0; p < POSTS; p++) {
		if (posts & POST_BIT(p))
			str_addf(out, "%s%s", out->len ? "、" : "", _(post_names[p]));
	}
}

bool operators_may(struct store *s, const struct actor *who, unsigned posts, struct err *e)
{
	struct operator_row *o = NULL;
	struct str names = {0};
	struct arena a = {0};

	if (!who || !who->by || !*who->by)
		return true;
	bool ok = operators_get(s, who->by, &a, &o, e);
	if (ok && !holds(o, posts)) {
		put_posts(&names, posts);
		ok = err_set(e, ERR_PERMISSION, _("要由有“%s”岗位的人做，“%s”没有"),
			     str_text(&names), who->by);
	}
	str_done(&names);
	arena_done(&a);
	return ok;
}

/* ---- signing ---- */

static bool holds_post(const struct operator_row *o, unsigned posts, struct err *e)
{
	struct str names = {0};

	if (holds(o, posts))
		return true;
	put_posts(&names, posts);
	err_set(e, ERR_PERMISSION, _("要由有“%s”岗位的人签字"), str_text(&names));
	str_done(&names);
	return false;
}

static bool note_signature(struct store *s, const struct actor *who, const struct sign_request *q,
			   struct signature *out, struct err *e)
{
	struct str payload = {0};
	struct store_receipt receipt;

	payload_open(&payload);
	payload_put(&payload, "act", q->act);
	payload_put(&payload, "subject", q->subject);
	payload_put(&payload, "reason", q->reason);
	payload_close(&payload);
	const struct store_event ev = {.kind = EVENT_OPERATOR_SIGNED,
				       .who = who,
				       .subject = q->login,
				       .payload = payload.data};
	bool ok = store_commit(s, NULL, &ev, 1, &receipt, e);
	str_done(&payload);
	if (ok) {
		strncpy(out->login, q->login, sizeof(out->login) - 1);
		out->seq = receipt.seq;
	}
	return ok;
}

bool operators_verify(struct store *s, const struct actor *who, const struct sign_request *q,
		      struct signature *out, struct err *e)
{
	struct arena a = {0};
	struct operator_row *o = NULL;

	*out = (struct signature){0};
	if (who->by && strcmp(who->by, q->login) == 0)
		return err_set(e, ERR_PERMISSION, _("要由另一人签字，不能自己给自己签"));
	bool ok = check_password(s, who, q->login, q->password, &a, &o, e) &&
		  holds_post(o, q->posts, e) && note_signature(s, who, q, out, e);
	arena_done(&a);
	return ok;
}

static bool get_vouch_failures(struct store *s, const char *login, int64_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT vouch_failures FROM credentials "
					"WHERE login = :login");

	stmt_text(q, ":login", login);
	*n = stmt_step(q) ? stmt_get_int(q, 0) : 0;
	return stmt_done(q, e);
}

static bool vouch(struct store *s, const char *login, const char *password, struct arena *a,
		  struct operator_row **o, struct err *e)
{
	char hash[crypto_pwhash_STRBYTES];
	int64_t failures;

	if (!operators_get(s, login, a, o, e) || !get_hash(s, login, hash, e) ||
	    !get_vouch_failures(s, login, &failures, e))
		return false;
	if (failures >= OPERATOR_FAILURES)
		return err_set(e, ERR_PERMISSION,
			       _("密码连续错%d次，此处不再受理该账号。请另一位主管确认"),
			       OPERATOR_FAILURES);
	if (*o ? crypto_pwhash_str_verify(hash, password, strlen(password)) == 0
	       : verify_nobody(password))
		return put_vouch_failures(s, login, 0, e);
	return put_vouch_failures(s, login, failures + 1, e) &&
	       err_set(e, ERR_PERMISSION, _("登录名或密码不对"));
}

bool operators_vouch(struct store *s, const char *login, const char *password, unsigned posts,
		     struct err *e)
{
	struct arena a = {0};
	struct operator_row *o = NULL;
	bool ok = vouch(s, login, password, &a, &o, e) && holds_post(o, posts, e);

	arena_done(&a);
	return ok;
}

static bool is_same(const char *one, const char *other)
{
	return strcmp(one ? one : "", other ? other : "") == 0;
}

static bool is_signature(const struct event *ev, const struct actor *who,
			 const struct signature *sig, const struct sign_request *q)
{
	struct arena a = {0};
	const struct payload *p = payload_parse(ev->payload, ev->payload_len, &a);
	bool fits = p && strcmp(ev->kind, event_ids[EVENT_OPERATOR_SIGNED]) == 0 &&
		    strcmp(ev->subject, sig->login) == 0 && is_same(ev->by, who->by) &&
		    is_same(ev->window, who->window) && is_same(payload_text(p, "act"), q->act) &&
		    is_same(payload_text(p, "subject"), q->subject) &&
		    is_same(payload_text(p, "reason"), q->reason);

	arena_done(&a);
	return fits;
}

bool operators_signed(struct store *s, const struct actor *who, const struct signature *sig,
		      const struct sign_request *q, struct err *e)
{
	struct arena a = {0};
	struct operator_row *o = NULL;
	bool fits = false, used = false;
	struct stmt *st = db_stmt(s->db, "SELECT " LEDGER_COLUMNS " FROM ledger "
					 "WHERE site = :site AND seq = :seq");

	stmt_text(st, ":site", s->site);
	stmt_int(st, ":seq", sig->seq);
	if (stmt_step(st)) {
		struct event ev;
		ledger_read(st, &ev);
		fits = is_signature(&ev, who, sig, q) &&
		       clock_now(&s->clock) - ev.at <= SIGNATURE_MINUTES * INT64_C(60000);
	}
	bool ok = stmt_done(st, e) && signatures_used(s->db, s->site, sig->seq, &used, e);
	if (ok && (!fits || used))
		ok = err_set(e, ERR_PERMISSION, _("签字已失效，请重新签字"));
	ok = ok && operators_get(s, sig->login, &a, &o, e) && holds_post(o, q->posts, e);
	arena_done(&a);
	return ok;
}
