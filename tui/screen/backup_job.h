/* SPDX-License-Identifier: Apache-2.0
 *
 * A backup in a thread of its own with a store of its own, under a progress bar:
 * bringing a stick up to date can take seconds, and the window stays alive.
 */
#ifndef SCREEN_BACKUP_JOB_H
#define SCREEN_BACKUP_JOB_H

#include "tui/screen.h"
#include "tui/session.h"

/* Texts are copied. Answers as progress.h; text = why it failed. NULL with e. */
struct screen *backup_job_new(int tag, const struct session *s, const char *file,
			      const char *passphrase, struct err *e);

#endif
