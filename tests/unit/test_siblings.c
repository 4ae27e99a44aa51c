/* SPDX-License-Identifier: Apache-2.0
 *
 * Which one? Asked of the injury benefits of Fushun (fs-020 … fs-024, 001:638-753)
 * and of the retirements of Qinzhou.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/load.h"
#include "guide/siblings.h"

enum { MOST = 64 };

static int setup(void **state)
{
	struct catalog *c = xcalloc(1, sizeof(*c));
	struct faults f = {0};
	char *forms = xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));

	assert_true(catalog_load(c, forms, NULL, &f));
	faults_done(&f);
	free(forms);
	*state = c;
	return 0;
}

static int teardown(void **state)
{
	catalog_done(*state);
	free(*state);
	return 0;
}

static size_t near(void *state, const char *id, const struct item **out)
{
	const struct catalog *c = state;

	return siblings_of(c->items, c->n_items, catalog_item(c, id), out, MOST);
}

static int place(const struct item **items, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(items[i]->id, id) == 0)
			return (int)i;
	return -1;
}

static void what_excludes_comes_first_then_name_and_category(void **state)
{
	const struct item *s[MOST];
	size_t n = near(*state, "fs-022", s);

	assert_int_equal(place(s, n, "fs-007"), 0); /* 任选其一, another category */
	assert_int_equal(place(s, n, "fs-022"), -1);
	/* 一次性伤残补助金 and 一次性工亡补助金 share a stem; all five are injury benefits. */
	n = near(*state, "fs-020", s);
	assert_int_equal(place(s, n, "fs-021"), 0);
	assert_true(place(s, n, "fs-023") > 0);
	assert_true(place(s, n, "fs-024") > 0);
	assert_int_equal(place(s, n, "fs-037"), -1);
	/* 失业保险缴费申报 is easily taken for 企业养老保险缴费申报. */
	n = near(*state, "fs-019", s);
	assert_true(place(s, n, "fs-003") >= 0);
	n = near(*state, "qz-031", s);
	assert_int_equal(place(s, n, "qz-032"), 0);
	assert_int_equal(place(s, n, "fs-039"), -1); /* of another guide */
}

static const struct sibling_row *row(const struct sibling_row *rows, size_t n, const char *label)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(rows[i].label, label) == 0)
			return &rows[i];
	return NULL;
}

static void what_is_the_same_is_said_once(void **state)
{
	const struct catalog *c = *state;
	const struct item *two[] = {catalog_item(c, "fs-021"), catalog_item(c, "fs-022")};
	struct arena a = {0};
	struct sibling_row *rows;
	size_t n = siblings_compare(&a, two, 2, &rows);

	assert_true(row(rows, n, "时限")->same); /* both: 30日内审核完毕 */
	assert_true(row(rows, n, "受理日")->same);
	assert_string_equal(row(rows, n, "受理日")->cells[0], "每月19日—28日");
	assert_false(row(rows, n, "条件")->same);
	assert_non_null(strstr(row(rows, n, "条件")->cells[1], "一级至四级伤残职工"));
	assert_null(row(rows, n, "条件（都要）"));
	assert_null(row(rows, n, "任选其一"));
	arena_done(&a);
}

static void excluding_ones_show_the_guides_words(void **state)
{
	const struct catalog *c = *state;
	const struct item *two[] = {catalog_item(c, "fs-022"), catalog_item(c, "fs-007")};
	struct arena a = {0};
	struct sibling_row *rows;
	size_t n = siblings_compare(&a, two, 2, &rows);

	assert_non_null(strstr(row(rows, n, "任选其一")->cells[0], "任选其一领取"));
	assert_non_null(strstr(row(rows, n, "任选其一")->cells[1], "任选其一领取"));
	arena_done(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_excludes_comes_first_then_name_and_category),
		cmocka_unit_test(what_is_the_same_is_said_once),
		cmocka_unit_test(excluding_ones_show_the_guides_words),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
