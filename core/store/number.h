/* SPDX-License-Identifier: Apache-2.0
 *
 * Case numbers: site code (6), business date (8), serial of the day (4 digits, 5
 * after 9999) and one ISO 7064 check character: MOD 11,10 when the site code is
 * all digits, so that the number can be typed on a keypad, else MOD 37,36.
 * 查询码: 8 characters of a keyed hash of the number, so that nobody can walk
 * through other people's cases.
 */
#ifndef STORE_NUMBER_H
#define STORE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/err.h"

enum {
	SITE_CODE = 6,
	NUMBER_TEXT = 24, /* with its NUL */
	QUERY_CODE_TEXT = 9,
	QUERY_KEY = 32,
	SERIAL_CASES = 89999, /* the last the windows take; above are the emergency slips' */
	SERIAL_MAX = 99999,
};

bool number_site_valid(const char *site);
/* serial is 1..SERIAL_MAX. Returns out. */
char *number_make(const char *site, date_day day, int serial, char out[NUMBER_TEXT]);
/* A number as typed or scanned: blanks, hyphens, full-width and small letters are put right
 * into out. False with a message when it is none or the check character does not fit. */
bool number_parse(const char *typed, char out[NUMBER_TEXT], struct err *e);
/* "0012": the part a clerk says aloud. n is a number that number_parse gave. */
int number_serial(const char *n);
date_day number_day(const char *n);

char *number_query_code(const unsigned char key[QUERY_KEY], const char *number,
			char out[QUERY_CODE_TEXT]);

/* The ISO 7064 hybrid system MOD m+1,m over 0-9A-Z; m is 10 or 36. */
char number_check_char(const char *text, size_t len, int m);

#endif
