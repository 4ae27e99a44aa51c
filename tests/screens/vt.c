/* SPDX-License-Identifier: Apache-2.0 */
#include "screens/vt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { PATIENCE_MS = 10000, QUIET_MS = 50, POLL_MS = 10, FRAME_MS = 3 };

struct vt {
	VTerm *term;
	VTermScreen *screen;
	int master, slave; /* the slave stays open: its settings are looked at afterwards */
	struct termios before;
	pid_t pid;
	bool ended;
	int status;
	int rows, cols;
	VTermPos cursor;
	bool visible, altscreen, marks_pastes;
	bool visible_before; /* the cursor, when the main screen came back */
	size_t bytes_out;
	char tail[16]; /* the last bytes, for a sequence cut by a read */
	struct str line, text;
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int on_cursor(VTermPos pos, VTermPos old, int visible, void *user)
{
	struct vt *vt = user;

	(void)old;
	(void)visible;
	vt->cursor = pos;
	return 1;
}

static int on_prop(VTermProp prop, VTermValue *value, void *user)
{
	struct vt *vt = user;

	if (prop == VTERM_PROP_CURSORVISIBLE)
		vt->visible = value->boolean;
	if (prop == VTERM_PROP_ALTSCREEN) {
		vt->altscreen = value->boolean;
		vt->visible_before = vt->visible;
	}
	return 1;
}

/* libvterm does not tell whether pastes are marked. */
static void watch_pastes(struct vt *vt, const char *bytes, size_t n)
{
	struct str all = {0};

	str_add(&all, vt->tail);
	for (size_t i = 0; i < n; i++)
		str_addc(&all, bytes[i] ? bytes[i] : ' ');
	for (const char *p = all.data; (p = strstr(p, "\033[?2004")) && p[7]; p++)
		vt->marks_pastes = p[7] == 'h';
	size_t keep = all.len < 7 ? all.len : 7;
	memcpy(vt->tail, all.data + all.len - keep, keep + 1);
	str_done(&all);
}

/* Reads what the program wrote within `ms`. Returns whether there was something. */
static bool pump(struct vt *vt, int ms)
{
	struct pollfd fd = {vt->master, POLLIN, 0};
	char buf[65536];

	if (!vt->ended && waitpid(vt->pid, &vt->status, WNOHANG) == vt->pid)
		vt->ended = true;
	if (poll(&fd, 1, ms) <= 0)
		return false;
	ssize_t n = read(vt->master, buf, sizeof(buf));
	if (n <= 0)
		return false;
	vt->bytes_out += (size_t)n;
	watch_pastes(vt, buf, (size_t)n);
	vterm_input_write(vt->term, buf, (size_t)n);
	vterm_screen_flush_damage(vt->screen);
	return true;
}

static void send(const char *bytes, size_t n, void *user)
{
	struct vt *vt = user;

	while (n > 0) {
		ssize_t w = write(vt->master, bytes, n);
		if (w > 0) {
			bytes += w;
			n -= (size_t)w;
		} else if (w < 0 && errno == EAGAIN) {
			pump(vt, POLL_MS); /* it has to read before it can take more */
		} else {
			return;
		}
	}
}

static void child(const char *const *argv, const char *const *env, int slave)
{
	static const char *const kept[] = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS",
					   "YICHUANG_SOURCE_ROOT"};
	char *values[4];

	for (int i = 0; i < 4; i++)
		values[i] = getenv(kept[i]) ? strdup(getenv(kept[i])) : NULL;
	clearenv();
	for (int i = 0; i < 4; i++)
		if (values[i])
			setenv(kept[i], values[i], 1);
	setenv("LANG", "C.UTF-8", 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("TZ", "Asia/Shanghai", 1);
	setenv("HOME", "/nonexistent", 1);
	for (; env && *env; env++)
		putenv(strdup(*env));
	login_tty(slave);
	execv(argv[0], (char *const *)argv);
	perror(argv[0]);
	_exit(127);
}

struct vt *vt_start(const char *const *argv, const char *const *env, int rows, int cols)
{
	static const VTermScreenCallbacks callbacks = {.movecursor = on_cursor,
						       .settermprop = on_prop};
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	struct vt *vt = xcalloc(1, sizeof(*vt));

	vt->rows = rows;
	vt->cols = cols;
	vt->visible = true;
	vt->term = vterm_new(rows, cols);
	vterm_set_utf8(vt->term, 1);
	vterm_output_set_callback(vt->term, send, vt);
	vt->screen = vterm_obtain_screen(vt->term);
	vterm_screen_enable_altscreen(vt->screen, 1);
	vterm_screen_set_callbacks(vt->screen, &callbacks, vt);
	vterm_screen_reset(vt->screen, 1);
	if (openpty(&vt->master, &vt->slave, NULL, NULL, &size) != 0)
		fail_msg("openpty: %s", strerror(errno));
	tcgetattr(vt->slave, &vt->before);
	fcntl(vt->master, F_SETFD, FD_CLOEXEC);
	vt->pid = fork();
	if (vt->pid == 0)
		child(argv, env, vt->slave);
	fcntl(vt->master, F_SETFL, O_NONBLOCK);
	return vt;
}

void vt_free(struct vt *vt)
{
	if (!vt)
		return;
	if (!vt->ended) {
		kill(vt->pid, SIGKILL);
		waitpid(vt->pid, &vt->status, 0);
	}
	close(vt->master);
	close(vt->slave);
	vterm_free(vt->term);
	str_done(&vt->line);
	str_done(&vt->text);
	free(vt);
}

pid_t vt_pid(const struct vt *vt)
{
	return vt->pid;
}

/* Input */

void vt_type_bytes(struct vt *vt, const char *bytes, size_t n)
{
	send(bytes, n, vt);
}

void vt_type(struct vt *vt, const char *text)
{
	send(text, strlen(text), vt);
}

void vt_key(struct vt *vt, enum vt_key key)
{
	static const VTermKey keys[] = {
		[VT_ENTER] = VTERM_KEY_ENTER,
		[VT_ESC] = VTERM_KEY_ESCAPE,
		[VT_TAB] = VTERM_KEY_TAB,
		[VT_BACKTAB] = VTERM_KEY_TAB,
		[VT_BACKSPACE] = VTERM_KEY_BACKSPACE,
		[VT_UP] = VTERM_KEY_UP,
		[VT_DOWN] = VTERM_KEY_DOWN,
		[VT_LEFT] = VTERM_KEY_LEFT,
		[VT_RIGHT] = VTERM_KEY_RIGHT,
		[VT_HOME] = VTERM_KEY_HOME,
		[VT_END] = VTERM_KEY_END,
		[VT_PAGE_UP] = VTERM_KEY_PAGEUP,
		[VT_PAGE_DOWN] = VTERM_KEY_PAGEDOWN,
		[VT_DELETE] = VTERM_KEY_DEL,
	};
	VTermModifier mod = key == VT_BACKTAB ? VTERM_MOD_SHIFT : VTERM_MOD_NONE;

	if (key >= VT_F1)
		vterm_keyboard_key(vt->term, (VTermKey)VTERM_KEY_FUNCTION(key - VT_F1 + 1), mod);
	else
		vterm_keyboard_key(vt->term, keys[key], mod);
}

void vt_keys(struct vt *vt, enum vt_key key, int times)
{
	while (times-- > 0)
		vt_key(vt, key);
}

void vt_alt(struct vt *vt, char c)
{
	send((char[]){'\033', c}, 2, vt);
}

void vt_ctrl(struct vt *vt, char c)
{
	send((char[]){(char)(c & 0x1F)}, 1, vt);
}

void vt_paste(struct vt *vt, const char *text)
{
	if (vt->marks_pastes)
		vt_type(vt, "\033[200~");
	vt_type(vt, text);
	if (vt->marks_pastes)
		vt_type(vt, "\033[201~");
}

void vt_resize(struct vt *vt, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

	vt->rows = rows;
	vt->cols = cols;
	vterm_set_size(vt->term, rows, cols);
	ioctl(vt->master, TIOCSWINSZ, &size);
}

/* Looking */

static void add_cell(struct str *s, const VTermScreenCell *cell)
{
	char out[4];

	if (cell->chars[0] == (uint32_t)-1)
		return; /* the right half of a wide one */
	if (cell->chars[0] == 0)
		str_addc(s, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		str_addn(s, out, utf8_put(out, cell->chars[i]));
}

static void add_line(const struct vt *vt, int row, struct str *s)
{
	size_t start = s->len;
	VTermScreenCell cell;

	for (int col = 0; col < vt->cols; col++)
		if (vterm_screen_get_cell(vt->screen, (VTermPos){row, col}, &cell))
			add_cell(s, &cell);
	while (s->len > start && s->data[s->len - 1] == ' ')
		s->data[--s->len] = '\0';
}

const char *vt_line(struct vt *vt, int row)
{
	str_clear(&vt->line);
	add_line(vt, row, &vt->line);
	return str_text(&vt->line);
}

const char *vt_screen(struct vt *vt)
{
	str_clear(&vt->text);
	for (int row = 0; row < vt->rows; row++) {
		add_line(vt, row, &vt->text);
		str_addc(&vt->text, '\n');
	}
	return str_text(&vt->text);
}

bool vt_contains(struct vt *vt, const char *text)
{
	return strstr(vt_screen(vt), text) != NULL;
}

int vt_row_of(struct vt *vt, const char *text)
{
	for (int row = 0; row < vt->rows; row++)
		if (strstr(vt_line(vt, row), text))
			return row;
	return -1;
}

int vt_col_of(struct vt *vt, int row, const char *text)
{
	struct str s = {0};
	int found = -1;

	for (int col = 0; col < vt->cols && found < 0; col++) {
		VTermScreenCell cell;
		vterm_screen_get_cell(vt->screen, (VTermPos){row, col}, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue;
		str_clear(&s);
		for (int k = col; k < vt->cols; k++) {
			vterm_screen_get_cell(vt->screen, (VTermPos){row, k}, &cell);
			add_cell(&s, &cell);
		}
		if (strncmp(str_text(&s), text, strlen(text)) == 0)
			found = col;
	}
	str_done(&s);
	return found;
}

static int palette(const VTermColor *c)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(c) || VTERM_COLOR_IS_DEFAULT_BG(c))
		return -1;
	return VTERM_COLOR_IS_INDEXED(c) ? c->indexed.idx : -1;
}

struct vt_cell vt_cell(struct vt *vt, int row, int col)
{
	VTermScreenCell cell;
	struct vt_cell out = {0};
	struct str s = {0};

	vterm_screen_get_cell(vt->screen, (VTermPos){row, col}, &cell);
	if (cell.chars[0])
		add_cell(&s, &cell);
	if (strcmp(str_text(&s), " ") != 0)
		snprintf(out.text, sizeof(out.text), "%s", str_text(&s));
	str_done(&s);
	out.width = (unsigned char)cell.width;
	out.bold = cell.attrs.bold;
	out.underline = cell.attrs.underline;
	out.reverse = cell.attrs.reverse;
	out.fg = palette(&cell.fg);
	out.bg = palette(&cell.bg);
	return out;
}

void vt_cursor(const struct vt *vt, int *row, int *col)
{
	*row = vt->cursor.row;
	*col = vt->cursor.col;
}

bool vt_cursor_visible(const struct vt *vt)
{
	return vt->visible;
}

bool vt_is_restored(struct vt *vt)
{
	struct termios now;

	while (pump(vt, 0))
		;
	tcgetattr(vt->slave, &now);
	/* libvterm keeps what ESC 7 saved and what ?1049h saved in one place and hides the cursor
	 * with the former when the main screen comes back; terminals do not. */
	bool visible = vt->visible || vt->visible_before;
	return !vt->altscreen && visible && !vt->marks_pastes &&
	       now.c_iflag == vt->before.c_iflag && now.c_oflag == vt->before.c_oflag &&
	       now.c_lflag == vt->before.c_lflag;
}

size_t vt_bytes_out(const struct vt *vt)
{
	return vt->bytes_out;
}

/* Waiting */

struct wish {
	const char *text;
	int row, col;
};

static void wait_until(struct vt *vt, bool (*met)(struct vt *vt, const struct wish *w),
		       const struct wish *w, const char *what)
{
	int64_t deadline = now_ms() + PATIENCE_MS;

	while (!met(vt, w)) {
		bool ended = vt->ended;
		if (!pump(vt, POLL_MS) && (ended || now_ms() > deadline))
			fail_msg("%s: %s (row %d, column %d; cursor %d,%d; %s)\n%s", what,
				 w->text ? w->text : "", w->row, w->col, vt->cursor.row,
				 vt->cursor.col, ended ? "the program has ended" : "timed out",
				 vt_screen(vt));
	}
	/* The rest of the same frame, if it came in two pieces. */
	while (pump(vt, FRAME_MS))
		;
}

static bool is_there(struct vt *vt, const struct wish *w)
{
	return vt_contains(vt, w->text);
}

static bool is_gone(struct vt *vt, const struct wish *w)
{
	return !vt_contains(vt, w->text);
}

static bool is_in_line(struct vt *vt, const struct wish *w)
{
	return strstr(vt_line(vt, w->row), w->text) != NULL;
}

static bool is_cursor(struct vt *vt, const struct wish *w)
{
	return vt->visible && vt->cursor.row == w->row && vt->cursor.col == w->col;
}

static bool has_ended(struct vt *vt, const struct wish *w)
{
	(void)w;
	return vt->ended;
}

void vt_wait_for(struct vt *vt, const char *text)
{
	wait_until(vt, is_there, &(struct wish){.text = text}, "not shown");
}

void vt_wait_gone(struct vt *vt, const char *text)
{
	wait_until(vt, is_gone, &(struct wish){.text = text}, "still shown");
}

void vt_wait_line(struct vt *vt, int row, const char *text)
{
	wait_until(vt, is_in_line, &(struct wish){.text = text, .row = row}, "not in the line");
}

void vt_wait_cursor(struct vt *vt, int row, int col)
{
	wait_until(vt, is_cursor, &(struct wish){.row = row, .col = col}, "cursor elsewhere");
}

void vt_settle(struct vt *vt)
{
	while (pump(vt, QUIET_MS))
		;
}

int vt_exit_status(struct vt *vt)
{
	wait_until(vt, has_ended, &(struct wish){0}, "still running");
	return WIFEXITED(vt->status) ? WEXITSTATUS(vt->status) : 128 + WTERMSIG(vt->status);
}
