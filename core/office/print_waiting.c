/* SPDX-License-Identifier: Apache-2.0 */
#include "office/print_waiting.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/paths.h"

enum { LINE_TITLE = 3, LINE_NUMBER = 4, LINE_BYTES = 1024 };

/* Lines of a job file: mark, moment, file, title, number, reason. */
static void read_job(const char *path, const char *window, struct arena *a,
		     struct print_waiting **rows, size_t *n)
{
	struct print_waiting w = {.window = window};
	char line[LINE_BYTES];
	FILE *f = fopen(path, "re");

	for (int i = 0; f && i <= LINE_NUMBER && fgets(line, sizeof(line), f); i++) {
		line[strcspn(line, "\n")] = '\0';
		if (i == LINE_TITLE)
			w.title = arena_strdup(a, line);
		else if (i == LINE_NUMBER && *line)
			w.number = arena_strdup(a, line);
	}
	if (f)
		fclose(f);
	if (w.number)
		*ARENA_PUSH(a, *rows, *n) = w;
}

static void read_window(const char *folder, const char *window, struct arena *a,
			struct print_waiting **rows, size_t *n)
{
	char *path = paths_join(folder, window);
	DIR *dir = opendir(path);

	for (const struct dirent *d; dir && (d = readdir(dir));) {
		if (strncmp(d->d_name, "job-", 4) != 0)
			continue;
		char *job = paths_join(path, d->d_name);
		read_job(job, window, a, rows, n);
		free(job);
	}
	if (dir)
		closedir(dir);
	free(path);
}

static int by_number(const void *x, const void *y)
{
	const struct print_waiting *a = x, *b = y;

	return strcmp(a->number, b->number);
}

void print_waiting_list(const char *folder, struct arena *a, struct print_waiting **rows, size_t *n)
{
	DIR *dir = opendir(folder);

	*rows = NULL;
	*n = 0;
	for (const struct dirent *d; dir && (d = readdir(dir));)
		if (d->d_name[0] != '.')
			read_window(folder, arena_strdup(a, d->d_name), a, rows, n);
	if (dir)
		closedir(dir);
	if (*n)
		qsort(*rows, *n, sizeof(**rows), by_number);
}
