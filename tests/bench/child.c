/* SPDX-License-Identifier: Apache-2.0 */
#include "child.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

double bench_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct child child_start(const char *const argv[])
{
	const struct winsize size = {.ws_row = 24, .ws_col = 80};
	struct child c = {.started = bench_now()};

	c.pid = forkpty(&c.fd, NULL, NULL, &size);
	if (c.pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	if (c.pid < 0) {
		perror("forkpty");
		exit(1);
	}
	return c;
}

double child_read(struct child *c, int quiet_ms, char *text, size_t size)
{
	struct pollfd p = {.fd = c->fd, .events = POLLIN};
	char buffer[65536];
	double last = 0;
	size_t used = 0;

	while (poll(&p, 1, quiet_ms) > 0) {
		ssize_t n = read(c->fd, buffer, sizeof(buffer));
		if (n <= 0)
			break; /* it has ended */
		last = bench_now();
		if (text && used + (size_t)n < size) {
			memcpy(text + used, buffer, (size_t)n);
			used += (size_t)n;
		}
	}
	if (text)
		text[used] = '\0';
	return last;
}

void child_type(struct child *c, const char *keys, size_t len)
{
	if (write(c->fd, keys, len) != (ssize_t)len) {
		perror("write");
		exit(1);
	}
}

void child_kill(struct child *c)
{
	kill(c->pid, SIGKILL);
	while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
		;
	close(c->fd);
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

double bench_at(double *values, size_t n, double share)
{
	qsort(values, n, sizeof(*values), compare);
	size_t i = (size_t)(share * (double)n);
	return values[i < n ? i : n - 1];
}
