/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"

enum { YEAR_DIGITS = 4, DAY_CHARS = 10 };

/* "2026-02-16 off", "2026-02-14 on". */
static bool read_mark(struct calendar *c, const char *line)
{
	char text[DATE_TEXT];

	memcpy(text, line, DAY_CHARS);
	text[DAY_CHARS] = '\0';
	date_day day = date_parse(text);
	bool off = strcmp(line + DAY_CHARS, " off") == 0;
	if (day == DATE_NONE || (!off && strcmp(line + DAY_CHARS, " on") != 0))
		return false;
	if (off)
		calendar_add_off(c, day, day);
	else
		calendar_add_worked(c, day);
	return true;
}

/* "2026 国办发明电〔2025〕7号" */
static bool read_notice(struct calendar *c, const char *line)
{
	char *end;
	long year = strtol(line, &end, 10);

	if (end != line + YEAR_DIGITS || *end != ' ')
		return false;
	calendar_add_year(c, (int)year, end + 1);
	return true;
}

struct calendar *calendar_read(const char *text)
{
	struct calendar *c = calendar_new();
	struct str line = {0};
	bool ok = true;

	while (ok && *text) {
		size_t len = strcspn(text, "\n");
		str_clear(&line);
		str_addn(&line, text, len);
		bool mark = len > DAY_CHARS && line.data[YEAR_DIGITS] == '-';
		ok = len > YEAR_DIGITS &&
		     (mark ? read_mark(c, line.data) : read_notice(c, line.data));
		text += len + (text[len] == '\n');
	}
	str_done(&line);
	if (ok)
		return c;
	calendar_free(c);
	return NULL;
}
