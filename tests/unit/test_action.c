/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "tui/action.h"
#include "tui/event.h"

enum { ACCEPT = 1, MARK, BACK, FIND };
static const struct action table[] = {
	{ACCEPT, {K_F2}, "受理", "受理这一件"},
	{MARK, {K_SPACE, 'x'}, "标记", "标记材料"},
	{BACK, {K_ESC}, "返回", "返回"},
	{FIND, {K_F10, K_ALT('f'), K_CTRL('f')}, "查找", "查找"},
	{0},
};

static int found(int key)
{
	const struct action *a = action_find(table, key, NULL, NULL);

	return a ? a->id : 0;
}

static bool not_marking(const void *ctx, int id)
{
	assert_string_equal(ctx, "ctx");
	return id != MARK;
}

static void keys_find_their_action(void **state)
{
	(void)state;
	assert_int_equal(found(K_F2), ACCEPT);
	assert_int_equal(found('x'), MARK);
	assert_int_equal(found(K_SPACE), MARK);
	assert_int_equal(found(K_ESC), BACK);
	assert_int_equal(found(K_ALT('f')), FIND);
	assert_int_equal(found(K_CTRL('f')), FIND);
	assert_int_equal(found('f'), 0);
	assert_int_equal(found(K_NONE), 0);
	assert_int_equal(found(K_F3), 0);
}

static void alt_digits_stand_in_for_function_keys(void **state)
{
	(void)state;
	assert_int_equal(found(K_ALT('2')), ACCEPT);
	assert_int_equal(found(K_ALT('0')), FIND);
	assert_int_equal(found(K_ALT('1')), 0);
	assert_int_equal(found('2'), 0);
}

static void actions_not_to_be_had_are_not_found(void **state)
{
	(void)state;
	assert_null(action_find(table, 'x', not_marking, "ctx"));
	assert_int_equal(action_find(table, K_F2, not_marking, "ctx")->id, ACCEPT);
}

static void names(void **state)
{
	char name[KEY_NAME], all[64], tiny[8];

	(void)state;
	assert_string_equal(action_key_name(K_F12, name), "F12");
	assert_string_equal(action_key_name(K_ALT('f'), name), "Alt+F");
	assert_string_equal(action_key_name(K_CTRL('u'), name), "Ctrl+U");
	assert_string_equal(action_key_name('x', name), "x");
	assert_string_equal(action_key_name(0x53D7, name), "受");
	assert_string_equal(action_key_names(&table[0], all, sizeof(all)), "F2 Alt+2");
	assert_string_equal(action_key_names(&table[3], all, sizeof(all)),
			    "F10 Alt+0 Alt+F Ctrl+F");
	action_key_names(&table[3], tiny, sizeof(tiny));
	assert_true(strlen(tiny) < sizeof(tiny));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_find_their_action),
		cmocka_unit_test(alt_digits_stand_in_for_function_keys),
		cmocka_unit_test(actions_not_to_be_had_are_not_found),
		cmocka_unit_test(names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
