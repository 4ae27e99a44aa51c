/* SPDX-License-Identifier: Apache-2.0
 *
 * A decided case as a casefile once more: what was answered and typed, and what
 * lay on the counter, to print from. Nothing is decided by it.
 */
#ifndef CASE_REOPENED_H
#define CASE_REOPENED_H

#include "case/casefile.h"
#include "store/record.h"

/* c is initialised here; casefile_done frees. `it` is the version the case was decided by. What of
 * the record does not fit it is left out. */
bool reopened_init(struct casefile *c, const struct item *it, const struct case_record *r,
		   struct err *e);

#endif
