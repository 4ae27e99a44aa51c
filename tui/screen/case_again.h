/* SPDX-License-Identifier: Apache-2.0
 *
 * A case that ended in a notice, taken up again.
 */
#ifndef SCREEN_CASE_AGAIN_H
#define SCREEN_CASE_AGAIN_H

#include "store/record.h"

/* The casefile (case/casefile.h) of a new intake of the same item: answers, form, people and the
 * papers that were good. Verifications are run anew, papers that were not good are looked
 * at anew. Caller frees. */
char *case_again_json(const struct case_record *r);

#endif
