/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/command/hall.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

bool hall_secret(const char *variable, char *out, size_t size, struct err *e)
{
	const char *path = getenv(variable);
	FILE *f = path && *path ? fopen(path, "re") : NULL;

	if (!path || !*path)
		return err_set(e, ERR_PERMISSION, _("请把口令放进文件，并用环境变量 %s 指明"),
			       variable);
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
	char password[256];
	bool ok = hall_secret(HALL_PASSWORD_FILE, password, sizeof(password), e) &&
		  session_login(s, name, password, e);

	explicit_bzero(password, sizeof(password));
	return ok;
}

bool hall_login(struct command_env *env, const struct arguments *args, struct session *s,
		struct err *e)
{
	const char *name = argument(args, "operator");

	if (!name)
		return err_set(e, ERR_USAGE, _("请用 --operator 指明经办人"));
	if (!session_open(s, env, e))
		return false;
	if (login(s, name, e) &&
	    (!s->must_change ||
	     err_set(e, ERR_PERMISSION,
		     _("“%s”的口令须先修改：登录窗口程序，或用 operator password"), name)))
		return true;
	session_close(s);
	return false;
}

bool hall_may_rule(const struct session *s, struct err *e)
{
	if (s->posts & (POST_BIT(POST_SUPERVISOR) | POST_BIT(POST_ADMIN)))
		return true;
	return err_set(e, ERR_PERMISSION, _("须由主管或管理岗位的人办理"));
}
