/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/expr_words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct writer {
	const struct item *it;
	bool sorted;
};

static void write_node(const struct writer *w, expr_ref ref, bool inside, struct str *out);

static const struct expr_node *node(const struct writer *w, expr_ref ref)
{
	return &w->it->nodes[ref];
}

static void quote(const char *text, struct str *out)
{
	str_addf(out, "“%s”", text);
}

static void write_months(int64_t months, struct str *out)
{
	if (months && months % 12 == 0)
		str_addf(out, "%" PRId64 "年", months / 12);
	else
		str_addf(out, "%" PRId64 "个月", months);
}

static void write_const(const struct expr_node *n, const struct var *v, struct str *out)
{
	char day[32];

	switch (n->vtype) {
	case TYPE_CHOICE:
		quote(v && (size_t)n->k < v->n_values ? v->values[n->k].text : "", out);
		break;
	case TYPE_YESNO:
		str_add(out, n->k ? "是" : "否");
		break;
	case TYPE_MONTHS:
		write_months(n->k, out);
		break;
	case TYPE_DATE:
		str_add(out, date_format_zh((date_day)n->k, day));
		break;
	default:
		str_addf(out, "%" PRId64, n->k);
	}
}

/* The chosen values, “甲”或“乙”. */
static void write_mask(const struct writer *w, const struct expr_node *n, const char *between,
		       struct str *out)
{
	const struct var *v = item_value_of(w->it, n->x);
	bool first = true;

	for (size_t i = 0; v && i < v->n_values; i++) {
		if (!(n->k >> i & 1))
			continue;
		str_add(out, first ? "" : between);
		quote(v->values[i].text, out);
		first = false;
	}
}

/* A yes/no of the item, as it is said of each kind. */
static void write_truth_of(const struct var *v, bool yes, struct str *out)
{
	static const char *const words[][2] = {
		[VAR_FACT] = {"不是", ""},
		[VAR_QUESTION] = {"", ""},
		[VAR_VERIFICATION] = {"未核验到", "核验到"},
		[VAR_CONDITION] = {"不符合", "符合"},
		[VAR_PROHIBITION] = {"没有", "有"},
		[VAR_EXISTS] = {"没有", "有"},
	};

	str_add(out, words[v->kind][yes]);
	quote(v->text, out);
	if (v->kind == VAR_QUESTION)
		str_add(out, yes ? "为“是”" : "不为“是”");
}

static void write_compare(const struct writer *w, const struct expr_node *n, struct str *out)
{
	static const char *const dates[] = {"为", "不为", "早于", "不晚于", "晚于", "不早于"};
	static const char *const sizes[] = {"为", "不为", "少于", "不超过", "超过", "不少于"};
	const struct expr_node *y = node(w, n->y);
	const struct var *v = item_value_of(w->it, n->x);
	bool date = node(w, n->x)->vtype == TYPE_DATE || y->vtype == TYPE_DATE;

	if (v && y->op == OP_CONST && y->vtype == TYPE_YESNO && v->kind != VAR_QUESTION) {
		write_truth_of(v, (n->op == OP_EQ) == (y->k != 0), out);
		return;
	}
	write_node(w, n->x, true, out);
	str_add(out, date ? dates[n->op - OP_EQ] : sizes[n->op - OP_EQ]);
	if (y->op == OP_CONST)
		write_const(y, v, out);
	else
		write_node(w, n->y, true, out);
}

static void write_membership(const struct writer *w, const struct expr_node *n, struct str *out)
{
	bool one = (n->k & (n->k - 1)) == 0;

	write_node(w, n->x, true, out);
	str_add(out, n->op == OP_IN ? "为" : "含");
	write_mask(w, n, n->op == OP_HAS_ALL ? "和" : n->op == OP_IN ? "或" : "、", out);
	str_add(out, n->op == OP_HAS_ANY && !one ? "之一" : "");
}

static void write_shift(const struct writer *w, const struct expr_node *n, struct str *out)
{
	int64_t k = n->k < 0 ? -n->k : n->k;

	write_node(w, n->x, true, out);
	str_add(out, n->k < 0 ? "前" : "后");
	if (n->op == OP_ADD_MONTHS)
		write_months(k, out);
	else
		str_addf(out, "%" PRId64 "日", k);
}

/* ---- and, or ---- */

struct operands {
	char **rows;
	size_t n;
};

static void gather(const struct writer *w, expr_ref ref, enum expr_op op, struct operands *all)
{
	const struct expr_node *n = node(w, ref);
	struct str s = {0};

	if (n->op == op) {
		gather(w, n->x, op, all);
		gather(w, n->y, op, all);
		return;
	}
	write_node(w, ref, true, &s);
	all->rows = xreallocarray(all->rows, all->n + 1, sizeof(*all->rows));
	all->rows[all->n++] = str_take(&s);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The same operand twice (a paper's parent asks what the paper asks) is said once. */
static void write_joined(const struct writer *w, expr_ref ref, bool inside, struct str *out)
{
	const struct expr_node *n = node(w, ref);
	struct operands all = {0};

	gather(w, ref, n->op, &all);
	if (w->sorted)
		qsort(all.rows, all.n, sizeof(*all.rows), by_text);
	str_add(out, inside ? "（" : "");
	for (size_t i = 0; i < all.n; i++) {
		bool said = false;
		for (size_t j = 0; j < i; j++)
			said |= strcmp(all.rows[i], all.rows[j]) == 0;
		if (!said)
			str_addf(out, "%s%s", i ? n->op == OP_AND ? "且" : "或" : "", all.rows[i]);
	}
	str_add(out, inside ? "）" : "");
	for (size_t i = 0; i < all.n; i++)
		free(all.rows[i]);
	free(all.rows);
}

static void write_not(const struct writer *w, const struct expr_node *n, struct str *out)
{
	const struct expr_node *x = node(w, n->x);
	const struct var *v = x->op == OP_YES ? item_value_of(w->it, x->x) : NULL;

	if (x->op == OP_TRUE) {
		str_add(out, "任何情形都不");
	} else if (x->op == OP_IS_NONE) {
		str_add(out, "有");
		write_node(w, x->x, true, out);
	} else if (v) {
		write_truth_of(v, false, out);
	} else {
		str_add(out, "不是（");
		write_node(w, n->x, false, out);
		str_add(out, "）");
	}
}

static void write_choice_of(const struct writer *w, const struct expr_node *n, struct str *out)
{
	bool date = n->vtype == TYPE_DATE;

	write_node(w, n->x, true, out);
	str_add(out, n->op == OP_COALESCE ? "（没有时为" : "和");
	write_node(w, n->y, true, out);
	str_add(out, n->op == OP_COALESCE ? "）"
		     : n->op == OP_LEAST  ? date ? "中较早的" : "中较小的"
		     : date		  ? "中较晚的"
					  : "中较大的");
}

static void write_node(const struct writer *w, expr_ref ref, bool inside, struct str *out)
{
	const struct expr_node *n = node(w, ref);

	switch ((enum expr_op)n->op) {
	case OP_TRUE:
		str_add(out, "任何情形");
		break;
	case OP_CONST:
		write_const(n, NULL, out);
		break;
	case OP_VAR:
		quote(w->it->vars[n->x].text, out);
		break;
	case OP_FROM:
	case OP_TO:
		write_node(w, n->x, true, out);
		str_add(out, n->op == OP_FROM ? "的起始日" : "的截止日");
		break;
	case OP_ADD_DAYS:
	case OP_ADD_MONTHS:
		write_shift(w, n, out);
		break;
	case OP_LEAST:
	case OP_GREATEST:
	case OP_COALESCE:
		write_choice_of(w, n, out);
		break;
	case OP_YES:
		write_truth_of(item_value_of(w->it, n->x), true, out);
		break;
	case OP_EQ:
	case OP_NE:
	case OP_LT:
	case OP_LE:
	case OP_GT:
	case OP_GE:
		write_compare(w, n, out);
		break;
	case OP_IN:
	case OP_HAS_ANY:
	case OP_HAS_ALL:
		write_membership(w, n, out);
		break;
	case OP_IS_NONE:
		str_add(out, "没有");
		write_node(w, n->x, true, out);
		break;
	case OP_NOT:
		write_not(w, n, out);
		break;
	case OP_AND:
	case OP_OR:
		write_joined(w, ref, inside, out);
		break;
	}
}

void expr_words(const struct item *it, expr_ref ref, bool sorted, struct str *out)
{
	const struct writer w = {it, sorted};

	if (ref != EXPR_TRUE)
		write_node(&w, ref, false, out);
}
