/* SPDX-License-Identifier: Apache-2.0 */
#include "store/duplicate.h"

#include <string.h>

#include "store/people.h"
#include "store/people_inside.h"
#include "store/record_inside.h"

static bool is_role(const struct case_party *p, const char *role)
{
	return p->role && strcmp(p->role, role) == 0;
}

static bool is_person(const struct case_party *p)
{
	/* Rows of a list are many at a time, like units. */
	for (int i = 0; p->kind && p->number && p->line == 0 && i < IDENT_KINDS; i++) {
		if (strcmp(p->kind, person_kind_ids[i]) == 0)
			return true;
	}
	return false;
}

const struct case_party *duplicate_principal(const struct case_record *r)
{
	static const char *const first[] = {"insured", "deceased"};

	for (size_t k = 0; k < sizeof(first) / sizeof(first[0]); k++) {
		for (size_t i = 0; i < r->n_parties; i++) {
			if (is_role(&r->parties[i], first[k]) && is_person(&r->parties[i]))
				return &r->parties[i];
		}
	}
	for (size_t i = 0; i < r->n_parties; i++) {
		const struct case_party *p = &r->parties[i];
		if (is_role(p, "unit"))
			return NULL;
		if (is_person(p) && !is_role(p, "agent") && !is_role(p, "handler"))
			return p;
	}
	return NULL;
}

/* The cases this one follows, one after the other, are its own past. */
#define EARLIER                                                                                    \
	"WITH RECURSIVE earlier (number) AS (VALUES (:after) UNION "                               \
	"SELECT c.follows FROM earlier JOIN cases c ON c.number = earlier.number) "

#define CASE_COLUMNS                                                                               \
	"c.number, c.state, coalesce(w.name, c.operator), c.\"window\", "                          \
	"max(c.opened_at, c.accepted_at) "

static bool read_case(struct stmt *q, struct arena *a, struct duplicate **out, struct err *e)
{
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		(*out)->number = stmt_copy(q, 0, a);
		(*out)->state = case_state_of(stmt_get(q, 1));
		(*out)->by = stmt_copy(q, 2, a);
		(*out)->window = stmt_copy(q, 3, a);
		(*out)->at = stmt_get_int(q, 4);
	}
	return stmt_done(q, e);
}

bool duplicate_find(struct store *s, const struct case_record *r, const char *number,
		    struct arena *a, struct duplicate **out, struct err *e)
{
	const struct case_party *who = duplicate_principal(r);
	int64_t person = 0;

	*out = NULL;
	if (who && !people_number_owner(s->db, people_kind(who->kind), who->number, &person, e))
		return false;
	if (!person)
		return true;
	struct stmt *q =
		db_stmt(s->db, EARLIER
			"SELECT " CASE_COLUMNS "FROM parties o JOIN cases c ON c.id = o.case_id "
			"LEFT JOIN operators w ON w.login = c.operator "
			"WHERE o.person = :person AND o.role = :role AND o.line = 0 AND "
			"c.item = :item AND c.state IN ('accepted', 'deferred', 'noticed') AND "
			"c.number <> :number AND NOT EXISTS "
			"(SELECT 1 FROM earlier WHERE earlier.number = c.number) "
			"ORDER BY c.id DESC LIMIT 1 /* whole table */");
	stmt_text(q, ":after", r->after);
	stmt_int(q, ":person", person);
	stmt_text(q, ":role", who->role);
	stmt_text(q, ":item", r->item);
	stmt_text(q, ":number", number ? number : "");
	return read_case(q, a, out, e);
}

bool duplicate_of_row(struct store *s, const char *item, const char *kind, const char *number,
		      struct arena *a, struct duplicate **out, struct err *e)
{
	int64_t person = 0;

	*out = NULL;
	if (!people_number_owner(s->db, people_kind(kind), number, &person, e))
		return false;
	if (!person)
		return true;
	struct stmt *q = db_stmt(
		s->db,
		"SELECT " CASE_COLUMNS "FROM parties o JOIN cases c ON c.id = o.case_id "
		"LEFT JOIN operators w ON w.login = c.operator "
		"WHERE o.person = :person AND o.role NOT IN ('agent', 'handler', 'unit') AND "
		"c.item = :item AND c.state IN ('accepted', 'deferred', 'noticed') "
		"ORDER BY c.id DESC LIMIT 1");
	stmt_int(q, ":person", person);
	stmt_text(q, ":item", item);
	return read_case(q, a, out, e);
}
