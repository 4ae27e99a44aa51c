/* SPDX-License-Identifier: Apache-2.0
 *
 * Documents of the session: which builder makes which kind, and where the file
 * goes. Names of files are numbers, never people.
 */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "office/calc_slip.h"
#include "office/case_document.h"
#include "office/consult_slip.h"
#include "office/outfile.h"
#include "office/pause_document.h"
#include "office/received.h"
#include "office/sheet.h"
#include "office/slip.h"
#include "case/pinned.h"
#include "store/cases.h"
#include "store/visits.h"
#include "tui/session.h"

struct letterhead session_letterhead(const struct session *s)
{
	struct letterhead h = letterhead_of_site(s->site, s->window ? s->window->id : NULL);

	h.clerk = s->name;
	h.demo = store_is_demo(s->store);
	h.created = clock_now(store_clock(s->store)) / 1000;
	return h;
}

/* documents/ beside the store, private. Caller frees. */
static char *documents_dir(struct session *s, struct err *e)
{
	const char *store = store_path(s->store), *slash = strrchr(store, '/');
	char *dir = slash ? xasprintf("%.*s/documents", (int)(slash - store), store)
			  : xstrdup("documents");

	if (mkdir(dir, 0700) == 0 || errno == EEXIST)
		return dir;
	err_set(e, ERR_STORE, _("建不了文书文件夹 %s：%s"), dir, strerror(errno));
	free(dir);
	return NULL;
}

void session_documents_sweep(struct session *s)
{
	struct err e;
	char *dir = documents_dir(s, &e);

	if (dir)
		outfile_sweep(dir);
	if (dir)
		session_filled_sweep(dir);
	free(dir);
}

char *session_document_path(struct session *s, const char *name, struct err *e)
{
	char *dir = documents_dir(s, e);
	char *file = dir ? paths_join(dir, name) : NULL;

	free(dir);
	return file;
}

/* A document of *all, and its case; NULL with e. */
static struct document_row *find_document(struct session *s, const char *document, struct arena *a,
					  struct document_row **all, struct case_record **r,
					  struct err *e)
{
	char number[NUMBER_TEXT];
	struct document_row *rows;
	size_t n;

	if (!documents_case(document, number, e) ||
	    !cases_issued(s->store, number, document, a, r, e) ||
	    !documents_of(s->store, number, a, &rows, &n, e))
		return NULL;
	*all = rows;
	for (size_t i = 0; *r && i < n; i++)
		if (strcmp(rows[i].number, document) == 0)
			return &rows[i];
	err_set(e, ERR_INPUT, _("库里没有编号 %s 的文书"), document);
	return NULL;
}

/* With the pause it is about, where it is about one. */
static bool read_pause(struct session *s, const struct document_row *all,
		       const struct document_row *row, struct case_record *r, struct arena *a,
		       struct err *e)
{
	struct pause_row *pauses;
	size_t n;

	if (!pauses_of(s->store, r->number, a, &pauses, &n, e))
		return false;
	r->pause = pause_document_about(row, all, pauses, n);
	return true;
}

/* all: the documents of the case, oldest first; row is one of them. */
static bool write_document(struct session *s, const struct document_row *all,
			   const struct document_row *row, const struct case_record *record,
			   const char *file, struct err *e)
{
	struct case_record of = *record, *r = &of;
	struct arena a = {0};
	struct letterhead h = session_letterhead(s);
	struct document d;

	assert(document_kind(row->kind) >= 0);
	if (row->voided_at)
		return err_set(e, ERR_REFUSED, _("%s 已作废（%s），不能再打印"), row->number,
			       row->void_reason);
	if (!read_pause(s, all, row, r, &a, e)) {
		arena_done(&a);
		return false;
	}
	struct err unread;
	/* What cannot be read is left out of the document; the record says the rest. */
	struct item *it = pinned_item(s->store, r->item_version, s->forms, &unread);
	h.paper = row->number;
	h.reprint = (int)row->reprints;
	case_document_build(&d, (enum document_kind)document_kind(row->kind), &h, r, it);
	bool ok = sheet_write(&d, file, e);
	document_done(&d);
	item_free(it);
	arena_done(&a);
	return ok;
}

bool session_document_to(struct session *s, const char *document, const char *file, struct err *e)
{
	struct arena a = {0};
	struct case_record *r;
	struct document_row *all;
	const struct document_row *row = find_document(s, document, &a, &all, &r, e);
	bool ok = row && write_document(s, all, row, r, file, e);

	arena_done(&a);
	return ok;
}

/* rows: all documents of the case, oldest first; row is one of them. */
static char *write_beside(struct session *s, const struct document_row *rows,
			  const struct document_row *row, const struct case_record *r,
			  struct err *e)
{
	bool later = false;
	for (const struct document_row *other = rows; other < row; other++)
		later |= strcmp(other->kind, row->kind) == 0;
	char *name = case_document_file(row, later);
	char *file = session_document_path(s, name, e);

	free(name);
	if (file && write_document(s, rows, row, r, file, e))
		return file;
	free(file);
	return NULL;
}

bool session_document(struct session *s, const char *document, char **path, struct err *e)
{
	struct arena a = {0};
	struct case_record *r;
	struct document_row *all;
	const struct document_row *row = find_document(s, document, &a, &all, &r, e);

	*path = row ? write_beside(s, all, row, r, e) : NULL;
	arena_done(&a);
	return *path != NULL;
}

const char *session_document_title(const char *kind)
{
	int k = document_kind(kind);

	return k < 0 ? kind : _(document_kind_names[k]);
}

/* The newest valid one of a kind. */
static const struct document_row *newest(const struct document_row *rows, size_t n,
					 const char *kind)
{
	while (n-- > 0)
		if (strcmp(rows[n].kind, kind) == 0 && rows[n].voided_at == 0)
			return &rows[n];
	return NULL;
}

static bool write_one(struct session *s, const struct document_row *rows,
		      const struct document_row *row, const struct case_record *r,
		      struct session_paper *papers, size_t *n, struct arena *a, struct err *e)
{
	char *file = write_beside(s, rows, row, r, e);

	if (!file)
		return false;
	papers[(*n)++] = (struct session_paper){arena_strdup(a, file),
						session_document_title(row->kind), row->number};
	free(file);
	return true;
}

static bool write_all(struct session *s, const char *number, enum decision decision,
		      struct session_paper *papers, size_t *n, struct arena *a, struct err *e)
{
	struct case_record *r;
	struct document_row *rows;
	size_t n_rows;

	if (!cases_get(s->store, number, a, &r, e) ||
	    !documents_of(s->store, number, a, &rows, &n_rows, e))
		return false;
	for (const char *const *kind = decision_documents[decision]; *kind; kind++) {
		const struct document_row *row = newest(rows, n_rows, *kind);
		if (!r || !row)
			return err_set(e, ERR_INPUT, _("%s 没有这种文书"), number);
		if (!write_one(s, rows, row, r, papers, n, a, e))
			return false;
	}
	const struct document_row *fee =
		decision <= DECISION_DEFER ? newest(rows, n_rows, decision_fee_document) : NULL;
	return !fee || write_one(s, rows, fee, r, papers, n, a, e);
}

bool session_documents(struct session *s, const char *number, enum decision decision, char **path,
		       struct err *e)
{
	struct arena a = {0};
	struct session_paper papers[DECISION_DOCUMENTS + 1];
	size_t n = 0;
	bool ok = write_all(s, number, decision, papers, &n, &a, e) &&
		  session_print_with_visit(s, papers, n, e);

	*path = n ? xstrdup(papers[0].file) : NULL;
	arena_done(&a);
	return ok;
}

/* By item or page, window and second, and one of its own when a second is not enough. */
static char *slip_stem(struct session *s, const char *id, int64_t created, struct err *e)
{
	char *dir = documents_dir(s, e);

	if (!dir)
		return NULL;
	char *stem = xasprintf("%s/slip-%s-%s-%lld", dir, id, s->window ? s->window->id : "0",
			       (long long)created);
	free(dir);
	return stem;
}

/* Done with the document. */
static bool write_slip(struct session *s, struct document *d, const char *id, char **path,
		       struct err *e)
{
	char *stem = slip_stem(s, id, d->created, e);

	*path = stem ? sheet_write_new(d, stem, e) : NULL;
	free(stem);
	document_done(d);
	return *path != NULL;
}

bool session_slip(struct session *s, const struct check *k, const struct intake *in, char **path,
		  struct err *e)
{
	struct letterhead h = session_letterhead(s);
	struct document d;

	slip_build(&d, &h, k, in);
	return write_slip(s, &d, k->item->id, path, e);
}

bool session_calc_slip(struct session *s, const struct calculator *c, const struct calc_inputs *in,
		       const struct calc_result *r, char **path, struct err *e)
{
	struct letterhead h = session_letterhead(s);
	struct document d;

	calc_slip(&d, &h, c, in, r, store_today(s->store));
	return write_slip(s, &d, c->id, path, e);
}

bool session_consult_slip(struct session *s, const struct consult *p, char **path, struct err *e)
{
	struct letterhead h = session_letterhead(s);
	struct document d;

	consult_slip(&d, &h, p, store_today(s->store));
	return write_slip(s, &d, p->id, path, e);
}

bool session_sheet(struct session *s, const char *name, const char *title,
		   void (*build)(struct document *d, const struct letterhead *h, const void *ctx),
		   const void *ctx, char **path, struct err *e)
{
	struct letterhead h = session_letterhead(s);
	struct document d;

	*path = session_document_path(s, name, e);
	if (!*path)
		return false;
	build(&d, &h, ctx);
	bool ok = sheet_write(&d, *path, e) && session_print(s, *path, title, NULL, e);
	document_done(&d);
	if (!ok) {
		free(*path);
		*path = NULL;
	}
	return ok;
}

/* ---- of a visit ---- */

static bool write_received(struct session *s, const struct visit_row *visit,
			   const struct received_case *cases, size_t n, char **path, struct err *e)
{
	struct letterhead h = session_letterhead(s);
	struct document d;
	char *number = received_number(store_site(s->store), visit->day, visit->serial);
	char *name = xasprintf("received-%s.xlsx", number);

	*path = session_document_path(s, name, e);
	received_build(&d, &h, number, visit->day, cases, n);
	bool ok = *path && sheet_write(&d, *path, e);
	document_done(&d);
	if (!ok) {
		free(*path);
		*path = NULL;
	}
	free(name);
	free(number);
	return ok;
}

bool session_received(struct session *s, int64_t visit, char **path, bool *prints, struct err *e)
{
	struct arena a = {0};
	struct visit_row *row;
	struct visit_case *rows;
	struct received_case *cases;
	size_t n, with = 0;
	bool ok = visits_get(s->store, visit, &a, &row, e) &&
		  visits_cases(s->store, visit, &a, &rows, &n, e);

	*path = NULL;
	*prints = false;
	cases = ok ? arena_array(&a, n, sizeof(*cases)) : NULL;
	for (size_t i = 0; ok && row && i < n; i++) {
		struct case_record *r = NULL;
		ok = cases_get(s->store, rows[i].number, &a, &r, e);
		const struct received_case c = {r, rows[i].decided};
		if (!ok || !r || received_count(&c, row->day) == 0)
			continue;
		/* The receipt of a single case lists the same papers and is signed for. */
		*prints |= with > 0 || !c.decided;
		cases[with++] = c;
	}
	if (ok && with)
		ok = write_received(s, row, cases, with, path, e);
	arena_done(&a);
	return ok;
}
