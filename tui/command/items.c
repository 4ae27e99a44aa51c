/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang items: the items and consult pages of the guides, all or those a search finds.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/consult.h"
#include "guide/search.h"
#include "tui/command/command.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	{"guide", OPTION_VALUE, "G", N_("只列这一份指南（fushun、qinzhou …）")},
	{"search", OPTION_VALUE, "T", N_("拼音首字母、汉字、编号或俗称")},
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

static void list_row(FILE *out, json_t *rows, const char *kind, const char *id, const char *name,
		     const char *guide, const char *category)
{
	if (rows)
		json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", id, "name",
						      name, "guide", guide, "category", category,
						      "kind", kind));
	else
		fprintf(out, "%s  %s（%s）%s\n", id, name, category,
			strcmp(kind, "consult") == 0 ? _(" 咨询") : "");
}

static void list_item(FILE *out, json_t *rows, const struct item *it)
{
	list_row(out, rows, "item", it->id, it->name, it->guide, it->category);
}

static void list_consult(FILE *out, json_t *rows, const struct consult *p)
{
	list_row(out, rows, "consult", p->id, p->name, p->guide, p->category);
}

/* Items and pages together in order of id. */
static void list_all(FILE *out, json_t *rows, const struct catalog *c)
{
	size_t k = 0;

	for (size_t i = 0; i < c->n_items; i++) {
		for (; k < c->n_consults && strcmp(c->consults[k]->id, c->items[i]->id) < 0; k++)
			list_consult(out, rows, c->consults[k]);
		list_item(out, rows, c->items[i]);
	}
	for (; k < c->n_consults; k++)
		list_consult(out, rows, c->consults[k]);
}

static void list_found(FILE *out, json_t *rows, const struct catalog *c, const char *typed)
{
	struct search_hit *hits = xcalloc(c->n_items + c->n_consults + 1, sizeof(*hits));
	size_t n = search_catalog(c, typed, hits);

	for (size_t i = 0; i < n; i++) {
		size_t at = hits[i].item;
		if (at < c->n_items)
			list_item(out, rows, c->items[at]);
		else
			list_consult(out, rows, c->consults[at - c->n_items]);
	}
	free(hits);
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct catalog c = {0};
	struct faults f = {0};
	enum err_code code = ERR_NONE;

	/* An item with a fault is left out of the list, not the whole list of the clerk. */
	if (!catalog_load(&c, env->forms, argument(args, "guide"), &f)) {
		faults_to_err(&f, e);
		code = ERR_INPUT;
	}
	json_t *rows = argument_flag(args, "json") ? json_array() : NULL;
	if (argument(args, "search"))
		list_found(env->out, rows, &c, argument(args, "search"));
	else
		list_all(env->out, rows, &c);
	if (rows)
		print_json(env->out, rows);
	catalog_done(&c);
	faults_done(&f);
	return code;
}

const struct command command_items = {
	.name = "items",
	.words = "",
	.summary = N_("列出服务事项和咨询页"),
	.options = options,
	.run = run,
};
