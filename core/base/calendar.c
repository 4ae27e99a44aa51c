/* SPDX-License-Identifier: Apache-2.0
 *
 * A notice names some thirty days a year, so the days that differ from the plain
 * week are a sorted vector, and so are the years that have a notice.
 */
#include "base/calendar.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct mark {
	date_day day;
	bool working;
};

struct notice {
	int year;
	char *text;
};

struct calendar {
	struct mark *marks; /* by day */
	size_t n_marks;
	struct notice *notices; /* in no order: a handful */
	size_t n_notices;
};

struct calendar *calendar_new(void)
{
	return xcalloc(1, sizeof(struct calendar));
}

void calendar_free(struct calendar *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->n_notices; i++)
		free(c->notices[i].text);
	free(c->notices);
	free(c->marks);
	free(c);
}

static struct notice *find_notice(const struct calendar *c, int year)
{
	for (size_t i = 0; i < c->n_notices; i++) {
		if (c->notices[i].year == year)
			return &c->notices[i];
	}
	return NULL;
}

void calendar_add_year(struct calendar *c, int year, const char *notice)
{
	struct notice *n = find_notice(c, year);
	char *text = xstrdup(notice);

	if (!n) {
		c->notices = xreallocarray(c->notices, c->n_notices + 1, sizeof(*c->notices));
		n = &c->notices[c->n_notices++];
		*n = (struct notice){.year = year};
	}
	free(n->text);
	n->text = text;
}

/* Index of the first mark that is not before d. */
static size_t lower_bound(const struct calendar *c, date_day d)
{
	size_t low = 0, high = c->n_marks;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (c->marks[mid].day < d)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void set_mark(struct calendar *c, date_day d, bool working)
{
	size_t at = lower_bound(c, d);

	if (at == c->n_marks || c->marks[at].day != d) {
		c->marks = xreallocarray(c->marks, c->n_marks + 1, sizeof(*c->marks));
		memmove(c->marks + at + 1, c->marks + at, (c->n_marks - at) * sizeof(*c->marks));
		c->n_marks++;
	}
	c->marks[at] = (struct mark){.day = d, .working = working};
}

void calendar_add_off(struct calendar *c, date_day first, date_day last)
{
	assert(first != DATE_NONE && first <= last);
	for (date_day d = first; d <= last; d++)
		set_mark(c, d, false);
}

void calendar_add_worked(struct calendar *c, date_day day)
{
	assert(day != DATE_NONE);
	set_mark(c, day, true);
}

bool calendar_knows(const struct calendar *c, int year)
{
	return find_notice(c, year) != NULL;
}

const char *calendar_notice(const struct calendar *c, int year)
{
	const struct notice *n = find_notice(c, year);

	return n ? n->text : NULL;
}

bool calendar_is_working(const struct calendar *c, date_day d)
{
	size_t at = lower_bound(c, d);

	if (at < c->n_marks && c->marks[at].day == d)
		return c->marks[at].working;
	return date_weekday(d) <= 5;
}

void calendar_write(const struct calendar *c, struct str *out)
{
	char day[DATE_TEXT];
	size_t left = c->n_notices;

	for (int year = 0; left > 0; year++) {
		const struct notice *n = find_notice(c, year);
		if (!n)
			continue;
		str_addf(out, "%d %s\n", year, n->text);
		left--;
	}
	for (size_t i = 0; i < c->n_marks; i++)
		str_addf(out, "%s %s\n", date_format(c->marks[i].day, day),
			 c->marks[i].working ? "on" : "off");
}

int calendar_working_days_in(const struct calendar *c, int year)
{
	date_day first = date_make(year, 1, 1), last = date_make(year, 12, 31);
	int n = 0;

	assert(first != DATE_NONE);
	for (date_day d = first; d <= last; d++)
		n += calendar_is_working(c, d);
	return n;
}

/* Whether a day after `after` up to `last` is of a year without a notice. */
static bool is_provisional(const struct calendar *c, date_day after, date_day last)
{
	int last_year = date_split(last).year;

	for (int year = date_split(after + 1).year; year <= last_year; year++) {
		if (!calendar_knows(c, year))
			return true;
	}
	return false;
}

struct calendar_due calendar_after(const struct calendar *c, date_day from, int n)
{
	struct calendar_due due = {.due = from};

	assert(from != DATE_NONE && n >= 0);
	if (n == 0)
		return due;
	while (n > 0) {
		due.due++;
		n -= calendar_is_working(c, due.due);
	}
	due.provisional = is_provisional(c, from, due.due);
	return due;
}

struct calendar_count calendar_between(const struct calendar *c, date_day after, date_day last)
{
	struct calendar_count count = {0};

	assert(after != DATE_NONE && last != DATE_NONE);
	if (last <= after)
		return count;
	for (date_day d = after + 1; d <= last; d++)
		count.days += calendar_is_working(c, d);
	count.provisional = is_provisional(c, after, last);
	return count;
}

struct calendar_due calendar_nth(const struct calendar *c, date_day from, int n)
{
	assert(n >= 1);
	return calendar_after(c, from - 1, n);
}
