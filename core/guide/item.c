/* SPDX-License-Identifier: Apache-2.0
 *
 * Words and look-ups of an item.
 */
#include "guide/item.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

const char *const channel_ids[CHANNEL_KINDS] = {"window", "online", "mobile", "self",
						"bank",	  "phone",  "post"};
const char *const channel_names[CHANNEL_KINDS] = {"窗口办", "网上办", "掌上办", "自助办",
						  "银行办", "电话办", "邮寄办"};
const char *const day_unit_names[] = {"工作日", "日", "月", "即时"};
const char *const step_act_ids[STEP_ACTS] = {"receive", "applicant", "work",	"first",
					     "second",	"check",     "approve", "public",
					     "outside", "feedback"};
const char *const step_act_names[STEP_ACTS] = {"接收",	     "申请人办理", "办理", "初审",
					       "复核",	     "审核",	   "审批", "公示",
					       "外单位办理", "结果反馈"};
const char *const paper_kind_names[PAPER_KINDS] = {"材料", "申请表",   "告知承诺",
						   "证件", "电子文档", "照片"};
const char *const paper_form_names[FORM_KINDS] = {"原件",     "复印件",	  "验原件", "收原件",
						  "收复印件", "电子文档", "纸质版", "打印件"};
const char *const field_type_ids[FIELD_TYPES] = {
	"text",	 "name",    "ident_kind", "ident",	 "credit_code", "phone",
	"date",	 "month",   "money",	  "number",	 "choice",	"set",
	"yesno", "account", "bank_card",  "social_card", "sex",		"people",
	"secret"};
const char *const role_ids[ROLES] = {"",      "insured",   "deceased", "applicant", "agent",
				     "payee", "dependant", "guardian", "unit",	    "handler", "kin"};
const char *const role_names[ROLES] = {"",	 "参保人",   "死者",   "申请人", "代办人",
				       "收款人", "供养亲属", "监护人", "单位",	 "经办人", "直系亲属"};

int item_var(const struct item *it, const char *id_or_text)
{
	int found = -1;

	for (size_t i = 0; i < it->n_vars; i++) {
		if (strcmp(it->vars[i].id, id_or_text) == 0)
			return (int)i;
	}
	for (size_t i = 0; i < it->n_vars; i++) {
		if (strcmp(it->vars[i].text, id_or_text) != 0)
			continue;
		if (found >= 0)
			return -1;
		found = (int)i;
	}
	return found;
}

int item_paper(const struct item *it, const char *id_or_name)
{
	int found = -1;

	for (size_t i = 0; i < it->n_papers; i++) {
		if (strcmp(it->papers[i].id, id_or_name) == 0)
			return (int)i;
	}
	for (size_t i = 0; i < it->n_papers; i++) {
		if (strcmp(it->papers[i].name, id_or_name) != 0)
			continue;
		if (found >= 0)
			return -1;
		found = (int)i;
	}
	return found;
}

int item_choice(const struct var *v, const char *id_or_text)
{
	for (size_t i = 0; i < v->n_values; i++) {
		if (strcmp(v->values[i].id, id_or_text) == 0 ||
		    strcmp(v->values[i].text, id_or_text) == 0)
			return (int)i;
	}
	return -1;
}

const struct var *item_value_of(const struct item *it, expr_ref ref)
{
	const struct expr_node *n = &it->nodes[ref];

	while (n->op != OP_VAR && n->op != OP_TRUE && n->op != OP_CONST)
		n = &it->nodes[n->x];
	return n->op == OP_VAR ? &it->vars[n->x] : NULL;
}

const char *item_reading(const struct item *it, const char *id)
{
	for (size_t i = 0; i < it->n_readings; i++) {
		if (strcmp(it->readings[i].id, id) == 0)
			return it->readings[i].text;
	}
	return NULL;
}

const struct paper_document *item_document(const struct item *it, int paper)
{
	for (size_t i = 0; i < it->n_documents; i++)
		if (it->documents[i].paper == paper)
			return &it->documents[i];
	return NULL;
}

char *item_paper_title(const struct paper *p)
{
	const char *open = "《", *close = "》";
	size_t n = strlen(open);
	const char *end = strncmp(p->name, open, n) == 0 ? strstr(p->name, close) : NULL;

	if (!end)
		return xstrdup(p->name);
	return xasprintf("%.*s%s", (int)(end - p->name - (ptrdiff_t)n), p->name + n,
			 end + strlen(close));
}

char *item_form_text(const struct item *it, const struct paper *p, const enum tri *truths)
{
	const struct form_case *c = p->n_forms ? &p->forms[0] : NULL;
	struct str s = {0};
	int n = 0;

	(void)it;
	for (size_t i = 0; truths && i < p->n_forms; i++) {
		if (truths[p->forms[i].when] == TRI_TRUE) {
			c = &p->forms[i];
			break;
		}
	}
	if (!c || !c->stated) {
		if (c && c->copies > 0)
			str_addf(&s, "%d份，", c->copies);
		str_add(&s, c && c->copies > 0 ? "形式指南未载明" : "指南未载明");
		return str_take(&s);
	}
	for (int i = 0; i < FORM_KINDS; i++) {
		if (c->mask & (1u << i))
			str_addf(&s, "%s%s", n++ ? (c->all ? "、" : "或") : "",
				 paper_form_names[i]);
	}
	if (c->copies > 0)
		str_addf(&s, n > 1 && c->all ? "各%d份" : "%d份", c->copies);
	return str_take(&s);
}

char *item_limit_text(const struct limit *l)
{
	if (!l->stated)
		return xstrdup(l->text);
	if (l->unit == UNIT_AT_ONCE)
		return xstrdup("即时办结");
	if (l->unit == UNIT_MONTH)
		return xasprintf("%d个月", l->days);
	return xasprintf(l->unit == UNIT_WORKING ? "%d个工作日" : "%d日", l->days);
}

char *item_promise_text(const struct item *it)
{
	return item_limit_text(&(struct limit){
		.stated = true, .days = it->promise.days, .unit = it->promise.unit});
}

void item_phone_note(const struct phone *p, struct str *out)
{
	if (p->printed)
		str_addf(out, _("（本单位核定：%s；指南印作%s）"), p->source, p->printed);
	else if (p->source)
		str_addf(out, _("（本单位补充：%s）"), p->source);
	else if (p->doubt)
		str_addf(out, _("（待核实：%s）"), p->doubt);
}
