/* SPDX-License-Identifier: Apache-2.0
 *
 * A look and what came of it, in SQL: for the screen and for the register. Private
 * to the wing.
 */
#ifndef STORE_VIEWS_INSIDE_H
#define STORE_VIEWS_INSIDE_H

#include "store/views.h"

/* v: the look, c: the case that was opened, f: its first party, p: the person that was opened. */
#define VIEWS_FROM                                                                                 \
	"views v LEFT JOIN cases c ON c.id = v.case_id "                                           \
	"LEFT JOIN parties f ON f.case_id = v.case_id AND f.pos = 0 "                              \
	"LEFT JOIN people p ON p.id = v.person"

/* Work of that clerk on that day: any event of a case that is more than a look at it. */
#define VIEWS_WORK                                                                                 \
	"l.subject <> '' AND l.day = v.day AND l.operator = v.operator AND "                       \
	"l.kind NOT IN ('case.viewed', 'person.unmasked')"
/* Neither on this case nor on another of somebody who is a party of it. */
#define VIEWS_IDLE                                                                                 \
	"NOT EXISTS (SELECT 1 FROM ledger l WHERE l.subject = c.number AND " VIEWS_WORK ") AND "   \
	"NOT EXISTS (SELECT 1 FROM parties o JOIN cases m ON m.id = o.case_id "                    \
	"  JOIN ledger l ON l.subject = m.number WHERE o.person IN (SELECT v.person UNION ALL "    \
	"  SELECT person FROM parties WHERE case_id = v.case_id) AND " VIEWS_WORK ")"

/* The visit it was in: its number of the day, and what was done in it. */
#define VIEWS_SERIAL                                                                               \
	"(SELECT nullif(count(*), 0) FROM visits o WHERE o.day = v.day AND o.site = v.site AND "   \
	" o.id <= v.visit)"
#define VIEWS_CASES                                                                                \
	"(SELECT count(*) FROM ledger WHERE visit = v.visit AND visit <> 0 AND "                   \
	" site = v.site AND kind IN ('case.accepted', 'case.deferred', 'case.noticed', "           \
	" 'case.refused'))"
#define VIEWS_CONSULTED                                                                            \
	"(SELECT count(*) FROM counter_acts o WHERE o.visit = v.visit AND o.visit <> 0 AND "       \
	" o.site = v.site AND o.kind = 'consulted')"

#endif
