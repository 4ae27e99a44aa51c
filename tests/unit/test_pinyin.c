/* SPDX-License-Identifier: Apache-2.0
 *
 * Readings as 现代汉语词典 gives them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/pinyin.h"
#include "base/utf8.h"

static void texts_have_initials(void **state)
{
	static const struct {
		const char *text, *initials;
	} cases[] = {
		{"职工参保登记", "zgcbdj"},
		{"社会保障卡", "shbzk"},
		{"失业保险金申领", "sybxjsl"},
		{"城乡居民养老保险注销登记", "cxjmylbxzxdj"},
		{"工伤保险待遇申领（因工死亡）", "gsbxdyslygsw"},
		{"缴费人员增员申报", "jfryzysb"},
		{"个人账户一次性待遇申领", "grzhycxdysl"},
		{"丧葬补助金", "szbzj"},
		{"第12项 PDF", "d12xpdf"},
		{"ＱＱ１２", "qq12"},
		{"二〇二六年", "eleln"},
		{"恩阿饿欧", "eaeo"},
		{"，。（）", ""},
		{"", ""},
		{"Amélie", "amlie"},
		{"參保證明", "cbzm"},
	};
	char out[64];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(pinyin_initials(cases[i].text, out, sizeof(out)),
				    cases[i].initials);
}

static uint32_t letters(const char *s)
{
	uint32_t set = 0;

	for (; *s; s++)
		set |= 1u << (*s - 'a');
	return set;
}

static void a_character_has_all_its_readings(void **state)
{
	static const struct {
		const char *c, *initials;
	} cases[] = {
		{"重", "cz"}, {"行", "hx"},  {"调", "dt"}, {"参", "cs"}, {"长", "cz"},
		{"率", "ls"}, {"单", "cds"}, {"会", "hk"}, {"还", "h"},	 {"窗", "c"},
		{"〇", "l"},  {"𬣙", "x"}, /* of plane 2, in 通用规范汉字表 */
		{"Q", "q"},   {"ｑ", "q"},   {"·", ""},	   {"あ", ""},	 {"㐀", "q"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *p = cases[i].c;
		struct pinyin_set set = pinyin_of(utf8_next(&p));
		if (set.letters != letters(cases[i].initials) || set.digit)
			fail_msg("%s: %x", cases[i].c, (unsigned)set.letters);
	}
	assert_int_equal(pinyin_of('7').digit, '7');
	assert_int_equal(pinyin_of('7').letters, 0);
	assert_int_equal(pinyin_of(0xFF17).digit, '7');
	assert_int_equal(pinyin_of(0x10FFFF).letters, 0);
	assert_int_equal(pinyin_of(0).letters, 0);
}

/* Both ends of the packed range and every place in a packed number. */
static void neighbours_are_told_apart(void **state)
{
	static const struct {
		uint32_t c;
		const char *initials;
	} cases[] = {
		{0x3400, "q"},	 /* 㐀 qiū, the first packed */
		{0x4E00, "y"},	 /* 一 */
		{0x4E01, "dz"},	 /* 丁 dīng, zhēng */
		{0x4E03, "q"},	 /* 七 */
		{0x4E09, "s"},	 /* 三 */
		{0x4E0A, "s"},	 /* 上 */
		{0x4E0B, "x"},	 /* 下 */
		{0x9F99, "l"},	 /* 龙 */
		{0x9F9F, "gjq"}, /* 龟 guī, jūn, qiū */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(pinyin_of(cases[i].c).letters, letters(cases[i].initials));
}

static void surnames_are_read_as_surnames(void **state)
{
	static const struct {
		const char *name, *initials;
	} cases[] = {
		{"单小红", "sxh"}, {"曾国华", "zgh"}, {"解放", "xf"},
		{"仇英", "qy"},	   {"查良", "zl"},    {"区大为", "odw"},
		{"朴正", "pz"},	   {"缪昌", "mc"},    {"翟天", "zt"},
		{"张单", "zd"},	   {"万俟卨", "mqx"}, {"万俟", "wq"},
		{"尉迟恭", "ycg"}, {"尉迟", "wc"},    {"长孙无忌", "zswj"},
		{"李四", "ls"},	   {"钭明", "tm"},    {"阿依古丽·解", "ayglj"},
		{"", ""},	   {"单", "s"},
	};
	char out[32], tiny[3];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(pinyin_name_initials(cases[i].name, out, sizeof(out)),
				    cases[i].initials);
	assert_string_equal(pinyin_name_initials("尉迟恭", tiny, sizeof(tiny)), "yc");
	assert_string_equal(pinyin_initials("职工参保", tiny, sizeof(tiny)), "zg");
}

static void what_is_typed_is_found(void **state)
{
	const char *item = "职工参保登记";
	static const struct {
		const char *text, *typed;
		int characters; /* before the match; -1: none */
	} cases[] = {
		{"职工参保登记", "zgcbdj", 0},
		{"职工参保登记", "cbdj", 2},
		{"职工参保登记", "ZGCB", 0},
		{"职工参保登记", "ｃｂ", 2},
		{"职工参保登记", "sb", 2}, /* 参 is shēn too */
		{"职工参保登记", "zcb", -1},
		{"职工参保登记", "zgcbdjx", -1},
		{"职工参保登记", "职工cb", 0},
		{"职工参保登记", "z g c", 0},
		{"职工参保登记", "退", -1},
		{"职工参保登记", "", 0},
		{"", "", 0},
		{"", "z", -1},
		{"重新核定", "cx", 0},
		{"重新核定", "zx", 0},
		{"银行账户", "yhzh", 0},
		{"银行账户", "yxzh", 0},
		{"调动", "td", 0},
		{"社会保障卡（补领）", "kbl", 4},
		{"社会保障卡（补领）", "bl", 6},
		{"“五七工”参保", "wqgcb", 1},
		{"12333热线", "12333", 0},
		{"12333热线", "333rx", 2},
		{"填PDF表", "tpdfb", 0},
		{"表5-2", "b52", 0},
		{"aab", "ab", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *p = cases[i].text;
		int found = pinyin_find(cases[i].text, cases[i].typed), want = -1;
		for (int n = cases[i].characters; n > 0; n--)
			utf8_next(&p);
		if (cases[i].characters >= 0)
			want = (int)(p - cases[i].text);
		if (found != want)
			fail_msg("%s in %s: %d, not %d", cases[i].typed, cases[i].text, found,
				 want);
	}
	assert_int_equal(pinyin_find(item, "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
					   "zzzzzzzzzzzzzzzzzzzzzz"),
			 -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_have_initials),
		cmocka_unit_test(a_character_has_all_its_readings),
		cmocka_unit_test(neighbours_are_told_apart),
		cmocka_unit_test(surnames_are_read_as_surnames),
		cmocka_unit_test(what_is_typed_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
