/* SPDX-License-Identifier: Apache-2.0
 *
 * Files of the delivery: the postal label, a batch of short messages, the progress
 * of all cases. Shared by the screen and the commands.
 */
#ifndef TUI_DELIVERY_H
#define TUI_DELIVERY_H

#include "store/deliveries.h"
#include "tui/session.h"

/* documents/post-NUMBER.xlsx, printed; *path is the caller's to free. */
bool delivery_label(struct session *s, const struct delivery_row *row, char **path, struct err *e);

/* A batch as text for the sender of messages: phone, words, number, occasion. The phones leave the
 * store: noted as an export. */
bool delivery_messages(struct session *s, int64_t batch, const char *file, struct err *e);

/* Number, 查询码, state and dates of the cases since that day (DATE_NONE: all). */
bool delivery_progress(struct session *s, date_day since, const char *file, int64_t *rows,
		       struct err *e);

#endif
