/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang verify: the chain of events computed anew; --rebuild: the tables too.
 */
#include "base/text.h"
#include "store/files.h"
#include "store/verify.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	{"rebuild", OPTION_FLAG, NULL, N_("再从台账重建全部派生表并比对")},
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct verify_report r = {0};
	struct store *s = env->store ? store_open(env->store, &clock_system, e) : NULL;
	char head[2 * EVENT_HASH + 1];

	if (!s)
		return e->code ? e->code : ERR_USAGE;
	bool rebuild = argument_flag(args, "rebuild");
	int64_t files = 0;
	bool ok =
		store_verify(s, rebuild, NULL, NULL, &r, e) && files_verify(s, rebuild, &files, e);
	store_close(s);
	if (!ok)
		return e->code;
	for (int i = 0; i < EVENT_HASH; i++)
		snprintf(head + 2 * i, 3, "%02x", r.head[i]);
	if (argument_flag(args, "json"))
		print_json(env->out,
			   json_pack("{s:I, s:s, s:I, s:I, s:I}", "events", (json_int_t)r.events,
				     "head", head, "tables", (json_int_t)r.tables, "rows",
				     (json_int_t)r.rows, "files", (json_int_t)files));
	else
		fprintf(env->out, _("台账完好：%lld 条，链首 %s\n"), (long long)r.events, head);
	if (r.tables && !argument_flag(args, "json"))
		fprintf(env->out, _("重建比对一致：%lld 张表，%lld 行\n"), (long long)r.tables,
			(long long)r.rows);
	if (files && !argument_flag(args, "json"))
		fprintf(env->out,
			rebuild ? _("收下的文件完好：%lld 个\n") : _("收下的文件都在：%lld 个\n"),
			(long long)files);
	return ERR_NONE;
}

const struct command command_verify = {
	.name = "verify",
	.words = "",
	.summary = N_("核对台账的哈希链；--rebuild 并重建比对全部表"),
	.options = options,
	.run = run,
};
