/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang matrix ID: every situation of an item with what it asks for, to be read
 * beside the guide.
 */
#include "base/text.h"
#include "guide/matrix.h"
#include "tui/command/intake_args.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	INTAKE_OPTIONS,
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const struct calendar *cal = env_calendar(env, e);
	struct item *it = cal ? env_item(env, args->words[0], e) : NULL;
	if (!it)
		return e->code;
	struct intake in;
	intake_init(&in, it);
	json_t *rows = intake_args(&in, it, args, e) ? matrix_json(it, &in, cal, e) : NULL;
	if (rows && argument_flag(args, "json"))
		print_json(env->out, rows);
	else if (rows)
		matrix_print(env->out, it, rows);
	intake_done(&in);
	item_free(it);
	return rows ? ERR_NONE : e->code;
}

const struct command command_matrix = {
	.name = "matrix",
	.words = "ID",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("列出事项的每一种情形及其材料、时限和结论"),
	.options = options,
	.run = run,
};
