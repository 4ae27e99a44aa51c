/* SPDX-License-Identifier: Apache-2.0 */
#include "store/rederive.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/apply.h"
#include "store/ledger.h"
#include "store/schema.h"

static bool empty_tables(struct db *db, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i < schema_derived_count; i++) {
		char *sql = xasprintf("DELETE FROM %s", schema_derived[i].name);
		ok = db_exec(db, sql, e);
		free(sql);
	}
	return ok;
}

bool store_rederive(struct db *db, struct err *e)
{
	if (!empty_tables(db, e))
		return false;
	struct stmt *q =
		db_stmt(db, "SELECT " LEDGER_COLUMNS " FROM ledger ORDER BY id /* whole table */");
	struct event ev;
	bool ok = true;

	while (ok && stmt_step(q)) {
		ledger_read(q, &ev);
		ok = apply_event(db, &ev, e);
	}
	return stmt_done(q, ok ? e : NULL) && ok;
}
