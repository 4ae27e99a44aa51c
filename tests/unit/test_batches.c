/* SPDX-License-Identifier: Apache-2.0
 *
 * 上报批次: what may go into one, who hands it over and who takes it, rows that
 * come back, figures, and that the ledger gives the same tables again.
 */
#include "store_fixture.h"

#include "store/batches.h"
#include "store/verify.h"

#define PASSWORD "shangbao-2026"

struct batch_hall {
	struct hall hall;
	char numbers[4][NUMBER_TEXT]; /* cases */
	char batch[BATCH_TEXT];
};

static int setup(void **state)
{
	static const char *const ids[] = {"210402199003071225", "210402198512120023",
					  "11010519491231002X", "210402197001010012"};
	static const char *const names[] = {"孙八", "周九", "钱七", "李四"};
	struct batch_hall *t = calloc(1, sizeof(*t));
	struct store_receipt r;
	struct sample s;

	hall_make(&t->hall, false);
	hall_staff(&t->hall);
	assert_true(operators_create(t->hall.store, NULL, "wang", "王芳", POST_BIT(POST_CLERK),
				     PASSWORD, PASSWORD_WEAK, &t->hall.err));
	for (int i = 0; i < 4; i++) {
		sample_make(&s, names[i], ids[i]);
		s.papers[1].handed_back = i > 0;
		assert_true(sample_commit(t->hall.store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r,
					  &t->hall.err));
		memcpy(t->numbers[i], r.ticket.number, NUMBER_TEXT);
	}
	*state = t;
	return 0;
}

static int teardown(void **state)
{
	struct batch_hall *t = *state;

	hall_remove(&t->hall);
	free(t);
	return 0;
}

static void ok(struct batch_hall *t, bool did)
{
	if (!did)
		fail_msg("%s", t->hall.err.text);
}

static void refused(struct batch_hall *t, bool did, enum err_code code, const char *words)
{
	assert_false(did);
	if (t->hall.err.code != code || !strstr(t->hall.err.text, words))
		fail_msg("%s: %s", words, t->hall.err.text);
}

/* Cases first … first + n - 1 into a new batch. */
static void open_batch(struct batch_hall *t, size_t first, size_t n)
{
	const char *cases[4];

	for (size_t i = 0; i < n; i++)
		cases[i] = t->numbers[first + i];
	ok(t, batches_open(t->hall.store, &li, hall_day() + 1, "乡镇社保中心", cases, n, t->batch,
			   &t->hall.err));
}

static struct batch *get(struct batch_hall *t)
{
	struct batch *b;

	ok(t, batches_get(t->hall.store, t->batch, &t->hall.arena, &b, &t->hall.err));
	assert_non_null(b);
	return b;
}

static size_t waiting(struct batch_hall *t, struct batch_case **rows)
{
	size_t n;

	ok(t, batches_waiting(t->hall.store, 0, &t->hall.arena, rows, &n, &t->hall.err));
	return n;
}

static void sound(struct batch_hall *t)
{
	struct verify_report report;

	ok(t, store_verify(t->hall.store, true, NULL, NULL, &report, &t->hall.err));
}

static void what_is_put_in_stands_in_it(void **state)
{
	struct batch_hall *t = *state;
	struct batch_case *rows;
	struct event *events;
	size_t n;

	assert_int_equal(waiting(t, &rows), 4);
	open_batch(t, 0, 3);
	assert_string_equal(t->batch, "21040020261124-B001");
	struct batch *b = get(t);
	assert_int_equal(b->state, BATCH_OPEN);
	assert_int_equal(b->cases, 3);
	assert_int_equal(b->papers, 2 + 1 + 1); /* one was handed back of two cases */
	assert_int_equal(b->report_day, hall_day() + 1);
	assert_string_equal(b->to, "乡镇社保中心");
	ok(t, batches_cases(t->hall.store, t->batch, &t->hall.arena, &rows, &n, &t->hall.err));
	assert_int_equal(n, 3);
	assert_string_equal(rows[0].number, t->numbers[0]);
	assert_string_equal(rows[0].name, "孙八");
	assert_string_equal(rows[0].papers, "本人身份证、户口簿");
	assert_string_equal(rows[0].clerk, "li");
	assert_string_equal(rows[1].papers, "本人身份证");
	assert_int_equal(waiting(t, &rows), 1);
	assert_string_equal(rows[0].number, t->numbers[3]);
	ok(t,
	   cases_timeline(t->hall.store, t->numbers[0], &t->hall.arena, &events, &n, &t->hall.err));
	assert_string_equal(events[n - 1].kind, "batch.added");
	sound(t);
}

static void a_case_is_in_one_batch(void **state)
{
	struct batch_hall *t = *state;
	const char *const one[] = {t->numbers[1]};
	const char *const both[] = {t->numbers[3], t->numbers[1]};
	const char *const twice[] = {t->numbers[3], t->numbers[3]};
	char first[BATCH_TEXT], other[BATCH_TEXT];
	struct store *s = t->hall.store;
	struct batch_case *rows;
	struct batch *list;
	size_t n;

	open_batch(t, 0, 2);
	memcpy(first, t->batch, sizeof(first));
	refused(t, batches_open(s, &li, DATE_NONE, NULL, one, 1, other, &t->hall.err), ERR_REFUSED,
		first);
	/* All or nothing: the good one of two is not put in either, and no number is lost. */
	refused(t, batches_open(s, &li, DATE_NONE, NULL, both, 2, other, &t->hall.err), ERR_REFUSED,
		t->numbers[1]);
	refused(t, batches_open(s, &li, DATE_NONE, NULL, twice, 2, other, &t->hall.err),
		ERR_REFUSED, t->numbers[3]);
	assert_int_equal(waiting(t, &rows), 2);
	ok(t, batches_list(s, 0, 0, &t->hall.arena, &list, &n, &t->hall.err));
	assert_int_equal(n, 1);
	open_batch(t, 2, 1);
	assert_string_equal(t->batch, "21040020261124-B002");
	refused(t, batches_add(s, &li, t->batch, one, 1, &t->hall.err), ERR_REFUSED, first);
	/* Taken out of one it may go with the other. */
	refused(t, batches_remove(s, &li, first, t->numbers[1], " ", &t->hall.err), ERR_INPUT,
		"原因");
	ok(t, batches_remove(s, &li, first, t->numbers[1], "放错批次", &t->hall.err));
	refused(t, batches_remove(s, &li, first, t->numbers[1], "再来", &t->hall.err), ERR_REFUSED,
		"不在这一批");
	ok(t, batches_add(s, &li, t->batch, one, 1, &t->hall.err));
	ok(t, batches_remove(s, &li, t->batch, t->numbers[1], "又放错", &t->hall.err));
	ok(t, batches_add(s, &li, first, one, 1, &t->hall.err)); /* back where it was */
	sound(t);
}

static void what_has_ended_does_not_go(void **state)
{
	struct batch_hall *t = *state;
	const char *const one[] = {t->numbers[3]};
	struct store *s = t->hall.store;
	char other[BATCH_TEXT];

	ok(t, cases_void(s, &zhao, t->numbers[3], "误受理", &t->hall.err));
	refused(t, batches_open(s, &li, DATE_NONE, NULL, one, 1, other, &t->hall.err), ERR_REFUSED,
		"作废");
	refused(t, batches_open(s, &li, DATE_NONE, NULL, one, 0, other, &t->hall.err), ERR_INPUT,
		"没有选");
	open_batch(t, 0, 2);
	ok(t, cases_void(s, &zhao, t->numbers[1], "误受理", &t->hall.err));
	refused(t, batches_send(s, &li, t->batch, "村干部陈某", &t->hall.err), ERR_REFUSED,
		t->numbers[1]);
	ok(t, batches_remove(s, &li, t->batch, t->numbers[1], "已作废", &t->hall.err));
	ok(t, batches_send(s, &li, t->batch, "村干部陈某", &t->hall.err));
	sound(t);
}

static void given_by_one_taken_by_another(void **state)
{
	struct batch_hall *t = *state;
	struct store *s = t->hall.store;
	const struct sign_request q = {.login = "wang",
				       .password = PASSWORD,
				       .posts = POST_BIT(POST_CLERK),
				       .act = BATCH_ACT,
				       .subject = t->batch};
	struct signature sig;
	struct batch_receipt r = {.receiver = "李敏"};

	open_batch(t, 0, 2);
	refused(t, batches_receive(s, &li, t->batch, &r, &t->hall.err), ERR_REFUSED, "未送出");
	refused(t, batches_send(s, &li, t->batch, "", &t->hall.err), ERR_INPUT, "谁");
	ok(t, batches_send(s, &li, t->batch, "村干部陈某", &t->hall.err));
	struct batch *b = get(t);
	assert_int_equal(b->state, BATCH_SENT);
	assert_string_equal(b->sent_by, "li");
	assert_string_equal(b->carrier, "村干部陈某");
	assert_int_equal(b->sent_day, hall_day());
	/* On its way nothing is put in or taken out any more. */
	refused(t, batches_send(s, &li, t->batch, "又一人", &t->hall.err), ERR_REFUSED, "已送出");
	refused(t, batches_remove(s, &li, t->batch, t->numbers[0], "x", &t->hall.err), ERR_REFUSED,
		"已送出");
	refused(t, batches_drop(s, &li, t->batch, "x", &t->hall.err), ERR_REFUSED, "已送出");
	/* Nobody signs for what they gave: by name, by being logged in. */
	refused(t, batches_receive(s, &li, t->batch, &r, &t->hall.err), ERR_PERMISSION,
		"不能自己签收");
	r.receiver = NULL;
	refused(t, batches_receive(s, &li, t->batch, &r, &t->hall.err), ERR_PERMISSION,
		"不能自己签收");
	ok(t, operators_verify(s, &li, &q, &sig, &t->hall.err));
	r.signature = &sig;
	ok(t, batches_receive(s, &li, t->batch, &r, &t->hall.err));
	b = get(t);
	assert_int_equal(b->state, BATCH_RECEIVED);
	assert_string_equal(b->receiver, "王芳");
	assert_string_equal(b->receiver_login, "wang");
	assert_string_equal(b->received_by, "li");
	refused(t, batches_receive(s, &li, t->batch, &r, &t->hall.err), ERR_PERMISSION, "");
	sound(t);
}

static void signed_on_paper_elsewhere(void **state)
{
	struct batch_hall *t = *state;
	struct store *s = t->hall.store;
	const struct batch_receipt r = {.receiver = "镇社保中心吴某"};

	open_batch(t, 0, 1);
	ok(t, batches_send(s, &li, t->batch, "本人", &t->hall.err));
	ok(t, batches_receive(s, &li, t->batch, &r, &t->hall.err));
	assert_string_equal(get(t)->receiver, "镇社保中心吴某");
	assert_null(get(t)->receiver_login);
	assert_string_equal(get(t)->received_by, "li");
	sound(t);
}

static void a_row_that_comes_back_goes_with_a_later_batch(void **state)
{
	struct batch_hall *t = *state;
	struct store *s = t->hall.store;
	const struct batch_return none = {t->numbers[1], ""};
	const struct batch_return missing = {t->numbers[1], "缺户口簿复印件"};
	const struct batch_return stranger = {t->numbers[3], "不在批内"};
	struct batch_receipt r = {.receiver = "吴某", .returned = &none, .n_returned = 1};
	struct batch_figures f;
	struct batch_trip *trips;
	struct batch_case *rows;
	char first[BATCH_TEXT];
	size_t n;

	open_batch(t, 0, 3);
	memcpy(first, t->batch, sizeof(first));
	ok(t, batches_send(s, &li, t->batch, "本人", &t->hall.err));
	refused(t, batches_receive(s, &li, t->batch, &r, &t->hall.err), ERR_INPUT, "原因");
	r.returned = &stranger;
	refused(t, batches_receive(s, &li, t->batch, &r, &t->hall.err), ERR_REFUSED, t->numbers[3]);
	assert_int_equal(get(t)->state, BATCH_SENT); /* all or nothing */
	r.returned = &missing;
	ok(t, batches_receive(s, &li, t->batch, &r, &t->hall.err));
	assert_int_equal(get(t)->returned, 1);
	assert_int_equal(get(t)->cases, 3);
	assert_int_equal(waiting(t, &rows), 2);
	assert_string_equal(rows[0].number, t->numbers[1]);
	assert_string_equal(rows[0].returned_from, first);
	assert_string_equal(rows[0].reason, "缺户口簿复印件");
	assert_null(rows[1].reason);
	ok(t, batches_figures(s, "li", &f, &t->hall.err));
	assert_int_equal(f.waiting, 2);
	assert_int_equal(f.returned, 1);
	ok(t, batches_figures(s, "wang", &f, &t->hall.err));
	assert_int_equal(f.returned, 0);
	/* One more is found wanting afterwards. */
	const struct batch_return later = {t->numbers[2], "签字看不清"};
	ok(t, batches_return(s, &li, first, &later, &t->hall.err));
	refused(t, batches_return(s, &li, first, &later, &t->hall.err), ERR_REFUSED, "退回过");
	t->hall.ms += 60000;
	open_batch(t, 1, 2);
	assert_int_equal(waiting(t, &rows), 1);
	ok(t, batches_of(s, t->numbers[1], &t->hall.arena, &trips, &n, &t->hall.err));
	assert_int_equal(n, 2);
	assert_string_equal(trips[0].number, first);
	assert_string_equal(trips[0].reason, "缺户口簿复印件");
	assert_int_equal(trips[0].received_day, hall_day());
	assert_string_equal(trips[1].number, t->batch);
	assert_null(trips[1].reason);
	sound(t);
}

static void a_number_is_never_used_again(void **state)
{
	struct batch_hall *t = *state;
	struct batch_case *rows;
	struct batch_counts c;
	char first[BATCH_TEXT];

	open_batch(t, 0, 2);
	memcpy(first, t->batch, sizeof(first));
	refused(t, batches_drop(t->hall.store, &li, t->batch, "", &t->hall.err), ERR_INPUT, "原因");
	ok(t, batches_drop(t->hall.store, &li, t->batch, "编错了", &t->hall.err));
	assert_int_equal(waiting(t, &rows), 4);
	open_batch(t, 0, 2);
	assert_string_equal(t->batch, "21040020261124-B002");
	t->hall.ms += 24 * 3600 * 1000;
	open_batch(t, 2, 1);
	assert_string_equal(t->batch, "21040020261125-B001");
	ok(t, batches_count(t->hall.store, hall_day(), &c, &t->hall.err));
	assert_int_equal(c.opened, 2);
	sound(t);
}

static void the_figures_of_a_day(void **state)
{
	struct batch_hall *t = *state;
	const struct batch_return back = {t->numbers[0], "缺签字"};
	const struct batch_receipt r = {.receiver = "吴某", .returned = &back, .n_returned = 1};
	struct batch_figures f;
	struct batch_counts c;

	open_batch(t, 0, 2);
	ok(t, batches_figures(t->hall.store, "li", &f, &t->hall.err));
	assert_int_equal(f.waiting, 2);
	assert_int_equal(f.open, 1);
	assert_int_equal(f.in_open, 2);
	assert_int_equal(f.sent, 0);
	ok(t, batches_send(t->hall.store, &li, t->batch, "本人", &t->hall.err));
	ok(t, batches_figures(t->hall.store, "li", &f, &t->hall.err));
	assert_int_equal(f.sent, 1);
	assert_int_equal(f.in_open, 0);
	t->hall.ms += 24 * 3600 * 1000;
	ok(t, batches_receive(t->hall.store, &li, t->batch, &r, &t->hall.err));
	ok(t, batches_count(t->hall.store, hall_day(), &c, &t->hall.err));
	assert_int_equal(c.opened, 1);
	assert_int_equal(c.sent, 1);
	assert_int_equal(c.cases_sent, 2);
	assert_int_equal(c.received, 0);
	ok(t, batches_count(t->hall.store, hall_day() + 1, &c, &t->hall.err));
	assert_int_equal(c.opened, 0);
	assert_int_equal(c.received, 1);
	assert_int_equal(c.cases_received, 1);
	assert_int_equal(c.cases_returned, 1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_is_put_in_stands_in_it),
		TEST(a_case_is_in_one_batch),
		TEST(what_has_ended_does_not_go),
		TEST(given_by_one_taken_by_another),
		TEST(signed_on_paper_elsewhere),
		TEST(a_row_that_comes_back_goes_with_a_later_batch),
		TEST(a_number_is_never_used_again),
		TEST(the_figures_of_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
