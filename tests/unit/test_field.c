/* SPDX-License-Identifier: Apache-2.0
 *
 * Every editing action of the field, at widths so small that every edge is hit.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "tui/widget/field.h"

#define E_ACUTE "e\xCC\x81" /* e and a combining acute accent */
#define RARE	"𠮷"	    /* beyond the basic plane, two columns */

static struct field_insert type(struct text_field *f, const char *text)
{
	return field_insert(f, text, strlen(text));
}

/* What is shown in `width` columns with the caret drawn as | before its cluster. */
static const char *shown(struct text_field *f, int width)
{
	static char out[512];
	struct field_view v = field_view(f, width);
	const char *from = f->mask ? v.text + v.caret : f->text.data + f->caret;
	size_t caret = f->text.data || f->mask ? (size_t)(from - v.text) : 0;

	assert_true(v.columns <= width);
	assert_in_range(v.caret, 0, width - 1);
	assert_true(caret <= v.len);
	snprintf(out, sizeof(out), "%s%.*s|%.*s%s", v.more_left ? "<" : "", (int)caret, v.text,
		 (int)(v.len - caret), v.text + caret, v.more_right ? ">" : "");
	return out;
}

static void typing_scrolls_on_cluster_boundaries(void **state)
{
	struct text_field f = {0};

	(void)state;
	assert_string_equal(shown(&f, 2), "|");
	type(&f, "张");
	assert_string_equal(shown(&f, 4), "张|");
	type(&f, RARE "ab");
	assert_string_equal(field_text(&f), "张" RARE "ab");
	assert_string_equal(shown(&f, 7), "张" RARE "ab|");
	assert_string_equal(shown(&f, 6), "<" RARE "ab|");
	assert_string_equal(shown(&f, 4), "<ab|"); /* half of the wide one would not do */
	assert_string_equal(shown(&f, 2), "<b|");
	field_done(&f);
}

static void caret_moves_by_cluster(void **state)
{
	struct text_field f = {0};

	(void)state;
	type(&f, "a" E_ACUTE RARE "李");
	field_edit(&f, FIELD_LEFT);
	assert_string_equal(shown(&f, 8), "a" E_ACUTE RARE "|李");
	field_edit(&f, FIELD_LEFT);
	assert_string_equal(shown(&f, 8), "a" E_ACUTE "|" RARE "李");
	field_edit(&f, FIELD_LEFT);
	assert_string_equal(shown(&f, 8), "a|" E_ACUTE RARE "李");
	field_edit(&f, FIELD_LEFT);
	assert_false(field_edit(&f, FIELD_LEFT));
	assert_string_equal(shown(&f, 8), "|a" E_ACUTE RARE "李");
	field_edit(&f, FIELD_RIGHT);
	field_edit(&f, FIELD_RIGHT);
	assert_int_equal(field_view(&f, 8).caret, 2);
	field_edit(&f, FIELD_END);
	assert_false(field_edit(&f, FIELD_RIGHT));
	assert_int_equal(field_view(&f, 8).caret, 6);
	field_edit(&f, FIELD_HOME);
	assert_string_equal(shown(&f, 2), "|a" E_ACUTE ">");
	field_done(&f);
}

static void the_wide_cluster_under_the_caret_is_shown_whole(void **state)
{
	struct text_field f = {0};

	(void)state;
	type(&f, "abc李四");
	field_edit(&f, FIELD_HOME);
	for (int i = 0; i < 3; i++)
		field_edit(&f, FIELD_RIGHT);
	assert_string_equal(shown(&f, 4), "<bc|李>");
	field_edit(&f, FIELD_RIGHT);
	assert_string_equal(shown(&f, 4), "<李|四");
	assert_string_equal(shown(&f, 2), "<|四");
	field_done(&f);
}

static void deleting_takes_whole_clusters_and_slides_back(void **state)
{
	struct text_field f = {0};

	(void)state;
	type(&f, "ab" RARE E_ACUTE);
	assert_string_equal(shown(&f, 4), "<" RARE E_ACUTE "|");
	field_edit(&f, FIELD_BACKSPACE);
	assert_string_equal(field_text(&f), "ab" RARE);
	assert_string_equal(shown(&f, 4), "<b" RARE "|");
	field_edit(&f, FIELD_BACKSPACE);
	assert_string_equal(shown(&f, 4), "ab|");
	field_edit(&f, FIELD_HOME);
	assert_false(field_edit(&f, FIELD_BACKSPACE));
	assert_true(field_edit(&f, FIELD_DELETE));
	assert_string_equal(shown(&f, 4), "|b");
	field_edit(&f, FIELD_END);
	assert_false(field_edit(&f, FIELD_DELETE));
	field_done(&f);
}

static void text_goes_in_at_the_caret(void **state)
{
	struct text_field f = {0};

	(void)state;
	type(&f, "张三");
	field_edit(&f, FIELD_LEFT);
	type(&f, "小");
	assert_string_equal(shown(&f, 8), "张小|三");
	/* A mark joins the cluster before it, the caret stays behind both. */
	type(&f, "e");
	type(&f, "\xCC\x81");
	assert_string_equal(shown(&f, 10), "张小" E_ACUTE "|三");
	field_edit(&f, FIELD_BACKSPACE);
	assert_string_equal(field_text(&f), "张小三");
	field_done(&f);
}

static void clear_and_word_back(void **state)
{
	struct text_field f = {0};

	(void)state;
	type(&f, "abc 12 李四  ");
	field_edit(&f, FIELD_WORD_BACK);
	assert_string_equal(field_text(&f), "abc 12 ");
	field_edit(&f, FIELD_WORD_BACK);
	assert_string_equal(field_text(&f), "abc ");
	type(&f, "xy");
	field_edit(&f, FIELD_LEFT);
	field_edit(&f, FIELD_CLEAR);
	assert_string_equal(shown(&f, 8), "|y");
	assert_false(field_edit(&f, FIELD_CLEAR));
	assert_false(field_edit(&f, FIELD_WORD_BACK));
	field_done(&f);
}

static void undo_takes_back_step_by_step(void **state)
{
	struct text_field f = {0};

	(void)state;
	type(&f, "张");
	type(&f, "三"); /* typed in one go: one step */
	field_edit(&f, FIELD_BACKSPACE);
	type(&f, "四");
	assert_true(field_edit(&f, FIELD_TAKE_BACK));
	assert_string_equal(shown(&f, 8), "张|");
	assert_true(field_edit(&f, FIELD_TAKE_BACK));
	assert_string_equal(shown(&f, 8), "张三|");
	assert_true(field_edit(&f, FIELD_TAKE_BACK));
	assert_string_equal(shown(&f, 8), "|");
	assert_false(field_edit(&f, FIELD_TAKE_BACK));
	/* The ring keeps the newest. */
	for (int i = 0; i < 3 * FIELD_UNDO; i++) {
		type(&f, "a");
		field_edit(&f, FIELD_HOME);
	}
	int steps = 0;
	while (field_edit(&f, FIELD_TAKE_BACK))
		steps++;
	assert_int_equal(steps, FIELD_UNDO);
	assert_int_equal(strlen(field_text(&f)), 2 * FIELD_UNDO);
	field_done(&f);
}

static void over_long_input_is_refused_and_counted(void **state)
{
	struct text_field f = {.max_chars = 4};
	char why[256];

	(void)state;
	struct field_insert r = type(&f, "张三李四王五");
	assert_int_equal(r.taken, 4);
	assert_int_equal(r.too_long, 2);
	assert_string_equal(field_text(&f), "张三李四");
	assert_non_null(strstr(field_complaint(&r, why, sizeof(why)), "最后 2 个字没有录入"));
	r = type(&f, "x");
	assert_int_equal(r.taken, 0);
	assert_int_equal(r.too_long, 1);
	/* A letter is not taken without its mark. */
	field_edit(&f, FIELD_BACKSPACE);
	r = type(&f, E_ACUTE);
	assert_int_equal(r.taken, 0);
	assert_int_equal(r.too_long, 2);
	assert_string_equal(field_text(&f), "张三李");
	field_done(&f);
}

static void control_characters_are_left_out_and_counted(void **state)
{
	struct text_field f = {0};
	char why[256];

	(void)state;
	struct field_insert r = type(&f, "张\x1B三\t\xE2\x80\xAE\n"); /* ESC, tab, U+202E */
	assert_int_equal(r.taken, 2);
	assert_int_equal(r.controls, 3);
	assert_string_equal(field_text(&f), "张三");
	assert_non_null(strstr(field_complaint(&r, why, sizeof(why)), "3 个不可见字符"));
	r = type(&f, "丰\r\n"); /* a pasted cell, a scanner */
	assert_null(field_complaint(&r, why, sizeof(why)));
	r = type(&f, "1\n2");
	assert_int_equal(r.controls, 1);
	assert_string_equal(field_text(&f), "张三丰12");
	field_done(&f);
}

static void filters_keep_what_belongs(void **state)
{
	struct text_field id = {.filter = field_ident, .max_chars = 18},
			  n = {.filter = field_digits};
	struct text_field day = {.filter = field_date}, fen = {.filter = field_money};

	(void)state;
	struct field_insert r = type(&id, "１１０１０５ 1949-1231 002x");
	assert_string_equal(field_text(&id), "11010519491231002X");
	assert_int_equal(r.refused + r.too_long + r.controls, 0);
	r = type(&n, "1二3x");
	assert_string_equal(field_text(&n), "13");
	assert_int_equal(r.refused, 2);
	r = type(&day, "2026年11月24日吧");
	assert_string_equal(field_text(&day), "2026年11月24日");
	assert_int_equal(r.refused, 1);
	r = type(&fen, "１,234.50元");
	assert_string_equal(field_text(&fen), "1,234.50");
	assert_int_equal(r.refused, 1);
	field_done(&id);
	field_done(&n);
	field_done(&day);
	field_done(&fen);
}

static void a_mask_shows_stars_and_keeps_no_undo(void **state)
{
	struct text_field f = {.mask = true};

	(void)state;
	type(&f, "密码" RARE "12");
	assert_string_equal(shown(&f, 8), "*****|");
	assert_string_equal(shown(&f, 3), "<**|");
	field_edit(&f, FIELD_HOME);
	assert_string_equal(shown(&f, 3), "|***>");
	assert_false(field_edit(&f, FIELD_TAKE_BACK));
	assert_string_equal(field_text(&f), "密码" RARE "12");
	field_done(&f);
}

static void events_are_edits(void **state)
{
	struct text_field f = {0};
	struct field_insert r;
	struct screen_event text = {.type = EV_TEXT, .text = "张三", .len = strlen("张三")};
	struct screen_event key = {.type = EV_KEY, .key = K_LEFT};

	(void)state;
	assert_int_equal(field_event(&f, &text, &r), FIELD_CHANGED);
	assert_int_equal(r.taken, 2);
	assert_int_equal(field_event(&f, &key, NULL), FIELD_MOVED);
	key.key = K_BACKSPACE;
	assert_int_equal(field_event(&f, &key, NULL), FIELD_CHANGED);
	assert_string_equal(field_text(&f), "三");
	assert_int_equal(field_event(&f, &key, NULL), FIELD_MOVED); /* nothing before the caret */
	key.key = K_F2;
	assert_int_equal(field_event(&f, &key, NULL), FIELD_IGNORED);
	key.type = EV_TICK;
	assert_int_equal(field_event(&f, &key, NULL), FIELD_IGNORED);
	field_done(&f);
}

static void setting_replaces_all(void **state)
{
	struct text_field f = {.max_chars = 2};

	(void)state;
	type(&f, "ab");
	field_set(&f, "程序给的值");
	assert_string_equal(shown(&f, 12), "程序给的值|");
	assert_false(field_edit(&f, FIELD_TAKE_BACK));
	field_set(&f, "");
	assert_string_equal(shown(&f, 2), "|");
	field_done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typing_scrolls_on_cluster_boundaries),
		cmocka_unit_test(caret_moves_by_cluster),
		cmocka_unit_test(the_wide_cluster_under_the_caret_is_shown_whole),
		cmocka_unit_test(deleting_takes_whole_clusters_and_slides_back),
		cmocka_unit_test(text_goes_in_at_the_caret),
		cmocka_unit_test(clear_and_word_back),
		cmocka_unit_test(undo_takes_back_step_by_step),
		cmocka_unit_test(over_long_input_is_refused_and_counted),
		cmocka_unit_test(control_characters_are_left_out_and_counted),
		cmocka_unit_test(filters_keep_what_belongs),
		cmocka_unit_test(a_mask_shows_stars_and_keeps_no_undo),
		cmocka_unit_test(events_are_edits),
		cmocka_unit_test(setting_replaces_all),
	};
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
