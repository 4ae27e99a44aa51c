/* SPDX-License-Identifier: Apache-2.0
 *
 * The values an open variable is tried with. Yes/no questions, choices and sets:
 * all there are. Numbers and days: every constant and known answer of that kind
 * anywhere in the item, moved there and back by every duration, twice, and the
 * neighbours of each; generous, for a point too few would pass a wrong engine.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "guide/reference_work.h"

enum { SHIFTS = 2, NEIGHBOURS = 1, NEIGHBOURS_AT_MONTH_END = 3 };

struct points {
	size_t count, room;
	int64_t *rows;
};

static void add_point(struct points *p, int64_t at)
{
	for (size_t i = 0; i < p->count; i++) {
		if (p->rows[i] == at)
			return;
	}
	if (p->count == p->room) {
		p->room = p->room ? 2 * p->room : 64;
		p->rows = xreallocarray(p->rows, p->room, sizeof(*p->rows));
	}
	p->rows[p->count++] = at;
}

static void add_value(struct value_list *out, struct value v)
{
	if (out->count == out->room) {
		out->room = out->room ? 2 * out->room : 64;
		out->rows = xreallocarray(out->rows, out->room, sizeof(*out->rows));
	}
	out->rows[out->count++] = v;
}

static void add_known(struct value_list *out, int64_t a, int64_t b)
{
	add_value(out, (struct value){.state = VALUE_KNOWN, .a = a, .b = b});
}

static bool is_day(enum value_type type)
{
	return type == TYPE_DATE || type == TYPE_PERIOD;
}

static bool is_count(enum value_type type)
{
	return type == TYPE_NUMBER || type == TYPE_MONTHS;
}

/* Constants and known answers. */
static void known_points(const struct item *it, const bool *reached, const struct value *values,
			 bool days, struct points *p)
{
	for (size_t i = 0; i < it->n_nodes; i++) {
		const struct expr_node *n = &it->nodes[i];
		if (!reached[i])
			continue;
		if (n->op == OP_CONST && (days ? is_day(n->vtype) : is_count(n->vtype)))
			add_point(p, n->k);
		if (n->op != OP_VAR || values[n->x].state != VALUE_KNOWN)
			continue;
		enum value_type type = it->vars[n->x].type;
		if (days ? is_day(type) : is_count(type))
			add_point(p, values[n->x].a);
		if (days && type == TYPE_PERIOD)
			add_point(p, values[n->x].b);
	}
}

static bool possible_day(int64_t d)
{
	return d >= date_make(1850, 1, 1) && d <= date_make(2199, 12, 31);
}

static void add_possible_day(struct points *p, int64_t d)
{
	if (d != DATE_NONE && possible_day(d))
		add_point(p, d);
}

static void shift_all(const struct item *it, const bool *reached, struct points *p)
{
	size_t count = p->count;

	for (size_t i = 0; i < it->n_nodes; i++) {
		const struct expr_node *n = &it->nodes[i];
		if (!reached[i] || (n->op != OP_ADD_DAYS && n->op != OP_ADD_MONTHS))
			continue;
		for (size_t k = 0; k < count; k++) {
			date_day d = (date_day)p->rows[k];
			if (n->op == OP_ADD_DAYS) {
				add_possible_day(p, d + n->k);
				add_possible_day(p, d - n->k);
			} else {
				add_possible_day(p, date_add_months(d, (int)n->k));
				add_possible_day(p, date_add_months(d, -(int)n->k));
			}
		}
	}
}

static void add_neighbours(struct points *p, bool days)
{
	size_t count = p->count;

	for (size_t i = 0; i < count; i++) {
		int64_t at = p->rows[i];
		int reach = NEIGHBOURS;
		if (days) {
			int day = date_split((date_day)at).day;
			if (day >= 28 || day <= 2)
				reach = NEIGHBOURS_AT_MONTH_END;
		}
		for (int k = -reach; k <= reach; k++)
			add_point(p, at + k);
	}
}

static int ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

void list_days(const struct item *it, const bool *reached, const struct value *values,
	       struct value_list *out)
{
	struct points p = {0};

	add_point(&p, values[FACT_ON].a);
	known_points(it, reached, values, true, &p);
	for (int i = 0; i < SHIFTS; i++)
		shift_all(it, reached, &p);
	add_neighbours(&p, true);
	qsort(p.rows, p.count, sizeof(*p.rows), ascending);
	for (size_t i = 0; i < p.count; i++) {
		if (possible_day(p.rows[i]))
			add_known(out, p.rows[i], 0);
	}
	free(p.rows);
}

static void list_periods(const struct item *it, const bool *reached, const struct value *values,
			 struct value_list *out)
{
	struct value_list days = {0};

	list_days(it, reached, values, &days);
	for (size_t i = 0; i < days.count; i++) {
		for (size_t k = i; k < days.count; k++)
			add_known(out, days.rows[i].a, days.rows[k].a);
	}
	free(days.rows);
}

/* `rows_ok`: a paper per person is complete up to as many persons. */
static void list_counts(const struct item *it, const bool *reached, const struct value *values,
			const struct paper_mark *marks, int var, struct value_list *out)
{
	const struct var *v = &it->vars[var];
	struct points p = {0};

	known_points(it, reached, values, false, &p);
	for (size_t i = 0; i < it->n_papers; i++) {
		if (it->papers[i].per == var)
			add_point(&p, marks[i].rows_ok);
	}
	add_point(&p, v->min);
	add_point(&p, v->max);
	add_neighbours(&p, false);
	qsort(p.rows, p.count, sizeof(*p.rows), ascending);
	for (size_t i = 0; i < p.count; i++) {
		if (p.rows[i] >= v->min && p.rows[i] <= v->max)
			add_known(out, p.rows[i], 0);
	}
	free(p.rows);
}

static void list_selections(const struct var *v, struct value_list *out)
{
	for (int64_t mask = 0; mask < INT64_C(1) << v->n_values; mask++) {
		int members = 0;
		for (size_t i = 0; i < v->n_values; i++)
			members += mask >> i & 1;
		if (members >= v->min && members <= v->max)
			add_known(out, mask, 0);
	}
}

static bool lifted_by_act(const struct item *it, int var)
{
	for (size_t i = 0; i < it->n_prohibitions; i++) {
		if (it->prohibitions[i].var == var && it->prohibitions[i].lifted_by_act)
			return true;
	}
	return false;
}

void list_values(const struct item *it, const bool *reached, const struct value *values,
		 const struct paper_mark *marks, int var, struct value_list *out)
{
	const struct var *v = &it->vars[var];

	out->count = 0;
	if (v->or_none || v->optional)
		add_value(out, (struct value){.state = VALUE_NONE});
	switch (v->type) {
	case TYPE_YESNO:
		add_known(out, 0, 0);
		add_known(out, 1, 0);
		if (lifted_by_act(it, var))
			add_known(out, PROHIBITION_LIFTED, 0);
		break;
	case TYPE_CHOICE:
		for (size_t i = 0; i < v->n_values; i++)
			add_known(out, (int64_t)i, 0);
		break;
	case TYPE_SET:
		list_selections(v, out);
		break;
	case TYPE_NUMBER:
	case TYPE_MONTHS:
		list_counts(it, reached, values, marks, var, out);
		break;
	case TYPE_DATE:
		list_days(it, reached, values, out);
		break;
	case TYPE_PERIOD:
		list_periods(it, reached, values, out);
		break;
	}
}
