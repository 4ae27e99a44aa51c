/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/yaml.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <yaml.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

enum { NODES_MAX = 50000, FAULTS_MAX = 20 };

struct reader {
	yaml_parser_t parser;
	yaml_event_t event;
	struct ydoc *doc;
	struct faults *f;
	size_t nodes;
	bool broken; /* said why already */
};

/* libyaml's words for the mistakes people make. */
static const struct {
	const char *problem, *text;
} problems[] = {
	{"mapping values are not allowed in this context",
	 N_("此处不能有「: 」：检查缩进；文字里有冒号加空格的要加引号")},
	{"found character that cannot start any token",
	 N_("文字不能以这个字符开头：以 % @ ` 开头的文字要加引号")},
	{"did not find expected ',' or '}'",
	 N_("花括号里缺逗号或 }：文字里有逗号、冒号或括号的要加引号")},
	{"did not find expected ',' or ']'",
	 N_("方括号里缺逗号或 ]：文字里有逗号、冒号或括号的要加引号")},
	{"could not find expected ':'", N_("这个键后面缺冒号和空格")},
	{"did not find expected key", N_("此处应是一个键：检查缩进和引号")},
	{"did not find expected '-' indicator", N_("此处应是列表的「- 」：检查缩进")},
	{"did not find expected node content", N_("此处缺内容：检查逗号和括号")},
	{"found unexpected end of stream", N_("引号或括号没有收尾")},
	{"found unexpected document indicator", N_("引号没有收尾就遇到了「---」")},
	{"found unknown escape character", N_("双引号里的「\\」后面只能跟已知的转义字符")},
	{"block sequence entries are not allowed in this context",
	 N_("此处不能有列表的「- 」：应另起一行")},
};

static void fault_mark(struct reader *r, yaml_mark_t m, const char *text)
{
	faults_add(r->f, r->doc->file, (int)m.line + 1, (int)m.column + 1, "%s", text);
}

static void fault_syntax(struct reader *r)
{
	const char *problem = r->parser.problem ? r->parser.problem : "";
	char text[256];

	r->broken = true;
	for (size_t i = 0; i < sizeof(problems) / sizeof(*problems); i++) {
		if (strcmp(problem, problems[i].problem) == 0) {
			fault_mark(r, r->parser.problem_mark, _(problems[i].text));
			return;
		}
	}
	snprintf(text, sizeof(text), _("YAML 写法不对（%s）"), problem);
	fault_mark(r, r->parser.problem_mark, text);
}

/* False when the stream cannot be read on. */
static bool next_event(struct reader *r)
{
	if (r->broken)
		return false;
	yaml_event_delete(&r->event);
	if (!yaml_parser_parse(&r->parser, &r->event)) {
		memset(&r->event, 0, sizeof(r->event));
		fault_syntax(r);
		return false;
	}
	return true;
}

static struct ynode *new_node(struct reader *r, enum ynode_kind kind)
{
	struct ynode *n = arena_alloc(&r->doc->arena, sizeof(*n));

	n->kind = kind;
	n->line = (int)r->event.start_mark.line + 1;
	n->column = (int)r->event.start_mark.column + 1;
	n->file = r->doc->file;
	return n;
}

static void refuse_properties(struct reader *r, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		fault_mark(r, r->event.start_mark,
			   _("不能用锚点「&」：内容要写全；以 & 开头的文字要加引号"));
	if (tag)
		fault_mark(r, r->event.start_mark, _("不能用标签「!」：以 ! 开头的文字要加引号"));
}

static struct ynode *read_text(struct reader *r)
{
	const yaml_event_t *e = &r->event;
	struct ynode *n = new_node(r, YNODE_TEXT);
	size_t len = e->data.scalar.length;
	bool quoted = e->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
		      e->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;

	refuse_properties(r, e->data.scalar.anchor, e->data.scalar.tag);
	n->text = arena_strndup(&r->doc->arena, (const char *)e->data.scalar.value, len);
	if (e->start_mark.line != e->end_mark.line) {
		n->inside = -1;
		fault_mark(r, e->start_mark, _("文字要写在一行内：换行会变成空格"));
	} else {
		size_t width = e->end_mark.column - e->start_mark.column;
		n->inside = width == utf8_length(n->text) + (quoted ? 2 : 0) ? quoted : -1;
	}
	/* Escapes can bring in what the scan of the bytes did not see. */
	if (quoted && (strlen(n->text) != len || utf8_control(n->text) != len))
		fault_mark(r, e->start_mark, _("文字里有控制字符或不可见字符，请删去"));
	if (utf8_length(n->text) > YAML_TEXT_MAX)
		fault_mark(r, e->start_mark, _("文字太长（最多4000字）"));
	return n;
}

static struct ynode *read_node(struct reader *r, int depth);

static void check_key(struct reader *r, const struct ynode *map, const struct ynode *key)
{
	for (size_t i = 0; i < map->count; i++) {
		if (strcmp(map->keys[i]->text, key->text) == 0) {
			ynode_fault(r->f, key, _("键「%s」重复了，第%d行已有"), key->text,
				    map->keys[i]->line);
			return;
		}
	}
}

static struct ynode *read_map(struct reader *r, int depth)
{
	struct ynode *n = new_node(r, YNODE_MAP);

	refuse_properties(r, r->event.data.mapping_start.anchor, r->event.data.mapping_start.tag);
	while (next_event(r) && r->event.type != YAML_MAPPING_END_EVENT) {
		struct ynode *key = read_node(r, depth);
		if (!key)
			return NULL;
		if (key->kind != YNODE_TEXT) {
			ynode_fault(r->f, key, _("键只能是文字：检查花括号"));
			key->text = "";
		} else {
			check_key(r, n, key);
		}
		if (!next_event(r))
			return NULL;
		struct ynode *value = read_node(r, depth);
		if (!value)
			return NULL;
		size_t count = n->count;
		*ARENA_PUSH(&r->doc->arena, n->keys, count) = key;
		*ARENA_PUSH(&r->doc->arena, n->values, n->count) = value;
	}
	return r->broken ? NULL : n;
}

static struct ynode *read_list(struct reader *r, int depth)
{
	struct ynode *n = new_node(r, YNODE_LIST);

	refuse_properties(r, r->event.data.sequence_start.anchor, r->event.data.sequence_start.tag);
	while (next_event(r) && r->event.type != YAML_SEQUENCE_END_EVENT) {
		struct ynode *value = read_node(r, depth);
		if (!value)
			return NULL;
		*ARENA_PUSH(&r->doc->arena, n->values, n->count) = value;
	}
	return r->broken ? NULL : n;
}

/* The node that begins with the current event; NULL when broken. */
static struct ynode *read_node(struct reader *r, int depth)
{
	if (depth > YAML_DEPTH_MAX || ++r->nodes > NODES_MAX) {
		r->broken = true;
		fault_mark(r, r->event.start_mark,
			   depth > YAML_DEPTH_MAX ? _("嵌套太深（最多24层）") : _("文件内容太多"));
		return NULL;
	}
	switch (r->event.type) {
	case YAML_SCALAR_EVENT:
		return read_text(r);
	case YAML_MAPPING_START_EVENT:
		return read_map(r, depth + 1);
	case YAML_SEQUENCE_START_EVENT:
		return read_list(r, depth + 1);
	case YAML_ALIAS_EVENT:
		fault_mark(r, r->event.start_mark,
			   _("不能用引用「*」：内容要写全；以 * 开头的文字要加引号"));
		struct ynode *n = new_node(r, YNODE_TEXT);
		n->text = "";
		n->inside = -1;
		return n;
	default:
		assert(!"libyaml gives a node here");
		return NULL;
	}
}

static void read_document(struct reader *r)
{
	/* The stream start, then a document or the end of the stream. */
	if (!next_event(r) || !next_event(r))
		return;
	if (r->event.type == YAML_STREAM_END_EVENT) {
		faults_add(r->f, r->doc->file, 0, 0, _("文件是空的"));
		return;
	}
	if (!next_event(r))
		return;
	r->doc->root = read_node(r, 0);
	if (!r->doc->root || !next_event(r) || !next_event(r))
		return;
	if (r->event.type != YAML_STREAM_END_EVENT)
		fault_mark(r, r->event.start_mark,
			   _("一个文件只能有一份内容：去掉「---」以后的部分"));
}

/* The place of a byte, as a fault. */
static void fault_byte(const struct ydoc *d, size_t at, struct faults *f, const char *text)
{
	int line = 1, column = 1;

	for (size_t i = 0; i < at; i++) {
		if (d->text[i] == '\n') {
			line++;
			column = 1;
		} else {
			column += ((unsigned char)d->text[i] & 0xC0) != 0x80;
		}
	}
	faults_add(f, d->file, line, column, "%s", text);
}

/* Bytes that have no business in a guide. False when it makes no sense to read on. */
static bool scan_bytes(const struct ydoc *d, struct faults *f)
{
	size_t bad = utf8_check(d->text, d->len);
	int told = 0;

	if (bad < d->len) {
		fault_byte(d, bad, f, _("不是 UTF-8 文字：请用 UTF-8 编码另存"));
		return false;
	}
	const char *p = d->text, *end = d->text + d->len;
	while ((p += utf8_control(p)) < end && told < FAULTS_MAX) {
		if (*p != '\n' && (*p != '\r' || p[1] != '\n')) {
			fault_byte(d, (size_t)(p - d->text), f,
				   *p == '\t' ? _("不能用制表符，请改成空格")
					      : _("有控制字符或不可见字符，请删去"));
			told++;
		}
		if (*p)
			utf8_next(&p);
		else
			p++;
	}
	return told == 0;
}

struct ydoc *ydoc_parse(const char *file, const char *text, size_t len, struct faults *f)
{
	struct ydoc *d = xcalloc(1, sizeof(*d));
	struct reader r = {.doc = d, .f = f};

	d->file = arena_strdup(&d->arena, file);
	d->text = arena_strndup(&d->arena, text, len);
	d->len = len;
	if (len > YAML_FILE_MAX) {
		faults_add(f, file, 0, 0, _("文件太大（最多1兆字节）"));
	} else if (scan_bytes(d, f)) {
		if (!yaml_parser_initialize(&r.parser))
			abort();
		yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
		yaml_parser_set_input_string(&r.parser, (const unsigned char *)d->text, len);
		read_document(&r);
		yaml_event_delete(&r.event);
		yaml_parser_delete(&r.parser);
	}
	if (!d->root || r.broken) {
		ydoc_free(d);
		return NULL;
	}
	return d;
}

struct ydoc *ydoc_read(const char *file, struct faults *f)
{
	FILE *in = fopen(file, "rb");
	struct stat st;

	if (!in || fstat(fileno(in), &st) != 0) {
		faults_add(f, file, 0, 0, _("打不开文件：%s"), strerror(errno));
		if (in)
			fclose(in);
		return NULL;
	}
	if (!S_ISREG(st.st_mode) || st.st_size > YAML_FILE_MAX) {
		faults_add(f, file, 0, 0,
			   S_ISREG(st.st_mode) ? _("文件太大（最多1兆字节）") : _("不是普通文件"));
		fclose(in);
		return NULL;
	}
	char *text = xmalloc((size_t)st.st_size + 1);
	size_t len = fread(text, 1, (size_t)st.st_size, in);
	struct ydoc *d = NULL;
	if (ferror(in))
		faults_add(f, file, 0, 0, _("读文件出错：%s"), strerror(errno));
	else
		d = ydoc_parse(file, text, len, f);
	fclose(in);
	free(text);
	return d;
}

void ydoc_free(struct ydoc *d)
{
	if (!d)
		return;
	arena_done(&d->arena);
	free(d);
}

const struct ynode *ynode_get(const struct ynode *map, const char *key)
{
	assert(map->kind == YNODE_MAP);
	for (size_t i = 0; i < map->count; i++) {
		if (strcmp(map->keys[i]->text, key) == 0)
			return map->values[i];
	}
	return NULL;
}

bool ynode_is(const struct ynode *n, const char *word)
{
	return n && n->kind == YNODE_TEXT && strcmp(n->text, word) == 0;
}

void ynode_fault(struct faults *f, const struct ynode *n, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	faults_vadd(f, n->file, n->line, n->column, fmt, ap);
	va_end(ap);
}

void ynode_fault_at(struct faults *f, const struct ynode *n, size_t offset, const char *fmt, ...)
{
	int column = n->column;
	va_list ap;

	if (n->inside >= 0) {
		column += n->inside;
		for (size_t i = 0; i < offset && n->text[i]; i++)
			column += ((unsigned char)n->text[i] & 0xC0) != 0x80;
	}
	va_start(ap, fmt);
	faults_vadd(f, n->file, n->line, column, fmt, ap);
	va_end(ap);
}

static bool has_word(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = words; (p = strstr(p, word)) != NULL; p += n ? n : 1) {
		if (n && (p == words || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return true;
		if (!n)
			return false;
	}
	return false;
}

bool ynode_keys(struct faults *f, const struct ynode *n, const char *allowed)
{
	if (n->kind != YNODE_MAP) {
		ynode_fault(f, n, _("此处应是 {键: 值}，可用的键：%s"), allowed);
		return false;
	}
	for (size_t i = 0; i < n->count; i++) {
		if (!has_word(allowed, n->keys[i]->text))
			ynode_fault(f, n->keys[i], _("不认识的键「%s」，此处可用：%s"),
				    n->keys[i]->text, allowed);
	}
	return true;
}
