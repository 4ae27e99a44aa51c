/* SPDX-License-Identifier: Apache-2.0
 *
 * Certificates, credit codes and cards. Faults are named from the most telling to
 * the least: a stray character, the length, an impossible date, then the check
 * digit, which only says that something is wrong somewhere.
 */
#include "base/ident.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/ident_input.h"
#include "base/text.h"

const char *const ident_kind_names[IDENT_KINDS] = {
	[IDENT_RESIDENT] = N_("居民身份证"),
	[IDENT_TEMPORARY] = N_("临时身份证"),
	[IDENT_HOUSEHOLD] = N_("户口簿"),
	[IDENT_HMT_RESIDENCE] = N_("港澳台居民居住证"),
	[IDENT_HMT_PASS] = N_("港澳台居民来往通行证"),
	[IDENT_PERMANENT] = N_("外国人永久居留身份证"),
	[IDENT_PASSPORT] = N_("护照"),
	[IDENT_WORK_PERMIT] = N_("外国人就业证"),
};

enum { NUMBER = 18, FIRST_GENERATION = 15, BIRTH_AT = 6, SERIAL_END = 16, CHECK_AT = 17 };

/* GB 11643-1999, ISO 7064 MOD 11-2 over the first 17 digits. */
static char check_digit(const char *digits)
{
	static const int weights[CHECK_AT] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	for (int i = 0; i < CHECK_AT; i++)
		sum += (digits[i] - '0') * weights[i];
	return "10X98765432"[sum % 11];
}

static int number_at(const char *digits, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++)
		value = value * 10 + (digits[i] - '0');
	return value;
}

static date_day birth_of(const char *number)
{
	const char *p = number + BIRTH_AT;

	return date_make(number_at(p, 4), number_at(p + 4, 2), number_at(p + 6, 2));
}

/* 15 digits: no century, no check digit. The standard turns them into 18. */
static void refuse_first_generation(struct ident *id)
{
	char number[NUMBER + 1];

	snprintf(number, sizeof(number), "%.6s19%.9s", id->text, id->text + BIRTH_AT);
	number[CHECK_AT] = check_digit(number);
	number[NUMBER] = '\0';
	ident_say(id, IDENT_BAD,
		  _("这是 15 位的第一代居民身份证号码，已停用。请录入 18 位号码（推算为 "
		    "%s，须与证件核对）"),
		  number);
}

/* 18 digits, the last may be X. */
static bool check_form(struct ident *id)
{
	const char *x = strchr(id->text, 'X');

	if (!ident_only(id, IDENT_DIGITS "X", _("数字")))
		return false;
	if (!x && strlen(id->text) == FIRST_GENERATION) {
		refuse_first_generation(id);
		return false;
	}
	if (!ident_length(id, NUMBER, NUMBER))
		return false;
	if (x && x != id->text + CHECK_AT)
		return ident_say(id, IDENT_BAD, _("第 %d 位是 X，只有末位可以是 X，请核对"),
				 (int)(x - id->text) + 1);
	return true;
}

static bool check_birth(struct ident *id, date_day today)
{
	const char *b = id->text + BIRTH_AT;
	date_day birth = birth_of(id->text);

	if (birth == DATE_NONE)
		return ident_say(id, IDENT_BAD,
				 _("出生日期 %.4s-%.2s-%.2s 不存在，请核对第 7～14 位"), b, b + 4,
				 b + 6);
	if (birth > today)
		return ident_say(id, IDENT_BAD,
				 _("出生日期 %.4s-%.2s-%.2s 晚于今天，请核对第 7～14 位"), b, b + 4,
				 b + 6);
	return true;
}

static bool check_sum(struct ident *id)
{
	char want = check_digit(id->text), have = id->text[CHECK_AT];

	if (want == have)
		return true;
	/* The digit that would fit is not told: it is the card that must be read again. */
	return ident_say(id, IDENT_BAD, _("校验码不符，至少有一位录错，请对照证件逐位核对"));
}

static void read_person(struct ident *id)
{
	id->birth = birth_of(id->text);
	id->sex = (id->text[SERIAL_END] - '0') % 2 ? 'M' : 'F';
}

static bool check_person(struct ident *id, date_day today)
{
	if (!check_form(id) || !check_birth(id, today) || !check_sum(id))
		return false;
	read_person(id);
	return true;
}

/* Province-level codes of GB/T 2260. County codes retire too often to be listed. */
static bool area_is_known(const char *number)
{
	static const char provinces[] = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 "
					"45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83";

	for (const char *p = provinces; p < provinces + sizeof(provinces); p += 3) {
		if (strncmp(p, number, 2) == 0)
			return true;
	}
	return false;
}

static bool area_is_hmt(const char *number)
{
	return strncmp(number, "810000", 6) == 0 || strncmp(number, "820000", 6) == 0 ||
	       strncmp(number, "830000", 6) == 0;
}

static void check_resident(struct ident *id, enum ident_kind kind, date_day today)
{
	if (!check_person(id, today))
		return;
	int age = date_age(id->birth, today);
	if (area_is_hmt(id->text))
		ident_say(id, IDENT_WARN, _("这是港澳台居民居住证的号码，请核对证件种类"));
	else if (id->text[0] == '9')
		ident_say(id, IDENT_WARN,
			  _("9 开头的是外国人永久居留身份证的号码，请核对证件种类"));
	else if (!area_is_known(id->text))
		ident_say(id, IDENT_WARN, _("前两位 %.2s 不是省级行政区划代码，请核对第 1～6 位"),
			  id->text);
	else if (kind == IDENT_HOUSEHOLD && age >= 16)
		ident_say(id, IDENT_WARN,
			  _("已满 16 周岁（%d 周岁），户口簿用于未满 16 周岁的人，请核对证件种类"),
			  age);
}

static void check_hmt_residence(struct ident *id, date_day today)
{
	if (!check_form(id))
		return;
	if (!area_is_hmt(id->text)) {
		ident_say(id, IDENT_BAD,
			  _("前 6 位应为 810000（香港）、820000（澳门）或 "
			    "830000（台湾），请核对号码和证件种类"));
		return;
	}
	check_person(id, today);
}

/* Three letters and twelve digits: the card of 2017, still valid. */
static bool is_card_of_2017(const char *text)
{
	return strlen(text) == 15 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 &&
	       strspn(text + 3, IDENT_DIGITS) == 12;
}

/* The card of 2023 is laid out as a resident's number. */
static void check_permanent(struct ident *id, date_day today)
{
	if (is_card_of_2017(id->text))
		return;
	if (strlen(id->text) != NUMBER || id->text[0] != '9') {
		ident_say(id, IDENT_BAD,
			  _("应为 9 开头的 18 位号码（2023 年版），或 3 个字母加 12 "
			    "位数字（2017 年版），请核对"));
		return;
	}
	if (!check_form(id) || !check_sum(id))
		return;
	date_day birth = birth_of(id->text);
	if (birth != DATE_NONE && birth <= today)
		read_person(id);
	else
		ident_say(id, IDENT_WARN, _("第 7～14 位不是出生日期，请对照证件核对"));
}

/* Issued abroad or by several offices: what their numbers share is little. */
static void check_loosely(struct ident *id, size_t min, size_t max)
{
	if (ident_only(id, IDENT_ALNUM, _("字母或数字")))
		ident_length(id, min, max);
}

struct ident ident_certificate(enum ident_kind kind, const char *input, date_day today)
{
	struct ident id;

	if (!ident_prepare(&id, input, kind == IDENT_WORK_PERMIT ? "-" : ""))
		return id;
	switch (kind) {
	case IDENT_RESIDENT:
	case IDENT_TEMPORARY:
	case IDENT_HOUSEHOLD:
		check_resident(&id, kind, today);
		break;
	case IDENT_HMT_RESIDENCE:
		check_hmt_residence(&id, today);
		break;
	case IDENT_HMT_PASS: /* 8 digits (Taiwan) to H or M and 10 digits */
		check_loosely(&id, 8, 11);
		break;
	case IDENT_PERMANENT:
		check_permanent(&id, today);
		break;
	case IDENT_PASSPORT: /* ICAO Doc 9303-4: at most 9 */
		check_loosely(&id, 5, 9);
		break;
	case IDENT_WORK_PERMIT:
		check_loosely(&id, 4, 20);
		break;
	case IDENT_KINDS:
		assert(!"a kind of certificate");
		break;
	}
	return id;
}

/* GB 32100-2015: MOD 31 over 17 characters. */
struct ident ident_credit_code(const char *input)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	static const int weights[] = {1,  3,  9,  27, 19, 26, 16, 17, 20,
				      29, 25, 13, 8,  24, 10, 30, 28};
	struct ident id;
	int sum = 0;

	if (!ident_prepare(&id, input, "-"))
		return id;
	if (!ident_only(&id, alphabet, _("代码用字（不用 I O S V Z，留意 1 0 5 2）")) ||
	    !ident_length(&id, NUMBER, NUMBER))
		return id;
	for (int i = 0; i < CHECK_AT; i++)
		sum += (int)(strchr(alphabet, id.text[i]) - alphabet) * weights[i];
	char want = alphabet[(31 - sum % 31) % 31];
	if (want != id.text[CHECK_AT])
		ident_say(&id, IDENT_BAD, _("校验码不符，至少有一位录错，请对照证照逐位核对"));
	return id;
}

/* The digit Luhn's rule wants in the last place. */
static char luhn_digit(const char *digits, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		int d = digits[n - 2 - i] - '0';
		sum += i % 2 ? d : d * 2 / 10 + d * 2 % 10;
	}
	return (char)('0' + (10 - sum % 10) % 10);
}

struct ident ident_bank_card(const char *input, bool account)
{
	struct ident id;

	if (!ident_prepare(&id, input, "-"))
		return id;
	if (!ident_only(&id, IDENT_DIGITS, _("数字")) ||
	    !(account ? ident_length(&id, 6, 32) : ident_length(&id, 12, 19)))
		return id;
	size_t n = strlen(id.text);
	char want = luhn_digit(id.text, n);
	if (want == id.text[n - 1])
		return id;
	if (account)
		ident_say(&id, IDENT_WARN,
			  _("不合银行卡校验规则：存折账号可以如此，是卡号则有误，请核对"));
	else
		ident_say(&id, IDENT_BAD, _("校验码不符，至少有一位录错，请对照卡面逐位核对"));
	return id;
}

/* The number printed on the card, not the 社会保障号码, which is the identity number. */
struct ident ident_social_card(const char *input)
{
	struct ident id;

	if (ident_prepare(&id, input, "-"))
		check_loosely(&id, 5, 20);
	return id;
}
