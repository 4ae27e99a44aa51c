/* SPDX-License-Identifier: Apache-2.0
 *
 * People as apply.c writes them.
 */
#include "store/people_inside.h"

#include <stdlib.h>
#include <string.h>

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

/* The newest name and phone hold; what was not given now stays as it was. */
static bool update_person(struct db *db, const struct case_party *p, date_day day, int64_t id,
			  bool renamed, struct err *e)
{
	struct stmt *q =
		db_stmt(db, "UPDATE people SET name = :name, initials = :initials, "
			    "phone = coalesce(:phone, phone), birth = coalesce(:birth, birth), "
			    "sex = coalesce(:sex, sex), last = max(last, :last) WHERE id = :id");
	char *initials = initials_of(p);

	stmt_text(q, ":name", p->name);
	stmt_text(q, ":initials", initials);
	stmt_text(q, ":phone", p->phone);
	stmt_day(q, ":birth", p->birth);
	stmt_text(q, ":sex", p->sex);
	stmt_day(q, ":last", day);
	stmt_int(q, ":id", id);
	bool ok = stmt_run(q, e);
	free(initials);
	return ok && (!renamed || index_name(db, id, p->name, e));
}

static bool find_by_number(struct db *db, struct case_party *p, int64_t *id, bool *renamed,
			   struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT id, name FROM people WHERE number = :number AND "
				     "kind = :kind");

	stmt_text(q, ":number", p->number);
	stmt_text(q, ":kind", people_kind(p->kind));
	if (stmt_step(q)) {
		*id = stmt_get_int(q, 0);
		*renamed = strcmp(stmt_get(q, 1), p->name) != 0;
	}
	return stmt_done(q, e);
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

static bool register_one(struct db *db, int64_t case_id, struct case_party *p, date_day day,
			 struct err *e)
{
	int64_t id = 0;
	bool renamed = false;

	if (!p->name)
		p->name = "";
	if (!p->kind)
		p->number = NULL;
	if (!p->name[0] && !p->number)
		return true;
	bool ok = p->number ? find_by_number(db, p, &id, &renamed, e)
			    : find_in_case(db, case_id, p, &id, e);
	if (ok && id && p->name[0])
		ok = update_person(db, p, day, id, renamed, e);
	else if (ok && !id)
		ok = insert_person(db, p, day, &id, e);
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
