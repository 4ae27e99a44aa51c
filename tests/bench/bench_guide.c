/* SPDX-License-Identifier: Apache-2.0
 *
 * The guides: reading and linting all of them, beside libyaml merely parsing the same
 * files; and the first screen with 1, 172 and 1,720 items in forms/, which must not
 * wait for them (the catalog is read while nobody types). The items beyond the real
 * ones are copies under other ids. Usage: bench_guide YICHUANG
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

#include "base/mem.h"
#include "child.h"
#include "guide/folder.h"
#include "guide/lint.h"

enum { RUNS = 11, STARTS = 15, QUIET_MS = 150, SIZES = 3 };
static const int sizes[SIZES] = {1, 172, 1720};
static const double bar_seconds = 2.0, bar_growth = 1.15;

/* ---- load and lint ---- */

/* Seconds of our own work, whatever else the machine does. */
static double work_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static size_t parse_bare(const char *file)
{
	FILE *in = fopen(file, "re");
	yaml_parser_t parser;
	yaml_event_t event;
	size_t events = 0;
	bool more = in != NULL;

	if (!in || !yaml_parser_initialize(&parser))
		exit(1);
	yaml_parser_set_input_file(&parser, in);
	while (more && yaml_parser_parse(&parser, &event)) {
		more = event.type != YAML_STREAM_END_EVENT;
		events++;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	fclose(in);
	return events;
}

static size_t parse_folder(const char *dir)
{
	struct faults f = {0};
	struct names files;
	size_t events = 0;

	if (folder_list(dir, &files, &f)) {
		for (size_t i = 0; i < files.count; i++) {
			const char *name = files.rows[i], *dot = strrchr(name, '.');
			char *path = xasprintf("%s/%s", dir, name);
			if (!dot)
				events += parse_folder(path);
			else if (strcmp(dot, ".yaml") == 0)
				events += parse_bare(path);
			free(path);
		}
		names_done(&files);
	}
	faults_done(&f);
	return events;
}

static double lint_once(const char *forms)
{
	struct faults f = {0};
	struct lint_counts n = {0};
	double from = work_now();

	if (!lint_dir(forms, &n, &f))
		fprintf(stderr, "bench_guide: %zu faults in %s\n", f.count, forms);
	faults_done(&f);
	return work_now() - from;
}

static double load_once(const char *forms)
{
	struct faults f = {0};
	struct catalog c;
	double from = work_now();

	catalog_load(&c, forms, NULL, &f);
	double took = work_now() - from;
	catalog_done(&c);
	faults_done(&f);
	return took;
}

static bool bench_lint(const char *forms)
{
	double lint[RUNS], load[RUNS], bare[RUNS];

	for (int i = 0; i < RUNS; i++) {
		double from = work_now();
		if (parse_folder(forms) == 0)
			exit(1);
		bare[i] = work_now() - from;
		load[i] = load_once(forms);
		lint[i] = lint_once(forms);
	}
	double a = bench_at(lint, RUNS, 0.5), b = bench_at(load, RUNS, 0.5);
	double c = bench_at(bare, RUNS, 0.5);
	printf("guides: load and lint %.0f ms, load %.0f ms, bare libyaml %.0f ms: ratios %.1f and "
	       "%.1f (bar: 2 s)\n",
	       a * 1e3, b * 1e3, c * 1e3, a / c, b / c);
	return a <= bar_seconds;
}

/* ---- start ---- */

static void copy_item(const char *from, const char *to, const char *id)
{
	FILE *in = fopen(from, "re"), *out = fopen(to, "we");
	char line[8192];

	if (!in || !out)
		exit(1);
	while (fgets(line, sizeof(line), in))
		strncmp(line, "id: ", 4) == 0 ? fprintf(out, "id: %s\n", id) : fputs(line, out);
	fclose(in);
	fclose(out);
}

/* A forms folder whose only guide has n items. */
static char *make_forms(const char *folder, const char *forms, int n)
{
	char *dir = xasprintf("%s/forms-%d", folder, n);
	char *make = xasprintf("mkdir -p '%s/fushun' && cp -r '%s/sites' '%s/calendars' "
			       "'%s/blocks.yaml' '%s' && cp '%s/fushun/_shared.yaml' '%s/fushun'",
			       dir, forms, forms, forms, dir, forms, dir);

	if (system(make) != 0)
		exit(1);
	for (int i = 0; i < n; i++) {
		char *id = xasprintf("fs-%04d", i + 1);
		char *from = xasprintf("%s/fushun/fs-%03d.yaml", forms, i % 39 + 1);
		char *to = xasprintf("%s/fushun/%s.yaml", dir, id);
		copy_item(from, to, id);
		free(to);
		free(from);
		free(id);
	}
	free(make);
	return dir;
}

static double start_once(char *program, char *store)
{
	const char *const argv[] = {program, "--store", store, NULL};
	char end[65536];
	struct child c = child_start(argv);
	double last = child_read(&c, QUIET_MS, end, sizeof(end));

	child_kill(&c);
	if (last == 0 || !strstr(end, "jingban"))
		exit(1);
	return last - c.started;
}

static bool bench_start(char *program, const char *folder, const char *forms)
{
	double took[SIZES][STARTS], load[SIZES], median[SIZES];
	char *hall = xasprintf("%s/hall", folder), *store = xasprintf("%s/hall.db", hall);
	char *make = xasprintf("'%s' demo '%s' >/dev/null", program, hall), *dirs[SIZES];

	if (system(make) != 0)
		exit(1);
	for (int k = 0; k < SIZES; k++)
		dirs[k] = make_forms(folder, forms, sizes[k]);
	for (int i = -1; i < STARTS; i++) { /* in turn, so that all meet the same machine */
		for (int k = 0; k < SIZES; k++) {
			setenv("YICHUANG_FORMS", dirs[k], 1);
			double one = start_once(program, store);
			if (i >= 0)
				took[k][i] = one;
		}
	}
	for (int k = 0; k < SIZES; k++) {
		median[k] = bench_at(took[k], STARTS, 0.5);
		load[k] = load_once(dirs[k]);
		printf("start, %4d items: %.1f ms; reading them while nobody types: %.1f ms\n",
		       sizes[k], median[k] * 1e3, load[k] * 1e3);
		free(dirs[k]);
	}
	printf("start grows by %.2f from 1 to %d items (bar %.2f)\n", median[SIZES - 1] / median[0],
	       sizes[SIZES - 1], bar_growth);
	free(make);
	free(store);
	free(hall);
	return median[SIZES - 1] / median[0] <= bar_growth;
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/yichuang-bench-XXXXXX";

	setlocale(LC_ALL, "C.UTF-8"); /* widths of labels */
	if (argc != 2 || !mkdtemp(folder))
		return 1;
	char *forms = xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
	bool good = bench_lint(forms);
	good &= bench_start(argv[1], folder, forms);
	char *command = xasprintf("rm -rf '%s'", folder);
	int gone = system(command);
	free(command);
	free(forms);
	return gone == 0 && good ? 0 : 1;
}
