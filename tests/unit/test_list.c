/* SPDX-License-Identifier: Apache-2.0
 *
 * Where the selection of a list goes, with headings between the rows, and how
 * wide the columns of a table are. What they paint is tested in tests/screens.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "tui/widget/list.h"
#include "tui/widget/table.h"

/* 'h' is a heading, 'r' a row. */
static bool is_heading(void *ctx, size_t i)
{
	return ((const char *)ctx)[i] == 'h';
}

static struct list make(char *rows)
{
	struct list l = {.ctx = rows, .skip = is_heading, .rows = 4};

	list_set_count(&l, strlen(rows));
	return l;
}

static void headings_are_passed_over(void **state)
{
	struct list l = make((char[]){"hrrhhrh"});

	(void)state;
	assert_int_equal(l.selected, 1);
	list_move(&l, LIST_UP);
	assert_int_equal(l.selected, 1);
	list_move(&l, LIST_DOWN);
	list_move(&l, LIST_DOWN);
	assert_int_equal(l.selected, 5);
	list_move(&l, LIST_DOWN); /* only a heading below */
	assert_int_equal(l.selected, 5);
	list_move(&l, LIST_UP);
	assert_int_equal(l.selected, 2);
	list_move(&l, LIST_LAST);
	assert_int_equal(l.selected, 5);
	list_move(&l, LIST_FIRST);
	assert_int_equal(l.selected, 1);
	list_select(&l, 3);
	assert_int_equal(l.selected, 5);
}

static void pages_stop_at_the_ends(void **state)
{
	struct list l = make((char[]){"hrrrrrrrrrh"});

	(void)state;
	list_move(&l, LIST_PAGE_DOWN);
	assert_int_equal(l.selected, 4); /* one row of the old page stays in sight */
	list_move(&l, LIST_PAGE_DOWN);
	list_move(&l, LIST_PAGE_DOWN);
	assert_int_equal(l.selected, 9);
	list_move(&l, LIST_PAGE_UP);
	assert_int_equal(l.selected, 6);
	list_move(&l, LIST_PAGE_UP);
	list_move(&l, LIST_PAGE_UP);
	assert_int_equal(l.selected, 1);
}

static void the_selection_survives_a_change_of_count(void **state)
{
	struct list l = make((char[]){"rrrrrr"});

	(void)state;
	list_select(&l, 4);
	list_set_count(&l, 5);
	assert_int_equal(l.selected, 4);
	list_set_count(&l, 2);
	assert_int_equal(l.selected, 1);
	list_set_count(&l, 0);
	assert_int_equal(l.selected, 0);
	for (int a = LIST_UP; a <= LIST_LAST; a++)
		list_move(&l, (enum list_action)a);
	assert_int_equal(l.selected, 0);
}

static void only_keys_of_the_table_are_taken(void **state)
{
	struct list l = make((char[]){"rr"});
	struct screen_event down = {.type = EV_KEY, .key = K_DOWN};
	struct screen_event text = {.type = EV_TEXT, .text = "j"};

	(void)state;
	assert_true(list_event(&l, &down));
	assert_int_equal(l.selected, 1);
	assert_false(list_event(&l, &text));
	down.key = K_ENTER;
	assert_false(list_event(&l, &down));
}

static void columns_share_what_is_left(void **state)
{
	static const struct table_column columns[] = {
		{"甲", 4, 0}, {"乙", 6, 1}, {"丙", 8, 3}, {NULL}};
	int w[TABLE_COLUMNS];

	(void)state;
	assert_int_equal(table_widths(columns, 40, w), 3);
	assert_int_equal(w[0], 4);
	assert_int_equal(w[1] + w[2], 40 - 4 - 2);
	assert_int_equal(w[1], 6 + 5); /* a quarter of 20 */
	/* Exactly enough; then too little: the right ones give way, never below nothing. */
	table_widths(columns, 20, w);
	assert_int_equal(w[2], 8);
	table_widths(columns, 10, w);
	assert_int_equal(w[0], 4);
	assert_int_equal(w[1], 4);
	assert_int_equal(w[2], 0);
	table_widths(columns, 0, w);
	assert_int_equal(w[0] + w[1] + w[2], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_are_passed_over),
		cmocka_unit_test(pages_stop_at_the_ends),
		cmocka_unit_test(the_selection_survives_a_change_of_count),
		cmocka_unit_test(only_keys_of_the_table_are_taken),
		cmocka_unit_test(columns_share_what_is_left),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
