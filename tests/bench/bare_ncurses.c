/* SPDX-License-Identifier: Apache-2.0
 *
 * The peer of bench_key: the least an ncurses program can do with a key. A full
 * screen of text once, then every key appears in a field.
 */
#include <locale.h>
#include <ncurses.h>

enum { ROW = 12, COL = 20, COLS_OF_FIELD = 40 };

int main(void)
{
	int key, n = 0;

	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	for (int row = 0; row < LINES; row++)
		mvprintw(row, 2, "row %d of a screen with some text on it", row);
	move(ROW, COL);
	refresh();
	while ((key = getch()) != 3) {
		if (key == KEY_BACKSPACE || key == 127)
			n -= n > 0;
		else
			mvaddch(ROW, COL + n++ % COLS_OF_FIELD, (chtype)key);
		if (key == KEY_BACKSPACE || key == 127)
			mvaddch(ROW, COL + n, ' ');
		move(ROW, COL + n);
		refresh();
	}
	endwin();
	return 0;
}
