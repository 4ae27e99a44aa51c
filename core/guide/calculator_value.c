/* SPDX-License-Identifier: Apache-2.0
 *
 * The values calculators are given and give, as they are typed and read.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "base/text.h"
#include "base/utf8.h"
#include "guide/calculator.h"

enum { PERCENT = 100 }; /* of 1/10000 */

const char *calc_unit(enum calc_type type)
{
	return type == CALC_MONEY ? _("元") : type == CALC_PERCENT ? "%" : NULL;
}

static bool read_count(const char **p, int64_t *out)
{
	int digits = 0;

	*out = 0;
	for (; **p >= '0' && **p <= '9'; (*p)++, digits++)
		*out = digits < 12 ? *out * 10 + (**p - '0') : INT64_MAX;
	return digits > 0 && digits <= 12;
}

static bool skip(const char **p, const char *mark)
{
	size_t n = strlen(mark);

	if (strncmp(*p, mark, n) != 0)
		return false;
	*p += n;
	return true;
}

/* "60", "59.99", "5.5%": two decimals at most, nothing is rounded. */
static bool read_percent(const char **p, int64_t *out)
{
	int64_t decimals = 0;

	if (!read_count(p, out))
		return false;
	if (skip(p, ".")) {
		const char *from = *p;
		if (!read_count(p, &decimals) || *p - from > 2)
			return false;
		decimals *= *p - from == 1 ? 10 : 1;
	}
	skip(p, "%");
	*out = *out * PERCENT + decimals;
	return true;
}

/* "12年3个月", "15年", "170" months; also 15y and 6m as the guides' expressions write them. */
static bool read_months(const char **p, int64_t *out)
{
	int64_t n, months = 0;

	if (!read_count(p, &n))
		return false;
	if (!skip(p, "年") && !skip(p, "y")) {
		*out = n;
		if (!skip(p, "个月"))
			(void)(skip(p, "月") || skip(p, "m"));
		return true;
	}
	if (**p && (!read_count(p, &months) || months > 11))
		return false;
	if (!skip(p, "个月"))
		(void)(skip(p, "月") || skip(p, "m"));
	*out = n * 12 + months;
	return n < 1000;
}

static bool read_value(const struct calc_input *in, const char *p, int64_t *out)
{
	date_day day;

	switch (in->type) {
	case CALC_MONEY:
		return money_parse(p, out);
	case CALC_DATE:
		day = date_parse(p);
		*out = day;
		return day != DATE_NONE;
	case CALC_CHOICE:
		for (int i = 0; i < CALC_CHOICES && in->choices[i].id; i++) {
			*out = i;
			if (strcmp(p, in->choices[i].id) == 0 ||
			    strcmp(p, _(in->choices[i].text)) == 0)
				return true;
		}
		return false;
	case CALC_PERCENT:
		return read_percent(&p, out) && !*p;
	case CALC_MONTHS:
		return read_months(&p, out) && !*p;
	default:
		return read_count(&p, out) && !*p;
	}
}

static const char *example(enum calc_type type)
{
	static const char *const examples[CALC_TYPES] = {
		[CALC_COUNT] = N_("整数，如 30"),
		[CALC_MONEY] = N_("金额，如 5000 或 5000.50"),
		[CALC_PERCENT] = N_("百分数，最多两位小数，如 60 或 5.5"),
		[CALC_YEAR] = N_("四位年份，如 2026"),
		[CALC_MONTHS] = N_("年限，如 12年3个月、15年，或月数 147"),
		[CALC_DATE] = N_("日期，如 2026-11-24"),
		[CALC_CHOICE] = N_("所列选项之一"),
	};

	return _(examples[type]);
}

bool calc_parse(const struct calc_input *in, const char *text, int64_t *out, struct err *e)
{
	char *half = utf8_valid(text) ? utf8_halfwidth(text) : NULL;
	char low[CALC_TEXT], high[CALC_TEXT];
	int64_t value;
	bool ok = half && read_value(in, half, &value);

	free(half);
	if (!ok)
		return err_set(e, ERR_INPUT, _("“%s”要写%s"), _(in->label), example(in->type));
	if (value < in->min || value > in->max)
		return err_set(e, ERR_INPUT, _("“%s”应在 %s 到 %s 之间"), _(in->label),
			       calc_format(in->type, in->min, low),
			       calc_format(in->type, in->max, high));
	*out = value;
	return true;
}

static void format_months(int n, char out[CALC_TEXT])
{
	if (n % 12 == 0 && n)
		snprintf(out, CALC_TEXT, _("%d年"), n / 12);
	else if (n < 12)
		snprintf(out, CALC_TEXT, _("%d个月"), n);
	else
		snprintf(out, CALC_TEXT, _("%d年%d个月"), n / 12, n % 12);
}

char *calc_format(enum calc_type type, int64_t value, char out[CALC_TEXT])
{
	char text[CALC_TEXT];

	switch (type) {
	case CALC_MONEY:
		snprintf(out, CALC_TEXT, _("%s元"), money_format(value, text));
		break;
	case CALC_PERCENT:
		if (value % PERCENT == 0)
			snprintf(out, CALC_TEXT, "%" PRId64 "%%", value / PERCENT);
		else if (value % 10 == 0)
			snprintf(out, CALC_TEXT, "%" PRId64 ".%" PRId64 "%%", value / PERCENT,
				 value % PERCENT / 10);
		else
			snprintf(out, CALC_TEXT, "%" PRId64 ".%02" PRId64 "%%", value / PERCENT,
				 value % PERCENT);
		break;
	case CALC_MONTHS:
		format_months((int)value, out);
		break;
	case CALC_DATE:
		date_format((date_day)value, out);
		break;
	default:
		snprintf(out, CALC_TEXT, "%" PRId64, value);
		break;
	}
	return out;
}
