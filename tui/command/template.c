/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang template ID --out F.xlsx: the blank list of people of an item, for units.
 * Opens no store.
 */
#include "base/clock.h"
#include "base/text.h"
#include "exchange/roster.h"
#include "office/roster_sheet.h"
#include "tui/command/intake_args.h"
#include "tui/command/people_list.h"

static const struct option_row options[] = {
	INTAKE_OPTIONS,
	{"list", OPTION_VALUE, "NAME", N_("哪一份名单；不写为第一份")},
	{"out", OPTION_VALUE, "F.xlsx", N_("写到这个文件")},
	{NULL},
};

static bool write_template(const struct item *it, const struct intake *in, int list,
			   const char *out, struct err *e)
{
	struct check *k = check_new(it);

	check_run(k, in, NULL);
	bool ok = roster_template_write(
		&(struct roster_template){.item = it,
					  .list = &it->fields[list],
					  .k = k,
					  .most = ROSTER_ROWS,
					  .created = clock_now(&clock_system) / 1000},
		out, e);
	check_free(k);
	return ok;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *out = argument(args, "out");

	if (!out) {
		err_set(e, ERR_USAGE, _("请用 --out 指明文件，如 --out 增员名单.xlsx"));
		return ERR_USAGE;
	}
	struct item *it = env_item(env, args->words[0], e);
	if (!it)
		return e->code;
	struct intake in;
	int list = people_list_of(it, args, e);
	intake_init(&in, it);
	bool ok =
		list >= 0 && intake_args(&in, it, args, e) && write_template(it, &in, list, out, e);
	if (ok)
		fprintf(env->out, "%s\n", out);
	intake_done(&in);
	item_free(it);
	return ok ? ERR_NONE : e->code;
}

const struct command command_template = {
	.name = "template",
	.words = "ID",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("空白人员名单（.xlsx），发给单位填写"),
	.more = N_("单位填好后，在收件的名单屏按 Ctrl+R 导入，或先用 people-check 核对。"),
	.options = options,
	.run = run,
};
