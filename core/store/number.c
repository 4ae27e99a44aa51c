/* SPDX-License-Identifier: Apache-2.0 */
#include "store/number.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

enum { DAY_DIGITS = 8, SHORTEST = SITE_CODE + DAY_DIGITS + 4 + 1, LONGEST = SHORTEST + 1 };

static int value_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 10;
	return -1;
}

char number_check_char(const char *text, size_t len, int m)
{
	int p = m;

	for (size_t i = 0; i < len; i++) {
		p = (p + value_of(text[i])) % m;
		if (p == 0)
			p = m;
		p = p * 2 % (m + 1);
	}
	return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(m + 1 - p) % m];
}

/* All digits: a keypad types the whole number. */
static int modulus(const char *site)
{
	for (int i = 0; i < SITE_CODE; i++) {
		if (value_of(site[i]) > 9)
			return 36;
	}
	return 10;
}

bool number_site_valid(const char *site)
{
	for (int i = 0; i < SITE_CODE; i++) {
		if (value_of(site[i]) < 0)
			return false;
	}
	return site[SITE_CODE] == '\0';
}

char *number_make(const char *site, date_day day, int serial, char out[NUMBER_TEXT])
{
	struct date_parts d = date_split(day);
	int len = snprintf(out, NUMBER_TEXT, "%.6s%04d%02d%02d%04d", site, d.year, d.month, d.day,
			   serial);

	out[len] = number_check_char(out, (size_t)len, modulus(site));
	out[len + 1] = '\0';
	return out;
}

/* Upper case, half width, without blanks and hyphens; false when it cannot fit. */
static bool tidy(const char *typed, char out[NUMBER_TEXT])
{
	char *half = utf8_valid(typed) ? utf8_halfwidth(typed) : NULL;
	size_t n = 0;
	bool ok = half != NULL;

	for (const char *c = half; ok && *c; c++) {
		if (*c == ' ' || *c == '-' || *c == '\t')
			continue;
		char up = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
		ok = value_of(up) >= 0 && n < LONGEST;
		if (ok)
			out[n++] = up;
	}
	out[n] = '\0';
	free(half);
	return ok && n >= SHORTEST;
}

bool number_parse(const char *typed, char out[NUMBER_TEXT], struct err *e)
{
	if (!tidy(typed, out))
		return err_set(e, ERR_INPUT,
			       _("不是受理号：受理号为%d或%d位数字、字母，请核对回执单右上角"),
			       SHORTEST, LONGEST);
	size_t len = strlen(out);
	bool digits = true;
	for (size_t i = SITE_CODE; i + 1 < len; i++)
		digits = digits && value_of(out[i]) <= 9;
	if (!digits || number_day(out) == DATE_NONE)
		return err_set(e, ERR_INPUT, _("不是受理号：第7至14位应为日期，请核对"));
	if (number_check_char(out, len - 1, modulus(out)) != out[len - 1])
		return err_set(e, ERR_INPUT, _("受理号校验位不符，有一位看错或输错，请核对"));
	return true;
}

int number_serial(const char *n)
{
	int serial = 0;

	for (const char *c = n + SITE_CODE + DAY_DIGITS; c[0] && c[1]; c++)
		serial = serial * 10 + value_of(*c);
	return serial;
}

date_day number_day(const char *n)
{
	char day[DAY_DIGITS + 1];

	memcpy(day, n + SITE_CODE, DAY_DIGITS);
	day[DAY_DIGITS] = '\0';
	return date_parse(day);
}

char *number_query_code(const unsigned char key[QUERY_KEY], const char *number,
			char out[QUERY_CODE_TEXT])
{
	/* No 0 O 1 I L, no U heard as V: it is read out over the telephone. */
	static const char letters[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned char hash[crypto_generichash_BYTES_MIN];
	uint64_t n = 0;

	crypto_generichash(hash, sizeof(hash), (const unsigned char *)number, strlen(number), key,
			   QUERY_KEY);
	for (int i = 0; i < 8; i++)
		n = n << 8 | hash[i];
	for (int i = 0; i < QUERY_CODE_TEXT - 1; i++) {
		out[i] = letters[n % (sizeof(letters) - 1)];
		n /= sizeof(letters) - 1;
	}
	out[QUERY_CODE_TEXT - 1] = '\0';
	return out;
}
