/* SPDX-License-Identifier: Apache-2.0
 *
 * What the registers say beside what each case says of itself, case by case.
 */
#include "registers_fixture.h"

#include "store/registers_inside.h"

struct lines {
	const struct register_kind *kind;
	struct str text;
	int64_t n;
};

static void add_cell(struct str *out, const struct register_column *c,
		     const struct register_cell *cell)
{
	char day[DATE_TEXT];

	str_add(out, "|");
	if (!cell->given)
		return;
	if (c->type == REGISTER_DAY)
		str_add(out, date_format((date_day)cell->number, day));
	else if (c->type == REGISTER_TEXT || c->type == REGISTER_WORD)
		str_add(out, cell->text);
	else
		str_addf(out, "%lld", (long long)cell->number);
}

static bool add_line(void *ctx, const struct register_cell *cells, struct err *e)
{
	struct lines *l = ctx;

	(void)e;
	for (size_t i = 0; i < l->kind->n_columns; i++)
		add_cell(&l->text, &l->kind->columns[i], &cells[i]);
	str_add(&l->text, "\n");
	l->n++;
	return true;
}

/* The rows as text; the count beforehand is the count. Caller frees. */
static char *rows_of(struct register_hall *h, const char *kind, const struct register_filter *f)
{
	struct lines l = {.kind = register_kind_of(kind)};
	int64_t n;

	assert_non_null(l.kind);
	assert_true(register_each(h->hall.store, l.kind, f, add_line, &l, &h->hall.err));
	assert_true(register_count(h->hall.store, l.kind, f, &n, &h->hall.err));
	assert_int_equal(n, l.n);
	str_add(&l.text, "");
	return str_take(&l.text);
}

static void expect(struct register_hall *h, const char *kind, const struct register_filter *f,
		   const char *wanted)
{
	char *found = rows_of(h, kind, f);

	assert_string_equal(found, wanted);
	free(found);
}

/* ---- cases, by a slow reference ---- */

static bool fits(const struct case_record *r, const struct register_filter *f)
{
	return (f->first == DATE_NONE || r->day >= f->first) &&
	       (f->last == DATE_NONE || r->day <= f->last) &&
	       (!f->item || strcmp(f->item, r->item) == 0) &&
	       (!f->window || strcmp(f->window, r->window) == 0) &&
	       (!f->by || strcmp(f->by, r->by) == 0) && (f->state < 0 || (int)r->state == f->state);
}

static void add_case(struct str *out, const struct case_record *r)
{
	char day[DATE_TEXT], due[DATE_TEXT];
	const char *link = r->n_links ? r->links[0].value : "";

	str_addf(out, "|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s||%s\n", r->number, date_format(r->day, day),
		 r->item_name, r->parties[0].name, r->parties[0].number, r->parties[0].phone,
		 case_state_ids[r->state], r->window, r->by, date_format(r->due, due), link);
}

static char *cases_wanted(struct register_hall *h, const struct register_filter *f)
{
	struct str out = {0};

	str_add(&out, "");
	for (int i = 0; i < REGISTER_CASES; i++) {
		struct case_record *r;
		assert_true(
			cases_get(h->hall.store, h->numbers[i], &h->hall.arena, &r, &h->hall.err));
		if (fits(r, f))
			add_case(&out, r);
	}
	return str_take(&out);
}

static void the_register_of_cases_says_what_each_case_says(void **state)
{
	struct register_hall *h = *state;
	int tried = 0;

	for (unsigned bits = 0; bits < 32 * 3; bits++) {
		struct register_filter f;
		register_filter_init(&f, hall_day());
		f.first = bits & 1 ? hall_day() + 1 : DATE_NONE;
		f.last = bits & 2 ? hall_day() + 3 : DATE_NONE;
		f.item = bits & 4 ? register_items[bits % 3] : NULL;
		f.window = bits & 8 ? "5" : NULL;
		f.by = bits & 16 ? "li" : NULL;
		f.state = (int)(bits / 32) - 1;
		char *wanted = cases_wanted(h, &f);
		expect(h, "cases", &f, wanted);
		tried += *wanted != '\0';
		free(wanted);
	}
	assert_true(tried > 20);
}

/* ---- the others ---- */

static struct register_filter all(int day)
{
	struct register_filter f;

	register_filter_init(&f, hall_day() + day);
	return f;
}

static size_t lines_of(const char *text)
{
	size_t n = 0;

	for (; (text = strchr(text, '\n')); text++)
		n++;
	return n;
}

static void a_notice_stays_in_its_register_when_the_case_is_accepted(void **state)
{
	struct register_hall *h = *state;
	struct register_filter f = all(0);
	char *rows = rows_of(h, "notices", &f), *wanted;

	assert_int_equal(lines_of(rows), REGISTER_CASES / 4);
	free(rows);
	f.state = CASE_ACCEPTED;
	assert_true(asprintf(&wanted,
			     "|%s|2026-11-24|职工参保登记|王1明|210402199000000001|13904131234|"
			     "缺少材料：身份证；缺少材料：户口簿|2|accepted|5|zhao\n",
			     h->numbers[1]) > 0);
	expect(h, "notices", &f, wanted);
	free(wanted);
	f = all(0);
	f.first = f.last = hall_day() + 4;
	rows = rows_of(h, "notices", &f);
	assert_int_equal(lines_of(rows), 2); /* of eight cases of a day */
	free(rows);
	f = all(0);
	rows = rows_of(h, "refusals", &f);
	assert_int_equal(lines_of(rows), REGISTER_CASES / 4);
	assert_non_null(strstr(rows, "|带原件来|"));
	free(rows);
}

static const char *told_of(const char *rows, const char *number)
{
	static char line[512];
	const char *at = strstr(rows, number);

	assert_non_null(at);
	snprintf(line, sizeof(line), "%.*s", (int)strcspn(at, "\n"), at);
	return line;
}

static void promises_are_kept_late_open_or_overdue_by_the_day_of_the_register(void **state)
{
	struct register_hall *h = *state;
	struct register_filter f = all(2);
	char *rows = rows_of(h, "promises", &f);

	assert_int_equal(lines_of(rows), REGISTER_CASES / 4);
	/* Kept when it reaches the office (RULINGS F9), whenever it was posted. */
	assert_non_null(strstr(told_of(rows, h->numbers[2]), "|2026-11-25|late|"));
	assert_non_null(strstr(told_of(rows, h->numbers[6]), "|2026-11-28||late|"));
	assert_non_null(strstr(told_of(rows, h->numbers[10]), "|open|"));
	free(rows);
	f = all(3);
	rows = rows_of(h, "promises", &f);
	assert_non_null(strstr(told_of(rows, h->numbers[10]), "|overdue|"));
	free(rows);
}

static void what_was_voided_is_told_with_its_reason(void **state)
{
	struct register_hall *h = *state;
	struct register_filter f = all(0);
	char *wanted;

	assert_true(asprintf(&wanted,
			     "|%s-01|document|receipt|2026-11-28|姓名打错|%s-02|3|li\n"
			     "|%s|case||2026-11-28|重复录入|||zhao\n",
			     h->numbers[0], h->numbers[0], h->numbers[4]) > 0);
	expect(h, "voided", &f, wanted);
	free(wanted);
	f.last = hall_day() + 3;
	expect(h, "voided", &f, "");
}

static void papers_and_results_printed_at_once_are_counted(void **state)
{
	struct register_hall *h = *state;
	struct register_filter f = all(0);
	struct case_field copies = {"printed.copies", "打印份数", "3", "3"};
	struct store_receipt r;
	struct sample s;
	char *rows = rows_of(h, "papers", &f), *wanted;

	assert_int_equal(lines_of(rows), 2);
	assert_non_null(strstr(told_of(rows, h->numbers[0]), "-01|receipt|"));
	assert_non_null(strstr(told_of(rows, h->numbers[0]), "|0|0|1||3|li"));
	free(rows);
	expect(h, "prints", &f, "");
	sample_make(&s, "张三", "11010519491231002X");
	s.record.due_text = "已打印3份";
	s.record.fields = &copies;
	s.record.n_fields = 1;
	assert_true(sample_commit(h->hall.store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r,
				  &h->hall.err));
	assert_true(asprintf(&wanted,
			     "|%s|2026-11-28|职工参保登记|张三|11010519491231002X|13904131234|3|"
			     "accepted|3|li\n",
			     r.ticket.number) > 0);
	expect(h, "prints", &f, wanted);
	free(wanted);
}

static void every_change_of_an_operator_is_told(void **state)
{
	struct register_hall *h = *state;
	struct register_filter f = all(0);

	const struct actor guan = {"guan", NULL, 0};
	assert_true(operators_create(h->hall.store, NULL, "guan", "管", POST_BIT(POST_ADMIN),
				     "mima-2026", PASSWORD_WEAK, &h->hall.err));
	assert_true(operators_set_posts(h->hall.store, &guan, "li",
					POST_BIT(POST_CLERK) | POST_BIT(POST_REVIEWER), "轮岗",
					&h->hall.err));
	assert_true(operators_set_active(h->hall.store, &zhao, "li", false, "离岗", &h->hall.err));
	f.by = "li";
	char *rows = rows_of(h, "operators", &f);
	assert_int_equal(lines_of(rows), 3);
	assert_non_null(strstr(rows, "|li|李敏|operator.created|1|"));
	assert_non_null(strstr(rows, "|li|李敏|operator.posts|3||guan||3|0|0"));
	assert_non_null(strstr(rows, "|li|李敏|operator.active||0|zhao|"));
	free(rows);
}

static void the_audit_extract_is_the_ledger(void **state)
{
	struct register_hall *h = *state;
	struct register_filter f = all(0);
	size_t whole = 0;
	sqlite3 *db;
	sqlite3_stmt *q;

	assert_int_equal(sqlite3_open(h->hall.path, &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(db, "SELECT count(*), max(seq) FROM ledger", -1, &q, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	int64_t n = sqlite3_column_int64(q, 0);
	assert_int_equal(n, sqlite3_column_int64(q, 1));
	sqlite3_finalize(q);
	sqlite3_close(db);
	char *rows = rows_of(h, "audit", &f);
	assert_int_equal(lines_of(rows) > (size_t)n, true); /* a line of an event has lines in it */
	free(rows);
	/* Its days together are the whole. */
	for (int d = 0; d < REGISTER_DAYS; d++) {
		int64_t of_day;
		f.first = f.last = hall_day() + d;
		assert_true(register_count(h->hall.store, register_kind_of("audit"), &f, &of_day,
					   &h->hall.err));
		whole += (size_t)of_day;
	}
	assert_int_equal(whole, n);
}

/* ---- rules of the table ---- */

static void no_register_sorts(void **state)
{
	struct register_hall *h = *state;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(h->hall.path, &db), SQLITE_OK);
	for (size_t i = 0; i < registers_n; i++) {
		char *sql = register_sql(registers[i]), *plan;
		sqlite3_stmt *q;
		assert_true(asprintf(&plan, "EXPLAIN QUERY PLAN %s", sql) > 0);
		assert_int_equal(sqlite3_prepare_v2(db, plan, -1, &q, NULL), SQLITE_OK);
		while (sqlite3_step(q) == SQLITE_ROW)
			if (strstr((const char *)sqlite3_column_text(q, 3), "TEMP B-TREE"))
				fail_msg("%s sorts: %s", registers[i]->id,
					 sqlite3_column_text(q, 3));
		sqlite3_finalize(q);
		free(plan);
		free(sql);
	}
	sqlite3_close(db);
}

static void who_may_have_it_and_by_what(void **state)
{
	struct register_hall *h = *state;
	struct store *s = h->hall.store;
	struct register_filter f = all(0);
	struct err *e = &h->hall.err;

	assert_true(register_check(s, &li, register_kind_of("cases"), &f, e));
	assert_false(register_check(s, &li, register_kind_of("audit"), &f, e));
	assert_int_equal(e->code, ERR_PERMISSION);
	assert_true(register_check(s, &zhao, register_kind_of("audit"), &f, e));
	f.item = "fs-001";
	assert_false(register_check(s, &zhao, register_kind_of("audit"), &f, e));
	assert_int_equal(e->code, ERR_USAGE);
	f = all(0);
	f.first = hall_day();
	f.last = hall_day() - 1;
	assert_false(register_check(s, &zhao, register_kind_of("cases"), &f, e));
	assert_int_equal(e->code, ERR_INPUT);
	assert_null(register_kind_of("nothing"));
	assert_true(register_is_personal(register_kind_of("cases")));
	assert_false(register_is_personal(register_kind_of("operators")));
}

int main(void)
{
#define REGISTER_TEST(t) cmocka_unit_test_setup_teardown(t, register_setup, register_teardown)
	const struct CMUnitTest tests[] = {
		REGISTER_TEST(the_register_of_cases_says_what_each_case_says),
		REGISTER_TEST(a_notice_stays_in_its_register_when_the_case_is_accepted),
		REGISTER_TEST(promises_are_kept_late_open_or_overdue_by_the_day_of_the_register),
		REGISTER_TEST(what_was_voided_is_told_with_its_reason),
		REGISTER_TEST(papers_and_results_printed_at_once_are_counted),
		REGISTER_TEST(every_change_of_an_operator_is_told),
		REGISTER_TEST(the_audit_extract_is_the_ledger),
		REGISTER_TEST(no_register_sorts),
		REGISTER_TEST(who_may_have_it_and_by_what),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
