/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang form NUMBER|FILE|- --out F: a paper of a case printed from what was typed,
 * to be signed. Of a file in the shape of `accept` no case is made and no store
 * opened. Of a case it is shown whole, and that is recorded like any unmasking.
 */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "case/pinned.h"
#include "case/reopened.h"
#include "guide/site.h"
#include "office/filled.h"
#include "office/sheet.h"
#include "store/cases.h"
#include "store/people.h"
#include "tui/command/hall.h"
#include "tui/command/request.h"

static const struct option_row options[] = {
	OPERATOR_OPTIONS,
	{"out", OPTION_VALUE, "F.xlsx", N_("写到这个文件")},
	{"paper", OPTION_VALUE, "ID", N_("哪一份：材料的 id 或印出的名称；只有一份时可不写")},
	{NULL},
};

/* Named by --paper, else the one that is asked for. False with the ids there are. */
static bool pick(const struct casefile *c, const struct check *k, const struct arguments *args,
		 size_t *out, struct err *e)
{
	const struct item *it = c->item;
	const char *name = argument(args, "paper");
	size_t list[it->n_documents + 1], n = filled_list(c, k, list);
	struct str all = {0};

	for (size_t i = 0; name && i < it->n_documents; i++) {
		*out = i;
		if (it->documents[i].paper == item_paper(it, name))
			return true;
	}
	*out = n ? list[0] : 0;
	if (n == 1 && !name)
		return true;
	for (size_t i = 0; i < n; i++) {
		const struct paper *p = &it->papers[it->documents[list[i]].paper];
		str_addf(&all, "%s%s %s", i ? "；" : "", p->id, p->name);
	}
	if (!it->n_documents)
		err_set(e, ERR_INPUT, _("本事项没有可打印的表单"));
	else if (name)
		err_set(e, ERR_INPUT, _("“%s”不是可打印的表单，可打印的有：%s"), name,
			str_text(&all));
	else
		err_set(e, ERR_USAGE, _("请用 --paper 指明打印哪一份：%s"), str_text(&all));
	str_done(&all);
	return false;
}

static bool print(const struct letterhead *h, struct casefile *c, const struct calendar *cal,
		  const char *number, const struct arguments *args, struct err *e)
{
	struct check *k = check_new(c->item);
	struct document d;
	size_t document;

	check_run(k, &c->in, cal);
	bool ok = pick(c, k, args, &document, e);
	if (ok) {
		filled_build(&d, h, c, k, &c->item->documents[document], number);
		ok = sheet_write(&d, argument(args, "out"), e);
		document_done(&d);
	}
	check_free(k);
	return ok;
}

static bool of_case(struct command_env *env, const struct arguments *args, const char *number,
		    struct err *e)
{
	struct arena a = {0};
	struct case_record *r = NULL;
	struct item *it = NULL;
	struct casefile c;
	struct session s;

	if (!hall_login(env, args, &s, e))
		return false;
	bool ok = cases_get(s.store, number, &a, &r, e);
	if (ok && !r)
		ok = err_set(e, ERR_INPUT, _("库里没有编号 %s 的办件"), number);
	if (ok)
		it = pinned_item(s.store, r->item_version, s.forms, e);
	ok = it && reopened_init(&c, it, r, e);
	if (ok) {
		struct letterhead h = session_letterhead(&s);
		ok = people_unmask_case(s.store, &s.who, number, e) &&
		     print(&h, &c, s.calendar, number, args, e);
		casefile_done(&c);
	}
	item_free(it);
	arena_done(&a);
	session_close(&s);
	return ok;
}

static bool of_file(struct command_env *env, const struct arguments *args, struct err *e)
{
	const struct calendar *cal = env_calendar(env, e);
	json_t *j = cal ? request_read(args->words[0], e) : NULL;
	struct item *it =
		j ? env_item(env, json_string_value(json_object_get(j, "item")), e) : NULL;
	struct site *site = it ? env_site(env, it->guide, e) : NULL;
	date_day today;
	bool ok = site && argument_day(args, &today, e);

	if (ok) {
		struct letterhead h = letterhead_of_site(site, NULL);
		struct casefile c;
		h.created = clock_now(&clock_system) / 1000;
		casefile_init(&c, it, today);
		ok = casefile_from_json(&c, j, false, NULL, today, e) &&
		     print(&h, &c, cal, NULL, args, e);
		casefile_done(&c);
	}
	site_free(site);
	item_free(it);
	json_decref(j);
	return ok;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	char number[NUMBER_TEXT];
	struct err unread;

	if (!argument(args, "out")) {
		err_set(e, ERR_USAGE, _("请用 --out 指明文件，如 --out 申请表.xlsx"));
		return ERR_USAGE;
	}
	bool ok = number_parse(args->words[0], number, &unread) ? of_case(env, args, number, e)
								: of_file(env, args, e);
	if (ok)
		fprintf(env->out, "%s\n", argument(args, "out"));
	return ok ? ERR_NONE : e->code;
}

const struct command command_form = {
	.name = "form",
	.words = "NUMBER|FILE|-",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("免填单：按已录入的内容打印申请表、承诺书等，由申请人签字"),
	.more = N_("FILE 是 accept 所用的 JSON：不建办件，不开库"),
	.options = options,
	.run = run,
};
