/* SPDX-License-Identifier: Apache-2.0 */
#include "store/calls.h"

#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/operators.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

const char *const call_ids[CALL_RESULTS] = {"reached", "silent", "wrong", "in_person"};
const char *const call_names[CALL_RESULTS] = {N_("已通知"), N_("无人接听"), N_("号码不对"),
					      N_("当面告知")};

const char *call_name(const char *id)
{
	for (int i = 0; id && i < CALL_RESULTS; i++)
		if (strcmp(call_ids[i], id) == 0)
			return _(call_names[i]);
	return id;
}

bool apply_called(struct db *db, const struct event *ev, const struct payload *payload,
		  struct err *e)
{
	enum case_state state;
	int64_t id;

	if (!case_find(db, ev->subject, &id, &state, e))
		return false;
	struct stmt *q = db_stmt(db, "INSERT INTO case_calls VALUES (:site, :seq, :case_id, "
				     ":about, :result, :remark, :at, :day, :operator)");
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_int(q, ":case_id", id);
	stmt_text(q, ":about", payload_text(payload, "about"));
	stmt_text(q, ":result", payload_text(payload, "result"));
	stmt_text(q, ":remark", payload_text(payload, "remark"));
	stmt_int(q, ":at", ev->at);
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":operator", ev->by);
	return stmt_run(q, e);
}

bool calls_record(struct store *s, const struct actor *who, const char *case_number,
		  const char *about, enum call_result result, const char *remark, struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER | POST_BIT(POST_APPROVER), e))
		return false;
	payload_open(&payload);
	payload_put(&payload, "about", about);
	payload_put(&payload, "result", call_ids[result]);
	payload_put(&payload, "remark", remark && *remark ? remark : NULL);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_CASE_CALLED, who, case_number, payload.data, e);
	str_done(&payload);
	return ok;
}

bool calls_mistaken(struct store *s, bool all, size_t limit, struct arena *a,
		    struct call_row **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db, "SELECT c.number, c.item_name, f.name, f.phone, c.void_reason, c.replaced, "
		       "c.voided_day, l.result, l.remark, l.day, (SELECT count(*) FROM case_calls "
		       "WHERE case_id = c.id AND about = 'mistaken') "
		       "FROM cases c LEFT JOIN parties f ON f.case_id = c.id AND f.pos = 0 "
		       "LEFT JOIN case_calls l ON l.case_id = c.id AND l.about = 'mistaken' AND "
		       "l.id = (SELECT max(id) FROM case_calls WHERE case_id = c.id AND "
		       "about = 'mistaken') "
		       "WHERE c.void_class IS NOT NULL AND (:all OR l.result IS NULL OR "
		       "l.result NOT IN ('reached', 'in_person')) "
		       "ORDER BY c.voided_day, c.id LIMIT :limit");

	*rows = NULL;
	*n = 0;
	stmt_int(q, ":all", all);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_step(q)) {
		struct call_row *r = ARENA_PUSH(a, *rows, *n);
		r->case_number = stmt_copy(q, 0, a);
		r->item_name = stmt_copy(q, 1, a);
		r->name = stmt_copy(q, 2, a);
		r->phone = stmt_copy(q, 3, a);
		r->reason = stmt_copy(q, 4, a);
		r->replaced = stmt_copy(q, 5, a);
		r->voided = stmt_get_day(q, 6);
		r->result = stmt_copy(q, 7, a);
		r->remark = stmt_copy(q, 8, a);
		r->day = stmt_get_day(q, 9);
		r->calls = stmt_get_int(q, 10);
	}
	return stmt_done(q, e);
}
