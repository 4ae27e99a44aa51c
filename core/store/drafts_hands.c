/* SPDX-License-Identifier: Apache-2.0
 *
 * How a draft changes hands, and what is kept of that.
 */
#include <string.h>

#include "base/text.h"
#include "store/drafts_inside.h"

const char *const draft_step_ids[DRAFT_STEPS] = {
	[DRAFT_BEGUN] = "begun", [DRAFT_PARKED] = "parked", [DRAFT_RESUMED] = "resumed",
	[DRAFT_TAKEN] = "taken", [DRAFT_HANDED] = "handed", [DRAFT_SPLIT] = "split",
};
const char *const draft_step_names[DRAFT_STEPS] = {
	[DRAFT_BEGUN] = N_("开始填写"), [DRAFT_PARKED] = N_("挂单"), [DRAFT_RESUMED] = N_("接着办"),
	[DRAFT_TAKEN] = N_("接手"),	[DRAFT_HANDED] = N_("交接"), [DRAFT_SPLIT] = N_("另存"),
};

const char *draft_step_name(const char *id)
{
	for (int i = 0; i < DRAFT_STEPS; i++) {
		if (strcmp(draft_step_ids[i], id) == 0)
			return _(draft_step_names[i]);
	}
	return id;
}

bool drafts_note(struct db *db, int64_t id, enum draft_step kind, const struct case_step *step,
		 struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO draft_history SELECT :id, "
				     "(SELECT count(*) FROM draft_history WHERE draft = :id), :at, "
				     ":kind, :operator, :from, :window, :why");

	stmt_int(q, ":id", id);
	stmt_int(q, ":at", step->at);
	stmt_text(q, ":kind", draft_step_ids[kind]);
	stmt_text(q, ":operator", step->by);
	stmt_text(q, ":from", step->from);
	stmt_text(q, ":window", step->window ? step->window : "");
	stmt_text(q, ":why", step->why);
	return stmt_run(q, e);
}

bool drafts_history(struct store *s, int64_t id, struct arena *a, struct case_step **rows,
		    size_t *n, struct err *e)
{
	struct db *db = drafts_db(s, e);

	*rows = NULL;
	*n = 0;
	if (!db)
		return false;
	struct stmt *q = db_stmt(db, "SELECT at, kind, operator, from_operator, \"window\", reason "
				     "FROM draft_history WHERE draft = :id ORDER BY pos");
	stmt_int(q, ":id", id);
	while (stmt_step(q))
		*ARENA_PUSH(a, *rows, *n) = (struct case_step){
			.at = stmt_get_int(q, 0),
			.kind = stmt_copy(q, 1, a),
			.by = stmt_copy(q, 2, a),
			.from = stmt_copy(q, 3, a),
			.window = stmt_copy(q, 4, a),
			.why = stmt_copy(q, 5, a),
		};
	return stmt_done(q, e);
}

/* Whether `now` is still what the clerk saw when asking for it. One's own comes back at once. */
static bool still_there(struct store *s, const struct draft *seen, const struct draft *now,
			const char *by, struct arena *a, struct err *e)
{
	if (!now)
		return err_set(e, ERR_REFUSED, _("这份草稿刚被办结或删除"));
	if (strcmp(now->owner, by) == 0)
		return true;
	if (strcmp(now->owner, seen->owner) != 0)
		return err_set(e, ERR_REFUSED, _("慢了一步：这份草稿刚由 %s 接手（窗口 %s）"),
			       drafts_clerk(s, now->owner, a), now->window[0] ? now->window : "?");
	if (seen->parked && !now->parked)
		return err_set(e, ERR_REFUSED, _("慢了一步：%s 刚在窗口 %s 自己接着办了"),
			       drafts_clerk(s, now->owner, a), now->window[0] ? now->window : "?");
	return true;
}

static bool take(struct store *s, const struct draft *d, const struct actor *who, const char *why,
		 struct err *e)
{
	bool other = strcmp(d->owner, who->by) != 0;
	int64_t now = clock_now(&s->clock);
	struct stmt *q =
		db_stmt(s->drafts, "UPDATE drafts SET operator = :operator, \"window\" = :window, "
				   "parked = 0, since = :at, holder = :holder, seen_at = :at, "
				   "updated_at = :at, revision = revision + 1 WHERE id = :id");

	stmt_text(q, ":operator", who->by);
	stmt_text(q, ":window", who->window ? who->window : "");
	stmt_text(q, ":holder", s->holder);
	stmt_int(q, ":at", now);
	stmt_int(q, ":id", d->id);
	if (!stmt_run(q, e))
		return false;
	if (!other && !d->parked)
		return true;
	return drafts_note(s->drafts, d->id, other ? DRAFT_TAKEN : DRAFT_RESUMED,
			   &(struct case_step){.at = now,
					       .by = who->by,
					       .from = other ? d->owner : NULL,
					       .window = who->window,
					       .why = other ? why : NULL},
			   e);
}

static bool take_checked(struct store *s, const struct draft *seen, const struct actor *who,
			 const char *why, struct arena *a, struct draft **out, struct err *e)
{
	if (!drafts_load(s, seen->id, a, out, e) || !still_there(s, seen, *out, who->by, a, e))
		return false;
	if (strcmp((*out)->owner, who->by) != 0 && (!why || !why[0]))
		return err_set(e, ERR_INPUT, _("接手 %s 的草稿须写明原因"),
			       drafts_clerk(s, (*out)->owner, a));
	return take(s, *out, who, why, e) && drafts_load(s, seen->id, a, out, e);
}

bool drafts_take(struct store *s, const struct draft *seen, const struct actor *who,
		 const char *why, struct arena *a, struct draft **out, struct err *e)
{
	struct db *db = drafts_db(s, e);

	*out = NULL;
	if (!db || !db_begin(db, "take", e))
		return false;
	bool ok = db_end(db, "take", take_checked(s, seen, who, why, a, out, e), e);
	if (!ok)
		*out = NULL;
	return ok;
}

static bool set_parked(struct store *s, const struct draft *d, bool parked, struct err *e)
{
	int64_t now = clock_now(&s->clock);
	struct stmt *q = db_stmt(s->drafts, "UPDATE drafts SET parked = :parked, since = :at, "
					    "holder = '', revision = revision + 1 WHERE id = :id");

	stmt_int(q, ":parked", parked);
	stmt_int(q, ":at", now);
	stmt_int(q, ":id", d->id);
	return stmt_run(q, e) &&
	       drafts_note(s->drafts, d->id, parked ? DRAFT_PARKED : DRAFT_RESUMED,
			   &(struct case_step){.at = now, .by = d->owner, .window = d->window}, e);
}

static bool park(struct store *s, const struct draft *seen, bool parked, struct err *e)
{
	struct arena a = {0};
	struct draft *d = NULL;
	bool ok = drafts_load(s, seen->id, &a, &d, e);

	if (ok && (!d || strcmp(d->owner, seen->owner) != 0))
		ok = still_there(s, seen, d, "", &a, e);
	else if (ok && d->open && !d->here)
		ok = err_set(e, ERR_REFUSED, _("窗口 %s 正在填这一件，请在那里按 F3 挂单"),
			     d->window);
	else if (ok && d->parked != parked)
		ok = set_parked(s, d, parked, e);
	arena_done(&a);
	return ok;
}

bool drafts_park(struct store *s, const struct draft *d, bool parked, struct err *e)
{
	struct db *db = drafts_db(s, e);

	if (!db || !db_begin(db, "park", e))
		return false;
	return db_end(db, "park", park(s, d, parked, e), e);
}
