/* SPDX-License-Identifier: Apache-2.0
 *
 * A few values stand for all: whatever the open part of the graph can tell
 * apart. Choices and set members nobody mentions are one; numbers and days lie
 * at, before and after the constants they are compared with, shifted by the
 * durations in between. Where open days are compared with each other, a system
 * of differences that has a solution has one whose days are sums along a path
 * of constraints, so the points are closed once per open day.
 */
#include <stdlib.h>
#include <string.h>

#include "guide/check_work.h"

enum { POINTS_MAX = DOMAIN_DAYS, NEAR_MONTH_END = 3 };

struct points {
	int64_t at[POINTS_MAX];
	size_t n;
	bool overflow;
};

static bool is_compare(uint8_t op)
{
	return op >= OP_EQ && op <= OP_GE;
}

static bool is_number(uint8_t type)
{
	return type == TYPE_NUMBER || type == TYPE_MONTHS;
}

/* How many numbers or days a value is made of. */
static int components(enum value_type type)
{
	if (type == TYPE_PERIOD)
		return 2;
	return type == TYPE_DATE || is_number(type) ? 1 : 0;
}

void domain_scope_init(struct domain_scope *s, const struct eval *e, const uint16_t *nodes,
		       size_t n_nodes, const int *vars, size_t n_vars)
{
	s->nodes = nodes;
	s->n_nodes = n_nodes;
	s->entangled = false;
	s->rounds = 0;
	s->n_days = 0;
	for (size_t i = 0; i < n_vars; i++)
		s->rounds += components(e->item->vars[vars[i]].type);
	for (size_t i = 0; i < n_nodes; i++) {
		const struct expr_node *n = &e->item->nodes[nodes[i]];
		if (is_compare(n->op) && eval_unknown(e, n->x) && eval_unknown(e, n->y))
			s->entangled = true;
	}
}

/* Whether the variable's value can reach this value node. */
static bool flows(const struct eval *e, int var, expr_ref node)
{
	const struct expr_node *n = &e->item->nodes[node];

	switch (n->op) {
	case OP_VAR:
		return n->x == var;
	case OP_FROM:
	case OP_TO:
	case OP_ADD_DAYS:
	case OP_ADD_MONTHS:
		return flows(e, var, n->x);
	case OP_LEAST:
	case OP_GREATEST:
	case OP_COALESCE:
		return flows(e, var, n->x) || flows(e, var, n->y);
	default:
		return false;
	}
}

/* ---- choices and sets ---- */

/* The values or members that some node tells from the others. */
static uint64_t mentioned(const struct domain_scope *s, const struct eval *e, int var)
{
	uint64_t mask = 0, all = UINT64_MAX;

	for (size_t i = 0; i < s->n_nodes; i++) {
		const struct expr_node *n = &e->item->nodes[s->nodes[i]];
		if ((n->op == OP_IN || n->op == OP_HAS_ANY || n->op == OP_HAS_ALL) &&
		    flows(e, var, n->x))
			mask |= (uint64_t)n->k;
		if (!is_compare(n->op))
			continue;
		const struct expr_node *x = &e->item->nodes[n->x], *y = &e->item->nodes[n->y];
		if (flows(e, var, n->x))
			mask |= y->op == OP_CONST ? UINT64_C(1) << y->k : all;
		else if (flows(e, var, n->y))
			mask |= x->op == OP_CONST ? UINT64_C(1) << x->k : all;
	}
	return mask;
}

static bool put(struct value *out, size_t *n, size_t max, int64_t a, int64_t b)
{
	if (*n >= max)
		return false;
	out[(*n)++] = (struct value){.state = VALUE_KNOWN, .a = a, .b = b};
	return true;
}

static bool put_choices(const struct var *v, uint64_t mask, struct value *out, size_t *n,
			size_t max)
{
	bool other = false;

	for (size_t i = 0; i < v->n_values; i++) {
		bool told = i < 64 && mask >> i & 1;
		if ((told || !other) && !put(out, n, max, (int64_t)i, 0))
			return false;
		other |= !told;
	}
	return true;
}

static int bits(uint64_t x)
{
	return __builtin_popcountll(x);
}

/* Every selection of the mentioned members, filled up to `min` with others; and where nothing is
 * mentioned of a selection, one with another member, which is not empty. */
static bool put_sets(const struct var *v, uint64_t mask, struct value *out, size_t *n, size_t max)
{
	uint64_t all =
		v->n_values >= 62 ? (UINT64_C(1) << 62) - 1 : (UINT64_C(1) << v->n_values) - 1;
	uint64_t others = all & ~mask, part = 0;

	mask &= all;
	if (bits(mask) > 16)
		return false;
	do {
		uint64_t left = others, whole = part;
		while (bits(whole) < v->min && left) {
			whole |= left & -left;
			left &= left - 1;
		}
		if (bits(whole) >= v->min && bits(whole) <= v->max &&
		    !put(out, n, max, (int64_t)whole, 0))
			return false;
		if (whole == 0 && left && v->max >= 1 &&
		    !put(out, n, max, (int64_t)(left & -left), 0))
			return false;
		part = (part - mask) & mask;
	} while (part);
	return true;
}

/* ---- numbers and days ---- */

static void add_point(struct points *p, int64_t at)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->at[i] == at)
			return;
	}
	if (p->n == POINTS_MAX)
		p->overflow = true;
	else
		p->at[p->n++] = at;
}

/* An answer behind a gate that is still open. */
static void gated_points(const struct eval *e, const struct expr_node *n, bool days,
			 struct points *p)
{
	const struct value *v = &e->values[n->x];
	uint8_t type = (uint8_t)e->item->vars[n->x].type;

	if (v->state != VALUE_KNOWN ||
	    (days ? components(type) == 0 || is_number(type) : !is_number(type)))
		return;
	add_point(p, v->a);
	if (type == TYPE_PERIOD)
		add_point(p, v->b);
}

/* What the open nodes compare with: constants and known values of that kind. */
static void base_points(const struct domain_scope *s, const struct eval *e, bool days,
			struct points *p)
{
	for (size_t i = 0; i < s->n_nodes; i++) {
		const struct expr_node *n = &e->item->nodes[s->nodes[i]];
		if (n->op == OP_VAR)
			gated_points(e, n, days, p);
		if (!is_compare(n->op) && (n->op < OP_LEAST || n->op > OP_COALESCE))
			continue;
		const expr_ref operands[2] = {n->x, n->y};
		for (int k = 0; k < 2; k++) {
			const struct value *v = &e->results[operands[k]];
			uint8_t type = e->item->nodes[operands[k]].vtype;
			if (v->state == VALUE_KNOWN && (days ? type == TYPE_DATE : is_number(type)))
				add_point(p, v->a);
		}
	}
}

static bool day_exists(int64_t d)
{
	return d >= date_make(1850, 1, 1) && d <= date_make(2199, 12, 31);
}

/* Each point moved by every duration, there and back. Returns how many durations there are. */
static int shift_points(const struct domain_scope *s, const struct eval *e, struct points *p,
			bool *months)
{
	size_t n = p->n;
	int durations = 0;

	for (size_t i = 0; i < s->n_nodes; i++) {
		const struct expr_node *node = &e->item->nodes[s->nodes[i]];
		if (node->op != OP_ADD_DAYS && node->op != OP_ADD_MONTHS)
			continue;
		durations++;
		*months |= node->op == OP_ADD_MONTHS;
		for (size_t j = 0; j < n; j++) {
			date_day d = (date_day)p->at[j];
			int k = (int)node->k;
			bool by_day = node->op == OP_ADD_DAYS;
			date_day there = by_day ? d + k : date_add_months(d, k);
			date_day back = by_day ? d - k : date_add_months(d, -k);
			if (there != DATE_NONE && day_exists(there))
				add_point(p, there);
			if (back != DATE_NONE && day_exists(back))
				add_point(p, back);
		}
	}
	return durations;
}

/* Neighbours up to `near` away. A day shifted by months is cut at a month's end: there, a few more.
 */
static void widen_points(struct points *p, int near, bool months)
{
	size_t n = p->n;

	for (size_t i = 0; i < n; i++) {
		int reach = near;
		if (months) {
			int day = date_split((date_day)p->at[i]).day;
			reach += day >= 27 || day <= 3 ? NEAR_MONTH_END : 0;
		}
		for (int k = 1; k <= reach; k++) {
			add_point(p, p->at[i] - k);
			add_point(p, p->at[i] + k);
		}
	}
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void day_points(const struct domain_scope *s, const struct eval *e, struct points *p)
{
	bool months = false;

	base_points(s, e, true, p);
	if (p->n == 0)
		add_point(p, e->values[FACT_ON].a);
	int rounds = s->entangled ? s->rounds : 1;
	int durations = shift_points(s, e, p, &months);
	for (int i = 1; i < durations * rounds && !p->overflow; i++)
		shift_points(s, e, p, &months);
	widen_points(p, rounds, months);
}

static void number_points(const struct domain_scope *s, const struct eval *e, const struct var *v,
			  struct points *p)
{
	base_points(s, e, false, p);
	widen_points(p, s->entangled ? s->rounds : 1, false);
	add_point(p, v->min);
	add_point(p, v->min + 1);
	add_point(p, v->max);
}

static bool put_points(const struct var *v, const struct points *p, struct value *out, size_t *n,
		       size_t max)
{
	for (size_t i = 0; i < p->n; i++) {
		int64_t a = p->at[i];
		if (v->type == TYPE_DATE ? !day_exists(a) : a < v->min || a > v->max)
			continue;
		if (!put(out, n, max, a, 0))
			return false;
	}
	return true;
}

static bool put_periods(const struct points *p, struct value *out, size_t *n, size_t max)
{
	if (p->n * p->n / 2 > max)
		return false;
	for (size_t i = 0; i < p->n; i++) {
		for (size_t j = i; j < p->n; j++) {
			if (day_exists(p->at[i]) && day_exists(p->at[j]) &&
			    !put(out, n, max, p->at[i], p->at[j]))
				return false;
		}
	}
	return true;
}

/* The days of the scope, worked out once; false when there are too many. */
static bool scope_days(struct domain_scope *s, const struct eval *e, struct points *p)
{
	if (s->n_days == 0) {
		day_points(s, e, p);
		if (p->overflow)
			p->n = 0;
		qsort(p->at, p->n, sizeof(p->at[0]), by_value);
		memcpy(s->days, p->at, p->n * sizeof(p->at[0]));
		s->n_days = p->overflow ? SIZE_MAX : p->n;
	} else if (s->n_days != SIZE_MAX) {
		memcpy(p->at, s->days, s->n_days * sizeof(p->at[0]));
		p->n = s->n_days;
	}
	return s->n_days != SIZE_MAX;
}

static bool put_ordered(struct domain_scope *s, const struct eval *e, const struct var *v,
			struct value *out, size_t *n, size_t max)
{
	struct points p;

	p.n = 0;
	p.overflow = false;
	if (!is_number((uint8_t)v->type)) {
		if (!scope_days(s, e, &p))
			return false;
	} else {
		number_points(s, e, v, &p);
		qsort(p.at, p.n, sizeof(p.at[0]), by_value);
	}
	if (p.overflow)
		return false;
	return v->type == TYPE_PERIOD ? put_periods(&p, out, n, max)
				      : put_points(v, &p, out, n, max);
}

size_t domain_build(struct domain_scope *s, const struct eval *e, int var, struct value *out,
		    size_t max)
{
	const struct var *v = &e->item->vars[var];
	size_t n = 0;
	bool fits = max > 0, all;

	if (fits && (v->or_none || v->optional))
		out[n++] = (struct value){.state = VALUE_NONE};
	if (!fits)
		return 0;
	switch (v->type) {
	case TYPE_YESNO:
		fits = put(out, &n, max, 0, 0) && put(out, &n, max, 1, 0);
		break;
	case TYPE_CHOICE:
		/* the rows of channels tell these apart, which are no nodes */
		all = var == FACT_CHANNEL || var == FACT_OFFICE;
		fits = put_choices(v, all ? UINT64_MAX : mentioned(s, e, var), out, &n, max);
		break;
	case TYPE_SET:
		fits = put_sets(v, mentioned(s, e, var), out, &n, max);
		break;
	default:
		fits = put_ordered(s, e, v, out, &n, max);
	}
	return fits ? n : 0;
}
