/* SPDX-License-Identifier: Apache-2.0 */
#include "store/rechecks.h"

#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/operators.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

bool apply_recheck(struct db *db, const struct event *ev, const struct payload *payload,
		   struct err *e)
{
	const char *result = payload_text(payload, "result");
	int64_t id;

	if (!result || (strcmp(result, "yes") != 0 && strcmp(result, "no") != 0))
		return err_set(e, ERR_INPUT, _("核验结果只能是“核验到”或“核验不到”"));
	if (!case_find_valid(db, ev->subject, &id, e))
		return false;
	struct stmt *q = db_stmt(db, "UPDATE case_verifications SET result = :result, "
				     "source = coalesce(:source, source), "
				     "remark = :remark, rechecked = :at, at = :at, "
				     "operator = :operator WHERE case_id = :id AND id = :what");
	stmt_text(q, ":result", result);
	stmt_text(q, ":source", payload_text(payload, "source"));
	stmt_text(q, ":remark", payload_text(payload, "remark"));
	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":operator", ev->by);
	stmt_int(q, ":id", id);
	stmt_text(q, ":what", payload_text(payload, "verification"));
	if (!stmt_run(q, e))
		return false;
	if (db_changes(db) == 0)
		return err_set(e, ERR_INPUT, _("%s 没有这项核验"), ev->subject);
	return true;
}

static bool is_blank(const char *text)
{
	return !text || text[strspn(text, " \t")] == '\0';
}

bool rechecks_record(struct store *s, const struct actor *who, const char *number,
		     const char *verification, const struct recheck *r, struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER, e))
		return false;
	if (r->result && strcmp(r->result, "no") == 0 && is_blank(r->remark))
		return err_set(e, ERR_INPUT, _("核验不到的须写明情况，交主管处理"));
	payload_open(&payload);
	payload_put(&payload, "verification", verification);
	payload_put(&payload, "result", r->result);
	payload_put(&payload, "source", r->source);
	payload_put(&payload, "remark", r->remark);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_VERIFICATION_RECHECKED, who, number, payload.data, e);
	str_done(&payload);
	return ok;
}

/* Both walk an index of the few rows that are meant. */
#define ROWS                                                                                       \
	"SELECT c.number, c.item_name, p.name, v.id, v.text, v.source, c.day, v.remark "           \
	"FROM case_verifications v JOIN cases c ON c.id = v.case_id "                              \
	"LEFT JOIN parties p ON p.case_id = c.id AND p.pos = 0 "                                   \
	"WHERE c.state IN ('accepted', 'deferred') AND "
#define ORDER " ORDER BY v.case_id, v.pos LIMIT :limit"

bool rechecks_list(struct store *s, enum recheck_list which, size_t limit, struct arena *a,
		   struct recheck_row **rows, size_t *n, struct err *e)
{
	struct stmt *q = which == RECHECK_OPEN
				 ? db_stmt(s->db, ROWS "v.result = 'unavailable'" ORDER)
				 : db_stmt(s->db, ROWS "v.remark IS NOT NULL" ORDER);

	*rows = NULL;
	*n = 0;
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_step(q)) {
		struct recheck_row *r = ARENA_PUSH(a, *rows, *n);
		r->number = stmt_copy(q, 0, a);
		r->item_name = stmt_copy(q, 1, a);
		r->name = stmt_copy(q, 2, a);
		r->id = stmt_copy(q, 3, a);
		r->text = stmt_copy(q, 4, a);
		r->source = stmt_copy(q, 5, a);
		r->day = stmt_get_day(q, 6);
		r->remark = stmt_copy(q, 7, a);
	}
	return stmt_done(q, e);
}

bool rechecks_sources(struct store *s, size_t limit, struct arena *a, const char ***texts,
		      size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT source FROM (SELECT source, case_id FROM "
					"case_verifications ORDER BY case_id DESC LIMIT 200) "
					"WHERE source IS NOT NULL GROUP BY source "
					"ORDER BY max(case_id) DESC LIMIT :limit");

	*texts = NULL;
	*n = 0;
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_step(q))
		*ARENA_PUSH(a, *texts, *n) = stmt_copy(q, 0, a);
	return stmt_done(q, e);
}
