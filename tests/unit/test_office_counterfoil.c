/* SPDX-License-Identifier: Apache-2.0
 *
 * Two halves of a page: the cut lies in the middle, a text too long for half a page
 * goes to whole pages and says so, nothing of either part is lost.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "office/layout.h"

#define CUT   "沿此线裁开"
#define WHOLE "按整页打印"

static void make(struct document *d, struct layout *l, int pairs)
{
	char label[32];

	document_init(d, "中心", "受理回执单");
	document_grid(d, NULL);
	for (int i = 0; i < pairs; i++) {
		snprintf(label, sizeof(label), "栏目%d", i);
		document_pair(d, label, "内容");
	}
	document_counterfoil(d);
	document_grid(d, "存根");
	document_pair(d, "编号", "1-01");
	layout_init(l, d);
}

/* Points above the row that has the text; -1 when none has. */
static double top_of(const struct layout *l, const char *text)
{
	double y = 0;

	for (size_t r = 0; r < l->n_rows; y += l->rows[r++].height)
		for (size_t i = 0; i < l->rows[r].count; i++)
			if (strstr(l->cells[l->rows[r].first + i].text, text))
				return y;
	return -1;
}

static void the_cut_lies_in_the_middle(void **state)
{
	struct document d;
	struct layout l;

	(void)state;
	make(&d, &l, 5);
	assert_true(top_of(&l, CUT) > LAYOUT_PAGE_PT / 2.0 - 10);
	assert_true(top_of(&l, CUT) < LAYOUT_PAGE_PT / 2.0 + 10);
	assert_true(top_of(&l, "存根") > top_of(&l, CUT));
	assert_true(top_of(&l, "1-01") > top_of(&l, "存根"));
	assert_true(top_of(&l, WHOLE) < 0);
	assert_true(l.one_page);
	layout_done(&l);
	document_done(&d);
}

static void what_is_too_long_takes_whole_pages_and_says_so(void **state)
{
	struct document d;
	struct layout l;

	(void)state;
	make(&d, &l, 60);
	assert_true(top_of(&l, "栏目59") > 0);
	assert_true(top_of(&l, WHOLE) > top_of(&l, "栏目59"));
	assert_true(top_of(&l, "1-01") > top_of(&l, WHOLE));
	assert_false(l.one_page);
	layout_done(&l);
	document_done(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cut_lies_in_the_middle),
		cmocka_unit_test(what_is_too_long_takes_whole_pages_and_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
