/* SPDX-License-Identifier: Apache-2.0
 *
 * The names in a folder of the guides, in order.
 */
#ifndef GUIDE_FOLDER_H
#define GUIDE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "guide/faults.h"

struct names {
	char **rows;
	size_t count;
};
/* Hidden entries are passed over; names_done is due in any case. */
bool folder_list(const char *dir, struct names *out, struct faults *f);
void names_done(struct names *n);
/* NAME.yaml that does not begin with "_". */
bool folder_is_yaml(const char *name);

#endif
