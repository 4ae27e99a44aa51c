/* SPDX-License-Identifier: Apache-2.0
 *
 * A unit's table beside the list that was typed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "exchange/list_check.h"

#define A	 "11010519491231002X" /* GB 11643-1999's own example */
#define B	 "440524188001010014" /* its other one */
#define PASSPORT "E12345678"

struct table {
	char path[64];
	struct arena arena;
	struct list_check check;
	struct err err;
};

static bool look(struct table *t, const char *text, const char *const *numbers, size_t n)
{
	strcpy(t->path, "/tmp/table-XXXXXX");
	int fd = mkstemp(t->path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	bool ok = list_check(t->path, numbers, n, date_make(2026, 11, 24), &t->arena, &t->check,
			     &t->err);
	unlink(t->path);
	return ok;
}

static int setup(void **state)
{
	*state = calloc(1, sizeof(struct table));
	return 0;
}

static int teardown(void **state)
{
	arena_done(&((struct table *)*state)->arena);
	free(*state);
	return 0;
}

static void the_same_people_in_any_order(void **state)
{
	struct table *t = *state;
	const char *ours[] = {A, PASSPORT};

	assert_true(
		look(t, "增员名单\n姓名,证件\n丁," PASSPORT "\n甲,11010519491231002x\n", ours, 2));
	assert_int_equal(t->check.rows, 2);
	assert_int_equal(t->check.n_missing, 0);
	assert_int_equal(t->check.n_extra, 0);
}

static void who_is_missing_and_who_is_more(void **state)
{
	struct table *t = *state;
	const char *ours[] = {PASSPORT, NULL, A};

	/* The last number has a wrong check digit: it is somebody's all the same. */
	assert_true(look(t, "证件\n" A "\n" B "\n110105194912310029\n", ours, 3));
	assert_int_equal(t->check.rows, 3);
	assert_int_equal(t->check.n_missing, 1);
	assert_int_equal(t->check.missing[0], 0);
	assert_int_equal(t->check.n_extra, 2);
	assert_string_equal(t->check.extra[0], B);
	assert_string_equal(t->check.extra[1], "110105194912310029");
}

static void without_numbers_the_heading_is_not_counted(void **state)
{
	struct table *t = *state;

	assert_true(look(t, "姓名,岗位\n甲,钳工\n乙,焊工\n", NULL, 0));
	assert_int_equal(t->check.rows, 2);
}

static void one_number_twice_in_our_list_is_found_for_both(void **state)
{
	struct table *t = *state;
	const char *ours[] = {A, A};

	assert_true(look(t, "证件\n" A "\n", ours, 2));
	assert_int_equal(t->check.n_missing, 0);
}

static void a_photo_is_no_table(void **state)
{
	struct table *t = *state;

	assert_false(look(t, "\xFF\xD8\xFF\xE0\x01\x10JFIF", NULL, 0));
	assert_int_equal(t->err.code, ERR_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_same_people_in_any_order, setup, teardown),
		cmocka_unit_test_setup_teardown(who_is_missing_and_who_is_more, setup, teardown),
		cmocka_unit_test_setup_teardown(without_numbers_the_heading_is_not_counted, setup,
						teardown),
		cmocka_unit_test_setup_teardown(one_number_twice_in_our_list_is_found_for_both,
						setup, teardown),
		cmocka_unit_test_setup_teardown(a_photo_is_no_table, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
