/* SPDX-License-Identifier: Apache-2.0
 *
 * Consult pages as rows to compare.
 */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/consult.h"
#include "guide/diff_work.h"

static const char *quoted(struct arena *a, const char *text)
{
	return arena_printf(a, "“%s”", text);
}

static struct entries head_of(const struct consult *p, struct arena *a)
{
	struct entries list = {.topic = "咨询", .noun = ""};
	struct entry *e = entry_add(&list, a, "head", "head", "", p->lines);

	entry_say(e, "名称", p->name);
	entry_say(e, "类别", p->category);
	entry_take(e, a, "服务对象", joined_words(p->audience, p->n_audience));
	entry_take(e, a, "俗称", joined_words(p->aliases, p->n_aliases));
	return list;
}

static struct entries sections_of(const struct consult *p, struct arena *a)
{
	struct entries list = {.topic = "内容", .noun = "标题", .sole = true, .ordered = true};

	for (size_t i = 0; i < p->n_sections; i++) {
		const struct consult_section *s = &p->sections[i];
		entry_add(&list, a, NULL, s->title, quoted(a, s->title), s->lines);
	}
	return list;
}

static char *part_words(const struct consult_row *r)
{
	struct str s = {0};

	for (size_t i = 0; i < r->n_parts; i++)
		str_addf(&s, "%s%s%s%s", i ? "、" : "", r->parts[i].name,
			 r->parts[i].text ? "：" : "", r->parts[i].text ? r->parts[i].text : "");
	return str_take(&s);
}

static struct entries rows_of(const struct consult *p, struct arena *a)
{
	static const char *const kinds[CONSULT_ROW_KINDS] = {"正文", "步骤", "注意", "界面"};
	struct entries list = {.topic = "内容", .noun = "", .sole = true, .ordered = true};

	for (size_t i = 0; i < p->n_rows; i++) {
		const struct consult_row *r = &p->rows[i];
		struct entry *e = entry_add(&list, a, NULL, r->text, quoted(a, r->text), r->lines);
		entry_say(e, "", kinds[r->kind]);
		entry_take(e, a, "界面内容", part_words(r));
		entry_say(e, "图", r->picture_lost ? "原文的图没有保存" : NULL);
	}
	return list;
}

static struct entries phones_of(const struct consult *p, struct arena *a)
{
	struct entries list = {.topic = "电话", .noun = "", .sole = true};

	for (size_t i = 0; i < p->n_phones; i++)
		phone_entry(&list, a, &p->phones[i]);
	return list;
}

static struct entries basis_of(const struct consult *p, struct arena *a)
{
	struct entries list = {.topic = "依据", .noun = "依据", .sole = true};

	for (size_t i = 0; i < p->n_basis; i++) {
		const char *text = p->basis[i].text;
		entry_add(&list, a, NULL, text, quoted(a, text), p->basis[i].lines);
	}
	return list;
}

static struct entries links_of(const struct consult *p, struct arena *a)
{
	struct entries list = {.topic = "关联", .noun = "关联事项"};

	for (size_t i = 0; i < p->n_links; i++) {
		const struct consult_link *l = &p->links[i];
		struct entry *e = entry_add(&list, a, l->item, l->item, l->item, l->lines);
		entry_say(e, "", l->text);
	}
	return list;
}

static bool same_file(const struct consult *x, const struct consult *y)
{
	return x->text_len == y->text_len && memcmp(x->text, y->text, x->text_len) == 0;
}

void diff_consults(const struct consult *old, const struct consult *now, struct guide_change *out)
{
	static struct entries (*const lists[])(const struct consult *p, struct arena *a) = {
		head_of, sections_of, rows_of, phones_of, basis_of, links_of};
	struct arena *a = &out->arena;
	const struct consult *p = now ? now : old;

	if (old && now && same_file(old, now))
		return;
	struct item_change *c = ARENA_PUSH(a, out->items, out->n_items);
	*c = (struct item_change){
		.kind = !old   ? ITEM_NEW
			: !now ? ITEM_GONE
			       : ITEM_CHANGED,
		.item = arena_strdup(a, p->id),
		.guide = arena_strdup(a, p->guide),
		.name = arena_strdup(a, p->name),
		.from = DATE_NONE,
	};
	for (size_t i = 0; old && now && i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct entries x = lists[i](old, a), y = lists[i](now, a);
		diff_entries(&x, &y, a, c);
	}
	if (old && now)
		diff_other_keys(old->text, now->text, OTHER_CONSULT, a, c);
	if (c->kind == ITEM_CHANGED && c->n_lines == 0)
		diff_say(a, c, "写法",
			 "内容、电话、依据和关联不变，只改了写法（次序、出处、读法等）");
}
