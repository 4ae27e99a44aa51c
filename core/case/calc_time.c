/* SPDX-License-Identifier: Apache-2.0
 *
 * Calculators of years paid and of days to come.
 */
#include <stdio.h>

#include "base/text.h"
#include "case/calc_inside.h"
#include "cert/cycle.h"

/* ---- 灵活就业 补缴 ---- */

static void later_joined(struct calc_work *w, int64_t missing, const char *lines)
{
	char text[CALC_TEXT];

	calc_step(w, lines, _("情况一：继续缴纳，直至满足条件；还差 %s"),
		  calc_format(CALC_MONTHS, missing, text));
	calc_answer(w, "situation", _("属于"), _("情况一"));
	calc_answer(w, "more", _("还要继续缴纳"), text);
	calc_answer(w, "lump", _("一次性补缴"), _("指南在情况一没有载明"));
}

static void earlier_joined(struct calc_work *w, int64_t missing, const struct calc_fact *more)
{
	int64_t pay = missing < more->value ? missing : more->value, lump = missing - pay;
	char a[CALC_TEXT], b[CALC_TEXT];

	calc_format(CALC_MONTHS, pay, a);
	calc_format(CALC_MONTHS, lump, b);
	calc_answer(w, "situation", _("属于"), _("情况二"));
	if (lump)
		calc_step(w, more->lines,
			  _("情况二：还差的年限超过 %s，先继续缴纳 %s，再一次性补缴 %s"), a, a, b);
	else
		calc_step(w, more->lines, _("情况二：继续缴纳 %s 即满，不必再补缴"), a);
	calc_answer(w, "more", _("还要继续缴纳"), a);
	calc_answer(w, "lump", _("一次性补缴"), lump ? b : _("不需要"));
}

void calc_arrears(struct calc_work *w)
{
	enum { FACT_LAW, FACT_ENOUGH, FACT_MORE };
	const struct calc_fact *law = &w->c->facts[FACT_LAW], *enough = &w->c->facts[FACT_ENOUGH];
	int64_t first = w->in[0], age = w->in[1], paid = w->in[2], missing = enough->value - paid;
	bool later = first >= law->value;
	char a[CALC_TEXT], b[CALC_TEXT], c[CALC_TEXT];

	calc_format(CALC_DATE, law->value, b);
	if (first > age) {
		calc_end(w, CALC_REFUSED, _("首次参保缴费晚于到达法定退休年龄，请核对日期"));
		return;
	}
	if (missing <= 0) {
		calc_step(w, enough->lines, _("缴费年限 %s，已满 %s"),
			  calc_format(CALC_MONTHS, paid, a),
			  calc_format(CALC_MONTHS, enough->value, c));
		calc_answer(w, "situation", _("结论"), _("已满15年，不用补缴"));
		return;
	}
	if (age < law->value) {
		calc_end(w, CALC_UNSTATED,
			 _("指南未载明《社会保险法》实施（%s）前就到退休年龄的如何补缴"), b);
		return;
	}
	calc_step(w, law->lines,
		  later ? _("首次参保缴费 %s，在 %s《社会保险法》实施后")
			: _("首次参保缴费 %s，在 %s《社会保险法》实施前"),
		  calc_format(CALC_DATE, first, a), b);
	calc_step(w, enough->lines, _("%s － %s ＝ 还差 %s"),
		  calc_format(CALC_MONTHS, enough->value, a), calc_format(CALC_MONTHS, paid, b),
		  calc_format(CALC_MONTHS, missing, c));
	if (later)
		later_joined(w, missing, enough->lines);
	else
		earlier_joined(w, missing, &w->c->facts[FACT_MORE]);
}

/* ---- certification ---- */

/* A cycle as the guides print it: 12个月, not 1年. */
static const char *in_months(int64_t months, char out[CALC_TEXT])
{
	snprintf(out, CALC_TEXT, _("%d个月"), (int)months);
	return out;
}

static bool is_there(struct calc_work *w, date_day day)
{
	if (day != DATE_NONE)
		return true;
	calc_end(w, CALC_REFUSED, _("日期太远，算不出来"));
	return false;
}

void calc_cert_day(struct calc_work *w)
{
	enum { FACT_MONTHS, FACT_REMIND };
	const struct calc_fact *months = &w->c->facts[FACT_MONTHS],
			       *remind = &w->c->facts[FACT_REMIND];
	date_day day = (date_day)w->in[1], start = day;
	char a[CALC_TEXT], b[CALC_TEXT];

	calc_format(CALC_DATE, day, a);
	if (w->in[0] == 1) {
		start = cycle_first_start(day);
		if (!is_there(w, start))
			return;
		calc_step(w, months->lines, _("首次领取 %s，从次月 %s 起算"), a,
			  calc_format(CALC_DATE, start, b));
	} else {
		calc_step(w, months->lines, _("最近一次认证 %s，从这一天起算"), a);
	}
	date_day end = cycle_by_day(start, (int)months->value),
		 told = cycle_by_day(start, (int)remind->value);
	if (!is_there(w, end))
		return;
	calc_step(w, months->lines, _("加一个认证周期 %s"), in_months(months->value, a));
	calc_step(w, remind->lines, _("满 %s（第10个月）提醒：%s"), in_months(remind->value, a),
		  calc_format(CALC_DATE, told, b));
	calc_answer_value(w, "due", _("下次认证截止"), CALC_DATE, end);
	calc_answer_value(w, "remind", _("提醒"), CALC_DATE, told);
}

void calc_cert_month(struct calc_work *w)
{
	enum { FACT_FIRST = 2 }; /* after those of the two groups */
	const struct calc_fact *months = &w->c->facts[w->in[0]], *first = &w->c->facts[FACT_FIRST];
	date_day day = (date_day)w->in[2], end;
	char a[CALC_TEXT], b[CALC_TEXT];

	calc_format(CALC_DATE, day, a);
	if (w->in[1] == 1) {
		end = cycle_by_month(day, (int)first->value);
		calc_step(w, first->lines, _("%s 办理完领取手续，次月底前第一次认证"), a);
	} else {
		end = cycle_by_month(day, (int)months->value);
		calc_step(w, months->lines, _("%s 认证，以 %s 为一个周期，到那个月的月底"), a,
			  in_months(months->value, b));
	}
	if (is_there(w, end))
		calc_answer_value(w, "due", _("下次认证截止"), CALC_DATE, end);
}

void calc_cert_fixed(struct calc_work *w)
{
	/* Months and anchor of pension, then of the others. */
	const struct calc_fact *months = &w->c->facts[w->in[0] * 2],
			       *anchor = &w->c->facts[w->in[0] * 2 + 1];
	date_day day = (date_day)w->in[1];
	char a[CALC_TEXT], b[CALC_TEXT], c[CALC_TEXT];

	struct cycle_window now = cycle_fixed(day, (date_day)anchor->value, (int)months->value);
	struct cycle_window next = cycle_fixed_next(now, (int)months->value);
	if (day < anchor->value) /* before the first window: that one is the next */
		next = now;
	else
		calc_step(w, anchor->lines, _("%s 的认证算在 %s 至 %s 这一期"),
			  calc_format(CALC_DATE, day, a), calc_format(CALC_DATE, now.first, b),
			  calc_format(CALC_DATE, now.last, c));
	if (!is_there(w, next.first) || !is_there(w, next.last))
		return;
	calc_step(w, months->lines, _("资格确认周期 %s，下一期 %s 至 %s"),
		  in_months(months->value, a), calc_format(CALC_DATE, next.first, b),
		  calc_format(CALC_DATE, next.last, c));
	calc_answer_value(w, "from", _("下一期开始"), CALC_DATE, next.first);
	calc_answer_value(w, "due", _("下次认证截止"), CALC_DATE, next.last);
}
