/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang guide: what changed between two versions, loading a new one from its
 * day on, taking it back, what is loaded.
 */
#include "tui/command/guide.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "case/edition.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"

void guide_print_change(FILE *out, const struct guide_change *c)
{
	char day[DATE_TEXT];

	if (c->n_items == 0)
		fputs(_("没有变更\n"), out);
	for (size_t i = 0; i < c->n_items; i++) {
		const struct item_change *it = &c->items[i];
		fprintf(out, "%s %s%s", it->item, it->name, item_change_mark(it->kind));
		if (it->from != DATE_NONE)
			fprintf(out, _("  %s 起"), date_format(it->from, day));
		fputc('\n', out);
		for (size_t k = 0; k < it->n_lines; k++)
			fprintf(out, "  [%s] %s\n", it->lines[k].topic, it->lines[k].text);
		if (it->transition)
			fprintf(out, "  %s\n", it->transition);
	}
}

/* ---- load, back ---- */

static bool load(struct command_env *env, const struct arguments *args, struct session *s,
		 struct err *e)
{
	const char *day = argument(args, "effective");
	date_day effective = day ? date_parse(day) : DATE_NONE;
	struct faults f = {0};
	struct arena a = {0};
	struct edition d = {0};
	struct guide_text *texts;
	int64_t id;
	size_t n;

	if (day && effective == DATE_NONE)
		return err_set(e, ERR_USAGE, _("--effective %s 不是日期，请写成 2026-11-24"), day);
	bool ok = hall_may_rule(s, e) &&
		  source_collect(args->words[1], env->forms, &a, &texts, &n, &f) &&
		  edition_check(s->store, env->forms, texts, n, effective, &d, &f, e) &&
		  edition_load(s->store, &s->who, &d, &id, e);
	if (f.count) {
		faults_sort(&f);
		print_faults(&f);
		err_set(e, ERR_INPUT, _("有 %zu 处问题，一个文件也没有载入，现行的指南不变"),
			f.count);
	}
	if (ok) {
		guide_print_change(env->out, &d.change);
		fprintf(env->out,
			_("已载入 %zu 个文件，序号 %lld；撤回：yichuang guide back %lld\n"), d.n,
			(long long)id, (long long)id);
	}
	edition_done(&d);
	arena_done(&a);
	faults_done(&f);
	return ok;
}

static bool back(struct command_env *env, const struct arguments *args, struct session *s,
		 struct err *e)
{
	long long id = strtoll(args->words[1], NULL, 10);
	struct faults f = {0};
	bool ok = edition_back(s->store, &s->who, env->forms, id, argument(args, "reason"), &f, e);

	if (f.count) {
		print_faults(&f);
		err_set(e, ERR_REFUSED, _("撤回后指南有 %zu 处问题，没有撤回"), f.count);
	}
	if (ok)
		fprintf(env->out, _("已撤回第 %lld 次载入\n"), id);
	faults_done(&f);
	return ok;
}

/* ---- list, show ---- */

static json_t *row_json(const struct edition_row *r)
{
	char day[DATE_TEXT];

	return json_pack("{s:I, s:s, s:s, s:I, s:I, s:I}", "id", (json_int_t)r->id, "effective",
			 date_format(r->effective, day), "by", r->by, "files", (json_int_t)r->files,
			 "back_of", (json_int_t)r->back_of, "backed", (json_int_t)r->backed);
}

static bool list(struct command_env *env, const struct arguments *args, struct session *s,
		 struct err *e)
{
	bool json = argument_flag(args, "json");
	date_day today = store_today(s->store);
	json_t *all = json_array();
	struct arena a = {0};
	struct edition_row *rows;
	size_t n;
	bool ok = editions_list(s->store, NULL, &a, &rows, &n, e);

	for (size_t i = 0; ok && i < n; i++) {
		char day[DATE_TEXT];
		const struct edition_row *r = &rows[i];
		const char *state = r->back_of		   ? _("撤回")
				    : r->backed		   ? _("已撤回")
				    : r->effective > today ? _("待施行")
							   : _("现行");
		json_array_append_new(all, row_json(r));
		if (!json)
			fprintf(env->out, "%lld\t%s\t%s\t%lld\t%s\n", (long long)r->id,
				date_format(r->effective, day), state, (long long)r->files, r->by);
	}
	if (ok && json)
		print_json(env->out, all);
	else
		json_decref(all);
	arena_done(&a);
	return ok;
}

static bool show(struct command_env *env, const struct arguments *args, struct session *s,
		 struct err *e)
{
	long long id = strtoll(args->words[1], NULL, 10);
	struct guide_change c = {0};
	struct arena a = {0};
	const char *words;
	bool ok = editions_words(s->store, id, &a, &words, e) &&
		  (words || err_set(e, ERR_INPUT, _("没有第 %lld 次载入"), id));
	json_t *j = ok ? json_loads(words, 0, NULL) : NULL;

	if (ok && argument_flag(args, "json"))
		print_json(env->out, json_incref(j));
	else if (ok && !diff_read(j, &c))
		ok = err_set(e, ERR_STORE, _("第 %lld 次载入的变更说明已损坏。请运行 verify"), id);
	else if (ok)
		guide_print_change(env->out, &c);
	json_decref(j);
	arena_done(&c.arena);
	arena_done(&a);
	return ok;
}

static const struct {
	const char *word;
	int words; /* with its own */
	bool writes;
	bool (*run)(struct command_env *env, const struct arguments *args, struct session *s,
		    struct err *e);
} acts[] = {
	{"back", 2, true, back},
	{"list", 1, false, list},
	{"load", 2, true, load},
	{"show", 2, false, show},
};

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *word = args->words[0];
	struct session s;

	if (strcmp(word, "diff") == 0)
		return guide_diff(env, args, e);
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		if (strcmp(acts[i].word, word) != 0 || acts[i].words != args->n_words)
			continue;
		if (!(acts[i].writes ? hall_login(env, args, &s, e) : session_open(&s, env, e)))
			return e->code;
		bool ok = acts[i].run(env, args, &s, e);
		session_close(&s);
		return ok ? ERR_NONE : e->code;
	}
	err_set(e, ERR_USAGE, _("用法：guide diff OLD NEW、load DIR|FILE、list、show N 或 back N"));
	return ERR_USAGE;
}

static const struct option_row options[] = {
	{"effective", OPTION_VALUE, "DATE", N_("load：没有自己生效日的文件从这一天起施行")},
	{"json", OPTION_FLAG, NULL, N_("diff、list、show：以 JSON 输出")},
	{"out", OPTION_VALUE, "FILE", N_("diff：写成变更通知 .xlsx")},
	{"reason", OPTION_VALUE, "TEXT", N_("back：撤回的原因")},
	OPERATOR_OPTIONS,
	{NULL},
};

const struct command command_guide = {
	.name = "guide",
	.words = "diff|load|list|show|back …",
	.min_words = 1,
	.max_words = 3,
	.summary = N_("指南变更：比较、载入新版、查看、撤回"),
	.more = N_("OLD、NEW、DIR 是指南文件夹、单个文件，diff 也可写库里的版本号（前8位起）。\n"
		   "load 的文件有任何问题都整批不收，现行的不变；到生效日各窗口自动换用。\n"
		   "load 由主管或管理办理，back 须主管签字（以主管登录，写明 --reason）。"),
	.options = options,
	.run = run,
};
