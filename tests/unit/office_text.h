/* SPDX-License-Identifier: Apache-2.0
 *
 * A document as plain text, for the tests that read what it says: a row a line,
 * cells between bars, line feeds inside a cell as slashes.
 */
#ifndef OFFICE_TEXT_H
#define OFFICE_TEXT_H

#include <string.h>

#include "base/str.h"
#include "office/layout.h"

/* Caller frees. */
static inline char *office_text(const struct document *d)
{
	struct layout l;
	struct str s = {0};

	layout_init(&l, d);
	for (size_t r = 0; r < l.n_rows; r++) {
		for (size_t i = 0; i < l.rows[r].count; i++) {
			str_addf(&s, "|");
			for (const char *t = l.cells[l.rows[r].first + i].text; *t; t++)
				str_addc(&s, *t == '\n' ? '/' : *t);
		}
		str_add(&s, "|\n");
	}
	layout_done(&l);
	return str_take(&s);
}

#define assert_says(text, part) \
	do { \
		if (!strstr(text, part)) \
			fail_msg("not there: %s\nin:\n%s", part, text); \
	} while (0)
#define assert_says_not(text, part) \
	do { \
		if (strstr(text, part)) \
			fail_msg("should not be there: %s\nin:\n%s", part, text); \
	} while (0)

#endif
