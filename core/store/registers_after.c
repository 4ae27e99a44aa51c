/* SPDX-License-Identifier: Apache-2.0
 *
 * Registers of what comes after acceptance: through whose hands a case went, and
 * which are over their last day.
 */
#include "store/registers_columns.h"

/* ---- 流转 ---- */

static const struct register_column transfers_columns[] = {
	CASE_NUMBER,
	CASE_ITEM,
	{N_("时间"), "l.at", REGISTER_MOMENT, 20},
	{N_("动作"), "l.kind", REGISTER_WORD, 12, .word = WORD_EVENT},
	{N_("环节"), "t.text", REGISTER_TEXT, 14, .wrap = true},
	{N_("责任单位"), "t.department", REGISTER_TEXT, 14, .wrap = true},
	{N_("说明"), REGISTER_EVENT_SAID, REGISTER_WORD, 34, .word = WORD_SAID, .wrap = true},
	{N_("办理人"), "l.operator", REGISTER_WORD, 10, .word = WORD_OPERATOR},
	AT_WINDOW("l.\"window\""),
	CASE_STATE,
};
const struct register_kind register_transfers = {
	.id = "transfers",
	.name = N_("材料流转台账"),
	.help = N_("受理之后的每一步一行：审核、退回、中止、办结、送达，由谁"),
	.day_name = N_("办理日"),
	.posts = REGISTER_POSTS_CASES,
	.from = "ledger l JOIN cases c ON c.number = l.subject "
		"LEFT JOIN case_reviews r ON r.site = l.site AND r.id = l.seq "
		"LEFT JOIN case_stages t ON t.case_id = c.id AND t.pos = r.stage",
	.where = "l.kind IN ('case.reviewed', 'case.returned', 'case.resubmitted', "
		 "'case.granted', 'case.denied', 'case.suspended', 'case.resumed', "
		 "'case.extended', 'case.publicised', 'case.public_ended', 'case.withdrawn', "
		 "'case.terminated', 'case.delivered') AND " LEDGER_BETWEEN,
	.order = "l.id",
	.by = {[BY_DAY] = "+l.day",
	       [BY_ITEM] = "c.item",
	       [BY_WINDOW] = "l.\"window\"",
	       [BY_OPERATOR] = "l.operator",
	       [BY_STATE] = "c.state"},
	REGISTER_COLUMNS_OF(transfers_columns),
};

/* ---- 超期 ---- */

/* A suspended case has no last day until it goes on. */
#define OVERDUE                                                                                    \
	"(c.decided_day > c.due OR (c.decided_day IS NULL AND c.due < :on AND "                    \
	"c.state IN ('accepted', 'deferred', 'reviewing', 'returned')))"

static const struct register_column overdue_columns[] = {
	CASE_NUMBER,
	CASE_ITEM,
	PARTY_NAME,
	PARTY_PHONE,
	{N_("受理日"), "c.accepted_day", REGISTER_DAY, 11},
	{N_("时限"), "c.due_text", REGISTER_TEXT, 12, .wrap = true},
	{N_("办结期限"), "c.due", REGISTER_DAY, 11},
	{N_("办结日"), "c.decided_day", REGISTER_DAY, 11},
	{N_("超出天数（日历日）"), "coalesce(c.decided_day, :on) - c.due", REGISTER_COUNT, 10},
	{N_("等待的环节"), "t.text", REGISTER_TEXT, 14, .wrap = true},
	CASE_STATE,
	AT_WINDOW("c.\"window\""),
	BY_WHOM("c.operator"),
};
const struct register_kind register_overdue = {
	.id = "overdue",
	.name = N_("超期台账"),
	.help = N_("过了办结期限才办结、或到导出那天还没办结的，一件一行"),
	.day_name = N_("办结期限"),
	.posts = REGISTER_POSTS_CASES,
	.from = "cases c " CASE_PARTY
		" LEFT JOIN case_stages t ON t.case_id = c.id AND t.pos = c.stage",
	.where = OVERDUE,
	.order = "c.day, c.serial",
	.by = {[BY_DAY] = "c.due",
	       [BY_ITEM] = "c.item",
	       [BY_WINDOW] = "c.\"window\"",
	       [BY_OPERATOR] = "c.operator",
	       [BY_STATE] = "c.state"},
	REGISTER_COLUMNS_OF(overdue_columns),
};

/* ---- 送达 ---- */

static const struct register_column deliveries_columns[] = {
	CASE_NUMBER,
	{N_("日期"), "l.day", REGISTER_DAY, 11},
	CASE_ITEM,
	PARTY_NAME,
	PARTY_PHONE,
	{N_("结果"),
	 "(SELECT m.to_state FROM case_moves m WHERE m.case_id = c.id AND "
	 "m.to_state IN ('granted', 'denied'))",
	 REGISTER_WORD, 10, .word = WORD_STATE},
	{N_("动作"), "l.kind", REGISTER_WORD, 12, .word = WORD_EVENT},
	{N_("方式"), "json_extract(l.payload, '$.way')", REGISTER_WORD, 12, .word = WORD_WAY},
	{N_("送往"), "d.destination", REGISTER_TEXT, 24, .secret = MASK_ACCOUNT, .wrap = true},
	{N_("运单号"), "d.waybill", REGISTER_TEXT, 15},
	{N_("签收人"), "iif(l.kind = 'case.delivered', json_extract(l.payload, '$.reason'), NULL)",
	 REGISTER_TEXT, 12, .secret = MASK_NAME},
	{N_("退回原因"), "iif(l.kind = 'delivery.back', json_extract(l.payload, '$.reason'), NULL)",
	 REGISTER_TEXT, 18, .secret = MASK_INSIDE, .wrap = true},
	{N_("办理人"), "l.operator", REGISTER_WORD, 10, .word = WORD_OPERATOR},
	AT_WINDOW("l.\"window\""),
};
const struct register_kind register_deliveries = {
	.id = "deliveries",
	.name = N_("送达台账"),
	.help = N_("结果的每次寄出、转交、退回、签收一行"),
	.day_name = N_("日期"),
	.posts = REGISTER_POSTS_CASES,
	.from = "ledger l JOIN cases c ON c.number = l.subject " CASE_PARTY
		" LEFT JOIN deliveries d ON d.site = l.site AND d.id = l.seq",
	.where = "l.kind IN ('delivery.sent', 'delivery.back', 'case.delivered') "
		 "AND " LEDGER_BETWEEN,
	.order = "l.id",
	.by = {[BY_DAY] = "+l.day",
	       [BY_ITEM] = "c.item",
	       [BY_WINDOW] = "l.\"window\"",
	       [BY_OPERATOR] = "l.operator",
	       [BY_STATE] = "c.state"},
	REGISTER_COLUMNS_OF(deliveries_columns),
};
