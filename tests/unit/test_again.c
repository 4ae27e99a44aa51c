/* SPDX-License-Identifier: Apache-2.0
 *
 * Coming back with a notice: everything as it was, under the same number, by the
 * version the notice holds; what it had not named is told apart and, where it
 * should have been, signed for.
 */
#include "counter_fixture.h"

#include "case/again.h"
#include "case/pinned.h"
#include "case/record_make.h"
#include "case/second.h"
#include "case/surprise.h"
#include "store/documents.h"
#include "store/untold.h"
#include "store/verify.h"

enum { DAY_MS = 24 * 3600 * 1000 };

/* ---- every item there and back ---- */

static unsigned dice(unsigned *seed, unsigned n)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % n;
}

static void random_answers(struct casefile *c, unsigned *seed)
{
	for (size_t i = 0; i < c->item->n_vars; i++) {
		const struct var *v = &c->item->vars[i];
		char text[64] = "";
		if (v->kind == VAR_FACT || dice(seed, 4) == 0)
			continue;
		if (v->type == TYPE_YESNO)
			strcpy(text, dice(seed, 2) ? "yes" : "no");
		else if (v->type == TYPE_CHOICE || v->type == TYPE_SET)
			snprintf(text, sizeof(text), "%s",
				 v->values[dice(seed, (unsigned)v->n_values)].id);
		else if (v->type == TYPE_NUMBER || v->type == TYPE_MONTHS)
			snprintf(text, sizeof(text), "%lld", (long long)(v->min > 0 ? v->min : 1));
		else if (v->type == TYPE_DATE)
			strcpy(text, "2026-03-01");
		else
			strcpy(text, "2022-01-01..2022-02-01");
		answer_parse(c->item, (int)i, text, &c->in.values[i], NULL);
	}
}

static const char *sample_of(const struct field *f, unsigned *seed)
{
	static const char *const names[] = {"王小明", "李娜", "欧阳修"};

	switch (f->type) {
	case FIELD_NAME:
		return names[dice(seed, 3)];
	case FIELD_TEXT:
		return "站前街1号";
	case FIELD_IDENT:
		return "11010519491231002X";
	case FIELD_PHONE:
		return "13800000000";
	case FIELD_DATE:
		return strcmp(f->id, "birth") == 0 ? "1949-12-31" : "2026-03-01";
	case FIELD_MONTH:
		return "2026-03";
	case FIELD_MONEY:
		return "1234.56";
	case FIELD_NUMBER:
		return "3";
	case FIELD_CHOICE:
	case FIELD_SET:
		return f->values[dice(seed, (unsigned)f->n_values)].id;
	case FIELD_YESNO:
		return "yes";
	default:
		return "";
	}
}

static void random_form(struct casefile *c, unsigned *seed)
{
	struct err e;

	for (size_t i = 0; i < c->item->n_fields; i++) {
		const struct field *f = &c->item->fields[i];
		const char *text = sample_of(f, seed);
		if (f->answer >= 0 || f->type == FIELD_PEOPLE || !*text || dice(seed, 5) == 0)
			continue;
		if (!casefile_set(c, i, text, hall_day(), NULL, &e))
			casefile_set(c, i, "", hall_day(), NULL, &e);
	}
	for (size_t l = 0; l < c->n_lists; l++) {
		const struct field *f = &c->item->fields[c->lists[l].field];
		for (unsigned rows = 1 + dice(seed, 3); rows > 0; rows--) {
			size_t row = casefile_add_row(c, l);
			for (int k = 0; k < f->n_columns; k++) {
				const struct field *column = &c->item->columns[f->first_column + k];
				const char *text = sample_of(column, seed);
				if (*text &&
				    !casefile_set_cell(c, l, row, (size_t)k, text, hall_day(), &e))
					casefile_set_cell(c, l, row, (size_t)k, "", hall_day(), &e);
			}
		}
	}
}

/* A list the answers hide has no people to bring papers. */
static bool is_hidden(const struct casefile *c, const struct check *k, size_t paper)
{
	int list = casefile_paper_list(c, paper);

	return list >= 0 && !casefile_field_shown(c, k, (size_t)c->lists[list].field);
}

static void random_papers(struct casefile *c, const struct calendar *cal, unsigned *seed)
{
	struct check *k = check_new(c->item);

	check_run(k, &c->in, cal);
	for (size_t p = 0; p < c->item->n_papers; p++) {
		if (is_hidden(c, k, p))
			continue;
		if (dice(seed, 2))
			casefile_mark(c, p, (struct paper_mark){.state = PAPER_OK});
		if (dice(seed, 3) == 0)
			c->papers[p].copies = 2;
	}
	check_free(k);
}

static void make_record(struct case_record *r, struct arena *a, struct casefile *c,
			const struct calendar *cal)
{
	struct check *k = check_new(c->item);

	check_run(k, &c->in, cal);
	check_dues(k, &c->in, cal);
	record_make(r, a, c, k, false);
	r->number = "21040020261124000100";
	r->state = CASE_NOTICED;
	r->day = hall_day();
	check_free(k);
}

static bool is_same_text(const char *x, const char *y)
{
	return strcmp(x ? x : "", y ? y : "") == 0;
}

static void assert_same(const struct item *it, const struct case_record *x,
			const struct case_record *y)
{
	bool same = x->n_values == y->n_values && x->n_verifications == y->n_verifications &&
		    x->n_fields == y->n_fields && x->n_cells == y->n_cells &&
		    x->n_parties == y->n_parties && x->n_papers == y->n_papers &&
		    is_same_text(x->channel, y->channel) && is_same_text(x->outcome, y->outcome);

	for (size_t i = 0; same && i < x->n_values; i++)
		same = is_same_text(x->values[i].id, y->values[i].id) &&
		       is_same_text(x->values[i].value, y->values[i].value);
	for (size_t i = 0; same && i < x->n_verifications; i++)
		same = is_same_text(x->verifications[i].result, y->verifications[i].result) &&
		       is_same_text(x->verifications[i].source, y->verifications[i].source);
	for (size_t i = 0; same && i < x->n_fields; i++)
		same = is_same_text(x->fields[i].id, y->fields[i].id) &&
		       is_same_text(x->fields[i].value, y->fields[i].value);
	for (size_t i = 0; same && i < x->n_cells; i++)
		same = is_same_text(x->cells[i].value, y->cells[i].value) &&
		       x->cells[i].row == y->cells[i].row;
	for (size_t i = 0; same && i < x->n_papers; i++)
		same = is_same_text(x->papers[i].state, y->papers[i].state) &&
		       x->papers[i].copies * (strcmp(x->papers[i].state, "ok") == 0) ==
			       y->papers[i].copies * (strcmp(x->papers[i].state, "ok") == 0);
	if (!same)
		fail_msg("%s does not come back as it was: %zu/%zu answers, %zu/%zu verifications, "
			 "%zu/%zu fields, %zu/%zu cells, %zu/%zu papers, %s/%s",
			 it->id, x->n_values, y->n_values, x->n_verifications, y->n_verifications,
			 x->n_fields, y->n_fields, x->n_cells, y->n_cells, x->n_papers, y->n_papers,
			 x->outcome, y->outcome);
}

/* r as a casefile, everything that was good shown again. */
static void restore(struct casefile *c, const struct item *it, const struct case_record *r)
{
	json_t *j = again_json(r);
	struct err e = {0};

	casefile_init(c, it, hall_day());
	if (!casefile_from_json(c, j, false, NULL, hall_day(), &e))
		fail_msg("%s: %s", it->id, e.text);
	assert_string_equal(c->notice, r->number);
	for (size_t p = 0; p < it->n_papers; p++)
		assert_int_not_equal(c->in.marks[p].state, PAPER_OK);
	again_confirm(c);
	json_decref(j);
}

/* What was answered behind a gate that is not open is no part of a record, so the first turn only
 * makes a sound casefile of a random one. */
static void there_and_back(const struct item *it, const struct calendar *cal, unsigned *seed)
{
	struct casefile random, sound, back;
	struct case_record made, first, second;
	struct arena a = {0};

	casefile_init(&random, it, hall_day());
	random_answers(&random, seed);
	random_form(&random, seed);
	random_papers(&random, cal, seed);
	make_record(&made, &a, &random, cal);
	restore(&sound, it, &made);
	make_record(&first, &a, &sound, cal);
	restore(&back, it, &first);
	make_record(&second, &a, &back, cal);
	assert_same(it, &first, &second);
	casefile_done(&back);
	casefile_done(&sound);
	casefile_done(&random);
	arena_done(&a);
}

static void every_item_comes_back_as_it_was(void **state)
{
	struct counter *t = *state;
	struct catalog all = {0};
	struct faults f = {0};
	char *forms = xasprintf("%s/forms", root());
	unsigned seed = 20261124;

	assert_true(catalog_load(&all, forms, NULL, &f));
	assert_true(all.n_items >= 20);
	for (size_t i = 0; i < all.n_items; i++)
		for (int turn = 0; turn < 4; turn++)
			there_and_back(all.items[i], t->calendar, &seed);
	catalog_done(&all);
	faults_done(&f);
	free(forms);
}

/* ---- a notice and three days later ---- */

static void give_notice(struct counter *t)
{
	take(t, "fs-001");
	answer(t, "参保身份", "灵活就业人员");
	have(t, "本人身份证");
	person(t);
	if (!decide(t, DECISION_NOTICE))
		fail_msg("%s", t->e.text);
}

/* The casefile of the notice, on an item given. */
static void come_back(struct counter *t, struct item *it)
{
	struct case_record *r = stored(t);
	json_t *j = again_json(r);

	casefile_done(&t->c);
	if (it != t->item) {
		item_free(t->item);
		t->item = it;
	}
	casefile_init(&t->c, it, store_today(t->hall.store));
	assert_true(casefile_from_json(&t->c, j, false, NULL, store_today(t->hall.store), &t->e));
	json_decref(j);
	again_confirm(&t->c);
}

static void the_notice_is_accepted_under_its_number(void **state)
{
	struct counter *t = *state;
	char notice[NUMBER_TEXT];
	struct document_row *documents;
	struct event *events;
	struct verify_report report;
	size_t n;

	give_notice(t);
	strcpy(notice, t->out.number);
	t->hall.ms += 3 * (int64_t)DAY_MS;
	come_back(t, t->item);
	have(t, "户口簿");
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
	assert_string_equal(t->out.number, notice);
	count_cases(t, 1);
	const struct case_record *r = stored(t);
	assert_int_equal(r->state, CASE_ACCEPTED);
	assert_int_equal(r->day, hall_day());
	assert_int_equal(r->accepted_day, hall_day() + 3);
	assert_true(documents_of(t->hall.store, notice, &t->hall.arena, &documents, &n, &t->e));
	assert_int_equal(n, 2);
	assert_string_equal(documents[0].kind, "notice");
	assert_string_equal(documents[1].kind, "receipt");
	assert_non_null(strstr(documents[1].number, "-02"));
	assert_true(cases_timeline(t->hall.store, notice, &t->hall.arena, &events, &n, &t->e));
	assert_int_equal(n, 4); /* both decisions, both papers */
	assert_true(store_verify(t->hall.store, true, NULL, NULL, &report, &t->e));

	/* Each paper says what was decided when it was handed over. */
	struct case_record *then, *now;
	assert_true(cases_issued(t->hall.store, notice, documents[0].number, &t->hall.arena, &then,
				 &t->e));
	assert_int_equal(then->state, CASE_NOTICED);
	assert_int_equal(then->day, hall_day());
	assert_string_equal(then->outcome, "missing");
	assert_int_equal(then->n_reasons, 1);
	assert_true(cases_issued(t->hall.store, notice, documents[1].number, &t->hall.arena, &now,
				 &t->e));
	assert_int_equal(now->state, CASE_ACCEPTED);
	assert_int_equal(now->accepted_day, hall_day() + 3);

	/* A second time it is no notice any more. */
	t->c.request_id = NULL;
	assert_false(decide(t, DECISION_ACCEPT));
	assert_int_equal(t->e.code, ERR_REFUSED);
}

static void another_person_or_number_is_refused(void **state)
{
	struct counter *t = *state;

	give_notice(t);
	come_back(t, t->item);
	have(t, "户口簿");
	set(t, "insured.cert", "210402198512120023");
	set(t, "insured.name", "李娜");
	assert_false(decide(t, DECISION_ACCEPT));
	assert_int_equal(t->e.code, ERR_REFUSED);
	assert_non_null(strstr(t->e.text, "另一人"));
	set(t, "insured.name", "王小明"); /* a number put right is the same person */
	assert_true(decide(t, DECISION_ACCEPT));
	t->c.notice = "210400202611249999X";
	assert_false(decide(t, DECISION_ACCEPT));
	assert_int_equal(t->e.code, ERR_INPUT);
}

/* ---- what the notice had not named ---- */

/* A version of fs-001 in which 灵活就业人员 bring one paper more. */
static struct item *next_version(struct counter *t, const char *transition)
{
	static const char before[] = "  - {id: licence,";
	struct faults f = {0};
	struct str text = {0};
	const char *at = strstr(t->item->text, before);
	const char *questions = strstr(t->item->text, "questions:");

	str_addn(&text, t->item->text, (size_t)(questions - t->item->text));
	str_addf(&text, "effective: {from: 2026-11-25%s%s}\n", *transition ? ", transition: " : "",
		 transition);
	str_addn(&text, questions, (size_t)(at - questions));
	str_addf(&text,
		 "  - {id: pledge, name: 承诺书, forms: 原件, copies: 1, when: who = flex, "
		 "lines: \"001:120\"}\n%s",
		 at);
	struct item *it = item_parse(t->guide, "fs-001", text.data, text.len, &f);
	if (!it)
		fail_msg("%s", f.rows[0].text);
	str_done(&text);
	return it;
}

static enum surprise surprise_about(struct counter *t, const struct case_record *first,
				    const struct item *was, const char *id)
{
	enum surprise found[64], out = SURPRISES;
	struct check *k = check_new(t->item);

	check_run(k, &t->c.in, t->calendar);
	assert_true(k->n_reasons < 64);
	surprise_find(first, was, k, &t->c.in, t->calendar, found);
	for (size_t i = 0; i < k->n_reasons; i++)
		if (reason_id(k, &k->reasons[i]) && strcmp(reason_id(k, &k->reasons[i]), id) == 0)
			out = found[i];
	check_free(k);
	return out;
}

static void the_cause_of_a_new_demand_is_told(void **state)
{
	struct counter *t = *state;

	give_notice(t);
	struct case_record *first = stored(t);
	come_back(t, t->item);
	assert_int_equal(surprise_about(t, first, t->item, "household"), SURPRISE_NONE);
	answer(t, "参保身份", "个体工商户");
	assert_int_equal(surprise_about(t, first, t->item, "licence"), SURPRISE_ANSWER);
	answer(t, "参保身份", "灵活就业人员");
	/* As if the first clerk had left it out. */
	struct case_record careless = *first;
	careless.n_reasons = 0;
	assert_int_equal(surprise_about(t, &careless, t->item, "household"), SURPRISE_UNTOLD);
	/* Good then, found wanting now: new, unless time has done it. */
	int idcard = item_paper(t->item, "idcard");
	t->c.in.marks[idcard] = (struct paper_mark){.state = PAPER_UNFIT, .unfit = UNFIT_ILLEGIBLE};
	assert_int_equal(surprise_about(t, first, t->item, "idcard"), SURPRISE_UNTOLD);
	t->c.in.marks[idcard].unfit = UNFIT_EXPIRED;
	assert_int_equal(surprise_about(t, first, t->item, "idcard"), SURPRISE_NONE);
	t->c.in.marks[idcard] = (struct paper_mark){0};
	assert_int_equal(surprise_about(t, first, t->item, "idcard"), SURPRISE_NONE);

	struct item *was = pinned_item(t->hall.store, t->item->version, NULL, &t->e);
	assert_non_null(was);
	come_back(t, next_version(t, "new"));
	assert_int_equal(surprise_about(t, first, was, "pledge"), SURPRISE_GUIDE);
	assert_int_equal(surprise_about(t, first, was, "household"), SURPRISE_NONE);
	assert_int_equal(surprise_about(t, &careless, was, "household"), SURPRISE_UNTOLD);
	assert_int_equal(surprise_about(t, first, NULL, "pledge"), SURPRISE_UNTOLD);
	item_free(was);
}

/* ---- the register ---- */

static bool sign_untold(struct counter *t, struct decision_request *q, struct signature *sig)
{
	const struct sign_request sign = {.login = "zhao",
					  .password = "password",
					  .posts = POST_BIT(POST_SUPERVISOR),
					  .act = SECOND_UNTOLD_ACT,
					  .subject = t->c.notice,
					  .reason = q->untold_reason};

	q->untold_signature = sig;
	return operators_verify(t->hall.store, &q->who, &sign, sig, &t->e);
}

static void an_untold_is_signed_and_registered(void **state)
{
	struct counter *t = *state;
	struct signature sig;
	struct decision_request q = {
		.decision = DECISION_NOTICE, .who = {"zhang", "1", 0}, .untold_reason = "首次漏看"};
	struct verify_report report;
	struct untold_row *rows;
	size_t n;

	assert_true(operators_create(t->hall.store, NULL, "zhao", "赵", POST_BIT(POST_SUPERVISOR),
				     "password", PASSWORD_WEAK, &t->e));
	give_notice(t);
	t->hall.ms += 3 * (int64_t)DAY_MS;
	come_back(t, t->item);
	t->c.in.marks[item_paper(t->item, "idcard")] =
		(struct paper_mark){.state = PAPER_UNFIT, .unfit = UNFIT_ILLEGIBLE};
	assert_false(decide(t, DECISION_NOTICE));
	assert_int_equal(t->e.code, ERR_PERMISSION);
	assert_true(sign_untold(t, &q, &sig));
	if (!case_decide(t->hall.store, t->calendar, &t->c, &q, &t->out, &t->e))
		fail_msg("%s", t->e.text);
	assert_true(
		untold_list(t->hall.store, DATE_NONE, DATE_NONE, &t->hall.arena, &rows, &n, &t->e));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].number, t->out.number);
	assert_string_equal(rows[0].id, "idcard");
	assert_string_equal(rows[0].told_by, "zhang");
	assert_int_equal(rows[0].told_day, hall_day());
	assert_int_equal(rows[0].day, hall_day() + 3);
	assert_string_equal(rows[0].signed_by, "zhao");
	assert_string_equal(rows[0].reason, "首次漏看");
	assert_true(untold_list(t->hall.store, DATE_NONE, hall_day(), &t->hall.arena, &rows, &n,
				&t->e));
	assert_int_equal(n, 0);
	assert_true(store_verify(t->hall.store, true, NULL, NULL, &report, &t->e));
	/* And it is named now: the third time it is no surprise. */
	come_back(t, t->item);
	assert_true(decide(t, DECISION_NOTICE));
}

/* ---- what was scanned ---- */

static void a_number_is_found_in_what_was_scanned(void **state)
{
	struct counter *t = *state;
	char text[256], found[NUMBER_TEXT];

	give_notice(t);
	const char *number = t->out.number;
	const char *const forms[] = {"%s", " %s ", "编号 %s\n查询码 7K2M9QWE\n电话 12333",
				     "https://hall.example/q?number=%s&code=7K2M9QWE"};
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *gap = strstr(forms[i], "%s");
		snprintf(text, sizeof(text), "%.*s%s%s", (int)(gap - forms[i]), forms[i], number,
			 gap + 2);
		assert_true(again_number(text, found));
		assert_string_equal(found, number);
	}
	assert_false(again_number("zgcbdj", found));
	assert_false(again_number("032", found));
	assert_false(again_number("11010519491231002X", found)); /* an identity card */
	assert_false(again_number("", found));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COUNTER_TEST(every_item_comes_back_as_it_was),
		COUNTER_TEST(the_notice_is_accepted_under_its_number),
		COUNTER_TEST(another_person_or_number_is_refused),
		COUNTER_TEST(the_cause_of_a_new_demand_is_told),
		COUNTER_TEST(an_untold_is_signed_and_registered),
		COUNTER_TEST(a_number_is_found_in_what_was_scanned),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
