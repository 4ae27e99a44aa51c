/* SPDX-License-Identifier: Apache-2.0
 *
 * What the parts of the intake screen share. intake.c has the events and the
 * acts, intake_form.c the left side, intake_papers.c the right side,
 * intake_paint.c the drawing.
 */
#ifndef SCREEN_INTAKE_STATE_H
#define SCREEN_INTAKE_STATE_H

#include <jansson.h>

#include "case/carry.h"
#include "case/casefile.h"
#include "case/decision.h"
#include "case/surprise.h"
#include "store/drafts.h"
#include "tui/screen.h"
#include "tui/screen/sign.h"
#include "tui/session.h"
#include "tui/widget/form.h"
#include "tui/widget/list.h"

/* Ids of the rows of the form: a variable, the one row of all prohibitions, a field, a heading. */
enum {
	ROW_VAR = 1,
	ROW_PROHIBITIONS = 5000,
	ROW_FIELD = 10000,
	ROW_NOTE = 20000,
};

struct paper_row {
	int paper; /* or -1 for a heading */
	int demand;
	int indent;
};

/* What was asked on the way to one decision. Good for that one alone: intake.c zeroes it with
 * whatever else the clerk does, intake_finish when it is made or refused. */
struct deciding {
	enum decision decision;					       /* goes on with the answer */
	struct signature overrule_by, untold_by, late_by, mistaken_by; /* seq 0: not signed */
	char overrule[4 * SIGN_REASON + 1], untold[4 * SIGN_REASON + 1];
	const char *duplicate_reason; /* in the arena; NULL */
};

enum intake_pane { PANE_FORM, PANE_PAPERS };

struct intake_screen {
	struct screen base;
	struct session *session;
	const struct item *item;
	struct casefile c;
	struct check *k;
	struct arena arena;		   /* option texts and labels of the form's rows */
	const char *const **options;	   /* n_vars: words of the choices */
	const char *const **field_options; /* n_fields */
	/* The prohibitions no act lifts stand in one row; index in the item of each. */
	const char *const *prohibition_options;
	int *plain_prohibitions;
	size_t n_plain;

	struct form form;
	struct list papers;
	struct paper_row *paper_rows;
	size_t n_paper_rows, cap_paper_rows;
	enum intake_pane pane;

	int64_t draft_id, draft_revision;
	char *resume_json;	/* until open */
	bool dirty;		/* changed since the draft was saved */
	bool unsaved_said;	/* that the draft could not be saved */
	char present[256];	/* who else has this person open; "" */
	unsigned way;		/* chosen for deferral */
	int unfit_paper;	/* the reason list is open for it */
	int held_row;		/* its wrong value has held the keys once; 0 */
	struct carried carried; /* 沿用 from an earlier case of the visit */
	struct decided decided;
	size_t verification;	    /* it is for this one */
	const char **known_keys;    /* per block: what was looked up last */
	int find_block;		    /* a person is being searched for it */
	struct intake_turn *turn;   /* intake_change.c; NULL until the item was changed */
	struct intake_again *again; /* intake_again.c; NULL unless it goes on from a notice */
	struct deciding deciding;
	const char *dropped; /* of the draft, to be told; in the casefile's arena; NULL */
};

/* intake_form.c */
void intake_form_open(struct intake_screen *s);
/* Rows follow the answers. */
void intake_form_refresh(struct intake_screen *s);
/* The row of a variable or field; what a row of three answers stands for (NULL: another row). */
enum form_kind intake_var_kind(const struct item *it, size_t var);
enum form_kind intake_field_kind(const struct field *f);
size_t intake_field_options(const struct field *f);
const int *intake_three_values(const struct item *it, size_t var);
/* The words that lift a prohibition by an act; NULL for everything else. Such a one has a row
 * of its own, the others stand together in one. */
const char *intake_lifting_act(const struct item *it, size_t var);
/* All conditions met, nothing prohibited: one key for what the clerk has looked at. */
void intake_form_nothing_against(struct intake_screen *s);
/* From a question that is answered to the first row that is still to be filled. */
void intake_leave_answered(struct intake_screen *s);
/* Puts the keys on the first thing that is missing or wrong; false when nothing is. */
bool intake_form_first_fault(struct intake_screen *s, struct err *e);
void intake_goto_field(struct intake_screen *s, size_t field, const char *message);

/* intake_values.c: a row as the casefile has it. */
void intake_show_row(struct intake_screen *s, int row);
/* Whether the form has the row, shown or not. */
bool intake_has_row(const struct intake_screen *s, int row);
/* Says under its row what is wrong with the value it has. */
void intake_check_field(struct intake_screen *s, size_t field);
/* What is ticked in an open list is taken: only Esc drops it. */
void intake_close_options(struct intake_screen *s);
/* Takes away what is said of fields and lists that are right by now. */
void intake_drop_old_messages(struct intake_screen *s);
/* The value of a row was changed or left: into the casefile, with its complaint. False when it
 * is wrong. */
bool intake_form_take(struct intake_screen *s, int row, bool left);

/* intake_secret.c: a password or one-time code is never a value. */
/* It is being typed: what was given before counts no more. */
void intake_secret_typed(struct intake_screen *s, size_t field);
/* Its row was left: checked, compared, wiped. False when it is wrong; the keys are where it is
 * typed anew. */
bool intake_secret_left(struct intake_screen *s, size_t field);
/* The same for every one that is still being typed. */
bool intake_secrets_taken(struct intake_screen *s, struct err *e);

/* intake_papers.c */
void intake_papers_open(struct intake_screen *s);
void intake_papers_refresh(struct intake_screen *s);
int intake_paper_selected(const struct intake_screen *s); /* paper, or -1 on a heading */
void intake_paper_mark(struct intake_screen *s, int paper, struct paper_mark mark);
void intake_papers_mark_all(struct intake_screen *s, struct app *app);

/* intake_mark.c: the acts on the selected paper. One asked for by the rows of a list opens its
 * table, one counted by a number asks how many are good. */
struct step intake_mark_ok(struct intake_screen *s);
struct step intake_paper_enter(struct intake_screen *s);
struct step intake_mark_absent(struct intake_screen *s);
struct step intake_mark_returned(struct intake_screen *s);
struct step intake_ask_unfit(struct intake_screen *s);
struct step intake_take_unfit(struct intake_screen *s, int unfit);
struct step intake_ask_counts(struct intake_screen *s);
struct step intake_take_counts(struct intake_screen *s, struct app *app, const char *text);
struct step intake_take_good(struct intake_screen *s, struct app *app, const char *text);
/* How many of how many are good; false for a paper asked for once. */
bool intake_paper_rows(const struct intake_screen *s, int paper, int *good, int *all);

/* intake_draft.c */
bool intake_read_draft(struct intake_screen *s, struct err *e); /* s->resume_json */
/* intake_dropped.c: what of it no longer fits the guide, told once before anything is saved. */
void intake_keep_dropped(struct intake_screen *s, const json_t *draft, const json_t *dropped);
bool intake_tell_dropped(struct intake_screen *s, struct step *step);
/* After it: the keys go to the first gap of the form, else to the papers. */
void intake_go_on(struct intake_screen *s);
bool intake_save_draft(struct intake_screen *s, struct err *e);
/* Kept with the draft, so that a case whose draft outlived it is not accepted twice. */
const char *intake_new_request(struct arena *a);
struct step intake_tick(struct intake_screen *s, struct app *app);
struct step intake_leave(struct intake_screen *s);
struct step intake_next(struct intake_screen *s, struct app *app); /* 下一位 */
/* 挂单: saved for any window, and back to where the next person is served. */
struct step intake_park(struct intake_screen *s, struct app *app);
/* True when the draft is no longer this window's, with what is to be done now: what was typed here
 * has become a draft of its own, or the screen is left. */
bool intake_lost(struct intake_screen *s, struct step *step);
/* Through whose hands the draft went, into the request. False when there is nothing to tell. */
bool intake_history(struct intake_screen *s, struct arena *a, struct decision_request *q);
/* Saves what is unsaved and lets go of it. */
void intake_close_draft(struct intake_screen *s);
/* Certificates of whom it is about, for the draft. */
const struct draft_person *intake_people(const struct intake_screen *s, struct arena *a, size_t *n);

/* intake_present.c: s->present anew; true when it has changed. */
bool intake_look_around(struct intake_screen *s);

/* intake_act.c; tags of the dialogs they open. */
enum {
	TAG_UNFIT = 1,
	TAG_ACCEPT,
	TAG_WAY,
	TAG_DEFER,
	TAG_LEAVE,
	TAG_REFUSE,
	TAG_DONE,
	TAG_PEOPLE,
	TAG_TEXT,
	TAG_COUNTS,
	TAG_GOOD,
	TAG_DUPLICATE,
	TAG_KNOWN,
	TAG_PERSON,
	TAG_ITEM,
	TAG_TURN,
	TAG_NEXT,
	TAG_SOURCE,
	TAG_SEEN,
	TAG_EXTERNAL,
	TAG_OVERRULE,
	TAG_UNTOLD,
	TAG_LATE,
	TAG_MISTAKEN,
};
struct step intake_print_slip(struct intake_screen *s, struct app *app);
struct step intake_show_reasons(struct intake_screen *s);
struct step intake_ask_accept(struct intake_screen *s, struct app *app);
struct step intake_ask_defer(struct intake_screen *s, int way);
struct step intake_ask_refuse(struct intake_screen *s, struct app *app);
struct step intake_finish(struct intake_screen *s, struct app *app, enum decision decision);

/* intake_duplicate.c */
/* The core has refused the decision as a duplicate: why it is none. */
struct step intake_ask_duplicate(struct intake_screen *s, enum decision decision, const char *text);
/* The reason chosen or typed: the decision again. */
struct step intake_take_duplicate(struct intake_screen *s, struct app *app,
				  const struct screen_event *ev);
/* intake_readback.c: `way` is how papers that follow will come; NULL: none follow. */
struct screen *intake_readback(const struct intake_screen *s, int tag, const char *way);

/* intake_external.c */
struct step intake_ask_external(struct intake_screen *s);
struct step intake_take_external(struct intake_screen *s, struct app *app,
				 const struct screen_event *ev);
struct step intake_copy(struct intake_screen *s, struct app *app);

/* intake_verify.c */
/* Verification i was answered: by whom and when. */
void intake_verified(struct intake_screen *s, size_t i);
/* Where it was looked up and what was seen there: a menu, then a line. */
struct step intake_ask_source(struct intake_screen *s, struct app *app);
struct step intake_take_source(struct intake_screen *s, const struct screen_event *ev);
/* " · 来源 … · 看到 …" of a variable that is a verification; else nothing. */
void intake_verification_text(const struct intake_screen *s, size_t var, struct str *out);

/* intake_change.c */
struct step intake_ask_item(struct intake_screen *s);
/* The item of TAG_ITEM: shows what the change does. */
struct step intake_ask_change(struct intake_screen *s, struct app *app, const char *id);
struct step intake_change(struct intake_screen *s, bool yes);
void intake_change_done(struct intake_screen *s);

/* intake_agent.c: whether somebody comes for the one it is about. */
struct step intake_turn_agent(struct intake_screen *s, struct app *app);
/* 沿用 beside what came along from the case before. */
void intake_mark_carried(struct intake_screen *s);

/* intake_done.c: what is said of a decision, and where the clerk goes on from it. */
struct step intake_decided(struct intake_screen *s, enum style style, const char *title,
			   const char *text);
struct step intake_after(struct intake_screen *s, struct app *app, int answer);

/* intake_known.c */
/* A row of a party was left: whoever it names now is looked up, what is known filled in. */
void intake_known_left(struct intake_screen *s, struct app *app, int row);
void intake_known_confirm(struct intake_screen *s);
/* Before the acceptance, when known_open says that something is not confirmed. */
struct step intake_ask_known(struct intake_screen *s);
/* A search for whom the keys' block is about, and its answer. */
struct step intake_find_person(struct intake_screen *s, struct app *app);
struct step intake_take_person(struct intake_screen *s, struct app *app,
			       const struct screen_event *ev);
/* The intake was begun from somebody's page (session->subject). */
void intake_begin_person(struct intake_screen *s, struct app *app);

/* intake_again.c: before the casefile is made; may change s->item. */
bool intake_open_notice(struct intake_screen *s, struct err *e);
void intake_close_notice(struct intake_screen *s);
/* An intake that was begun afresh goes on from the notice, with everything typed and marked. */
struct step intake_take_notice(struct intake_screen *s, struct app *app, const char *number);
/* After every check. */
void intake_find_surprises(struct intake_screen *s);
enum surprise intake_surprise(const struct intake_screen *s, size_t reason);
enum surprise intake_paper_surprise(const struct intake_screen *s, int paper);
/* What was wrong with it at the first visit: 过期、未带; NULL. */
const char *intake_last_time(const struct intake_screen *s, int paper);
bool intake_has_untold(const struct intake_screen *s);
/* The rest of a scanned QR code is no text for the form. */
bool intake_swallow(struct intake_screen *s, const struct screen_event *ev);
const char *intake_judged_text(const struct intake_screen *s); /* NULL without a notice */

/* intake_sign.c */
struct step intake_ask_overrule(struct intake_screen *s, struct app *app);
struct step intake_ask_untold(struct intake_screen *s, enum decision decision);
struct step intake_take_signature(struct intake_screen *s, struct app *app,
				  const struct screen_event *ev);
void intake_put_signatures(const struct intake_screen *s, struct decision_request *q);

/* intake_late.c: 补录. Begin after the draft was read. */
bool intake_late_begin(struct intake_screen *s, struct err *e);
struct step intake_ask_late(struct intake_screen *s, enum decision decision);
struct step intake_take_late(struct intake_screen *s, struct app *app,
			     const struct screen_event *ev);

/* intake_mistaken.c: 更正受理. Begin after the draft was read. */
void intake_mistaken_begin(struct intake_screen *s);
struct step intake_ask_mistaken(struct intake_screen *s, enum decision decision);
struct step intake_take_mistaken(struct intake_screen *s, struct app *app,
				 const struct screen_event *ev);
/* Prints the 受理更正告知书 of the case that was just replaced; a line about it. */
void intake_print_mistaken(struct intake_screen *s, struct str *text);

/* intake_paint.c */
void intake_paint(struct screen *self, struct app *app, const struct canvas *c);

/* intake_people.c */
/* The people list the keys stand on, or -1. */
int intake_current_list(const struct intake_screen *s);
struct step intake_list_event(struct intake_screen *s, const struct screen_event *ev, size_t list);
/* A list that is being typed or marked is kept with the draft; ctx is the intake_screen. */
void intake_keep_list(void *ctx);

/* intake_filled.c: 免填单 */
struct step intake_show_filled(struct intake_screen *s);

/* intake.c: the engine again, then both sides. */
void intake_refresh(struct intake_screen *s);
/* Rows and papers of s->item from nothing. */
void intake_begin_item(struct intake_screen *s);

#endif
