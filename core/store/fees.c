/* SPDX-License-Identifier: Apache-2.0 */
#include "store/fees.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "store/apply.h"
#include "store/operators.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

enum { NUMBER_MOST = 40, WORDS_MOST = 60, LIST_MOST = 1000 };

/* ---- applying ---- */

bool apply_fee_told(struct db *db, const struct event *ev, const struct payload *payload,
		    struct err *e)
{
	int64_t id;

	if (!case_find_valid(db, ev->subject, &id, e))
		return false;
	/* A notice that is decided again tells it again. */
	struct stmt *q = db_stmt(db, "INSERT OR REPLACE INTO fees VALUES (:id, :amount, :each, "
				     ":people, :per, :basis, :day, :at, :operator, :window)");
	stmt_int(q, ":id", id);
	stmt_int(q, ":amount", payload_int(payload, "amount"));
	stmt_int(q, ":each", payload_int(payload, "each"));
	stmt_int(q, ":people", payload_int(payload, "people"));
	stmt_text(q, ":per", payload_text(payload, "per"));
	stmt_text(q, ":basis", payload_text(payload, "basis"));
	stmt_day(q, ":day", ev->day);
	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":window", ev->window);
	return stmt_run(q, e);
}

/* What is due and what has been paid; ERR_REFUSED for a case without a fee. */
static bool balance(struct db *db, int64_t id, const char *number, money_fen *due, money_fen *paid,
		    struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT amount, (SELECT coalesce(sum(amount), 0) FROM "
				     "fee_receipts r WHERE r.case_id = f.case_id AND why IS NULL) "
				     "FROM fees f WHERE case_id = :id");
	bool there;

	stmt_int(q, ":id", id);
	there = stmt_step(q);
	if (there) {
		*due = stmt_get_int(q, 0);
		*paid = stmt_get_int(q, 1);
	}
	if (!stmt_done(q, e))
		return false;
	return there || err_set(e, ERR_REFUSED, _("%s 这一件不收费，没有要登记的票据"), number);
}

bool apply_fee_paid(struct db *db, const struct event *ev, const struct payload *payload,
		    struct err *e)
{
	money_fen amount = payload_int(payload, "amount"), due, paid;
	char left[MONEY_TEXT];
	int64_t id;

	if (!case_find_valid(db, ev->subject, &id, e) ||
	    !balance(db, id, ev->subject, &due, &paid, e))
		return false;
	if (paid + amount > due)
		return err_set(
			e, ERR_REFUSED,
			_("应缴还剩 %s 元，登记的超过了。一张票据缴几件的，只登记本件的份额"),
			money_format(due - paid, left));
	struct stmt *q = db_stmt(db, "INSERT INTO fee_receipts VALUES (:site, :seq, :id, :number, "
				     ":day, :amount, :collector, :entered, :at, :operator, "
				     ":window, NULL, NULL)");
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_int(q, ":id", id);
	stmt_text(q, ":number", payload_text(payload, "receipt"));
	stmt_day(q, ":day", payload_day(payload, "day"));
	stmt_int(q, ":amount", amount);
	stmt_text(q, ":collector", payload_text(payload, "collector"));
	stmt_day(q, ":entered", ev->day);
	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":window", ev->window);
	return stmt_run(q, e);
}

bool apply_fee_taken_back(struct db *db, const struct event *ev, const struct payload *payload,
			  struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE fee_receipts SET why = :why, taken_back = :day WHERE "
				     "site = :site AND id = :id AND why IS NULL AND case_id = "
				     "(SELECT id FROM cases WHERE number = :number)");

	stmt_text(q, ":why", payload_text(payload, "why"));
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", payload_int(payload, "receipt"));
	stmt_text(q, ":number", ev->subject);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) == 1 || err_set(e, ERR_REFUSED, _("没有这条票据登记，或已撤销"));
}

/* ---- writing ---- */

bool fees_build(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		struct err *e)
{
	const struct fee_notice *f = ctx;

	(void)s;
	(void)t;
	(void)e;
	payload_open(payload);
	payload_put_int(payload, "amount", f->amount);
	payload_put_int(payload, "each", f->each);
	payload_put_int(payload, "people", f->people);
	payload_put(payload, "per", f->per);
	payload_put(payload, "basis", f->basis);
	payload_close(payload);
	return true;
}

static bool is_blank(const char *text)
{
	return !text || text[strspn(text, " \t")] == '\0';
}

static bool is_short(const char *text, size_t most)
{
	return !text || (utf8_valid(text) && utf8_length(text) <= most);
}

static bool is_sound(const struct fee_receipt *r, date_day today, struct err *e)
{
	if (is_blank(r->number) || !is_short(r->number, NUMBER_MOST))
		return err_set(e, ERR_INPUT, _("请写收费单位所开票据的号码（%d字以内）"),
			       NUMBER_MOST);
	if (r->amount <= 0)
		return err_set(e, ERR_INPUT, _("金额应大于0，如 250"));
	if (r->day == DATE_NONE || r->day > today)
		return err_set(e, ERR_INPUT, _("票据日期不能晚于今天"));
	return is_short(r->collector, WORDS_MOST) ||
	       err_set(e, ERR_INPUT, _("收费单位最多%d字"), WORDS_MOST);
}

bool fees_receive(struct store *s, const struct actor *who, const char *number,
		  const struct fee_receipt *r, struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER, e) || !is_sound(r, store_today(s), e))
		return false;
	payload_open(&payload);
	payload_put(&payload, "receipt", r->number);
	payload_put_int(&payload, "amount", r->amount);
	payload_put_day(&payload, "day", r->day);
	payload_put(&payload, "collector", r->collector);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_FEE_PAID, who, number, payload.data, e);
	str_done(&payload);
	return ok;
}

bool fees_take_back(struct store *s, const struct actor *who, const char *number, int64_t receipt,
		    const char *why, struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER, e))
		return false;
	if (is_blank(why))
		return err_set(e, ERR_INPUT, _("撤销票据登记须写明原因"));
	payload_open(&payload);
	payload_put_int(&payload, "receipt", receipt);
	payload_put(&payload, "why", why);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_FEE_TAKEN_BACK, who, number, payload.data, e);
	str_done(&payload);
	return ok;
}

/* ---- reading ---- */

#define FEE                                                                                        \
	"SELECT c.number, c.item, c.item_name, "                                                   \
	"(SELECT name FROM parties WHERE case_id = c.id ORDER BY pos LIMIT 1), c.state, "          \
	"f.amount, f.each, f.people, f.per, f.basis, f.day, f.operator, "                          \
	"(SELECT coalesce(sum(r.amount), 0) FROM fee_receipts r WHERE r.case_id = f.case_id AND "  \
	"r.why IS NULL) AS paid, "                                                                 \
	"(SELECT group_concat(r.number, '、') FROM fee_receipts r WHERE r.case_id = f.case_id "   \
	"AND r.why IS NULL), "                                                                     \
	"(SELECT max(r.day) FROM fee_receipts r WHERE r.case_id = f.case_id AND r.why IS NULL) "   \
	"FROM fees f JOIN cases c ON c.id = f.case_id "

static void read_fee(struct stmt *q, struct arena *a, struct fee_row *row)
{
	*row = (struct fee_row){
		.number = stmt_copy(q, 0, a),
		.item = stmt_copy(q, 1, a),
		.item_name = stmt_copy(q, 2, a),
		.name = stmt_copy(q, 3, a),
		.state = stmt_copy(q, 4, a),
		.told = {.amount = stmt_get_int(q, 5),
			 .each = stmt_get_int(q, 6),
			 .people = stmt_get_int(q, 7),
			 .per = stmt_copy(q, 8, a),
			 .basis = stmt_copy(q, 9, a)},
		.day = stmt_get_day(q, 10),
		.by = stmt_copy(q, 11, a),
		.paid = stmt_get_int(q, 12),
		.receipts = stmt_is_null(q, 13) ? "" : stmt_copy(q, 13, a),
		.paid_day = stmt_get_day(q, 14),
	};
}

static bool read_receipts(struct store *s, const char *number, struct arena *a,
			  struct fee_receipt **rows, size_t *n, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT r.id, r.number, r.day, r.amount, r.collector, r.at, "
			       "r.operator, r.why FROM cases c JOIN fee_receipts r ON "
			       "r.case_id = c.id WHERE c.number = :number ORDER BY r.at, r.id");

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":number", number);
	while (stmt_step(q))
		*ARENA_PUSH(a, *rows, *n) = (struct fee_receipt){
			.id = stmt_get_int(q, 0),
			.number = stmt_copy(q, 1, a),
			.day = stmt_get_day(q, 2),
			.amount = stmt_get_int(q, 3),
			.collector = stmt_copy(q, 4, a),
			.at = stmt_get_int(q, 5),
			.by = stmt_copy(q, 6, a),
			.why = stmt_copy(q, 7, a),
		};
	return stmt_done(q, e);
}

bool fees_of(struct store *s, const char *number, struct arena *a, struct fee_row **out,
	     struct fee_receipt **receipts, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, FEE "WHERE c.number = :number");

	*out = NULL;
	stmt_text(q, ":number", number);
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		read_fee(q, a, *out);
	}
	return stmt_done(q, e) && read_receipts(s, number, a, receipts, n, e);
}

bool fees_unpaid(struct store *s, const char *number, money_fen *out, struct err *e)
{
	struct arena a = {0};
	struct fee_receipt *receipts;
	struct fee_row *row;
	size_t n;
	bool ok = fees_of(s, number, &a, &row, &receipts, &n, e);

	*out = ok && row && row->paid < row->told.amount ? row->told.amount - row->paid : 0;
	arena_done(&a);
	return ok;
}

bool fees_elsewhere(struct store *s, const char *receipt, const char *own, struct arena *a,
		    const char **number, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT c.number FROM fee_receipts r JOIN cases c ON "
					"c.id = r.case_id WHERE r.number = :receipt AND "
					"c.number <> :own AND r.why IS NULL LIMIT 1");

	stmt_text(q, ":receipt", receipt);
	stmt_text(q, ":own", own);
	*number = stmt_step(q) ? stmt_copy(q, 0, a) : NULL;
	return stmt_done(q, e);
}

bool fees_list(struct store *s, const struct fee_filter *f, struct arena *a, struct fee_row **rows,
	       size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, FEE "WHERE f.day >= :first AND f.day <= :last AND "
					    "(:item IS NULL OR c.item = :item) AND "
					    "(NOT :unpaid OR paid < f.amount) AND "
					    "c.state <> 'voided' ORDER BY f.day, f.case_id "
					    "LIMIT :limit /* whole table */");

	*rows = NULL;
	*n = 0;
	stmt_int(q, ":first", f->first); /* DATE_NONE is before every day */
	stmt_int(q, ":last", f->last == DATE_NONE ? INT32_MAX : f->last);
	stmt_text(q, ":item", f->item);
	stmt_int(q, ":unpaid", f->unpaid);
	stmt_int(q, ":limit", (int64_t)(f->limit ? f->limit : LIST_MOST));
	while (stmt_step(q)) {
		struct fee_row row;
		read_fee(q, a, &row);
		*ARENA_PUSH(a, *rows, *n) = row;
	}
	return stmt_done(q, e);
}

bool fees_totals(struct store *s, date_day day, struct arena *a, struct fee_total **rows, size_t *n,
		 struct err *e)
{
	/* A receipt counts on the day it was entered, and off on the day it was taken back. */
	struct stmt *q = db_stmt(
		s->db,
		"SELECT c.item, max(c.item_name), sum(told), sum(receipts), sum(told_fen), "
		"sum(paid_fen) FROM ("
		"SELECT case_id, 1 AS told, 0 AS receipts, amount AS told_fen, 0 AS paid_fen "
		"FROM fees WHERE day = :day "
		"UNION ALL SELECT case_id, 0, 1, 0, amount FROM fee_receipts WHERE "
		"entered_day = :day "
		"UNION ALL SELECT case_id, 0, -1, 0, -amount FROM fee_receipts WHERE "
		"taken_back = :day) JOIN cases c ON c.id = case_id "
		"GROUP BY c.item ORDER BY c.item");

	*rows = NULL;
	*n = 0;
	stmt_day(q, ":day", day);
	while (stmt_step(q))
		*ARENA_PUSH(a, *rows, *n) = (struct fee_total){
			.item = stmt_copy(q, 0, a),
			.item_name = stmt_copy(q, 1, a),
			.told = stmt_get_int(q, 2),
			.receipts = stmt_get_int(q, 3),
			.told_fen = stmt_get_int(q, 4),
			.paid_fen = stmt_get_int(q, 5),
		};
	return stmt_done(q, e);
}
