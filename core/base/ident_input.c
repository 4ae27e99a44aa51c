/* SPDX-License-Identifier: Apache-2.0 */
#include "base/ident_input.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

bool ident_say(struct ident *id, enum ident_verdict verdict, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	int n = vsnprintf(id->why, sizeof(id->why), fmt, ap);
	va_end(ap);
	assert(n >= 0 && n < IDENT_WHY && "reasons quote single characters only");
	(void)n;
	id->verdict = verdict;
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The characters of `half` that matter, upper case. Returns their length in bytes, which
 * may be more than fits in `out`. */
static size_t squeeze(const char *half, const char *drop, char *out, size_t size)
{
	size_t n = 0;

	for (; *half; half++) {
		if (is_blank(*half) || strchr(drop, *half))
			continue;
		if (n + 1 < size)
			out[n] = (char)(*half >= 'a' && *half <= 'z' ? *half - 'a' + 'A' : *half);
		n++;
	}
	out[n < size ? n : 0] = '\0';
	return n;
}

bool ident_prepare(struct ident *id, const char *input, const char *drop)
{
	*id = (struct ident){.birth = DATE_NONE};
	if (!utf8_valid(input))
		return ident_say(id, IDENT_BAD, _("含无法识别的字节（不是 UTF-8），请重新录入"));
	char *half = utf8_halfwidth(input);
	size_t n = squeeze(half, drop, id->text, sizeof(id->text));
	free(half);
	if (n == 0)
		return ident_say(id, IDENT_BAD, _("未填写，请录入"));
	if (n >= sizeof(id->text))
		return ident_say(id, IDENT_BAD, _("太长，请核对是否混入了其他内容"));
	size_t at = utf8_control(id->text);
	if (id->text[at]) {
		const char *p = id->text + at;
		uint32_t c = utf8_next(&p);
		id->text[0] = '\0';
		return ident_say(id, IDENT_BAD, _("含控制字符 U+%04X，请删去后重新录入"), c);
	}
	return true;
}

bool ident_only(struct ident *id, const char *allowed, const char *what)
{
	size_t at = strspn(id->text, allowed);
	size_t place = 1;

	if (!id->text[at])
		return true;
	for (size_t i = 0; i < at; i++)
		place += ((unsigned char)id->text[i] & 0xC0) != 0x80;
	const char *end = id->text + at;
	utf8_next(&end);
	return ident_say(id, IDENT_BAD, _("第 %zu 位“%.*s”不是%s，请核对"), place,
			 (int)(end - (id->text + at)), id->text + at, what);
}

bool ident_length(struct ident *id, size_t min, size_t max)
{
	size_t n = utf8_length(id->text);

	if (n >= min && n <= max)
		return true;
	if (min == max)
		return ident_say(id, IDENT_BAD, _("应为 %zu 位，现为 %zu 位，请核对"), min, n);
	return ident_say(id, IDENT_BAD, _("应为 %zu～%zu 位，现为 %zu 位，请核对"), min, max, n);
}
