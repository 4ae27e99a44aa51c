/* SPDX-License-Identifier: Apache-2.0
 *
 * What every kind of calculator asks for and takes from its guide. One row each.
 */
#include "base/money.h"
#include "base/text.h"
#include "guide/calculator.h"

enum { ALWAYS = -1 };
static const int64_t MONEY_MOST = 100000000000; /* fen: 10^9 yuan */
enum { COUNT_MOST = 10000000, YEAR_FIRST = 2000, YEAR_LAST = 2199, MONTHS_MOST = 70 * 12 };

#define YEAR(label)                                                                                \
	{                                                                                          \
		"year", label, CALC_YEAR, YEAR_FIRST, YEAR_LAST, {{NULL, NULL}}, ALWAYS, 0         \
	}
#define DAY(id, label)                                                                             \
	{                                                                                          \
		id, label, CALC_DATE, INT32_MIN, INT32_MAX, {{NULL, NULL}}, ALWAYS, 0              \
	}
#define MONEY(id, label, when, is)                                                                 \
	{                                                                                          \
		id, label, CALC_MONEY, 1, MONEY_MOST, {{NULL, NULL}}, when, is                     \
	}

/* In the order of enum calc_kind. */
const struct calc_spec calc_specs[CALC_KINDS] = {
	{"rates",
	 {{"who",
	   N_("缴费人"),
	   CALC_CHOICE,
	   0,
	   1,
	   {{"staff", N_("企业和职工")}, {"flexible", N_("灵活就业人员")}},
	   ALWAYS,
	   0},
	  MONEY("base", N_("缴费基数（元）"), ALWAYS, 0)},
	 {{"unit", CALC_PERCENT}, {"staff", CALC_PERCENT}, {"flexible", CALC_PERCENT}},
	 CALC_TYPES},
	{"base",
	 {YEAR(N_("缴费年度")),
	  {"who",
	   N_("缴费人"),
	   CALC_CHOICE,
	   0,
	   1,
	   {{"staff", N_("企业职工")}, {"flexible", N_("个体工商户、灵活就业人员")}},
	   ALWAYS,
	   0},
	  MONEY("wage", N_("本人工资（元/月）"), 1, 0),
	  {"percent", N_("选择的比例（%）"), CALC_PERCENT, 1, 100000, {{NULL, NULL}}, 1, 1}},
	 {{"least", CALC_PERCENT}, {"most", CALC_PERCENT}},
	 CALC_MONEY},
	{"arrears",
	 {DAY("first", N_("首次参保缴费日期")),
	  DAY("age", N_("到达法定退休年龄日期")),
	  {"paid", N_("到龄时缴费年限"), CALC_MONTHS, 0, MONTHS_MOST, {{NULL, NULL}}, ALWAYS, 0}},
	 {{"law", CALC_DATE}, {"enough", CALC_MONTHS}, {"more", CALC_MONTHS}},
	 CALC_TYPES},
	{"disability",
	 {{"grade",
	   N_("伤残等级"),
	   CALC_CHOICE,
	   0,
	   9,
	   {{"g1", N_("一级")},
	    {"g2", N_("二级")},
	    {"g3", N_("三级")},
	    {"g4", N_("四级")},
	    {"g5", N_("五级")},
	    {"g6", N_("六级")},
	    {"g7", N_("七级")},
	    {"g8", N_("八级")},
	    {"g9", N_("九级")},
	    {"g10", N_("十级")}},
	   ALWAYS,
	   0},
	  MONEY("wage", N_("本人工资（元/月）"), ALWAYS, 0)},
	 {{"g1", CALC_COUNT}, {"g2", CALC_COUNT}},
	 CALC_TYPES},
	{"death", {YEAR(N_("工亡年度"))}, {{"times", CALC_COUNT}}, CALC_MONEY},
	{"layoffs",
	 {YEAR(N_("申报年度")),
	  {"laid_off", N_("上年度裁员人数"), CALC_COUNT, 0, COUNT_MOST, {{NULL, NULL}}, ALWAYS, 0},
	  {"insured",
	   N_("上年度末参保职工人数"),
	   CALC_COUNT,
	   0,
	   COUNT_MOST,
	   {{NULL, NULL}},
	   ALWAYS,
	   0}},
	 {{"small", CALC_COUNT}, {"small_rate", CALC_PERCENT}},
	 CALC_PERCENT},
	{"cert_day",
	 {{"from",
	   N_("从哪一天算"),
	   CALC_CHOICE,
	   0,
	   1,
	   {{"last", N_("最近一次认证")}, {"first", N_("首次领取待遇，还没有认证过")}},
	   ALWAYS,
	   0},
	  DAY("day", N_("认证或首次领取日期"))},
	 {{"months", CALC_MONTHS}, {"remind", CALC_MONTHS}},
	 CALC_TYPES},
	{"cert_month",
	 {{"who",
	   N_("领取的待遇"),
	   CALC_CHOICE,
	   0,
	   1,
	   {{"pension", N_("养老保险、失业保险、工伤保险长期待遇")},
	    {"kin", N_("养老保险供养救济费、工伤供养抚恤金")}},
	   ALWAYS,
	   0},
	  {"from",
	   N_("从哪一天算"),
	   CALC_CHOICE,
	   0,
	   1,
	   {{"last", N_("最近一次认证")}, {"first", N_("办理完领取手续，还没有认证过")}},
	   ALWAYS,
	   0},
	  DAY("day", N_("认证或办完手续日期"))},
	 {{"pension", CALC_MONTHS}, {"kin", CALC_MONTHS}, {"first", CALC_MONTHS}},
	 CALC_TYPES},
	{"cert_fixed",
	 {{"who",
	   N_("领取的待遇"),
	   CALC_CHOICE,
	   0,
	   1,
	   {{"pension", N_("企业职工、机关事业单位基本养老保险待遇（养老金）")},
	    {"other", N_("城乡居民养老、工伤长（定）期、供养亲属、被征地农民")}},
	   ALWAYS,
	   0},
	  DAY("day", N_("最近一次认证日期"))},
	 {{"pension", CALC_MONTHS},
	  {"pension_from", CALC_DATE},
	  {"other", CALC_MONTHS},
	  {"other_from", CALC_DATE}},
	 CALC_TYPES},
};
