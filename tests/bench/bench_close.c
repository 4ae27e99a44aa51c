/* SPDX-License-Identifier: Apache-2.0
 *
 * Counting a day of 250 cases in a store of 10,000, 100,000 and 1,000,000: the first
 * close, which replays every move, and a later one, which opens with the one before
 * it. What grows with the store is the index of states alone. argv: none.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "fill.h"
#include "store/closes.h"

enum { SIZES = 3, RUNS = 3 };
static const double bar_later = 0.5; /* s, at 1,000,000 */

/* A move for every case, so that the states can be replayed; and of each day but the last two the
 * close that a hall would have. */
static const char moves[] =
	"PRAGMA synchronous = OFF; BEGIN;"
	"INSERT INTO case_moves SELECT '210400', id, id, day, opened_at, 'case.accepted', "
	"  \"window\", operator, '', state FROM cases;"
	"INSERT INTO business_days SELECT DISTINCT '210400', day, 'w1', 1 FROM cases;"
	"COMMIT; PRAGMA wal_checkpoint(TRUNCATE);";
static const char closed[] =
	"BEGIN;"
	"INSERT INTO closes SELECT '210400', 1, max(day) - 1, max(day) - 1, '', 0, 'a', 'b', '', "
	"0, 0, "
	"  0, NULL, NULL, 0, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM cases;"
	"INSERT INTO close_lines SELECT '210400', 1, row_number() OVER (), w, state, 0, 0, 0, n "
	"FROM "
	"  (SELECT '' AS w, state, count(*) AS n FROM cases WHERE day < (SELECT max(day) FROM "
	"cases) "
	"  GROUP BY state UNION ALL SELECT 'w1', state, count(*) FROM cases WHERE day < "
	"  (SELECT max(day) FROM cases) GROUP BY state);"
	"COMMIT;";

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void run_sql(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	char *why = NULL;

	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) {
		fprintf(stderr, "%s: %s\n", path, why ? why : sqlite3_errmsg(db));
		exit(1);
	}
	sqlite3_close(db);
}

static date_day last_day(const char *path)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *q = NULL;
	date_day day = DATE_NONE;

	if (sqlite3_open(path, &db) == SQLITE_OK &&
	    sqlite3_prepare_v2(db, "SELECT max(day) FROM cases", -1, &q, NULL) == SQLITE_OK &&
	    sqlite3_step(q) == SQLITE_ROW)
		day = sqlite3_column_int(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(db);
	return day;
}

/* The best of some runs; every line has to balance. */
static double count(const char *path, date_day day)
{
	double best = 1e9;

	for (int i = 0; i < RUNS; i++) {
		struct close_counts c;
		struct arena a = {0};
		struct err e = {0};
		struct store *s = store_open(path, &clock_system, &e);
		double start = now();
		if (!s || !closes_count(s, day, NULL, &a, &c, &e)) {
			fprintf(stderr, "bench_close: %s\n", e.text);
			exit(1);
		}
		double took = now() - start;
		best = took < best ? took : best;
		for (size_t k = 0; k < c.n_lines; k++) {
			const struct close_line *l = &c.lines[k];
			if (l->opening + l->entered - l->left != l->closing &&
			    strcmp(l->id, "numbers") != 0) {
				fprintf(stderr, "bench_close: %s does not balance\n", l->id);
				exit(1);
			}
		}
		arena_done(&a);
		store_close(s);
	}
	return best;
}

int main(void)
{
	static const int sizes[SIZES] = {10000, 100000, 1000000};
	struct store_founding f = {"210400", "大厅", true};
	double later = 0;

	for (int i = 0; i < SIZES; i++) {
		char folder[] = "/tmp/bench-XXXXXX";
		struct err e = {0};
		if (!mkdtemp(folder))
			return 1;
		char *path = xasprintf("%s/hall.db", folder);
		if (!store_found(path, &f, &clock_system, &e)) {
			fprintf(stderr, "bench_close: %s\n", e.text);
			return 1;
		}
		fill_store(path, sizes[i]);
		run_sql(path, moves);
		date_day day = last_day(path);
		double first = count(path, day);
		run_sql(path, closed);
		later = count(path, day);
		printf("close of %7d cases: first %.3f s, later %.3f s\n", sizes[i], first, later);
		char *command = xasprintf("rm -rf '%s'", folder);
		if (system(command) != 0)
			return 1;
		free(command);
		free(path);
	}
	return later <= bar_later ? 0 : 1;
}
