/* SPDX-License-Identifier: Apache-2.0
 *
 * Random days of a hall always balance. Cases are decided, decided again, reviewed,
 * returned, suspended, granted, delivered, voided at three windows; intakes are
 * begun, parked, taken over, finished; days are closed, forgotten, reopened. Every
 * count is compared with a slow reference: a list of all cases and intakes with
 * where each stands, looked through from the beginning for every line.
 *
 * Some hundred moves; 10,000 with --soak. --seed N repeats a run.
 */
#include "close_fixture.h"

enum { MOVES = 300, MOVES_SOAK = 10000, CASES_MOST = 20000, WINDOWS = 3, DAY_MOVES = 25 };

static const char *const windows[WINDOWS] = {"w1", "w2", "w3"};
static uint64_t seed = 20261124;
static int moves_wanted = MOVES;

static unsigned draw(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* ---- the slow reference ---- */

/* Everything that ever stood somewhere, from a day on, until the next row of its id. */
struct standing {
	int id; /* of the case or intake */
	date_day day;
	const char *window;
	int state;  /* of the case; intakes: 1 open, 0 gone */
	int before; /* the row of the same one before it; -1 */
};
struct mcase {
	char number[NUMBER_TEXT], document[DOCUMENT_TEXT];
	const char *window;
	enum case_state state;
	bool external, owes;
};
struct mdraft {
	struct draft d;
	const char *begun_at;
	bool open;
};
struct model {
	struct hall *h;
	struct arena arena;
	struct mcase *cases;
	struct mdraft *drafts;
	struct standing *cs, *ds; /* of cases, of intakes, as they happened */
	size_t n_cases, n_drafts, n_cs, n_ds;
	int tried, done;
	date_day day, closed;
	bool window_closed[WINDOWS];
};

/* Opening, entered, left and closing of one line: every row is looked at. */
static struct close_line slow_line(const struct standing *rows, size_t n, date_day day,
				   const char *window, int state)
{
	struct close_line l = {0};

	for (size_t i = 0; i < n; i++) {
		const struct standing *r = &rows[i];
		const struct standing *before = r->before >= 0 ? &rows[r->before] : NULL;
		bool in = r->state == state && (!*window || strcmp(r->window, window) == 0);
		bool out = before && before->state == state &&
			   (!*window || strcmp(before->window, window) == 0);
		if (r->day > day)
			continue;
		l.closing += in - out;
		if (r->day < day)
			l.opening += in - out;
		else {
			l.entered += in;
			l.left += out;
		}
	}
	return l;
}

static void note(struct model *m, struct standing **rows, size_t *n, int id, const char *window,
		 int state)
{
	int before = (int)*n - 1;

	while (before >= 0 && (*rows)[before].id != id)
		before--;
	*ARENA_PUSH(&m->arena, *rows, *n) = (struct standing){id, m->day, window, state, before};
}

/* What the store says of the case, after something was done with it. Decided again it comes in
 * anew, also where it was. */
static void follow(struct model *m, int id, const char *window, bool decided)
{
	struct case_record *r = NULL;
	struct mcase *c = &m->cases[id];
	struct arena a = {0};

	assert_true(cases_get(m->h->store, c->number, &a, &r, &m->h->err));
	enum case_state now = r->state;
	arena_done(&a);
	/* A move that leaves the state (a stage among others) stands in no line. */
	if (!decided && now == c->state)
		return;
	c->state = now;
	c->window = window;
	note(m, &m->cs, &m->n_cs, id, window, now);
	m->done++;
}

/* ---- what happens ---- */

static const struct actor *clerk_at(int w)
{
	static const struct actor clerks[WINDOWS] = {
		{"li", "w1", 0}, {"wang", "w2", 0}, {"li", "w3", 0}};
	return &clerks[w];
}

static void fill(struct sample *x, struct case_stage stages[2], enum event_kind kind)
{
	sample_make(x, "来人", NULL);
	if (kind == EVENT_CASE_DEFERRED)
		x->papers[1].state = "deferred";
	x->papers[0].handed_back = draw(2);
	for (int i = 0; i < 2; i++)
		stages[i] = (struct case_stage){.id = i ? "approve" : "check",
						.text = i ? "审核" : "复核",
						.posts = "reviewer approver supervisor",
						.separate = draw(2) && !i};
	x->record.n_stages = draw(3);
	x->record.stages = stages;
}

static bool decide(struct model *m, int w, const char *number, int draft)
{
	static const enum event_kind kinds[] = {EVENT_CASE_ACCEPTED, EVENT_CASE_DEFERRED,
						EVENT_CASE_NOTICED, EVENT_CASE_REFUSED};
	enum event_kind kind = kinds[draw(4)];
	struct case_step step = {.at = m->h->ms, .kind = "begun", .by = "li", .window = windows[w]};
	struct case_stage stages[2];
	struct store_receipt r = {0};
	struct sample x = {0};

	fill(&x, stages, kind);
	if (draft >= 0) {
		x.record.history = &step;
		x.record.n_history = 1;
	}
	const struct store_event ev = {.kind = kind,
				       .who = clerk_at(w),
				       .subject = number,
				       .reserve = !number,
				       .build = case_record_build,
				       .ctx = &x.record};
	if (!store_commit(m->h->store, NULL, &ev, 1, &r, &m->h->err))
		return false;
	int id = (int)m->n_cases;
	for (int i = 0; number && i < (int)m->n_cases; i++)
		if (strcmp(m->cases[i].number, number) == 0)
			id = i;
	if (id == (int)m->n_cases) {
		struct mcase *c = ARENA_PUSH(&m->arena, m->cases, m->n_cases);
		memcpy(c->number, r.ticket.number, NUMBER_TEXT);
		c->state = CASE_STATES;
	}
	m->cases[id].owes = kind == EVENT_CASE_DEFERRED;
	follow(m, id, windows[w], true);
	return true;
}

static void begin_draft(struct model *m, int w)
{
	struct mdraft *d = ARENA_PUSH(&m->arena, m->drafts, m->n_drafts);

	d->d = (struct draft){.owner = clerk_at(w)->by,
			      .window = windows[w],
			      .item = "fs-008",
			      .title = "来人",
			      .json = "{}",
			      .parked = draw(2)};
	d->begun_at = windows[w];
	if (!drafts_save(m->h->store, &d->d, &m->h->err))
		fail_msg("%s", m->h->err.text);
	d->open = true;
	note(m, &m->ds, &m->n_ds, (int)m->n_drafts - 1, d->begun_at, 1);
	m->done++;
}

static void end_draft(struct model *m, int w)
{
	struct mdraft *d = m->n_drafts ? &m->drafts[draw((unsigned)m->n_drafts)] : NULL;
	int id = (int)(d - m->drafts);

	if (!d || !d->open)
		return;
	bool decided = draw(3) > 0;
	if (decided && !decide(m, w, NULL, id))
		return;
	bool ok = decided ? drafts_decided(m->h->store, d->d.id, d->d.owner, &m->h->err)
			  : drafts_delete(m->h->store, d->d.id, d->d.owner, &m->h->err);
	if (!ok)
		fail_msg("%s", m->h->err.text);
	d->open = false;
	note(m, &m->ds, &m->n_ds, id, d->begun_at, 0);
	m->done++;
}

/* Any move of any case, as often as not one that cannot be: then nothing has changed. */
static void move_case(struct model *m, int w)
{
	static const enum event_kind kinds[] = {
		EVENT_CASE_REVIEWED,  EVENT_CASE_REVIEWED,    EVENT_CASE_REVIEWED,
		EVENT_CASE_RETURNED,  EVENT_CASE_RESUBMITTED, EVENT_CASE_GRANTED,
		EVENT_CASE_DENIED,    EVENT_CASE_SUSPENDED,   EVENT_CASE_RESUMED,
		EVENT_CASE_WITHDRAWN, EVENT_CASE_TERMINATED,  EVENT_CASE_DELIVERED,
		EVENT_CASE_DELIVERED,
	};
	static const char *const people[] = {"li", "wang", "sun", "zhao"};
	int id = (int)draw((unsigned)m->n_cases);
	struct mcase *c = &m->cases[id];
	struct case_record *r = NULL;
	const struct actor who = {people[draw(4)], windows[w], 0};

	assert_true(cases_get(m->h->store, c->number, &m->arena, &r, &m->h->err));
	const struct case_move move = {.kind = kinds[draw(sizeof(kinds) / sizeof(kinds[0]))],
				       .number = c->number,
				       .stage = r->stage,
				       .reason = "补材料",
				       .way = "window",
				       .first = m->day,
				       .last = m->day + 5};
	moves_make(m->h->store, &who, &move, NULL, &m->h->err);
	follow(m, id, c->window, false);
}

static void small_act(struct model *m, int w)
{
	int id = (int)draw((unsigned)m->n_cases);
	struct mcase *c = &m->cases[id];
	char number[DOCUMENT_TEXT];

	switch (draw(5)) {
	case 0:
		cases_void(m->h->store, clerk_at(w), c->number, "录错", &m->h->err);
		break;
	case 1:
		if (c->owes && sample_arrive_by(m->h->store, clerk_at(w), c->number, "household",
						NULL, DATE_NONE, &m->h->err))
			c->owes = false;
		break;
	case 2:
		cases_link(m->h->store, clerk_at(w), c->number, "external", c->number, &m->h->err);
		break;
	case 3:
		if (documents_issue(m->h->store, clerk_at(w), c->number, "receipt", number,
				    &m->h->err))
			memcpy(c->document, number, sizeof(number));
		break;
	default:
		if (*c->document)
			documents_void(m->h->store, clerk_at(w), c->document, "错", &m->h->err);
	}
	follow(m, id, c->window, false);
}

static void act(struct model *m)
{
	int w = (int)draw(WINDOWS);
	unsigned what = draw(10);

	m->tried++;
	if (m->n_cases == 0 || what < 2) {
		decide(m, w, NULL, -1);
	} else if (what < 3) {
		int id = (int)draw((unsigned)m->n_cases);
		if (m->cases[id].state == CASE_NOTICED)
			decide(m, w, m->cases[id].number, -1);
	} else if (what < 4) {
		if (!m->window_closed[w])
			begin_draft(m, w);
	} else if (what < 5) {
		end_draft(m, w);
	} else if (what < 8) {
		move_case(m, w);
	} else {
		small_act(m, w);
	}
}

/* ---- looking ---- */

static void check_lines(struct model *m, const struct close_counts *c, const char *window,
			const char *id, const struct close_line *want)
{
	static const struct close_line none = {0};
	const struct close_line *got = balance_line(c, window, id);

	if (!got)
		got = &none;
	if (got->opening != want->opening || got->entered != want->entered ||
	    got->left != want->left || got->closing != want->closing)
		fail_msg("day %d %s %s: %lld %lld %lld %lld, not %lld %lld %lld %lld",
			 (int)(c->day - hall_day()), window, id, (long long)got->opening,
			 (long long)got->entered, (long long)got->left, (long long)got->closing,
			 (long long)want->opening, (long long)want->entered, (long long)want->left,
			 (long long)want->closing);
	(void)m;
}

static void check_day(struct model *m, const struct close_counts *c)
{
	const char *const places[] = {"", "w1", "w2", "w3"};

	for (int p = 0; p < 4; p++) {
		for (int i = 0; i < CASE_STATES; i++) {
			struct close_line l = slow_line(m->cs, m->n_cs, c->day, places[p], i);
			check_lines(m, c, places[p], case_state_ids[i], &l);
		}
		struct close_line l = slow_line(m->ds, m->n_ds, c->day, places[p], 1);
		check_lines(m, c, places[p], "intakes", &l);
	}
	assert_null(balance_unlike_windows(c));
	for (size_t i = 0; i < c->n_lines; i++)
		if (balance_off(&c->lines[i]) != 0)
			fail_msg("day %d %s %s does not balance", (int)(c->day - hall_day()),
				 c->lines[i].window, c->lines[i].id);
}

/* All days that are open, oldest first; each opens as the one before it closed. */
static void close_days(struct model *m)
{
	struct close_counts before, now;
	struct close_row *row;
	struct hall *h = m->h;

	for (date_day day = m->closed + 1; day <= m->day; day++) {
		closing_count(h, day, NULL, &now);
		check_day(m, &now);
		closing_day(h, day);
		assert_true(closes_get(h->store, day, NULL, &h->arena, &row, &h->err));
		assert_true(closes_signed(h->store, row, &h->arena, &now, &h->err));
		if (m->closed >= hall_day()) {
			assert_true(
				closes_get(h->store, m->closed, NULL, &h->arena, &row, &h->err));
			assert_true(closes_signed(h->store, row, &h->arena, &before, &h->err));
			const struct close_line *l = balance_unlike_before(&before, &now);
			if (l)
				fail_msg("day %d opens otherwise: %s %s", (int)(day - hall_day()),
					 l->window, l->id);
		}
		m->closed = day;
	}
	memset(m->window_closed, 0, sizeof(m->window_closed));
}

/* Somebody comes after the close: the day is reopened, worked at and closed again. */
static void reopen(struct model *m)
{
	struct hall *h = m->h;

	if (!closes_reopen(h->store, &in_charge, NULL, m->day, NULL, "有人来", &h->err))
		fail_msg("%s", h->err.text);
	m->closed = m->day - 1;
	for (int i = 0; i < 4; i++)
		begin_draft(m, (int)draw(WINDOWS));
	close_days(m);
}

static void random_days_balance(void **state)
{
	struct hall *h = *state;
	struct model m = {.h = h, .day = hall_day(), .closed = hall_day() - 1};

	while (m.done < moves_wanted) {
		for (unsigned i = 5 + draw(DAY_MOVES); i > 0; i--)
			act(&m);
		if (draw(3) == 0) { /* one window goes early */
			int w = (int)draw(WINDOWS);
			struct close_counts c;
			if (m.closed == m.day - 1) {
				closing_count(h, m.day, windows[w], &c);
				closing_window(h, m.day, windows[w]);
				m.window_closed[w] = true;
				act(&m);
			}
		}
		if (draw(5)) {
			close_days(&m);
			if (draw(6) == 0)
				reopen(&m);
		}
		/* Sometimes over a weekend. */
		for (unsigned i = draw(8) ? 1 : 3; i > 0; i--) {
			next_day(h);
			m.day++;
		}
		arena_done(&h->arena);
		h->arena = (struct arena){0};
	}
	closing_verify(h);
	print_message("%d moves, %d of them done, %zu cases, %d days\n", m.tried, m.done, m.n_cases,
		      (int)(m.day - hall_day()));
	arena_done(&m.arena);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {CLOSE_TEST(random_days_balance)};

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--soak") == 0)
			moves_wanted = MOVES_SOAK;
		else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
			seed = strtoull(argv[++i], NULL, 10);
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
