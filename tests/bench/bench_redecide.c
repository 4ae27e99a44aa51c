/* SPDX-License-Identifier: Apache-2.0
 *
 * How fast `verify --decisions` goes through 10,000 and 100,000 acceptances of fs-001 (001:109), in
 * processor time; and how much more memory the longer ledger takes.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/mem.h"
#include "case/pinned.h"
#include "case/record_make.h"
#include "case/redecide.h"
#include "guide/calendar_file.h"
#include "guide/load.h"

enum { SIZES = 2 };
static const int sizes[SIZES] = {10000, 100000};
static const double bar = 20000; /* a second: a hall's year of 100,000 in 5 s */

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static long resident_kb(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return u.ru_maxrss;
}

static const char *root(void)
{
	const char *dir = getenv("YICHUANG_SOURCE_ROOT");

	return dir ? dir : ".";
}

static void die(const char *what)
{
	fprintf(stderr, "bench_redecide: %s\n", what);
	exit(1);
}

struct bench {
	struct guide *guide;
	struct item *item;
	struct calendar *calendar;
	struct casefile c;
	struct check *check;
	struct store *store;
	struct case_record record;
	struct arena arena;
	char digest[GUIDE_DIGEST_TEXT];
};

static void load(struct bench *b)
{
	char *dir = xasprintf("%s/forms/fushun", root()),
	     *blocks = xasprintf("%s/forms/blocks.yaml", root()),
	     *file = xasprintf("%s/forms/fushun/fs-001.yaml", root()),
	     *days = xasprintf("%s/forms/calendars", root());
	struct faults f = {0};

	b->guide = guide_load(dir, blocks, &f);
	b->item = b->guide ? item_load(b->guide, file, &f) : NULL;
	b->calendar = calendar_new();
	if (!b->item || !calendar_dir_load(b->calendar, days, &f))
		die("the guide cannot be read");
	faults_done(&f);
	free(days);
	free(file);
	free(blocks);
	free(dir);
}

static void fill_counter(struct bench *b, date_day today)
{
	struct err e;
	int status = item_var(b->item, "参保身份");
	static const char *const papers[] = {"本人身份证", "户口簿"};

	casefile_init(&b->c, b->item, today);
	if (!answer_parse(b->item, status, "灵活就业人员", &b->c.in.values[status], &e))
		die(e.text);
	for (int i = 0; i < 2; i++)
		b->c.in.marks[item_paper(b->item, papers[i])].state = PAPER_OK;
	casefile_set(&b->c, (size_t)casefile_field(&b->c, "insured.name"), "王小明", today, NULL,
		     &e);
	b->check = check_new(b->item);
	check_run(b->check, &b->c.in, b->calendar);
	check_dues(b->check, &b->c.in, b->calendar);
	record_make(&b->record, &b->arena, &b->c, b->check, false);
	b->record.state = CASE_ACCEPTED;
	b->record.calendar = b->digest;
}

static void found_store(struct bench *b, const char *folder, int n)
{
	const struct store_founding f = {"210400", "大厅", false};
	char *path = xasprintf("%s/%d.db", folder, n);
	struct err e = {0};

	if (!store_found(path, &f, &clock_system, &e) ||
	    !(b->store = store_open(path, &clock_system, &e)) ||
	    !pinned_keep(b->store, NULL, b->item, &e) ||
	    !pinned_keep_calendar(b->store, b->calendar, b->digest, &e))
		die(e.text);
	free(path);
}

/* One as the program writes it, the others after its pattern: the chain is not what is measured. */
static void fill_ledger(struct bench *b, int n)
{
	static const struct actor clerk = {"li", "3", 0};
	const struct store_event ev = {.kind = EVENT_CASE_ACCEPTED,
				       .who = &clerk,
				       .reserve = true,
				       .build = case_record_build,
				       .ctx = &b->record};
	struct err e = {0};
	sqlite3 *db = NULL;

	if (!store_commit(b->store, NULL, &ev, 1, NULL, &e))
		die(e.text);
	char *sql = sqlite3_mprintf(
		"PRAGMA synchronous = OFF; WITH RECURSIVE c(i) AS (VALUES (1) UNION ALL "
		"SELECT i + 1 FROM c WHERE i < %d) INSERT INTO ledger SELECT 1000 + i, site, "
		"1000 + i, kind, version, at, day, operator, \"window\", visit, subject || i, "
		"payload, prev, hash FROM c JOIN ledger ON kind = 'case.accepted' AND id < 1000",
		n - 1);
	if (sqlite3_open(store_path(b->store), &db) != SQLITE_OK ||
	    sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(db));
	sqlite3_free(sql);
	sqlite3_close(db);
}

/* The best of three, a second. */
static double measure(struct bench *b, int n)
{
	const struct redecide how = {.first = DATE_NONE, .last = DATE_NONE};
	struct redecide_report r;
	struct err e = {0};
	double best = 0;

	for (int i = 0; i < 3; i++) {
		double start = now();
		if (!redecide_all(b->store, &how, &r, &e))
			die(e.text);
		if (r.same != n)
			die("the decisions do not come out again");
		double rate = n / (now() - start);
		best = rate > best ? rate : best;
	}
	return best;
}

int main(void)
{
	char folder[] = "/tmp/bench-XXXXXX";
	struct bench b = {0};
	double least = 0;

	if (!mkdtemp(folder))
		return 1;
	load(&b);
	fill_counter(&b, clock_today(&clock_system));
	for (int i = 0; i < SIZES; i++) {
		found_store(&b, folder, sizes[i]);
		fill_ledger(&b, sizes[i]);
		double rate = measure(&b, sizes[i]);
		printf("redecide %d: %.0f decisions/s (bar %.0f), %ld kB\n", sizes[i], rate, bar,
		       resident_kb());
		least = i == 0 || rate < least ? rate : least;
		store_close(b.store);
	}
	arena_done(&b.arena);
	check_free(b.check);
	casefile_done(&b.c);
	item_free(b.item);
	guide_free(b.guide);
	calendar_free(b.calendar);
	char *command = xasprintf("rm -rf '%s'", folder);
	bool ok = system(command) == 0 && least >= bar;
	free(command);
	return ok ? 0 : 1;
}
