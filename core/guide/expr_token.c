/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/expr_token.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "base/utf8.h"
#include "guide/expr_parse.h"

enum { NUMBER_MAX = 1000000000, MONTHS_MAX = 200 * 12, DAYS_MAX = 200 * 366 };

void token_fault(struct tokens *t, const char *at, const char *fmt, ...)
{
	char message[600];
	va_list ap;

	if (t->failed)
		return;
	t->failed = true;
	va_start(ap, fmt);
	vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);
	message[utf8_check(message, strlen(message))] = '\0';
	ynode_fault_at(t->faults, t->text, (size_t)(at - t->text->text), "%s", message);
}

static bool read_date(struct tokens *t)
{
	char iso[11];

	for (int i = 0; i < 10; i++) {
		bool dash = i == 4 || i == 7;
		if (dash ? t->p[i] != '-' : !isdigit((unsigned char)t->p[i]))
			return false;
	}
	memcpy(iso, t->p, 10);
	iso[10] = '\0';
	date_day d = date_parse(iso);
	t->p += 10;
	t->token = d == DATE_NONE ? T_BAD : T_DATE;
	t->number = d;
	if (d == DATE_NONE)
		token_fault(t, t->start, _("没有 %s 这一天"), iso);
	return true;
}

static void read_number(struct tokens *t)
{
	int64_t n = 0;

	if (read_date(t))
		return;
	while (isdigit((unsigned char)*t->p) && n <= NUMBER_MAX)
		n = n * 10 + (*t->p++ - '0');
	t->number = n;
	t->token = T_NUMBER;
	if (*t->p == 'y' || *t->p == 'm' || *t->p == 'd') {
		t->token = *t->p == 'd' ? T_DURATION_DAYS : T_DURATION_MONTHS;
		if (*t->p == 'y')
			t->number *= 12;
		t->p++;
	}
	int64_t max = t->token == T_NUMBER	    ? NUMBER_MAX
		      : t->token == T_DURATION_DAYS ? DAYS_MAX
						    : MONTHS_MAX;
	if (n <= NUMBER_MAX && t->number > max) {
		t->token = T_BAD;
		token_fault(t, t->start, _("这段时间太长：最多200年"));
	}
	if (n > NUMBER_MAX || isalnum((unsigned char)*t->p) || *t->p == '_' || *t->p == '.') {
		t->token = T_BAD;
		token_fault(t, t->start,
			    _("数写得不对：可写 300、15y（年）、6m（月）、30d（日）、"
			      "2011-07-01，最大十亿"));
	}
}

static void read_word(struct tokens *t)
{
	size_t n = 0;

	while (isalnum((unsigned char)t->p[n]) || t->p[n] == '_')
		n++;
	if (n >= TOKEN_WORD) {
		t->token = T_BAD;
		token_fault(t, t->start, _("名字太长"));
		return;
	}
	/* The yes/no of a paper that may not exist is one name: voucher.exists */
	if (strncmp(t->p + n, ".exists", 7) == 0 && n + 7 < TOKEN_WORD)
		n += 7;
	memcpy(t->word, t->p, n);
	t->word[n] = '\0';
	t->p += n;
	t->token = T_WORD;
}

static void read_sign(struct tokens *t)
{
	static const char *const signs[] = {"!=", "<=", ">=", "=", "<", ">",
					    "(",  ")",	",",  "+", "-", "."};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t n = strlen(signs[i]);
		if (strncmp(t->p, signs[i], n) == 0) {
			memcpy(t->word, signs[i], n + 1);
			t->p += n;
			t->token = T_SIGN;
			return;
		}
	}
	const char *next = t->p;
	utf8_next(&next);
	t->token = T_BAD;
	token_fault(t, t->start, _("表达式里不能有「%.*s」：名字用英文代号，符号用半角"),
		    (int)(next - t->p), t->p);
}

void token_next(struct tokens *t)
{
	while (*t->p == ' ')
		t->p++;
	t->start = t->p;
	t->word[0] = '\0';
	if (!*t->p)
		t->token = T_END;
	else if (isdigit((unsigned char)*t->p))
		read_number(t);
	else if (isalpha((unsigned char)*t->p))
		read_word(t);
	else
		read_sign(t);
}

bool token_is_word(const struct tokens *t, const char *word)
{
	return t->token == T_WORD && strcmp(t->word, word) == 0;
}

bool token_is_sign(const struct tokens *t, const char *sign)
{
	return t->token == T_SIGN && strcmp(t->word, sign) == 0;
}

/* The token as it stands in the text, for a message. */
const char *token_seen(const struct tokens *t, char out[TOKEN_WORD])
{
	if (t->token == T_END)
		return _("结尾");
	snprintf(out, TOKEN_WORD, "「%.*s」", (int)(t->p - t->start), t->start);
	return out;
}

bool token_take_sign(struct tokens *t, const char *sign)
{
	char text[TOKEN_WORD];

	if (t->failed)
		return false;
	if (!token_is_sign(t, sign)) {
		token_fault(t, t->start, _("此处应是「%s」，却是%s"), sign, token_seen(t, text));
		return false;
	}
	token_next(t);
	return !t->failed;
}

static const char *const reserved[] = {"or",  "and", "not",  "in",    "has",	  "any",
				       "all", "is",  "none", "least", "greatest", "coalesce",
				       "yes", "no",  "from", "to"};

bool expr_is_id(const char *text)
{
	if (!islower((unsigned char)text[0]) || strlen(text) >= TOKEN_WORD)
		return false;
	for (const char *p = text; *p; p++) {
		if (!islower((unsigned char)*p) && !isdigit((unsigned char)*p) && *p != '_' &&
		    *p != '-')
			return false;
	}
	return true;
}

bool expr_is_name(const char *text)
{
	if (!expr_is_id(text) || strchr(text, '-'))
		return false;
	for (size_t i = 0; i < sizeof(reserved) / sizeof(*reserved); i++) {
		if (strcmp(text, reserved[i]) == 0)
			return false;
	}
	return true;
}

bool expr_parse_months(const char *text, int64_t *out)
{
	char *end;

	if (!isdigit((unsigned char)text[0]) || strlen(text) > 8)
		return false;
	long n = strtol(text, &end, 10);
	if ((*end != 'y' && *end != 'm') || end[1])
		return false;
	*out = *end == 'y' ? n * 12 : n;
	return true;
}
