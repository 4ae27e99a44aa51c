/* SPDX-License-Identifier: Apache-2.0
 *
 * Counting a day: the states of cases, replayed from case_moves. A day opens with
 * what the newest close before it ended with, or with every move before it where
 * none was closed yet; the hall ends with the states of the cases as they are now,
 * less the moves of later days. So the two ends of a line come from apart.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/closes_count.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

struct close_line *closes_line(struct close_counts *c, struct arena *a, const char *window,
			       const char *id)
{
	for (size_t i = 0; i < c->n_lines; i++)
		if (strcmp(c->lines[i].window, window) == 0 && strcmp(c->lines[i].id, id) == 0)
			return &c->lines[i];
	struct close_line *l = ARENA_PUSH(a, c->lines, c->n_lines);
	l->window = arena_strdup(a, window);
	l->id = arena_strdup(a, id);
	return l;
}

void closes_add_note(struct close_counts *c, struct arena *a, const struct close_note *note)
{
	*ARENA_PUSH(a, c->notes, c->n_notes) = (struct close_note){
		.kind = note->kind,
		.window = arena_strdup(a, note->window ? note->window : ""),
		.subject = arena_strdup(a, note->subject),
		.text = arena_strdup(a, note->text),
		.reason = note->reason ? arena_strdup(a, note->reason) : NULL,
	};
}

/* ---- moves ---- */

struct desk {
	const char *window;
	int64_t opening[CASE_STATES], entered[CASE_STATES], left[CASE_STATES];
};
/* Whose a case is while moves are walked: an index of desks + 1 by its id. */
struct walk {
	struct store *s;
	struct arena *a;
	date_day day;
	struct desk *desks;
	size_t n_desks;
	int64_t apart[CASE_STATES]; /* what the hall carries over beside its windows */
	uint16_t *owners;
	size_t n_owners;
};

static const char *window_name(const char *window)
{
	return *window ? window : CLOSE_NO_WINDOW;
}

static size_t desk_of(struct walk *w, const char *window)
{
	for (size_t i = 0; i < w->n_desks; i++)
		if (strcmp(w->desks[i].window, window) == 0)
			return i;
	struct desk *d = ARENA_PUSH(w->a, w->desks, w->n_desks);
	d->window = arena_strdup(w->a, window);
	return w->n_desks - 1;
}

static bool is_decision(const char *kind)
{
	int k = event_kind_of(kind);

	return k >= EVENT_CASE_ACCEPTED && k <= EVENT_CASE_REFUSED;
}

/* The window a case was of before the first move that is walked. */
static bool owner_before(struct walk *w, int64_t id, int64_t seq, size_t *desk, struct err *e)
{
	struct stmt *q =
		db_stmt(w->s->db, "SELECT \"window\" FROM case_moves WHERE case_id = :id AND "
				  "site = :site AND id < :seq AND kind IN ('case.accepted', "
				  "'case.deferred', 'case.noticed', 'case.refused') "
				  "ORDER BY id DESC LIMIT 1");

	stmt_int(q, ":id", id);
	stmt_text(q, ":site", w->s->site);
	stmt_int(q, ":seq", seq);
	*desk = desk_of(w, stmt_step(q) ? window_name(stmt_get(q, 0)) : CLOSE_NO_WINDOW);
	return stmt_done(q, e);
}

static uint16_t *owner_slot(struct walk *w, int64_t id)
{
	if ((size_t)id >= w->n_owners) {
		size_t n = ((size_t)id + 1) * 3 / 2;
		w->owners = xreallocarray(w->owners, n, sizeof(*w->owners));
		memset(w->owners + w->n_owners, 0, (n - w->n_owners) * sizeof(*w->owners));
		w->n_owners = n;
	}
	return &w->owners[id];
}

/* One move: out of the state and window it was in, into those it is in now. */
static bool take_move(struct walk *w, struct stmt *q, struct err *e)
{
	int64_t seq = stmt_get_int(q, 0), id = stmt_get_int(q, 1);
	bool today = stmt_get_day(q, 6) == w->day, fresh = stmt_get(q, 4)[0] == '\0';
	uint16_t *owner = owner_slot(w, id);
	size_t before = *owner ? *owner - 1u : 0, after;

	if (!fresh && !*owner && !owner_before(w, id, seq, &before, e))
		return false;
	after = fresh || is_decision(stmt_get(q, 2)) ? desk_of(w, window_name(stmt_get(q, 3)))
						     : before;
	*owner = (uint16_t)(after + 1);
	if (!fresh) {
		struct desk *d = &w->desks[before];
		enum case_state from = case_state_of(stmt_get(q, 4));
		if (today)
			d->left[from]++;
		else
			d->opening[from]--;
	}
	struct desk *d = &w->desks[after];
	enum case_state to = case_state_of(stmt_get(q, 5));
	if (today)
		d->entered[to]++;
	else
		d->opening[to]++;
	return true;
}

#define MOVES "SELECT id, case_id, kind, \"window\", from_state, to_state, day FROM case_moves "

/* The moves behind the newest close, those of the day among them; all of them without one. */
static bool walk_moves(struct walk *w, date_day after, struct err *e)
{
	struct stmt *q =
		after == DATE_NONE
			? db_stmt(w->s->db, MOVES "NOT INDEXED WHERE site = :site AND day > :after "
						  "AND day <= :day ORDER BY id /* whole table */")
			: db_stmt(w->s->db, MOVES "INDEXED BY case_moves_day WHERE site = :site "
						  "AND day > :after AND day <= :day ORDER BY id");
	bool ok = true;

	stmt_text(q, ":site", w->s->site);
	stmt_int(q, ":after", after);
	stmt_day(q, ":day", w->day);
	while (ok && stmt_step(q))
		ok = take_move(w, q, e);
	return stmt_done(q, ok ? e : NULL) && ok;
}

/* ---- where the day opens ---- */

static bool newest_before(struct store *s, date_day day, int64_t *seq, date_day *closed,
			  struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT seq, day FROM closes WHERE site = :site AND "
					"\"window\" = '' AND reopened = 0 AND day < :day "
					"ORDER BY day DESC LIMIT 1");

	*seq = 0;
	*closed = DATE_NONE;
	stmt_text(q, ":site", s->site);
	stmt_day(q, ":day", day);
	if (stmt_step(q)) {
		*seq = stmt_get_int(q, 0);
		*closed = stmt_get_day(q, 1);
	}
	return stmt_done(q, e);
}

/* What that close ended with: states to the desks, the intakes to their lines. */
static bool carry_over(struct walk *w, struct close_counts *c, int64_t close, struct err *e)
{
	struct stmt *q = db_stmt(w->s->db, "SELECT \"window\", id, closing FROM close_lines WHERE "
					   "site = :site AND seq = :seq AND closing <> 0 "
					   "ORDER BY pos");

	stmt_text(q, ":site", w->s->site);
	stmt_int(q, ":seq", close);
	while (stmt_step(q)) {
		const char *window = stmt_get(q, 0), *id = stmt_get(q, 1);
		bool intakes = strcmp(id, close_line_ids[LINE_INTAKES]) == 0;
		int state = closes_state_of(id);
		if (intakes)
			closes_line(c, w->a, window, id)->opening = stmt_get_int(q, 2);
		if (intakes || state < 0)
			continue;
		if (*window) {
			size_t desk = desk_of(w, window);
			w->desks[desk].opening[state] = stmt_get_int(q, 2);
		}
		w->apart[state] += *window ? -stmt_get_int(q, 2) : stmt_get_int(q, 2);
	}
	return stmt_done(q, e);
}

/* ---- where it ends ---- */

/* Now, less what came later: the hall's alone. A hall's store holds its own cases only. */
static bool states_then(struct store *s, date_day day, int64_t found[CASE_STATES], struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT state, count(*) FROM cases INDEXED BY cases_state "
					"GROUP BY state /* whole table */");

	memset(found, 0, CASE_STATES * sizeof(*found));
	while (stmt_step(q))
		found[case_state_of(stmt_get(q, 0))] = stmt_get_int(q, 1);
	if (!stmt_done(q, e))
		return false;
	q = db_stmt(s->db, "SELECT from_state, to_state, count(*) FROM case_moves "
			   "INDEXED BY case_moves_day WHERE day > :day AND site = :site "
			   "GROUP BY 1, 2");
	stmt_day(q, ":day", day);
	stmt_text(q, ":site", s->site);
	while (stmt_step(q)) {
		found[case_state_of(stmt_get(q, 1))] -= stmt_get_int(q, 2);
		if (stmt_get(q, 0)[0])
			found[case_state_of(stmt_get(q, 0))] += stmt_get_int(q, 2);
	}
	return stmt_done(q, e);
}

static void put_states(struct walk *w, struct close_counts *c, const int64_t found[CASE_STATES])
{
	for (int i = 0; i < CASE_STATES; i++) {
		struct close_line sum = {.opening = w->apart[i], .closing = found[i]};
		for (size_t k = 0; k < w->n_desks; k++) {
			sum.opening += w->desks[k].opening[i];
			sum.entered += w->desks[k].entered[i];
			sum.left += w->desks[k].left[i];
		}
		if (!sum.opening && !sum.entered && !sum.left && !sum.closing)
			continue;
		struct close_line *l = closes_line(c, w->a, "", case_state_ids[i]);
		l->opening = sum.opening;
		l->entered = sum.entered;
		l->left = sum.left;
		l->closing = sum.closing;
	}
	for (size_t k = 0; k < w->n_desks; k++) {
		const struct desk *d = &w->desks[k];
		for (int i = 0; i < CASE_STATES; i++) {
			if (!d->opening[i] && !d->entered[i] && !d->left[i])
				continue;
			struct close_line *l = closes_line(c, w->a, d->window, case_state_ids[i]);
			l->opening = d->opening[i];
			l->entered = d->entered[i];
			l->left = d->left[i];
			l->closing = d->opening[i] + d->entered[i] - d->left[i];
		}
	}
}

bool closes_count_states(struct store *s, struct arena *a, struct close_counts *out, struct err *e)
{
	struct walk w = {.s = s, .a = a, .day = out->day};
	int64_t close, found[CASE_STATES];
	bool ok = newest_before(s, out->day, &close, &out->after, e) &&
		  (!close || carry_over(&w, out, close, e)) && walk_moves(&w, out->after, e) &&
		  states_then(s, out->day, found, e);

	if (ok)
		put_states(&w, out, found);
	free(w.owners);
	return ok;
}

/* ---- all of it ---- */

static int by_window(const void *x, const void *y)
{
	const struct close_line *a = x, *b = y;
	int order = strcmp(a->window, b->window);

	return order ? order : closes_order(a->id) - closes_order(b->id);
}

/* One window's close has nothing of the others. */
static void keep_window(struct close_counts *c)
{
	size_t lines = 0, notes = 0;

	for (size_t i = 0; i < c->n_lines; i++)
		if (strcmp(c->lines[i].window, c->window) == 0)
			c->lines[lines++] = c->lines[i];
	for (size_t i = 0; i < c->n_notes; i++)
		if (strcmp(c->notes[i].window, c->window) == 0)
			c->notes[notes++] = c->notes[i];
	c->n_lines = lines;
	c->n_notes = notes;
}

static void note_lines(struct close_counts *c, struct arena *a)
{
	for (size_t i = 0; i < c->n_lines; i++) {
		const struct close_line *l = &c->lines[i];
		int64_t off = l->closing - (l->opening + l->entered - l->left);
		if (!off)
			continue;
		const struct close_note note = {
			.kind = NOTE_LINE,
			.window = l->window,
			.subject = l->id,
			.text = arena_printf(a, "%s%s%+lld", l->window, *l->window ? " " : "",
					     (long long)off),
		};
		closes_add_note(c, a, &note);
	}
}

static bool count_all(struct store *s, struct arena *a, struct close_counts *out, struct err *e)
{
	struct ledger_head head;

	if (!ledger_head(s->db, s->site, &head, e))
		return false;
	out->seq = head.seq;
	memcpy(out->head, head.hash, EVENT_HASH);
	if (!closes_count_states(s, a, out, e) || !closes_count_drafts(s, a, out, e) ||
	    !closes_count_things(s, a, out, e))
		return false;
	if (*out->window)
		keep_window(out);
	if (out->n_lines)
		qsort(out->lines, out->n_lines, sizeof(*out->lines), by_window);
	note_lines(out, a);
	return true;
}

bool closes_count(struct store *s, date_day day, const char *window, struct arena *a,
		  struct close_counts *out, struct err *e)
{
	*out = (struct close_counts){.day = day, .window = window ? window : ""};
	if (!db_begin_read(s->db, "close", e))
		return false;
	return db_end_read(s->db, "close", count_all(s, a, out, e), e);
}
