/* SPDX-License-Identifier: Apache-2.0
 *
 * Pictures as PNG bytes in memory: what a document carries beside its text.
 */
#ifndef OFFICE_IMAGE_H
#define OFFICE_IMAGE_H

#include "base/str.h"

enum image_kind {
	IMAGE_GRAY, /* one byte a pixel */
	IMAGE_RGBA, /* four, the last is opacity */
};

/* Appends the PNG of width × height pixels, rows from the top, to `png`. The same
 * pixels give the same bytes. */
void image_encode(enum image_kind kind, const unsigned char *pixels, int width, int height,
		  struct str *png);

#endif
