/* SPDX-License-Identifier: Apache-2.0
 *
 * The check characters are those of published numbers: ISO 7064's own example
 * for MOD 11,10 and the example of the GRid standard for MOD 37,36.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/number.h"

static void check_characters_are_the_standards(void **state)
{
	(void)state;
	assert_int_equal(number_check_char("0794", 4, 10), '5');
	assert_int_equal(number_check_char("A12425GABC1234002", 17, 36), 'M');
}

static void numbers_read_back(void **state)
{
	char number[NUMBER_TEXT], parsed[NUMBER_TEXT];
	date_day day = date_make(2026, 11, 24);
	const int serials[] = {1, 12, 9999, 10000, SERIAL_MAX};
	const char *const sites[] = {"210400", "SC0102"};

	(void)state;
	for (size_t k = 0; k < 2; k++) {
		for (size_t i = 0; i < 5; i++) {
			number_make(sites[k], day, serials[i], number);
			assert_int_equal(strlen(number), serials[i] > 9999 ? 20 : 19);
			assert_true(number_parse(number, parsed, NULL));
			assert_string_equal(parsed, number);
			assert_int_equal(number_serial(parsed), serials[i]);
			assert_int_equal(number_day(parsed), day);
		}
	}
	number_make(sites[0], day, 1, number);
	assert_int_equal(strspn(number, "0123456789"), 19);
	assert_memory_equal(number, "210400202611240001", 18);
}

static void what_was_typed_is_put_right(void **state)
{
	char number[NUMBER_TEXT], parsed[NUMBER_TEXT], typed[64];

	(void)state;
	number_make("SC0102", date_make(2026, 11, 24), 7, number);
	sprintf(typed, " sc0102-%.8s %s ", number + 6, number + 14);
	assert_true(number_parse(typed, parsed, NULL));
	assert_string_equal(parsed, number);
	number_make("210400", date_make(2026, 11, 24), 7, number);
	sprintf(typed, "\xEF\xBC\x92%s", number + 1); /* a full-width 2 */
	assert_true(number_parse(typed, parsed, NULL));
	assert_string_equal(parsed, number);
}

/* The standard's guarantee: all single substitutions are found. */
static void one_wrong_character_is_always_found(void **state)
{
	const char *const sites[] = {"210400", "SC0102"};
	const char *const alphabets[] = {"0123456789", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"};
	char number[NUMBER_TEXT], parsed[NUMBER_TEXT];
	struct err e;

	(void)state;
	for (size_t k = 0; k < 2; k++) {
		number_make(sites[k], date_make(2026, 11, 24), 1234, number);
		for (size_t i = 0; number[i]; i++) {
			char good = number[i];
			for (const char *c = alphabets[k]; *c; c++) {
				number[i] = *c;
				assert_int_equal(number_parse(number, parsed, &e), *c == good);
			}
			number[i] = good;
		}
	}
}

static void other_texts_are_no_numbers(void **state)
{
	const char *const wrong[] = {
		"",
		"12",
		"2104002026112400011234567890",
		"210400202613240001X", /* no month 13 */
		"21040020261124000?X",
		"\xFF\xFE",
		"王210400202611240001",
	};
	char parsed[NUMBER_TEXT];
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		err_clear(&e);
		assert_false(number_parse(wrong[i], parsed, &e));
		assert_int_equal(e.code, ERR_INPUT);
		assert_true(e.text[0]);
	}
	assert_true(number_site_valid("210400"));
	assert_true(number_site_valid("SC0102"));
	assert_false(number_site_valid("21040"));
	assert_false(number_site_valid("2104000"));
	assert_false(number_site_valid("sc0102"));
	assert_false(number_site_valid(""));
}

static void query_codes_hang_on_number_and_key(void **state)
{
	unsigned char key[QUERY_KEY] = {1}, other[QUERY_KEY] = {2};
	char a[QUERY_CODE_TEXT], b[QUERY_CODE_TEXT];

	(void)state;
	number_query_code(key, "2104002026112400018", a);
	assert_int_equal(strlen(a), 8);
	assert_int_equal(strspn(a, "23456789ABCDEFGHJKMNPQRSTVWXYZ"), 8);
	assert_string_equal(number_query_code(key, "2104002026112400018", b), a);
	assert_string_not_equal(number_query_code(key, "2104002026112400026", b), a);
	assert_string_not_equal(number_query_code(other, "2104002026112400018", b), a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_characters_are_the_standards),
		cmocka_unit_test(numbers_read_back),
		cmocka_unit_test(what_was_typed_is_put_right),
		cmocka_unit_test(one_wrong_character_is_always_found),
		cmocka_unit_test(other_texts_are_no_numbers),
		cmocka_unit_test(query_codes_hang_on_number_and_key),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
