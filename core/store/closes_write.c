/* SPDX-License-Identifier: Apache-2.0
 *
 * Signing a close, reopening a day, countersigning. What was counted is what is
 * signed: inside the commit nothing may have happened since that would change it.
 * The drafts' file is held meanwhile, so that no intake is counted twice.
 */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/closes_count.h"
#include "store/drafts_inside.h"
#include "store/settings.h"
#include "store/signatures_inside.h"
#include "store/store_inside.h"

#define REVIEWERS   (POST_BIT(POST_REVIEWER) | POST_BIT(POST_APPROVER))
#define CLOSE_POSTS (POSTS_COUNTER | REVIEWERS)

static const char window_act[] = "close.window", day_act[] = "close.day", reopen_act[] = "reopen",
		  countersign_act[] = "countersign";

/* ---- what is signed for ---- */

static void subject_of(date_day day, const char *window, char text[CLOSE_SUBJECT])
{
	char iso[DATE_TEXT];

	snprintf(text, CLOSE_SUBJECT, "%s %s", date_format(day, iso), window ? window : "");
}

void closes_request(date_day day, const char *window, unsigned posts_of_first,
		    struct sign_request *q, char text[CLOSE_SUBJECT])
{
	bool hall = !window || !*window;

	subject_of(day, window, text);
	*q = (struct sign_request){.act = hall ? day_act : window_act, .subject = text};
	/* One of the two who close the hall is a supervisor. */
	q->posts = hall && !(posts_of_first & POST_BIT(POST_SUPERVISOR)) ? POST_BIT(POST_SUPERVISOR)
									 : CLOSE_POSTS;
}

void closes_reopen_request(date_day day, const char *window, const char *reason,
			   struct sign_request *q, char text[CLOSE_SUBJECT])
{
	subject_of(day, window, text);
	*q = (struct sign_request){.act = reopen_act,
				   .subject = text,
				   .reason = reason,
				   .posts = POST_BIT(POST_SUPERVISOR)};
}

void closes_countersign_request(date_day last, struct sign_request *q, char text[CLOSE_SUBJECT])
{
	subject_of(last, NULL, text);
	*q = (struct sign_request){.act = countersign_act,
				   .subject = text,
				   .posts = REVIEWERS | POST_BIT(POST_SUPERVISOR)};
}

static bool posts_of(struct store *s, const struct actor *who, unsigned *posts, struct err *e)
{
	struct operator_row *o = NULL;
	struct arena a = {0};
	bool ok = operators_get(s, who->by, &a, &o, e);

	*posts = ok && o ? o->posts : 0;
	arena_done(&a);
	return ok;
}

/* ---- nothing happened since ---- */

static bool has_changed(struct err *e)
{
	return err_set(e, ERR_REFUSED, _("刚有新的业务，数字有变。请核对新的数字再签"));
}

/* Business behind what was counted: anywhere for the hall, at the window for a window. */
static bool check_since(struct store *s, const struct close_counts *seen, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT kind FROM ledger WHERE site = :site AND "
					"seq > :seq AND (:window = '' OR \"window\" = :window)");
	bool same = true;

	stmt_text(q, ":site", s->site);
	stmt_int(q, ":seq", seen->seq);
	stmt_text(q, ":window", seen->window);
	while (same && stmt_step(q))
		same = !closes_is_business(stmt_get(q, 0));
	if (!stmt_done(q, e))
		return false;
	return same || has_changed(e);
}

static bool same_line(const struct close_line *l, const struct close_counts *c)
{
	for (size_t i = 0; i < c->n_lines; i++) {
		const struct close_line *m = &c->lines[i];
		if (strcmp(l->window, m->window) == 0 && strcmp(l->id, m->id) == 0)
			return l->entered == m->entered && l->left == m->left &&
			       l->closing == m->closing;
	}
	return false;
}

static bool has_draft(const struct close_counts *c, const struct close_note *note)
{
	for (size_t i = 0; i < c->n_notes; i++)
		if (c->notes[i].kind == note->kind &&
		    strcmp(c->notes[i].subject, note->subject) == 0)
			return true;
	return false;
}

/* Intakes are begun and parked without an event. */
static bool check_drafts(struct store *s, const struct close_counts *seen, struct err *e)
{
	struct close_counts now = {.day = seen->day, .window = seen->window, .after = seen->after};
	struct arena a = {0};
	bool ok = closes_count_drafts(s, &a, &now, e);
	bool same = true;

	for (size_t i = 0; ok && same && i < now.n_lines; i++)
		if (!*seen->window || strcmp(now.lines[i].window, seen->window) == 0)
			same = same_line(&now.lines[i], seen);
	for (size_t i = 0; ok && same && i < now.n_notes; i++)
		if (!*seen->window || strcmp(now.notes[i].window, seen->window) == 0)
			same = has_draft(seen, &now.notes[i]);
	arena_done(&a);
	return ok && (same || has_changed(e));
}

/* ---- the event ---- */

struct closing {
	const struct close_counts *seen;
	const struct close_signing *g;
};

static void put_lines(const struct close_counts *c, struct str *out)
{
	payload_put_name(out, "lines");
	str_addc(out, '[');
	for (size_t i = 0; i < c->n_lines; i++) {
		const struct close_line *l = &c->lines[i];
		if (i)
			str_addc(out, ',');
		payload_open(out);
		payload_put(out, "window", *l->window ? l->window : NULL);
		payload_put(out, "id", l->id);
		payload_put_int(out, "opening", l->opening);
		payload_put_int(out, "entered", l->entered);
		payload_put_int(out, "left", l->left);
		payload_put_int(out, "closing", l->closing);
		payload_close(out);
	}
	str_addc(out, ']');
}

static void put_notes(const struct close_counts *c, struct str *out)
{
	payload_put_name(out, "notes");
	str_addc(out, '[');
	for (size_t i = 0; i < c->n_notes; i++) {
		const struct close_note *n = &c->notes[i];
		if (i)
			str_addc(out, ',');
		payload_open(out);
		payload_put(out, "kind", close_note_ids[n->kind]);
		payload_put(out, "window", *n->window ? n->window : NULL);
		payload_put(out, "subject", n->subject);
		payload_put(out, "text", n->text);
		payload_put(out, "reason", n->reason && *n->reason ? n->reason : NULL);
		payload_close(out);
	}
	str_addc(out, ']');
}

static void put_figures(const struct close_counts *c, struct str *out)
{
	const struct close_figures *f = &c->figures;

	payload_put_name(out, "figures");
	payload_open(out);
	payload_put(out, "first_number", *f->first_number ? f->first_number : NULL);
	payload_put(out, "last_number", *f->last_number ? f->last_number : NULL);
	payload_put_int(out, "decided", c->intakes.decided);
	payload_put_int(out, "deleted", c->intakes.deleted);
	payload_put_int(out, "purged", c->intakes.purged);
	payload_put_int(out, "visits", f->visits);
	payload_put_int(out, "consulted", f->consulted);
	payload_put_int(out, "guided", f->guided);
	payload_put_int(out, "reprints", f->reprints);
	payload_put_int(out, "spoiled", f->spoiled);
	payload_put_int(out, "promises_due", f->promises_due);
	payload_put_int(out, "promises_overdue", f->promises_overdue);
	payload_close(out);
}

static bool build(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		  struct err *e)
{
	const struct closing *k = ctx;
	char head[2 * EVENT_HASH + 1];

	(void)t;
	if (!check_since(s, k->seen, e) || !check_drafts(s, k->seen, e))
		return false;
	sodium_bin2hex(head, sizeof(head), k->seen->head, EVENT_HASH);
	payload_open(payload);
	payload_put_day(payload, "day", k->seen->day);
	payload_put(payload, "window", *k->seen->window ? k->seen->window : NULL);
	payload_put(payload, "head", head);
	payload_put_int(payload, "head_seq", k->seen->seq);
	payload_put(payload, "signed_by", k->g->second ? k->g->second->login : NULL);
	if (k->g->point)
		payload_put_int(payload, "point", 1);
	put_figures(k->seen, payload);
	put_lines(k->seen, payload);
	put_notes(k->seen, payload);
	if (k->g->second)
		signatures_put(payload, &k->g->second->seq, 1);
	payload_close(payload);
	return true;
}

static bool check_hands(struct store *s, const struct actor *who, const struct close_counts *seen,
			const struct close_signing *g, struct err *e)
{
	char subject[CLOSE_SUBJECT];
	struct sign_request q;
	unsigned posts;

	if (!operators_may(s, who, CLOSE_POSTS, e) || !posts_of(s, who, &posts, e))
		return false;
	if (g->point)
		return true;
	if (!g->second)
		return err_set(e, ERR_PERMISSION, _("日终要由另一人签字"));
	closes_request(seen->day, seen->window, posts, &q, subject);
	return operators_signed(s, who, g->second, &q, e);
}

bool closes_sign(struct store *s, const struct actor *who, const struct close_counts *seen,
		 const struct close_signing *g, struct err *e)
{
	const struct closing k = {seen, g};
	const struct store_event ev = {.kind = *seen->window ? EVENT_WINDOW_CLOSED
							     : EVENT_DAY_CLOSED,
				       .who = who,
				       .subject = "",
				       .build = build,
				       .ctx = (void *)&k};
	struct db *db = drafts_db(s, e);

	if (!db || !check_hands(s, who, seen, g, e) || !db_begin(db, "close", e))
		return false;
	return db_end(db, "close", store_commit(s, NULL, &ev, 1, NULL, e), e);
}

/* ---- reopening ---- */

bool closes_reopen(struct store *s, const struct actor *who, const struct signature *sig,
		   date_day day, const char *window, const char *reason, struct err *e)
{
	struct str payload = {0};
	char subject[CLOSE_SUBJECT];
	struct sign_request q;

	if (!reason || !reason[strspn(reason, " \t")])
		return err_set(e, ERR_INPUT, _("重新打开须写明原因"));
	closes_reopen_request(day, window, reason, &q, subject);
	/* A supervisor's own act, or one signed for at a clerk's window. */
	if (sig ? !operators_signed(s, who, sig, &q, e)
		: !operators_may(s, who, POST_BIT(POST_SUPERVISOR), e))
		return false;
	payload_open(&payload);
	payload_put_day(&payload, "day", day);
	payload_put(&payload, "window", window && *window ? window : NULL);
	payload_put(&payload, "reason", reason);
	if (sig) {
		payload_put(&payload, "signed_by", sig->login);
		signatures_put(&payload, &sig->seq, 1);
	}
	payload_close(&payload);
	bool ok = store_note(s, EVENT_DAY_REOPENED, who, "", payload.data, e);
	str_done(&payload);
	return ok;
}

/* ---- countersigning ---- */

/* Where the hall names who may, nobody else does. */
static bool is_named(struct store *s, const char *login, struct err *e)
{
	struct arena a = {0};
	const char *names = "";
	bool found = false;

	if (!settings_get(s, "point.countersigners", &a, &names, e)) {
		arena_done(&a);
		return false;
	}
	bool any = names[strspn(names, ", ")] != '\0';
	for (const char *at = names; *at && !found; at += strcspn(at, ", ")) {
		at += strspn(at, ", ");
		found = strcspn(at, ", ") == strlen(login) &&
			strncmp(at, login, strlen(login)) == 0;
	}
	arena_done(&a);
	return !any || found ||
	       err_set(e, ERR_PERMISSION, _("%s 不在会签人名单（设置 point.countersigners）里"),
		       login);
}

bool closes_countersign(struct store *s, const struct actor *who, const struct signature *sig,
			date_day last, struct err *e)
{
	struct str payload = {0};
	char subject[CLOSE_SUBJECT];
	struct sign_request q;

	closes_countersign_request(last, &q, subject);
	if (!operators_signed(s, who, sig, &q, e) || !is_named(s, sig->login, e))
		return false;
	payload_open(&payload);
	payload_put_day(&payload, "last", last);
	payload_put(&payload, "signed_by", sig->login);
	signatures_put(&payload, &sig->seq, 1);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_DAY_COUNTERSIGNED, who, "", payload.data, e);
	str_done(&payload);
	return ok;
}
