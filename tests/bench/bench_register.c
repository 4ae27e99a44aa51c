/* SPDX-License-Identifier: Apache-2.0
 *
 * A register of a million cases beside the same cells written by a bare libxlsxwriter
 * loop: both on one thread, in processor time, taking turns; and how much memory ours
 * came to.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>
#include <xlsxwriter.h>

#include "base/mem.h"
#include "child.h"
#include "fill.h"
#include "office/register_book.h"
#include "store/operators.h"
#include "store/settings.h"

enum { CASES = 1000000, ROUNDS = 3, MEMORY_MOST = 16 << 10 /* kB */ };
static const double bar = 1.1;
static const struct actor clerk = {"jingban", "w1", 0};

/* The columns of the register, with what fill.c puts in them. */
static void bare_row(lxw_worksheet *s, lxw_row_t row, lxw_format *text, lxw_format *day)
{
	char number[32], certificate[32];

	snprintf(number, sizeof(number), "9%018u", row);
	snprintf(certificate, sizeof(certificate), "210402%012u", row * 7919 % (CASES / 2 + 1));
	worksheet_write_number(s, row, 0, row, NULL);
	worksheet_write_string(s, row, 1, number, text);
	worksheet_write_number(s, row, 2, 46000 - row / 250.0, day);
	worksheet_write_string(s, row, 3, "职工参保登记", text);
	worksheet_write_string(s, row, 4, "王晓明", text);
	worksheet_write_string(s, row, 5, certificate, text);
	worksheet_write_string(s, row, 6, "13904131234", text);
	worksheet_write_string(s, row, 7, "受理", text);
	worksheet_write_string(s, row, 8, "w1", text);
	worksheet_write_string(s, row, 9, "演练经办", text);
	for (lxw_col_t c = 10; c <= 12; c++)
		worksheet_write_blank(s, row, c, text);
}

static int bare(const char *folder)
{
	char *path = xasprintf("%s/bare.xlsx", folder);
	lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = (char *)folder};
	lxw_workbook *book = workbook_new_opt(path, &options);
	lxw_worksheet *s = workbook_add_worksheet(book, NULL);
	lxw_format *text = workbook_add_format(book), *day = workbook_add_format(book);

	format_set_num_format(text, "@");
	format_set_num_format(day, "yyyy-mm-dd");
	for (lxw_row_t row = 0; row < CASES; row++)
		bare_row(s, row, text, day);
	free(path);
	return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}

static int ours(const char *folder)
{
	char *path = xasprintf("%s/hall.db", folder), *out = xasprintf("%s/cases.xlsx", folder);
	struct err e = {0};
	struct store *s = store_open(path, &clock_system, &e);
	struct register_run run = {.kind = register_kind_of("cases"),
				   .filter_words = "",
				   .purpose = "测速",
				   .at = clock_now(&clock_system)};
	int64_t rows = 0;

	register_filter_init(&run.filter, clock_today(&clock_system));
	bool ok = s && register_book_write(s, &clerk, &run, out, &rows, &e);
	if (!ok || rows != CASES)
		fprintf(stderr, "bench_register: %lld rows, %s\n", (long long)rows, e.text);
	store_close(s);
	free(path);
	free(out);
	return ok && rows == CASES ? 0 : 1;
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* In a process of its own, for the memory. Seconds; ends the benchmark when it failed. */
static double timed(int (*side)(const char *folder), const char *folder, long *kilobytes)
{
	struct rusage usage;
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(side(folder));
	if (wait4(pid, &status, 0, &usage) != pid || status != 0)
		exit(1);
	*kilobytes = usage.ru_maxrss;
	return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/* fill.c leaves them out. */
static bool name_people(const char *path)
{
	sqlite3 *db = NULL;
	bool ok = sqlite3_open(path, &db) == SQLITE_OK &&
		  sqlite3_exec(db,
			       "UPDATE parties SET name = '王晓明', phone = '13904131234';"
			       "PRAGMA wal_checkpoint(TRUNCATE)",
			       NULL, NULL, NULL) == SQLITE_OK;

	sqlite3_close(db);
	return ok;
}

static bool make_store(const char *folder)
{
	struct store_founding f = {"210400", "大厅", true};
	char *path = xasprintf("%s/hall.db", folder);
	struct err e = {0};
	struct store *s = NULL;
	bool ok = store_found(path, &f, &clock_system, &e) &&
		  (s = store_open(path, &clock_system, &e)) &&
		  operators_create(s, NULL, "jingban", "演练经办", POST_BIT(POST_CLERK), "88888888",
				   PASSWORD_WEAK, &e) &&
		  settings_set(s, NULL, EXPORT_ROWS_SETTING, "2000000", &e);

	store_close(s);
	if (ok)
		fill_store(path, CASES);
	else
		fprintf(stderr, "bench_register: %s\n", e.text);
	ok = ok && name_people(path);
	free(path);
	return ok;
}

int main(void)
{
	const char *where = getenv("TMPDIR");
	char *folder = xasprintf("%s/bench-XXXXXX", where && *where ? where : "/tmp");
	double mine[ROUNDS], peer[ROUNDS];
	long memory = 0, kilobytes;

	if (!mkdtemp(folder) || !make_store(folder))
		return 1;
	setvbuf(stdout, NULL, _IONBF, 0); /* a process forked must not say it again */
	for (int i = 0; i < ROUNDS; i++) {
		mine[i] = timed(ours, folder, &kilobytes);
		memory = kilobytes > memory ? kilobytes : memory;
		peer[i] = timed(bare, folder, &kilobytes);
		printf("register: %.2f s, bare %.2f s\n", mine[i], peer[i]);
	}
	double ratio = bench_at(mine, ROUNDS, 0.5) / bench_at(peer, ROUNDS, 0.5);
	printf("register: %d rows, %.2f x a bare loop (bar %.1f), %ld kB (bar %d)\n", CASES, ratio,
	       bar, memory, MEMORY_MOST);
	char *command = xasprintf("rm -rf '%s'", folder);
	bool swept = system(command) == 0;
	free(command);
	free(folder);
	return swept && ratio <= bar && memory <= MEMORY_MOST ? 0 : 1;
}
