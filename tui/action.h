/* SPDX-License-Identifier: Apache-2.0
 *
 * The one table from which key handling, the footer and the help page all come.
 * A screen and every widget has a constant array of these, ended by id 0.
 */
#ifndef TUI_ACTION_H
#define TUI_ACTION_H

#include <stdbool.h>
#include <stddef.h>

enum { ACTION_KEYS = 4 };
enum action_flag {
	ACTION_QUIET = 1, /* in the help only, not in the footer */
	ACTION_OTHERS = 2, /* not even there while it is not to be had: another post's */
};

struct action {
	int id;		       /* > 0, below ACTION_BUILTIN for screens; 0 ends the table */
	int keys[ACTION_KEYS]; /* the first is shown in the footer. F1..F10 also answer to
				* Alt+1..Alt+9, Alt+0 without being told. */
	const char *label;     /* N_(): two to four characters for the footer */
	const char *help;      /* N_(): one line for the help page */
	unsigned flags;	       /* enum action_flag */
};

/* Actions every screen has, from the loop. */
enum { ACTION_BUILTIN = 1000, ACTION_HELP, ACTION_REPAINT, ACTION_JOBS };
extern const struct action action_builtin[];

/* The action a key stands for, or NULL. `enabled` (may be NULL) is asked with ctx. */
const struct action *action_find(const struct action *table, int key,
				 bool (*enabled)(const void *ctx, int id), const void *ctx);

enum { KEY_NAME = 32 };
char *action_key_name(int key, char out[KEY_NAME]); /* "F3", "Alt+3", "Ctrl+U", "空格" */
/* All keys of an action: "F3  Alt+3". Returns out. */
char *action_key_names(const struct action *a, char *out, size_t size);

#endif
