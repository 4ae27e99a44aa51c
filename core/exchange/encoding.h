/* SPDX-License-Identifier: Apache-2.0
 *
 * Text files as they come from table programs, into UTF-8: UTF-8 with and without
 * a mark, UTF-16 (Excel's "Unicode text"), GB 18030 and with it GBK. The encoding is
 * found out, never asked. A byte that is none becomes U+FFFD and the text goes on,
 * so that the row it stands in can be named and the others taken.
 *
 * GB 18030 is read with the mapping of the edition of 2022 whatever the C library
 * has: the 18 characters that moved out of the private use area (U+FE10..FE19,
 * U+9FB4..9FBB) come out as themselves from their two-byte codes and from the
 * four-byte codes that the editions of 2005 and 2022 give differently.
 */
#ifndef EXCHANGE_ENCODING_H
#define EXCHANGE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum encoding {
	ENCODING_ASCII, /* so far: nothing has told yet */
	ENCODING_UTF8,
	ENCODING_GB18030,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODINGS
};
extern const char *const encoding_names[ENCODINGS]; /* N_(): for the clerk */

struct decoder;
struct decoder *decoder_new(void);
void decoder_free(struct decoder *d);

/* The next n bytes of the file, as much of them as is whole; appended to out. The encoding is
 * decided by the first bytes that can tell, so give it pieces of some kilobytes. `last`: nothing
 * follows. */
void decoder_feed(struct decoder *d, const char *bytes, size_t n, bool last, struct str *out);
enum encoding decoder_encoding(const struct decoder *d);
/* How many bytes were none so far, each of them a U+FFFD in the text. */
size_t decoder_bad(const struct decoder *d);

/* What stands for a damaged byte. */
#define ENCODING_DAMAGED "\xEF\xBF\xBD"

#endif
