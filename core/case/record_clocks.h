/* SPDX-License-Identifier: Apache-2.0
 *
 * The clocks of a case that is being decided, as its record keeps them: with what
 * each runs by, what stops it and how far it may be extended, so that later the
 * case alone tells (case_clocks.h).
 */
#ifndef CASE_RECORD_CLOCKS_H
#define CASE_RECORD_CLOCKS_H

#include "case/casefile.h"
#include "store/record.h"

/* The limits of the guide that apply, and the day the case is to be decided by. */
void record_make_limits(struct case_record *r, struct arena *a, const struct check *k);

/* 本单位承诺时限: the hall's own promise runs where the guide puts a number to no limit, under that
 * name. Not for sheets handed over, which end the case. */
void record_make_promise(struct case_record *r, struct arena *a, const struct casefile *c,
			 const struct calendar *cal);

#endif
