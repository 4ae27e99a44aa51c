/* SPDX-License-Identifier: Apache-2.0
 *
 * What ident*.c share: putting typed input right and wording verdicts.
 */
#ifndef BASE_IDENT_INPUT_H
#define BASE_IDENT_INPUT_H

#include "base/ident.h"

/* Half-width, upper case, without blanks and the ASCII marks in `drop`, into a fresh *id.
 * false: id->verdict is IDENT_BAD with its reason (empty, invalid, control, too long). */
bool ident_prepare(struct ident *id, const char *input, const char *drop);

/* Sets verdict and reason; returns false, for `return ident_say(...)`. */
bool ident_say(struct ident *id, enum ident_verdict verdict, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Whether id->text is made of `allowed` alone; else says which character is not, and that
 * it is no `what` ("数字"). */
bool ident_only(struct ident *id, const char *allowed, const char *what);
/* Whether id->text has min..max characters; else says how many it has. */
bool ident_length(struct ident *id, size_t min, size_t max);

#define IDENT_DIGITS "0123456789"
#define IDENT_ALNUM  IDENT_DIGITS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

#endif
