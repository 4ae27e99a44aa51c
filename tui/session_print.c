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
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "office/case_document.h"
#include "office/outfile.h"
#include "office/sheet.h"
#include "office/slip.h"
#include "store/cases.h"
#include "store/guides.h"
#include "tui/session.h"

static struct letterhead head_of(struct session *s)
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

/* documents/NAME beside the store. Caller frees; NULL with e. */
static char *file_for(struct session *s, const char *name, struct err *e)
{
	char *dir = documents_dir(s, e);
	char *file = dir ? paths_join(dir, name) : NULL;

	free(dir);
	return file;
}

/* The item as it was when the case began, from the store; NULL when it cannot be read. */
static struct item *pinned_item(struct session *s, const struct case_record *r)
{
	struct arena a = {0};
	struct guide_row *row = NULL;
	struct faults f = {0};
	struct item *it = NULL;
	struct err e;
	char *dir = xasprintf("%s/%s", s->forms, r->guide);
	char *blocks = paths_join(s->forms, "blocks.yaml");

	if (guides_get(s->store, r->item_version, &a, &row, &e) && row) {
		struct guide *g = guide_load(dir, blocks, &f);
		if (g)
			it = item_parse(g, row->item, row->text, strlen(row->text), &f);
		guide_free(g);
	}
	faults_done(&f);
	free(blocks);
	free(dir);
	arena_done(&a);
	return it;
}

static bool print_record(struct session *s, const struct case_record *r, enum document_kind kind,
			 int reprint, const char *file, struct err *e)
{
	struct letterhead h = head_of(s);
	struct item *it = pinned_item(s, r);
	struct document d;

	h.reprint = reprint;
	case_document_build(&d, kind, &h, r, it);
	bool ok = sheet_write(&d, file, e);
	document_done(&d);
	item_free(it);
	return ok;
}

bool session_document_to(struct session *s, const char *number, const char *kind, int reprint,
			 const char *file, struct err *e)
{
	struct arena a = {0};
	struct case_record *r = NULL;
	bool ok = cases_get(s->store, number, &a, &r, e);

	if (ok && !r)
		ok = err_set(e, ERR_INPUT, _("库里没有编号 %s 的办件"), number);
	assert(document_kind(kind) >= 0);
	ok = ok && print_record(s, r, (enum document_kind)document_kind(kind), reprint, file, e);
	arena_done(&a);
	return ok;
}

bool session_document(struct session *s, const char *number, const char *kind, int reprint,
		      char **path, struct err *e)
{
	char *name = case_document_file((enum document_kind)document_kind(kind), number);
	char *file = file_for(s, name, e);
	bool ok = file && session_document_to(s, number, kind, reprint, file, e);

	free(name);
	*path = ok ? file : NULL;
	if (!ok)
		free(file);
	return ok;
}

bool session_documents(struct session *s, const char *number, enum decision decision, char **path,
		       struct err *e)
{
	bool ok = true;

	*path = NULL;
	for (const char *const *kind = decision_documents[decision]; ok && *kind; kind++) {
		char *file = NULL;
		ok = session_document(s, number, *kind, 0, &file, e);
		if (*path)
			free(file);
		else
			*path = file;
	}
	return ok;
}

/* By item, window and second, and one of its own when a second is not enough. */
static char *slip_file(struct session *s, const struct item *it, int64_t created, struct err *e)
{
	char *dir = documents_dir(s, e);

	if (!dir)
		return NULL;
	char *stem = xasprintf("%s/slip-%s-%s-%lld", dir, it->id, s->window ? s->window->id : "0",
			       (long long)created);
	char *file = outfile_reserve(stem, ".xlsx", e);
	free(stem);
	free(dir);
	return file;
}

bool session_slip(struct session *s, const struct check *k, const struct intake *in, char **path,
		  struct err *e)
{
	struct letterhead h = head_of(s);
	struct document d;

	slip_build(&d, &h, k, in);
	*path = slip_file(s, k->item, h.created, e);
	bool ok = *path && sheet_write(&d, *path, e);
	if (*path && !ok) {
		unlink(*path); /* reserved, and empty */
		free(*path);
		*path = NULL;
	}
	document_done(&d);
	return ok;
}
