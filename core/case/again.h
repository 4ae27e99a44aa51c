/* SPDX-License-Identifier: Apache-2.0
 *
 * The same person is back with what was missing: the case of the notice as a
 * casefile, so that nothing is typed twice. Papers found good the first time are
 * named as such and have to be shown again.
 */
#ifndef CASE_AGAIN_H
#define CASE_AGAIN_H

#include <jansson.h>

#include "base/arena.h"
#include "case/casefile.h"
#include "store/record.h"
#include "store/store.h"

/* The shape of `accept FILE`, for casefile_from_json; a new reference. A case that was noticed is
 * gone on with under its number ("notice"), a refused one is followed by a new one ("after"). */
json_t *again_json(const struct case_record *r);

/* The notice c goes on from: *out is NULL where c has none. False with ERR_INPUT when there is no
 * such case, ERR_REFUSED when it is decided already or about somebody else. */
bool again_notice(struct store *s, const struct casefile *c, struct arena *a,
		  struct case_record **out, struct err *e);

/* Marks every paper that was good the first time as good now: they lie on the counter. Returns
 * how many. */
size_t again_confirm(struct casefile *c);

/* A case number in what was typed or scanned: the number itself, the lines or the address of the
 * QR code on our documents. False when there is none. */
bool again_number(const char *text, char out[NUMBER_TEXT]);

#endif
