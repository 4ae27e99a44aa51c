/* SPDX-License-Identifier: Apache-2.0
 *
 * Places in the header of a sealed file, for its writer and its reader.
 */
#ifndef STORE_SEALED_INSIDE_H
#define STORE_SEALED_INSIDE_H

#include "store/sealed.h"

#define SEALED_MAGIC "YCBACKUP"
enum {
	SEALED_VERSION = 8,
	SEALED_SCHEMA = 12,
	SEALED_SITE = 16,
	SEALED_AT = 24,
	SEALED_SEQ = 32,
	SEALED_HASH = 40,
	SEALED_STORE = 72,
	SEALED_DRAFTS = 80,
	SEALED_OPS = 88,
	SEALED_MEMORY = 92,
	SEALED_SALT = 96,
	SEALED_CHECK = 112,
	SEALED_STREAM = 128,
	SEALED_FILES = 152,
	SEALED_SUM = 160,
	SEALED_KEY = crypto_secretstream_xchacha20poly1305_KEYBYTES,
};

void sealed_put(unsigned char *to, uint64_t value, int bytes);
uint64_t sealed_get(const unsigned char *from, int bytes);
/* False when there is not the memory for it. */
bool sealed_key(const unsigned char *header, const char *passphrase, unsigned char key[SEALED_KEY],
		unsigned char check[16]);

#endif
