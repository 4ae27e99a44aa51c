/* SPDX-License-Identifier: Apache-2.0 */
#include "store/corrections.h"

#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/people_inside.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

static bool correct_form(struct db *db, const struct payload *payload, int64_t id, struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE case_form SET value = :value, shown = :shown "
				     "WHERE case_id = :id AND id = :field AND value = :old");

	stmt_text(q, ":value", payload_text(payload, "value"));
	stmt_text(q, ":shown", payload_text(payload, "shown"));
	stmt_int(q, ":id", id);
	stmt_text(q, ":field", payload_text(payload, "field"));
	stmt_text(q, ":old", payload_text(payload, "old"));
	if (!stmt_run(q, e))
		return false;
	if (db_changes(db) == 0)
		return err_set(e, ERR_REFUSED, _("这一栏已经改过，请返回重看"));
	return true;
}

/* The row is the right person's from now on; the person before keeps what it knew. */
static bool correct_party(struct db *db, const struct event *ev, const struct payload *party,
			  int64_t id, struct err *e)
{
	const struct shape *shape = &record_lists[RECORD_PARTIES].shape;
	struct case_party p = {0};
	struct arena a = {0};
	void *rows;
	size_t n;
	int64_t place = payload_int(party, "place");

	shape_decode(shape, party, &p);
	bool ok = people_register(db, id, &p, 1, ev->day, e) &&
		  shape_select(db, shape, id, &a, &rows, &n, e) && shape_delete(db, shape, id, e);
	struct case_party *parties = rows;
	for (size_t i = 0; ok && i < n; i++)
		ok = shape_insert(db, shape, id, (int64_t)i, (int64_t)i == place ? &p : &parties[i],
				  e);
	arena_done(&a);
	return ok;
}

bool apply_correction(struct db *db, const struct event *ev, const struct payload *payload,
		      struct err *e)
{
	const struct payload *party = payload_member(payload, "party");
	enum case_state state;
	int64_t id;

	if (!case_find(db, ev->subject, &id, &state, e))
		return false;
	if (state != CASE_ACCEPTED && state != CASE_DEFERRED)
		return err_set(e, ERR_REFUSED, _("%s 不是已受理的办件，不能更正"), ev->subject);
	return correct_form(db, payload, id, e) && (!party || correct_party(db, ev, party, id, e));
}

static void put_party(struct str *out, const struct correction *c)
{
	struct str party = {0};

	shape_encode(&record_lists[RECORD_PARTIES].shape, &c->party, &party);
	payload_put_name(out, "party");
	/* The object with its place in front. */
	str_addf(out, "{\"place\":%lld", (long long)c->place);
	if (party.len > 2)
		str_addf(out, ",%s", party.data + 1);
	else
		str_add(out, "}");
	str_done(&party);
}

static bool is_blank(const char *text)
{
	return !text || text[strspn(text, " \t")] == '\0';
}

bool corrections_record(struct store *s, const struct actor *who, const char *number,
			const struct correction *c, bool identity, const struct signature *second,
			struct err *e)
{
	struct str payload = {0};

	if (is_blank(c->reason))
		return err_set(e, ERR_INPUT, _("更正须写明理由"));
	if (strcmp(c->old, c->value) == 0)
		return err_set(e, ERR_INPUT, _("%s：与原来的一样，没有更正"), c->label);
	if (identity && !second)
		return err_set(e, ERR_PERMISSION, _("更正%s须第二人签字"), c->label);
	if (identity &&
	    !operators_signed(s, who, second, CORRECTION_POSTS, CORRECTION_ACT, c->reason, e))
		return false;
	payload_open(&payload);
	payload_put(&payload, "field", c->field);
	payload_put(&payload, "label", c->label);
	payload_put(&payload, "old", c->old);
	payload_put(&payload, "value", c->value);
	payload_put(&payload, "shown", c->shown);
	payload_put(&payload, "reason", c->reason);
	payload_put(&payload, "second", identity ? second->login : NULL);
	if (c->place >= 0)
		put_party(&payload, c);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_CASE_CORRECTED, who, number, payload.data, e);
	str_done(&payload);
	return ok;
}
