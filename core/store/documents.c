/* SPDX-License-Identifier: Apache-2.0 */
#include "store/documents.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

static bool next_ordinal(struct db *db, const char *case_number, int *ordinal, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT coalesce(max(d.ordinal), 0) + 1 FROM cases c "
				     "JOIN documents d ON d.case_id = c.id "
				     "WHERE c.number = :number");

	stmt_text(q, ":number", case_number);
	*ordinal = stmt_step(q) ? (int)stmt_get_int(q, 0) : 1;
	return stmt_done(q, e);
}

bool documents_build(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		     struct err *e)
{
	char number[DOCUMENT_TEXT];
	int ordinal;

	if (!next_ordinal(s->db, t->number, &ordinal, e))
		return false;
	snprintf(number, sizeof(number), "%s-%02d", t->number, ordinal % 10000);
	payload_open(payload);
	payload_put(payload, "number", number);
	payload_put_int(payload, "ordinal", ordinal);
	payload_put(payload, "kind", ctx);
	payload_close(payload);
	return true;
}

bool apply_document_issued(struct db *db, const struct event *ev, const struct payload *payload,
			   struct err *e)
{
	int64_t id;

	if (!case_find_valid(db, ev->subject, &id, e))
		return false;
	struct stmt *q = db_stmt(db, "INSERT INTO documents VALUES (:case_id, :ordinal, :number, "
				     ":kind, :operator, :window, :at, 0, 0, NULL)");
	stmt_int(q, ":case_id", id);
	stmt_int(q, ":ordinal", payload_int(payload, "ordinal"));
	stmt_text(q, ":number", payload_text(payload, "number"));
	stmt_text(q, ":kind", payload_text(payload, "kind"));
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":window", ev->window);
	stmt_int(q, ":at", ev->at);
	return stmt_run(q, e);
}

/* Only a valid document can be printed again or voided. */
static bool changed_one(struct db *db, const struct payload *payload, struct err *e)
{
	if (db_changes(db) == 1)
		return true;
	return err_set(e, ERR_REFUSED, _("没有编号为 %s 的有效文书，可能已作废"),
		       payload_text(payload, "number"));
}

bool apply_document_reprinted(struct db *db, const struct event *ev, const struct payload *payload,
			      struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE documents SET reprints = reprints + 1 "
				     "WHERE number = :number AND voided_at = 0");

	(void)ev;
	stmt_text(q, ":number", payload_text(payload, "number"));
	return stmt_run(q, e) && changed_one(db, payload, e);
}

bool apply_document_voided(struct db *db, const struct event *ev, const struct payload *payload,
			   struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE documents SET voided_at = :at, void_reason = :reason "
				     "WHERE number = :number AND voided_at = 0");

	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":reason", payload_text(payload, "reason"));
	stmt_text(q, ":number", payload_text(payload, "number"));
	return stmt_run(q, e) && changed_one(db, payload, e);
}

struct issue {
	const char *kind;
	char *number; /* where the caller wants it */
};

static bool build_issue(void *ctx, struct store *s, const struct store_ticket *t,
			struct str *payload, struct err *e)
{
	struct issue *issue = ctx;
	int ordinal;

	if (!next_ordinal(s->db, t->number, &ordinal, e))
		return false;
	snprintf(issue->number, DOCUMENT_TEXT, "%s-%02d", t->number, ordinal % 10000);
	return documents_build((void *)(uintptr_t)issue->kind, s, t, payload, e);
}

bool documents_issue(struct store *s, const struct actor *who, const char *case_number,
		     const char *kind, char *number, struct err *e)
{
	struct issue issue = {kind, number};
	struct store_event ev = {.kind = EVENT_DOCUMENT_ISSUED,
				 .who = who,
				 .subject = case_number,
				 .build = build_issue,
				 .ctx = &issue};

	return store_commit(s, NULL, &ev, 1, NULL, e);
}

static bool note_document(struct store *s, enum event_kind kind, const struct actor *who,
			  const char *number, const char *reason, struct err *e)
{
	struct str payload = {0};
	char subject[NUMBER_TEXT];
	const char *dash = strrchr(number, '-');
	size_t len = dash ? (size_t)(dash - number) : 0;

	if (len == 0 || len >= sizeof(subject))
		return err_set(e, ERR_INPUT, _("不是文书编号：%s"), number);
	memcpy(subject, number, len);
	subject[len] = '\0';
	payload_open(&payload);
	payload_put(&payload, "number", number);
	payload_put(&payload, "reason", reason);
	payload_close(&payload);
	bool ok = store_note(s, kind, who, subject, payload.data, e);
	str_done(&payload);
	return ok;
}

bool documents_reprint(struct store *s, const struct actor *who, const char *number,
		       const char *reason, int64_t *reprints, struct err *e)
{
	if (!db_begin(s->db, "reprint", e))
		return false;
	bool ok = note_document(s, EVENT_DOCUMENT_REPRINTED, who, number, reason, e);
	if (ok) {
		struct stmt *q =
			db_stmt(s->db, "SELECT reprints FROM documents WHERE number = :number");
		stmt_text(q, ":number", number);
		*reprints = stmt_step(q) ? stmt_get_int(q, 0) : 0;
		ok = stmt_done(q, e);
	}
	return db_end(s->db, "reprint", ok, e);
}

bool documents_void(struct store *s, const struct actor *who, const char *number,
		    const char *reason, struct err *e)
{
	if (!reason || !reason[0])
		return err_set(e, ERR_INPUT, _("作废须写明原因"));
	return note_document(s, EVENT_DOCUMENT_VOIDED, who, number, reason, e);
}

bool documents_of(struct store *s, const char *case_number, struct arena *a,
		  struct document_row **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT d.number, c.number, d.kind, d.operator, "
					"d.issued_at, d.reprints, d.voided_at, d.void_reason "
					"FROM cases c JOIN documents d ON d.case_id = c.id "
					"WHERE c.number = :number ORDER BY d.ordinal");

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":number", case_number);
	while (stmt_step(q)) {
		struct document_row *d = ARENA_PUSH(a, *rows, *n);
		d->number = stmt_copy(q, 0, a);
		d->case_number = stmt_copy(q, 1, a);
		d->kind = stmt_copy(q, 2, a);
		d->by = stmt_copy(q, 3, a);
		d->issued_at = stmt_get_int(q, 4);
		d->reprints = stmt_get_int(q, 5);
		d->voided_at = stmt_get_int(q, 6);
		d->void_reason = stmt_copy(q, 7, a);
	}
	return stmt_done(q, e);
}
