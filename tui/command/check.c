/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang check ID: the checklist of an item for a situation, and the outcome.
 */
#include <stdlib.h>

#include "base/text.h"
#include "guide/check.h"
#include "guide/check_json.h"
#include "tui/command/intake_args.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	INTAKE_OPTIONS,
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

static void print_paper(FILE *out, const struct check *c, int paper, const char *mark)
{
	const struct paper *p = &c->item->papers[paper];
	char *form = item_form_text(c->item, p, c->truths);

	fprintf(out, "  %s %s（%s）\n", mark, p->name, form);
	free(form);
}

static void print_alternatives(FILE *out, const struct check *c, int demand)
{
	int rows[ALTERNATIVES_SHOWN][ALTERNATIVE_PAPERS];
	size_t n = check_alternatives(c, demand, rows, ALTERNATIVES_SHOWN);

	fprintf(out, _("  以下任选其一%s：\n"), c->demand_met[demand] ? _("（已满足）") : "");
	for (size_t i = 0; i < n && i < ALTERNATIVES_SHOWN; i++) {
		fputs("    · ", out);
		for (int k = 0; rows[i][k] >= 0; k++)
			fprintf(out, "%s%s", k ? " + " : "", c->item->papers[rows[i][k]].name);
		fputc('\n', out);
	}
}

static void print_papers(FILE *out, const struct check *c, const struct intake *in)
{
	fputs(_("材料：\n"), out);
	if (c->item->materials == STATED_NONE)
		fputs(_("  无需提供材料\n"), out);
	else if (c->item->materials == STATED_NOT || c->materials_unstated)
		fputs(_("  指南未载明\n"), out);
	for (size_t i = 1; i < c->item->n_demands; i++) {
		if (check_says_none(c, (int)i))
			fprintf(out, "  %s\n", c->item->demands[i].name);
	}
	for (size_t p = 0; p < c->item->n_papers; p++) {
		if (c->paper_need[p] == NEED_YES)
			print_paper(out, c, (int)p,
				    in->marks[p].state == PAPER_OK	? "[✓]"
				    : in->marks[p].state == PAPER_UNFIT ? "[×]"
									: "[ ]");
		else if (c->paper_need[p] == NEED_EXEMPT)
			print_paper(out, c, (int)p, _("[免]"));
		else if (c->paper_need[p] == NEED_DEPENDS)
			print_paper(out, c, (int)p, "[?]");
	}
	for (size_t d = 0; d < c->item->n_demands; d++)
		if (check_is_group(c, (int)d) && c->demand_need[d] == NEED_YES)
			print_alternatives(out, c, (int)d);
}

static void print_reasons(FILE *out, const struct check *c)
{
	struct str text = {0};

	for (size_t i = 0; i < c->n_reasons; i++) {
		str_clear(&text);
		reason_text(c, &c->reasons[i], &text);
		fprintf(out, "  - %s", str_text(&text));
		str_clear(&text);
		reason_resolve(c, &c->reasons[i], &text);
		fprintf(out, "%s%s\n", text.len ? _("  → ") : "", str_text(&text));
	}
	str_done(&text);
}

static void print_check(FILE *out, const struct check *c, const struct intake *in)
{
	fprintf(out, "%s %s：%s\n", c->item->id, c->item->name, outcome_names[c->outcome]);
	print_reasons(out, c);
	print_papers(out, c, in);
	print_limits(out, c);
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const struct calendar *cal = env_calendar(env, e);
	struct item *it = cal ? env_item(env, args->words[0], e) : NULL;
	if (!it)
		return e->code;
	struct intake in;
	intake_init(&in, it);
	enum err_code code = ERR_NONE;
	if (intake_args(&in, it, args, e)) {
		struct check *c = check_new(it);
		check_run(c, &in, cal);
		check_dues(c, &in, cal);
		if (argument_flag(args, "json"))
			print_json(env->out, check_json(c, &in));
		else
			print_check(env->out, c, &in);
		if (c->outcome != OUTCOME_ACCEPT && c->outcome != OUTCOME_DEFER)
			code = ERR_REFUSED;
		check_free(c);
	} else {
		code = e->code;
	}
	intake_done(&in);
	item_free(it);
	return code;
}

const struct command command_check = {
	.name = "check",
	.words = "ID",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("按情形核对材料清单，给出结论和每一条原因"),
	.options = options,
	.run = run,
};
