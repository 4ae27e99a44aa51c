/* SPDX-License-Identifier: Apache-2.0
 *
 * The file of a backup: a header in the clear that says whose it is, then the
 * content in blocks of libsodium's secretstream under a key made from a passphrase
 * by Argon2id. The header is bound to the first block, the end to the last, so a
 * changed, cut or lengthened file is told from a wrong passphrase and from a whole
 * one. All numbers are little-endian. Private to the wing.
 *
 *   0 "YCBACKUP"  8 format  12 schema  16 site (8)  24 at  32 seq  40 hash (32)
 *   72 bytes of the store  80 of the drafts  88 ops  92 KiB of memory  96 salt (16)
 *   112 check of the key (16)  128 secretstream (24)  152 bytes of the received files
 *   160 checksum of all this (16)
 */
#ifndef STORE_SEALED_H
#define STORE_SEALED_H

#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/backup.h"

enum {
	SEALED_FORMAT = 2,
	SEALED_HEADER = 176,
	SEALED_BLOCK = 65536, /* of content */
};

struct sealed {
	const char *path; /* for messages; borrowed */
	int fd;
	unsigned char header[SEALED_HEADER];
	crypto_secretstream_xchacha20poly1305_state state;
	int64_t content; /* bytes in all */
	int64_t done;
};

/* Writing. The head is complete; fd is at the beginning of an empty file and stays the caller's. */
bool sealed_begin(struct sealed *s, int fd, const char *path, const struct backup_head *head,
		  const char *passphrase, enum backup_cost cost, struct err *e);
/* n is SEALED_BLOCK, or what is left of the content. */
bool sealed_write(struct sealed *s, const unsigned char *data, size_t n, struct err *e);

/* Reading: whose it is, without a passphrase. */
bool sealed_head(struct sealed *s, int fd, const char *path, struct backup_head *out,
		 struct err *e);
/* After sealed_head. */
bool sealed_unlock(struct sealed *s, const char *passphrase, struct err *e);
/* The next block; *n is 0 behind the last, which is then known to be the last. */
bool sealed_read(struct sealed *s, unsigned char data[SEALED_BLOCK], size_t *n, struct err *e);

/* Why a file on a stick could not be written or read, from an errno. Returns false. */
bool backup_fault(const char *path, int error, struct err *e);

#endif
