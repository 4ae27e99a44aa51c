/* SPDX-License-Identifier: Apache-2.0 */
#include "store/pledges.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/pledges_inside.h"
#include "store/record_inside.h"
#include "store/settings.h"
#include "store/store_inside.h"

const char *const pledge_ids[PLEDGE_RESULTS] = {"true", "false", "unknown"};
const char *const pledge_names[PLEDGE_RESULTS] = {N_("属实"), N_("不实"), N_("无法核实")};

#define CHECKERS (POSTS_COUNTER | POST_BIT(POST_APPROVER))

/* ---- applied ---- */

bool pledges_put(struct db *db, const struct case_record *r, int64_t case_id, date_day made,
		 struct err *e)
{
	for (size_t i = 0; i < r->n_papers; i++) {
		const struct case_paper *p = &r->papers[i];
		if (!p->pledge || !p->state || strcmp(p->state, "ok") != 0)
			continue;
		struct stmt *q = db_stmt(db, "INSERT INTO pledges (case_id, paper, name, made) "
					     "VALUES (:case_id, :paper, :name, :made)");
		stmt_int(q, ":case_id", case_id);
		stmt_text(q, ":paper", p->id);
		stmt_text(q, ":name", p->name ? p->name : p->id);
		stmt_day(q, ":made", made);
		if (!stmt_run(q, e))
			return false;
	}
	return true;
}

struct checked {
	bool found;
	bool stands; /* 属实 or 不实 was said */
	bool own;    /* by who accepted it */
};

static bool look(struct db *db, int64_t case_id, const char *paper, const char *by,
		 struct checked *out, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT g.result IS NOT NULL AND g.result <> 'unknown', "
				     "c.operator = :by FROM pledges g "
				     "JOIN cases c ON c.id = g.case_id "
				     "WHERE g.case_id = :case_id AND g.paper = :paper");

	*out = (struct checked){0};
	stmt_text(q, ":by", by);
	stmt_int(q, ":case_id", case_id);
	stmt_text(q, ":paper", paper);
	if (stmt_step(q))
		*out = (struct checked){true, stmt_get_int(q, 0) != 0, stmt_get_int(q, 1) != 0};
	return stmt_done(q, e);
}

bool apply_pledge(struct db *db, const struct event *ev, const struct payload *payload,
		  struct err *e)
{
	const char *paper = payload_text(payload, "paper");
	struct checked c;
	int64_t id;

	if (!case_find_valid(db, ev->subject, &id, e) || !look(db, id, paper, ev->by, &c, e))
		return false;
	if (!c.found)
		return err_set(e, ERR_INPUT, _("%s 没有这份告知承诺"), ev->subject);
	if (c.own)
		return err_set(e, ERR_PERMISSION, _("%s 是您受理的，事后核查须由另一人办理"),
			       ev->subject);
	if (c.stands && !payload_int(payload, "corrects"))
		return err_set(e, ERR_REFUSED, _("%s 的这份承诺已有核查结果，更改须由主管办理"),
			       ev->subject);
	struct stmt *q = db_stmt(db, "UPDATE pledges SET result = :result, remark = :remark, "
				     "operator = :operator, checked = :day "
				     "WHERE case_id = :case_id AND paper = :paper");
	stmt_text(q, ":result", payload_text(payload, "result"));
	stmt_text(q, ":remark", payload_text(payload, "remark"));
	stmt_text(q, ":operator", ev->by);
	stmt_day(q, ":day", ev->day);
	stmt_int(q, ":case_id", id);
	stmt_text(q, ":paper", paper);
	return stmt_run(q, e);
}

/* ---- recording ---- */

struct checking {
	const struct actor *who;
	const char *case_number, *paper, *remark;
	enum pledge_result result;
};

static bool build(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		  struct err *e)
{
	const struct checking *g = ctx;
	enum case_state state;
	struct checked c;
	int64_t id;

	(void)t;
	if (!operators_may(s, g->who, CHECKERS, e) ||
	    !case_find(s->db, g->case_number, &id, &state, e) ||
	    !look(s->db, id, g->paper, g->who->by, &c, e))
		return false;
	if (c.stands && !c.own && !operators_may(s, g->who, POST_BIT(POST_SUPERVISOR), e))
		return false;
	payload_open(payload);
	payload_put(payload, "paper", g->paper);
	payload_put(payload, "result", pledge_ids[g->result]);
	payload_put(payload, "remark", g->remark);
	if (c.stands)
		payload_put_int(payload, "corrects", 1);
	payload_close(payload);
	return true;
}

bool pledges_check(struct store *s, const struct actor *who, const char *case_number,
		   const char *paper, enum pledge_result result, const char *remark, struct err *e)
{
	struct checking g = {who, case_number, paper, remark, result};
	const struct store_event ev = {.kind = EVENT_PLEDGE_CHECKED,
				       .who = who,
				       .subject = case_number,
				       .build = build,
				       .ctx = &g};

	if (result != PLEDGE_TRUE && (!remark || !remark[strspn(remark, " \t")]))
		return err_set(e, ERR_INPUT, _("“%s”须写明核查情况"), _(pledge_names[result]));
	return store_commit(s, NULL, &ev, 1, NULL, e);
}

/* ---- reading ---- */

static bool read_days(struct store *s, int64_t *days, struct err *e)
{
	struct arena a = {0};
	const char *text;
	bool ok = settings_get(s, PLEDGE_DAYS_SETTING, &a, &text, e);

	*days = ok ? atoll(text) : 0;
	arena_done(&a);
	return ok;
}

#define ROWS                                                                                       \
	"SELECT c.number, c.item_name, f.name, f.phone, g.paper, g.name, c.state, c.operator, "    \
	"g.made, g.result, g.remark, g.operator, g.checked "                                       \
	"FROM pledges g JOIN cases c ON c.id = g.case_id "                                         \
	"LEFT JOIN parties f ON f.case_id = c.id AND f.pos = 0 "
/* Nobody relies on what was pledged in a case that was given up. */
#define LIVE "c.state NOT IN ('voided', 'withdrawn', 'terminated', 'denied') "

bool pledges_list(struct store *s, enum pledge_list which, size_t limit, struct arena *a,
		  struct pledge_row **rows, size_t *n, struct err *e)
{
	struct stmt *q =
		which == PLEDGES_OPEN
			? db_stmt(s->db, ROWS "WHERE (g.result IS NULL OR g.result = 'unknown') "
					      "AND " LIVE "ORDER BY g.made, c.id, g.paper "
					      "LIMIT :limit")
		: which == PLEDGES_FALSE
			? db_stmt(s->db, ROWS "WHERE g.result = 'false' AND " LIVE
					      "ORDER BY g.checked DESC, c.id LIMIT :limit")
			: db_stmt(s->db, ROWS "WHERE " LIVE "ORDER BY g.made, c.id, g.paper "
					      "LIMIT :limit /* whole table */");
	int64_t days;

	*rows = NULL;
	*n = 0;
	if (!read_days(s, &days, e))
		return false;
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_step(q)) {
		struct pledge_row *p = ARENA_PUSH(a, *rows, *n);
		p->case_number = stmt_copy(q, 0, a);
		p->item_name = stmt_copy(q, 1, a);
		p->name = stmt_copy(q, 2, a);
		p->phone = stmt_copy(q, 3, a);
		p->paper = stmt_copy(q, 4, a);
		p->paper_name = stmt_copy(q, 5, a);
		p->state = case_state_of(stmt_get(q, 6));
		p->acceptor = stmt_copy(q, 7, a);
		p->made = stmt_get_day(q, 8);
		p->due = p->made + (date_day)days;
		p->result = stmt_copy(q, 9, a);
		p->remark = stmt_copy(q, 10, a);
		p->by = stmt_copy(q, 11, a);
		p->checked = stmt_get_day(q, 12);
	}
	return stmt_done(q, e);
}

bool pledges_count(struct store *s, date_day today, int64_t *open, int64_t *late, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT count(*), count(*) FILTER (WHERE g.made < :before) "
					"FROM pledges g JOIN cases c ON c.id = g.case_id "
					"WHERE g.result IS NULL AND " LIVE);
	int64_t days;

	*open = *late = 0;
	if (!read_days(s, &days, e))
		return false;
	stmt_day(q, ":before", today - (date_day)days);
	if (stmt_step(q)) {
		*open = stmt_get_int(q, 0);
		*late = stmt_get_int(q, 1);
	}
	return stmt_done(q, e);
}
