/* SPDX-License-Identifier: Apache-2.0
 *
 * Long work over the screen that started it, in slices, so that the terminal
 * keeps answering and Esc cancels between two slices.
 */
#ifndef WIDGET_PROGRESS_H
#define WIDGET_PROGRESS_H

#include <stdint.h>

#include "base/err.h"
#include "tui/screen.h"

enum progress_state {
	PROGRESS_MORE,
	PROGRESS_DONE,
	PROGRESS_FAILED,
	PROGRESS_CANCELLED, /* after `cancel`: nothing is left of it */
};

struct progress_work {
	const char *title; /* copied */
	void *ctx;
	/* One slice, at most 20 ms. Counts for the bar; total 0 = unknown. */
	enum progress_state (*slice)(void *ctx, int64_t *done, int64_t *total, struct err *e);
	/* Esc for work that is not over at once: asks it to stop. Slices go on until one says how
	 * it ended, which may be well after all. NULL: Esc ends it there and then. */
	void (*cancel)(void *ctx);
	/* Once at the end, whatever the end; cancelled says to throw away what is half done.
	 * May be NULL. */
	void (*finish)(void *ctx, bool cancelled);
};

/* Answer 1 = done, 0 = failed (text = why), -1 = cancelled. */
struct screen *progress_new(int tag, const struct progress_work *w);

#endif
