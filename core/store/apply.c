/* SPDX-License-Identifier: Apache-2.0 */
#include "store/apply.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "store/closes_inside.h"
#include "store/signatures_inside.h"

/* One row per kind and payload version ever written. The newest version of a kind has the
 * function; an older one has a pure lift to the version after it. */
static const struct row {
	enum event_kind kind;
	int version;
	apply_fn *apply;
	const struct payload *(*lift)(const struct payload *payload, struct arena *a);
} rows[] = {
	{EVENT_FOUNDED, 1, apply_founded, NULL},
	{EVENT_SETTING, 1, apply_setting, NULL},
	{EVENT_GUIDE_LOADED, 1, apply_guide, NULL},
	{EVENT_CASE_ACCEPTED, 1, apply_decision, NULL},
	{EVENT_CASE_DEFERRED, 1, apply_decision, NULL},
	{EVENT_CASE_NOTICED, 1, apply_decision, NULL},
	{EVENT_CASE_REFUSED, 1, apply_decision, NULL},
	{EVENT_CASE_LINKED, 1, apply_link, NULL},
	{EVENT_CASE_VOIDED, 1, apply_void, NULL},
	{EVENT_CASE_CORRECTED, 1, apply_correction, NULL},
	{EVENT_PAPER_ARRIVED, 1, apply_arrival, NULL},
	{EVENT_VERIFICATION_RECHECKED, 1, apply_recheck, NULL},
	{EVENT_DOCUMENT_ISSUED, 1, apply_document_issued, NULL},
	{EVENT_DOCUMENT_REPRINTED, 1, apply_document_reprinted, NULL},
	{EVENT_DOCUMENT_SPOILED, 1, apply_document_spoiled, NULL},
	{EVENT_DOCUMENT_VOIDED, 1, apply_document_voided, NULL},
	{EVENT_VISIT_BEGUN, 1, apply_visit_begun, NULL},
	{EVENT_VISIT_ENDED, 1, apply_visit_ended, NULL},
	{EVENT_GUIDED, 1, apply_guided, NULL},
	{EVENT_CONSULTED, 1, apply_consulted, NULL},
	{EVENT_PERSON_JOINED, 1, apply_person_joined, NULL},
	{EVENT_UNMASKED, 1, apply_unmasked, NULL},
	{EVENT_DRAFTS_PURGED, 1, apply_drafts_purged, NULL},
	{EVENT_HANDOVER, 1, apply_handover, NULL},
	{EVENT_OPERATOR_CREATED, 1, apply_operator_created, NULL},
	{EVENT_OPERATOR_PASSWORD, 1, apply_operator_password, NULL},
	{EVENT_OPERATOR_POSTS, 1, apply_operator_posts, NULL},
	{EVENT_OPERATOR_ACTIVE, 1, apply_operator_active, NULL},
	{EVENT_OPERATOR_LOGIN, 1, apply_operator_login, NULL},
	{EVENT_OPERATOR_FAILED, 1, apply_operator_failed, NULL},
	{EVENT_OPERATOR_UNLOCKED, 1, apply_operator_unlocked, NULL},
	{EVENT_BACKED_UP, 1, apply_backed_up, NULL},
	{EVENT_RESTORED, 1, apply_restored, NULL},
	{EVENT_NUMBERS_RESERVED, 1, apply_numbers_reserved, NULL},
	{EVENT_NUMBER_UNUSED, 1, apply_number_unused, NULL},
	{EVENT_CLOCK_CONFIRMED, 1, apply_clock_confirmed, NULL},
	/* The right password again: what it does to the operator is what a login does. */
	{EVENT_OPERATOR_SIGNED, 1, apply_operator_login, NULL},
	{EVENT_GUIDE_ADOPTED, 1, apply_guide_adopted, NULL},
	{EVENT_GUIDE_BACK, 1, apply_guide_back, NULL},
	{EVENT_GUIDE_READ, 1, apply_guide_read, NULL},
	{EVENT_ROSTER_MAPPED, 1, apply_roster_mapped, NULL},
	{EVENT_ROSTER_SPLIT, 1, apply_roster_split, NULL},
	{EVENT_PARAMETER_SET, 1, apply_parameter, NULL},
	{EVENT_EXPORTED, 1, apply_exported, NULL},
	{EVENT_CASE_REVIEWED, 1, apply_move, NULL},
	{EVENT_CASE_RETURNED, 1, apply_move, NULL},
	{EVENT_CASE_RESUBMITTED, 1, apply_move, NULL},
	{EVENT_CASE_GRANTED, 1, apply_move, NULL},
	{EVENT_CASE_DENIED, 1, apply_move, NULL},
	{EVENT_CASE_SUSPENDED, 1, apply_move, NULL},
	{EVENT_CASE_RESUMED, 1, apply_move, NULL},
	{EVENT_CASE_EXTENDED, 1, apply_move, NULL},
	{EVENT_CASE_PUBLICISED, 1, apply_move, NULL},
	{EVENT_CASE_PUBLIC_ENDED, 1, apply_move, NULL},
	{EVENT_CASE_WITHDRAWN, 1, apply_move, NULL},
	{EVENT_CASE_TERMINATED, 1, apply_move, NULL},
	{EVENT_CASE_DELIVERED, 1, apply_move, NULL},
	{EVENT_WINDOW_CLOSED, 1, apply_window_closed, NULL},
	{EVENT_DAY_CLOSED, 1, apply_day_closed, NULL},
	{EVENT_DAY_REOPENED, 1, apply_day_reopened, NULL},
	{EVENT_DAY_COUNTERSIGNED, 1, apply_day_countersigned, NULL},
	{EVENT_DELIVERY_SENT, 1, apply_delivery_sent, NULL},
	{EVENT_DELIVERY_WAYBILL, 1, apply_delivery_waybill, NULL},
	{EVENT_DELIVERY_BACK, 1, apply_delivery_back, NULL},
	{EVENT_MESSAGES_TAKEN, 1, apply_messages_taken, NULL},
	{EVENT_MESSAGE_TOLD, 1, apply_message_told, NULL},
	{EVENT_APPOINTMENT_BOOKED, 1, apply_appointment_booked, NULL},
	{EVENT_APPOINTMENT_MOVED, 1, apply_appointment_moved, NULL},
	{EVENT_APPOINTMENT_ARRIVED, 1, apply_appointment_arrived, NULL},
	{EVENT_APPOINTMENT_MISSED, 1, apply_appointment_missed, NULL},
	{EVENT_APPOINTMENT_CANCELLED, 1, apply_appointment_cancelled, NULL},
	{EVENT_LATE_SERVED, 1, apply_late_served, NULL},
	{EVENT_BATCH_OPENED, 1, apply_batch_opened, NULL},
	{EVENT_BATCH_ADDED, 1, apply_batch_added, NULL},
	{EVENT_BATCH_REMOVED, 1, apply_batch_removed, NULL},
	{EVENT_BATCH_SENT, 1, apply_batch_sent, NULL},
	{EVENT_BATCH_RECEIVED, 1, apply_batch_received, NULL},
	{EVENT_BATCH_RETURNED, 1, apply_batch_returned, NULL},
	{EVENT_BATCH_DROPPED, 1, apply_batch_dropped, NULL},
	{EVENT_FEE_TOLD, 1, apply_fee_told, NULL},
	{EVENT_FEE_PAID, 1, apply_fee_paid, NULL},
	{EVENT_FEE_TAKEN_BACK, 1, apply_fee_taken_back, NULL},
	{EVENT_CASE_VIEWED, 1, apply_case_viewed, NULL},
	{EVENT_PERSON_VIEWED, 1, apply_person_viewed, NULL},
	{EVENT_AUDIT_OPENED, 1, apply_audit_opened, NULL},
	{EVENT_SAMPLE_DRAWN, 1, apply_sample_drawn, NULL},
	{EVENT_SAMPLE_CHECKED, 1, apply_sample_checked, NULL},
	{EVENT_OPERATOR_LOGGED_OUT, 1, apply_operator_logged_out, NULL},
	{EVENT_OPERATOR_BROKE_GLASS, 1, apply_operator_broke_glass, NULL},
	{EVENT_OPERATOR_ACKNOWLEDGED, 1, apply_operator_acknowledged, NULL},
	{EVENT_PROMISE_DECIDED, 1, apply_lapse, NULL},
	{EVENT_PLEDGE_CHECKED, 1, apply_pledge, NULL},
	{EVENT_CASE_CALLED, 1, apply_called, NULL},
	{EVENT_PAPERS_BACK, 1, apply_papers_back, NULL},
};

static const struct row *row_of(const char *kind, int version)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].version == version && strcmp(event_ids[rows[i].kind], kind) == 0)
			return &rows[i];
	}
	return NULL;
}

int apply_version(enum event_kind kind)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].kind == kind && rows[i].apply)
			return rows[i].version;
	}
	assert(!"an event without an apply function");
	return 0;
}

bool apply_event(struct db *db, const struct event *ev, struct err *e)
{
	const struct row *row = row_of(ev->kind, ev->version);
	struct arena a = {0};
	const struct payload *payload = payload_parse(ev->payload, ev->payload_len, &a);
	bool ok = row && payload && payload->type == PAYLOAD_OBJECT;

	if (!ok)
		err_set(e, ERR_STORE,
			_("库中有本程序不认识的记录（第%lld笔，%s 第%d版）。请升级程序后再打开"),
			(long long)ev->seq, ev->kind, ev->version);
	for (; ok && row->lift; row++) /* versions of a kind stand one after another */
		payload = row->lift(payload, &a);
	ok = ok && closes_guard(db, ev, e) && row->apply(db, ev, payload, e) && signatures_use(db, ev, payload, e);
	arena_done(&a);
	return ok;
}
