/* SPDX-License-Identifier: Apache-2.0
 *
 * Deciding a case at the counter: acceptance, acceptance with papers to follow,
 * the one-time notice, the refusal. The engine is asked here once more, so that
 * no screen can accept what the guide does not allow; number, event, rows and
 * the first document's number are one transaction.
 */
#ifndef CASE_DECISION_H
#define CASE_DECISION_H

#include "base/calendar.h"
#include "case/casefile.h"
#include "guide/site.h"
#include "store/documents.h"
#include "store/operators.h"
#include "store/record.h"
#include "store/store.h"

enum decision {
	DECISION_ACCEPT, /* outcome accept */
	DECISION_DEFER,	 /* outcome defer: 容缺受理 */
	DECISION_NOTICE, /* outcome missing or defer: 一次性告知 */
	DECISION_REFUSE, /* outcome prohibited, ineligible, expired or closed by its days */
	DECISIONS
};
/* Kinds of the documents each decision hands out, as documents.h keeps them, ended by NULL:
 * receipt; receipt pledge deferral; notice; refusal. */
enum { DECISION_DOCUMENTS = 3 };
/* 缴费通知 beside those of an acceptance, where the guide prints a fee. */
extern const char decision_fee_document[];
extern const char *const decision_documents[DECISIONS][DECISION_DOCUMENTS + 1];

#define DECISION_OVERRULE_ACT "overrule" /* what a supervisor signs for; subject: the item */

struct decision_request {
	enum decision decision;
	struct actor who;
	const struct site *site; /* its flow, where the guide prints no review (flow.h); NULL */
	unsigned way; /* DECISION_DEFER: enum defer_way by which the papers will come */
	/* A supervisor's overruling of the outcome: the reason and who signed for it
	 * (DECISION_OVERRULE_ACT); NULL. */
	const char *overrule;
	const struct signature *overrule_signature;
	/* The same for what an earlier notice had not named (second.h); NULL. */
	const char *untold_reason;
	const struct signature *untold_signature;
	/* Why the same person's open case for the same item is no hindrance; NULL. Kept only where
	 * there is one. */
	const char *duplicate_reason;
	/* A casefile with a late_number: the supervisor's signature (late.h); NULL. */
	const struct signature *late_signature;
	/* A casefile with `mistaken` (takeback.h): the supervisor's signature; NULL: who is one. */
	const struct signature *mistaken_signature;
	/* Through whose hands the draft went (drafts_history); stands in the case's timeline. A
	 * draft that stayed with one clerk has nothing to tell and is left out. */
	const struct case_step *history;
	size_t n_history;
};

struct decided {
	char number[NUMBER_TEXT];
	char query_code[QUERY_CODE_TEXT];
	enum outcome outcome;
	bool repeated; /* the request_id was known: the earlier number */
	/* Refused for want of q->duplicate_reason: the open case in the way; else "". */
	char duplicate[NUMBER_TEXT];
	/* Number of the 受理更正告知书, where it took the place of a mistaken acceptance; else "".
	 */
	char mistaken_document[DOCUMENT_TEXT];
};

/* The decision the outcome leads to; -1 where there is none (undecided, not here). */
int decision_for(const struct check *k);

/* Whether the guide allows that decision without anybody overruling it: whoever may promise a paper
 * may also be sent home for it. */
bool decision_is_natural(const struct check *k, enum decision d);

/* False with ERR_REFUSED and every blocker named when the guide does not allow it, ERR_INPUT
 * when the form is wrong (the first fault), ERR_PERMISSION, ERR_STORE. */
bool case_decide(struct store *s, const struct calendar *cal, struct casefile *c,
		 const struct decision_request *q, struct decided *out, struct err *e);

#endif
