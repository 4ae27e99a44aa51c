/* SPDX-License-Identifier: Apache-2.0
 *
 * Deciding a noticed case again: under its own number, with what the notice had
 * not named labelled in the record, and a supervisor's hand where it should have
 * been named.
 */
#ifndef CASE_SECOND_H
#define CASE_SECOND_H

#include "case/casefile.h"
#include "case/decision.h"

/* A demand that the notice had not named and that neither answers nor guide explain: id of the act
 * a supervisor signs for (store/operators.h). */
#define SECOND_UNTOLD_ACT "untold"

/* Labels the reasons of r (made by record_make of c and k); *number is the notice's where r is to
 * be decided under it, else NULL, and r then names it as the case it follows. ERR_PERMISSION where
 * q has no signature and one is needed; else as again_notice. */
bool second_prepare(struct store *s, const struct calendar *cal, const struct casefile *c,
		    const struct check *k, const struct decision_request *q, struct arena *a,
		    struct case_record *r, const char **number, struct err *e);

#endif
