/* SPDX-License-Identifier: Apache-2.0
 *
 * People as apply.c writes them.
 */
#include "store/people_inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pinyin.h"
#include "base/str.h"
#include "base/utf8.h"
#include "store/people.h"

const char *const person_kind_ids[IDENT_KINDS] = {
	[IDENT_RESIDENT] = "resident",	 [IDENT_TEMPORARY] = "temporary",
	[IDENT_HOUSEHOLD] = "household", [IDENT_HMT_RESIDENCE] = "hmt_residence",
	[IDENT_HMT_PASS] = "hmt_pass",	 [IDENT_PERMANENT] = "permanent",
	[IDENT_PASSPORT] = "passport",	 [IDENT_WORK_PERMIT] = "work_permit",
};
const char *const unit_kind_ids[UNIT_KINDS] = {
	[UNIT_CREDIT_CODE] = "credit_code",
	[UNIT_NUMBER] = "unit_number",
};

const char *people_kind(const char *kind)
{
	if (strcmp(kind, person_kind_ids[IDENT_TEMPORARY]) == 0 ||
	    strcmp(kind, person_kind_ids[IDENT_HOUSEHOLD]) == 0)
		return person_kind_ids[IDENT_RESIDENT];
	return kind;
}

static bool is_unit(const struct case_party *p)
{
	for (int i = 0; p->kind && i < UNIT_KINDS; i++) {
		if (strcmp(p->kind, unit_kind_ids[i]) == 0)
			return true;
	}
	return !p->kind && p->role && strcmp(p->role, "unit") == 0;
}

/* 张伟 -> "张 伟": one token per character. */
static void put_spaced(const char *name, struct str *out)
{
	char bytes[4];
	uint32_t c;

	while ((c = utf8_next(&name))) {
		if (out->len)
			str_addc(out, ' ');
		str_addn(out, bytes, utf8_put(bytes, c));
	}
}

static bool index_name(struct db *db, int64_t id, const char *name, struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT OR REPLACE INTO people_text (rowid, name) "
				     "VALUES (:id, :name)");
	struct str spaced = {0};

	put_spaced(name, &spaced);
	stmt_int(q, ":id", id);
	stmt_text(q, ":name", str_text(&spaced));
	bool ok = stmt_run(q, e);
	str_done(&spaced);
	return ok;
}

static char *initials_of(const struct case_party *p)
{
	size_t size = strlen(p->name) + 1;
	char *out = calloc(1, size);

	if (!out)
		abort();
	return is_unit(p) ? pinyin_initials(p->name, out, size)
			  : pinyin_name_initials(p->name, out, size);
}

static bool insert_person(struct db *db, const struct case_party *p, date_day day, int64_t *id,
			  struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO people (kind, number, name, initials, phone, "
				     "birth, sex, unit, last) VALUES (:kind, :number, :name, "
				     ":initials, :phone, :birth, :sex, :unit, :last)");
	char *initials = initials_of(p);

	stmt_text(q, ":kind", p->number ? people_kind(p->kind) : NULL);
	stmt_text(q, ":number", p->number);
	stmt_text(q, ":name", p->name);
	stmt_text(q, ":initials", initials);
	stmt_text(q, ":phone", p->phone);
	stmt_day(q, ":birth", p->birth);
	stmt_text(q, ":sex", p->sex);
	stmt_int(q, ":unit", is_unit(p));
	stmt_day(q, ":last", day);
	bool ok = stmt_run(q, e);
	free(initials);
	*id = ok ? db_last_id(db) : 0;
	return ok && index_name(db, *id, p->name, e);
}

/* The phone before the one given now stays findable. */
static bool keep_phone(struct db *db, const struct case_party *p, int64_t id, const char *before,
		       struct err *e)
{
	bool changed = p->no_phone || (p->phone && strcmp(p->phone, before) != 0);

	return !changed || ((!*before || people_number_add(db, id, PERSON_PHONE, before, e)) &&
			    (!p->phone || people_number_drop(db, id, PERSON_PHONE, p->phone, e)));
}

/* The newest name and phone hold; what was not given now stays as it was. */
static bool update_person(struct db *db, const struct case_party *p, date_day day, int64_t id,
			  bool renamed, struct err *e)
{
	struct stmt *q =
		db_stmt(db, "UPDATE people SET name = :name, initials = :initials, "
			    "phone = CASE WHEN :no_phone THEN NULL "
			    "ELSE coalesce(:phone, phone) END, birth = coalesce(:birth, birth), "
			    "sex = coalesce(:sex, sex), last = max(last, :last) WHERE id = :id");
	char *initials = initials_of(p);

	stmt_text(q, ":name", p->name);
	stmt_text(q, ":initials", initials);
	stmt_int(q, ":no_phone", p->no_phone);
	stmt_text(q, ":phone", p->phone);
	stmt_day(q, ":birth", p->birth);
	stmt_text(q, ":sex", p->sex);
	stmt_day(q, ":last", day);
	stmt_int(q, ":id", id);
	bool ok = stmt_run(q, e);
	free(initials);
	return ok && (!renamed || index_name(db, id, p->name, e));
}

/* What the row says before it is written over. */
struct before {
	char *name, *phone, *kind, *number; /* "" when there is none; from malloc */
};

static char *get_text(struct stmt *q, int col)
{
	return xstrdup(stmt_is_null(q, col) ? "" : stmt_get(q, col));
}

static bool before_read(struct db *db, int64_t id, struct before *b, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT name, phone, kind, number FROM people WHERE id = :id");

	*b = (struct before){0};
	stmt_int(q, ":id", id);
	if (stmt_step(q))
		*b = (struct before){get_text(q, 0), get_text(q, 1), get_text(q, 2),
				     get_text(q, 3)};
	return stmt_done(q, e);
}

static void before_done(struct before *b)
{
	free(b->name);
	free(b->phone);
	free(b->kind);
	free(b->number);
}

static bool find_in_case(struct db *db, int64_t case_id, struct case_party *p, int64_t *id,
			 struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT person FROM parties WHERE case_id = :case_id AND "
				     "role = :role AND name = :name AND number IS NULL");

	stmt_int(q, ":case_id", case_id);
	stmt_text(q, ":role", p->role);
	stmt_text(q, ":name", p->name);
	if (stmt_step(q))
		*id = stmt_get_int(q, 0);
	return stmt_done(q, e);
}

static const char *system_kind(const struct case_party *p)
{
	return is_unit(p) ? unit_kind_ids[UNIT_NUMBER] : PERSON_SYSTEM_NUMBER;
}

/* The certificate shown now is the one lists show; the one before it still finds the person. */
static bool take_certificate(struct db *db, const struct case_party *p, int64_t id,
			     const struct before *b, struct err *e)
{
	const char *kind = people_kind(p->kind);

	if (strcmp(b->number, p->number) == 0 && strcmp(b->kind, kind) == 0)
		return true;
	if (*b->number && !people_number_add(db, id, b->kind, b->number, e))
		return false;
	if (!people_number_drop(db, id, kind, p->number, e))
		return false;
	struct stmt *q = db_stmt(db, "UPDATE people SET kind = :kind, number = :number "
				     "WHERE id = :id");
	stmt_text(q, ":kind", kind);
	stmt_text(q, ":number", p->number);
	stmt_int(q, ":id", id);
	return stmt_run(q, e);
}

/* The row of that id has the name given now. */
static bool has_name(struct db *db, int64_t id, const char *name, bool *yes, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT 1 FROM people WHERE id = :id AND name = :name");

	stmt_int(q, ":id", id);
	stmt_text(q, ":name", name);
	*yes = stmt_step(q);
	return stmt_done(q, e);
}

/* Whether both rows, or the row `one` and the certificate given now, have different numbers of one
 * kind: then they are namesakes, or somebody whom only a person can tell to be one. */
static bool differ(struct db *db, int64_t one, int64_t other, const struct case_party *p, bool *yes,
		   struct err *e)
{
	struct stmt *q = db_stmt(
		db, "WITH has (person, kind, number) AS ("
		    "SELECT id, kind, number FROM people WHERE id IN (:one, :other) AND "
		    "number IS NOT NULL UNION ALL SELECT person, kind, number FROM person_numbers "
		    "WHERE person IN (:one, :other) AND kind <> 'phone') "
		    "SELECT 1 FROM has a WHERE a.person = :one AND ("
		    "(a.kind = :kind AND a.number <> :number) OR EXISTS (SELECT 1 FROM has b "
		    "WHERE b.person = :other AND b.kind = a.kind AND b.number <> a.number)) "
		    "LIMIT 1");

	stmt_int(q, ":one", one);
	stmt_int(q, ":other", other);
	stmt_text(q, ":kind", p->number ? people_kind(p->kind) : NULL);
	stmt_text(q, ":number", p->number);
	*yes = stmt_step(q);
	return stmt_done(q, e);
}

/* The certificate and the number in the core system may each know a row. They are one person
 * only where the names agree with the one given now and no two certificates of a kind contradict
 * it; else one of the two numbers may be mistyped, the certificate holds, and the other number
 * stays whose it was (*owned is false). Who is one person all the same is joined by hand. */
static bool find_by_numbers(struct db *db, struct case_party *p, int64_t *id, bool *owned,
			    struct err *e)
{
	bool same[2] = {true, true}, apart = false;
	int64_t by_system = 0;

	*owned = false;
	if (p->number && !people_number_owner(db, people_kind(p->kind), p->number, id, e))
		return false;
	if (!p->system_number)
		return true;
	if (!people_number_owner(db, system_kind(p), p->system_number, &by_system, e))
		return false;
	*owned = by_system == 0 || by_system == *id;
	if (*owned)
		return true;
	if (!has_name(db, by_system, p->name, &same[0], e) ||
	    (*id && !has_name(db, *id, p->name, &same[1], e)) ||
	    !differ(db, by_system, *id, p, &apart, e))
		return false;
	*owned = same[0] && same[1] && !apart;
	if (*owned && *id)
		return people_merge(db, by_system, *id, e);
	if (*owned)
		*id = by_system;
	return true;
}

static bool update_known(struct db *db, struct case_party *p, date_day day, int64_t id,
			 struct err *e)
{
	struct before b;
	bool ok = before_read(db, id, &b, e) &&
		  (!p->number || take_certificate(db, p, id, &b, e)) &&
		  (!p->name[0] || (keep_phone(db, p, id, b.phone, e) &&
				   update_person(db, p, day, id, strcmp(b.name, p->name) != 0, e)));

	before_done(&b);
	return ok;
}

static bool register_one(struct db *db, int64_t case_id, struct case_party *p, date_day day,
			 struct err *e)
{
	int64_t id = 0;
	bool owned = false;

	if (!p->name)
		p->name = "";
	if (!p->kind)
		p->number = NULL;
	if (!p->name[0] && !p->number)
		return true;
	bool ok = find_by_numbers(db, p, &id, &owned, e);
	if (ok && !id && !p->number && !p->system_number)
		ok = find_in_case(db, case_id, p, &id, e);
	ok = ok && (id ? update_known(db, p, day, id, e) : insert_person(db, p, day, &id, e));
	if (ok && p->system_number && owned)
		ok = people_number_add(db, id, system_kind(p), p->system_number, e);
	p->person = id;
	return ok;
}

bool people_register(struct db *db, int64_t case_id, struct case_party *parties, size_t n,
		     date_day day, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (!register_one(db, case_id, &parties[i], day, e))
			return false;
	}
	return true;
}
