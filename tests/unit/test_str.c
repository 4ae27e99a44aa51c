/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

static void str_grows_and_takes(void **state)
{
	struct str s = {0};

	(void)state;
	assert_string_equal(str_text(&s), "");
	for (int i = 0; i < 1000; i++)
		str_addf(&s, "%d,", i % 10);
	assert_int_equal(s.len, 2000);
	char *taken = str_take(&s);
	assert_int_equal(strlen(taken), 2000);
	assert_string_equal(str_text(&s), "");
	free(taken);
}

static void arena_vector_keeps_its_elements(void **state)
{
	struct arena a = {0};
	int *v = NULL;
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 1000; i++)
		*ARENA_PUSH(&a, v, n) = i;
	for (int i = 0; i < 1000; i++)
		assert_int_equal(v[i], i);
	arena_done(&a);
}

static void err_is_cut_on_a_character(void **state)
{
	struct err e;
	char longer[3 * 1000 + 1];

	(void)state;
	for (int i = 0; i < 1000; i++)
		memcpy(longer + 3 * i, "\xE7\xAA\x97", 3);
	longer[3000] = '\0';
	for (size_t lead = 0; lead < 3; lead++) {
		assert_false(err_set(&e, ERR_INPUT, "%.*s%s", (int)lead, "abc", longer));
		size_t len = strlen(e.text);
		assert_true(len < sizeof(e.text));
		assert_int_equal((len - lead) % 3, 0);
		assert_true(sizeof(e.text) - 1 - len < 3);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(str_grows_and_takes),
		cmocka_unit_test(arena_vector_keeps_its_elements),
		cmocka_unit_test(err_is_cut_on_a_character),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
