/* SPDX-License-Identifier: Apache-2.0
 *
 * Questions, verifications, conditions, prohibitions, relations and fields as rows
 * to compare.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/diff_work.h"

static char *choices_words(const struct choice *values, size_t n)
{
	struct str s = {0};

	for (size_t i = 0; i < n; i++)
		str_addf(&s, "%s%s", i ? "、" : "", values[i].text);
	return n ? str_take(&s) : NULL;
}

static char *range_words(int64_t min, int64_t max)
{
	if (min == 0 && max == 0)
		return NULL;
	return xasprintf("%" PRId64 "至%" PRId64, min, max);
}

static char *bounds_words(const struct var *v)
{
	if (v->type != TYPE_NUMBER && v->type != TYPE_MONTHS && v->type != TYPE_SET)
		return NULL;
	return range_words(v->min, v->max);
}

void diff_questions(const struct item *it, struct entries *out, struct arena *a)
{
	static const char *const types[] = {
		[TYPE_YESNO] = "是或否",   [TYPE_CHOICE] = "单选",   [TYPE_SET] = "多选",
		[TYPE_NUMBER] = "数字",	   [TYPE_MONTHS] = "年月数", [TYPE_DATE] = "日期",
		[TYPE_PERIOD] = "起止日期"};

	for (size_t i = 0; i < it->n_vars; i++) {
		const struct var *v = &it->vars[i];
		if (v->kind != VAR_QUESTION)
			continue;
		struct entry *e = entry_add(out, a, v->id, v->text,
					    arena_printf(a, "“%s”", v->text), v->lines);
		entry_say(e, "答法", types[v->type]);
		entry_take(e, a, "选项", choices_words(v->values, v->n_values));
		entry_take(e, a, "范围", bounds_words(v));
		entry_say(e, "可答", v->or_none);
		entry_say(e, "必答", v->optional ? "可不答" : "必答");
		entry_rule(e, a, it, "询问情形", v->when);
	}
}

void diff_verifications(const struct item *it, struct entries *out, struct arena *a)
{
	for (size_t i = 0; i < it->n_verifications; i++) {
		const struct verification *v = &it->verifications[i];
		struct entry *e = entry_add(out, a, v->id, v->text,
					    arena_printf(a, "“%s”", v->text), v->lines);
		entry_say(e, "途径", v->source);
		entry_rule(e, a, it, "核验情形", it->vars[v->var].when);
	}
}

void diff_conditions(const struct item *it, struct entries *out, struct arena *a)
{
	for (size_t i = 0; i < it->n_conditions; i++) {
		const struct condition *c = &it->conditions[i];
		struct entry *e = entry_add(out, a, c->id, c->text,
					    arena_printf(a, "“%s”", c->text), c->lines);
		entry_rule(e, a, it, "判定", c->var < 0 ? c->test : EXPR_TRUE);
		e->aspects[e->n - 1].rule = false;
		entry_say(e, "不具备时", c->fails_as_missing ? "按材料不齐处理" : "不予办理");
		entry_say(e, "解决办法", c->resolve);
		entry_rule(e, a, it, "适用情形", c->when);
	}
}

void diff_prohibitions(const struct item *it, struct entries *out, struct arena *a)
{
	for (size_t i = 0; i < it->n_prohibitions; i++) {
		const struct prohibition *p = &it->prohibitions[i];
		struct entry *e = entry_add(out, a, p->id, p->text,
					    arena_printf(a, "“%s”", p->text), p->lines);
		entry_say(e, "解决办法", p->resolve);
		entry_say(e, "解除办法", p->lifted_by_act);
		entry_say(e, "解除材料",
			  p->lifted_by_paper >= 0 ? it->papers[p->lifted_by_paper].name : NULL);
		entry_rule(e, a, it, "适用情形", p->when);
	}
}

void diff_relations(const struct item *it, struct entries *out, struct arena *a)
{
	static const char *const kinds[] = {[RELATION_BEFORE] = "先于",
					    [RELATION_WITH] = "同办",
					    [RELATION_EXCLUDES] = "不可同办",
					    [RELATION_FOLLOWS] = "后于"};

	for (size_t i = 0; i < it->n_relations; i++) {
		const struct relation *r = &it->relations[i];
		struct entry *e = entry_add(out, a, NULL, r->text, arena_printf(a, "“%s”", r->text),
					    r->lines);
		entry_say(e, "办理先后", kinds[r->kind]);
		entry_say(e, "关联事项", r->item);
		entry_rule(e, a, it, "适用情形", r->when);
	}
}

/* ---- the form ---- */

static const char *type_words(enum field_type type)
{
	static const char *const words[FIELD_TYPES] = {[FIELD_TEXT] = "文字",
						       [FIELD_NAME] = "姓名",
						       [FIELD_IDENT_KIND] = "证件类型",
						       [FIELD_IDENT] = "证件号码",
						       [FIELD_CREDIT_CODE] = "统一社会信用代码",
						       [FIELD_PHONE] = "电话",
						       [FIELD_DATE] = "日期",
						       [FIELD_MONTH] = "年月",
						       [FIELD_MONEY] = "金额",
						       [FIELD_NUMBER] = "数字",
						       [FIELD_CHOICE] = "单选",
						       [FIELD_SET] = "多选",
						       [FIELD_YESNO] = "是或否",
						       [FIELD_ACCOUNT] = "银行账号",
						       [FIELD_BANK_CARD] = "银行卡号",
						       [FIELD_SOCIAL_CARD] = "社会保障卡号",
						       [FIELD_SEX] = "性别",
						       [FIELD_SECRET] = "密码",
						       [FIELD_PEOPLE] = "名单"};

	return words[type] ? words[type] : field_type_ids[type];
}

static void say_required(struct entry *e, struct arena *a, const struct item *it, expr_ref required)
{
	const bool always = required == EXPR_TRUE, never = required == EXPR_FALSE;
	const char *words = always ? "必填" : never ? "选填" : NULL;

	entry_say(e, "填写要求",
		  words ? words : arena_printf(a, "%s时必填", rule_words(it, required, false, a)));
	if (!words)
		e->aspects[e->n - 1].plain = rule_words(it, required, true, a);
}

static void add_field(const struct item *it, const struct field *f, const char *of,
		      struct entries *out, struct arena *a)
{
	const char *name = of ? arena_printf(a, "%s·%s", of, f->label) : f->label;
	struct entry *e = entry_add(out, a, f->path, name, arena_printf(a, "“%s”", name), f->lines);

	entry_say(e, "", type_words(f->type));
	/* A field that shows an answer changes with its question. */
	entry_take(e, a, "选项", f->answer < 0 ? choices_words(f->values, f->n_values) : NULL);
	entry_take(e, a, "范围", range_words(f->min, f->max));
	entry_say(e, "可填", f->or_none);
	entry_say(e, "说明", f->note);
	say_required(e, a, it, f->required);
	entry_rule(e, a, it, "填写情形", f->when);
}

void diff_fields(const struct item *it, struct entries *out, struct arena *a)
{
	for (size_t b = 0; b < it->n_blocks; b++) {
		const struct block *block = &it->blocks[b];
		for (size_t i = block->first; i < block->first + block->count; i++) {
			const struct field *f = &it->fields[i];
			add_field(it, f, block->title, out, a);
			for (int c = 0; c < f->n_columns; c++)
				add_field(it, &it->columns[f->first_column + c], f->label, out, a);
		}
	}
}
