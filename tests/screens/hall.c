/* SPDX-License-Identifier: Apache-2.0 */
#include "screens/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/operators.h"
#include "store/record.h"

const int hall_sizes[HALL_SIZES][2] = {{24, 80}, {30, 100}, {43, 132}};

static void need(bool ok, const struct err *e)
{
	if (ok)
		return;
	fprintf(stderr, "%s\n", e->text);
	abort();
}

void hall_begin(struct screens_hall *h, const char *program, bool demo)
{
	hall_begin_at(h, program, demo, "210400");
}

void hall_begin_at(struct screens_hall *h, const char *program, bool demo, const char *code)
{
	const struct store_founding f = {.site = code, .name = "演练中心", .demo = demo};
	const char *tmp = getenv("TMPDIR");
	struct err e = {0};

	h->program = program;
	snprintf(h->folder, sizeof(h->folder), "%.40s/hall-XXXXXX", tmp ? tmp : "/tmp");
	need(mkdtemp(h->folder) != NULL, &e);
	snprintf(h->path, sizeof(h->path), "%s/hall.db", h->folder);
	need(store_found(h->path, &f, &clock_system, &e), &e);
	struct store *s = hall_store(h);
	need(operators_create(s, NULL, "jingban", "演练经办", POST_BIT(POST_CLERK), HALL_PASSWORD,
			      PASSWORD_WEAK, &e) &&
		     operators_create(s, NULL, "jingban2", "演练经办二", POST_BIT(POST_CLERK),
				      HALL_PASSWORD, PASSWORD_WEAK, &e),
	     &e);
	store_close(s);
}

void hall_end(struct screens_hall *h)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", h->folder);
	assert_int_equal(system(command), 0);
}

const char *hall_program;

int hall_setup(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));

	hall_begin(h, hall_program, true);
	*state = h;
	return 0;
}

int hall_teardown(void **state)
{
	hall_end(*state);
	free(*state);
	return 0;
}

struct store *hall_store(const struct screens_hall *h)
{
	struct err e = {0};
	struct store *s = store_open(h->path, &clock_system, &e);

	need(s && (!store_is_demo(s) || store_set_day(s, date_parse(HALL_DAY), &e)), &e);
	return s;
}

void hall_add_deferred(const struct screens_hall *h, const char *name, const char *due,
		       char *number)
{
	struct case_paper paper = {.id = "voucher",
				   .name = "缴费凭证",
				   .state = "deferred",
				   .form = "原件",
				   .until = date_parse(due),
				   .way = "邮寄",
				   .arrived = DATE_NONE};
	struct case_party party = {.role = "insured",
				   .kind = "resident",
				   .number = "11010519491231002X",
				   .name = name,
				   .phone = "13904131234",
				   .birth = date_make(1949, 12, 31),
				   .sex = "F"};
	struct case_record r;
	struct store_receipt receipt;
	struct err e = {0};
	struct store *s = hall_store(h);

	case_record_init(&r);
	r.item = "fs-039";
	r.item_name = "退休领取养老金申请";
	r.guide = "fushun";
	r.item_version = "0123456789abcdef0123456789abcdef";
	r.channel = "window";
	r.outcome = "defer";
	r.due_text = "指南未载明";
	r.n_papers = r.n_parties = 1;
	r.papers = &paper;
	r.parties = &party;
	const struct store_event ev = {.kind = EVENT_CASE_DEFERRED,
				       .who = &(struct actor){"jingban", "w1", 0},
				       .reserve = true,
				       .build = case_record_build,
				       .ctx = &r};
	need(store_commit(s, NULL, &ev, 1, &receipt, &e), &e);
	snprintf(number, NUMBER_TEXT, "%s", receipt.ticket.number);
	store_close(s);
}

struct vt *hall_open(const struct screens_hall *h, int rows, int cols)
{
	const char *const argv[] = {h->program, "--store", h->path, "--on", HALL_DAY, NULL};

	return vt_start(argv, NULL, rows, cols);
}

struct vt *hall_login(const struct screens_hall *h, const char *login, int rows, int cols)
{
	return hall_enter(hall_open(h, rows, cols), login);
}

struct vt *hall_enter(struct vt *vt, const char *login)
{
	vt_wait_for(vt, "登录名");
	vt_type(vt, login);
	vt_key(vt, VT_ENTER);
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "办什么事");
	return vt;
}

void hall_leave(struct vt *vt)
{
	vt_wait_for(vt, "办什么事");
	vt_key(vt, VT_F10);
	vt_wait_for(vt, "登录名");
	vt_key(vt, VT_ESC);
	assert_int_equal(vt_exit_status(vt), 0);
	assert_true(vt_is_restored(vt));
	vt_free(vt);
}

void hall_assert_framed(struct vt *vt, int rows, const char *title)
{
	vt_wait_line(vt, 0, title);
	vt_wait_line(vt, rows - 1, "F1 帮助");
	assert_non_null(strstr(vt_line(vt, 0), HALL_DAY));
}

void hall_fill_intake(struct vt *vt, const char *name)
{
	vt_type(vt, "zgcbdj");
	vt_wait_for(vt, "fs-001");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "参保身份");
	vt_type(vt, "2");
	vt_wait_gone(vt, "营业执照");
	vt_wait_for(vt, "户口簿");
	vt_key(vt, VT_ENTER);
	vt_type(vt, name);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, name);
}
