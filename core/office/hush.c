/* SPDX-License-Identifier: Apache-2.0 */
#include "office/hush.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <pthread.h>
#include <unistd.h>

/* stderr is the process's own: whoever hushes first keeps what it was, the last one gives it
 * back. */
static struct {
	pthread_mutex_t mutex;
	int count, saved;
} hushed = {.mutex = PTHREAD_MUTEX_INITIALIZER, .saved = -1};

static void silence(void)
{
	fflush(stderr);
	hushed.saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (hushed.saved >= 0 && null >= 0)
		dup2(null, STDERR_FILENO);
	if (null >= 0)
		close(null);
}

void hush_begin(void)
{
	int error = errno;

	pthread_mutex_lock(&hushed.mutex);
	if (hushed.count++ == 0)
		silence();
	pthread_mutex_unlock(&hushed.mutex);
	errno = error;
}

void hush_end(void)
{
	int error = errno;

	pthread_mutex_lock(&hushed.mutex);
	if (--hushed.count == 0 && hushed.saved >= 0) {
		fflush(stderr);
		dup2(hushed.saved, STDERR_FILENO);
		close(hushed.saved);
	}
	pthread_mutex_unlock(&hushed.mutex);
	errno = error;
}
