/* SPDX-License-Identifier: Apache-2.0
 *
 * A hall with cases of every kind that registers tell of: three items, two windows,
 * five days, notices that became acceptances, promises kept, late and open, voided
 * cases and documents.
 */
#ifndef TESTS_REGISTERS_FIXTURE_H
#define TESTS_REGISTERS_FIXTURE_H

#include "store_fixture.h"

#include "store/documents.h"
#include "store/promises.h"
#include "store/registers.h"

enum { REGISTER_CASES = 40, REGISTER_DAYS = 5 };
static const struct actor register_clerks[] = {{"li", "3", 0}, {"zhao", "5", 0}};
static const char *const register_items[] = {"fs-008", "fs-001", "qz-011"};

struct register_hall {
	struct hall hall;
	char numbers[REGISTER_CASES][NUMBER_TEXT];
};

static inline struct case_reason *register_reasons(void)
{
	static struct case_reason reasons[2];

	reasons[0] = (struct case_reason){.code = "missing",
					  .id = "id_card",
					  .text = "缺少材料：身份证",
					  .resolve = "带原件来",
					  .until = DATE_NONE};
	reasons[1] = (struct case_reason){.code = "missing",
					  .id = "household",
					  .text = "缺少材料：户口簿",
					  .until = DATE_NONE};
	return reasons;
}

static inline void register_decide(struct register_hall *h, int i, enum event_kind kind,
				   const char *number)
{
	struct store_receipt r;
	struct sample s;
	char name[64], certificate[32];

	/* A formula and a link by their looks: names are whatever people have. */
	snprintf(name, sizeof(name), i == 4 ? "=1+1" : i == 5 ? "http://a.cn/" : "王%d明", i);
	snprintf(certificate, sizeof(certificate), "2104021990%08d", i);
	sample_make(&s, name, certificate);
	s.record.item = register_items[i % 3];
	s.record.item_name = i % 3 ? "职工参保登记" : "灵活就业人员停保";
	s.record.due = hall_day() + i;
	if (kind == EVENT_CASE_NOTICED || kind == EVENT_CASE_REFUSED) {
		s.record.reasons = register_reasons();
		s.record.n_reasons = 1 + (size_t)i % 2;
	}
	if (kind == EVENT_CASE_DEFERRED) {
		s.papers[1].state = "deferred";
		s.papers[1].until = hall_day() + 2;
		s.papers[1].way = "邮寄";
	}
	const struct store_event ev = {.kind = kind,
				       .who = &register_clerks[i % 2],
				       .subject = number,
				       .reserve = !number,
				       .build = case_record_build,
				       .ctx = &s.record};
	assert_true(store_commit(h->hall.store, NULL, &ev, 1, &r, &h->hall.err));
	strcpy(h->numbers[i], r.ticket.number);
}

static inline void register_day(struct register_hall *h, int day, int hour)
{
	h->hall.ms = clock_at(hall_day() + day, hour, 0);
}

static inline int register_setup(void **state)
{
	static const enum event_kind kinds[] = {EVENT_CASE_ACCEPTED, EVENT_CASE_NOTICED,
						EVENT_CASE_DEFERRED, EVENT_CASE_REFUSED};
	struct register_hall *h = calloc(1, sizeof(*h));
	char number[DOCUMENT_TEXT];

	hall_make(&h->hall, false);
	hall_staff(&h->hall);
	for (int i = 0; i < REGISTER_CASES; i++) {
		register_day(h, i / (REGISTER_CASES / REGISTER_DAYS), 9);
		register_decide(h, i, kinds[i % 4], NULL);
	}
	register_day(h, REGISTER_DAYS - 1, 15);
	register_decide(h, 1, EVENT_CASE_ACCEPTED, h->numbers[1]); /* came back with all */
	assert_true(cases_link(h->hall.store, &li, h->numbers[0], "external", "20260000123",
			       &h->hall.err));
	assert_true(sample_arrive_by(h->hall.store, &li, h->numbers[2], "household", "邮寄",
				     hall_day() + 1, &h->hall.err));
	assert_true(sample_arrive_by(h->hall.store, &li, h->numbers[6], "household", "现场送达",
				     DATE_NONE, &h->hall.err));
	assert_true(documents_issue(h->hall.store, &li, h->numbers[0], "receipt", number,
				    &h->hall.err));
	char fresh[DOCUMENT_TEXT];
	assert_true(documents_replace(h->hall.store, &li, number, "姓名打错", "receipt", fresh,
				      &h->hall.err));
	assert_true(cases_void(h->hall.store, &zhao, h->numbers[4], "重复录入", &h->hall.err));
	*state = h;
	return 0;
}

static inline int register_teardown(void **state)
{
	struct register_hall *h = *state;

	hall_remove(&h->hall);
	free(h);
	return 0;
}

#endif
