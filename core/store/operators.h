/* SPDX-License-Identifier: Apache-2.0
 *
 * Who may log in. Passwords are kept as Argon2id strings in a table of their own
 * that never enters the ledger; that one was set, failed or locked does.
 */
#ifndef STORE_OPERATORS_H
#define STORE_OPERATORS_H

#include "base/arena.h"
#include "store/store.h"

/* The bits stand in events: a new post goes to the end. */
enum post {
	POST_CLERK,
	POST_REVIEWER,
	POST_SUPERVISOR,
	POST_AUDITOR,
	POST_ADMIN,
	POST_APPROVER,
	POSTS
};
extern const char *const post_ids[POSTS];   /* "clerk" … */
extern const char *const post_names[POSTS]; /* 经办 复核 主管 审计 管理 审核 */
#define POST_BIT(p) (1u << (p))

/* Who may set right what was done at the counter; who is in charge. */
#define POSTS_COUNTER (POST_BIT(POST_CLERK) | POST_BIT(POST_REVIEWER) | POST_BIT(POST_SUPERVISOR))
#define POSTS_CHARGE  (POST_BIT(POST_SUPERVISOR) | POST_BIT(POST_ADMIN))

enum { OPERATOR_FAILURES = 5 }; /* wrong passwords in a row until the account is locked */

struct operator_row {
	const char *login, *name;
	unsigned posts; /* mask of POST_BIT */
	int64_t failures;
	bool locked, active;
};

/* How hard a guess is; the weak one is for tests alone. */
enum password_cost { PASSWORD_INTERACTIVE, PASSWORD_WEAK };

/* login: 2..32 of a-z 0-9 . - _; the password at least 8 bytes. */
bool operators_create(struct store *s, const struct actor *who, const char *login, const char *name,
		      unsigned posts, const char *password, enum password_cost cost, struct err *e);
bool operators_set_password(struct store *s, const struct actor *who, const char *login,
			    const char *password, enum password_cost cost, struct err *e);
bool operators_set_posts(struct store *s, const struct actor *who, const char *login,
			 unsigned posts, struct err *e);
bool operators_set_active(struct store *s, const struct actor *who, const char *login, bool active,
			  struct err *e);
/* After the lock: a supervisor's or administrator's act. */
bool operators_unlock(struct store *s, const struct actor *who, const char *login, struct err *e);

/* True and *out on the right password. Else ERR_PERMISSION with the same words for an unknown
 * login and a wrong password, how many tries are left, or that the account is locked; the
 * failure is recorded. */
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
