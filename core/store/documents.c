/* SPDX-License-Identifier: Apache-2.0 */
#include "store/documents.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/operators.h"
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

bool documents_issue_build(void *ctx, struct store *s, const struct store_ticket *t,
			   struct str *payload, struct err *e)
{
	const struct documents_issue *issue = ctx;
	const char *of = issue->case_number ? issue->case_number : t->number;
	char number[DOCUMENT_TEXT];
	int ordinal;

	if (!next_ordinal(s->db, of, &ordinal, e))
		return false;
	snprintf(number, sizeof(number), "%.*s-%02d", NUMBER_TEXT - 1, of, ordinal % 10000);
	payload_open(payload);
	payload_put(payload, "number", number);
	payload_put_int(payload, "ordinal", ordinal);
	payload_put(payload, "kind", issue->kind);
	payload_put(payload, "replaces", issue->replaces);
	payload_close(payload);
	if (issue->number)
		memcpy(issue->number, number, sizeof(number));
	return true;
}

bool documents_build(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		     struct err *e)
{
	return documents_issue_build(&(struct documents_issue){.kind = ctx}, s, t, payload, e);
}

bool apply_document_issued(struct db *db, const struct event *ev, const struct payload *payload,
			   struct err *e)
{
	int64_t id;

	if (!case_find_valid(db, ev->subject, &id, e))
		return false;
	struct stmt *q = db_stmt(db, "INSERT INTO documents VALUES (:case_id, :ordinal, :number, "
				     ":kind, :operator, :window, :at, 0, 0, NULL, 0, "
				     ":replaces)");
	stmt_int(q, ":case_id", id);
	stmt_int(q, ":ordinal", payload_int(payload, "ordinal"));
	stmt_text(q, ":number", payload_text(payload, "number"));
	stmt_text(q, ":kind", payload_text(payload, "kind"));
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":window", ev->window);
	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":replaces", payload_text(payload, "replaces"));
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

bool apply_document_spoiled(struct db *db, const struct event *ev, const struct payload *payload,
			    struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE documents SET spoiled = spoiled + :sheets "
				     "WHERE number = :number AND voided_at = 0");

	(void)ev;
	stmt_int(q, ":sheets", payload_int(payload, "sheets"));
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

bool documents_issue(struct store *s, const struct actor *who, const char *case_number,
		     const char *kind, char *number, struct err *e)
{
	struct documents_issue issue = {.kind = kind, .number = number};
	struct store_event ev = {.kind = EVENT_DOCUMENT_ISSUED,
				 .who = who,
				 .subject = case_number,
				 .build = documents_issue_build,
				 .ctx = &issue};

	return store_commit(s, NULL, &ev, 1, NULL, e);
}

bool documents_case(const char *number, char subject[NUMBER_TEXT], struct err *e)
{
	const char *dash = strrchr(number, '-');
	size_t len = dash ? (size_t)(dash - number) : 0;

	if (len == 0 || len >= NUMBER_TEXT)
		return err_set(e, ERR_INPUT, _("不是文书编号：%s"), number);
	memcpy(subject, number, len);
	subject[len] = '\0';
	return true;
}

static void put_note(struct str *payload, const char *number, const char *reason, int sheets)
{
	payload_open(payload);
	payload_put(payload, "number", number);
	payload_put(payload, "reason", reason);
	if (sheets)
		payload_put_int(payload, "sheets", sheets);
	payload_close(payload);
}

static bool has_reason(const char *reason, const char *act, struct err *e)
{
	return (reason && reason[strspn(reason, " \t")]) ||
	       err_set(e, ERR_INPUT, _("%s须写明原因"), act);
}

static bool note_document(struct store *s, enum event_kind kind, const struct actor *who,
			  const char *number, const char *reason, int sheets, struct err *e)
{
	struct str payload = {0};
	char subject[NUMBER_TEXT];

	if (!operators_may(s, who, POSTS_COUNTER, e) || !documents_case(number, subject, e))
		return false;
	put_note(&payload, number, reason, sheets);
	bool ok = store_note(s, kind, who, subject, payload.data, e);
	str_done(&payload);
	return ok;
}

bool documents_reprint(struct store *s, const struct actor *who, const char *number,
		       const char *reason, int64_t *reprints, struct err *e)
{
	if (!has_reason(reason, _("补发"), e) || !db_begin(s->db, "reprint", e))
		return false;
	bool ok = note_document(s, EVENT_DOCUMENT_REPRINTED, who, number, reason, 0, e);
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
	return has_reason(reason, _("作废"), e) &&
	       note_document(s, EVENT_DOCUMENT_VOIDED, who, number, reason, 0, e);
}

bool documents_spoil(struct store *s, const struct actor *who, const char *number,
		     const char *reason, int sheets, struct err *e)
{
	if (sheets < 1 || sheets > DOCUMENT_SHEETS)
		return err_set(e, ERR_INPUT, _("作废的纸张数应为 1 到 %d"), DOCUMENT_SHEETS);
	return has_reason(reason, _("未打出"), e) &&
	       note_document(s, EVENT_DOCUMENT_SPOILED, who, number, reason, sheets, e);
}

/* In one commit: there is no moment without the document, or with two. */
bool documents_replace(struct store *s, const struct actor *who, const char *number,
		       const char *reason, const char *kind, char *fresh, struct err *e)
{
	struct str payload = {0};
	char subject[NUMBER_TEXT];
	struct documents_issue issue = {.kind = kind, .replaces = number, .number = fresh};

	if (!operators_may(s, who, POSTS_COUNTER, e) || !has_reason(reason, _("作废"), e) ||
	    !documents_case(number, subject, e))
		return false;
	put_note(&payload, number, reason, 0);
	const struct store_event events[] = {
		{.kind = EVENT_DOCUMENT_VOIDED,
		 .who = who,
		 .subject = subject,
		 .payload = payload.data},
		{.kind = EVENT_DOCUMENT_ISSUED,
		 .who = who,
		 .subject = subject,
		 .build = documents_issue_build,
		 .ctx = &issue},
	};
	bool ok = store_commit(s, NULL, events, 2, NULL, e);
	str_done(&payload);
	return ok;
}

bool documents_of(struct store *s, const char *case_number, struct arena *a,
		  struct document_row **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT d.number, c.number, d.kind, d.operator, "
					"d.issued_at, d.reprints, d.voided_at, d.void_reason, "
					"d.spoiled, d.replaces "
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
		d->spoiled = stmt_get_int(q, 8);
		d->replaces = stmt_copy(q, 9, a);
	}
	return stmt_done(q, e);
}
