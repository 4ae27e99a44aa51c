/* SPDX-License-Identifier: Apache-2.0 */
#include "store/progress.h"

#include "base/clock.h"
#include "base/text.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

const char *progress_word(enum case_state state)
{
	switch (state) {
	case CASE_DEFERRED:
		return _("已受理，待补材料");
	case CASE_NOTICED:
		return _("材料待补正");
	case CASE_REVIEWING:
	case CASE_RETURNED:
		return _("审核中");
	case CASE_GRANTED:
	case CASE_DENIED:
		return _("已办结，待领取");
	case CASE_ACCEPTED:
		return _("已受理");
	default:
		return _(case_state_names[state]);
	}
}

bool progress_each(struct store *s, date_day since, progress_row_fn *fn, void *ctx, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT number, query_code, state, day, accepted_day, due, "
					"decided_day, delivered_at FROM cases INDEXED BY cases_day "
					"WHERE day >= :since ORDER BY day, serial");
	bool ok = true;

	stmt_int(q, ":since", since == DATE_NONE ? 0 : since);
	while (ok && stmt_step(q)) {
		int64_t delivered = stmt_get_int(q, 7);
		const struct progress_row row = {
			.number = stmt_get(q, 0),
			.query_code = stmt_get(q, 1),
			.state = case_state_of(stmt_get(q, 2)),
			.day = stmt_get_day(q, 3),
			.accepted = stmt_get_day(q, 4),
			.due = stmt_get_day(q, 5),
			.decided = stmt_get_day(q, 6),
			.delivered = delivered ? clock_day_of(delivered) : DATE_NONE,
		};
		ok = fn(ctx, &row);
	}
	if (!stmt_done(q, e))
		return false;
	return ok || err_set(e, ERR_STORE, _("已取消"));
}
