/* SPDX-License-Identifier: Apache-2.0
 *
 * Which documents of a hall wait for a printer, at whatever window: a look at the
 * job files (print_spool.h) without taking them. For the daily close, which lists
 * what was numbered and has not come out.
 */
#ifndef OFFICE_PRINT_WAITING_H
#define OFFICE_PRINT_WAITING_H

#include <stddef.h>

#include "base/arena.h"

struct print_waiting {
	const char *window; /* name of the folder */
	const char *number; /* of the document */
	const char *title;  /* 受理回执单 */
};
/* `folder` is print/ beside the store, with a folder for each window. In the order of their
 * numbers; slips without a number are left out. What cannot be read is left out too. */
void print_waiting_list(const char *folder, struct arena *a, struct print_waiting **rows,
			size_t *n);

#endif
