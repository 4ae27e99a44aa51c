/* SPDX-License-Identifier: Apache-2.0 */
#include "store/audit.h"

#include "store/apply.h"
#include "store/ledger.h"
#include "store/store_inside.h"

/* ",kind,kind,"; NULL: any. */
static const char *const topic_kinds[AUDIT_TOPICS] = {
	[AUDIT_LOGINS] = ",operator.failed,operator.unlocked,operator.password,",
	[AUDIT_UNMASKED] = ",person.unmasked,",
	[AUDIT_EXPORTS] = ",register.exported,",
	[AUDIT_OVERRULES] = ",case.accepted,case.deferred,case.noticed,case.refused,",
};

bool apply_audit_opened(struct db *db, const struct event *ev, const struct payload *payload,
			struct err *e)
{
	(void)db;
	(void)ev;
	(void)payload;
	(void)e;
	return true; /* to be read in the ledger */
}

bool audit_open(struct store *s, const struct actor *who, struct err *e)
{
	return operators_may(s, who, POSTS_AUDIT, e) &&
	       store_note(s, EVENT_AUDIT_OPENED, who, "", "{}", e);
}

#define AUDIT_TESTS                                                                                \
	"(:kinds IS NULL OR instr(:kinds, ',' || kind || ',')) AND "                               \
	"(:operator IS NULL OR operator = :operator) AND "                                         \
	"(:overruled = 0 OR instr(payload, '\"overrule\":')) "

static struct stmt *select_of(struct store *s, const struct audit_filter *f)
{
	struct stmt *q;

	if (f->subject) {
		q = db_stmt(s->db, "SELECT " LEDGER_COLUMNS " FROM ledger WHERE "
				   "subject = :subject AND subject <> '' AND " AUDIT_TESTS
				   "ORDER BY id DESC LIMIT :limit");
		stmt_text(q, ":subject", f->subject);
		return q;
	}
	/* Day by day from the end: what is beyond the limit is not read. */
	q = db_stmt(s->db, "SELECT " LEDGER_COLUMNS " FROM ledger INDEXED BY ledger_day WHERE "
			   "day >= :first AND day <= :last AND " AUDIT_TESTS
			   "ORDER BY day DESC, id DESC LIMIT :limit");
	stmt_day(q, ":first", f->first);
	stmt_day(q, ":last", f->last);
	return q;
}

bool audit_events(struct store *s, const struct audit_filter *f, struct arena *a,
		  struct event **rows, size_t *n, bool *more, struct err *e)
{
	struct stmt *q = select_of(s, f);

	*rows = NULL;
	*n = 0;
	*more = false;
	stmt_text(q, ":kinds", topic_kinds[f->topic]);
	stmt_text(q, ":operator", f->by);
	stmt_int(q, ":overruled", f->topic == AUDIT_OVERRULES);
	stmt_int(q, ":limit", (int64_t)f->limit + 1);
	while (stmt_step(q)) {
		if (*n == f->limit)
			*more = true;
		else
			ledger_copy(q, a, ARENA_PUSH(a, *rows, *n));
	}
	return stmt_done(q, e);
}
