/* SPDX-License-Identifier: Apache-2.0 */
#include "base/paths.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "config.h"

bool paths_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool paths_is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

char *paths_join(const char *dir, const char *name)
{
	return xasprintf("%s/%s", dir, name);
}

static const char *env(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

char *paths_forms(void)
{
	const char *given = env("YICHUANG_FORMS");

	if (given)
		return xstrdup(given);
	if (paths_is_dir(YICHUANG_DATADIR "/forms"))
		return xstrdup(YICHUANG_DATADIR "/forms");
	return xstrdup(YICHUANG_SOURCE_ROOT "/forms");
}

char *paths_locale(void)
{
	return xstrdup(YICHUANG_LOCALEDIR);
}

char *paths_store(void)
{
	if (paths_is_dir("/var/lib/yichuang"))
		return xstrdup("/var/lib/yichuang/hall.db");
	const char *data = env("XDG_DATA_HOME");
	if (data)
		return xasprintf("%s/yichuang/hall.db", data);
	const char *home = env("HOME");
	return home ? xasprintf("%s/.local/share/yichuang/hall.db", home) : NULL;
}
