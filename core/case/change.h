/* SPDX-License-Identifier: Apache-2.0
 *
 * The item was the wrong one: what has been typed, answered and laid on the
 * counter goes along to another. Two items speak of the same thing when the id,
 * the type and the words agree: a field by its path or by the role of its block, a
 * question with the choice made, a paper by its name, a list of people by its
 * columns. Pure; whoever changes keeps the casefile of before, so that what the
 * other item had no place for can come back.
 */
#ifndef CASE_CHANGE_H
#define CASE_CHANGE_H

#include "case/casefile.h"

/* Fills what is still empty in `to` with what `from` has for it; request id, external numbers,
 * channel and day too. With `without` only what that item has no place for: how a shelved
 * casefile gives back what a change has dropped. */
void case_change_carry(const struct casefile *from, const struct item *without, struct casefile *to,
		       date_day today);

enum change_kind { CHANGE_ANSWER, CHANGE_FIELD, CHANGE_LIST, CHANGE_PAPER, CHANGE_KINDS };
struct change_line {
	enum change_kind kind;
	const char *text;
};
struct change {
	struct arena arena; /* holds the texts */
	size_t n_kept, n_dropped, n_asked;
	struct change_line *dropped; /* in `from`, no place in `to` */
	struct change_line *asked;   /* wanted by `to`, not by `from` */
};
/* What a carry has done, in names. `was` and `now` are checks that have been run. Caller frees
 * with change_done. */
void case_change_tell(const struct casefile *from, const struct check *was,
		      const struct casefile *to, const struct check *now, struct change *out);
void change_done(struct change *c);

#endif
