/* SPDX-License-Identifier: Apache-2.0
 *
 * The tailored list of papers as a table: what is needed, in which form and how
 * many copies, where it comes from, whose seal it bears, what may follow later,
 * and the alternatives of every "any of".
 */
#ifndef OFFICE_PAPER_PART_H
#define OFFICE_PAPER_PART_H

#include "guide/check.h"
#include "office/document.h"

void paper_part(struct document *d, const struct check *k);

/* What is said beside a paper: issuer, source, seal, deferral. In the document's arena. */
const char *paper_part_remark(struct document *d, const struct check *k, const struct paper *p);
/* Who issues it, where it comes from; "" where the guide names neither. */
const char *paper_part_source(struct document *d, const struct paper *p);

#endif
