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
#include <unistd.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/cases.h"
#include "store/operators.h"

#define LATER "2026-11-27"	   /* three days after HALL_DAY */
#define IDENT "11010519491231002X" /* GB 11643-1999 */

static int begin(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));
	struct err e = {0};

	hall_begin(h, hall_program, true);
	struct store *s = hall_store(h);
	assert_true(operators_create(s, NULL, "zhuguan", "演练主管", POST_BIT(POST_SUPERVISOR),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	store_close(s);
	*state = h;
	return 0;
}

/* Another clerk at another window, three days later; `env` as for vt_start. */
static struct vt *come_back(const struct screens_hall *h, const char *const *env)
{
	const char *const argv[] = {h->program, "--store", h->path, "--window",
				    "w2",	"--on",	   LATER,   NULL};

	return hall_enter(vt_start(argv, env, 24, 80), "jingban2");
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
	vt_type(vt, IDENT);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "1949-12-31");
	vt_type(vt, "13904131234");
	vt_key(vt, VT_ENTER);
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

static void take_up(struct vt *vt, const char *number, const char *judged)
{
	vt_type(vt, number);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, judged);
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
	vt = come_back(h, NULL);
	take_up(vt, number, "接着告知书办");
	vt_wait_for(vt, "[ ] 户口簿");
	vt_wait_for(vt, "上次：未带"); /* of the household book */
	assert_false(vt_contains(vt, "未告知"));
	vt_type(vt, "x"); /* the keys are on the identity card */
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
	/* The first notice stays beside the second. */
	char file[256];
	snprintf(file, sizeof(file), "%s/documents/notice-%s.xlsx", h->folder, number);
	assert_int_equal(access(file, R_OK), 0);
	snprintf(file, sizeof(file), "%s/documents/notice-%s-02.xlsx", h->folder, number);
	assert_int_equal(access(file, R_OK), 0);
	vt = hall_login(h, "jingban2", 24, 80);
	vt_type(vt, number);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "接着告知书办");
	vt_key(vt, VT_ESC);
	vt_key(vt, VT_F2);
	vt_wait_line(vt, 4, number);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "演练经办　综合窗口1号"); /* each visit by its own clerk and window */
	vt_wait_for(vt, "演练经办二　综合窗口2号");
	vt_keys(vt, VT_ESC, 2);
	hall_leave(vt);
	arena_done(&a);
	look_at_register(h, number);
}

/* ---- the rest of a second visit ---- */

static void accept_it(struct vt *vt)
{
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "受理前核对");
	vt_key(vt, VT_ENTER);
}

static void done(struct vt *vt, const char *title)
{
	vt_wait_for(vt, title);
	vt_key(vt, VT_ENTER);
	hall_leave(vt);
}

static void another_answer_is_labelled_and_a_supervisor_overrules(void **state)
{
	struct screens_hall *h = *state;
	char number[NUMBER_TEXT];
	struct arena a = {0};

	give_notice(h, number);
	struct vt *vt = come_back(h, NULL);
	take_up(vt, number, "接着告知书办");
	vt_key(vt, VT_TAB);
	vt_keys(vt, VT_UP, 16);
	vt_type(vt, "3");
	vt_wait_for(vt, "个体工商户");
	vt_wait_for(vt, "〔答案已变〕");
	assert_false(vt_contains(vt, "未告知"));
	vt_keys(vt, VT_UP, 16);
	vt_type(vt, "2");
	vt_wait_gone(vt, "〔答案已变〕");
	vt_ctrl(vt, 'r');
	vt_wait_for(vt, "主管的理由印在回执上");
	vt_wait_for(vt, "户口簿");
	sign(vt, "户口簿已在系统核到", HALL_PASSWORD);
	vt_wait_for(vt, number);
	done(vt, "已受理");
	const struct case_record *r = newest(h, &a, 1);
	assert_int_equal(r->state, CASE_ACCEPTED);
	assert_string_equal(r->number, number);
	assert_string_equal(r->overrule, "户口簿已在系统核到");
	arena_done(&a);
}

/* What the store knows of the person is filled in and confirmed with one key. */
static struct vt *begin_afresh(const struct screens_hall *h)
{
	struct vt *vt = come_back(h, NULL);

	hall_fill_intake(vt, "王小明");
	vt_type(vt, IDENT);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "来过");
	vt_ctrl(vt, 'r');
	vt_key(vt, VT_TAB);
	return vt;
}

static void who_starts_afresh_is_offered_the_notice(void **state)
{
	struct screens_hall *h = *state;
	char number[NUMBER_TEXT];
	struct arena a = {0};

	give_notice(h, number);
	struct vt *vt = begin_afresh(h);
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "[✓] 户口簿");
	accept_it(vt);
	vt_wait_for(vt, "可能重复");
	vt_wait_for(vt, "接着那份告知办");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "接着告知书办");
	assert_true(vt_contains(vt, number));
	assert_true(vt_contains(vt, "[✓] 户口簿"));
	accept_it(vt);
	vt_wait_for(vt, number);
	vt_wait_for(vt, "已受理");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "我的草稿 0");
	hall_leave(vt);
	const struct case_record *r = newest(h, &a, 1);
	assert_int_equal(r->state, CASE_ACCEPTED);
	assert_string_equal(r->number, number);
	assert_null(r->duplicate_of);
	arena_done(&a);
}

/* It would name what the first had not, and no label would tell. */
static void a_second_notice_beside_the_first_wants_a_reason(void **state)
{
	struct screens_hall *h = *state;
	char number[NUMBER_TEXT];
	struct arena a = {0};

	give_notice(h, number);
	struct vt *vt = begin_afresh(h);
	give_out(vt);
	vt_wait_for(vt, "可能重复");
	vt_type(vt, "4");
	done(vt, "已告知");
	const struct case_record *r = newest(h, &a, 2);
	assert_int_equal(r->state, CASE_NOTICED);
	assert_string_equal(r->duplicate_of, number);
	assert_string_equal(r->duplicate_reason, "同一事项的另一笔（期间或对象不同）");
	arena_done(&a);
}

/* fs-009: who draws benefits already is refused (001:342); the case that overrules follows it. */
static void a_refused_case_is_opened_for_the_supervisor(void **state)
{
	struct screens_hall *h = *state;
	struct arena a = {0};
	struct vt *vt = hall_login(h, "jingban", 24, 80);

	vt_type(vt, "fs-009");
	vt_wait_line(vt, 3, "fs-009");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "未按规定领取");
	vt_type(vt, "1");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "2");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "王小明");
	vt_key(vt, VT_ENTER);
	vt_type(vt, IDENT);
	vt_key(vt, VT_ENTER);
	vt_type(vt, "13904131234");
	vt_key(vt, VT_ENTER);
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "[✓] 变更后的户口簿");
	give_out(vt);
	vt_wait_for(vt, "已出具不予受理通知");
	vt_key(vt, VT_ENTER);
	vt_key(vt, VT_F2);
	vt_wait_for(vt, "王小明");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "F9 主管改判");
	const struct case_record *refused = newest(h, &a, 1);
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "Ctrl+R 由主管改判");
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "[✓] 变更后的户口簿");
	vt_ctrl(vt, 'r');
	vt_wait_for(vt, "主管的理由印在回执上");
	sign(vt, "待遇已于上月停发", HALL_PASSWORD);
	vt_wait_for(vt, "已受理");
	vt_key(vt, VT_ENTER);
	const struct case_record *r = newest(h, &a, 2);
	assert_int_equal(r->state, CASE_ACCEPTED);
	assert_string_equal(r->after, refused->number);
	assert_string_equal(r->overruled_by, "zhuguan");
	vt_key(vt, VT_F12);
	hall_leave(vt);
	arena_done(&a);
}

static void the_list_of_cases_reads_a_qr_code(void **state)
{
	struct screens_hall *h = *state;
	char number[NUMBER_TEXT], line[64];

	give_notice(h, number);
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	vt_key(vt, VT_F2);
	vt_wait_line(vt, 4, number);
	assert_false(vt_contains(vt, "主管改判"));
	snprintf(line, sizeof(line), "编号 %s", number);
	vt_type(vt, line);
	vt_wait_line(vt, 1, line);
	vt_wait_line(vt, 4, number);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "未带 户口簿");
	vt_type(vt, "电话 12333"); /* the next line of the code */
	vt_key(vt, VT_ENTER);
	vt_settle(vt);
	assert_true(vt_contains(vt, "未带 户口簿"));
	assert_false(vt_contains(vt, "主管改判")); /* nothing was refused */
	vt_keys(vt, VT_ESC, 1);
	vt_wait_line(vt, 1, line);
	vt_keys(vt, VT_ESC, 2);
	hall_leave(vt);
}

/* ---- the guide is changed between the visits ---- */

static void command(const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	assert_int_equal(system(text), 0);
}

/* Guides of our own, and the environment that names them. */
static void copy_forms(const struct screens_hall *h, char forms[128], char set[160])
{
	snprintf(forms, 128, "%s/forms", h->folder);
	snprintf(set, 160, "YICHUANG_FORMS=%s", forms);
	command("cp -r '%s/forms' '%s'", getenv("YICHUANG_SOURCE_ROOT"), forms);
}

/* fs-001 asks 灵活就业人员 for one paper more from the day after the notice. */
static void change_guide(const char *forms, const char *transition)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");

	command("cp '%s/forms/fushun/fs-001.yaml' '%s/fushun/fs-001.yaml'", root, forms);
	command("sed -i -e 's/^questions:/effective: {from: 2026-11-25, transition: %s}\\n&/' "
		"-e 's/^  - {id: licence,/  - {id: pledge, name: 承诺书, forms: 原件, copies: 1, "
		"when: who = flex, lines: \"001:120\"}\\n&/' '%s/fushun/fs-001.yaml'",
		transition, forms);
}

static void the_transition_rule_says_which_guide_judges(void **state)
{
	static const struct {
		const char *rule, *judged;
		bool asks;
	} cases[] = {
		{"keep", "按告知时的指南版本", false},
		{"new", "按新版本", true},
		{"{rule: keep, until: 2026-11-27, text: 过渡三日, lines: \"001:120\"}",
		 "按告知时的指南版本", false},
		{"{rule: keep, until: 2026-11-26, text: 过渡两日, lines: \"001:120\"}", "按新版本",
		 true},
	};
	struct screens_hall *h = *state;
	char number[NUMBER_TEXT], forms[128], set[160];
	const char *const env[] = {set, NULL};

	give_notice(h, number);
	copy_forms(h, forms, set);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		change_guide(forms, cases[i].rule);
		struct vt *vt = come_back(h, env);
		vt_type(vt, number);
		vt_key(vt, VT_ENTER);
		vt_wait_for(vt, cases[i].judged);
		vt_wait_for(vt, "[ ] 户口簿");
		assert_int_equal(vt_contains(vt, "承诺书"), cases[i].asks);
		assert_int_equal(vt_contains(vt, "〔指南已变〕"), cases[i].asks);
		assert_false(vt_contains(vt, "未告知"));
		vt_key(vt, VT_ESC);
		hall_leave(vt);
	}
}

/* What the notice asked for is enough, whatever the files say by now. */
static void accept_as_noticed(struct screens_hall *h, bool removed)
{
	char number[NUMBER_TEXT], forms[128], set[160];
	const char *const env[] = {set, NULL};
	struct arena a = {0};

	give_notice(h, number);
	const char *version = newest(h, &a, 1)->item_version;
	copy_forms(h, forms, set);
	change_guide(forms, "keep");
	command("sed -i 's/label: 联系电话/label: 手机/' '%s/blocks.yaml'", forms);
	if (removed)
		command("rm '%s/fushun/fs-001.yaml'", forms);
	struct vt *vt = come_back(h, env);
	take_up(vt, number, "按告知时的指南版本");
	vt_wait_for(vt, "联系电话");
	vt_key(vt, VT_DOWN);
	vt_type(vt, " ");
	vt_wait_for(vt, "[✓] 户口簿");
	accept_it(vt);
	vt_wait_for(vt, "文书");
	done(vt, "已受理");
	const struct case_record *r = newest(h, &a, 1);
	assert_int_equal(r->state, CASE_ACCEPTED);
	assert_string_equal(r->item_version, version);
	arena_done(&a);
}

static void a_notice_outlives_a_change_of_its_files(void **state)
{
	accept_as_noticed(*state, false);
}

static void a_notice_outlives_its_item(void **state)
{
	accept_as_noticed(*state, true);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_the_notice_had_not_named_is_signed_for),
		TEST(another_answer_is_labelled_and_a_supervisor_overrules),
		TEST(who_starts_afresh_is_offered_the_notice),
		TEST(a_second_notice_beside_the_first_wants_a_reason),
		TEST(a_refused_case_is_opened_for_the_supervisor),
		TEST(the_list_of_cases_reads_a_qr_code),
		TEST(the_transition_rule_says_which_guide_judges),
		TEST(a_notice_outlives_a_change_of_its_files),
		TEST(a_notice_outlives_its_item),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
