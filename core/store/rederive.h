/* SPDX-License-Identifier: Apache-2.0
 *
 * A store that an older program wrote gets its derived tables from the ledger
 * anew: a migration says what tables look like, never what would have stood in
 * them. Inside the transaction of the migration. Private to the wing.
 */
#ifndef STORE_REDERIVE_H
#define STORE_REDERIVE_H

#include "store/db.h"

bool store_rederive(struct db *db, struct err *e);

#endif
