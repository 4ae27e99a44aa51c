/* SPDX-License-Identifier: Apache-2.0
 *
 * 免填单 of the session: where the files of printed forms go, and for how long.
 * They hold the applicant's data whole: none is kept longer than a signature takes.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "office/filled.h"
#include "office/sheet.h"
#include "tui/session.h"

#define PREFIX "form-"
enum { KEPT_DAYS = 3 };

static const struct paper *paper_of(const struct item *it, size_t document)
{
	return &it->papers[it->documents[document].paper];
}

/* "form-NUMBER-PAPER"; before there is a number, the item, window and second. Nothing personal. */
static char *name_of(const struct session *s, const struct item *it, size_t document,
		     const char *number)
{
	const char *paper = paper_of(it, document)->id;

	if (number)
		return xasprintf(PREFIX "%s-%s", number, paper);
	return xasprintf(PREFIX "%s-%s-%lld-%s", it->id, s->window ? s->window->id : "0",
			 (long long)(clock_now(store_clock(s->store)) / 1000), paper);
}

static void build(const struct session *s, struct document *d, const struct casefile *c,
		  const struct check *k, size_t document, const char *number)
{
	struct letterhead h = session_letterhead(s);

	filled_build(d, &h, c, k, &c->item->documents[document], number);
}

bool session_filled_to(const struct session *s, const struct casefile *c, const struct check *k,
		       size_t document, const char *number, const char *file, struct err *e)
{
	struct document d;

	build(s, &d, c, k, document, number);
	bool ok = sheet_write(&d, file, e);
	document_done(&d);
	return ok;
}

/* NULL with e. */
static char *write_one(struct session *s, const struct casefile *c, const struct check *k,
		       size_t document, const char *number, struct err *e)
{
	char *name = name_of(s, c->item, document, number),
	     *stem = session_document_path(s, name, e);
	char *file = NULL;
	struct document d;

	free(name);
	if (!stem)
		return NULL;
	build(s, &d, c, k, document, number);
	/* A case has one file of each; what a draft printed before may still be in the queue. */
	if (!number) {
		file = sheet_write_new(&d, stem, e);
	} else {
		file = xasprintf("%s.xlsx", stem);
		if (!sheet_write(&d, file, e)) {
			free(file);
			file = NULL;
		}
	}
	document_done(&d);
	free(stem);
	return file;
}

bool session_filled(struct session *s, const struct casefile *c, const struct check *k,
		    const size_t *documents, size_t n, const char *number, size_t *done,
		    char **path, struct err *e)
{
	*path = NULL;
	for (*done = 0; *done < n; ++*done) {
		char *file = write_one(s, c, k, documents[*done], number, e);
		char *title = item_paper_title(paper_of(c->item, documents[*done]));
		bool ok = file && session_print(s, file, title, NULL, e);
		free(title);
		free(*path);
		*path = file;
		if (!ok)
			return false;
	}
	return true;
}

bool session_filled_before(struct session *s, const struct item *it, size_t document,
			   const char *number)
{
	char *name = name_of(s, it, document, number), *whole = xasprintf("%s.xlsx", name);
	struct err e;
	char *file = session_document_path(s, whole, &e);
	bool there = file && access(file, F_OK) == 0;

	free(file);
	free(whole);
	free(name);
	return there;
}

void session_filled_sweep(const char *dir)
{
	int64_t oldest = clock_now(&clock_system) / 1000 - KEPT_DAYS * 24 * 3600;
	DIR *d = opendir(dir);

	for (struct dirent *entry; d && (entry = readdir(d));) {
		struct stat st;
		if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) != 0)
			continue;
		char *file = paths_join(dir, entry->d_name);
		if (lstat(file, &st) == 0 && S_ISREG(st.st_mode) && st.st_mtime < oldest)
			unlink(file);
		free(file);
	}
	if (d)
		closedir(d);
}
