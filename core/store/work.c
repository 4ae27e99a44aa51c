/* SPDX-License-Identifier: Apache-2.0 */
#include "store/work.h"

#include <string.h>

#include "base/text.h"
#include "store/moves.h"
#include "store/promises_inside.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

const char *const work_list_names[WORK_LISTS] = {
	[WORK_REVIEW] = N_("待审"),    [WORK_TODAY] = N_("今日到期"), [WORK_NEAR] = N_("临期"),
	[WORK_LATE] = N_("超期"),      [WORK_RETURNED] = N_("退回"),  [WORK_SUSPENDED] = N_("中止"),
	[WORK_DELIVER] = N_("待送达"),
};
const char *const work_bar_words[WORK_BARS] = {
	[WORK_FREE] = "",
	[WORK_POST] = N_("不是您岗位的环节"),
	[WORK_OWN] = N_("您受理或办过前面环节，须另一人办"),
	[WORK_PUBLIC] = N_("公示还没有结束"),
	[WORK_PROMISED] = N_("容缺材料没补齐，不能办结"),
};
const char *const stage_result_names[3] = {N_("通过"), N_("退回"), N_("不予")};

const char *stage_result_name(const char *id)
{
	static const char *const ids[3] = {"pass", "return", "deny"};

	for (size_t i = 0; i < 3; i++)
		if (strcmp(ids[i], id) == 0)
			return _(stage_result_names[i]);
	return id;
}

#define RUNNING	 "c.state IN ('accepted', 'deferred', 'reviewing', 'returned', 'suspended')"
#define AWAITING "c.stage >= 0 AND c.state IN ('accepted', 'deferred', 'reviewing')"

/* :today and :near are there to be bound in each. */
static const char *const conditions[WORK_LISTS] = {
	[WORK_REVIEW] = AWAITING,
	[WORK_TODAY] = RUNNING " AND c.due = :today",
	[WORK_NEAR] = RUNNING " AND c.due > :today AND c.due <= :near",
	[WORK_LATE] = RUNNING " AND c.due < :today",
	[WORK_RETURNED] = "c.state = 'returned'",
	[WORK_SUSPENDED] = "c.state = 'suspended'",
	[WORK_DELIVER] =
		"c.state IN ('granted', 'denied') AND "
		"(:window IS NULL OR (c.\"window\" = :window AND c.accepted_day = :today))",
};

/* Brought it to the reviewers, or did a stage of it: the rule of moves_apply.c. */
#define OWN                                                                                        \
	"EXISTS (SELECT 1 FROM case_moves m WHERE m.case_id = c.id AND m.operator = :login AND "   \
	"m.kind IN ('case.accepted', 'case.deferred', 'case.resubmitted')) OR EXISTS "             \
	"(SELECT 1 FROM case_reviews r WHERE r.case_id = c.id AND r.operator = :login)"
#define HEARD                                                                                      \
	"EXISTS (SELECT 1 FROM case_pauses p WHERE p.case_id = c.id AND p.kind = 'publicity' "     \
	"AND p.ended IS NOT NULL)"
#define PROMISES "(SELECT count(*) FROM promises o WHERE o.case_id = c.id AND " PROMISE_OPEN ")"
#define STAGES	 "(SELECT count(*) FROM case_stages t WHERE t.case_id = c.id)"

static char *list_sql(const void *key)
{
	struct str sql = {0};

	str_addf(&sql,
		 "SELECT c.number, c.item_name, f.name, c.operator, c.\"window\", c.state, "
		 "c.accepted_day, c.due, c.due_provisional, c.stage, " STAGES ", g.text, "
		 "g.department, c.stage_since, g.days, g.unit, g.ours, " PROMISES ", g.posts, "
		 "g.separate AND (" OWN "), g.publicised AND NOT " HEARD
		 " FROM cases c LEFT JOIN case_stages g ON g.case_id = c.id AND g.pos = c.stage "
		 "LEFT JOIN parties f ON f.case_id = c.id AND f.pos = 0 WHERE %s "
		 "ORDER BY c.due IS NULL, c.due, c.stage_since, c.id LIMIT :limit",
		 *(const char *const *)key);
	return str_take(&sql);
}

static enum work_bar bar_of(struct stmt *q, const struct work_row *r, unsigned posts)
{
	if (r->stage < 0)
		return WORK_FREE;
	if (!(moves_posts(stmt_get(q, 18)) & posts))
		return WORK_POST;
	if (stmt_get_int(q, 19))
		return WORK_OWN;
	if (stmt_get_int(q, 20))
		return WORK_PUBLIC;
	return r->promises && r->stage + 1 == r->stages ? WORK_PROMISED : WORK_FREE;
}

static void read_row(struct stmt *q, struct arena *a, unsigned posts, struct work_row *r)
{
	*r = (struct work_row){
		.number = stmt_copy(q, 0, a),
		.item_name = stmt_copy(q, 1, a),
		.name = stmt_copy(q, 2, a),
		.by = stmt_copy(q, 3, a),
		.window = stmt_copy(q, 4, a),
		.state = case_state_of(stmt_get(q, 5)),
		.accepted_day = stmt_get_day(q, 6),
		.due = stmt_get_day(q, 7),
		.provisional = stmt_get_int(q, 8) != 0,
		.stage = stmt_get_int(q, 9),
		.stages = stmt_get_int(q, 10),
		.stage_text = stmt_copy(q, 11, a),
		.department = stmt_copy(q, 12, a),
		.since = stmt_get_int(q, 13),
		.stage_days = stmt_get_int(q, 14),
		.stage_unit = stmt_copy(q, 15, a),
		.ours = stmt_get_int(q, 16) != 0,
		.promises = stmt_get_int(q, 17),
	};
	r->bar = bar_of(q, r, posts);
}

static struct stmt *asked_stmt(struct store *s, enum work_list which,
			       const struct work_asked *asked, size_t limit)
{
	struct stmt *q = db_stmt_made(s->db, &conditions[which], list_sql);

	stmt_text(q, ":login", asked->login);
	stmt_int(q, ":limit", (int64_t)limit);
	if (stmt_place(q, ":today"))
		stmt_day(q, ":today", asked->today);
	if (stmt_place(q, ":near"))
		stmt_day(q, ":near", asked->near);
	if (stmt_place(q, ":window"))
		stmt_text(q, ":window", asked->window);
	return q;
}

/* Those that can be done before those that cannot, each in its order. */
static void free_first(struct work_row *rows, size_t n, struct arena *a)
{
	struct work_row *sorted = arena_array(a, n ? n : 1, sizeof(*rows));
	size_t at = 0;

	for (int barred = 0; barred < 2; barred++)
		for (size_t i = 0; i < n; i++)
			if ((rows[i].bar != WORK_FREE) == barred)
				sorted[at++] = rows[i];
	memcpy(rows, sorted, n * sizeof(*rows));
}

bool work_list(struct store *s, enum work_list which, const struct work_asked *asked, size_t limit,
	       struct arena *a, struct work_row **rows, size_t *n, struct err *e)
{
	struct stmt *q = asked_stmt(s, which, asked, limit);

	*rows = NULL;
	*n = 0;
	while (stmt_step(q))
		read_row(q, a, asked->posts, ARENA_PUSH(a, *rows, *n));
	if (!stmt_done(q, e))
		return false;
	if (which == WORK_REVIEW && *n)
		free_first(*rows, *n, a);
	return true;
}

/* One address per list, another than that of its rows. */
static const enum work_list every[WORK_LISTS] = {
	WORK_REVIEW, WORK_TODAY, WORK_NEAR, WORK_LATE, WORK_RETURNED, WORK_SUSPENDED, WORK_DELIVER};

static char *count_sql(const void *key)
{
	struct str sql = {0};

	str_addf(&sql, "SELECT count(*) FROM cases c WHERE %s",
		 conditions[*(const enum work_list *)key]);
	return str_take(&sql);
}

static bool count_list(struct store *s, enum work_list which, const struct work_asked *asked,
		       int64_t *out, struct err *e)
{
	struct stmt *q = db_stmt_made(s->db, &every[which], count_sql);

	if (stmt_place(q, ":today"))
		stmt_day(q, ":today", asked->today);
	if (stmt_place(q, ":near"))
		stmt_day(q, ":near", asked->near);
	if (stmt_place(q, ":window"))
		stmt_text(q, ":window", asked->window);
	*out = stmt_step(q) ? stmt_get_int(q, 0) : 0;
	return stmt_done(q, e);
}

/* By the posts of their stages: a hall has few. */
static bool count_reviews(struct store *s, const struct work_asked *asked, int64_t *out,
			  struct err *e)
{
	struct stmt *q = db_stmt(
		s->db,
		"SELECT g.posts, count(*) FROM cases c JOIN case_stages g ON "
		"g.case_id = c.id AND g.pos = c.stage WHERE " AWAITING
		" AND NOT (g.separate AND (" OWN ")) AND NOT (g.publicised AND NOT " HEARD
		") AND NOT (c.stage + 1 = " STAGES " AND " PROMISES " > 0) GROUP BY g.posts");

	*out = 0;
	stmt_text(q, ":login", asked->login);
	while (stmt_step(q))
		if (moves_posts(stmt_get(q, 0)) & asked->posts)
			*out += stmt_get_int(q, 1);
	return stmt_done(q, e);
}

bool work_count(struct store *s, enum work_list which, const struct work_asked *asked, int64_t *out,
		struct err *e)
{
	return which == WORK_REVIEW ? count_reviews(s, asked, out, e)
				    : count_list(s, which, asked, out, e);
}

bool work_counts(struct store *s, const struct work_asked *asked, int64_t counts[WORK_LISTS],
		 struct err *e)
{
	for (int which = 0; which < WORK_LISTS; which++)
		if (!work_count(s, (enum work_list)which, asked, &counts[which], e))
			return false;
	return true;
}

bool work_done(struct store *s, const char *number, struct arena *a, struct stage_row **rows,
	       size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT r.stage, r.result, r.at, r.day, r.operator, "
					"r.remark FROM cases c JOIN case_reviews r ON "
					"r.case_id = c.id WHERE c.number = :number "
					"ORDER BY r.at, r.id");

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":number", number);
	while (stmt_step(q))
		*ARENA_PUSH(a, *rows, *n) = (struct stage_row){
			.stage = stmt_get_int(q, 0),
			.result = stmt_copy(q, 1, a),
			.at = stmt_get_int(q, 2),
			.day = stmt_get_day(q, 3),
			.by = stmt_copy(q, 4, a),
			.remark = stmt_copy(q, 5, a),
		};
	return stmt_done(q, e);
}
