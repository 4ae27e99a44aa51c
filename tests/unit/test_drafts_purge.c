/* SPDX-License-Identifier: Apache-2.0
 *
 * Drafts nobody finishes: which go, which wait for a supervisor, and that the
 * ledger tells of both without a name or a number.
 */
#include "store_fixture.h"

#include "store/drafts.h"
#include "store/settings.h"
#include "store/verify.h"

enum { DAY_MS = 24 * 60 * 60 * 1000 };

static struct draft begin(struct hall *h, const char *item, const char *title, int64_t papers)
{
	struct draft d = {.owner = "li",
			  .window = "3",
			  .item = item,
			  .title = title,
			  .papers = papers,
			  .json = "{\"number\":\"11010519491231002X\"}"};

	assert_true(drafts_save(h->store, &d, &h->err));
	assert_true(drafts_release(h->store, d.id, &h->err));
	return d;
}

static size_t drafts_left(struct hall *h)
{
	struct draft *rows;
	size_t n;

	assert_true(drafts_list(h->store, "li", DRAFTS_ALL, &h->arena, &rows, &n, &h->err));
	return n;
}

/* The payload of the newest purge; its number of events in *n. */
static const char *purge_event(struct hall *h, int *n)
{
	sqlite3 *handle;
	sqlite3_stmt *q;
	const char *text = NULL;

	*n = 0;
	assert_int_equal(sqlite3_open(h->path, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(handle,
					    "SELECT payload FROM ledger WHERE "
					    "kind = 'drafts.purged' ORDER BY id",
					    -1, &q, NULL),
			 SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		text = arena_strdup(&h->arena, (const char *)sqlite3_column_text(q, 0));
		++*n;
	}
	sqlite3_finalize(q);
	sqlite3_close(handle);
	return text;
}

static void abandoned_ones_go_and_leave_a_count(void **state)
{
	struct hall *h = *state;
	struct verify_report report;
	size_t purged;
	int events;

	begin(h, "fs-008", "王晓明", 0);
	begin(h, "fs-008", "赵六", 0);
	begin(h, "fs-001", "钱七", 0);
	begin(h, "fs-001", "孙八", 2); /* two papers lie on the counter */
	h->ms += 20 * (int64_t)DAY_MS;
	begin(h, "fs-002", "周九", 0);
	h->ms += 10 * (int64_t)DAY_MS;
	assert_true(drafts_purge(h->store, &purged, &h->err));
	assert_int_equal(purged, 0); /* thirty days to the moment are not over */
	h->ms += DAY_MS;
	assert_true(drafts_purge(h->store, &purged, &h->err));
	assert_int_equal(purged, 3);
	assert_int_equal(drafts_left(h), 2);
	const char *payload = purge_event(h, &events);
	assert_int_equal(events, 1);
	assert_string_equal(payload, "{\"count\":3,\"days\":30,\"items\":["
				     "{\"item\":\"fs-001\",\"count\":1,\"oldest\":31},"
				     "{\"item\":\"fs-008\",\"count\":2,\"oldest\":31}]}");
	/* Once a day. */
	assert_true(settings_set(h->store, &zhao, "drafts.days", "1", &h->err));
	assert_true(drafts_purge(h->store, &purged, &h->err));
	assert_int_equal(purged, 0);
	h->ms += DAY_MS;
	assert_true(drafts_purge(h->store, &purged, &h->err));
	assert_int_equal(purged, 1);
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
}

static void one_that_is_being_typed_stays(void **state)
{
	struct hall *h = *state;
	struct draft d = begin(h, "fs-008", "王晓明", 0);
	struct draft *taken;
	size_t purged;

	/* Opened by itself on its last day, and nothing typed yet. */
	h->ms += 31 * (int64_t)DAY_MS;
	assert_true(drafts_take(h->store, &d, &li, NULL, &h->arena, &taken, &h->err));
	assert_true(drafts_purge(h->store, &purged, &h->err));
	assert_int_equal(purged, 0);
}

static void a_supervisor_clears_what_has_papers(void **state)
{
	struct hall *h = *state;
	struct draft d = begin(h, "fs-001", "孙八", 2);
	const char *payload;
	int events;

	h->ms += 29 * (int64_t)DAY_MS;
	assert_false(drafts_discard(h->store, &zhao, d.id, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	h->ms += DAY_MS;
	assert_true(drafts_discard(h->store, &zhao, d.id, &h->err));
	assert_int_equal(drafts_left(h), 0);
	payload = purge_event(h, &events);
	assert_int_equal(events, 1);
	assert_null(strstr(payload, "孙八"));
	assert_false(drafts_discard(h->store, &zhao, d.id, &h->err));
}

static void a_foolish_setting_is_the_usual_one(void **state)
{
	struct hall *h = *state;
	static const char *const values[] = {"", "0", "-3", "x", "99999"};

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		assert_true(settings_set(h->store, &zhao, "drafts.days", values[i], &h->err));
		assert_int_equal(drafts_days(h->store), 30);
	}
	assert_true(settings_set(h->store, &zhao, "drafts.days", "7", &h->err));
	assert_int_equal(drafts_days(h->store), 7);
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(abandoned_ones_go_and_leave_a_count),
		HALL_TEST(one_that_is_being_typed_stays),
		HALL_TEST(a_supervisor_clears_what_has_papers),
		HALL_TEST(a_foolish_setting_is_the_usual_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
