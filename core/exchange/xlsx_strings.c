/* SPDX-License-Identifier: Apache-2.0
 *
 * The strings the cells of a workbook share (ECMA-376 part 1, 18.4): one after the
 * other in one piece of memory. Phonetic hints above the characters are no text.
 */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "exchange/xlsx_inside.h"

struct strings_reader {
	struct book *book;
	struct xml xml;
	bool in_text, in_hint;
	size_t start;
};

static void on_start(void *ctx, const char *name, const char **attributes)
{
	struct strings_reader *r = ctx;
	struct book *b = r->book;

	(void)attributes;
	if (strcmp(name, "t") == 0)
		r->in_text = !r->in_hint;
	else if (strcmp(name, "rPh") == 0)
		r->in_hint = true;
	if (strcmp(name, "si") != 0)
		return;
	if ((int64_t)b->n_strings >= b->limits.strings) {
		xml_fail(&r->xml, _("文件里的文字多得不正常，没有读取。请分成几份"));
		return;
	}
	if (b->n_strings == b->cap_strings) {
		b->cap_strings = b->cap_strings ? b->cap_strings * 2 : 1024;
		b->string_at = xreallocarray(b->string_at, b->cap_strings, sizeof(*b->string_at));
	}
	r->start = b->strings.len;
	b->string_at[b->n_strings++] = r->start;
}

static void on_end(void *ctx, const char *name)
{
	struct strings_reader *r = ctx;

	if (strcmp(name, "t") == 0)
		r->in_text = false;
	else if (strcmp(name, "rPh") == 0)
		r->in_hint = false;
	else if (strcmp(name, "si") == 0)
		str_addc(&r->book->strings, '\0');
}

static void on_text(void *ctx, const char *text, size_t n)
{
	struct strings_reader *r = ctx;

	if (!r->in_text || !r->book->n_strings)
		return;
	if (r->book->strings.len - r->start + n > GRID_TEXT_BYTES)
		xml_fail(&r->xml, _("文件里有一格文字太长，不是正常的名单，没有读取"));
	else
		str_addn(&r->book->strings, text, n);
}

bool book_strings(struct book *b, struct err *e)
{
	static const struct xml_handler handler = {on_start, on_end, on_text};
	struct strings_reader r = {.book = b};
	struct part p;

	if (b->strings_read || !b->strings_part || !package_has(b->zip, b->strings_part))
		return true;
	bool ok = part_open(&p, b->zip, b->path, b->strings_part, &b->limits, e);
	if (ok) {
		xml_open(&r.xml, &p, &handler, &r);
		ok = xml_read(&r.xml, e);
		xml_close(&r.xml);
	}
	part_close(&p);
	b->strings_read = ok;
	return ok;
}

const char *book_string(const struct book *b, size_t i)
{
	return i < b->n_strings ? b->strings.data + b->string_at[i] : NULL;
}
