/* SPDX-License-Identifier: Apache-2.0
 *
 * Settings of the hall as events: what a supervisor sets while the hall runs. The
 * names are a closed set with what they mean. Who the hall is and what its papers
 * say is the site profile's (guide/site.h).
 */
#ifndef STORE_SETTINGS_H
#define STORE_SETTINGS_H

#include "base/arena.h"
#include "store/store.h"

struct setting {
	const char *name;
	const char *help;     /* Chinese */
	const char *standard; /* value when not set */
};
extern const struct setting settings_known[];
extern const size_t settings_count;

/* The value in force, into the arena; never NULL in *out. Asserts that the name is known. */
bool settings_get(struct store *s, const char *name, struct arena *a, const char **out,
		  struct err *e);
bool settings_set(struct store *s, const struct actor *who, const char *name, const char *value,
		  struct err *e);

#endif
