/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs one worked case through the engine and compares what it says.
 *
 * What is given:
 *   channel C   on DATE   answer Q=V   verified V=yes|no|unavailable
 *   have NAME[:STATE]   `have all`: everything asked for, of a group the first
 *   unanswered          conditions and prohibitions stay open; otherwise those
 *                       not answered are met and absent
 * What must come of it; names as printed, " :: " before form, copies and, in
 * ［］, seal or signature; without it the guide must not print any:
 *   required NAME :: FORM    any A | B + C | … :: FORM    exempt NAME :: FORM
 *   depends NAME             papers none       papers unstated
 *     (exact as soon as there is one of these. In an `any` a form also serves the
 *     papers before it; "… " is the open end of a list, "（免）" an alternative that
 *     a verification takes the place of; "depends any A | B" is a group)
 *   deferrable NAME by DATE  (exact)
 *   limit TEXT [from DATE] [due DATE [provisional] | due open]    limit unstated
 *     (exact)
 *   every FORMS [章=WORDS] [签=WORDS] [注=WORDS]  what all papers of a form must bear (exact)
 *   fee unstated | 不收费 | YUAN per WORDS
 *   outcome CODE    next QUESTION
 *   reason CODE [ID or text] [until DATE]   (those that bar: exact)
 *   closed CODE [until DATE]                `outcome closed` for that reason
 * A case that says neither what is on the counter nor the outcome is tried through:
 * nothing is missing, everything is accepted, without any one paper or group it is
 * missing again, and every alternative of a group will do.
 */
#ifndef TEST_CASE_RUN_H
#define TEST_CASE_RUN_H

#include <stdbool.h>

#include "base/calendar.h"
#include "guide/case_file.h"
#include "guide/check.h"

/* What the cases of one item have shown, to find what none does. */
enum { TOUCHED_VALUES = 64, TOUCHED_NONE = 63 };
struct touched {
	bool (*values)[TOUCHED_VALUES]; /* n_vars: answered so; the last is none */
	bool *conditions;		/* n_conditions: seen failing */
	bool *idle;			/* n_conditions: not met where it does not apply */
	bool *prohibitions;		/* n_prohibitions: seen barring */
	bool *papers;			/* n_papers: in a list that was compared */
	bool *limits;			/* n_limits: compared while it applies */
	bool *form_rules;		/* n_form_rules: compared while it applies */
	bool fee;
	bool no_limit; /* 指南未载明 compared */
	bool channels[CHANNEL_KINDS];
};

/* Runs; false after saying on stderr what differs, with file and line. */
bool case_run(const struct worked_case *w, const struct item *it, const struct calendar *cal,
	      struct touched *t);

/* ---- between the files of the runner ---- */

struct run {
	const struct worked_case *w;
	const struct item *it;
	const struct calendar *cal;
	struct touched *t;
	struct intake in;
	struct check *c;
	bool ok;
};
/* Says "file:line: item title: …"; line 0 is the case's head. */
void run_fault(struct run *r, int line, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
bool run_has(const struct run *r, const char *key);
void run_check(struct run *r);
void run_mark_all(struct run *r);
/* An `any` that is in no other. */
bool run_is_group(const struct run *r, int demand);

void case_compare_rest(struct run *r); /* fee, what papers of a form bear */
void case_compare(struct run *r);      /* the lines of the case */
void case_try(struct run *r);	       /* the outcomes that follow from the lists */

/* ---- names ---- */

/* "NAME :: FORM", without a form where the guide prints none; caller frees. */
char *paper_line(const struct check *c, int paper);
/* An `any` in one spelling: sorted, every paper with its form. Caller frees. */
char *group_line(const char *text);
char *group_of(const struct check *c, int demand);

#endif
