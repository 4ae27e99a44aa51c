/* SPDX-License-Identifier: Apache-2.0
 *
 * Registers of what comes after acceptance: every move with its stage, and which
 * cases are over their last day as of the day of the register.
 */
#include "store_fixture.h"

#include "store/deliveries.h"
#include "store/moves.h"
#include "store/registers.h"

static const struct case_stage stages[] = {
	{.id = "s1", .text = "初审", .department = "养老科", .posts = "clerk reviewer"},
	{.id = "s2", .text = "复核", .posts = "supervisor", .separate = true}};

#define WAIT "等待鉴定结论"
static const struct case_limit limit = {.id = "all",
					.text = "3个工作日",
					.unit = "工作日",
					.days = 3,
					.from = DATE_NONE,
					.due = DATE_NONE,
					.uncounted = WAIT};

static void accept(struct hall *h, date_day due, char number[NUMBER_TEXT])
{
	struct store_receipt r;
	struct sample s;

	sample_make(&s, "王小明", "11010519491231002X");
	s.record.n_stages = 2;
	s.record.stages = (struct case_stage *)stages;
	s.record.n_limits = 1;
	s.record.limits = (struct case_limit *)&limit;
	s.record.due = due;
	s.record.due_text = "3个工作日";
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	memcpy(number, r.ticket.number, NUMBER_TEXT);
}

static void move(struct hall *h, const struct actor *who, enum event_kind kind, const char *number,
		 int64_t stage)
{
	struct case_move m = {.kind = kind, .number = number, .stage = stage, .reason = WAIT};

	h->ms += 1000;
	if (!moves_make(h->store, who, &m, NULL, &h->err))
		fail_msg("%s", h->err.text);
}

struct found {
	const struct register_kind *kind;
	struct str text;
};

static bool take(void *ctx, const struct register_cell *cells, struct err *e)
{
	struct found *f = ctx;

	(void)e;
	for (size_t i = 0; i < f->kind->n_columns; i++) {
		const struct register_column *c = &f->kind->columns[i];
		if (c->word == WORD_SAID || c->type == REGISTER_MOMENT)
			continue;
		if (cells[i].text)
			str_addf(&f->text, "|%s", cells[i].text);
		else if (cells[i].given)
			str_addf(&f->text, "|%lld", (long long)cells[i].number);
		else
			str_add(&f->text, "|");
	}
	str_add(&f->text, "\n");
	return true;
}

static void expect(struct hall *h, const char *kind, date_day on, const char *wanted)
{
	struct found f = {.kind = register_kind_of(kind)};
	struct register_filter filter;

	register_filter_init(&filter, on);
	assert_true(register_each(h->store, f.kind, &filter, take, &f, &h->err));
	assert_string_equal(str_text(&f.text), wanted);
	str_done(&f.text);
}

static void every_move_is_told_with_its_stage(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT], wanted[1024];

	hall_staff(h);
	accept(h, DATE_NONE, number);
	move(h, &li, EVENT_CASE_REVIEWED, number, 0);
	move(h, &zhao, EVENT_CASE_REVIEWED, number, 1);
	move(h, &li, EVENT_CASE_DELIVERED, number, -1);
	snprintf(wanted, sizeof(wanted),
		 "|%s|职工参保登记|case.reviewed|初审|养老科|li|3|delivered\n"
		 "|%s|职工参保登记|case.reviewed|复核||zhao||delivered\n"
		 "|%s|职工参保登记|case.granted|||zhao||delivered\n"
		 "|%s|职工参保登记|case.delivered|||li|3|delivered\n",
		 number, number, number, number);
	expect(h, "transfers", hall_day(), wanted);
}

static void late_is_what_is_open_past_its_day_or_was_decided_past_it(void **state)
{
	struct hall *h = *state;
	char open[NUMBER_TEXT], late[NUMBER_TEXT], right[NUMBER_TEXT], wanted[1024];
	date_day due = hall_day() + 3;

	hall_staff(h);
	accept(h, due, open);
	accept(h, due, late);
	accept(h, due, right);
	move(h, &li, EVENT_CASE_REVIEWED, right, 0);
	move(h, &zhao, EVENT_CASE_REVIEWED, right, 1); /* the same day */
	move(h, &li, EVENT_CASE_REVIEWED, late, 0);
	expect(h, "overdue", due, ""); /* the last day is a day */
	snprintf(wanted, sizeof(wanted),
		 "|%s|职工参保登记|王小明|13904131234|%d|3个工作日|%d||1|初审|accepted|3|li\n"
		 "|%s|职工参保登记|王小明|13904131234|%d|3个工作日|%d||1|复核|reviewing|3|li\n",
		 open, hall_day(), due, late, hall_day(), due);
	expect(h, "overdue", due + 1, wanted);
	h->ms = clock_at(due + 2, 9, 0);
	move(h, &zhao, EVENT_CASE_REVIEWED, late, 1);
	move(h, &zhao, EVENT_CASE_SUSPENDED, open, -1); /* its clock stands */
	snprintf(wanted, sizeof(wanted),
		 "|%s|职工参保登记|王小明|13904131234|%d|3个工作日|%d|%d|2||granted|3|li\n", late,
		 hall_day(), due, due + 2);
	expect(h, "overdue", due + 30, wanted);
}

static void a_result_on_its_way_back_and_signed_for(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT], wanted[1024];

	hall_staff(h);
	accept(h, DATE_NONE, number);
	move(h, &li, EVENT_CASE_REVIEWED, number, 0);
	move(h, &zhao, EVENT_CASE_REVIEWED, number, 1);
	assert_true(deliveries_send(h->store, &li, number, DELIVERY_POST, "新抚区1号", &h->err));
	assert_true(deliveries_waybill(h->store, &li, number, "EMS123", &h->err));
	assert_true(deliveries_back(h->store, &li, number, "无人签收", &h->err));
	assert_true(deliveries_sign(h->store, &li, number, DELIVERY_WINDOW, "王大明", &h->err));
	snprintf(wanted, sizeof(wanted),
		 "|%s|%d|职工参保登记|王小明|13904131234|granted|delivery.sent|post|新抚区1号|"
		 "EMS123|||li|3\n"
		 "|%s|%d|职工参保登记|王小明|13904131234|granted|delivery.back||||"
		 "|无人签收|li|3\n"
		 "|%s|%d|职工参保登记|王小明|13904131234|granted|case.delivered|window|||"
		 "王大明||li|3\n",
		 number, hall_day(), number, hall_day(), number, hall_day());
	expect(h, "deliveries", hall_day(), wanted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_move_is_told_with_its_stage, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_result_on_its_way_back_and_signed_for, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(
			late_is_what_is_open_past_its_day_or_was_decided_past_it, hall_setup,
			hall_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
