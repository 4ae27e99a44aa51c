/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "office/wrap.h"

/* The lines of `text`, joined by '|'. */
static const char *lines(const char *text, int width)
{
	static char out[512];
	size_t n, at = 0;

	while ((n = wrap_line(text, width))) {
		size_t keep = n;
		if (at)
			out[at++] = '|';
		if (text[n - 1] == '\n' || (text[n - 1] == ' ' && text[n]))
			keep--;
		memcpy(out + at, text, keep);
		at += keep;
		text += n;
	}
	out[at] = '\0';
	return out;
}

static void chinese_breaks_anywhere(void **state)
{
	(void)state;
	assert_string_equal(lines("社会保险登记", 300), "社会保|险登记");
	assert_string_equal(lines("社会保险登记", 600), "社会保险登记");
	assert_string_equal(lines("", 300), "");
	assert_int_equal(wrap_count("", 300), 1);
	assert_int_equal(wrap_count("社会保险登记", 299), 3);
}

static void marks_stay_with_their_text(void **state)
{
	(void)state;
	assert_string_equal(lines("社会保险，登记", 400), "社会保|险，登记");
	assert_string_equal(lines("社会保（险）登", 400), "社会保|（险）登");
}

static void words_stay_whole_unless_wider_than_a_line(void **state)
{
	(void)state;
	assert_string_equal(lines("电话 024-123 转 1", 600), "电话|024-123 转|1");
	assert_string_equal(lines("aaaaaaaa", 228), "aaaa|aaaa");
	/* a character wider than the line still comes out */
	assert_string_equal(lines("社会", 50), "社|会");
}

static void line_feeds_break(void **state)
{
	(void)state;
	assert_string_equal(lines("社\n会", 600), "社|会");
	assert_int_equal(wrap_count("社\n\n会\n", 600), 4);
}

static void nothing_is_lost(void **state)
{
	const char *text = "甲，（乙 abc）“丁”defghijklmnop；3.5\n戊 己";

	(void)state;
	for (int width = 1; width < 2000; width += 7) {
		size_t sum = 0, n;
		while ((n = wrap_line(text + sum, width))) {
			assert_int_equal(utf8_check(text + sum, n), n);
			sum += n;
		}
		assert_int_equal(sum, strlen(text));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chinese_breaks_anywhere),
		cmocka_unit_test(marks_stay_with_their_text),
		cmocka_unit_test(words_stay_whole_unless_wider_than_a_line),
		cmocka_unit_test(line_feeds_break),
		cmocka_unit_test(nothing_is_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
