/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang lint [DIR]: every fault and finding of a forms folder, file:line:column.
 * With --coverage also how much of the printed guides it says.
 */
#include <stdlib.h>

#include "base/paths.h"
#include "base/text.h"
#include "guide/coverage.h"
#include "guide/lint.h"
#include "guide/overlay.h"
#include "tui/command/command.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	{"coverage", OPTION_VALUE, "DIR",
	 N_("与文件夹里的原文（NNN_….txt）对照，列出没有写进指南的每一行")},
	{"reasons", OPTION_VALUE, "DIR",
	 N_("没有写进指南的行各是什么原因（指南.tsv）；没列原因的算问题")},
	{"overlay", OPTION_VALUE, "DIR",
	 N_("本单位补充的文件夹（库文件旁的 hall.overlay），一并检查")},
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

/* ---- coverage ---- */

static bool take_coverage(struct command_env *env, const struct arguments *args, const char *dir,
			  struct coverage *c, struct faults *f, struct err *e)
{
	const char *seeds = argument(args, "coverage"), *reasons = argument(args, "reasons");
	const struct calendar *cal = env_calendar(env, e);
	struct faults loading = {0}; /* lint_dir has told them */
	struct catalog catalog;

	if (!cal)
		return false;
	catalog_load(&catalog, dir, NULL, &loading);
	coverage_take(c, &catalog, seeds, cal, date_make(2026, 1, 15), f);
	if (reasons)
		coverage_reasons(c, reasons, f);
	catalog_done(&catalog);
	faults_done(&loading);
	return true;
}

/* With the guides as these files have them. */
static void lint_overlay(const char *dir, const char *overlay, struct faults *f)
{
	struct faults loading = {0};
	struct catalog catalog;

	if (!paths_is_dir(overlay))
		faults_add(f, overlay, 0, 0, _("没有这个文件夹"));
	catalog_load(&catalog, dir, NULL, &loading);
	overlay_folder(&catalog, overlay, f);
	catalog_done(&catalog);
	faults_done(&loading);
}

static void print_guide(FILE *out, const struct coverage_guide *g)
{
	fprintf(out,
		_("%s（原文%s）：%zu 个事项，%zu 页咨询，%zu 种情形，%zu 份材料，%zu 个条件，"
		  "%zu 种禁办情形，%zu 个时限，%zu 步\n"),
		g->guide, g->document, g->items, g->consult, g->situations, g->papers,
		g->conditions, g->prohibitions, g->limits, g->steps);
	fprintf(out, _("  原文 %zu 行写进了指南，%zu 行没有\n"), coverage_said(g),
		coverage_unclaimed(g));
	for (size_t i = 0; i < g->n_lines; i++) {
		const struct seed_line *l = &g->lines[i];
		if (coverage_is_unclaimed(l))
			fprintf(out, "  %s:%zu\t%s\t%s%s%s\n", g->document, i + 1,
				l->reason ? unclaimed_names[l->reason] : "", l->text,
				l->note ? "\t# " : "", l->note ? l->note : "");
	}
}

static void print_coverage(FILE *out, const struct coverage *c)
{
	for (size_t i = 0; i < c->n_guides; i++)
		print_guide(out, &c->guides[i]);
	for (size_t i = 0; i < c->n_waiting; i++)
		fprintf(out, _("原文%s：%zu 行，还没有指南\n"), c->waiting[i].document,
			c->waiting[i].lines);
}

/* ---- the whole ---- */

static json_t *faults_json(const struct faults *f)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < f->count; i++)
		json_array_append_new(rows,
				      json_pack("{s:s, s:i, s:i, s:s}", "file", f->rows[i].file,
						"line", f->rows[i].line, "column",
						f->rows[i].column, "text", f->rows[i].text));
	return rows;
}

static void tell(FILE *out, const struct arguments *args, const struct lint_counts *n,
		 const struct coverage *c, const struct faults *f)
{
	if (argument_flag(args, "json")) {
		print_json(out,
			   json_pack("{s:I, s:I, s:I, s:o, s:o}", "guides", (json_int_t)n->guides,
				     "items", (json_int_t)n->items, "consults",
				     (json_int_t)n->consults, "faults", faults_json(f), "coverage",
				     argument(args, "coverage") ? coverage_json(c) : json_null()));
		return;
	}
	print_coverage(out, c);
	print_faults(f);
	fprintf(out, _("%zu 份指南，%zu 个事项，%zu 个咨询页，%zu 处问题\n"), n->guides, n->items,
		n->consults, f->count);
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *dir = args->n_words ? args->words[0] : env->forms;
	struct faults f = {0};
	struct lint_counts n = {0};
	struct coverage c = {0};
	bool ok = true;

	if (!paths_is_dir(dir)) {
		err_set(e, ERR_INPUT, _("没有文件夹 %s"), dir);
		return ERR_INPUT;
	}
	lint_dir(dir, &n, &f);
	if (argument(args, "overlay"))
		lint_overlay(dir, argument(args, "overlay"), &f);
	if (argument(args, "coverage"))
		ok = take_coverage(env, args, dir, &c, &f, e);
	if (ok) {
		faults_sort(&f);
		tell(env->out, args, &n, &c, &f);
	}
	enum err_code code = !ok ? e->code : f.count ? ERR_INPUT : ERR_NONE;
	coverage_done(&c);
	faults_done(&f);
	return code;
}

const struct command command_lint = {
	.name = "lint",
	.words = "[DIR]",
	.max_words = 1,
	.summary = N_("检查指南文件，逐条指出文件、行、列和原因"),
	.options = options,
	.run = run,
};
