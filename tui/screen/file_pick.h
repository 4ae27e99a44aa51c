/* SPDX-License-Identifier: Apache-2.0
 *
 * Choosing a file: a folder at a time, the newest file first, with one key to the
 * next stick.
 */
#ifndef SCREEN_FILE_PICK_H
#define SCREEN_FILE_PICK_H

#include "tui/screen.h"

enum file_picked { FILE_PICKED, FOLDER_PICKED };

/* Begins in `folder`, NULL or gone: the first stick that is plugged in, else the home folder.
 * Answers an enum file_picked with the path; FOLDER_PICKED (全收) only with `folders`. */
struct screen *file_pick_new(int tag, const char *title, const char *folder, bool folders);

#endif
