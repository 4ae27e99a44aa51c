/* SPDX-License-Identifier: Apache-2.0
 *
 * From exec to the last byte of the login screen, beside `vim -u NONE FILE`, with
 * ever more cases in the store. The two take turns, so that both meet the same
 * machine. Usage: bench_start YICHUANG
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "child.h"
#include "fill.h"

enum { RUNS = 21, QUIET_MS = 150, SIZES = 4 };
static const int sizes[SIZES] = {0, 10000, 100000, 1000000};
static const double bar = 2.0;

static double once(const char *const argv[], const char *shows)
{
	char end[65536];
	struct child c = child_start(argv);
	double last = child_read(&c, QUIET_MS, end, sizeof(end));

	child_kill(&c);
	if (last == 0 || (shows && !strstr(end, shows))) {
		fprintf(stderr, "bench_start: %s shows no first screen\n", argv[0]);
		exit(1);
	}
	return last - c.started;
}

static double compare_at(char *program, const char *folder, int cases, char *file)
{
	double ours[RUNS], theirs[RUNS];
	char *hall = xasprintf("%s/%d", folder, cases);
	char *store = xasprintf("%s/hall.db", hall);
	char *make = xasprintf("'%s' demo '%s' >/dev/null", program, hall);
	const char *const open[] = {program, "--store", store, NULL};
	const char *const vim[] = {"vim", "-u", "NONE", file, NULL};

	if (system(make) != 0)
		exit(1);
	if (cases)
		fill_store(store, cases);
	for (int i = -1; i < RUNS; i++) { /* the first warms the caches of both */
		double a = once(open, "jingban"), b = once(vim, NULL);
		if (i >= 0) {
			ours[i] = a;
			theirs[i] = b;
		}
	}
	double mine = bench_at(ours, RUNS, 0.5), peer = bench_at(theirs, RUNS, 0.5);
	printf("start, %7d cases: %.1f ms, vim %.1f ms, ratio %.2f (bar %.1f)\n", cases, mine * 1e3,
	       peer * 1e3, mine / peer, bar);
	free(make);
	free(store);
	free(hall);
	return mine / peer;
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/yichuang-bench-XXXXXX";
	double worst = 0;

	if (argc != 2 || !mkdtemp(folder))
		return 1;
	char *file = xasprintf("%s/text", folder);
	FILE *f = fopen(file, "w");
	for (int i = 0; f && i < 100; i++)
		fprintf(f, "line %d of an ordinary file\n", i);
	if (!f || fclose(f) != 0)
		return 1;
	for (int i = 0; i < SIZES; i++) {
		double ratio = compare_at(argv[1], folder, sizes[i], file);
		worst = ratio > worst ? ratio : worst;
	}
	char *command = xasprintf("rm -rf '%s'", folder);
	int gone = system(command);
	free(command);
	free(file);
	return gone == 0 && worst <= bar ? 0 : 1;
}
