/* SPDX-License-Identifier: Apache-2.0
 *
 * Start, stop and signals. Handlers only note the signal and wake the loop; a
 * second fatal one, a crash and the end of memory restore the terminal on the
 * spot from bytes prepared at the start. Reading is term_input.c.
 */
#include "tui/term.h"

#include <curses.h>
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/clipboard.h"
#include "tui/term_input.h"

#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

enum { ESC_DELAY_MS = 25, SIGNALS = 32 };

static struct {
	bool on;
	SCREEN *screen;
	struct termios before;
	int wake[2]; /* handlers write, term_next polls */
	int watch[TERM_WATCHED], watched;
	char restore[256];
	size_t restore_len;
} term;

static volatile sig_atomic_t fatal, resized, stopped, continued;

static void put_raw(const char *s, size_t n)
{
	while (n > 0) {
		ssize_t w = write(STDOUT_FILENO, s, n);
		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return; /* the terminal is gone */
		s += w;
		n -= (size_t)w;
	}
}

void term_set_locale(void)
{
	char out[MB_LEN_MAX];
	mbstate_t ps = {0};

	setlocale(LC_CTYPE, "");
	setlocale(LC_MESSAGES, "");
	if (wcrtomb(out, L'窗', &ps) == (size_t)-1) {
		setlocale(LC_CTYPE, "C.UTF-8");
		setlocale(LC_MESSAGES, "C.UTF-8");
	}
	bind_textdomain_codeset(TEXT_DOMAIN, "UTF-8");
}

/* Async-signal-safe. */
static void restore_now(void)
{
	if (!term.on)
		return;
	term.on = false;
	put_raw(term.restore, term.restore_len);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &term.before);
}

static void on_crash(int sig)
{
	restore_now();
	signal(sig, SIG_DFL);
	raise(sig);
}

static void on_signal(int sig)
{
	int keep = errno;

	if (sig == SIGWINCH)
		resized = 1;
	else if (sig == SIGTSTP)
		stopped = 1;
	else if (sig == SIGCONT)
		continued = 1;
	else if (fatal)
		on_crash(sig); /* the first one was not heard: the loop is stuck */
	else
		fatal = sig;
	if (write(term.wake[1], "", 1) < 0) {
		/* Full: the loop will wake up anyway. */
	}
	errno = keep;
}

static void catch (int sig, void (*handler)(int))
{
	struct sigaction sa = {.sa_handler = handler, .sa_flags = SA_RESTART};

	sigfillset(&sa.sa_mask);
	sigaction(sig, &sa, NULL);
}

static void catch_noted(void (*handler)(int))
{
	static const int noted[] = {SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP, SIGCONT};

	for (size_t i = 0; i < sizeof(noted) / sizeof(*noted); i++)
		catch (noted[i], handler);
}

static void catch_crashes(void)
{
	static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT};

	for (size_t i = 0; i < sizeof(crashes) / sizeof(*crashes); i++) {
		struct sigaction old;
		/* A handler that is there (a sanitizer's) reports better than we would. */
		if (sigaction(crashes[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			catch (crashes[i], on_crash);
	}
}

/* Appends a terminal sequence without the delays ($<5>) old terminals are given. */
static void prepare(const char *s)
{
	while (*s && term.restore_len < sizeof(term.restore)) {
		if (s[0] == '$' && s[1] == '<' && strchr(s, '>'))
			s = strchr(s, '>') + 1;
		else
			term.restore[term.restore_len++] = *s++;
	}
}

/* What endwin() would send, for when curses cannot be called any more. */
static void prepare_restore(void)
{
	static const char *const names[] = {"sgr0", "rmkx", "cnorm", "rmcup"};

	term.restore_len = 0;
	prepare(PASTE_OFF);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *s = tigetstr(names[i]);
		if (s && s != (char *)-1)
			prepare(s);
	}
}

static bool make_wake_pipe(void)
{
	return pipe2(term.wake, O_CLOEXEC | O_NONBLOCK) == 0;
}

static void modes(void)
{
	raw();
	noecho();
	nonl();
	set_escdelay(ESC_DELAY_MS);
	if (has_colors()) {
		start_color();
		use_default_colors();
	}
	term_input_start();
	put_raw(PASTE_ON, strlen(PASTE_ON));
}

bool term_start(struct err *e)
{
	static bool at_exit;
	const char *name = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, ERR_USAGE,
			       _("全屏界面要在终端里运行；脚本请用子命令，见 yichuang --help"));
	if (tcgetattr(STDIN_FILENO, &term.before) != 0 || (!term.wake[1] && !make_wake_pipe()))
		return err_set(e, ERR_USAGE, _("终端用不了：%s"), strerror(errno));
	term.screen = newterm(NULL, stdout, stdin);
	const char *move = term.screen ? tigetstr("cup") : NULL;
	if (!move || move == (char *)-1) {
		if (term.screen) {
			endwin();
			delscreen(term.screen);
			term.screen = NULL;
		}
		return err_set(e, ERR_USAGE,
			       _("不认识终端类型“%s”，请设置 TERM，例如 TERM=xterm-256color"),
			       name ? name : "");
	}
	fatal = resized = stopped = continued = 0;
	prepare_restore();
	term.on = true;
	catch_noted(on_signal);
	catch_crashes();
	mem_set_exhausted_hook(restore_now);
	if (!at_exit)
		atexit(term_stop);
	at_exit = true;
	modes();
	return true;
}

void term_stop(void)
{
	if (!term.screen)
		return;
	if (term.on) {
		put_raw(PASTE_OFF, strlen(PASTE_OFF));
		endwin();
		tcsetattr(STDIN_FILENO, TCSADRAIN, &term.before);
	}
	term.on = false;
	mem_set_exhausted_hook(NULL);
	catch_noted(SIG_DFL);
	term_input_done();
	delscreen(term.screen);
	term.screen = NULL;
}

void term_size(int *rows, int *cols)
{
	*rows = LINES;
	*cols = COLS;
}

void term_copy(const char *text)
{
	char *bytes = clipboard_sequence(text);

	put_raw(bytes, strlen(bytes));
	free(bytes);
}

void term_repaint(void)
{
	clearok(curscr, TRUE);
}

/* Whatever ran on the terminal meanwhile, everything is set and painted anew. */
static void take_again(void)
{
	struct winsize size;

	endwin();
	reset_prog_mode();
	put_raw(PASTE_ON, strlen(PASTE_ON));
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
		resize_term(size.ws_row, size.ws_col);
	term_repaint();
}

static void suspend(void)
{
	put_raw(PASTE_OFF, strlen(PASTE_OFF));
	endwin();
	catch (SIGTSTP, SIG_DFL);
	raise(SIGTSTP); /* returns after SIGCONT, or at once where nobody could wake us */
	catch (SIGTSTP, on_signal);
}

/* What the handlers noted. */
static struct screen_event next_signal(void)
{
	if (fatal)
		return (struct screen_event){.type = EV_SIGNAL, .key = fatal, .text = ""};
	if (stopped) {
		stopped = 0;
		suspend();
		continued = 1;
	}
	if (continued || resized) {
		bool only_size = !continued;
		struct winsize size;
		continued = resized = 0;
		if (!only_size)
			take_again();
		else if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row)
			resize_term(size.ws_row, size.ws_col);
		term_repaint();
		return (struct screen_event){.type = EV_RESIZE, .text = ""};
	}
	return (struct screen_event){.type = EV_NONE, .text = ""};
}

void term_watch(const int *fds, int n)
{
	assert(n <= TERM_WATCHED);
	for (int i = 0; i < n; i++)
		term.watch[i] = fds[i];
	term.watched = n;
}

struct screen_event term_next(int timeout_ms)
{
	for (;;) {
		struct screen_event ev = next_signal();
		if (ev.type == EV_NONE)
			ev = term_input_next();
		if (ev.type != EV_NONE)
			return ev;

		struct pollfd fds[2 + TERM_WATCHED] = {{STDIN_FILENO, POLLIN, 0},
						       {term.wake[0], POLLIN, 0}};
		for (int i = 0; i < term.watched; i++)
			fds[2 + i] = (struct pollfd){term.watch[i], POLLIN, 0};
		int n = poll(fds, 2 + (nfds_t)term.watched, timeout_ms);
		if (n == 0 || (n > 0 && !fds[0].revents && !fds[1].revents))
			return ev;
		char drain[64];
		while (n > 0 && fds[1].revents && read(term.wake[0], drain, sizeof(drain)) > 0)
			;
		if (n > 0 && (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) &&
		    !(fds[0].revents & POLLIN))
			return (struct screen_event){.type = EV_SIGNAL, .key = SIGHUP, .text = ""};
	}
}
