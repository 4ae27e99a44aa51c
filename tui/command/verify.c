/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang verify: the chain of events computed anew; --rebuild: the tables too; --decisions: every
 * decision decided once more; --head: whether the hash on a printed close is this ledger's.
 */
#include <unistd.h>

#include "base/text.h"
#include "case/redecide.h"
#include "store/files.h"
#include "store/verify.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"

static const struct option_row options[] = {
	{"rebuild", OPTION_FLAG, NULL, N_("再从台账重建全部派生表并比对")},
	{"decisions", OPTION_FLAG, NULL,
	 N_("再用当时的指南和日历重算每一件受理、容缺、告知、不予受理；除主管改判外有不一致的，"
	    "退出码 5")},
	{"since", OPTION_VALUE, "DATE", N_("--decisions 只算这一天起的")},
	{"until", OPTION_VALUE, "DATE", N_("--decisions 只算到这一天的")},
	{"head", OPTION_VALUE, "WORDS", N_("日结表上的账本校验值（前四组即可）是不是这本账的")},
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

enum { PERCENT = 100 };

struct telling {
	FILE *out;
	bool json, progress;
	int percent;
	json_t *findings; /* with json */
};

/* On a terminal alone: one line that writes over itself. */
static bool tell(void *ctx, int64_t done, int64_t total)
{
	struct telling *t = ctx;
	int percent = total > 0 ? (int)(done * PERCENT / total) : PERCENT;

	if (t->progress && percent != t->percent) {
		t->percent = percent;
		fprintf(stderr, "\r%d%% ", percent);
	}
	return true;
}

static void tell_end(const struct telling *t)
{
	if (t->progress)
		fputs("\r     \r", stderr);
}

static void found(void *ctx, const struct redecide_finding *f)
{
	static const char *const ids[] = {"overruled", "differs", "unreadable"};
	static const char *const words[] = {N_("主管改判"), N_("不一致"), N_("读不出")};
	struct telling *t = ctx;
	char day[DATE_TEXT];

	if (t->json) {
		json_array_append_new(
			t->findings,
			json_pack("{s:s, s:s, s:I, s:s, s:s, s:s, s:s}", "kind", ids[f->kind],
				  "number", f->record->number, "event", (json_int_t)f->event->seq,
				  "day", date_format(f->event->day, day), "operator", f->event->by,
				  "decision", case_state_ids[f->record->state], "text", f->text));
		return;
	}
	tell_end(t);
	fprintf(t->out, _("%s  %s  %s  第%lld笔  %s  %s：%s\n"), _(words[f->kind]),
		f->record->number, date_format(f->event->day, day), (long long)f->event->seq,
		f->event->by, _(case_state_names[f->record->state]), f->text);
}

static bool day_of(const struct arguments *args, const char *name, date_day *out, struct err *e)
{
	const char *text = argument(args, name);

	*out = text ? date_parse(text) : DATE_NONE;
	return !text || *out != DATE_NONE ||
	       err_set(e, ERR_USAGE, _("--%s 应为日期，如 2026-11-24"), name);
}

/* Overrules are listed and right; anything else that comes out otherwise is an alarm. */
static bool decisions(struct store *s, struct command_env *env, const struct arguments *args,
		      struct telling *t, json_t *j, struct err *e)
{
	struct redecide how = {.forms = env->forms, .found = found, .progress = tell, .ctx = t};
	struct redecide_report r;

	if (!argument_flag(args, "decisions"))
		return true;
	if (!day_of(args, "since", &how.first, e) || !day_of(args, "until", &how.last, e))
		return false;
	t->percent = -1;
	bool ok = redecide_all(s, &how, &r, e);
	tell_end(t);
	if (!ok)
		return false;
	json_object_update_new(j, json_pack("{s:I, s:I, s:I, s:I, s:I, s:O}", "decisions",
					    (json_int_t)r.decisions, "same", (json_int_t)r.same,
					    "overruled", (json_int_t)r.overruled, "differing",
					    (json_int_t)r.differing, "unreadable",
					    (json_int_t)r.unreadable, "findings", t->findings));
	if (!t->json)
		fprintf(t->out,
			_("重算 %lld 件：一致 %lld，主管改判 %lld，不一致 %lld，读不出 %lld"
			  "（指南 %zu 个版本）\n"),
			(long long)r.decisions, (long long)r.same, (long long)r.overruled,
			(long long)r.differing, (long long)r.unreadable, r.versions);
	return r.differing + r.unreadable == 0 ||
	       err_set(e, ERR_STORE, _("有 %lld 件办件重算不一致、%lld 件读不出，须逐件查明原因"),
		       (long long)r.differing, (long long)r.unreadable);
}

static bool chain(struct store *s, const struct arguments *args, struct telling *t, json_t *j,
		  struct err *e)
{
	struct verify_report r = {0};
	char head[HEAD_WORDS];
	bool rebuild = argument_flag(args, "rebuild");
	int64_t files = 0;

	t->percent = -1;
	bool ok = store_verify(s, rebuild, tell, t, &r, e);
	tell_end(t);
	if (!ok || !files_verify(s, rebuild, &files, e))
		return false;
	ledger_head_words(r.head, head);
	json_object_update_new(j, json_pack("{s:I, s:s, s:I, s:I, s:I}", "events",
					    (json_int_t)r.events, "head", head, "tables",
					    (json_int_t)r.tables, "rows", (json_int_t)r.rows,
					    "files", (json_int_t)files));
	if (t->json)
		return true;
	fprintf(t->out, _("台账完好：%lld 条，账本校验值 %s\n"), (long long)r.events, head);
	if (r.tables)
		fprintf(t->out, _("重建比对一致：%lld 张表，%lld 行\n"), (long long)r.tables,
			(long long)r.rows);
	if (files)
		fprintf(t->out,
			rebuild ? _("收下的文件完好：%lld 个\n") : _("收下的文件都在：%lld 个\n"),
			(long long)files);
	return true;
}

static bool printed_head(struct store *s, const struct arguments *args, struct telling *t,
			 json_t *j, struct err *e)
{
	const char *words = argument(args, "head");
	struct store_head head;
	char at[CLOCK_TEXT];

	if (!words)
		return true;
	if (!store_head_find(s, words, &head, e))
		return false;
	json_object_set_new(j, "found", json_integer((json_int_t)head.seq));
	if (!t->json)
		fprintf(t->out, _("校验值是本账第%lld笔（%.16s）的，到那一笔为止没有变过\n"),
			(long long)head.seq, clock_format(head.at, at));
	return true;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct store *s = env->store ? store_open(env->store, &clock_system, e) : NULL;
	struct telling t = {.out = env->out,
			    .json = argument_flag(args, "json"),
			    .progress = isatty(STDERR_FILENO),
			    .findings = json_array()};
	json_t *j = json_object();

	if (!s) {
		json_decref(t.findings);
		json_decref(j);
		return e->code ? e->code : ERR_USAGE;
	}
	/* An alarm of the decisions leaves their list to be read. */
	bool sound = chain(s, args, &t, j, e) && printed_head(s, args, &t, j, e);
	bool ok = sound && decisions(s, env, args, &t, j, e);
	store_close(s);
	if (t.json && sound && (ok || json_object_get(j, "decisions")))
		print_json(env->out, json_incref(j));
	json_decref(t.findings);
	json_decref(j);
	return ok ? ERR_NONE : e->code;
}

const struct command command_verify = {
	.name = "verify",
	.words = "",
	.summary = N_("核对台账的哈希链；--rebuild 并重建比对全部表；--decisions 并重算每件"),
	.options = options,
	.run = run,
};
