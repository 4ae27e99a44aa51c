/* SPDX-License-Identifier: Apache-2.0
 *
 * What several commands need of the forms folder.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "guide/calendar_file.h"
#include "tui/command/command.h"

const struct calendar *env_calendar(struct command_env *env, struct err *e)
{
	if (env->calendar)
		return env->calendar;
	struct calendar *c = calendar_new();
	struct faults f = {0};
	char *dir = paths_join(env->forms, "calendars");
	bool ok = calendar_dir_load(c, dir, &f);

	free(dir);
	if (ok) {
		env->calendar = c;
	} else {
		faults_to_err(&f, e);
		calendar_free(c);
	}
	faults_done(&f);
	return env->calendar;
}

/* Ids are letters, digits and hyphens; anything else could walk out of the folder. */
static bool id_is_plain(const char *id)
{
	return *id && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id);
}

static struct item *load_from(const char *dir, const char *blocks, const char *file, struct err *e)
{
	struct faults f = {0};
	struct item *it = NULL;
	struct guide *g = guide_load(dir, blocks, &f);

	if (g)
		it = item_load(g, file, &f);
	if (!it)
		faults_to_err(&f, e);
	guide_free(g);
	faults_done(&f);
	return it;
}

struct item *env_item(struct command_env *env, const char *id, struct err *e)
{
	struct item *it = NULL;
	bool found = false;
	DIR *d = opendir(env->forms);

	if (!d) {
		err_set(e, ERR_INPUT, _("打不开指南文件夹 %s"), env->forms);
		return NULL;
	}
	char *blocks = paths_join(env->forms, "blocks.yaml");
	for (struct dirent *entry; id_is_plain(id) && !found && (entry = readdir(d));) {
		if (entry->d_name[0] == '.')
			continue;
		char *file = xasprintf("%s/%s/%s.yaml", env->forms, entry->d_name, id);
		char *shared = xasprintf("%s/%s/_shared.yaml", env->forms, entry->d_name);
		char *dir = paths_join(env->forms, entry->d_name);
		if (paths_is_file(file) && paths_is_file(shared)) {
			found = true;
			it = load_from(dir, paths_is_file(blocks) ? blocks : NULL, file, e);
		}
		free(dir);
		free(shared);
		free(file);
	}
	free(blocks);
	closedir(d);
	if (!found)
		err_set(e, ERR_INPUT, _("没有事项“%s”；用 yichuang items 查看全部事项"), id);
	return it;
}
