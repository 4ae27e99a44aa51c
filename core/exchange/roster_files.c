/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/roster_files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/paths.h"
#include "base/utf8.h"

static bool is_table(const char *name)
{
	/* .xls and .et are shown too: what to do with them is said when they are chosen. */
	static const char *const suffixes[] = {".xlsx", ".csv", ".txt", ".tsv",
					       ".xlsm", ".xls", ".et"};
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (strcasecmp(dot, suffixes[i]) == 0)
			return true;
	return false;
}

static void add_folder(const char *path, struct arena *a, const char ***rows, size_t *n)
{
	if (!paths_is_dir(path))
		return;
	for (size_t i = 0; i < *n; i++)
		if (strcmp((*rows)[i], path) == 0)
			return;
	*ARENA_PUSH(a, *rows, *n) = arena_strdup(a, path);
}

/* Each folder in `dir` is a mounted stick, or one of a user whose folders are. */
static void add_mounts(const char *dir, int levels, struct arena *a, const char ***rows, size_t *n)
{
	DIR *d = opendir(dir);

	for (struct dirent *f; d && (f = readdir(d));) {
		if (f->d_name[0] == '.')
			continue;
		char *path = paths_join(dir, f->d_name);
		struct stat here, up;
		bool ok = stat(path, &here) == 0 && stat(dir, &up) == 0 && S_ISDIR(here.st_mode);
		if (ok && here.st_dev != up.st_dev)
			add_folder(path, a, rows, n);
		else if (ok && levels > 1)
			add_mounts(path, levels - 1, a, rows, n);
		free(path);
	}
	if (d)
		closedir(d);
}

const char **roster_folders(const char *own, const char *home, struct arena *a, size_t *n)
{
	static const char *const below[] = {"Downloads", "下载",      "Desktop",
					    "桌面",	 "Documents", "文档"};
	const char **rows = NULL;

	*n = 0;
	if (*own)
		add_folder(own, a, &rows, n);
	add_mounts("/media", 2, a, &rows, n);
	add_mounts("/run/media", 2, a, &rows, n);
	add_mounts("/mnt", 1, a, &rows, n);
	for (size_t i = 0; home && i < sizeof(below) / sizeof(below[0]); i++) {
		char *path = paths_join(home, below[i]);
		add_folder(path, a, &rows, n);
		free(path);
	}
	return rows;
}

static void add_file(const char *dir, const char *name, bool folders, struct arena *a,
		     struct roster_file **rows, size_t *n)
{
	char *path = paths_join(dir, name);
	struct stat st;
	bool there = stat(path, &st) == 0;

	if (there && S_ISDIR(st.st_mode) && folders)
		*ARENA_PUSH(a, *rows, *n) =
			(struct roster_file){.path = arena_printf(a, "%s/", path),
					     .name = arena_printf(a, "%s/", name),
					     .folder = true};
	else if (there && S_ISREG(st.st_mode) && is_table(name))
		*ARENA_PUSH(a, *rows, *n) = (struct roster_file){
			.path = arena_strdup(a, path),
			.name = arena_strdup(a, name),
			.size = st.st_size,
			.at = (int64_t)st.st_mtim.tv_sec * 1000,
		};
	free(path);
}

static int newest_first(const void *a, const void *b)
{
	const struct roster_file *x = a, *y = b;

	if (x->folder != y->folder)
		return y->folder - x->folder;
	if (x->at != y->at)
		return x->at < y->at ? 1 : -1;
	return strcmp(x->name, y->name);
}

/* Names this program could not show are left out; ~$ and .~ are locks of an open table. */
static bool is_shown(const char *name)
{
	return name[0] != '.' && name[0] != '~' && utf8_valid(name) && !name[utf8_control(name)];
}

static void read_folder(const char *dir, const char *typed, bool folders, struct arena *a,
			struct roster_file **rows, size_t *n)
{
	DIR *d = opendir(dir);

	for (struct dirent *f; d && *n < ROSTER_FILES && (f = readdir(d));) {
		bool fits = folders ? strncmp(f->d_name, typed, strlen(typed)) == 0
				    : strcasestr(f->d_name, typed) != NULL;
		if (fits && is_shown(f->d_name))
			add_file(dir, f->d_name, folders, a, rows, n);
	}
	if (d)
		closedir(d);
}

struct roster_file *roster_files(const char *const *folders, size_t n_folders, const char *typed,
				 struct arena *a, size_t *n)
{
	struct roster_file *rows = NULL;

	*n = 0;
	for (size_t i = 0; i < n_folders; i++)
		read_folder(folders[i], typed, false, a, &rows, n);
	if (*n)
		qsort(rows, *n, sizeof(*rows), newest_first);
	return rows;
}

struct roster_file *roster_files_below(const char *typed, struct arena *a, size_t *n)
{
	struct roster_file *rows = NULL;
	const char *slash = strrchr(typed, '/');
	const char *dir = !slash	   ? "."
			  : slash == typed ? "/"
					   : arena_strndup(a, typed, (size_t)(slash - typed));

	*n = 0;
	read_folder(dir, slash ? slash + 1 : typed, true, a, &rows, n);
	if (*n)
		qsort(rows, *n, sizeof(*rows), newest_first);
	return rows;
}
