/* SPDX-License-Identifier: Apache-2.0
 *
 * Printing at the counter, with a printer that is a shell script: from the key that
 * accepts to the sheet, a failure and how it is mended, 未打出 and 补发, a voided
 * document, what a killed program leaves.
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
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/documents.h"
#include "store/settings.h"

enum { SPOOLED_MS = 3000, PATIENCE_MS = 20000 };

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void write_script(const struct screens_hall *h, const char *text)
{
	char path[128], all[512];

	snprintf(path, sizeof(path), "%s/printer", h->folder);
	snprintf(all, sizeof(all), "#!/bin/sh\nH='%s'\n%s\n", h->folder, text);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0700);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, all, strlen(all)), (ssize_t)strlen(all));
	close(fd);
}

static int begin(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));
	char command[160];
	struct err e;

	hall_begin(h, hall_program, true);
	snprintf(command, sizeof(command), "%s/printer {file}", h->folder);
	struct store *s = hall_store(h);
	assert_true(settings_set(s, NULL, "print.command", command, &e));
	store_close(s);
	write_script(h, "basename \"$1\" >>\"$H/printed\"");
	*state = h;
	return 0;
}

/* How many sheets came out. */
static int printed(const struct screens_hall *h)
{
	char path[128], line[256];
	int n = 0;

	snprintf(path, sizeof(path), "%s/printed", h->folder);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		n++;
	if (f)
		fclose(f);
	return n;
}

static void wait_printed(const struct screens_hall *h, int wanted)
{
	int64_t until = now_ms() + PATIENCE_MS;

	while (printed(h) < wanted && now_ms() < until)
		poll(NULL, 0, 5);
	assert_int_equal(printed(h), wanted);
}

/* From home: a notice for somebody, up to the dialog that gives its number. */
/* Decided, then the next person: nothing is printed before that. Returns when it was. */
static int64_t give_notice(const struct screens_hall *h, struct vt *vt, const char *name)
{
	int before = printed(h);

	hall_fill_intake(vt, name);
	vt_key(vt, VT_F8);
	vt_wait_for(vt, "出具");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已告知"); /* the number stands whatever the printer does */
	vt_wait_for(vt, "下一位时一起打印");
	vt_wait_for(vt, "待打印 1");
	assert_int_equal(printed(h), before);
	int64_t at = now_ms();
	vt_key(vt, VT_ENTER);
	return at;
}

static struct document_row *documents(const struct screens_hall *h, const char *number,
				      struct arena *a, size_t wanted)
{
	struct document_row *rows;
	struct err e;
	size_t n;
	struct store *s = hall_store(h);

	assert_true(documents_of(s, number, a, &rows, &n, &e));
	assert_int_equal(n, wanted);
	store_close(s);
	return rows;
}

static void to_the_case(struct vt *vt, const char *number)
{
	vt_key(vt, VT_F2);
	vt_type(vt, number);
	vt_wait_line(vt, 1, number);
	vt_wait_line(vt, 4, "赵六");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "查询码");
}

/* ---- */

static void decided_and_spooled_in_three_seconds(void **state)
{
	struct screens_hall *h = *state;
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	int64_t at = give_notice(h, vt, "王小明");

	wait_printed(h, 1);
	int64_t took = now_ms() - at;
	print_message("decided to spooled: %d ms\n", (int)took);
	assert_true(took <= SPOOLED_MS);
	vt_wait_for(vt, "办什么事");
	vt_key(vt, VT_F7);
	vt_wait_line(vt, 0, "打印");
	vt_wait_for(vt, "一次性告知书");
	vt_wait_for(vt, "已送");
	vt_wait_for(vt, "-01");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void a_failure_is_told_and_printed_again(void **state)
{
	struct screens_hall *h = *state;
	struct vt *vt = hall_login(h, "jingban", 24, 80);

	write_script(h, "echo 'lp: 缺纸' >&2; exit 1");
	give_notice(h, vt, "王小明");
	vt_wait_for(vt, "打印失败 1");
	vt_wait_for(vt, "办什么事");
	int col = vt_col_of(vt, 22, "打印失败");
	assert_true(col > 0);
	vt_alt(vt, 'p');
	vt_wait_for(vt, "缺纸（退出码 1）");
	hall_assert_framed(vt, 24, "打印");
	write_script(h, "basename \"$1\" >>\"$H/printed\"");
	vt_key(vt, VT_ENTER);
	wait_printed(h, 1);
	vt_wait_for(vt, "已送");
	vt_wait_gone(vt, "打印失败");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void spoiled_and_copied_are_counted_apart(void **state)
{
	struct screens_hall *h = *state;
	struct arena a = {0};
	char number[NUMBER_TEXT], document[DOCUMENT_TEXT];
	struct err e;

	hall_add_deferred(h, "赵六", "2026-11-30", number);
	struct store *s = hall_store(h);
	assert_true(documents_issue(s, &(struct actor){"jingban", "w1", 0}, number, "receipt",
				    document, &e));
	store_close(s);
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	to_the_case(vt, number);
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "同号重打");
	vt_type(vt, "1");
	vt_wait_for(vt, "卡纸");
	vt_type(vt, "1");
	vt_wait_for(vt, "打坏几张纸");
	vt_key(vt, VT_BACKSPACE);
	vt_type(vt, "2");
	vt_key(vt, VT_ENTER);
	wait_printed(h, 1);
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "同号重打");
	vt_type(vt, "3");
	wait_printed(h, 2);
	struct document_row *rows = documents(h, number, &a, 1);
	assert_int_equal(rows[0].spoiled, 2);
	assert_int_equal(rows[0].reprints, 1);
	/* Voided with a new one, which takes its place. */
	vt_key(vt, VT_F3);
	vt_wait_for(vt, "作废原因");
	vt_type(vt, "姓名打错");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "只作废");
	vt_type(vt, "1");
	wait_printed(h, 3);
	rows = documents(h, number, &a, 2);
	assert_int_not_equal(rows[0].voided_at, 0);
	assert_string_equal(rows[1].replaces, document);
	arena_done(&a);
	vt_wait_for(vt, "新编号");
	vt_keys(vt, VT_ESC, 2);
	vt_wait_for(vt, "查询");
	vt_free(vt);
}

static void what_a_killed_program_left_is_offered(void **state)
{
	struct screens_hall *h = *state;
	struct vt *vt = hall_login(h, "jingban", 24, 80);

	write_script(h, "basename \"$1\" >>\"$H/printed\"; exec sleep 60");
	give_notice(h, vt, "王小明");
	wait_printed(h, 1);
	vt_wait_for(vt, "待打印 1");
	kill(vt_pid(vt), SIGKILL);
	vt_exit_status(vt);
	vt_free(vt);
	write_script(h, "basename \"$1\" >>\"$H/printed\"");
	vt = hall_login(h, "jingban", 24, 80);
	vt_wait_for(vt, "打印失败 1");
	vt_key(vt, VT_F7);
	vt_wait_for(vt, "不明");
	assert_int_equal(printed(h), 1);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "可能已经打出来");
	vt_key(vt, VT_ESC);
	vt_wait_gone(vt, "可能已经打出来");
	assert_int_equal(printed(h), 1);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "可能已经打出来");
	vt_key(vt, VT_ENTER);
	wait_printed(h, 2);
	vt_wait_for(vt, "已送");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(decided_and_spooled_in_three_seconds, begin,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_failure_is_told_and_printed_again, begin,
						hall_teardown),
		cmocka_unit_test_setup_teardown(spoiled_and_copied_are_counted_apart, begin,
						hall_teardown),
		cmocka_unit_test_setup_teardown(what_a_killed_program_left_is_offered, begin,
						hall_teardown),
	};

	assert_int_equal(argc, 2);
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
