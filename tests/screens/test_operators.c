/* SPDX-License-Identifier: Apache-2.0
 *
 * Accounts at the screen: the administrator makes one and grants, a supervisor sees
 * what was reset at the server, a password that was handed out opens nothing before
 * it is changed, a clerk changes their own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/operators.h"

#define ONCE "abcd-efg2-34"

static const struct operator_row *operator_of(const struct screens_hall *h, const char *login,
					      struct arena *a)
{
	struct store *s = hall_store(h);
	struct operator_row *o = NULL;
	struct err e;

	assert_true(operators_get(s, login, a, &o, &e));
	store_close(s);
	return o;
}

/* Besides the clerks of the hall. */
static int setup(void **state)
{
	static const struct {
		const char *login, *name;
		enum post post;
	} people[] = {{"guanli", "演练管理", POST_ADMIN}, {"zhuguan", "演练主管", POST_SUPERVISOR}};
	struct err e;

	hall_setup(state);
	struct store *s = hall_store(*state);
	for (int i = 0; i < 2; i++)
		assert_true(operators_create(s, NULL, people[i].login, people[i].name,
					     POST_BIT(people[i].post), HALL_PASSWORD, PASSWORD_WEAK,
					     &e));
	store_close(s);
	return 0;
}

static void open_operators(struct vt *vt)
{
	vt_type(vt, "\x15"); /* Ctrl+U */
	vt_wait_line(vt, 0, "操作员");
}

static void the_administrator_adds_and_grants(void **state)
{
	struct screens_hall *h = *state;
	struct arena a = {0};
	struct vt *vt = hall_login(h, "guanli", 24, 80);

	open_operators(vt);
	hall_assert_framed(vt, 24, "操作员");
	vt_key(vt, VT_F2);
	vt_wait_for(vt, "新增操作员");
	vt_type(vt, "wang");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "王芳");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "16"); /* 经办 and 管理 */
	vt_key(vt, VT_ENTER);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "不办业务");
	vt_type(vt, "6");
	vt_key(vt, VT_ENTER);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "初始口令单");
	vt_wait_for(vt, "待改口令");
	const struct operator_row *o = operator_of(h, "wang", &a);
	assert_int_equal(o->posts, POST_BIT(POST_CLERK));
	assert_true(o->must_change);
	vt_key(vt, VT_HOME); /* guanli: not for oneself */
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "重置口令： 演练管理");
	vt_type(vt, "1");
	vt_wait_for(vt, "不能对自己的账号");
	vt_key(vt, VT_F9);
	vt_wait_line(vt, 0, "权限台账");
	vt_wait_for(vt, "新增：经办");
	vt_keys(vt, VT_ESC, 2);
	vt_wait_for(vt, "办什么事");
	hall_leave(vt);
	arena_done(&a);
}

static void what_was_handed_out_opens_nothing(void **state)
{
	struct screens_hall *h = *state;
	struct store *s = hall_store(h);
	struct arena a = {0};
	struct err e;

	assert_true(operators_reset(s, NULL, "jingban", ONCE, "忘记", PASSWORD_WEAK, &e));
	store_close(s);
	struct vt *vt = hall_open(h, 24, 80);
	vt_wait_for(vt, "登录名");
	vt_type(vt, "jingban");
	vt_key(vt, VT_ENTER);
	vt_type(vt, ONCE);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "再输一次");
	vt_key(vt, VT_ESC); /* then nobody is in */
	vt_wait_gone(vt, "再输一次");
	assert_false(vt_contains(vt, "办什么事"));
	vt_type(vt, ONCE);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "再输一次");
	vt_type(vt, "jingban-26");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "jingban-26");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "不能有登录名");
	vt_type(vt, "fruehling-26");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "fruehling-26");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "办什么事");
	assert_false(operator_of(h, "jingban", &a)->must_change);
	hall_leave(vt);
	arena_done(&a);
}

static void a_broken_glass_stands_on_home(void **state)
{
	struct screens_hall *h = *state;
	struct store *s = hall_store(h);
	struct err e;

	assert_true(operators_break_glass(s, "guanli", ONCE, "管理员离职", PASSWORD_WEAK, &e));
	store_close(s);
	struct vt *vt = hall_login(h, "zhuguan", 24, 80);
	vt_wait_for(vt, "破例重置 1 次，主管尚未确认");
	open_operators(vt);
	vt_key(vt, VT_F3);
	vt_wait_for(vt, "管理员离职");
	vt_type(vt, "电话核实");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已确认");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "办什么事");
	assert_false(vt_contains(vt, "破例重置"));
	hall_leave(vt);
}

static void a_clerk_changes_their_own_and_sees_nobody_elses(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	vt_type(vt, "\x15");
	vt_wait_for(vt, "原口令");
	vt_type(vt, "falsch!!");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "herbst-26");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "herbst-26");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "登录名或密码不对");
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_key(vt, VT_ENTER);
	vt_type(vt, "herbst-26");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "口令已改");
	hall_leave(vt);
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(the_administrator_adds_and_grants),
		HALL_TEST(what_was_handed_out_opens_nothing),
		HALL_TEST(a_broken_glass_stands_on_home),
		HALL_TEST(a_clerk_changes_their_own_and_sees_nobody_elses),
	};

	if (argc < 2)
		return 2;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
