/* SPDX-License-Identifier: Apache-2.0
 *
 * A restored store: everything of the backup, a new segment of numbers, the slips
 * printed since entered under their own; and files that are no good backups.
 */
#include "backup_fixture.h"

#include <sodium.h>

#include "store/drafts.h"

static void reopen(struct hall *h, const struct places *p)
{
	store_close(h->store);
	h->store = store_open(p->target, &h->clock, &h->err);
	if (!h->store)
		fail_msg("%s", h->err.text);
}

static int accept_one(struct hall *h)
{
	struct sample s;
	struct store_receipt r;

	sample_make(&s, "李娜", "210402198512120023");
	if (!sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err))
		fail_msg("%s", h->err.text);
	return r.ticket.serial;
}

static bool enter_late(struct hall *h, const char *number, int64_t occurred)
{
	struct sample s;

	sample_make(&s, "李娜", "210402198512120023");
	s.record.occurred = occurred;
	s.record.signed_by = "zhao";
	return sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, number, NULL, NULL, &h->err);
}

static const char *number(int serial, char out[NUMBER_TEXT])
{
	return number_make("210400", hall_day(), serial, out);
}

static struct series_row *only_range(struct hall *h)
{
	struct series_row *rows;
	size_t n;

	assert_true(series_list(h->store, true, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1);
	return rows;
}

static void expect_sound(struct hall *h)
{
	struct verify_report report;

	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
}

/* The drill: three in the backup, three after it, the machine is lost at noon. */
static void begin(struct hall *h, struct places *p)
{
	places_make(h, p);
	hall_work(h, 3);
	if (!back_up(h, p->file))
		fail_msg("%s", h->err.text);
	hall_work(h, 3);
	h->ms = clock_at(hall_day(), 12, 0);
	if (!restore(h, p, PASSPHRASE, "210400"))
		fail_msg("%s", h->err.text);
	reopen(h, p);
}

static void it_goes_on_in_a_segment_of_its_own(void **state)
{
	struct hall *h = *state;
	struct places p;
	char n[NUMBER_TEXT];

	begin(h, &p);
	expect_sound(h);
	assert_string_equal(only_range(h)->next, number(4, n));
	assert_int_equal(only_range(h)->open, 0); /* nobody knows how many */
	assert_int_equal(accept_one(h), 5001);
	assert_int_equal(accept_one(h), 5002);
	expect_sound(h);
	/* The next day there is nothing to leave out. */
	h->ms += INT64_C(86400000);
	assert_int_equal(accept_one(h), 1);
}

static void slips_printed_since_are_entered_under_their_numbers(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct case_record *r;
	char n[NUMBER_TEXT];
	int64_t when = clock_at(hall_day(), 9, 40);

	begin(h, &p);
	assert_true(series_may_enter(h->store, number(5, n), &h->err));
	if (!enter_late(h, number(5, n), when))
		fail_msg("%s", h->err.text);
	assert_int_equal(only_range(h)->open, 1); /* 4 stands before it */
	assert_true(enter_late(h, number(4, n), when));
	assert_int_equal(only_range(h)->open, 0);
	assert_string_equal(only_range(h)->next, number(6, n));
	assert_true(cases_get(h->store, number(4, n), &h->arena, &r, &h->err));
	assert_int_equal(r->accepted_at, when);
	assert_int_equal(r->occurred, when);
	assert_string_equal(r->signed_by, "zhao");
	expect_sound(h);
	/* Twice, of the new segment, of nowhere, of another day, of tomorrow. */
	assert_false(enter_late(h, number(4, n), when));
	assert_false(series_may_enter(h->store, n, &h->err));
	assert_false(enter_late(h, number(5003, n), when));
	assert_false(enter_late(h, number(2, n), when));
	assert_false(enter_late(h, number_make("510100", hall_day(), 6, n), when));
	assert_non_null(strstr(h->err.text, "不是本单位"));
	assert_false(enter_late(h, number(6, n), when - INT64_C(86400000)));
	assert_false(enter_late(h, number(6, n), when + INT64_C(86400000)));
	assert_int_equal(accept_one(h), 5001);
	expect_sound(h);
}

static void a_typed_number_is_still_no_way_in(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct sample s;
	char n[NUMBER_TEXT];

	begin(h, &p);
	sample_make(&s, "李娜", "210402198512120023");
	assert_false(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, number(4, n), NULL, NULL,
				   &h->err));
}

static void numbers_never_printed_are_explained(void **state)
{
	struct hall *h = *state;
	struct places p;
	char n[NUMBER_TEXT];
	int64_t when = clock_at(hall_day(), 9, 40);

	begin(h, &p);
	assert_false(series_explain(h->store, &zhao, number(4, n), " ", false, &h->err));
	assert_true(series_explain(h->store, &zhao, number(4, n), "打印卡纸", false, &h->err));
	assert_string_equal(only_range(h)->next, number(5, n));
	assert_true(series_explain(h->store, &zhao, number(6, n), "核对过单据", true, &h->err));
	assert_int_equal(only_range(h)->open, 1);
	assert_true(enter_late(h, number(5, n), when));
	assert_int_equal(only_range(h)->open, 0);
	assert_string_equal(only_range(h)->next, "");
	expect_sound(h);
	/* A slip that turns up all the same is stronger than what was said. */
	assert_true(enter_late(h, number(7, n), when));
	assert_string_equal(only_range(h)->next, "");
	assert_true(enter_late(h, number(4, n), when));
	assert_int_equal(only_range(h)->unused, 1);
	assert_false(series_explain(h->store, &zhao, number(4, n), "弄错", false, &h->err));
	expect_sound(h);
}

static void emergency_numbers_are_a_series_of_their_own(void **state)
{
	struct hall *h = *state;
	const char *const *numbers;

	hall_work(h, 1);
	assert_true(series_reserve(h->store, &zhao, 3, &h->arena, &numbers, &h->err));
	assert_int_equal(number_serial(numbers[0]), 90000);
	assert_int_equal(number_serial(numbers[2]), 90002);
	assert_true(series_reserve(h->store, &zhao, 1, &h->arena, &numbers, &h->err));
	assert_int_equal(number_serial(numbers[0]), 90003);
	assert_false(series_reserve(h->store, &zhao, 0, &h->arena, &numbers, &h->err));
	assert_false(
		series_reserve(h->store, &zhao, RESERVE_MOST + 1, &h->arena, &numbers, &h->err));
	assert_int_equal(accept_one(h), 2);
	/* Used two days later, entered on the third. */
	h->ms += INT64_C(3) * 86400000;
	assert_true(enter_late(h, numbers[0], clock_at(hall_day() + 2, 10, 0)));
	assert_false(series_explain(h->store, &zhao, numbers[0], "未用", false, &h->err));
	expect_sound(h);
}

static void drafts_come_along(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct draft d = {.owner = "li", .title = "张三", .json = "{}", .updated_at = 1};
	int64_t own, parked;

	places_make(h, &p);
	hall_work(h, 1);
	assert_true(drafts_save(h->store, &d, &h->err));
	assert_true(back_up(h, p.file));
	assert_true(restore(h, &p, PASSPHRASE, NULL));
	reopen(h, &p);
	assert_true(drafts_figures(h->store, "li", &own, &parked, &h->err));
	assert_int_equal(own, 1);
}

/* ---- no good ---- */

static void expect_refusal(struct hall *h, const struct places *p, const char *passphrase,
			   const char *site, const char *word)
{
	int before = files_in(h->folder);

	assert_false(restore(h, p, passphrase, site));
	if (!strstr(h->err.text, word))
		fail_msg("“%s” does not say %s", h->err.text, word);
	assert_int_equal(files_in(h->folder), before);
}

static void overwrite(const char *path, off_t at, const void *data, size_t n)
{
	int fd = open(path, O_RDWR);

	assert_int_equal(pwrite(fd, data, n, at), n);
	close(fd);
}

static void every_bad_file_is_named(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct stat st;
	char command[400];
	static const unsigned char newer[4] = {3}, older[4] = {1}, zero[1];

	places_make(h, &p);
	hall_work(h, 3);
	expect_refusal(h, &p, PASSPHRASE, NULL, "打不开");
	assert_true(back_up(h, p.file));
	snprintf(command, sizeof(command), "cp '%s' '%s.good'", p.file, p.file);
	assert_int_equal(system(command), 0);
	snprintf(command, sizeof(command), "cp '%s.good' '%s'", p.file, p.file);
	assert_int_equal(stat(p.file, &st), 0);

	expect_refusal(h, &p, "wrong horse battery", NULL, "口令不对");
	expect_refusal(h, &p, PASSPHRASE, "510100", "另一单位");
	assert_int_equal(truncate(p.file, st.st_size - 1), 0);
	expect_refusal(h, &p, PASSPHRASE, NULL, "不完整");
	assert_int_equal(truncate(p.file, 100), 0);
	expect_refusal(h, &p, PASSPHRASE, NULL, "不完整");
	assert_int_equal(truncate(p.file, 3), 0);
	expect_refusal(h, &p, PASSPHRASE, NULL, "不是一窗的备份");
	assert_int_equal(system(command), 0);
	overwrite(p.file, st.st_size, zero, 1);
	expect_refusal(h, &p, PASSPHRASE, NULL, "已损坏");
	assert_int_equal(system(command), 0);
	overwrite(p.file, 20, zero, 1); /* of the site */
	expect_refusal(h, &p, PASSPHRASE, NULL, "开头已损坏");
	overwrite(p.file, 8, newer, 4);
	expect_refusal(h, &p, PASSPHRASE, NULL, "升级本程序");
	overwrite(p.file, 8, older, 4);
	expect_refusal(h, &p, PASSPHRASE, NULL, "当时的程序");
	assert_int_equal(system(command), 0);
	overwrite(p.file, 176 + 65536 + 17 + 40, "garbage", 7);
	expect_refusal(h, &p, PASSPHRASE, NULL, "已损坏（第2块）");
	assert_int_equal(system(command), 0);
	assert_true(restore(h, &p, PASSPHRASE, "210400"));
	expect_refusal(h, &p, PASSPHRASE, NULL, "不会覆盖");
}

static void a_store_of_a_newer_program_is_not_restored(void **state)
{
	struct hall *h = *state;
	struct places p;
	unsigned char header[176];

	places_make(h, &p);
	hall_work(h, 1);
	assert_true(back_up(h, p.file));
	/* A header as a newer program would write it: its schema, its own checksum. */
	int fd = open(p.file, O_RDWR);
	assert_int_equal(pread(fd, header, sizeof(header), 0), sizeof(header));
	header[12] = 200;
	crypto_generichash(header + 160, 16, header, 160, NULL, 0);
	assert_int_equal(pwrite(fd, header, sizeof(header), 0), sizeof(header));
	close(fd);
	expect_refusal(h, &p, PASSPHRASE, NULL, "库版本 200");
	/* With the schema forged back the content no longer fits its header. */
	header[12] = 1;
	crypto_generichash(header + 160, 16, header, 160, NULL, 0);
	overwrite(p.file, 0, header, sizeof(header));
	expect_refusal(h, &p, PASSPHRASE, NULL, "已损坏（第1块）");
}

/* Two sizes whose sum is no number. */
static void sizes_that_cannot_be_are_a_broken_header(void **state)
{
	struct hall *h = *state;
	struct places p;
	unsigned char header[176];

	places_make(h, &p);
	hall_work(h, 1);
	assert_true(back_up(h, p.file));
	int fd = open(p.file, O_RDWR);
	assert_int_equal(pread(fd, header, sizeof(header), 0), sizeof(header));
	memset(header + 72, 0xff, 16);
	header[79] = header[87] = 0x7f;
	crypto_generichash(header + 160, 16, header, 160, NULL, 0);
	assert_int_equal(pwrite(fd, header, sizeof(header), 0), sizeof(header));
	close(fd);
	expect_refusal(h, &p, PASSPHRASE, NULL, "开头已损坏");
}

static bool restore_said(struct hall *h, const struct places *p, date_day confirmed)
{
	struct restored out;
	const struct restore_options o = {.backup = weak_backup(),
					  .login = "zhao",
					  .password = "88888888",
					  .clock = &h->clock,
					  .confirmed = confirmed};

	return store_restore(p->file, p->target, &o, &out, &h->err);
}

static void a_broken_clock_writes_no_years_of_unknown_numbers(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct series_row *rows;
	int64_t day = INT64_C(86400000);
	size_t n;

	places_make(h, &p);
	hall_work(h, 1);
	assert_true(back_up(h, p.file));
	h->ms = clock_at(date_make(2099, 1, 1), 9, 0);
	expect_refusal(h, &p, PASSPHRASE, NULL, "--confirm-day");
	h->ms = clock_at(hall_day(), 9, 0) - 60 * day;
	expect_refusal(h, &p, PASSPHRASE, NULL, "请先校准系统时间");
	h->ms = clock_at(hall_day() + 20, 9, 0);
	expect_refusal(h, &p, PASSPHRASE, NULL, "晚 20 天");
	assert_false(restore_said(h, &p, hall_day() + 19)); /* said of another day */
	assert_true(restore_said(h, &p, hall_day() + 20));
	reopen(h, &p);
	assert_true(series_list(h->store, true, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 21);
}

/* Killed when the drafts had their name and the store had none yet. */
static void a_restore_killed_half_way_is_done_again(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct draft d = {.owner = "li", .title = "张三", .json = "{}", .updated_at = 1};
	char made[160], drafts[160], other[160];
	int64_t own, parked;

	places_make(h, &p);
	hall_work(h, 1);
	assert_true(drafts_save(h->store, &d, &h->err));
	assert_true(back_up(h, p.file));
	snprintf(other, sizeof(other), "%s.new4194999-drafts", p.target); /* of no program */
	snprintf(drafts, sizeof(drafts), "%s/new.drafts.db", h->folder);
	snprintf(made, sizeof(made), "%s.new4194999", p.target);
	for (int i = 0; i < 2; i++)
		fclose(fopen(i ? made : other, "w"));
	assert_int_equal(link(other, drafts), 0);
	if (!restore(h, &p, PASSPHRASE, "210400"))
		fail_msg("%s", h->err.text);
	assert_int_not_equal(access(made, F_OK) * access(other, F_OK), 0);
	reopen(h, &p);
	assert_true(drafts_figures(h->store, "li", &own, &parked, &h->err));
	assert_int_equal(own, 1);
	/* Drafts that somebody may have worked on are not touched. */
	assert_int_equal(unlink(p.target), 0);
	expect_refusal(h, &p, PASSPHRASE, NULL, "移到别处");
	assert_int_equal(access(drafts, F_OK), 0);
}

static void only_a_supervisor_of_that_store_restores_it(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct restored out;
	struct restore_options o = {.backup = weak_backup(),
				    .login = "zhao",
				    .password = "00000000",
				    .clock = &h->clock};

	places_make(h, &p);
	hall_work(h, 1);
	assert_true(operators_create(h->store, NULL, "li", "李经办", POST_BIT(POST_CLERK),
				     "88888888", PASSWORD_WEAK, &h->err));
	assert_true(back_up(h, p.file));
	assert_false(store_restore(p.file, p.target, &o, &out, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	o.login = "li";
	o.password = "88888888";
	assert_false(store_restore(p.file, p.target, &o, &out, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_int_not_equal(access(p.target, F_OK), 0);
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(it_goes_on_in_a_segment_of_its_own),
		HALL_TEST(slips_printed_since_are_entered_under_their_numbers),
		HALL_TEST(a_typed_number_is_still_no_way_in),
		HALL_TEST(numbers_never_printed_are_explained),
		HALL_TEST(emergency_numbers_are_a_series_of_their_own),
		HALL_TEST(drafts_come_along),
		HALL_TEST(every_bad_file_is_named),
		HALL_TEST(a_store_of_a_newer_program_is_not_restored),
		HALL_TEST(sizes_that_cannot_be_are_a_broken_header),
		HALL_TEST(a_broken_clock_writes_no_years_of_unknown_numbers),
		HALL_TEST(a_restore_killed_half_way_is_done_again),
		HALL_TEST(only_a_supervisor_of_that_store_restores_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
