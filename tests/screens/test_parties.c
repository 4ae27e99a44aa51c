/* SPDX-License-Identifier: Apache-2.0
 *
 * People on the screens: found while typing, their page, known values in an
 * intake. The number is the standard's example.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/cases.h"

#define IDENT	     "11010519491231002X" /* GB 11643-1999 */
#define IDENT_MASKED "110105********002X"

static size_t unmaskings(const struct screens_hall *h, const char *number)
{
	struct store *s = hall_store(h);
	struct arena a = {0};
	struct event *events;
	size_t n, seen = 0;
	struct err e;

	assert_true(cases_timeline(s, number, &a, &events, &n, &e));
	for (size_t i = 0; i < n; i++)
		seen += strcmp(events[i].kind, "person.unmasked") == 0;
	arena_done(&a);
	store_close(s);
	return seen;
}

/* All in the ledger, of cases and of people. */
static int all_unmaskings(const struct screens_hall *h)
{
	sqlite3 *db;
	sqlite3_stmt *q;

	assert_int_equal(sqlite3_open_v2(h->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(db, "SELECT count(*) FROM ledger WHERE kind = 'person.unmasked'",
				   -1, &q, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	int n = sqlite3_column_int(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(db);
	return n;
}

static void a_person_is_found_with_what_is_overdue_on_top(void **state)
{
	char overdue[NUMBER_TEXT], later[NUMBER_TEXT];

	hall_add_deferred(*state, "赵六", "2026-11-20", overdue);
	hall_add_deferred(*state, "赵六", "2026-11-30", later);
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = hall_login(*state, "jingban", hall_sizes[i][0], hall_sizes[i][1]);
		vt_key(vt, VT_F4);
		vt_wait_line(vt, 0, "查人");
		vt_type(vt, "z");
		vt_type(vt, "l");
		vt_wait_line(vt, 4, "赵六");
		hall_assert_framed(vt, hall_sizes[i][0], "查人");
		assert_non_null(strstr(vt_line(vt, 4), IDENT_MASKED));
		vt_key(vt, VT_ENTER);
		vt_wait_line(vt, 2, IDENT_MASKED);
		hall_assert_framed(vt, hall_sizes[i][0], "人员");
		assert_non_null(strstr(vt_line(vt, 3), "139****1234"));
		assert_non_null(strstr(vt_line(vt, 6), overdue));
		assert_non_null(strstr(vt_line(vt, 6), "2026-11-20逾期"));
		assert_non_null(strstr(vt_line(vt, 7), later));
		assert_false(vt_contains(vt, IDENT));
		vt_key(vt, VT_F4);
		vt_wait_line(vt, 2, IDENT);
		vt_wait_line(vt, 3, "13904131234");
		vt_key(vt, VT_F4);
		vt_wait_gone(vt, IDENT);
		/* The case opens from here, and its own unmasking is recorded with it. */
		vt_key(vt, VT_ENTER);
		vt_wait_for(vt, "查询码");
		vt_key(vt, VT_F4);
		vt_wait_for(vt, IDENT);
		assert_int_equal(unmaskings(*state, overdue), (size_t)i + 1);
		vt_key(vt, VT_ESC);
		vt_wait_line(vt, 0, "人员");
		vt_keys(vt, VT_ESC, 3);
		hall_leave(vt);
	}
}

static void an_intake_is_begun_from_a_persons_page(void **state)
{
	char number[NUMBER_TEXT];
	struct vt *vt;

	hall_add_deferred(*state, "赵六", "2026-11-30", number);
	vt = hall_login(*state, "jingban", 24, 80);
	vt_key(vt, VT_F4);
	vt_type(vt, "1390413");
	vt_wait_line(vt, 4, "赵六");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "人员");
	vt_key(vt, VT_F2);
	vt_wait_line(vt, 0, "选事项");
	vt_type(vt, "zgcbdj");
	vt_wait_for(vt, "fs-001");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "受理");
	vt_type(vt, "2");
	vt_wait_for(vt, "户口簿");
	vt_wait_for(vt, "139****1234");
	assert_true(vt_contains(vt, IDENT_MASKED));
	assert_non_null(strstr(vt_line(vt, vt_row_of(vt, "139****1234")), "已知"));
	/* Ctrl+R: all of it is right. */
	vt_ctrl(vt, 'r');
	vt_wait_gone(vt, "已知");
	assert_true(vt_contains(vt, "139****1234"));
	/* Copied out they are shown in full: recorded, once for the person. */
	assert_int_equal(all_unmaskings(*state), 0);
	vt_ctrl(vt, 'y');
	vt_wait_line(vt, 0, "抄录");
	vt_wait_for(vt, IDENT);
	assert_int_equal(all_unmaskings(*state), 1);
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "受理");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "人员");
	vt_keys(vt, VT_ESC, 3);
	hall_leave(vt);
}

static void a_known_certificate_fills_and_a_wrong_name_is_told(void **state)
{
	char number[NUMBER_TEXT];
	struct vt *vt;

	hall_add_deferred(*state, "赵六", "2026-11-30", number);
	vt = hall_login(*state, "jingban", 24, 80);
	hall_fill_intake(vt, "赵七");
	vt_type(vt, IDENT);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "改名？输错？");
	assert_true(vt_contains(vt, "“赵六”"));
	assert_false(vt_contains(vt, "139****1234"));
	/* The name put right, the rest comes. */
	vt_keys(vt, VT_UP, 5);
	vt_ctrl(vt, 'u');
	vt_type(vt, "赵六");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "139****1234");
	vt_wait_gone(vt, "改名？");
	/* Typed over: the clerk's own now, and no mark. */
	vt_keys(vt, VT_DOWN, 1);
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "[✓] 户口簿");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "向本人核对");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "核对");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "受理");
	vt_wait_gone(vt, "已知");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void somebody_is_searched_from_the_form(void **state)
{
	char number[NUMBER_TEXT];
	struct vt *vt;

	hall_add_deferred(*state, "赵六", "2026-11-30", number);
	vt = hall_login(*state, "jingban", 24, 80);
	hall_fill_intake(vt, "赵");
	vt_ctrl(vt, 'p');
	vt_wait_line(vt, 0, "查人");
	vt_wait_line(vt, 4, "赵六");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "受理");
	vt_wait_for(vt, "139****1234");
	assert_true(vt_contains(vt, "赵六"));
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

/* From home: the person of IDENT is taken in completely, up to F9. */
static void fill_whole(struct vt *vt)
{
	hall_fill_intake(vt, "赵六");
	vt_type(vt, IDENT);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "1949-12-31");
	vt_type(vt, "无");
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "[✓] 户口簿");
	vt_key(vt, VT_F9);
	vt_wait_line(vt, 0, "核对");
	vt_wait_for(vt, "本人无手机");
	vt_key(vt, VT_ENTER);
}

static void a_second_acceptance_asks_why(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);
	struct arena a = {0};
	struct case_row *rows;
	struct case_record *r;
	struct case_filter f;
	struct err e;
	size_t n;

	fill_whole(vt);
	vt_wait_for(vt, "已受理");
	vt_key(vt, VT_F12);
	vt_wait_for(vt, "办什么事");
	fill_whole(vt);
	vt_wait_for(vt, "可能重复");
	vt_wait_for(vt, "演练经办");
	vt_type(vt, "4");
	vt_wait_for(vt, "为什么再受理一件");
	vt_type(vt, "两个单位");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已受理");
	vt_key(vt, VT_F12);
	hall_leave(vt);
	struct store *s = hall_store(*state);
	case_filter_init(&f);
	assert_true(cases_list(s, &f, &a, &rows, &n, &e));
	assert_int_equal(n, 2);
	assert_true(cases_get(s, rows[0].number, &a, &r, &e));
	assert_string_equal(r->duplicate_reason, "两个单位");
	assert_string_equal(r->duplicate_of, rows[1].number);
	assert_true(r->parties[0].no_phone);
	store_close(s);
	arena_done(&a);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_person_is_found_with_what_is_overdue_on_top),
		TEST(an_intake_is_begun_from_a_persons_page),
		TEST(a_known_certificate_fills_and_a_wrong_name_is_told),
		TEST(somebody_is_searched_from_the_form),
		TEST(a_second_acceptance_asks_why),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
