/* SPDX-License-Identifier: Apache-2.0
 *
 * What lies in the spool of a window: the paper as it was when it was queued, the
 * marks brought to the disk when they have to be, and nothing once it is printed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "office/printer.h"

enum { PATIENCE_MS = 20000 };

/* How often something was brought to the disk; these stand before the C library's. */
static int folder_syncs, data_syncs;

int fsync(int fd)
{
	struct stat st;

	folder_syncs += fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
	return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	data_syncs++;
	return (int)syscall(SYS_fdatasync, fd);
}

struct spool_room {
	char dir[64], spool[96], paper[96], printed[96];
	struct printer *printer;
	const char *voided; /* number of a document */
	struct err err;
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static bool is_void(void *ctx, const char *number)
{
	const struct spool_room *r = ctx;

	return r->voided && strcmp(r->voided, number) == 0;
}

static void open_printer(struct spool_room *r)
{
	char command[256];

	snprintf(command, sizeof(command), "sh -c 'cat \"$1\" >>%s' sh {file}", r->printed);
	const struct printer_options o = {.folder = r->spool,
					  .command = command,
					  .seconds = 20,
					  .clock = &clock_system,
					  .void_by_now = is_void,
					  .ctx = r};
	r->printer = printer_open(&o, &r->err);
	assert_non_null(r->printer);
}

static int begin(void **state)
{
	struct spool_room *r = calloc(1, sizeof(*r));

	strcpy(r->dir, "/tmp/yichuang-spool-XXXXXX");
	assert_non_null(mkdtemp(r->dir));
	snprintf(r->spool, sizeof(r->spool), "%s/w1", r->dir);
	snprintf(r->paper, sizeof(r->paper), "%s/receipt.xlsx", r->dir);
	snprintf(r->printed, sizeof(r->printed), "%s/printed", r->dir);
	put(r->paper, "original\n");
	put(r->printed, "");
	open_printer(r);
	*state = r;
	return 0;
}

static int end(void **state)
{
	struct spool_room *r = *state;
	char command[96];

	printer_close(r->printer);
	snprintf(command, sizeof(command), "rm -rf '%s'", r->dir);
	assert_int_equal(system(command), 0);
	free(r);
	return 0;
}

static const struct print_job *job(const struct spool_room *r, size_t i)
{
	const struct print_job *jobs;

	assert_true(i < printer_jobs(r->printer, &jobs));
	return &jobs[i];
}

static void wait_state(struct spool_room *r, size_t i, enum print_state state)
{
	int64_t until = now_ms() + PATIENCE_MS;
	struct pollfd wait[2];
	int fds[2];

	for (;;) {
		printer_poll(r->printer, now_ms());
		if (job(r, i)->state == state)
			return;
		if (now_ms() > until)
			fail_msg("job %zu is %s (%s)", i, print_state_ids[job(r, i)->state],
				 job(r, i)->reason);
		int n = printer_watch(r->printer, fds);
		for (int k = 0; k < n; k++)
			wait[k] = (struct pollfd){.fd = fds[k], .events = POLLIN};
		poll(wait, (nfds_t)n, 200);
	}
}

static void assert_printed(const struct spool_room *r, const char *wanted)
{
	char text[256] = "";
	FILE *f = fopen(r->printed, "r");

	assert_non_null(f);
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	assert_string_equal(text, wanted);
}

/* Lines of `ls` and the like in the spool. */
static int count(const struct spool_room *r, const char *what)
{
	char command[160], answer[16] = "";

	snprintf(command, sizeof(command), "cd '%s' && %s | wc -l", r->spool, what);
	FILE *f = popen(command, "r");
	assert_non_null(f);
	assert_non_null(fgets(answer, sizeof(answer), f));
	pclose(f);
	return atoi(answer);
}

/* A reprint is written over the file while the original is held after a restart. */
static void what_waits_comes_out_as_it_was_queued(void **state)
{
	struct spool_room *r = *state;

	assert_true(printer_add(r->printer, r->paper, "受理回执单", "1-01", &r->err));
	put(r->paper, "first reprint\n"); /* in place, as a spreadsheet program saves */
	assert_true(printer_add(r->printer, r->paper, "受理回执单", "1-01", &r->err));
	assert_int_equal(count(r, "find . -name receipt.xlsx -perm 0600"), 2);
	assert_int_equal(unlink(r->paper), 0);
	printer_close(r->printer);
	open_printer(r);
	assert_true(printer_retry(r->printer, job(r, 0)->id, &r->err));
	wait_state(r, 0, PRINT_SENT);
	assert_printed(r, "original\n");
	assert_true(printer_retry(r->printer, job(r, 1)->id, &r->err));
	wait_state(r, 1, PRINT_SENT);
	assert_printed(r, "original\nfirst reprint\n");
	assert_int_equal(count(r, "ls | grep -v ^work-"), 0);
}

static void what_was_voided_elsewhere_does_not_come_out(void **state)
{
	struct spool_room *r = *state;

	assert_true(printer_add(r->printer, r->paper, "受理回执单", "1-01", &r->err));
	assert_true(printer_add(r->printer, r->paper, "受理回执单", "1-02", &r->err));
	r->voided = "1-01";
	wait_state(r, 0, PRINT_FAILED);
	assert_non_null(strstr(job(r, 0)->reason, "1-01 已作废"));
	wait_state(r, 1, PRINT_SENT);
	assert_printed(r, "original\n");
	assert_true(printer_drop(r->printer, job(r, 0)->id, &r->err));
	assert_int_equal(count(r, "ls | grep -v ^work-"), 0);
}

static void marks_are_on_the_disk_in_time(void **state)
{
	struct spool_room *r = *state;

	folder_syncs = data_syncs = 0;
	assert_true(printer_add(r->printer, r->paper, "受理回执单", "1-01", &r->err));
	assert_true(folder_syncs > 0);
	assert_int_equal(data_syncs, 0);
	printer_poll(r->printer, now_ms());
	assert_int_equal(job(r, 0)->state, PRINT_RUNNING);
	assert_int_equal(data_syncs, 1);
	folder_syncs = 0;
	wait_state(r, 0, PRINT_SENT);
	assert_true(folder_syncs > 0);
}

static void a_paper_without_its_job_is_cleared_away(void **state)
{
	struct spool_room *r = *state;
	char dir[128], file[160];

	printer_close(r->printer);
	snprintf(dir, sizeof(dir), "%s/paper-00000000000000000001-0000", r->spool);
	snprintf(file, sizeof(file), "%s/receipt.xlsx", dir);
	assert_int_equal(mkdir(dir, 0700), 0);
	put(file, "half a pa");
	open_printer(r);
	assert_int_equal(count(r, "ls"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_waits_comes_out_as_it_was_queued, begin, end),
		cmocka_unit_test_setup_teardown(what_was_voided_elsewhere_does_not_come_out, begin,
						end),
		cmocka_unit_test_setup_teardown(marks_are_on_the_disk_in_time, begin, end),
		cmocka_unit_test_setup_teardown(a_paper_without_its_job_is_cleared_away, begin,
						end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
