/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/csv_write.h"

#include <string.h>

bool csv_write_mark(FILE *out)
{
	return fputs("\xEF\xBB\xBF", out) >= 0;
}

static void put_cell(FILE *out, const char *text)
{
	bool formula = text[0] && strchr("=+-@\t", text[0]);
	bool quoted = text[strcspn(text, ",\"\r\n")] != '\0';

	if (quoted)
		putc('"', out);
	if (formula)
		putc('\'', out);
	for (; *text; text++) {
		if (*text == '"')
			putc('"', out);
		putc(*text, out);
	}
	if (quoted)
		putc('"', out);
}

bool csv_write_row(FILE *out, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			putc(',', out);
		put_cell(out, cells[i] ? cells[i] : "");
	}
	fputs("\r\n", out);
	return !ferror(out);
}
