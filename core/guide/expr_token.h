/* SPDX-License-Identifier: Apache-2.0
 *
 * The tokens of an expression, one at a time, and the first fault of it.
 */
#ifndef GUIDE_EXPR_TOKEN_H
#define GUIDE_EXPR_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "guide/yaml.h"

enum { TOKEN_WORD = 64 };
enum token { T_END, T_WORD, T_NUMBER, T_DURATION_MONTHS, T_DURATION_DAYS, T_DATE, T_SIGN, T_BAD };

struct tokens {
	struct faults *faults;
	const struct ynode *text;
	const char *p; /* after the token */
	enum token token;
	const char *start;     /* of the token */
	char word[TOKEN_WORD]; /* T_WORD, T_SIGN: its characters */
	int64_t number;	       /* of a number, duration or day */
	bool failed;	       /* told why */
};

void token_next(struct tokens *t);
bool token_is_word(const struct tokens *t, const char *word);
bool token_is_sign(const struct tokens *t, const char *sign);
/* Past this sign, or a fault. */
bool token_take_sign(struct tokens *t, const char *sign);
/* The token as it stands in the text, for a message. */
const char *token_seen(const struct tokens *t, char out[TOKEN_WORD]);
/* The first fault at a place of the text; later ones are its consequences and dropped. */
void token_fault(struct tokens *t, const char *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#endif
