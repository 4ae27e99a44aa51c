/* SPDX-License-Identifier: Apache-2.0
 *
 * Papers asked for by the rows of a people list, on fs-021 (001:666: 直系亲属身份证):
 * whose is good, whose is not, through engine, JSON, record and store.
 */
#include "store_fixture.h"

#include "base/mem.h"
#include "case/decision.h"
#include "case/record_make.h"
#include "guide/calendar_file.h"
#include "guide/check_json.h"
#include "guide/load.h"
#include "store/operators.h"
#include "store/people.h"
#include "store/verify.h"

struct counter {
	struct hall hall;
	struct calendar *calendar;
	struct guide *guide;
	struct item *item;
	struct casefile c;
	struct check *k;
	size_t paper;
	struct err e;
};

static int setup(void **state)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	struct counter *t = xcalloc(1, sizeof(*t));
	struct faults f = {0};
	char *dir = xasprintf("%s/forms/fushun", root),
	     *days = xasprintf("%s/forms/calendars", root),
	     *blocks = xasprintf("%s/forms/blocks.yaml", root),
	     *file = xasprintf("%s/forms/fushun/fs-021.yaml", root);

	hall_make(&t->hall, true);
	assert_true(operators_create(t->hall.store, NULL, "zhang", "张", POST_BIT(POST_CLERK),
				     "password", PASSWORD_WEAK, &t->e));
	t->calendar = calendar_new();
	assert_true(calendar_dir_load(t->calendar, days, &f));
	t->guide = guide_load(dir, blocks, &f);
	t->item = item_load(t->guide, file, &f);
	assert_non_null(t->item);
	casefile_init(&t->c, t->item, hall_day());
	t->k = check_new(t->item);
	t->paper = (size_t)item_paper(t->item, "kin_id");
	faults_done(&f);
	free(file);
	free(blocks);
	free(days);
	free(dir);
	*state = t;
	return 0;
}

static int teardown(void **state)
{
	struct counter *t = *state;

	check_free(t->k);
	casefile_done(&t->c);
	item_free(t->item);
	guide_free(t->guide);
	calendar_free(t->calendar);
	hall_remove(&t->hall);
	free(t);
	return 0;
}

/* A number of Fushun with the check digit of GB 11643. */
static void resident(int serial, char out[19])
{
	static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	snprintf(out, 19, "2104021975%02d%02d%03d", serial / 28 % 12 + 1, serial % 28 + 1,
		 (serial / 336 * 2 + 1) % 1000);
	for (int i = 0; i < 17; i++)
		sum += (out[i] - '0') * weights[i];
	out[17] = "10X98765432"[sum % 11];
	out[18] = '\0';
}

static void cell(struct counter *t, size_t row, const char *id, const char *text)
{
	const struct field *f = &t->item->fields[t->c.lists[0].field];

	for (int i = 0; i < f->n_columns; i++)
		if (strcmp(t->item->columns[f->first_column + i].id, id) == 0)
			assert_true(casefile_set_cell(&t->c, 0, row, (size_t)i, text, hall_day(),
						      &t->e));
}

static void add(struct counter *t, const char *name)
{
	char number[19];
	size_t row = casefile_add_row(&t->c, 0);

	resident((int)row, number);
	cell(t, row, "name", name);
	cell(t, row, "cert", number);
}

static void three(struct counter *t)
{
	add(t, "张三");
	add(t, "李四");
	add(t, "王五");
}

static void mark(struct counter *t, size_t row, enum paper_state state, enum unfit unfit)
{
	casefile_mark_row(&t->c, t->paper, row, (struct row_mark){state, unfit});
}

static const struct paper_mark *sum(struct counter *t)
{
	return &t->c.in.marks[t->paper];
}

static const char *reason(struct counter *t)
{
	struct str s = {0};

	check_run(t->k, &t->c.in, t->calendar);
	for (size_t i = 0; i < t->k->n_reasons; i++)
		if (t->k->reasons[i].node == NODE_PAPER &&
		    t->k->reasons[i].index == (int)t->paper) {
			reason_text(t->k, &t->k->reasons[i], &s);
			const char *text = arena_strdup(&t->hall.arena, str_text(&s));
			str_done(&s);
			return text;
		}
	return "";
}

/* ---- */

static void only_all_rows_make_it_good(void **state)
{
	struct counter *t = *state;

	assert_int_equal(casefile_paper_list(&t->c, t->paper), -1);
	three(t);
	assert_int_equal(casefile_paper_list(&t->c, t->paper), 0);
	assert_int_equal(sum(t)->state, PAPER_ABSENT);
	mark(t, 0, PAPER_OK, 0);
	mark(t, 1, PAPER_OK, 0);
	assert_int_equal(sum(t)->state, PAPER_ABSENT);
	assert_int_equal(sum(t)->rows, 3);
	assert_int_equal(sum(t)->rows_ok, 2);
	assert_string_equal(sum(t)->gaps[0].name, "王五");
	mark(t, 2, PAPER_UNFIT, UNFIT_NO_SEAL);
	assert_int_equal(sum(t)->state, PAPER_UNFIT);
	assert_int_equal(sum(t)->unfit, UNFIT_NO_SEAL);
	mark(t, 2, PAPER_OK, 0);
	assert_int_equal(sum(t)->state, PAPER_OK);
	casefile_mark(&t->c, t->paper, (struct paper_mark){0});
	assert_int_equal(sum(t)->rows_ok, 0);
}

static void reasons_name_who_lacks_it(void **state)
{
	struct counter *t = *state;

	three(t);
	assert_non_null(strstr(reason(t), " 0/3，缺：张三、李四、王五"));
	mark(t, 1, PAPER_OK, 0);
	mark(t, 2, PAPER_UNFIT, UNFIT_EXPIRED);
	assert_non_null(strstr(reason(t), "缺少材料："));
	assert_non_null(strstr(reason(t), " 1/3，缺：张三，不合格：王五（过期）"));
	mark(t, 0, PAPER_OK, 0);
	assert_non_null(strstr(reason(t), "材料不合要求："));
	assert_non_null(strstr(reason(t), " 2/3，不合格：王五（过期）"));
	mark(t, 2, PAPER_OK, 0);
	assert_string_equal(reason(t), "");
	/* Nobody typed yet: by the place. */
	casefile_add_row(&t->c, 0);
	assert_non_null(strstr(reason(t), " 3/4，缺：第4行"));
	cell(t, 3, "name", "赵六");
	assert_non_null(strstr(reason(t), " 3/4，缺：赵六"));
}

static void a_check_in_json_names_them_too(void **state)
{
	struct counter *t = *state;
	int rows, ok, row;
	const char *name, *unfit;

	three(t);
	mark(t, 0, PAPER_OK, 0);
	mark(t, 1, PAPER_OK, 0);
	mark(t, 2, PAPER_UNFIT, UNFIT_ILLEGIBLE);
	check_run(t->k, &t->c.in, t->calendar);
	check_dues(t->k, &t->c.in, t->calendar);
	json_t *j = check_json(t->k, &t->c.in), *missing = json_object_get(j, "missing"), *paper;
	size_t i;
	bool found = false;
	json_array_foreach(missing, i, paper)
	{
		if (strcmp(json_string_value(json_object_get(paper, "id")), "kin_id") != 0)
			continue;
		found = true;
		assert_int_equal(json_unpack(paper, "{s:i, s:i, s:[{s:i, s:s, s:s}]}", "rows",
					     &rows, "rows_ok", &ok, "lacking", "row", &row, "name",
					     &name, "unfit", &unfit),
				 0);
		assert_int_equal(rows, 3);
		assert_int_equal(ok, 2);
		assert_int_equal(row, 2);
		assert_string_equal(name, "王五");
		assert_string_equal(unfit, unfit_ids[UNFIT_ILLEGIBLE]);
	}
	assert_true(found);
	json_decref(j);
}

static void a_mark_goes_where_its_row_goes(void **state)
{
	struct counter *t = *state;

	three(t);
	mark(t, 2, PAPER_OK, 0);
	casefile_remove_row(&t->c, 0, 0);
	assert_int_equal(sum(t)->rows, 2);
	assert_int_equal(sum(t)->rows_ok, 1);
	assert_int_equal(t->c.lists[0].rows[1].id, 3);
	assert_string_equal(sum(t)->gaps[0].name, "李四");
	/* Whoever comes later has brought nothing. */
	add(t, "赵六");
	assert_int_equal(t->c.lists[0].rows[2].id, 4);
	assert_int_equal(sum(t)->rows_ok, 1);
}

static void marked_before_the_list_it_is_everybodys(void **state)
{
	struct counter *t = *state;

	casefile_mark(&t->c, t->paper, (struct paper_mark){.state = PAPER_OK});
	assert_int_equal(sum(t)->state, PAPER_OK);
	three(t);
	assert_int_equal(sum(t)->rows_ok, 3);
	mark(t, 0, PAPER_ABSENT, 0);
	add(t, "赵六");
	assert_int_equal(sum(t)->rows_ok, 2);
}

/* ---- JSON ---- */

static void reload(struct counter *t, const char *have, bool lenient, size_t dropped)
{
	json_t *j = casefile_json(&t->c), *left = NULL;

	if (have) {
		json_t *h = json_loads(have, 0, NULL);
		assert_non_null(h);
		json_object_set_new(j, "have", h);
	}
	casefile_done(&t->c);
	casefile_init(&t->c, t->item, hall_day());
	if (!casefile_from_json(&t->c, j, lenient, &left, hall_day(), &t->e))
		fail_msg("%s", t->e.text);
	assert_int_equal(json_array_size(left), dropped);
	json_decref(left);
	json_decref(j);
}

static void a_draft_keeps_every_mark(void **state)
{
	struct counter *t = *state;

	three(t);
	add(t, "赵六");
	mark(t, 1, PAPER_OK, 0);
	mark(t, 2, PAPER_UNFIT, UNFIT_NO_SEAL);
	mark(t, 3, PAPER_OK, 0);
	casefile_remove_row(&t->c, 0, 0);
	reload(t, NULL, false, 0);
	assert_int_equal(sum(t)->rows_ok, 2);
	assert_int_equal(sum(t)->gaps[0].unfit, UNFIT_NO_SEAL);
	assert_int_equal(t->c.lists[0].rows[2].id, 4);
	assert_int_equal(t->c.lists[0].rows[2].marks[t->paper].state, PAPER_OK);
	assert_int_equal(casefile_add_row(&t->c, 0), 3);
	assert_int_equal(t->c.lists[0].rows[3].id, 5);
}

static void a_file_says_whose(void **state)
{
	struct counter *t = *state;

	three(t);
	reload(t, "{\"kin_id\":\"ok\"}", false, 0);
	assert_int_equal(sum(t)->rows_ok, 3);
	reload(t, "[{\"id\":\"kin_id\",\"state\":\"ok\",\"rows\":{\"2\":\"no_seal\"}}]", false, 0);
	assert_int_equal(sum(t)->rows_ok, 2);
	assert_string_equal(sum(t)->gaps[0].name, "李四");
	reload(t, "[{\"id\":\"kin_id\",\"rows\":{\"1\":true,\"3\":\"ok\"}}]", false, 0);
	assert_int_equal(sum(t)->rows_ok, 2);
	assert_int_equal(sum(t)->gaps[0].unfit, UNFITS);
}

static void refuse(struct counter *t, const char *key, const char *value, const char *word)
{
	json_t *j = casefile_json(&t->c), *v = json_loads(value, 0, NULL), *left = NULL;
	struct casefile other;

	assert_non_null(v);
	json_object_set_new(j, key, v);
	casefile_init(&other, t->item, hall_day());
	assert_false(casefile_from_json(&other, j, false, NULL, hall_day(), &t->e));
	assert_non_null(strstr(t->e.text, word));
	casefile_done(&other);
	casefile_init(&other, t->item, hall_day());
	assert_true(casefile_from_json(&other, j, true, &left, hall_day(), &t->e));
	assert_int_equal(json_array_size(left), 1);
	casefile_done(&other);
	json_decref(left);
	json_decref(j);
}

static void rows_that_are_not_there_are_refused(void **state)
{
	struct counter *t = *state;

	three(t);
	refuse(t, "have", "[{\"id\":\"kin_id\",\"rows\":{\"9\":\"ok\"}}]", "9");
	refuse(t, "have", "[{\"id\":\"kin_id\",\"rows\":{\"\":\"ok\"}}]", "直系亲属身份证");
	refuse(t, "have", "[{\"id\":\"kin_id\",\"rows\":{\"1\":\"maybe\"}}]", "no_seal");
	refuse(t, "have", "[{\"id\":\"kin_id\",\"rows\":[\"ok\"]}]", "rows");
	/* Two of three, and nobody knows whose. */
	refuse(t, "have", "[{\"id\":\"kin_id\",\"rows_ok\":2}]", "rows");
	refuse(t, "people", "[{\"row\":1,\"name\":\"张三\"},{\"row\":1,\"name\":\"李四\"}]", "row");
	refuse(t, "people", "[{\"row\":0,\"name\":\"张三\"}]", "row");
}

/* ---- record and store ---- */

static void fill(struct counter *t, const char *path, const char *text)
{
	int field = casefile_field(&t->c, path);

	assert_true(field >= 0);
	if (!casefile_set(&t->c, (size_t)field, text, hall_day(), NULL, &t->e))
		fail_msg("%s: %s", path, t->e.text);
}

/* Everything but the 直系亲属身份证. */
static void everything_else(struct counter *t)
{
	for (size_t i = 0; i < t->item->n_vars; i++) {
		enum var_kind kind = t->item->vars[i].kind;
		if (kind == VAR_CONDITION || kind == VAR_PROHIBITION)
			t->c.in.values[i] =
				(struct value){.state = VALUE_KNOWN, .a = kind == VAR_CONDITION};
	}
	assert_true(answer_parse(t->item, item_var(t->item, "notary"), "no",
				 &t->c.in.values[item_var(t->item, "notary")], &t->e));
	for (size_t p = 0; p < t->item->n_papers; p++)
		if (p != t->paper)
			casefile_mark(&t->c, p, (struct paper_mark){.state = PAPER_OK});
	fill(t, "deceased.name", "王大明");
	fill(t, "deceased.cert", "11010519491231002X");
	fill(t, "applicant.name", "王小明");
	fill(t, "applicant.cert", "440524188001010014");
	fill(t, "applicant.phone", "13800000000");
}

static struct case_record *decide(struct counter *t, enum decision d)
{
	const struct decision_request q = {.decision = d, .who = {"zhang", "1", 0}};
	struct decided out;
	struct case_record *r = NULL;

	if (!case_decide(t->hall.store, t->calendar, &t->c, &q, &out, &t->e))
		fail_msg("%s", t->e.text);
	assert_true(cases_get(t->hall.store, out.number, &t->hall.arena, &r, &t->e));
	return r;
}

static void the_store_knows_whose(void **state)
{
	struct counter *t = *state;
	struct verify_report report;

	three(t);
	everything_else(t);
	mark(t, 0, PAPER_OK, 0);
	mark(t, 1, PAPER_UNFIT, UNFIT_EXPIRED);
	const struct case_record *r = decide(t, DECISION_NOTICE);
	assert_int_equal(r->n_paper_rows, 3);
	assert_string_equal(r->paper_rows[0].paper, "kin_id");
	assert_string_equal(r->paper_rows[0].state, "ok");
	assert_null(r->paper_rows[0].unfit);
	assert_int_equal(r->paper_rows[1].row, 1);
	assert_string_equal(r->paper_rows[1].name, "李四");
	assert_string_equal(r->paper_rows[1].state, "unfit");
	assert_string_equal(r->paper_rows[1].unfit, "expired");
	assert_string_equal(r->paper_rows[2].state, "absent");
	if (!store_verify(t->hall.store, true, NULL, NULL, &report, &t->e))
		fail_msg("%s", t->e.text);
}

/* Who stands in the list is somebody: found by number and name, with this case as history. */
static void rows_are_parties(void **state)
{
	struct counter *t = *state;
	struct verify_report report;
	struct person_row *found = NULL;
	struct person_part *parts = NULL;
	char number[19];
	size_t n = 0;

	three(t);
	everything_else(t);
	casefile_mark(&t->c, t->paper, (struct paper_mark){.state = PAPER_OK});
	const struct case_record *r = decide(t, DECISION_ACCEPT);
	assert_int_equal(r->n_parties, 5);
	assert_string_equal(r->parties[0].role, "deceased");
	assert_string_equal(r->parties[4].role, "kin");
	resident(2, number);
	assert_true(people_search(t->hall.store, number, 5, &t->hall.arena, &found, &n, &t->e));
	assert_int_equal(n, 1);
	assert_string_equal(found[0].name, "王五");
	assert_true(
		people_history(t->hall.store, found[0].id, 5, &t->hall.arena, &parts, &n, &t->e));
	assert_int_equal(n, 1);
	assert_string_equal(parts[0].role, "kin");
	assert_true(store_verify(t->hall.store, true, NULL, NULL, &report, &t->e));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(only_all_rows_make_it_good, setup, teardown),
		cmocka_unit_test_setup_teardown(reasons_name_who_lacks_it, setup, teardown),
		cmocka_unit_test_setup_teardown(a_check_in_json_names_them_too, setup, teardown),
		cmocka_unit_test_setup_teardown(a_mark_goes_where_its_row_goes, setup, teardown),
		cmocka_unit_test_setup_teardown(marked_before_the_list_it_is_everybodys, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_draft_keeps_every_mark, setup, teardown),
		cmocka_unit_test_setup_teardown(a_file_says_whose, setup, teardown),
		cmocka_unit_test_setup_teardown(rows_that_are_not_there_are_refused, setup,
						teardown),
		cmocka_unit_test_setup_teardown(the_store_knows_whose, setup, teardown),
		cmocka_unit_test_setup_teardown(rows_are_parties, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
