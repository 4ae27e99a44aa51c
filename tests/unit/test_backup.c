/* SPDX-License-Identifier: Apache-2.0
 *
 * Backups: what is written is read back and right, or nothing stands there.
 */
#include "backup_fixture.h"

static void a_backup_is_noted_and_says_whose_it_is(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct backup_head head;
	struct backup_row *last;
	struct verify_report report;

	places_make(h, &p);
	hall_work(h, 3);
	assert_true(backup_last(h->store, &h->arena, &last, &h->err));
	assert_null(last);
	assert_true(store_verify(h->store, false, NULL, NULL, &report, &h->err));
	if (!back_up(h, p.file))
		fail_msg("%s", h->err.text);
	assert_true(backup_peek(p.file, &head, &h->err));
	assert_string_equal(head.site, "210400");
	assert_int_equal(head.seq, 5); /* founding, operator, three cases */
	assert_int_equal(head.at, h->ms);
	assert_memory_equal(head.hash, report.head, EVENT_HASH);
	assert_true(backup_last(h->store, &h->arena, &last, &h->err));
	assert_string_equal(last->by, "zhao");
	assert_int_equal(last->head, 5);
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	assert_int_equal(report.events, 6);
	assert_int_equal(files_in(p.stick), 1);
}

static void nobody_reads_it_without_the_passphrase(void **state)
{
	struct hall *h = *state;
	struct places p;
	char command[256];

	places_make(h, &p);
	hall_work(h, 1);
	assert_true(back_up(h, p.file));
	snprintf(command, sizeof(command), "grep -qa -e 王晓明 -e SQLite '%s'", p.file);
	assert_int_not_equal(system(command), 0);
	struct stat st;
	assert_int_equal(stat(p.file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void expect_refusal(struct hall *h, const char *file, const char *word)
{
	assert_false(back_up(h, file));
	if (!strstr(h->err.text, word))
		fail_msg("%s does not say %s", h->err.text, word);
}

static void what_cannot_be_written_is_said(void **state)
{
	struct hall *h = *state;
	struct places p;
	char away[160];
	struct backup_options o = weak_backup();
	struct backup_head head;
	struct err unnoted;

	places_make(h, &p);
	hall_work(h, 1);
	expect_refusal(h, p.stick, "是文件夹");
	snprintf(away, sizeof(away), "%s/away/hall.ycb", h->folder);
	expect_refusal(h, away, "插好U盘");
	assert_true(back_up(h, p.file));
	expect_refusal(h, p.file, "不会覆盖");
	o.passphrase = "short";
	snprintf(away, sizeof(away), "%s/2.ycb", p.stick);
	assert_false(store_backup(h->store, &zhao, away, &o, &head, &unnoted, &h->err));
	assert_non_null(strstr(h->err.text, "至少8个字符"));
	assert_int_equal(files_in(p.stick), 1);
	assert_false(backup_may(POST_BIT(POST_CLERK), &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_true(backup_may(POST_BIT(POST_CLERK) | POST_BIT(POST_ADMIN), &h->err));
}

/* What happens in the middle of one. */
struct meddling {
	enum backup_stage stage;
	void (*act)(struct meddling *m);
	const struct places *places;
	struct hall *hall;
	bool done, go_on;
};

static bool at_stage(void *ctx, enum backup_stage stage, int64_t done, int64_t total)
{
	struct meddling *m = ctx;

	(void)done;
	(void)total;
	if (stage != m->stage || m->done)
		return true;
	m->done = true;
	if (m->act)
		m->act(m);
	return m->go_on;
}

static bool back_up_meddled(struct hall *h, const struct places *p, struct meddling *m)
{
	struct backup_options o = weak_backup();
	struct backup_head head;
	struct err unnoted;

	m->places = p;
	m->hall = h;
	o.progress = at_stage;
	o.ctx = m;
	return store_backup(h->store, &zhao, p->file, &o, &head, &unnoted, &h->err);
}

static void pull_out(struct meddling *m)
{
	char command[160];

	snprintf(command, sizeof(command), "rm -r '%s'", m->places->stick);
	assert_int_equal(system(command), 0);
}

static void a_stick_pulled_out_is_told_and_the_hall_goes_on(void **state)
{
	struct hall *h = *state;
	struct places p;

	places_make(h, &p);
	hall_work(h, 1);
	for (int stage = BACKUP_SEAL; stage < BACKUP_STAGES; stage++) {
		struct meddling m = {.stage = stage, .act = pull_out, .go_on = true};
		assert_false(back_up_meddled(h, &p, &m));
		assert_true(m.done);
		assert_non_null(strstr(h->err.text, "拔出"));
		hall_work(h, 1);
		mkdir(p.stick, 0700);
	}
}

static void cancelling_leaves_nothing(void **state)
{
	struct hall *h = *state;
	struct places p;

	places_make(h, &p);
	hall_work(h, 1);
	for (int stage = 0; stage < BACKUP_STAGES; stage++) {
		struct meddling m = {.stage = stage};
		assert_false(back_up_meddled(h, &p, &m));
		assert_non_null(strstr(h->err.text, "已取消"));
		assert_int_equal(files_in(p.stick), 0);
	}
}

static void work(struct meddling *m)
{
	struct store *s = store_open(m->hall->path, &m->hall->clock, NULL);
	struct sample sample;

	for (int i = 0; i < 20; i++) {
		sample_make(&sample, "李娜", "210402198512120023");
		assert_true(sample_commit(s, &sample, EVENT_CASE_ACCEPTED, NULL, NULL, NULL, NULL));
	}
	store_close(s);
}

static void cases_accepted_meanwhile_are_not_in_it(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct meddling m = {.stage = BACKUP_COPY, .act = work, .go_on = true};
	struct backup_head head;

	places_make(h, &p);
	hall_work(h, 3);
	if (!back_up_meddled(h, &p, &m))
		fail_msg("%s", h->err.text);
	assert_true(m.done);
	assert_true(backup_peek(p.file, &head, &h->err));
	assert_int_equal(head.seq, 5);
	assert_true(restore(h, &p, PASSPHRASE, NULL));
}

static void flip(struct meddling *m)
{
	char name[160];
	unsigned char byte;

	snprintf(name, sizeof(name), "%s.part%ld", m->places->file, (long)getpid());
	int fd = open(name, O_RDWR);
	assert_true(fd >= 0);
	assert_int_equal(pread(fd, &byte, 1, 70000), 1);
	byte ^= 1;
	assert_int_equal(pwrite(fd, &byte, 1, 70000), 1);
	close(fd);
}

/* The read-back begins with its first block: the second is spoiled then. */
static void a_stick_that_keeps_it_wrong_is_found_out(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct meddling m = {.stage = BACKUP_CHECK, .act = flip, .go_on = true};

	places_make(h, &p);
	hall_work(h, 3);
	assert_false(back_up_meddled(h, &p, &m));
	assert_non_null(strstr(h->err.text, "已损坏（第2块）"));
	assert_int_equal(files_in(p.stick), 0);
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(a_backup_is_noted_and_says_whose_it_is),
		HALL_TEST(nobody_reads_it_without_the_passphrase),
		HALL_TEST(what_cannot_be_written_is_said),
		HALL_TEST(a_stick_pulled_out_is_told_and_the_hall_goes_on),
		HALL_TEST(cancelling_leaves_nothing),
		HALL_TEST(cases_accepted_meanwhile_are_not_in_it),
		HALL_TEST(a_stick_that_keeps_it_wrong_is_found_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
