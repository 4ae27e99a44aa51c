/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <string.h>

#include "base/str.h"
#include "tui/layout.h"

/* The lines of text with | between them. */
static void check(const char *text, int cols, const char *want)
{
	struct str s = {0};
	int lines = 0;

	for (const char *p = text; *p; lines++) {
		size_t next, n = layout_line(p, cols, &next);
		if (s.len)
			str_add(&s, "|");
		str_addn(&s, p, n);
		assert_true(next > 0);
		p += next;
	}
	assert_string_equal(str_text(&s), want);
	assert_int_equal(layout_lines(text, cols), lines);
	str_done(&s);
}

static void chinese_breaks_anywhere(void **state)
{
	(void)state;
	check("身份证缺复印件", 6, "身份证|缺复印|件");
	check("身份证缺复印件", 7, "身份证|缺复印|件");
	check("身份证", 6, "身份证");
	check("", 6, "");
}

static void punctuation_stays_with_its_word(void **state)
{
	(void)state;
	check("缺身份证，补齐", 8, "缺身份|证，补齐");
	check("请带（原件）", 6, "请带|（原|件）");
	check("》》》》", 4, "》》|》》"); /* nowhere to break: cut */
}

static void latin_words_stay_whole(void **state)
{
	(void)state;
	check("form A-1 of qz-061", 8, "form A-1|of|qz-061");
	check("填form表", 6, "填form|表");
	check("abcdefghij", 4, "abcd|efgh|ij");
	check("abcd  efgh", 4, "abcd|efgh");
}

static void line_ends_are_kept(void **state)
{
	(void)state;
	check("一\n二", 8, "一|二");
	check("一二三四\n五", 8, "一二三四|五"); /* no empty line after a full one */
	check("一\n\n二", 8, "一||二");
	check("一\n", 8, "一");
}

static void a_wide_character_in_one_column_still_moves_on(void **state)
{
	(void)state;
	check("窗口", 1, "窗|口");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chinese_breaks_anywhere),
		cmocka_unit_test(punctuation_stays_with_its_word),
		cmocka_unit_test(latin_words_stay_whole),
		cmocka_unit_test(line_ends_are_kept),
		cmocka_unit_test(a_wide_character_in_one_column_still_moves_on),
	};
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
