/* SPDX-License-Identifier: Apache-2.0
 *
 * Visits as a clerk has them: they begin and end by themselves, survive a killed
 * hall_program, and what was only asked is no case.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/cases.h"
#include "store/drafts.h"
#include "store/figures.h"
#include "store/visits.h"

/* ---- what the store has ---- */

struct seen {
	struct arena arena;
	struct visit_row *rows;
	size_t n, open;
	struct figures figures;
	struct draft *drafts;
	size_t n_drafts;
};

static struct seen look(const struct screens_hall *h)
{
	struct seen s = {0};
	struct store *store = hall_store(h);
	struct err e;

	assert_true(visits_list(store, date_parse(HALL_DAY), &s.arena, &s.rows, &s.n, &e));
	assert_true(figures_of(store, date_parse(HALL_DAY), "jingban", &s.figures, &e));
	assert_true(drafts_list(store, "jingban", false, &s.arena, &s.drafts, &s.n_drafts, &e));
	store_close(store);
	for (size_t i = 0; i < s.n; i++)
		s.open += s.rows[i].ended_at == 0;
	return s;
}

static size_t visits_so_far(const struct screens_hall *h)
{
	struct seen s = look(h);

	arena_done(&s.arena);
	return s.n;
}

static struct vt *open_at(const struct screens_hall *h, const char *window, const char *login)
{
	const char *const argv[] = {h->program, "--store",  h->path, "--on",
				    HALL_DAY,	"--window", window,  NULL};

	return hall_enter(vt_start(argv, NULL, 24, 80), login);
}

/* ---- acts ---- */

static void next_person(struct vt *vt)
{
	vt_key(vt, VT_F12);
	vt_wait_for(vt, "请下一位");
	vt_wait_gone(vt, "来访 0分钟");
	vt_wait_for(vt, "办什么事");
}

static void counts_are_apart(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	/* Looking for an item is nobody's visit yet; reading it to somebody is. */
	vt_type(vt, "fs-001");
	vt_wait_line(vt, 3, "fs-001");
	assert_int_equal(visits_so_far(*state), 0);
	vt_key(vt, VT_F3);
	vt_wait_line(vt, 0, "事项");
	vt_wait_for(vt, "来访 0分钟 · 0件");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 3, "fs-001");
	vt_key(vt, VT_F3); /* again: the same question */
	vt_wait_line(vt, 0, "事项");
	vt_key(vt, VT_F12);
	vt_wait_for(vt, "来访 1");
	vt_wait_for(vt, "咨询 1");
	assert_true(vt_contains(vt, "受理 0"));

	/* The next one is sent to the bank (001:1005), which is guidance and no refusal. */
	vt_type(vt, "fs-033");
	vt_wait_line(vt, 3, "fs-033");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "F7 打印办事指引单");
	vt_key(vt, VT_F7);
	vt_wait_for(vt, "slip-fs-033");
	vt_key(vt, VT_F12);
	vt_wait_for(vt, "来访 2");
	vt_wait_for(vt, "指引 1");
	assert_true(vt_contains(vt, "不予受理 0"));
	hall_leave(vt);

	struct seen s = look(*state);
	assert_int_equal(s.n, 2);
	assert_int_equal(s.open, 0);
	assert_int_equal(s.rows[0].consultations, 1);
	assert_int_equal(s.rows[0].slips, 0);
	assert_int_equal(s.rows[1].consultations, 0);
	assert_int_equal(s.rows[1].slips, 1);
	assert_int_equal(s.rows[1].cases, 0);
	arena_done(&s.arena);
}

static void the_next_person_leaves_the_draft(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	hall_fill_intake(vt, "王小明");
	next_person(vt);
	vt_wait_for(vt, "王小明 fs-001");
	hall_leave(vt);
	struct seen s = look(*state);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.open, 0);
	assert_int_equal(s.n_drafts, 1);
	assert_string_equal(s.drafts[0].title, "王小明");
	arena_done(&s.arena);
}

static void a_killed_program_leaves_no_open_visit(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	hall_fill_intake(vt, "王小明");
	vt_wait_for(vt, "来访 0分钟");
	kill(vt_pid(vt), SIGKILL);
	assert_int_not_equal(vt_exit_status(vt), 0);
	vt_free(vt);
	struct seen s = look(*state);
	assert_int_equal(s.open, 1);
	arena_done(&s.arena);

	/* Another window's login is none of its business. */
	vt = open_at(*state, "w2", "jingban2");
	hall_leave(vt);
	s = look(*state);
	assert_int_equal(s.open, 1);
	arena_done(&s.arena);

	vt = hall_login(*state, "jingban", 24, 80);
	vt_wait_for(vt, "来访 1");
	assert_false(vt_contains(vt, "来访 0分钟"));
	hall_leave(vt);
	s = look(*state);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.open, 0);
	assert_true(s.rows[0].by_program);
	arena_done(&s.arena);
}

/* Neither was told its window: both are the first one's. */
static void two_programs_at_one_window(void **state)
{
	struct vt *one = hall_login(*state, "jingban", 24, 80), *two;

	hall_fill_intake(one, "王小明");
	vt_wait_for(one, "来访 0分钟");
	two = hall_login(*state, "jingban2", 24, 80);
	struct seen s = look(*state);
	assert_int_equal(s.open, 1);
	arena_done(&s.arena);
	hall_leave(two);
	next_person(one);
	hall_leave(one);
	s = look(*state);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.open, 0);
	assert_false(s.rows[0].by_program);
	arena_done(&s.arena);
}

static void a_hang_up_ends_the_visit(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	hall_fill_intake(vt, "王小明");
	kill(vt_pid(vt), SIGHUP);
	assert_int_equal(vt_exit_status(vt), 128 + SIGHUP);
	vt_free(vt);
	struct seen s = look(*state);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.open, 0);
	assert_false(s.rows[0].by_program);
	assert_int_equal(s.n_drafts, 1);
	arena_done(&s.arena);
}

static void two_windows_have_their_own(void **state)
{
	struct vt *one = open_at(*state, "w1", "jingban"), *two = open_at(*state, "w2", "jingban2");

	hall_fill_intake(one, "王小明");
	hall_fill_intake(two, "李四");
	struct seen s = look(*state);
	assert_int_equal(s.n, 2);
	assert_int_equal(s.open, 2);
	assert_string_equal(s.rows[0].window, "w1");
	assert_string_equal(s.rows[1].window, "w2");
	assert_string_equal(s.rows[1].by, "jingban2");
	arena_done(&s.arena);
	next_person(one);
	s = look(*state);
	assert_int_equal(s.open, 1);
	assert_int_not_equal(s.rows[0].ended_at, 0);
	arena_done(&s.arena);
	hall_leave(one);
	vt_key(two, VT_ESC);
	hall_leave(two); /* logging out ends it as well */
	s = look(*state);
	assert_int_equal(s.open, 0);
	arena_done(&s.arena);
}

/* ---- one agent, five people ---- */

/* GB 11643-1999: weights and check characters. */
static const char *ident_of(int serial, char out[19])
{
	static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	snprintf(out, 19, "21040219900307%03d", serial);
	for (int i = 0; i < 17; i++)
		sum += weights[i] * (out[i] - '0');
	out[17] = "10X98765432"[sum % 11];
	out[18] = '\0';
	return out;
}

struct counter {
	struct vt *vt;
	int keys; /* beyond the data itself */
};

static void press(struct counter *c, enum vt_key key)
{
	vt_key(c->vt, key);
	c->keys++;
}

/* A datum and the Enter after it. */
static void put(struct counter *c, const char *text)
{
	vt_type(c->vt, text);
	vt_wait_for(c->vt, text);
	press(c, VT_ENTER);
}

/* From the open intake of fs-001: 灵活就业人员, who it is. */
static void put_person(struct counter *c, const char *name, int serial)
{
	char ident[19];

	vt_wait_for(c->vt, "参保身份");
	vt_type(c->vt, "2");
	c->keys++;
	vt_wait_gone(c->vt, "营业执照");
	vt_wait_for(c->vt, "户口簿");
	press(c, VT_ENTER);
	put(c, name);
	put(c, ident_of(serial, ident));
	vt_type(c->vt, "13904131234");
	vt_wait_for(c->vt, "13904131234");
}

static void accept_it(struct counter *c)
{
	press(c, VT_F6);
	vt_wait_for(c->vt, "可受理");
	press(c, VT_F9);
	vt_wait_for(c->vt, "受理前核对");
	press(c, VT_ENTER);
	vt_wait_for(c->vt, "已受理");
}

static void an_agent_brings_five_people(void **state)
{
	static const char *const names[] = {"王小明", "李四", "赵六", "钱七", "孙八"};
	const struct screens_hall *h = *state;
	struct counter c = {.vt = hall_login(h, "jingban", 24, 80)};
	char agent[19];

	vt_type(c.vt, "zgcbdj");
	vt_wait_for(c.vt, "fs-001");
	press(&c, VT_ENTER);
	put_person(&c, names[0], 101);
	vt_ctrl(c.vt, 'd');
	c.keys++;
	vt_wait_for(c.vt, "代办人姓名");
	put(&c, "周代办");
	put(&c, ident_of(99, agent));
	put(&c, "13904135678");
	accept_it(&c);
	for (int i = 1; i < 5; i++) {
		c.keys = 0;
		press(&c, VT_F6);
		put_person(&c, names[i], 101 + i);
		accept_it(&c);
		/* F6, the answer and its Enter, two Enters between data, F6, F9, Enter. */
		assert_int_equal(c.keys, 8);
		assert_int_equal(visits_so_far(h), 1);
	}
	press(&c, VT_ENTER);
	vt_wait_for(c.vt, "请下一位");
	vt_wait_for(c.vt, "受理 5");
	hall_leave(c.vt);

	struct seen s = look(h);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.open, 0);
	assert_int_equal(s.rows[0].cases, 5);

	struct store *store = hall_store(h);
	struct arena a = {0};
	struct visit_case *cases;
	size_t n;
	struct err e;
	assert_true(visits_cases(store, s.rows[0].id, &a, &cases, &n, &e));
	assert_int_equal(n, 5);
	for (size_t i = 0; i < n; i++) {
		struct case_record *r;
		bool found = false;
		assert_true(cases_get(store, cases[i].number, &a, &r, &e));
		assert_string_equal(r->parties[0].name, names[i]);
		for (size_t p = 0; p < r->n_parties; p++)
			if (strcmp(r->parties[p].role, "agent") == 0) {
				found = true;
				assert_string_equal(r->parties[p].name, "周代办");
				assert_string_equal(r->parties[p].number, agent);
				assert_string_equal(r->parties[p].phone, "13904135678");
			}
		assert_true(found);
	}
	store_close(store);
	arena_done(&a);
	arena_done(&s.arena);
	/* One list of what was handed in, of the first visit of the day. */
	char file[160];
	snprintf(file, sizeof(file), "%s/documents/received-210400-20261124-V1.xlsx", h->folder);
	assert_int_equal(access(file, F_OK), 0);
}

/* 下一件 keeps who stands there; the next person finds nothing of it. */
static void the_agent_goes_with_the_visit(void **state)
{
	struct counter c = {.vt = hall_login(*state, "jingban", 24, 80)};
	char agent[19];

	vt_type(c.vt, "zgcbdj");
	vt_wait_for(c.vt, "fs-001");
	press(&c, VT_ENTER);
	put_person(&c, "王小明", 101);
	vt_ctrl(c.vt, 'd');
	vt_wait_for(c.vt, "代办人姓名");
	put(&c, "周代办");
	put(&c, ident_of(99, agent));
	put(&c, "13904135678");
	accept_it(&c);
	vt_type(c.vt, "n");
	vt_wait_line(c.vt, 0, "选事项");
	vt_wait_for(c.vt, "来访 0分钟 · 1件");
	vt_type(c.vt, "fs-032");
	vt_wait_line(c.vt, 3, "fs-032");
	vt_key(c.vt, VT_ENTER);
	vt_wait_line(c.vt, 0, "受理");
	vt_resize(c.vt, 60, 132); /* the whole form */
	vt_wait_for(c.vt, "周代办");
	vt_wait_for(c.vt, "沿用");
	vt_key(c.vt, VT_F12);
	vt_wait_for(c.vt, "请下一位");
	vt_type(c.vt, "fs-032");
	vt_wait_line(c.vt, 3, "fs-032");
	vt_key(c.vt, VT_ENTER);
	vt_wait_line(c.vt, 0, "受理");
	vt_settle(c.vt);
	assert_false(vt_contains(c.vt, "周代办"));
	vt_key(c.vt, VT_ESC);
	hall_leave(c.vt);
}

/* 001:300: from the 25th on; today is the 24th. */
static void outside_its_days_it_is_guidance(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	vt_type(vt, "fs-007");
	vt_wait_line(vt, 3, "fs-007");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "2026年11月25日");
	vt_key(vt, VT_F7);
	vt_wait_for(vt, "slip-fs-007");
	vt_key(vt, VT_F12);
	vt_wait_for(vt, "指引 1");
	assert_true(vt_contains(vt, "不予受理 0"));
	hall_leave(vt);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(counts_are_apart),
		TEST(the_next_person_leaves_the_draft),
		TEST(a_killed_program_leaves_no_open_visit),
		TEST(a_hang_up_ends_the_visit),
		TEST(two_programs_at_one_window),
		TEST(two_windows_have_their_own),
		TEST(an_agent_brings_five_people),
		TEST(the_agent_goes_with_the_visit),
		TEST(outside_its_days_it_is_guidance),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
