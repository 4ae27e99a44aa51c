/* SPDX-License-Identifier: Apache-2.0
 *
 * Figures that change by the year and that no guide prints: average wages, control
 * targets. A supervisor enters each with the document it stands in (文号); a later
 * entry of the same figure and year supersedes the earlier one, which stays readable.
 */
#ifndef STORE_PARAMETERS_H
#define STORE_PARAMETERS_H

#include "base/arena.h"
#include "store/store.h"

struct parameter_row {
	const char *name; /* "sichuan-average-wage" */
	int64_t year,
		value; /* value: fen, or 1/10000 of a percentage, as its calculator reads it */
	const char *document; /* 文号 */
	const char *by;	      /* login */
	int64_t at;	      /* ms */
	bool superseded;
};

struct parameter_entry {
	const char *name;
	int64_t year, value; /* value > 0 */
	const char *document;
};
/* A supervisor's or administrator's act. ERR_INPUT without a 文号, and where the very same stands
 * already. */
bool parameters_set(struct store *s, const struct actor *who, const struct parameter_entry *entry,
		    struct err *e);
/* All of a name (NULL: of every name), by name, newest year first, the one in force before those
 * it superseded. */
bool parameters_list(struct store *s, const char *name, struct arena *a,
		     struct parameter_row **rows, size_t *n, struct err *e);

#endif
