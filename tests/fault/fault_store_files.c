/* SPDX-License-Identifier: Apache-2.0
 *
 * Disks and files that are not what they should be: each has its words, and
 * nothing half-written remains.
 */
#include "../unit/store_fixture.h"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store/store_inside.h"
#include "store/verify.h"

/* Runs f in a process of its own; its message comes back through a pipe. */
static void elsewhere(struct hall *h, bool (*f)(struct hall *h, struct err *e), struct err *e)
{
	int fds[2], status;

	assert_int_equal(pipe(fds), 0);
	pid_t child = fork();
	if (child == 0) {
		struct err own;
		err_clear(&own);
		bool ok = f(h, &own);
		if (write(fds[1], &own, sizeof(own)) != sizeof(own))
			_exit(2);
		_exit(ok ? 0 : 1);
	}
	close(fds[1]);
	assert_int_equal(read(fds[0], e, sizeof(*e)), sizeof(*e));
	close(fds[0]);
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void say(struct err *e, const char *part)
{
	if (e->code != ERR_STORE || !strstr(e->text, part))
		fail_msg("%d %s, not %s", e->code, e->text, part);
	assert_null(strstr(e->text, "%"));
}

static bool limit_files(off_t size)
{
	struct rlimit limit = {(rlim_t)size, (rlim_t)size};

	signal(SIGXFSZ, SIG_IGN);
	return setrlimit(RLIMIT_FSIZE, &limit) == 0;
}

/* True when it ran into the limit and the store still answers. */
static bool fill_up(struct hall *h, struct err *e)
{
	struct store *store = store_open(h->path, &h->clock, e);
	struct sample s;
	struct case_filter f;
	struct case_row *rows;
	size_t n;
	int done = 0;

	if (!store || !limit_files(600 * 1024))
		return false;
	sample_make(&s, "王晓明", "210402199003071225");
	while (sample_commit(store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, NULL, e))
		done++;
	case_filter_init(&f);
	f.limit = 1000;
	bool ok = cases_list(store, &f, &h->arena, &rows, &n, NULL) && (int)n == done && done > 0;
	store_close(store);
	return ok;
}

static void a_full_disk_takes_nothing_half(void **state)
{
	struct hall *h = *state;
	struct verify_report report;
	struct err e;
	struct sample s;
	struct store_receipt r;

	elsewhere(h, fill_up, &e);
	say(&e, "磁盘已满");
	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
	/* Space again: the next number follows the last one written. */
	sample_make(&s, "王晓明", "210402199003071225");
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	assert_int_equal(r.ticket.serial, report.events);
}

/* The same from SQLite's own side: no page more. */
static void no_page_more_takes_nothing_half(void **state)
{
	struct hall *h = *state;
	struct verify_report report;
	struct sample s;
	char *big = calloc(1, 300001);
	int done = 0;

	assert_true(db_exec(h->store->db, "PRAGMA max_page_count = 1", &h->err)); /* = as it is */
	memset(big, 'x', 300000);
	sample_make(&s, "王晓明", "210402199003071225");
	s.record.remark = big;
	while (sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, NULL, &h->err))
		done++;
	say(&h->err, "磁盘已满");
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	assert_int_equal(report.events, done + 1);
	assert_true(db_exec(h->store->db, "PRAGMA max_page_count = 100000", &h->err));
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, NULL, &h->err));
	free(big);
}

static bool found_on_full(struct hall *h, struct err *e)
{
	struct store_founding f = {"210400", "大厅", false};
	char path[128];

	snprintf(path, sizeof(path), "%s/other.db", h->folder);
	return limit_files(20 * 1024) && !store_found(path, &f, &h->clock, e) &&
	       access(path, F_OK) != 0;
}

static void founding_on_a_full_disk_leaves_nothing(void **state)
{
	struct hall *h = *state;
	struct err e;
	char command[128];

	elsewhere(h, found_on_full, &e);
	say(&e, "磁盘已满");
	snprintf(command, sizeof(command), "! ls %s | grep -q other", h->folder);
	assert_int_equal(system(command), 0);
}

/* Root writes everywhere; a clerk does not. */
static void become_nobody(void)
{
	if (geteuid() == 0 && (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0))
		_exit(3);
}

static bool open_without_right(struct hall *h, struct err *e)
{
	become_nobody();
	return store_open(h->path, &h->clock, e) == NULL;
}

static bool found_without_right(struct hall *h, struct err *e)
{
	struct store_founding f = {"210400", "大厅", false};
	char path[128];

	become_nobody();
	snprintf(path, sizeof(path), "%s/other.db", h->folder);
	return !store_found(path, &f, &h->clock, e);
}

static void a_disk_one_may_not_write_says_so(void **state)
{
	struct hall *h = *state;
	char lock[128];
	struct err e;

	snprintf(lock, sizeof(lock), "%s-lock", h->path);
	assert_int_equal(chmod(lock, 0444), 0);
	assert_int_equal(chmod(h->path, 0444), 0);
	assert_int_equal(chmod(h->folder, 0555), 0);
	elsewhere(h, open_without_right, &e);
	say(&e, "只读");
	elsewhere(h, found_without_right, &e);
	say(&e, "只读");
	assert_int_equal(chmod(h->folder, 0700), 0);
}

static void expect_no_store(struct hall *h, const char *part)
{
	store_close(h->store);
	h->store = store_open(h->path, &h->clock, &h->err);
	assert_null(h->store);
	say(&h->err, part);
}

static void a_missing_file_is_named(void **state)
{
	struct hall *h = *state;

	store_close(h->store);
	assert_null(h->store = store_open("/nonexistent/hall.db", &h->clock, &h->err));
	say(&h->err, "/nonexistent/hall.db");
	assert_null(h->store = store_open("/tmp", &h->clock, &h->err));
	say(&h->err, "找不到");
}

static void overwrite(const char *path, off_t at, const char *text)
{
	int fd = open(path, O_WRONLY);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, text, strlen(text), at), strlen(text));
	close(fd);
}

static void other_files_are_no_store(void **state)
{
	struct hall *h = *state;

	store_close(h->store);
	h->store = NULL;
	assert_int_equal(truncate(h->path, 0), 0);
	expect_no_store(h, "不是一窗的库");
	overwrite(h->path, 0, "姓名,身份证号\n");
	expect_no_store(h, "不是一窗的库");
	char other[128];
	snprintf(other, sizeof(other), "%s/foreign.db", h->folder);
	meddle(other, "CREATE TABLE t (a); PRAGMA user_version = 1");
	store_close(h->store);
	assert_null(h->store = store_open(other, &h->clock, &h->err));
	say(&h->err, "不是一窗的库");
}

static void a_broken_file_is_not_worked_with(void **state)
{
	struct hall *h = *state;
	struct stat st;

	store_close(h->store);
	h->store = NULL;
	meddle(h->path, "PRAGMA wal_checkpoint(TRUNCATE)");
	assert_int_equal(stat(h->path, &st), 0);
	for (off_t page = 1; page * 4096 < st.st_size; page++)
		overwrite(h->path, page * 4096, "garbage garbage garbage garbage");
	expect_no_store(h, "损坏");
}

static void a_newer_store_is_refused(void **state)
{
	struct hall *h = *state;

	meddle(h->path, "PRAGMA user_version = 99");
	/* Also by one who had it open when it was upgraded. */
	struct sample s;
	sample_make(&s, "王晓明", "210402199003071225");
	assert_false(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, NULL, &h->err));
	say(&h->err, "重新打开");
	expect_no_store(h, "99");
	say(&h->err, "升级");
}

static void a_clock_behind_writes_nothing(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt r;

	sample_make(&s, "王晓明", "210402199003071225");
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	h->ms -= 2001;
	assert_false(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	say(&h->err, "时钟");
	assert_non_null(strstr(h->err.text, "2026-11-24 09:00:00"));
	/* A small skew takes the newest time. */
	h->ms += 1;
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	assert_int_equal(r.ticket.serial, 2);
	assert_int_equal(r.ticket.at, clock_at(hall_day(), 9, 0));
	/* But never back over midnight: that would be another day's number. */
	h->ms = clock_at(hall_day() + 1, 0, 0);
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	h->ms -= 1;
	assert_false(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	say(&h->err, "时钟");
}

/* Whatever is altered, removed or slipped in is found at the first place that does not fit. */
static void tampering_is_found_and_named(void **state)
{
	const struct {
		const char *sql, *seq;
	} acts[] = {
		{"UPDATE ledger SET payload = replace(payload, '1', '2') WHERE seq = 4", "第4笔"},
		{"UPDATE ledger SET operator = 'wang' WHERE seq = 5", "第5笔"},
		{"UPDATE ledger SET at = at + 1 WHERE seq = 3", "第3笔"},
		{"UPDATE ledger SET day = day - 1 WHERE seq = 3", "第3笔"},
		{"UPDATE ledger SET subject = '' WHERE seq = 2", "第2笔"},
		{"UPDATE ledger SET version = 2 WHERE seq = 2", "第2笔"},
		{"DELETE FROM ledger WHERE seq = 3", "第4笔"},
		{"UPDATE ledger SET hash = zeroblob(32) WHERE seq = 4", "第4笔"},
		{"UPDATE ledger SET prev = zeroblob(32) WHERE seq = 4", "第4笔"},
		{"UPDATE ledger SET seq = 100 WHERE seq = 6", "第100笔"},
		{"INSERT INTO ledger SELECT NULL, site, seq + 1, kind, version, at, day, operator, "
		 "\"window\", visit, subject, payload, hash, hash FROM ledger WHERE seq = 6",
		 "第7笔"},
	};
	struct verify_report report;

	(void)state;
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		struct hall h;
		struct store_event five[5];
		hall_make(&h, false);
		for (int k = 0; k < 5; k++)
			five[k] = (struct store_event){.kind = EVENT_VISIT_BEGUN,
						       .who = &li,
						       .subject = "3",
						       .payload = "{\"room\":1}"};
		assert_true(store_commit(h.store, NULL, five, 5, NULL, &h.err));
		assert_true(store_verify(h.store, false, NULL, NULL, &report, &h.err));
		assert_int_equal(report.events, 6);
		meddle(h.path, "DROP TRIGGER ledger_keeps; DROP TRIGGER ledger_stays");
		meddle(h.path, acts[i].sql);
		assert_false(store_verify(h.store, false, NULL, NULL, &report, &h.err));
		say(&h.err, acts[i].seq);
		hall_remove(&h);
	}
}

static void the_ledger_itself_refuses_changes(void **state)
{
	struct hall *h = *state;
	sqlite3 *handle;

	assert_int_equal(sqlite3_open(h->path, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_exec(handle, "DELETE FROM ledger", NULL, NULL, NULL),
			 SQLITE_CONSTRAINT);
	assert_int_equal(sqlite3_exec(handle, "UPDATE ledger SET at = 0", NULL, NULL, NULL),
			 SQLITE_CONSTRAINT);
	sqlite3_close(handle);
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(a_full_disk_takes_nothing_half),
		HALL_TEST(no_page_more_takes_nothing_half),
		HALL_TEST(founding_on_a_full_disk_leaves_nothing),
		HALL_TEST(a_disk_one_may_not_write_says_so),
		HALL_TEST(a_missing_file_is_named),
		HALL_TEST(other_files_are_no_store),
		HALL_TEST(a_broken_file_is_not_worked_with),
		HALL_TEST(a_newer_store_is_refused),
		HALL_TEST(a_clock_behind_writes_nothing),
		cmocka_unit_test(tampering_is_found_and_named),
		HALL_TEST(the_ledger_itself_refuses_changes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
