/* SPDX-License-Identifier: Apache-2.0
 *
 * A password or one-time code of the Chengdu guide (003:139-144, 99-103; ruling C9) never becomes
 * a value: not typed, not read from a file or a draft, not carried to another item.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "case/change.h"
#include "case/field_value.h"
#include "case/record_make.h"
#include "guide/load.h"

#define TODAY	 date_make(2026, 11, 24)
#define PASSWORD "86420975"

enum { ACTIVATE, UNBLOCK, CHANGE, ITEMS };
static const char *const ids[ITEMS] = {"cd-002", "cd-004", "cd-005"};

struct world {
	struct guide *guide;
	struct item *items[ITEMS];
	struct casefile c[ITEMS];
	struct check *k[ITEMS];
};

static int setup(void **state)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	struct world *w = xcalloc(1, sizeof(*w));
	struct faults f = {0};
	char *dir = xasprintf("%s/forms/chengdu", root),
	     *blocks = xasprintf("%s/forms/blocks.yaml", root);

	w->guide = guide_load(dir, blocks, &f);
	assert_non_null(w->guide);
	for (int i = 0; i < ITEMS; i++) {
		char *file = xasprintf("%s/%s.yaml", dir, ids[i]);
		w->items[i] = item_load(w->guide, file, &f);
		assert_non_null(w->items[i]);
		casefile_init(&w->c[i], w->items[i], TODAY);
		w->c[i].in.values[FACT_CHANNEL].a = CHANNEL_MOBILE;
		w->k[i] = check_new(w->items[i]);
		check_run(w->k[i], &w->c[i].in, NULL);
		free(file);
	}
	faults_done(&f);
	free(dir);
	free(blocks);
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < ITEMS; i++) {
		check_free(w->k[i]);
		casefile_done(&w->c[i]);
		item_free(w->items[i]);
	}
	guide_free(w->guide);
	free(w);
	return 0;
}

static size_t field(const struct casefile *c, const char *path)
{
	int at = casefile_field(c, path);

	assert_true(at >= 0);
	return (size_t)at;
}

static bool json_has(const struct casefile *c, const char *text)
{
	json_t *j = casefile_json(c);
	char *dump = json_dumps(j, 0);
	bool has = strstr(dump, text) != NULL;

	free(dump);
	json_decref(j);
	return has;
}

static void a_password_is_eight_digits_twice(void **state)
{
	static const char *const bad[] = {"8642097",  "864209751",	  "8642097a",
					  "abcdefgh", "８６４２０９７５", ""};
	const struct world *w = *state;
	const struct item *it = w->items[CHANGE];
	const struct field *new = &it->fields[field(&w->c[CHANGE], "new")];
	const struct field *confirm = &it->fields[field(&w->c[CHANGE], "confirm")];
	const struct field *old = &it->fields[field(&w->c[CHANGE], "old")];
	struct err e;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_false(field_secret_check(new, bad[i], &e));
		assert_non_null(strstr(e.text, "新密码：应为 8 位数字"));
		assert_false(*bad[i] && strstr(e.text, bad[i]));
		assert_false(field_secret_check(confirm, bad[i], &e));
	}
	assert_true(field_secret_check(new, PASSWORD, &e));
	assert_true(field_secret_check(confirm, PASSWORD, &e));
	assert_ptr_equal(&it->fields[confirm->again], new);
	/* Of the old one the guide does not say how it is made. */
	assert_true(field_secret_check(old, "Abc-1", &e));
	assert_int_equal(old->again, -1);
}

static void it_never_becomes_a_value(void **state)
{
	struct world *w = *state;
	struct casefile *c = &w->c[CHANGE];
	size_t new = field(c, "new");
	struct err e = {0};

	assert_false(casefile_set(c, new, PASSWORD, TODAY, NULL, &e));
	assert_null(strstr(e.text, PASSWORD));
	assert_string_equal(casefile_value(c, new), "");
	assert_false(json_has(c, PASSWORD));
	assert_true(casefile_set(c, new, FIELD_GIVEN, TODAY, NULL, &e));
	assert_string_equal(casefile_value(c, new), FIELD_GIVEN);
	char *shown = field_value_shown(&c->item->fields[new], FIELD_GIVEN);
	assert_string_equal(shown, "已录入（不保存）");
	free(shown);

	struct arena a = {0};
	struct case_record r;
	record_make(&r, &a, c, w->k[CHANGE], false);
	assert_int_equal(r.n_fields, 1);
	assert_string_equal(r.fields[0].value, FIELD_GIVEN);
	arena_done(&a);
}

static void a_file_may_not_say_it(void **state)
{
	static const char *const values[] = {PASSWORD, FIELD_GIVEN, "x"};
	struct world *w = *state;

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		json_t *j = json_pack("{s:s, s:s, s:{s:s}}", "item", "cd-005", "channel", "mobile",
				      "form", "new", values[i]);
		struct err e = {0};
		assert_false(casefile_from_json(&w->c[CHANGE], j, false, NULL, TODAY, &e));
		assert_non_null(strstr(e.text, "密码、验证码不能写在文件里"));
		assert_null(strstr(e.text, PASSWORD));
		assert_string_equal(casefile_value(&w->c[CHANGE], field(&w->c[CHANGE], "new")), "");
		json_decref(j);
	}
}

/* Only what this program writes is read back: that it was given. */
static void a_draft_says_no_more_than_that_it_was_given(void **state)
{
	struct world *w = *state;
	struct casefile *c = &w->c[CHANGE];
	json_t *j = json_pack("{s:s, s:s, s:{s:s, s:s}}", "item", "cd-005", "channel", "mobile",
			      "form", "old", FIELD_GIVEN, "new", PASSWORD);
	json_t *dropped = NULL;
	struct err e = {0};

	assert_true(casefile_from_json(c, j, true, &dropped, TODAY, &e));
	assert_string_equal(casefile_value(c, field(c, "old")), FIELD_GIVEN);
	assert_string_equal(casefile_value(c, field(c, "new")), "");
	assert_false(json_has(c, PASSWORD));
	json_decref(dropped);
	json_decref(j);
}

/* A code was sent for one operation: another asks for its own (003:99, 126). */
static void a_code_is_not_carried_to_another_item(void **state)
{
	struct world *w = *state;
	struct casefile *from = &w->c[ACTIVATE], *to = &w->c[UNBLOCK];
	struct err e = {0};

	assert_true(casefile_set(from, field(from, "code"), FIELD_GIVEN, TODAY, NULL, &e));
	assert_true(casefile_set(from, field(from, "phone"), "13904131234", TODAY, NULL, &e));
	case_change_carry(from, NULL, to, TODAY);
	assert_string_equal(casefile_value(to, field(to, "phone")), "13904131234");
	assert_string_equal(casefile_value(to, field(to, "code")), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_password_is_eight_digits_twice, setup, teardown),
		cmocka_unit_test_setup_teardown(it_never_becomes_a_value, setup, teardown),
		cmocka_unit_test_setup_teardown(a_file_may_not_say_it, setup, teardown),
		cmocka_unit_test_setup_teardown(a_draft_says_no_more_than_that_it_was_given, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_code_is_not_carried_to_another_item, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
