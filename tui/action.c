/* SPDX-License-Identifier: Apache-2.0
 *
 * Looking keys up in action tables and naming them for the footer and the help.
 */
#include "tui/action.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "tui/event.h"

const struct action action_builtin[] = {
	{ACTION_HELP,
	 {K_F1, K_F11, K_CTRL('k')},
	 N_("帮助"),
	 N_("这一页能做的事和按键；选中按 Enter 就办")},
	{ACTION_JOBS, {K_ALT('p')}, N_("打印"), N_("打印任务：待打、失败、重打"), ACTION_QUIET},
	{ACTION_REPAINT, {K_CTRL('l')}, N_("重画"), N_("屏幕被弄乱时重画一遍"), ACTION_QUIET},
	{0},
};

/* The F-key an Alt+digit stands in for, or the key itself. */
static int key_twin(int key)
{
	if (key >= K_ALT('1') && key <= K_ALT('9'))
		return K_F1 + (key - K_ALT('1'));
	return key == K_ALT('0') ? K_F10 : key;
}

const struct action *action_find(const struct action *table, int key,
				 bool (*enabled)(const void *ctx, int id), const void *ctx)
{
	int twin = key_twin(key);

	for (const struct action *a = table; a && a->id; a++) {
		for (int i = 0; i < ACTION_KEYS && a->keys[i]; i++) {
			if ((a->keys[i] == key || a->keys[i] == twin) &&
			    (!enabled || enabled(ctx, a->id)))
				return a;
		}
	}
	return NULL;
}

static const char *special_name(int key)
{
	switch (key) {
	case K_TAB:
		return "Tab";
	case K_ENTER:
		return "Enter";
	case K_ESC:
		return "Esc";
	case K_SPACE:
		return _("空格");
	case K_UP:
		return "↑";
	case K_DOWN:
		return "↓";
	case K_LEFT:
		return "←";
	case K_RIGHT:
		return "→";
	case K_HOME:
		return "Home";
	case K_END:
		return "End";
	case K_PAGE_UP:
		return "PgUp";
	case K_PAGE_DOWN:
		return "PgDn";
	case K_INSERT:
		return "Ins";
	case K_DELETE:
		return "Del";
	case K_BACKSPACE:
		return "Backspace";
	case K_BACKTAB:
		return "Shift+Tab";
	}
	return NULL;
}

char *action_key_name(int key, char out[KEY_NAME])
{
	const char *name = special_name(key);

	if (name) {
		snprintf(out, KEY_NAME, "%s", name);
	} else if (key & K_ALT_FLAG) {
		char inner[KEY_NAME];
		action_key_name(key & ~K_ALT_FLAG, inner);
		if (inner[0] >= 'a' && inner[0] <= 'z' && !inner[1])
			inner[0] = (char)(inner[0] - 'a' + 'A');
		snprintf(out, KEY_NAME, "Alt+%.20s", inner);
	} else if (key >= K_F1 && key <= K_F12) {
		snprintf(out, KEY_NAME, "F%d", key - K_F1 + 1);
	} else if (key < ' ') {
		snprintf(out, KEY_NAME, "Ctrl+%c", key + 'A' - 1);
	} else {
		out[utf8_put(out, (uint32_t)key)] = '\0';
	}
	return out;
}

char *action_key_names(const struct action *a, char *out, size_t size)
{
	char name[KEY_NAME];
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < ACTION_KEYS && a->keys[i]; i++) {
		int key = a->keys[i];
		used += (size_t)snprintf(out + used, size - used, "%s%s", used ? " " : "",
					 action_key_name(key, name));
		if (used < size && key >= K_F1 && key <= K_F10)
			used += (size_t)snprintf(out + used, size - used, " Alt+%d",
						 (key - K_F1 + 1) % 10);
		if (used >= size)
			break;
	}
	return out;
}
