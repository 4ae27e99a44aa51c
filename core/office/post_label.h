/* SPDX-License-Identifier: Apache-2.0
 *
 * 邮寄单: the label to be stuck on the envelope and the receipt that comes back
 * signed, on one page. The only paper of ours with a whole name, phone and
 * address: the postman needs them.
 */
#ifndef OFFICE_POST_LABEL_H
#define OFFICE_POST_LABEL_H

#include "office/letterhead.h"
#include "store/deliveries.h"

/* d is initialised here. */
void post_label_build(struct document *d, const struct letterhead *h, const struct delivery_row *r,
		      date_day on);

#endif
