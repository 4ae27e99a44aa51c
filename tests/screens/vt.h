/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs a program in a terminal of our own (a pseudo-terminal read by libvterm)
 * and looks at what it shows, cell by cell. Waiting polls the terminal until it
 * says so, ten seconds at most; what does not come fails the test with a
 * picture of the screen.
 */
#ifndef TESTS_VT_H
#define TESTS_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct vt;

enum vt_key {
	VT_ENTER,
	VT_ESC,
	VT_TAB,
	VT_BACKTAB,
	VT_BACKSPACE,
	VT_UP,
	VT_DOWN,
	VT_LEFT,
	VT_RIGHT,
	VT_HOME,
	VT_END,
	VT_PAGE_UP,
	VT_PAGE_DOWN,
	VT_DELETE,
	VT_F1,
	VT_F2,
	VT_F3,
	VT_F4,
	VT_F5,
	VT_F6,
	VT_F7,
	VT_F8,
	VT_F9,
	VT_F10,
	VT_F11,
	VT_F12,
};

/* argv[0] is the program's path. It sees LANG=C.UTF-8, TERM=xterm-256color, TZ, PATH, a HOME
 * that is not there, the sanitizers' options and `env` ("NAME=value" up to NULL; may be NULL;
 * the later of two wins). */
struct vt *vt_start(const char *const *argv, const char *const *env, int rows, int cols);
/* Ends the program if it still runs. */
void vt_free(struct vt *vt);
pid_t vt_pid(const struct vt *vt);

/* Input. Bytes go in as one write: what an input method or a scanner does. */
void vt_type(struct vt *vt, const char *text);
void vt_type_bytes(struct vt *vt, const char *bytes, size_t n);
void vt_key(struct vt *vt, enum vt_key key);
void vt_keys(struct vt *vt, enum vt_key key, int times);
void vt_alt(struct vt *vt, char c);
void vt_ctrl(struct vt *vt, char c);
void vt_paste(struct vt *vt, const char *text); /* bracketed if the program asked for it */
void vt_resize(struct vt *vt, int rows, int cols);

/* Waiting. */
void vt_wait_for(struct vt *vt, const char *text);
void vt_wait_gone(struct vt *vt, const char *text);
void vt_wait_line(struct vt *vt, int row, const char *text); /* the row contains text */
void vt_wait_cursor(struct vt *vt, int row, int col);
/* Until 50 ms pass without output: to see that nothing happens. */
void vt_settle(struct vt *vt);
/* Until the program ends: its exit status, or 128 + n after signal n. */
int vt_exit_status(struct vt *vt);

/* Looking. Text is good until the next call of the same function on vt. */
bool vt_contains(struct vt *vt, const char *text);
const char *vt_line(struct vt *vt, int row);		 /* without blanks at its end */
const char *vt_screen(struct vt *vt);			 /* all lines, each ended by \n */
int vt_row_of(struct vt *vt, const char *text);		 /* first row that contains it, or -1 */
int vt_col_of(struct vt *vt, int row, const char *text); /* column where it starts, or -1 */

struct vt_cell {
	char text[32]; /* "" for a blank and for the right half of a wide character */
	int width;
	bool bold, underline, reverse;
	int fg, bg; /* palette index; -1 the terminal's own */
};
struct vt_cell vt_cell(struct vt *vt, int row, int col);
void vt_cursor(const struct vt *vt, int *row, int *col);
bool vt_cursor_visible(const struct vt *vt);
/* The main screen is shown, the cursor too, pastes are not marked, and the line settings are
 * what they were before the program started. */
bool vt_is_restored(struct vt *vt);
size_t vt_bytes_out(const struct vt *vt); /* written by the program so far */

#endif
