/* SPDX-License-Identifier: Apache-2.0
 *
 * The print queue of a window. Papers are queued at once and printed one after
 * another in the background: LibreOffice makes a PDF where one is needed, then the
 * print command gets it. Nothing here waits; printer_poll moves things on. Jobs
 * survive the program: what was not printed is offered again at the next start, never
 * printed by itself, and what may have come out is said to be unknown.
 */
#ifndef OFFICE_PRINTER_H
#define OFFICE_PRINTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"

enum print_state {
	PRINT_WAITING, /* 待打 */
	PRINT_KEPT,    /* 待打, for the run it belongs to: printer_release */
	PRINT_HELD,    /* 待打, left by an earlier program: printed when asked for */
	PRINT_RUNNING, /* 正在打 */
	PRINT_SENT,    /* 已送 */
	PRINT_FAILED,  /* 失败 */
	PRINT_UNKNOWN, /* 不明: the program ended while it was being sent */
	PRINT_STATES
};
extern const char *const print_state_ids[PRINT_STATES];	  /* "waiting" … */
extern const char *const print_state_names[PRINT_STATES]; /* 待打 … */

struct print_job {
	int64_t id;
	enum print_state state;
	const char *file, *title, *number; /* number: "" for a slip */
	const char *reason;		   /* FAILED, UNKNOWN; else "" */
	int64_t at;			   /* queued: ms since 1970 UTC */
};

struct printer_options {
	const char *folder;  /* for the jobs; made, 0700 */
	const char *command; /* print_command.h; "" and "off": nothing is printed */
	int seconds;	     /* one program may take */
	const struct clock *clock;
	/* Whether a document must not come out any more, asked right before it would; NULL: none
	 * ever. Not asked of papers without a number. */
	bool (*void_by_now)(void *ctx, const char *number);
	void *ctx;
};

struct printer;
/* NULL with e when the folder cannot be used. A command that cannot be read (e) leaves a
 * printer that is not ready. */
struct printer *printer_open(const struct printer_options *o, struct err *e);
/* What waits stays on the disk; what is being made is stopped, what is being sent is given a
 * moment to end. NULL is fine. */
void printer_close(struct printer *p);
bool printer_command(struct printer *p, const char *command, int seconds, struct err *e);
/* Whether there is a command. */
bool printer_is_ready(const struct printer *p);

/* Queues one as it is now; what is written over the file later is not what comes out. False with e
 * when it cannot be kept. number may be NULL. */
bool printer_add(struct printer *p, const char *file, const char *title, const char *number,
		 struct err *e);
/* The same, but it waits for printer_release: papers that come out in one run. When the program
 * ends before, it is offered at the next start like everything that waited. */
bool printer_keep(struct printer *p, const char *file, const char *title, const char *number,
		  struct err *e);
void printer_release(struct printer *p);
/* Ends what is over, starts what is next. now_ms: a clock that only goes on. True when a job
 * changed. */
bool printer_poll(struct printer *p, int64_t now_ms);
/* Readable when there is something to poll for; returns how many. */
int printer_watch(const struct printer *p, int fds[2]);

/* Oldest first; borrowed until the next call that changes something. */
size_t printer_jobs(const struct printer *p, const struct print_job **jobs);
struct printer_counts {
	int waiting; /* also kept, running and held */
	int kept, held, running;
	int failed; /* also unknown */
};
struct printer_counts printer_count(const struct printer *p);

/* The job that went wrong last; NULL when none did or it is gone. */
const struct print_job *printer_trouble(const struct printer *p);

/* A held, failed or unknown job waits again. False with e: no such job, or it cannot be kept. */
bool printer_retry(struct printer *p, int64_t id, struct err *e);
/* Not printed any more, or no longer shown; a running job is stopped. */
bool printer_drop(struct printer *p, int64_t id, struct err *e);

#endif
