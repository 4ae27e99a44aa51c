/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists of cases. The whole record of one is read in case_read.c.
 */
#include "store/cases.h"

#include <stdlib.h>
#include <string.h>

#include "store/people.h"
#include "store/people_inside.h"
#include "store/promises_inside.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

enum { PAGE = 100, PEOPLE_TRIED = 20 };

#define ROW_COLUMNS                                                                                \
	"SELECT c.id, c.number, c.query_code, c.item, c.item_name, c.situation, c.state, "         \
	"c.channel, c.operator, c.\"window\", f.name, f.kind, f.number, f.phone, c.due_text, "     \
	"c.opened_at, c.accepted_at, c.day, c.accepted_day, c.due, "                               \
	"(SELECT count(*) FROM promises p WHERE p.case_id = c.id AND " PROMISE_OPEN ") "
#define ROW_JOIN "LEFT JOIN parties f ON f.case_id = c.id AND f.pos = 0 "

static void read_row(struct stmt *q, struct arena *a, struct case_row *r)
{
	r->id = stmt_get_int(q, 0);
	r->number = stmt_copy(q, 1, a);
	r->query_code = stmt_copy(q, 2, a);
	r->item = stmt_copy(q, 3, a);
	r->item_name = stmt_copy(q, 4, a);
	r->situation = stmt_copy(q, 5, a);
	r->state = case_state_of(stmt_get(q, 6));
	r->channel = stmt_copy(q, 7, a);
	r->by = stmt_copy(q, 8, a);
	r->window = stmt_copy(q, 9, a);
	r->name = stmt_copy(q, 10, a);
	r->kind = stmt_copy(q, 11, a);
	r->certificate = stmt_copy(q, 12, a);
	r->phone = stmt_copy(q, 13, a);
	r->due_text = stmt_copy(q, 14, a);
	r->opened_at = stmt_get_int(q, 15);
	r->accepted_at = stmt_get_int(q, 16);
	r->day = stmt_get_day(q, 17);
	r->accepted_day = stmt_get_day(q, 18);
	r->due = stmt_get_day(q, 19);
	r->promises_open = stmt_get_int(q, 20);
}

static bool read_rows(struct stmt *q, struct arena *a, struct case_row **rows, size_t *n,
		      struct err *e)
{
	while (stmt_step(q))
		read_row(q, a, ARENA_PUSH(a, *rows, *n));
	return stmt_done(q, e);
}

void case_filter_init(struct case_filter *f)
{
	*f = (struct case_filter){.first = DATE_NONE, .last = DATE_NONE};
}

/* Every filter that is not set is a test SQLite passes over; the index comes from the most
 * telling one, named by the alternative FROM parts (day 1000000 is after every date). The rows go
 * down by id. */
#define LIST_TESTS                                                                                 \
	"WHERE c.id < :before AND (:states IS NULL OR instr(:states, ',' || c.state || ',')) "     \
	"AND (:item IS NULL OR c.item = :item) AND "                                               \
	"(:operator IS NULL OR c.operator = :operator) AND "                                       \
	"(:first IS NULL OR c.day >= :first) AND (:last IS NULL OR c.day <= :last) AND "           \
	"(:person = 0 OR EXISTS (SELECT 1 FROM parties o WHERE o.case_id = c.id AND "              \
	"o.person = :person)) "
#define LIST_ORDER "ORDER BY c.id DESC LIMIT :limit /* whole table */"

/* Its id, when the filter names one state alone; few cases may have it among many. */
static const char *one_state(const struct case_filter *f)
{
	for (int i = 0; i < CASE_STATES; i++) {
		if (f->states == 1u << i)
			return case_state_ids[i];
	}
	return NULL;
}

/* ",accepted,noticed," of the filter; NULL: any state will do. */
static const char *wanted_states(const struct case_filter *f, struct str *out)
{
	if (!f->states)
		return NULL;
	str_addc(out, ',');
	for (int i = 0; i < CASE_STATES; i++) {
		if (f->states & 1u << i)
			str_addf(out, "%s,", case_state_ids[i]);
	}
	return str_text(out);
}

static struct stmt *list_stmt(struct db *db, const struct case_filter *f)
{
	if (f->person)
		return db_stmt(db, ROW_COLUMNS
			       "FROM (SELECT DISTINCT case_id FROM parties "
			       "WHERE person = :person) h "
			       "JOIN cases c ON c.id = h.case_id " ROW_JOIN LIST_TESTS LIST_ORDER);
	if (f->first != DATE_NONE)
		return db_stmt(
			db, ROW_COLUMNS
			"FROM cases c INDEXED BY cases_day " ROW_JOIN LIST_TESTS
			"AND c.day >= :first AND c.day <= coalesce(:last, 1000000) " LIST_ORDER);
	if (f->item)
		return db_stmt(db,
			       ROW_COLUMNS "FROM cases c INDEXED BY cases_item " ROW_JOIN LIST_TESTS
					   "AND c.item = :item " LIST_ORDER);
	if (f->by)
		return db_stmt(db, ROW_COLUMNS
			       "FROM cases c INDEXED BY cases_operator " ROW_JOIN LIST_TESTS
			       "AND c.operator = :operator " LIST_ORDER);
	if (one_state(f))
		return db_stmt(db, ROW_COLUMNS
			       "FROM cases c INDEXED BY cases_state " ROW_JOIN LIST_TESTS
			       "AND c.state = :state " LIST_ORDER);
	return db_stmt(db, ROW_COLUMNS "FROM cases c " ROW_JOIN LIST_TESTS LIST_ORDER);
}

bool cases_list(struct store *s, const struct case_filter *f, struct arena *a,
		struct case_row **rows, size_t *n, struct err *e)
{
	struct stmt *q = list_stmt(s->db, f);
	struct str states = {0};

	*rows = NULL;
	*n = 0;
	stmt_int(q, ":before", f->before ? f->before : INT64_MAX);
	stmt_text(q, ":states", wanted_states(f, &states));
	stmt_text(q, ":item", f->item);
	stmt_text(q, ":operator", f->by);
	stmt_day(q, ":first", f->first);
	stmt_day(q, ":last", f->last);
	stmt_int(q, ":person", f->person);
	if (stmt_place(q, ":state"))
		stmt_text(q, ":state", one_state(f));
	stmt_int(q, ":limit", (int64_t)(f->limit ? f->limit : PAGE));
	bool ok = read_rows(q, a, rows, n, e);
	str_done(&states);
	return ok;
}

/* ---- finding ---- */

static bool by_number(struct store *s, const char *first, const char *end, size_t limit,
		      struct arena *a, struct case_row **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, ROW_COLUMNS "FROM cases c " ROW_JOIN
						    "WHERE c.number >= :first AND c.number < :end "
						    "ORDER BY c.number DESC LIMIT :limit");

	stmt_text(q, ":first", first);
	stmt_text(q, ":end", end);
	stmt_int(q, ":limit", (int64_t)limit);
	return read_rows(q, a, rows, n, e);
}

static bool by_serial(struct store *s, int serial, struct arena *a, struct case_row **rows,
		      size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, ROW_COLUMNS "FROM cases c " ROW_JOIN
						    "WHERE c.day = :day AND c.serial = :serial");

	stmt_day(q, ":day", store_today(s));
	stmt_int(q, ":serial", serial);
	return read_rows(q, a, rows, n, e);
}

static bool by_link(struct store *s, const char *value, struct arena *a, struct case_row **rows,
		    size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, ROW_COLUMNS "FROM case_links l JOIN cases c "
						    "ON c.id = l.case_id " ROW_JOIN
						    "WHERE l.value = :value ORDER BY c.id DESC");

	stmt_text(q, ":value", value);
	return read_rows(q, a, rows, n, e);
}

static bool by_people(struct store *s, const char *typed, size_t limit, struct arena *a,
		      struct case_row **rows, size_t *n, struct err *e)
{
	struct person_row *people;
	size_t n_people;

	if (!people_search(s, typed, PEOPLE_TRIED, a, &people, &n_people, e))
		return false;
	for (size_t i = 0; i < n_people && *n < limit; i++) {
		struct case_filter f;
		struct case_row *found;
		size_t n_found;
		case_filter_init(&f);
		f.person = people[i].id;
		f.limit = limit - *n;
		if (!cases_list(s, &f, a, &found, &n_found, e))
			return false;
		for (size_t k = 0; k < n_found; k++) {
			size_t at = 0;
			while (at < *n && (*rows)[at].id != found[k].id)
				at++;
			if (at == *n)
				*ARENA_PUSH(a, *rows, *n) = found[k];
		}
	}
	return true;
}

static int newest_first(const void *x, const void *y)
{
	const struct case_row *a = x, *b = y;

	return a->id < b->id ? 1 : a->id > b->id ? -1 : 0;
}

static bool all_digits(const char *text)
{
	return text[0] && text[strspn(text, "0123456789")] == '\0';
}

bool cases_search(struct store *s, const char *typed, size_t limit, struct arena *a,
		  struct case_row **rows, size_t *n, struct err *e)
{
	char number[NUMBER_TEXT];
	size_t len = strlen(typed);

	*rows = NULL;
	*n = 0;
	if (len == 0)
		return true;
	if (number_parse(typed, number, NULL))
		return by_number(s, number, people_prefix_end(number, a), limit, a, rows, n, e);
	if (all_digits(typed) && len <= 5 && !by_serial(s, atoi(typed), a, rows, n, e))
		return false;
	if (*n == 0 && len > SITE_CODE && len < NUMBER_TEXT &&
	    strncmp(typed, s->site, SITE_CODE) == 0 &&
	    !by_number(s, typed, people_prefix_end(typed, a), limit, a, rows, n, e))
		return false;
	if (*n == 0 && !by_link(s, typed, a, rows, n, e))
		return false;
	if (*n == 0 && !by_people(s, typed, limit, a, rows, n, e))
		return false;
	if (*n > 1)
		qsort(*rows, *n, sizeof(**rows), newest_first);
	return true;
}

bool cases_query(struct store *s, const char *number, const char *code, struct arena *a,
		 struct case_row **out, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, ROW_COLUMNS "FROM cases c " ROW_JOIN
					   "WHERE c.number = :number AND c.query_code = :code");

	*out = NULL;
	stmt_text(q, ":number", number);
	stmt_text(q, ":code", code);
	if (stmt_step(q))
		read_row(q, a, *out = arena_alloc(a, sizeof(**out)));
	return stmt_done(q, e);
}
