/* SPDX-License-Identifier: Apache-2.0
 *
 * The generated tables, for pinyin.c alone; pinyin_table.py says what is in them.
 * A letter is 1 'a' .. 26 'z'.
 */
#ifndef BASE_PINYIN_TABLE_H
#define BASE_PINYIN_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* Main letters of packed_first..packed_last, three to a number from the low bits up;
 * 0 where there is none. */
extern const uint32_t pinyin_packed_first, pinyin_packed_last;
extern const uint16_t pinyin_packed[];

/* Further letters, and all of the characters outside that range: code point << 5 | letter,
 * by code point, the main letter first. */
extern const size_t pinyin_rest_count;
extern const uint32_t pinyin_rest[];

/* Longer names first; ends with a name of NULL. */
struct pinyin_surname {
	const char *name;
	const char *initials;
};
extern const struct pinyin_surname pinyin_surnames[];

#endif
