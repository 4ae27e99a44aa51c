/* SPDX-License-Identifier: Apache-2.0 */
#include "case/case_clocks.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "store/cases.h"

const char *const clock_start_ids[] = {
	[START_ACCEPTED] = "accepted",
	[START_NEXT_MONTH] = "next_month",
	[START_ANSWER] = "answer",
	[START_LIMIT] = "limit",
};

static enum day_unit unit_of(const char *name)
{
	for (int u = 0; u <= UNIT_AT_ONCE; u++)
		if (name && strcmp(day_unit_names[u], name) == 0)
			return u;
	return UNIT_CALENDAR;
}

/* ---- limits ---- */

static int limit_index(const struct case_record *r, const char *id)
{
	for (size_t i = 0; id && i < r->n_limits; i++)
		if (strcmp(r->limits[i].id, id) == 0)
			return (int)i;
	return -1;
}

/* A case from before its limits said what they run by tells it by where they begin. */
static enum clock_start guess_start(const struct case_record *r, const struct case_limit *l,
				    int *before)
{
	*before = -1;
	if (l->from == DATE_NONE || l->from == r->accepted_day)
		return START_ACCEPTED;
	for (size_t i = 0; i < r->n_limits; i++)
		if (&r->limits[i] != l && r->limits[i].due == l->from) {
			*before = (int)i;
			return START_LIMIT;
		}
	return l->from > r->accepted_day && date_split(l->from).day == 1 ? START_NEXT_MONTH
									 : START_ANSWER;
}

static enum clock_start start_of(const struct case_record *r, const struct case_limit *l,
				 int *before)
{
	*before = limit_index(r, l->follows);
	if (!l->start)
		return guess_start(r, l, before);
	for (int s = 0; s <= START_LIMIT; s++)
		if (strcmp(clock_start_ids[s], l->start) == 0)
			return s;
	return START_ACCEPTED; /* LIMIT_PROMISE */
}

static const struct pause_row *extension_of(const struct pause_row *pauses, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (pauses[i].kind == PAUSE_EXTENSION)
			return &pauses[i];
	return NULL;
}

static struct clock_spec spec_of(const struct case_record *r, const struct case_limit *l,
				 const struct pause_row *extension)
{
	struct clock_spec s = {.id = l->id,
			       .text = l->text,
			       .stated = l->days >= 0,
			       .days = (int)l->days,
			       .unit = unit_of(l->unit),
			       .from = l->from,
			       .why = l->why};

	s.start = start_of(r, l, &s.before);
	if (extension && l->extend_days) {
		s.extend_days = (int)extension->days;
		s.extend_unit = unit_of(extension->unit);
	}
	return s;
}

/* ---- stops ---- */

static const struct case_stage *publicity_stage(const struct case_record *r)
{
	for (size_t i = 0; i < r->n_stages; i++)
		if (r->stages[i].publicised)
			return &r->stages[i];
	return NULL;
}

/* Publicity is inside the limit unless its step says otherwise. */
static bool is_stop(const struct case_record *r, const struct pause_row *p, struct clock_stop *out)
{
	const struct case_stage *stage = publicity_stage(r);

	if (p->kind == PAUSE_SUSPENSION) {
		*out = (struct clock_stop){p->began,
					   p->ended == DATE_NONE ? DATE_NONE : p->ended - 1};
		return true;
	}
	*out = (struct clock_stop){p->began, p->until};
	return p->kind == PAUSE_PUBLICITY && stage && stage->uncounted;
}

static bool has_ended(enum case_state state)
{
	return !(CASE_BIT(state) & CASES_RUNNING);
}

/* ---- the case ---- */

static void run_stage(const struct case_record *r, const struct clocks_given *g, struct arena *a,
		      struct case_clocks *out)
{
	const struct case_stage *stage;
	struct clock_spec *spec;

	if (has_ended(r->state) || r->stage < 0 || (size_t)r->stage >= r->n_stages ||
	    !r->stages[r->stage].unit)
		return;
	stage = &r->stages[r->stage];
	spec = arena_array(a, 1, sizeof(*spec));
	*spec = (struct clock_spec){.id = stage->id,
				    .text = stage->text,
				    .stated = true,
				    .days = (int)stage->days,
				    .unit = unit_of(stage->unit),
				    .from = clock_day_of(r->stage_since)};
	out->staged = true;
	clocks_run(g, spec, 1, &out->stage);
}

static void note_open(const struct pause_row *pauses, size_t n, struct case_clocks *out)
{
	for (size_t i = 0; i < n; i++) {
		if (pauses[i].ended != DATE_NONE)
			continue;
		if (pauses[i].kind == PAUSE_SUSPENSION)
			out->suspension = &pauses[i];
		if (pauses[i].kind == PAUSE_PUBLICITY)
			out->publicity = &pauses[i];
	}
}

void case_clocks_make(const struct case_record *r, const struct pause_row *pauses, size_t n,
		      const struct clocks_by *by, struct arena *a, struct case_clocks *out)
{
	const struct pause_row *extension = extension_of(pauses, n);
	struct clock_spec *specs = arena_array(a, r->n_limits + 1, sizeof(*specs));
	struct clock_stop *stops = arena_array(a, n + 1, sizeof(*stops));
	struct clocks_given g = {.calendar = by->calendar,
				 .today = by->today,
				 .warn = by->warn,
				 .ended = r->decided_day,
				 .delivered = r->delivered_at ? clock_day_of(r->delivered_at)
							      : DATE_NONE,
				 .stops = stops};

	*out = (struct case_clocks){.n = r->n_limits, .extended = extension != NULL};
	for (size_t i = 0; i < n; i++)
		g.n_stops += is_stop(r, &pauses[i], &stops[g.n_stops]);
	for (size_t i = 0; i < r->n_limits; i++)
		specs[i] = spec_of(r, &r->limits[i], extension);
	out->rows = arena_array(a, r->n_limits + 1, sizeof(*out->rows));
	clocks_run(&g, specs, r->n_limits, out->rows);
	out->end = clocks_end(out->rows, r->n_limits);
	note_open(pauses, n, out);
	run_stage(r, &g, a, out);
	/* Nothing was accepted, or it ended without a decision. */
	if (!(CASE_BIT(r->state) & (CASES_RUNNING | CASES_DECIDED | CASE_BIT(CASE_DELIVERED))))
		out->n = 0;
	/* Sheets handed over end the case: no clock runs (record_make.h). */
	if (r->due == DATE_NONE && out->end.due != DATE_NONE && n == 0)
		out->n = 0;
}

bool case_clocks_read(struct store *s, const struct case_record *r, const struct clocks_by *by,
		      struct arena *a, struct case_clocks *out, struct err *e)
{
	struct pause_row *pauses;
	size_t n;

	if (!pauses_of(s, r->number, a, &pauses, &n, e))
		return false;
	case_clocks_make(r, pauses, n, by, a, out);
	return true;
}

static bool has_word(const char *const *words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

size_t case_clocks_reasons(const struct case_record *r, struct arena *a, const char ***reasons)
{
	size_t n = 0;

	*reasons = NULL;
	for (size_t i = 0; i < r->n_limits; i++) {
		const char *listed = r->limits[i].uncounted;
		char *rest = arena_strdup(a, listed ? listed : "");
		while (*rest) {
			char *line = rest;
			rest += strcspn(rest, "\n");
			if (*rest)
				*rest++ = '\0';
			if (*line && !has_word(*reasons, n, line))
				*ARENA_PUSH(a, *reasons, n) = line;
		}
	}
	return n;
}

const struct case_limit *case_clocks_extendable(const struct case_record *r)
{
	for (size_t i = 0; i < r->n_limits; i++)
		if (r->limits[i].extend_days > 0)
			return &r->limits[i];
	return NULL;
}

date_day case_clocks_publicity(const struct case_record *r, const struct calendar *c,
			       date_day first)
{
	const struct case_stage *stage = publicity_stage(r);

	if (!stage || !stage->unit || stage->days < 1)
		return DATE_NONE;
	if (unit_of(stage->unit) == UNIT_WORKING)
		return calendar_nth(c, first, (int)stage->days).due;
	return first + (date_day)stage->days - 1;
}

/* ---- moves ---- */

struct moving {
	const struct case_move *move;
	const struct clocks_by *by;
	struct arena arena;
};

/* The pauses as they will be once the move is made. */
static void add_pause(const struct case_move *m, date_day day, struct arena *a,
		      struct pause_row **rows, size_t *n)
{
	struct pause_row row = {.began = day, .until = DATE_NONE, .ended = DATE_NONE};

	switch (m->kind) {
	case EVENT_CASE_SUSPENDED:
		row.kind = PAUSE_SUSPENSION;
		break;
	case EVENT_CASE_EXTENDED:
		row.kind = PAUSE_EXTENSION;
		row.days = m->days;
		row.unit = m->unit;
		break;
	case EVENT_CASE_PUBLICISED:
		row.kind = PAUSE_PUBLICITY;
		row.began = m->first;
		row.until = m->last;
		break;
	case EVENT_CASE_RESUMED:
		for (size_t i = 0; i < *n; i++)
			if ((*rows)[i].kind == PAUSE_SUSPENSION && (*rows)[i].ended == DATE_NONE)
				(*rows)[i].ended = day;
		return;
	default:
		return;
	}
	*ARENA_PUSH(a, *rows, *n) = row;
}

static void put_rows(const struct case_clocks *c, struct arena *a, struct case_dues *out)
{
	struct case_due *rows = arena_array(a, c->n + 1, sizeof(*rows));

	for (size_t i = 0; i < c->n; i++)
		rows[i] = (struct case_due){c->rows[i].spec->id, c->rows[i].due,
					    c->rows[i].provisional};
	*out = (struct case_dues){c->end.due, c->end.provisional, c->n, rows};
}

/* What is over cannot be made longer. */
static bool is_over(const struct case_record *r, const struct case_clocks *c, struct err *e)
{
	const struct case_limit *l = case_clocks_extendable(r);
	char day[DATE_TEXT];

	for (size_t i = 0; l && i < c->n; i++)
		if (strcmp(c->rows[i].spec->id, l->id) == 0 && c->rows[i].state == CLOCK_RED)
			return !err_set(e, ERR_REFUSED, _("%s 的时限 %s 已过，不能再延长"),
					r->number, date_format(c->rows[i].due, day));
	return false;
}

static bool work_out(void *ctx, struct store *s, const struct store_ticket *t,
		     struct case_dues *out, struct err *e)
{
	struct moving *m = ctx;
	struct clocks_by by = *m->by;
	struct case_record *r;
	struct pause_row *pauses;
	struct case_clocks now, then;
	size_t n;

	if (!cases_get(s, m->move->number, &m->arena, &r, e) ||
	    !pauses_of(s, m->move->number, &m->arena, &pauses, &n, e))
		return false;
	if (!r)
		return err_set(e, ERR_INPUT, _("库里没有编号 %s 的办件"), m->move->number);
	by.today = t->day;
	case_clocks_make(r, pauses, n, &by, &m->arena, &now);
	if (m->move->kind == EVENT_CASE_EXTENDED && is_over(r, &now, e))
		return false;
	add_pause(m->move, t->day, &m->arena, &pauses, &n);
	case_clocks_make(r, pauses, n, &by, &m->arena, &then);
	put_rows(&then, &m->arena, out);
	return true;
}

/* How far the guide lets the case be extended; without it the store says so. */
static bool take_extension(struct store *s, struct case_move *m, struct arena *a, struct err *e)
{
	const struct case_limit *l;
	struct case_record *r;

	if (!cases_get(s, m->number, a, &r, e))
		return false;
	l = r ? case_clocks_extendable(r) : NULL;
	m->days = l ? l->extend_days : 0;
	m->unit = l ? l->extend_unit : NULL;
	return true;
}

bool case_clocks_move(struct store *s, const struct actor *who, const struct case_move *m,
		      const struct clocks_by *by, char *document, struct err *e)
{
	struct case_move made = *m;
	struct moving moving = {.move = &made, .by = by};

	made.dues = work_out;
	made.ctx = &moving;
	bool ok = (m->kind != EVENT_CASE_EXTENDED || take_extension(s, &made, &moving.arena, e)) &&
		  moves_make(s, who, &made, document, e);
	arena_done(&moving.arena);
	return ok;
}
