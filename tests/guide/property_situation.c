/* SPDX-License-Identifier: Apache-2.0
 *
 * Random situations. Answers lie where rules change their mind as often as
 * anywhere: at constants, known days, durations, the edges of windows and terms.
 */
#include <string.h>

#include "guide/property.h"

enum { TRIES = 200 };

uint64_t dice_throw(struct dice *d) /* splitmix64 */
{
	uint64_t z = d->state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

size_t dice_below(struct dice *d, size_t n)
{
	return (size_t)(dice_throw(d) % n);
}

bool dice_percent(struct dice *d, int percent)
{
	return dice_below(d, 100) < (size_t)percent;
}

static struct value known(int64_t a, int64_t b)
{
	return (struct value){.state = VALUE_KNOWN, .a = a, .b = b};
}

static int64_t any_day(struct dice *d)
{
	return date_make(2000, 1, 1) + (int64_t)dice_below(d, 10958);
}

/* Anything of the type, far from the edges for the most part. */
static struct value anywhere(struct dice *d, const struct var *v)
{
	int64_t a, b;

	switch (v->type) {
	case TYPE_NUMBER:
	case TYPE_MONTHS:
		return known(v->min + (int64_t)dice_below(d, (size_t)(v->max - v->min) + 1), 0);
	case TYPE_DATE:
		return known(any_day(d), 0);
	default:
		a = any_day(d);
		b = any_day(d);
		return a < b ? known(a, b) : known(b, a);
	}
}

/* Rules are mostly kept and prohibitions mostly absent, or every situation would be barred. */
static struct value usual(struct dice *d, const struct item *it, int var)
{
	int64_t good = it->vars[var].kind == VAR_CONDITION;

	if (dice_percent(d, 85))
		return known(good, 0);
	for (size_t i = 0; i < it->n_prohibitions; i++) {
		if (it->prohibitions[i].var == var && it->prohibitions[i].lifted_by_act &&
		    dice_percent(d, 50))
			return known(PROHIBITION_LIFTED, 0);
	}
	return known(!good, 0);
}

struct value situation_answer(struct dice *d, struct reference *r, const struct item *it,
			      const struct intake *in, int var)
{
	const struct var *v = &it->vars[var];
	bool ordered = v->type >= TYPE_NUMBER;

	if (v->kind == VAR_CONDITION || v->kind == VAR_PROHIBITION)
		return usual(d, it, var);
	if (v->kind == VAR_VERIFICATION)
		return known((int64_t)dice_below(d, 3), 0);
	if (ordered && dice_percent(d, 30))
		return anywhere(d, v);
	size_t n;
	const struct value *values = reference_values(r, in, var, &n);
	struct value one = values[dice_below(d, n)], two = values[dice_below(d, n)];
	if (v->type == TYPE_PERIOD)
		return one.a < two.a ? known(one.a, two.a) : known(two.a, one.a);
	return one;
}

/* The acceptance day: anywhere in four years, or beside an edge of the window or of a term. */
static date_day draw_day(struct dice *d, const struct item *it)
{
	date_day day = date_make(2024, 1, 1) + (date_day)dice_below(d, 1461);
	const date_day edges[] = {it->validity.from, it->validity.to, it->effective_from,
				  it->effective_to};
	date_day edge = edges[dice_below(d, 4)];

	if (edge != DATE_NONE && dice_percent(d, 60))
		return edge - 1 + (date_day)dice_below(d, 3);
	if (it->window.given && dice_percent(d, 70)) {
		struct date_parts p = date_split(day);
		int at = dice_percent(d, 50) ? it->window.first : it->window.last;
		return date_make(p.year, p.month, 1) + at - 2 + (date_day)dice_below(d, 3);
	}
	return day;
}

static void draw_papers(struct dice *d, const struct item *it, struct intake *in)
{
	int ok = (int)dice_below(d, 101);

	for (size_t i = 0; i < it->n_papers; i++) {
		struct paper_mark *m = &in->marks[i];
		*m = (struct paper_mark){.state = PAPER_ABSENT};
		if (dice_percent(d, ok)) {
			m->state = PAPER_OK;
			m->rows_ok = it->papers[i].per >= 0 ? (int)dice_below(d, 4) : 0;
		} else if (dice_percent(d, 25)) {
			m->state = PAPER_UNFIT;
			m->unfit = (enum unfit)dice_below(d, UNFITS);
		}
	}
}

/* Opens one more answer that matters; false when there is none. */
static bool open_one(struct dice *d, struct reference *r, const struct item *it, struct intake *in)
{
	for (int i = 0; i < TRIES; i++) {
		size_t var = dice_below(d, it->n_vars);
		if (var == FACT_ON || !reference_uses(r, (int)var) ||
		    in->values[var].state == VALUE_OPEN)
			continue;
		/* the program knows where it stands */
		if ((var == FACT_CHANNEL || var == FACT_OFFICE) && dice_percent(d, 70))
			continue;
		in->values[var] = (struct value){.state = VALUE_OPEN};
		return true;
	}
	return false;
}

void situation_draw(struct dice *d, struct reference *r, const struct item *it, size_t open,
		    struct intake *in)
{
	in->values[FACT_ON] = known(draw_day(d, it), 0);
	for (size_t i = 0; i < it->n_vars; i++) {
		if (i != FACT_ON)
			in->values[i] = (struct value){.state = VALUE_OPEN};
	}
	for (size_t i = 0; i < it->n_vars; i++) {
		if (i == FACT_CHANNEL && dice_percent(d, 85))
			in->values[i] = known(CHANNEL_WINDOW, 0);
		else if (i != FACT_ON && reference_uses(r, (int)i))
			in->values[i] = situation_answer(d, r, it, in, (int)i);
	}
	if (dice_percent(d, 10)) /* the age follows */
		in->values[FACT_BIRTH] = known(any_day(d), 0);
	draw_papers(d, it, in);
	for (size_t i = 0; i < open; i++) {
		if (!open_one(d, r, it, in))
			break;
	}
}

void situation_copy(struct intake *to, const struct intake *from, const struct item *it)
{
	memcpy(to->values, from->values, it->n_vars * sizeof(*to->values));
	memcpy(to->marks, from->marks, it->n_papers * sizeof(*to->marks));
}

void situation_print(const struct item *it, const struct intake *in, struct str *out)
{
	str_addf(out, "item %s\n", it->id);
	for (size_t i = 0; i < it->n_vars; i++) {
		const struct value *v = &in->values[i];
		str_addf(out, "  %s = ", it->vars[i].id);
		if (v->state == VALUE_OPEN)
			str_addf(out, "?\n");
		else if (it->vars[i].kind == VAR_VERIFICATION ||
			 it->vars[i].kind == VAR_PROHIBITION)
			str_addf(out, "%d\n", (int)v->a);
		else {
			answer_write(it, (int)i, v, out);
			str_addf(out, "\n");
		}
	}
	for (size_t i = 0; i < it->n_papers; i++) {
		const struct paper_mark *m = &in->marks[i];
		if (m->state != PAPER_ABSENT)
			str_addf(out, "  paper %s %s rows %d\n", it->papers[i].id,
				 m->state == PAPER_OK ? "ok" : "unfit", m->rows_ok);
	}
}
