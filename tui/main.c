/* SPDX-License-Identifier: Apache-2.0
 *
 * The program: without a command it opens the screen, with one it runs that. What
 * a command could not do is worded here, in one place.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/paths.h"
#include "base/text.h"
#include "config.h"
#include "guide/check.h"
#include "tui/command/command.h"
#include "tui/start.h"
#include "tui/term.h"
#include "tui/trial.h"

/* Keep alphabetized. */
static const struct command *const commands[] = {
	&command_accept,   &command_backup,   &command_calc,	  &command_case,
	&command_cases,	   &command_check,    &command_close,	  &command_demo,
	&command_form,	   &command_guide,    &command_item,	  &command_items,
	&command_kit,	   &command_lint,     &command_matrix,	  &command_messages,
	&command_notice,   &command_operator, &command_parameter, &command_people_check,
	&command_progress, &command_receipt,  &command_restore,	  &command_roster,
	&command_setting,  &command_slip,     &command_template,  &command_verify,
	&command_visits,
};
enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

static void print_usage(FILE *out)
{
	fprintf(out, _("一窗 yichuang %s：社会保险服务大厅窗口程序\n\n"), YICHUANG_VERSION);
	fputs(_("用法：yichuang [--store 库文件] [--site 网点] [命令 …]\n"
		"      不带命令时打开全屏界面；--trial "
		"文件：试办改过的指南文件，不动本库。\n\n命令：\n"),
	      out);
	for (int i = 0; i < COMMANDS; i++)
		fprintf(out, "  %-10s %-22s %s\n", commands[i]->name, commands[i]->words,
			_(commands[i]->summary));
	fputs(_("\n每个命令都有 --help。\n"
		"退出码：0 完成（check：可受理或可容缺）  1 用法不对  2 输入有误  3 "
		"不予受理或条件不齐\n"
		"        4 无权限  5 库、磁盘或时钟有问题\n"),
	      out);
	fputs(_("\n原因代码："), out);
	for (int i = 0; i < REASON_CODES; i++)
		fprintf(out, " %s", reason_ids[i]);
	fputs(_("\n结论代码："), out);
	for (int i = 0; i < OUTCOMES; i++)
		fprintf(out, " %s", outcome_ids[i]);
	fputc('\n', out);
}

static void print_command_help(FILE *out, const struct command *cmd)
{
	fprintf(out, _("用法：yichuang %s %s%s\n%s\n"), cmd->name, cmd->words,
		cmd->options ? _(" [选项]") : "", _(cmd->summary));
	for (const struct option_row *o = cmd->options; o && o->name; o++) {
		char left[64];
		snprintf(left, sizeof(left), "--%s%s%s", o->name, o->value ? " " : "",
			 o->value ? o->value : "");
		fprintf(out, "  %-26s %s\n", left, _(o->help));
	}
	if (cmd->more)
		fprintf(out, "\n%s\n", _(cmd->more));
}

static const struct command *find_command(const char *name)
{
	for (int i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static int run_command(struct command_env *env, const struct command *cmd, int argc, char **argv,
		       struct err *e)
{
	struct arguments args;

	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--help") == 0) {
			print_command_help(env->out, cmd);
			return ERR_NONE;
		}
	}
	if (!arguments_parse(&args, cmd, argc, argv, e))
		return (int)e->code;
	/* --on may stand before the command as well; what has no day must not swallow it. */
	if (argument(&args, "on"))
		env->on = argument(&args, "on");
	else if (env->on && !arguments_set(&args, "on", env->on)) {
		err_set(e, ERR_USAGE, _("命令 %s 不用 --on"), cmd->name);
		return ERR_USAGE;
	}
	return (int)cmd->run(env, &args, e);
}

/* Options before the command. Returns the index of the command, or -1 with a message. */
static int take_globals(struct command_env *env, int argc, char **argv, struct err *e)
{
	int i = 1;

	for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
		static const char *const names[] = {"--store", "--site", "--window", "--on",
						    "--trial"};
		const char **slots[] = {&env->store, &env->site, &env->window, &env->on,
					&env->trial};
		size_t k = 0;
		while (k < 5 && strcmp(argv[i], names[k]) != 0)
			k++;
		if (k == 5) {
			err_set(e, ERR_USAGE, _("不认识的选项 %s；用 yichuang --help 查看"),
				argv[i]);
			return -1;
		}
		if (++i >= argc) {
			err_set(e, ERR_USAGE, _("选项 %s 后面缺少值"), names[k]);
			return -1;
		}
		*slots[k] = argv[i];
	}
	return i;
}

static void start_locale(void)
{
	char *dir = paths_locale();

	term_set_locale();
	bindtextdomain(TEXT_DOMAIN, dir);
	free(dir);
}

static int dispatch(struct command_env *env, int argc, char **argv, struct err *e)
{
	if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
		print_usage(stdout);
		return ERR_NONE;
	}
	if (argc > 1 && strcmp(argv[1], "--version") == 0) {
		puts("yichuang " YICHUANG_VERSION);
		return ERR_NONE;
	}
	int at = take_globals(env, argc, argv, e);
	if (at < 0)
		return (int)e->code;
	if (env->trial)
		return trial_run(env, env->trial, e);
	if (at == argc)
		return start_screen(env, e);
	const struct command *cmd = find_command(argv[at]);
	if (!cmd) {
		err_set(e, ERR_USAGE, _("没有命令“%s”；用 yichuang --help 查看"), argv[at]);
		return ERR_USAGE;
	}
	return run_command(env, cmd, argc - at - 1, argv + at + 1, e);
}

int main(int argc, char **argv)
{
	struct err e = {0};

	start_locale();
	char *default_store = paths_store();
	struct command_env env = {
		.program = argv[0],
		.store = default_store,
		.forms = paths_forms(),
		.out = stdout,
	};
	int status = dispatch(&env, argc, argv, &e);
	/* A full disk shows only when the buffer is written. */
	if (fflush(stdout) != 0 || ferror(stdout)) {
		err_set(&e, ERR_STORE, _("输出没有写完（磁盘已满或管道已关闭）"));
		status = ERR_STORE;
	}
	if (status != ERR_NONE && e.text[0])
		fprintf(stderr, "yichuang: %s\n", e.text);
	calendar_free(env.calendar);
	free(env.forms);
	free(default_store);
	return status;
}
