/* SPDX-License-Identifier: Apache-2.0
 *
 * Stores of every earlier version, kept as `sqlite3 hall.db .dump` of a day's
 * work under it, open with this program: the tables become what a new store has,
 * the chain holds, the ledger still makes the same rows, work goes on.
 */
#include "store_fixture.h"

#include "store/operators.h"
#include "store/verify.h"

static const int versions[] = {1};
enum { STORE_ID = 0x79634831 };

static char *read_dump(int version)
{
	char path[512];
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	struct str text = {0};
	char chunk[4096];
	size_t n;

	snprintf(path, sizeof(path), "%.400s/tests/unit/store_v%d.sql", root ? root : ".", version);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		str_addn(&text, chunk, n);
	fclose(f);
	str_addf(&text, "PRAGMA application_id = %d; PRAGMA user_version = %d;", STORE_ID, version);
	return str_take(&text);
}

/* The statements that made the tables, one a line. Caller frees. */
static char *schema_of(const char *path)
{
	sqlite3 *handle;
	sqlite3_stmt *q;
	struct str out = {0};

	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(handle,
					    "SELECT type, name, sql FROM sqlite_schema "
					    "WHERE name NOT LIKE 'people_text_%' ORDER BY 1, 2",
					    -1, &q, NULL),
			 SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW)
		str_addf(&out, "%s %s %s\n", sqlite3_column_text(q, 0), sqlite3_column_text(q, 1),
			 sqlite3_column_type(q, 2) == SQLITE_NULL
				 ? ""
				 : (const char *)sqlite3_column_text(q, 2));
	sqlite3_finalize(q);
	sqlite3_close(handle);
	return str_take(&out);
}

static void an_old_store_goes_on(void **state)
{
	struct hall *h = *state;
	struct verify_report report;
	struct operator_row *o;
	struct sample s;
	struct store_receipt r;
	struct case_row *rows;
	size_t n;
	char old[128];
	char *fresh_schema = schema_of(h->path);

	for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]); i++) {
		snprintf(old, sizeof(old), "%s/v%d.db", h->folder, versions[i]);
		char *dump = read_dump(versions[i]);
		meddle(old, dump);
		free(dump);
		store_close(h->store);
		h->store = store_open(old, &h->clock, &h->err);
		if (!h->store)
			fail_msg("version %d: %s", versions[i], h->err.text);
		char *schema = schema_of(old);
		assert_string_equal(schema, fresh_schema);
		free(schema);
		if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
			fail_msg("version %d: %s", versions[i], h->err.text);
		assert_int_equal(report.events, 17);

		assert_true(cases_search(h->store, "晓鸣", 10, &h->arena, &rows, &n, &h->err));
		assert_int_equal(n, 1);
		assert_int_equal(rows[0].state, CASE_VOIDED);
		assert_true(operators_login(h->store, "li", "correct horse", "3", &h->arena, &o,
					    &h->err));
		sample_make(&s, "李娜", "210402198512120023");
		assert_true(
			sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
		assert_int_equal(r.ticket.serial, 3);
	}
	free(fresh_schema);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_old_store_goes_on, hall_setup, hall_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
