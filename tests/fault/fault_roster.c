/* SPDX-License-Identifier: Apache-2.0
 *
 * A unit's list on a stick that is pulled out, and bad rows onto a full disk: each
 * is told, and nothing half done is left.
 */
#include "../unit/workbook_fixture.h"

#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "office/roster_sheet.h"

enum { ROWS = 60000 };

/* Reads some rows, then the file is cut, then the rest: true when that is told. */
static bool is_told(const char *path, long left)
{
	struct err e = {0};
	struct grid_row row;
	enum grid_result r = GRID_ROW;
	struct grid *g = grid_open(path, &grid_limits_list, &e);

	assert_non_null(g);
	assert_true(grid_begin(g, 0, &e));
	for (int i = 0; i < 10; i++)
		assert_int_equal(grid_next(g, &row, &e), GRID_ROW);
	assert_int_equal(truncate(path, left), 0);
	while (r == GRID_ROW)
		r = grid_next(g, &row, &e);
	grid_close(g);
	return r == GRID_FAULT && (strstr(e.text, "U盘") || strstr(e.text, "损坏"));
}

static void a_file_that_goes_while_it_is_read(void **state)
{
	struct str text = {0};

	(void)state;
	for (int i = 0; i < ROWS; i++)
		str_addf(&text, "张三%d,%d\n", i, i * 7919);
	assert_true(is_told(fixture_file("a.csv", text.data, text.len), 100000));
	str_clear(&text);
	for (int i = 1; i < ROWS; i++)
		str_addf(&text, "<row r=\"%d\"><c><v>%d</v></c></row>", i, i * 7919 % 65521);
	assert_true(
		is_told(fixture_book("a.xlsx", &(struct fixture_book){.rows = text.data}), 20000));
	str_done(&text);
}

static int files_left(void)
{
	DIR *d = opendir(fixture_dir);
	int n = 0;

	for (struct dirent *f; (f = readdir(d));)
		n += f->d_name[0] != '.' || strlen(f->d_name) > 2;
	closedir(d);
	return n;
}

static void a_full_disk_leaves_nothing(void **state)
{
	enum { BAD = 4000 };
	struct rlimit was, small = {4096, 4096};
	static struct roster_return_row rows[BAD];
	static const char *const headings[] = {"姓名", "证件号码"};
	static const char *const cells[] = {"张三", "4.50721E+17"};
	struct err e = {0};

	(void)state;
	for (size_t i = 0; i < BAD; i++)
		rows[i] = (struct roster_return_row){i + 2, cells, "证件号码：被 Excel 改坏"};
	struct roster_return r = {"退回名单", "a.csv", 2, BAD, headings, rows, 1};
	int before = files_left();
	char stem[128];
	snprintf(stem, sizeof(stem), "%s", fixture_name("back"));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	small.rlim_max = was.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	char *path = roster_return_write(&r, stem, &e);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_null(path);
	assert_true(e.text[0]);
	assert_int_equal(files_left(), before);
	path = roster_return_write(&r, stem, &e);
	assert_non_null(path);
	free(path);
	assert_null(roster_return_write(&r, "/nowhere/back", &e));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_that_goes_while_it_is_read),
		cmocka_unit_test(a_full_disk_leaves_nothing),
	};
	return cmocka_run_group_tests(tests, fixture_make, fixture_remove);
}
