/* SPDX-License-Identifier: Apache-2.0 */
#include "office/print_run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "office/print_command.h"

enum {
	TAIL = 4096,	     /* bytes of its output kept */
	AT_ONCE = 1 << 20,   /* bytes read in one poll */
	GRACE_MS = 2000,     /* for a killed one to be gone */
	ORPHAN_SECONDS = 30, /* beyond its time, should nobody be left to end it */
	EXEC_FAILED = 127,
};

/* What printing needs to know of the world; nothing of ours goes along. */
static char *const *environment(const char *dir, struct arena *a)
{
	static const char *const kept[] = {
		"PATH",	       "HOME",	    "USER",    "LOGNAME", "LANG",     "LC_ALL", "LC_CTYPE",
		"CUPS_SERVER", "CUPS_USER", "PRINTER", "LPDEST",  "IPP_PORT", "TZ",
	};
	enum { KEPT = sizeof(kept) / sizeof(kept[0]) };
	char **env = arena_array(a, KEPT + 2, sizeof(*env));
	size_t n = 0;

	for (size_t i = 0; i < KEPT; i++) {
		const char *value = getenv(kept[i]);
		if (value)
			env[n++] = arena_printf(a, "%s=%s", kept[i], value);
	}
	env[n] = arena_printf(a, "TMPDIR=%s", dir);
	return env;
}

/* In the child. Only calls that are safe after a fork. */
static _Noreturn void become(const char *program, const char *const *argv, char *const *env,
			     const char *dir, int out, int seconds)
{
	sigset_t none;
	int null = open("/dev/null", O_RDONLY);

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	setsid();
	/* Should the window be killed, nobody else ends it. The alarm survives the exec. */
	alarm((unsigned)(seconds + ORPHAN_SECONDS));
	if (null >= 0 && dup2(null, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
	    dup2(out, STDERR_FILENO) >= 0 && chdir(dir) == 0) {
		/* The store's lock must not live on in here. */
		close_range(STDERR_FILENO + 1, ~0U, 0);
		execve(program, (char *const *)(uintptr_t)argv, env);
	}
	dprintf(STDERR_FILENO, "%s: %s\n", program, strerror(errno));
	_exit(EXEC_FAILED);
}

static bool start(struct print_run *r, const char *program, const char *const *argv,
		  const char *dir, struct err *e)
{
	struct arena a = {0};
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return err_set(e, ERR_STORE, _("打印程序启动不了：%s"), strerror(errno));
	char *const *env = environment(dir, &a);
	r->pid = fork();
	if (r->pid == 0)
		become(program, argv, env, dir, ends[1], r->seconds);
	int error = errno;
	close(ends[1]);
	arena_done(&a);
	if (r->pid < 0) {
		r->pid = 0;
		close(ends[0]);
		return err_set(e, ERR_STORE, _("打印程序启动不了：%s"), strerror(error));
	}
	r->out = ends[0];
	fcntl(r->out, F_SETFL, O_NONBLOCK);
#ifdef SYS_pidfd_open
	r->exited = (int)syscall(SYS_pidfd_open, r->pid, 0);
#endif
	return true;
}

bool print_run_start(struct print_run *r, const char *const *argv, const char *dir, int seconds,
		     int64_t now_ms, struct err *e)
{
	char *program = print_command_find(argv[0]);

	*r = (struct print_run){.out = -1,
				.exited = -1,
				.seconds = seconds,
				.deadline = now_ms + (int64_t)seconds * 1000};
	if (!program)
		return err_set(e, ERR_INPUT, _("没有打印程序 %s，请检查打印命令的设置"), argv[0]);
	bool ok = start(r, program, argv, dir, e);
	free(program);
	return ok;
}

static void keep_tail(struct str *s)
{
	if (s->len <= TAIL)
		return;
	memmove(s->data, s->data + s->len - TAIL, TAIL);
	s->len = TAIL;
	s->data[TAIL] = '\0';
}

static void listen_to(struct print_run *r)
{
	char buffer[8192];
	ssize_t n = 0;

	for (size_t all = 0; r->out >= 0 && all < AT_ONCE; all += (size_t)n) {
		n = read(r->out, buffer, sizeof(buffer));
		if (n < 0)
			return;
		if (n == 0) {
			close(r->out);
			r->out = -1;
			return;
		}
		str_addn(&r->tail, buffer, (size_t)n);
		keep_tail(&r->tail);
	}
}

/* The last line that is not blank, as text that may stand on a screen. */
static void last_line(const struct str *tail, char out[PRINT_SAID])
{
	const char *text = str_text(tail), *end = text + tail->len, *from;
	struct str line = {0};

	while (end > text && strchr(" \t\r\n", end[-1]))
		end--;
	for (from = end; from > text && from[-1] != '\n'; from--)
		;
	if (end - from > PRINT_SAID - 16)
		end = from + PRINT_SAID - 16;
	while (from < end) {
		size_t good = utf8_check(from, (size_t)(end - from));
		str_addn(&line, from, good);
		from += good;
		if (from < end) {
			str_addc(&line, '?');
			from++;
		}
	}
	for (size_t at; line.len && (at = utf8_control(line.data)) < line.len;) {
		size_t bytes = utf8_cluster_at(line.data + at, line.len - at);
		memset(line.data + at, ' ', bytes);
	}
	snprintf(out, PRINT_SAID, "%s", str_text(&line));
	str_done(&line);
}

static void forget(struct print_run *r)
{
	if (r->out >= 0)
		close(r->out);
	if (r->exited >= 0)
		close(r->exited);
	str_done(&r->tail);
	*r = (struct print_run){.out = -1, .exited = -1};
}

static enum print_ended judge(struct print_run *r, int status, struct err *why)
{
	char said[PRINT_SAID];
	enum print_ended ended = PRINT_WENT_WRONG;

	listen_to(r);
	last_line(&r->tail, said);
	if (r->killed)
		err_set(why, ERR_STORE, _("打印机没有回应（等了 %d 秒）"), r->seconds);
	else if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		ended = PRINT_WENT_WELL;
	else if (WIFEXITED(status) && *said)
		err_set(why, ERR_STORE, _("%s（退出码 %d）"), said, WEXITSTATUS(status));
	else if (WIFEXITED(status))
		err_set(why, ERR_STORE, _("打印程序没有说明原因（退出码 %d）"),
			WEXITSTATUS(status));
	else
		err_set(why, ERR_STORE, _("打印程序被中止（信号 %d）%s%s"), WTERMSIG(status),
			*said ? "：" : "", said);
	forget(r);
	return ended;
}

enum print_ended print_run_poll(struct print_run *r, int64_t now_ms, struct err *why)
{
	int status = 0;

	listen_to(r);
	pid_t pid = waitpid(r->pid, &status, WNOHANG);
	if (pid == 0) {
		if (now_ms >= r->deadline && !r->killed) {
			kill(-r->pid, SIGKILL);
			r->killed = true;
		}
		/* One that does not die even now hangs in the system; nobody waits for it. */
		return r->killed && now_ms >= r->deadline + GRACE_MS ? judge(r, 0, why)
								     : PRINT_GOES_ON;
	}
	if (pid < 0) /* somebody else took its end: what became of the sheet is not known */
		status = EXEC_FAILED << 8;
	else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		kill(-r->pid, SIGKILL); /* what it left behind must not print later */
	return judge(r, status, why);
}

void print_run_kill(struct print_run *r)
{
	struct pollfd end = {.fd = r->exited, .events = POLLIN};

	if (!r->pid)
		return;
	kill(-r->pid, SIGKILL);
	kill(r->pid, SIGKILL); /* it may not have a session of its own yet */
	poll(&end, 1, r->exited >= 0 ? GRACE_MS : 0);
	waitpid(r->pid, NULL, WNOHANG);
	forget(r);
}
