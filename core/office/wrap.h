/* SPDX-License-Identifier: Apache-2.0
 *
 * Where printed text breaks into lines. Excel does not grow merged cells by
 * itself, so row heights come from here; the widths are those of the widest of
 * the fonts a hall may print with (宋体, 黑体, Noto, 文泉驿), so that a line here is
 * never shorter on paper. Breaks follow 避头尾: no line starts with 。 or ends with （.
 */
#ifndef OFFICE_WRAP_H
#define OFFICE_WRAP_H

#include <stddef.h>

/* Widths are in hundredths of the font size (em): a Chinese character is 100. */
int wrap_width(const char *text, size_t len);

/* Bytes of the first line of `text` within `width`, its line feed or trailing blank
 * included; at least one character. 0 at the end of the text. text is valid UTF-8. */
size_t wrap_line(const char *text, int width);

/* How many lines; an empty text has one. */
size_t wrap_count(const char *text, int width);

#endif
