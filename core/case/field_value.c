/* SPDX-License-Identifier: Apache-2.0 */
#include "case/field_value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/money.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

typedef enum field_verdict (*checker)(const struct field *f, const char *text,
				      struct field_value *out, struct err *message);

static enum field_verdict bad(struct err *message, const struct field *f, const char *why)
{
	err_set(message, ERR_INPUT, "%s：%s", f->label, why);
	return FIELD_BAD;
}

static bool keep(struct field_value *out, const char *text)
{
	return snprintf(out->text, sizeof(out->text), "%s", text) < (int)sizeof(out->text);
}

static enum field_verdict from_ident(const struct field *f, const struct ident *id,
				     struct field_value *out, struct err *message)
{
	if (id->verdict == IDENT_BAD)
		return bad(message, f, id->why);
	keep(out, id->text);
	out->birth = id->birth;
	out->sex = id->sex;
	if (id->verdict == IDENT_OK)
		return FIELD_OK;
	err_set(message, ERR_INPUT, "%s：%s", f->label, id->why);
	return FIELD_WARN;
}

static enum field_verdict check_text(const struct field *f, const char *text,
				     struct field_value *out, struct err *message)
{
	int64_t most = f->max > 0 ? f->max : 200;

	if ((int64_t)utf8_length(text) > most) {
		err_set(message, ERR_INPUT, _("%s：最多 %lld 个字，现在 %zu 个，请删减"), f->label,
			(long long)most, utf8_length(text));
		return FIELD_BAD;
	}
	char *nfc = utf8_nfc(text);
	keep(out, nfc);
	free(nfc);
	return FIELD_OK;
}

static enum field_verdict check_name(const struct field *f, const char *text,
				     struct field_value *out, struct err *message)
{
	char name[FIELD_VALUE], why[IDENT_WHY] = "";

	if (!ident_name(text, name, sizeof(name), why))
		return bad(message, f, why);
	keep(out, name);
	if (!why[0])
		return FIELD_OK;
	err_set(message, ERR_INPUT, "%s：%s", f->label, why);
	return FIELD_WARN;
}

static enum field_verdict check_credit(const struct field *f, const char *text,
				       struct field_value *out, struct err *message)
{
	struct ident id = ident_credit_code(text);

	return from_ident(f, &id, out, message);
}

static bool says_none(const struct field *f, const char *text)
{
	return strcmp(text, f->or_none) == 0 || strcmp(text, FIELD_NONE) == 0 ||
	       strcmp(text, "无") == 0 || strcmp(text, "没有") == 0;
}

static enum field_verdict check_phone(const struct field *f, const char *text,
				      struct field_value *out, struct err *message)
{
	if (f->or_none && says_none(f, text)) {
		keep(out, FIELD_NONE);
		return FIELD_OK;
	}
	struct ident id = ident_phone(text);

	return from_ident(f, &id, out, message);
}

static enum field_verdict check_account(const struct field *f, const char *text,
					struct field_value *out, struct err *message)
{
	struct ident id = ident_bank_card(text, f->type == FIELD_ACCOUNT);

	return from_ident(f, &id, out, message);
}

static enum field_verdict check_social_card(const struct field *f, const char *text,
					    struct field_value *out, struct err *message)
{
	struct ident id = ident_social_card(text);

	return from_ident(f, &id, out, message);
}

static enum field_verdict check_date(const struct field *f, const char *text,
				     struct field_value *out, struct err *message)
{
	date_day d = date_parse(text);

	if (d == DATE_NONE)
		return bad(message, f, _("没有这一天，请按 2026-11-24 或 20261124 填写"));
	date_format(d, out->text);
	return FIELD_OK;
}

/* 2026-11, 202611, 2026年11月. */
static enum field_verdict check_month(const struct field *f, const char *text,
				      struct field_value *out, struct err *message)
{
	int year = 0, month = 0;
	char *half = utf8_halfwidth(text);
	size_t digits = strspn(half, "0123456789");
	bool ok = digits == 6 && half[6] == '\0'
			  ? sscanf(half, "%4d%2d", &year, &month) == 2
			  : digits == 4 && (sscanf(half, "%4d年%2d", &year, &month) == 2 ||
					    sscanf(half, "%4d%*1[-/.]%2d", &year, &month) == 2);

	free(half);
	if (!ok || !date_exists(year, month, 1))
		return bad(message, f, _("没有这个月份，请按 2026-11 或 202611 填写"));
	snprintf(out->text, sizeof(out->text), "%04d-%02d", year, month);
	return FIELD_OK;
}

static enum field_verdict check_money(const struct field *f, const char *text,
				      struct field_value *out, struct err *message)
{
	money_fen fen;

	if (!money_parse(text, &fen))
		return bad(message, f, _("不是金额，请按 1234.56 填写，最多两位小数"));
	money_format(fen, out->text);
	return FIELD_OK;
}

static enum field_verdict check_number(const struct field *f, const char *text,
				       struct field_value *out, struct err *message)
{
	char *half = utf8_halfwidth(text), *end;
	long long n = strtoll(half, &end, 10);
	bool ok = end != half && *end == '\0' && strlen(half) <= 15;

	free(half);
	if (!ok)
		return bad(message, f, _("应为整数"));
	if ((f->min || f->max) && (n < f->min || (f->max && n > f->max))) {
		if (f->max)
			err_set(message, ERR_INPUT, _("%s：应在 %lld 到 %lld 之间"), f->label,
				(long long)f->min, (long long)f->max);
		else
			err_set(message, ERR_INPUT, _("%s：不能小于 %lld"), f->label,
				(long long)f->min);
		return FIELD_BAD;
	}
	snprintf(out->text, sizeof(out->text), "%lld", n);
	return FIELD_OK;
}

static int find_choice(const struct field *f, const char *text, size_t len)
{
	for (size_t i = 0; i < f->n_values; i++)
		if ((strlen(f->values[i].id) == len && memcmp(f->values[i].id, text, len) == 0) ||
		    (strlen(f->values[i].text) == len && memcmp(f->values[i].text, text, len) == 0))
			return (int)i;
	return -1;
}

static enum field_verdict unknown_choice(const struct field *f, const char *text,
					 struct err *message)
{
	struct str known = {0};

	for (size_t i = 0; i < f->n_values; i++)
		str_addf(&known, "%s%s", i ? "、" : "", f->values[i].text);
	err_set(message, ERR_INPUT, _("%s：没有“%s”，可选：%s"), f->label, text, str_text(&known));
	str_done(&known);
	return FIELD_BAD;
}

static enum field_verdict check_choice(const struct field *f, const char *text,
				       struct field_value *out, struct err *message)
{
	int i = find_choice(f, text, strlen(text));

	if (i < 0)
		return unknown_choice(f, text, message);
	keep(out, f->values[i].id);
	return FIELD_OK;
}

static enum field_verdict check_set(const struct field *f, const char *text,
				    struct field_value *out, struct err *message)
{
	struct str ids = {0};
	bool ok = true;

	for (const char *s = text; ok && *s;) {
		size_t len = strcspn(s, ",");
		int i = find_choice(f, s, len);
		ok = i >= 0;
		if (ok)
			str_addf(&ids, "%s%s", ids.len ? "," : "", f->values[i].id);
		s += len + (s[len] == ',');
	}
	if (ok)
		keep(out, str_text(&ids));
	str_done(&ids);
	return ok ? FIELD_OK : unknown_choice(f, text, message);
}

static enum field_verdict one_of(const struct field *f, const char *text, struct field_value *out,
				 struct err *message, const char *const words[2][3],
				 const char *why)
{
	for (int i = 0; i < 2; i++)
		for (int k = 0; k < 3; k++)
			if (words[i][k] && strcmp(words[i][k], text) == 0) {
				keep(out, words[i][0]);
				return FIELD_OK;
			}
	return bad(message, f, why);
}

static enum field_verdict check_yesno(const struct field *f, const char *text,
				      struct field_value *out, struct err *message)
{
	static const char *const words[2][3] = {{"yes", "是", "y"}, {"no", "否", "n"}};

	return one_of(f, text, out, message, words, _("请答“是”或“否”"));
}

static enum field_verdict check_sex(const struct field *f, const char *text,
				    struct field_value *out, struct err *message)
{
	static const char *const words[2][3] = {{"男", "male", "M"}, {"女", "female", "F"}};

	return one_of(f, text, out, message, words, _("请填“男”或“女”"));
}

static enum field_verdict check_ident_kind(const struct field *f, const char *text,
					   struct field_value *out, struct err *message)
{
	struct str known = {0};

	for (int i = 0; i < IDENT_KINDS; i++) {
		if (strcmp(ident_kind_names[i], text) == 0) {
			keep(out, text);
			str_done(&known);
			return FIELD_OK;
		}
		str_addf(&known, "%s%s", i ? "、" : "", ident_kind_names[i]);
	}
	err_set(message, ERR_INPUT, _("%s：没有“%s”，可选：%s"), f->label, text, str_text(&known));
	str_done(&known);
	return FIELD_BAD;
}

/* FIELD_IDENT needs its kind, FIELD_PEOPLE has rows, FIELD_SECRET has no value: all three are
 * handled outside the table. */
static const checker checkers[FIELD_TYPES] = {
	[FIELD_TEXT] = check_text,
	[FIELD_NAME] = check_name,
	[FIELD_IDENT_KIND] = check_ident_kind,
	[FIELD_CREDIT_CODE] = check_credit,
	[FIELD_PHONE] = check_phone,
	[FIELD_DATE] = check_date,
	[FIELD_MONTH] = check_month,
	[FIELD_MONEY] = check_money,
	[FIELD_NUMBER] = check_number,
	[FIELD_CHOICE] = check_choice,
	[FIELD_SET] = check_set,
	[FIELD_YESNO] = check_yesno,
	[FIELD_ACCOUNT] = check_account,
	[FIELD_BANK_CARD] = check_account,
	[FIELD_SOCIAL_CARD] = check_social_card,
	[FIELD_SEX] = check_sex,
};

/* Nobody was born, or died, after today. */
static enum field_verdict check_past(const struct field *f, date_day today,
				     const struct field_value *v, struct err *message)
{
	char day[DATE_TEXT];
	bool past = strcmp(f->id, "birth") == 0 || strcmp(f->id, "died") == 0;

	if (f->type != FIELD_DATE || !past || date_parse(v->text) <= today)
		return FIELD_OK;
	err_set(message, ERR_INPUT, _("%s：%s 晚于今天（%s），请核对"), f->label, v->text,
		date_format(today, day));
	return FIELD_BAD;
}

/* Nothing but that it was given is ever a value, and nothing else is left in `out`. */
static enum field_verdict check_secret(const struct field *f, const char *text,
				       struct field_value *out, struct err *message)
{
	if (*text && strcmp(text, FIELD_GIVEN) != 0)
		return bad(message, f, _("不能填写在这里：由本人在窗口当面录入，不登记、不保存"));
	keep(out, text);
	return FIELD_OK;
}

bool field_secret_check(const struct field *f, const char *typed, struct err *message)
{
	size_t digits = strspn(typed, "0123456789");

	err_clear(message);
	if (!f->max ||
	    (typed[digits] == '\0' && digits >= (size_t)f->min && digits <= (size_t)f->max))
		return true;
	if (f->min == f->max)
		return err_set(message, ERR_INPUT, _("%s：应为 %lld 位数字，请重新录入"), f->label,
			       (long long)f->max);
	return err_set(message, ERR_INPUT, _("%s：应为 %lld 到 %lld 位数字，请重新录入"), f->label,
		       (long long)f->min, (long long)f->max);
}

/* Blanks around a value are slips of the hand. */
static void trim(char *text)
{
	size_t lead = strspn(text, " \t"), len = strlen(text);

	while (len > lead && (text[len - 1] == ' ' || text[len - 1] == '\t'))
		len--;
	memmove(text, text + lead, len - lead);
	text[len - lead] = '\0';
}

enum field_verdict field_value_check(const struct field *f, enum ident_kind kind, const char *text,
				     date_day today, struct field_value *out, struct err *message)
{
	*out = (struct field_value){.birth = DATE_NONE};
	err_clear(message);
	if (f->type == FIELD_SECRET)
		return check_secret(f, text, out, message);
	if (utf8_check(text, strlen(text)) != strlen(text))
		return bad(message, f, _("含有无效的字符编码，请重新输入"));
	if (!keep(out, text)) {
		out->text[utf8_fit(out->text, FIELD_VALUE / 4)] = '\0';
		return bad(message, f, _("内容过长，请删减"));
	}
	if (text[utf8_control(text)])
		return bad(message, f, _("含有不可见的控制字符，请重新输入"));
	trim(out->text);
	char *typed = xstrdup(out->text);
	enum field_verdict v = FIELD_OK;
	if (*typed && f->type == FIELD_IDENT) {
		struct ident id = ident_certificate(kind, typed, today);
		v = from_ident(f, &id, out, message);
	} else if (*typed && checkers[f->type]) {
		v = checkers[f->type](f, typed, out, message);
		if (v == FIELD_OK)
			v = check_past(f, today, out, message);
	}
	free(typed);
	return v;
}

char *field_value_shown(const struct field *f, const char *value)
{
	if (f->type == FIELD_CHOICE || f->type == FIELD_SET) {
		struct str out = {0};
		for (const char *s = value; *s;) {
			size_t len = strcspn(s, ",");
			int i = find_choice(f, s, len);
			str_add(&out, out.len ? "、" : "");
			if (i >= 0)
				str_add(&out, f->values[i].text);
			else
				str_addn(&out, s, len);
			s += len + (s[len] == ',');
		}
		return str_take(&out);
	}
	if (f->or_none && strcmp(value, FIELD_NONE) == 0)
		return xstrdup(f->or_none);
	if (f->type == FIELD_SECRET && *value)
		return xstrdup(_("已录入（不保存）"));
	if (f->type == FIELD_YESNO && *value)
		return xstrdup(strcmp(value, "yes") == 0 ? "是" : "否");
	return xstrdup(value);
}

enum ident_masking field_masking(enum field_type type)
{
	switch (type) {
	case FIELD_IDENT:
		return MASK_NUMBER;
	case FIELD_ACCOUNT:
	case FIELD_BANK_CARD:
	case FIELD_SOCIAL_CARD:
		return MASK_ACCOUNT;
	case FIELD_PHONE:
		return MASK_PHONE;
	default:
		return MASK_NONE;
	}
}

char *field_value_masked(const struct field *f, const char *value, char *out, size_t size)
{
	char *shown = field_value_shown(f, value);
	bool none = f->or_none && strcmp(value, FIELD_NONE) == 0;

	ident_masked(none ? MASK_NONE : field_masking(f->type), shown, out, size);
	free(shown);
	return out;
}

enum ident_kind field_ident_kind(const char *name)
{
	for (int k = 0; name && k < IDENT_KINDS; k++)
		if (strcmp(ident_kind_names[k], name) == 0)
			return (enum ident_kind)k;
	return IDENT_RESIDENT;
}
