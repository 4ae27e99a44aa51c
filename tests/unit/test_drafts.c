/* SPDX-License-Identifier: Apache-2.0 */
#include "store_fixture.h"

#include <sys/stat.h>

#include "store/drafts.h"
#include "store/figures.h"
#include "store/guides.h"
#include "store/verify.h"

static struct draft draft_of(const char *owner, const char *title)
{
	return (struct draft){.owner = owner,
			      .window = "3",
			      .item = "fs-008",
			      .title = title,
			      .json = "{\"item\":\"fs-008\"}"};
}

static void a_draft_outlives_the_program(void **state)
{
	struct hall *h = *state;
	struct draft d = draft_of("li", "王晓明 参保"), *back;
	char path[128];
	struct stat st;

	assert_true(drafts_save(h->store, &d, &h->err));
	assert_true(d.id > 0);
	h->ms += 60000;
	d.json = "{\"item\":\"fs-008\",\"n\":2}";
	assert_true(drafts_save(h->store, &d, &h->err));
	store_close(h->store);
	h->store = store_open(h->path, &h->clock, &h->err);
	assert_true(drafts_load(h->store, d.id, &h->arena, &back, &h->err));
	assert_string_equal(back->json, d.json);
	assert_string_equal(back->title, "王晓明 参保");
	assert_string_equal(back->owner, "li");
	assert_int_equal(back->updated_at, h->ms);
	assert_int_equal(back->created_at, h->ms - 60000);
	snprintf(path, sizeof(path), "%s/hall.drafts.db", h->folder);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);

	assert_true(drafts_delete(h->store, d.id, "li", &h->err));
	assert_true(drafts_load(h->store, d.id, &h->arena, &back, &h->err));
	assert_null(back);
	assert_false(drafts_save(h->store, &d, &h->err));
	struct draft e = draft_of("li", "另一份");
	assert_true(drafts_save(h->store, &e, &h->err));
	assert_true(e.id > d.id);
}

static void parked_ones_are_everybodys(void **state)
{
	struct hall *h = *state;
	struct draft own = draft_of("li", "甲"), parked = draft_of("wang", "乙"),
		     open = draft_of("wang", "丙"), *rows;
	struct figures f;
	size_t n;

	parked.parked = true;
	assert_true(drafts_save(h->store, &own, &h->err));
	h->ms += 1;
	assert_true(drafts_save(h->store, &parked, &h->err));
	h->ms += 1;
	assert_true(drafts_save(h->store, &open, &h->err));
	assert_true(drafts_list(h->store, "li", true, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	assert_string_equal(rows[0].title, "乙");
	assert_null(rows[0].json);
	assert_true(drafts_list(h->store, "li", false, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1);
	assert_true(figures_of(h->store, hall_day(), "wang", &f, &h->err));
	assert_int_equal(f.drafts_own, 2);
	assert_int_equal(f.drafts_parked, 1);
}

static void two_windows_of_one_clerk_do_not_overwrite(void **state)
{
	struct hall *h = *state;
	struct draft d = draft_of("li", "甲"), *here, *there;
	struct store *other = store_open(h->path, &h->clock, &h->err);

	assert_true(drafts_save(h->store, &d, &h->err));
	assert_int_equal(d.revision, 1);
	assert_true(drafts_load(h->store, d.id, &h->arena, &here, &h->err));
	assert_true(drafts_load(other, d.id, &h->arena, &there, &h->err));
	there->window = "5";
	there->json = "{\"n\":5}";
	assert_true(drafts_save(other, there, &h->err));
	assert_true(drafts_save(other, there, &h->err)); /* its own next save goes on */
	here->json = "{\"n\":3}";
	assert_false(drafts_save(h->store, here, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_non_null(strstr(h->err.text, "窗口 5"));
	assert_int_equal(here->revision, 1);
	assert_true(drafts_load(h->store, d.id, &h->arena, &here, &h->err));
	assert_string_equal(here->json, "{\"n\":5}");
	assert_int_equal(here->revision, 3);

	/* Opened again at this window: the other one is now behind. */
	assert_true(drafts_take(h->store, &d, &li, NULL, &h->arena, &here, &h->err));
	assert_false(drafts_save(other, there, &h->err));
	assert_true(drafts_save(h->store, here, &h->err));
	store_close(other);
}

/* tests/unit/drafts_v1.sql, made by the program of version 1. */
static char *read_old(void)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	char path[512], chunk[4096];
	struct str text = {0};
	size_t n;

	snprintf(path, sizeof(path), "%.400s/tests/unit/drafts_v1.sql", root ? root : ".");
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		str_addn(&text, chunk, n);
	fclose(f);
	str_add(&text, "PRAGMA application_id = 2036548657; PRAGMA user_version = 1;");
	return str_take(&text);
}

static void drafts_of_version_1_go_on(void **state)
{
	struct hall *h = *state;
	struct draft *rows, *back, fresh = draft_of("li", "新");
	struct case_step *steps;
	char path[128];
	size_t n;
	char *old = read_old();

	snprintf(path, sizeof(path), "%s/hall.drafts.db", h->folder);
	meddle(path, old);
	free(old);
	assert_true(drafts_list(h->store, "li", DRAFTS_ALL, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 3);
	assert_string_equal(rows[0].title, "赵六"); /* parked */
	assert_int_equal(rows[0].since, rows[0].updated_at);
	assert_false(rows[0].open);
	assert_true(drafts_load(h->store, 4, &h->arena, &back, &h->err));
	assert_string_equal(back->json, "{\"item\":\"fs-002\"}");
	assert_true(drafts_history(h->store, 4, &h->arena, &steps, &n, &h->err));
	assert_int_equal(n, 2);
	assert_string_equal(steps[0].by, "li");
	assert_string_equal(steps[1].kind, "taken");
	assert_string_equal(steps[1].by, "wang");
	assert_string_equal(steps[1].from, "li");
	assert_string_equal(steps[1].why, "午休");
	if (!drafts_take(h->store, rows, &li, "替班", &h->arena, &back, &h->err))
		fail_msg("%s", h->err.text);
	assert_true(drafts_save(h->store, &fresh, &h->err));
	assert_true(fresh.id > 7); /* ids of deleted ones are not used again */
}

static void guide_versions_are_kept_once(void **state)
{
	struct hall *h = *state;
	struct guide_row rows[] = {
		{.version = "aa",
		 .item = "fs-008",
		 .name = "职工参保登记",
		 .guide = "fushun",
		 .effective_from = DATE_NONE,
		 .effective_to = DATE_NONE,
		 .text = "id: fs-008\n"},
		{.version = "bb",
		 .item = "fs-008",
		 .name = "职工参保登记",
		 .guide = "fushun",
		 .effective_from = hall_day(),
		 .effective_to = DATE_NONE,
		 .text = "id: fs-008 # 2\n"},
	};
	struct guide_row *list, *one;
	struct verify_report report;
	size_t added, n;

	assert_true(guides_load(h->store, &zhao, rows, 1, &added, &h->err));
	assert_int_equal(added, 1);
	assert_true(guides_load(h->store, &zhao, rows, 2, &added, &h->err));
	assert_int_equal(added, 1);
	assert_true(guides_list(h->store, "fs-008", &h->arena, &list, &n, &h->err));
	assert_int_equal(n, 2);
	assert_string_equal(list[1].version, "bb");
	assert_int_equal(list[1].effective_from, hall_day());
	assert_true(guides_list(h->store, NULL, &h->arena, &list, &n, &h->err));
	assert_int_equal(n, 2);
	assert_true(guides_get(h->store, "aa", &h->arena, &one, &h->err));
	assert_string_equal(one->text, rows[0].text);
	assert_true(guides_get(h->store, "cc", &h->arena, &one, &h->err));
	assert_null(one);
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
}

static void guides_are_held_to_the_ledger(void **state)
{
	struct hall *h = *state;
	const struct guide_row row = {.version = "bb",
				      .item = "fs-008",
				      .name = "职工参保登记",
				      .guide = "fushun",
				      .effective_from = DATE_NONE,
				      .effective_to = DATE_NONE,
				      .text = "id: fs-008\n"};
	const char *const acts[] = {
		"UPDATE guides SET text = 'id: fs-009'",
		/* With a digest that fits it, from text and digest of a sound row. */
		"UPDATE guides SET (text, digest) = (SELECT text, digest FROM guides WHERE "
		"version = 'cc') WHERE version = 'bb'",
		"UPDATE guides SET effective_to = 20000 WHERE version = 'bb'",
		"DELETE FROM guides WHERE version = 'bb'",
		"INSERT INTO guides SELECT 'dd', item, name, guide, NULL, NULL, text, digest, 0 "
		"FROM guides WHERE version = 'cc'",
	};
	struct guide_row other = row;
	struct verify_report report;

	other.version = "cc";
	other.text = "id: fs-008 # 2\n";
	assert_true(guides_load(h->store, &zhao, &row, 1, NULL, &h->err));
	assert_true(guides_load(h->store, &zhao, &other, 1, NULL, &h->err));
	meddle(h->path, "CREATE TABLE kept AS SELECT * FROM guides");
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
		meddle(h->path, acts[i]);
		assert_false(store_verify(h->store, false, NULL, NULL, &report, &h->err));
		assert_non_null(strstr(h->err.text, i < 4 ? "bb" : "dd"));
		meddle(h->path, "DELETE FROM guides; INSERT INTO guides SELECT * FROM kept");
	}
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
}

/* The working days a case was judged with are kept by their hash. */
static void calendars_are_held_to_the_ledger(void **state)
{
	struct hall *h = *state;
	struct verify_report report;
	char digest[GUIDE_DIGEST_TEXT];
	struct sample s;

	assert_true(guides_keep_text(h->store, "2026: 24", digest, &h->err));
	for (int i = 0; i < 3; i++) {
		sample_make(&s, "王晓明", "210402199003071225");
		s.record.calendar = i ? digest : NULL;
		assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, NULL,
					  &h->err));
	}
	assert_true(store_verify(h->store, false, NULL, NULL, &report, &h->err));
	meddle(h->path, "UPDATE guide_pieces SET text = '2026: 25'");
	assert_false(store_verify(h->store, false, NULL, NULL, &report, &h->err));
	assert_non_null(strstr(h->err.text, "工作日历"));
	meddle(h->path, "UPDATE guide_pieces SET text = '2026: 24'");
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	meddle(h->path, "DELETE FROM guide_pieces");
	assert_false(store_verify(h->store, false, NULL, NULL, &report, &h->err));
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(a_draft_outlives_the_program),
		HALL_TEST(parked_ones_are_everybodys),
		HALL_TEST(two_windows_of_one_clerk_do_not_overwrite),
		HALL_TEST(drafts_of_version_1_go_on),
		HALL_TEST(guide_versions_are_kept_once),
		HALL_TEST(guides_are_held_to_the_ledger),
		HALL_TEST(calendars_are_held_to_the_ledger),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
