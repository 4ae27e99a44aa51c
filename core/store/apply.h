/* SPDX-License-Identifier: Apache-2.0
 *
 * The only writer of the derived tables: what one event changes. The same code
 * runs when it happens and when `verify --rebuild` makes the tables again, so an
 * apply function looks at nothing but the event and those tables. It refuses a
 * move that cannot be (a case accepted twice), which rolls the commit back.
 */
#ifndef STORE_APPLY_H
#define STORE_APPLY_H

#include "store/db.h"
#include "store/event.h"
#include "store/payload.h"

bool apply_event(struct db *db, const struct event *ev, struct err *e);

/* The payload version an event of this kind is written in today. */
int apply_version(enum event_kind kind);

/* One per table family, listed in apply.c. */
typedef bool apply_fn(struct db *db, const struct event *ev, const struct payload *payload,
		      struct err *e);
apply_fn apply_founded, apply_setting, apply_guide;
apply_fn apply_guide_adopted, apply_guide_back, apply_guide_read;
apply_fn apply_decision; /* accepted, deferred, noticed, refused */
apply_fn apply_correction;
apply_fn apply_move;
apply_fn apply_delivery_sent, apply_delivery_waybill, apply_delivery_back;
apply_fn apply_messages_taken, apply_message_told;
apply_fn apply_lapse, apply_pledge, apply_called, apply_papers_back;
apply_fn apply_link, apply_void, apply_arrival, apply_recheck;
apply_fn apply_document_issued, apply_document_reprinted, apply_document_spoiled,
	apply_document_voided;
apply_fn apply_visit_begun, apply_visit_ended, apply_guided, apply_consulted;
apply_fn apply_person_joined, apply_unmasked;
apply_fn apply_drafts_purged, apply_handover;
apply_fn apply_operator_created, apply_operator_password, apply_operator_posts,
	apply_operator_active, apply_operator_login, apply_operator_failed, apply_operator_unlocked,
	apply_operator_logged_out, apply_operator_broke_glass, apply_operator_acknowledged;
apply_fn apply_parameter;
apply_fn apply_case_viewed, apply_person_viewed, apply_audit_opened, apply_sample_drawn,
	apply_sample_checked;
apply_fn apply_exported;
apply_fn apply_backed_up, apply_restored, apply_numbers_reserved, apply_number_unused,
	apply_clock_confirmed;
apply_fn apply_window_closed, apply_day_closed, apply_day_reopened, apply_day_countersigned;
apply_fn apply_roster_mapped, apply_roster_split;
apply_fn apply_appointment_booked, apply_appointment_moved, apply_appointment_arrived,
	apply_appointment_missed, apply_appointment_cancelled, apply_late_served;
apply_fn apply_batch_opened, apply_batch_added, apply_batch_removed, apply_batch_sent,
	apply_batch_received, apply_batch_returned, apply_batch_dropped;
apply_fn apply_fee_told, apply_fee_paid, apply_fee_taken_back;

#endif
