/* SPDX-License-Identifier: Apache-2.0
 *
 * Breaking text into lines by columns: between any two Chinese characters,
 * between Latin words, never before closing punctuation or after opening
 * punctuation. Pure; drawing is canvas.c.
 */
#ifndef TUI_LAYOUT_H
#define TUI_LAYOUT_H

#include <stddef.h>

/* Bytes of the first line of text in `cols` columns, at least one cluster unless the text
 * begins with a line end; *next is where the following line begins (== strlen(text) at the
 * end). Blanks and the line end between the two belong to neither. */
size_t layout_line(const char *text, int cols, size_t *next);
int layout_lines(const char *text, int cols);

#endif
