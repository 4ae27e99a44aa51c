/* SPDX-License-Identifier: Apache-2.0
 *
 * The pledges of an acceptance as rows. Private to the wing.
 */
#ifndef STORE_PLEDGES_INSIDE_H
#define STORE_PLEDGES_INSIDE_H

#include "store/db.h"
#include "store/record.h"

bool pledges_put(struct db *db, const struct case_record *r, int64_t case_id, date_day made,
		 struct err *e);

#endif
