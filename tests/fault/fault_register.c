/* SPDX-License-Identifier: Apache-2.0
 *
 * A disk that fills while a register is written, at every stage of it, and a program
 * that is killed in the middle: no part of a file is left under its name, and the
 * ledger knows of no export that is not there.
 */
#include "../unit/registers_fixture.h"

#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "office/outfile.h"
#include "office/package.h"
#include "office/register_book.h"

static struct register_run run_of(const char *kind)
{
	struct register_run r = {.kind = register_kind_of(kind),
				 .filter_words = "",
				 .purpose = "年终归档",
				 .at = clock_at(hall_day() + 5, 10, 30)};

	register_filter_init(&r.filter, hall_day() + 5);
	return r;
}

static int64_t exports_of(struct register_hall *h)
{
	struct register_filter f;
	int64_t n;

	register_filter_init(&f, hall_day());
	assert_true(
		register_count(h->hall.store, register_kind_of("exports"), &f, &n, &h->hall.err));
	return n;
}

static int files_in(const char *folder)
{
	DIR *d = opendir(folder);
	int n = 0;

	for (struct dirent *f; (f = readdir(d));)
		n += strstr(f->d_name, "xlsx") || strstr(f->d_name, ".yichuang-");
	closedir(d);
	return n;
}

static int open_files(void)
{
	DIR *d = opendir("/proc/self/fd");
	int n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n;
}

static void a_disk_that_fills_at_any_stage(void **state)
{
	struct register_hall *h = *state;
	struct register_run r = run_of("cases");
	struct rlimit was, small;
	char path[128];
	int64_t rows, made = 0;
	int failed = 0, before;

	snprintf(path, sizeof(path), "%s/cases.xlsx", h->hall.folder);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	before = open_files();
	for (rlim_t bytes = 0; bytes < 40000; bytes += bytes < 8192 ? 512 : 4096) {
		small = (struct rlimit){bytes, was.rlim_max};
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
		bool ok = register_book_write(h->hall.store, &zhao, &r, path, &rows, &h->hall.err);
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
		assert_int_equal(files_in(h->hall.folder), ok);
		made += ok;
		failed += !ok;
		assert_int_equal(exports_of(h), made);
		if (!ok)
			assert_true(h->hall.err.text[0]);
		else
			assert_true(package_verify(path, &h->hall.err));
		unlink(path);
		assert_int_equal(open_files(), before);
	}
	assert_true(failed > 10);
	assert_true(register_book_write(h->hall.store, &zhao, &r, path, &rows, &h->hall.err));
}

static bool die(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	(void)done;
	(void)total;
	raise(SIGKILL);
	return true;
}

static void a_program_that_is_killed_when_it_is_packed(void **state)
{
	struct register_hall *h = *state;
	struct register_run r = run_of("cases");
	char path[128];
	int64_t rows;
	int status;

	snprintf(path, sizeof(path), "%s/cases.xlsx", h->hall.folder);
	r.progress = die;
	pid_t pid = fork();
	if (pid == 0) {
		struct err e;
		struct store *s = store_open(h->hall.path, &h->hall.clock, &e);
		register_book_write(s, &zhao, &r, path, &rows, &e);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(exports_of(h), 0);
	outfile_sweep(h->hall.folder);
	assert_int_equal(files_in(h->hall.folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_disk_that_fills_at_any_stage, register_setup,
						register_teardown),
		cmocka_unit_test_setup_teardown(a_program_that_is_killed_when_it_is_packed,
						register_setup, register_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
