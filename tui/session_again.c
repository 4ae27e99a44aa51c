/* SPDX-License-Identifier: Apache-2.0
 *
 * Documents once more: sheets that were spoiled, copies for who lost theirs, and
 * voided ones. What happened is noted first; paper that then fails is printed again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/documents.h"
#include "tui/session.h"

/* NULL with e when there is no such document. */
static const struct document_row *find(struct session *s, const char *document, struct arena *a,
				       struct err *e)
{
	char number[NUMBER_TEXT];
	struct document_row *rows;
	size_t n;

	if (!documents_case(document, number, e) ||
	    !documents_of(s->store, number, a, &rows, &n, e))
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (strcmp(rows[i].number, document) == 0)
			return &rows[i];
	err_set(e, ERR_INPUT, _("库里没有编号 %s 的文书"), document);
	return NULL;
}

static bool print_again(struct session *s, const char *document, const char *kind, char **path,
			struct err *e)
{
	return session_document(s, document, path, e) &&
	       session_print(s, *path, session_document_title(kind), document, e);
}

/* A sheet still queued is that of a paper that is no more, or would come a second time. */
static void drop_jobs(struct session *s, const char *document)
{
	const struct print_job *jobs;
	struct err e;

	if (!s->printer)
		return;
	for (size_t i = printer_jobs(s->printer, &jobs); i-- > 0; printer_jobs(s->printer, &jobs))
		if (jobs[i].state != PRINT_SENT && strcmp(jobs[i].number, document) == 0)
			printer_drop(s->printer, jobs[i].id, &e);
}

bool session_spoil(struct session *s, const char *document, const char *reason, int sheets,
		   char **path, struct err *e)
{
	struct arena a = {0};
	const struct document_row *row = find(s, document, &a, e);
	bool ok = row && documents_spoil(s->store, &s->who, document, reason, sheets, e);

	*path = NULL;
	if (ok)
		drop_jobs(s, document);
	ok = ok && print_again(s, document, row->kind, path, e);
	arena_done(&a);
	return ok;
}

bool session_reprint(struct session *s, const char *document, const char *reason, char **path,
		     struct err *e)
{
	struct arena a = {0};
	const struct document_row *row = find(s, document, &a, e);
	int64_t times;

	*path = NULL;
	bool ok = row && documents_reprint(s->store, &s->who, document, reason, &times, e) &&
		  print_again(s, document, row->kind, path, e);
	arena_done(&a);
	return ok;
}

bool session_void(struct session *s, const char *document, const char *reason, char *fresh,
		  char **path, struct err *e)
{
	struct arena a = {0};
	const struct document_row *row = find(s, document, &a, e);
	bool ok = row != NULL;

	*path = NULL;
	if (ok && fresh)
		ok = documents_replace(s->store, &s->who, document, reason, row->kind, fresh, e);
	else if (ok)
		ok = documents_void(s->store, &s->who, document, reason, e);
	if (ok)
		drop_jobs(s, document);
	if (ok && fresh)
		ok = print_again(s, fresh, row->kind, path, e);
	arena_done(&a);
	return ok;
}

bool session_print_retry(struct session *s, int64_t id, struct err *e)
{
	const struct print_job *jobs;
	struct arena a = {0};
	size_t i = 0, n = printer_jobs(s->printer, &jobs);

	while (i < n && jobs[i].id != id)
		i++;
	bool numbered = i < n && *jobs[i].number;
	const struct document_row *row = numbered ? find(s, jobs[i].number, &a, e) : NULL;
	bool ok = !numbered || row;
	if (row && row->voided_at) {
		ok = err_set(e, ERR_REFUSED, _("%s 已作废（%s），不能再打印"), row->number,
			     row->void_reason);
		printer_drop(s->printer, id, &(struct err){0});
	}
	ok = ok && printer_retry(s->printer, id, e);
	arena_done(&a);
	return ok;
}
