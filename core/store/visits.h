/* SPDX-License-Identifier: Apache-2.0
 *
 * Who stands at which window from when to when. Cases, notices and slips name
 * the visit they belong to. Its id is the seq of the event that began it.
 */
#ifndef STORE_VISITS_H
#define STORE_VISITS_H

#include "base/arena.h"
#include "store/store.h"

struct visit_row {
	int64_t id;
	const char *window, *by;
	int64_t begun_at, ended_at; /* ended_at 0: still here */
};

bool visits_begin(struct store *s, const char *by, const char *window, int64_t *id, struct err *e);
bool visits_end(struct store *s, const char *by, int64_t id, struct err *e);
bool visits_get(struct store *s, int64_t id, struct arena *a, struct visit_row **out,
		struct err *e);

#endif
