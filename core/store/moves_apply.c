/* SPDX-License-Identifier: Apache-2.0
 *
 * The moves of a case as rows. Here a move that cannot be is refused.
 */
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/deliveries_inside.h"
#include "store/moves.h"
#include "store/moves_inside.h"
#include "store/promises_inside.h"
#include "store/record_inside.h"

/* ---- the state ---- */

bool case_note_move(struct db *db, const struct event *ev, int64_t id, const char *from,
		    enum case_state to, struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO case_moves VALUES (:site, :seq, :id, :day, :at, "
				     ":kind, :window, :operator, :from, :to)");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_int(q, ":id", id);
	stmt_day(q, ":day", ev->day);
	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":kind", ev->kind);
	stmt_text(q, ":window", ev->window);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":from", from);
	stmt_text(q, ":to", case_state_ids[to]);
	return stmt_run(q, e);
}

bool case_set_state(struct db *db, const struct event *ev, int64_t id, enum case_state to,
		    struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT state FROM cases WHERE id = :id");
	const char *from = "";

	stmt_int(q, ":id", id);
	if (stmt_step(q))
		from = case_state_ids[case_state_of(stmt_get(q, 0))];
	if (!stmt_done(q, e) || !case_note_move(db, ev, id, from, to, e))
		return false;
	q = db_stmt(db, "UPDATE cases SET state = :state WHERE id = :id");
	stmt_text(q, ":state", case_state_ids[to]);
	stmt_int(q, ":id", id);
	if (!stmt_run(q, e))
		return false;
	/* Nobody is chased for papers of a case that is no more. */
	return !(CASE_BIT(to) & (CASES_ENDED | CASES_DECIDED)) ||
	       promises_end(db, ev, id, NULL, case_state_ids[to], e);
}

/* ---- what a move looks at ---- */

struct moving {
	struct db *db;
	const struct event *ev;
	const struct payload *payload;
	int64_t id;
	enum case_state state;
	int64_t stage, stages; /* awaited (-1: none); of how many */
	int64_t promises;      /* open ones */
};

static bool look(struct moving *m, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "SELECT stage, (SELECT count(*) FROM case_stages "
					"WHERE case_id = :id), (SELECT count(*) FROM promises "
					"WHERE case_id = :id AND " PROMISE_OPEN ") "
					"FROM cases WHERE id = :id");

	stmt_int(q, ":id", m->id);
	if (stmt_step(q)) {
		m->stage = stmt_get_int(q, 0);
		m->stages = stmt_get_int(q, 1);
		m->promises = stmt_get_int(q, 2);
	}
	return stmt_done(q, e);
}

/* A case that waits for its promised papers is accepted with reservation. */
static enum case_state waiting_state(const struct moving *m)
{
	return m->promises ? CASE_DEFERRED : CASE_ACCEPTED;
}

static bool set_stage(const struct moving *m, int64_t stage, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "UPDATE cases SET stage = :stage, stage_since = :at "
					"WHERE id = :id");

	stmt_int(q, ":stage", stage);
	stmt_int(q, ":at", stage < 0 ? 0 : m->ev->at);
	stmt_int(q, ":id", m->id);
	return stmt_run(q, e);
}

/* ---- reviewing ---- */

static bool is_due(const struct moving *m, struct err *e)
{
	if (payload_int(m->payload, "stage") == m->stage)
		return true;
	return err_set(e, ERR_REFUSED, _("%s 的这一环节刚由别人办过，请重新打开该件查看"),
		       m->ev->subject);
}

/* One who brought it to the reviewers, or did a stage of it. */
static bool is_of_another(const struct moving *m, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "SELECT 1 FROM case_moves WHERE case_id = :id AND "
					"operator = :operator AND kind IN ('case.accepted', "
					"'case.deferred', 'case.resubmitted') UNION ALL "
					"SELECT 1 FROM case_reviews WHERE case_id = :id AND "
					"operator = :operator LIMIT 1");

	stmt_int(q, ":id", m->id);
	stmt_text(q, ":operator", m->ev->by);
	bool own = stmt_step(q);
	if (!stmt_done(q, e))
		return false;
	if (own)
		return err_set(e, ERR_PERMISSION,
			       _("您受理过或办过 %s 的前面环节，这一环节须由另一人办理"),
			       m->ev->subject);
	return true;
}

static bool stage_rules(const struct moving *m, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "SELECT separate, publicised, EXISTS (SELECT 1 FROM "
					"case_pauses WHERE case_id = :id AND kind = 'publicity' "
					"AND ended IS NOT NULL) FROM case_stages "
					"WHERE case_id = :id AND pos = :stage");
	bool separate = true, unheard = false;

	stmt_int(q, ":id", m->id);
	stmt_int(q, ":stage", m->stage);
	if (stmt_step(q)) {
		separate = stmt_get_int(q, 0) != 0;
		unheard = stmt_get_int(q, 1) && !stmt_get_int(q, 2);
	}
	if (!stmt_done(q, e))
		return false;
	if (unheard)
		return err_set(e, ERR_REFUSED, _("%s 的公示还没有结束"), m->ev->subject);
	return !separate || is_of_another(m, e);
}

static bool put_review(const struct moving *m, const char *result, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "INSERT INTO case_reviews VALUES (:site, :seq, :id, "
					":stage, :result, :at, :day, :operator, :remark)");

	stmt_text(q, ":site", m->ev->site);
	stmt_int(q, ":seq", m->ev->seq);
	stmt_int(q, ":id", m->id);
	stmt_int(q, ":stage", m->stage);
	stmt_text(q, ":result", result);
	stmt_int(q, ":at", m->ev->at);
	stmt_day(q, ":day", m->ev->day);
	stmt_text(q, ":operator", m->ev->by);
	stmt_text(q, ":remark", payload_text(m->payload, "reason"));
	return stmt_run(q, e);
}

static bool nothing_promised(const struct moving *m, struct err *e)
{
	if (!m->promises)
		return true;
	return err_set(e, ERR_REFUSED, _("%s 还有%lld份容缺材料没有补齐，补齐后才能准予办结"),
		       m->ev->subject, (long long)m->promises);
}

/* The last pass leaves the state to the granting that stands in the same commit. */
static bool review(const struct moving *m, struct err *e)
{
	bool last = m->stage + 1 == m->stages;

	if (m->stage < 0)
		return err_set(e, ERR_REFUSED, _("%s 没有待办的环节"), m->ev->subject);
	return is_due(m, e) && stage_rules(m, e) && (!last || nothing_promised(m, e)) &&
	       put_review(m, "pass", e) && set_stage(m, m->stage + 1, e) &&
	       (last || m->state == CASE_REVIEWING ||
		case_set_state(m->db, m->ev, m->id, CASE_REVIEWING, e));
}

static bool decide(const struct moving *m, enum case_state to, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "UPDATE cases SET decided_at = :at, decided_day = :day "
					"WHERE id = :id");

	stmt_int(q, ":at", m->ev->at);
	stmt_day(q, ":day", m->ev->day);
	stmt_int(q, ":id", m->id);
	return stmt_run(q, e) && set_stage(m, -1, e) && case_set_state(m->db, m->ev, m->id, to, e);
}

static bool grant(const struct moving *m, struct err *e)
{
	if (m->stages && m->stage != m->stages)
		return err_set(e, ERR_REFUSED, _("%s 还有环节没有办完，不能办结"), m->ev->subject);
	return nothing_promised(m, e) && decide(m, CASE_GRANTED, e);
}

static bool deny(const struct moving *m, struct err *e)
{
	return is_due(m, e) && is_of_another(m, e) && put_review(m, "deny", e) &&
	       decide(m, CASE_DENIED, e);
}

static bool give_back(const struct moving *m, struct err *e)
{
	return is_due(m, e) && stage_rules(m, e) && put_review(m, "return", e) &&
	       set_stage(m, -1, e) && case_set_state(m->db, m->ev, m->id, CASE_RETURNED, e);
}

static bool resubmit(const struct moving *m, struct err *e)
{
	return set_stage(m, m->stages ? 0 : -1, e) &&
	       case_set_state(m->db, m->ev, m->id, waiting_state(m), e);
}

/* ---- what stops or moves the clocks ---- */

bool case_put_dues(struct db *db, const struct payload *payload, int64_t id, struct err *e)
{
	const struct payload *dues = payload_member(payload, "dues");
	const struct payload *limits = dues ? payload_member(dues, "limits") : NULL;

	if (!dues)
		return true;
	struct stmt *q = db_stmt(db, "UPDATE cases SET due = :due, due_provisional = :provisional "
				     "WHERE id = :id");
	stmt_day(q, ":due", payload_day(dues, "due"));
	stmt_int(q, ":provisional", payload_int(dues, "provisional"));
	stmt_int(q, ":id", id);
	bool ok = stmt_run(q, e);
	for (const struct payload *l = limits ? limits->first : NULL; ok && l; l = l->next) {
		q = db_stmt(db, "UPDATE case_limits SET due = :due, provisional = :provisional "
				"WHERE case_id = :case_id AND id = :id");
		stmt_day(q, ":due", payload_day(l, "due"));
		stmt_int(q, ":provisional", payload_int(l, "provisional"));
		stmt_int(q, ":case_id", id);
		stmt_text(q, ":id", payload_text(l, "id"));
		ok = stmt_run(q, e);
	}
	return ok;
}

static bool begin_pause(const struct moving *m, const char *kind, struct err *e)
{
	bool publicity = strcmp(kind, "publicity") == 0, extension = strcmp(kind, "extension") == 0;
	struct stmt *q = db_stmt(m->db, "INSERT INTO case_pauses VALUES (:site, :seq, :id, :kind, "
					":reason, :began, :until, :ended, :days, :unit, NULL, "
					":operator)");

	stmt_text(q, ":site", m->ev->site);
	stmt_int(q, ":seq", m->ev->seq);
	stmt_int(q, ":id", m->id);
	stmt_text(q, ":kind", kind);
	stmt_text(q, ":reason", payload_text(m->payload, "reason"));
	stmt_day(q, ":began", publicity ? payload_day(m->payload, "first") : m->ev->day);
	stmt_day(q, ":until", payload_day(m->payload, "last"));
	stmt_day(q, ":ended", extension ? m->ev->day : DATE_NONE);
	stmt_int(q, ":days", payload_int(m->payload, "days"));
	stmt_text(q, ":unit", payload_text(m->payload, "unit"));
	stmt_text(q, ":operator", m->ev->by);
	return stmt_run(q, e) && case_put_dues(m->db, m->payload, m->id, e);
}

/* How many pauses of the kind the case has; open ones alone. */
static bool count_pauses(const struct moving *m, const char *kind, bool open, int64_t *n,
			 struct err *e)
{
	struct stmt *q = db_stmt(m->db, "SELECT count(*) FROM case_pauses WHERE case_id = :id AND "
					"kind = :kind AND (NOT :open OR ended IS NULL)");

	stmt_int(q, ":id", m->id);
	stmt_text(q, ":kind", kind);
	stmt_int(q, ":open", open);
	*n = stmt_step(q) ? stmt_get_int(q, 0) : 0;
	return stmt_done(q, e);
}

static bool end_pause(const struct moving *m, const char *kind, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "UPDATE case_pauses SET ended = :day, result = :result "
					"WHERE case_id = :id AND kind = :kind AND ended IS NULL");

	stmt_day(q, ":day", m->ev->day);
	stmt_text(q, ":result", payload_text(m->payload, "reason"));
	stmt_int(q, ":id", m->id);
	stmt_text(q, ":kind", kind);
	return stmt_run(q, e) && case_put_dues(m->db, m->payload, m->id, e);
}

/* The guide says what stops a clock; nothing else does. */
static bool is_listed(const struct moving *m, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "SELECT 1 FROM case_limits WHERE case_id = :id AND "
					"instr(char(10) || uncounted || char(10), "
					"char(10) || :reason || char(10)) > 0 "
					"AND instr(:reason, char(10)) = 0");

	stmt_int(q, ":id", m->id);
	stmt_text(q, ":reason", payload_text(m->payload, "reason"));
	bool listed = stmt_step(q);
	if (!stmt_done(q, e))
		return false;
	return listed || err_set(e, ERR_REFUSED,
				 _("%s 的时限不因这个原因中止：只有指南列明不计入时限的才可以"),
				 m->ev->subject);
}

static bool suspend(const struct moving *m, struct err *e)
{
	return is_listed(m, e) && begin_pause(m, "suspension", e) &&
	       case_set_state(m->db, m->ev, m->id, CASE_SUSPENDED, e);
}

/* Back to what it was; papers may have come meanwhile. */
static bool resume(const struct moving *m, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "SELECT from_state FROM case_moves WHERE case_id = :id AND "
					"to_state = 'suspended' ORDER BY at DESC, id DESC LIMIT 1");
	enum case_state to = CASE_ACCEPTED;

	stmt_int(q, ":id", m->id);
	if (stmt_step(q))
		to = case_state_of(stmt_get(q, 0));
	if (!stmt_done(q, e))
		return false;
	if (to == CASE_DEFERRED)
		to = waiting_state(m);
	return end_pause(m, "suspension", e) && case_set_state(m->db, m->ev, m->id, to, e);
}

/* By what the guide says, no more and no less. */
static bool is_extendable(const struct moving *m, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "SELECT 1 FROM case_limits WHERE case_id = :id AND "
					"extend_days = :days AND extend_unit = :unit");

	stmt_int(q, ":id", m->id);
	stmt_int(q, ":days", payload_int(m->payload, "days"));
	stmt_text(q, ":unit", payload_text(m->payload, "unit"));
	bool may = stmt_step(q);
	if (!stmt_done(q, e))
		return false;
	return may ||
	       err_set(e, ERR_REFUSED, _("指南没有写 %s 的时限可以这样延长"), m->ev->subject);
}

static bool extend(const struct moving *m, struct err *e)
{
	int64_t n;

	if (!is_extendable(m, e) || !count_pauses(m, "extension", false, &n, e))
		return false;
	if (n)
		return err_set(e, ERR_REFUSED, _("%s 已经延长过一次"), m->ev->subject);
	return begin_pause(m, "extension", e);
}

static bool awaits_publicity(const struct moving *m, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "SELECT publicised FROM case_stages "
					"WHERE case_id = :id AND pos = :stage");

	stmt_int(q, ":id", m->id);
	stmt_int(q, ":stage", m->stage);
	bool awaited = stmt_step(q) && stmt_get_int(q, 0);
	if (!stmt_done(q, e))
		return false;
	if (!awaited)
		return err_set(e, ERR_REFUSED, _("%s 现在不在公示环节"), m->ev->subject);
	date_day first = payload_day(m->payload, "first"), last = payload_day(m->payload, "last");
	return (first != DATE_NONE && last != DATE_NONE && first <= last) ||
	       err_set(e, ERR_INPUT, _("公示要写起止日期，止日不早于起日"));
}

static bool publicise(const struct moving *m, struct err *e)
{
	int64_t n;

	if (!awaits_publicity(m, e) || !count_pauses(m, "publicity", true, &n, e))
		return false;
	if (n)
		return err_set(e, ERR_REFUSED, _("%s 正在公示"), m->ev->subject);
	return begin_pause(m, "publicity", e);
}

static bool end_publicity(const struct moving *m, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "SELECT until FROM case_pauses WHERE case_id = :id AND "
					"kind = 'publicity' AND ended IS NULL");
	date_day last = DATE_NONE;

	stmt_int(q, ":id", m->id);
	if (stmt_step(q))
		last = stmt_get_day(q, 0);
	if (!stmt_done(q, e))
		return false;
	if (last == DATE_NONE)
		return err_set(e, ERR_REFUSED, _("%s 没有在公示"), m->ev->subject);
	if (m->ev->day < last) {
		char day[DATE_TEXT];
		return err_set(e, ERR_REFUSED, _("%s 公示到 %s，还没有满"), m->ev->subject,
			       date_format(last, day));
	}
	return end_pause(m, "publicity", e);
}

/* ---- the end ---- */

static bool end(const struct moving *m, enum case_state to, struct err *e)
{
	return set_stage(m, -1, e) && case_set_state(m->db, m->ev, m->id, to, e);
}

static bool deliver(const struct moving *m, struct err *e)
{
	struct stmt *q = db_stmt(m->db, "UPDATE cases SET delivered_at = :at WHERE id = :id");

	stmt_int(q, ":at", m->ev->at);
	stmt_int(q, ":id", m->id);
	return stmt_run(q, e) && delivery_end(m->db, m->ev, m->payload, m->id, e) &&
	       case_set_state(m->db, m->ev, m->id, CASE_DELIVERED, e);
}

static bool make(const struct moving *m, enum event_kind kind, struct err *e)
{
	switch (kind) {
	case EVENT_CASE_REVIEWED:
		return review(m, e);
	case EVENT_CASE_RETURNED:
		return give_back(m, e);
	case EVENT_CASE_RESUBMITTED:
		return resubmit(m, e);
	case EVENT_CASE_GRANTED:
		return grant(m, e);
	case EVENT_CASE_DENIED:
		return deny(m, e);
	case EVENT_CASE_SUSPENDED:
		return suspend(m, e);
	case EVENT_CASE_RESUMED:
		return resume(m, e);
	case EVENT_CASE_EXTENDED:
		return extend(m, e);
	case EVENT_CASE_PUBLICISED:
		return publicise(m, e);
	case EVENT_CASE_PUBLIC_ENDED:
		return end_publicity(m, e);
	case EVENT_CASE_WITHDRAWN:
		return end(m, CASE_WITHDRAWN, e);
	case EVENT_CASE_TERMINATED:
		return end(m, CASE_TERMINATED, e);
	default:
		return deliver(m, e);
	}
}

bool apply_move(struct db *db, const struct event *ev, const struct payload *payload, struct err *e)
{
	struct moving m = {.db = db, .ev = ev, .payload = payload};
	int kind = event_kind_of(ev->kind);

	if (!case_find(db, ev->subject, &m.id, &m.state, e) || !look(&m, e))
		return false;
	if (!moves_allowed(m.state, kind))
		return err_set(e, ERR_REFUSED, _("%s 现在是“%s”，不能再%s"), ev->subject,
			       _(case_state_names[m.state]), _(event_names[kind]));
	return make(&m, kind, e);
}
