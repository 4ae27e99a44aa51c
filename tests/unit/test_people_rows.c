/* SPDX-License-Identifier: Apache-2.0
 *
 * People pasted from a table program into the list of fs-021 (姓名, 与死者关系,
 * 证件类型, 证件号码, 联系电话). The numbers are the examples of GB 11643.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/load.h"
#include "tui/screen/people_rows.h"

#define TODAY date_make(2026, 11, 24)
#define ONE   "11010519491231002X"
#define TWO   "440524188001010014"

enum { NAME, RELATION, KIND, NUMBER, PHONE };

struct world {
	struct guide *guide;
	struct item *item;
	struct casefile c;
};

static int setup(void **state)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	struct world *w = xcalloc(1, sizeof(*w));
	struct faults f = {0};
	char *dir = xasprintf("%s/forms/fushun", root),
	     *blocks = xasprintf("%s/forms/blocks.yaml", root),
	     *file = xasprintf("%s/forms/fushun/fs-021.yaml", root);

	w->guide = guide_load(dir, blocks, &f);
	w->item = item_load(w->guide, file, &f);
	assert_non_null(w->item);
	casefile_init(&w->c, w->item, TODAY);
	faults_done(&f);
	free(file);
	free(blocks);
	free(dir);
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	struct world *w = *state;

	casefile_done(&w->c);
	item_free(w->item);
	guide_free(w->guide);
	free(w);
	return 0;
}

static void check(struct world *w, size_t row, int column, const char *text)
{
	const char *cell = w->c.lists[0].rows[row].cells[column];

	assert_string_equal(cell ? cell : "", text);
}

static void cells_go_by_their_headings(void **state)
{
	struct world *w = *state;

	assert_int_equal(people_rows_paste(&w->c, 0,
					   "序号\t职工姓名\t身份证号码\t备注\t手机号\r\n"
					   "1\t张三\t" ONE "\t新来\t13800000000\r\n"
					   "2\t李四\t" TWO "\t\t\r\n",
					   TODAY),
			 2);
	check(w, 0, NAME, "张三");
	check(w, 0, RELATION, "");
	check(w, 0, KIND, "居民身份证");
	check(w, 0, NUMBER, ONE);
	check(w, 0, PHONE, "13800000000");
	check(w, 1, NAME, "李四");
	check(w, 1, NUMBER, TWO);
}

/* The kind is there, empty, or a word people use for it: nothing shifts. */
static void an_empty_kind_shifts_nothing(void **state)
{
	struct world *w = *state;

	assert_int_equal(people_rows_paste(&w->c, 0,
					   "张三\t子女\t\t" ONE "\t13800000000\n"
					   "李四\t配偶\t身份证\t" TWO "\n",
					   TODAY),
			 2);
	check(w, 0, KIND, "居民身份证");
	check(w, 0, NUMBER, ONE);
	check(w, 0, PHONE, "13800000000");
	check(w, 1, RELATION, "配偶");
	check(w, 1, NUMBER, TWO);
}

static void a_kind_left_out_of_all_lines_is_left_out(void **state)
{
	struct world *w = *state;

	assert_int_equal(people_rows_paste(&w->c, 0, "张三\t子女\t" ONE "\n李四\t\t" TWO, TODAY),
			 2);
	check(w, 0, NUMBER, ONE);
	check(w, 1, NUMBER, TWO);
	check(w, 1, RELATION, "");
}

static void serial_numbers_are_nobody(void **state)
{
	struct world *w = *state;

	assert_int_equal(people_rows_paste(
				 &w->c, 0,
				 "1\t张三\t子女\t" ONE "\n2\t李四\t子女\t" TWO "\n\t\t\t\n", TODAY),
			 2);
	check(w, 0, NAME, "张三");
	check(w, 1, NAME, "李四");
	check(w, 1, NUMBER, TWO);
}

static void the_same_person_twice_is_seen(void **state)
{
	struct world *w = *state;

	people_rows_paste(
		&w->c, 0,
		"张三\t子女\t" ONE "\n李四\t子女\t" TWO "\n张叁\t子女\t" ONE "\n王五\t\t\n", TODAY);
	assert_int_equal(w->c.lists[0].count, 4);
	assert_int_equal(people_rows_twin(&w->c, 0, 0), -1);
	assert_int_equal(people_rows_twin(&w->c, 0, 1), -1);
	assert_int_equal(people_rows_twin(&w->c, 0, 2), 0);
	assert_int_equal(people_rows_twin(&w->c, 0, 3), -1);
}

/* Hostile or broken tables come in as text or not at all. */
static void nothing_breaks_it(void **state)
{
	struct world *w = *state;

	assert_int_equal(people_rows_paste(&w->c, 0, "", TODAY), 0);
	assert_int_equal(people_rows_paste(&w->c, 0, "\n\r\n\t\t\n", TODAY), 0);
	assert_int_equal(people_rows_paste(&w->c, 0, "姓名\t姓名\n", TODAY), 0);
	assert_int_equal(people_rows_paste(&w->c, 0, "姓名\t姓名\n张三\t李四\n", TODAY), 1);
	check(w, 0, NAME, "张三");
	assert_int_equal(people_rows_paste(&w->c, 0, "=1+1\x01\t\"子女\"\tX\n", TODAY), 1);
	check(w, 1, RELATION, "子女");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(cells_go_by_their_headings, setup, teardown),
		cmocka_unit_test_setup_teardown(an_empty_kind_shifts_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(a_kind_left_out_of_all_lines_is_left_out, setup,
						teardown),
		cmocka_unit_test_setup_teardown(serial_numbers_are_nobody, setup, teardown),
		cmocka_unit_test_setup_teardown(the_same_person_twice_is_seen, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_breaks_it, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
