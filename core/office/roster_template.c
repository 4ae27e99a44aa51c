/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "office/roster_book.h"
#include "office/roster_sheet.h"

enum { ROW_TITLE, ROW_UNIT, ROW_HEAD, ROW_FIRST };
enum { RULED_ROWS = 20 /* a page */, ROW_PT = 20, LAST_ROW = 20000, LIST_CHARS = 255 };

static const struct field *columns_of(const struct roster_template *t)
{
	return &t->item->columns[t->list->first_column];
}

static double width_of(const struct field *f)
{
	int label = utf8_columns(f->label) + 4;
	int wanted = f->type == FIELD_IDENT || f->type == FIELD_ACCOUNT ||
				     f->type == FIELD_BANK_CARD || f->type == FIELD_CREDIT_CODE
			     ? 24
		     : f->type == FIELD_PHONE || f->type == FIELD_IDENT_KIND ? 16
									     : 14;

	return label > wanted ? label : wanted;
}

/* ---- what may be typed ---- */

static size_t choices_of(const struct field *f, const char **out, size_t room)
{
	size_t n = 0;

	if (f->type == FIELD_IDENT_KIND)
		for (; n < IDENT_KINDS; n++)
			out[n] = ident_kind_names[n];
	else if (f->type == FIELD_SEX) {
		out[n++] = "男";
		out[n++] = "女";
	} else if (f->type == FIELD_YESNO) {
		out[n++] = "是";
		out[n++] = "否";
	} else if (f->type == FIELD_CHOICE) {
		for (; n < f->n_values && n < room; n++)
			out[n] = f->values[n].text;
	}
	return n;
}

/* One line of help for a column; NULL where its heading says it all. Caller frees. */
static char *help_of(const struct field *f)
{
	const char *choices[64];
	struct str out = {0};
	size_t n = choices_of(f, choices, 64);

	switch (f->type) {
	case FIELD_IDENT:
		str_add(&out, _("照证件填写；本列是文本格式，请不要改成数字"));
		break;
	case FIELD_ACCOUNT:
	case FIELD_BANK_CARD:
	case FIELD_SOCIAL_CARD:
	case FIELD_CREDIT_CODE:
		str_add(&out, _("照卡证填写；本列是文本格式，请不要改成数字"));
		break;
	case FIELD_DATE:
		str_add(&out, _("如 2026-11-21，也可写 20261121"));
		break;
	case FIELD_MONTH:
		str_add(&out, _("如 2026-11"));
		break;
	case FIELD_MONEY:
		str_add(&out, _("单位元，最多两位小数，如 3500.00"));
		break;
	case FIELD_PHONE:
		str_add(&out, _("手机号，或带区号的电话"));
		break;
	default:
		if (n)
			str_add(&out, _("从下列里选："));
		for (size_t i = 0; i < n; i++)
			str_addf(&out, "%s%s", i ? "、" : "", choices[i]);
	}
	if (f->type == FIELD_IDENT_KIND)
		str_add(&out, _("；不填按居民身份证"));
	if (f->note)
		str_addf(&out, "%s%s", out.len ? "；" : "", f->note);
	return out.len ? str_take(&out) : NULL;
}

static void add_validation(struct roster_book *b, lxw_worksheet *s, lxw_col_t column,
			   const struct field *f)
{
	const char *choices[65] = {0};
	size_t n = choices_of(f, choices, 64), chars = n;
	char *help = help_of(f);
	lxw_data_validation v = {.ignore_blank = LXW_VALIDATION_ON,
				 .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
				 .error_title = (char *)_("请核对"),
				 .input_title = (char *)f->label,
				 .input_message = help};

	for (size_t i = 0; i < n; i++)
		chars += utf8_length(choices[i]);
	if (n && chars <= LIST_CHARS) {
		v.validate = LXW_VALIDATION_TYPE_LIST;
		v.value_list = (char **)choices;
		v.error_message = (char *)_("请从下拉列表里选择");
	} else if (f->type == FIELD_IDENT) {
		v.validate = LXW_VALIDATION_TYPE_LENGTH;
		v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
		v.minimum_number = 6;
		v.maximum_number = 18;
		v.error_message = (char *)_("号码位数不对：身份证 18 位");
	} else if (f->type == FIELD_DATE || f->type == FIELD_MONTH) {
		v.validate = LXW_VALIDATION_TYPE_LENGTH;
		v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
		v.minimum_number = 6;
		v.maximum_number = 11;
		v.error_message = (char *)_("请写成 2026-11-21 的样子");
	} else {
		v.validate = LXW_VALIDATION_TYPE_ANY;
	}
	/* The library takes 32 characters of title and 255 of message. */
	if (help && utf8_length(help) > LIST_CHARS)
		v.input_message = NULL;
	if (v.validate != LXW_VALIDATION_TYPE_ANY || v.input_message)
		b->ok = b->ok && worksheet_data_validation_range(s, ROW_FIRST, column, LAST_ROW,
								 column, &v) == LXW_NO_ERROR;
	free(help);
}

/* ---- the list ---- */

static void fill_list(struct roster_book *b, const struct roster_template *t)
{
	const struct field *columns = columns_of(t);
	lxw_col_t last = (lxw_col_t)(t->list->n_columns - 1);
	lxw_worksheet *s = roster_book_sheet(b, _("名单"), ROW_HEAD);
	char *title = xasprintf("%s　%s", t->item->name, t->list->label);

	if (!s) {
		free(title);
		return;
	}
	worksheet_set_row(s, ROW_TITLE, 30, NULL);
	worksheet_set_row(s, ROW_UNIT, 24, NULL);
	worksheet_set_row(s, ROW_HEAD, 24, NULL);
	if (last)
		worksheet_merge_range(s, ROW_TITLE, 0, ROW_TITLE, last, "",
				      b->formats[ROSTER_TITLE]);
	roster_book_put(b, s, ROW_TITLE, 0, title, ROSTER_TITLE);
	const char *unit = _("单位名称：＿＿＿＿＿＿＿＿　统一社会信用代码：＿＿＿＿＿＿＿＿　填"
			     "表人、电话：＿＿＿＿＿＿＿＿");
	if (last)
		worksheet_merge_range(s, ROW_UNIT, 0, ROW_UNIT, last, "", b->formats[ROSTER_LINE]);
	roster_book_put(b, s, ROW_UNIT, 0, unit, ROSTER_LINE);
	for (lxw_col_t c = 0; c <= last; c++) {
		bool must = columns[c].type != FIELD_IDENT_KIND &&
			    t->k->truths[columns[c].required] == TRI_TRUE;
		char *head = xasprintf("%s%s", must ? "*" : "", columns[c].label);
		/* The whole column is text; the first rows are ruled. */
		lxw_format *plain = workbook_add_format(b->book);
		format_set_num_format_index(plain, 49);
		worksheet_set_column(s, c, c, width_of(&columns[c]), plain);
		roster_book_put(b, s, ROW_HEAD, c, head, must ? ROSTER_HEAD_MUST : ROSTER_HEAD);
		for (lxw_row_t r = ROW_FIRST; r < ROW_FIRST + RULED_ROWS; r++)
			roster_book_put(b, s, r, c, "", ROSTER_CELL);
		add_validation(b, s, c, &columns[c]);
		free(head);
	}
	for (lxw_row_t r = ROW_FIRST; r < ROW_FIRST + RULED_ROWS; r++)
		worksheet_set_row(s, r, ROW_PT, NULL);
	worksheet_center_horizontally(s);
	free(title);
}

/* ---- the instructions ---- */

static void put_line(struct roster_book *b, lxw_worksheet *s, lxw_row_t *row, const char *text)
{
	worksheet_merge_range(s, *row, 0, *row, 2, "", b->formats[ROSTER_LINE]);
	worksheet_set_row(s, *row, 32, NULL);
	roster_book_put(b, s, (*row)++, 0, text, ROSTER_LINE);
}

static void fill_help(struct roster_book *b, const struct roster_template *t)
{
	const struct field *columns = columns_of(t);
	lxw_worksheet *s = roster_book_sheet(b, _("填表说明"), 1);
	lxw_row_t row = 0;

	if (!s)
		return;
	worksheet_set_portrait(s);
	worksheet_set_column(s, 0, 0, 20, NULL);
	worksheet_set_column(s, 1, 1, 8, NULL);
	worksheet_set_column(s, 2, 2, 60, NULL);
	worksheet_merge_range(s, row, 0, row, 2, "", b->formats[ROSTER_TITLE]);
	worksheet_set_row(s, row, 30, NULL);
	roster_book_put(b, s, row++, 0, _("填表说明"), ROSTER_TITLE);
	roster_book_put(b, s, row, 0, _("栏目"), ROSTER_HEAD);
	roster_book_put(b, s, row, 1, _("必填"), ROSTER_HEAD);
	roster_book_put(b, s, row++, 2, _("怎样填"), ROSTER_HEAD);
	for (int c = 0; c < t->list->n_columns; c++) {
		char *help = help_of(&columns[c]);
		bool must = columns[c].type != FIELD_IDENT_KIND &&
			    t->k->truths[columns[c].required] == TRI_TRUE;
		size_t lines = help ? (size_t)utf8_columns(help) / 58 + 1 : 1;
		worksheet_set_row(s, row, 18.0 * (double)lines, NULL);
		roster_book_put(b, s, row, 0, columns[c].label, ROSTER_WRAPPED);
		roster_book_put(b, s, row, 1, must ? _("是") : "", ROSTER_WRAPPED);
		roster_book_put(b, s, row++, 2, help ? help : "", ROSTER_WRAPPED);
		free(help);
	}
	row++;
	put_line(b, s, &row,
		 _("1. 一人一行，接着表头往下填；不要改表头，不要合并单元格，不要用公式。"));
	put_line(b, s, &row,
		 _("2. 号码列已设为文本格式。从别处复制时请用“选择性粘贴—文本”，否则 Excel "
		   "会把号码后几位变成 0。"));
	char *most = xasprintf(_("3. 一份名单最多 %d 人，多的请分成几份。"), t->most);
	put_line(b, s, &row, most);
	put_line(b, s, &row, _("4. 存为 .xlsx，不要设打开密码，用 U 盘交窗口。"));
	free(most);
}

static void fill(struct roster_book *b, const void *ctx)
{
	fill_list(b, ctx);
	fill_help(b, ctx);
}

bool roster_template_write(const struct roster_template *t, const char *path, struct err *e)
{
	return roster_book_write(path, t->item->name, t->created, fill, t, e);
}
