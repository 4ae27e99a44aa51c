/* SPDX-License-Identifier: Apache-2.0
 *
 * Who is who: logging in, signing at another's window, vouching, and what a post
 * may write.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/ledger.h"
#include "store/operators.h"
#include "store/passwords_inside.h"
#include "store/settings.h"
#include "store/shape.h"
#include "store/signatures_inside.h"
#include "store/store_inside.h"

/* ---- logging in ---- */

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
	char hash[PASSWORD_HASH];

	if (!operators_get(s, login, a, o, e) || !passwords_get(s, login, hash, e))
		return false;
	if (*o && (*o)->locked)
		return err_set(e, ERR_PERMISSION, _("账号已锁定，请找主管解锁"));
	if (*o && !(*o)->active)
		return err_set(e, ERR_PERMISSION, _("账号已停用，请找管理员"));
	if (*o ? passwords_fit(hash, password) : passwords_fit_nobody(password))
		return true;
	return refuse_wrong(s, who, login, *o, e);
}

enum { DAY_MS = 24 * 60 * 60 * 1000, DAYS_MOST = 3650 };

/* Older than the hall lets a password be: setting password.days, 0: any age. */
static bool is_old(struct store *s, const struct operator_row *o)
{
	struct arena a = {0};
	const char *text = "";
	struct err e;
	int days = settings_get(s, "password.days", &a, &text, &e) ? atoi(text) : 0;

	arena_done(&a);
	return days > 0 && days <= DAYS_MOST && o->password_at &&
	       clock_now(&s->clock) - o->password_at >= (int64_t)days * DAY_MS;
}

bool operators_login(struct store *s, const char *login, const char *password, const char *window,
		     struct arena *a, struct operator_row **out, struct err *e)
{
	const struct actor who = {.by = login, .window = window};
	struct operator_row *o;

	*out = NULL;
	if (!check_password(s, &who, login, password, a, &o, e) ||
	    !store_note(s, EVENT_OPERATOR_LOGIN, &who, login, "{}", e) ||
	    !passwords_set_failures(s, login, 0, e))
		return false;
	o->failures = 0;
	o->must_change = o->must_change || is_old(s, o);
	*out = o;
	return true;
}

/* ---- posts ---- */

static bool holds(const struct operator_row *o, unsigned posts)
{
	return o && o->active && !o->locked && (o->posts & posts);
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
		posts_text(posts, &names);
		ok = err_set(e, ERR_PERMISSION, _("要由有“%s”岗位的人做，“%s”没有"),
			     str_text(&names), who->by);
	}
	str_done(&names);
	arena_done(&a);
	return ok;
}

/* Of the kinds that are about a case, by how their ids begin. */
static bool is_casework(enum event_kind kind)
{
	static const char *const topics[] = {"case.", "paper.", "verification.", "document."};

	for (size_t i = 0; i < sizeof(topics) / sizeof(topics[0]); i++)
		if (strncmp(event_ids[kind], topics[i], strlen(topics[i])) == 0)
			return true;
	return false;
}

bool operators_may_write(struct store *s, const struct actor *who, enum event_kind kind,
			 struct err *e)
{
	struct arena a = {0};
	struct operator_row *o = NULL;

	if (!who || !who->by || !*who->by || !is_casework(kind))
		return true;
	bool ok = operators_get(s, who->by, &a, &o, e);
	if (ok && o && !(o->posts & POSTS_CASES))
		ok = err_set(e, ERR_PERMISSION,
			     _("“%s”没有办件的岗位：管理账号的人不办业务，审计只看不办"), who->by);
	arena_done(&a);
	return ok;
}

/* ---- signing ---- */

static bool holds_post(const struct operator_row *o, unsigned posts, struct err *e)
{
	struct str names = {0};

	if (holds(o, posts))
		return true;
	posts_text(posts, &names);
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

/* The one that was handed out has been in other hands. */
static bool has_own_password(const struct operator_row *o, struct err *e)
{
	return !o->must_change ||
	       err_set(e, ERR_PERMISSION, _("“%s”还在用发放的初始口令，请先登录改口令再签字"),
		       o->login);
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
		  has_own_password(o, e) && holds_post(o, q->posts, e) &&
		  note_signature(s, who, q, out, e);
	arena_done(&a);
	return ok;
}

static bool vouch(struct store *s, const char *login, const char *password, struct arena *a,
		  struct operator_row **o, struct err *e)
{
	char hash[PASSWORD_HASH];
	int64_t failures;

	if (!operators_get(s, login, a, o, e) || !passwords_get(s, login, hash, e) ||
	    !passwords_failures(s, login, &failures, e))
		return false;
	if (failures >= OPERATOR_FAILURES)
		return err_set(e, ERR_PERMISSION,
			       _("密码连续错%d次，此处不再受理该账号。请另一位主管确认"),
			       OPERATOR_FAILURES);
	if (*o ? passwords_fit(hash, password) : passwords_fit_nobody(password))
		return passwords_set_failures(s, login, 0, e);
	return passwords_set_failures(s, login, failures + 1, e) &&
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
