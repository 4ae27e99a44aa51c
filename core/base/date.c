/* SPDX-License-Identifier: Apache-2.0
 *
 * Day numbers by counting from 1 March, so that the leap day ends the year
 * (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
 */
#include "base/date.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { FIRST_YEAR = 1850, LAST_YEAR = 2199 };
enum { DAYS_PER_ERA = 146097 }; /* 400 years */
enum { EPOCH_OFFSET = 719468 }; /* 0000-03-01 to 1970-01-01 */

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	assert(month >= 1 && month <= 12);
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_exists(int year, int month, int day)
{
	return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
	       day <= date_days_in_month(year, month);
}

date_day date_make(int year, int month, int day)
{
	if (!date_exists(year, month, day))
		return DATE_NONE;
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, year_of_era = y % 400;
	int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * DAYS_PER_ERA + day_of_era - EPOCH_OFFSET;
}

struct date_parts date_split(date_day d)
{
	assert(d >= -EPOCH_OFFSET);
	int z = d + EPOCH_OFFSET;
	int era = z / DAYS_PER_ERA, day_of_era = z % DAYS_PER_ERA;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
			   day_of_era / (DAYS_PER_ERA - 1)) /
			  365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int shifted_month = (5 * day_of_year + 2) / 153; /* 0 is March */
	struct date_parts p = {
		.year = era * 400 + year_of_era,
		.month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9,
		.day = day_of_year - (153 * shifted_month + 2) / 5 + 1,
	};

	if (p.month <= 2)
		p.year++;
	return p;
}

/* Reads min..max digits into *out. */
static bool read_number(const char **p, int min, int max, int *out)
{
	int n = 0;

	*out = 0;
	while (n < max && **p >= '0' && **p <= '9') {
		*out = *out * 10 + (**p - '0');
		(*p)++;
		n++;
	}
	return n >= min;
}

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

/* The four ways of separating: none, one mark twice, or 年月日. */
static bool read_date(const char *p, struct date_parts *d)
{
	static const char *const marks[][3] = {
		{"年", "月", "日"}, {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"", "", ""},
	};
	size_t style = 0;

	skip_blanks(&p);
	if (!read_number(&p, 4, 4, &d->year))
		return false;
	while (!skip(&p, marks[style][0])) /* the last style always matches */
		style++;
	int min = *marks[style][0] ? 1 : 2;
	if (!read_number(&p, min, 2, &d->month) || !skip(&p, marks[style][1]) ||
	    !read_number(&p, min, 2, &d->day) || !skip(&p, marks[style][2]))
		return false;
	skip_blanks(&p);
	return *p == '\0';
}

date_day date_parse(const char *text)
{
	struct date_parts d;

	if (!utf8_valid(text))
		return DATE_NONE;
	char *half = utf8_halfwidth(text);
	bool ok = read_date(half, &d);
	free(half);
	return ok ? date_make(d.year, d.month, d.day) : DATE_NONE;
}

char *date_format(date_day d, char out[DATE_TEXT])
{
	out[0] = '\0';
	if (d == DATE_NONE)
		return out;
	struct date_parts p = date_split(d);
	int digits = (p.year * 100 + p.month) * 100 + p.day;
	for (int i = DATE_TEXT - 2; i >= 0; i--) {
		if (i == 4 || i == 7) {
			out[i] = '-';
			continue;
		}
		out[i] = (char)('0' + digits % 10);
		digits /= 10;
	}
	out[DATE_TEXT - 1] = '\0';
	return out;
}

char *date_format_zh(date_day d, char out[32])
{
	out[0] = '\0';
	if (d == DATE_NONE)
		return out;
	struct date_parts p = date_split(d);
	snprintf(out, 32, "%d年%d月%d日", p.year, p.month, p.day);
	return out;
}

date_day date_add_months(date_day d, int n)
{
	struct date_parts p = date_split(d);
	long months = (long)p.year * 12 + (p.month - 1) + n;

	if (months < FIRST_YEAR * 12L || months >= (LAST_YEAR + 1) * 12L)
		return DATE_NONE;
	int year = (int)(months / 12), month = (int)(months % 12) + 1;
	int last = date_days_in_month(year, month);
	return date_make(year, month, p.day < last ? p.day : last);
}

int date_weekday(date_day d)
{
	int n = (int)((d + 3L) % 7); /* 1970-01-01 was a Thursday */

	return (n < 0 ? n + 7 : n) + 1;
}

int date_age(date_day birth, date_day on)
{
	struct date_parts b = date_split(birth), o = date_split(on);
	bool reached = o.month > b.month || (o.month == b.month && o.day >= b.day);

	return o.year - b.year - (reached ? 0 : 1);
}
