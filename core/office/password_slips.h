/* SPDX-License-Identifier: Apache-2.0
 *
 * 初始口令单: a slip to be cut off for each operator, with a password that is good
 * once. For the hand of the one person alone; the file is to be deleted after it is
 * printed, and says so.
 */
#ifndef OFFICE_PASSWORD_SLIPS_H
#define OFFICE_PASSWORD_SLIPS_H

#include "office/letterhead.h"
#include "store/operators.h"

/* d is initialised here. Handed out by h->clerk on the day. */
void password_slips_build(struct document *d, const struct letterhead *h,
			  const struct operator_new *rows, size_t n, date_day on);

#endif
