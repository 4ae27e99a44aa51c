/* SPDX-License-Identifier: Apache-2.0
 *
 * Each character is a list of strokes in a square of 100 × 100, x to the right and
 * y down; a stroke is a line through its points, drawn with a round pen. Pixels
 * are darkened by their distance to the nearest stroke, which smooths the edges.
 */
#include "office/stamp.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "office/image.h"

/* Points as x, y; a stroke ends at -1, a character at -2. */
static const signed char glyph_yan[] = {
	12, 10, 24, 20, -1, 6,	36, 18, 46, -1, 6,  93, 25, 62, -1, 62, 4,  66, 13, -1, 36, 32,
	36, 19, 95, 19, 95, 31, -1, 45, 33, 87, 33, -1, 43, 46, 43, 77, 88, 77, 88, 46, 43, 46,
	-1, 43, 61, 88, 61, -1, 65, 33, 65, 77, -1, 56, 82, 37, 97, -1, 75, 82, 96, 97, -1, -2};
static const signed char glyph_lian[] = {26, 5,	 9,  32, 29, 30, -1, 36, 24, 8,	 60, 36, 55,
					 -1, 6,	 90, 38, 76, -1, 44, 19, 96, 19, -1, 65, 4,
					 50, 44, 95, 44, -1, 73, 30, 73, 92, 61, 86, -1, 58,
					 58, 44, 80, -1, 86, 58, 98, 78, -1, -2};
static const signed char glyph_dot[] = {50, 50, 50, 51, -1, -2};
static const signed char glyph_wu[] = {18, 16, 84, 16, -1, 7,  44, 93, 44, -1, 48, 16,
				       47, 44, 40, 68, 28, 84, 9,  96, -1, 57, 44, 57,
				       86, 62, 92, 90, 92, 95, 86, 95, 74, -1, -2};
static const signed char glyph_xiao[] = {
	29, 4,	34, 14, -1, 4,	22, 56, 22, -1, 19, 32, 6,  50, -1, 40, 32, 55, 48, -1, 46,
	44, 34, 70, 5,	96, -1, 14, 50, 32, 74, 55, 94, -1, 74, 3,  67, 24, 55, 42, -1, 67,
	26, 98, 26, -1, 87, 26, 76, 64, 52, 96, -1, 64, 40, 76, 68, 98, 96, -1, -2};
static const signed char *const glyphs[] = {glyph_yan, glyph_lian, glyph_dot, glyph_wu, glyph_xiao};
enum { GLYPHS = sizeof(glyphs) / sizeof(*glyphs) };

static const double glyph_x[GLYPHS] = {0, 112, 196, 280, 392}; /* left edges */
enum { TEXT_WIDTH = 492, TEXT_HEIGHT = 100 };
#define PEN   4.5	    /* half the width of a stroke, of 100 */
#define SCALE 1.22	    /* pixels for one hundredth of a character */
#define SLANT 0.52359877559 /* 30 degrees, rising to the right */
enum { OPACITY = 64 };	    /* of 255: dark text on it stays readable in print */

struct point {
	double x, y;
};

static struct point place(double x, double y)
{
	double dx = (x - TEXT_WIDTH / 2.0) * SCALE;
	double dy = (y - TEXT_HEIGHT / 2.0) * SCALE;

	return (struct point){STAMP_WIDTH / 2.0 + dx * cos(SLANT) + dy * sin(SLANT),
			      STAMP_HEIGHT / 2.0 - dx * sin(SLANT) + dy * cos(SLANT)};
}

static double distance(struct point p, struct point a, struct point b)
{
	double dx = b.x - a.x, dy = b.y - a.y;
	double t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);

	t = t < 0 ? 0 : t > 1 ? 1 : t;
	return hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

static void draw_line(unsigned char *rgba, struct point a, struct point b, double pen)
{
	int left = (int)(fmin(a.x, b.x) - pen - 1), right = (int)(fmax(a.x, b.x) + pen + 2);
	int top = (int)(fmin(a.y, b.y) - pen - 1), bottom = (int)(fmax(a.y, b.y) + pen + 2);

	for (int y = top < 0 ? 0 : top; y < bottom && y < STAMP_HEIGHT; y++) {
		for (int x = left < 0 ? 0 : left; x < right && x < STAMP_WIDTH; x++) {
			double ink = pen + 0.5 - distance((struct point){x + 0.5, y + 0.5}, a, b);
			ink = ink < 0 ? 0 : ink > 1 ? 1 : ink;
			unsigned char *alpha = &rgba[(y * STAMP_WIDTH + x) * 4 + 3];
			if (*alpha < ink * OPACITY)
				*alpha = (unsigned char)(ink * OPACITY);
		}
	}
}

static void draw_glyph(unsigned char *rgba, const signed char *p, double x, double pen)
{
	for (; *p != -2; p++) {
		struct point from = place(x + p[0], p[1]);
		for (p += 2; *p != -1; p += 2) {
			struct point to = place(x + p[0], p[1]);
			draw_line(rgba, from, to, pen);
			from = to;
		}
	}
}

void stamp_png(struct str *png)
{
	unsigned char *rgba = xcalloc((size_t)STAMP_WIDTH * STAMP_HEIGHT, 4);

	for (size_t i = 0; i < (size_t)STAMP_WIDTH * STAMP_HEIGHT; i++) {
		rgba[i * 4] = 220;
		rgba[i * 4 + 1] = 20;
		rgba[i * 4 + 2] = 30;
	}
	for (size_t i = 0; i < GLYPHS; i++)
		draw_glyph(rgba, glyphs[i], glyph_x[i], PEN * SCALE * (i == 2 ? 1.4 : 1));
	image_encode(IMAGE_RGBA, rgba, STAMP_WIDTH, STAMP_HEIGHT, png);
	free(rgba);
}
