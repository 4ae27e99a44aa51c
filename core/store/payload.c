/* SPDX-License-Identifier: Apache-2.0 */
#include "store/payload.h"

#include <string.h>

#include "base/utf8.h"

enum { DEPTH = 8 };

/* ---- writing ---- */

static void put_string(struct str *out, const char *text)
{
	const char *run = text;

	str_addc(out, '"');
	for (const char *c = text; *c; c++) {
		unsigned char u = (unsigned char)*c;
		if (u >= 0x20 && u != '"' && u != '\\')
			continue;
		str_addn(out, run, (size_t)(c - run));
		if (u < 0x20)
			str_addf(out, "\\u%04x", u);
		else
			str_addf(out, "\\%c", u);
		run = c + 1;
	}
	str_add(out, run);
	str_addc(out, '"');
}

void payload_put_name(struct str *out, const char *name)
{
	if (out->data[out->len - 1] != '{')
		str_addc(out, ',');
	str_addc(out, '"');
	str_add(out, name);
	str_addn(out, "\":", 2);
}

void payload_open(struct str *out)
{
	str_addc(out, '{');
}

void payload_close(struct str *out)
{
	str_addc(out, '}');
}

void payload_put(struct str *out, const char *name, const char *value)
{
	if (!value)
		return;
	payload_put_name(out, name);
	put_string(out, value);
}

void payload_put_int(struct str *out, const char *name, int64_t value)
{
	payload_put_name(out, name);
	str_addf(out, "%lld", (long long)value);
}

void payload_put_day(struct str *out, const char *name, date_day value)
{
	char text[DATE_TEXT];

	if (value == DATE_NONE)
		return;
	payload_put_name(out, name);
	put_string(out, date_format(value, text));
}

/* ---- reading ---- */

struct parser {
	char *at; /* in a private copy, NUL-terminated; strings are unescaped where they stand */
	struct arena *arena;
};

static void skip_blanks(struct parser *p)
{
	while (*p->at == ' ' || *p->at == '\n' || *p->at == '\t' || *p->at == '\r')
		p->at++;
}

static bool take(struct parser *p, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(p->at, word, len) != 0)
		return false;
	p->at += len;
	return true;
}

static bool hex4(const char *s, uint32_t *out)
{
	*out = 0;
	for (int i = 0; i < 4; i++) {
		char c = s[i];
		uint32_t v;
		if (c >= '0' && c <= '9')
			v = (uint32_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			v = (uint32_t)(c - 'a') + 10;
		else if (c >= 'A' && c <= 'F')
			v = (uint32_t)(c - 'A') + 10;
		else
			return false;
		*out = *out * 16 + v;
	}
	return true;
}

/* After the backslash; what comes out is never longer than what went in. */
static bool unescape(struct parser *p, char **to)
{
	static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
	const char *simple = *p->at ? strchr(from, *p->at) : NULL;
	uint32_t c, low;

	if (simple) {
		*(*to)++ = into[simple - from];
		p->at++;
		return true;
	}
	if (*p->at != 'u' || !hex4(p->at + 1, &c) || c == 0)
		return false;
	p->at += 5;
	if (c >= 0xD800 && c < 0xDC00) {
		if (p->at[0] != '\\' || p->at[1] != 'u' || !hex4(p->at + 2, &low) || low < 0xDC00 ||
		    low > 0xDFFF)
			return false;
		c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
		p->at += 6;
	} else if (c >= 0xDC00 && c < 0xE000) {
		return false;
	}
	*to += utf8_put(*to, c);
	return true;
}

/* At the opening quote. NULL when it does not end. */
static const char *parse_string(struct parser *p)
{
	char *start = ++p->at, *to = start;

	for (;;) {
		size_t run = strcspn(p->at, "\"\\");
		if (to != p->at)
			memmove(to, p->at, run);
		to += run;
		p->at += run;
		if (*p->at == '\0')
			return NULL;
		if (*p->at++ == '"')
			break;
		if (!unescape(p, &to))
			return NULL;
	}
	*to = '\0';
	return start;
}

static bool parse_number(struct parser *p, int64_t *out)
{
	bool minus = take(p, "-");
	uint64_t n = 0;

	if (*p->at < '0' || *p->at > '9')
		return false;
	while (*p->at >= '0' && *p->at <= '9') {
		uint64_t digit = (uint64_t)(*p->at++ - '0');
		if (n > (INT64_MAX - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	*out = minus ? -(int64_t)n : (int64_t)n;
	return *p->at != '.' && *p->at != 'e' && *p->at != 'E';
}

static bool parse_value(struct parser *p, struct payload *v, int depth);

/* After the opening bracket, up to and with the closing one. */
static bool parse_rows(struct parser *p, struct payload *v, int depth)
{
	bool object = v->type == PAYLOAD_OBJECT;
	const char *end = object ? "}" : "]";
	struct payload **tail = &v->first;

	skip_blanks(p);
	if (take(p, end))
		return true;
	do {
		struct payload *row = arena_alloc(p->arena, sizeof(*row));
		skip_blanks(p);
		if (object) {
			if (*p->at != '"' || !(row->name = parse_string(p)))
				return false;
			skip_blanks(p);
			if (!take(p, ":"))
				return false;
		}
		if (!parse_value(p, row, depth))
			return false;
		*tail = row;
		tail = &row->next;
		v->count++;
		skip_blanks(p);
	} while (take(p, ","));
	return take(p, end);
}

static bool parse_value(struct parser *p, struct payload *v, int depth)
{
	skip_blanks(p);
	switch (*p->at) {
	case '"':
		v->type = PAYLOAD_TEXT;
		return (v->text = parse_string(p)) != NULL;
	case '{':
	case '[':
		v->type = *p->at++ == '{' ? PAYLOAD_OBJECT : PAYLOAD_ARRAY;
		return depth < DEPTH && parse_rows(p, v, depth + 1);
	case 't':
		v->type = PAYLOAD_TRUE;
		return take(p, "true");
	case 'f':
		v->type = PAYLOAD_FALSE;
		return take(p, "false");
	case 'n':
		v->type = PAYLOAD_NULL;
		return take(p, "null");
	default:
		v->type = PAYLOAD_INT;
		return parse_number(p, &v->number);
	}
}

const struct payload *payload_parse(const char *bytes, size_t len, struct arena *a)
{
	struct parser p = {.at = arena_strndup(a, bytes, len), .arena = a};
	struct payload *v = arena_alloc(a, sizeof(*v));
	const char *start = p.at;

	if (!parse_value(&p, v, 0))
		return NULL;
	skip_blanks(&p);
	return (size_t)(p.at - start) == len ? v : NULL;
}

const struct payload *payload_member(const struct payload *object, const char *name)
{
	if (object->type != PAYLOAD_OBJECT)
		return NULL;
	for (const struct payload *m = object->first; m; m = m->next) {
		if (strcmp(m->name, name) == 0)
			return m;
	}
	return NULL;
}

const char *payload_text(const struct payload *object, const char *name)
{
	const struct payload *m = payload_member(object, name);

	return m && m->type == PAYLOAD_TEXT ? m->text : NULL;
}

int64_t payload_int(const struct payload *object, const char *name)
{
	const struct payload *m = payload_member(object, name);

	return m && m->type == PAYLOAD_INT ? m->number : 0;
}

date_day payload_day(const struct payload *object, const char *name)
{
	const char *text = payload_text(object, name);

	return text ? date_parse(text) : DATE_NONE;
}
