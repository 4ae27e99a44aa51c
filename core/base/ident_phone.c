/* SPDX-License-Identifier: Apache-2.0
 *
 * Phones. The first digits tell what a number is: 1 a mobile or a service number,
 * 0 an area code, whose own length they tell too (010 and 02x have three digits,
 * the rest four).
 */
#include <stdio.h>
#include <string.h>

#include "base/ident.h"
#include "base/ident_input.h"
#include "base/text.h"

static bool starts_with(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

static void cut_front(char *text, size_t n)
{
	memmove(text, text + n, strlen(text + n) + 1);
}

/* "转", "分机", "EXT", "X", "#" or "*" before an extension becomes "-". */
static void unify_extension(char *text)
{
	static const char *const marks[] = {"转", "分机", "EXT.", "EXT", "X", "#", "*"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		char *at = strstr(text, marks[i]);
		if (!at || at == text)
			continue;
		cut_front(at, strlen(marks[i]) - 1);
		*at = '-';
		if (at[-1] == '-')
			cut_front(at, 1);
		return;
	}
}

static void copy_digits(const char *text, char out[IDENT_TEXT])
{
	for (; *text; text++) {
		if (*text != '-')
			*out++ = *text;
	}
	*out = '\0';
}

static void drop_country(char *text)
{
	char digits[IDENT_TEXT];

	copy_digits(text, digits);
	if (starts_with(text, "+86"))
		cut_front(text, 3);
	else if (starts_with(text, "0086"))
		cut_front(text, 4);
	else if (starts_with(digits, "861") && strlen(digits) == 13)
		cut_front(text, 2);
	if (text[0] == '-')
		cut_front(text, 1);
}

static void check_mobile(struct ident *id, const char *digits)
{
	size_t n = strlen(digits);

	if (digits[1] < '3')
		ident_say(id, IDENT_BAD, _("手机号第 2 位应为 3～9，请核对"));
	else if (n != 11)
		ident_say(id, IDENT_BAD, _("手机号应为 11 位，现为 %zu 位，请核对"), n);
	else
		snprintf(id->text, sizeof(id->text), "%s", digits);
}

/* Area code, seven or eight digits, perhaps an extension. */
static void check_landline(struct ident *id)
{
	const char *s = id->text;
	char out[IDENT_TEXT];
	int area = starts_with(s, "010") || s[1] == '2' ? 3 : 4;

	if ((s[1] < '2' && area == 4) || strspn(s, IDENT_DIGITS) < (size_t)area) {
		ident_say(id, IDENT_BAD, _("区号不对，请核对（如 010-、0755-）"));
		return;
	}
	const char *number = s + area + (s[area] == '-');
	int n = (int)strspn(number, IDENT_DIGITS);
	const char *extension = number + n + (number[n] == '-');
	size_t more = strspn(extension, IDENT_DIGITS);
	if (n < 7 || n > 8 || number[0] < '2') {
		ident_say(id, IDENT_BAD, _("区号后应为 7～8 位号码，且不以 0、1 开头，请核对"));
		return;
	}
	if (extension[more] || more > 6 || (number[n] == '-' && more == 0)) {
		ident_say(id, IDENT_BAD, _("分机号应为 1～6 位数字，请核对"));
		return;
	}
	snprintf(out, sizeof(out), "%.*s-%.*s%s%s", area, s, n, number, more ? "-" : "", extension);
	memcpy(id->text, out, sizeof(out));
}

/* 12333, 95588, 400 and 800 numbers: somebody answers, nobody can be texted. */
static bool is_service(const char *digits)
{
	size_t n = strlen(digits);

	if (n == 10)
		return starts_with(digits, "400") || starts_with(digits, "800");
	if (digits[0] == '1')
		return n == 5 && digits[1] <= '2';
	return (n == 5 || n == 6) && (starts_with(digits, "95") || starts_with(digits, "96"));
}

struct ident ident_phone(const char *input)
{
	struct ident id;
	char digits[IDENT_TEXT];

	if (!ident_prepare(&id, input, "()"))
		return id;
	unify_extension(id.text);
	drop_country(id.text);
	if (!ident_only(&id, IDENT_DIGITS "-", _("电话号码用字")))
		return id;
	copy_digits(id.text, digits);
	if (is_service(digits))
		memcpy(id.text, digits, sizeof(digits));
	else if (digits[0] == '1')
		check_mobile(&id, digits);
	else if (starts_with(digits, "01") && digits[2] >= '3' && strlen(digits) == 12)
		check_mobile(&id, digits + 1); /* 0 dialled before a mobile number */
	else if (id.text[0] == '0')
		check_landline(&id);
	else if (strlen(digits) == 7 || strlen(digits) == 8)
		ident_say(&id, IDENT_BAD, _("固定电话缺区号，请在前面加上（如 010-、0755-）"));
	else
		ident_say(&id, IDENT_BAD, _("应为 11 位手机号，或区号加固定电话号码，请核对"));
	return id;
}
