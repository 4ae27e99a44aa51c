/* SPDX-License-Identifier: Apache-2.0
 *
 * What a case may say beside its papers and terms: the fee, and what every paper
 * handed in in some form must bear.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/case_run.h"

static char *rule_line(const struct form_rule *f)
{
	struct str s = {0};
	int n = 0;

	for (int i = 0; i < FORM_KINDS; i++) {
		if (f->mask >> i & 1)
			str_addf(&s, "%s%s", n++ ? "、" : "", paper_form_names[i]);
	}
	if (f->seal)
		str_addf(&s, " 章=%s", f->seal);
	if (f->sign)
		str_addf(&s, " 签=%s", f->sign);
	if (f->remark)
		str_addf(&s, " 注=%s", f->remark);
	return str_take(&s);
}

static bool is_wanted(const struct run *r, const char *line)
{
	for (size_t i = 0; i < r->w->n_lines; i++) {
		if (strcmp(r->w->lines[i]->key, "every") == 0 &&
		    strcmp(r->w->lines[i]->rest, line) == 0)
			return true;
	}
	return false;
}

static void compare_form_rules(struct run *r)
{
	size_t wanted = 0, found = 0;

	for (size_t i = 0; i < r->w->n_lines; i++)
		wanted += strcmp(r->w->lines[i]->key, "every") == 0;
	for (size_t i = 0; i < r->it->n_form_rules && wanted > 0; i++) {
		const struct form_rule *f = &r->it->form_rules[i];
		if (r->c->truths[f->when] != TRI_TRUE)
			continue;
		char *line = rule_line(f);
		if (is_wanted(r, line))
			found++;
		else
			run_fault(r, 0, "the guide has instead: every %s", line);
		r->t->form_rules[i] = true;
		free(line);
	}
	if (found < wanted)
		run_fault(r, 0, "%zu of %zu lines `every` are met", found, wanted);
}

static char *fee_line(const struct fee *f)
{
	char yuan[MONEY_TEXT];

	if (f->stated == STATED_NOT)
		return xstrdup("unstated");
	if (f->stated == STATED_NONE)
		return xstrdup("不收费");
	return xasprintf("%s per %s", money_format(f->amount, yuan), f->per ? f->per : "-");
}

/* The case's own line comes after the one of the defaults. */
static void compare_fee(struct run *r)
{
	const struct case_line *last = NULL;

	for (size_t i = 0; i < r->w->n_lines; i++) {
		if (strcmp(r->w->lines[i]->key, "fee") == 0)
			last = r->w->lines[i];
	}
	if (!last)
		return;
	char *line = fee_line(&r->it->fee);
	if (strcmp(line, last->rest) != 0)
		run_fault(r, last->line, "the fee is %s", line);
	r->t->fee = true;
	free(line);
}

void case_compare_rest(struct run *r)
{
	compare_form_rules(r);
	compare_fee(r);
}
