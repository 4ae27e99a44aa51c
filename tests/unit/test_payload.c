/* SPDX-License-Identifier: Apache-2.0
 *
 * Our reader of payloads beside jansson: the same texts taken, the same refused,
 * the same values out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "store/payload.h"

static void same_value(const struct payload *p, const json_t *j);

static void same_rows(const struct payload *p, const json_t *j)
{
	const struct payload *m = p->first;
	size_t n = json_is_array(j) ? json_array_size(j) : json_object_size(j);

	assert_int_equal(p->count, n);
	for (size_t i = 0; i < n; i++, m = m->next) {
		assert_non_null(m);
		same_value(m,
			   json_is_array(j) ? json_array_get(j, i) : json_object_get(j, m->name));
	}
	assert_null(m);
}

static void same_value(const struct payload *p, const json_t *j)
{
	assert_non_null(j);
	switch (p->type) {
	case PAYLOAD_NULL:
		assert_true(json_is_null(j));
		break;
	case PAYLOAD_FALSE:
		assert_true(json_is_false(j));
		break;
	case PAYLOAD_TRUE:
		assert_true(json_is_true(j));
		break;
	case PAYLOAD_INT:
		assert_int_equal(p->number, json_integer_value(j));
		break;
	case PAYLOAD_TEXT:
		assert_string_equal(p->text, json_string_value(j));
		break;
	case PAYLOAD_ARRAY:
		assert_true(json_is_array(j));
		same_rows(p, j);
		break;
	case PAYLOAD_OBJECT:
		assert_true(json_is_object(j));
		same_rows(p, j);
		break;
	}
}

static void compare(const char *bytes, size_t len)
{
	struct arena a = {0};
	json_t *j = json_loadb(bytes, len, JSON_DECODE_ANY, NULL);
	const struct payload *p = payload_parse(bytes, len, &a);

	if (p)
		same_value(p, j);
	arena_done(&a);
	json_decref(j);
}

static void texts_are_read_as_by_jansson(void **state)
{
	const char *const good[] = {
		"{}",
		"[]",
		" { \"a\" : [ 1 , -2 , 9007199254740993 ] , \"b\" : { \"c\" : null } }\n",
		"{\"t\":true,\"f\":false,\"s\":\"\"}",
		"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001\\u4e00\\uD842\\uDFB7\"",
		"{\"name\":\"欧阳晓明 𠮷\",\"x\":\"a\\u000ab\"}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct arena a = {0};
		assert_non_null(payload_parse(good[i], strlen(good[i]), &a));
		arena_done(&a);
		compare(good[i], strlen(good[i]));
	}
}

static void other_texts_are_refused(void **state)
{
	const char *const bad[] = {
		"",
		"{",
		"}",
		"[1,]",
		"{\"a\"}",
		"{\"a\":}",
		"{a:1}",
		"\"abc",
		"\"\\x\"",
		"\"\\u12\"",
		"\"\\u0000\"",
		"\"\\uD842\"",
		"\"\\uDFB7\"",
		"1.5",
		"1e3",
		"-",
		"tru",
		"{} {}",
		"99999999999999999999",
		"[[[[[[[[[[[1]]]]]]]]]]]",
		"{\"a\":1,}",
		"\"\\",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct arena a = {0};
		if (payload_parse(bad[i], strlen(bad[i]), &a))
			fail_msg("taken: %s", bad[i]);
		arena_done(&a);
	}
	struct arena a = {0};
	assert_null(payload_parse("{}\0", 3, &a)); /* a NUL is no end */
	arena_done(&a);
}

/* Bytes changed, dropped and doubled at random: whatever comes out, nothing is overrun. */
static void damaged_texts_do_no_harm(void **state)
{
	static const char text[] =
		"{\"query_code\":\"7KX2\",\"n\":-12,\"values\":[{\"id\":\"s\",\"v\":\"\\u4e00\\n\"}"
		","
		"{\"id\":\"\\uD842\\uDFB7\",\"ok\":true}],\"none\":null,\"deep\":[[{\"a\":[]}]]}";
	unsigned seed = 20261124;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char bytes[sizeof(text) + 1];
		size_t len = sizeof(text) - 1;
		memcpy(bytes, text, len);
		for (int k = 0; k < 1 + i % 3; k++) {
			seed = seed * 1103515245u + 12345u;
			size_t at = (seed >> 8) % len;
			if (seed >> 30 == 0) {
				memmove(bytes + at, bytes + at + 1, --len - at);
			} else if (seed >> 30 == 1) {
				memmove(bytes + at + 1, bytes + at, len - at - 1);
			} else {
				bytes[at] = "\"\\{}[],:0u\x01x"[seed >> 20 & 7];
			}
		}
		struct arena a = {0};
		payload_parse(bytes, len, &a);
		arena_done(&a);
	}
}

static void what_is_written_is_read_back(void **state)
{
	struct str out = {0};
	struct arena a = {0};

	(void)state;
	payload_open(&out);
	payload_put(&out, "a", "x\"\\\x01\x7f 一𠮷");
	payload_put(&out, "left_out", NULL);
	payload_put_int(&out, "b", INT64_MIN + 1);
	payload_put_day(&out, "c", date_make(2026, 11, 24));
	payload_put_day(&out, "d", DATE_NONE);
	payload_close(&out);
	const struct payload *p = payload_parse(out.data, out.len, &a);
	assert_non_null(p);
	assert_int_equal(p->count, 3);
	assert_string_equal(payload_text(p, "a"), "x\"\\\x01\x7f 一𠮷");
	assert_true(payload_int(p, "b") == INT64_MIN + 1);
	assert_string_equal(payload_text(p, "c"), "2026-11-24");
	assert_int_equal(payload_day(p, "c"), date_make(2026, 11, 24));
	assert_int_equal(payload_day(p, "d"), DATE_NONE);
	assert_null(payload_text(p, "b"));
	assert_int_equal(payload_int(p, "a"), 0);
	compare(out.data, out.len);
	str_done(&out);
	arena_done(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_read_as_by_jansson),
		cmocka_unit_test(other_texts_are_refused),
		cmocka_unit_test(damaged_texts_do_no_harm),
		cmocka_unit_test(what_is_written_is_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
