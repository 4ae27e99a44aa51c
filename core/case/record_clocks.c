/* SPDX-License-Identifier: Apache-2.0 */
#include "case/record_clocks.h"

#include "base/str.h"
#include "case/case_clocks.h"

static const char *lines_of(struct arena *a, const char *const *words, size_t n)
{
	struct str s = {0};

	if (!n)
		return NULL;
	for (size_t i = 0; i < n; i++)
		str_addf(&s, "%s%s", i ? "\n" : "", words[i]);
	const char *text = arena_strdup(a, str_text(&s));
	str_done(&s);
	return text;
}

static struct case_limit make_limit(struct arena *a, const struct check *k, size_t index)
{
	const struct limit *l = &k->item->limits[index];
	const struct due *d = &k->dues[index];

	return (struct case_limit){
		.id = l->id,
		.text = l->text,
		.unit = day_unit_names[l->unit],
		.days = l->stated ? l->days : -1,
		.from = d->from,
		.due = d->due,
		.provisional = d->provisional,
		.why = d->why,
		.start = clock_start_ids[l->start],
		.follows = l->start == START_LIMIT ? k->item->limits[l->start_limit].id : NULL,
		.extend_days = l->extend_days,
		.extend_unit = l->extend_days ? day_unit_names[l->extend_unit] : NULL,
		.uncounted = lines_of(a, l->uncounted, l->n_uncounted),
	};
}

/* The last of the clocks that follow no other; one without a date leaves it open. */
static void set_due(struct case_record *r)
{
	for (size_t i = 0; i < r->n_limits; i++) {
		const struct case_limit *l = &r->limits[i];
		if (l->follows || l->due == DATE_NONE || (r->due != DATE_NONE && l->due <= r->due))
			continue;
		r->due = l->due;
		r->due_provisional = l->provisional;
	}
}

void record_make_limits(struct case_record *r, struct arena *a, const struct check *k)
{
	for (size_t i = 0; i < k->item->n_limits; i++)
		if (k->dues[i].applies)
			*ARENA_PUSH(a, r->limits, r->n_limits) = make_limit(a, k, i);
	set_due(r);
}

void record_make_promise(struct case_record *r, struct arena *a, const struct casefile *c,
			 const struct calendar *cal)
{
	const struct promise *p = &c->item->promise;
	struct case_clocks clocks;

	for (size_t i = 0; i < r->n_limits; i++)
		if (r->limits[i].days >= 0)
			return;
	if (!p->given || casefile_printed(c))
		return;
	struct case_limit *l = ARENA_PUSH(a, r->limits, r->n_limits);
	*l = (struct case_limit){.id = LIMIT_PROMISE,
				 .text = "本单位承诺时限",
				 .unit = day_unit_names[p->unit],
				 .days = p->days,
				 .from = (date_day)c->in.values[FACT_ON].a,
				 .due = DATE_NONE,
				 .start = LIMIT_PROMISE};
	case_clocks_make(r, NULL, 0, &(struct clocks_by){.calendar = cal, .today = l->from}, a,
			 &clocks);
	l->due = clocks.rows[r->n_limits - 1].due;
	l->provisional = clocks.rows[r->n_limits - 1].provisional;
	set_due(r);
}
