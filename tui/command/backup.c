/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang backup F: the store and its drafts into one sealed file, while the
 * windows go on working.
 */
#include <string.h>

#include "base/text.h"
#include "store/backup.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	OPERATOR_OPTIONS,
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

static void print_result(FILE *out, const char *file, const struct backup_head *head, bool json)
{
	char at[CLOCK_TEXT], hash[2 * EVENT_HASH + 1];

	for (int i = 0; i < EVENT_HASH; i++)
		snprintf(hash + 2 * i, 3, "%02x", head->hash[i]);
	clock_format(head->at, at);
	if (json)
		print_json(out,
			   json_pack("{s:s, s:s, s:s, s:I, s:s}", "file", file, "site", head->site,
				     "at", at, "events", (json_int_t)head->seq, "head", hash));
	else
		fprintf(out, _("已备份并读回核对：%s\n%s，%lld 条，链首 %s\n"), file, at,
			(long long)head->seq, hash);
}

static bool back_up(struct command_env *env, struct session *s, const struct arguments *args,
		    struct err *e)
{
	char passphrase[256];
	const struct backup_options o = {.passphrase = passphrase};
	struct backup_head head;
	struct err but;
	bool ok = backup_may(s->posts, e) &&
		  hall_secret(HALL_BACKUP_KEY_FILE, passphrase, sizeof(passphrase), e) &&
		  store_backup(s->store, &s->who, args->words[0], &o, &head, &but, e);

	explicit_bzero(passphrase, sizeof(passphrase));
	if (!ok)
		return false;
	print_result(env->out, args->words[0], &head, argument_flag(args, "json"));
	return !but.text[0] || err_set(e, but.code, _("备份已做好，但%s"), but.text);
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct session s;

	if (!hall_login(env, args, &s, e))
		return e->code;
	bool ok = back_up(env, &s, args, e);
	session_close(&s);
	return ok ? ERR_NONE : e->code;
}

const struct command command_backup = {
	.name = "backup",
	.words = "F",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("把库和草稿加密备份到一个文件，写完读回核对；不影响窗口办理"),
	.more = N_("备份口令是 YICHUANG_BACKUP_KEY_FILE 指出的文件的第一行，至少8个字符；"
		   "忘了口令，备份就打不开。\n"
		   "备份里有：库（办件、人员、操作员、用过的指南、设置）、草稿和收下的电子材料。\n"
		   "备份里没有：已打印的文书（可由库补打）、指南文件夹 forms/ 和程序本身。"),
	.options = options,
	.run = run,
};
