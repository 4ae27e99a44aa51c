/* SPDX-License-Identifier: Apache-2.0
 *
 * `item --json`: the keys other programs rely on, for every item of the guides,
 * and what stands under them for the sample.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/item_json.h"
#include "guide_sample.h"

static const char *const keys[] = {
	"id",	    "name",	 "guide",      "category",     "kind",		"lines",
	"readings", "questions", "conditions", "prohibitions", "verifications", "materials",
	"window",   "validity",	 "limits",     "steps",	       "channels",	"fee",
	"phones",   "form",	 "documents",  "result",       "filled",	"promise",
	"overlay"};
enum { N_KEYS = sizeof(keys) / sizeof(*keys) };

static void every_item_has_the_keys(void **state)
{
	struct faults f = {0};
	struct catalog c;
	char *dir = xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));

	(void)state;
	assert_true(catalog_load(&c, dir, NULL, &f));
	for (size_t i = 0; i < c.n_items; i++) {
		json_t *j = item_json(c.items[i]), *q;
		size_t at;
		assert_int_equal(json_object_size(j), N_KEYS);
		for (size_t k = 0; k < N_KEYS; k++)
			assert_non_null(json_object_get(j, keys[k]));
		json_array_foreach(json_object_get(j, "questions"), at, q)
		{
			assert_true(json_is_string(json_object_get(q, "id")));
			assert_true(json_is_string(json_object_get(q, "text")));
			assert_true(json_is_string(json_object_get(q, "type")));
			assert_true(json_is_array(json_object_get(q, "values")));
			assert_non_null(json_object_get(q, "when"));
		}
		/* 004:976, 990: a sheet is printed; 004:3224: a status is only looked up. */
		const char *result = json_string_value(json_object_get(j, "result"));
		if (strcmp(c.items[i]->id, "qz-030") == 0)
			assert_string_equal(result, "print");
		if (strcmp(c.items[i]->id, "qz-103") == 0)
			assert_null(result);
		json_decref(j);
	}
	catalog_done(&c);
	free(dir);
}

/* A place inside: keys and indices, "limits 3 from". */
static const char *at(const json_t *j, const char *path)
{
	char *copy = xstrdup(path);

	for (char *save, *p = strtok_r(copy, " ", &save); p && j; p = strtok_r(NULL, " ", &save))
		j = json_is_array(j) ? json_array_get(j, (size_t)atoi(p)) : json_object_get(j, p);
	free(copy);
	return json_is_null(j)	  ? "null"
	       : json_is_true(j)  ? "true"
	       : json_is_false(j) ? "false"
				  : json_string_value(j);
}

static void what_stands_under_them(void **state)
{
	static const struct {
		const char *path, *value;
	} cases[] = {
		{"questions 0 id", "agent"}, /* facts in use come first */
		{"questions 2 id", "who"},
		{"questions 2 values 1 text", "灵活就业"},
		{"questions 2 when", "null"},
		{"questions 4 when", "care has away"},
		{"conditions 0 test", "years >= 15y"},
		{"conditions 0 fails_as", "missing"},
		{"conditions 1 test", "null"},
		{"conditions 1 resolve", "先登记"},
		{"prohibitions 0 lifted_by act", "已退回"},
		{"prohibitions 2 lifted_by paper", "ruling"},
		{"verifications 0 when", "court"},
		{"materials 0 forms", "原件"},
		{"materials 0 marks 0 seal", "公章"},
		{"materials 0 marks 0 when", "who = staff"},
		{"materials 1 id", "death"},
		{"materials 1 any 2 all 1 forms any 0", "验原件"},
		{"materials 1 any 3 open", "true"},
		{"materials 1 any 0 copies", "unstated"},
		{"materials 2 per", "heirs"},
		{"materials 3 exempt else", "required"},
		{"materials 7 unstated", "true"},
		{"window days", "25..8"},
		{"validity to", "2030-12-31"},
		{"limits 2 from", "answer(hurt)"},
		{"limits 3 from", "limit(judge)"},
		{"steps 1 days", "unstated"},
		{"channels 0 places 0 address", "市里"},
		{"fee yuan", "12.50"},
		{"fee times", "people"},
		{"phones 0 doubt", "待核实"},
		{"form blocks 0 role", "insured"},
		{"form blocks 1 when", "heirs > 1"},
		{"form blocks 2 fields 0 required", "who = flex"},
		{"form blocks 2 fields 1 required", "false"},
		{"readings 1 text", "有争议"},
		{"documents 1", "deferral"},
	};
	struct faults f = {0};
	struct item *it = item_parse(*state, "g-001.yaml", sample_item, strlen(sample_item), &f);
	json_t *j = item_json(it);

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *value = at(j, cases[i].path);
		if (!value || strcmp(value, cases[i].value) != 0)
			fail_msg("%s: %s", cases[i].path, value ? value : "(none)");
	}
	json_decref(j);
	item_free(it);
}

static int setup(void **state)
{
	*state = sample_guide();
	return *state ? 0 : -1;
}

static int teardown(void **state)
{
	sample_done(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_item_has_the_keys),
		cmocka_unit_test(what_stands_under_them),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
