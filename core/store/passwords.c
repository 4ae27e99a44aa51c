/* SPDX-License-Identifier: Apache-2.0 */
#include "store/passwords_inside.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/utf8.h"
#include "store/settings.h"
#include "store/store_inside.h"

enum { LOGIN_TELLING = 4 }; /* letters from which a login inside a password gives it away */

/* ---- the hash ---- */

bool passwords_hash(const char *password, enum password_cost cost, char out[PASSWORD_HASH],
		    struct err *e)
{
	unsigned long long ops = cost == PASSWORD_WEAK ? crypto_pwhash_OPSLIMIT_MIN
						       : crypto_pwhash_OPSLIMIT_INTERACTIVE;
	size_t memory = cost == PASSWORD_WEAK ? crypto_pwhash_MEMLIMIT_MIN
					      : crypto_pwhash_MEMLIMIT_INTERACTIVE;

	if (utf8_length(password) < PASSWORD_MIN)
		return err_set(e, ERR_INPUT, _("口令至少%d位"), PASSWORD_MIN);
	if (crypto_pwhash_str(out, password, strlen(password), ops, memory) != 0)
		return err_set(e, ERR_STORE, _("内存不足，没有设置口令。请关闭别的程序后再试"));
	return true;
}

bool passwords_fit(const char *hash, const char *password)
{
	return crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
}

bool passwords_fit_nobody(const char *password)
{
	char hash[PASSWORD_HASH];

	if (crypto_pwhash_str(hash, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
			      crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0)
		sodium_memzero(hash, sizeof(hash));
	return false;
}

/* ---- the tables ---- */

static int kept_before(struct store *s)
{
	struct arena a = {0};
	const char *text = "";
	struct err e;
	int n = settings_get(s, "password.history", &a, &text, &e) ? atoi(text) : 0;

	arena_done(&a);
	return n;
}

/* The one in force is the newest of those remembered. */
static bool remember(struct store *s, const char *login, const char *hash, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "INSERT INTO password_history (login, hash) VALUES (:login, :hash)");

	stmt_text(q, ":login", login);
	stmt_text(q, ":hash", hash);
	if (!stmt_run(q, e))
		return false;
	q = db_stmt(s->db, "DELETE FROM password_history WHERE login = :login AND id NOT IN "
			   "(SELECT id FROM password_history WHERE login = :login "
			   "ORDER BY id DESC LIMIT :most)");
	int most = kept_before(s);
	stmt_text(q, ":login", login);
	stmt_int(q, ":most", most > 1 ? most : 1);
	return stmt_run(q, e);
}

bool passwords_put(struct store *s, const char *login, const char *hash, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "INSERT OR REPLACE INTO credentials "
					"(login, hash) VALUES (:login, :hash)");

	stmt_text(q, ":login", login);
	stmt_text(q, ":hash", hash);
	return stmt_run(q, e) && remember(s, login, hash, e);
}

bool passwords_get(struct store *s, const char *login, char out[PASSWORD_HASH], struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT hash FROM credentials WHERE login = :login");

	out[0] = '\0';
	stmt_text(q, ":login", login);
	if (stmt_step(q))
		strncpy(out, stmt_get(q, 0), PASSWORD_HASH - 1);
	out[PASSWORD_HASH - 1] = '\0';
	return stmt_done(q, e);
}

bool passwords_failures(struct store *s, const char *login, int64_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT vouch_failures FROM credentials "
					"WHERE login = :login");

	stmt_text(q, ":login", login);
	*n = stmt_step(q) ? stmt_get_int(q, 0) : 0;
	return stmt_done(q, e);
}

bool passwords_set_failures(struct store *s, const char *login, int64_t n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "UPDATE credentials SET vouch_failures = :n "
					"WHERE login = :login AND vouch_failures <> :n");

	stmt_text(q, ":login", login);
	stmt_int(q, ":n", n);
	return stmt_run(q, e);
}

/* ---- what a new one has to be ---- */

/* Lower and upper letters, digits, everything else. */
static int kinds_of(const char *password)
{
	bool lower = false, upper = false, digit = false, other = false;

	for (const unsigned char *c = (const unsigned char *)password; *c; c++) {
		lower = lower || islower(*c);
		upper = upper || isupper(*c);
		digit = digit || isdigit(*c);
		other = other || !isalnum(*c);
	}
	return lower + upper + digit + other;
}

static bool holds_login(const char *password, const char *login)
{
	return strcasecmp(password, login) == 0 ||
	       (strlen(login) >= LOGIN_TELLING && strcasestr(password, login));
}

static bool was_used(struct store *s, const char *login, const char *password, bool *used,
		     struct err *e)
{
	struct arena a = {0};
	const char **hashes = NULL;
	size_t n = 0;
	struct stmt *q = db_stmt(s->db, "SELECT hash FROM password_history WHERE login = :login "
					"ORDER BY id DESC LIMIT :most");

	*used = false;
	stmt_text(q, ":login", login);
	stmt_int(q, ":most", kept_before(s));
	while (stmt_step(q))
		*ARENA_PUSH(&a, hashes, n) = arena_strdup(&a, stmt_get(q, 0));
	bool ok = stmt_done(q, e);
	for (size_t i = 0; ok && i < n && !*used; i++)
		*used = passwords_fit(hashes[i], password);
	arena_done(&a);
	return ok;
}

bool passwords_allowed(struct store *s, const char *login, const char *password, struct err *e)
{
	bool used;

	if (utf8_length(password) < PASSWORD_MIN)
		return err_set(e, ERR_INPUT, _("口令至少%d位"), PASSWORD_MIN);
	if (holds_login(password, login))
		return err_set(e, ERR_INPUT, _("口令里不能有登录名"));
	if (kinds_of(password) < 2)
		return err_set(e, ERR_INPUT,
			       _("口令不能只有一类字符；请用字母加数字或符号，如三个词加数字"));
	if (!was_used(s, login, password, &used, e))
		return false;
	return !used || err_set(e, ERR_INPUT, _("这个口令用过（最近%d个不能再用），请换一个"),
				kept_before(s));
}
