/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "base/mem.h"
#include "office/qr.h"

enum { MODULE = 8, MARGIN = 4 };

struct picture {
	png_image image;
	unsigned char *pixels;
};

static struct picture decode(const struct str *png)
{
	struct picture p = {.image = {.version = PNG_IMAGE_VERSION}};

	assert_true(png_image_begin_read_from_memory(&p.image, png->data, png->len));
	p.image.format = PNG_FORMAT_GRAY;
	p.pixels = xmalloc(PNG_IMAGE_SIZE(p.image));
	assert_true(png_image_finish_read(&p.image, NULL, p.pixels, 0, NULL));
	return p;
}

static bool dark(const struct picture *p, int x, int y)
{
	int px = (x + MARGIN) * MODULE + MODULE / 2;
	int py = (y + MARGIN) * MODULE + MODULE / 2;

	return p->pixels[py * (int)p->image.width + px] < 128;
}

/* ISO/IEC 18004: 7×7 dark frame, light ring, 3×3 dark heart. */
static void assert_finder(const struct picture *p, int left, int top)
{
	for (int y = 0; y < 7; y++) {
		for (int x = 0; x < 7; x++) {
			int ring = abs(x - 3) > abs(y - 3) ? abs(x - 3) : abs(y - 3);
			assert_int_equal(dark(p, left + x, top + y), ring != 2);
		}
	}
}

static void the_picture_is_a_code_with_its_margin(void **state)
{
	struct str png = {0};
	struct err e = {0};

	(void)state;
	/* 14 bytes are the most of version 1 at level M: 21 modules */
	assert_true(qr_png("12345678901234", &png, &e));
	struct picture p = decode(&png);
	assert_int_equal(p.image.width, (21 + 2 * MARGIN) * MODULE);
	assert_int_equal(p.image.height, p.image.width);
	assert_finder(&p, 0, 0);
	assert_finder(&p, 14, 0);
	assert_finder(&p, 0, 14);
	assert_true(dark(&p, 8, 13)); /* the module that is always dark */
	for (int i = 8; i < 13; i++)  /* timing pattern */
		assert_int_equal(dark(&p, i, 6), i % 2 == 0);
	for (int i = -MARGIN; i < 21 + MARGIN; i++)
		assert_false(dark(&p, i, -1) || dark(&p, -1, i) || dark(&p, 21, i));
	free(p.pixels);

	struct str again = {0};
	assert_true(qr_png("12345678901234", &again, &e));
	assert_int_equal(again.len, png.len);
	assert_memory_equal(again.data, png.data, png.len);
	str_done(&png);
	str_done(&again);
}

static void the_screen_shows_the_same_modules(void **state)
{
	struct str png = {0}, rows = {0};
	struct err e = {0};

	(void)state;
	assert_true(qr_png("编号 1\n查询码 2", &png, &e));
	assert_true(qr_blocks("编号 1\n查询码 2", &rows, &e));
	struct picture p = decode(&png);
	int side = (int)p.image.width / MODULE - 2 * MARGIN;
	int x = -2, y = -2;
	for (const char *s = rows.data; *s;) {
		if (*s == '\n') {
			assert_int_equal(x, side + 2);
			s++, x = -2, y += 2;
			continue;
		}
		bool upper = strncmp(s, "█", 3) == 0 || strncmp(s, "▀", 3) == 0;
		bool lower = strncmp(s, "█", 3) == 0 || strncmp(s, "▄", 3) == 0;
		assert_int_equal(upper, !dark(&p, x, y));
		assert_int_equal(lower, !dark(&p, x, y + 1));
		s += *s == ' ' ? 1 : 3;
		x++;
	}
	assert_true(y + 2 >= side + 2);
	free(p.pixels);
	str_done(&png);
	str_done(&rows);
}

static void what_does_not_fit_is_refused(void **state)
{
	struct str png = {0};
	struct err e = {0};
	char *text = xmalloc(2002);

	(void)state;
	memset(text, 'a', 2001);
	text[2001] = '\0';
	assert_false(qr_png(text, &png, &e));
	assert_int_equal(e.code, ERR_INPUT);
	assert_false(qr_blocks("", &png, &e));
	assert_int_equal(png.len, 0);
	text[2000] = '\0';
	assert_true(qr_png(text, &png, &e));
	free(text);
	str_done(&png);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_picture_is_a_code_with_its_margin),
		cmocka_unit_test(the_screen_shows_the_same_modules),
		cmocka_unit_test(what_does_not_fit_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
