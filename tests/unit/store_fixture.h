/* SPDX-License-Identifier: Apache-2.0
 *
 * A store in a folder of its own, its clock held still, and cases to put in it.
 */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "store/cases.h"
#include "store/operators.h"
#include "store/promises.h"
#include "store/store.h"

struct hall {
	char folder[64], path[96];
	int64_t ms;
	struct clock clock;
	struct store *store;
	struct arena arena;
	struct err err;
};

static inline date_day hall_day(void)
{
	return date_make(2026, 11, 24);
}

static inline void hall_make_on(struct hall *h, bool demo, date_day day)
{
	struct store_founding f = {"210400", "抚顺市社保大厅", demo};
	memset(h, 0, sizeof(*h));
	strcpy(h->folder, "/tmp/hall-XXXXXX");
	assert_non_null(mkdtemp(h->folder));
	strcpy(h->path, h->folder);
	strcat(h->path, "/hall.db");
	h->ms = clock_at(day, 9, 0);
	h->clock = clock_fixed(&h->ms);
	assert_true(store_found(h->path, &f, &h->clock, &h->err));
	h->store = store_open(h->path, &h->clock, &h->err);
	assert_non_null(h->store);
}

static inline void hall_make(struct hall *h, bool demo)
{
	hall_make_on(h, demo, hall_day());
}

static inline void hall_remove(struct hall *h)
{
	char command[128];

	store_close(h->store);
	h->store = NULL;
	arena_done(&h->arena);
	snprintf(command, sizeof(command), "rm -rf '%s'", h->folder);
	assert_int_equal(system(command), 0);
}

static inline int hall_setup(void **state)
{
	struct hall *h = malloc(sizeof(*h));

	hall_make(h, false);
	*state = h;
	return 0;
}

static inline int hall_teardown(void **state)
{
	hall_remove(*state);
	free(*state);
	return 0;
}

/* A small case of one insured person; the caller may change it before it is committed. */
struct sample {
	struct case_record record;
	struct case_value value;
	struct case_paper papers[2];
	struct case_party party;
};

static inline void sample_make(struct sample *s, const char *name, const char *number)
{
	case_record_init(&s->record);
	s->value = (struct case_value){"status", "参保身份", "flexible", "灵活就业人员"};
	s->papers[0] = (struct case_paper){.id = "id_card",
					   .name = "本人身份证",
					   .state = "ok",
					   .form = "原件",
					   .copies = 1,
					   .until = DATE_NONE,
					   .arrived = DATE_NONE};
	s->papers[1] = (struct case_paper){.id = "household",
					   .name = "户口簿",
					   .state = "ok",
					   .until = DATE_NONE,
					   .arrived = DATE_NONE};
	s->party = (struct case_party){.role = "insured",
				       .kind = number ? "resident" : NULL,
				       .number = number,
				       .name = name,
				       .phone = "13904131234",
				       .birth = date_make(1990, 3, 7),
				       .sex = "F"};
	s->record.item = "fs-008";
	s->record.item_name = "职工参保登记";
	s->record.guide = "fushun";
	s->record.item_version = "0123456789abcdef0123456789abcdef";
	s->record.channel = "window";
	s->record.outcome = "accept";
	s->record.due_text = "指南未载明";
	s->record.n_values = 1;
	s->record.values = &s->value;
	s->record.n_papers = 2;
	s->record.papers = s->papers;
	s->record.n_parties = 1;
	s->record.parties = &s->party;
}

/* Who writes: a clerk at window 3, a supervisor at none. */
static const struct actor li = {"li", "3", 0}, zhao = {"zhao", NULL, 0};

/* Both are in service, as acts at the counter ask for. */
static inline void hall_staff(struct hall *h)
{
	assert_true(operators_create(h->store, NULL, "li", "李敏", POST_BIT(POST_CLERK),
				     "mima-2026", PASSWORD_WEAK, &h->err));
	assert_true(operators_create(h->store, NULL, "zhao", "赵刚", POST_BIT(POST_SUPERVISOR),
				     "mima-2026", PASSWORD_WEAK, &h->err));
}

/* A new case when number is NULL, else another decision about that one. */
static inline bool sample_commit(struct store *store, struct sample *s, enum event_kind kind,
				 const char *number, const char *request_id,
				 struct store_receipt *out, struct err *e)
{
	struct store_event ev = {
		.kind = kind,
		.who = &li,
		.subject = number,
		.reserve = !number,
		.build = case_record_build,
		.ctx = &s->record,
	};

	return store_commit(store, request_id, &ev, 1, out, e);
}

/* One promised paper has come and is good. */
static inline bool sample_arrive_by(struct store *store, const struct actor *who,
				    const char *number, const char *paper, const char *way,
				    date_day postmark, struct err *e)
{
	const struct arrival_paper p = {.paper = paper};

	return promises_arrive(store, who,
			       &(struct arrival){.case_number = number,
						 .way = way,
						 .came = DATE_NONE,
						 .postmark = postmark,
						 .n = 1,
						 .papers = &p},
			       e);
}

static inline bool sample_arrive(struct store *store, const char *number, const char *paper,
				 const char *way, date_day postmark, struct err *e)
{
	return sample_arrive_by(store, &li, number, paper, way, postmark, e);
}

/* Runs SQL on the file behind the store's back. */
static inline void meddle(const char *path, const char *sql)
{
	sqlite3 *handle;

	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

#endif
