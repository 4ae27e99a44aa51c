/* SPDX-License-Identifier: Apache-2.0
 *
 * A register counted or written in a thread of its own with a store of its own,
 * under a progress bar: a million rows take half a minute, and the window stays
 * alive.
 */
#ifndef SCREEN_REGISTER_JOB_H
#define SCREEN_REGISTER_JOB_H

#include "office/register_book.h"
#include "tui/screen.h"
#include "tui/session.h"

/* Texts are copied; r->at, progress and ctx are the job's own. path NULL: rows are counted and
 * nothing is written. Answers as progress.h, text: why it failed. *rows is set before the answer
 * and stays the caller's. NULL with e. */
struct screen *register_job_new(int tag, const struct session *s, const struct register_run *r,
				const char *path, int64_t *rows, struct err *e);

#endif
