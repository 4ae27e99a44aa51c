/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding people. Each way of typing has its index; a typed text is tried in the
 * ways it can be meant, the exact beginning of a name before its inside.
 */
#include "store/people.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "store/cases.h"
#include "store/people_inside.h"
#include "store/record_inside.h"

#define PERSON_COLUMNS                                                                             \
	"SELECT p.id, p.kind, p.number, p.name, p.initials, p.phone, p.sex, p.birth, p.unit, "     \
	"p.last, (SELECT count(DISTINCT case_id) FROM parties o WHERE o.person = p.id) "

static void read_person(struct stmt *q, struct arena *a, struct person_row *p)
{
	p->id = stmt_get_int(q, 0);
	p->kind = stmt_copy(q, 1, a);
	p->number = stmt_copy(q, 2, a);
	p->name = stmt_copy(q, 3, a);
	p->initials = stmt_copy(q, 4, a);
	p->phone = stmt_copy(q, 5, a);
	p->sex = stmt_copy(q, 6, a);
	p->birth = stmt_get_day(q, 7);
	p->unit = stmt_get_int(q, 8) != 0;
	p->last = stmt_get_day(q, 9);
	p->cases = stmt_get_int(q, 10);
}

bool people_get(struct store *s, const char *kind, const char *number, struct arena *a,
		struct person_row **out, struct err *e)
{
	int64_t id;

	*out = NULL;
	return people_number_owner(s->db, people_kind(kind), number, &id, e) &&
	       (id == 0 || people_by_id(s, id, a, out, e));
}

bool people_by_id(struct store *s, int64_t id, struct arena *a, struct person_row **out,
		  struct err *e)
{
	/* A row that was made part of another may have had others made part of it before. */
	struct stmt *q = db_stmt(
		s->db, "WITH RECURSIVE became (id) AS (VALUES (:id) UNION "
		       "SELECT m.merged FROM became b JOIN people m ON m.id = b.id "
		       "WHERE m.merged IS NOT NULL) " PERSON_COLUMNS
		       "FROM became JOIN people p ON p.id = became.id WHERE p.merged IS NULL");

	*out = NULL;
	stmt_int(q, ":id", id);
	if (stmt_step(q))
		read_person(q, a, *out = arena_alloc(a, sizeof(**out)));
	return stmt_done(q, e);
}

bool people_numbers(struct store *s, int64_t person, struct arena *a, struct person_number **rows,
		    size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT kind, number FROM person_numbers "
					"WHERE person = :person ORDER BY id DESC");

	*rows = NULL;
	*n = 0;
	stmt_int(q, ":person", person);
	while (stmt_step(q)) {
		struct person_number *p = ARENA_PUSH(a, *rows, *n);
		p->kind = stmt_copy(q, 0, a);
		p->number = stmt_copy(q, 1, a);
	}
	return stmt_done(q, e);
}

char *people_prefix_end(const char *prefix, struct arena *a)
{
	/* U+10FFFF sorts after every character a text can hold. */
	return arena_printf(a, "%s\xF4\x8F\xBF\xBF", prefix);
}

struct search {
	struct db *db;
	struct arena *arena;
	struct person_row *rows;
	size_t n, limit;
};

static bool have(const struct search *f, int64_t id)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->rows[i].id == id)
			return true;
	}
	return false;
}

static bool collect(struct search *f, struct stmt *q, struct err *e)
{
	while (f->n < f->limit && stmt_step(q)) {
		if (!have(f, stmt_get_int(q, 0)))
			read_person(q, f->arena, ARENA_PUSH(f->arena, f->rows, f->n));
	}
	return stmt_done(q, e);
}

/* One range over one index; sql has :first, :end and :limit. */
static bool by_prefix(struct search *f, const char *sql, const char *prefix, struct err *e)
{
	struct stmt *q = db_stmt(f->db, sql);

	stmt_text(q, ":first", prefix);
	stmt_text(q, ":end", people_prefix_end(prefix, f->arena));
	stmt_int(q, ":limit", (int64_t)f->limit);
	return collect(f, q, e);
}

#define PREFIX_OF(column)                                                                          \
	PERSON_COLUMNS "FROM people p WHERE p." #column " >= :first AND p." #column                \
		       " < :end ORDER BY p." #column " LIMIT :limit"

/* 个人编号, replaced certificates, earlier phones. */
#define PREFIX_OF_OTHER                                                                            \
	PERSON_COLUMNS "FROM person_numbers n JOIN people p ON p.id = n.person "                   \
		       "WHERE n.number >= :first AND n.number < :end "                             \
		       "ORDER BY n.number LIMIT :limit"

static bool by_inside(struct search *f, const char *typed, struct err *e)
{
	struct str phrase = {0};
	char bytes[4];
	uint32_t c;
	int n = 0;

	str_addc(&phrase, '"');
	while ((c = utf8_next(&typed))) {
		/* What the index does not keep: it would also end the phrase. */
		if (c < 0x80 && !isalnum((int)c))
			continue;
		str_addn(&phrase, bytes, utf8_put(bytes, c));
		str_addc(&phrase, ' ');
		n++;
	}
	str_addc(&phrase, '"');
	if (n < 2) {
		str_done(&phrase);
		return true;
	}

	struct stmt *q =
		db_stmt(f->db, PERSON_COLUMNS "FROM people_text t JOIN people p ON p.id = t.rowid "
					      "WHERE people_text MATCH :phrase LIMIT :limit");
	stmt_text(q, ":phrase", str_text(&phrase));
	stmt_int(q, ":limit", (int64_t)f->limit);
	bool ok = collect(f, q, e);
	str_done(&phrase);
	return ok;
}

static bool is_ascii(const char *text)
{
	for (; *text; text++) {
		if ((unsigned char)*text >= 0x80)
			return false;
	}
	return true;
}

static char *changed_case(struct arena *a, const char *text, char from, int by)
{
	char *out = arena_strdup(a, text);

	for (char *c = out; *c; c++) {
		if (*c >= from && *c < from + 26)
			*c = (char)(*c + by);
	}
	return out;
}

static bool search_ascii(struct search *f, const char *typed, struct err *e)
{
	const char *upper = changed_case(f->arena, typed, 'a', 'A' - 'a');
	const char *lower = changed_case(f->arena, typed, 'A', 'a' - 'A');
	bool digits = strpbrk(typed, "0123456789") != NULL;
	bool ok = true;

	if (digits)
		ok = by_prefix(f, PREFIX_OF(number), upper, e) &&
		     by_prefix(f, PREFIX_OF(phone), typed, e) &&
		     by_prefix(f, PREFIX_OF_OTHER, upper, e);
	return ok && by_prefix(f, PREFIX_OF(initials), lower, e) &&
	       by_prefix(f, PREFIX_OF(name), typed, e);
}

bool people_search(struct store *s, const char *typed, size_t limit, struct arena *a,
		   struct person_row **rows, size_t *n, struct err *e)
{
	struct search f = {.db = s->db, .arena = a, .limit = limit};
	bool ok = true;

	if (typed[0] && utf8_valid(typed)) {
		ok = is_ascii(typed) ? search_ascii(&f, typed, e)
				     : by_prefix(&f, PREFIX_OF(name), typed, e);
		if (ok && f.n < limit)
			ok = by_inside(&f, typed, e);
	}
	*rows = f.rows;
	*n = f.n;
	return ok;
}

bool people_newest(struct store *s, int64_t person, const char *role, struct arena *a,
		   struct case_record **out, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT c.number FROM parties o JOIN cases c "
					"ON c.id = o.case_id WHERE o.person = :person AND "
					"o.role = :role AND c.state <> 'voided' "
					"ORDER BY o.case_id DESC LIMIT 1");
	const char *number = NULL;

	*out = NULL;
	stmt_int(q, ":person", person);
	stmt_text(q, ":role", role);
	if (stmt_step(q))
		number = stmt_copy(q, 0, a);
	return stmt_done(q, e) && (!number || cases_get(s, number, a, out, e));
}

bool people_history(struct store *s, int64_t person, size_t limit, struct arena *a,
		    struct person_part **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT o.role, c.number, c.item, c.item_name, c.state, "
					"c.day FROM parties o JOIN cases c ON c.id = o.case_id "
					"WHERE o.person = :person ORDER BY o.case_id DESC, o.pos "
					"LIMIT :limit");

	*rows = NULL;
	*n = 0;
	stmt_int(q, ":person", person);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_step(q)) {
		struct person_part *p = ARENA_PUSH(a, *rows, *n);
		p->role = stmt_copy(q, 0, a);
		p->number = stmt_copy(q, 1, a);
		p->item = stmt_copy(q, 2, a);
		p->item_name = stmt_copy(q, 3, a);
		p->state = case_state_of(stmt_get(q, 4));
		p->day = stmt_get_day(q, 5);
	}
	return stmt_done(q, e);
}
