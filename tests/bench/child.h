/* SPDX-License-Identifier: Apache-2.0
 *
 * A program in a terminal of its own (80x24, xterm-256color), and when it wrote.
 * Both sides of a comparison are started, fed and timed by these functions.
 */
#ifndef BENCH_CHILD_H
#define BENCH_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct child {
	pid_t pid;
	int fd;		/* the terminal's other side */
	double started; /* seconds, right before the fork */
};

double bench_now(void);
/* Ends the benchmark with a message when it cannot be started. */
struct child child_start(const char *const argv[]);
/* Reads until nothing came for quiet_ms. The moment of the last byte; 0 if there was none. What
 * was written, as far as it fits, stands in text, which may be NULL. */
double child_read(struct child *c, int quiet_ms, char *text, size_t size);
void child_type(struct child *c, const char *keys, size_t len);
void child_kill(struct child *c);

/* Value at a share of 0 to 1 of n numbers, which are sorted. */
double bench_at(double *values, size_t n, double share);

#endif
