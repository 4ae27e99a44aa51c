/* SPDX-License-Identifier: Apache-2.0
 *
 * Encodings told and decoded, whole and byte by byte. The bytes are those of the
 * standards: GB 18030-2022, its tables of what moved, RFC 3629.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/encoding.h"

/* In pieces of `step` bytes. */
static void expect(const char *bytes, size_t n, size_t step, enum encoding encoding, size_t bad,
		   const char *text)
{
	struct decoder *d = decoder_new();
	struct str out = {0};

	for (size_t at = 0; at < n; at += step)
		decoder_feed(d, bytes + at, n - at < step ? n - at : step, n - at <= step, &out);
	assert_string_equal(str_text(&out), text);
	assert_int_equal(decoder_encoding(d), encoding);
	assert_int_equal(decoder_bad(d), bad);
	str_done(&out);
	decoder_free(d);
}
#define EXPECT(bytes, ...) expect(bytes, sizeof(bytes) - 1, 1 << 16, __VA_ARGS__)

static void encodings_are_told(void **state)
{
	(void)state;
	EXPECT("a,b\n", ENCODING_ASCII, 0, "a,b\n");
	EXPECT("姓名,张三", ENCODING_UTF8, 0, "姓名,张三");
	EXPECT("\xEF\xBB\xBF姓名", ENCODING_UTF8, 0, "姓名");
	EXPECT("\xD0\xD5\xC3\xFB,\xD5\xC5\xC8\xFD", ENCODING_GB18030, 0, "姓名,张三");
	EXPECT("\xFF\xFE\xD3\x59\x0D\x54\t\0A\0", ENCODING_UTF16LE, 0, "姓名\tA");
	EXPECT("\xFE\xFF\x59\xD3\x54\x0D", ENCODING_UTF16BE, 0, "姓名");
	EXPECT("\xFF\xFE\x42\xD8\xB7\xDF", ENCODING_UTF16LE, 0, "𠮷"); /* a surrogate pair */
	EXPECT("", ENCODING_ASCII, 0, "");
}

static void rare_characters_of_gb18030(void **state)
{
	(void)state;
	EXPECT("\xD5\xC5\x95\x34\xB2\x35", ENCODING_GB18030, 0, "张𠮷"); /* U+20BB7 */
	/* FE59 is U+9FB4, A6D9 U+FE10, A6ED U+FE18, FEA0 U+9FBB since 2005/2022. */
	EXPECT("\xD5\xC5\xFE\x59\xA6\xD9\xA6\xED\xFE\xA0", ENCODING_GB18030, 0,
	       "张\u9FB4\uFE10\uFE18\u9FBB");
	/* Their four-byte codes: of 2005 the characters, of 2022 their former places. */
	EXPECT("\xD5\xC5\x82\x35\x90\x37\x84\x31\x82\x38\x82\x35\x91\x34", ENCODING_GB18030, 0,
	       "张\u9FB4\uFE12\u9FBB");
}

static void pieces_of_any_size(void **state)
{
	static const char gb[] = "A,\xD5\xC5\x82\x35\x90\x37,\xC8\xFD\n1";
	static const char utf8[] = "A,张𠮷,三\n1";
	static const char utf16[] = "\xFF\xFE\x42\xD8\xB7\xDF\xD3\x59";

	(void)state;
	for (size_t step = 1; step < 9; step++) {
		expect(utf8, sizeof(utf8) - 1, step, ENCODING_UTF8, 0, "A,张𠮷,三\n1");
		expect(utf16, sizeof(utf16) - 1, step, ENCODING_UTF16LE, 0, "𠮷姓");
	}
	/* What a piece must hold to tell GB 18030 from UTF-8. */
	for (size_t step = 6; step < 16; step++)
		expect(gb, sizeof(gb) - 1, step, ENCODING_GB18030, 0, "A,张\u9FB4,三\n1");
}

static void a_bad_byte_is_marked_and_the_rest_goes_on(void **state)
{
	(void)state;
	EXPECT("姓名\n张\xFF三\n李四", ENCODING_UTF8, 1, "姓名\n张\uFFFD三\n李四");
	EXPECT("\xD0\xD5\xC3\xFB\n\xD5\xC5\xFF\n\xC0\xEE\xCB\xC4", ENCODING_GB18030, 1,
	       "姓名\n张\uFFFD\n李四");
	EXPECT("张三李四王五\n\xE5\xBC", ENCODING_UTF8, 2, "张三李四王五\n\uFFFD\uFFFD"); /* cut */
	EXPECT("张\0三", ENCODING_UTF8, 1, "张\uFFFD三");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodings_are_told),
		cmocka_unit_test(rare_characters_of_gb18030),
		cmocka_unit_test(pieces_of_any_size),
		cmocka_unit_test(a_bad_byte_is_marked_and_the_rest_goes_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
