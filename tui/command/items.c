/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang items: the items of the guides, all or those a search finds.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/search.h"
#include "tui/command/command.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	{"guide", OPTION_VALUE, "G", N_("只列这一份指南（fushun、qinzhou …）")},
	{"search", OPTION_VALUE, "T", N_("拼音首字母、汉字、编号或俗称")},
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

static void list_item(FILE *out, json_t *rows, const struct item *it)
{
	if (rows)
		json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:s}", "id", it->id, "name",
						      it->name, "guide", it->guide, "category",
						      it->category));
	else
		fprintf(out, "%s  %s（%s）\n", it->id, it->name, it->category);
}

static void list_all(FILE *out, json_t *rows, const struct catalog *c, const char *typed)
{
	if (!typed) {
		for (size_t i = 0; i < c->n_items; i++)
			list_item(out, rows, c->items[i]);
		return;
	}
	struct search_hit *hits = xcalloc(c->n_items, sizeof(*hits));
	size_t n = search_items(c->items, c->n_items, typed, hits);
	for (size_t i = 0; i < n; i++)
		list_item(out, rows, c->items[hits[i].item]);
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
	list_all(env->out, rows, &c, argument(args, "search"));
	if (rows)
		print_json(env->out, rows);
	catalog_done(&c);
	faults_done(&f);
	return code;
}

const struct command command_items = {
	.name = "items",
	.words = "",
	.summary = N_("列出服务事项"),
	.options = options,
	.run = run,
};
