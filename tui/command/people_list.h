/* SPDX-License-Identifier: Apache-2.0
 *
 * What the commands about people lists share. Private to the folder.
 */
#ifndef COMMAND_PEOPLE_LIST_H
#define COMMAND_PEOPLE_LIST_H

#include "guide/item.h"
#include "tui/command/command.h"

/* The list of an item that --list names, its first one without. -1 with the reason. */
int people_list_of(const struct item *it, const struct arguments *args, struct err *e);

#endif
