/* SPDX-License-Identifier: Apache-2.0 */
#include "store_fixture.h"

#include <sys/stat.h>

#include "store/documents.h"
#include "store/figures.h"
#include "store/operators.h"
#include "store/promises.h"
#include "store/rechecks.h"
#include "store/schema.h"
#include "store/settings.h"
#include "store/store_inside.h"
#include "store/verify.h"
#include "store/visits.h"

static int staff_setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static const char wang[] = "210402199003071225";

static void a_case_comes_back_as_it_went_in(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt r;
	struct case_record *c;
	struct case_reason reason = {"deferrable", "household", "户口簿可后补",
				     NULL,	   "001:290",	date_make(2026, 12, 8)};
	struct case_limit limit = {"l1",       "10个工作日",	       "working", 10,
				   hall_day(), date_make(2026, 12, 8), true,	  NULL};
	struct case_cell cell = {"workers", 1, "name", "姓名", "a\"b\\c\x01"};

	sample_make(&s, "王晓明", wang);
	s.record.situation = "灵活就业人员";
	s.record.due = date_make(2026, 12, 8);
	s.record.due_provisional = true;
	s.record.n_reasons = s.record.n_limits = s.record.n_cells = 1;
	s.record.reasons = &reason;
	s.record.limits = &limit;
	s.record.cells = &cell;
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, "r1", &r, &h->err));
	assert_int_equal(r.ticket.serial, 1);
	assert_int_equal(r.ticket.day, hall_day());
	assert_memory_equal(r.ticket.number, "210400202611240001", 18);
	assert_int_equal(strlen(r.ticket.query_code), 8);

	assert_true(cases_get(h->store, r.ticket.number, &h->arena, &c, &h->err));
	assert_non_null(c);
	assert_int_equal(c->state, CASE_ACCEPTED);
	assert_string_equal(c->query_code, r.ticket.query_code);
	assert_string_equal(c->request_id, "r1");
	assert_string_equal(c->item_name, "职工参保登记");
	assert_string_equal(c->situation, "灵活就业人员");
	assert_null(c->remark);
	assert_int_equal(c->due, date_make(2026, 12, 8));
	assert_true(c->due_provisional);
	assert_int_equal(c->opened_at, h->ms);
	assert_int_equal(c->accepted_at, h->ms);
	assert_int_equal(c->accepted_day, hall_day());
	assert_string_equal(c->by, "li");
	assert_string_equal(c->window, "3");
	assert_int_equal(c->n_values, 1);
	assert_string_equal(c->values[0].shown, "灵活就业人员");
	assert_int_equal(c->n_papers, 2);
	assert_string_equal(c->papers[0].form, "原件");
	assert_int_equal(c->papers[0].copies, 1);
	assert_int_equal(c->papers[0].until, DATE_NONE);
	assert_null(c->papers[1].form);
	assert_int_equal(c->n_parties, 1);
	assert_int_equal(c->parties[0].birth, date_make(1990, 3, 7));
	assert_true(c->parties[0].person > 0);
	assert_int_equal(c->reasons[0].until, date_make(2026, 12, 8));
	assert_int_equal(c->limits[0].from, hall_day());
	assert_true(c->limits[0].provisional);
	assert_int_equal(c->cells[0].row, 1);
	assert_string_equal(c->cells[0].value, "a\"b\\c\x01");

	assert_true(cases_get(h->store, "210400202611240002", &h->arena, &c, &h->err));
	assert_null(c);
}

static void numbers_are_gapless_and_start_anew_each_day(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt r;

	sample_make(&s, "王晓明", wang);
	for (int i = 1; i <= 3; i++) {
		assert_true(
			sample_commit(h->store, &s, EVENT_CASE_REFUSED, NULL, NULL, &r, &h->err));
		assert_int_equal(r.ticket.serial, i);
		/* A commit that is refused takes no number. */
		assert_false(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, r.ticket.number, NULL,
					   NULL, &h->err));
		assert_int_equal(h->err.code, ERR_REFUSED);
	}
	h->ms += 86400000;
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	assert_int_equal(r.ticket.serial, 1);
	assert_int_equal(number_day(r.ticket.number), hall_day() + 1);
}

static void a_typed_number_makes_no_case(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt r;
	struct case_record *c;
	char number[NUMBER_TEXT];
	const struct {
		const char *site;
		int days, serial;
	} wrong[] = {{"210400", 0, 7}, {"210400", 1, 2}, {"210400", -1, 1}, {"210411", 0, 2}};

	sample_make(&s, "王晓明", wang);
	assert_true(sample_commit(h->store, &s, EVENT_CASE_NOTICED, NULL, NULL, &r, &h->err));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		number_make(wrong[i].site, hall_day() + wrong[i].days, wrong[i].serial, number);
		assert_false(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, number, NULL, NULL,
					   &h->err));
		assert_int_equal(h->err.code, ERR_INPUT);
		assert_non_null(strstr(h->err.text, number));
		assert_true(cases_get(h->store, number, &h->arena, &c, &h->err));
		assert_null(c);
	}
	assert_true(sample_commit(h->store, &s, EVENT_CASE_NOTICED, NULL, NULL, &r, &h->err));
	assert_int_equal(r.ticket.serial, 2);
}

static bool issue(struct hall *h, const char *number)
{
	char document[DOCUMENT_TEXT];

	return documents_issue(h->store, &li, number, "receipt", document, &h->err);
}

static void a_case_takes_only_what_makes_sense(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt r;
	struct case_record *c;
	struct case_verification v = {.id = "v", .text = "婚姻登记", .result = "unavailable"};
	struct case_link blank = {"external", ""};
	const char *n = r.ticket.number;

	sample_make(&s, "王晓明", wang);
	s.record.n_links = 1;
	s.record.links = &blank;
	assert_false(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	s.record.n_links = 0;
	s.record.n_verifications = 1;
	s.record.verifications = &v;
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	assert_false(cases_link(h->store, &li, n, "external", "", &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	assert_false(cases_link(h->store, &li, n, "external", "  ", &h->err));
	assert_false(cases_link(h->store, &li, n, NULL, "W-17", &h->err));
	const struct recheck maybe = {.result = "maybe"}, none = {0}, yes = {.result = "yes"};
	const struct recheck no = {.result = "no", .source = "民政系统", .remark = "查无此人"};
	assert_false(rechecks_record(h->store, &li, n, "v", &maybe, &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	assert_false(rechecks_record(h->store, &li, n, "v", &none, &h->err));
	assert_false(rechecks_record(h->store, &li, n, "other", &yes, &h->err));
	assert_true(rechecks_record(h->store, &li, n, "v", &no, &h->err));

	assert_true(cases_void(h->store, &li, n, "错", &h->err));
	assert_false(cases_link(h->store, &li, n, "external", "W-17", &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_false(rechecks_record(h->store, &li, n, "v", &yes, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_false(issue(h, n));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_true(cases_get(h->store, n, &h->arena, &c, &h->err));
	assert_int_equal(c->n_links, 0);
	assert_string_equal(c->verifications[0].result, "no");
	assert_string_equal(c->verifications[0].source, "民政系统");
}

static void the_same_request_gets_the_same_number(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt first, again;
	struct store *other = store_open(h->path, &h->clock, &h->err);

	sample_make(&s, "王晓明", wang);
	assert_true(
		sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, "req-7", &first, &h->err));
	assert_false(first.repeated);
	h->ms += 5000;
	assert_true(sample_commit(other, &s, EVENT_CASE_ACCEPTED, NULL, "req-7", &again, &h->err));
	assert_true(again.repeated);
	assert_string_equal(again.ticket.number, first.ticket.number);
	assert_string_equal(again.ticket.query_code, first.ticket.query_code);
	assert_int_equal(again.ticket.at, first.ticket.at);
	store_close(other);
}

static void a_notice_becomes_an_acceptance_once(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt r;
	struct case_record *c;
	struct event *events;
	size_t n;

	sample_make(&s, "王晓明", wang);
	s.papers[1].state = "absent";
	assert_true(sample_commit(h->store, &s, EVENT_CASE_NOTICED, NULL, NULL, &r, &h->err));
	assert_true(cases_link(h->store, &li, r.ticket.number, "external", "W-17", &h->err));
	assert_true(cases_get(h->store, r.ticket.number, &h->arena, &c, &h->err));
	assert_int_equal(c->state, CASE_NOTICED);
	assert_int_equal(c->accepted_at, 0);
	assert_int_equal(c->accepted_day, DATE_NONE);

	h->ms += 3 * INT64_C(86400000);
	s.papers[1].state = "ok";
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, r.ticket.number, "back", NULL,
				  &h->err));
	assert_true(cases_get(h->store, r.ticket.number, &h->arena, &c, &h->err));
	assert_int_equal(c->state, CASE_ACCEPTED);
	assert_int_equal(c->day, hall_day());
	assert_int_equal(c->accepted_day, hall_day() + 3);
	assert_int_equal(c->n_papers, 2);
	assert_string_equal(c->papers[1].state, "ok");
	assert_int_equal(c->n_links, 1); /* not lost by the second decision */

	assert_false(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, r.ticket.number, NULL, NULL,
				   &h->err));
	assert_non_null(strstr(h->err.text, "受理"));
	assert_true(cases_timeline(h->store, r.ticket.number, &h->arena, &events, &n, &h->err));
	assert_int_equal(n, 3);
	assert_string_equal(events[0].kind, "case.noticed");
	assert_string_equal(events[1].kind, "case.linked");
	assert_string_equal(events[2].kind, "case.accepted");
}

static void the_last_promised_paper_completes_the_case(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt r;
	struct promise_row *p;
	struct case_record *c;
	struct figures f;
	size_t n;

	sample_make(&s, "王晓明", wang);
	s.papers[1].state = "deferred";
	s.papers[1].until = hall_day() + 14;
	s.papers[1].way = "现场送达";
	assert_true(sample_commit(h->store, &s, EVENT_CASE_DEFERRED, NULL, NULL, &r, &h->err));
	assert_true(promises_open(h->store, hall_day() + 13, 10, &h->arena, &p, &n, &h->err));
	assert_int_equal(n, 0);
	assert_true(promises_open(h->store, DATE_NONE, 10, &h->arena, &p, &n, &h->err));
	assert_int_equal(n, 1);
	assert_string_equal(p->case_number, r.ticket.number);
	assert_string_equal(p->name, "王晓明");
	assert_int_equal(p->due, hall_day() + 14);
	assert_true(figures_of(h->store, hall_day() + 15, NULL, &f, &h->err));
	assert_int_equal(f.promises_overdue, 1);
	assert_true(figures_of(h->store, hall_day() + 14, NULL, &f, &h->err));
	assert_int_equal(f.promises_today, 1);
	assert_int_equal(f.promises_overdue, 0);

	h->ms += 10 * INT64_C(86400000);
	assert_false(sample_arrive(h->store, r.ticket.number, "id_card", NULL, DATE_NONE, &h->err));
	assert_true(sample_arrive(h->store, r.ticket.number, "household", "邮寄", hall_day() + 8,
				  &h->err));
	assert_true(cases_get(h->store, r.ticket.number, &h->arena, &c, &h->err));
	assert_int_equal(c->state, CASE_ACCEPTED);
	assert_int_equal(c->papers[1].arrived, hall_day() + 10);
	assert_string_equal(c->papers[1].state, "ok");
	assert_false(
		sample_arrive(h->store, r.ticket.number, "household", NULL, DATE_NONE, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
}

static void documents_are_numbered_within_their_case(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt r;
	struct document_row *rows;
	char number[DOCUMENT_TEXT];
	int64_t reprints;
	size_t n;

	sample_make(&s, "王晓明", wang);
	struct store_event both[] = {
		{.kind = EVENT_CASE_ACCEPTED,
		 .who = &li,
		 .reserve = true,
		 .build = case_record_build,
		 .ctx = &s.record},
		{.kind = EVENT_DOCUMENT_ISSUED,
		 .who = &li,
		 .build = documents_build,
		 .ctx = (void *)(uintptr_t) "receipt"},
	};
	assert_true(store_commit(h->store, "r", both, 2, &r, &h->err));
	assert_true(documents_issue(h->store, &li, r.ticket.number, "pledge", number, &h->err));
	assert_true(documents_of(h->store, r.ticket.number, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	assert_string_equal(rows[0].kind, "receipt");
	assert_string_equal(rows[1].number, number);
	assert_memory_equal(number, r.ticket.number, strlen(r.ticket.number));
	assert_string_equal(number + strlen(r.ticket.number), "-02");

	assert_true(documents_reprint(h->store, &li, number, "污损", &reprints, &h->err));
	assert_true(documents_reprint(h->store, &li, number, "污损", &reprints, &h->err));
	assert_int_equal(reprints, 2);
	assert_false(documents_void(h->store, &li, number, "", &h->err));
	assert_true(documents_void(h->store, &li, number, "打错", &h->err));
	assert_false(documents_reprint(h->store, &li, number, "污损", &reprints, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	/* The number of a voided document is not used again. */
	assert_true(documents_issue(h->store, &li, r.ticket.number, "pledge", number, &h->err));
	assert_string_equal(number + strlen(r.ticket.number), "-03");
	assert_false(
		documents_issue(h->store, &li, "2104002026112499991", "pledge", number, &h->err));
}

static bool refuse(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		   struct err *e)
{
	(void)s;
	(void)payload;
	strcpy(ctx, t->number);
	return err_set(e, ERR_REFUSED, "不行");
}

static void a_build_that_refuses_leaves_nothing(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt r;
	char number[NUMBER_TEXT];
	struct store_event ev[] = {
		{.kind = EVENT_CASE_ACCEPTED,
		 .who = &li,
		 .reserve = true,
		 .build = case_record_build,
		 .ctx = &s.record},
		{.kind = EVENT_DOCUMENT_ISSUED, .who = &li, .build = refuse, .ctx = number}};

	sample_make(&s, "王晓明", wang);
	assert_false(store_commit(h->store, NULL, ev, 2, NULL, &h->err));
	assert_string_equal(h->err.text, "不行");
	assert_true(store_commit(h->store, NULL, ev, 1, &r, &h->err));
	assert_string_equal(r.ticket.number, number);
}

static void figures_count_the_day(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt r;
	struct figures f;
	int64_t visit;

	sample_make(&s, "王晓明", wang);
	assert_true(visits_begin(h->store, &li, NULL, &visit, &h->err));
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	assert_true(cases_void(h->store, &zhao, r.ticket.number, "选错事项", &h->err));
	assert_false(cases_void(h->store, &zhao, r.ticket.number, "选错事项", &h->err));
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	assert_true(visits_end(h->store, &(struct actor){"li", "3", visit}, &h->err));
	assert_false(visits_end(h->store, &(struct actor){"li", "3", visit}, &h->err));
	assert_true(figures_of(h->store, hall_day(), "li", &f, &h->err));
	assert_int_equal(f.decided[CASE_ACCEPTED], 2);
	assert_int_equal(f.decided[CASE_VOIDED], 1);
	assert_int_equal(f.visits, 1);
	assert_true(figures_of(h->store, hall_day() - 1, "li", &f, &h->err));
	assert_int_equal(f.decided[CASE_ACCEPTED], 0);
}

static void settings_are_a_closed_set(void **state)
{
	struct hall *h = *state;
	const char *value;

	assert_true(settings_get(h->store, "idle.minutes", &h->arena, &value, &h->err));
	assert_string_equal(value, "10");
	assert_true(settings_set(h->store, &zhao, "idle.minutes", "5", &h->err));
	assert_true(settings_get(h->store, "idle.minutes", &h->arena, &value, &h->err));
	assert_string_equal(value, "5");
	assert_false(settings_set(h->store, &zhao, "colour", "5", &h->err));
	for (size_t i = 1; i < settings_count; i++)
		assert_true(strcmp(settings_known[i - 1].name, settings_known[i].name) < 0);
}

static void only_a_demo_hall_sets_the_day(void **state)
{
	struct hall demo, *h = *state;
	struct sample s;
	struct store_receipt r;

	assert_false(store_set_day(h->store, hall_day() + 14, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	hall_make(&demo, true);
	sample_make(&s, "王晓明", wang);
	assert_true(store_set_day(demo.store, hall_day() + 14, &demo.err));
	assert_true(sample_commit(demo.store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &demo.err));
	assert_int_equal(r.ticket.day, hall_day() + 14);
	assert_int_equal(number_day(r.ticket.number), hall_day() + 14);
	/* Any order of days serves practice. */
	assert_true(store_set_day(demo.store, hall_day(), &demo.err));
	assert_true(sample_commit(demo.store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &demo.err));
	assert_int_equal(r.ticket.serial, 1);
	hall_remove(&demo);
}

static void founding_is_whole_private_and_never_over_a_file(void **state)
{
	struct hall *h = *state;
	struct store_founding f = {"210400", "大厅", false};
	struct store_founding bad = {"2104", "大厅", false};
	char other[128], lines[16];
	struct stat st;

	assert_false(store_found(h->path, &f, &h->clock, &h->err));
	snprintf(other, sizeof(other), "%s/b.db", h->folder);
	assert_false(store_found(other, &bad, &h->clock, &h->err));
	assert_int_equal(access(other, F_OK), -1);
	assert_int_equal(stat(h->path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	snprintf(other, sizeof(other), "ls %s | grep -c -v '^hall.db'", h->folder);
	FILE *p = popen(other, "r");
	assert_non_null(fgets(lines, sizeof(lines), p));
	assert_string_equal(lines, "0\n"); /* nothing of the making is left */
	pclose(p);
}

/* One event of every kind that has rows. */
static void live_a_little(struct hall *h)
{
	struct sample s;
	struct store_receipt r, kept;
	int64_t visit, reprints;
	char number[DOCUMENT_TEXT];
	struct operator_row *o;

	assert_true(operators_create(h->store, NULL, "li", "李敏", POST_BIT(POST_CLERK),
				     "correct horse", PASSWORD_WEAK, &h->err));
	assert_false(operators_login(h->store, "li", "wrong", "3", &h->arena, &o, &h->err));
	assert_true(visits_begin(h->store, &li, NULL, &visit, &h->err));
	sample_make(&s, "王晓明", wang);
	assert_true(sample_commit(h->store, &s, EVENT_CASE_NOTICED, NULL, "a", &r, &h->err));
	s.party.name = "王晓鸣"; /* corrected: the same person under a new name */
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, r.ticket.number, "b", NULL,
				  &h->err));
	sample_make(&s, "无证人", NULL);
	s.papers[1].state = "deferred";
	assert_true(sample_commit(h->store, &s, EVENT_CASE_NOTICED, NULL, NULL, &kept, &h->err));
	assert_true(sample_commit(h->store, &s, EVENT_CASE_DEFERRED, kept.ticket.number, NULL, NULL,
				  &h->err));
	assert_true(
		sample_arrive(h->store, kept.ticket.number, "household", NULL, DATE_NONE, &h->err));
	assert_true(cases_link(h->store, &li, r.ticket.number, "external", "1", &h->err));
	assert_true(cases_link(h->store, &li, r.ticket.number, "external", "2", &h->err));
	assert_true(documents_issue(h->store, &li, r.ticket.number, "receipt", number, &h->err));
	assert_true(documents_reprint(h->store, &li, number, "遗失", &reprints, &h->err));
	assert_true(documents_spoil(h->store, &li, number, "卡纸", 2, &h->err));
	assert_true(documents_replace(h->store, &li, number, "错", "receipt", number, &h->err));
	assert_true(documents_void(h->store, &li, number, "错", &h->err));
	assert_true(cases_void(h->store, &li, r.ticket.number, "错", &h->err));
	assert_true(visits_end(h->store, &(struct actor){"li", "3", visit}, &h->err));
	assert_true(settings_set(h->store, &li, "idle.minutes", "5", &h->err));
	assert_true(visits_consulted(h->store, &li, "fs-008", &h->err));
	assert_true(visits_guided(h->store, &li, "fs-033", SLIP_GUIDANCE, "not_here", &h->err));
}

static void rebuilding_gives_the_same_tables(void **state)
{
	struct hall *h = *state;
	struct verify_report report;

	live_a_little(h);
	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
	assert_int_equal(report.tables, schema_derived_count);
	assert_true(report.rows > 20);
	assert_int_equal(report.events, 22);

	/* A table changed behind the ledger's back is named. */
	meddle(h->path, "UPDATE cases SET state = 'accepted' WHERE state = 'voided'");
	assert_true(store_verify(h->store, false, NULL, NULL, &report, &h->err));
	assert_false(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	assert_non_null(strstr(h->err.text, "cases"));
}

static bool stop_at_once(void *ctx, int64_t done, int64_t total)
{
	(void)done;
	(void)total;
	++*(int *)ctx;
	return false;
}

static void a_long_look_can_be_stopped(void **state)
{
	struct hall *h = *state;
	struct verify_report report;
	int calls = 0;

	for (int i = 0; i < 5000; i += 100) {
		struct store_event ev[100];
		for (int k = 0; k < 100; k++)
			ev[k] = (struct store_event){
				.kind = EVENT_VISIT_BEGUN, .subject = "", .payload = "{}"};
		assert_true(store_commit(h->store, NULL, ev, 100, NULL, &h->err));
	}
	assert_false(store_verify(h->store, false, stop_at_once, &calls, &report, &h->err));
	assert_int_equal(calls, 1);
	assert_true(store_verify(h->store, false, NULL, NULL, &report, &h->err));
	assert_int_equal(report.events, 5001);

	/* With that many events every other question still goes by an index. */
	struct figures f;
	struct case_row *rows;
	size_t n;
	assert_true(figures_of(h->store, hall_day(), "li", &f, &h->err));
	assert_int_equal(f.visits, 5000);
	assert_true(cases_search(h->store, "12", 10, &h->arena, &rows, &n, &h->err));
	assert_int_equal(db_scans(h->store->db), 0);
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, staff_setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(a_case_comes_back_as_it_went_in),
		HALL_TEST(numbers_are_gapless_and_start_anew_each_day),
		HALL_TEST(a_typed_number_makes_no_case),
		HALL_TEST(a_case_takes_only_what_makes_sense),
		HALL_TEST(the_same_request_gets_the_same_number),
		HALL_TEST(a_notice_becomes_an_acceptance_once),
		HALL_TEST(the_last_promised_paper_completes_the_case),
		HALL_TEST(documents_are_numbered_within_their_case),
		HALL_TEST(a_build_that_refuses_leaves_nothing),
		HALL_TEST(figures_count_the_day),
		HALL_TEST(settings_are_a_closed_set),
		HALL_TEST(only_a_demo_hall_sets_the_day),
		HALL_TEST(founding_is_whole_private_and_never_over_a_file),
		cmocka_unit_test_setup_teardown(rebuilding_gives_the_same_tables, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_long_look_can_be_stopped, hall_setup,
						hall_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
