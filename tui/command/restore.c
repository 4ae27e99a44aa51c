/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang restore F: a store made from a backup, where --store says, never over
 * another; and which numbers it cannot know.
 */
#include <string.h>

#include "base/text.h"
#include "guide/site.h"
#include "store/backup.h"
#include "store/series.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"
#include "tui/demo.h"

static const struct option_row options[] = {
	{"operator", OPTION_VALUE, "LOGIN",
	 N_("备份里的主管或管理；口令在 YICHUANG_PASSWORD_FILE 指出的文件里")},
	{"confirm-day", OPTION_VALUE, "DATE", N_("备份较旧时：写明今天的日期，确认本机时钟没错")},
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

static json_t *unknown_json(const struct series_row *rows, size_t n)
{
	json_t *out = json_array();

	for (size_t i = 0; i < n; i++) {
		char day[DATE_TEXT];
		if (rows[i].kind == SERIES_LOST)
			json_array_append_new(out, json_pack("{s:s, s:s}", "day",
							     date_format(rows[i].day, day),
							     "first_unknown", rows[i].next));
	}
	return out;
}

static void print_words(FILE *out, const char *path, const struct restored *r,
			const struct series_row *rows, size_t n)
{
	char at[CLOCK_TEXT], day[32];

	fprintf(out, _("已恢复到 %s：备份于 %s，%lld 条，核对无误\n"), path,
		clock_format(r->head.at, at), (long long)r->head.seq);
	if (r->damaged)
		fprintf(out,
			_("收下的文件有 %lld 个在备份时就已损坏。请运行 yichuang verify --rebuild "
			  "查出办件，请申请人重新提供\n"),
			(long long)r->damaged);
	for (size_t i = 0; i < n; i++)
		if (rows[i].kind == SERIES_LOST)
			fprintf(out, _("%s 从 %s 起的号码未知，凭单据补录\n"),
				date_format_zh(rows[i].day, day), rows[i].next);
	fprintf(out, _("新办件用新的号段；补录在首页按 F9。本机日期 %s，请核对。\n"),
		date_format_zh(r->last, day));
}

static bool report(struct command_env *env, const struct restored *r, bool json, struct err *e)
{
	struct arena a = {0};
	struct series_row *rows;
	size_t n;
	struct store *s = store_open(env->store, &clock_system, e);
	bool ok = s && series_list(s, false, &a, &rows, &n, e);

	if (ok && json)
		print_json(env->out,
			   json_pack("{s:s, s:I, s:I, s:o}", "store", env->store, "events",
				     (json_int_t)r->head.seq, "damaged_files",
				     (json_int_t)r->damaged, "unknown", unknown_json(rows, n)));
	else if (ok)
		print_words(env->out, env->store, r, rows, n);
	store_close(s);
	arena_done(&a);
	return ok;
}

static bool restore(struct command_env *env, const struct arguments *args, const struct site *site,
		    struct restored *out, struct err *e)
{
	char passphrase[256], password[256];
	const char *day = argument(args, "confirm-day");
	const struct restore_options o = {
		.backup = {.passphrase = passphrase},
		.site = site->code,
		.login = argument(args, "operator"),
		.password = password,
		.clock = &clock_system,
		.confirmed = day ? date_parse(day) : DATE_NONE,
	};
	bool ok = hall_secret(HALL_BACKUP_KEY_FILE, passphrase, sizeof(passphrase), e) &&
		  hall_secret(HALL_PASSWORD_FILE, password, sizeof(password), e) &&
		  store_restore(args->words[0], env->store, &o, out, e);

	explicit_bzero(passphrase, sizeof(passphrase));
	explicit_bzero(password, sizeof(password));
	return ok;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct restored out;

	if (!argument(args, "operator") || !env->store) {
		err_set(e, ERR_USAGE,
			_("请用 --operator 指明主管或管理，用 --store 指明新库的位置"));
		return e->code;
	}
	struct site *site = site_load(env->forms, env->site ? env->site : DEMO_SITE, e);
	bool ok = site && restore(env, args, site, &out, e) &&
		  report(env, &out, argument_flag(args, "json"), e);
	site_free(site);
	return ok ? ERR_NONE : e->code;
}

const struct command command_restore = {
	.name = "restore",
	.words = "F",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("从备份恢复到 --store 指明的新位置，并说明哪些号码未知"),
	.more = N_("全部核对之后才放到位，从不覆盖已有的库。备份口令在 "
		   "YICHUANG_BACKUP_KEY_FILE 指出的文件里。\n"
		   "恢复后从新的号段发号，旧号不会再发；同一份备份在两台机器上各恢复一次，"
		   "两边的新号段相同，只能留用一台。"),
	.options = options,
	.run = run,
};
