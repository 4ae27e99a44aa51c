/* SPDX-License-Identifier: Apache-2.0
 *
 * Registers of cases: what was taken in, what was told, what is promised. A notice
 * or refusal is read from its event, because a case may be decided again under its
 * number and its tables then say the newest decision alone.
 */
#include "store/registers_columns.h"

/* ---- 办件 ---- */

static const struct register_column cases_columns[] = {
	CASE_NUMBER,
	{N_("日期"), "c.day", REGISTER_DAY, 11},
	CASE_ITEM,
	PARTY_NAME,
	PARTY_NUMBER,
	PARTY_PHONE,
	{N_("状态"), "c.state", REGISTER_WORD, 10, .word = WORD_STATE},
	AT_WINDOW("c.\"window\""),
	BY_WHOM("c.operator"),
	{N_("办结期限"), "c.due", REGISTER_DAY, 11},
	{N_("办结日"), "c.decided_day", REGISTER_DAY, 11},
	{N_("外部流水号"),
	 "(SELECT l.value FROM case_links l WHERE l.case_id = c.id AND l.kind = 'external')",
	 REGISTER_TEXT, 18},
};
const struct register_kind register_cases = {
	.id = "cases",
	.name = N_("办件台账"),
	.help = N_("每个受理编号一行：受理、容缺受理、一次性告知、不予受理和作废"),
	.day_name = N_("登记日"),
	.posts = REGISTER_POSTS_CASES,
	.from = "cases c " CASE_PARTY,
	.order = "c.day, c.serial",
	.by = {[BY_DAY] = "c.day",
	       [BY_ITEM] = "c.item",
	       [BY_WINDOW] = "c.\"window\"",
	       [BY_OPERATOR] = "c.operator",
	       [BY_STATE] = "c.state"},
	REGISTER_COLUMNS_OF(cases_columns),
};

/* ---- 容缺 ---- */

static const struct register_column promises_columns[] = {
	CASE_NUMBER,
	CASE_ITEM,
	PARTY_NAME,
	PARTY_PHONE,
	{N_("后补材料"), "r.name", REGISTER_TEXT, 26, .wrap = true},
	{N_("补交方式"), "r.way", REGISTER_TEXT, 10},
	{N_("承诺日"), "r.made", REGISTER_DAY, 11},
	{N_("补交期限"), "r.due", REGISTER_DAY, 11},
	{N_("原定期限"), "r.first_due", REGISTER_DAY, 11},
	{N_("补交日"), "r.arrived", REGISTER_DAY, 11},
	{N_("邮戳日"), "r.postmark", REGISTER_DAY, 11},
	{N_("情况"),
	 "CASE WHEN r.ended IS NOT NULL THEN r.ending "
	 "WHEN r.arrived IS NULL THEN iif(r.due < :on, 'overdue', 'open') "
	 "WHEN r.arrived > r.due THEN 'late' ELSE 'kept' END",
	 REGISTER_WORD, 10, .word = WORD_PROMISE},
	AT_WINDOW("c.\"window\""),
	BY_WHOM("c.operator"),
};
const struct register_kind register_promises = {
	.id = "promises",
	.name = N_("容缺受理台账"),
	.help = N_("每份承诺后补的材料一行：期限、补交日、逾期没有"),
	.day_name = N_("承诺日"),
	.posts = REGISTER_POSTS_CASES,
	.from = "promises r JOIN cases c ON c.id = r.case_id " CASE_PARTY,
	.order = "r.case_id, r.paper",
	.by = {[BY_DAY] = "r.made",
	       [BY_ITEM] = "c.item",
	       [BY_WINDOW] = "c.\"window\"",
	       [BY_OPERATOR] = "c.operator",
	       [BY_STATE] = "c.state"},
	REGISTER_COLUMNS_OF(promises_columns),
};

/* ---- 补正, 不予受理 ---- */

#define REASON_TEXTS(names)                                                                        \
	"(SELECT group_concat(json_extract(j.value, '$." names "'), '；') "                       \
	"FROM json_each(l.payload, '$.reasons') j)"

static const struct register_column notices_columns[] = {
	CASE_NUMBER,
	{N_("告知日"), "l.day", REGISTER_DAY, 11},
	CASE_ITEM,
	PARTY_NAME,
	PARTY_NUMBER,
	PARTY_PHONE,
	{N_("告知内容"), REASON_TEXTS("text"), REGISTER_TEXT, 40, .secret = MASK_INSIDE,
	 .wrap = true},
	{N_("项数"), "json_array_length(l.payload, '$.reasons')", REGISTER_COUNT, 6},
	CASE_STATE,
	AT_WINDOW("l.\"window\""),
	BY_WHOM("l.operator"),
};
const struct register_kind register_notices = {
	.id = "notices",
	.name = N_("一次性告知台账"),
	.help = N_("每次一次性告知（补正）一行：要补什么、后来怎样"),
	.day_name = N_("告知日"),
	.posts = REGISTER_POSTS_CASES,
	.from = "ledger l JOIN cases c ON c.number = l.subject " CASE_PARTY,
	.where = "l.kind = 'case.noticed' AND " LEDGER_BETWEEN,
	.order = "l.id",
	.by = {[BY_DAY] = "+l.day",
	       [BY_ITEM] = "c.item",
	       [BY_WINDOW] = "l.\"window\"",
	       [BY_OPERATOR] = "l.operator",
	       [BY_STATE] = "c.state"},
	REGISTER_COLUMNS_OF(notices_columns),
};

static const struct register_column refusals_columns[] = {
	CASE_NUMBER,
	{N_("决定日"), "l.day", REGISTER_DAY, 11},
	CASE_ITEM,
	PARTY_NAME,
	PARTY_NUMBER,
	PARTY_PHONE,
	{N_("不予受理的理由"), REASON_TEXTS("text"), REGISTER_TEXT, 40, .secret = MASK_INSIDE,
	 .wrap = true},
	{N_("解决办法"), REASON_TEXTS("resolve"), REGISTER_TEXT, 26, .wrap = true},
	AT_WINDOW("l.\"window\""),
	BY_WHOM("l.operator"),
};
const struct register_kind register_refusals = {
	.id = "refusals",
	.name = N_("不予受理台账"),
	.help = N_("每次不予受理一行：理由和解决办法"),
	.day_name = N_("决定日"),
	.posts = REGISTER_POSTS_CASES,
	.from = "ledger l JOIN cases c ON c.number = l.subject " CASE_PARTY,
	.where = "l.kind = 'case.refused' AND " LEDGER_BETWEEN,
	.order = "l.id",
	.by = {[BY_DAY] = "+l.day",
	       [BY_ITEM] = "c.item",
	       [BY_WINDOW] = "l.\"window\"",
	       [BY_OPERATOR] = "l.operator"},
	REGISTER_COLUMNS_OF(refusals_columns),
};

/* ---- 作废 ---- */

#define VOIDED_NUMBER                                                                              \
	"iif(l.kind = 'document.voided', json_extract(l.payload, '$.number'), l.subject)"

static const struct register_column voided_columns[] = {
	{N_("作废的编号"), VOIDED_NUMBER, REGISTER_TEXT, 25},
	{N_("是什么"),
	 "CASE l.kind WHEN 'case.voided' THEN 'case' WHEN 'document.voided' THEN 'document' "
	 "ELSE 'number' END",
	 REGISTER_WORD, 12, .word = WORD_VOIDED},
	{N_("文书"), "(SELECT d.kind FROM documents d WHERE d.number = " VOIDED_NUMBER ")",
	 REGISTER_WORD, 18, .word = WORD_DOCUMENT},
	{N_("作废日"), "l.day", REGISTER_DAY, 11},
	{N_("原因"), "json_extract(l.payload, '$.reason')", REGISTER_TEXT, 30,
	 .secret = MASK_INSIDE, .wrap = true},
	{N_("换发的编号"),
	 "(SELECT n.number FROM documents d JOIN documents n ON n.case_id = d.case_id AND "
	 "n.replaces = d.number WHERE d.number = " VOIDED_NUMBER ")",
	 REGISTER_TEXT, 25},
	AT_WINDOW("l.\"window\""),
	BY_WHOM("l.operator"),
};
const struct register_kind register_voided = {
	.id = "voided",
	.name = N_("作废台账"),
	.help = N_("每个作废的受理编号、作废的文书、说明未使用的号码一行"),
	.day_name = N_("作废日"),
	.posts = REGISTER_POSTS_CASES,
	.from = "ledger l",
	.where = "l.kind IN ('case.voided', 'document.voided', 'number.unused') "
		 "AND " LEDGER_BETWEEN,
	.order = "l.id",
	.by = {[BY_DAY] = "+l.day", [BY_WINDOW] = "l.\"window\"", [BY_OPERATOR] = "l.operator"},
	REGISTER_COLUMNS_OF(voided_columns),
};
