/* SPDX-License-Identifier: Apache-2.0
 *
 * The menu of reasons: a digit, own words after 0 or at once, and back again.
 * argv[1] is the toolkit's demo program.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screens/vt.h"

static const char *demo;

static struct vt *ask(struct vt *vt)
{
	if (!vt) {
		const char *const argv[] = {demo, NULL};
		vt = vt_start(argv, NULL, 24, 80);
		vt_wait_for(vt, "工具箱演示");
	}
	vt_alt(vt, 'r');
	vt_wait_for(vt, "0  其他（自行填写）");
	return vt;
}

static void a_digit_takes_a_reason_and_its_words(void **state)
{
	struct vt *vt = ask(NULL);

	(void)state;
	vt_wait_for(vt, "1  先不做");
	vt_type(vt, "3");
	vt_wait_for(vt, "回答 32 1 缺签字");
	ask(vt);
	vt_type(vt, "1");
	vt_wait_for(vt, "回答 32 1000");
	ask(vt);
	vt_type(vt, "9"); /* no such row */
	vt_key(vt, VT_DOWN);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "回答 32 0 缺章");
	ask(vt);
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "回答 32 -1");
	vt_free(vt);
}

static void own_words_are_typed_after_0_or_at_once(void **state)
{
	struct vt *vt = ask(NULL);

	(void)state;
	vt_type(vt, "0");
	vt_wait_for(vt, "原因");
	assert_true(vt_cursor_visible(vt));
	vt_key(vt, VT_ENTER); /* nothing written: stays */
	vt_type(vt, "第10页");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "回答 32 4 第10页");
	ask(vt);
	vt_type(vt, "纸太薄了不行");
	vt_wait_for(vt, "纸太薄了不行");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "回答 32 4 纸太薄了不行");
	vt_free(vt);
}

static void esc_leads_from_own_words_back_to_the_menu(void **state)
{
	struct vt *vt = ask(NULL);

	(void)state;
	vt_type(vt, "0");
	vt_wait_for(vt, "原因");
	vt_type(vt, "写了");
	vt_wait_for(vt, "写了");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "2  缺章");
	vt_type(vt, "2");
	vt_wait_for(vt, "回答 32 0 缺章");
	vt_free(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_digit_takes_a_reason_and_its_words),
		cmocka_unit_test(own_words_are_typed_after_0_or_at_once),
		cmocka_unit_test(esc_leads_from_own_words_back_to_the_menu),
	};

	if (argc < 2)
		return 2;
	demo = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
