/* SPDX-License-Identifier: Apache-2.0
 *
 * The small events of a case's later life, outside its promises and documents:
 * numbers of other systems, voiding.
 */
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/cases.h"
#include "store/mistaken.h"
#include "store/operators.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

bool case_find(struct db *db, const char *number, int64_t *id, enum case_state *state,
	       struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT id, state FROM cases WHERE number = :number");

	*id = 0;
	stmt_text(q, ":number", number);
	if (stmt_step(q)) {
		*id = stmt_get_int(q, 0);
		*state = case_state_of(stmt_get(q, 1));
	}
	if (!stmt_done(q, e))
		return false;
	if (*id == 0)
		return err_set(e, ERR_INPUT, _("没有受理号为 %s 的办件，请核对"), number);
	return true;
}

bool case_find_valid(struct db *db, const char *number, int64_t *id, struct err *e)
{
	enum case_state state;

	if (!case_find(db, number, id, &state, e))
		return false;
	if (state == CASE_VOIDED)
		return err_set(e, ERR_REFUSED, _("%s 已经作废，不能再登记"), number);
	return true;
}

static bool is_blank(const char *text)
{
	return !text || text[strspn(text, " \t")] == '\0';
}

bool case_put_link(struct db *db, int64_t id, const struct case_link *link, struct err *e)
{
	if (is_blank(link->kind) || is_blank(link->value))
		return err_set(e, ERR_INPUT, _("外部系统的编号没有填写"));
	/* One number per kind; a second one corrects the first. */
	struct stmt *q = db_stmt(db, "INSERT OR REPLACE INTO case_links "
				     "SELECT :id, coalesce((SELECT pos FROM case_links "
				     "  WHERE case_id = :id AND kind = :kind), "
				     "  (SELECT count(*) FROM case_links WHERE case_id = :id)), "
				     ":kind, :value");

	stmt_int(q, ":id", id);
	stmt_text(q, ":kind", link->kind);
	stmt_text(q, ":value", link->value);
	return stmt_run(q, e);
}

bool apply_link(struct db *db, const struct event *ev, const struct payload *payload, struct err *e)
{
	struct case_link link = {payload_text(payload, "kind"), payload_text(payload, "value")};
	int64_t id;

	return case_find_valid(db, ev->subject, &id, e) && case_put_link(db, id, &link, e);
}

/* What the record says of it, from any voiding; the state has its move already. */
static bool note_void(struct db *db, const struct event *ev, const struct payload *payload,
		      int64_t id, struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE cases SET stage = -1, stage_since = 0, "
				     "voided_day = :day, void_reason = :reason, "
				     "void_class = :class, void_by = :by, replaced = :replaced, "
				     "replaced_as = :as WHERE id = :id");

	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":reason", payload_text(payload, "reason"));
	stmt_text(q, ":class", payload_text(payload, "fault"));
	stmt_text(q, ":by", payload_text(payload, "signed_by"));
	stmt_text(q, ":replaced", payload_text(payload, "replaced"));
	stmt_text(q, ":as", payload_text(payload, "replaced_as"));
	stmt_int(q, ":id", id);
	return stmt_run(q, e);
}

bool apply_void(struct db *db, const struct event *ev, const struct payload *payload, struct err *e)
{
	enum case_state state;
	int64_t id;

	if (!case_find(db, ev->subject, &id, &state, e))
		return false;
	if (state == CASE_VOIDED)
		return err_set(e, ERR_REFUSED, _("%s 已经作废"), ev->subject);
	if (payload_text(payload, "fault") && !(CASE_BIT(state) & MISTAKEN_FROM))
		return err_set(e, ERR_REFUSED, _("%s 现在是“%s”，不能更正受理"), ev->subject,
			       _(case_state_names[state]));
	return case_set_state(db, ev, id, CASE_VOIDED, e) && note_void(db, ev, payload, id, e);
}

bool cases_link(struct store *s, const struct actor *who, const char *number, const char *kind,
		const char *value, struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER, e))
		return false;
	payload_open(&payload);
	payload_put(&payload, "kind", kind);
	payload_put(&payload, "value", value);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_CASE_LINKED, who, number, payload.data, e);
	str_done(&payload);
	return ok;
}

bool cases_linked(struct store *s, const char *kind, const char *value, const char *own,
		  struct arena *a, const char **number, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT c.number FROM case_links l JOIN cases c "
					"ON c.id = l.case_id WHERE l.value = :value AND "
					"l.kind = :kind AND c.number IS NOT :own AND "
					"c.state <> 'voided' ORDER BY c.id DESC LIMIT 1");

	*number = NULL;
	stmt_text(q, ":value", value);
	stmt_text(q, ":kind", kind);
	stmt_text(q, ":own", own);
	if (stmt_step(q))
		*number = stmt_copy(q, 0, a);
	return stmt_done(q, e);
}

bool cases_void(struct store *s, const struct actor *who, const char *number, const char *reason,
		struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER, e))
		return false;
	if (!reason || !reason[0])
		return err_set(e, ERR_INPUT, _("作废须写明原因"));
	payload_open(&payload);
	payload_put(&payload, "reason", reason);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_CASE_VOIDED, who, number, payload.data, e);
	str_done(&payload);
	return ok;
}
