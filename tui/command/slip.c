/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang slip ID --out F: the tailored list of papers without a case, or the
 * guidance slip where nothing is accepted here; of a consult page, the answer on paper. Opens no
 * store.
 */
#include "base/clock.h"
#include "base/text.h"
#include "guide/site.h"
#include "office/consult_slip.h"
#include "office/sheet.h"
#include "office/slip.h"
#include "tui/command/intake_args.h"

static const struct option_row options[] = {
	INTAKE_OPTIONS,
	{"out", OPTION_VALUE, "F.xlsx", N_("写到这个文件")},
	{NULL},
};

/* Done with the document. */
static bool write_document(struct document *d, const char *out, struct err *e)
{
	bool ok = sheet_write(d, out, e);

	document_done(d);
	return ok;
}

static bool item_slip(const struct letterhead *h, const struct item *it,
		      const struct arguments *args, const struct calendar *cal, const char *out,
		      struct err *e)
{
	struct intake in;
	bool ok;

	intake_init(&in, it);
	ok = intake_args(&in, it, args, e);
	if (ok) {
		struct check *k = check_new(it);
		struct document d;
		check_run(k, &in, cal);
		check_dues(k, &in, cal);
		slip_build(&d, h, k, &in);
		ok = write_document(&d, out, e);
		check_free(k);
	}
	intake_done(&in);
	return ok;
}

static bool page_slip(const struct letterhead *h, const struct consult *p,
		      const struct arguments *args, const char *out, struct err *e)
{
	date_day on;
	struct document d;

	if (!argument_day(args, &on, e))
		return false;
	consult_slip(&d, h, p, on);
	return write_document(&d, out, e);
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *out = argument(args, "out");
	const struct calendar *cal;
	struct site *site;
	struct consult *p;
	struct item *it;

	if (!out) {
		err_set(e, ERR_USAGE, _("请用 --out 指明文件，如 --out 清单.xlsx"));
		return ERR_USAGE;
	}
	cal = env_calendar(env, e);
	if (!cal || !env_page(env, args->words[0], &it, &p, e))
		return e->code;
	bool ok = (site = env_site(env, it ? it->guide : p->guide, e)) != NULL;
	if (ok) {
		struct letterhead h = letterhead_of_site(site, NULL);
		h.created = clock_now(&clock_system) / 1000;
		ok = it ? item_slip(&h, it, args, cal, out, e) : page_slip(&h, p, args, out, e);
		site_free(site);
	}
	if (ok)
		fprintf(env->out, "%s\n", out);
	item_free(it);
	consult_free(p);
	return ok ? ERR_NONE : e->code;
}

const struct command command_slip = {
	.name = "slip",
	.words = "ID",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("打印办事材料清单、办事指引单或咨询答复单，不建办件"),
	.options = options,
	.run = run,
};
