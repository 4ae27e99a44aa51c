/* SPDX-License-Identifier: Apache-2.0
 *
 * 预约 and 延时服务: what is refused, which state may follow which, the figures of
 * a day, and that the ledger gives the same table again.
 */
#include "store_fixture.h"

#include "store/appointments.h"
#include "store/verify.h"
#include "store/visits.h"

static int setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static struct appointment wang(void)
{
	struct appointment a;

	appointment_init(&a);
	a.kind = "hour";
	a.channel = "12333";
	a.name = "王晓明";
	a.phone = "13904131234";
	a.item = "fs-032";
	a.item_name = "企业退休人员丧葬补助金、抚恤金申领";
	a.day = hall_day() + 1;
	a.minute = 9 * 60 + 30;
	return a;
}

static struct appointment late(void)
{
	struct appointment a = wang();

	a.kind = "late";
	a.day = hall_day();
	a.minute = 17 * 60;
	a.until = 18 * 60 + 30;
	a.stays = "li";
	a.reason = "下班后才能赶到";
	return a;
}

static int64_t book(struct hall *h, struct appointment a)
{
	int64_t id = 0;

	if (!appointments_book(h->store, &li, &a, &id, &h->err))
		fail_msg("%s", h->err.text);
	assert_true(id > 0);
	return id;
}

static const struct appointment *get(struct hall *h, int64_t id)
{
	struct appointment *a;

	assert_true(appointments_get(h->store, id, &h->arena, &a, &h->err));
	assert_non_null(a);
	return a;
}

static void sound(struct hall *h)
{
	struct verify_report report;

	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
}

static void what_was_booked_stands_there(void **state)
{
	struct hall *h = *state;
	struct appointment a = wang();
	a.window = "w2";
	a.note = "腿脚不便";
	a.certificate = "11010519491231002X";
	const struct appointment *got = get(h, book(h, a));

	assert_string_equal(got->kind, "hour");
	assert_string_equal(got->channel, "12333");
	assert_string_equal(got->name, "王晓明");
	assert_string_equal(got->phone, "13904131234");
	assert_string_equal(got->certificate, "11010519491231002X");
	assert_string_equal(got->item, "fs-032");
	assert_string_equal(got->window, "w2");
	assert_string_equal(got->note, "腿脚不便");
	assert_int_equal(got->day, hall_day() + 1);
	assert_int_equal(got->minute, 570);
	assert_int_equal(got->until, 0);
	assert_int_equal(got->state, APPOINTMENT_BOOKED);
	assert_string_equal(got->booked_by, "li");
	assert_int_equal(got->booked_day, hall_day());
	sound(h);
}

static void refused(struct hall *h, struct appointment a, enum err_code code, const char *words)
{
	int64_t id = 0;

	assert_false(appointments_book(h->store, &li, &a, &id, &h->err));
	assert_int_equal(h->err.code, code);
	if (!strstr(h->err.text, words))
		fail_msg("%s: %s", words, h->err.text);
	assert_int_equal(id, 0);
}

static void what_cannot_be_is_refused(void **state)
{
	struct hall *h = *state;
	struct appointment a = wang();

	a.name = " ";
	refused(h, a, ERR_INPUT, "姓名");
	a = wang();
	a.phone = NULL;
	refused(h, a, ERR_INPUT, "电话");
	a.channel = "counter"; /* stands there without one */
	book(h, a);
	a = wang();
	a.channel = "pigeon";
	refused(h, a, ERR_INPUT, "渠道");
	a = wang();
	a.day = hall_day() - 1;
	refused(h, a, ERR_INPUT, "2026-11-24");
	a.day = DATE_NONE;
	refused(h, a, ERR_INPUT, "日期");
	a.day = hall_day() + APPOINTMENT_AHEAD + 1;
	refused(h, a, ERR_INPUT, "一年以内");
	a = wang();
	a.minute = DAY_MINUTES;
	refused(h, a, ERR_INPUT, "23:59");
	a = wang();
	a.until = 600;
	refused(h, a, ERR_INPUT, "延时");
	a = wang();
	a.note = "\xff";
	refused(h, a, ERR_INPUT, "字符");
	a = late();
	a.until = a.minute;
	refused(h, a, ERR_INPUT, "结束");
	a = late();
	a.stays = NULL;
	refused(h, a, ERR_INPUT, "谁留下");
	a = late();
	a.reason = NULL;
	refused(h, a, ERR_INPUT, "原因");
}

static void the_same_hour_twice_is_refused_by_name(void **state)
{
	struct hall *h = *state;
	struct appointment a = wang();
	int64_t id = book(h, a);

	refused(h, a, ERR_REFUSED, "已经约过");
	a.minute += 60;
	book(h, a);
	assert_true(appointments_cancel(h->store, &li, id, "改为网上办", &h->err));
	book(h, wang()); /* the first is off */
	sound(h);
}

static void nobody_without_a_counter_post_books(void **state)
{
	struct hall *h = *state;
	struct appointment a = wang();
	int64_t id;

	assert_true(operators_create(h->store, NULL, "sun", "孙", POST_BIT(POST_AUDITOR),
				     "mima-2026", PASSWORD_WEAK, &h->err));
	const struct actor sun = {"sun", NULL, 0};
	assert_false(appointments_book(h->store, &sun, &a, &id, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
}

static void arrival_belongs_to_the_visit(void **state)
{
	struct hall *h = *state;
	int64_t id = book(h, wang());
	struct actor who = li;

	assert_true(visits_begin(h->store, &who, NULL, &who.visit, &h->err));
	assert_true(appointments_arrive(h->store, &who, id, &h->err));
	assert_int_equal(get(h, id)->state, APPOINTMENT_ARRIVED);
	assert_int_equal(get(h, id)->visit, who.visit);
	/* Once is enough, and an arrived one neither moves nor is missed. */
	assert_false(appointments_arrive(h->store, &li, id, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_non_null(strstr(h->err.text, "到场"));
	assert_false(appointments_move(h->store, &li, id, hall_day() + 2, 600, &h->err));
	assert_false(appointments_cancel(h->store, &li, id, "x", &h->err));
	assert_false(appointments_arrive(h->store, &li, 99, &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	sound(h);
}

static void an_hour_that_has_not_come_is_not_missed(void **state)
{
	struct hall *h = *state;
	struct appointment a = wang();
	int64_t tomorrow = book(h, a), nine, ten;

	a.day = hall_day();
	a.minute = 9 * 60; /* it is nine */
	nine = book(h, a);
	a.minute = 10 * 60;
	ten = book(h, a);
	assert_false(appointments_miss(h->store, &li, tomorrow, &h->err));
	assert_non_null(strstr(h->err.text, "还没到"));
	assert_false(appointments_miss(h->store, &li, ten, &h->err));
	assert_true(appointments_miss(h->store, &li, nine, &h->err));
	assert_int_equal(get(h, nine)->state, APPOINTMENT_MISSED);
	/* Late is better than never, and another day is possible too. */
	assert_true(appointments_move(h->store, &li, nine, hall_day() + 3, 840, &h->err));
	assert_int_equal(get(h, nine)->state, APPOINTMENT_BOOKED);
	assert_int_equal(get(h, nine)->day, hall_day() + 3);
	assert_int_equal(get(h, nine)->minute, 840);
	sound(h);
}

static void a_late_service_moves_with_its_end(void **state)
{
	struct hall *h = *state;
	int64_t id = book(h, late());

	assert_true(appointments_move(h->store, &li, id, hall_day() + 1, 17 * 60 + 30, &h->err));
	assert_int_equal(get(h, id)->until, 19 * 60);
	assert_false(appointments_served(h->store, &li, id, 1090, 1090, &h->err));
	assert_true(appointments_served(h->store, &li, id, 17 * 60 + 25, 18 * 60 + 40, &h->err));
	assert_int_equal(get(h, id)->state, APPOINTMENT_ARRIVED);
	assert_int_equal(get(h, id)->served, 1045);
	assert_int_equal(get(h, id)->unto, 1120);
	assert_true(appointments_served(h->store, &li, id, 1045, 1110, &h->err)); /* put right */
	assert_int_equal(get(h, id)->unto, 1110);
	/* What is no late service has no such hours. */
	assert_false(appointments_served(h->store, &li, book(h, wang()), 1045, 1110, &h->err));
	sound(h);
}

/* Five of the day: one came, one did not, one was called off, one late service, one open; and one
 * of another day. */
static void the_figures_of_a_day(void **state)
{
	struct hall *h = *state;
	struct appointment_counts c;
	struct appointment a = wang();
	int64_t ids[4], n;

	a.day = hall_day();
	for (int i = 0; i < 4; i++) {
		a.minute = (7 + i) * 60;
		ids[i] = book(h, a);
	}
	book(h, wang());
	assert_true(appointments_arrive(h->store, &li, ids[0], &h->err));
	assert_true(appointments_miss(h->store, &li, ids[1], &h->err));
	assert_true(appointments_cancel(h->store, &li, ids[2], "不办了", &h->err));
	assert_true(appointments_served(h->store, &li, book(h, late()), 1020, 1065, &h->err));
	assert_true(appointments_count(h->store, hall_day(), &c, &h->err));
	assert_int_equal(c.made, 6);
	assert_int_equal(c.agreed, 4);
	assert_int_equal(c.arrived, 2);
	assert_int_equal(c.missed, 1);
	assert_int_equal(c.cancelled, 1);
	assert_int_equal(c.open, 1);
	assert_int_equal(c.late, 1);
	assert_int_equal(c.late_served, 1);
	assert_int_equal(c.late_minutes, 45);
	assert_int_equal(c.agreed, c.arrived + c.missed + c.open);
	/* The close leaves nothing open. */
	assert_true(appointments_close_day(h->store, &li, hall_day(), &n, &h->err));
	assert_int_equal(n, 1);
	assert_true(appointments_close_day(h->store, &li, hall_day(), &n, &h->err));
	assert_int_equal(n, 0);
	assert_true(appointments_count(h->store, hall_day(), &c, &h->err));
	assert_int_equal(c.open, 0);
	assert_int_equal(c.missed, 2);
	assert_true(appointments_count(h->store, hall_day() + 1, &c, &h->err));
	assert_int_equal(c.open, 1); /* another day's stay */
	sound(h);
}

static void lists_are_by_day_and_hour(void **state)
{
	struct hall *h = *state;
	struct appointment_filter f = {.first = hall_day(), .last = hall_day() + 1};
	struct appointment a = wang(), *rows;
	size_t n;

	a.minute = 600;
	book(h, a);
	a.minute = 540;
	int64_t nine = book(h, a);
	a.day = hall_day();
	int64_t today = book(h, a);
	a.day = hall_day() + 7;
	book(h, a);
	assert_true(appointments_list(h->store, &f, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 3);
	assert_int_equal(rows[0].id, today);
	assert_int_equal(rows[1].id, nine);
	assert_true(appointments_miss(h->store, &li, today, &h->err));
	f.states = 1u << APPOINTMENT_MISSED;
	assert_true(appointments_list(h->store, &f, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].id, today);
	f = (struct appointment_filter){
		.first = DATE_NONE, .last = DATE_NONE, .newest = true, .limit = 2};
	assert_true(appointments_list(h->store, &f, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	assert_int_equal(rows[0].day, hall_day() + 7);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_was_booked_stands_there),
		TEST(what_cannot_be_is_refused),
		TEST(the_same_hour_twice_is_refused_by_name),
		TEST(nobody_without_a_counter_post_books),
		TEST(arrival_belongs_to_the_visit),
		TEST(an_hour_that_has_not_come_is_not_missed),
		TEST(a_late_service_moves_with_its_end),
		TEST(the_figures_of_a_day),
		TEST(lists_are_by_day_and_hour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
