/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang progress export --out F: how far every case is, for the query address
 * and the self-service machines. Nobody is named.
 */
#include <string.h>

#include "base/text.h"
#include "tui/command/hall.h"
#include "tui/delivery.h"

static const struct option_row options[] = {
	OPERATOR_OPTIONS,
	{"out", OPTION_VALUE, "FILE", N_("写到这个 .csv 文件")},
	{"since", OPTION_VALUE, "DATE", N_("只要这一天及以后收的件，默认全部")},
	{NULL},
};

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *out = argument(args, "out"), *since = argument(args, "since");
	date_day first = DATE_NONE;
	struct session s;
	int64_t rows;

	if (strcmp(args->words[0], "export") != 0 || !out) {
		err_set(e, ERR_USAGE, _("请写 progress export --out FILE"));
		return ERR_USAGE;
	}
	if (since && (first = date_parse(since)) == DATE_NONE) {
		err_set(e, ERR_USAGE, _("日期请写成 2026-11-24"));
		return ERR_USAGE;
	}
	if (!hall_login(env, args, &s, e))
		return e->code;
	bool ok = delivery_progress(&s, first, out, &rows, e);
	if (ok)
		fprintf(env->out, _("%s　%lld件\n"), out, (long long)rows);
	session_close(&s);
	return ok ? ERR_NONE : e->code;
}

const struct command command_progress = {
	.name = "progress",
	.words = "export",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("导出办理进度（受理号、查询码、状态、日期），供查询网址和自助机用"),
	.more = N_("不含姓名、证件号码和事项；状态是对外的说法，内部环节都写“审核中”。"),
	.options = options,
	.run = run,
};
