/* SPDX-License-Identifier: Apache-2.0 */
#include "store/corrections.h"

#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/people_inside.h"
#include "store/record_inside.h"
#include "store/signatures_inside.h"
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

/* Changes what was corrected, and only while it still says what it said when that was read. */
static bool patch_party(const struct payload *change, struct case_party *p, struct err *e)
{
	const struct shape *shape = &record_lists[RECORD_PARTIES].shape;
	const struct payload *was = payload_member(change, "was");
	const struct payload *now = payload_member(change, "now");
	struct case_party read = *p;
	struct str differs = {0};

	if (was)
		shape_patch(shape, was, &read);
	shape_encode_changes(shape, &read, p, &differs);
	bool same = strcmp(differs.data, "{}") == 0;
	str_done(&differs);
	if (!same)
		return err_set(e, ERR_REFUSED, _("这一栏已经改过，请返回重看"));
	if (now)
		shape_patch(shape, now, p);
	return true;
}

/* The row is the right person's from now on; the person before keeps what it knew. */
static bool correct_party(struct db *db, const struct event *ev, const struct payload *change,
			  int64_t id, struct err *e)
{
	const struct shape *shape = &record_lists[RECORD_PARTIES].shape;
	int64_t place = payload_int(change, "place");
	struct arena a = {0};
	void *rows;
	size_t n;
	bool ok = shape_select(db, shape, id, &a, &rows, &n, e);
	struct case_party *parties = rows;

	if (ok && (place < 0 || place >= (int64_t)n))
		ok = err_set(e, ERR_REFUSED, _("这一栏已经改过，请返回重看"));
	ok = ok && patch_party(change, &parties[place], e) &&
	     people_register(db, id, &parties[place], 1, ev->day, e) &&
	     shape_delete(db, shape, id, e);
	for (size_t i = 0; ok && i < n; i++)
		ok = shape_insert(db, shape, id, (int64_t)i, &parties[i], e);
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
	if (state != CASE_ACCEPTED && state != CASE_DEFERRED && state != CASE_RETURNED)
		return err_set(e, ERR_REFUSED, _("%s 不是已受理的办件，不能更正"), ev->subject);
	return correct_form(db, payload, id, e) && (!party || correct_party(db, ev, party, id, e));
}

/* Only what differs: another window may be correcting the rest. */
static void put_party(struct str *out, const struct correction *c)
{
	const struct shape *shape = &record_lists[RECORD_PARTIES].shape;

	payload_put_name(out, "party");
	payload_open(out);
	payload_put_int(out, "place", c->place);
	payload_put_name(out, "was");
	shape_encode_changes(shape, &c->party, &c->was, out);
	payload_put_name(out, "now");
	shape_encode_changes(shape, &c->was, &c->party, out);
	payload_close(out);
}

static bool is_blank(const char *text)
{
	return !text || text[strspn(text, " \t")] == '\0';
}

const char *corrections_subject(const char *number, const struct correction *c, struct arena *a)
{
	return arena_printf(a, "%s %s", number, c->field);
}

static bool is_signed(struct store *s, const struct actor *who, const char *number,
		      const struct correction *c, const struct signature *second, struct err *e)
{
	struct arena a = {0};
	bool ok = operators_signed(
		s, who, second,
		&(struct sign_request){.posts = CORRECTION_POSTS,
				       .act = CORRECTION_ACT,
				       .subject = corrections_subject(number, c, &a),
				       .reason = c->reason},
		e);

	arena_done(&a);
	return ok;
}

static bool is_same(const char *one, const char *other)
{
	return one && other ? strcmp(one, other) == 0 : one == other;
}

static bool changes_identity(const struct correction *c)
{
	const struct case_party *was = &c->was, *now = &c->party;

	return c->place >= 0 && (!is_same(was->name, now->name) || !is_same(was->kind, now->kind) ||
				 !is_same(was->number, now->number) ||
				 !is_same(was->sex, now->sex) || was->birth != now->birth);
}

bool corrections_record(struct store *s, const struct actor *who, const char *number,
			const struct correction *c, bool identity, const struct signature *second,
			struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, CORRECTION_POSTS, e))
		return false;
	if (is_blank(c->reason))
		return err_set(e, ERR_INPUT, _("更正须写明理由"));
	if (strcmp(c->old, c->value) == 0)
		return err_set(e, ERR_INPUT, _("%s：与原来的一样，没有更正"), c->label);
	identity = identity || changes_identity(c);
	if (identity && !second)
		return err_set(e, ERR_PERMISSION, _("更正%s须第二人签字"), c->label);
	if (identity && !is_signed(s, who, number, c, second, e))
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
	if (identity)
		signatures_put(&payload, &second->seq, 1);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_CASE_CORRECTED, who, number, payload.data, e);
	str_done(&payload);
	return ok;
}
