/* SPDX-License-Identifier: Apache-2.0
 *
 * A list of people who are to log in, from a table: 登录名, 姓名, 岗位. Every row is
 * checked and all that is wrong with it is said, so that a list is taken whole or put
 * right and handed in again.
 */
#ifndef EXCHANGE_STAFF_LIST_H
#define EXCHANGE_STAFF_LIST_H

#include "base/arena.h"
#include "store/operators.h"

enum { STAFF_ROWS = 2000 };

struct staff_row {
	size_t number; /* as the table program shows it */
	const char *login, *name;
	unsigned posts;
	const char *fault; /* what is wrong with it; NULL: nothing */
};
struct staff_list {
	const char *format; /* what the file was found to be */
	size_t n, n_faults;
	struct staff_row *rows;
};

/* Whether a login is there already is asked of the store. False with e when the file is no such
 * table: it cannot be read, has no such headings, nobody in it, or too many. */
bool staff_list_read(const char *path, struct store *s, struct arena *a, struct staff_list *out,
		     struct err *e);

#endif
