/* SPDX-License-Identifier: Apache-2.0
 *
 * Two visits three days apart, at two windows and with two clerks: everything as
 * it was, what is asked for anew labelled, the supervisor's hand and the register.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/cases.h"
#include "store/operators.h"

static const char *program;

#define LATER "2026-11-27" /* three days after HALL_DAY */

static int begin(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));
	struct err e = {0};

	hall_begin(h, program, true);
	struct store *s = hall_store(h);
	assert_true(operators_create(s, NULL, "zhuguan", "演练主管", POST_BIT(POST_SUPERVISOR),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	store_close(s);
	*state = h;
	return 0;
}

static int end(void **state)
{
	hall_end(*state);
	free(*state);
	return 0;
}

/* Another clerk at another window, three days later. */
static struct vt *come_back(const struct screens_hall *h, int rows, int cols)
{
	const char *const argv[] = {h->program, "--store", h->path, "--window",
				    "w2",	"--on",	   LATER,   NULL};

	return hall_enter(vt_start(argv, NULL, rows, cols), "jingban2");
}

/* The newest case, as every other window sees it. */
static struct case_record *newest(const struct screens_hall *h, struct arena *a, size_t want)
{
	struct case_filter f;
	struct case_row *rows;
	struct case_record *r = NULL;
	struct err e;
	size_t n;
	struct store *s = hall_store(h);

	case_filter_init(&f);
	assert_true(cases_list(s, &f, a, &rows, &n, &e));
	assert_int_equal(n, want);
	assert_true(cases_get(s, rows[0].number, a, &r, &e));
	assert_non_null(r);
	store_close(s);
	return r;
}

static void give_out(struct vt *vt)
{
	vt_key(vt, VT_F8);
	vt_wait_for(vt, "出具");
	vt_key(vt, VT_ENTER);
}

/* The identity card is good, the household book is not there; its number. */
static void give_notice(struct screens_hall *h, char *number)
{
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	struct arena a = {0};

	hall_fill_intake(vt, "王小明");
	vt_type(vt, "11010519491231002X"); /* GB 11643-1999 */
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "1949-12-31");
	vt_key(vt, VT_TAB);
	vt_type(vt, " ");
	vt_wait_for(vt, "[✓] 本人身份证");
	give_out(vt);
	vt_wait_for(vt, "已告知");
	vt_key(vt, VT_ENTER);
	hall_leave(vt);
	const struct case_record *r = newest(h, &a, 1);
	assert_int_equal(r->state, CASE_NOTICED);
	snprintf(number, NUMBER_TEXT, "%s", r->number);
	arena_done(&a);
}

static void take_up(struct vt *vt, const char *number)
{
	vt_type(vt, number);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "接着告知书办");
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "[✓] 本人身份证");
}

static void sign(struct vt *vt, const char *reason, const char *password)
{
	if (*reason) {
		vt_type(vt, reason);
		vt_key(vt, VT_ENTER);
		vt_type(vt, "zhuguan");
		vt_key(vt, VT_ENTER);
	}
	vt_type(vt, password);
	vt_key(vt, VT_ENTER);
}

/* ---- a second notice ---- */

static void look_at_register(const struct screens_hall *h, const char *number)
{
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = hall_login(h, "zhuguan", hall_sizes[i][0], hall_sizes[i][1]);
		vt_ctrl(vt, 'g');
		vt_wait_for(vt, "首次漏看印章");
		hall_assert_framed(vt, hall_sizes[i][0], "上次未告知登记");
		assert_non_null(strstr(vt_line(vt, 2), LATER));
		assert_non_null(strstr(vt_line(vt, 2), "演练"));
		vt_wait_for(vt, number);
		vt_wait_for(vt, "本人身份证");
		vt_wait_for(vt, HALL_DAY " 由 演练经办 告知；这次 演练经办二 窗口 w2 要求");
		vt_key(vt, VT_ENTER);
		vt_wait_for(vt, "查询码");
		vt_key(vt, VT_ESC);
		vt_wait_for(vt, "首次漏看印章");
		vt_key(vt, VT_ESC);
		hall_leave(vt);
	}
}

static void what_the_notice_had_not_named_is_signed_for(void **state)
{
	struct screens_hall *h = *state;
	char number[NUMBER_TEXT];
	struct arena a = {0};

	struct vt *vt = hall_login(h, "jingban", 24, 80);
	vt_ctrl(vt, 'g');
	vt_wait_for(vt, "没有上次未告知的要求");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
	give_notice(h, number);
	vt = come_back(h, 24, 80);
	take_up(vt, number);
	vt_wait_for(vt, "[ ] 户口簿");
	assert_false(vt_contains(vt, "未告知"));
	vt_key(vt, VT_TAB);
	vt_type(vt, "x"); /* the identity card */
	vt_wait_for(vt, "看不清");
	vt_type(vt, "1");
	vt_wait_for(vt, "〔上次未告知〕");
	give_out(vt);
	vt_wait_for(vt, "由主管签字并记入未告知登记");
	sign(vt, "首次漏看印章", "wrong-password");
	vt_wait_for(vt, "不对");
	sign(vt, "", HALL_PASSWORD);
	vt_wait_for(vt, "已告知");
	vt_wait_for(vt, number);
	vt_key(vt, VT_ENTER);
	hall_leave(vt);
	const struct case_record *r = newest(h, &a, 1);
	assert_int_equal(r->state, CASE_NOTICED);
	assert_string_equal(r->untold_by, "zhuguan");
	arena_done(&a);
	look_at_register(h, number);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(what_the_notice_had_not_named_is_signed_for),
	};

	if (argc < 2)
		return 1;
	program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
