/* SPDX-License-Identifier: Apache-2.0
 *
 * curses tells sequences from bytes; the bytes are joined to text here, because
 * get_wch() hides what is wrong with them. All text that can be read at once is
 * one event: an input method's phrase, a scanner's burst. A burst with one bad
 * byte is refused whole: a name with a hole in it would look right.
 */
#include "tui/term_input.h"

#include <curses.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "base/str.h"
#include "base/utf8.h"

enum {
	PASTE_START = 30000, /* curses numbers its extended keys from KEY_MAX on */
	PASTE_END,
	BURST_MAX = 4096,
	PASTE_MAX = 1024 * 1024,
	REST_MS = 50,	/* for the rest of a character that came in two pieces */
	PASTE_MS = 1000 /* for the rest of a paste */
};

static struct {
	WINDOW *keys; /* a pad: reading from it never repaints, as stdscr would */
	int unread;   /* one value of wgetch() put back; 0 = none */
	struct str text;
	mbstate_t partial; /* of the terminal's encoding */
	bool bad;
} input;

/* Sent by PuTTY, rxvt, the console or without keypad mode, under TERM=xterm too. */
static const struct {
	const char *sequence;
	int code;
} more_keys[] = {
	{"\033[200~", PASTE_START}, {"\033[201~", PASTE_END}, {"\033[A", KEY_UP},
	{"\033[B", KEY_DOWN},	    {"\033[C", KEY_RIGHT},    {"\033[D", KEY_LEFT},
	{"\033[H", KEY_HOME},	    {"\033[F", KEY_END},      {"\033[1~", KEY_HOME},
	{"\033[4~", KEY_END},	    {"\033[7~", KEY_HOME},    {"\033[8~", KEY_END},
	{"\033OP", KEY_F(1)},	    {"\033OQ", KEY_F(2)},     {"\033OR", KEY_F(3)},
	{"\033OS", KEY_F(4)},	    {"\033[11~", KEY_F(1)},   {"\033[12~", KEY_F(2)},
	{"\033[13~", KEY_F(3)},	    {"\033[14~", KEY_F(4)},   {"\033[[A", KEY_F(1)},
	{"\033[[B", KEY_F(2)},	    {"\033[[C", KEY_F(3)},    {"\033[[D", KEY_F(4)},
	{"\033[[E", KEY_F(5)},
};

static const struct {
	int curses, key;
} keys[] = {
	{KEY_UP, K_UP},
	{KEY_DOWN, K_DOWN},
	{KEY_LEFT, K_LEFT},
	{KEY_RIGHT, K_RIGHT},
	{KEY_HOME, K_HOME},
	{KEY_FIND, K_HOME},
	{KEY_END, K_END},
	{KEY_SELECT, K_END},
	{KEY_PPAGE, K_PAGE_UP},
	{KEY_NPAGE, K_PAGE_DOWN},
	{KEY_IC, K_INSERT},
	{KEY_DC, K_DELETE},
	{KEY_BACKSPACE, K_BACKSPACE},
	{0x7F, K_BACKSPACE},
	{0x08, K_BACKSPACE},
	{KEY_BTAB, K_BACKTAB},
	{KEY_ENTER, K_ENTER},
	{'\n', K_ENTER},
};

void term_input_start(void)
{
	input.keys = newpad(1, 1);
	keypad(input.keys, TRUE);
	meta(input.keys, TRUE);
	nodelay(input.keys, TRUE);
	for (size_t i = 0; i < sizeof(more_keys) / sizeof(*more_keys); i++)
		define_key(more_keys[i].sequence, more_keys[i].code);
}

void term_input_done(void)
{
	delwin(input.keys);
	str_done(&input.text);
	memset(&input, 0, sizeof(input));
}

static int next_ch(void)
{
	int ch = input.unread;

	input.unread = 0;
	return ch ? ch : wgetch(input.keys);
}

/* The next value, waiting a little for it. */
static int late_ch(int timeout_ms)
{
	int ch = next_ch();

	if (ch == ERR) {
		struct pollfd fd = {STDIN_FILENO, POLLIN, 0};
		if (poll(&fd, 1, timeout_ms) > 0)
			ch = wgetch(input.keys);
	}
	return ch;
}

static bool is_text(int ch)
{
	return ch >= ' ' && ch <= 0xFF && ch != 0x7F;
}

/* It may have been a password. */
static void forget_text(void)
{
	if (input.text.len)
		explicit_bzero(input.text.data, input.text.len);
	str_clear(&input.text);
}

static void begin_text(void)
{
	str_clear(&input.text);
	memset(&input.partial, 0, sizeof(input.partial));
	input.bad = false;
}

static void add_byte(int ch)
{
	char byte = (char)ch, out[4];
	wchar_t wc;
	size_t n = mbrtowc(&wc, &byte, 1, &input.partial);

	if (n == (size_t)-2)
		return;
	if (n == (size_t)-1 || wc == 0 || wc > 0x10FFFF || (wc >= 0xD800 && wc <= 0xDFFF)) {
		input.bad = true;
		memset(&input.partial, 0, sizeof(input.partial));
		return;
	}
	str_addn(&input.text, out, utf8_put(out, (uint32_t)wc));
}

static struct screen_event end_text(bool pasted)
{
	bool bad = input.bad || !mbsinit(&input.partial);

	return (struct screen_event){
		.type = bad ? EV_BAD_TEXT : EV_TEXT,
		.text = bad ? "" : str_text(&input.text),
		.len = bad ? 0 : input.text.len,
		.pasted = pasted,
	};
}

static struct screen_event read_burst(int ch)
{
	begin_text();
	do {
		add_byte(ch);
		ch = mbsinit(&input.partial) ? next_ch() : late_ch(REST_MS);
	} while (is_text(ch) && (input.text.len < BURST_MAX || !mbsinit(&input.partial)));
	if (ch != ERR)
		input.unread = ch;
	return end_text(false);
}

static struct screen_event read_paste(void)
{
	int ch;

	begin_text();
	while ((ch = late_ch(PASTE_MS)) != ERR && ch != PASTE_END) {
		if (ch > 0xFF || input.text.len > PASTE_MAX)
			input.bad = true;
		else
			add_byte(ch == '\r' ? '\n' : ch);
	}
	return end_text(true);
}

/* After ESC: Alt with a character, or the key itself. */
static int escape_or_alt(void)
{
	int ch = next_ch();

	if (ch > ' ' && ch < 0x7F)
		return K_ALT(ch);
	if (ch != ERR)
		input.unread = ch;
	return K_ESC;
}

static int key_of(int ch)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (keys[i].curses == ch)
			return keys[i].key;
	if (ch >= KEY_F(1) && ch <= KEY_F(12))
		return K_F1 + (ch - KEY_F(1));
	if (ch == K_ESC)
		return escape_or_alt();
	return ch > 0 && ch < ' ' ? ch : K_NONE;
}

struct screen_event term_input_next(void)
{
	int ch;

	forget_text();
	while ((ch = next_ch()) != ERR) {
		if (ch == PASTE_START)
			return read_paste();
		if (is_text(ch))
			return read_burst(ch);
		int key = key_of(ch);
		if (key != K_NONE)
			return (struct screen_event){.type = EV_KEY, .key = key, .text = ""};
	}
	return (struct screen_event){.type = EV_NONE, .text = ""};
}
