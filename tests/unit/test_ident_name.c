/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/ident.h"
#include "base/utf8.h"

static void names_are_kept(void **state)
{
	static const struct {
		const char *input, *name;
	} cases[] = {
		{"张三", "张三"},
		{" 张 三　", "张三"},
		{"\xF0\xA0\xAE\xB7野", "\xF0\xA0\xAE\xB7野"}, /* plane 2, U+20BB7 */
		{"\xF0\xB0\x80\x80", "\xF0\xB0\x80\x80"},     /* plane 3, U+30000 */
		{"\xF0\xB1\x8D\x90王", "\xF0\xB1\x8D\x90王"}, /* plane 3, U+31350 */
		{"李〇一", "李〇一"},
		{"阿依古丽·买买提", "阿依古丽·买买提"},
		{"阿依古丽‧买买提", "阿依古丽·买买提"},
		{"阿依古丽・买买提", "阿依古丽·买买提"},
		{"阿依古丽•买买提", "阿依古丽·买买提"},
		{"阿依古丽 · 买买提", "阿依古丽·买买提"},
		{"阿卜杜·买买提·艾力", "阿卜杜·买买提·艾力"},
		{"John  Smith", "John Smith"},
		{"Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith"},
		{"Ame\xCC\x81lie O'Neil-Roux", "Am\xC3\xA9lie O'Neil-Roux"},
		{"J. R. Smith", "J. R. Smith"},
		{"J.-P. Roux", "J.-P. Roux"},
		{"Иван", "Иван"},
		{"山田エリカ", "山田エリカ"},
		{"辻\xF3\xA0\x84\x80", "辻\xF3\xA0\x84\x80"}, /* variation selector */
	};
	char out[IDENT_NAME], why[IDENT_WHY];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		if (!ident_name(cases[i].input, out, sizeof(out), why))
			fail_msg("%s: %s", cases[i].input, why);
		assert_string_equal(out, cases[i].name);
		assert_string_equal(why, "");
	}
}

static void what_is_no_name_is_refused(void **state)
{
	static const struct {
		const char *input, *why;
	} cases[] = {
		{"", "未填写"},
		{" 　", "未填写"},
		{"张3", "第 2 个字符“3”"},
		{"张?", "第 2 个字符“?”"},
		{"张三（小）", "第 3 个字符“(”"},
		{"张.三", "第 2 个字符“.”"},
		{"·张三", "第 1 个字符“·”"},
		{"张··三", "第 3 个字符“·”"},
		{"张三·", "结尾"},
		{"-张", "第 1 个字符“-”"},
		{"\xCC\x81张", "第 1 个字符"},
		{"张\n\x1B[0m", "U+001B"},
		{"张\xE2\x80\xAE三", "U+202E"},
		{"张\xE2\x80\x8D三", "第 2 个字符"}, /* a joiner joins nothing here */
		{"\xD5\xC5\xC8\xFD", "UTF-8"},	     /* 张三 in GBK */
		{"张\xE4", "UTF-8"},
		{"⿰木张", "第 1 个字符“⿰”"},
		{"张😀", "第 2 个字符"},
		{"张\xEE\x9E\x8D", "第 2 个字符"}, /* U+E78D is a comma for upright text */
	};
	char out[IDENT_NAME], why[IDENT_WHY];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		if (ident_name(cases[i].input, out, sizeof(out), why) ||
		    !strstr(why, cases[i].why) || !utf8_valid(why))
			fail_msg("%s: %s", cases[i].input, why);
		assert_string_equal(out, "");
	}
}

static void fifty_characters_are_enough(void **state)
{
	char input[256] = "", out[IDENT_NAME], why[IDENT_WHY];

	(void)state;
	for (int i = 0; i < 50; i++)
		strcat(input, "\xF0\xA0\xAE\xB7");
	assert_true(ident_name(input, out, sizeof(out), why));
	assert_string_equal(out, input);
	strcat(input, "a");
	assert_false(ident_name(input, out, sizeof(out), why));
	assert_non_null(strstr(why, "最多 50 个字，现为 51 个"));
}

/* The positions GB 18030-2022 moved, ideographs only: what they were and what they are. */
static void private_characters_become_standard(void **state)
{
	static const uint32_t moved[][2] = {
		{0xE81E, 0x9FB4},  {0xE826, 0x9FB5},  {0xE82B, 0x9FB6},	 {0xE82C, 0x9FB7},
		{0xE832, 0x9FB8},  {0xE843, 0x9FB9},  {0xE854, 0x9FBA},	 {0xE864, 0x9FBB},
		{0xE816, 0x20087}, {0xE817, 0x20089}, {0xE818, 0x200CC}, {0xE831, 0x215D7},
		{0xE83B, 0x2298F}, {0xE855, 0x241FE},
	};
	char input[16], want[16], out[IDENT_NAME], why[IDENT_WHY];

	(void)state;
	for (size_t i = 0; i < sizeof(moved) / sizeof(*moved); i++) {
		size_t n = utf8_put(input, moved[i][0]);
		memcpy(input + n, "三", 4);
		n = utf8_put(want, moved[i][1]);
		memcpy(want + n, "三", 4);
		assert_true(ident_name(input, out, sizeof(out), why));
		assert_string_equal(out, want);
		assert_non_null(strstr(why, "GB 18030-2022"));
	}
	assert_true(ident_name("张\xEE\x80\x80", out, sizeof(out), why));
	assert_string_equal(out, "张\xEE\x80\x80");
	assert_non_null(strstr(why, "U+E000"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_kept),
		cmocka_unit_test(what_is_no_name_is_refused),
		cmocka_unit_test(fifty_characters_are_enough),
		cmocka_unit_test(private_characters_become_standard),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
