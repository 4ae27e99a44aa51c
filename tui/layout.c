/* SPDX-License-Identifier: Apache-2.0
 *
 * The line breaking of UAX #14 cut down to what Chinese forms with a few Latin
 * words and numbers need.
 */
#include "tui/layout.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#include "base/utf8.h"

static bool is_one_of(uint32_t c, const wchar_t *set)
{
	return c && wcschr(set, (wchar_t)c);
}

static bool is_closing(uint32_t c)
{
	return is_one_of(c, L"，。、；：？！）】》〉」』”’…％℃)]}>,.;:?!%");
}

static bool is_opening(uint32_t c)
{
	return is_one_of(c, L"（【《〈「『“‘￥([{<");
}

/* Whether a line may end between the cluster of n bytes at p and what follows it. */
static bool may_break(const char *p, size_t n)
{
	const char *a = p, *b = p + n;
	uint32_t before = utf8_next(&a), after = utf8_next(&b);

	if (after == ' ' || after == '\n')
		return false;
	if (before == ' ')
		return true;
	if (is_opening(before) || is_closing(after))
		return false;
	return utf8_columns_n(p, n) == 2 ||
	       utf8_columns_n(p + n, utf8_cluster_at(p + n, strlen(p + n))) == 2;
}

static size_t without_blanks(const char *text, size_t end)
{
	while (end > 0 && text[end - 1] == ' ')
		end--;
	return end;
}

/* Where the next line begins when this one ended at `end`. */
static size_t next_line(const char *text, size_t end)
{
	while (text[end] == ' ')
		end++;
	return text[end] == '\n' ? end + 1 : end;
}

size_t layout_line(const char *text, int cols, size_t *next)
{
	size_t len = strlen(text), pos = 0, last_break = 0;
	int used = 0;

	while (pos < len && text[pos] != '\n') {
		size_t n = utf8_cluster_at(text + pos, len - pos);
		used += utf8_columns_n(text + pos, n);
		if (used > cols) {
			size_t end = text[pos] == ' ' ? pos
				     : last_break     ? last_break
				     : pos	      ? pos
						      : n;
			*next = next_line(text, end);
			return without_blanks(text, end);
		}
		if (pos + n < len && may_break(text + pos, n))
			last_break = pos + n;
		pos += n;
	}
	*next = text[pos] == '\n' ? pos + 1 : pos;
	return without_blanks(text, pos);
}

int layout_lines(const char *text, int cols)
{
	int lines = 0;

	while (*text) {
		size_t next;
		layout_line(text, cols, &next);
		text += next;
		lines++;
	}
	return lines;
}
