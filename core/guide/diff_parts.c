/* SPDX-License-Identifier: Apache-2.0
 *
 * The lists of an item as rows to compare, and the head of the file.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/diff_work.h"
#include "guide/expr_words.h"

/* ---- making rows ---- */

struct entry *entry_add(struct entries *list, struct arena *a, const char *id, const char *key,
			const char *name, const char *lines)
{
	struct entry *e = ARENA_PUSH(a, list->rows, list->count);

	*e = (struct entry){.id = id && *id ? id : NULL, .key = key, .name = name, .lines = lines};
	return e;
}

void entry_say(struct entry *e, const char *label, const char *shown)
{
	assert(e->n < ASPECTS);
	e->aspects[e->n++] = (struct aspect){label, shown, shown, false};
}

void entry_take(struct entry *e, struct arena *a, const char *label, char *shown)
{
	entry_say(e, label, shown && *shown ? arena_strdup(a, shown) : NULL);
	free(shown);
}

const char *rule_words(const struct item *it, expr_ref when, bool sorted, struct arena *a)
{
	struct str s = {0};

	expr_words(it, when, sorted, &s);
	const char *words = s.len ? arena_strdup(a, str_text(&s)) : NULL;
	str_done(&s);
	return words;
}

void entry_rule(struct entry *e, struct arena *a, const struct item *it, const char *label,
		expr_ref when)
{
	entry_say(e, label, rule_words(it, when, false, a));
	e->aspects[e->n - 1].plain = rule_words(it, when, true, a);
	e->aspects[e->n - 1].rule = true;
}

/* ---- the head ---- */

char *joined_words(const char **rows, size_t n)
{
	struct str s = {0};

	for (size_t i = 0; i < n; i++)
		str_addf(&s, "%s%s", i ? "、" : "", rows[i]);
	return str_take(&s);
}

static void say_day(struct entry *e, struct arena *a, const char *label, date_day d)
{
	char day[32];

	entry_say(e, label, d == DATE_NONE ? NULL : arena_strdup(a, date_format_zh(d, day)));
}

static void say_stated(struct entry *e, const char *label, enum stated stated, const char *given)
{
	entry_say(e, label,
		  stated == STATED	 ? given
		  : stated == STATED_NOT ? "“指南未载明”"
					 : "“无”");
}

static char *fee_words(const struct item *it)
{
	char amount[MONEY_TEXT];

	if (it->fee.stated == STATED_NOT)
		return xstrdup("指南未载明");
	if (it->fee.stated == STATED_NONE)
		return xstrdup("不收费");
	money_format(it->fee.amount, amount);
	return xasprintf("%s元%s%s", amount, it->fee.per ? "/" : "",
			 it->fee.per ? it->fee.per : "");
}

static char *window_words(const struct day_window *w)
{
	if (!w->given)
		return NULL;
	return xasprintf(w->first > w->last ? "%d日至次月%d日" : "%d日至%d日", w->first, w->last);
}

void diff_head(const struct item *it, struct entries *out, struct arena *a)
{
	struct entry *e = entry_add(out, a, "head", "head", "", it->lines);

	entry_say(e, "事项名称", it->name);
	entry_say(e, "类别", it->category);
	entry_say(e, "责任单位", it->office_text);
	entry_take(e, a, "服务对象", joined_words(it->audience, it->n_audience));
	entry_say(e, "无需申请的说明", it->filing_none);
	entry_take(e, a, "每月受理期", window_words(&it->window));
	say_day(e, a, "有效期起", it->validity.from);
	say_day(e, a, "有效期止", it->validity.to);
	entry_rule(e, a, it, "有效期限于", it->validity.when);
	e->aspects[e->n - 1].rule = false;
	entry_take(e, a, "收费", fee_words(it));
	entry_say(e, "收费依据", it->fee.basis);
	say_stated(e, "材料", it->materials, "列出材料");
	say_stated(e, "办理时限", it->limits_stated, "写明时限");
	say_stated(e, "咨询电话", it->phones_stated, "列出电话");
	entry_take(e, a, "俗称", joined_words(it->aliases, it->n_aliases));
	entry_say(e, "事项说明", it->summary);
	say_day(e, a, "施行截止日", it->effective_to);
}

/* ---- remarks ---- */

static void texts(const struct item *it, const struct text_list *list, struct entries *out,
		  struct arena *a)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct text_line *t = &list->rows[i];
		struct entry *e = entry_add(out, a, NULL, t->text, arena_printf(a, "“%s”", t->text),
					    t->lines);
		entry_rule(e, a, it, "适用情形", t->when);
	}
}

void diff_delivery(const struct item *it, struct entries *out, struct arena *a)
{
	texts(it, &it->delivery, out, a);
}

void diff_hints(const struct item *it, struct entries *out, struct arena *a)
{
	texts(it, &it->hints, out, a);
}

void diff_basis(const struct item *it, struct entries *out, struct arena *a)
{
	texts(it, &it->basis, out, a);
}

void diff_notes(const struct item *it, struct entries *out, struct arena *a)
{
	texts(it, &it->notes, out, a);
}

/* ---- all ---- */

static const struct {
	const char *topic, *noun;
	bool sole;
	entries_fn *fill;
	bool ordered;
} sections[LISTS] = {
	[LIST_HEAD] = {"事项", "", false, diff_head},
	[LIST_QUESTIONS] = {"问题", "问题", false, diff_questions},
	[LIST_VERIFICATIONS] = {"核验", "核验", false, diff_verifications},
	[LIST_CONDITIONS] = {"条件", "条件", false, diff_conditions},
	[LIST_PROHIBITIONS] = {"禁办情形", "禁办情形", false, diff_prohibitions},
	[LIST_PAPERS] = {"材料", "材料", false, diff_papers},
	[LIST_GROUPS] = {"材料", "任选其一的材料", true, diff_groups},
	[LIST_FORM_RULES] = {"材料", "", false, diff_form_rules},
	[LIST_LIMITS] = {"时限", "", true, diff_limits},
	[LIST_STEPS] = {"步骤", "步骤", false, diff_steps, true},
	[LIST_CHANNELS] = {"渠道", "办理渠道", false, diff_channels},
	[LIST_PLACES] = {"地点", "办理地点", false, diff_places},
	[LIST_PHONES] = {"电话", "", true, diff_phones},
	[LIST_DELIVERY] = {"结果送达", "送达方式", true, diff_delivery},
	[LIST_HINTS] = {"提示", "温馨提示", true, diff_hints},
	[LIST_BASIS] = {"依据", "依据", true, diff_basis},
	[LIST_NOTES] = {"备注", "备注", true, diff_notes},
	[LIST_RELATIONS] = {"关联", "关联", false, diff_relations},
	[LIST_FIELDS] = {"表单", "表单字段", false, diff_fields},
};

struct entries diff_list_of(const struct item *it, enum diff_list s, struct arena *a)
{
	struct entries list = {
		.topic = sections[s].topic,
		.noun = sections[s].noun,
		.sole = sections[s].sole,
		.ordered = sections[s].ordered,
	};

	sections[s].fill(it, &list, a);
	return list;
}

struct entries diff_offices(const struct guide *g, struct arena *a)
{
	struct entries list = {.topic = "网点", .noun = "网点"};

	for (size_t i = 0; i < g->n_offices; i++) {
		const struct office *o = &g->offices[i];
		struct entry *e = entry_add(&list, a, o->id, o->name, o->name, o->lines);
		entry_say(e, "地址", o->address);
		entry_say(e, "电话", o->phone);
	}
	return list;
}
