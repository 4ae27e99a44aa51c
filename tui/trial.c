/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/trial.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "case/edition.h"
#include "tui/command/print.h"
#include "tui/demo.h"
#include "tui/start.h"

/* A folder of ours alone and what is in it, one level of folders deep: documents/, print/. */
static void remove_folder(const char *dir, int depth)
{
	DIR *d = opendir(dir);

	for (struct dirent *entry; d && (entry = readdir(d));) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		char *path = paths_join(dir, entry->d_name);
		if (unlink(path) != 0 && depth > 0)
			remove_folder(path, depth - 1);
		free(path);
	}
	if (d)
		closedir(d);
	rmdir(dir);
}

/* *day: when all of it is in force. */
static bool put_file(struct store *s, const char *forms, const char *file, date_day *day,
		     struct err *e)
{
	struct faults f = {0};
	struct arena a = {0};
	struct edition d = {0};
	struct guide_text *texts;
	int64_t id;
	size_t n;
	bool ok = source_collect(file, forms, &a, &texts, &n, &f) &&
		  edition_check(s, forms, texts, n, DATE_NONE, &d, &f, e);

	if (f.count) {
		faults_sort(&f);
		print_faults(&f);
		err_set(e, ERR_INPUT, _("有 %zu 处问题，改好后再试办"), f.count);
	}
	for (size_t i = 0; ok && i < d.n; i++)
		*day = d.files[i].effective > *day ? d.files[i].effective : *day;
	ok = ok && editions_add(s, NULL, d.files, d.n, d.words, d.seen, &id, e);
	edition_done(&d);
	arena_done(&a);
	faults_done(&f);
	return ok;
}

static bool prepare(struct command_env *env, const char *dir, const char *path, const char *file,
		    char day[DATE_TEXT], struct err *e)
{
	date_day on = DATE_NONE;

	if (!demo_make(env, dir, path, env->site ? env->site : DEMO_SITE, e))
		return false;
	struct store *s = store_open(path, &clock_system, e);
	bool ok = s && put_file(s, env->forms, file, &on, e);

	store_close(s);
	date_format(on, day);
	return ok;
}

int trial_run(struct command_env *env, const char *file, struct err *e)
{
	const char *tmp = getenv("TMPDIR");
	char *dir = xasprintf("%s/yichuang-trial-XXXXXX", tmp && *tmp ? tmp : "/tmp");

	if (!mkdtemp(dir)) {
		free(dir);
		err_set(e, ERR_STORE, _("建不了试办用的临时文件夹"));
		return (int)e->code;
	}
	char *path = paths_join(dir, "hall.db");
	char day[DATE_TEXT];
	int status = prepare(env, dir, path, file, day, e) ? 0 : (int)e->code;
	if (status == 0) {
		env->store = path;
		env->on = env->on ? env->on : day; /* a trial is of what is to come */
		status = start_screen(env, e);
	}
	remove_folder(dir, 2);
	free(path);
	free(dir);
	return status;
}
