/* SPDX-License-Identifier: Apache-2.0
 *
 * A forms folder as a whole: the shared files and their faults, items in order,
 * one id once, items kept out by their faults and not by their neighbours'.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "guide/lint.h"
#include "guide_sample.h"

static char dir[] = "/tmp/yichuang-catalog-XXXXXX";

static const char *const files[] = {"g/_shared.yaml", "g/g-001.yaml", "g/g-002.yaml", "g/notes.txt",
				    "h/_shared.yaml", "h/g-001.yaml", "blocks.yaml"};
static const char *const folders[] = {"g", "h", "empty"};

static void put(const char *name, const char *text)
{
	char *path = xasprintf("%s/%s", dir, name);
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	free(path);
}

static void drop(const char *name)
{
	char *path = xasprintf("%s/%s", dir, name);

	remove(path);
	free(path);
}

static int setup(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	if (!mkdtemp(dir))
		return -1;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		char *path = xasprintf("%s/%s", dir, folders[i]);
		mkdir(path, 0700);
		free(path);
	}
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		drop(files[i]);
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		drop(folders[i]);
	return rmdir(dir);
}

static int fresh(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		drop(files[i]);
	put("blocks.yaml", sample_blocks);
	put("g/_shared.yaml", sample_shared);
	return 0;
}

static char *second_item(void)
{
	int line, column;

	return sample_break(sample_item, "id: g-001", "id: g-002", &line, &column);
}

static void items_in_order(void **state)
{
	struct faults f = {0};
	struct catalog c;
	char *second = second_item();

	(void)state;
	put("g/g-002.yaml", second);
	put("g/g-001.yaml", sample_item);
	put("g/notes.txt", "not an item");
	assert_true(catalog_load(&c, dir, NULL, &f));
	assert_int_equal(c.n_guides, 1);
	assert_int_equal(c.n_items, 2);
	assert_string_equal(c.items[0]->id, "g-001");
	assert_string_equal(c.items[1]->id, "g-002");
	assert_string_not_equal(c.items[0]->version, c.items[1]->version);
	assert_string_equal(c.guides[0]->offices[0].phone, "1234567");
	assert_null(c.guides[0]->offices[1].phone);
	catalog_done(&c);
	free(second);
}

static void the_version_follows_the_shared_files(void **state)
{
	struct faults f = {0};
	struct catalog before, after;
	int line, column;
	char *shared = sample_break(sample_shared, "服刑期间", "正在服刑", &line, &column);

	(void)state;
	put("g/g-001.yaml", sample_item);
	assert_true(catalog_load(&before, dir, NULL, &f));
	put("g/_shared.yaml", shared);
	assert_true(catalog_load(&after, dir, NULL, &f));
	assert_string_not_equal(before.items[0]->version, after.items[0]->version);
	catalog_done(&before);
	catalog_done(&after);
	free(shared);
}

static void a_broken_item_is_left_out(void **state)
{
	struct faults f = {0};
	struct catalog c;

	(void)state;
	put("g/g-001.yaml", sample_item);
	put("g/g-002.yaml", "id: g-002\n");
	assert_false(catalog_load(&c, dir, NULL, &f));
	assert_int_equal(c.n_items, 1);
	assert_non_null(strstr(f.rows[0].file, "g/g-002.yaml"));
	catalog_done(&c);
	faults_done(&f);
}

static void one_id_once(void **state)
{
	struct faults f = {0};
	struct catalog c;
	int line, column;
	char *other = sample_break(sample_shared, "guide: g", "guide: h", &line, &column);

	(void)state;
	put("g/g-001.yaml", sample_item);
	put("h/_shared.yaml", other);
	put("h/g-001.yaml", sample_item);
	assert_false(catalog_load(&c, dir, NULL, &f));
	assert_int_equal(c.n_items, 1);
	assert_non_null(strstr(f.rows[0].text, "事项 g-001 重复了"));
	assert_non_null(strstr(f.rows[0].file, "h/g-001.yaml"));
	catalog_done(&c);
	faults_done(&f);
	assert_true(catalog_load(&c, dir, "h", &f));
	assert_string_equal(c.items[0]->guide, "h");
	catalog_done(&c);
	free(other);
}

static void broken_shared_files(void **state)
{
	static const struct {
		const char *find, *put, *words;
	} cases[] = {
		{"guide: g", "guide: " MARK "k", "guide 要与目录名相同：g"},
		{"agency: 样例中心\n", "", "缺少键「agency」"},
		{"name: 样例指南", MARK "title: 样例指南", "不认识的键「title」"},
		{"id: county", "id: " MARK "city", "id「city」重复了"},
		{"lines: \"001:1\"\n", "lines: \"001:1\"\nitems: " MARK "g-9..g-001\n",
		 "items 要写成"},
		{"  common:\n", "  common: " MARK "无\n  others:\n", "禁办情形的列表"},
	};

	(void)state;
	put("g/g-001.yaml", sample_item);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct faults f = {0};
		struct catalog c;
		int line, column;
		char *text =
			sample_break(sample_shared, cases[i].find, cases[i].put, &line, &column);
		bool found = false;
		put("g/_shared.yaml", text);
		assert_false(catalog_load(&c, dir, NULL, &f));
		assert_int_equal(c.n_items, 0);
		for (size_t k = 0; k < f.count; k++)
			found |=
				(!line || (f.rows[k].line == line && f.rows[k].column == column)) &&
				strstr(f.rows[k].file, "_shared.yaml") &&
				strstr(f.rows[k].text, cases[i].words);
		if (!found)
			fail_msg("%s: %d:%d: %s", cases[i].put, f.rows[0].line, f.rows[0].column,
				 f.rows[0].text);
		catalog_done(&c);
		faults_done(&f);
		free(text);
	}
}

/* What an item takes from a shared file is told in that file. */
static void a_fault_in_a_shared_piece(void **state)
{
	struct faults f = {0};
	struct catalog c;
	int line, column;
	char *text =
		sample_break(sample_blocks, "type: phone", "type: " MARK "fone", &line, &column);

	(void)state;
	put("g/g-001.yaml", sample_item);
	put("blocks.yaml", text);
	assert_false(catalog_load(&c, dir, NULL, &f));
	assert_non_null(strstr(f.rows[0].file, "blocks.yaml"));
	assert_int_equal(f.rows[0].line, line);
	assert_int_equal(f.rows[0].column, column);
	catalog_done(&c);
	faults_done(&f);
	free(text);
}

static void the_lint_of_a_folder(void **state)
{
	struct faults f = {0};
	struct lint_counts n = {0};
	int line, column;
	char *text =
		sample_break(sample_blocks, "label: 姓名",
			     "label: " MARK "姓名姓名姓名姓名姓名姓名姓名姓名姓", &line, &column);
	char *broken = sample_break(sample_blocks, "    - {id: name", "    - " MARK "&a {id: name",
				    &line, &column);

	(void)state;
	put("blocks.yaml", text);
	assert_false(lint_dir(dir, &n, &f));
	assert_int_equal(n.guides, 1);
	assert_int_equal(f.count, 1);
	assert_non_null(strstr(f.rows[0].text, "标签太宽：34列"));
	faults_done(&f);
	/* Read by guide after guide, told once. */
	put("blocks.yaml", broken);
	assert_false(lint_dir(dir, &n, &f));
	assert_int_equal(f.count, 1);
	assert_int_equal(f.rows[0].column, column);
	faults_done(&f);
	free(text);
	free(broken);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(items_in_order, fresh),
		cmocka_unit_test_setup(the_version_follows_the_shared_files, fresh),
		cmocka_unit_test_setup(a_broken_item_is_left_out, fresh),
		cmocka_unit_test_setup(one_id_once, fresh),
		cmocka_unit_test_setup(broken_shared_files, fresh),
		cmocka_unit_test_setup(a_fault_in_a_shared_piece, fresh),
		cmocka_unit_test_setup(the_lint_of_a_folder, fresh),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
