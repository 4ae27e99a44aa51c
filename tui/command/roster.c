/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang roster KIND --out F: one of the hall's registers as a workbook. With whole
 * numbers it asks for a purpose, for many rows for a second person; --masked for
 * neither. Ctrl+C stops it and leaves no file.
 */
#include <signal.h>
#include <string.h>

#include "base/text.h"
#include "office/register_book.h"
#include "tui/command/hall.h"
#include "tui/command/print.h"

#define SIGNER_PASSWORD_FILE "YICHUANG_SIGNER_PASSWORD_FILE"

static const struct option_row options[] = {
	{"list", OPTION_FLAG, NULL, N_("列出有哪些台账")},
	{"out", OPTION_VALUE, "F.xlsx", N_("写到这个文件")},
	{"first", OPTION_VALUE, "DATE", N_("从这一天起，默认最早")},
	{"last", OPTION_VALUE, "DATE", N_("到这一天止，默认最新")},
	{"item", OPTION_VALUE, "ID", N_("只要这个事项")},
	{"window", OPTION_VALUE, "W", N_("只要这个窗口")},
	{"operator-filter", OPTION_VALUE, "LOGIN", N_("只要这个人的")},
	{"state", OPTION_VALUE, "S", N_("只要这个状态，如 accepted")},
	{"purpose", OPTION_VALUE, "T", N_("用途；含完整号码时必填，记进账本")},
	{"masked", OPTION_FLAG, NULL, N_("隐去姓名和号码，不用写用途")},
	{"signer", OPTION_VALUE, "LOGIN",
	 N_("行数多时签字的另一人；口令在 " SIGNER_PASSWORD_FILE " 指出的文件里")},
	OPERATOR_OPTIONS,
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

/* A signal has nobody to hand it to. */
static volatile sig_atomic_t interrupted;

static void interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

static bool go_on(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	(void)done;
	(void)total;
	return !interrupted;
}

static bool list_kinds(struct command_env *env, bool json)
{
	json_t *list = json_array();

	for (size_t i = 0; i < registers_n; i++) {
		const struct register_kind *k = registers[i];
		if (json)
			json_array_append_new(list,
					      json_pack("{s:s, s:s, s:s, s:b}", "id", k->id, "name",
							_(k->name), "help", _(k->help), "personal",
							register_is_personal(k)));
		else
			fprintf(env->out, "%-12s %s：%s\n", k->id, _(k->name), _(k->help));
	}
	if (json)
		print_json(env->out, json_incref(list));
	json_decref(list);
	return true;
}

/* ---- filters ---- */

static bool read_day(const struct arguments *args, const char *name, date_day *out, struct err *e)
{
	const char *text = argument(args, name);

	if (!text)
		return true;
	*out = date_parse(text);
	return *out != DATE_NONE ||
	       err_set(e, ERR_USAGE, _("--%s “%s”不是日期，应如 2026-11-24"), name, text);
}

static bool read_state(const char *id, int *out, struct err *e)
{
	struct str ids = {0};

	for (int i = 0; i < CASE_STATES; i++) {
		str_addf(&ids, "%s%s", i ? " " : "", case_state_ids[i]);
		if (id && strcmp(case_state_ids[i], id) == 0)
			*out = i;
	}
	bool ok = !id || *out >= 0 ||
		  err_set(e, ERR_USAGE, _("--state 没有“%s”；有 %s"), id, str_text(&ids));
	str_done(&ids);
	return ok;
}

static bool read_filter(struct session *s, const struct arguments *args, struct register_filter *f,
			struct err *e)
{
	register_filter_init(f, store_today(s->store));
	f->item = argument(args, "item");
	f->window = argument(args, "window");
	f->by = argument(args, "operator-filter");
	return read_day(args, "first", &f->first, e) && read_day(args, "last", &f->last, e) &&
	       read_state(argument(args, "state"), &f->state, e);
}

/* The names of an item and an operator as the store or the guides know them. */
static bool filter_words(struct session *s, const struct register_run *r, struct str *out,
			 struct err *e)
{
	const struct register_filter *f = &r->filter;
	struct operator_row *by = NULL;
	struct arena a = {0};
	struct err none;
	const struct item *it = f->item ? session_item(s, f->item, &none) : NULL;
	bool ok = !f->by || operators_get(s->store, f->by, &a, &by, e);

	if (ok)
		register_filter_words(r->kind, f, it ? it->name : NULL, by ? by->name : NULL, out);
	arena_done(&a);
	return ok;
}

/* ---- the second person ---- */

static bool sign(struct session *s, const struct arguments *args, struct register_run *r,
		 struct err *e)
{
	const struct export_request x = {.kind = r->kind->id, .filter = r->filter_words};
	struct str subject = {0};
	char password[256];

	if (!argument(args, "signer"))
		return true;
	exports_subject(&x, &subject);
	const struct sign_request q = {.login = argument(args, "signer"),
				       .password = password,
				       .posts = EXPORT_POSTS,
				       .act = EXPORT_ACT,
				       .subject = subject.data,
				       .reason = r->purpose};
	bool ok = hall_secret(SIGNER_PASSWORD_FILE, password, sizeof(password), e) &&
		  operators_verify(s->store, &s->who, &q, &r->signature, e);
	explicit_bzero(password, sizeof(password));
	str_done(&subject);
	return ok;
}

static bool write_out(struct session *s, const struct arguments *args,
		      const struct register_kind *k, int64_t *rows, struct err *e)
{
	const struct sigaction stop = {.sa_handler = interrupt};
	struct str words = {0};
	struct register_run r = {.kind = k,
				 .purpose = argument(args, "purpose"),
				 .masked = argument_flag(args, "masked"),
				 .at = clock_now(store_clock(s->store)),
				 .progress = go_on};

	bool ok = read_filter(s, args, &r.filter, e) && filter_words(s, &r, &words, e);
	r.filter_words = str_text(&words);
	ok = ok && register_check(s->store, &s->who, k, &r.filter, e) && sign(s, args, &r, e);
	if (ok) {
		sigaction(SIGINT, &stop, NULL);
		sigaction(SIGTERM, &stop, NULL);
		ok = register_book_write(s->store, &s->who, &r, argument(args, "out"), rows, e);
		if (!ok && interrupted)
			err_set(e, ERR_REFUSED, _("已取消，没有留下文件"));
	}
	str_done(&words);
	return ok;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const struct register_kind *k = args->n_words ? register_kind_of(args->words[0]) : NULL;
	bool json = argument_flag(args, "json");
	struct session s;
	int64_t rows = 0;

	if (argument_flag(args, "list"))
		return list_kinds(env, json) ? ERR_NONE : ERR_STORE;
	if (!k || !argument(args, "out")) {
		if (args->n_words && !k)
			err_set(e, ERR_USAGE, _("没有“%s”台账；用 yichuang roster --list 查看"),
				args->words[0]);
		else
			err_set(e, ERR_USAGE,
				_("要写：台账 --out 文件，如 roster cases --out "
				  "办件.xlsx；roster --list 查看有哪些"));
		return ERR_USAGE;
	}
	if (!hall_login(env, args, &s, e))
		return e->code;
	bool ok = write_out(&s, args, k, &rows, e);
	session_close(&s);
	if (ok && json)
		print_json(env->out, json_pack("{s:s, s:I, s:s}", "kind", k->id, "rows",
					       (json_int_t)rows, "file", argument(args, "out")));
	else if (ok)
		fprintf(env->out, _("%s：%lld 行，已写到 %s\n"), _(k->name), (long long)rows,
			argument(args, "out"));
	return ok ? ERR_NONE : e->code;
}

const struct command command_roster = {
	.name = "roster",
	.words = "[KIND]",
	.max_words = 1,
	.summary = N_("把一本台账导出为 Excel"),
	.more = N_("含完整姓名、号码的要写用途；超过设置 export.rows 的行数，要另一人（主管或"
		   "审计）签字。导出记进账本。"),
	.options = options,
	.run = run,
};
