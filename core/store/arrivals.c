/* SPDX-License-Identifier: Apache-2.0
 *
 * Promised papers as they come. A good one keeps its promise, one that is not fit
 * is recorded with the reason and leaves it open; both say when they came.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/check.h"
#include "store/apply.h"
#include "store/operators.h"
#include "store/promises.h"
#include "store/promises_inside.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

struct came {
	struct db *db;
	const struct event *ev;
	const struct payload *payload;
	int64_t id;
	const char *paper;
	date_day on;
};

/* The promise as it stands: whether anybody waits for it, and since when. */
static bool is_waited_for(const struct came *c, struct err *e)
{
	struct stmt *q = db_stmt(c->db, "SELECT made, " PROMISE_OPEN " FROM promises "
					"WHERE case_id = :id AND paper = :paper");
	date_day made = DATE_NONE;
	bool open = false;

	stmt_int(q, ":id", c->id);
	stmt_text(q, ":paper", c->paper);
	if (stmt_step(q)) {
		made = stmt_get_day(q, 0);
		open = stmt_get_int(q, 1) != 0;
	}
	if (!stmt_done(q, e))
		return false;
	if (!open)
		return err_set(e, ERR_REFUSED, _("%s 没有待补的这份材料，可能已经补交，或已作处理"),
			       c->ev->subject);
	date_day postmark = payload_day(c->payload, "postmark");
	if (c->on < made || c->on > c->ev->day)
		return err_set(e, ERR_INPUT, _("到达日期应在受理之日到今天之间"));
	if (postmark != DATE_NONE && (postmark < made || postmark > c->on))
		return err_set(e, ERR_INPUT, _("邮戳日期应在受理之日到材料到达之日之间"));
	return true;
}

static bool note_arrival(const struct came *c, struct err *e)
{
	struct stmt *q = db_stmt(c->db, "INSERT INTO promise_arrivals VALUES (:site, :seq, "
					":case_id, :paper, :came, :noted, :postmark, :way, :unfit, "
					":remark, :operator, :window)");

	stmt_text(q, ":site", c->ev->site);
	stmt_int(q, ":seq", c->ev->seq);
	stmt_int(q, ":case_id", c->id);
	stmt_text(q, ":paper", c->paper);
	stmt_day(q, ":came", c->on);
	stmt_day(q, ":noted", c->ev->day);
	stmt_day(q, ":postmark", payload_day(c->payload, "postmark"));
	stmt_text(q, ":way", payload_text(c->payload, "way"));
	stmt_text(q, ":unfit", payload_text(c->payload, "unfit"));
	stmt_text(q, ":remark", payload_text(c->payload, "remark"));
	stmt_text(q, ":operator", c->ev->by);
	stmt_text(q, ":window", c->ev->window);
	return stmt_run(q, e);
}

static bool set_paper(const struct came *c, const char *unfit, struct err *e)
{
	struct stmt *q =
		unfit ? db_stmt(c->db, "UPDATE case_papers SET unfit = :unfit "
				       "WHERE case_id = :id AND id = :paper")
		      : db_stmt(c->db, "UPDATE case_papers SET state = 'ok', unfit = NULL, "
				       "arrived = :day WHERE case_id = :id AND "
				       "id = :paper");

	if (unfit)
		stmt_text(q, ":unfit", unfit);
	else
		stmt_day(q, ":day", c->on);
	stmt_int(q, ":id", c->id);
	stmt_text(q, ":paper", c->paper);
	return stmt_run(q, e);
}

static bool keep(const struct came *c, struct err *e)
{
	struct stmt *q = db_stmt(c->db, "UPDATE promises SET arrived = :day, postmark = :postmark, "
					"way = coalesce(:way, way) "
					"WHERE case_id = :id AND paper = :paper");

	stmt_day(q, ":day", c->on);
	stmt_day(q, ":postmark", payload_day(c->payload, "postmark"));
	stmt_text(q, ":way", payload_text(c->payload, "way"));
	stmt_int(q, ":id", c->id);
	stmt_text(q, ":paper", c->paper);
	if (!stmt_run(q, e))
		return false;
	/* Asked for by the rows of a list, it has come for all of them. */
	q = db_stmt(c->db, "UPDATE case_paper_rows SET state = 'ok', unfit = NULL "
			   "WHERE case_id = :id AND paper = :paper");
	stmt_int(q, ":id", c->id);
	stmt_text(q, ":paper", c->paper);
	return stmt_run(q, e) && set_paper(c, NULL, e);
}

bool promises_settle(struct db *db, const struct event *ev, int64_t case_id, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT 1 FROM cases WHERE id = :id AND state = 'deferred' "
				     "AND NOT EXISTS (SELECT 1 FROM promises WHERE case_id = :id "
				     "AND " PROMISE_OPEN ")");

	stmt_int(q, ":id", case_id);
	bool settled = stmt_step(q);
	return stmt_done(q, e) && (!settled || case_set_state(db, ev, case_id, CASE_ACCEPTED, e));
}

bool apply_arrival(struct db *db, const struct event *ev, const struct payload *payload,
		   struct err *e)
{
	struct came c = {db, ev, payload, .paper = payload_text(payload, "paper"),
			 .on = payload_day(payload, "came")};
	const char *unfit = payload_text(payload, "unfit");
	enum case_state state;

	if (c.on == DATE_NONE)
		c.on = ev->day;
	if (!case_find(db, ev->subject, &c.id, &state, e) || !is_waited_for(&c, e) ||
	    !note_arrival(&c, e))
		return false;
	if (unfit)
		return set_paper(&c, unfit, e);
	return keep(&c, e) && promises_settle(db, ev, c.id, e);
}

/* ---- recording ---- */

static bool is_reason(const char *id)
{
	for (int i = 0; i < UNFITS; i++)
		if (strcmp(unfit_ids[i], id) == 0)
			return true;
	return false;
}

static void put_paper(const struct arrival *in, const struct arrival_paper *p, struct str *out)
{
	payload_open(out);
	payload_put(out, "paper", p->paper);
	payload_put(out, "way", in->way);
	payload_put_day(out, "came", in->came);
	payload_put_day(out, "postmark", in->postmark);
	payload_put(out, "unfit", p->unfit);
	payload_put(out, "remark", p->remark);
	payload_close(out);
}

bool promises_arrive(struct store *s, const struct actor *who, const struct arrival *in,
		     struct err *e)
{
	if (in->n == 0)
		return err_set(e, ERR_INPUT, _("请标明哪份材料到了"));
	for (size_t i = 0; i < in->n; i++)
		if (in->papers[i].unfit && !is_reason(in->papers[i].unfit))
			return err_set(e, ERR_INPUT, _("没有“%s”这种不合格的原因"),
				       in->papers[i].unfit);
	if (!operators_may(s, who, POSTS_COUNTER, e))
		return false;
	struct store_event *events = xcalloc(in->n, sizeof(*events));
	struct str *payloads = xcalloc(in->n, sizeof(*payloads));
	for (size_t i = 0; i < in->n; i++) {
		put_paper(in, &in->papers[i], &payloads[i]);
		events[i] = (struct store_event){.kind = EVENT_PAPER_ARRIVED,
						 .who = who,
						 .subject = in->case_number,
						 .payload = payloads[i].data};
	}
	bool ok = store_commit(s, NULL, events, in->n, NULL, e);
	for (size_t i = 0; i < in->n; i++)
		str_done(&payloads[i]);
	free(payloads);
	free(events);
	return ok;
}
