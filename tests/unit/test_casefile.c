/* SPDX-License-Identifier: Apache-2.0
 *
 * The casefile on fs-001 as the guide prints it (001:113-124) and on identity
 * numbers of facts/identifiers.md.
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
#include "case/record_make.h"
#include "guide/load.h"

#define TODAY date_make(2026, 11, 20)

struct world {
	struct guide *guide;
	struct item *item;
	struct casefile c;
	struct check *k;
};

static int setup_item(void **state, const char *id)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	struct world *w = xcalloc(1, sizeof(*w));
	struct faults f = {0};
	char *dir = xasprintf("%s/forms/fushun", root),
	     *blocks = xasprintf("%s/forms/blocks.yaml", root);
	char *file = xasprintf("%s/forms/fushun/%s.yaml", root, id);

	w->guide = guide_load(dir, blocks, &f);
	w->item = w->guide ? item_load(w->guide, file, &f) : NULL;
	free(dir);
	free(blocks);
	free(file);
	assert_int_equal(f.count, 0);
	faults_done(&f);
	casefile_init(&w->c, w->item, TODAY);
	w->k = check_new(w->item);
	*state = w;
	return 0;
}

static int setup(void **state)
{
	return setup_item(state, "fs-001");
}

static int setup_008(void **state)
{
	return setup_item(state, "fs-008");
}

static int setup_033(void **state)
{
	return setup_item(state, "fs-033");
}

static int teardown(void **state)
{
	struct world *w = *state;

	check_free(w->k);
	casefile_done(&w->c);
	item_free(w->item);
	guide_free(w->guide);
	free(w);
	return 0;
}

static size_t field(struct world *w, const char *id)
{
	int i = casefile_field(&w->c, id);

	assert_true(i >= 0);
	return (size_t)i;
}

static void set(struct world *w, const char *id, const char *text)
{
	struct err e = {0};

	if (!casefile_set(&w->c, field(w, id), text, TODAY, NULL, &e))
		fail_msg("%s: %s", id, e.text);
}

static void answer(struct world *w, const char *id, const char *text)
{
	struct err e = {0};
	int var = item_var(w->item, id);

	assert_true(var >= 0);
	assert_true(answer_parse(w->item, var, text, &w->c.in.values[var], &e));
}

static void number_tells_birth_and_sex(void **state)
{
	struct world *w = *state;

	set(w, "insured.cert", "440524188001010014");
	assert_string_equal(casefile_value(&w->c, field(w, "insured.birth")), "1880-01-01");
	assert_string_equal(casefile_value(&w->c, field(w, "insured.sex")), "男");
	assert_int_equal(w->c.in.values[FACT_BIRTH].state, VALUE_KNOWN);
	assert_int_equal(w->c.in.values[FACT_BIRTH].a, date_make(1880, 1, 1));
	set(w, "insured.cert", "11010519491231002x");
	assert_string_equal(casefile_value(&w->c, field(w, "insured.cert")), "11010519491231002X");
	assert_string_equal(casefile_value(&w->c, field(w, "insured.birth")), "1949-12-31");
	assert_string_equal(casefile_value(&w->c, field(w, "insured.sex")), "女");
}

static bool knows(struct world *w, enum fact fact)
{
	return w->c.in.values[fact].state == VALUE_KNOWN;
}

static bool refused(struct world *w, const char *id, const char *text, struct err *e)
{
	return !casefile_set(&w->c, field(w, id), text, TODAY, NULL, e) && e->code == ERR_INPUT;
}

static void assert_nothing_told(struct world *w)
{
	assert_string_equal(casefile_value(&w->c, field(w, "insured.birth")), "");
	assert_string_equal(casefile_value(&w->c, field(w, "insured.sex")), "");
	assert_false(knows(w, FACT_BIRTH));
	assert_false(knows(w, FACT_SEX));
}

/* Cleared, wrong, or of a kind that tells nothing: what the number had told goes with it. */
static void what_the_number_told_goes_with_it(void **state)
{
	struct world *w = *state;
	struct err e = {0};

	set(w, "insured.cert", "11010519491231002X");
	assert_true(knows(w, FACT_BIRTH) && knows(w, FACT_SEX));
	set(w, "insured.cert", "");
	assert_nothing_told(w);
	set(w, "insured.cert", "11010519491231002X");
	assert_true(refused(w, "insured.cert", "110105194912310021", &e));
	assert_nothing_told(w);
	set(w, "insured.cert", "11010519491231002X");
	set(w, "insured.cert_kind", "护照");
	assert_nothing_told(w);
	set(w, "insured.cert", "E12345678");
	assert_nothing_told(w);
	/* Its kind put right afterwards. */
	assert_true(refused(w, "insured.cert", "11010519491231002X", &e));
	assert_nothing_told(w);
	set(w, "insured.cert_kind", "居民身份证");
	assert_int_equal(w->c.in.values[FACT_BIRTH].a, date_make(1949, 12, 31));
}

/* A passport tells neither: what is typed does, and outlives the number. */
static void typed_birth_and_sex_are_facts(void **state)
{
	struct world *w = *state;
	const struct var *sex = &w->item->vars[FACT_SEX];

	set(w, "insured.cert_kind", "护照");
	set(w, "insured.cert", "E12345678");
	set(w, "insured.birth", "20101124");
	set(w, "insured.sex", "女");
	assert_true(knows(w, FACT_BIRTH) && knows(w, FACT_SEX));
	assert_int_equal(w->c.in.values[FACT_BIRTH].a, date_make(2010, 11, 24));
	assert_int_equal(w->c.in.values[FACT_SEX].a, item_choice(sex, "female"));
	set(w, "insured.cert", "");
	assert_string_equal(casefile_value(&w->c, field(w, "insured.birth")), "2010-11-24");
	assert_true(knows(w, FACT_BIRTH) && knows(w, FACT_SEX));
	set(w, "insured.birth", "");
	set(w, "insured.sex", "");
	assert_nothing_told(w);
}

static void typed_birth_must_agree_with_the_number(void **state)
{
	struct world *w = *state;
	struct form_fault *faults;
	struct err e = {0};

	set(w, "insured.cert", "11010519491231002X");
	assert_true(refused(w, "insured.birth", "1949-12-30", &e));
	assert_non_null(strstr(e.text, "1949-12-30"));
	assert_non_null(strstr(e.text, "1949-12-31"));
	assert_int_equal(w->c.in.values[FACT_BIRTH].a, date_make(1949, 12, 31));
	set(w, "insured.birth", "19491231");
	assert_true(refused(w, "insured.sex", "男", &e));
	assert_non_null(strstr(e.text, "男"));
	assert_non_null(strstr(e.text, "女"));
	set(w, "insured.sex", "女");
	/* Typed before the number: kept, and named before anything is accepted. */
	set(w, "insured.cert", "");
	set(w, "insured.birth", "1949-12-30");
	set(w, "insured.name", "张三");
	set(w, "insured.phone", "13800000000");
	set(w, "insured.cert", "11010519491231002X");
	assert_string_equal(casefile_value(&w->c, field(w, "insured.birth")), "1949-12-30");
	answer(w, "who", "flex");
	check_run(w->k, &w->c.in, NULL);
	assert_int_equal(casefile_faults(&w->c, w->k, TODAY, &faults), 1);
	assert_int_equal(faults[0].field, field(w, "insured.birth"));
}

static void nobody_is_born_tomorrow(void **state)
{
	struct world *w = *state;
	struct err e = {0};

	assert_true(refused(w, "insured.birth", "2026-11-21", &e));
	assert_non_null(strstr(e.text, "出生日期"));
	assert_non_null(strstr(e.text, "2026-11-21"));
	assert_false(knows(w, FACT_BIRTH));
	set(w, "insured.birth", "2026-11-20");
	assert_true(knows(w, FACT_BIRTH));
}

/* 001:310: 年满16周岁, on the birthday itself; before the birth date is known it is what is asked.
 */
static void passport_holder_is_no_dead_end(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < w->item->n_vars; i++) {
		enum var_kind kind = w->item->vars[i].kind;
		if (kind == VAR_CONDITION || kind == VAR_PROHIBITION)
			w->c.in.values[i] =
				(struct value){.state = VALUE_KNOWN, .a = kind == VAR_CONDITION};
	}
	answer(w, "special", "none");
	set(w, "insured.cert_kind", "护照");
	set(w, "insured.cert", "E12345678");
	check_run(w->k, &w->c.in, NULL);
	assert_int_equal(w->k->outcome, OUTCOME_UNDECIDED);
	assert_int_equal(w->k->next_question, FACT_BIRTH);
	set(w, "insured.birth", "2010-11-21");
	check_run(w->k, &w->c.in, NULL);
	assert_int_equal(w->k->outcome, OUTCOME_INELIGIBLE);
	set(w, "insured.birth", "2010-11-20");
	check_run(w->k, &w->c.in, NULL);
	assert_int_equal(w->k->outcome, OUTCOME_MISSING);
}

static void wrong_number_is_kept_as_typed(void **state)
{
	struct world *w = *state;
	struct err e = {0};

	assert_false(casefile_set(&w->c, field(w, "insured.cert"), "110105194912310021", TODAY,
				  NULL, &e));
	assert_int_equal(e.code, ERR_INPUT);
	assert_non_null(strstr(e.text, "证件号码"));
	assert_string_equal(casefile_value(&w->c, field(w, "insured.cert")), "110105194912310021");
	/* The same digits are fine for a passport-like certificate only if its rules say so. */
	set(w, "insured.cert_kind", "护照");
	assert_false(casefile_set(&w->c, field(w, "insured.cert"), "11010519491231002", TODAY, NULL,
				  &e));
	set(w, "insured.cert", "E12345678");
}

static void hostile_text_is_refused(void **state)
{
	struct world *w = *state;
	struct err e = {0};
	char longer[9000];

	assert_false(
		casefile_set(&w->c, field(w, "insured.address"), "a\033[2Jb", TODAY, NULL, &e));
	assert_false(casefile_set(&w->c, field(w, "insured.address"), "\xff\xfe", TODAY, NULL, &e));
	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	assert_false(casefile_set(&w->c, field(w, "insured.address"), longer, TODAY, NULL, &e));
	assert_false(casefile_set(&w->c, field(w, "insured.name"), longer, TODAY, NULL, &e));
}

static void form_follows_the_answers(void **state)
{
	struct world *w = *state;
	struct form_fault *faults;

	answer(w, "who", "灵活就业人员");
	check_run(w->k, &w->c.in, NULL);
	assert_false(casefile_field_shown(&w->c, w->k, field(w, "unit.name")));
	size_t n = casefile_faults(&w->c, w->k, TODAY, &faults);
	assert_int_equal(n,
			 3); /* name, number, phone; the kind is an identity card unless changed */
	answer(w, "who", "企业职工");
	check_run(w->k, &w->c.in, NULL);
	assert_true(casefile_field_shown(&w->c, w->k, field(w, "unit.name")));
	assert_true(casefile_faults(&w->c, w->k, TODAY, &faults) > n);
}

static bool has_field(const struct case_record *r, const char *path)
{
	for (size_t i = 0; i < r->n_fields; i++)
		if (strcmp(r->fields[i].id, path) == 0)
			return true;
	return false;
}

static void make_record(struct world *w, struct case_record *r, struct arena *a)
{
	check_run(w->k, &w->c.in, NULL);
	check_dues(w->k, &w->c.in, NULL);
	record_make(r, a, &w->c, w->k, false);
}

/* The unit stands behind 企业职工 (001:113): typed, then hidden, it is the draft's alone. */
static void hidden_parts_stay_in_the_draft(void **state)
{
	struct world *w = *state;
	struct arena a = {0};
	struct case_record r;

	set(w, "insured.name", "张三");
	set(w, "insured.cert", "11010519491231002X");
	set(w, "unit.name", "抚顺某厂");
	answer(w, "who", "staff");
	make_record(w, &r, &a);
	assert_int_equal(r.n_parties, 2);
	assert_true(has_field(&r, "unit.name"));
	answer(w, "who", "flex");
	make_record(w, &r, &a);
	assert_int_equal(r.n_parties, 1);
	assert_string_equal(r.parties[0].role, "insured");
	assert_true(has_field(&r, "insured.name"));
	assert_false(has_field(&r, "unit.name"));
	json_t *j = casefile_json(&w->c);
	assert_non_null(json_object_get(json_object_get(j, "form"), "unit.name"));
	json_decref(j);
	arena_done(&a);
}

static bool has_value(const struct case_record *r, const char *id)
{
	for (size_t i = 0; i < r->n_values; i++)
		if (strcmp(r->values[i].id, id) == 0)
			return true;
	return false;
}

/* 001:1017: the apps are asked of those who come by phone. */
static void unasked_answers_stay_in_the_draft(void **state)
{
	struct world *w = *state;
	struct arena a = {0};
	struct case_record r;
	const struct var *app = &w->item->vars[item_var(w->item, "app")];

	answer(w, "channel", "mobile");
	answer(w, "app", app->values[0].id);
	make_record(w, &r, &a);
	assert_true(has_value(&r, "app"));
	assert_non_null(strstr(r.situation, app->values[0].text));
	answer(w, "channel", "window");
	make_record(w, &r, &a);
	assert_false(has_value(&r, "app"));
	assert_null(strstr(r.situation, app->values[0].text));
	json_t *j = casefile_json(&w->c);
	assert_non_null(json_object_get(json_object_get(j, "answers"), "app"));
	json_decref(j);
	arena_done(&a);
}

static void json_round_trip(void **state)
{
	struct world *w = *state;
	struct casefile other;
	struct err e = {0};

	answer(w, "who", "flex");
	set(w, "insured.name", "𠮷田·买买提");
	set(w, "insured.cert", "11010519491231002X");
	set(w, "insured.phone", "13800000000");
	w->c.in.marks[item_paper(w->item, "idcard")].state = PAPER_OK;
	w->c.in.marks[item_paper(w->item, "household")] =
		(struct paper_mark){.state = PAPER_UNFIT, .unfit = UNFIT_EXPIRED};
	w->c.papers[item_paper(w->item, "idcard")].copies = 2;
	json_t *j = casefile_json(&w->c);
	casefile_init(&other, w->item, TODAY);
	assert_true(casefile_from_json(&other, j, false, NULL, TODAY, &e));
	json_t *again = casefile_json(&other);
	assert_true(json_equal(j, again));
	assert_int_equal(other.in.values[item_var(w->item, "who")].a,
			 w->c.in.values[item_var(w->item, "who")].a);
	assert_int_equal(other.in.marks[item_paper(w->item, "household")].unfit, UNFIT_EXPIRED);
	casefile_done(&other);
	json_decref(again);
	json_decref(j);
}

static void check_refused(struct world *w, const char *text, const char *word)
{
	struct casefile other;
	struct err e = {0};
	json_t *j = json_loads(text, 0, NULL), *dropped = NULL;

	assert_non_null(j);
	casefile_init(&other, w->item, TODAY);
	assert_false(casefile_from_json(&other, j, false, NULL, TODAY, &e));
	assert_int_equal(e.code, ERR_INPUT);
	assert_non_null(strstr(e.text, word));
	casefile_done(&other);
	/* A draft is read all the same, and says what it left out. */
	casefile_init(&other, w->item, TODAY);
	assert_true(casefile_from_json(&other, j, true, &dropped, TODAY, &e));
	assert_int_equal(json_array_size(dropped), 1);
	casefile_done(&other);
	json_decref(dropped);
	json_decref(j);
}

static void what_is_not_of_the_item_is_refused(void **state)
{
	struct world *w = *state;

	check_refused(w, "{\"answers\":{\"nobody\":\"yes\"}}", "nobody");
	check_refused(w, "{\"answers\":{\"who\":\"pilot\"}}", "pilot");
	check_refused(w, "{\"have\":[\"营业许可\"]}", "营业许可");
	check_refused(w, "{\"form\":{\"nothing.here\":\"x\"}}", "nothing.here");
	check_refused(w, "{\"parties\":[{\"role\":\"deceased\",\"name\":\"x\"}]}", "deceased");
}

static void other_shapes_are_refused(void **state)
{
	struct world *w = *state;

	check_refused(w, "{\"answer\":{}}", "answer");
	check_refused(w, "{\"answers\":[\"who\"]}", "answers");
	check_refused(w, "{\"answers\":{\"who\":null}}", "who");
	check_refused(w, "{\"verified\":true}", "verified");
	check_refused(w, "{\"form\":\"insured.name\"}", "form");
	check_refused(w, "{\"form\":{\"insured.name\":5}}", "insured.name");
	check_refused(w, "{\"parties\":{\"role\":\"insured\"}}", "parties");
	check_refused(w, "{\"parties\":[\"insured\"]}", "parties");
	check_refused(w, "{\"people\":5}", "people");
	check_refused(w, "{\"people\":{\"nobody.list\":[]}}", "nobody.list");
	check_refused(w, "{\"request_id\":5}", "request_id");
	check_refused(w, "{\"have\":\"idcard\"}", "have");
	check_refused(w, "{\"have\":[5]}", "have");
	check_refused(w, "{\"have\":{\"idcard\":1}}", "idcard");
	check_refused(w, "{\"have\":{\"idcard\":\"maybe\"}}", "idcard");
	check_refused(w, "{\"have\":[{\"id\":\"idcard\",\"state\":null}]}", "idcard");
	check_refused(w, "{\"have\":[{\"id\":\"idcard\",\"rows_ok\":-1}]}", "rows_ok");
	check_refused(w, "{\"have\":[{\"id\":\"idcard\",\"forms\":1048576}]}", "forms");
	check_refused(w, "{\"have\":[{\"id\":\"idcard\",\"handed_back\":\"no\"}]}", "handed_back");
	/* One block is the insured's: a second insured has no place. */
	check_refused(w,
		      "{\"parties\":[{\"role\":\"insured\",\"name\":\"张三\"},"
		      "{\"role\":\"insured\",\"name\":\"李四\"}]}",
		      "insured");
}

/* What is said not to be there is not there. */
static void false_is_absent(void **state)
{
	struct world *w = *state;
	struct err e = {0};
	json_t *j = json_loads("{\"have\":{\"idcard\":false,\"household\":true}}", 0, NULL);

	assert_true(casefile_from_json(&w->c, j, false, NULL, TODAY, &e));
	assert_int_equal(w->c.in.marks[item_paper(w->item, "idcard")].state, PAPER_ABSENT);
	assert_int_equal(w->c.in.marks[item_paper(w->item, "household")].state, PAPER_OK);
	json_decref(j);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(number_tells_birth_and_sex, setup, teardown),
		cmocka_unit_test_setup_teardown(what_the_number_told_goes_with_it, setup, teardown),
		cmocka_unit_test_setup_teardown(typed_birth_and_sex_are_facts, setup, teardown),
		cmocka_unit_test_setup_teardown(typed_birth_must_agree_with_the_number, setup,
						teardown),
		cmocka_unit_test_setup_teardown(nobody_is_born_tomorrow, setup, teardown),
		cmocka_unit_test_setup_teardown(passport_holder_is_no_dead_end, setup_008,
						teardown),
		cmocka_unit_test_setup_teardown(wrong_number_is_kept_as_typed, setup, teardown),
		cmocka_unit_test_setup_teardown(hostile_text_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(form_follows_the_answers, setup, teardown),
		cmocka_unit_test_setup_teardown(hidden_parts_stay_in_the_draft, setup, teardown),
		cmocka_unit_test_setup_teardown(unasked_answers_stay_in_the_draft, setup_033,
						teardown),
		cmocka_unit_test_setup_teardown(json_round_trip, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_not_of_the_item_is_refused, setup,
						teardown),
		cmocka_unit_test_setup_teardown(other_shapes_are_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(false_is_absent, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
