/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/money.h"

static void amounts_are_read(void **state)
{
	static const struct {
		const char *text;
		money_fen fen;
	} cases[] = {
		{"0", 0},
		{"1234", 123400},
		{"1234.5", 123450},
		{"1234.56", 123456},
		{"1,234.56", 123456},
		{"12,345,678", 1234567800},
		{"￥1234.56元", 123456},
		{"¥ 1234.56", 123456},
		{"１２３４．５６", 123456},
		{"１，２３４元", 123400},
		{"　1234 元 ", 123400},
		{"-3.05", -305},
		{"-￥3.05", -305},
		{"0.07", 7},
		{"-0", 0},
		{"0012.10", 1210},
		{"99999999999.99", 9999999999999},
		{"-99999999999.99", -9999999999999},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		money_fen fen = -1;
		if (!money_parse(cases[i].text, &fen) || fen != cases[i].fen)
			fail_msg("%s", cases[i].text);
	}
}

static void what_is_no_amount_is_refused(void **state)
{
	static const char *const bad[] = {
		"",	 " ",	   "元",    "abc",	    "1.234",
		"1.",	 ".5",	   "1,23",  "12,34,567",    "1234,567",
		",123",	 "1,,234", "1 234", "1e5",	    "0x10",
		"--1",	 "￥",	   "1元2",  "100000000000", "99999999999999999999999999",
		"1.2.3", "1\xFF",  "+1",    "1元元"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		money_fen fen = 42;
		if (money_parse(bad[i], &fen) || fen != 42)
			fail_msg("taken for an amount: %s", bad[i]);
	}
}

static void amounts_are_written(void **state)
{
	char text[MONEY_TEXT];

	(void)state;
	assert_string_equal(money_format(0, text), "0.00");
	assert_string_equal(money_format(123450, text), "1234.50");
	assert_string_equal(money_format(7, text), "0.07");
	assert_string_equal(money_format(-5, text), "-0.05");
	assert_string_equal(money_format(9999999999999, text), "99999999999.99");
	assert_string_equal(money_format(INT64_MIN, text), "-92233720368547758.08");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_are_read),
		cmocka_unit_test(what_is_no_amount_is_refused),
		cmocka_unit_test(amounts_are_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
