/* SPDX-License-Identifier: Apache-2.0
 *
 * The tables of a store and how they came to be: numbered migrations. Private to
 * the wing.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/db.h"

extern const struct db_kind schema_store;

/* The tables that apply.c derives from the ledger, each with the order its rows are compared
 * in: what `verify --rebuild` makes again. */
struct schema_table {
	const char *name, *order;
	const char *columns; /* NULL: all */
};
extern const struct schema_table schema_derived[];
extern const size_t schema_derived_count;

#endif
