/* SPDX-License-Identifier: Apache-2.0
 *
 * What stands around every screen: the top line with the title and who works
 * where, the line for messages and counts, the footer with the keys that work
 * now; and the page shown while the terminal is too small.
 */
#ifndef TUI_CHROME_H
#define TUI_CHROME_H

#include "tui/app.h"

enum { CHROME_TOP = 1, CHROME_BOTTOM = 2 }; /* lines */

struct chrome {
	const char *title;
	const struct app_status *status;
	const char *message; /* "" = counts only */
	enum style message_style;
	const struct screen *top; /* whose actions the footer shows */
};

void chrome_paint(const struct canvas *c, const struct chrome *chrome);
void chrome_too_small(const struct canvas *c);

#endif
