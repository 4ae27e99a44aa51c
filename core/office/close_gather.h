/* SPDX-License-Identifier: Apache-2.0
 *
 * A day as it is to be closed: what the store counts, with the documents that wait
 * for a printer beside it, of which only the print folders know.
 */
#ifndef OFFICE_CLOSE_GATHER_H
#define OFFICE_CLOSE_GATHER_H

#include "store/closes.h"

/* As closes_count; window NULL or "": the hall. */
bool close_gather(struct store *s, date_day day, const char *window, struct arena *a,
		  struct close_counts *out, struct err *e);

#endif
