/* SPDX-License-Identifier: Apache-2.0 */
#include "store/handover.h"

#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/drafts_inside.h"
#include "store/operators.h"
#include "store/promises_inside.h"
#include "store/record_inside.h"
#include "store/signatures_inside.h"

/* ---- what there is ---- */

/* A paper that stays at the hall: an original, taken in, not handed back. */
#define KEPT                                                                                       \
	"p.case_id = c.id AND p.state IN ('ok', 'unfit') AND p.handed_back = 0 AND "               \
	"p.form LIKE '%原件%'"

static bool read_cases(struct store *s, const char *login, struct arena *a, struct handover *out,
		       struct err *e)
{
	struct stmt *q = db_stmt(
		s->db,
		"SELECT * FROM (SELECT c.number, c.item, c.item_name, c.state, "
		"(SELECT name FROM parties WHERE case_id = c.id ORDER BY pos LIMIT 1), "
		"(SELECT count(*) FROM promises WHERE case_id = c.id AND " PROMISE_OPEN ") AS due, "
		"(SELECT count(*) FROM case_papers p WHERE " KEPT ") AS kept, "
		"(SELECT group_concat(p.name, '、') FROM case_papers p WHERE " KEPT "), c.id "
		"FROM cases c LEFT JOIN case_keepers k ON k.case_id = c.id "
		"WHERE c.state IN ('noticed', 'deferred') AND "
		"coalesce(k.keeper, c.operator) = :login) WHERE due OR kept ORDER BY 9 "
		"/* whole table */");

	stmt_text(q, ":login", login);
	while (stmt_step(q)) {
		struct handover_case *c = ARENA_PUSH(a, out->cases, out->n_cases);
		c->number = stmt_copy(q, 0, a);
		c->item = stmt_copy(q, 1, a);
		c->item_name = stmt_copy(q, 2, a);
		c->state = case_state_of(stmt_get(q, 3));
		c->name = stmt_copy(q, 4, a);
		c->promises = stmt_get_int(q, 5);
		c->kept = stmt_get_int(q, 6);
		c->papers = stmt_is_null(q, 7) ? "" : stmt_copy(q, 7, a);
		out->papers += c->kept;
	}
	return stmt_done(q, e);
}

bool handover_of(struct store *s, const char *login, struct arena *a, struct handover *out,
		 struct err *e)
{
	*out = (struct handover){0};
	if (!drafts_list(s, login, DRAFTS_OWN, a, &out->drafts, &out->n_drafts, e))
		return false;
	for (size_t i = 0; i < out->n_drafts; i++)
		out->papers += out->drafts[i].papers;
	return read_cases(s, login, a, out, e);
}

static bool same_drafts(const struct handover *x, const struct handover *y)
{
	bool same = x->n_drafts == y->n_drafts;

	for (size_t i = 0; same && i < x->n_drafts; i++)
		same = x->drafts[i].id == y->drafts[i].id &&
		       x->drafts[i].revision == y->drafts[i].revision;
	return same;
}

static bool same_cases(const struct handover *x, const struct handover *y)
{
	bool same = x->n_cases == y->n_cases;

	for (size_t i = 0; same && i < x->n_cases; i++)
		same = strcmp(x->cases[i].number, y->cases[i].number) == 0 &&
		       x->cases[i].kept == y->cases[i].kept;
	return same;
}

static bool has_changed(struct err *e)
{
	return err_set(e, ERR_REFUSED, _("交接内容刚有变动，请重新核对清单再签收"));
}

/* ---- the event ---- */

static bool keep(struct db *db, const char *number, const char *keeper, struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT OR REPLACE INTO case_keepers VALUES (:id, :keeper)");
	int64_t id;

	if (!case_find_valid(db, number, &id, e))
		return false;
	stmt_int(q, ":id", id);
	stmt_text(q, ":keeper", keeper);
	return stmt_run(q, e);
}

bool apply_handover(struct db *db, const struct event *ev, const struct payload *payload,
		    struct err *e)
{
	const struct payload *numbers = payload_member(payload, "case_numbers");
	const char *to = payload_text(payload, "to");
	struct stmt *q = db_stmt(db, "INSERT INTO handovers VALUES (:site, :id, :at, :giver, "
				     ":receiver, :window, :drafts, :cases, :papers)");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->seq);
	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":giver", payload_text(payload, "from"));
	stmt_text(q, ":receiver", to);
	stmt_text(q, ":window", ev->window);
	stmt_int(q, ":drafts", payload_int(payload, "drafts"));
	stmt_int(q, ":cases", payload_int(payload, "cases"));
	stmt_int(q, ":papers", payload_int(payload, "papers"));
	bool ok = stmt_run(q, e);
	for (const struct payload *m = numbers ? numbers->first : NULL; ok && m; m = m->next)
		ok = keep(db, m->text, to, e);
	return ok;
}

struct signing {
	const struct actor *giver;
	const struct signature *signature;
	const struct handover *seen;
};

static void put_payload(const struct signing *g, struct str *out)
{
	const struct handover *h = g->seen;

	payload_open(out);
	payload_put(out, "from", g->giver->by);
	payload_put(out, "to", g->signature->login);
	payload_put_int(out, "drafts", (int64_t)h->n_drafts);
	payload_put_int(out, "cases", (int64_t)h->n_cases);
	payload_put_int(out, "papers", h->papers);
	payload_put_name(out, "draft_ids");
	str_addc(out, '[');
	for (size_t i = 0; i < h->n_drafts; i++)
		str_addf(out, "%s%lld", i ? "," : "", (long long)h->drafts[i].id);
	str_addc(out, ']');
	payload_put_name(out, "case_numbers");
	str_addc(out, '[');
	for (size_t i = 0; i < h->n_cases; i++)
		str_addf(out, "%s\"%s\"", i ? "," : "", h->cases[i].number);
	str_addc(out, ']');
	signatures_put(out, &g->signature->seq, 1);
	payload_close(out);
}

/* Inside the commit, where the cases that are read are those that are handed over. */
static bool build(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		  struct err *e)
{
	const struct signing *g = ctx;
	struct handover now = {0};
	struct arena a = {0};

	(void)t;
	bool ok = read_cases(s, g->giver->by, &a, &now, e) &&
		  (same_cases(&now, g->seen) || has_changed(e));
	if (ok)
		put_payload(g, payload);
	arena_done(&a);
	return ok;
}

/* ---- signing ---- */

static bool move_draft(struct store *s, int64_t id, const char *from, const char *to,
		       const char *window, int64_t at, struct err *e)
{
	struct stmt *q = db_stmt(s->drafts, "UPDATE drafts SET operator = :operator, holder = '', "
					    "revision = revision + 1 WHERE id = :id");

	stmt_text(q, ":operator", to);
	stmt_int(q, ":id", id);
	return stmt_run(q, e) &&
	       drafts_note(s->drafts, id, DRAFT_HANDED,
			   &(struct case_step){.at = at, .by = to, .from = from, .window = window},
			   e);
}

/* The drafts first: when the event cannot be written they stay where they are. */
static bool hand_over(struct store *s, const struct signing *g, int64_t *id, struct err *e)
{
	const struct store_event ev = {.kind = EVENT_HANDOVER,
				       .who = g->giver,
				       .subject = "",
				       .build = build,
				       .ctx = (void *)g};
	struct store_receipt receipt;
	struct handover now = {0};
	struct arena a = {0};
	int64_t at = clock_now(&s->clock);
	bool ok = drafts_list(s, g->giver->by, DRAFTS_OWN, &a, &now.drafts, &now.n_drafts, e) &&
		  (same_drafts(&now, g->seen) || has_changed(e));

	for (size_t i = 0; ok && i < now.n_drafts; i++)
		ok = move_draft(s, now.drafts[i].id, g->giver->by, g->signature->login,
				g->giver->window, at, e);
	ok = ok && store_commit(s, NULL, &ev, 1, &receipt, e);
	if (ok)
		*id = receipt.seq;
	arena_done(&a);
	return ok;
}

bool handover_sign(struct store *s, const struct actor *giver, const struct signature *receiver,
		   const struct handover *seen, int64_t *id, struct err *e)
{
	const struct signing g = {giver, receiver, seen};
	struct db *db = drafts_db(s, e);

	if (!db)
		return false;
	if (seen->n_drafts + seen->n_cases == 0)
		return err_set(e, ERR_REFUSED, _("没有草稿、待补办件和材料，无须交接"));
	const struct sign_request q = {.posts = POST_BIT(POST_CLERK), .act = HANDOVER_ACT};
	if (!operators_signed(s, giver, receiver, &q, e) || !db_begin(db, "handover", e))
		return false;
	return db_end(db, "handover", hand_over(s, &g, id, e), e);
}

/* ---- after a kill between the two files ---- */

enum { REPLAYED = 20 }; /* handovers looked back at; a killed one is the newest or close to it */

/* The draft is as it was handed over, only not by the receiver. */
static bool still_given(const struct draft *d, const char *giver, int64_t at)
{
	return d && strcmp(d->owner, giver) == 0 && d->updated_at <= at && d->since <= at;
}

static bool is_known(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

/* `seen`: drafts that newer handovers have spoken of. */
static bool replay_one(struct store *s, struct stmt *q, struct arena *a, int64_t **seen, size_t *n,
		       struct err *e)
{
	size_t len;
	const char *bytes = stmt_get_bytes(q, 0, &len);
	const struct payload *p = payload_parse(bytes, len, a);
	const struct payload *ids = p ? payload_member(p, "draft_ids") : NULL;
	const char *from = p ? payload_text(p, "from") : NULL, *to = p ? payload_text(p, "to") : "";
	int64_t at = stmt_get_int(q, 1);
	bool ok = true;

	for (const struct payload *m = ids && from ? ids->first : NULL; ok && m; m = m->next) {
		struct draft *d = NULL;
		if (is_known(*seen, *n, m->number))
			continue;
		*ARENA_PUSH(a, *seen, *n) = m->number;
		ok = drafts_load(s, m->number, a, &d, e);
		if (ok && still_given(d, from, at))
			ok = move_draft(s, d->id, from, to, stmt_get(q, 2), at, e);
	}
	return ok;
}

static bool replay(struct store *s, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT l.payload, l.at, l.\"window\" FROM handovers h "
					"JOIN ledger l ON l.site = h.site AND l.seq = h.id "
					"ORDER BY h.at DESC, h.id DESC LIMIT :most "
					"/* whole table */");
	struct arena a = {0};
	int64_t *seen = NULL;
	size_t n = 0;
	bool ok = true;

	stmt_int(q, ":most", REPLAYED);
	while (ok && stmt_step(q))
		ok = replay_one(s, q, &a, &seen, &n, e);
	ok = stmt_done(q, ok ? e : NULL) && ok;
	arena_done(&a);
	return ok;
}

bool handover_replay(struct store *s, struct err *e)
{
	struct db *db = drafts_db(s, e);

	return db && db_begin(db, "replay", e) && db_end(db, "replay", replay(s, e), e);
}
