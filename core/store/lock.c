/* SPDX-License-Identifier: Apache-2.0
 *
 * Open-file-description locks on two bytes: 0 the turnstile, 1 the lock. The
 * kernel queues waiters in order. A blocking wait cannot carry a time limit, so
 * the slow path lets a timer interrupt it with a signal nobody else uses.
 */
#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

enum { TURNSTILE = 0, GATE = 1, MARKS = 16, NUDGE_MS = 20 };

struct lock {
	int fd;
};

struct lock *lock_open(const char *path, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0) {
		if (errno == EROFS || errno == EACCES || errno == EPERM)
			err_set(e, ERR_STORE,
				_("不能在此处写入：%s。磁盘为只读，或当前用户没有权限；"
				  "请检查后再打开"),
				path);
		else
			err_set(e, ERR_STORE, _("不能打开锁文件 %s：%s"), path, strerror(errno));
		return NULL;
	}
	struct lock *l = xcalloc(1, sizeof(*l));
	l->fd = fd;
	return l;
}

void lock_close(struct lock *l)
{
	if (!l)
		return;
	close(l->fd);
	free(l);
}

static bool byte_lock(struct lock *l, int command, short type, off_t byte)
{
	struct flock range = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};

	return fcntl(l->fd, command, &range) == 0;
}

static int64_t monotonic_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void nudged(int sig)
{
	(void)sig;
}

/* Blocks until the byte is ours or the deadline passed. The timer repeats, so a nudge that
 * comes between the check and the wait costs NUDGE_MS, not the answer. */
static bool byte_wait(struct lock *l, int byte, int64_t deadline)
{
	struct sigaction nudge = {.sa_handler = nudged};
	struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGRTMIN + 4};
	struct itimerspec every = {
		.it_value = {.tv_nsec = NUDGE_MS * 1000000L},
		.it_interval = {.tv_nsec = NUDGE_MS * 1000000L},
	};
	timer_t timer;
	bool got = false;

	sigemptyset(&nudge.sa_mask);
	/* For good: a backup's thread may be waiting as well, and what it is nudged with must not
	 * become deadly when this one is done. */
	sigaction(event.sigev_signo, &nudge, NULL);
	event.sigev_notify_thread_id = gettid();
	if (timer_create(CLOCK_MONOTONIC, &event, &timer) == 0) {
		timer_settime(timer, 0, &every, NULL);
		do
			got = byte_lock(l, F_OFD_SETLKW, F_WRLCK, byte);
		while (!got && errno == EINTR && monotonic_ms() < deadline);
		timer_delete(timer);
	}
	return got;
}

bool lock_take(struct lock *l, int timeout_ms, struct err *e)
{
	int64_t deadline = monotonic_ms() + timeout_ms;
	bool got = false;

	if (byte_lock(l, F_OFD_SETLK, F_WRLCK, TURNSTILE) || byte_wait(l, TURNSTILE, deadline)) {
		got = byte_lock(l, F_OFD_SETLK, F_WRLCK, GATE) || byte_wait(l, GATE, deadline);
		byte_lock(l, F_OFD_SETLK, F_UNLCK, TURNSTILE);
	}
	if (!got)
		return err_set(e, ERR_STORE,
			       _("等了 %d 秒仍轮不到写入：另一窗口的程序可能停住了。"
				 "已录内容未丢失，请稍后再试；仍不行请联系管理员"),
			       (timeout_ms + 999) / 1000);
	return true;
}

bool lock_mark(struct lock *l, int64_t number)
{
	return byte_lock(l, F_OFD_SETLK, F_WRLCK, (off_t)(MARKS + number));
}

void lock_unmark(struct lock *l, int64_t number)
{
	byte_lock(l, F_OFD_SETLK, F_UNLCK, (off_t)(MARKS + number));
}

void lock_release(struct lock *l)
{
	byte_lock(l, F_OFD_SETLK, F_UNLCK, GATE);
}
