/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"

#include <stdio.h>
#include <string.h>

/* vsnprintf cuts at a byte; a half character would garble the whole line. */
static void cut_on_boundary(char *text, size_t len)
{
	size_t start = len;

	while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
		start--;
	if (start == 0)
		return;
	unsigned char lead = (unsigned char)text[start - 1];
	size_t want = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	if (len - (start - 1) < want)
		text[start - 1] = '\0';
}

bool err_vset(struct err *e, enum err_code code, const char *fmt, va_list ap)
{
	if (!e)
		return false;
	e->code = code;
	int n = vsnprintf(e->text, sizeof(e->text), fmt, ap);
	if (n >= (int)sizeof(e->text))
		cut_on_boundary(e->text, sizeof(e->text) - 1);
	return false;
}

bool err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_vset(e, code, fmt, ap);
	va_end(ap);
	return false;
}

void err_clear(struct err *e)
{
	e->code = ERR_NONE;
	e->text[0] = '\0';
}
