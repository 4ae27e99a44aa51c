/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a printed line and what a file says of it have words in common. Chinese
 * has no blanks between words: two characters that stand side by side are a word
 * here, and so are a number with what follows it (15个) and a number or Latin word
 * of two characters or more. Punctuation and blanks part nothing; the number of a
 * list entry (1. （3） ②) is no word.
 */
#ifndef GUIDE_WORDING_H
#define GUIDE_WORDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A text as its characters; a run of digits or Latin letters is one. Zero-initialise. */
struct wording {
	size_t count;
	uint32_t *marks; /* 0 parts the texts that were added */
};

void wording_add(struct wording *w, const char *text);
void wording_done(struct wording *w);
/* Nothing but blanks, punctuation and signs. */
bool wording_is_empty(const struct wording *w);
/* A word of the line stands in `said`; of a line of one character, that character. */
bool wording_shares(const struct wording *line, const struct wording *said);

#endif
