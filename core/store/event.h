/* SPDX-License-Identifier: Apache-2.0
 *
 * What can happen in a hall, as the ledger keeps it. An event is an envelope in
 * columns and a payload: the very JSON bytes that were hashed into the chain.
 */
#ifndef STORE_EVENT_H
#define STORE_EVENT_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"

enum event_kind {
	/* the store itself */
	EVENT_FOUNDED,
	EVENT_SETTING,
	EVENT_GUIDE_LOADED,
	/* cases; the payload is a struct case_record (record.h) */
	EVENT_CASE_ACCEPTED,
	EVENT_CASE_DEFERRED,
	EVENT_CASE_NOTICED,
	EVENT_CASE_REFUSED,
	/* later in a case's life */
	EVENT_CASE_LINKED, /* an external number */
	EVENT_CASE_VOIDED,
	EVENT_CASE_CORRECTED, /* a value of the form; corrections.h */
	EVENT_PAPER_ARRIVED,
	EVENT_VERIFICATION_RECHECKED,
	EVENT_DOCUMENT_ISSUED,
	EVENT_DOCUMENT_REPRINTED,
	EVENT_DOCUMENT_SPOILED, /* 未打出: the sheet is waste, its number stands */
	EVENT_DOCUMENT_VOIDED,
	/* the counter */
	EVENT_VISIT_BEGUN,
	EVENT_VISIT_ENDED,
	EVENT_GUIDED,	 /* a guidance slip or a list of papers was handed out */
	EVENT_CONSULTED, /* an item was read to somebody */
	/* people */
	EVENT_PERSON_JOINED, /* two rows are one person: a new certificate */
	EVENT_UNMASKED,	     /* hidden numbers were shown; subject: the case, or "" */
	/* work in hand */
	EVENT_DRAFTS_PURGED, /* intakes nobody finished; counts alone */
	EVENT_HANDOVER,	     /* of a clerk's drafts, cases and papers to another */
	/* who works here */
	EVENT_OPERATOR_CREATED,
	EVENT_OPERATOR_PASSWORD,
	EVENT_OPERATOR_POSTS,
	EVENT_OPERATOR_ACTIVE,
	EVENT_OPERATOR_LOGIN,
	EVENT_OPERATOR_FAILED,
	EVENT_OPERATOR_UNLOCKED,
	/* losing and finding: backups, numbers of slips the store does not know */
	EVENT_BACKED_UP,
	EVENT_RESTORED,
	EVENT_NUMBERS_RESERVED,
	EVENT_NUMBER_UNUSED,
	EVENT_CLOCK_CONFIRMED,
	EVENT_OPERATOR_SIGNED, /* a second person's password for one act at another's window */
	/* guides that change */
	EVENT_GUIDE_ADOPTED, /* files loaded, each from its day on */
	EVENT_GUIDE_BACK,    /* a loading taken back */
	EVENT_GUIDE_READ,    /* a clerk has read what changed */
	/* lists of units */
	EVENT_ROSTER_MAPPED, /* which heading is which column; subject: the unit */
	EVENT_ROSTER_SPLIT,  /* the good rows first, the rest back by name */
	EVENT_PARAMETER_SET, /* a figure of a year, with its 文号; parameters.h */
	EVENT_EXPORTED,	     /* a register left as a file; subject: its kind; exports.h */
	/* a case after its decision at the counter; moves.h */
	EVENT_CASE_REVIEWED,
	EVENT_CASE_RETURNED,
	EVENT_CASE_RESUBMITTED,
	EVENT_CASE_GRANTED,
	EVENT_CASE_DENIED,
	EVENT_CASE_SUSPENDED,
	EVENT_CASE_RESUMED,
	EVENT_CASE_EXTENDED,
	EVENT_CASE_PUBLICISED,
	EVENT_CASE_PUBLIC_ENDED,
	EVENT_CASE_WITHDRAWN,
	EVENT_CASE_TERMINATED,
	EVENT_CASE_DELIVERED,
	/* the daily close; closes.h */
	EVENT_WINDOW_CLOSED,
	EVENT_DAY_CLOSED,
	EVENT_DAY_REOPENED,
	EVENT_DAY_COUNTERSIGNED, /* of days a lone point closed */
	/* results on their way, short messages; deliveries.h, messages.h */
	EVENT_DELIVERY_SENT,
	EVENT_DELIVERY_WAYBILL,
	EVENT_DELIVERY_BACK,
	EVENT_MESSAGES_TAKEN,
	EVENT_MESSAGE_TOLD,
	/* 预约, 延时服务; appointments.h */
	EVENT_APPOINTMENT_BOOKED,
	EVENT_APPOINTMENT_MOVED,
	EVENT_APPOINTMENT_ARRIVED,
	EVENT_APPOINTMENT_MISSED,
	EVENT_APPOINTMENT_CANCELLED,
	EVENT_LATE_SERVED, /* from when to when somebody stayed */
	/* 上报批次; batches.h. Of a case: put in, taken out, come back; the rest of the batch */
	EVENT_BATCH_OPENED,
	EVENT_BATCH_ADDED,
	EVENT_BATCH_REMOVED,
	EVENT_BATCH_SENT,
	EVENT_BATCH_RECEIVED,
	EVENT_BATCH_RETURNED,
	EVENT_BATCH_DROPPED,
	/* fees, collected elsewhere; fees.h */
	EVENT_FEE_TOLD,
	EVENT_FEE_PAID, /* the number of a receipt */
	EVENT_FEE_TAKEN_BACK,
	/* who looked at what, and who looks after them */
	EVENT_CASE_VIEWED,
	EVENT_PERSON_VIEWED,
	EVENT_AUDIT_OPENED,
	EVENT_SAMPLE_DRAWN,   /* cases for a re-check; samples.h */
	EVENT_SAMPLE_CHECKED, /* what one found; subject: the case */
	/* accounts besides EVENT_OPERATOR_CREATED … */
	EVENT_OPERATOR_LOGGED_OUT,   /* a session that was left, by a supervisor */
	EVENT_OPERATOR_BROKE_GLASS,  /* an administrator's password, by the file's owner */
	EVENT_OPERATOR_ACKNOWLEDGED, /* that, by a supervisor */
	/* promises that were not kept, pledges, calls, mistaken acceptances */
	EVENT_PROMISE_DECIDED, /* lapses.h */
	EVENT_PLEDGE_CHECKED,
	EVENT_CASE_CALLED,
	EVENT_PAPERS_BACK, /* of a case that came to nothing; mistaken.h */
	EVENT_KINDS
};
extern const char *const event_ids[EVENT_KINDS];   /* "case.accepted" … as in the ledger */
extern const char *const event_names[EVENT_KINDS]; /* 受理 … for timelines */

enum { EVENT_HASH = 32 };
struct event {
	const char *site;
	int64_t seq;	  /* from 1, gapless per site */
	const char *kind; /* one of event_ids, or one of a newer program */
	int version;
	int64_t at;		 /* ms since 1970 */
	date_day day;		 /* business day */
	const char *by, *window; /* "" when none */
	int64_t visit;		 /* 0: none */
	const char *subject;	 /* "" when none */
	const char *payload;	 /* JSON, payload_len bytes */
	size_t payload_len;
	unsigned char prev[EVENT_HASH], hash[EVENT_HASH];
};

int event_kind_of(const char *id); /* enum event_kind, or -1 */

#endif
