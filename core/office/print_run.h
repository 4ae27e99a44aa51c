/* SPDX-License-Identifier: Apache-2.0
 *
 * One print program at work in the background: started in a session of its own with
 * a small environment, listened to, ended with all its children when its time is
 * over. Nothing here waits.
 */
#ifndef OFFICE_PRINT_RUN_H
#define OFFICE_PRINT_RUN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/str.h"

enum { PRINT_SAID = 200 }; /* bytes of the last line kept */

struct print_run {
	pid_t pid;	  /* 0: none runs */
	int out, exited;  /* its output; readable once it ended (-1 where the system cannot tell) */
	int64_t deadline; /* ms of the clock given to poll */
	int seconds;	  /* it was given, for the message */
	bool killed;
	struct str tail; /* of what it said */
};

/* `argv` is resolved along PATH; it works in dir, which is also its TMPDIR. False with e, in
 * the clerk's words, when it cannot be started. */
bool print_run_start(struct print_run *r, const char *const *argv, const char *dir, int seconds,
		     int64_t now_ms, struct err *e);

enum print_ended { PRINT_GOES_ON, PRINT_WENT_WELL, PRINT_WENT_WRONG };
/* What became of it; `why` says what went wrong. Afterwards it is none. */
enum print_ended print_run_poll(struct print_run *r, int64_t now_ms, struct err *why);

/* Ends it and all it started. */
void print_run_kill(struct print_run *r);

#endif
