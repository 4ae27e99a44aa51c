/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang kit --items A,B --numbers N --out DIR: the emergency kit as .xlsx, to be
 * printed before it is needed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/series.h"
#include "tui/command/hall.h"

static const struct option_row options[] = {
	OPERATOR_OPTIONS,
	{"items", OPTION_VALUE, "A,B", N_("事项编号，用逗号隔开：每项一张空白清单")},
	{"numbers", OPTION_VALUE, "N", N_("预留几个应急号：每个一张应急受理单")},
	{"out", OPTION_VALUE, "DIR", N_("写到这个文件夹，一页一个 .xlsx")},
	{NULL},
};

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *items = argument(args, "items"), *numbers = argument(args, "numbers");
	const char *out = argument(args, "out");
	struct session s;

	if (!items || !numbers || !out) {
		err_set(e, ERR_USAGE, _("请写明 --items、--numbers 和 --out"));
		return ERR_USAGE;
	}
	if (!hall_login(env, args, &s, e))
		return e->code;
	/* The store refuses what is no sensible number. */
	int count = strspn(numbers, "0123456789") == strlen(numbers) && strlen(numbers) < 6
			    ? atoi(numbers)
			    : 0;
	bool ok = session_kit(&s, items, count, out, e);
	if (ok)
		fprintf(env->out, "%s\n", out);
	session_close(&s);
	return ok ? ERR_NONE : e->code;
}

const struct command command_kit = {
	.name = "kit",
	.words = "",
	.summary = N_("应急包：空白受理清单和带号的应急受理单，事先打印备用"),
	.more = N_("停电停机时手写受理，恢复后在首页按 F9 逐号补录；没用的号逐张说明。"),
	.options = options,
	.run = run,
};
