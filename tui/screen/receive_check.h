/* SPDX-License-Identifier: Apache-2.0
 *
 * What a received file and the people list of the form say of each other, in
 * words. Nothing of it decides anything.
 */
#ifndef SCREEN_RECEIVE_CHECK_H
#define SCREEN_RECEIVE_CHECK_H

#include "case/casefile.h"
#include "tui/widget/textpane.h"

/* People in a table; 0 when the file is none. */
int receive_rows(const struct casefile *c, size_t paper, const char *path, date_day today);
void receive_check_list(struct textpane *out, const struct casefile *c, size_t paper,
			const char *path, const char *name, date_day today);
/* Who of the list has no photo that is named after them. */
void receive_check_photos(struct textpane *out, const struct casefile *c, size_t paper);

#endif
