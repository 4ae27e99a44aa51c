/* SPDX-License-Identifier: Apache-2.0 */
#include "store/appointments.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "store/appointments_inside.h"
#include "store/operators.h"
#include "store/store_inside.h"

enum { MOST = 1000, TEXT_MOST = 200 };

const char *const appointment_kind_ids[APPOINTMENT_KINDS] = {"hour", "late"};
const char *const appointment_kind_names[APPOINTMENT_KINDS] = {N_("预约"), N_("延时")};
const char *const appointment_state_ids[APPOINTMENT_STATES] = {
	[APPOINTMENT_BOOKED] = "booked",
	[APPOINTMENT_ARRIVED] = "arrived",
	[APPOINTMENT_MISSED] = "missed",
	[APPOINTMENT_CANCELLED] = "cancelled",
};
const char *const appointment_state_names[APPOINTMENT_STATES] = {
	[APPOINTMENT_BOOKED] = N_("已约"),
	[APPOINTMENT_ARRIVED] = N_("到场"),
	[APPOINTMENT_MISSED] = N_("未到"),
	[APPOINTMENT_CANCELLED] = N_("取消"),
};
const char *const appointment_channel_ids[APPOINTMENT_CHANNELS] = {"phone", "12333", "counter",
								   "other"};
const char *const appointment_channel_names[APPOINTMENT_CHANNELS] = {N_("咨询电话"), "12333",
								     N_("当面"), N_("其他")};

void appointment_init(struct appointment *a)
{
	*a = (struct appointment){
		.day = DATE_NONE, .booked_day = DATE_NONE, .changed_day = DATE_NONE};
}

/* ---- booking ---- */

static bool is_blank(const char *text)
{
	return !text || text[strspn(text, " \t")] == '\0';
}

static bool is_one_of(const char *id, const char *const *ids, int n)
{
	for (int i = 0; id && i < n; i++)
		if (strcmp(ids[i], id) == 0)
			return true;
	return false;
}

static bool texts_good(const struct appointment *a, struct err *e)
{
	const char *const texts[] = {a->name,	a->phone,  a->certificate, a->item,
				     a->window, a->reason, a->note};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i] && (!utf8_valid(texts[i]) || utf8_length(texts[i]) > TEXT_MOST))
			return err_set(e, ERR_INPUT, _("预约的文字太长或有不能存的字符"));
	return true;
}

static bool hour_good(date_day day, int64_t minute, date_day today, struct err *e)
{
	char first[DATE_TEXT];

	if (day == DATE_NONE || day < today || day > today + APPOINTMENT_AHEAD)
		return err_set(e, ERR_INPUT, _("预约的日期应从今天（%s）起，一年以内"),
			       date_format(today, first));
	if (minute < 0 || minute >= DAY_MINUTES)
		return err_set(e, ERR_INPUT, _("时间应在 0:00 到 23:59 之间，如 9:30"));
	return true;
}

static bool late_good(const struct appointment *a, struct err *e)
{
	if (strcmp(a->kind, "late") != 0)
		return a->until == 0 || err_set(e, ERR_INPUT, _("只有延时服务写到几点"));
	if (a->until <= a->minute || a->until > DAY_MINUTES)
		return err_set(e, ERR_INPUT, _("延时服务的结束时间应在开始之后"));
	if (is_blank(a->stays))
		return err_set(e, ERR_INPUT, _("请写明延时由谁留下"));
	return !is_blank(a->reason) || err_set(e, ERR_INPUT, _("请写明延时的原因"));
}

static bool is_sound(const struct appointment *a, date_day today, struct err *e)
{
	if (!is_one_of(a->kind, appointment_kind_ids, APPOINTMENT_KINDS) ||
	    !is_one_of(a->channel, appointment_channel_ids, APPOINTMENT_CHANNELS))
		return err_set(e, ERR_INPUT, _("请选预约来的渠道"));
	if (is_blank(a->name))
		return err_set(e, ERR_INPUT, _("请写预约人的姓名"));
	if (is_blank(a->phone) && strcmp(a->channel, "counter") != 0)
		return err_set(e, ERR_INPUT, _("请写预约人的电话；当面预约的可以不写"));
	return texts_good(a, e) && hour_good(a->day, a->minute, today, e) && late_good(a, e);
}

/* The same person at the same hour: a second Enter, or two windows that took one call each. */
static bool is_new(struct db *db, const struct appointment *a, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT booked_by FROM appointments WHERE day = :day AND "
				     "minute = :minute AND name = :name AND phone IS :phone AND "
				     "item IS :item AND state = 'booked'");
	bool there;

	stmt_day(q, ":day", a->day);
	stmt_int(q, ":minute", a->minute);
	stmt_text(q, ":name", a->name);
	stmt_text(q, ":phone", a->phone);
	stmt_text(q, ":item", a->item);
	there = stmt_step(q);
	if (there)
		err_set(e, ERR_REFUSED, _("%s 这个时间已经约过（%s 登记）"), a->name,
			stmt_get(q, 0));
	return stmt_done(q, there ? NULL : e) && !there;
}

static bool build(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		  struct err *e)
{
	const struct appointment *a = ctx;

	if (!is_sound(a, t->day, e) || !is_new(s->db, a, e))
		return false;
	shape_encode(&appointment_shape, a, payload);
	return true;
}

bool appointments_book(struct store *s, const struct actor *who, const struct appointment *a,
		       int64_t *id, struct err *e)
{
	const struct store_event ev = {.kind = EVENT_APPOINTMENT_BOOKED,
				       .who = who,
				       .subject = "",
				       .build = build,
				       .ctx = (void *)a};
	struct store_receipt receipt;

	if (!operators_may(s, who, POSTS_COUNTER, e) || !store_commit(s, NULL, &ev, 1, &receipt, e))
		return false;
	*id = receipt.seq;
	return true;
}

/* ---- what becomes of it ---- */

static bool note(struct store *s, enum event_kind kind, const struct actor *who,
		 struct str *payload, struct err *e)
{
	payload_close(payload);
	bool ok = operators_may(s, who, POSTS_COUNTER, e) &&
		  store_note(s, kind, who, "", payload->data, e);
	str_done(payload);
	return ok;
}

bool appointments_move(struct store *s, const struct actor *who, int64_t id, date_day day,
		       int64_t minute, struct err *e)
{
	struct str payload = {0};

	if (!hour_good(day, minute, store_today(s), e))
		return false;
	payload_open(&payload);
	payload_put_int(&payload, "id", id);
	payload_put_day(&payload, "day", day);
	payload_put_int(&payload, "minute", minute);
	return note(s, EVENT_APPOINTMENT_MOVED, who, &payload, e);
}

bool appointments_arrive(struct store *s, const struct actor *who, int64_t id, struct err *e)
{
	struct str payload = {0};

	payload_open(&payload);
	payload_put_int(&payload, "id", id);
	return note(s, EVENT_APPOINTMENT_ARRIVED, who, &payload, e);
}

static bool miss(struct store *s, const struct actor *who, const struct appointment *rows, size_t n,
		 struct err *e)
{
	struct str payload = {0};

	payload_open(&payload);
	payload_put_name(&payload, "ids");
	str_addc(&payload, '[');
	for (size_t i = 0; i < n; i++)
		str_addf(&payload, "%s%lld", i ? "," : "", (long long)rows[i].id);
	str_addc(&payload, ']');
	return note(s, EVENT_APPOINTMENT_MISSED, who, &payload, e);
}

static int64_t minute_now(struct store *s)
{
	char text[CLOCK_TEXT]; /* 2026-11-24 09:05… */

	clock_format(clock_now(&s->clock), text);
	return ((text[11] - '0') * 10 + text[12] - '0') * 60 + (text[14] - '0') * 10 + text[15] -
	       '0';
}

bool appointments_miss(struct store *s, const struct actor *who, int64_t id, struct err *e)
{
	struct arena a = {0};
	struct appointment *row;
	date_day today = store_today(s);
	bool ok = appointments_get(s, id, &a, &row, e);

	if (ok && !row)
		ok = err_set(e, ERR_INPUT, _("没有这条预约"));
	if (ok && (row->day > today || (row->day == today && row->minute > minute_now(s))))
		ok = err_set(e, ERR_REFUSED, _("还没到约好的时间，不能记未到"));
	ok = ok && miss(s, who, row, 1, e);
	arena_done(&a);
	return ok;
}

bool appointments_cancel(struct store *s, const struct actor *who, int64_t id, const char *why,
			 struct err *e)
{
	struct str payload = {0};

	if (is_blank(why))
		return err_set(e, ERR_INPUT, _("取消须写明原因"));
	payload_open(&payload);
	payload_put_int(&payload, "id", id);
	payload_put(&payload, "why", why);
	return note(s, EVENT_APPOINTMENT_CANCELLED, who, &payload, e);
}

bool appointments_served(struct store *s, const struct actor *who, int64_t id, int64_t from,
			 int64_t to, struct err *e)
{
	struct str payload = {0};

	if (from < 0 || to <= from || to > DAY_MINUTES)
		return err_set(e, ERR_INPUT, _("实际延时的结束时间应在开始之后"));
	payload_open(&payload);
	payload_put_int(&payload, "id", id);
	payload_put_int(&payload, "from", from);
	payload_put_int(&payload, "to", to);
	return note(s, EVENT_LATE_SERVED, who, &payload, e);
}

bool appointments_close_day(struct store *s, const struct actor *who, date_day day, int64_t *n,
			    struct err *e)
{
	const struct appointment_filter f = {.first = DATE_NONE,
					     .last = day,
					     .states = 1u << APPOINTMENT_BOOKED,
					     .limit = SIZE_MAX};
	struct arena a = {0};
	struct appointment *rows;
	size_t count = 0;

	*n = 0;
	if (!db_begin(s->db, "missed", e))
		return false;
	bool ok = appointments_list(s, &f, &a, &rows, &count, e) &&
		  (count == 0 || miss(s, who, rows, count, e));
	ok = db_end(s->db, "missed", ok, e);
	arena_done(&a);
	if (ok)
		*n = (int64_t)count;
	return ok;
}

bool appointments_unmask(struct store *s, const struct actor *who, int64_t id, struct err *e)
{
	struct str payload = {0};

	payload_open(&payload);
	payload_put_int(&payload, "appointment", id);
	return note(s, EVENT_UNMASKED, who, &payload, e);
}

/* ---- reading ---- */

#define COLUMNS                                                                                    \
	"SELECT id, state, booked_at, booked_day, booked_by, changed_at, changed_day, "            \
	"changed_by, why, visit, served, unto, served_by, kind, channel, name, phone, "            \
	"certificate, item, item_name, day, minute, until, \"window\", stays, reason, note "       \
	"FROM appointments "

static void read_row(struct stmt *q, struct arena *a, struct appointment *row)
{
	appointment_init(row);
	row->id = stmt_get_int(q, 0);
	row->state = appointment_state_of(stmt_get(q, 1));
	row->booked_at = stmt_get_int(q, 2);
	row->booked_day = stmt_get_day(q, 3);
	row->booked_by = stmt_copy(q, 4, a);
	row->changed_at = stmt_get_int(q, 5);
	row->changed_day = stmt_get_day(q, 6);
	row->changed_by = stmt_copy(q, 7, a);
	row->why = stmt_copy(q, 8, a);
	row->visit = stmt_get_int(q, 9);
	row->served = stmt_get_int(q, 10);
	row->unto = stmt_get_int(q, 11);
	row->served_by = stmt_copy(q, 12, a);
	shape_read(&appointment_shape, q, 13, a, row);
}

bool appointments_list(struct store *s, const struct appointment_filter *f, struct arena *a,
		       struct appointment **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db, COLUMNS "WHERE day >= :first AND day <= :last AND "
			       "(:states = 0 OR (1 << CASE state WHEN 'booked' THEN 0 "
			       "WHEN 'arrived' THEN 1 WHEN 'missed' THEN 2 ELSE 3 END) & :states) "
			       "ORDER BY CASE WHEN :newest THEN -day ELSE day END, minute, id "
			       "LIMIT :limit /* whole table */");

	*rows = NULL;
	*n = 0;
	stmt_int(q, ":first", f->first); /* DATE_NONE is before every day */
	stmt_int(q, ":last", f->last == DATE_NONE ? INT32_MAX : f->last);
	stmt_int(q, ":states", f->states);
	stmt_int(q, ":newest", f->newest);
	stmt_int(q, ":limit", f->limit == SIZE_MAX ? -1 : (int64_t)(f->limit ? f->limit : MOST));
	while (stmt_step(q)) {
		struct appointment row;
		read_row(q, a, &row);
		*ARENA_PUSH(a, *rows, *n) = row;
	}
	return stmt_done(q, e);
}

bool appointments_get(struct store *s, int64_t id, struct arena *a, struct appointment **out,
		      struct err *e)
{
	struct stmt *q = db_stmt(s->db, COLUMNS "WHERE site = :site AND id = :id");

	*out = NULL;
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":id", id);
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		read_row(q, a, *out);
	}
	return stmt_done(q, e);
}

bool appointments_count(struct store *s, date_day day, struct appointment_counts *out,
			struct err *e)
{
	struct stmt *made = db_stmt(s->db, "SELECT count(*) FROM appointments WHERE "
					   "booked_day = :day");
	struct stmt *q = db_stmt(
		s->db, "SELECT count(*) FILTER (WHERE state <> 'cancelled'), "
		       "count(*) FILTER (WHERE state = 'arrived'), "
		       "count(*) FILTER (WHERE state = 'missed'), "
		       "count(*) FILTER (WHERE state = 'cancelled'), "
		       "count(*) FILTER (WHERE state = 'booked'), "
		       "count(*) FILTER (WHERE kind = 'late' AND state <> 'cancelled'), "
		       "count(*) FILTER (WHERE kind = 'late' AND unto > 0), "
		       "coalesce(sum(unto - served), 0) FROM appointments WHERE day = :day");

	*out = (struct appointment_counts){0};
	stmt_day(made, ":day", day);
	if (stmt_step(made))
		out->made = stmt_get_int(made, 0);
	if (!stmt_done(made, e))
		return false;
	stmt_day(q, ":day", day);
	if (stmt_step(q)) {
		int64_t *const to[] = {&out->agreed,	  &out->arrived,     &out->missed,
				       &out->cancelled,	  &out->open,	     &out->late,
				       &out->late_served, &out->late_minutes};
		for (int i = 0; i < 8; i++)
			*to[i] = stmt_get_int(q, i);
	}
	return stmt_done(q, e);
}
