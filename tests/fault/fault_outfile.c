/* SPDX-License-Identifier: Apache-2.0
 *
 * Documents half written by programs that were killed are cleared away; those that
 * are being written, and what is not ours, stay.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "office/outfile.h"
#include "office/sheet.h"

static char dir[] = "/tmp/yichuang-outfile-XXXXXX";

/* A program that is killed while it writes; *temp is what it leaves. */
static void killed_writer(const char *path, char temp[128])
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	pid_t pid = fork();
	if (pid == 0) {
		struct outfile o;
		struct err e;
		char name[128] = "";
		if (outfile_begin(&o, path, &e))
			snprintf(name, sizeof(name), "%s", o.temp);
		ssize_t n = write(ends[1], name, sizeof(name));
		for (; n == sizeof(name);)
			pause();
		_exit(1);
	}
	assert_int_equal(read(ends[0], temp, 128), 128);
	outfile_sweep(dir);
	assert_int_equal(access(temp, F_OK), 0); /* it lives */
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	close(ends[0]);
	close(ends[1]);
	assert_int_equal(access(temp, F_OK), 0);
}

static void what_a_killed_writer_left_is_cleared(void **state)
{
	struct outfile mine;
	struct err e;
	char left[128], path[128], other[128];

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/receipt.xlsx", dir);
	snprintf(other, sizeof(other), "%s/.other", dir);
	fclose(fopen(other, "w"));
	killed_writer(path, left);
	assert_true(outfile_begin(&mine, path, &e));
	outfile_sweep(dir);
	assert_int_not_equal(access(left, F_OK), 0);
	assert_int_equal(access(other, F_OK), 0);
	assert_int_equal(access(mine.temp, F_OK), 0);
	assert_true(outfile_commit(&mine, &e));
	assert_int_equal(access(path, F_OK), 0);
	outfile_sweep("/nowhere");
	assert_int_equal(unlink(path) + unlink(other) + rmdir(dir), 0);
}

/* The disk takes the name and then no more. */
static void a_new_sheet_that_cannot_be_written_leaves_no_name(void **state)
{
	char folder[] = "/tmp/fault-sheet-XXXXXX", stem[96];
	struct rlimit before, none;
	struct document d;
	struct err e;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(stem, sizeof(stem), "%s/kit", folder);
	document_init(&d, "抚顺市社保大厅", "空页");
	d.created = 1;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	none = (struct rlimit){0, before.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	char *path = sheet_write_new(&d, stem, &e);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_null(path);
	assert_int_equal(rmdir(folder), 0);
	document_done(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_killed_writer_left_is_cleared),
		cmocka_unit_test(a_new_sheet_that_cannot_be_written_leaves_no_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
