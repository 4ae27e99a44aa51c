/* SPDX-License-Identifier: Apache-2.0
 *
 * The words of a short message. Neither a person nor a result is named: whoever
 * picks up the phone reads them.
 */
#ifndef OFFICE_MESSAGE_TEXT_H
#define OFFICE_MESSAGE_TEXT_H

#include "office/letterhead.h"
#include "store/messages.h"

void message_text(struct str *out, const struct letterhead *h, const struct message_row *m);

#endif
