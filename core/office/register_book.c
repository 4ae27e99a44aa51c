/* SPDX-License-Identifier: Apache-2.0 */
#include "office/register_book.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "office/hush.h"
#include "office/outfile.h"
#include "office/package.h"
#include "office/register_sheets.h"

/* ---- any workbook of registers ---- */

/* libxlsxwriter does not look whether the rows it writes to its own files beside ours went through:
 * the first file that did not says so here, before it is packed. errno is set. */
static bool rows_are_written(lxw_workbook *book)
{
	lxw_worksheet *s;

	STAILQ_FOREACH(s, book->worksheets, list_pointers)
	if (s->optimize_tmpfile &&
	    (fflush(s->optimize_tmpfile) != 0 || ferror(s->optimize_tmpfile)))
		return false;
	return true;
}

/* Without packing it; the library leaves its files open then. */
static void drop(lxw_workbook *book)
{
	lxw_worksheet *s;

	STAILQ_FOREACH(s, book->worksheets, list_pointers)
	if (s->optimize_tmpfile)
		fclose(s->optimize_tmpfile);
	lxw_workbook_free(book);
}

static bool build(const struct register_file *f, const struct outfile *out, struct err *e)
{
	lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = out->folder};
	lxw_doc_properties properties = {.title = (char *)f->title, .created = (time_t)f->created};
	lxw_workbook *book = workbook_new_opt(out->temp, &options);

	if (!book)
		return err_set(e, ERR_STORE, _("未写出 %s：无法建立表格"), out->path);
	workbook_set_properties(book, &properties);
	if (!f->fill(book, f->ctx, e)) {
		drop(book);
		return false;
	}
	errno = 0;
	if (!rows_are_written(book)) {
		int error = errno ? errno : ENOSPC;
		drop(book);
		return outfile_fault(out->path, error, e);
	}
	hush_begin();
	errno = 0;
	lxw_error error = workbook_close(book);
	int reason = errno;
	hush_end();
	if (error != LXW_NO_ERROR)
		return reason ? outfile_fault(out->path, reason, e)
			      : err_set(e, ERR_STORE, _("未写出 %s，请检查磁盘空间后再试"),
					out->path);
	return package_verify(out->temp, e);
}

bool register_file_write(const struct register_file *f, struct err *e)
{
	struct outfile out;

	if (!outfile_begin(&out, f->path, e))
		return false;
	if (build(f, &out, e) && (!f->sealed || f->sealed(f->ctx, e)))
		return outfile_commit(&out, e);
	outfile_abort(&out);
	return false;
}

/* ---- one register ---- */

struct job {
	struct store *s;
	const struct actor *who;
	const struct register_run *run;
	struct register_names names;
	int64_t rows;
};

static struct export_request request_of(const struct job *j)
{
	return (struct export_request){.kind = j->run->kind->id,
				       .filter = j->run->filter_words,
				       .purpose = j->run->purpose,
				       .rows = j->rows,
				       .personal = !j->run->masked &&
						   register_is_personal(j->run->kind),
				       .signature = j->run->signature};
}

static bool fill(lxw_workbook *book, void *ctx, struct err *e)
{
	struct job *j = ctx;
	struct register_look look;

	register_look_make(&look, book);
	return register_sheets_add(book, &look, j->s, j->run, &j->names, &j->rows, e);
}

static bool sealed(void *ctx, struct err *e)
{
	struct job *j = ctx;
	struct export_request x = request_of(j);

	if (j->run->progress && !j->run->progress(j->run->ctx, 2 * j->rows, j->rows)) {
		err_clear(e);
		return false;
	}
	return exports_record(j->s, j->who, &x, e);
}

static bool name_people(struct job *j, struct arena *a, struct err *e)
{
	struct operator_row *by = NULL, *second = NULL;
	const char *login = j->run->signature.seq ? j->run->signature.login : "";

	if (!operators_get(j->s, j->who->by ? j->who->by : "", a, &by, e) ||
	    !operators_get(j->s, login, a, &second, e))
		return false;
	j->names.by = by ? by->name : "";
	j->names.signed_by = second ? second->name : NULL;
	return true;
}

bool register_book_write(struct store *s, const struct actor *who, const struct register_run *r,
			 const char *path, int64_t *rows, struct err *e)
{
	struct arena a = {0};
	struct job j = {.s = s, .who = who, .run = r};
	const struct register_file file = {.path = path,
					   .title = _(r->kind->name),
					   .created = r->at / 1000,
					   .fill = fill,
					   .sealed = sealed,
					   .ctx = &j};

	bool ok = register_check(s, who, r->kind, &r->filter, e) && name_people(&j, &a, e) &&
		  register_count(s, r->kind, &r->filter, &j.rows, e);
	if (ok) {
		struct export_request x = request_of(&j);
		ok = exports_check(s, who, &x, e) && register_file_write(&file, e);
	}
	*rows = j.rows;
	arena_done(&a);
	return ok;
}

/* ---- words; they go into the event, so in Chinese whatever the language ---- */

static void add_part(struct str *out, const char *label, const char *value)
{
	if (value)
		str_addf(out, "%s%s %s", out->len ? "　" : "", label, value);
}

void register_filter_words(const struct register_kind *k, const struct register_filter *f,
			   const char *item_name, const char *by_name, struct str *out)
{
	char first[DATE_TEXT], last[DATE_TEXT];

	date_format(f->first, first);
	date_format(f->last, last);
	if (*first && *last && f->first == f->last)
		add_part(out, k->day_name, first);
	else if (*first || *last)
		str_addf(out, "%s %s 至 %s", k->day_name, *first ? first : "最早",
			 *last ? last : "最新");
	add_part(out, "事项", f->item && item_name ? item_name : f->item);
	add_part(out, "窗口", f->window);
	add_part(out, "经办", f->by && by_name ? by_name : f->by);
	add_part(out, "状态", f->state < 0 ? NULL : case_state_names[f->state]);
}
