/* SPDX-License-Identifier: Apache-2.0
 *
 * Who stands at which window from when to when. Cases, notices and slips name
 * the visit they belong to. Its id is the seq of the event that began it.
 */
#ifndef STORE_VISITS_H
#define STORE_VISITS_H

#include "store/store.h"

bool visits_begin(struct store *s, const struct actor *who, int64_t *id, struct err *e);
/* Ends who->visit. */
bool visits_end(struct store *s, const struct actor *who, struct err *e);

#endif
