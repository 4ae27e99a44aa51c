/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of the table of registers, by topic, and the SQL made of them. Private
 * to the wing. A register never sorts: a million rows would not stay on the disk
 * (the store sorts in memory), so `order` is that of an index or of the table.
 */
#ifndef STORE_REGISTERS_INSIDE_H
#define STORE_REGISTERS_INSIDE_H

#include "store/operators.h"
#include "store/registers.h"

#define REGISTER_POSTS_CASES  (POSTS_COUNTER | POST_BIT(POST_APPROVER) | POST_BIT(POST_AUDITOR))
#define REGISTER_POSTS_CHARGE (POSTS_CHARGE | POST_BIT(POST_AUDITOR))
#define REGISTER_POSTS_AUDIT  (POST_BIT(POST_SUPERVISOR) | POST_BIT(POST_AUDITOR))

/* The last members of a row. */
#define REGISTER_COLUMNS_OF(array)                                                                 \
	.columns = (array), .n_columns = sizeof(array) / sizeof((array)[0])

/* Events `l` of a period in the order of the ledger: the rows between the first and the last of
 * those days. Days follow one another except in a practice hall, so BY_DAY looks at each again
 * ("+l.day": not by the index of days, which has another order). */
#define LEDGER_BETWEEN                                                                             \
	"l.id BETWEEN (SELECT min(id) FROM ledger WHERE day BETWEEN :first AND :last) "            \
	"AND (SELECT max(id) FROM ledger WHERE day BETWEEN :first AND :last)"

/* registers_after.c */
extern const struct register_kind register_deliveries, register_overdue, register_transfers;
/* registers_cases.c */
extern const struct register_kind register_cases, register_notices, register_promises,
	register_refusals, register_voided;
/* registers_printed.c */
extern const struct register_kind register_papers, register_prints;
/* registers_ledger.c */
extern const struct register_kind register_audit, register_exports, register_operators;

/* registers_views.c */
extern const struct register_kind register_views;

/* Caller frees. */
char *register_sql(const struct register_kind *k);
char *register_sql_count(const struct register_kind *k);

#endif
