/* SPDX-License-Identifier: Apache-2.0
 *
 * Last days a move brings, for every event that carries some.
 */
#ifndef STORE_MOVES_INSIDE_H
#define STORE_MOVES_INSIDE_H

#include "store/db.h"
#include "store/payload.h"

/* Writes the member "dues" of a payload, when there is one, into the case and its limits. */
bool case_put_dues(struct db *db, const struct payload *payload, int64_t id, struct err *e);

#endif
