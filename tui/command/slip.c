/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang slip ID --out F: the tailored list of papers without a case, or the
 * guidance slip where nothing is accepted here. Opens no store.
 */
#include "base/clock.h"
#include "base/text.h"
#include "guide/site.h"
#include "office/sheet.h"
#include "office/slip.h"
#include "tui/command/intake_args.h"
#include "tui/demo.h"

static const struct option_row options[] = {
	INTAKE_OPTIONS,
	{"out", OPTION_VALUE, "F.xlsx", N_("写到这个文件")},
	{NULL},
};

static bool write_slip(struct command_env *env, const struct item *it, const struct intake *in,
		       const struct calendar *cal, const char *out, struct err *e)
{
	struct site *site = site_load(env->forms, env->site ? env->site : DEMO_SITE, e);

	if (!site)
		return false;
	struct letterhead h = letterhead_of_site(site, NULL);
	struct check *k = check_new(it);
	struct document d;
	h.created = clock_now(&clock_system) / 1000;
	check_run(k, in, cal);
	check_dues(k, in, cal);
	slip_build(&d, &h, k, in);
	bool ok = sheet_write(&d, out, e);
	document_done(&d);
	check_free(k);
	site_free(site);
	return ok;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *out = argument(args, "out");
	const struct calendar *cal;
	struct item *it;

	if (!out) {
		err_set(e, ERR_USAGE, _("请用 --out 指明文件，如 --out 清单.xlsx"));
		return ERR_USAGE;
	}
	cal = env_calendar(env, e);
	it = cal ? env_item(env, args->words[0], e) : NULL;
	if (!it)
		return e->code;
	struct intake in;
	intake_init(&in, it);
	bool ok = intake_args(&in, it, args, e) && write_slip(env, it, &in, cal, out, e);
	if (ok)
		fprintf(env->out, "%s\n", out);
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
