/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of a unit's list that were not taken, back to the unit as a workbook.
 */
#ifndef TUI_ROSTER_OUT_H
#define TUI_ROSTER_OUT_H

#include "exchange/roster.h"

/* STEM.xlsx, or STEM-2 … where it is taken. Caller frees the path; NULL with the reason. `r` is
 * checked and has bad rows. */
char *roster_out(const struct roster *r, const char *stem, int64_t created, struct err *e);
/* 张三、李四: the names of the bad rows as they came; 第 n 行 where there is none. Caller frees. */
char *roster_out_names(const struct roster *r);

#endif
