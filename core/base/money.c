/* SPDX-License-Identifier: Apache-2.0
 *
 * Amounts as clerks type and paste them. Thousands commas must stand at the
 * thousands: 12,34 is a slip of the finger, not twelve hundred.
 */
#include "base/money.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static const money_fen LIMIT = 10000000000000; /* 10^13 fen */

static bool skip(const char **p, const char *mark)
{
	size_t n = strlen(mark);

	if (strncmp(*p, mark, n) != 0)
		return false;
	*p += n;
	return true;
}

static void skip_blanks(const char **p)
{
	while (**p == ' ' || **p == '\t')
		(*p)++;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* At least one digit; once there is a comma, groups of three follow. */
static bool read_yuan(const char **p, money_fen *yuan)
{
	int group = 0;
	bool grouped = false;

	*yuan = 0;
	for (;; (*p)++) {
		if (is_digit(**p)) {
			*yuan = *yuan * 10 + (**p - '0');
			if (*yuan >= LIMIT / 100)
				return false;
			group++;
		} else if (**p == ',') {
			if (grouped ? group != 3 : group < 1 || group > 3)
				return false;
			grouped = true;
			group = 0;
		} else {
			return grouped ? group == 3 : group > 0;
		}
	}
}

static bool read_amount(const char *p, money_fen *out)
{
	money_fen yuan;
	int fen = 0;

	skip_blanks(&p);
	bool negative = skip(&p, "-");
	if (skip(&p, "￥") || skip(&p, "¥"))
		skip_blanks(&p);
	if (!read_yuan(&p, &yuan))
		return false;
	if (skip(&p, ".")) {
		if (!is_digit(*p))
			return false;
		fen = (*p++ - '0') * 10;
		if (is_digit(*p))
			fen += *p++ - '0';
	}
	skip_blanks(&p);
	skip(&p, "元");
	skip_blanks(&p);
	if (*p != '\0')
		return false;
	*out = (yuan * 100 + fen) * (negative ? -1 : 1);
	return true;
}

bool money_parse(const char *text, money_fen *out)
{
	if (!utf8_valid(text))
		return false;
	char *half = utf8_halfwidth(text);
	bool ok = read_amount(half, out);
	free(half);
	return ok;
}

char *money_format(money_fen fen, char out[MONEY_TEXT])
{
	uint64_t amount = fen < 0 ? -(uint64_t)fen : (uint64_t)fen;

	snprintf(out, MONEY_TEXT, "%s%" PRIu64 ".%02" PRIu64, fen < 0 ? "-" : "", amount / 100,
		 amount % 100);
	return out;
}
