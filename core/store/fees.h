/* SPDX-License-Identifier: Apache-2.0
 *
 * Fees the guide prints (劳动能力鉴定 每人每次250元, 004:2955). They are collected
 * elsewhere: what stands here is that the applicant was told how much, and the
 * number of the collecting body's receipt they brought back. A receipt entered
 * wrongly is taken back with a reason, never altered.
 */
#ifndef STORE_FEES_H
#define STORE_FEES_H

#include "base/arena.h"
#include "base/money.h"
#include "store/store.h"

struct fee_notice { /* as it was told with the acceptance */
	money_fen amount, each;
	int64_t people;
	const char *per, *basis; /* as printed; NULL: unstated */
};
struct fee_receipt {
	const char *number;    /* 票据号 */
	const char *collector; /* who collected; NULL */
	money_fen amount;
	date_day day; /* on the receipt */
	/* given by the store */
	int64_t id, at; /* ms */
	const char *by;
	const char *why; /* taken back, and why; NULL: it stands */
};
struct fee_row {
	const char *number, *item, *item_name, *name; /* of the case and its first party */
	const char *state;			      /* case_state_ids */
	struct fee_notice told;
	date_day day; /* told on */
	const char *by;
	money_fen paid;	      /* receipts that stand */
	const char *receipts; /* their numbers, joined by 、; "" */
	date_day paid_day;    /* on the newest of them; DATE_NONE */
};

/* Payload of an EVENT_FEE_TOLD in the commit of its acceptance: ctx is a const struct fee_notice.
 */
bool fees_build(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		struct err *e);
/* ERR_REFUSED for a case without a fee, one that is void, more than is due. */
bool fees_receive(struct store *s, const struct actor *who, const char *number,
		  const struct fee_receipt *r, struct err *e);
bool fees_take_back(struct store *s, const struct actor *who, const char *number, int64_t receipt,
		    const char *why, struct err *e);

/* *out NULL where the case has no fee; receipts also those taken back, the oldest first. */
bool fees_of(struct store *s, const char *number, struct arena *a, struct fee_row **out,
	     struct fee_receipt **receipts, size_t *n, struct err *e);
/* What is still to be paid; 0 also where there is no fee. */
bool fees_unpaid(struct store *s, const char *number, money_fen *out, struct err *e);
/* Another case than `own` with the same receipt number; *number NULL when there is none. */
bool fees_elsewhere(struct store *s, const char *receipt, const char *own, struct arena *a,
		    const char **number, struct err *e);

struct fee_filter {
	date_day first, last; /* told, inclusive; DATE_NONE: open */
	const char *item;     /* id; NULL */
	bool unpaid;	      /* only those */
	size_t limit;	      /* 0: 1000 */
};
/* Cases that are not void, by the day they were told. */
bool fees_list(struct store *s, const struct fee_filter *f, struct arena *a, struct fee_row **rows,
	       size_t *n, struct err *e);

/* Of a day, by item: told that day, entered as paid that day (less what was taken back). */
struct fee_total {
	const char *item, *item_name;
	int64_t told, receipts;
	money_fen told_fen, paid_fen;
};
bool fees_totals(struct store *s, date_day day, struct arena *a, struct fee_total **rows, size_t *n,
		 struct err *e);

#endif
