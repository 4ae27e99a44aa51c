/* SPDX-License-Identifier: Apache-2.0
 *
 * Papers asked for from each of a list, fs-021's 直系亲属身份证 (001:666): the
 * counter in the papers pane, the table behind it, a column with one key, who
 * lacks it by name; the draft keeps every mark.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/drafts.h"

static const char *const surnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴",
				       "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"};

/* A draft of fs-021 whose list has n people: 王01, 李02 … */
static void put_draft(const struct screens_hall *h, int n)
{
	struct store *s = hall_store(h);
	json_t *rows = json_array();
	struct err e;

	for (int i = 0; i < n; i++) {
		char name[32];
		snprintf(name, sizeof(name), "%s%s", surnames[i % 20], surnames[i / 20 % 20]);
		json_array_append_new(rows, json_pack("{s:s}", "name", name));
	}
	json_t *j = json_pack("{s:s, s:s, s:s, s:{s:o}}", "item", "fs-021", "channel", "window",
			      "on", HALL_DAY, "people", "kin.list", rows);
	char *text = json_dumps(j, JSON_COMPACT);
	struct draft d = {.owner = "jingban", .item = "fs-021", .title = "名单", .json = text};
	assert_true(drafts_save(s, &d, &e));
	store_close(s);
	free(text);
	json_decref(j);
}

/* In the papers pane, on the 直系亲属身份证. */
static struct vt *open_papers(const struct screens_hall *h, int people, int rows, int cols)
{
	const char *const argv[] = {h->program, "--store", h->path,    "--on",	 HALL_DAY,
				    "--site",	"demo",	   "--window", "injury", NULL};
	struct vt *vt;
	char all[32];

	put_draft(h, people);
	vt = hall_enter(vt_start(argv, NULL, rows, cols), "jingban");
	vt_key(vt, VT_F3);
	vt_wait_line(vt, 0, "草稿");
	vt_wait_for(vt, "一次性工亡补助金");
	vt_key(vt, VT_ENTER);
	snprintf(all, sizeof(all), "0/%d", people);
	vt_wait_for(vt, all);
	vt_key(vt, VT_TAB);
	vt_wait_for(vt, "x 不合格");
	vt_keys(vt, VT_DOWN, 5);
	return vt;
}

static void leave(struct vt *vt)
{
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void who_lacks_it_is_marked_in_a_table(void **state)
{
	struct vt *vt = open_papers(*state, 30, 24, 80);

	vt_type(vt, " ");
	hall_assert_framed(vt, 24, "按人核对材料");
	vt_wait_line(vt, 1, "直系亲属身份证 0/30");
	vt_wait_line(vt, 3, "1 王王");
	vt_type(vt, " "); /* good, and on to the next */
	vt_wait_line(vt, 1, "1/30");
	vt_wait_line(vt, 3, "[✓]");
	vt_type(vt, "x");
	vt_wait_for(vt, "缺签字");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 4, "[×] 缺章");
	vt_key(vt, VT_F6);
	vt_wait_line(vt, 1, "29/30");
	assert_non_null(strstr(vt_line(vt, 4), "[×] 缺章"));
	vt_key(vt, VT_DELETE);
	vt_wait_line(vt, 4, "[ ]");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "29/30");
	vt_key(vt, VT_F4);
	vt_wait_for(vt, "29/30，缺：李王");
	vt_key(vt, VT_ENTER);
	vt_wait_gone(vt, "办理时限：");
	/* All that is asked for, with one key. */
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "[✓] 直系亲属身份证（复印件） 30/30");
	leave(vt);
}

static void a_person_is_found_by_initials_characters_and_number(void **state)
{
	struct vt *vt = open_papers(*state, 200, 24, 80);

	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "按人核对材料");
	vt_wait_for(vt, "1/200");
	vt_type(vt, "l");
	vt_wait_for(vt, "跳到：l");
	vt_type(vt, "z");
	vt_wait_for(vt, "跳到：lz");
	vt_wait_for(vt, "李张");
	vt_type(vt, "x"); /* nobody is called so: the key of the footer */
	vt_wait_for(vt, "缺签字");
	vt_key(vt, VT_ESC);
	vt_wait_gone(vt, "缺签字");
	vt_type(vt, "l");
	vt_wait_for(vt, "跳到：l");
	vt_key(vt, VT_ESC); /* forgets the letter only */
	vt_wait_gone(vt, "跳到");
	vt_type(vt, "马吴");
	vt_wait_for(vt, "跳到：马吴");
	vt_wait_for(vt, "[ ]");
	vt_type(vt, " ");
	vt_wait_line(vt, 1, "1/200");
	vt_key(vt, VT_END);
	vt_wait_for(vt, "200/200");
	vt_type(vt, "zzz");
	vt_wait_for(vt, "名单里没有");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "1/200");
	leave(vt);
}

static void it_stands_at_every_size(void **state)
{
	for (int i = 0; i < HALL_SIZES; i++) {
		const struct screens_hall *h = *state;
		struct vt *vt = open_papers(h, 3 + i, hall_sizes[i][0], hall_sizes[i][1]);
		vt_key(vt, VT_ENTER);
		hall_assert_framed(vt, hall_sizes[i][0], "按人核对材料");
		vt_wait_line(vt, 3, "王王");
		vt_key(vt, VT_ESC);
		vt_wait_line(vt, 0, "受理");
		leave(vt);
	}
}

static void the_draft_keeps_every_mark(void **state)
{
	struct vt *vt = open_papers(*state, 3, 24, 80);
	struct arena a = {0};
	struct draft *rows, *d;
	size_t n;
	struct err e;
	const char *good = NULL;

	vt_type(vt, " ");
	vt_wait_line(vt, 0, "按人核对材料");
	vt_key(vt, VT_DOWN);
	vt_type(vt, " ");
	vt_wait_line(vt, 1, "1/3");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "受理");
	leave(vt);
	struct store *s = hall_store(*state);
	assert_true(drafts_list(s, "jingban", false, &a, &rows, &n, &e));
	assert_int_equal(n, 1);
	assert_true(drafts_load(s, rows[0].id, &a, &d, &e));
	json_t *j = json_loads(d->json, 0, NULL);
	assert_int_equal(json_unpack(j, "{s:[{s:{s:s}}]}", "have", "rows", "2", &good), 0);
	assert_string_equal(good, "ok");
	json_decref(j);
	store_close(s);
	arena_done(&a);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(who_lacks_it_is_marked_in_a_table),
		TEST(a_person_is_found_by_initials_characters_and_number),
		TEST(it_stands_at_every_size),
		TEST(the_draft_keeps_every_mark),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
