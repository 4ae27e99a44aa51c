/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool folder_list(const char *dir, struct names *out, struct faults *f)
{
	DIR *d = opendir(dir);
	const struct dirent *e;

	*out = (struct names){0};
	if (!d) {
		faults_add(f, dir, 0, 0, _("打不开目录：%s"), strerror(errno));
		return false;
	}
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		out->rows = xreallocarray(out->rows, out->count + 1, sizeof(*out->rows));
		out->rows[out->count++] = xstrdup(e->d_name);
	}
	closedir(d);
	if (out->count)
		qsort(out->rows, out->count, sizeof(*out->rows), by_name);
	return true;
}

void names_done(struct names *n)
{
	for (size_t i = 0; i < n->count; i++)
		free(n->rows[i]);
	free(n->rows);
	*n = (struct names){0};
}

bool folder_is_yaml(const char *name)
{
	size_t len = strlen(name);

	return len > 5 && name[0] != '_' && strcmp(name + len - 5, ".yaml") == 0;
}
