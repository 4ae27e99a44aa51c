/* SPDX-License-Identifier: Apache-2.0
 *
 * 送达: how the result of a decided case gets to its people. At the window it is
 * one move (EVENT_CASE_DELIVERED); by post or through a village window it is on
 * its way first, may come back, and is delivered when the receipt is in hand.
 */
#ifndef STORE_DELIVERIES_H
#define STORE_DELIVERIES_H

#include "base/arena.h"
#include "store/record.h"
#include "store/store.h"

enum delivery_way {
	DELIVERY_WINDOW,  /* window 窗口签收 */
	DELIVERY_POST,	  /* post 邮寄 */
	DELIVERY_VILLAGE, /* village 村级窗口转交 */
	DELIVERY_ONLINE,  /* online 网上、自助领取 */
	DELIVERY_WAYS
};
extern const char *const delivery_ids[DELIVERY_WAYS];
extern const char *const delivery_names[DELIVERY_WAYS];
const char *delivery_name(const char *id); /* the id where it is none of ours */

struct delivery_row {
	const char *number, *item, *item_name;
	const char *name, *phone; /* of the first party; NULL */
	enum case_state state;	  /* CASE_GRANTED, CASE_DENIED */
	date_day decided;
	/* On its way since; DATE_NONE: not sent. */
	date_day sent;
	const char *way, *to;	 /* to: the address, the village window */
	const char *waybill;	 /* NULL: not known yet */
	int64_t backs;		 /* how often it came back */
	const char *back_reason; /* of the last time; NULL */
};
/* Decided and not delivered, the longest waiting first. */
bool deliveries_open(struct store *s, size_t limit, struct arena *a, struct delivery_row **rows,
		     size_t *n, struct err *e);
/* One of them; *out NULL where the case has nothing to deliver. */
bool deliveries_get(struct store *s, const char *number, struct arena *a, struct delivery_row **out,
		    struct err *e);

/* On its way by post or to a village window; `to` must be given. ERR_REFUSED when it is already. */
bool deliveries_send(struct store *s, const struct actor *who, const char *number,
		     enum delivery_way way, const char *to, struct err *e);
/* The number the post gave it; a second one corrects the first. */
bool deliveries_waybill(struct store *s, const struct actor *who, const char *number,
			const char *waybill, struct err *e);
/* It came back; it can be sent again. */
bool deliveries_back(struct store *s, const struct actor *who, const char *number,
		     const char *reason, struct err *e);
/* In their hands: signed for by `by_whom` (NULL: not noted). The way is that on which it was sent,
 * else `way`. */
bool deliveries_sign(struct store *s, const struct actor *who, const char *number,
		     enum delivery_way way, const char *by_whom, struct err *e);

#endif
