/* SPDX-License-Identifier: Apache-2.0
 *
 * What happens to a screen: keys, text, the passing of time, the answer of a
 * screen it pushed. Keys are numbers of our own, so that no screen and no
 * widget sees curses.
 */
#ifndef TUI_EVENT_H
#define TUI_EVENT_H

#include <stdbool.h>
#include <stddef.h>

/* A key is the character it types (Unicode, also for Ctrl: 1..26) or one of these. */
enum key {
	K_NONE = 0,
	K_TAB = 9,
	K_ENTER = 13,
	K_ESC = 27,
	K_SPACE = ' ',
	K_SPECIAL = 0x200000,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_INSERT,
	K_DELETE,
	K_BACKSPACE,
	K_BACKTAB,
	K_F1,
	K_F2,
	K_F3,
	K_F4,
	K_F5,
	K_F6,
	K_F7,
	K_F8,
	K_F9,
	K_F10,
	K_F11,
	K_F12,
};
#define K_CTRL(letter) ((letter)&0x1F)
#define K_ALT_FLAG     0x1000000
#define K_ALT(c)       (K_ALT_FLAG | (c))

enum event_type {
	EV_NONE,
	EV_KEY,	     /* key; action says which action of the screen's table it is, 0 = none */
	EV_TEXT,     /* text typed, committed by an input method, scanned or pasted at once */
	EV_BAD_TEXT, /* the burst was no valid text; the loop has told the clerk already */
	EV_RESIZE,   /* the loop repaints; screens need not care */
	EV_TICK,     /* after a paint and then about every second without input; quiet_ms */
	EV_WORK,     /* no input waits and the screen's works() says there is more to do */
	EV_ANSWER,   /* the screen pushed last popped: tag, answer, text */
	EV_SIGNAL,   /* the program is asked to end; handled by the loop */
};

struct screen_event {
	enum event_type type;
	int key;	  /* EV_KEY: enum key */
	int action;	  /* EV_KEY: id from the action table, or 0 */
	const char *text; /* EV_TEXT, EV_ANSWER: valid UTF-8, "" if none; good during the call */
	size_t len;	  /* bytes of text */
	bool pasted;	  /* EV_TEXT: from a bracketed paste: may hold line ends */
	int quiet_ms;	  /* EV_TICK: since the last input */
	int tag;	  /* EV_ANSWER: the tag of the screen that answered */
	int answer;	  /* EV_ANSWER: >= 0 chosen; -1 left without a choice */
};

#endif
