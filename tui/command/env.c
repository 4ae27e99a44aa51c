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
#include "guide/consult.h"
#include "guide/site.h"
#include "tui/command/command.h"
#include "tui/demo.h"

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

static bool load_from(const char *dir, const char *blocks, const char *file, struct item **item,
		      struct consult **consult, struct err *e)
{
	struct faults f = {0};
	struct guide *g = guide_load(dir, blocks, &f);
	struct ydoc *doc = g ? ydoc_read(file, &f) : NULL;

	if (doc && consult_is(doc))
		*consult = consult_take(g, file, doc, &f);
	else if (doc)
		*item = item_take(g, file, doc, &f);
	if (f.count)
		faults_to_err(&f, e);
	guide_free(g);
	bool ok = f.count == 0;
	faults_done(&f);
	return ok;
}

struct item *env_item(struct command_env *env, const char *id, struct err *e)
{
	struct item *it;
	struct consult *p;

	if (!env_page(env, id, &it, &p, e))
		return NULL;
	if (p)
		err_set(e, ERR_REFUSED,
			_("%s 是咨询页，不受理，也没有材料清单；用 yichuang item %s 看内容"), id,
			id);
	consult_free(p);
	return it;
}

bool env_page(struct command_env *env, const char *id, struct item **item, struct consult **consult,
	      struct err *e)
{
	bool found = false, ok = true;
	DIR *d = opendir(env->forms);

	*item = NULL;
	*consult = NULL;
	if (!d)
		return err_set(e, ERR_INPUT, _("打不开指南文件夹 %s"), env->forms);
	char *blocks = paths_join(env->forms, "blocks.yaml");
	for (struct dirent *entry; id_is_plain(id) && !found && (entry = readdir(d));) {
		if (entry->d_name[0] == '.')
			continue;
		char *file = xasprintf("%s/%s/%s.yaml", env->forms, entry->d_name, id);
		char *shared = xasprintf("%s/%s/_shared.yaml", env->forms, entry->d_name);
		char *dir = paths_join(env->forms, entry->d_name);
		if (paths_is_file(file) && paths_is_file(shared)) {
			found = true;
			ok = load_from(dir, paths_is_file(blocks) ? blocks : NULL, file, item,
				       consult, e);
		}
		free(dir);
		free(shared);
		free(file);
	}
	free(blocks);
	closedir(d);
	if (!found)
		return err_set(e, ERR_INPUT, _("没有事项“%s”；用 yichuang items 查看全部事项"), id);
	if (!ok) {
		item_free(*item);
		consult_free(*consult);
		*item = NULL;
		*consult = NULL;
	}
	return ok;
}

struct site *env_site(struct command_env *env, const char *guide, struct err *e)
{
	struct site *site = site_load(env->forms, env->site ? env->site : DEMO_SITE, e);

	for (size_t i = 0; site && !env->site && i < site->n_guides; i++)
		if (strcmp(site->guides[i], guide) == 0)
			return site;
	if (!site || env->site)
		return site;
	site_free(site);
	return site_load(env->forms, guide, e);
}
