/* SPDX-License-Identifier: Apache-2.0 */
#include "office/roster_book.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "office/hush.h"
#include "office/package.h"

enum { PAPER_A4 = 9, FAMILY_MODERN = 3, FORMAT_TEXT = 49, COLOR_LINE = 0x595959 };
enum { FILL_HEAD = 0xF2F2F2, FILL_REASON = 0xFFF2CC, COLOR_MUST = 0xC00000 };

static lxw_format *make_format(struct roster_book *b, enum roster_style style)
{
	lxw_format *f = workbook_add_format(b->book);
	bool head =
		style == ROSTER_HEAD || style == ROSTER_HEAD_MUST || style == ROSTER_HEAD_REASON;

	format_set_font_name(f, head || style == ROSTER_TITLE ? "黑体" : "宋体");
	format_set_font_family(f, FAMILY_MODERN);
	format_set_font_size(f, style == ROSTER_TITLE ? 16 : 11);
	/* Text also for what is typed later: 0012, an identity number, 4-5 stay as they are. */
	format_set_num_format_index(f, FORMAT_TEXT);
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
	if (style == ROSTER_TITLE || head)
		format_set_align(f, LXW_ALIGN_CENTER);
	if (head || style == ROSTER_WRAPPED || style == ROSTER_LINE)
		format_set_text_wrap(f);
	if (head || style == ROSTER_CELL || style == ROSTER_WRAPPED) {
		format_set_border(f, LXW_BORDER_THIN);
		format_set_border_color(f, COLOR_LINE);
	}
	if (head) {
		format_set_pattern(f, LXW_PATTERN_SOLID);
		format_set_fg_color(f, style == ROSTER_HEAD_REASON ? FILL_REASON : FILL_HEAD);
	}
	if (style == ROSTER_HEAD_MUST)
		format_set_font_color(f, COLOR_MUST);
	return f;
}

lxw_worksheet *roster_book_sheet(struct roster_book *b, const char *name, lxw_row_t head)
{
	lxw_worksheet *s = workbook_add_worksheet(b->book, name);

	if (!s) {
		b->ok = false;
		return NULL;
	}
	worksheet_set_landscape(s);
	worksheet_set_paper(s, PAPER_A4);
	worksheet_set_margins(s, 0.5, 0.5, 0.6, 0.6);
	worksheet_fit_to_pages(s, 1, 0);
	worksheet_freeze_panes(s, head + 1, 0);
	worksheet_ignore_errors(s, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:IV65536");
	b->ok = b->ok && worksheet_repeat_rows(s, head, head) == LXW_NO_ERROR &&
		worksheet_set_footer(s, "&C&\"宋体,常规\"&9第 &P 页 / 共 &N 页") == LXW_NO_ERROR;
	return s;
}

void roster_book_put(struct roster_book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t column,
		     const char *text, enum roster_style style)
{
	const char *good = utf8_valid(text) ? text : "";

	if (*good)
		b->ok = b->ok && worksheet_write_string(s, row, column, good, b->formats[style]) ==
					 LXW_NO_ERROR;
	else
		worksheet_write_blank(s, row, column, b->formats[style]);
}

/* Closes the book in any case. */
static bool build(const struct outfile *out, const char *title, int64_t created,
		  void (*fill)(struct roster_book *b, const void *ctx), const void *ctx,
		  struct err *e)
{
	struct roster_book b = {.ok = true};
	lxw_workbook_options options = {.tmpdir = out->folder};
	lxw_doc_properties properties = {.title = (char *)title, .created = (time_t)created};

	b.book = workbook_new_opt(out->temp, &options);
	if (!b.book)
		return err_set(e, ERR_STORE, _("未写出 %s：无法建立表格"), out->path);
	workbook_set_properties(b.book, &properties);
	for (int style = 0; style < ROSTER_STYLES; style++)
		b.formats[style] = make_format(&b, style);
	fill(&b, ctx);
	errno = 0;
	bool closed = workbook_close(b.book) == LXW_NO_ERROR;
	if (b.ok && !closed && errno)
		return outfile_fault(out->path, errno, e);
	if (!b.ok || !closed)
		return err_set(e, ERR_STORE, _("未写出 %s，请检查磁盘空间后再试"), out->path);
	return package_verify(out->temp, e);
}

bool roster_book_write(const char *path, const char *title, int64_t created,
		       void (*fill)(struct roster_book *b, const void *ctx), const void *ctx,
		       struct err *e)
{
	struct outfile out;

	if (!outfile_begin(&out, path, e))
		return false;
	hush_begin();
	bool ok = build(&out, title, created, fill, ctx, e);
	hush_end();
	if (ok)
		return outfile_commit(&out, e);
	outfile_abort(&out);
	return false;
}
