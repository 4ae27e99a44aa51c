/* SPDX-License-Identifier: Apache-2.0
 *
 * The command line of one command, by its table of options: --name VALUE or
 * --name=VALUE anywhere, -- ends the options.
 */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "tui/command/command.h"

static const struct option_row *find_row(const struct option_row *rows, const char *name,
					 size_t len)
{
	for (; rows && rows->name; rows++)
		if (strlen(rows->name) == len && memcmp(rows->name, name, len) == 0)
			return rows;
	return NULL;
}

static bool take_option(struct arguments *a, const struct command *cmd, int argc, char **argv,
			int *i, struct err *e)
{
	const char *name = argv[*i] + 2, *equals = strchr(name, '=');
	size_t len = equals ? (size_t)(equals - name) : strlen(name);
	const struct option_row *row = find_row(cmd->options, name, len);
	const char *value = equals ? equals + 1 : NULL;

	if (!row)
		return err_set(e, ERR_USAGE, _("%s 没有选项 --%.*s；用 %s --help 查看"), cmd->name,
			       (int)len, name, cmd->name);
	if (row->kind == OPTION_FLAG) {
		if (value)
			return err_set(e, ERR_USAGE, _("选项 --%s 不带值"), row->name);
	} else if (!value) {
		if (*i + 1 >= argc)
			return err_set(e, ERR_USAGE, _("选项 --%s 后面缺少 %s"), row->name,
				       row->value);
		value = argv[++*i];
	}
	if (a->n_given == (int)(sizeof(a->given) / sizeof(a->given[0])))
		return err_set(e, ERR_USAGE, _("选项太多"));
	a->given[a->n_given].row = row;
	a->given[a->n_given++].value = value;
	return true;
}

bool arguments_parse(struct arguments *a, const struct command *cmd, int argc, char **argv,
		     struct err *e)
{
	bool options = true;

	*a = (struct arguments){.rows = cmd->options, .words = argv};
	for (int i = 0; i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0) {
			options = false;
		} else if (options && strncmp(argv[i], "--", 2) == 0) {
			if (!take_option(a, cmd, argc, argv, &i, e))
				return false;
		} else {
			argv[a->n_words++] = argv[i];
		}
	}
	if (a->n_words < cmd->min_words)
		return err_set(e, ERR_USAGE, _("用法：yichuang %s %s；用 %s --help 查看"),
			       cmd->name, cmd->words, cmd->name);
	if (a->n_words > cmd->max_words)
		return err_set(e, ERR_USAGE, _("多余的参数“%s”；用法：yichuang %s %s"),
			       a->words[cmd->max_words], cmd->name, cmd->words);
	return true;
}

bool arguments_set(struct arguments *a, const char *name, const char *value)
{
	const struct option_row *row = find_row(a->rows, name, strlen(name));

	if (!row || a->n_given == (int)(sizeof(a->given) / sizeof(a->given[0])))
		return false;
	a->given[a->n_given].row = row;
	a->given[a->n_given++].value = value;
	return true;
}

const char *argument_nth(const struct arguments *a, const char *name, int i)
{
	for (int k = 0; k < a->n_given; k++)
		if (strcmp(a->given[k].row->name, name) == 0 && i-- == 0)
			return a->given[k].value ? a->given[k].value : "";
	return NULL;
}

const char *argument(const struct arguments *a, const char *name)
{
	const char *found = NULL;

	for (int i = 0; argument_nth(a, name, i); i++)
		found = argument_nth(a, name, i);
	return found;
}

bool argument_flag(const struct arguments *a, const char *name)
{
	return argument_nth(a, name, 0) != NULL;
}

bool argument_day(const struct arguments *a, date_day *out, struct err *e)
{
	const char *text = argument(a, "on");

	if (text) {
		*out = date_parse(text);
		if (*out == DATE_NONE)
			return err_set(e, ERR_USAGE, _("--on “%s”不是日期，应如 2026-11-24"), text);
		return true;
	}
	*out = clock_today(&clock_system);
	return true;
}
