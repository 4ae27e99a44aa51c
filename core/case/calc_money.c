/* SPDX-License-Identifier: Apache-2.0
 *
 * Calculators of amounts and rates.
 */
#include "base/text.h"
#include "case/calc_inside.h"

enum { WHOLE = 10000, MONTHS = 12 }; /* 100% in 1/10000 */

/* ---- 缴费比例 ---- */

static int64_t add_rate(struct calc_work *w, int fact, const char *id, const char *label)
{
	const struct calc_fact *f = &w->c->facts[fact];
	int64_t base = w->in[1], due = calc_share(base, f->value, WHOLE);
	char a[CALC_TEXT], b[CALC_TEXT], c[CALC_TEXT];

	calc_step(w, f->lines, _("%s：%s × %s ＝ %s"), label, calc_format(CALC_MONEY, base, a),
		  calc_format(CALC_PERCENT, f->value, b), calc_format(CALC_MONEY, due, c));
	calc_answer_value(w, id, label, CALC_MONEY, due);
	return due;
}

void calc_rates(struct calc_work *w)
{
	enum { FACT_UNIT, FACT_STAFF, FACT_FLEXIBLE };

	if (w->in[0] == 1) {
		add_rate(w, FACT_FLEXIBLE, "flexible", _("灵活就业人员缴费"));
		return;
	}
	int64_t unit = add_rate(w, FACT_UNIT, "unit", _("单位缴费"));
	int64_t staff = add_rate(w, FACT_STAFF, "staff", _("个人缴费"));
	calc_answer_value(w, "sum", _("单位和个人合计"), CALC_MONEY, unit + staff);
}

/* ---- 缴费基数 ---- */

/* percent of the yearly wage, a month of it: one rounding. */
static int64_t add_bound(struct calc_work *w, int64_t wage, int64_t percent, const char *id,
			 const char *label, const char *lines)
{
	int64_t monthly = calc_share(wage, percent, (int64_t)WHOLE * MONTHS);
	char a[CALC_TEXT], b[CALC_TEXT], c[CALC_TEXT];

	calc_step(w, lines, _("%s：%s × %s ÷ 12 ＝ 每月 %s"), label,
		  calc_format(CALC_MONEY, wage, a), calc_format(CALC_PERCENT, percent, b),
		  calc_format(CALC_MONEY, monthly, c));
	calc_answer_value(w, id, label, CALC_MONEY, monthly);
	return monthly;
}

static void staff_base(struct calc_work *w, int64_t own, int64_t low, int64_t high)
{
	const char *lines = w->c->lines;
	char a[CALC_TEXT], b[CALC_TEXT];

	calc_format(CALC_MONEY, own, a);
	if (own < low)
		calc_step(w, lines, _("本人工资 %s 低于下限，按下限 %s"), a,
			  calc_format(CALC_MONEY, low, b));
	else if (own > high)
		calc_step(w, lines, _("本人工资 %s 高于上限，按上限 %s"), a,
			  calc_format(CALC_MONEY, high, b));
	else
		calc_step(w, lines, _("本人工资 %s 在下限和上限之间，按本人工资"), a);
	calc_answer_value(w, "base", _("每月缴费基数"), CALC_MONEY,
			  own < low    ? low
			  : own > high ? high
				       : own);
}

void calc_base(struct calc_work *w)
{
	enum { FACT_LEAST, FACT_MOST };
	const struct calc_fact *least = &w->c->facts[FACT_LEAST], *most = &w->c->facts[FACT_MOST];
	bool flexible = w->in[1] == 1;
	int64_t wage, percent = w->in[3];
	char low_text[CALC_TEXT], high_text[CALC_TEXT];

	if (flexible && (percent < least->value || percent > most->value)) {
		calc_end(w, CALC_REFUSED, _("选择的比例应在 %s 到 %s 之间"),
			 calc_format(CALC_PERCENT, least->value, low_text),
			 calc_format(CALC_PERCENT, most->value, high_text));
		return;
	}
	if (!calc_parameter(w, (int)w->in[0] - 1, &wage))
		return;
	int64_t low = add_bound(w, wage, least->value, "least", _("下限"), least->lines);
	int64_t high = add_bound(w, wage, most->value, "most", _("上限"), most->lines);
	if (flexible)
		add_bound(w, wage, percent, "base", _("每月缴费基数"), least->lines);
	else
		staff_base(w, w->in[2], low, high);
}

/* ---- 工伤 ---- */

void calc_disability(struct calc_work *w)
{
	enum { PRINTED = 2 };
	const char *grade = _(calc_specs[CALC_DISABILITY].inputs[0].choices[w->in[0]].text);
	char a[CALC_TEXT], b[CALC_TEXT];

	if (w->in[0] >= PRINTED) {
		calc_end(w, CALC_UNSTATED, _("指南未载明%s伤残的月数（只印一级、二级），不推算"),
			 grade);
		return;
	}
	const struct calc_fact *months = &w->c->facts[w->in[0]];
	int64_t sum = w->in[1] * months->value;
	calc_step(w, months->lines, _("%s伤残：%d个月本人工资"), grade, (int)months->value);
	calc_step(w, months->lines, _("%s × %d ＝ %s"), calc_format(CALC_MONEY, w->in[1], a),
		  (int)months->value, calc_format(CALC_MONEY, sum, b));
	calc_answer_value(w, "sum", _("一次性伤残补助金"), CALC_MONEY, sum);
}

void calc_death(struct calc_work *w)
{
	const struct calc_fact *times = &w->c->facts[0];
	char a[CALC_TEXT], b[CALC_TEXT];
	int64_t income;

	if (!calc_parameter(w, (int)w->in[0] - 1, &income))
		return;
	int64_t sum = income * times->value;
	calc_step(w, times->lines, _("%s × %d倍 ＝ %s"), calc_format(CALC_MONEY, income, a),
		  (int)times->value, calc_format(CALC_MONEY, sum, b));
	calc_answer_value(w, "sum", _("一次性工亡补助金"), CALC_MONEY, sum);
}

/* ---- 裁员率 ---- */

void calc_layoffs(struct calc_work *w)
{
	enum { FACT_SMALL, FACT_SMALL_RATE };
	const struct calc_fact *small = &w->c->facts[FACT_SMALL],
			       *small_rate = &w->c->facts[FACT_SMALL_RATE];
	int64_t laid_off = w->in[1], insured = w->in[2], all = laid_off + insured, limit;
	char rate[CALC_TEXT], most[CALC_TEXT];

	if (all == 0) {
		calc_end(w, CALC_REFUSED, _("裁员人数和参保职工人数都是0，算不出裁员率"));
		return;
	}
	if (insured <= small->value) {
		limit = small_rate->value;
		calc_step(w, small->lines, _("参保职工%d人，在%d人（含）以下：裁员率不超过 %s"),
			  (int)insured, (int)small->value, calc_format(CALC_PERCENT, limit, most));
	} else {
		calc_step(w, small->lines, _("参保职工%d人，超过%d人：裁员率不高于控制目标"),
			  (int)insured, (int)small->value);
		if (!calc_parameter(w, (int)w->in[0] - 1, &limit))
			return;
		calc_format(CALC_PERCENT, limit, most);
	}
	calc_format(CALC_PERCENT, calc_share(laid_off, WHOLE, all), rate);
	calc_step(w, w->c->lines, _("裁员率：%d ÷（%d＋%d）× 100%% ＝ %s%s"), (int)laid_off,
		  (int)laid_off, (int)insured, laid_off * WHOLE % all ? _("约 ") : "", rate);
	/* Compared as fractions: 5.504% is above 5.5%. */
	bool within = laid_off * WHOLE <= limit * all;
	calc_step(w, small->lines,
		  within ? _("与 %s 比较（按分数比，不按四舍五入后的数）：不高于")
			 : _("与 %s 比较（按分数比，不按四舍五入后的数）：高于"),
		  most);
	calc_answer(w, "rate", _("裁员率"), rate);
	calc_answer(w, "limit", _("不高于"), most);
	calc_answer(w, "within", _("结论"), within ? _("符合裁员率条件") : _("不符合裁员率条件"));
}
