/* SPDX-License-Identifier: Apache-2.0
 *
 * Results on their way to their people, who is told by message, what is told of
 * the progress of a case: nobody twice, nobody forgotten, nobody named.
 */
#include "store_fixture.h"

#include "store/deliveries.h"
#include "store/messages.h"
#include "store/moves.h"
#include "store/progress.h"
#include "store/verify.h"

static int staff_setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static void accept(struct hall *h, const char *phone, bool granted, char number[NUMBER_TEXT])
{
	struct store_receipt r;
	struct sample s;

	h->ms += 1000;
	sample_make(&s, "王小明", NULL);
	s.party.phone = phone;
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	memcpy(number, r.ticket.number, NUMBER_TEXT);
	const struct case_move m = {.kind = EVENT_CASE_GRANTED, .number = number};
	if (granted)
		assert_true(moves_make(h->store, &zhao, &m, NULL, &h->err));
}

static struct delivery_row *get(struct hall *h, const char *number)
{
	struct delivery_row *row;

	assert_true(deliveries_get(h->store, number, &h->arena, &row, &h->err));
	return row;
}

static enum case_state state_of(struct hall *h, const char *number)
{
	struct case_record *r;

	assert_true(cases_get(h->store, number, &h->arena, &r, &h->err));
	return r->state;
}

static void assert_sound(struct hall *h)
{
	struct verify_report report;

	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
}

static void by_post_it_may_come_back_and_go_again(void **state)
{
	struct hall *h = *state;
	char n[NUMBER_TEXT], open[NUMBER_TEXT];

	accept(h, "13904131234", false, open);
	accept(h, "13904131234", true, n);
	assert_null(get(h, open));
	assert_false(deliveries_send(h->store, &li, open, DELIVERY_POST, "新华街1号", &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_int_equal(get(h, n)->sent, DATE_NONE);
	assert_false(deliveries_send(h->store, &li, n, DELIVERY_POST, " ", &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	assert_false(
		deliveries_waybill(h->store, &li, n, "EA123", &h->err)); /* nothing under way */
	assert_true(deliveries_send(h->store, &li, n, DELIVERY_POST, "新华街1号", &h->err));
	assert_false(deliveries_send(h->store, &li, n, DELIVERY_POST, "新华街1号", &h->err));
	assert_true(deliveries_waybill(h->store, &li, n, "EA123", &h->err));
	assert_string_equal(get(h, n)->waybill, "EA123");
	assert_int_equal(get(h, n)->sent, hall_day());
	assert_true(deliveries_back(h->store, &li, n, "查无此人", &h->err));
	assert_int_equal(get(h, n)->sent, DATE_NONE);
	assert_int_equal(get(h, n)->backs, 1);
	assert_string_equal(get(h, n)->back_reason, "查无此人");
	assert_true(deliveries_send(h->store, &li, n, DELIVERY_VILLAGE, "大平村", &h->err));
	assert_true(deliveries_sign(h->store, &li, n, DELIVERY_WINDOW, "本人", &h->err));
	assert_null(get(h, n));
	assert_int_equal(state_of(h, n), CASE_DELIVERED);
	assert_false(deliveries_sign(h->store, &li, n, DELIVERY_WINDOW, NULL, &h->err));
	assert_sound(h);
}

static size_t waiting(struct hall *h, bool mobile, struct message_row **rows)
{
	size_t n;

	assert_true(messages_waiting(h->store, hall_day(), mobile, &h->arena, rows, &n, &h->err));
	return n;
}

static void nobody_is_told_twice(void **state)
{
	struct hall *h = *state;
	char a[NUMBER_TEXT], b[NUMBER_TEXT], c[NUMBER_TEXT];
	struct message_row *rows;
	int64_t batch, empty;
	size_t n;

	accept(h, "13904131234", false, a);
	accept(h, "02456789012", false, b); /* a telephone on the wall */
	accept(h, NULL, false, c);
	assert_int_equal(waiting(h, true, &rows), 1);
	assert_string_equal(rows[0].number, a);
	assert_int_equal(rows[0].occasion, MESSAGE_ACCEPTED);
	assert_int_equal(waiting(h, false, &rows), 2);
	assert_true(messages_take(h->store, &li, hall_day(), &batch, &h->err));
	assert_true(batch > 0);
	assert_int_equal(waiting(h, true, &rows), 0);
	assert_true(messages_take(h->store, &li, hall_day(), &empty, &h->err));
	assert_int_equal(empty, 0);
	/* The batch can be written again, the same. */
	assert_true(messages_batch(h->store, batch, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].phone, "13904131234");
	assert_false(messages_batch(h->store, batch + 100, &h->arena, &rows, &n, &h->err));
	/* Another occasion of the same case is another message. */
	const struct case_move m = {.kind = EVENT_CASE_GRANTED, .number = a};
	assert_true(moves_make(h->store, &zhao, &m, NULL, &h->err));
	assert_int_equal(waiting(h, true, &rows), 1);
	assert_int_equal(rows[0].occasion, MESSAGE_DECIDED);
	/* Called, and only once. */
	assert_int_equal(waiting(h, false, &rows), 2);
	assert_true(messages_told(h->store, &li, rows[0].move, rows[0].number, "已通知", &h->err));
	assert_false(messages_told(h->store, &li, rows[0].move, rows[0].number, "已通知", &h->err));
	assert_int_equal(waiting(h, false, &rows), 1);
	assert_sound(h);
}

/* Accepted and decided before anybody was told: one message, of the decision. */
static void only_the_newest_occasion_counts(void **state)
{
	struct hall *h = *state;
	struct message_row *rows;
	char n[NUMBER_TEXT];

	accept(h, "13904131234", true, n);
	assert_int_equal(waiting(h, true, &rows), 1);
	assert_int_equal(rows[0].occasion, MESSAGE_DECIDED);
	assert_true(deliveries_sign(h->store, &li, n, DELIVERY_WINDOW, NULL, &h->err));
	assert_int_equal(waiting(h, true, &rows), 0);
}

struct seen {
	int rows;
	char number[NUMBER_TEXT], word[64];
	date_day delivered;
};

static bool see(void *ctx, const struct progress_row *row)
{
	struct seen *seen = ctx;

	seen->rows++;
	strcpy(seen->number, row->number);
	strcpy(seen->word, progress_word(row->state));
	seen->delivered = row->delivered;
	return seen->rows < 2;
}

static void progress_has_every_case(void **state)
{
	struct hall *h = *state;
	struct seen seen = {0};
	char a[NUMBER_TEXT], b[NUMBER_TEXT];

	accept(h, NULL, true, a);
	assert_true(deliveries_sign(h->store, &li, a, DELIVERY_WINDOW, NULL, &h->err));
	assert_true(progress_each(h->store, DATE_NONE, see, &seen, &h->err));
	assert_int_equal(seen.rows, 1);
	assert_string_equal(seen.word, "已送达");
	assert_int_equal(seen.delivered, hall_day());
	accept(h, NULL, false, b);
	accept(h, NULL, false, b);
	seen = (struct seen){0};
	assert_false(progress_each(h->store, DATE_NONE, see, &seen, &h->err)); /* stopped */
	assert_int_equal(seen.rows, 2);
	assert_string_equal(seen.word, "已受理");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, staff_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		T(by_post_it_may_come_back_and_go_again),
		T(nobody_is_told_twice),
		T(only_the_newest_occasion_counts),
		T(progress_has_every_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
