/* SPDX-License-Identifier: Apache-2.0 */
#include "store/batches.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/batches_inside.h"
#include "store/payload.h"
#include "store/signatures_inside.h"
#include "store/store_inside.h"

enum { SERIAL_MOST = 999, WORDS_MOST = 100 };

static bool is_blank(const char *text)
{
	return !text || text[strspn(text, " \t")] == '\0';
}

/* What is written on the list, in a few words. */
static bool words_good(const char *text, const char *what, struct err *e)
{
	if (is_blank(text))
		return err_set(e, ERR_INPUT, _("请写明%s"), what);
	return (utf8_valid(text) && utf8_length(text) <= WORDS_MOST) ||
	       err_set(e, ERR_INPUT, _("%s太长，或有不能存的字符"), what);
}

/* ---- putting cases in ---- */

struct opening {
	date_day report_day;
	const char *to;
	char *number; /* BATCH_TEXT; the subject of the event, made inside the commit */
};

static bool next_serial(struct store *s, date_day day, int *serial, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT last FROM counters WHERE site = :site AND "
					"day = :day AND series = 'batch'");

	stmt_text(q, ":site", s->site);
	stmt_day(q, ":day", day);
	*serial = 1 + (stmt_step(q) ? (int)stmt_get_int(q, 0) : 0);
	if (!stmt_done(q, e))
		return false;
	return *serial <= SERIAL_MOST ||
	       err_set(e, ERR_REFUSED, _("当日的批次号已用完（%d个）"), SERIAL_MOST);
}

static bool build_opening(void *ctx, struct store *s, const struct store_ticket *t,
			  struct str *payload, struct err *e)
{
	const struct opening *o = ctx;
	char day[DATE_TEXT];
	int serial;

	if (!next_serial(s, t->day, &serial, e))
		return false;
	date_format(t->day, day);
	snprintf(o->number, BATCH_TEXT, "%s%.4s%.2s%.2s-B%03d", s->site, day, day + 5, day + 8,
		 serial);
	payload_open(payload);
	payload_put_int(payload, "serial", serial);
	payload_put_day(payload, "report_day", o->report_day);
	payload_put(payload, "to", o->to);
	payload_close(payload);
	return true;
}

static bool build_added(void *ctx, struct store *s, const struct store_ticket *t,
			struct str *payload, struct err *e)
{
	(void)s;
	(void)t;
	(void)e;
	payload_open(payload);
	payload_put(payload, "batch", ctx);
	payload_close(payload);
	return true;
}

/* The batch itself (NULL: it is there), then one event a case, so that each stands in its case's
 * history. */
static bool put_in(struct store *s, const struct actor *who, const struct store_event *opened,
		   char *number, const char *const *cases, size_t n, struct err *e)
{
	size_t first = opened ? 1 : 0;

	if (n == 0)
		return err_set(e, ERR_INPUT, _("没有选要编入批次的办件"));
	if (n > BATCH_CASES)
		return err_set(e, ERR_INPUT, _("一批最多 %d 件，请分批上报"), BATCH_CASES);
	if (!operators_may(s, who, POSTS_COUNTER, e))
		return false;
	struct store_event *events = xcalloc(first + n, sizeof(*events));
	if (opened)
		events[0] = *opened;
	for (size_t i = 0; i < n; i++)
		events[first + i] = (struct store_event){.kind = EVENT_BATCH_ADDED,
							 .who = who,
							 .subject = cases[i],
							 .build = build_added,
							 .ctx = number};
	bool ok = store_commit(s, NULL, events, first + n, NULL, e);
	free(events);
	return ok;
}

bool batches_open(struct store *s, const struct actor *who, date_day report_day, const char *to,
		  const char *const *cases, size_t n, char *number, struct err *e)
{
	struct opening o = {report_day, to, number};
	const struct store_event opened = {.kind = EVENT_BATCH_OPENED,
					   .who = who,
					   .subject = number,
					   .build = build_opening,
					   .ctx = &o};

	number[0] = '\0';
	return put_in(s, who, &opened, number, cases, n, e);
}

bool batches_add(struct store *s, const struct actor *who, const char *number,
		 const char *const *cases, size_t n, struct err *e)
{
	return put_in(s, who, NULL, (char *)number, cases, n, e);
}

/* ---- what becomes of one ---- */

/* Closes the payload, and is done with it. */
static bool note(struct store *s, enum event_kind kind, const struct actor *who,
		 const char *subject, struct str *payload, struct err *e)
{
	payload_close(payload);
	bool ok = operators_may(s, who, POSTS_COUNTER, e) &&
		  store_note(s, kind, who, subject, payload->data, e);
	str_done(payload);
	return ok;
}

bool batches_remove(struct store *s, const struct actor *who, const char *number,
		    const char *case_number, const char *why, struct err *e)
{
	struct str payload = {0};

	if (!words_good(why, _("移出的原因"), e))
		return false;
	payload_open(&payload);
	payload_put(&payload, "batch", number);
	payload_put(&payload, "why", why);
	return note(s, EVENT_BATCH_REMOVED, who, case_number, &payload, e);
}

bool batches_send(struct store *s, const struct actor *who, const char *number, const char *carrier,
		  struct err *e)
{
	struct str payload = {0};

	if (!words_good(carrier, _("材料交给谁带走"), e))
		return false;
	payload_open(&payload);
	payload_put(&payload, "carrier", carrier);
	return note(s, EVENT_BATCH_SENT, who, number, &payload, e);
}

bool batches_drop(struct store *s, const struct actor *who, const char *number, const char *why,
		  struct err *e)
{
	struct str payload = {0};

	if (!words_good(why, _("作废的原因"), e))
		return false;
	payload_open(&payload);
	payload_put(&payload, "why", why);
	return note(s, EVENT_BATCH_DROPPED, who, number, &payload, e);
}

/* ---- signing for it ---- */

static bool operator_name(struct store *s, const char *login, struct arena *a, const char **name,
			  struct err *e)
{
	struct operator_row *row;

	if (!operators_get(s, login, a, &row, e))
		return false;
	*name = row ? row->name : login;
	return true;
}

static bool put_receiver(struct store *s, const struct actor *who, const struct batch_receipt *r,
			 struct str *payload, struct err *e)
{
	const char *name = r->receiver;
	const char *login = r->signature ? r->signature->login : r->receiver ? NULL : who->by;
	struct arena a = {0};
	bool ok = (!login || operator_name(s, login, &a, &name, e)) &&
		  words_good(name, _("接收人"), e);

	payload_open(payload);
	payload_put(payload, "receiver", name);
	payload_put(payload, "login", login);
	if (r->signature)
		signatures_put(payload, &r->signature->seq, 1);
	payload_close(payload);
	arena_done(&a);
	return ok;
}

static void put_return(const char *batch, const struct batch_return *r, struct str *payload)
{
	payload_open(payload);
	payload_put(payload, "batch", batch);
	payload_put(payload, "reason", r->reason);
	payload_close(payload);
}

static bool commit_receipt(struct store *s, const struct actor *who, const char *number,
			   const char *payload, const struct batch_receipt *r, struct err *e)
{
	struct store_event *events = xcalloc(1 + r->n_returned, sizeof(*events));
	struct str *payloads = xcalloc(1 + r->n_returned, sizeof(*payloads));

	events[0] = (struct store_event){
		.kind = EVENT_BATCH_RECEIVED, .who = who, .subject = number, .payload = payload};
	for (size_t i = 0; i < r->n_returned; i++) {
		put_return(number, &r->returned[i], &payloads[i]);
		events[1 + i] = (struct store_event){.kind = EVENT_BATCH_RETURNED,
						     .who = who,
						     .subject = r->returned[i].number,
						     .payload = payloads[i].data};
	}
	bool ok = store_commit(s, NULL, events, 1 + r->n_returned, NULL, e);
	for (size_t i = 0; i < r->n_returned; i++)
		str_done(&payloads[i]);
	free(payloads);
	free(events);
	return ok;
}

bool batches_receive(struct store *s, const struct actor *who, const char *number,
		     const struct batch_receipt *r, struct err *e)
{
	const struct sign_request q = {.posts = POSTS_COUNTER, .act = BATCH_ACT, .subject = number};
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER, e) ||
	    (r->signature && !operators_signed(s, who, r->signature, &q, e)))
		return false;
	for (size_t i = 0; i < r->n_returned; i++)
		if (!words_good(r->returned[i].reason, _("退回的原因"), e))
			return false;
	bool ok = put_receiver(s, who, r, &payload, e) &&
		  commit_receipt(s, who, number, payload.data, r, e);
	str_done(&payload);
	return ok;
}

bool batches_return(struct store *s, const struct actor *who, const char *number,
		    const struct batch_return *r, struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER, e) || !words_good(r->reason, _("退回的原因"), e))
		return false;
	put_return(number, r, &payload);
	bool ok = store_note(s, EVENT_BATCH_RETURNED, who, r->number, payload.data, e);
	str_done(&payload);
	return ok;
}
