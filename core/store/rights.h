/* SPDX-License-Identifier: Apache-2.0
 *
 * 权限台账: every grant, change, lock, unlock and reset with who, when and why, read
 * from what the events left in operator_acts; and breaches, passwords of
 * administrators that the owner of the file has reset, which stand until a
 * supervisor has acknowledged them.
 */
#ifndef STORE_RIGHTS_H
#define STORE_RIGHTS_H

#include "base/arena.h"
#include "store/store.h"

enum rights_act {
	RIGHTS_CREATED,
	RIGHTS_POSTS,
	RIGHTS_CLOSED,
	RIGHTS_OPENED,
	RIGHTS_RESET,	 /* by another; good once */
	RIGHTS_PASSWORD, /* one's own */
	RIGHTS_LOCKED,	 /* by wrong passwords */
	RIGHTS_UNLOCKED,
	RIGHTS_LOGGED_OUT,
	RIGHTS_BROKE_GLASS,
	RIGHTS_ACKNOWLEDGED,
	RIGHTS_ACTS
};
extern const char *const rights_act_ids[RIGHTS_ACTS];	/* "created" … */
extern const char *const rights_act_names[RIGHTS_ACTS]; /* 新增 定岗 停用 … */

struct rights_row {
	int64_t seq, at; /* of the event; ms */
	date_day day;
	const char *by, *by_name; /* login and name of who did it; "": the program or the server */
	const char *window;	  /* "" when at none */
	enum rights_act act;
	const char *login, *name; /* of whom */
	unsigned before, after;	  /* posts; of other acts than created and posts the same */
	const char *reason;	  /* "" where none was asked for */
};

struct rights_filter {
	const char *login;   /* of whom; NULL: all */
	date_day from, till; /* business days, DATE_NONE: no bound */
};
/* Oldest first, one after another: texts are good until the next. Stops when `row` is false. */
typedef bool rights_fn(void *ctx, const struct rights_row *row);
bool rights_each(struct store *s, const struct rights_filter *f, rights_fn *row, void *ctx,
		 struct err *e);
/* The newest first, at most `limit`. */
bool rights_list(struct store *s, const struct rights_filter *f, size_t limit, struct arena *a,
		 struct rights_row **rows, size_t *n, struct err *e);
/* "经办 → 经办、复核", "新增：经办" … what the act did, in words. */
void rights_say(const struct rights_row *row, struct str *out);

/* ---- breaches ---- */

struct breach {
	int64_t seq, at;
	date_day day;
	const char *login, *name, *reason;
};
/* Those nobody has acknowledged, oldest first. Home and the daily close show them. */
bool breaches_open(struct store *s, struct arena *a, struct breach **rows, size_t *n,
		   struct err *e);
/* By a supervisor other than the one whose password it was; the remark is kept. ERR_REFUSED when
 * somebody was quicker. */
bool breaches_acknowledge(struct store *s, const struct actor *who, int64_t seq, const char *remark,
			  struct err *e);

#endif
