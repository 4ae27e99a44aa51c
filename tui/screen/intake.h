/* SPDX-License-Identifier: Apache-2.0
 *
 * Taking a case in: questions, parties and form on the left, the papers on the
 * right, and below, always, what stands in the way and what resolves it.
 */
#ifndef SCREEN_INTAKE_H
#define SCREEN_INTAKE_H

#include "guide/item.h"
#include "store/drafts.h"
#include "store/record.h"
#include "tui/screen.h"

struct session;

/* A new case of an item (borrowed from the session's catalog). */
struct screen *intake_new(const struct item *it);
/* Goes on with a draft; `json` is copied. */
struct screen *intake_resume(const struct item *it, const struct draft *d);
/* The person of a notice is back, or one who was refused: everything as it was then. NULL with e
 * when the item of a refusal is not there any more; a notice keeps its own. */
struct screen *intake_again(struct session *session, const struct case_record *r, struct err *e);

#endif
