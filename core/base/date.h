/* SPDX-License-Identifier: Apache-2.0
 *
 * Calendar days without a time zone: days since 1970-01-01, proleptic Gregorian.
 * Every date the program handles lies in 1850..2199; no other exists here, so a
 * year typed wrong is refused at once.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t date_day;
#define DATE_NONE INT32_MIN

struct date_parts {
	int year, month, day; /* month and day from 1 */
};

bool date_exists(int year, int month, int day);
date_day date_make(int year, int month, int day); /* DATE_NONE if there is no such day */
struct date_parts date_split(date_day d);	  /* d is not DATE_NONE */

/* "2026-11-24", also 20261124, 2026/11/24, 2026.11.24 and 2026年11月24日, full-width
 * digits and blanks around it too; month and day may have one digit between
 * separators. DATE_NONE when it is no date. */
date_day date_parse(const char *text);
enum { DATE_TEXT = 11 };
char *date_format(date_day d, char out[DATE_TEXT]); /* ISO 8601; "" for DATE_NONE */
char *date_format_zh(date_day d, char out[32]);	    /* 2026年11月24日 */

/* Same day n months on (n < 0: back); the last day of the month where that day does not
 * exist; DATE_NONE when it leaves 1850..2199. */
date_day date_add_months(date_day d, int n);
int date_days_in_month(int year, int month); /* month 1..12 */
int date_weekday(date_day d);		     /* 1 Monday .. 7 Sunday */
/* Full years passed from birth to `on` (周岁: reached on the birthday; 29 February
 * reaches it on 1 March of a common year). */
int date_age(date_day birth, date_day on);

#endif
