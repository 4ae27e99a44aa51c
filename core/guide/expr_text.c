/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/expr_text.h"

#include <inttypes.h>
#include <string.h>

enum { LEVEL_OR = 1, LEVEL_AND, LEVEL_NOT };

static void write_node(const struct item *it, expr_ref ref, int level, struct str *out);

static void write_months(int64_t months, struct str *out)
{
	if (months && months % 12 == 0)
		str_addf(out, "%" PRId64 "y", months / 12);
	else
		str_addf(out, "%" PRId64 "m", months);
}

static void write_const(const struct expr_node *n, const struct var *choices, struct str *out)
{
	char day[DATE_TEXT];

	switch (n->vtype) {
	case TYPE_CHOICE:
		str_add(out, choices ? choices->values[n->k].id : "?");
		break;
	case TYPE_MONTHS:
		write_months(n->k, out);
		break;
	case TYPE_DATE:
		str_add(out, date_format((date_day)n->k, day));
		break;
	default:
		str_addf(out, "%" PRId64, n->k);
	}
}

static void write_mask(const struct item *it, const struct expr_node *n, struct str *out)
{
	const struct var *v = item_value_of(it, n->x);
	bool first = true;

	for (size_t i = 0; v && i < v->n_values; i++) {
		if (!(n->k >> i & 1))
			continue;
		str_addf(out, "%s%s", first ? "" : ", ", v->values[i].id);
		first = false;
	}
}

static void write_compare(const struct item *it, const struct expr_node *n, struct str *out)
{
	static const char *const signs[] = {"=", "!=", "<", "<=", ">", ">="};
	const struct expr_node *y = &it->nodes[n->y];

	write_node(it, n->x, 0, out);
	/* A prohibition that exists, lifted or not. */
	if (n->op == OP_NE && y->op == OP_CONST && y->vtype == TYPE_YESNO)
		return;
	str_addf(out, " %s ", signs[n->op - OP_EQ]);
	if (y->op == OP_CONST)
		write_const(y, item_value_of(it, n->x), out);
	else
		write_node(it, n->y, 0, out);
}

static void write_call(const struct item *it, const char *name, const struct expr_node *n,
		       struct str *out)
{
	str_addf(out, "%s(", name);
	write_node(it, n->x, 0, out);
	str_add(out, ", ");
	write_node(it, n->y, 0, out);
	str_add(out, ")");
}

static void write_shift(const struct item *it, const struct expr_node *n, struct str *out)
{
	int64_t k = n->k < 0 ? -n->k : n->k;

	write_node(it, n->x, 0, out);
	str_add(out, n->k < 0 ? " - " : " + ");
	if (n->op == OP_ADD_MONTHS)
		write_months(k, out);
	else
		str_addf(out, "%" PRId64 "d", k);
}

static void write_membership(const struct item *it, const struct expr_node *n, struct str *out)
{
	static const char *const words[] = {" in (", " has any (", " has all ("};
	bool one = n->op != OP_IN && (n->k & (n->k - 1)) == 0;

	write_node(it, n->x, 0, out);
	str_add(out, one ? " has " : words[n->op - OP_IN]);
	write_mask(it, n, out);
	str_add(out, one ? "" : ")");
}

static void write_joined(const struct item *it, const struct expr_node *n, int outer,
			 struct str *out)
{
	int level = n->op == OP_AND ? LEVEL_AND : LEVEL_OR;

	str_add(out, outer > level ? "(" : "");
	write_node(it, n->x, level, out);
	str_add(out, n->op == OP_AND ? " and " : " or ");
	write_node(it, n->y, level, out);
	str_add(out, outer > level ? ")" : "");
}

static void write_not(const struct item *it, const struct expr_node *n, struct str *out)
{
	const struct expr_node *x = &it->nodes[n->x];

	if (x->op == OP_TRUE) {
		str_add(out, "never");
	} else if (x->op == OP_IS_NONE) {
		write_node(it, x->x, 0, out);
		str_add(out, " is not none");
	} else {
		/* `not a = b` reads as `not (a = b)`: brackets make it plain. */
		bool plain = x->op == OP_YES;
		str_add(out, plain ? "not " : "not (");
		write_node(it, n->x, plain ? LEVEL_NOT : 0, out);
		str_add(out, plain ? "" : ")");
	}
}

static void write_node(const struct item *it, expr_ref ref, int level, struct str *out)
{
	static const char *const calls[] = {"least", "greatest", "coalesce"};
	const struct expr_node *n = &it->nodes[ref];

	switch ((enum expr_op)n->op) {
	case OP_TRUE:
		str_add(out, "always");
		break;
	case OP_CONST:
		write_const(n, NULL, out);
		break;
	case OP_VAR:
		str_add(out, it->vars[n->x].id);
		break;
	case OP_FROM:
	case OP_TO:
		write_node(it, n->x, 0, out);
		str_add(out, n->op == OP_FROM ? ".from" : ".to");
		break;
	case OP_ADD_DAYS:
	case OP_ADD_MONTHS:
		write_shift(it, n, out);
		break;
	case OP_LEAST:
	case OP_GREATEST:
	case OP_COALESCE:
		write_call(it, calls[n->op - OP_LEAST], n, out);
		break;
	case OP_YES:
		write_node(it, n->x, 0, out);
		break;
	case OP_EQ:
	case OP_NE:
	case OP_LT:
	case OP_LE:
	case OP_GT:
	case OP_GE:
		write_compare(it, n, out);
		break;
	case OP_IN:
	case OP_HAS_ANY:
	case OP_HAS_ALL:
		write_membership(it, n, out);
		break;
	case OP_IS_NONE:
		write_node(it, n->x, 0, out);
		str_add(out, " is none");
		break;
	case OP_NOT:
		write_not(it, n, out);
		break;
	case OP_AND:
	case OP_OR:
		write_joined(it, n, level, out);
		break;
	}
}

void expr_text(const struct item *it, expr_ref ref, struct str *out)
{
	write_node(it, ref, 0, out);
}
