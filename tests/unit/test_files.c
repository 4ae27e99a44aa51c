/* SPDX-License-Identifier: Apache-2.0
 *
 * Electronic papers: copied by their content, refused where they cannot be, missed
 * and found changed, in a case, in a backup and out of it.
 */
#include "backup_fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>

#include "store/drafts.h"
#include "store/files.h"

/* BLAKE2b-256 of "abc", RFC 7693's function with a digest of 32 bytes: b2sum -l 256. */
#define ABC "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"

static char *make(struct hall *h, const char *name, const char *content)
{
	char *path = arena_printf(&h->arena, "%s/%s", h->folder, name);
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fputs(content, f) >= 0, 1);
	fclose(f);
	return path;
}

static void take(struct hall *h, const char *name, const char *content, struct stored_file *out)
{
	if (!files_take(h->store, make(h, name, content), out, &h->err))
		fail_msg("%s", h->err.text);
}

static int stored(struct hall *h)
{
	return files_in(arena_printf(&h->arena, "%s/hall.files", h->folder));
}

static void a_file_is_kept_under_its_content(void **state)
{
	struct hall *h = *state;
	struct stored_file a, b;

	take(h, "名册.txt", "abc", &a);
	assert_string_equal(a.hash, ABC);
	assert_int_equal(a.size, 3);
	take(h, "again.txt", "abc", &b);
	assert_string_equal(b.hash, ABC);
	assert_int_equal(stored(h), 1);
	take(h, "other.txt", "abd", &b);
	assert_int_equal(stored(h), 2);
	char *path = files_path(h->store, a.hash);
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	free(path);
	assert_null(files_path(h->store, "../hall.db"));
}

static void refuse(struct hall *h, const char *path, const char *word)
{
	struct stored_file f;

	assert_false(files_take(h->store, path, &f, &h->err));
	if (!strstr(h->err.text, word))
		fail_msg("%s does not say %s", h->err.text, word);
}

static void what_is_no_file_is_refused(void **state)
{
	struct hall *h = *state;
	char *big = make(h, "big", "x"), *pipe = arena_printf(&h->arena, "%s/pipe", h->folder);

	refuse(h, arena_printf(&h->arena, "%s/none", h->folder), "打不开");
	refuse(h, h->folder, "不是文件");
	refuse(h, make(h, "empty", ""), "空文件");
	assert_int_equal(mkfifo(pipe, 0600), 0);
	refuse(h, pipe, "不是文件");
	assert_int_equal(truncate(big, FILE_BYTES_MOST + 1), 0);
	refuse(h, big, "512 MB");
}

/* No file grows over the limit from here on; returns what it was, to be put back. */
static struct rlimit limit_files(rlim_t bytes)
{
	struct rlimit was, small = {.rlim_cur = bytes};

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	small.rlim_max = was.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	return was;
}

static void a_full_disk_leaves_nothing(void **state)
{
	struct hall *h = *state;
	char *path = make(h, "roster", "abc");
	struct stored_file f;

	assert_int_equal(truncate(path, 65536), 0);
	struct rlimit was = limit_files(4096);
	bool taken = files_take(h->store, path, &f, &h->err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_false(taken);
	assert_non_null(strstr(h->err.text, "空间"));
	assert_int_equal(stored(h), 0);
}

static bool accept_with(struct hall *h, const struct stored_file *f)
{
	struct sample s;
	struct case_file file = {"id_card", f->hash, "名册.txt", f->size, 2};

	sample_make(&s, "李娜", "210402198512120023");
	s.record.files = &file;
	s.record.n_files = 1;
	return sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, NULL, &h->err);
}

static void overwrite(struct hall *h, const struct stored_file *f, const char *content)
{
	char *path = files_path(h->store, f->hash);
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	fputs(content, out);
	fclose(out);
	free(path);
}

static void verify_finds_what_is_gone_or_changed(void **state)
{
	struct hall *h = *state;
	struct stored_file f;
	struct verify_report report;
	int64_t n;

	take(h, "名册.txt", "abc", &f);
	assert_true(accept_with(h, &f));
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	assert_true(files_verify(h->store, true, &n, &h->err));
	assert_int_equal(n, 1);
	overwrite(h, &f, "abx");
	assert_true(files_verify(h->store, false, &n, &h->err)); /* of the same size */
	assert_false(files_verify(h->store, true, &n, &h->err));
	assert_non_null(strstr(h->err.text, "改动"));
	overwrite(h, &f, "abcd");
	assert_false(files_verify(h->store, false, &n, &h->err));
	char *path = files_path(h->store, f.hash);
	unlink(path);
	free(path);
	assert_false(files_verify(h->store, false, &n, &h->err));
	assert_non_null(strstr(h->err.text, "不见了"));
	/* And no case is decided upon it. */
	assert_false(accept_with(h, &f));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_non_null(strstr(h->err.text, "名册.txt"));
}

static void make_old(struct hall *h, const struct stored_file *f)
{
	char *path = files_path(h->store, f->hash);
	struct timespec old[2] = {{.tv_sec = time(NULL) - (FILES_DAYS + 1) * 86400}};

	old[1] = old[0];
	assert_int_equal(utimensat(AT_FDCWD, path, old, 0), 0);
	free(path);
}

static void nothing_named_is_purged(void **state)
{
	struct hall *h = *state;
	struct stored_file in_case, in_draft, old, young;
	size_t n;
	struct draft d = {.owner = "jing", .window = "w1", .item = "fs-001", .title = "李娜"};

	take(h, "a", "of a case", &in_case);
	take(h, "b", "of a draft", &in_draft);
	take(h, "c", "of nobody", &old);
	take(h, "d", "of nobody yet", &young);
	assert_true(accept_with(h, &in_case));
	d.json = arena_printf(&h->arena, "{\"have\":[{\"files\":[{\"hash\":\"%s\"}]}]}",
			      in_draft.hash);
	assert_true(drafts_save(h->store, &d, &h->err));
	make_old(h, &in_case);
	make_old(h, &in_draft);
	make_old(h, &old);
	assert_true(files_purge(h->store, &n, &h->err));
	assert_int_equal(n, 1);
	assert_int_equal(files_look(h->store, old.hash, old.size, true), FILE_GONE);
	assert_int_equal(files_look(h->store, in_case.hash, in_case.size, true), FILE_THERE);
	assert_int_equal(files_look(h->store, in_draft.hash, in_draft.size, true), FILE_THERE);
	assert_int_equal(files_look(h->store, young.hash, young.size, true), FILE_THERE);
}

static void a_backup_brings_them_back(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct stored_file small, big;
	char *content = arena_alloc(&h->arena, 200001);
	int64_t n;

	places_make(h, &p);
	hall_work(h, 1);
	memset(content, 'y', 200000); /* over several blocks */
	content[200000] = '\0';
	take(h, "small", "abc", &small);
	take(h, "big", content, &big);
	assert_true(accept_with(h, &small));
	if (!back_up(h, p.file) || !restore(h, &p, PASSPHRASE, "210400"))
		fail_msg("%s", h->err.text);
	store_close(h->store);
	h->store = store_open(p.target, &h->clock, &h->err);
	assert_non_null(h->store);
	assert_true(files_verify(h->store, true, &n, &h->err));
	assert_int_equal(n, 1);
	assert_int_equal(files_look(h->store, big.hash, 200000, true), FILE_THERE);
	char command[256];
	snprintf(command, sizeof(command), "grep -qa yyyyyyyy '%s'", p.file);
	assert_int_not_equal(system(command), 0);
}

/* One photo gone bad must not keep the hall from its backup: it goes in as it is, and is told. */
static void a_backup_carries_what_is_damaged(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct stored_file bad, empty, good;
	struct backup_options o = weak_backup();
	struct backup_head head;
	struct err but;
	int64_t n;

	places_make(h, &p);
	hall_work(h, 1);
	take(h, "bad", "abc", &bad);
	take(h, "empty", "abd", &empty);
	take(h, "good", "abe", &good);
	assert_true(accept_with(h, &bad));
	assert_true(accept_with(h, &empty));
	overwrite(h, &bad, "abx");
	overwrite(h, &empty, "");
	if (!store_backup(h->store, &zhao, p.file, &o, &head, &but, &h->err))
		fail_msg("%s", h->err.text);
	assert_non_null(strstr(but.text, "2 个已损坏"));
	if (!restore(h, &p, PASSPHRASE, "210400"))
		fail_msg("%s", h->err.text);
	store_close(h->store);
	h->store = store_open(p.target, &h->clock, &h->err);
	assert_non_null(h->store);
	assert_int_equal(files_look(h->store, good.hash, 3, true), FILE_THERE);
	assert_int_equal(files_look(h->store, bad.hash, 3, true), FILE_CHANGED);
	assert_int_equal(files_look(h->store, empty.hash, 3, true), FILE_CHANGED);
	assert_false(files_verify(h->store, true, &n, &h->err));
	assert_int_equal(n, 2);
	assert_non_null(strstr(h->err.text, bad.hash));
	assert_non_null(strstr(h->err.text, empty.hash));
	assert_non_null(strstr(h->err.text, "共 2 个"));
}

static void a_failed_restore_leaves_none(void **state)
{
	struct hall *h = *state;
	struct places p;
	struct stored_file f;

	places_make(h, &p);
	hall_work(h, 1);
	take(h, "small", "abc", &f);
	assert_true(back_up(h, p.file));
	assert_false(restore(h, &p, PASSPHRASE, "999999"));
	assert_false(restore(h, &p, "another passphrase", "210400"));
	h->ms -= 24 * 60 * 60 * 1000; /* told only when everything is unpacked */
	assert_false(restore(h, &p, PASSPHRASE, "210400"));
	assert_non_null(strstr(h->err.text, "时钟"));
	assert_int_not_equal(access(arena_printf(&h->arena, "%s/new.files", h->folder), F_OK), 0);
}

/* The store fits on the disk, a file that was received does not. */
static void a_restore_on_a_full_disk_says_what_to_do(void **state)
{
	enum { BIG = 8 << 20, ROOM = 4 << 20 };
	struct hall *h = *state;
	struct places p;
	struct stored_file f;

	places_make(h, &p);
	hall_work(h, 1);
	char *path = make(h, "scan", "abc");
	assert_int_equal(truncate(path, BIG), 0);
	assert_true(files_take(h->store, path, &f, &h->err));
	assert_true(back_up(h, p.file));
	struct rlimit was = limit_files(ROOM);
	bool restored = restore(h, &p, PASSPHRASE, "210400");
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_false(restored);
	assert_int_equal(h->err.code, ERR_STORE);
	assert_non_null(strstr(h->err.text, "new.files"));
	assert_non_null(strstr(h->err.text, "磁盘空间不够，没有恢复"));
	assert_non_null(strstr(h->err.text, "请清出空间后再试"));
	assert_int_not_equal(access(arena_printf(&h->arena, "%s/new.files", h->folder), F_OK), 0);
	assert_int_not_equal(access(p.target, F_OK), 0);
	assert_true(restore(h, &p, PASSPHRASE, "210400"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_file_is_kept_under_its_content, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(what_is_no_file_is_refused, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_full_disk_leaves_nothing, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(verify_finds_what_is_gone_or_changed, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(nothing_named_is_purged, hall_setup, hall_teardown),
		cmocka_unit_test_setup_teardown(a_backup_brings_them_back, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_backup_carries_what_is_damaged, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_failed_restore_leaves_none, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_restore_on_a_full_disk_says_what_to_do,
						hall_setup, hall_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
