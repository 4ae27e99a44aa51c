/* SPDX-License-Identifier: Apache-2.0
 *
 * What delivering a case does to a delivery that is on its way.
 */
#ifndef STORE_DELIVERIES_INSIDE_H
#define STORE_DELIVERIES_INSIDE_H

#include "store/db.h"
#include "store/event.h"
#include "store/payload.h"

bool delivery_end(struct db *db, const struct event *ev, const struct payload *payload, int64_t id,
		  struct err *e);

#endif
