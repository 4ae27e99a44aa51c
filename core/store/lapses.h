/* SPDX-License-Identifier: Apache-2.0
 *
 * What becomes of a promise whose day has passed. Nothing happens by itself: a
 * reviewer or a supervisor decides, gives the reason, and the decision goes out as
 * a document in the same commit.
 */
#ifndef STORE_LAPSES_H
#define STORE_LAPSES_H

#include "store/operators.h"
#include "store/store.h"

enum lapse {
	LAPSE_GRACE,	 /* 宽限: until a new day */
	LAPSE_TERMINATE, /* 终止: the case ends */
	LAPSE_CONTINUE,	 /* 按已补齐情况继续: only where the guide prints it */
	LAPSES
};
extern const char *const lapse_ids[LAPSES];   /* as in the ledger */
extern const char *const lapse_names[LAPSES]; /* 宽限 … */

#define LAPSE_ACT      "lapse" /* of the signature; its subject is the case */
#define LAPSE_DOCUMENT "lapse" /* 容缺逾期处理决定书 */
/* Who decides. */
#define LAPSE_POSTS (POST_BIT(POST_REVIEWER) | POST_BIT(POST_APPROVER) | POST_BIT(POST_SUPERVISOR))

struct lapse_decision {
	const char *case_number;
	enum lapse lapse;
	date_day until; /* LAPSE_GRACE: after today; DATE_NONE */
	const char *reason;
	/* At another's window; NULL: `who` decides. */
	const struct signature *signature;
};
/* Of every open promise of the case whose day has passed. `document` gets the number of the paper
 * (DOCUMENT_TEXT). ERR_REFUSED where none is overdue or the guide does not let it go on. */
bool lapses_decide(struct store *s, const struct actor *who, const struct lapse_decision *d,
		   char *document, struct err *e);

#endif
