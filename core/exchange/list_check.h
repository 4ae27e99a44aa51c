/* SPDX-License-Identifier: Apache-2.0
 *
 * A unit's table beside the list that was typed: whether both name the same
 * people. It looks for numbers of certificates wherever they stand, so it needs
 * no headings and judges nothing else.
 */
#ifndef EXCHANGE_LIST_CHECK_H
#define EXCHANGE_LIST_CHECK_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

struct list_check {
	int rows;	  /* of people: with a certificate; without any, all but the heading */
	size_t n_missing; /* ours that the file has nowhere */
	int *missing;	  /* index in `numbers` */
	size_t n_extra;	  /* identity numbers of the file that are none of ours */
	const char **extra;
};
enum { LIST_CHECK_ROWS = 100000 };

/* numbers: certificates as they are kept, NULL for a row without one (never missing). Results in
 * the arena. False with ERR_INPUT when the file is no table (a photo, a PDF) or has more rows. */
bool list_check(const char *path, const char *const *numbers, size_t n, date_day today,
		struct arena *a, struct list_check *out, struct err *e);

#endif
