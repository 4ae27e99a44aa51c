/* SPDX-License-Identifier: Apache-2.0 */
#include "office/image.h"

#include <assert.h>
#include <setjmp.h>
#include <stdlib.h>

#include <png.h>

static void collect(png_structp png, png_bytep data, png_size_t size)
{
	str_addn(png_get_io_ptr(png), (const char *)data, size);
}

static void collected(png_structp png)
{
	(void)png;
}

void image_encode(enum image_kind kind, const unsigned char *pixels, int width, int height,
		  struct str *out)
{
	int channels = kind == IMAGE_GRAY ? 1 : 4;

	assert(width > 0 && height > 0);
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png ? png_create_info_struct(png) : NULL;
	/* Nothing here depends on the outside: libpng fails only without memory. */
	if (!info || setjmp(png_jmpbuf(png)))
		abort();
	png_set_write_fn(png, out, collect, collected);
	png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8,
		     kind == IMAGE_GRAY ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB_ALPHA,
		     PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_set_compression_level(png, 9);
	png_write_info(png, info);
	for (int y = 0; y < height; y++)
		png_write_row(png, pixels + (size_t)y * (size_t)width * (size_t)channels);
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
}
