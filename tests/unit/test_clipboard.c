/* SPDX-License-Identifier: Apache-2.0
 *
 * The vectors of RFC 4648, and text that would be an escape.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "tui/clipboard.h"

static void assert_sequence(const char *text, const char *base64)
{
	char *got = clipboard_sequence(text);
	size_t n = strlen(base64);

	assert_memory_equal(got, "\033]52;c;", 7);
	assert_int_equal(strlen(got), 7 + n + 1);
	assert_memory_equal(got + 7, base64, n);
	assert_string_equal(got + 7 + n, "\a");
	free(got);
}

static void the_vectors_of_the_standard(void **state)
{
	(void)state;
	assert_sequence("", "");
	assert_sequence("f", "Zg==");
	assert_sequence("fo", "Zm8=");
	assert_sequence("foo", "Zm9v");
	assert_sequence("foob", "Zm9vYg==");
	assert_sequence("fooba", "Zm9vYmE=");
	assert_sequence("foobar", "Zm9vYmFy");
}

static void nothing_typed_is_an_escape(void **state)
{
	(void)state;
	assert_sequence("\033]0;x\a", "G10wO3gH");
	assert_sequence("王", "546L");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vectors_of_the_standard),
		cmocka_unit_test(nothing_typed_is_an_escape),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
