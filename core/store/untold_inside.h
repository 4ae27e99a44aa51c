/* SPDX-License-Identifier: Apache-2.0
 *
 * The register of untold demands, for the apply function of decisions.
 */
#ifndef STORE_UNTOLD_INSIDE_H
#define STORE_UNTOLD_INSIDE_H

#include "store/db.h"
#include "store/event.h"
#include "store/record.h"

/* Before the rows of the case are replaced: they still say who gave the notice. */
bool untold_register(struct db *db, const struct event *ev, int64_t case_id,
		     const struct case_record *r, struct err *e);

#endif
