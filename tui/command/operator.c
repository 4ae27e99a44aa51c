/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang operator ACTION [LOGIN|FILE]: the accounts of a hall. Each action is a
 * row below; who may do it is the store's to say.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/operators.h"
#include "tui/command/operator.h"
#include "tui/command/print.h"

#define NEW_PASSWORD_FILE "YICHUANG_NEW_PASSWORD_FILE"

static const struct option_row options[] = {
	OPERATOR_OPTIONS,
	{"name", OPTION_VALUE, "NAME", N_("add：姓名")},
	{"posts", OPTION_VALUE, "POSTS", N_("add、posts：岗位，如 经办、复核 或 clerk,reviewer")},
	{"reason", OPTION_VALUE, "TEXT", N_("原因，记入权限台账")},
	{"slips", OPTION_VALUE, "FILE", N_("add、import、reset：初始口令单写到这个 .xlsx")},
	{"check", OPTION_FLAG, NULL, N_("import：只检查，不导入")},
	{"break-glass", OPTION_FLAG, NULL, N_("reset：没有管理员能登录时，由库文件的属主重置")},
	{"from", OPTION_VALUE, "DATE", N_("log：从这一天起")},
	{"till", OPTION_VALUE, "DATE", N_("log：到这一天止")},
	{"json", OPTION_FLAG, NULL, N_("以 JSON 输出")},
	{NULL},
};

bool operator_find(struct session *s, const char *login, struct arena *a, struct operator_row **out,
		   struct err *e)
{
	if (!operators_get(s->store, login, a, out, e))
		return false;
	return *out || err_set(e, ERR_INPUT, _("没有登录名为 %s 的人"), login);
}

/* ---- list ---- */

static json_t *row_json(const struct operator_row *o)
{
	json_t *posts = json_array();

	for (int i = 0; i < POSTS; i++)
		if (o->posts & POST_BIT(posts_shown[i]))
			json_array_append_new(posts, json_string(post_ids[posts_shown[i]]));
	return json_pack("{s:s, s:s, s:o, s:b, s:b, s:b}", "login", o->login, "name", o->name,
			 "posts", posts, "locked", o->locked, "active", o->active, "must_change",
			 o->must_change);
}

static void print_rows(FILE *out, const struct operator_row *rows, size_t n, bool json)
{
	json_t *all = json_array();

	for (size_t i = 0; i < n; i++) {
		const struct operator_row *o = &rows[i];
		struct str posts = {0};
		posts_text(o->posts, &posts);
		if (json)
			json_array_append_new(all, row_json(o));
		else
			fprintf(out, "%s\t%s\t%s\t%s\t%s\n", o->login, o->name, str_text(&posts),
				o->locked ? _("已锁") : _("未锁"),
				o->active ? _("启用") : _("停用"));
		str_done(&posts);
	}
	if (json)
		print_json(out, all);
	else
		json_decref(all);
}

static bool run_list(struct operator_run *r, struct err *e)
{
	struct operator_row *rows;
	size_t n;

	if (!operators_may(r->s.store, &r->s.who, post_act("rights")->posts, e) ||
	    !operators_list(r->s.store, &r->a, &rows, &n, e))
		return false;
	print_rows(r->env->out, rows, n, argument_flag(r->args, "json"));
	return true;
}

/* What stands there now. */
static bool print_one(struct operator_run *r, const char *login, struct err *e)
{
	struct operator_row *o;

	if (!operator_find(&r->s, login, &r->a, &o, e))
		return false;
	print_rows(r->env->out, o, 1, argument_flag(r->args, "json"));
	return true;
}

/* ---- changes ---- */

static bool needed(struct operator_run *r, const char *option, const char **out, struct err *e)
{
	*out = argument(r->args, option);
	return *out || err_set(e, ERR_USAGE, _("请写明 --%s"), option);
}

static bool run_add(struct operator_run *r, struct err *e)
{
	struct staff_row row = {.login = r->word};
	const char *posts, *slips;

	return needed(r, "name", &row.name, e) && needed(r, "posts", &posts, e) &&
	       needed(r, "slips", &slips, e) && posts_parse(posts, &row.posts, e) &&
	       staff_add(&r->s, &row, 1, argument(r->args, "reason"), slips, e) &&
	       print_one(r, r->word, e);
}

static bool run_posts(struct operator_run *r, struct err *e)
{
	const char *text, *reason;
	unsigned posts;
	struct operator_row *o;

	return needed(r, "posts", &text, e) && needed(r, "reason", &reason, e) &&
	       posts_parse(text, &posts, e) && operator_find(&r->s, r->word, &r->a, &o, e) &&
	       operators_set_posts(r->s.store, &r->s.who, o->login, posts, reason, e) &&
	       print_one(r, r->word, e);
}

static bool run_active(struct operator_run *r, struct err *e)
{
	const char *yes = r->args->n_words > 2 ? r->args->words[2] : "", *reason;
	bool on = strcmp(yes, "yes") == 0;
	struct operator_row *o;

	if (!on && strcmp(yes, "no") != 0)
		return err_set(e, ERR_USAGE, _("请写明 yes 或 no：operator active LOGIN yes|no"));
	if (!needed(r, "reason", &reason, e) || !operator_find(&r->s, r->word, &r->a, &o, e))
		return false;
	return (on == o->active ||
		operators_set_active(r->s.store, &r->s.who, o->login, on, reason, e)) &&
	       print_one(r, r->word, e);
}

static bool run_unlock(struct operator_run *r, struct err *e)
{
	const char *reason;
	struct operator_row *o;

	return needed(r, "reason", &reason, e) && operator_find(&r->s, r->word, &r->a, &o, e) &&
	       operators_unlock(r->s.store, &r->s.who, o->login, reason, e) &&
	       print_one(r, r->word, e);
}

/* ---- passwords ---- */

/* One's own: the old one where every command has it, the new one beside it. */
static bool run_password(struct operator_run *r, struct err *e)
{
	struct password_change c = {.login = argument(r->args, "operator")};
	char old[256], fresh[256];

	if (!c.login)
		return err_set(e, ERR_USAGE, _("请用 --operator 指明经办人"));
	bool ok = hall_secret(HALL_PASSWORD_FILE, old, sizeof(old), e) &&
		  hall_secret(NEW_PASSWORD_FILE, fresh, sizeof(fresh), e);
	c.old = old;
	c.fresh = fresh;
	ok = ok && operators_change_password(r->s.store, &c, PASSWORD_INTERACTIVE, e);
	explicit_bzero(old, sizeof(old));
	explicit_bzero(fresh, sizeof(fresh));
	if (ok)
		fprintf(r->env->out, _("口令已改：%s\n"), c.login);
	return ok;
}

/* The person at the server types what is about to happen: no slip of the hand, no script. */
static bool confirmed(const char *login, struct err *e)
{
	char line[256] = "", *words = xasprintf(_("破例重置 %s"), login);

	fprintf(stderr,
		_("破例重置会留下记录，主管确认之前一直显示在首页和日终里。\n"
		  "确定要重置，请输入“%s”后回车："),
		words);
	bool same = fgets(line, sizeof(line), stdin) != NULL;
	line[strcspn(line, "\r\n")] = '\0';
	same = same && strcmp(line, words) == 0;
	free(words);
	return same || err_set(e, ERR_REFUSED, _("没有确认，什么都没有改"));
}

static bool is_owner(const char *path, struct err *e)
{
	struct stat st;

	if (stat(path, &st) == 0 && st.st_uid == geteuid())
		return true;
	return err_set(e, ERR_PERMISSION, _("破例重置只能由库文件 %s 的属主在服务器上做"), path);
}

static bool run_reset(struct operator_run *r, struct err *e)
{
	bool glass = argument_flag(r->args, "break-glass");
	const char *reason, *slips;
	struct operator_row *o;

	return needed(r, "reason", &reason, e) && needed(r, "slips", &slips, e) &&
	       operator_find(&r->s, r->word, &r->a, &o, e) &&
	       (!glass || (is_owner(store_path(r->s.store), e) && confirmed(o->login, e))) &&
	       staff_reset(&r->s, o, reason, glass, slips, e) && print_one(r, r->word, e);
}

/* ---- which ---- */

enum login_need { LOGIN_ASKED, LOGIN_OWN, LOGIN_FIRST, LOGIN_GLASS };
static const struct {
	const char *name;
	int words; /* besides the name itself */
	enum login_need need;
	bool (*run)(struct operator_run *r, struct err *e);
} actions[] = {
	{"active", 2, LOGIN_ASKED, run_active},	     {"add", 1, LOGIN_FIRST, run_add},
	{"import", 1, LOGIN_ASKED, operator_import}, {"list", 0, LOGIN_ASKED, run_list},
	{"log", 0, LOGIN_ASKED, operator_log},	     {"password", 0, LOGIN_OWN, run_password},
	{"posts", 1, LOGIN_ASKED, run_posts},	     {"reset", 1, LOGIN_GLASS, run_reset},
	{"unlock", 1, LOGIN_ASKED, run_unlock},
};
enum { ACTIONS = sizeof(actions) / sizeof(actions[0]) };

static int find_action(const struct arguments *args, struct err *e)
{
	int i = 0;

	while (i < ACTIONS && strcmp(actions[i].name, args->words[0]) != 0)
		i++;
	if (i == ACTIONS)
		err_set(e, ERR_USAGE, _("operator 没有“%s”；用 operator --help 查看"),
			args->words[0]);
	else if (args->n_words - 1 != actions[i].words)
		err_set(e, ERR_USAGE, _("operator %s 后面要写 %d 个词；用 operator --help 查看"),
			actions[i].name, actions[i].words);
	else
		return i;
	return -1;
}

/* Nobody can be asked for a password who has none: the first account of a hall is made, and a
 * glass broken, by whoever owns the file. */
static bool open_session(struct operator_run *r, enum login_need need, struct err *e)
{
	struct operator_row *rows;
	size_t n = 1;
	bool without = need == LOGIN_OWN ||
		       (need == LOGIN_GLASS && argument_flag(r->args, "break-glass")) ||
		       (need == LOGIN_FIRST && !argument(r->args, "operator"));

	if (!without)
		return hall_login(r->env, r->args, &r->s, e);
	if (!session_open(&r->s, r->env, e))
		return false;
	if (need != LOGIN_FIRST)
		return true;
	if (operators_list(r->s.store, &r->a, &rows, &n, e) && n == 0) {
		r->s.who.by = r->word;
		return true;
	}
	if (n)
		err_set(e, ERR_USAGE, _("请用 --operator 指明经办人"));
	session_close(&r->s);
	return false;
}

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct operator_run r = {
		.env = env, .args = args, .word = args->n_words > 1 ? args->words[1] : NULL};
	int i = find_action(args, e);

	if (i < 0)
		return e->code;
	bool ok = open_session(&r, actions[i].need, e);
	if (ok) {
		ok = actions[i].run(&r, e);
		session_close(&r.s);
	}
	arena_done(&r.a);
	return ok ? ERR_NONE : e->code;
}

const struct command command_operator = {
	.name = "operator",
	.words = "ACTION [LOGIN|FILE]",
	.min_words = 1,
	.max_words = 3,
	.summary = N_("操作员：新增、导入、定岗、重置口令、解锁、停用、权限台账"),
	.more = N_("list | add LOGIN | import FILE | posts LOGIN | active LOGIN yes|no | unlock "
		   "LOGIN\n"
		   "reset LOGIN [--break-glass] | password | log [--from DATE] [--till DATE]\n"
		   "password 改自己的口令，新口令在 YICHUANG_NEW_PASSWORD_FILE 指出的文件里。\n"
		   "不能给自己定岗、重置、解锁；大厅的第一位管理员用 add 建，不需要登录。"),
	.options = options,
	.run = run,
};
