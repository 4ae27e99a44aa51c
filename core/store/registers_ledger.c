/* SPDX-License-Identifier: Apache-2.0
 *
 * Registers of the hall's own doings, read from the ledger: who was given which
 * post, who took which register out, and every event in plain words.
 */
#include "base/text.h"
#include "store/registers_inside.h"

#define EVENT_COLUMN(title)                                                                        \
	{                                                                                          \
		title, "l.kind", REGISTER_WORD, 16, .word = WORD_EVENT                             \
	}
#define EVENT_MOMENT                                                                               \
	{                                                                                          \
		N_("时间"), "l.at", REGISTER_MOMENT, 20                                            \
	}
#define EVENT_BY(title)                                                                            \
	{                                                                                          \
		title, "l.operator", REGISTER_WORD, 10, .word = WORD_OPERATOR                      \
	}
#define EVENT_WINDOW                                                                               \
	{                                                                                          \
		N_("窗口"), "l.\"window\"", REGISTER_TEXT, 6                                       \
	}

/* ---- 操作员权限 ---- */

static const struct register_column operators_columns[] = {
	EVENT_MOMENT,
	{N_("登录名"), "l.subject", REGISTER_TEXT, 14},
	{N_("姓名"), "o.name", REGISTER_TEXT, 12},
	EVENT_COLUMN(N_("变更")),
	{N_("变更后的岗位"), "json_extract(l.payload, '$.posts')", REGISTER_WORD, 26,
	 .word = WORD_POSTS, .wrap = true},
	{N_("变更后在用"), "json_extract(l.payload, '$.active')", REGISTER_WORD, 12,
	 .word = WORD_YES},
	EVENT_BY(N_("由谁")),
	EVENT_WINDOW,
	{N_("现岗位"), "o.posts", REGISTER_WORD, 26, .word = WORD_POSTS, .wrap = true},
	{N_("现在用"), "o.active", REGISTER_WORD, 8, .word = WORD_YES},
	{N_("现锁定"), "o.locked", REGISTER_WORD, 8, .word = WORD_YES},
};
const struct register_kind register_operators = {
	.id = "operators",
	.name = N_("操作员权限台账"),
	.help = N_("操作员的每次变更一行：新增、岗位、停用、密码、解锁，由谁"),
	.day_name = N_("变更日"),
	.posts = REGISTER_POSTS_CHARGE,
	.from = "ledger l LEFT JOIN operators o ON o.login = l.subject",
	.where = "l.kind IN ('operator.created', 'operator.posts', 'operator.active', "
		 "'operator.password', 'operator.unlocked') AND " LEDGER_BETWEEN,
	.order = "l.id",
	.by = {[BY_DAY] = "+l.day", [BY_OPERATOR] = "l.subject"},
	REGISTER_COLUMNS_OF(operators_columns),
};

/* ---- 导出 ---- */

static const struct register_column exports_columns[] = {
	EVENT_MOMENT,
	{N_("台账"), "l.subject", REGISTER_WORD, 20, .word = WORD_REGISTER},
	{N_("范围"), "json_extract(l.payload, '$.filter')", REGISTER_TEXT, 40, .wrap = true},
	{N_("用途"), "json_extract(l.payload, '$.purpose')", REGISTER_TEXT, 30, .wrap = true},
	{N_("行数"), "json_extract(l.payload, '$.rows')", REGISTER_COUNT, 10, .total = true},
	{N_("含完整号码"), "json_extract(l.payload, '$.personal')", REGISTER_WORD, 12,
	 .word = WORD_YES},
	EVENT_BY(N_("导出人")),
	{N_("第二人"), "json_extract(l.payload, '$.signed_by')", REGISTER_WORD, 10,
	 .word = WORD_OPERATOR},
	EVENT_WINDOW,
};
const struct register_kind register_exports = {
	.id = "exports",
	.name = N_("台账导出登记"),
	.help = N_("每次导出台账一行：谁、什么时候、什么用途、多少行"),
	.day_name = N_("导出日"),
	.posts = REGISTER_POSTS_CHARGE,
	.from = "ledger l",
	.where = "l.kind = 'register.exported' AND " LEDGER_BETWEEN,
	.order = "l.id",
	.by = {[BY_DAY] = "+l.day", [BY_WINDOW] = "l.\"window\"", [BY_OPERATOR] = "l.operator"},
	REGISTER_COLUMNS_OF(exports_columns),
};

/* ---- 审计摘录 ---- */

static const struct register_column audit_columns[] = {
	{N_("账本号"), "l.seq", REGISTER_COUNT, 9},
	EVENT_MOMENT,
	{N_("营业日"), "l.day", REGISTER_DAY, 11},
	EVENT_COLUMN(N_("事件")),
	{N_("对象"), "l.subject", REGISTER_TEXT, 22, .wrap = true},
	{N_("说明"), REGISTER_EVENT_SAID, REGISTER_WORD, 44, .word = WORD_SAID, .wrap = true},
	EVENT_BY(N_("谁")),
	EVENT_WINDOW,
	{N_("来访"), "nullif(l.visit, 0)", REGISTER_COUNT, 8},
	{N_("链值（前16位）"), "lower(substr(hex(l.hash), 1, 16))", REGISTER_TEXT, 18},
};
const struct register_kind register_audit = {
	.id = "audit",
	.name = N_("审计摘录"),
	.help = N_("账本里的每一笔一行，按先后；链值可与备份核对"),
	.day_name = N_("营业日"),
	.posts = REGISTER_POSTS_AUDIT,
	.from = "ledger l",
	.where = LEDGER_BETWEEN,
	.order = "l.id",
	.by = {[BY_DAY] = "+l.day", [BY_WINDOW] = "l.\"window\"", [BY_OPERATOR] = "l.operator"},
	REGISTER_COLUMNS_OF(audit_columns),
};
