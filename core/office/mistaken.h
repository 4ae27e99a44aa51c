/* SPDX-License-Identifier: Apache-2.0
 *
 * 受理更正告知书: an acceptance is taken back. Why, what takes its place, from when
 * the time counts, and which papers the applicant gets back.
 */
#ifndef OFFICE_MISTAKEN_H
#define OFFICE_MISTAKEN_H

#include "guide/item.h"
#include "office/letterhead.h"
#include "store/record.h"

/* d is initialised here. */
void mistaken_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		    const struct item *it);

#endif
