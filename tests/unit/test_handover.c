/* SPDX-License-Identifier: Apache-2.0
 *
 * The change of shifts: what is listed, who may sign, that it all moves or
 * nothing does, and what the printed list says.
 */
#include "store_fixture.h"

#include "office/handover_list.h"
#include "office_text.h"
#include "store/handover.h"
#include "store/verify.h"

#define PASSWORD "jiaojie-2026"

static int setup(void **state)
{
	hall_setup(state);
	struct hall *h = *state;
	static const struct {
		const char *login, *name;
		unsigned posts;
	} people[] = {{"li", "李敏", POST_BIT(POST_CLERK)},
		      {"wang", "王芳", POST_BIT(POST_CLERK)},
		      {"zhao", "赵刚", POST_BIT(POST_SUPERVISOR)}};

	for (size_t i = 0; i < 3; i++)
		assert_true(operators_create(h->store, NULL, people[i].login, people[i].name,
					     people[i].posts, PASSWORD, PASSWORD_WEAK, &h->err));
	return 0;
}

/* Two drafts of li's, one parked with two papers; a deferred case with an original kept, a
 * noticed one with nothing, an accepted one. The number of the deferred one. */
static const char *fill(struct hall *h)
{
	struct draft first = {.owner = "li",
			      .window = "3",
			      .item = "fs-008",
			      .title = "王晓明",
			      .json = "{}"},
		     second = first;
	struct store_receipt r;
	struct sample s;

	second.title = "赵六";
	second.parked = true;
	second.papers = 2;
	assert_true(drafts_save(h->store, &first, &h->err));
	assert_true(drafts_save(h->store, &second, &h->err));
	sample_make(&s, "孙八", "210402199003071225");
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	sample_make(&s, "周九", "210402198512120023");
	s.papers[0].handed_back = true;
	assert_true(sample_commit(h->store, &s, EVENT_CASE_NOTICED, NULL, NULL, &r, &h->err));
	sample_make(&s, "钱七", "11010519491231002X");
	s.papers[1].state = "deferred";
	assert_true(sample_commit(h->store, &s, EVENT_CASE_DEFERRED, NULL, NULL, &r, &h->err));
	return arena_strdup(&h->arena, r.ticket.number);
}

static struct handover list_of(struct hall *h, const char *login)
{
	struct handover out;

	assert_true(handover_of(h->store, login, &h->arena, &out, &h->err));
	return out;
}

static struct signature signature_of(struct hall *h, const char *login)
{
	const struct sign_request q = {.login = login,
				       .password = PASSWORD,
				       .posts = POST_BIT(POST_CLERK),
				       .act = HANDOVER_ACT};
	struct signature sig;

	if (!operators_verify(h->store, &li, &q, &sig, &h->err))
		fail_msg("%s", h->err.text);
	return sig;
}

static void everything_in_hand_is_listed(void **state)
{
	struct hall *h = *state;
	const char *deferred = fill(h);
	struct handover list = list_of(h, "li");

	assert_int_equal(list.n_drafts, 2);
	assert_int_equal(list.n_cases, 1);
	assert_string_equal(list.cases[0].number, deferred);
	assert_string_equal(list.cases[0].name, "钱七");
	assert_int_equal(list.cases[0].promises, 1);
	assert_int_equal(list.cases[0].kept, 1);
	assert_string_equal(list.cases[0].papers, "本人身份证");
	assert_int_equal(list.papers, 3);
	list = list_of(h, "wang");
	assert_int_equal(list.n_drafts + list.n_cases + (size_t)list.papers, 0);
}

static void it_moves_with_both_hands(void **state)
{
	struct hall *h = *state;
	const char *deferred = fill(h);
	struct handover list = list_of(h, "li"), now;
	struct signature sig = signature_of(h, "wang");
	struct verify_report report;
	struct case_step *steps;
	struct event *events;
	int64_t id = 0;
	size_t n;

	if (!handover_sign(h->store, &li, &sig, &list, &id, &h->err))
		fail_msg("%s", h->err.text);
	assert_true(id > 0);
	now = list_of(h, "li");
	assert_int_equal(now.n_drafts + now.n_cases, 0);
	now = list_of(h, "wang");
	assert_int_equal(now.n_drafts, 2);
	assert_string_equal(now.cases[0].number, deferred);
	assert_true(now.drafts[0].parked); /* as it was */
	assert_true(drafts_history(h->store, now.drafts[0].id, &h->arena, &steps, &n, &h->err));
	assert_string_equal(steps[n - 1].kind, "handed");
	assert_string_equal(steps[n - 1].by, "wang");
	assert_string_equal(steps[n - 1].from, "li");
	assert_true(cases_timeline(h->store, "", &h->arena, &events, &n, &h->err));
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	/* Handed on, and back again. */
	const struct actor wang = {"wang", "3", 0};
	const struct sign_request q = {.login = "li",
				       .password = PASSWORD,
				       .posts = POST_BIT(POST_CLERK),
				       .act = HANDOVER_ACT};
	assert_true(operators_verify(h->store, &wang, &q, &sig, &h->err));
	assert_true(handover_sign(h->store, &wang, &sig, &now, &id, &h->err));
	now = list_of(h, "li");
	assert_int_equal(now.n_cases, 1);
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
}

static void the_event_names_no_person(void **state)
{
	struct hall *h = *state;
	const char *deferred = fill(h);
	struct handover list = list_of(h, "li");
	struct signature sig = signature_of(h, "wang");
	sqlite3 *handle;
	sqlite3_stmt *q;
	char want[256];
	int64_t id;

	assert_true(handover_sign(h->store, &li, &sig, &list, &id, &h->err));
	assert_int_equal(sqlite3_open(h->path, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(handle,
					    "SELECT payload FROM ledger WHERE "
					    "kind = 'shift.handover'",
					    -1, &q, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	snprintf(want, sizeof(want),
		 "{\"from\":\"li\",\"to\":\"wang\",\"drafts\":2,\"cases\":1,\"papers\":3,"
		 "\"draft_ids\":[2,1],\"case_numbers\":[\"%s\"],"
		 "\"signatures\":[%lld]}",
		 deferred, (long long)sig.seq);
	assert_string_equal((const char *)sqlite3_column_text(q, 0), want);
	sqlite3_finalize(q);
	sqlite3_close(handle);
}

/* Signed, but not by these rules: nothing moves. */
static void refused(struct hall *h, const struct signature *sig, const struct handover *list,
		    enum err_code code)
{
	int64_t id;

	assert_false(handover_sign(h->store, &li, sig, list, &id, &h->err));
	assert_int_equal(h->err.code, code);
	assert_int_equal(list_of(h, "wang").n_drafts, 0);
}

static void wrong_hands_move_nothing(void **state)
{
	struct hall *h = *state;
	struct signature sig = {.login = "wang", .seq = 1};
	struct sign_request q = {.login = "wang",
				 .password = "wrong",
				 .posts = POST_BIT(POST_CLERK),
				 .act = HANDOVER_ACT};
	struct handover none = list_of(h, "li");

	sig = signature_of(h, "wang");
	refused(h, &sig, &none, ERR_REFUSED); /* nothing in hand */
	fill(h);
	struct handover list = list_of(h, "li");
	assert_false(operators_verify(h->store, &li, &q, &sig, &h->err));
	refused(h, &sig, &list, ERR_PERMISSION);
	q.login = "li"; /* the giver */
	q.password = PASSWORD;
	assert_false(operators_verify(h->store, &li, &q, &sig, &h->err));
	q.login = "zhao"; /* no clerk */
	assert_false(operators_verify(h->store, &li, &q, &sig, &h->err));
	q.posts = POST_BIT(POST_SUPERVISOR);
	assert_true(operators_verify(h->store, &li, &q, &sig, &h->err));
	refused(h, &sig, &list, ERR_PERMISSION);
	q.login = "wang"; /* for something else */
	q.posts = POST_BIT(POST_CLERK);
	q.act = "overrule";
	assert_true(operators_verify(h->store, &li, &q, &sig, &h->err));
	refused(h, &sig, &list, ERR_PERMISSION);
}

static void what_changed_since_it_was_read_is_read_again(void **state)
{
	struct hall *h = *state;
	const char *deferred = fill(h);
	struct handover list = list_of(h, "li");
	struct signature sig = signature_of(h, "wang");
	struct draft one = list.drafts[1];

	/* A draft that was typed on. */
	one.owner = "li";
	one.json = "{\"n\":1}";
	assert_true(drafts_save(h->store, &one, &h->err));
	refused(h, &sig, &list, ERR_REFUSED);
	/* A case that is no more: the drafts stay as well. */
	list = list_of(h, "li");
	assert_true(cases_void(h->store, &li, deferred, "重复", &h->err));
	refused(h, &sig, &list, ERR_REFUSED);
	assert_int_equal(list_of(h, "li").n_drafts, 2);
}

/* The file of the drafts and its log, put aside or put back. */
static void copy_drafts(const struct hall *h, bool back)
{
	char command[320];

	snprintf(command, sizeof(command),
		 back ? "rm '%s'/hall.drafts.db*; cp '%s'/before/* '%s'"
		      : "mkdir '%s'/before; cp '%s'/hall.drafts.db* '%s'/before",
		 h->folder, h->folder, h->folder);
	assert_int_equal(system(command), 0);
}

static void reopen(struct hall *h)
{
	h->store = store_open(h->path, &h->clock, &h->err);
	assert_non_null(h->store);
}

/* Killed after the ledger was written and before the drafts were: their file is as it was. */
static void a_kill_between_the_two_files_loses_no_draft(void **state)
{
	struct hall *h = *state;
	struct handover list, now;
	struct signature sig;
	struct case_step *steps;
	int64_t id;
	size_t n;

	fill(h);
	store_close(h->store);
	copy_drafts(h, false);
	reopen(h);
	h->ms += 60000;
	list = list_of(h, "li");
	sig = signature_of(h, "wang");
	assert_true(handover_sign(h->store, &li, &sig, &list, &id, &h->err));
	store_close(h->store);
	copy_drafts(h, true);
	reopen(h);
	assert_int_equal(list_of(h, "li").n_drafts, 2);
	/* One was typed on meanwhile: that one is not taken out of the hands that hold it. */
	h->ms += 60000;
	struct draft one = list_of(h, "li").drafts[1];
	one.json = "{\"n\":1}";
	assert_true(drafts_save(h->store, &one, &h->err));
	for (int i = 0; i < 2; i++)
		assert_true(handover_replay(h->store, &h->err));
	now = list_of(h, "wang");
	assert_int_equal(now.n_drafts, 1);
	assert_int_equal(list_of(h, "li").n_drafts, 1);
	assert_int_equal(list_of(h, "li").drafts[0].id, one.id);
	assert_true(drafts_history(h->store, now.drafts[0].id, &h->arena, &steps, &n, &h->err));
	assert_string_equal(steps[n - 1].kind, "handed");
	assert_string_equal(steps[n - 1].from, "li");
}

/* There and back: an old handover is not done again. */
static void what_was_handed_back_stays(void **state)
{
	struct hall *h = *state;
	const struct actor wang = {"wang", "3", 0};
	const struct sign_request q = {.login = "li",
				       .password = PASSWORD,
				       .posts = POST_BIT(POST_CLERK),
				       .act = HANDOVER_ACT};
	struct handover list;
	struct signature sig;
	int64_t id;

	fill(h);
	list = list_of(h, "li");
	sig = signature_of(h, "wang");
	assert_true(handover_sign(h->store, &li, &sig, &list, &id, &h->err));
	list = list_of(h, "wang");
	assert_true(operators_verify(h->store, &wang, &q, &sig, &h->err));
	assert_true(handover_sign(h->store, &wang, &sig, &list, &id, &h->err));
	assert_true(handover_replay(h->store, &h->err));
	assert_int_equal(list_of(h, "li").n_drafts, 2);
}

static const char *no_name(const void *ctx, const char *id)
{
	(void)ctx;
	return strcmp(id, "fs-008") == 0 ? "职工参保登记" : NULL;
}

static void the_list_says_what_lies_there(void **state)
{
	struct hall *h = *state;
	const char *deferred = fill(h);
	struct handover list = list_of(h, "li");
	const struct letterhead head = {.agency = "抚顺市社保大厅", .window = "3号窗口"};
	const struct handover_list l = {.given = &list,
					.id = 42,
					.at = h->ms,
					.giver = "李敏（li）",
					.receiver = "王芳（wang）",
					.item_name = no_name};
	struct document d;

	handover_list_build(&d, &head, &l);
	assert_true(document_check(&d, &h->err));
	char *text = office_text(&d);
	assert_says(text, "交接班清单");
	assert_says(text, "李敏（li）");
	assert_says(text, "王芳（wang）");
	assert_says(text, "草稿 2 份，办件 1 件，材料 3 份");
	assert_says(text, "fs-008 职工参保登记|赵六|挂单");
	assert_says(text, "王晓明|没办完");
	assert_says(text, deferred);
	assert_says(text, "钱七|1|本人身份证");
	assert_says(text, "接班人签字");
	assert_says_not(text, "11010519491231002X");
	free(text);
	document_done(&d);
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(everything_in_hand_is_listed),
		HALL_TEST(it_moves_with_both_hands),
		HALL_TEST(the_event_names_no_person),
		HALL_TEST(wrong_hands_move_nothing),
		HALL_TEST(what_changed_since_it_was_read_is_read_again),
		HALL_TEST(a_kill_between_the_two_files_loses_no_draft),
		HALL_TEST(what_was_handed_back_stays),
		HALL_TEST(the_list_says_what_lies_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
