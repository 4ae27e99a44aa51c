/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang item ID: what the guide says of one item, with the ids that check,
 * matrix and accept take.
 */
#include <stdlib.h>

#include "base/paths.h"
#include "base/text.h"
#include "guide/check.h"
#include "guide/consult.h"
#include "guide/item_json.h"
#include "guide/overlay.h"
#include "tui/command/command.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	{"overlay", OPTION_VALUE, "DIR", N_("连同这个文件夹里的本单位补充")},
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

static void print_var(FILE *out, const struct var *v)
{
	fprintf(out, "  %-16s %s", v->id, v->text);
	for (size_t i = 0; i < v->n_values; i++)
		fprintf(out, "%s%s=%s", i ? " " : "： ", v->values[i].id, v->values[i].text);
	fputc('\n', out);
}

static void print_vars(FILE *out, const struct item *it, enum var_kind kind, const char *heading)
{
	bool any = false;

	for (size_t i = 0; i < it->n_vars; i++) {
		const struct var *v = &it->vars[i];
		if (v->kind != kind || (kind == VAR_FACT && !v->used))
			continue;
		if (!any)
			fprintf(out, "%s\n", heading);
		any = true;
		print_var(out, v);
	}
}

static void print_conditions(FILE *out, const struct item *it)
{
	if (it->n_conditions)
		fputs(_("条件：\n"), out);
	for (size_t i = 0; i < it->n_conditions; i++)
		fprintf(out, "  %-16s %s%s\n", it->conditions[i].id, it->conditions[i].text,
			it->conditions[i].var < 0 ? _("（由程序计算）") : "");
}

static void print_demand(FILE *out, const struct item *it, int row, int indent)
{
	const struct demand *d = &it->demands[row];

	if (d->kind == DEMAND_PAPER) {
		const struct paper *p = &it->papers[d->paper];
		char *form = item_form_text(it, p, NULL);
		fprintf(out, "%*s%-16s %s（%s）%s\n", indent, "", p->id, p->name, form,
			d->when == EXPR_TRUE ? "" : _(" 视情形"));
		free(form);
		return;
	}
	if (d->kind == DEMAND_UNSTATED)
		fprintf(out, _("%*s指南未载明（视情形）\n"), indent, "");
	else if (d->parent >= 0)
		fprintf(out, "%*s%s%s：\n", indent, "", d->name ? d->name : "",
			d->kind == DEMAND_ANY ? _("任选其一") : _("全部"));
	for (size_t i = 0; i < d->count; i++)
		print_demand(out, it, it->children[d->first + i], indent + 2);
}

static void print_papers(FILE *out, const struct item *it)
{
	fputs(_("材料：\n"), out);
	if (it->materials == STATED_NONE)
		fputs(_("  无需提供材料\n"), out);
	else if (it->materials == STATED_NOT)
		fputs(_("  指南未载明\n"), out);
	else
		print_demand(out, it, 0, 0);
}

static void print_form(FILE *out, const struct item *it)
{
	if (it->n_fields)
		fputs(_("表单：\n"), out);
	for (size_t b = 0; b < it->n_blocks; b++) {
		const struct block *block = &it->blocks[b];
		if (block->title)
			fprintf(out, "  %s%s%s\n", block->title, block->role ? _("，角色 ") : "",
				block->role ? role_ids[block->role] : "");
		for (size_t i = block->first; i < block->first + block->count; i++)
			fprintf(out, "    %-16s %s%s\n", it->fields[i].path, it->fields[i].label,
				it->fields[i].required == EXPR_FALSE ? "" : _("（必填）"));
	}
}

static void print_rest(FILE *out, const struct item *it)
{
	if (it->window.given)
		fprintf(out, _("受理期：%s\n"), it->window.text);
	fputs(_("办理时限：\n"), out);
	if (it->limits_stated == STATED_NOT)
		fputs(_("  指南未载明\n"), out);
	for (size_t i = 0; i < it->n_limits; i++) {
		char *text = item_limit_text(&it->limits[i]);
		fprintf(out, "  %-16s %s%s\n", it->limits[i].id, text,
			it->limits[i].when == EXPR_TRUE ? "" : _("（视情形）"));
		free(text);
	}
	if (it->n_channels)
		fputs(_("办理渠道：\n"), out);
	for (size_t i = 0; i < it->n_channels; i++) {
		const struct channel_row *c = &it->channels[i];
		fprintf(out, "  %-16s %s %s %s\n", channel_ids[c->kind], c->name ? c->name : "",
			c->text ? c->text : "", c->url ? c->url : "");
		for (size_t k = 0; k < c->n_places; k++)
			fprintf(out, "    %s %s\n", c->places[k].name,
				c->places[k].phone ? c->places[k].phone : "");
	}
	for (size_t i = 0; i < it->hints.count; i++)
		fprintf(out, _("提示：%s\n"), it->hints.rows[i].text);
	for (size_t i = 0; i < it->n_readings; i++)
		fprintf(out, _("读法 %s：%s\n"), it->readings[i].id, it->readings[i].text);
}

static void print_section(FILE *out, const struct consult *p, const struct consult_section *s)
{
	fprintf(out, "%*s%s  %s\n", s->level * 2, "", s->title, s->lines);
	for (size_t i = s->first; i < s->first + s->count; i++) {
		const struct consult_row *r = &p->rows[i];
		struct str text = {0};
		consult_row_text(p, i, &text);
		fprintf(out, "%*s%s  %s\n", s->level * 2 + 2, "", str_text(&text), r->lines);
		for (size_t k = 0; k < r->n_parts; k++)
			fprintf(out, "%*s%s%s%s\n", s->level * 2 + 4, "", r->parts[k].name,
				r->parts[k].text ? "：" : "",
				r->parts[k].text ? r->parts[k].text : "");
		str_done(&text);
	}
}

static void print_consult(FILE *out, const struct consult *p)
{
	fprintf(out, _("%s %s（%s）咨询  %s\n"), p->id, p->name, p->category, p->lines);
	for (size_t i = 0; i < p->n_sections; i++)
		print_section(out, p, &p->sections[i]);
	fputs(_("咨询电话：\n"), out);
	if (p->phones_stated == STATED_NOT)
		fputs(_("  指南未载明\n"), out);
	for (size_t i = 0; i < p->n_phones; i++)
		fprintf(out, "  %s %s  %s\n", p->phones[i].area ? p->phones[i].area : "",
			p->phones[i].number, p->phones[i].lines);
	for (size_t i = 0; i < p->n_basis; i++)
		fprintf(out, _("依据：%s  %s\n"), p->basis[i].text, p->basis[i].lines);
	for (size_t i = 0; i < p->n_links; i++)
		fprintf(out, _("相关事项：%s  %s\n"), p->links[i].item, p->links[i].lines);
	for (size_t i = 0; i < p->n_readings; i++)
		fprintf(out, _("读法 %s：%s\n"), p->readings[i].id, p->readings[i].text);
}

static void print_overlaid(FILE *out, const struct item *it)
{
	if (it->promise.given) {
		char *text = item_promise_text(it);
		fprintf(out, _("本单位承诺时限：%s（%s）\n"), text, it->promise.source);
		free(text);
	}
	for (size_t i = 0; i < it->n_overlaid; i++)
		fprintf(out, _("本单位补充 %s：%s（%s；%s）\n"), it->overlaid[i].key,
			it->overlaid[i].text, it->overlaid[i].source, it->overlaid[i].file);
}

static void show(struct command_env *env, const struct arguments *args, const struct item *it)
{
	if (argument_flag(args, "json")) {
		print_json(env->out, item_json(it));
		return;
	}
	fprintf(env->out, "%s %s（%s）  %s\n", it->id, it->name, it->category, it->lines);
	if (it->summary)
		fprintf(env->out, "%s\n", it->summary);
	if (it->filing_none)
		fprintf(env->out, "%s\n", it->filing_none);
	print_vars(env->out, it, VAR_FACT, _("事实："));
	print_vars(env->out, it, VAR_QUESTION, _("问题："));
	print_vars(env->out, it, VAR_EXISTS, _("有无："));
	print_vars(env->out, it, VAR_VERIFICATION, _("核验："));
	print_conditions(env->out, it);
	print_vars(env->out, it, VAR_PROHIBITION, _("禁办情形："));
	print_papers(env->out, it);
	print_rest(env->out, it);
	print_overlaid(env->out, it);
	print_form(env->out, it);
}

/* An overlay is judged by all the guides, so all are read. */
static enum err_code run_overlaid(struct command_env *env, const struct arguments *args,
				  const char *dir, struct err *e)
{
	struct faults loading = {0}, f = {0};
	struct catalog c;

	err_clear(e);
	catalog_load(&c, env->forms, NULL, &loading);
	const struct item *it = catalog_item(&c, args->words[0]);
	if (!paths_is_dir(dir))
		err_set(e, ERR_INPUT, _("没有文件夹 %s"), dir);
	else if (!it)
		err_set(e, ERR_INPUT, _("没有事项 %s"), args->words[0]);
	else if (!overlay_folder(&c, dir, &f))
		faults_to_err(&f, e);
	else
		show(env, args, it);
	catalog_done(&c);
	faults_done(&loading);
	faults_done(&f);
	return e->code;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *overlay = argument(args, "overlay");
	struct item *it;
	struct consult *p;

	if (overlay)
		return run_overlaid(env, args, overlay, e);
	if (!env_page(env, args->words[0], &it, &p, e))
		return e->code;
	if (it)
		show(env, args, it);
	else if (argument_flag(args, "json"))
		print_json(env->out, consult_json(p));
	else
		print_consult(env->out, p);
	consult_free(p);
	item_free(it);
	return ERR_NONE;
}

const struct command command_item = {
	.name = "item",
	.words = "ID",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("一个事项的全部内容"),
	.options = options,
	.run = run,
};
