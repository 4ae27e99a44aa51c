/* SPDX-License-Identifier: Apache-2.0
 *
 * Recursive descent over tokens; a fault ends the expression. Every rule of
 * grammar is one function, named after what it reads.
 */
#include "guide/expr_parse.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

enum { NESTING_MAX = 60, WORD_MAX = 64, NUMBER_MAX = 1000000000 };

enum token { T_END, T_WORD, T_NUMBER, T_DURATION_MONTHS, T_DURATION_DAYS, T_DATE, T_SIGN, T_BAD };

struct parser {
	struct graph *g;
	const struct scope *s;
	const struct ynode *text;
	const char *p; /* after the token */
	enum token token;
	const char *start;   /* of the token */
	char word[WORD_MAX]; /* T_WORD, T_SIGN: its characters */
	int64_t number;
	int nesting;
	bool failed;
};

static void fault_at(struct parser *ps, const char *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
static void fault_at(struct parser *ps, const char *at, const char *fmt, ...)
{
	char message[600];
	va_list ap;

	if (ps->failed)
		return;
	ps->failed = true;
	va_start(ap, fmt);
	vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);
	message[utf8_check(message, strlen(message))] = '\0';
	ynode_fault_at(ps->s->faults, ps->text, (size_t)(at - ps->text->text), "%s", message);
}

/* ---- tokens ---- */

static bool read_date(struct parser *ps)
{
	char iso[11];

	for (int i = 0; i < 10; i++) {
		bool dash = i == 4 || i == 7;
		if (dash ? ps->p[i] != '-' : !isdigit((unsigned char)ps->p[i]))
			return false;
	}
	memcpy(iso, ps->p, 10);
	iso[10] = '\0';
	date_day d = date_parse(iso);
	ps->p += 10;
	ps->token = d == DATE_NONE ? T_BAD : T_DATE;
	ps->number = d;
	if (d == DATE_NONE)
		fault_at(ps, ps->start, _("没有 %s 这一天"), iso);
	return true;
}

static void read_number(struct parser *ps)
{
	int64_t n = 0;

	if (read_date(ps))
		return;
	while (isdigit((unsigned char)*ps->p) && n <= NUMBER_MAX)
		n = n * 10 + (*ps->p++ - '0');
	ps->number = n;
	ps->token = T_NUMBER;
	if (*ps->p == 'y' || *ps->p == 'm' || *ps->p == 'd') {
		ps->token = *ps->p == 'd' ? T_DURATION_DAYS : T_DURATION_MONTHS;
		if (*ps->p == 'y')
			ps->number *= 12;
		ps->p++;
	}
	if (n > NUMBER_MAX || isalnum((unsigned char)*ps->p) || *ps->p == '_' || *ps->p == '.') {
		ps->token = T_BAD;
		fault_at(ps, ps->start,
			 _("数写得不对：可写 300、15y（年）、6m（月）、30d（日）、"
			   "2011-07-01，最大十亿"));
	}
}

static void read_word(struct parser *ps)
{
	size_t n = 0;

	while (isalnum((unsigned char)ps->p[n]) || ps->p[n] == '_')
		n++;
	if (n >= WORD_MAX) {
		ps->token = T_BAD;
		fault_at(ps, ps->start, _("名字太长"));
		return;
	}
	/* The yes/no of a paper that may not exist is one name: voucher.exists */
	if (strncmp(ps->p + n, ".exists", 7) == 0 && n + 7 < WORD_MAX)
		n += 7;
	memcpy(ps->word, ps->p, n);
	ps->word[n] = '\0';
	ps->p += n;
	ps->token = T_WORD;
}

static void read_sign(struct parser *ps)
{
	static const char *const signs[] = {"!=", "<=", ">=", "=", "<", ">",
					    "(",  ")",	",",  "+", "-", "."};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t n = strlen(signs[i]);
		if (strncmp(ps->p, signs[i], n) == 0) {
			memcpy(ps->word, signs[i], n + 1);
			ps->p += n;
			ps->token = T_SIGN;
			return;
		}
	}
	const char *next = ps->p;
	utf8_next(&next);
	ps->token = T_BAD;
	fault_at(ps, ps->start, _("表达式里不能有「%.*s」：名字用英文代号，符号用半角"),
		 (int)(next - ps->p), ps->p);
}

static void advance(struct parser *ps)
{
	while (*ps->p == ' ')
		ps->p++;
	ps->start = ps->p;
	ps->word[0] = '\0';
	if (!*ps->p)
		ps->token = T_END;
	else if (isdigit((unsigned char)*ps->p))
		read_number(ps);
	else if (isalpha((unsigned char)*ps->p))
		read_word(ps);
	else
		read_sign(ps);
}

static bool at_word(const struct parser *ps, const char *word)
{
	return ps->token == T_WORD && strcmp(ps->word, word) == 0;
}

static bool at_sign(const struct parser *ps, const char *sign)
{
	return ps->token == T_SIGN && strcmp(ps->word, sign) == 0;
}

/* The token as it stands in the text, for a message. */
static const char *seen(const struct parser *ps, char out[WORD_MAX])
{
	if (ps->token == T_END)
		return _("结尾");
	snprintf(out, WORD_MAX, "「%.*s」", (int)(ps->p - ps->start), ps->start);
	return out;
}

static bool take_sign(struct parser *ps, const char *sign)
{
	char text[WORD_MAX];

	if (ps->failed)
		return false;
	if (!at_sign(ps, sign)) {
		fault_at(ps, ps->start, _("此处应是「%s」，却是%s"), sign, seen(ps, text));
		return false;
	}
	advance(ps);
	return !ps->failed;
}

static const char *const reserved[] = {"or",  "and", "not",  "in",    "has",	  "any",
				       "all", "is",  "none", "least", "greatest", "coalesce",
				       "yes", "no",  "from", "to"};

bool expr_is_id(const char *text)
{
	if (!islower((unsigned char)text[0]) || strlen(text) >= WORD_MAX)
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

/* ---- values ---- */

static const char *type_name(const struct meaning *m)
{
	static const char *const names[] = {
		[TYPE_YESNO] = N_("是否"),	[TYPE_CHOICE] = N_("选项"),
		[TYPE_SET] = N_("多选"),	[TYPE_NUMBER] = N_("数"),
		[TYPE_MONTHS] = N_("年月数"),	[TYPE_DATE] = N_("日期"),
		[TYPE_PERIOD] = N_("起止日期"),
	};
	return m->is_truth ? _("真假") : _(names[m->type]);
}

static bool read_value(struct parser *ps, struct meaning *out);

static expr_ref add(struct parser *ps, enum expr_op op, enum value_type type, expr_ref x,
		    expr_ref y, int64_t k)
{
	return graph_add(
		ps->g, (struct expr_node){
			       .op = (uint8_t)op, .vtype = (uint8_t)type, .x = x, .y = y, .k = k});
}

/* least(a, b, …), greatest(…), coalesce(…), after the word. */
static bool read_call(struct parser *ps, enum expr_op op, struct meaning *out)
{
	struct meaning next;

	advance(ps);
	if (!take_sign(ps, "(") || !read_value(ps, out))
		return false;
	do {
		const char *at = ps->start;
		if (!take_sign(ps, ","))
			return false;
		at = ps->start;
		if (!read_value(ps, &next))
			return false;
		if (next.is_truth || next.type != out->type || out->type == TYPE_CHOICE ||
		    out->type == TYPE_SET || out->type == TYPE_YESNO ||
		    (op != OP_COALESCE && out->type == TYPE_PERIOD)) {
			fault_at(ps, at, _("括号里要是同一类的数、年月数或日期，却是%s和%s"),
				 type_name(out), type_name(&next));
			return false;
		}
		out->value = add(ps, op, out->type, out->value, next.value, 0);
	} while (at_sign(ps, ","));
	return take_sign(ps, ")");
}

/* q.from, q.to, after q. */
static bool read_end_of_period(struct parser *ps, struct meaning *out)
{
	const char *at = ps->start;

	advance(ps);
	if (ps->failed)
		return false;
	if (out->is_truth || out->type != TYPE_PERIOD ||
	    (!at_word(ps, "from") && !at_word(ps, "to"))) {
		fault_at(ps, at, _("「.」后面只能是起止日期的 from 或 to"));
		return false;
	}
	out->value = add(ps, at_word(ps, "from") ? OP_FROM : OP_TO, TYPE_DATE, out->value, 0, 0);
	out->type = TYPE_DATE;
	advance(ps);
	return !ps->failed;
}

static bool read_name(struct parser *ps, struct meaning *out)
{
	struct str names = {0};
	bool bad = false;
	size_t offset = (size_t)(ps->start - ps->text->text);

	if (!ps->s->find(ps->s->ctx, ps->word, ps->text, offset, out, &bad)) {
		ps->s->list(ps->s->ctx, &names);
		fault_at(ps, ps->start, _("不认识的名字「%s」，此处可用：%s"), ps->word,
			 str_text(&names));
		str_done(&names);
		return false;
	}
	if (bad) {
		ps->failed = true;
		return false;
	}
	advance(ps);
	return !ps->failed && (!at_sign(ps, ".") || read_end_of_period(ps, out));
}

static bool read_primary(struct parser *ps, struct meaning *out)
{
	static const struct {
		const char *word;
		enum expr_op op;
	} calls[] = {{"least", OP_LEAST}, {"greatest", OP_GREATEST}, {"coalesce", OP_COALESCE}};
	char text[WORD_MAX];

	if (ps->failed)
		return false;
	*out = (struct meaning){0};
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		if (at_word(ps, calls[i].word))
			return read_call(ps, calls[i].op, out);
	}
	switch (ps->token) {
	case T_WORD:
		return read_name(ps, out);
	case T_NUMBER:
		out->type = TYPE_NUMBER;
		break;
	case T_DURATION_MONTHS:
		out->type = TYPE_MONTHS;
		break;
	case T_DATE:
		out->type = TYPE_DATE;
		break;
	default:
		fault_at(ps, ps->start, _("此处应是一个名字、数或日期，却是%s"), seen(ps, text));
		return false;
	}
	out->value = graph_const(ps->g, out->type, ps->number);
	advance(ps);
	return !ps->failed;
}

static bool read_value(struct parser *ps, struct meaning *out)
{
	if (++ps->nesting > NESTING_MAX) {
		fault_at(ps, ps->start, _("括号嵌套太深"));
		return false;
	}
	if (!read_primary(ps, out))
		return false;
	while (at_sign(ps, "+") || at_sign(ps, "-")) {
		int sign = at_sign(ps, "+") ? 1 : -1;
		const char *at = ps->start;
		advance(ps);
		if (ps->failed)
			return false;
		bool days = ps->token == T_DURATION_DAYS;
		if (out->is_truth || out->type != TYPE_DATE ||
		    (!days && ps->token != T_DURATION_MONTHS)) {
			fault_at(ps, at,
				 _("加减只能是日期加减一段时间，如 accident + 2y、on - 30d"));
			return false;
		}
		out->value = add(ps, days ? OP_ADD_DAYS : OP_ADD_MONTHS, TYPE_DATE, out->value, 0,
				 sign * ps->number);
		advance(ps);
	}
	ps->nesting--;
	return !ps->failed;
}

/* ---- truths ---- */

/* The index of a value id, the current token. */
static bool take_choice(struct parser *ps, const struct meaning *of, int64_t *index)
{
	struct str ids = {0};
	char text[WORD_MAX];

	for (size_t i = 0; ps->token == T_WORD && i < of->n_values; i++) {
		if (strcmp(ps->word, of->values[i].id) == 0) {
			*index = (int64_t)i;
			advance(ps);
			return !ps->failed;
		}
	}
	for (size_t i = 0; i < of->n_values; i++)
		str_addf(&ids, "%s%s", i ? " " : "", of->values[i].id);
	fault_at(ps, ps->start, _("没有%s这个选项，可用：%s"), seen(ps, text), str_text(&ids));
	str_done(&ids);
	return false;
}

/* "(a, b)" as a mask. */
static bool take_choices(struct parser *ps, const struct meaning *of, int64_t *mask)
{
	int64_t index;

	*mask = 0;
	if (!take_sign(ps, "("))
		return false;
	for (;;) {
		if (!take_choice(ps, of, &index))
			return false;
		*mask |= INT64_C(1) << index;
		if (!at_sign(ps, ","))
			return take_sign(ps, ")");
		advance(ps);
	}
}

static expr_ref truth_has(struct parser *ps, const struct meaning *left, const char *at)
{
	int64_t mask;
	enum expr_op op = OP_HAS_ANY;

	if (left->is_truth || left->type != TYPE_SET) {
		fault_at(ps, at, _("has 只用于多选，这里是%s"), type_name(left));
		return EXPR_TRUE;
	}
	advance(ps);
	while (*ps->p == ' ')
		ps->p++;
	if ((at_word(ps, "any") || at_word(ps, "all")) && *ps->p == '(') {
		op = at_word(ps, "all") ? OP_HAS_ALL : OP_HAS_ANY;
		advance(ps);
		if (!take_choices(ps, left, &mask))
			return EXPR_TRUE;
	} else {
		if (!take_choice(ps, left, &mask))
			return EXPR_TRUE;
		mask = INT64_C(1) << mask;
	}
	return graph_truth(ps->g, op, left->value, 0, mask);
}

static expr_ref truth_in(struct parser *ps, const struct meaning *left, const char *at)
{
	int64_t mask;

	if (left->is_truth || left->type != TYPE_CHOICE) {
		fault_at(ps, at, _("in 只用于选项，这里是%s；多选用 has any (…)"), type_name(left));
		return EXPR_TRUE;
	}
	advance(ps);
	if (!take_choices(ps, left, &mask))
		return EXPR_TRUE;
	return graph_truth(ps->g, OP_IN, left->value, 0, mask);
}

static expr_ref truth_is(struct parser *ps, const struct meaning *left, const char *at)
{
	bool negated = false;
	char text[WORD_MAX];

	if (left->is_truth) {
		fault_at(ps, at, _("is none 只用于一个值，这里是真假"));
		return EXPR_TRUE;
	}
	advance(ps);
	if (at_word(ps, "not")) {
		negated = true;
		advance(ps);
	}
	if (!at_word(ps, "none")) {
		fault_at(ps, ps->start, _("is 后面只能是 none 或 not none，却是%s"),
			 seen(ps, text));
		return EXPR_TRUE;
	}
	advance(ps);
	expr_ref none = graph_truth(ps->g, OP_IS_NONE, left->value, 0, 0);
	return negated ? graph_not(ps->g, none) : none;
}

/* q = yes, q = no: the second where it is answered so, which `not q` is not. */
static expr_ref compare_yesno(struct parser *ps, const struct meaning *left, enum expr_op op)
{
	bool yes = at_word(ps, "yes");

	if (op != OP_EQ || (!yes && !at_word(ps, "no"))) {
		fault_at(ps, ps->start, _("是否只能写成 q、not q、q = yes 或 q = no"));
		return EXPR_TRUE;
	}
	advance(ps);
	if (yes)
		return left->truth;
	expr_ref none = graph_truth(ps->g, OP_IS_NONE, left->value, 0, 0);
	return graph_and(ps->g, graph_not(ps->g, left->truth), graph_not(ps->g, none));
}

static expr_ref compare(struct parser *ps, const struct meaning *left, enum expr_op op,
			const char *at)
{
	struct meaning right;
	int64_t index;
	const char *sign = at;

	advance(ps);
	at = ps->start;
	if (left->is_truth || left->type == TYPE_SET || left->type == TYPE_PERIOD) {
		fault_at(ps, sign, _("%s不能这样比较：多选用 has，起止日期用 .from 或 .to"),
			 type_name(left));
		return EXPR_TRUE;
	}
	if (left->type == TYPE_YESNO)
		return compare_yesno(ps, left, op);
	if (left->type == TYPE_CHOICE) {
		if (op != OP_EQ && op != OP_NE) {
			fault_at(ps, sign, _("选项只能用 =、!= 或 in 比较"));
			return EXPR_TRUE;
		}
		if (ps->failed || !take_choice(ps, left, &index))
			return EXPR_TRUE;
		return graph_truth(ps->g, op, left->value, graph_const(ps->g, TYPE_CHOICE, index),
				   0);
	}
	if (!read_value(ps, &right))
		return EXPR_TRUE;
	if (right.is_truth || right.type != left->type) {
		const char *hint = left->type == TYPE_MONTHS && right.type == TYPE_NUMBER
					   ? _("；年月数要写成 15y 或 6m")
					   : "";
		fault_at(ps, at, _("不能把%s和%s相比%s"), type_name(left), type_name(&right), hint);
		return EXPR_TRUE;
	}
	return graph_truth(ps->g, op, left->value, right.value, 0);
}

static expr_ref read_or(struct parser *ps);

/* What stands alone, or left of a comparison. With `any`, a value may stand alone. */
static struct meaning read_comparison(struct parser *ps, bool any)
{
	static const struct {
		const char *sign;
		enum expr_op op;
	} signs[] = {{"=", OP_EQ},  {"!=", OP_NE}, {"<", OP_LT},
		     {"<=", OP_LE}, {">", OP_GT},  {">=", OP_GE}};
	struct meaning left = {0};
	const char *first = ps->start;

	if (!read_value(ps, &left))
		return (struct meaning){.is_truth = true};
	const char *at = ps->start;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (at_sign(ps, signs[i].sign))
			return (struct meaning){.is_truth = true,
						.truth = compare(ps, &left, signs[i].op, at)};
	}
	if (at_word(ps, "in"))
		return (struct meaning){.is_truth = true, .truth = truth_in(ps, &left, at)};
	if (at_word(ps, "has"))
		return (struct meaning){.is_truth = true, .truth = truth_has(ps, &left, at)};
	if (at_word(ps, "is"))
		return (struct meaning){.is_truth = true, .truth = truth_is(ps, &left, at)};
	if (!any && !left.is_truth && left.type != TYPE_YESNO)
		fault_at(ps, first, _("%s不能单独当真假用：要写明比什么，如 who = staff"),
			 type_name(&left));
	return left;
}

static struct meaning read_not(struct parser *ps, bool any)
{
	struct meaning m = {.is_truth = true};

	if (ps->failed)
		return m;
	if (++ps->nesting > NESTING_MAX) {
		fault_at(ps, ps->start, _("括号嵌套太深"));
		return m;
	}
	if (at_word(ps, "not")) {
		advance(ps);
		m.truth = graph_not(ps->g, read_not(ps, false).truth);
	} else if (at_sign(ps, "(")) {
		advance(ps);
		m.truth = read_or(ps);
		take_sign(ps, ")");
	} else {
		m = read_comparison(ps, any);
	}
	ps->nesting--;
	return m;
}

static struct meaning read_and(struct parser *ps, bool any)
{
	struct meaning m = read_not(ps, any);

	while (!ps->failed && at_word(ps, "and")) {
		if (!m.is_truth && m.type != TYPE_YESNO)
			fault_at(ps, ps->start, _("and 左边要是真假"));
		advance(ps);
		expr_ref right = read_not(ps, false).truth;
		m = (struct meaning){.is_truth = true, .truth = graph_and(ps->g, m.truth, right)};
	}
	return m;
}

static struct meaning read_top(struct parser *ps, bool any)
{
	struct meaning m = read_and(ps, any);

	while (!ps->failed && at_word(ps, "or")) {
		if (!m.is_truth && m.type != TYPE_YESNO)
			fault_at(ps, ps->start, _("or 左边要是真假"));
		advance(ps);
		expr_ref right = read_and(ps, false).truth;
		m = (struct meaning){.is_truth = true, .truth = graph_or(ps->g, m.truth, right)};
	}
	return m;
}

static expr_ref read_or(struct parser *ps)
{
	return read_top(ps, false).truth;
}

static bool parse(struct graph *g, const struct scope *s, const struct ynode *text, bool any,
		  struct meaning *out)
{
	struct parser ps = {.g = g, .s = s, .text = text};
	char word[WORD_MAX];

	*out = (struct meaning){.is_truth = true};
	if (text->kind != YNODE_TEXT || !*text->text) {
		ynode_fault(s->faults, text, _("此处应是一个表达式，如 who = staff"));
		return false;
	}
	ps.p = text->text;
	advance(&ps);
	struct meaning m = read_top(&ps, any);
	if (!ps.failed && ps.token != T_END)
		fault_at(&ps, ps.start, _("表达式到此应该完了，却还有%s"), seen(&ps, word));
	if (!ps.failed && g->full)
		fault_at(&ps, ps.text->text, _("本事项的规则太多（最多2048个节点）"));
	if (ps.failed)
		return false;
	*out = m;
	return true;
}

expr_ref expr_parse_truth(struct graph *g, const struct scope *s, const struct ynode *text,
			  bool *ok)
{
	struct meaning m;
	bool good = parse(g, s, text, false, &m);

	if (ok)
		*ok = good;
	return good ? m.truth : EXPR_TRUE;
}

bool expr_parse_any(struct graph *g, const struct scope *s, const struct ynode *text,
		    struct meaning *out)
{
	return parse(g, s, text, true, out);
}
