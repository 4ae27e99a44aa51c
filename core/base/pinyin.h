/* SPDX-License-Identifier: Apache-2.0
 *
 * Initials of Chinese text, from a table generated at build time out of Unihan
 * (pinyin_table.py says from which fields). A character may have several; surname
 * overrides (单 曾 解 仇 查 区 朴 缪 …) come from locale/pinyin-surnames.txt. Text is
 * valid UTF-8.
 */
#ifndef BASE_PINYIN_H
#define BASE_PINYIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bit 0 'a' .. bit 25 'z': every initial the character can have. Letters and digits
 * give themselves (letters lower case); 0 where there is none (punctuation). */
struct pinyin_set {
	uint32_t letters;
	char digit; /* '0'..'9', or 0 */
};
struct pinyin_set pinyin_of(uint32_t c);

/* The main initials of a text, lower case: 职工参保登记 -> zgcbdj. Punctuation is skipped.
 * Stops when out is full (size >= 1). Returns out. */
char *pinyin_initials(const char *text, char *out, size_t size);
/* The same for a person's name: a surname override applies to the first character, or to
 * the first two of a longer name (尉迟, 万俟). size >= 3. */
char *pinyin_name_initials(const char *name, char *out, size_t size);

/* Whether the letters and digits of `typed` are initials of consecutive characters of
 * `text`, any reading allowed, punctuation of the text passed over; another character
 * stands for itself, so that 职工cb finds 职工参保. Blanks typed are ignored. Returns the
 * byte offset of the first match in text (0 when nothing was typed), or -1. */
int pinyin_find(const char *text, const char *typed);

#endif
