/* SPDX-License-Identifier: Apache-2.0
 *
 * The version a case began under: loaded again from the store alone when its files
 * were changed or are gone, refused when it does not come out the same, and which
 * version judges a notice.
 */
#include "counter_fixture.h"

#include "case/pinned.h"
#include "guide/overlay.h"

/* Our own copy of the guides, to be spoiled. */
static char *copy_forms(struct counter *t)
{
	char command[512];
	char *forms = xasprintf("%s/forms", t->hall.folder);

	snprintf(command, sizeof(command), "cp -r '%s/forms' '%s'", root(), forms);
	assert_int_equal(system(command), 0);
	return forms;
}

static void spoil(const char *format, const char *forms)
{
	char command[512];

	snprintf(command, sizeof(command), format, forms);
	assert_int_equal(system(command), 0);
}

static void load_all(struct catalog *all, const char *forms)
{
	struct faults f = {0};

	*all = (struct catalog){0};
	assert_true(catalog_load(all, forms, NULL, &f));
	assert_true(all->n_items >= 20);
	faults_done(&f);
}

static void assert_same_item(const struct item *now, const struct item *then)
{
	assert_string_equal(now->version, then->version);
	assert_string_equal(now->id, then->id);
	assert_string_equal(now->name, then->name);
	assert_string_equal(now->text, then->text);
	assert_int_equal(now->n_vars, then->n_vars);
	assert_int_equal(now->n_papers, then->n_papers);
	assert_int_equal(now->n_demands, then->n_demands);
	assert_int_equal(now->n_fields, then->n_fields);
	for (size_t i = 0; i < then->n_papers; i++)
		assert_string_equal(now->papers[i].name, then->papers[i].name);
	for (size_t i = 0; i < then->n_fields; i++)
		assert_string_equal(now->fields[i].label, then->fields[i].label);
}

static void every_version_outlives_its_files(void **state)
{
	struct counter *t = *state;
	const struct actor who = {"zhang", "1", 0};
	struct catalog all;
	char *forms = copy_forms(t);

	load_all(&all, forms);
	for (size_t i = 0; i < all.n_items; i++)
		if (!pinned_keep(t->hall.store, &who, all.items[i], &t->e))
			fail_msg("%s", t->e.text);
	spoil("rm -r '%s'", forms);
	for (size_t i = 0; i < all.n_items; i++) {
		struct item *it = pinned_item(t->hall.store, all.items[i]->version, NULL, &t->e);
		if (!it)
			fail_msg("%s: %s", all.items[i]->id, t->e.text);
		assert_same_item(it, all.items[i]);
		item_free(it);
	}
	catalog_done(&all);
	free(forms);
}

/* Changed blocks make another version of every item that uses them; the old one stays as it was. */
static void changed_blocks_make_another_version(void **state)
{
	struct counter *t = *state;
	const struct actor who = {"zhang", "1", 0};
	struct catalog before, after;
	char *forms = copy_forms(t);

	load_all(&before, forms);
	const struct item *then = catalog_item(&before, "fs-001");
	assert_true(pinned_keep(t->hall.store, &who, then, &t->e));
	spoil("sed -i 's/label: 联系电话/label: 手机/' '%s/blocks.yaml'", forms);
	load_all(&after, forms);
	const struct item *now = catalog_item(&after, "fs-001");
	assert_string_equal(now->text, then->text);
	assert_string_not_equal(now->version, then->version);
	assert_true(pinned_keep(t->hall.store, &who, now, &t->e));
	struct item *was = pinned_item(t->hall.store, then->version, forms, &t->e);
	struct item *is = pinned_item(t->hall.store, now->version, forms, &t->e);
	assert_non_null(was);
	assert_non_null(is);
	assert_same_item(was, then);
	assert_same_item(is, now);
	item_free(is);
	item_free(was);
	catalog_done(&after);
	catalog_done(&before);
	free(forms);
}

/* As stores of before kept it: the item's own text and nothing it was read with. */
static void keep_text_alone(struct counter *t, const struct item *it)
{
	const struct guide_row row = {
		.version = it->version,
		.item = it->id,
		.name = it->name,
		.guide = it->guide,
		.effective_from = it->effective_from,
		.effective_to = it->effective_to,
		.text = it->text,
	};

	assert_true(
		guides_load(t->hall.store, &(struct actor){"zhang", "1", 0}, &row, 1, NULL, &t->e));
}

static void refused(struct counter *t, const char *version, const char *forms)
{
	err_clear(&t->e);
	assert_null(pinned_item(t->hall.store, version, forms, &t->e));
	assert_int_equal(t->e.code, ERR_STORE);
	assert_non_null(strstr(t->e.text, "读不出来"));
}

static void what_does_not_come_out_the_same_is_refused(void **state)
{
	struct counter *t = *state;
	struct catalog all;
	char *forms = copy_forms(t);

	load_all(&all, forms);
	const struct item *it = catalog_item(&all, "fs-001");
	refused(t, it->version, forms); /* never kept */
	refused(t, NULL, forms);
	keep_text_alone(t, it);
	struct item *was = pinned_item(t->hall.store, it->version, forms, &t->e);
	assert_non_null(was);
	assert_same_item(was, it);
	item_free(was);
	refused(t, it->version, NULL);
	spoil("sed -i 's/label: 联系电话/label: 手机/' '%s/blocks.yaml'", forms);
	refused(t, it->version, forms);
	spoil("rm '%s/blocks.yaml'", forms);
	refused(t, it->version, forms);
	catalog_done(&all);
	free(forms);
}

/* What the hall said of it is kept with it: its files may go. */
static void the_halls_words_outlive_their_files(void **state)
{
	struct counter *t = *state;
	const struct actor who = {"zhang", "1", 0};
	struct catalog all;
	struct faults f = {0};
	char *forms = copy_forms(t), *dir = xasprintf("%s/hall.overlay", t->hall.folder);
	char command[1024];

	snprintf(command, sizeof(command),
		 "mkdir '%s' && cd '%s' && echo 'aliases: [{text: 土名, source: 窗口}]' "
		 ">fs-001.yaml "
		 "&& echo 'remedies: [{text: 可申请复议, source: 法规科}]' >fushun.yaml",
		 dir, dir);
	assert_int_equal(system(command), 0);
	load_all(&all, forms);
	assert_true(overlay_folder(&all, dir, &f));
	const struct item *it = catalog_item(&all, "fs-001");
	assert_true(pinned_keep(t->hall.store, &who, it, &t->e));
	spoil("rm -r '%s'", dir);
	struct item *was = pinned_item(t->hall.store, it->version, NULL, &t->e);
	assert_non_null(was);
	assert_same_item(was, it);
	assert_string_equal(was->aliases[was->n_aliases - 1], "土名");
	assert_string_equal(was->remedies[0], "可申请复议");
	assert_int_equal(was->n_overlaid, 2);
	item_free(was);
	catalog_done(&all);
	faults_done(&f);
	free(dir);
	free(forms);
}

/* FORMAT.md, `effective`. */
static void the_transition_rule_judges(void **state)
{
	struct counter *t = *state;
	struct case_record notice;
	date_day today = hall_day();

	take(t, "fs-001");
	case_record_init(&notice);
	assert_int_equal(pinned_judged(t->item, &notice, today), JUDGED_SAME);
	notice.item_version = t->item->version;
	t->item->transition = TRANSITION_NEW;
	assert_int_equal(pinned_judged(t->item, &notice, today), JUDGED_SAME);
	notice.item_version = "0123456789abcdef0123456789abcdef";
	assert_int_equal(pinned_judged(t->item, &notice, today), JUDGED_NEW);
	t->item->transition = TRANSITION_KEEP;
	assert_int_equal(pinned_judged(t->item, &notice, today), JUDGED_OLD);
	t->item->transition_until = today;
	assert_int_equal(pinned_judged(t->item, &notice, today), JUDGED_OLD);
	assert_int_equal(pinned_judged(t->item, &notice, today + 1), JUDGED_NEW);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COUNTER_TEST(every_version_outlives_its_files),
		COUNTER_TEST(changed_blocks_make_another_version),
		COUNTER_TEST(what_does_not_come_out_the_same_is_refused),
		COUNTER_TEST(the_halls_words_outlive_their_files),
		COUNTER_TEST(the_transition_rule_judges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
