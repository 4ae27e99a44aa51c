/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/command/hall.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tui/demo.h"

static bool set_day(struct session *s, const struct arguments *args, struct err *e)
{
	date_day day;

	if (!argument(args, "on"))
		return true;
	return argument_day(args, &day, e) && store_set_day(s->store, day, e);
}

bool hall_open(struct command_env *env, const struct arguments *args, struct session *s,
	       struct err *e)
{
	*s = (struct session){.forms = env->forms};
	if (!env->store)
		return err_set(e, ERR_USAGE, _("请用 --store 指明库文件"));
	s->calendar = env_calendar(env, e);
	s->site = s->calendar ? site_load(env->forms, env->site ? env->site : DEMO_SITE, e) : NULL;
	s->store = s->site ? store_open(env->store, &clock_system, e) : NULL;
	if (s->store && set_day(s, args, e)) {
		s->window = s->site->n_windows ? &s->site->windows[0] : NULL;
		return true;
	}
	hall_close(s);
	return false;
}

/* The first line of the file, without its end. */
static bool read_password(char *out, size_t size, struct err *e)
{
	const char *path = getenv("YICHUANG_PASSWORD_FILE");
	FILE *f = path && *path ? fopen(path, "re") : NULL;

	if (!path || !*path)
		return err_set(e, ERR_PERMISSION,
			       _("请把口令放进文件，并用环境变量 YICHUANG_PASSWORD_FILE 指明"));
	if (!f)
		return err_set(e, ERR_PERMISSION, _("打不开口令文件 %s：%s"), path,
			       strerror(errno));
	bool got = fgets(out, (int)size, f) != NULL;
	fclose(f);
	if (!got)
		return err_set(e, ERR_PERMISSION, _("口令文件 %s 是空的"), path);
	out[strcspn(out, "\r\n")] = '\0';
	return true;
}

static bool login(struct session *s, const char *name, struct err *e)
{
	struct arena a = {0};
	struct operator_row *op = NULL;
	char password[256];
	bool ok = read_password(password, sizeof(password), e) &&
		  operators_login(s->store, name, password, s->window ? s->window->id : NULL, &a,
				  &op, e);

	explicit_bzero(password, sizeof(password));
	if (ok) {
		snprintf(s->login, sizeof(s->login), "%s", op->login);
		snprintf(s->name, sizeof(s->name), "%s", op->name);
		s->posts = op->posts;
	}
	arena_done(&a);
	return ok;
}

bool hall_login(struct command_env *env, const struct arguments *args, struct session *s,
		struct err *e)
{
	const char *name = argument(args, "operator");

	if (!name)
		return err_set(e, ERR_USAGE, _("请用 --operator 指明经办人"));
	if (!hall_open(env, args, s, e))
		return false;
	if (login(s, name, e))
		return true;
	hall_close(s);
	return false;
}

void hall_close(struct session *s)
{
	if (s->catalog_loaded)
		catalog_done(&s->catalog);
	if (s->store)
		store_close(s->store);
	if (s->site)
		site_free(s->site);
	*s = (struct session){0};
}
