/* SPDX-License-Identifier: Apache-2.0
 *
 * What a clerk types finds the item it means, in the Fushun guide.
 */
#include "guide_fixture.h"

#include "guide/search.h"

static int load(void **state)
{
	static struct catalog c;
	struct faults faults = {0};
	char *dir = xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));

	assert_true(catalog_load(&c, dir, "fushun", &faults));
	faults_done(&faults);
	free(dir);
	*state = &c;
	return 0;
}

static int unload(void **state)
{
	catalog_done(*state);
	return 0;
}

static const char *first(const struct catalog *c, const char *query)
{
	struct search_hit hits[64];
	size_t n = search_items(c->items, c->n_items, query, hits);

	return n ? c->items[hits[0].item]->id : "";
}

static void finds(void **state)
{
	static const struct {
		const char *query, *id;
	} wanted[] = {
		{"zgcbdj", "fs-001"}, /* 职工参保登记 */
		{"ZGCBDJ", "fs-001"},	{"职工参保登记", "fs-001"},
		{"fs-032", "fs-032"},	{"ｆｓ-032", "fs-032"},
		{"死了领钱", "fs-007"}, /* what citizens call it */
		{"sbjtscl", ""},	{"丧葬补助金", "fs-022"},
		{"sbk gs", "fs-035"}, /* 社会保障卡挂失 … 社保卡 */
	};

	for (size_t i = 0; i + 1 < sizeof(wanted) / sizeof(*wanted); i++)
		assert_string_equal(first(*state, wanted[i].query), wanted[i].id);
}

static void all_and_none(void **state)
{
	const struct catalog *c = *state;
	struct search_hit hits[64];

	assert_int_equal(search_items(c->items, c->n_items, "", hits), c->n_items);
	for (size_t i = 0; i < c->n_items; i++)
		assert_int_equal(hits[i].item, i);
	assert_int_equal(search_items(c->items, c->n_items, "  ", hits), c->n_items);
	assert_int_equal(search_items(c->items, c->n_items, "绝无此事", hits), 0);
	assert_int_equal(search_items(c->items, 0, "fs", hits), 0);
}

/* Each word must be found; more words never find more. */
static void words_narrow(void **state)
{
	const struct catalog *c = *state;
	struct search_hit hits[64];
	size_t card = search_items(c->items, c->n_items, "社会保障卡", hits);
	size_t lost = search_items(c->items, c->n_items, "社会保障卡 挂失", hits);

	assert_int_equal(card, 5); /* fs-033 … fs-037 */
	assert_int_equal(lost, 1);
	assert_string_equal(c->items[hits[0].item]->id, "fs-035");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds),
		cmocka_unit_test(all_and_none),
		cmocka_unit_test(words_narrow),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
