/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static void invalid_bytes_are_found(void **state)
{
	static const struct {
		const char *text;
		size_t bad;
	} cases[] = {
		{"", 0},
		{"窗", 3},
		{"\xF0\xA0\x80\x80", 4},     /* U+20000 */
		{"\xF4\x8F\xBF\xBF", 4},     /* U+10FFFF */
		{"a\x80", 1},		     /* a continuation alone */
		{"窗\xE7\xAA", 3},	     /* cut off */
		{"\xC0\xAF", 0},	     /* overlong / */
		{"\xE0\x80\xAF", 0},	     /* overlong / */
		{"\xED\xA0\x80", 0},	     /* surrogate */
		{"\xF4\x90\x80\x80", 0},     /* U+110000 */
		{"\xF8\x88\x80\x80\x80", 0}, /* five bytes */
		{"\xB4\xB0\xBF\xDA", 0},     /* 窗口 in GBK */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t len = strlen(cases[i].text);
		assert_int_equal(utf8_check(cases[i].text, len), cases[i].bad);
		assert_int_equal(utf8_valid(cases[i].text), cases[i].bad == len);
	}
	assert_int_equal(utf8_check("窗", 2), 0);
}

static void characters_go_out_as_they_came_in(void **state)
{
	static const uint32_t all[] = {'a', 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF};
	char text[64], *w = text;
	const char *r = text;

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		size_t n = utf8_put(w, all[i]);
		assert_int_equal(n, all[i] < 0x80      ? 1
				    : all[i] < 0x800   ? 2
				    : all[i] < 0x10000 ? 3
						       : 4);
		w += n;
	}
	*w = '\0';
	assert_int_equal(utf8_length(text), sizeof(all) / sizeof(*all));
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		assert_int_equal(utf8_next(&r), all[i]);
	assert_int_equal(utf8_next(&r), 0);
	assert_ptr_equal(r, w); /* stays at the end */
}

static void clusters_hold_together(void **state)
{
	const char *text = "e\xCC\x81"
			   "窗"
			   "\xE8\xBE\xBB\xF3\xA0\x84\x80"
			   "👩‍👧"
			   "\r\n";
	static const size_t sizes[] = {3, 3, 7, 11, 2}; /* 辻 has a variation selector */
	size_t len = strlen(text), at = 0;

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(utf8_cluster_at(text + at, len - at), sizes[i]);
		at += sizes[i];
	}
	assert_int_equal(at, len);
	assert_int_equal(utf8_cluster_at(text + at, 0), 0);
	for (size_t i = 5; i-- > 0;) {
		assert_int_equal(utf8_cluster_before(text, at), sizes[i]);
		at -= sizes[i];
	}
	assert_int_equal(utf8_cluster_before(text, 0), 0);
}

static void columns_are_the_terminals(void **state)
{
	(void)state;
	assert_int_equal(utf8_columns(""), 0);
	assert_int_equal(utf8_columns("abc"), 3);
	assert_int_equal(utf8_columns("社保a"), 5);
	assert_int_equal(utf8_columns("e\xCC\x81"), 1);
	assert_int_equal(utf8_columns("\xF0\xA0\xAE\xB7"), 2); /* 𠮷 of plane 2 */
	assert_int_equal(utf8_columns_n("社保a", 3), 2);
	assert_int_equal(utf8_columns("\x1B"), 6);	       /* U+001B */
	assert_int_equal(utf8_columns("\xF0\x9F\xBF\xBF"), 7); /* U+1FFFF */
	assert_int_equal(utf8_columns("\xF4\x8F\xBF\xBF"), 8); /* U+10FFFF */
}

static void a_prefix_fits_whole(void **state)
{
	(void)state;
	assert_int_equal(utf8_fit("社保卡", 0), 0);
	assert_int_equal(utf8_fit("社保卡", 1), 0);
	assert_int_equal(utf8_fit("社保卡", 2), 3);
	assert_int_equal(utf8_fit("社保卡", 5), 6);
	assert_int_equal(utf8_fit("社保卡", 99), 9);
	assert_int_equal(utf8_fit("ae\xCC\x81z", 2), 4);
	assert_int_equal(utf8_fit("", 5), 0);
}

static void full_width_digits_become_ascii(void **state)
{
	char *half = utf8_halfwidth("１１０Ａｘ（！～）　社保、a");

	(void)state;
	assert_string_equal(half, "110Ax(!~) 社保、a");
	free(half);
}

static void composed_and_decomposed_are_one(void **state)
{
	char *nfc = utf8_nfc("Ame\xCC\x81lie");

	(void)state;
	assert_string_equal(nfc, "Am\xC3\xA9lie");
	free(nfc);
	nfc = utf8_nfc("");
	assert_string_equal(nfc, "");
	free(nfc);
}

static void controls_are_found(void **state)
{
	static const struct {
		const char *text;
		size_t at;
	} cases[] = {
		{"", 0},
		{"张三·a b", 11},
		{"👩‍👧", 11},		     /* U+200D joins */
		{"\xE8\xBE\xBB\xF3\xA0\x84\x80", 7}, /* a variation selector is no control */
		{"a\nb", 1},
		{"张\x1B[31m", 3},
		{"\x7F", 0},
		{"a\xC2\x85", 1},	  /* C1 */
		{"张\xE2\x80\xAE三", 3},  /* right-to-left override */
		{"\xEF\xBB\xBF张", 0},	  /* byte order mark */
		{"a\xE2\x80\x8B", 1},	  /* zero width space */
		{"ab\xE2\x80\xA8", 2},	  /* line separator */
		{"a\xEF\xBF\xBF", 1},	  /* U+FFFF */
		{"a\xF3\xA0\x81\x81", 1}, /* tag A */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(utf8_control(cases[i].text), cases[i].at);
}

static void expect_cleaned(const char *bytes, const char *expected)
{
	char *text = utf8_cleaned(bytes);

	assert_string_equal(text, expected);
	free(text);
}

static void what_cannot_be_shown_is_replaced(void **state)
{
	(void)state;
	expect_cleaned("", "");
	expect_cleaned("名册.xlsx", "名册.xlsx");
	expect_cleaned("\x1b[31ma\nb", "\uFFFD[31ma\uFFFDb");
	/* 名 in GB 18030: two bytes that are no UTF-8. */
	expect_cleaned("\xc3\xfb.txt", "\uFFFD\uFFFD.txt");
	expect_cleaned("\xf0\xa0\x80", "\uFFFD\uFFFD\uFFFD"); /* cut short */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(invalid_bytes_are_found),
		cmocka_unit_test(characters_go_out_as_they_came_in),
		cmocka_unit_test(clusters_hold_together),
		cmocka_unit_test(columns_are_the_terminals),
		cmocka_unit_test(a_prefix_fits_whole),
		cmocka_unit_test(full_width_digits_become_ascii),
		cmocka_unit_test(composed_and_decomposed_are_one),
		cmocka_unit_test(controls_are_found),
		cmocka_unit_test(what_cannot_be_shown_is_replaced),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
