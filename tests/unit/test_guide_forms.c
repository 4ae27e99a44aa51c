/* SPDX-License-Identifier: Apache-2.0
 *
 * Every guide in forms/ loads, each of its faults named; a version is made of the
 * bytes that decide the item. No form asks a thing twice: neither what a question
 * asked nor one label twice under one title.
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

static char *forms_dir(void)
{
	return xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
}

static void every_file_loads(void **state)
{
	struct faults f = {0};
	struct catalog c;
	char *dir = forms_dir();

	(void)state;
	bool ok = catalog_load(&c, dir, NULL, &f);
	for (size_t i = 0; i < f.count; i++)
		print_error("%s:%d:%d: %s\n", f.rows[i].file, f.rows[i].line, f.rows[i].column,
			    f.rows[i].text);
	assert_true(ok);
	assert_true(c.n_items > 0);
	for (size_t i = 0; i < c.n_items; i++) {
		assert_int_equal(strlen(c.items[i]->version), 32);
		assert_ptr_equal(catalog_item(&c, c.items[i]->id), c.items[i]);
		assert_non_null(catalog_guide(&c, c.items[i]->guide));
	}
	assert_null(catalog_item(&c, "no-001"));
	catalog_done(&c);
	faults_done(&f);
	free(dir);
}

static void one_guide_alone(void **state)
{
	struct faults f = {0};
	struct catalog c;
	char *dir = forms_dir();

	(void)state;
	assert_true(catalog_load(&c, dir, "qinzhou", &f));
	assert_int_equal(c.n_guides, 1);
	for (size_t i = 0; i < c.n_items; i++)
		assert_string_equal(c.items[i]->guide, "qinzhou");
	catalog_done(&c);
	assert_false(catalog_load(&c, "/nonexistent/forms", NULL, &f));
	assert_int_equal(f.count, 1);
	assert_non_null(strstr(f.rows[0].text, "打不开目录"));
	catalog_done(&c);
	faults_done(&f);
	free(dir);
}

static bool is_asked_already(const struct item *it, const struct field *f)
{
	for (size_t v = 0; v < it->n_vars; v++)
		if (it->vars[v].kind == VAR_QUESTION && strcmp(it->vars[v].text, f->label) == 0)
			return true;
	return false;
}

static bool is_typed_before(const struct item *it, const struct block *b, size_t field)
{
	for (size_t i = b->first; i < field; i++)
		if (strcmp(it->fields[i].label, it->fields[field].label) == 0)
			return true;
	return false;
}

static void nothing_is_asked_twice(void **state)
{
	struct faults f = {0};
	struct catalog c;
	char *dir = forms_dir();
	size_t twice = 0;

	(void)state;
	assert_true(catalog_load(&c, dir, NULL, &f));
	for (size_t i = 0; i < c.n_items; i++) {
		const struct item *it = c.items[i];
		for (size_t b = 0; b < it->n_blocks; b++) {
			const struct block *block = &it->blocks[b];
			for (size_t n = block->first; n < block->first + block->count; n++) {
				const struct field *field = &it->fields[n];
				if (field->answer >= 0 || (!is_asked_already(it, field) &&
							   !is_typed_before(it, block, n)))
					continue;
				print_error("%s: %s %s\n", it->id, field->path, field->label);
				twice++;
			}
		}
	}
	assert_int_equal(twice, 0);
	catalog_done(&c);
	faults_done(&f);
	free(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_file_loads),
		cmocka_unit_test(one_guide_alone),
		cmocka_unit_test(nothing_is_asked_twice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
