/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang demo DIR: a practice hall with its operators; nothing in it is real and
 * every document says so.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "tui/command/hall.h"
#include "tui/demo.h"

static const struct {
	const char *login, *name;
	enum post post;
} operators[] = {
	{"jingban", "演练经办", POST_CLERK},  {"jingban2", "演练经办二", POST_CLERK},
	{"fuhe", "演练复核", POST_REVIEWER},  {"zhuguan", "演练主管", POST_SUPERVISOR},
	{"shenji", "演练审计", POST_AUDITOR}, {"guanli", "演练管理", POST_ADMIN},
};
enum { OPERATORS = sizeof(operators) / sizeof(operators[0]) };

static bool make_operators(struct store *s, struct err *e)
{
	for (int i = 0; i < OPERATORS; i++)
		if (!operators_create(s, NULL, operators[i].login, operators[i].name,
				      POST_BIT(operators[i].post), DEMO_PASSWORD,
				      PASSWORD_INTERACTIVE, e))
			return false;
	return true;
}

/* A new file: whatever stands there, also a link to elsewhere, is left alone. */
static bool write_file(const char *path, const char *text, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	size_t len = strlen(text);

	if (fd < 0 && errno == EEXIST)
		return err_set(e, ERR_STORE, _("已有此文件，不会覆盖：%s"), path);
	bool ok = fd >= 0 && write(fd, text, len) == (ssize_t)len;
	if (fd >= 0 && close(fd) != 0)
		ok = false;
	if (ok)
		return true;
	err_set(e, ERR_STORE, _("写不了 %s：%s"), path, strerror(errno));
	if (fd >= 0)
		unlink(path);
	return false;
}

static bool write_list(const char *dir, struct err *e)
{
	struct str text = {0};
	char *list = paths_join(dir, "operators.tsv"), *password = paths_join(dir, "password");

	for (int i = 0; i < OPERATORS; i++)
		str_addf(&text, "%s\t%s\n", operators[i].login, post_ids[operators[i].post]);
	bool ok = write_file(list, str_text(&text), e);
	if (ok && !write_file(password, DEMO_PASSWORD "\n", e)) {
		unlink(list);
		ok = false;
	}
	str_done(&text);
	free(password);
	free(list);
	return ok;
}

/* The hall just founded, closed again: half of one would only be in the way of the next try. */
static void unmake_hall(const char *path)
{
	static const char *const ends[] = {"", "-wal", "-shm", "-journal", "-lock"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		char *file = xasprintf("%s%s", path, ends[i]);
		unlink(file);
		free(file);
	}
}

static bool make_dir(const char *dir, struct err *e)
{
	char *path = strdup(dir);
	bool ok = true;

	for (char *slash = path + 1; ok && (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		ok = mkdir(path, 0700) == 0 || errno == EEXIST;
		*slash = '/';
	}
	ok = ok && (mkdir(path, 0700) == 0 || errno == EEXIST);
	free(path);
	return ok || err_set(e, ERR_STORE, _("建不了文件夹 %s：%s"), dir, strerror(errno));
}

bool demo_make(struct command_env *env, const char *dir, const char *path, const char *id,
	       struct err *e)
{
	struct site *site = site_load(env->forms, id, e);
	bool ok = false;

	if (!site)
		return false;
	const struct store_founding founding = {
		.site = site->code, .name = site->agency, .demo = true};
	if (make_dir(dir, e) && store_found(path, &founding, &clock_system, e)) {
		struct store *s = store_open(path, &clock_system, e);
		ok = s && make_operators(s, e) && write_list(dir, e);
		store_close(s);
		if (!ok)
			unmake_hall(path);
	}
	site_free(site);
	return ok;
}

static const struct option_row options[] = {
	{"site", OPTION_VALUE, "ID", N_("按 forms/sites/ID.yaml 的网点建，默认 demo")},
	{NULL},
};

static enum err_code run(struct command_env *env, const struct arguments *args, struct err *e)
{
	const char *dir = args->words[0], *given = argument(args, "site");
	const char *id = given ? given : env->site ? env->site : DEMO_SITE;
	char *path = paths_join(dir, "hall.db");
	bool ok = demo_make(env, dir, path, id, e);

	if (ok)
		fprintf(env->out,
			_("演练大厅已建好：%s\n登录名见 %s/operators.tsv，口令都是 "
			  "%s\n打开：yichuang --store %s\n"),
			path, dir, DEMO_PASSWORD, path);
	free(path);
	return ok ? ERR_NONE : e->code;
}

const struct command command_demo = {
	.name = "demo",
	.words = "DIR",
	.min_words = 1,
	.max_words = 1,
	.summary = N_("建一个演练大厅：DIR/hall.db、operators.tsv 和 password"),
	.options = options,
	.run = run,
};
