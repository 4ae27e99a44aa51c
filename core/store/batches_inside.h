/* SPDX-License-Identifier: Apache-2.0
 *
 * What batches.c, batches_read.c and batches_apply.c share. Private to the wing.
 */
#ifndef STORE_BATCHES_INSIDE_H
#define STORE_BATCHES_INSIDE_H

#include "store/batches.h"
#include "store/db.h"

enum batch_state batch_state_of(const char *id);
/* ERR_INPUT when there is no such batch, ERR_REFUSED when it is in another state. */
bool batch_expect(struct db *db, const char *number, enum batch_state want, int64_t *id,
		  struct err *e);

#endif
