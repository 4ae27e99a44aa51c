/* SPDX-License-Identifier: Apache-2.0
 *
 * How a hall names what its events name: clerks, windows and documents by their
 * names, for event_words. Read once for a page or a file.
 */
#ifndef OFFICE_HALL_VOICE_H
#define OFFICE_HALL_VOICE_H

#include "base/arena.h"
#include "guide/site.h"
#include "store/event_words.h"
#include "store/operators.h"

struct hall_voice {
	struct event_voice words; /* its ctx is this struct: do not copy it */
	const struct site *site;  /* NULL: windows by their ids */
	struct operator_row *clerks;
	size_t n_clerks;
};
/* Clerks live in the arena; where they cannot be read they go by their logins. */
void hall_voice_init(struct hall_voice *v, struct store *s, const struct site *site,
		     struct arena *a);
/* The login where nobody has it any more; "" for NULL. */
const char *hall_voice_clerk(const struct hall_voice *v, const char *login);
const char *hall_voice_window(const struct hall_voice *v, const char *id);

#endif
