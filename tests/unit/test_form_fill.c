/* SPDX-License-Identifier: Apache-2.0
 *
 * The form of every item of every guide: a value of each field's kind completes it,
 * a wrong one is told of at once. The numbers are those of facts/identifiers.md.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "case/casefile.h"
#include "guide/load.h"

#define TODAY date_make(2026, 11, 20)

/* Of each kind a value that can stand and one that cannot; NULL: there is none. */
static const struct {
	const char *good, *wrong;
} samples[FIELD_TYPES] = {
	[FIELD_TEXT] = {"测试", NULL},
	[FIELD_NAME] = {"王五", NULL},
	[FIELD_IDENT_KIND] = {"居民身份证", "学生证"},
	[FIELD_IDENT] = {"11010519491231002X", "110105194912310021"},
	[FIELD_CREDIT_CODE] = {"91350100M000100Y43", "91350100M000100Y4Z"},
	[FIELD_PHONE] = {"13800138000", "138"},
	[FIELD_DATE] = {"2026-02-28", "2026-02-30"},
	[FIELD_MONTH] = {"2026-02", "2026-13"},
	[FIELD_MONEY] = {"1234.50", "约1000"},
	[FIELD_YESNO] = {"yes", "也许"},
	[FIELD_ACCOUNT] = {"6222020200112233445", "账户同上"},
	[FIELD_BANK_CARD] = {"4111111111111111", "4111111111111112"},
	[FIELD_SOCIAL_CARD] = {"A12345678", "，"},
	[FIELD_SEX] = {"女", "不详"},
	[FIELD_CHOICE] = {NULL, "没有这一项"},
	[FIELD_SET] = {NULL, "没有这一项"},
	[FIELD_NUMBER] = {NULL, "两个"},
};

/* NULL where nothing is typed into one field. */
static char *good_value(const struct field *f)
{
	switch (f->type) {
	case FIELD_CHOICE:
	case FIELD_SET:
		return xstrdup(f->values[0].id);
	case FIELD_NUMBER:
		return xasprintf("%lld", (long long)(f->min ? f->min : f->max));
	case FIELD_SECRET:
	case FIELD_PEOPLE:
		return NULL;
	default: /* a birth date goes with the number */
		return xstrdup(strcmp(f->id, "birth") == 0 ? "1949-12-31" : samples[f->type].good);
	}
}

/* A text or a number out of its bounds too. */
static char *wrong_value(const struct field *f)
{
	if (f->type == FIELD_NUMBER && f->max)
		return xasprintf("%lld", (long long)f->max + 1);
	if (f->type == FIELD_TEXT && f->max) {
		char *long_text = xcalloc((size_t)f->max + 2, 1);
		memset(long_text, 'x', (size_t)f->max + 1);
		return long_text;
	}
	return samples[f->type].wrong ? xstrdup(samples[f->type].wrong) : NULL;
}

struct places {
	size_t typed, stood; /* wrong values typed, and those that stood */
};

static void try_wrong(struct casefile *c, size_t field, struct places *p)
{
	char *wrong = wrong_value(&c->item->fields[field]);
	struct err e;

	if (!wrong)
		return;
	p->typed++;
	if (casefile_set(c, field, wrong, TODAY, NULL, &e)) {
		print_error("%s: %s takes %s\n", c->item->id, c->item->fields[field].path, wrong);
		p->stood++;
	}
	free(wrong);
}

static void try_wrong_cell(struct casefile *c, size_t list, size_t column, struct places *p)
{
	const struct field *f = &c->item->fields[c->lists[list].field];
	const struct field *of = &c->item->columns[f->first_column + (int)column];
	char *wrong = wrong_value(of);
	struct err e;

	if (!wrong)
		return;
	p->typed++;
	if (casefile_set_cell(c, list, 0, column, wrong, TODAY, &e)) {
		print_error("%s: %s.%s takes %s\n", c->item->id, f->path, of->id, wrong);
		p->stood++;
	}
	free(wrong);
}

static void fill_field(struct casefile *c, size_t field)
{
	char *value = good_value(&c->item->fields[field]);
	struct err e;

	if (value && !casefile_set(c, field, value, TODAY, NULL, &e))
		fail_msg("%s: %s", c->item->id, e.text);
	free(value);
}

static void fill_list(struct casefile *c, size_t list)
{
	const struct field *f = &c->item->fields[c->lists[list].field];
	struct err e;

	for (size_t i = 0; i < (size_t)f->n_columns; i++) {
		char *value = good_value(&c->item->columns[f->first_column + (int)i]);
		if (value && !casefile_set_cell(c, list, 0, i, value, TODAY, &e))
			fail_msg("%s: %s", c->item->id, e.text);
		free(value);
	}
}

static void print_faults(struct casefile *c, const struct check *k)
{
	struct form_fault *faults;
	size_t n = casefile_faults(c, k, TODAY, &faults);

	for (size_t i = 0; i < n; i++)
		print_error("%s: %s\n", c->item->id, faults[i].text);
	assert_int_equal(n, 0);
}

/* Wrong values first, so that what they leave behind has to go. */
static void fill_item(const struct item *it, struct places *p)
{
	struct check *k = check_new(it);
	struct casefile c;

	casefile_init(&c, it, TODAY);
	for (size_t i = 0; i < it->n_fields; i++) {
		if (it->fields[i].answer >= 0 || it->fields[i].type == FIELD_SECRET)
			continue;
		try_wrong(&c, i, p);
		fill_field(&c, i);
	}
	for (size_t l = 0; l < c.n_lists; l++) {
		const struct field *f = &it->fields[c.lists[l].field];
		casefile_add_row(&c, l);
		for (size_t i = 0; i < (size_t)f->n_columns; i++)
			try_wrong_cell(&c, l, i, p);
		fill_list(&c, l);
	}
	check_run(k, &c.in, NULL);
	print_faults(&c, k);
	check_free(k);
	casefile_done(&c);
}

static bool has_secret(const struct item *it)
{
	for (size_t i = 0; i < it->n_fields; i++)
		if (it->fields[i].type == FIELD_SECRET)
			return true;
	return false;
}

static void every_form_can_be_filled(void **state)
{
	struct places p = {0};
	struct faults f = {0};
	struct catalog c;
	char *dir = xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));

	(void)state;
	assert_true(catalog_load(&c, dir, NULL, &f));
	for (size_t i = 0; i < c.n_items; i++)
		if (!has_secret(c.items[i])) /* test_secret.c */
			fill_item(c.items[i], &p);
	assert_true(p.typed > 1000);
	assert_int_equal(p.stood, 0);
	catalog_done(&c);
	faults_done(&f);
	free(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_can_be_filled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
