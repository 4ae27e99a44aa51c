/* SPDX-License-Identifier: Apache-2.0
 *
 * Registers of what leaves the printer: results that are printed at once, and
 * every numbered paper with its copies and spoiled sheets.
 */
#include "guide/item.h"
#include "store/registers_columns.h"

/* ---- 查询打印 ---- */

static const struct register_column prints_columns[] = {
	CASE_NUMBER,
	{N_("日期"), "c.day", REGISTER_DAY, 11},
	CASE_ITEM,
	PARTY_NAME,
	PARTY_NUMBER,
	PARTY_PHONE,
	{N_("打印份数"),
	 "(SELECT CAST(f.value AS INTEGER) FROM case_form f WHERE f.case_id = c.id AND "
	 "f.id = '" ITEM_PRINTED "')",
	 REGISTER_COUNT, 8, .total = true},
	CASE_STATE,
	AT_WINDOW("c.\"window\""),
	BY_WHOM("c.operator"),
};
const struct register_kind register_prints = {
	.id = "prints",
	.name = N_("查询打印台账"),
	.help = N_("当场打印结果的事项一件一行：打印了几份"),
	.day_name = N_("登记日"),
	.posts = REGISTER_POSTS_CASES,
	.from = "cases c " CASE_PARTY,
	/* What the decision says of a case that ended with its sheets (case/record_make.c). */
	.where = "c.due_text LIKE '已打印%'",
	.order = "c.day, c.serial",
	.by = {[BY_DAY] = "c.day",
	       [BY_ITEM] = "c.item",
	       [BY_WINDOW] = "c.\"window\"",
	       [BY_OPERATOR] = "c.operator",
	       [BY_STATE] = "c.state"},
	REGISTER_COLUMNS_OF(prints_columns),
};

/* ---- 文书 ---- */

static const struct register_column papers_columns[] = {
	{N_("文书编号"), "d.number", REGISTER_TEXT, 24},
	{N_("文书"), "d.kind", REGISTER_WORD, 18, .word = WORD_DOCUMENT},
	CASE_ITEM,
	PARTY_NAME,
	{N_("出具时间"), "d.issued_at", REGISTER_MOMENT, 20},
	{N_("补发次数"), "d.reprints", REGISTER_COUNT, 8, .total = true},
	{N_("未打出张数"), "d.spoiled", REGISTER_COUNT, 9, .total = true},
	{N_("作废"), "d.voided_at <> 0", REGISTER_WORD, 6, .word = WORD_YES},
	{N_("替代的编号"), "d.replaces", REGISTER_TEXT, 24},
	AT_WINDOW("d.\"window\""),
	BY_WHOM("d.operator"),
};
const struct register_kind register_papers = {
	.id = "papers",
	.name = N_("文书台账"),
	.help = N_("每张编号文书一行：出具、补发、未打出、作废"),
	.day_name = N_("办件登记日"),
	.posts = REGISTER_POSTS_CASES,
	.from = "documents d CROSS JOIN cases c ON c.id = d.case_id " CASE_PARTY,
	.order = "d.case_id, d.ordinal", /* CROSS: read in the order of the documents */
	.by = {[BY_DAY] = "c.day",
	       [BY_ITEM] = "c.item",
	       [BY_WINDOW] = "d.\"window\"",
	       [BY_OPERATOR] = "d.operator",
	       [BY_STATE] = "c.state"},
	REGISTER_COLUMNS_OF(papers_columns),
};
