/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers as text, in and out: what the command line, the screen and a case's
 * JSON say, by id or by the words of the guide.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "guide/check.h"

struct word {
	const char *text;
	int64_t value;
};

static const struct word yes_no[] = {{"yes", 1}, {"no", 0}, {"是", 1}, {"否", 0}, {NULL, 0}};
static const struct word verified[] = {{"核验到", VERIFIED_YES},
				       {"核验不到", VERIFIED_NO},
				       {"系统不可用", VERIFIED_UNAVAILABLE},
				       {"unavailable", VERIFIED_UNAVAILABLE},
				       {NULL, 0}};
static const struct word attested[] = {{"符合", 1}, {"不符合", 0}, {NULL, 0}};
static const struct word situation[] = {{"有", PROHIBITION_YES}, {"无", PROHIBITION_NO}, {NULL, 0}};
static const struct word existing[] = {{"有", 1}, {"无", 0}, {NULL, 0}};

static const struct word *own_words(enum var_kind kind)
{
	switch (kind) {
	case VAR_VERIFICATION:
		return verified;
	case VAR_CONDITION:
		return attested;
	case VAR_PROHIBITION:
		return situation;
	case VAR_EXISTS:
		return existing;
	default:
		return NULL;
	}
}

static const struct prohibition *prohibition_of(const struct item *it, int var)
{
	for (size_t i = 0; i < it->n_prohibitions; i++) {
		if (it->prohibitions[i].var == var)
			return &it->prohibitions[i];
	}
	return NULL;
}

/* The act that lifts the prohibition; NULL. */
static const char *lifting_act(const struct item *it, int var)
{
	const struct prohibition *p = prohibition_of(it, var);

	return p ? p->lifted_by_act : NULL;
}

/* ---- reading ---- */

static bool look_up(const struct word *words, const char *text, int64_t *out)
{
	for (; words && words->text; words++) {
		if (strcmp(words->text, text) == 0) {
			*out = words->value;
			return true;
		}
	}
	return false;
}

static bool refuse(const struct item *it, int var, const char *text, const char *allowed,
		   struct err *e)
{
	return err_set(e, ERR_INPUT, _("“%s”不是「%s」的答案；可填：%s"), text, it->vars[var].text,
		       allowed);
}

static void list_words(const struct word *words, struct str *out)
{
	for (; words && words->text; words++)
		str_addf(out, " %s", words->text);
}

static bool parse_yesno(const struct item *it, int var, const char *text, struct value *out,
			struct err *e)
{
	const struct word *own = own_words(it->vars[var].kind);
	const char *act = lifting_act(it, var);

	if (look_up(yes_no, text, &out->a) || look_up(own, text, &out->a))
		return true;
	if (act && (strcmp(text, "lifted") == 0 || strcmp(text, act) == 0)) {
		out->a = PROHIBITION_LIFTED;
		return true;
	}
	struct str allowed = {0};
	list_words(yes_no, &allowed);
	list_words(own, &allowed);
	if (act)
		str_addf(&allowed, _(" lifted（%s）"), act);
	refuse(it, var, text, str_text(&allowed) + 1, e);
	str_done(&allowed);
	return false;
}

static bool refuse_choice(const struct item *it, int var, const char *text, struct err *e)
{
	const struct var *v = &it->vars[var];
	struct str allowed = {0};

	for (size_t i = 0; i < v->n_values; i++)
		str_addf(&allowed, "%s%s（%s）", i ? " " : "", v->values[i].id, v->values[i].text);
	refuse(it, var, text, str_text(&allowed), e);
	str_done(&allowed);
	return false;
}

static bool parse_choice(const struct item *it, int var, const char *text, struct value *out,
			 struct err *e)
{
	int i = item_choice(&it->vars[var], text);

	if (i < 0)
		return refuse_choice(it, var, text, e);
	out->a = i;
	return true;
}

/* Bytes of the mark between members at s, 0 when there is none. */
static size_t mark_length(const char *s)
{
	static const char *const marks[] = {",", "，", "、"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (strncmp(s, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	}
	return 0;
}

/* The longest run of parts that names a member, so that names with a comma are found too. */
static bool parse_member(const struct var *v, const char **text, int *member)
{
	size_t end = strlen(*text);

	while (end > 0) {
		char *part = xstrndup(*text, end);
		*member = item_choice(v, part);
		free(part);
		if (*member >= 0) {
			*text += end;
			return true;
		}
		do
			end--;
		while (end > 0 && !mark_length(*text + end));
	}
	return false;
}

static bool parse_set(const struct item *it, int var, const char *text, struct value *out,
		      struct err *e)
{
	const struct var *v = &it->vars[var];
	const char *at = text;
	int64_t mask = 0;

	while (*at) {
		int member;
		if (!parse_member(v, &at, &member))
			return refuse_choice(it, var, at, e);
		mask |= INT64_C(1) << member;
		at += mark_length(at);
	}
	int n = __builtin_popcountll((uint64_t)mask);
	if (n < v->min || n > v->max)
		return err_set(e, ERR_INPUT, _("「%s」应选%" PRId64 "至%" PRId64 "项，现选%d项"),
			       v->text, v->min, v->max, n);
	out->a = mask;
	return true;
}

/* A whole number of at most nine digits; *s moves past it. */
static bool read_whole(const char **s, int64_t *out)
{
	char *end;

	if (!isdigit((unsigned char)**s) || strspn(*s, "0123456789") > 9)
		return false;
	*out = strtoll(*s, &end, 10);
	*s = end;
	return true;
}

static bool skip_any(const char **s, const char *const *marks)
{
	for (; *marks; marks++) {
		if (strncmp(*s, *marks, strlen(*marks)) == 0) {
			*s += strlen(*marks);
			return true;
		}
	}
	return false;
}

/* 15y 6m 15y6m 15年 6个月 15年6个月; a bare number is months. */
static bool read_months(const char *s, int64_t *out)
{
	static const char *const years[] = {"y", "年", NULL}, *const months[] = {"个月", "m", "月",
										 NULL};
	int64_t n;

	*out = 0;
	if (!read_whole(&s, &n))
		return false;
	if (skip_any(&s, years)) {
		*out = n * 12;
		if (!*s)
			return true;
		if (!read_whole(&s, &n))
			return false;
	}
	*out += n;
	skip_any(&s, months);
	return !*s;
}

static bool parse_amount(const struct item *it, int var, const char *text, struct value *out,
			 struct err *e)
{
	const struct var *v = &it->vars[var];
	bool months = v->type == TYPE_MONTHS;
	char *half = utf8_halfwidth(text);
	const char *s = half;
	bool ok = months ? read_months(s, &out->a) : read_whole(&s, &out->a) && !*s;

	free(half);
	if (!ok)
		return refuse(it, var, text,
			      months ? _("月数，例如 6m、15y、15年6个月") : _("整数"), e);
	if (out->a < v->min || out->a > v->max)
		return err_set(e, ERR_INPUT, _("「%s」应在%" PRId64 "到%" PRId64 "%s之间"), v->text,
			       v->min, v->max, months ? _("个月") : "");
	return true;
}

static bool parse_date(const struct item *it, int var, const char *text, struct value *out,
		       struct err *e)
{
	date_day d = date_parse(text);

	if (d == DATE_NONE)
		return refuse(it, var, text, _("日期，例如 2026-11-24"), e);
	out->a = d;
	return true;
}

static bool parse_period(const struct item *it, int var, const char *text, struct value *out,
			 struct err *e)
{
	static const char *const marks[] = {"..", "至", "—", "～", "~"};
	date_day from = DATE_NONE, to = DATE_NONE;

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks) && from == DATE_NONE; i++) {
		const char *mark = strstr(text, marks[i]);
		if (!mark)
			continue;
		char *first = xstrndup(text, (size_t)(mark - text));
		from = date_parse(first);
		to = date_parse(mark + strlen(marks[i]));
		free(first);
	}
	if (from == DATE_NONE || to == DATE_NONE)
		return refuse(it, var, text, _("起止日期，例如 2022-01-01..2022-02-01"), e);
	if (from > to)
		return err_set(e, ERR_INPUT, _("「%s」的起始日期晚于终止日期"), it->vars[var].text);
	out->a = from;
	out->b = to;
	return true;
}

static bool parse_none(const struct item *it, int var, struct value *out, struct err *e)
{
	const struct var *v = &it->vars[var];

	if (v->or_none || v->optional) {
		out->state = VALUE_NONE;
		return true;
	}
	if (v->type == TYPE_SET && v->min == 0)
		return true;
	return err_set(e, ERR_INPUT, _("「%s」必须回答，不能为“无”"), v->text);
}

bool answer_parse(const struct item *it, int var, const char *text, struct value *out,
		  struct err *e)
{
	static bool (*const parsers[])(const struct item *, int, const char *, struct value *,
				       struct err *) = {
		[TYPE_YESNO] = parse_yesno,   [TYPE_CHOICE] = parse_choice,
		[TYPE_SET] = parse_set,	      [TYPE_NUMBER] = parse_amount,
		[TYPE_MONTHS] = parse_amount, [TYPE_DATE] = parse_date,
		[TYPE_PERIOD] = parse_period,
	};
	const struct var *v = &it->vars[var];
	struct value value = {.state = VALUE_KNOWN};
	bool none = strcmp(text, "none") == 0 || (v->or_none && strcmp(text, v->or_none) == 0);

	if (!utf8_valid(text))
		return err_set(e, ERR_INPUT, _("「%s」的答案不是有效的UTF-8文字"), v->text);
	if (!*text)
		return err_set(e, ERR_INPUT, _("「%s」的答案是空的"), v->text);
	if (none ? !parse_none(it, var, &value, e) : !parsers[v->type](it, var, text, &value, e))
		return false;
	*out = value;
	return true;
}

/* ---- writing ---- */

static const char *yesno_text(const struct item *it, int var, int64_t a)
{
	const struct word *own = own_words(it->vars[var].kind);

	if (it->vars[var].kind == VAR_PROHIBITION && a == PROHIBITION_LIFTED)
		return lifting_act(it, var) ? lifting_act(it, var) : "已解除";
	for (; own && own->text; own++) {
		if (own->value == a)
			return own->text;
	}
	return a ? "是" : "否";
}

static void months_text(int64_t months, struct str *out)
{
	if (months >= 12)
		str_addf(out, "%" PRId64 "年", months / 12);
	if (months % 12 || months == 0)
		str_addf(out, "%" PRId64 "个月", months % 12);
}

static void set_text(const struct var *v, int64_t mask, bool ids, struct str *out)
{
	size_t n = 0;

	for (size_t i = 0; i < v->n_values; i++) {
		if (mask >> i & 1)
			str_addf(out, "%s%s", n++ ? ids ? "," : "、" : "",
				 ids ? v->values[i].id : v->values[i].text);
	}
	if (n == 0)
		str_add(out, ids ? "none" : "无");
}

void answer_text(const struct item *it, int var, const struct value *x, struct str *out)
{
	const struct var *v = &it->vars[var];
	char first[32], last[32];

	if (x->state != VALUE_KNOWN) {
		str_add(out, x->state == VALUE_OPEN ? "未答"
			     : v->or_none	    ? v->or_none
						    : "无");
		return;
	}
	switch (v->type) {
	case TYPE_YESNO:
		str_add(out, yesno_text(it, var, x->a));
		break;
	case TYPE_CHOICE:
		str_add(out, (size_t)x->a < v->n_values ? v->values[x->a].text : "");
		break;
	case TYPE_SET:
		set_text(v, x->a, false, out);
		break;
	case TYPE_NUMBER:
		str_addf(out, "%" PRId64, x->a);
		break;
	case TYPE_MONTHS:
		months_text(x->a, out);
		break;
	case TYPE_DATE:
		str_add(out, date_format_zh((date_day)x->a, first));
		break;
	case TYPE_PERIOD:
		str_addf(out, "%s至%s", date_format_zh((date_day)x->a, first),
			 date_format_zh((date_day)x->b, last));
		break;
	}
}

void answer_write(const struct item *it, int var, const struct value *x, struct str *out)
{
	const struct var *v = &it->vars[var];
	char first[DATE_TEXT], last[DATE_TEXT];

	if (x->state != VALUE_KNOWN) {
		str_add(out, x->state == VALUE_OPEN ? "" : "none");
		return;
	}
	switch (v->type) {
	case TYPE_YESNO:
		str_add(out, x->a == 0			  ? "no"
			     : x->a == 1		  ? "yes"
			     : v->kind == VAR_PROHIBITION ? "lifted"
							  : "unavailable");
		break;
	case TYPE_CHOICE:
		str_add(out, (size_t)x->a < v->n_values ? v->values[x->a].id : "");
		break;
	case TYPE_SET:
		set_text(v, x->a, true, out);
		break;
	case TYPE_NUMBER:
		str_addf(out, "%" PRId64, x->a);
		break;
	case TYPE_MONTHS:
		str_addf(out, "%" PRId64 "m", x->a);
		break;
	case TYPE_DATE:
		str_add(out, date_format((date_day)x->a, first));
		break;
	case TYPE_PERIOD:
		str_addf(out, "%s..%s", date_format((date_day)x->a, first),
			 date_format((date_day)x->b, last));
		break;
	}
}
