/* SPDX-License-Identifier: Apache-2.0
 *
 * The other numbers a person or unit is or was known by: 个人编号, 单位编号,
 * certificates that were replaced, phones given before the last. And two rows
 * that turn out to be one.
 */
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/operators.h"
#include "store/people.h"
#include "store/people_inside.h"

bool people_number_owner(struct db *db, const char *kind, const char *number, int64_t *person,
			 struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT id FROM people WHERE number = :number AND "
				     "kind = :kind UNION ALL SELECT person FROM person_numbers "
				     "WHERE number = :number AND kind = :kind LIMIT 1");

	*person = 0;
	stmt_text(q, ":number", number);
	stmt_text(q, ":kind", kind);
	if (stmt_step(q))
		*person = stmt_get_int(q, 0);
	return stmt_done(q, e);
}

bool people_number_add(struct db *db, int64_t person, const char *kind, const char *number,
		       struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO person_numbers (person, kind, number) "
				     "VALUES (:person, :kind, :number) ON CONFLICT DO NOTHING");

	stmt_int(q, ":person", person);
	stmt_text(q, ":kind", kind);
	stmt_text(q, ":number", number);
	return stmt_run(q, e);
}

bool people_number_drop(struct db *db, int64_t person, const char *kind, const char *number,
			struct err *e)
{
	struct stmt *q = db_stmt(db, "DELETE FROM person_numbers WHERE number = :number AND "
				     "kind = :kind AND person = :person");

	stmt_text(q, ":number", number);
	stmt_text(q, ":kind", kind);
	stmt_int(q, ":person", person);
	return stmt_run(q, e);
}

/* What both rows stood for becomes `into`'s; `from` stays behind empty, so that its id is never
 * another person's. */
static const char *const merge_steps[] = {
	"UPDATE parties SET person = :into WHERE person = :from",
	"INSERT INTO person_numbers (person, kind, number) SELECT :into, kind, number "
	"FROM people WHERE id = :from AND number IS NOT NULL ON CONFLICT DO NOTHING",
	"INSERT INTO person_numbers (person, kind, number) SELECT :into, 'phone', f.phone "
	"FROM people f JOIN people i ON i.id = :into WHERE f.id = :from AND f.phone IS NOT NULL "
	"AND f.phone IS NOT i.phone ON CONFLICT DO NOTHING",
	"INSERT INTO person_numbers (person, kind, number) SELECT :into, n.kind, n.number "
	"FROM person_numbers n JOIN people i ON i.id = :into WHERE n.person = :from AND "
	"(n.kind <> 'phone' OR n.number IS NOT i.phone) ORDER BY n.id ON CONFLICT DO NOTHING",
	"DELETE FROM person_numbers WHERE person = :from",
	"UPDATE people SET last = max(last, (SELECT last FROM people WHERE id = :from)), "
	"birth = coalesce(birth, (SELECT birth FROM people WHERE id = :from)), "
	"sex = coalesce(sex, (SELECT sex FROM people WHERE id = :from)) WHERE id = :into",
	"UPDATE views SET person = :into WHERE person = :from",
	"UPDATE people SET kind = NULL, number = NULL, name = '', initials = '', phone = NULL, "
	"merged = :into WHERE id = :from",
	"DELETE FROM people_text WHERE rowid = :from",
};

bool people_merge(struct db *db, int64_t from, int64_t into, struct err *e)
{
	for (size_t i = 0; i < sizeof(merge_steps) / sizeof(merge_steps[0]); i++) {
		struct stmt *q = db_stmt(db, merge_steps[i]);
		stmt_int(q, ":from", from);
		if (stmt_place(q, ":into"))
			stmt_int(q, ":into", into);
		if (!stmt_run(q, e))
			return false;
	}
	return true;
}

/* ---- by hand ---- */

static bool is_there(struct db *db, int64_t id, bool *unit, bool *yes, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT unit FROM people WHERE id = :id AND merged IS NULL");

	stmt_int(q, ":id", id);
	*yes = stmt_step(q);
	*unit = *yes && stmt_get_int(q, 0) != 0;
	return stmt_done(q, e);
}

bool apply_person_joined(struct db *db, const struct event *ev, const struct payload *payload,
			 struct err *e)
{
	int64_t from = payload_int(payload, "from"), into = payload_int(payload, "into");
	bool there[2], unit[2];

	(void)ev;
	if (!is_there(db, from, &unit[0], &there[0], e) ||
	    !is_there(db, into, &unit[1], &there[1], e))
		return false;
	if (!there[0] || !there[1] || from == into)
		return err_set(e, ERR_REFUSED, _("其中一人已经并入别人，请重新查找"));
	if (unit[0] != unit[1])
		return err_set(e, ERR_REFUSED, _("单位和个人不能并为一个"));
	return people_merge(db, from, into, e);
}

bool people_join(struct store *s, const struct actor *who, int64_t from, int64_t into,
		 const char *reason, struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER, e))
		return false;
	if (!reason || !*reason)
		return err_set(e, ERR_INPUT, _("并为一人须写明原因"));
	payload_open(&payload);
	payload_put_int(&payload, "from", from);
	payload_put_int(&payload, "into", into);
	payload_put(&payload, "reason", reason);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_PERSON_JOINED, who, "", payload.data, e);
	str_done(&payload);
	return ok;
}

/* ---- unmasking ---- */

bool apply_unmasked(struct db *db, const struct event *ev, const struct payload *payload,
		    struct err *e)
{
	(void)db;
	(void)ev;
	(void)payload;
	(void)e;
	return true; /* to be read in the ledger */
}

bool people_unmask(struct store *s, const struct actor *who, int64_t person, struct err *e)
{
	struct str payload = {0};

	payload_open(&payload);
	payload_put_int(&payload, "person", person);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_UNMASKED, who, "", payload.data, e);
	str_done(&payload);
	return ok;
}

bool people_unmask_case(struct store *s, const struct actor *who, const char *number, struct err *e)
{
	return store_note(s, EVENT_UNMASKED, who, number, "{}", e);
}
