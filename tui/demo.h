/* SPDX-License-Identifier: Apache-2.0
 *
 * The practice hall: how it is made, its one password, which its login screen shows.
 */
#ifndef TUI_DEMO_H
#define TUI_DEMO_H

#include "tui/command/command.h"

#define DEMO_PASSWORD "88888888"
#define DEMO_SITE     "demo"

/* A new practice hall of a site at `path` in the folder. */
bool demo_make(struct command_env *env, const char *dir, const char *path, const char *id,
	       struct err *e);

#endif
