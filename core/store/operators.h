/* SPDX-License-Identifier: Apache-2.0
 *
 * Who may log in. Passwords are kept as Argon2id strings in a table of their own
 * that never enters the ledger; that one was set, failed or locked does.
 */
#ifndef STORE_OPERATORS_H
#define STORE_OPERATORS_H

#include "base/arena.h"
#include "store/posts.h"
#include "store/store.h"

enum { OPERATOR_FAILURES = 5 }; /* wrong passwords in a row until the account is locked */

struct operator_row {
	const char *login, *name;
	unsigned posts; /* mask of POST_BIT */
	int64_t failures;
	bool locked, active;
	bool must_change;    /* the password is the one that was handed out */
	int64_t password_at; /* ms, when it was set */
	int64_t last_login;  /* ms; 0: never */
};

/* How hard a guess is; the weak one is for tests alone. */
enum password_cost { PASSWORD_INTERACTIVE, PASSWORD_WEAK };

/* Acts upon accounts. Whoever acts holds a post that may (posts.h) and is another person: nobody
 * grants, unlocks or resets themself; ERR_PERMISSION else. The program itself (who NULL) founds
 * halls. Of the changes a reason is kept; ERR_INPUT without. The last active administrator stays
 * one: ERR_REFUSED. */
struct operator_new {
	const char *login, *name; /* login: 2..32 of a-z 0-9 . - _ */
	unsigned posts;		  /* posts_together */
	const char *password;	  /* at least 8 characters */
	bool once;		  /* to be changed at the first login */
	const char *reason;	  /* NULL: none is asked for here */
};
bool operators_login_valid(const char *login, struct err *e);
/* All or none. Where there is no operator at all, anybody makes the first one, an administrator. */
bool operators_add(struct store *s, const struct actor *who, const struct operator_new *rows,
		   size_t n, enum password_cost cost, struct err *e);
/* One, with a password of their own. */
bool operators_create(struct store *s, const struct actor *who, const char *login, const char *name,
		      unsigned posts, const char *password, enum password_cost cost, struct err *e);
/* One that is good once. */
bool operators_reset(struct store *s, const struct actor *who, const char *login,
		     const char *password, const char *reason, enum password_cost cost,
		     struct err *e);
bool operators_set_posts(struct store *s, const struct actor *who, const char *login,
			 unsigned posts, const char *reason, struct err *e);
bool operators_set_active(struct store *s, const struct actor *who, const char *login, bool active,
			  const char *reason, struct err *e);
/* After the lock. */
bool operators_unlock(struct store *s, const struct actor *who, const char *login,
		      const char *reason, struct err *e);
/* One's own, with the old one: its rules are settings password.history and passwords.c. A wrong
 * old one is a failure like any other. */
struct password_change {
	const char *login, *window, *old, *fresh;
};
bool operators_change_password(struct store *s, const struct password_change *c,
			       enum password_cost cost, struct err *e);
/* A password to be handed out: random, easy to read aloud and to type. */
enum { PASSWORD_ONCE = 13 };
void operators_password_once(char out[PASSWORD_ONCE]);
/* The session somebody left at a window is ended by a supervisor: for the record. */
bool operators_log_out(struct store *s, const struct actor *who, const char *login,
		       const char *reason, struct err *e);
/* Nobody can log in as administrator: whoever owns the file gives one a password that is good
 * once, unlocked and in service again. Stands as a breach (rights.h) until it is acknowledged. */
bool operators_break_glass(struct store *s, const char *login, const char *password,
			   const char *reason, enum password_cost cost, struct err *e);

/* True and *out on the right password; out->must_change also when the password is older than the
 * setting password.days. Else ERR_PERMISSION with the same words for an unknown login and a wrong
 * password, how many tries are left, or that the account is locked; the failure is recorded. */
bool operators_login(struct store *s, const char *login, const char *password, const char *window,
		     struct arena *a, struct operator_row **out, struct err *e);

/* A second person's hand to one act at another's window: a supervisor overrules, two sign a
 * correction. The clerk stays logged in. */
struct sign_request {
	const char *login, *password;
	unsigned posts;	 /* mask of POST_BIT, any of which will do */
	const char *act; /* id of what is signed: "overrule", "late_demand" … */
	/* What it is done to: a case and a field, an item, a number; NULL: the act says it all. */
	const char *subject;
	const char *reason; /* NULL where the act needs none */
};
/* What an act carries to show that it was signed. */
struct signature {
	char login[33];
	int64_t seq; /* of the event that holds it */
};
enum { SIGNATURE_MINUTES = 10 };

/* True and *out on the right password of another operator who holds one of the posts; the
 * signature stands in the ledger. Else ERR_PERMISSION as operators_login, the failure counted. */
bool operators_verify(struct store *s, const struct actor *who, const struct sign_request *q,
		      struct signature *out, struct err *e);
/* Whether this act may rest on that signature: given within SIGNATURE_MINUTES for the same act,
 * subject and reason, at the same window under the same clerk, by one who still holds a post, and
 * not used by an earlier event. The event that rests on it names its seq (case_record.signatures,
 * or the act's own payload); applying that event uses it up. q: login and password are not
 * looked at. */
bool operators_signed(struct store *s, const struct actor *who, const struct signature *sig,
		      const struct sign_request *q, struct err *e);

/* Whether who acts holds one of the posts, ERR_PERMISSION if not; inside every act that is not
 * anybody's. The program itself (no login) may. */
bool operators_may(struct store *s, const struct actor *who, unsigned posts, struct err *e);
/* The same for an event about a case: an operator without any post for cases writes none. */
bool operators_may_write(struct store *s, const struct actor *who, enum event_kind kind,
			 struct err *e);

/* Whether it is the password of one who holds one of the posts. Writes no event: for where none
 * may be written (a clock in doubt, a store not yet in place). Failures in a row are counted
 * beside the password; after OPERATOR_FAILURES it is refused until a login or an unlock. */
bool operators_vouch(struct store *s, const char *login, const char *password, unsigned posts,
		     struct err *e);

/* NULL in *out when there is none. */
bool operators_get(struct store *s, const char *login, struct arena *a, struct operator_row **out,
		   struct err *e);
bool operators_list(struct store *s, struct arena *a, struct operator_row **rows, size_t *n,
		    struct err *e);

#endif
