/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/delivery.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "exchange/csv_write.h"
#include "office/message_text.h"
#include "office/outfile.h"
#include "office/post_label.h"
#include "store/exports.h"
#include "store/progress.h"

struct label {
	const struct delivery_row *row;
	date_day on;
};

static void build_label(struct document *d, const struct letterhead *h, const void *ctx)
{
	const struct label *label = ctx;

	post_label_build(d, h, label->row, label->on);
}

bool delivery_label(struct session *s, const struct delivery_row *row, char **path, struct err *e)
{
	const struct label label = {row, store_today(s->store)};
	char *name = xasprintf("post-%s.xlsx", row->number);
	bool ok = session_sheet(s, name, _("邮寄送达单"), build_label, &label, path, e);

	free(name);
	return ok;
}

/* A text file that appears whole or not at all, and is known to the ledger before it does. */
struct table_file {
	struct outfile out;
	FILE *file;
};

static bool begin(struct table_file *t, const char *path, const char *const *heads, size_t n,
		  struct err *e)
{
	if (!outfile_begin(&t->out, path, e))
		return false;
	t->file = fopen(t->out.temp, "w");
	if (t->file && csv_write_mark(t->file) && csv_write_row(t->file, heads, n))
		return true;
	outfile_fault(path, errno, e);
	if (t->file)
		fclose(t->file);
	outfile_abort(&t->out);
	return false;
}

/* Everything written and on its way to the disk. */
static bool shut(struct table_file *t, bool ok, struct err *e)
{
	bool kept = fclose(t->file) == 0;

	return ok && (kept || outfile_fault(t->out.path, errno, e));
}

static bool end(struct table_file *t, bool ok, struct err *e)
{
	if (ok)
		return outfile_commit(&t->out, e);
	outfile_abort(&t->out);
	return false;
}

/* ---- messages ---- */

static bool write_messages(struct table_file *t, const struct letterhead *h,
			   const struct message_row *rows, size_t n, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		struct str text = {0};
		message_text(&text, h, &rows[i]);
		const char *const cells[] = {rows[i].phone, str_text(&text), rows[i].number,
					     _(message_names[rows[i].occasion])};
		ok = csv_write_row(t->file, cells, 4) || outfile_fault(t->out.path, errno, e);
		str_done(&text);
	}
	return ok;
}

bool delivery_messages(struct session *s, int64_t batch, const char *file, struct err *e)
{
	const char *const heads[] = {_("手机号"), _("短信内容"), _("受理号"), _("类别")};
	struct letterhead h = session_letterhead(s);
	struct message_row *rows;
	struct table_file t;
	struct arena a = {0};
	size_t n;
	bool ok = messages_batch(s->store, batch, &a, &rows, &n, e) && begin(&t, file, heads, 4, e);

	if (ok) {
		const struct export_request x = {
			.kind = "messages",
			.filter = arena_printf(&a, _("第%lld批"), (long long)batch),
			.purpose = _("短信通知"),
			.rows = (int64_t)n,
			.personal = true};
		ok = shut(&t, write_messages(&t, &h, rows, n, e), e) &&
		     exports_record(s->store, &s->who, &x, e);
		ok = end(&t, ok, e);
	}
	arena_done(&a);
	return ok;
}

/* ---- progress ---- */

struct progress_file {
	struct table_file t;
	int64_t rows;
};

static bool write_progress(void *ctx, const struct progress_row *row)
{
	struct progress_file *p = ctx;
	char day[4][DATE_TEXT];
	const char *const cells[] = {row->number,
				     row->query_code,
				     progress_word(row->state),
				     date_format(row->accepted, day[0]),
				     date_format(row->due, day[1]),
				     date_format(row->decided, day[2]),
				     date_format(row->delivered, day[3])};

	p->rows++;
	return csv_write_row(p->t.file, cells, 7);
}

bool delivery_progress(struct session *s, date_day since, const char *file, int64_t *rows,
		       struct err *e)
{
	const char *const heads[] = {_("受理号"),   _("查询码"),   _("状态"),	 _("受理日期"),
				     _("时限届满"), _("办结日期"), _("送达日期")};
	struct progress_file p = {.rows = 0};

	if (!begin(&p.t, file, heads, 7, e))
		return false;
	bool ok = progress_each(s->store, since, write_progress, &p, e);
	if (!ok && ferror(p.t.file))
		outfile_fault(file, errno, e);
	*rows = p.rows;
	return end(&p.t, shut(&p.t, ok, e), e);
}
