/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/load_parts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

const struct ynode *load_required(struct loader *l, const struct ynode *map, const char *key)
{
	const struct ynode *n = ynode_get(map, key);

	if (!n)
		ynode_fault(l->f, map, _("缺少键「%s」"), key);
	return n;
}

const struct ynode *load_list(struct loader *l, const struct ynode *map, const char *key,
			      bool required)
{
	const struct ynode *n = required ? load_required(l, map, key) : ynode_get(map, key);

	if (n && n->kind != YNODE_LIST) {
		ynode_fault(l->f, n, _("「%s」要写成列表：每项以「- 」开头，或用 [ ]"), key);
		return NULL;
	}
	return n;
}

const char *load_text_of(struct loader *l, const struct ynode *n)
{
	if (n->kind != YNODE_TEXT) {
		ynode_fault(l->f, n, _("此处应是一句文字"));
		return NULL;
	}
	if (!*n->text) {
		ynode_fault(l->f, n, _("此处是空的：应有文字"));
		return NULL;
	}
	return arena_strdup(l->a, n->text);
}

const char *load_text(struct loader *l, const struct ynode *map, const char *key, bool required)
{
	const struct ynode *n = required ? load_required(l, map, key) : ynode_get(map, key);

	return n ? load_text_of(l, n) : NULL;
}

const char **load_texts(struct loader *l, const struct ynode *map, const char *key, size_t *count)
{
	const struct ynode *n = ynode_get(map, key);

	*count = 0;
	if (!n)
		return NULL;
	size_t max = n->kind == YNODE_LIST ? n->count : 1;
	const char **texts = arena_array(l->a, max ? max : 1, sizeof(*texts));
	for (size_t i = 0; i < max; i++) {
		const char *text = load_text_of(l, n->kind == YNODE_LIST ? n->values[i] : n);
		if (text)
			texts[(*count)++] = text;
	}
	return texts;
}

const char *load_id(struct loader *l, const struct ynode *map, bool required)
{
	const struct ynode *n = required ? load_required(l, map, "id") : ynode_get(map, "id");

	if (!n)
		return "";
	if (n->kind != YNODE_TEXT || !expr_is_id(n->text)) {
		ynode_fault(l->f, n, _("id 只能用小写字母、数字、_ 和 -，以字母开头"));
		return "";
	}
	return arena_strdup(l->a, n->text);
}

const char *load_name(struct loader *l, const struct ynode *map)
{
	const char *id = load_id(l, map, true);

	if (*id && !expr_is_name(id)) {
		ynode_fault(l->f, ynode_get(map, "id"),
			    _("「%s」不能作 id：表达式里的名字只用小写字母、数字和 _，不能是 "
			      "and、none 等用词"),
			    id);
		return "";
	}
	return id;
}

/* One range or number; moves past it. */
static bool skip_range(const char **p)
{
	char *end;

	if (!isdigit((unsigned char)**p))
		return false;
	long first = strtol(*p, &end, 10), last = first;
	if (*end == '-') {
		if (!isdigit((unsigned char)end[1]))
			return false;
		last = strtol(end + 1, &end, 10);
	}
	*p = end;
	return first > 0 && first <= last && last < 1000000;
}

/* "001:9-11,14"; moves past it. Documents have three digits. */
static bool skip_document(const char **p)
{
	for (int i = 0; i < 3; i++) {
		if (!isdigit((unsigned char)*(*p)++))
			return false;
	}
	if (*(*p)++ != ':' || !skip_range(p))
		return false;
	while (**p == ',') {
		(*p)++;
		if (!skip_range(p))
			return false;
	}
	return true;
}

/* Several documents are set apart by "; ". */
static bool are_lines(const char *p)
{
	while (strlen(p) >= 5 && skip_document(&p)) {
		if (!*p)
			return true;
		if (p[0] != ';' || p[1] != ' ')
			return false;
		p += 2;
	}
	return false;
}

const char *load_lines_optional(struct loader *l, const struct ynode *map)
{
	const struct ynode *n = ynode_get(map, "lines");

	if (!n)
		return NULL;
	if (n->kind != YNODE_TEXT || !are_lines(n->text)) {
		ynode_fault(
			l->f, n,
			_("lines 要写成 \"001:290,292-294\"：三位文件号、冒号、由小到大的行号"));
		return NULL;
	}
	return arena_strdup(l->a, n->text);
}

const char *load_lines(struct loader *l, const struct ynode *map, const char *inherited)
{
	if (ynode_get(map, "lines"))
		return load_lines_optional(l, map);
	if (!inherited)
		ynode_fault(l->f, map, _("缺少键「lines」：要写明原文的行，如 \"001:290\""));
	return inherited;
}

const char *load_reading(struct loader *l, const struct ynode *map)
{
	size_t count;
	const char **ids = load_texts(l, map, "reading", &count);
	struct str all = {0};

	if (!count)
		return NULL;
	for (size_t i = 0; i < count; i++)
		str_addf(&all, "%s%s", i ? ", " : "", ids[i]);
	const char *text = arena_strdup(l->a, str_text(&all));
	str_done(&all);
	return text;
}

expr_ref load_when(struct loader *l, const struct ynode *map)
{
	const struct ynode *n = ynode_get(map, "when");

	return n ? expr_parse_truth(&l->graph, &l->scope, n, NULL) : EXPR_TRUE;
}

bool load_bool(struct loader *l, const struct ynode *map, const char *key, bool otherwise)
{
	const struct ynode *n = ynode_get(map, key);

	if (!n)
		return otherwise;
	if (!ynode_is(n, "yes") && !ynode_is(n, "no"))
		ynode_fault(l->f, n, _("「%s」只能写 yes 或 no"), key);
	return ynode_is(n, "yes");
}

bool load_int_of(struct loader *l, const struct ynode *n, int64_t min, int64_t max, int64_t *out)
{
	char *end = NULL;
	long long value = 0;

	if (n->kind == YNODE_TEXT && isdigit((unsigned char)n->text[0]) && strlen(n->text) < 15)
		value = strtoll(n->text, &end, 10);
	if (!end || *end || value < min || value > max) {
		ynode_fault(l->f, n, _("此处应是%lld到%lld之间的整数"), (long long)min,
			    (long long)max);
		return false;
	}
	*out = value;
	return true;
}

int64_t load_int(struct loader *l, const struct ynode *map, const char *key, int64_t min,
		 int64_t max, int64_t otherwise)
{
	const struct ynode *n = ynode_get(map, key);

	if (n)
		load_int_of(l, n, min, max, &otherwise);
	return otherwise;
}

date_day load_date(struct loader *l, const struct ynode *map, const char *key)
{
	const struct ynode *n = ynode_get(map, key);

	if (!n)
		return DATE_NONE;
	date_day d = n->kind == YNODE_TEXT ? date_parse(n->text) : DATE_NONE;
	if (d == DATE_NONE)
		ynode_fault(l->f, n, _("「%s」应是一个日期，如 2026-11-24"), key);
	return d;
}

int load_word_of(struct loader *l, const struct ynode *n, const char *const *words, size_t count)
{
	struct str all = {0};

	for (size_t i = 0; i < count; i++) {
		if (ynode_is(n, words[i]))
			return (int)i;
	}
	for (size_t i = 0; i < count; i++)
		str_addf(&all, "%s%s", i ? " " : "", words[i]);
	ynode_fault(l->f, n, _("不认识「%s」，此处可用：%s"),
		    n->kind == YNODE_TEXT ? n->text : _("列表或键值"), str_text(&all));
	str_done(&all);
	return -1;
}

struct choice *load_values(struct loader *l, const struct ynode *map, size_t *count)
{
	const struct ynode *n = load_required(l, map, "values");

	*count = 0;
	if (!n)
		return NULL;
	if (n->kind != YNODE_MAP || n->count == 0 || n->count > 62) {
		ynode_fault(l->f, n, _("values 要写成 {代号: 文字, …}，1到62个"));
		return NULL;
	}
	struct choice *values = arena_array(l->a, n->count, sizeof(*values));
	for (size_t i = 0; i < n->count; i++) {
		const char *id = n->keys[i]->text;
		const char *text = load_text_of(l, n->values[i]);
		if (!expr_is_id(id) || strchr(id, '-') || strcmp(id, "yes") == 0 ||
		    strcmp(id, "no") == 0 || strcmp(id, "none") == 0)
			ynode_fault(l->f, n->keys[i],
				    _("选项代号「%s」只能用小写字母、数字和 _，以字母开头，"
				      "不能是 yes、no、none"),
				    id);
		for (size_t j = 0; text && j < i; j++) {
			if (values[j].text && strcmp(values[j].text, text) == 0)
				ynode_fault(l->f, n->values[i], _("选项文字「%s」重复了"), text);
		}
		values[i] = (struct choice){arena_strdup(l->a, id), text};
	}
	*count = n->count;
	return values;
}

enum day_unit load_unit(struct loader *l, const struct ynode *map)
{
	static const char *const units[] = {"工作日", "日", "月", "即时"};
	const struct ynode *n = load_required(l, map, "unit");
	int unit = n ? load_word_of(l, n, units, 4) : -1;

	return unit < 0 ? UNIT_WORKING : (enum day_unit)unit;
}

struct text_list load_text_rows(struct loader *l, const struct ynode *n)
{
	struct text_list list = {.stated = STATED};

	list.rows = arena_array(l->a, n->count ? n->count : 1, sizeof(*list.rows));
	for (size_t i = 0; i < n->count; i++) {
		const struct ynode *row = n->values[i];
		struct text_line *line = &list.rows[list.count++];
		if (row->kind == YNODE_TEXT) {
			line->text = load_text_of(l, row);
		} else if (ynode_keys(l->f, row, "text lines when reading")) {
			line->text = load_text(l, row, "text", true);
			line->lines = load_lines(l, row, NULL);
			line->when = load_when(l, row);
		}
	}
	return list;
}

struct text_list load_text_list(struct loader *l, const char *key, bool may_be_unstated)
{
	const struct ynode *n = ynode_get(l->root, key);

	if (!n || (may_be_unstated && ynode_is(n, "unstated")) ||
	    !(n = load_list(l, l->root, key, false)))
		return (struct text_list){.stated = STATED_NOT};
	return load_text_rows(l, n);
}
