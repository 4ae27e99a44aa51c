/* SPDX-License-Identifier: Apache-2.0
 *
 * UTF-8 text: checking what comes in, walking by character and by grapheme
 * cluster, columns on a terminal. Nothing past the border of the program holds
 * invalid UTF-8.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. Returns
 * the offset of the first bad byte, or len when all is well. */
size_t utf8_check(const char *s, size_t len);
bool utf8_valid(const char *s);

/* Decodes the character at *s and moves *s past it; 0 at the end. s is valid. */
uint32_t utf8_next(const char **s);
/* Encodes c; returns 1..4 bytes written. out has room for 4, no NUL is added. */
size_t utf8_put(char *out, uint32_t c);
size_t utf8_length(const char *s); /* in characters */

/* Bytes of the grapheme cluster that starts at s / ends before `at` (UAX #29). */
size_t utf8_cluster_at(const char *s, size_t len);
size_t utf8_cluster_before(const char *s, size_t at);

/* Columns on the terminal by wcwidth() of the locale in force; a character
 * wcwidth refuses counts as its shown form "U+XXXX". Combining marks count 0. */
int utf8_columns(const char *s);
int utf8_columns_n(const char *s, size_t len);
/* Bytes of the longest whole-cluster prefix that fits in `columns`. */
size_t utf8_fit(const char *s, int columns);

/* Full-width ASCII forms (U+FF01..FF5E, U+3000) to ASCII; for numbers and ids.
 * Caller frees. */
char *utf8_halfwidth(const char *s);
/* NFC. Caller frees. */
char *utf8_nfc(const char *s);
/* C0, DEL, C1, bidi controls, U+FEFF and other Cc/Cf except U+200D; line and paragraph
 * separators; noncharacters: never stored, never shown.
 * Returns the offset of the first one, or strlen(s). */
size_t utf8_control(const char *s);
/* What may be stored and shown of any bytes: the others become U+FFFD. Caller frees. */
char *utf8_cleaned(const char *s);

#endif
