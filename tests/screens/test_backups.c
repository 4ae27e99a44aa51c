/* SPDX-License-Identifier: Apache-2.0
 *
 * The screen of backups and of numbers that are not in the store, the intake of a
 * slip afterwards, and a clock in doubt at the login.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "screens/hall.h"
#include "store/backup.h"
#include "store/cases.h"
#include "store/operators.h"
#include "store/series.h"

static void add_supervisor(const struct screens_hall *h)
{
	struct err e = {0};
	struct store *s = hall_store(h);

	assert_true(operators_create(s, NULL, "zhuguan", "演练主管", POST_BIT(POST_SUPERVISOR),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	store_close(s);
}

static int begin(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));

	hall_begin(h, hall_program, true);
	add_supervisor(h);
	*state = h;
	return 0;
}

static void ask_backup(struct vt *vt, const char *folder, const char *again)
{
	vt_key(vt, VT_F2);
	vt_wait_for(vt, "备份到哪里");
	vt_type(vt, folder);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "至少8个字符");
	vt_type(vt, "correct horse battery");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "再输一遍");
	vt_type(vt, again);
	vt_key(vt, VT_ENTER);
}

static void a_supervisor_backs_up(void **state)
{
	const struct screens_hall *h = *state;
	struct arena a = {0};
	struct backup_row *last;
	struct err e;

	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = hall_login(h, "zhuguan", hall_sizes[i][0], hall_sizes[i][1]);
		vt_key(vt, VT_F9);
		vt_wait_for(vt, "上次备份");
		hall_assert_framed(vt, hall_sizes[i][0], "备份和补录");
		vt_key(vt, VT_ESC);
		hall_leave(vt);
	}
	struct vt *vt = hall_login(h, "zhuguan", 24, 80);
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "从来没有备份过");
	ask_backup(vt, h->folder, "something else");
	vt_wait_for(vt, "两次口令不同");
	ask_backup(vt, "/nowhere/at/all.ycb", "correct horse battery");
	vt_wait_for(vt, "没有备成");
	vt_wait_for(vt, "插好U盘");
	vt_key(vt, VT_ENTER);
	ask_backup(vt, h->folder, "correct horse battery");
	vt_wait_for(vt, "可以安全弹出");
	vt_key(vt, VT_ENTER);
	vt_wait_gone(vt, "从来没有备份过");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
	struct store *s = hall_store(h);
	assert_true(backup_last(s, &a, &last, &e));
	assert_string_equal(last->by, "zhuguan");
	store_close(s);
	arena_done(&a);

	vt = hall_login(h, "jingban", 24, 80);
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "上次备份");
	vt_key(vt, VT_F2);
	vt_wait_for(vt, "由主管或管理岗位做");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void reserve(const struct screens_hall *h, char first[NUMBER_TEXT], char second[NUMBER_TEXT])
{
	struct arena a = {0};
	const char *const *numbers;
	struct err e = {0};
	struct store *s = hall_store(h);

	assert_true(series_reserve(s, &(struct actor){.by = "zhuguan"}, 2, &a, &numbers, &e));
	strcpy(first, numbers[0]);
	strcpy(second, numbers[1]);
	store_close(s);
	arena_done(&a);
}

static void fill_and_accept(struct vt *vt)
{
	hall_fill_intake(vt, "王小明");
	vt_type(vt, "11010519491231002X");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "1949-12-31");
	vt_type(vt, "13904131234");
	vt_key(vt, VT_ENTER);
	vt_key(vt, VT_F5);
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "可受理");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "受理前核对");
	vt_key(vt, VT_ENTER);
}

static void a_slip_is_entered_with_a_signature(void **state)
{
	const struct screens_hall *h = *state;
	char first[NUMBER_TEXT], second[NUMBER_TEXT];
	struct arena a = {0};
	struct case_record *r;
	struct err e;

	reserve(h, first, second);
	struct vt *vt = hall_login(h, "zhuguan", 24, 80);
	vt_key(vt, VT_F9);
	vt_wait_for(vt, first);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "要另一位主管签字");
	assert_false(vt_contains(vt, "单据上的号码"));
	vt_key(vt, VT_ESC);
	hall_leave(vt);
	vt = hall_login(h, "jingban", 24, 80);
	vt_key(vt, VT_F9);
	vt_wait_for(vt, first);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "单据上的号码");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "发生时间");
	vt_keys(vt, VT_BACKSPACE, 2);
	vt_type(vt, "5 10:35"); /* tomorrow */
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "在现在之后");
	vt_keys(vt, VT_BACKSPACE, 7);
	vt_type(vt, "3 10:35"); /* the day before the kit */
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "之后才给出");
	vt_keys(vt, VT_BACKSPACE, 7);
	vt_type(vt, "4 10:35");
	vt_key(vt, VT_ENTER);
	vt_wait_gone(vt, "发生时间");
	fill_and_accept(vt);
	vt_wait_for(vt, "补录须主管签字");
	vt_key(vt, VT_ESC); /* nobody signs: nothing is decided */
	vt_wait_for(vt, first);
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "受理前核对");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "补录须主管签字");
	vt_type(vt, "zhuguan");
	vt_key(vt, VT_ENTER);
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "查询码");
	assert_true(vt_contains(vt, first));
	vt_key(vt, VT_ESC);

	/* The other was never used. */
	vt_wait_for(vt, "办什么事");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, second);
	vt_key(vt, VT_F4);
	vt_wait_for(vt, "单据上的号码");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "为什么没有使用");
	vt_type(vt, "写错作废");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "没有待补录的号码");
	vt_key(vt, VT_ESC);
	hall_leave(vt);

	struct store *s = hall_store(h);
	assert_true(cases_get(s, first, &a, &r, &e));
	assert_non_null(r);
	assert_int_equal(r->occurred, clock_at(date_parse(HALL_DAY), 10, 35));
	assert_string_equal(r->signed_by, "zhuguan");
	store_close(s);
	arena_done(&a);
}

/* ---- the clock ---- */

/* A real hall whose newest work is n days old. */
static void make_old_hall(struct screens_hall *h, int days)
{
	const struct store_founding f = {.site = "210400", .name = "大厅"};
	int64_t ms = clock_now(&clock_system) - days * INT64_C(86400000);
	struct clock then = clock_fixed(&ms);
	struct err e = {0};

	snprintf(h->path, sizeof(h->path), "%s/old.db", h->folder);
	assert_true(store_found(h->path, &f, &then, &e));
	struct store *s = store_open(h->path, &then, &e);
	assert_true(operators_create(s, NULL, "jingban", "经办", POST_BIT(POST_CLERK),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	assert_true(operators_create(s, NULL, "zhuguan", "主管", POST_BIT(POST_SUPERVISOR),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	store_close(s);
}

static void try_login(struct vt *vt)
{
	vt_wait_for(vt, "登录名");
	vt_type(vt, "jingban");
	vt_key(vt, VT_ENTER);
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
}

static void a_date_in_doubt_is_confirmed_once(void **state)
{
	struct screens_hall *h = *state;
	const char *const argv[] = {h->program, "--store", h->path, NULL};

	make_old_hall(h, 20);
	struct vt *vt = vt_start(argv, NULL, 24, 80);
	try_login(vt);
	vt_wait_for(vt, "核对日期");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "登录名");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "核对日期");
	vt_type(vt, "jingban");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "主管口令");
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "岗位的人签字");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "核对日期");
	vt_type(vt, "zhuguan");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "主管口令");
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "办什么事");
	hall_leave(vt);

	vt = vt_start(argv, NULL, 24, 80);
	try_login(vt);
	vt_wait_for(vt, "办什么事");
	hall_leave(vt);
}

/* Of a year that is two years away: the supervisor says the date is right, and then all work. */
static void a_calendar_put_in_too_early_locks_nobody_out(void **state)
{
	struct screens_hall *h = *state;
	const char *const argv[] = {h->program, "--store", h->path, NULL};
	char command[512], forms[160];
	const char *const env[] = {forms, NULL};
	struct date_parts now = date_split(clock_day_of(clock_now(&clock_system)));
	int year = now.year + 2, days = 0;

	make_old_hall(h, 0);
	for (date_day d = date_make(year, 1, 1); d < date_make(year + 1, 1, 1); d++)
		days += (d - date_make(2024, 1, 1)) % 7 < 5; /* a Monday */
	snprintf(forms, sizeof(forms), "YICHUANG_FORMS=%s/forms", h->folder);
	snprintf(command, sizeof(command),
		 "cp -r \"$YICHUANG_SOURCE_ROOT\"/forms '%s/forms' && "
		 "printf 'year: %d\nnotice: \"%d-11-04\"\noff: []\nworked: []\n"
		 "working_days: %d\n' > '%s/forms/calendars/%d.yaml'",
		 h->folder, year, year - 1, days, h->folder, year);
	assert_int_equal(system(command), 0);
	struct vt *vt = vt_start(argv, env, 24, 80);
	try_login(vt);
	vt_wait_for(vt, "核对日期");
	vt_type(vt, "zhuguan");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "主管口令");
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "办什么事");
	hall_leave(vt);
	vt = vt_start(argv, env, 24, 80);
	try_login(vt);
	vt_wait_for(vt, "办什么事");
	hall_leave(vt);
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, begin, hall_teardown)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(a_supervisor_backs_up),
		HALL_TEST(a_slip_is_entered_with_a_signature),
		HALL_TEST(a_date_in_doubt_is_confirmed_once),
		HALL_TEST(a_calendar_put_in_too_early_locks_nobody_out),
	};

	if (argc != 2)
		return 2;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
