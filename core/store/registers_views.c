/* SPDX-License-Identifier: Apache-2.0
 *
 * The register of what was opened and not worked on.
 */
#include "base/text.h"
#include "store/registers_inside.h"
#include "store/views_inside.h"

static const struct register_column columns[] = {
	{N_("时间"), "v.at", REGISTER_MOMENT, 20},
	{N_("谁"), "v.operator", REGISTER_WORD, 10, .word = WORD_OPERATOR},
	{N_("窗口"), "v.\"window\"", REGISTER_TEXT, 6},
	{N_("查看的办件"), "c.number", REGISTER_TEXT, 21},
	{N_("事项"), "c.item_name", REGISTER_TEXT, 28, .wrap = true},
	{N_("查看的人"), "coalesce(f.name, p.name)", REGISTER_TEXT, 12, .secret = MASK_NAME},
	{N_("来访"), VIEWS_SERIAL, REGISTER_COUNT, 6},
	{N_("该来访办件"), VIEWS_CASES, REGISTER_COUNT, 11},
	{N_("该来访咨询"), VIEWS_CONSULTED, REGISTER_COUNT, 11},
};
const struct register_kind register_views = {
	.id = "views",
	.name = N_("未办理查看台账"),
	.help = N_("打开过办件或人员、当天没有为其办理的，每次一行"),
	.day_name = N_("查看日"),
	.posts = REGISTER_POSTS_AUDIT,
	.from = VIEWS_FROM,
	.where = VIEWS_IDLE,
	.order = "v.day, v.operator, v.id",
	.by = {[BY_DAY] = "v.day", [BY_WINDOW] = "v.\"window\"", [BY_OPERATOR] = "v.operator"},
	REGISTER_COLUMNS_OF(columns),
};
