/* SPDX-License-Identifier: Apache-2.0
 *
 * The posts of a hall: what each may do, in one table that is the help page's, the
 * register of rights' and the tests', and which of them one person may not hold
 * together: whoever keeps the accounts does no cases, whoever audits only reads.
 */
#ifndef STORE_POSTS_H
#define STORE_POSTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

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

/* Who may set right what was done at the counter; who is in charge; who keeps the accounts. */
#define POSTS_COUNTER  (POST_BIT(POST_CLERK) | POST_BIT(POST_REVIEWER) | POST_BIT(POST_SUPERVISOR))
#define POSTS_CHARGE   (POST_BIT(POST_SUPERVISOR) | POST_BIT(POST_ADMIN))
#define POSTS_ACCOUNTS POST_BIT(POST_ADMIN)
/* Who does cases in any way. */
#define POSTS_CASES (POSTS_COUNTER | POST_BIT(POST_APPROVER))

/* What is done, and which posts may: any one of the mask. */
struct post_act {
	const char *id;	  /* "accept" */
	const char *text; /* N_(), for the help page and the register of rights */
	unsigned posts;
};
extern const struct post_act post_acts[]; /* by topic; ended by id NULL */
/* The row of an act; asserts that there is one. */
const struct post_act *post_act(const char *id);

/* In the order they are shown, POSTS of them: as a case goes through them. */
extern const enum post posts_shown[POSTS];
/* "经办、复核" of a mask; nothing for none. */
void posts_text(unsigned posts, struct str *out);
/* The post of an id or a name, or -1. */
int post_of(const char *word, size_t len);
/* From ids or names apart by 、 , ，; 或 blanks. False with e at the first that is none. */
bool posts_parse(const char *text, unsigned *out, struct err *e);

/* Whether one person may hold all of these: false with e naming the two that exclude each other,
 * or that there is none. */
bool posts_together(unsigned posts, struct err *e);

#endif
