/* SPDX-License-Identifier: Apache-2.0
 *
 * Good and bad numbers as published; the check digits of the others come from
 * ISO 7064's recursion, which shares nothing with the weights in the program.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/utf8.h"

#define TODAY date_make(2026, 11, 24)

/* ISO 7064 MOD 11-2, one digit at a time. */
static const char *with_check(const char *seventeen)
{
	static char number[19];
	int p = 0;

	for (int i = 0; i < 17; i++)
		p = (p + seventeen[i] - '0') * 2 % 11;
	snprintf(number, sizeof(number), "%.17s%c", seventeen, "0123456789X"[(12 - p) % 11]);
	return number;
}

static struct ident resident(const char *input)
{
	return ident_certificate(IDENT_RESIDENT, input, TODAY);
}

static void says(struct ident id, enum ident_verdict verdict, const char *part)
{
	if (id.verdict != verdict || !strstr(id.why, part))
		fail_msg("%s: verdict %d, \"%s\" lacks \"%s\"", id.text, (int)id.verdict, id.why,
			 part);
}

static void good_resident_numbers(void **state)
{
	static const struct {
		const char *input, *text;
		int birth;
		char sex;
	} cases[] = {
		{"11010519491231002X", "11010519491231002X", 19491231, 'F'},
		{"440524188001010014", "440524188001010014", 18800101, 'M'},
		{"34052419800101001X", "34052419800101001X", 19800101, 'M'},
		{"11010519491231002x", "11010519491231002X", 19491231, 'F'},
		{"１１０１０５１９４９１２３１００２ｘ", "11010519491231002X", 19491231, 'F'},
		{" 110105 19491231 002X\n", "11010519491231002X", 19491231, 'F'},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct ident id = resident(cases[i].input);
		int b = cases[i].birth;
		assert_string_equal(id.why, "");
		assert_int_equal(id.verdict, IDENT_OK);
		assert_string_equal(id.text, cases[i].text);
		assert_int_equal(id.birth, date_make(b / 10000, b / 100 % 100, b % 100));
		assert_int_equal(id.sex, cases[i].sex);
		assert_string_equal(with_check(cases[i].text), cases[i].text);
	}
}

static void bad_resident_numbers_say_why(void **state)
{
	(void)state;
	says(resident(""), IDENT_BAD, "未填写");
	says(resident("　 "), IDENT_BAD, "未填写");
	says(resident("1101051949123100"), IDENT_BAD, "应为 18 位，现为 16 位");
	says(resident("11010519491231002XX"), IDENT_BAD, "应为 18 位，现为 19 位");
	says(resident("1101O519491231002X"), IDENT_BAD, "第 5 位“O”不是数字");
	says(resident("身份证11010519491231"), IDENT_BAD, "第 1 位“身”不是数字");
	says(resident("1101051949123100X2"), IDENT_BAD, "第 17 位是 X");
	says(resident("110105194912310021"), IDENT_BAD, "校验码不符");
	says(resident(with_check("11010519490231002")), IDENT_BAD, "1949-02-31 不存在");
	says(resident(with_check("11010519491331002")), IDENT_BAD, "请核对第 7～14 位");
	says(resident(with_check("11010520261125002")), IDENT_BAD, "晚于今天");
	says(resident("\xB4\xB0\xBF\xDA"), IDENT_BAD, "UTF-8");
	says(resident("110105\x1B"
		      "19491231002X"),
	     IDENT_BAD, "U+001B");
	says(resident("11010519491231002X\xE2\x80\xAC"), IDENT_BAD, "U+202C");
	says(resident("1101051949123100211010519491231002110105194912310021101051949123100"),
	     IDENT_BAD, "太长");
	assert_int_equal(resident("110105194912310021").birth, DATE_NONE);
	assert_int_equal(resident("110105194912310021").sex, 0);
	assert_int_equal(resident(with_check("11010520261124002")).verdict, IDENT_OK);
}

static void first_generation_numbers_are_named(void **state)
{
	struct ident id = resident("110105491231002");

	(void)state;
	says(id, IDENT_BAD, "第一代居民身份证");
	says(id, IDENT_BAD, "11010519491231002X");
	assert_string_equal(id.text, "110105491231002");
}

/* MOD 11-2 finds every single wrong digit and every swap of neighbours. */
static void every_slip_is_found(void **state)
{
	const char *good = "11010519491231002X";
	char typed[19];

	(void)state;
	for (int at = 0; at < 18; at++) {
		for (const char *c = "0123456789X"; *c; c++) {
			if (*c == good[at])
				continue;
			memcpy(typed, good, sizeof(typed));
			typed[at] = *c;
			assert_int_equal(resident(typed).verdict, IDENT_BAD);
		}
		if (at < 17 && good[at] != good[at + 1]) {
			memcpy(typed, good, sizeof(typed));
			typed[at] = good[at + 1];
			typed[at + 1] = good[at];
			assert_int_equal(resident(typed).verdict, IDENT_BAD);
		}
	}
}

static void areas_only_warn(void **state)
{
	struct ident id = resident(with_check("99010519491231002"));

	(void)state;
	says(id, IDENT_WARN, "永久居留");
	assert_int_equal(id.birth, date_make(1949, 12, 31));
	says(resident(with_check("10010519491231002")), IDENT_WARN, "省级行政区划");
	says(resident(with_check("66010519491231002")), IDENT_WARN, "省级行政区划");
	says(resident("810000199001010019"), IDENT_WARN, "港澳台居民居住证");
	assert_int_equal(resident(with_check("71010519491231002")).verdict, IDENT_OK);
	assert_int_equal(resident(with_check("21040319491231002")).verdict, IDENT_OK);
}

static void temporary_cards_and_household_books(void **state)
{
	struct ident id;

	(void)state;
	id = ident_certificate(IDENT_TEMPORARY, "11010519491231002X", TODAY);
	assert_int_equal(id.verdict, IDENT_OK);
	says(ident_certificate(IDENT_TEMPORARY, "110105194912310020", TODAY), IDENT_BAD, "校验码");
	says(ident_certificate(IDENT_HOUSEHOLD, with_check("21040320101124001"), TODAY), IDENT_WARN,
	     "16 周岁");
	id = ident_certificate(IDENT_HOUSEHOLD, with_check("21040320101125001"), TODAY);
	assert_int_equal(id.verdict, IDENT_OK);
}

static void residence_permits(void **state)
{
	static const char *const good[] = {"810000199001010019", "820000199001010010",
					   "830000199001010012"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct ident id = ident_certificate(IDENT_HMT_RESIDENCE, good[i], TODAY);
		assert_int_equal(id.verdict, IDENT_OK);
		assert_int_equal(id.birth, date_make(1990, 1, 1));
		assert_int_equal(id.sex, 'M');
	}
	says(ident_certificate(IDENT_HMT_RESIDENCE, "11010519491231002X", TODAY), IDENT_BAD,
	     "810000");
	says(ident_certificate(IDENT_HMT_RESIDENCE, "810000199001010018", TODAY), IDENT_BAD,
	     "校验码不符");
	says(ident_certificate(IDENT_HMT_RESIDENCE, "81000019900101001", TODAY), IDENT_BAD,
	     "现为 17 位");
}

static void permanent_residence_cards(void **state)
{
	struct ident id;

	(void)state;
	id = ident_certificate(IDENT_PERMANENT, with_check("92184019851017002"), TODAY);
	assert_int_equal(id.verdict, IDENT_OK);
	assert_int_equal(id.birth, date_make(1985, 10, 17));
	assert_int_equal(id.sex, 'F');
	id = ident_certificate(IDENT_PERMANENT, "usa310085101701", TODAY);
	assert_int_equal(id.verdict, IDENT_OK);
	assert_string_equal(id.text, "USA310085101701");
	assert_int_equal(id.birth, DATE_NONE);
	id = ident_certificate(IDENT_PERMANENT, with_check("92184019851317002"), TODAY);
	says(id, IDENT_WARN, "出生日期");
	assert_int_equal(id.birth, DATE_NONE);
	says(ident_certificate(IDENT_PERMANENT, "11010519491231002X", TODAY), IDENT_BAD, "9 开头");
	says(ident_certificate(IDENT_PERMANENT, "US3100851017011", TODAY), IDENT_BAD, "3 个字母");
	says(ident_certificate(IDENT_PERMANENT, "92184019851017002Y", TODAY), IDENT_BAD, "Y");
}

static void other_certificates(void **state)
{
	(void)state;
	assert_int_equal(ident_certificate(IDENT_PASSPORT, "e12345678", TODAY).verdict, IDENT_OK);
	says(ident_certificate(IDENT_PASSPORT, "E1234-678", TODAY), IDENT_BAD, "“-”");
	says(ident_certificate(IDENT_PASSPORT, "E123456789", TODAY), IDENT_BAD, "现为 10 位");
	assert_int_equal(ident_certificate(IDENT_HMT_PASS, "H1234567890", TODAY).verdict, IDENT_OK);
	assert_int_equal(ident_certificate(IDENT_HMT_PASS, "01234567", TODAY).verdict, IDENT_OK);
	says(ident_certificate(IDENT_HMT_PASS, "H123456", TODAY), IDENT_BAD, "8～11 位");
	assert_int_equal(ident_certificate(IDENT_WORK_PERMIT, "2101-00123", TODAY).verdict,
			 IDENT_OK);
	says(ident_certificate(IDENT_WORK_PERMIT, "字 123", TODAY), IDENT_BAD, "第 1 位“字”");
	for (int kind = 0; kind < IDENT_KINDS; kind++) {
		assert_true(strlen(ident_kind_names[kind]) > 0);
		says(ident_certificate((enum ident_kind)kind, "", TODAY), IDENT_BAD, "未填写");
	}
}

static void credit_codes(void **state)
{
	static const char *const good[] = {"91350100M000100Y43", "11320000MB151840XJ",
					   "51420000MJH2003604", "51420000MJH200408C",
					   "52420000MJH233410E"};
	char typed[19];

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		assert_string_equal(ident_credit_code(good[i]).why, "");
		for (int at = 0; at < 18; at++) {
			memcpy(typed, good[i], sizeof(typed));
			typed[at] = typed[at] == '7' ? '8' : '7';
			assert_int_equal(ident_credit_code(typed).verdict, IDENT_BAD);
		}
	}
	assert_string_equal(ident_credit_code("９１３５０１００m000100y43").text,
			    "91350100M000100Y43");
	says(ident_credit_code("91350100M000100Y4Z"), IDENT_BAD, "第 18 位“Z”");
	says(ident_credit_code("91350100M000100Y44"), IDENT_BAD, "校验码不符");
	says(ident_credit_code("9135O100M000100Y43"), IDENT_BAD, "第 5 位“O”");
	says(ident_credit_code("91350100M000100Y4"), IDENT_BAD, "现为 17 位");
	says(ident_credit_code(""), IDENT_BAD, "未填写");
}

static void bank_cards(void **state)
{
	(void)state;
	assert_int_equal(ident_bank_card("4111 1111 1111 1111", false).verdict, IDENT_OK);
	assert_string_equal(ident_bank_card("4111-1111-1111-1111", false).text, "4111111111111111");
	assert_int_equal(ident_bank_card("6200000000000005", false).verdict, IDENT_OK);
	says(ident_bank_card("4111111111111112", false), IDENT_BAD, "校验码不符");
	says(ident_bank_card("411111111111111A", false), IDENT_BAD, "第 16 位“A”不是数字");
	says(ident_bank_card("79927398713", false), IDENT_BAD, "现为 11 位");
	assert_int_equal(ident_bank_card("79927398713", true).verdict, IDENT_OK);
	says(ident_bank_card("79927398710", true), IDENT_WARN, "存折");
	says(ident_bank_card("12345", true), IDENT_BAD, "6～32 位");
}

static void social_cards(void **state)
{
	(void)state;
	assert_int_equal(ident_social_card("d12345678").verdict, IDENT_OK);
	assert_string_equal(ident_social_card("d1234 5678").text, "D12345678");
	says(ident_social_card("卡"), IDENT_BAD, "第 1 位“卡”");
	says(ident_social_card("1"), IDENT_BAD, "5～20 位");
}

static void phones(void **state)
{
	static const struct {
		const char *input, *text;
	} good[] = {
		{"13812341234", "13812341234"},
		{"138-1234-1234", "13812341234"},
		{"１３８ １２３４ １２３４", "13812341234"},
		{"+86 138 1234 1234", "13812341234"},
		{"0086-13812341234", "13812341234"},
		{"8613812341234", "13812341234"},
		{"013812341234", "13812341234"},
		{"19912341234", "19912341234"},
		{"024-52860000", "024-52860000"},
		{"02452860000", "024-52860000"},
		{"（010）62860000", "010-62860000"},
		{"0812-8658661", "0812-8658661"},
		{"0755-26860000-8001", "0755-26860000-8001"},
		{"0755 26860000转8001", "0755-26860000-8001"},
		{"0755-26860000 ext. 12", "0755-26860000-12"},
		{"12333", "12333"},
		{"95588", "95588"},
		{"400-810-1234", "4008101234"},
		{"8008101234", "8008101234"},
	};
	static const struct {
		const char *input, *why;
	} bad[] = {
		{"", "未填写"},
		{"12812341234", "第 2 位"},
		{"1381234123", "现为 10 位"},
		{"138123412345", "现为 12 位"},
		{"52860000", "缺区号"},
		{"0413-1234567", "不以 0、1 开头"},
		{"0413-528600", "7～8 位"},
		{"0812-12345", "不以 0、1 开头"},
		{"0413-528600000", "7～8 位"},
		{"0013-52860000", "区号"},
		{"0413-52860000-", "分机"},
		{"0413-52860000-1234567", "分机"},
		{"1381234abcd", "“A”"},
		{"4008101", "缺区号"},
		{"999999999", "11 位手机号"},
		{"138\x01", "U+0001"},
		{"\xFF", "UTF-8"},
		{"-", "11 位手机号"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct ident id = ident_phone(good[i].input);
		if (id.verdict != IDENT_OK || strcmp(id.text, good[i].text) != 0)
			fail_msg("%s: %s %s", good[i].input, id.text, id.why);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		says(ident_phone(bad[i].input), IDENT_BAD, bad[i].why);
}

static void masks(void **state)
{
	static const struct {
		char *(*mask)(const char *, char *, size_t);
		const char *text, *shown;
	} cases[] = {
		{ident_mask, "11010519491231002X", "110105********002X"},
		{ident_mask, "4111111111111111", "411111******1111"},
		{ident_mask, "D12345678", "*****5678"},
		{ident_mask, "123456", "***456"},
		{ident_mask, "1", "*"},
		{ident_mask, "", ""},
		{ident_mask_phone, "13812341234", "138****1234"},
		{ident_mask_phone, "0413-52860000", "041*-****0000"},
		{ident_mask_phone, "12333", "***33"},
		{ident_mask_phone, "", ""},
		{ident_mask_name, "张三", "张*"},
		{ident_mask_name, "李建华", "李*华"},
		{ident_mask_name, "欧阳震华", "欧**华"},
		{ident_mask_name, "\xF0\xA0\xAE\xB7野家", "\xF0\xA0\xAE\xB7*家"},
		{ident_mask_name, "张", "*"},
		{ident_mask_name, "", ""},
		{ident_mask_inside, "李娜11010519491231002X.jpg", "李娜110105********002X.jpg"},
		{ident_mask_inside, "110105491231002_2.JPG", "110105*****1002_2.JPG"},
		{ident_mask_inside, "13812341234-6222021234567890123",
		 "138****1234-622202*********0123"},
		{ident_mask_inside, "IMG_20261121_093012.jpg", "IMG_20261121_093012.jpg"},
		{ident_mask_inside, "mmexport1763687412345.png", "mmexport1763687412345.png"},
		{ident_mask_inside, "名册.xlsx", "名册.xlsx"},
		{ident_mask_inside, "", ""},
	};
	char out[64];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(cases[i].mask(cases[i].text, out, strlen(cases[i].text) + 1),
				    cases[i].shown);
}

/* Of any length, and nothing is nothing; the cut is made after the hiding. */
static void masks_by_what_a_value_is(void **state)
{
	static const struct {
		enum ident_masking how;
		const char *text, *shown;
	} cases[] = {
		{MASK_NONE, "11010519491231002X", "11010519491231002X"},
		{MASK_NUMBER, "11010519491231002X", "110105********002X"},
		{MASK_ACCOUNT, "6222021234567890123", "***************0123"},
		{MASK_PHONE, "13812341234", "138****1234"},
		{MASK_NAME, "欧阳震华", "欧**华"},
		{MASK_INSIDE, "李娜13812341234.jpg", "李娜138****1234.jpg"},
		{MASK_NUMBER, NULL, ""},
	};
	char out[64], small[10];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *whole = ident_masked_new(cases[i].how, cases[i].text);
		assert_string_equal(whole, cases[i].shown);
		free(whole);
		assert_string_equal(ident_masked(cases[i].how, cases[i].text, out, sizeof(out)),
				    cases[i].shown);
	}
	assert_string_equal(ident_masked(MASK_NUMBER, "11010519491231002X", small, sizeof(small)),
			    "110105***");
	assert_string_equal(ident_masked(MASK_NONE, "名字很长", small, sizeof(small)), "名字很");
}

/* Whatever comes in: a verdict with a reason or none without, and clean text. */
static void any_bytes_get_an_answer(void **state)
{
	static const char *const pieces[] = {
		"1",	"0", "X",    "９", "窗", "-", "\xFF",
		"\xE7", " ", "\x7F", "86", "转", "Z", "\xF0\xA0\xAE\xB7",
		"("};
	uint32_t seed = 20261124;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char input[256] = "";
		for (int n = (seed >> 16) % 30; n >= 0; n--) {
			seed = seed * 1664525 + 1013904223;
			strcat(input, pieces[(seed >> 16) % 15]);
		}
		struct ident ids[] = {
			ident_certificate((enum ident_kind)(round % IDENT_KINDS), input, TODAY),
			ident_credit_code(input),
			ident_bank_card(input, round % 2),
			ident_social_card(input),
			ident_phone(input),
		};
		for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
			assert_int_equal(ids[i].verdict == IDENT_OK, ids[i].why[0] == '\0');
			assert_true(utf8_valid(ids[i].text) && utf8_valid(ids[i].why));
			assert_int_equal(ids[i].text[utf8_control(ids[i].text)], '\0');
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_resident_numbers),
		cmocka_unit_test(bad_resident_numbers_say_why),
		cmocka_unit_test(first_generation_numbers_are_named),
		cmocka_unit_test(every_slip_is_found),
		cmocka_unit_test(areas_only_warn),
		cmocka_unit_test(temporary_cards_and_household_books),
		cmocka_unit_test(residence_permits),
		cmocka_unit_test(permanent_residence_cards),
		cmocka_unit_test(other_certificates),
		cmocka_unit_test(credit_codes),
		cmocka_unit_test(bank_cards),
		cmocka_unit_test(social_cards),
		cmocka_unit_test(phones),
		cmocka_unit_test(masks),
		cmocka_unit_test(masks_by_what_a_value_is),
		cmocka_unit_test(any_bytes_get_an_answer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
