/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/found_files.h"

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

const char **found_folders(const char *own, const char *home, struct arena *a, size_t *n)
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

/* What is listed: of one call. */
struct finding {
	bool tables, folders;
	struct arena *a;
	struct found_file *rows;
	size_t n;
};

static void add_file(struct finding *f, const char *dir, const char *name)
{
	char *path = paths_join(dir, name), *shown = utf8_cleaned(name);
	struct stat st;
	bool there = stat(path, &st) == 0;

	if (there && S_ISDIR(st.st_mode) && f->folders)
		*ARENA_PUSH(f->a, f->rows, f->n) =
			(struct found_file){.path = arena_printf(f->a, "%s/", path),
					    .name = arena_printf(f->a, "%s/", shown),
					    .folder = true};
	else if (there && S_ISREG(st.st_mode) && (!f->tables || is_table(name)))
		*ARENA_PUSH(f->a, f->rows, f->n) = (struct found_file){
			.path = arena_strdup(f->a, path),
			.name = arena_strdup(f->a, shown),
			.size = st.st_size,
			.at = (int64_t)st.st_mtim.tv_sec * 1000,
		};
	free(path);
	free(shown);
}

static int newest_first(const void *a, const void *b)
{
	const struct found_file *x = a, *y = b;

	if (x->folder != y->folder)
		return y->folder - x->folder;
	if (x->at != y->at)
		return x->at < y->at ? 1 : -1;
	return strcmp(x->name, y->name);
}

/* ~$ and .~ are locks of an open table. */
static bool is_hidden(const char *name)
{
	return name[0] == '.' || name[0] == '~';
}

static void read_folder(struct finding *f, const char *dir, const char *typed)
{
	DIR *d = opendir(dir);

	for (struct dirent *one; d && f->n < FOUND_FILES && (one = readdir(d));) {
		bool fits = f->folders ? strncmp(one->d_name, typed, strlen(typed)) == 0
				       : strcasestr(one->d_name, typed) != NULL;
		if (fits && !is_hidden(one->d_name))
			add_file(f, dir, one->d_name);
	}
	if (d)
		closedir(d);
}

static struct found_file *sorted(struct finding *f, size_t *n)
{
	*n = f->n;
	if (f->n)
		qsort(f->rows, f->n, sizeof(*f->rows), newest_first);
	return f->rows;
}

struct found_file *found_files(const char *const *folders, size_t n_folders, const char *typed,
			       bool tables, struct arena *a, size_t *n)
{
	struct finding f = {.tables = tables, .a = a};

	for (size_t i = 0; i < n_folders; i++)
		read_folder(&f, folders[i], typed);
	return sorted(&f, n);
}

struct found_file *found_files_below(const char *typed, bool tables, struct arena *a, size_t *n)
{
	struct finding f = {.tables = tables, .folders = true, .a = a};
	const char *slash = strrchr(typed, '/');
	const char *dir = !slash	   ? "."
			  : slash == typed ? "/"
					   : arena_strndup(a, typed, (size_t)(slash - typed));

	read_folder(&f, dir, slash ? slash + 1 : typed);
	return sorted(&f, n);
}
