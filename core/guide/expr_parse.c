/* SPDX-License-Identifier: Apache-2.0
 *
 * Recursive descent over tokens; a fault ends the expression. Every rule of
 * grammar is one function, named after what it reads.
 */
#include "guide/expr_parse.h"

#include <string.h>

#include "base/text.h"
#include "guide/expr_token.h"

enum { NESTING_MAX = 60 };

struct parser {
	struct graph *g;
	const struct scope *s;
	struct tokens t;
	int nesting;
};

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

	token_next(&ps->t);
	if (!token_take_sign(&ps->t, "(") || !read_value(ps, out))
		return false;
	do {
		const char *at = ps->t.start;
		if (!token_take_sign(&ps->t, ","))
			return false;
		at = ps->t.start;
		if (!read_value(ps, &next))
			return false;
		if (next.is_truth || next.type != out->type || out->type == TYPE_CHOICE ||
		    out->type == TYPE_SET || out->type == TYPE_YESNO ||
		    (op != OP_COALESCE && out->type == TYPE_PERIOD)) {
			token_fault(&ps->t, at, _("括号里要是同一类的数、年月数或日期，却是%s和%s"),
				    type_name(out), type_name(&next));
			return false;
		}
		out->value = add(ps, op, out->type, out->value, next.value, 0);
	} while (token_is_sign(&ps->t, ","));
	return token_take_sign(&ps->t, ")");
}

/* q.from, q.to, after q. */
static bool read_end_of_period(struct parser *ps, struct meaning *out)
{
	const char *at = ps->t.start;

	token_next(&ps->t);
	if (ps->t.failed)
		return false;
	if (out->is_truth || out->type != TYPE_PERIOD ||
	    (!token_is_word(&ps->t, "from") && !token_is_word(&ps->t, "to"))) {
		token_fault(&ps->t, at, _("「.」后面只能是起止日期的 from 或 to"));
		return false;
	}
	out->value = add(ps, token_is_word(&ps->t, "from") ? OP_FROM : OP_TO, TYPE_DATE, out->value,
			 0, 0);
	out->type = TYPE_DATE;
	token_next(&ps->t);
	return !ps->t.failed;
}

static bool read_name(struct parser *ps, struct meaning *out)
{
	struct str names = {0};
	bool bad = false;
	size_t offset = (size_t)(ps->t.start - ps->t.text->text);

	if (!ps->s->find(ps->s->ctx, ps->t.word, ps->t.text, offset, out, &bad)) {
		ps->s->list(ps->s->ctx, &names);
		token_fault(&ps->t, ps->t.start, _("不认识的名字「%s」，此处可用：%s"), ps->t.word,
			    str_text(&names));
		str_done(&names);
		return false;
	}
	if (bad) {
		ps->t.failed = true;
		return false;
	}
	token_next(&ps->t);
	return !ps->t.failed && (!token_is_sign(&ps->t, ".") || read_end_of_period(ps, out));
}

static bool read_primary(struct parser *ps, struct meaning *out)
{
	static const struct {
		const char *word;
		enum expr_op op;
	} calls[] = {{"least", OP_LEAST}, {"greatest", OP_GREATEST}, {"coalesce", OP_COALESCE}};
	char text[TOKEN_WORD];

	if (ps->t.failed)
		return false;
	*out = (struct meaning){0};
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		if (token_is_word(&ps->t, calls[i].word))
			return read_call(ps, calls[i].op, out);
	}
	switch (ps->t.token) {
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
		token_fault(&ps->t, ps->t.start, _("此处应是一个名字、数或日期，却是%s"),
			    token_seen(&ps->t, text));
		return false;
	}
	out->value = graph_const(ps->g, out->type, ps->t.number);
	token_next(&ps->t);
	return !ps->t.failed;
}

static bool read_value(struct parser *ps, struct meaning *out)
{
	if (++ps->nesting > NESTING_MAX) {
		token_fault(&ps->t, ps->t.start, _("括号嵌套太深"));
		return false;
	}
	if (!read_primary(ps, out))
		return false;
	while (token_is_sign(&ps->t, "+") || token_is_sign(&ps->t, "-")) {
		int sign = token_is_sign(&ps->t, "+") ? 1 : -1;
		const char *at = ps->t.start;
		token_next(&ps->t);
		if (ps->t.failed)
			return false;
		bool days = ps->t.token == T_DURATION_DAYS;
		if (out->is_truth || out->type != TYPE_DATE ||
		    (!days && ps->t.token != T_DURATION_MONTHS)) {
			token_fault(&ps->t, at,
				    _("加减只能是日期加减一段时间，如 accident + 2y、on - 30d"));
			return false;
		}
		out->value = add(ps, days ? OP_ADD_DAYS : OP_ADD_MONTHS, TYPE_DATE, out->value, 0,
				 sign * ps->t.number);
		token_next(&ps->t);
	}
	ps->nesting--;
	return !ps->t.failed;
}

/* ---- truths ---- */

/* The index of a value id, the current token. */
static bool take_choice(struct parser *ps, const struct meaning *of, int64_t *index)
{
	struct str ids = {0};
	char text[TOKEN_WORD];

	for (size_t i = 0; ps->t.token == T_WORD && i < of->n_values; i++) {
		if (strcmp(ps->t.word, of->values[i].id) == 0) {
			*index = (int64_t)i;
			token_next(&ps->t);
			return !ps->t.failed;
		}
	}
	for (size_t i = 0; i < of->n_values; i++)
		str_addf(&ids, "%s%s", i ? " " : "", of->values[i].id);
	token_fault(&ps->t, ps->t.start, _("没有%s这个选项，可用：%s"), token_seen(&ps->t, text),
		    str_text(&ids));
	str_done(&ids);
	return false;
}

/* "(a, b)" as a mask. */
static bool take_choices(struct parser *ps, const struct meaning *of, int64_t *mask)
{
	int64_t index;

	*mask = 0;
	if (!token_take_sign(&ps->t, "("))
		return false;
	for (;;) {
		if (!take_choice(ps, of, &index))
			return false;
		*mask |= INT64_C(1) << index;
		if (!token_is_sign(&ps->t, ","))
			return token_take_sign(&ps->t, ")");
		token_next(&ps->t);
	}
}

static expr_ref truth_has(struct parser *ps, const struct meaning *left, const char *at)
{
	int64_t mask;
	enum expr_op op = OP_HAS_ANY;

	if (left->is_truth || left->type != TYPE_SET) {
		token_fault(&ps->t, at, _("has 只用于多选，这里是%s"), type_name(left));
		return EXPR_TRUE;
	}
	token_next(&ps->t);
	while (*ps->t.p == ' ')
		ps->t.p++;
	if ((token_is_word(&ps->t, "any") || token_is_word(&ps->t, "all")) && *ps->t.p == '(') {
		op = token_is_word(&ps->t, "all") ? OP_HAS_ALL : OP_HAS_ANY;
		token_next(&ps->t);
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
		token_fault(&ps->t, at, _("in 只用于选项，这里是%s；多选用 has any (…)"),
			    type_name(left));
		return EXPR_TRUE;
	}
	token_next(&ps->t);
	if (!take_choices(ps, left, &mask))
		return EXPR_TRUE;
	return graph_truth(ps->g, OP_IN, left->value, 0, mask);
}

static expr_ref truth_is(struct parser *ps, const struct meaning *left, const char *at)
{
	bool negated = false;
	char text[TOKEN_WORD];

	if (left->is_truth) {
		token_fault(&ps->t, at, _("is none 只用于一个值，这里是真假"));
		return EXPR_TRUE;
	}
	token_next(&ps->t);
	if (token_is_word(&ps->t, "not")) {
		negated = true;
		token_next(&ps->t);
	}
	if (!token_is_word(&ps->t, "none")) {
		token_fault(&ps->t, ps->t.start, _("is 后面只能是 none 或 not none，却是%s"),
			    token_seen(&ps->t, text));
		return EXPR_TRUE;
	}
	token_next(&ps->t);
	expr_ref none = graph_truth(ps->g, OP_IS_NONE, left->value, 0, 0);
	return negated ? graph_not(ps->g, none) : none;
}

/* q = yes, q = no: the second where it is answered so, which `not q` is not. */
static expr_ref compare_yesno(struct parser *ps, const struct meaning *left, enum expr_op op)
{
	bool yes = token_is_word(&ps->t, "yes");

	if (op != OP_EQ || (!yes && !token_is_word(&ps->t, "no"))) {
		token_fault(&ps->t, ps->t.start, _("是否只能写成 q、not q、q = yes 或 q = no"));
		return EXPR_TRUE;
	}
	token_next(&ps->t);
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

	token_next(&ps->t);
	at = ps->t.start;
	if (left->is_truth || left->type == TYPE_SET || left->type == TYPE_PERIOD) {
		token_fault(&ps->t, sign, _("%s不能这样比较：多选用 has，起止日期用 .from 或 .to"),
			    type_name(left));
		return EXPR_TRUE;
	}
	if (left->type == TYPE_YESNO)
		return compare_yesno(ps, left, op);
	if (left->type == TYPE_CHOICE) {
		if (op != OP_EQ && op != OP_NE) {
			token_fault(&ps->t, sign, _("选项只能用 =、!= 或 in 比较"));
			return EXPR_TRUE;
		}
		if (ps->t.failed || !take_choice(ps, left, &index))
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
		token_fault(&ps->t, at, _("不能把%s和%s相比%s"), type_name(left), type_name(&right),
			    hint);
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
	const char *first = ps->t.start;

	if (!read_value(ps, &left))
		return (struct meaning){.is_truth = true};
	const char *at = ps->t.start;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (token_is_sign(&ps->t, signs[i].sign))
			return (struct meaning){.is_truth = true,
						.truth = compare(ps, &left, signs[i].op, at)};
	}
	if (token_is_word(&ps->t, "in"))
		return (struct meaning){.is_truth = true, .truth = truth_in(ps, &left, at)};
	if (token_is_word(&ps->t, "has"))
		return (struct meaning){.is_truth = true, .truth = truth_has(ps, &left, at)};
	if (token_is_word(&ps->t, "is"))
		return (struct meaning){.is_truth = true, .truth = truth_is(ps, &left, at)};
	if (!any && !left.is_truth && left.type != TYPE_YESNO)
		token_fault(&ps->t, first, _("%s不能单独当真假用：要写明比什么，如 who = staff"),
			    type_name(&left));
	return left;
}

static struct meaning read_not(struct parser *ps, bool any)
{
	struct meaning m = {.is_truth = true};

	if (ps->t.failed)
		return m;
	if (++ps->nesting > NESTING_MAX) {
		token_fault(&ps->t, ps->t.start, _("括号嵌套太深"));
		return m;
	}
	if (token_is_word(&ps->t, "not")) {
		token_next(&ps->t);
		m.truth = graph_not(ps->g, read_not(ps, false).truth);
	} else if (token_is_sign(&ps->t, "(")) {
		token_next(&ps->t);
		m.truth = read_or(ps);
		token_take_sign(&ps->t, ")");
	} else {
		m = read_comparison(ps, any);
	}
	ps->nesting--;
	return m;
}

static struct meaning read_and(struct parser *ps, bool any)
{
	struct meaning m = read_not(ps, any);

	while (!ps->t.failed && token_is_word(&ps->t, "and")) {
		if (!m.is_truth && m.type != TYPE_YESNO)
			token_fault(&ps->t, ps->t.start, _("and 左边要是真假"));
		token_next(&ps->t);
		expr_ref right = read_not(ps, false).truth;
		m = (struct meaning){.is_truth = true, .truth = graph_and(ps->g, m.truth, right)};
	}
	return m;
}

static struct meaning read_top(struct parser *ps, bool any)
{
	struct meaning m = read_and(ps, any);

	while (!ps->t.failed && token_is_word(&ps->t, "or")) {
		if (!m.is_truth && m.type != TYPE_YESNO)
			token_fault(&ps->t, ps->t.start, _("or 左边要是真假"));
		token_next(&ps->t);
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
	struct parser ps = {.g = g, .s = s, .t = {.faults = s->faults, .text = text}};
	char word[TOKEN_WORD];

	*out = (struct meaning){.is_truth = true};
	if (text->kind != YNODE_TEXT || !*text->text) {
		ynode_fault(s->faults, text, _("此处应是一个表达式，如 who = staff"));
		return false;
	}
	ps.t.p = text->text;
	token_next(&ps.t);
	struct meaning m = read_top(&ps, any);
	if (!ps.t.failed && ps.t.token != T_END)
		token_fault(&ps.t, ps.t.start, _("表达式到此应该完了，却还有%s"),
			    token_seen(&ps.t, word));
	if (!ps.t.failed && g->full)
		token_fault(&ps.t, ps.t.text->text, _("本事项的规则太多（最多2048个节点）"));
	if (ps.t.failed)
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
