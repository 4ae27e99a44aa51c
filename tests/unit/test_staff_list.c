/* SPDX-License-Identifier: Apache-2.0
 *
 * A list of new operators from a file: headings wherever they stand, GB18030 as well,
 * every fault of every row by its own words.
 */
#include "store_fixture.h"

#include "exchange/staff_list.h"

static int setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static bool read_list(struct hall *h, const char *bytes, struct staff_list *out)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/staff.csv", h->folder);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(bytes, f);
	assert_int_equal(fclose(f), 0);
	return staff_list_read(path, h->store, &h->arena, out, &h->err);
}

static void a_sound_list_is_read(void **state)
{
	struct hall *h = *state;
	struct staff_list l;

	assert_true(read_list(h,
			      "大厅人员表\n序号,姓名,岗位,账号\n1,王 芳,经办、复核,WangFang\n"
			      "2,阿卜杜拉·买买提,审核岗,ａbdul\n3,李审,auditor,shen\n",
			      &l));
	assert_int_equal(l.n, 3);
	assert_int_equal(l.n_faults, 0);
	assert_string_equal(l.rows[0].login, "wangfang");
	assert_string_equal(l.rows[0].name, "王芳");
	assert_int_equal(l.rows[0].posts, POST_BIT(POST_CLERK) | POST_BIT(POST_REVIEWER));
	assert_int_equal(l.rows[0].number, 3);
	assert_string_equal(l.rows[1].login, "abdul");
	assert_int_equal(l.rows[1].posts, POST_BIT(POST_APPROVER));
	assert_int_equal(l.rows[2].posts, POST_BIT(POST_AUDITOR));
}

static void other_encodings_are_read(void **state)
{
	struct hall *h = *state;
	struct staff_list l;

	/* 登录名,姓名,岗位 / wang,王芳,经办 in GB 18030 */
	assert_true(read_list(h,
			      "\xB5\xC7\xC2\xBC\xC3\xFB,\xD0\xD5\xC3\xFB,\xB8\xDA\xCE\xBB\n"
			      "wang,\xCD\xF5\xB7\xBC,\xBE\xAD\xB0\xEC\n",
			      &l));
	assert_int_equal(l.n_faults, 0);
	assert_string_equal(l.rows[0].name, "王芳");
}

static void every_fault_is_named(void **state)
{
	struct hall *h = *state;
	struct staff_list l;
	static const char *const why[] = {"已有人用",	"写了两次",   "没有岗位“保安”", "不办业务",
					  "没有写姓名", "登录名应为", "没有写岗位",	NULL};

	assert_true(read_list(h,
			      "登录名,姓名,岗位\nli,李二,经办\nwang,王芳,保安\nwang,王二,经办\n"
			      "guan,管,管理、经办\nneu,,经办\n王,王三,经办\nohne,无岗,\n"
			      "gut,好人,主管\n",
			      &l));
	/* As the rows come: taken, no post, twin, excluded … */
	static const int row_of[] = {0, 2, 1, 3, 4, 5, 6};
	assert_int_equal(l.n, 8);
	assert_int_equal(l.n_faults, 7);
	for (int i = 0; why[i]; i++) {
		const char *fault = l.rows[row_of[i]].fault;
		if (!fault || !strstr(fault, why[i]))
			fail_msg("%s: %s", why[i], fault ? fault : "sound");
	}
	assert_null(l.rows[7].fault);
}

static void what_is_no_list_is_refused(void **state)
{
	struct hall *h = *state;
	struct staff_list l;

	assert_false(read_list(h, "姓名,电话\n王芳,1\n", &l));
	assert_non_null(strstr(h->err.text, "表头"));
	assert_false(read_list(h, "登录名,姓名,岗位\n", &l));
	assert_non_null(strstr(h->err.text, "没有人"));
	assert_false(staff_list_read("/nowhere/x.csv", h->store, &h->arena, &l, &h->err));
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(a_sound_list_is_read),
		HALL_TEST(other_encodings_are_read),
		HALL_TEST(every_fault_is_named),
		HALL_TEST(what_is_no_list_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
