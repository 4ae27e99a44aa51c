/* SPDX-License-Identifier: Apache-2.0
 *
 * A growing byte string, always NUL-terminated once something was added.
 * Zero-initialised struct str is empty; str_done frees.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stddef.h>

struct str {
	char *data; /* NULL while nothing was added */
	size_t len, cap;
};

void str_add(struct str *s, const char *text);
void str_addn(struct str *s, const char *text, size_t n);
void str_addc(struct str *s, char c);
void str_addf(struct str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void str_clear(struct str *s);
const char *str_text(const struct str *s); /* "" while empty; valid until the next change */
char *str_take(struct str *s);             /* Caller frees; s is empty afterwards. */
void str_done(struct str *s);

#endif
