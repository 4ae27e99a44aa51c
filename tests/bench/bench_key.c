/* SPDX-License-Identifier: Apache-2.0
 *
 * From a key to the last byte of the paint it causes, through a terminal: in the
 * login field, in the item picker (a search of the guide per key) and in a form
 * (the whole checklist per key), each beside a bare ncurses program.
 * Usage: bench_key YICHUANG BARE
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "child.h"

enum { KEYS = 2000, QUIET_MS = 3, SETTLE_MS = 400 };
static const double bar = 2.0, bar_ms = 1.0;

/* Four letters typed and taken back, again and again. */
static double one_key(struct child *c, int i)
{
	static const char keys[] = "zgcb\x7f\x7f\x7f\x7f";
	double before = bench_now();

	child_type(c, &keys[i % 8], 1);
	double last = 0;
	while (last == 0) {
		last = child_read(c, QUIET_MS, NULL, 0);
		if (bench_now() - before > 2) {
			fprintf(stderr, "bench_key: no answer to a key\n");
			exit(1);
		}
	}
	return last - before;
}

/* The keys of the two take turns. */
static double compare_at(const char *where, struct child *ours, struct child *bare)
{
	static double a[KEYS], b[KEYS];

	for (int i = 0; i < KEYS; i++) {
		a[i] = one_key(ours, i);
		b[i] = one_key(bare, i);
	}
	double mine = bench_at(a, KEYS, 0.99), peer = bench_at(b, KEYS, 0.99);
	printf("key to paint, %s: p50 %.3f ms, p99 %.3f ms; bare ncurses p50 %.3f ms, p99 %.3f ms; "
	       "ratio of p99 %.2f (bar %.1f, and %.1f ms)\n",
	       where, bench_at(a, KEYS, 0.5) * 1e3, mine * 1e3, bench_at(b, KEYS, 0.5) * 1e3,
	       peer * 1e3, mine / peer, bar, bar_ms);
	return mine * 1e3 > bar_ms ? bar + 1 : mine / peer;
}

static void go_on(struct child *c, const char *keys)
{
	child_type(c, keys, strlen(keys));
	child_read(c, SETTLE_MS, NULL, 0);
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/yichuang-bench-XXXXXX";
	double ratio[3];

	if (argc != 3 || !mkdtemp(folder))
		return 1;
	char *make = xasprintf("'%s' demo '%s' >/dev/null", argv[1], folder);
	char *store = xasprintf("%s/hall.db", folder), *clean = xasprintf("rm -rf '%s'", folder);
	if (system(make) != 0)
		return 1;
	struct child ours = child_start((const char *const[]){argv[1], "--store", store, NULL});
	struct child bare = child_start((const char *const[]){argv[2], NULL});
	child_read(&ours, SETTLE_MS, NULL, 0);
	child_read(&bare, SETTLE_MS, NULL, 0);
	ratio[0] = compare_at("login field", &ours, &bare);
	go_on(&ours, "jingban\r");
	go_on(&ours, "88888888\r");
	go_on(&ours, "z");
	go_on(&ours, "\x7f");
	ratio[1] = compare_at("item picker", &ours, &bare);
	go_on(&ours, "001");
	go_on(&ours, "\r");
	go_on(&ours, "2\r");
	ratio[2] = compare_at("form", &ours, &bare);
	child_kill(&ours);
	child_kill(&bare);
	int status = system(clean) == 0 ? 0 : 1;
	for (int i = 0; i < 3; i++)
		status |= ratio[i] > bar;
	free(make);
	free(store);
	free(clean);
	return status;
}
