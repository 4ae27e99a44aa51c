/* SPDX-License-Identifier: Apache-2.0
 *
 * No second surprise: whatever a second check asks for that the notice had not
 * named is told apart by its cause. Pure; the engine is asked again about the
 * first visit.
 */
#ifndef CASE_SURPRISE_H
#define CASE_SURPRISE_H

#include "guide/check.h"
#include "store/record.h"

enum surprise {
	SURPRISE_NONE,	 /* named by the notice, or nothing anybody has to bring */
	SURPRISE_ANSWER, /* 答案已变: the answers of the first visit did not ask for it */
	SURPRISE_GUIDE,	 /* 指南已变: the version of the notice does not ask for it, even now */
	SURPRISE_UNTOLD, /* 上次未告知: neither; it should have stood in the notice */
	SURPRISES
};
extern const char *const surprise_ids[SURPRISES];   /* "" "answer" "guide" "untold" */
extern const char *const surprise_names[SURPRISES]; /* 答案已变 … */
enum surprise surprise_of(const char *id);	    /* NULL: SURPRISE_NONE */

/* One for every reason of k into out (k->n_reasons). `first` is the notice's record, `was` the item
 * it was made with (k->item when nothing has changed; NULL when it cannot be read: then nothing is
 * put down to the guide). k is the check of `in`. */
void surprise_find(const struct case_record *first, const struct item *was, const struct check *k,
		   const struct intake *in, const struct calendar *cal, enum surprise *out);

#endif
