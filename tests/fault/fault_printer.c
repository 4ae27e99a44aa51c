/* SPDX-License-Identifier: Apache-2.0
 *
 * The print queue with printers that are slow, fail, are out of paper, never answer,
 * talk without end, are not there or get killed; a program that ends in the middle;
 * a full disk. The waits end when the queue says something happened.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "office/printer.h"

enum { PATIENCE_MS = 20000, SECONDS = 20 };

struct room {
	char dir[64], spool[96], paper[96], printed[96];
	struct printer *printer;
	struct err err;
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void write_text(const char *path, const char *text, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

static int begin(void **state)
{
	struct room *r = calloc(1, sizeof(*r));

	snprintf(r->dir, sizeof(r->dir), "/tmp/yichuang-print-XXXXXX");
	assert_non_null(mkdtemp(r->dir));
	snprintf(r->spool, sizeof(r->spool), "%s/w1", r->dir);
	snprintf(r->paper, sizeof(r->paper), "%s/receipt $(x) '1'.xlsx", r->dir);
	snprintf(r->printed, sizeof(r->printed), "%s/printed", r->dir);
	write_text(r->paper, "a workbook\n", 0600);
	*state = r;
	return 0;
}

static int end(void **state)
{
	struct room *r = *state;
	char command[96];

	printer_close(r->printer);
	snprintf(command, sizeof(command), "rm -rf '%s'", r->dir);
	assert_int_equal(system(command), 0);
	free(r);
	return 0;
}

/* A printer that is this shell script; $1 is the file. */
static void fake(struct room *r, const char *script, int seconds)
{
	char path[128], text[1024], command[256];

	snprintf(path, sizeof(path), "%s/fake printer", r->dir);
	snprintf(text, sizeof(text), "#!/bin/sh\nP='%s'\n%s\n", r->printed, script);
	write_text(path, text, 0700);
	snprintf(command, sizeof(command), "'%s' {file} \"and more\"", path);
	const struct printer_options o = {
		.folder = r->spool, .command = command, .seconds = seconds, .clock = &clock_system};
	r->printer = printer_open(&o, &r->err);
	assert_non_null(r->printer);
	assert_true(printer_is_ready(r->printer));
}

static void add(struct room *r, const char *number)
{
	if (!printer_add(r->printer, r->paper, "受理回执单", number, &r->err))
		fail_msg("%s", r->err.text);
}

static const struct print_job *job(struct room *r, size_t i)
{
	const struct print_job *jobs;

	assert_true(i < printer_jobs(r->printer, &jobs));
	return &jobs[i];
}

/* One turn of a loop: moves on, waits until there is something to move. Returns what one poll
 * took at most, ms. */
static int64_t turn(struct room *r, int timeout_ms)
{
	int fds[2];
	struct pollfd wait[2];
	int64_t before = now_ms();

	printer_poll(r->printer, before);
	int64_t took = now_ms() - before;
	int n = printer_watch(r->printer, fds);
	for (int i = 0; i < n; i++)
		wait[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
	if (n)
		poll(wait, (nfds_t)n, timeout_ms);
	return took;
}

static void wait_state(struct room *r, size_t i, enum print_state state)
{
	int64_t until = now_ms() + PATIENCE_MS;

	while (job(r, i)->state != state) {
		if (now_ms() > until)
			fail_msg("job %zu is %s (%s)", i, print_state_ids[job(r, i)->state],
				 job(r, i)->reason);
		turn(r, 200);
	}
}

static void assert_printed(struct room *r, const char *wanted)
{
	char text[4096] = "";
	FILE *f = fopen(r->printed, "r");

	if (f) {
		text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
		fclose(f);
	}
	assert_string_equal(text, wanted);
}

/* Gone, or a zombie that nobody reaps in here. */
static bool is_gone(int pid)
{
	char path[64], line[256] = "";

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	FILE *f = fopen(path, "r");
	if (f) {
		char *got = fgets(line, sizeof(line), f);
		fclose(f);
		return !got || strstr(line, ") Z");
	}
	return true;
}

static void wait_gone(int pid)
{
	int64_t until = now_ms() + PATIENCE_MS;

	while (!is_gone(pid) && now_ms() < until)
		poll(NULL, 0, 5);
	assert_true(is_gone(pid));
}

static size_t spooled(const struct room *r)
{
	char command[160], count[16] = "";

	snprintf(command, sizeof(command), "ls '%s' | grep -c ^job-", r->spool);
	FILE *f = popen(command, "r");
	assert_non_null(f);
	assert_non_null(fgets(count, sizeof(count), f));
	pclose(f);
	return (size_t)atoi(count);
}

/* ---- what works ---- */

static void in_order_and_the_file_is_one_word(void **state)
{
	struct room *r = *state;

	fake(r,
	     "cat \"$1\" >>\"$P\"; echo \"$# $2 ${YICHUANG_PASSWORD_FILE-clean} $TMPDIR\" "
	     "| sed 's/work-.*/work/' >>\"$P\"; pwd | grep -c work- >>\"$P\"",
	     SECONDS);
	setenv("YICHUANG_PASSWORD_FILE", "/secret", 1);
	add(r, "1-01");
	add(r, "1-02");
	wait_state(r, 1, PRINT_SENT);
	assert_int_equal(job(r, 0)->state, PRINT_SENT);
	assert_string_equal(job(r, 1)->number, "1-02");
	char wanted[512];
	snprintf(wanted, sizeof(wanted),
		 "a workbook\n2 and more clean %s/work\n1\na workbook\n2 and more clean "
		 "%s/work\n1\n",
		 r->spool, r->spool);
	assert_printed(r, wanted);
	assert_int_equal(spooled(r), 0);
	assert_int_equal(printer_count(r->printer).waiting, 0);
	unsetenv("YICHUANG_PASSWORD_FILE");
}

static void a_slow_printer_holds_nobody_up(void **state)
{
	struct room *r = *state;
	struct stat st;
	char gate[128], script[256];

	snprintf(gate, sizeof(gate), "%s/gate", r->dir);
	assert_int_equal(mkfifo(gate, 0600), 0);
	snprintf(script, sizeof(script), "read x <'%s'; echo \"$x\" >>\"$P\"", gate);
	fake(r, script, SECONDS);
	add(r, "1-01");
	add(r, "1-02");
	for (int i = 0; i < 100; i++) {
		int64_t took = turn(r, 0);
		if (took > 100) /* the first forks; none waits for the printer */
			fail_msg("a poll took %d ms", (int)took);
	}
	assert_int_equal(job(r, 0)->state, PRINT_RUNNING);
	assert_int_equal(job(r, 1)->state, PRINT_WAITING);
	assert_int_equal(printer_count(r->printer).waiting, 2);
	assert_int_equal(spooled(r), 2);
	for (int i = 0; i < 2; i++) {
		int fd = open(gate, O_WRONLY);
		assert_int_equal(write(fd, "sheet\n", 6), 6);
		close(fd);
		wait_state(r, (size_t)i, PRINT_SENT);
	}
	assert_printed(r, "sheet\nsheet\n");
	assert_int_equal(stat(r->spool, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
}

/* ---- what fails ---- */

static void out_of_paper_is_said_and_printed_again(void **state)
{
	struct room *r = *state;

	fake(r,
	     "[ -e \"$P\" ] && { echo again >>\"$P\"; exit 0; }; : >\"$P\"\n"
	     "echo chatter; printf 'lp: 缺纸\\033[2J 请加纸\\n\\n' >&2; exit 3",
	     SECONDS);
	add(r, "1-01");
	wait_state(r, 0, PRINT_FAILED);
	assert_string_equal(job(r, 0)->reason, "lp: 缺纸 [2J 请加纸（退出码 3）");
	assert_int_equal(printer_count(r->printer).failed, 1);
	assert_ptr_equal(printer_trouble(r->printer), job(r, 0));
	assert_int_equal(spooled(r), 1);
	for (int i = 0; i < 20; i++)
		turn(r, 0);
	assert_int_equal(job(r, 0)->state, PRINT_FAILED); /* not by itself */
	assert_true(printer_retry(r->printer, job(r, 0)->id, &r->err));
	wait_state(r, 0, PRINT_SENT);
	assert_printed(r, "again\n");
	assert_false(printer_retry(r->printer, job(r, 0)->id, &r->err));
	assert_null(printer_trouble(r->printer));
}

static void a_printer_that_never_answers_is_ended_with_its_children(void **state)
{
	struct room *r = *state;
	char pid[32] = "";

	fake(r, "trap '' TERM HUP; sleep 1000 & echo $! >>\"$P\"; wait", 1);
	add(r, "1-01");
	add(r, "1-02");
	wait_state(r, 0, PRINT_FAILED);
	assert_non_null(strstr(job(r, 0)->reason, "打印机没有回应（等了 1 秒）"));
	FILE *f = fopen(r->printed, "r");
	assert_non_null(fgets(pid, sizeof(pid), f));
	fclose(f);
	wait_gone(atoi(pid));
	wait_state(r, 1, PRINT_FAILED); /* the queue went on */
}

static void endless_talk_is_no_burden(void **state)
{
	struct room *r = *state;

	fake(r, "head -c 50000000 /dev/zero | tr '\\0' 'x'; echo; echo '最后一行'; exit 1",
	     SECONDS);
	add(r, "1-01");
	wait_state(r, 0, PRINT_FAILED);
	assert_string_equal(job(r, 0)->reason, "最后一行（退出码 1）");
}

static void a_line_without_end_or_sense_is_cut(void **state)
{
	struct room *r = *state;

	fake(r, "printf 'bad\\377\\376\\n'; exit 1", SECONDS);
	add(r, "1-01");
	wait_state(r, 0, PRINT_FAILED);
	assert_string_equal(job(r, 0)->reason, "bad??（退出码 1）");
	add(r, "1-02");
	printer_close(r->printer);
	fake(r, "head -c 100000 /dev/zero | tr '\\0' 'x'; exit 1", SECONDS);
	assert_true(printer_retry(r->printer, job(r, 1)->id, &r->err));
	wait_state(r, 1, PRINT_FAILED);
	assert_true(strlen(job(r, 1)->reason) < 250);
	assert_non_null(strstr(job(r, 1)->reason, "xxx"));
}

static void a_printer_that_is_not_there_is_named(void **state)
{
	struct room *r = *state;
	struct printer_options o = {.folder = r->spool, .seconds = SECONDS, .clock = &clock_system};

	o.command = "/nowhere/lp {file}";
	r->printer = printer_open(&o, &r->err);
	add(r, "1-01");
	wait_state(r, 0, PRINT_FAILED);
	assert_non_null(strstr(job(r, 0)->reason, "没有打印程序 /nowhere/lp"));
	/* Something that is no program. */
	char path[128];
	snprintf(path, sizeof(path), "%s/data", r->dir);
	write_text(path, "echo no shell runs this\n", 0700);
	assert_true(printer_command(r->printer, path, SECONDS, &r->err));
	snprintf(path, sizeof(path), "%s/data {file}", r->dir);
	assert_true(printer_command(r->printer, path, SECONDS, &r->err));
	assert_true(printer_retry(r->printer, job(r, 0)->id, &r->err));
	wait_state(r, 0, PRINT_FAILED);
	assert_non_null(strstr(job(r, 0)->reason, "（退出码 127）"));
	assert_false(printer_command(r->printer, "lp 'open", SECONDS, &r->err));
	assert_false(printer_is_ready(r->printer));
}

static void a_paper_that_is_gone_is_said(void **state)
{
	struct room *r = *state;

	fake(r, "echo printed >>\"$P\"", SECONDS);
	assert_false(printer_add(r->printer, "/nowhere/a.xlsx", "清单", NULL, &r->err));
	add(r, "1-01");
	char command[160];
	snprintf(command, sizeof(command), "rm -r '%s'/paper-*", r->spool);
	assert_int_equal(system(command), 0);
	wait_state(r, 0, PRINT_FAILED);
	assert_non_null(strstr(job(r, 0)->reason, "文件不在了"));
	assert_printed(r, "");
}

static void a_killed_printer_is_a_failure(void **state)
{
	struct room *r = *state;

	fake(r, "kill -9 $$", SECONDS);
	add(r, "1-01");
	wait_state(r, 0, PRINT_FAILED);
	assert_non_null(strstr(job(r, 0)->reason, "信号 9"));
}

/* ---- the program ends ---- */

static void what_waited_is_held_and_asked_about(void **state)
{
	struct room *r = *state;
	const char *script = "echo \"$1\" | grep -c receipt >>\"$P\"";

	fake(r, script, SECONDS);
	add(r, "1-01");
	add(r, "1-02");
	printer_close(r->printer); /* never polled */
	fake(r, script, SECONDS);
	assert_int_equal(printer_count(r->printer).held, 2);
	assert_string_equal(job(r, 0)->number, "1-01");
	assert_string_equal(job(r, 1)->number, "1-02");
	assert_string_equal(job(r, 1)->title, "受理回执单");
	for (int i = 0; i < 20; i++)
		turn(r, 0);
	assert_printed(r, ""); /* not by itself */
	assert_true(printer_retry(r->printer, job(r, 1)->id, &r->err));
	wait_state(r, 1, PRINT_SENT);
	assert_printed(r, "1\n");
	assert_true(printer_drop(r->printer, job(r, 0)->id, &r->err));
	assert_int_equal(spooled(r), 0);
}

/* Papers of a visit: none before its end, then all; after a crash they are offered. */
static void a_run_waits_for_its_end(void **state)
{
	struct room *r = *state;

	fake(r, "echo \"$1\" | grep -c receipt >>\"$P\"", SECONDS);
	for (int i = 0; i < 2; i++)
		assert_true(printer_keep(r->printer, r->paper, "受理回执单", "1-01", &r->err));
	for (int i = 0; i < 20; i++)
		turn(r, 0);
	assert_printed(r, "");
	assert_int_equal(printer_count(r->printer).kept, 2);
	assert_int_equal(printer_count(r->printer).waiting, 2);
	printer_release(r->printer);
	wait_state(r, 0, PRINT_SENT);
	wait_state(r, 1, PRINT_SENT);
	assert_printed(r, "1\n1\n");
	assert_true(printer_keep(r->printer, r->paper, "受理回执单", "1-02", &r->err));
	printer_close(r->printer);
	fake(r, "exit 1", SECONDS);
	assert_int_equal(printer_count(r->printer).held, 1);
	printer_release(r->printer);
	assert_int_equal(printer_count(r->printer).held, 1); /* another program's run */
}

/* Killed with one job on its way and one that waits. */
static void after_kill_9_nothing_prints_twice_by_itself(void **state)
{
	struct room *r = *state;
	int ready[2];
	char c, gate[128], script[256];

	snprintf(gate, sizeof(gate), "%s/gate", r->dir);
	assert_int_equal(mkfifo(gate, 0600), 0);
	snprintf(script, sizeof(script), "echo sheet >>\"$P\"; read x <'%s'", gate);
	assert_int_equal(pipe(ready), 0);
	pid_t pid = fork();
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the test fail */
		fake(r, script, SECONDS);
		add(r, "1-01");
		add(r, "1-02");
		printer_poll(r->printer, now_ms());
		assert_int_equal(write(ready[1], "x", 1), 1);
		for (;;)
			pause();
	}
	assert_int_equal(read(ready[0], &c, 1), 1);
	/* While it lives its jobs are its own. */
	fake(r, script, SECONDS);
	const struct print_job *jobs;
	assert_int_equal(printer_jobs(r->printer, &jobs), 0);
	printer_close(r->printer);
	for (int64_t until = now_ms() + PATIENCE_MS; now_ms() < until && access(r->printed, F_OK);)
		poll(NULL, 0, 5);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	fake(r, script, SECONDS);
	assert_int_equal(printer_jobs(r->printer, &jobs), 2);
	assert_int_equal(job(r, 0)->state, PRINT_UNKNOWN);
	assert_non_null(strstr(job(r, 0)->reason, "程序中断"));
	assert_int_equal(job(r, 1)->state, PRINT_HELD);
	for (int i = 0; i < 20; i++)
		turn(r, 0);
	assert_int_equal(job(r, 0)->state, PRINT_UNKNOWN);
	/* And is still unknown the day after. */
	printer_close(r->printer);
	fake(r, script, SECONDS);
	assert_int_equal(job(r, 0)->state, PRINT_UNKNOWN);
	int fd = open(gate, O_WRONLY | O_NONBLOCK); /* lets the orphan go */
	if (fd >= 0)
		close(fd);
	close(ready[0]);
	close(ready[1]);
}

static void a_broken_job_file_stops_nothing(void **state)
{
	struct room *r = *state;
	char path[160];

	fake(r, "exit 0", SECONDS);
	printer_close(r->printer);
	snprintf(path, sizeof(path), "%s/job-1", r->spool);
	write_text(path, "", 0600);
	snprintf(path, sizeof(path), "%s/job-2", r->spool);
	write_text(path, "Q\n1\n/a\nb\n\n\n", 0600);
	fake(r, "exit 0", SECONDS);
	const struct print_job *jobs;
	assert_int_equal(printer_jobs(r->printer, &jobs), 0);
	add(r, "1-01");
	wait_state(r, 0, PRINT_SENT);
}

static void a_full_disk_is_said(void **state)
{
	struct room *r = *state;
	struct rlimit before, none;

	fake(r, "exit 0", SECONDS);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	none = (struct rlimit){0, before.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	bool ok = printer_add(r->printer, r->paper, "受理回执单", "1-01", &r->err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_false(ok);
	assert_non_null(strstr(r->err.text, "磁盘已满"));
	assert_int_equal(spooled(r), 0);
	add(r, "1-01");
	wait_state(r, 0, PRINT_SENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(in_order_and_the_file_is_one_word, begin, end),
		cmocka_unit_test_setup_teardown(a_slow_printer_holds_nobody_up, begin, end),
		cmocka_unit_test_setup_teardown(out_of_paper_is_said_and_printed_again, begin, end),
		cmocka_unit_test_setup_teardown(
			a_printer_that_never_answers_is_ended_with_its_children, begin, end),
		cmocka_unit_test_setup_teardown(endless_talk_is_no_burden, begin, end),
		cmocka_unit_test_setup_teardown(a_line_without_end_or_sense_is_cut, begin, end),
		cmocka_unit_test_setup_teardown(a_printer_that_is_not_there_is_named, begin, end),
		cmocka_unit_test_setup_teardown(a_paper_that_is_gone_is_said, begin, end),
		cmocka_unit_test_setup_teardown(a_killed_printer_is_a_failure, begin, end),
		cmocka_unit_test_setup_teardown(what_waited_is_held_and_asked_about, begin, end),
		cmocka_unit_test_setup_teardown(a_run_waits_for_its_end, begin, end),
		cmocka_unit_test_setup_teardown(after_kill_9_nothing_prints_twice_by_itself, begin,
						end),
		cmocka_unit_test_setup_teardown(a_broken_job_file_stops_nothing, begin, end),
		cmocka_unit_test_setup_teardown(a_full_disk_is_said, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
