/* SPDX-License-Identifier: Apache-2.0
 *
 * 台账: a register is asked for, counted and written; whole numbers need a purpose,
 * many rows another hand; masked they need neither; what goes wrong is told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "screens/hall.h"
#include "store/exports.h"
#include "store/registers.h"
#include "store/settings.h"

static void prepare(const struct screens_hall *h, const char *limit)
{
	struct store *s = hall_store(h);
	char number[NUMBER_TEXT];
	struct err e;

	assert_true(operators_create(s, NULL, "zhuguan", "演练主管", POST_BIT(POST_SUPERVISOR),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	assert_true(settings_set(s, NULL, EXPORT_ROWS_SETTING, limit, &e));
	store_close(s);
	hall_add_deferred(h, "王小明", "2026-12-01", number);
	hall_add_deferred(h, "李建国", "2026-12-01", number);
}

static int64_t exports_of(const struct screens_hall *h)
{
	struct store *s = hall_store(h);
	struct register_filter f;
	struct err e;
	int64_t n;

	register_filter_init(&f, date_parse(HALL_DAY));
	assert_true(register_count(s, register_kind_of("exports"), &f, &n, &e));
	store_close(s);
	return n;
}

static void assert_file(const struct screens_hall *h, const char *name, bool there)
{
	char *path = xasprintf("%s/documents/%s", h->folder, name);

	assert_int_equal(access(path, F_OK) == 0, there);
	free(path);
}

static void it_is_framed(void **state)
{
	const struct screens_hall *h = *state;

	prepare(h, "1000");
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = hall_login(h, "jingban", hall_sizes[i][0], hall_sizes[i][1]);
		vt_ctrl(vt, 'o');
		vt_wait_for(vt, "办件台账");
		hall_assert_framed(vt, hall_sizes[i][0], "台账");
		vt_key(vt, VT_ESC);
		vt_wait_for(vt, "办什么事");
		hall_leave(vt);
	}
}

static void a_purpose_is_asked_for_and_the_rows_are_told(void **state)
{
	const struct screens_hall *h = *state;

	prepare(h, "1000");
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	vt_ctrl(vt, 'o');
	vt_wait_for(vt, "办件台账");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "请写用途");
	vt_type(vt, "年终归档");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "共 2 行");
	assert_true(vt_contains(vt, "cases-2026-11-24-2026-11-24.xlsx"));
	vt_key(vt, VT_ESC); /* not yet */
	vt_wait_gone(vt, "共 2 行");
	assert_file(h, "cases-2026-11-24-2026-11-24.xlsx", false);
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "共 2 行");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已导出");
	vt_key(vt, VT_ENTER);
	vt_wait_gone(vt, "已导出");
	assert_file(h, "cases-2026-11-24-2026-11-24.xlsx", true);
	assert_int_equal(exports_of(h), 1);
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "已有这个文件，将被替换");
	vt_key(vt, VT_ESC);
	vt_wait_gone(vt, "将被替换");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void many_rows_are_signed_by_another(void **state)
{
	const struct screens_hall *h = *state;

	prepare(h, "1");
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	vt_ctrl(vt, 'o');
	vt_wait_for(vt, "办件台账");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "请写用途");
	vt_type(vt, "年终归档");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "要另一人签字");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "签字人登录名");
	vt_type(vt, "zhuguan");
	vt_key(vt, VT_ENTER);
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已导出");
	vt_key(vt, VT_ENTER);
	vt_wait_gone(vt, "已导出");
	assert_int_equal(exports_of(h), 1);
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void masked_or_where_it_cannot_be_written(void **state)
{
	const struct screens_hall *h = *state;

	prepare(h, "1");
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	vt_ctrl(vt, 'o');
	vt_wait_for(vt, "办件台账");
	vt_keys(vt, VT_DOWN, 7);
	vt_wait_for(vt, "姓名号码完整");
	vt_type(vt, "2"); /* masked: the purpose goes */
	vt_wait_gone(vt, "用途  ");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "共 2 行");
	assert_false(vt_contains(vt, "另一人签字"));
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已导出");
	vt_key(vt, VT_ENTER);
	vt_wait_gone(vt, "已导出");
	assert_file(h, "cases-2026-11-24-2026-11-24-masked.xlsx", true);
	vt_wait_for(vt, "存到");
	vt_keys(vt, VT_DOWN, 1);
	vt_type(vt, "/nowhere/a");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "共 2 行");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "文件夹不存在");
	vt_key(vt, VT_ENTER);
	assert_int_equal(exports_of(h), 1);
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

int main(int argc, char **argv)
{
#define HALL_TEST(t) cmocka_unit_test_setup_teardown(t, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		HALL_TEST(it_is_framed),
		HALL_TEST(a_purpose_is_asked_for_and_the_rows_are_told),
		HALL_TEST(many_rows_are_signed_by_another),
		HALL_TEST(masked_or_where_it_cannot_be_written),
	};

	hall_program = argc > 1 ? argv[1] : NULL;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
