/* SPDX-License-Identifier: Apache-2.0
 *
 * 容缺受理: the applicant's 承诺书 and the office's 通知书, with what is to follow,
 * how and until when. What follows from a broken promise is the site's text.
 */
#ifndef OFFICE_DEFERRAL_H
#define OFFICE_DEFERRAL_H

#include "guide/item.h"
#include "office/letterhead.h"
#include "store/record.h"

/* d is initialised here. */
void deferral_pledge_build(struct document *d, const struct letterhead *h,
			   const struct case_record *r, const struct item *it);
void deferral_notice_build(struct document *d, const struct letterhead *h,
			   const struct case_record *r, const struct item *it);

#endif
