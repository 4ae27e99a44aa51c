/* SPDX-License-Identifier: Apache-2.0
 *
 * What the ids of a register are called, and the masks of one that goes without
 * numbers. Private to the wing.
 */
#ifndef OFFICE_REGISTER_WORDS_H
#define OFFICE_REGISTER_WORDS_H

#include "office/hall_voice.h"
#include "store/registers.h"

/* Never NULL; an id without words is its own word. May point into `room`, which is the caller's to
 * be done with. */
const char *register_word(enum register_word word, const char *id, const struct hall_voice *voice,
			  struct str *room);
/* text itself where nothing is secret, else `room`, which it makes big enough. */
const char *register_masked(enum ident_masking secret, const char *text, struct str *room);

#endif
