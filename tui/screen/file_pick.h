/* SPDX-License-Identifier: Apache-2.0
 *
 * Which file somebody has brought: those on the sticks and in the usual folders, the
 * newest first; or a path, completed while it is typed.
 */
#ifndef SCREEN_FILE_PICK_H
#define SCREEN_FILE_PICK_H

#include "tui/screen.h"

struct file_pick {
	const char *title, *question; /* constants, in the reader's language */
	bool tables;		      /* only what looks like a table */
	bool folders;		      /* a whole folder may be taken */
};
enum file_picked { FILE_PICKED, FOLDER_PICKED };

/* Answers an enum file_picked, text = the path. */
struct screen *file_pick_new(int tag, const struct file_pick *what);

#endif
