/* SPDX-License-Identifier: Apache-2.0 */
#include "store/samples.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/payload.h"
#include "store/sample_pick.h"
#include "store/store_inside.h"

enum { SEED_MADE = 8 };

const char *const sample_strata_ids[STRATA_KINDS] = {"none", "item", "clerk"};
const char *const sample_strata_names[STRATA_KINDS] = {N_("不分层"), N_("按事项"), N_("按经办人")};
const char *const sample_result_names[SAMPLE_RESULTS] = {N_("未核"), N_("一致"), N_("有问题")};
static const char *const result_ids[SAMPLE_RESULTS] = {"", "good", "problem"};

static int index_of(const char *const *ids, int n, const char *id)
{
	for (int i = 0; id && i < n; i++)
		if (strcmp(ids[i], id) == 0)
			return i;
	return 0;
}

/* ---- applying ---- */

static bool put_case(struct db *db, const struct event *ev, int64_t pos, const struct payload *c,
		     struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO sample_cases (site, id, pos, number, item, "
				     "operator, day, checked_at) VALUES (:site, :id, :pos, "
				     ":number, :item, :operator, :day, 0)");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->seq);
	stmt_int(q, ":pos", pos);
	stmt_text(q, ":number", payload_text(c, "number"));
	stmt_text(q, ":item", payload_text(c, "item"));
	stmt_text(q, ":operator", payload_text(c, "by"));
	stmt_day(q, ":day", payload_day(c, "day"));
	return stmt_run(q, e);
}

bool apply_sample_drawn(struct db *db, const struct event *ev, const struct payload *payload,
			struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO samples VALUES (:site, :id, :at, :day, "
				     ":operator, :seed, :first, :last, :item, :of, :strata, "
				     ":head, :population)");
	const struct payload *cases = payload_member(payload, "cases");
	int64_t pos = 0;

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->seq);
	stmt_int(q, ":at", ev->at);
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":seed", payload_text(payload, "seed"));
	stmt_day(q, ":first", payload_day(payload, "first"));
	stmt_day(q, ":last", payload_day(payload, "last"));
	stmt_text(q, ":item", payload_text(payload, "item"));
	stmt_text(q, ":of", payload_text(payload, "of"));
	stmt_text(q, ":strata", payload_text(payload, "strata"));
	stmt_int(q, ":head", payload_int(payload, "head"));
	stmt_int(q, ":population", payload_int(payload, "population"));
	bool ok = stmt_run(q, e);
	for (const struct payload *c = cases ? cases->first : NULL; ok && c; c = c->next)
		ok = put_case(db, ev, pos++, c, e);
	return ok;
}

bool apply_sample_checked(struct db *db, const struct event *ev, const struct payload *payload,
			  struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE sample_cases SET result = :result, words = :words, "
				     "checked_by = :operator, checked_at = :at WHERE "
				     "site = :site AND id = :id AND number = :number");
	stmt_text(q, ":result", payload_text(payload, "result"));
	stmt_text(q, ":words", payload_text(payload, "words"));
	stmt_text(q, ":operator", ev->by);
	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", payload_int(payload, "draw"));
	stmt_text(q, ":number", ev->subject);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) == 1 || err_set(e, ERR_INPUT, _("这次抽查里没有 %s"), ev->subject);
}

/* ---- drawing ---- */

struct drawing {
	const struct sample_request *q;
	const char *seed;
	int64_t head; /* the last event that was looked at */
	struct arena arena;
	struct unit {
		const char *number, *item, *by;
		date_day day;
	} * units;
	size_t n;
	size_t *picks, n_picks;
};

/* From the ledger, where nothing changes any more: by the first decision of each case. */
static bool read_units(struct store *s, struct drawing *d, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT l.subject, c.item, l.operator, l.day, min(l.seq) "
			       "FROM ledger l JOIN cases c ON c.number = l.subject WHERE "
			       "l.day >= :first AND l.day <= :last AND l.kind IN "
			       "('case.accepted', 'case.deferred', 'case.noticed', "
			       "'case.refused') AND l.site = :site AND l.seq <= :head AND "
			       "(:item IS NULL OR c.item = :item) AND "
			       "(:of IS NULL OR l.operator = :of) AND NOT EXISTS "
			       "(SELECT 1 FROM ledger o WHERE o.subject = l.subject AND "
			       " o.subject <> '' AND o.site = l.site AND o.seq < l.seq AND "
			       " o.kind LIKE 'case.%') GROUP BY l.subject ORDER BY l.subject");

	stmt_day(q, ":first", d->q->first);
	stmt_day(q, ":last", d->q->last);
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":head", d->head);
	stmt_text(q, ":item", d->q->item);
	stmt_text(q, ":of", d->q->by);
	while (stmt_step(q)) {
		struct unit *u = ARENA_PUSH(&d->arena, d->units, d->n);
		u->number = stmt_copy(q, 0, &d->arena);
		u->item = stmt_copy(q, 1, &d->arena);
		u->by = stmt_copy(q, 2, &d->arena);
		u->day = stmt_get_day(q, 3);
	}
	return stmt_done(q, e);
}

static bool draw(struct store *s, struct drawing *d, struct err *e)
{
	if (!read_units(s, d, e))
		return false;
	struct sample_unit *units = arena_array(&d->arena, d->n + 1, sizeof(*units));
	for (size_t i = 0; i < d->n; i++)
		units[i] = (struct sample_unit){
			.number = d->units[i].number,
			.stratum = d->q->strata == STRATA_ITEM	  ? d->units[i].item
				   : d->q->strata == STRATA_CLERK ? d->units[i].by
								  : NULL};
	d->picks = arena_array(&d->arena, (size_t)d->q->count, sizeof(*d->picks));
	d->n_picks = sample_pick(units, d->n, d->seed, (size_t)d->q->count, d->picks);
	return true;
}

static bool find_head(struct store *s, int64_t *head, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT max(seq) FROM ledger WHERE site = :site");

	stmt_text(q, ":site", s->site);
	*head = stmt_step(q) ? stmt_get_int(q, 0) : 0;
	return stmt_done(q, e);
}

static void encode(const struct drawing *d, struct str *out)
{
	payload_open(out);
	payload_put(out, "seed", d->seed);
	payload_put_int(out, "count", d->q->count);
	payload_put_day(out, "first", d->q->first);
	payload_put_day(out, "last", d->q->last);
	payload_put(out, "item", d->q->item);
	payload_put(out, "of", d->q->by);
	payload_put(out, "strata", sample_strata_ids[d->q->strata]);
	payload_put_int(out, "head", d->head);
	payload_put_int(out, "population", (int64_t)d->n);
	payload_put_name(out, "cases");
	str_addc(out, '[');
	for (size_t i = 0; i < d->n_picks; i++) {
		const struct unit *u = &d->units[d->picks[i]];
		if (i)
			str_addc(out, ',');
		payload_open(out);
		payload_put(out, "number", u->number);
		payload_put(out, "item", u->item);
		payload_put(out, "by", u->by);
		payload_put_day(out, "day", u->day);
		payload_close(out);
	}
	str_addc(out, ']');
	payload_close(out);
}

/* Inside the transaction: drawn from exactly what stands before the draw. */
static bool build(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		  struct err *e)
{
	struct drawing *d = ctx;

	(void)t;
	if (!find_head(s, &d->head, e) || !draw(s, d, e))
		return false;
	if (d->n == 0)
		return err_set(e, ERR_INPUT, _("这些条件下没有办件可抽，请放宽日期或条件"));
	encode(d, payload);
	return true;
}

static bool is_sound(const struct sample_request *q, struct err *e)
{
	static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW"
				      "XYZ";
	const char *seed = q->seed ? q->seed : "";

	if (q->count < 1 || q->count > SAMPLE_MOST)
		return err_set(e, ERR_INPUT, _("一次抽 1 至 %d 件"), SAMPLE_MOST);
	if (q->first == DATE_NONE || q->last == DATE_NONE || q->first > q->last)
		return err_set(e, ERR_INPUT, _("抽查的日期没有写对：先早后晚"));
	if (strlen(seed) >= SAMPLE_SEED || seed[strspn(seed, letters)])
		return err_set(e, ERR_INPUT, _("种子是 1 至 %d 位字母或数字，空着由程序产生"),
			       SAMPLE_SEED - 1);
	return true;
}

bool samples_draw(struct store *s, const struct actor *who, const struct sample_request *q,
		  int64_t *id, struct err *e)
{
	char made[SEED_MADE + 1];
	struct drawing d = {.q = q, .seed = q->seed && *q->seed ? q->seed : made};
	const struct store_event ev = {
		.kind = EVENT_SAMPLE_DRAWN, .who = who, .subject = "", .build = build, .ctx = &d};
	struct store_receipt receipt;

	if (!operators_may(s, who, POSTS_AUDIT, e) || !is_sound(q, e))
		return false;
	snprintf(made, sizeof(made), "%08u", (unsigned)randombytes_uniform(100000000));
	bool ok = store_commit(s, NULL, &ev, 1, &receipt, e);
	arena_done(&d.arena);
	*id = ok ? receipt.seq : 0;
	return ok;
}

bool samples_again(struct store *s, int64_t id, bool *same, struct err *e)
{
	struct arena a = {0};
	struct sample_row *row;
	struct sample_case *cases;
	size_t n = 0;

	*same = false;
	bool ok = samples_get(s, id, &a, &row, e);
	if (ok && !row)
		ok = err_set(e, ERR_INPUT, _("没有第 %lld 号抽查"), (long long)id);
	ok = ok && samples_cases(s, id, &a, &cases, &n, e);
	if (ok) {
		const struct sample_request q = {.count = (int)n,
						 .first = row->first,
						 .last = row->last,
						 .item = row->item,
						 .by = row->of,
						 .strata = row->strata};
		struct drawing d = {.q = &q, .seed = row->seed, .head = row->id - 1};
		ok = draw(s, &d, e);
		*same = ok && d.n_picks == n && (int64_t)d.n == row->population;
		for (size_t i = 0; *same && i < n; i++)
			*same = strcmp(d.units[d.picks[i]].number, cases[i].number) == 0;
		arena_done(&d.arena);
	}
	arena_done(&a);
	return ok;
}

/* ---- what was found ---- */

/* Nobody checks what passed through their own hands. */
static bool is_another(struct store *s, const char *by, const char *number, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT 1 FROM ledger WHERE subject = :number AND "
					"subject <> '' AND operator = :operator AND kind NOT IN "
					"('case.viewed', 'person.unmasked', 'sample.checked') "
					"LIMIT 1");

	stmt_text(q, ":number", number);
	stmt_text(q, ":operator", by);
	bool own = stmt_step(q);
	if (!stmt_done(q, e))
		return false;
	return !own || err_set(e, ERR_PERMISSION, _("%s 本人经手过，须由别人复核"), number);
}

bool samples_check(struct store *s, const struct actor *who, int64_t id, const char *number,
		   enum sample_result result, const char *words, struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_AUDIT, e) || !is_another(s, who->by, number, e))
		return false;
	if (result == SAMPLE_OPEN)
		return err_set(e, ERR_INPUT, _("请选“一致”或“有问题”"));
	if (result == SAMPLE_PROBLEM && (!words || !words[strspn(words, " \t")]))
		return err_set(e, ERR_INPUT, _("有问题的要写明是什么问题"));
	payload_open(&payload);
	payload_put_int(&payload, "draw", id);
	payload_put(&payload, "result", result_ids[result]);
	payload_put(&payload, "words", words && *words ? words : NULL);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_SAMPLE_CHECKED, who, number, payload.data, e);
	str_done(&payload);
	return ok;
}

/* ---- reading ---- */

#define SAMPLE_COLUMNS                                                                             \
	"SELECT s.id, s.at, s.day, s.operator, s.seed, s.first, s.last, s.item, s.of_operator, "   \
	"s.strata, s.population, count(c.pos), count(c.result), "                                  \
	"coalesce(sum(c.result = 'problem'), 0) FROM samples s "                                   \
	"JOIN sample_cases c ON c.site = s.site AND c.id = s.id WHERE s.site = :site "

static void read_sample(struct stmt *q, struct arena *a, struct sample_row *r)
{
	*r = (struct sample_row){
		.id = stmt_get_int(q, 0),
		.at = stmt_get_int(q, 1),
		.day = stmt_get_day(q, 2),
		.by = stmt_copy(q, 3, a),
		.seed = stmt_copy(q, 4, a),
		.first = stmt_get_day(q, 5),
		.last = stmt_get_day(q, 6),
		.item = stmt_copy(q, 7, a),
		.of = stmt_copy(q, 8, a),
		.strata = (enum sample_strata)index_of(sample_strata_ids, STRATA_KINDS,
						       stmt_get(q, 9)),
		.population = stmt_get_int(q, 10),
		.cases = stmt_get_int(q, 11),
		.checked = stmt_get_int(q, 12),
		.problems = stmt_get_int(q, 13),
	};
}

bool samples_list(struct store *s, bool only_open, struct arena *a, struct sample_row **rows,
		  size_t *n, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, SAMPLE_COLUMNS "GROUP BY s.id HAVING :open = 0 OR "
					      "count(c.result) < count(c.pos) ORDER BY s.id DESC");

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":open", only_open);
	while (stmt_step(q))
		read_sample(q, a, ARENA_PUSH(a, *rows, *n));
	return stmt_done(q, e);
}

bool samples_get(struct store *s, int64_t id, struct arena *a, struct sample_row **out,
		 struct err *e)
{
	struct stmt *q = db_stmt(s->db, SAMPLE_COLUMNS "AND s.id = :id GROUP BY s.id");

	*out = NULL;
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":id", id);
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		read_sample(q, a, *out);
	}
	return stmt_done(q, e);
}

bool samples_cases(struct store *s, int64_t id, struct arena *a, struct sample_case **rows,
		   size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db, "SELECT k.number, k.item, c.item_name, k.operator, f.name, k.day, k.result, "
		       "k.words, k.checked_by, k.checked_at FROM sample_cases k "
		       "LEFT JOIN cases c ON c.number = k.number "
		       "LEFT JOIN parties f ON f.case_id = c.id AND f.pos = 0 "
		       "WHERE k.site = :site AND k.id = :id ORDER BY k.pos");

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":id", id);
	while (stmt_step(q)) {
		struct sample_case *c = ARENA_PUSH(a, *rows, *n);
		*c = (struct sample_case){
			.number = stmt_copy(q, 0, a),
			.item = stmt_copy(q, 1, a),
			.item_name = stmt_copy(q, 2, a),
			.by = stmt_copy(q, 3, a),
			.name = stmt_copy(q, 4, a),
			.day = stmt_get_day(q, 5),
			.result = (enum sample_result)index_of(result_ids, SAMPLE_RESULTS,
							       stmt_get(q, 6)),
			.words = stmt_copy(q, 7, a),
			.checked_by = stmt_copy(q, 8, a),
			.checked_at = stmt_get_int(q, 9),
		};
	}
	return stmt_done(q, e);
}
