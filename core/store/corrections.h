/* SPDX-License-Identifier: Apache-2.0
 *
 * 更正: one value of the form of an accepted case was written down wrong. The
 * case and its party show the new one from then on, the event keeps the old.
 * Documents issued before stay as they are. Answers and papers are not corrected
 * like this: they decided the case.
 */
#ifndef STORE_CORRECTIONS_H
#define STORE_CORRECTIONS_H

#include "store/operators.h"
#include "store/record.h"
#include "store/store.h"

#define CORRECTION_ACT	 "correction" /* what a second person signs */
#define CORRECTION_POSTS POSTS_COUNTER

struct correction {
	const char *field, *label; /* as case_field.id and label */
	const char *old, *value, *shown;
	const char *reason;
	/* The party the field belongs to: its place in case_record.parties, -1 none; as it was read
	 * and as it is now. Only what differs is written. */
	int64_t place;
	struct case_party was, party;
};
/* What a second person signs for: this field of this case. */
const char *corrections_subject(const char *number, const struct correction *c, struct arena *a);
/* A name, certificate, birth date or sex needs `second` (sign_request.act CORRECTION_ACT,
 * corrections_subject, the same reason); NULL where `identity` is false. For case/correct.h, which
 * knows which fields those are; what changes these columns of a party is identity in any case.
 * ERR_REFUSED for a case that is not accepted or when the value, or what changes of the party with
 * it, is no longer what it was. */
bool corrections_record(struct store *s, const struct actor *who, const char *number,
			const struct correction *c, bool identity, const struct signature *second,
			struct err *e);

#endif
