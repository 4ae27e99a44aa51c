/* SPDX-License-Identifier: Apache-2.0
 *
 * The pure balance: counts in, what does not fit out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "case/balance.h"

/* A hall of two windows: 3 accepted carried over, 2 more at w1, 1 granted at w2. */
static struct close_line sample[] = {
	{"", "accepted", 3, 2, 1, 4},	{"", "granted", 7, 1, 0, 8},
	{"", "intakes", 1, 4, 3, 2},	{"", "numbers", 0, 2, 0, 2},
	{"w1", "accepted", 2, 2, 0, 4}, {"w1", "intakes", 1, 4, 3, 2},
	{"w2", "accepted", 1, 0, 1, 0}, {"w2", "granted", 7, 1, 0, 8},
};

static struct close_counts counts(struct close_line *lines, size_t n)
{
	return (struct close_counts){.window = "", .lines = lines, .n_lines = n};
}

static void a_line_balances_or_says_by_how_much(void **state)
{
	const struct close_line right = {"", "accepted", 3, 2, 1, 4};
	const struct close_line more = {"", "accepted", 3, 2, 1, 6};
	const struct close_line less = {"", "accepted", 3, 2, 1, 1};

	(void)state;
	assert_int_equal(balance_off(&right), 0);
	assert_int_equal(balance_off(&more), 2);
	assert_int_equal(balance_off(&less), -3);
}

static void the_windows_are_the_hall(void **state)
{
	struct close_counts c = counts(sample, 8);
	struct close_line off[8];

	(void)state;
	assert_null(balance_unlike_windows(&c));
	for (int i = 0; i < 8; i++)
		off[i] = sample[i];
	off[6].left = 0;
	c = counts(off, 8);
	assert_ptr_equal(balance_unlike_windows(&c), &off[0]);
	off[6].left = 1;
	off[5].entered = 5;
	assert_ptr_equal(balance_unlike_windows(&c), &off[2]);
	/* Numbers are given out by the hall. */
	off[5].entered = 4;
	off[3].entered = 9;
	assert_null(balance_unlike_windows(&c));
}

static void a_day_opens_as_the_one_before_closed(void **state)
{
	struct close_counts before = counts(sample, 8);
	struct close_line next[] = {
		{"", "accepted", 4, 0, 0, 4},	{"", "granted", 8, 0, 0, 8},
		{"", "intakes", 2, 0, 1, 1},	{"", "numbers", 0, 5, 0, 5},
		{"w1", "accepted", 4, 0, 0, 4}, {"w1", "intakes", 2, 0, 1, 1},
		{"w2", "granted", 8, 0, 0, 8},
	};
	struct close_counts c = counts(next, 7);

	(void)state;
	assert_null(balance_unlike_before(&before, &c));
	next[5].opening = 1;
	assert_ptr_equal(balance_unlike_before(&before, &c), &next[5]);
	next[5].opening = 2;
	/* What was there and is not carried over. */
	c.n_lines = 6;
	assert_ptr_equal(balance_unlike_before(&before, &c), &sample[7]);
}

static void notes_ask_for_reasons(void **state)
{
	struct close_note notes[] = {
		{NOTE_EXTERNAL, "w1", "1", "a", NULL}, {NOTE_EXTERNAL, "w1", "2", "b", NULL},
		{NOTE_PARKED, "w1", "3", "c", NULL},   {NOTE_DRAFT, "w2", "4", "d", NULL},
		{NOTE_EXTERNAL, "w2", "5", "e", NULL},
	};
	struct close_note again[] = {
		{NOTE_EXTERNAL, "w1", "2", "b", NULL},
		{NOTE_DRAFT, "w2", "4", "changed", NULL},
		{NOTE_EXTERNAL, "w2", "5", "e", NULL},
	};
	struct close_counts c = {.notes = notes, .n_notes = 5};
	struct close_counts next = {.notes = again, .n_notes = 3};
	struct arena a = {0};

	(void)state;
	assert_int_equal(balance_open(&c), 4);
	balance_explain(&c, 1, false, "系统停机", &a);
	assert_int_equal(balance_open(&c), 3);
	assert_null(notes[0].reason);
	/* All of its kind that have none; one's own words stay. */
	balance_explain(&c, 0, true, "明日补录", &a);
	assert_int_equal(balance_open(&c), 1);
	assert_string_equal(notes[1].reason, "系统停机");
	assert_string_equal(notes[4].reason, "明日补录");
	assert_null(notes[3].reason);
	balance_explain(&c, 3, false, "结转", &a);
	assert_int_equal(balance_open(&c), 0);
	balance_keep_reasons(&next, &c, &a);
	assert_string_equal(again[0].reason, "系统停机");
	assert_null(again[1].reason);
	assert_string_equal(again[2].reason, "明日补录");
	balance_explain(&c, 3, false, "", &a);
	assert_int_equal(balance_open(&c), 1);
	arena_done(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_balances_or_says_by_how_much),
		cmocka_unit_test(the_windows_are_the_hall),
		cmocka_unit_test(a_day_opens_as_the_one_before_closed),
		cmocka_unit_test(notes_ask_for_reasons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
