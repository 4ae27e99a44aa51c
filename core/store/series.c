/* SPDX-License-Identifier: Apache-2.0 */
#include "store/series.h"

#include <string.h>

#include "base/text.h"
#include "store/operators.h"
#include "store/store_inside.h"
#include "store/payload.h"

/* ---- reading ---- */

/* Serials of a range that are accounted for, in order: entered cases and explained ones. A
 * number is its site, its day and its serial, so the cases of a day stand together. */
static bool walk(struct store *s, struct series_row *r, int closed, struct err *e)
{
	char low[NUMBER_TEXT], high[NUMBER_TEXT];
	int expected = r->first, top = r->first - 1;

	number_make(s->site, r->day, 0, low);
	memcpy(high, low, sizeof(high));
	high[SITE_CODE + 8] = ':'; /* behind every digit */
	high[SITE_CODE + 9] = '\0';
	low[SITE_CODE + 8] = '\0';
	struct stmt *q = db_stmt(
		s->db, "SELECT serial, 1 AS entered FROM cases WHERE number >= :low AND "
		       "number < :high AND serial BETWEEN :first AND :last UNION "
		       "SELECT serial, 0 FROM numbers_unused WHERE site = :site AND day = :day AND "
		       "serial BETWEEN :first AND :last ORDER BY 1");
	stmt_text(q, ":low", low);
	stmt_text(q, ":high", high);
	stmt_text(q, ":site", s->site);
	stmt_day(q, ":day", r->day);
	stmt_int(q, ":first", r->first);
	stmt_int(q, ":last", r->last);
	while (stmt_step(q)) {
		int serial = top = (int)stmt_get_int(q, 0);
		bool entered = stmt_get_int(q, 1) != 0;
		r->entered += entered;
		r->unused += !entered;
		if (serial == expected)
			expected++;
	}
	if (!stmt_done(q, e))
		return false;
	/* Of a lost range nobody knows the end until somebody says so. */
	int end = r->kind == SERIES_RESERVED ? r->last : closed ? closed - 1 : r->last;
	int known = r->kind == SERIES_RESERVED || closed ? end : top;
	r->open = known - r->first + 1 - (int)(r->entered + r->unused) + (closed && top >= closed);
	if (r->open < 0)
		r->open = 0;
	if (expected <= end)
		number_make(s->site, r->day, expected, r->next);
	return true;
}

bool series_list(struct store *s, bool all, struct arena *a, struct series_row **rows, size_t *n,
		 struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT day, first, last, kind, at, closed FROM "
					"number_ranges WHERE site = :site AND kind <> 'lost-paper' "
					"ORDER BY made, day, first /* whole table */");
	int *closed = NULL;
	size_t n_closed = 0, kept = 0;

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":site", s->site);
	while (stmt_step(q)) {
		struct series_row *r = ARENA_PUSH(a, *rows, *n);
		r->day = stmt_get_day(q, 0);
		r->first = (int)stmt_get_int(q, 1);
		r->last = (int)stmt_get_int(q, 2);
		r->kind = strcmp(stmt_get(q, 3), "lost") == 0 ? SERIES_LOST : SERIES_RESERVED;
		r->made_at = stmt_get_int(q, 4);
		*ARENA_PUSH(a, closed, n_closed) = (int)stmt_get_int(q, 5);
	}
	bool ok = stmt_done(q, e);
	for (size_t i = 0; ok && i < *n; i++) {
		ok = walk(s, &(*rows)[i], closed[i], e);
		if (all || (*rows)[i].next[0])
			(*rows)[kept++] = (*rows)[i];
	}
	*n = ok ? kept : 0;
	return ok;
}

bool series_may_enter(struct store *s, const char *number, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT (SELECT count(*) FROM cases WHERE number = "
					":number), (SELECT count(*) FROM number_ranges WHERE "
					"site = :site AND day = :day AND first <= :serial AND "
					"last >= :serial)");
	bool known = false, there = false;

	if (strncmp(number, s->site, SITE_CODE) != 0)
		return err_set(e, ERR_INPUT, _("%s 不是本单位的号（本单位 %s）"), number, s->site);
	stmt_text(q, ":number", number);
	stmt_text(q, ":site", s->site);
	stmt_day(q, ":day", number_day(number));
	stmt_int(q, ":serial", number_serial(number));
	if (stmt_step(q)) {
		known = stmt_get_int(q, 0) > 0;
		there = stmt_get_int(q, 1) > 0;
	}
	if (!stmt_done(q, e))
		return false;
	if (known)
		return err_set(e, ERR_REFUSED, _("%s 已在库里，不用补录"), number);
	if (!there)
		return err_set(e, ERR_INPUT,
			       _("%s 不在待补的号段里：只有恢复后的未知号和预留的应急号可以补录"),
			       number);
	return true;
}

/* An emergency number is used on the day of its kit or later, a lost one after the newest event
 * the backup had. */
bool series_given_after(struct store *s, const char *number, int64_t *ms, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT e.at FROM number_ranges r JOIN ledger e ON "
					"e.site = r.site AND e.seq = r.made - 1 WHERE "
					"r.site = :site AND r.day = :day AND r.first <= :serial "
					"AND r.last >= :serial AND r.kind = 'lost'");

	*ms = clock_at(number_day(number), 0, 0);
	stmt_text(q, ":site", s->site);
	stmt_day(q, ":day", number_day(number));
	stmt_int(q, ":serial", number_serial(number));
	if (stmt_step(q) && stmt_get_int(q, 0) > *ms)
		*ms = stmt_get_int(q, 0);
	return stmt_done(q, e);
}

/* ---- writing ---- */

bool series_explain(struct store *s, const struct actor *who, const char *number,
		    const char *reason, bool rest, struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER | POST_BIT(POST_ADMIN), e))
		return false;
	if (!reason || !reason[strspn(reason, " \t")])
		return err_set(e, ERR_INPUT, _("请写明为什么没有使用"));
	payload_open(&payload);
	payload_put(&payload, "reason", reason);
	if (rest)
		payload_put_int(&payload, "rest", 1);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_NUMBER_UNUSED, who, number, payload.data, e);
	str_done(&payload);
	return ok;
}

struct reservation {
	int count, first;
};

static bool build_reservation(void *ctx, struct store *s, const struct store_ticket *t,
			      struct str *payload, struct err *e)
{
	struct reservation *r = ctx;
	struct stmt *q = db_stmt(s->db, "SELECT last FROM counters WHERE site = :site AND "
					"day = :day AND series = 'paper'");

	stmt_text(q, ":site", s->site);
	stmt_day(q, ":day", t->day);
	r->first = 1 + (stmt_step(q) ? (int)stmt_get_int(q, 0) : 0);
	if (!stmt_done(q, e))
		return false;
	payload_open(payload);
	payload_put_int(payload, "first", r->first);
	payload_put_int(payload, "count", r->count);
	payload_close(payload);
	return true;
}

bool series_reserve(struct store *s, const struct actor *who, int count, struct arena *a,
		    const char *const **numbers, struct err *e)
{
	struct reservation r = {.count = count};
	const struct store_event ev = {.kind = EVENT_NUMBERS_RESERVED,
				       .who = who,
				       .subject = "",
				       .build = build_reservation,
				       .ctx = &r};
	struct store_receipt receipt;

	if (!operators_may(s, who, POSTS_CHARGE, e) || !store_commit(s, NULL, &ev, 1, &receipt, e))
		return false;
	const char **out = arena_array(a, (size_t)count, sizeof(*out));
	for (int i = 0; i < count; i++) {
		char number[NUMBER_TEXT];
		out[i] = arena_strdup(a, number_make(s->site, receipt.ticket.day,
						     SERIAL_CASES + r.first + i, number));
	}
	*numbers = out;
	return true;
}
