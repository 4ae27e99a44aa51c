/* SPDX-License-Identifier: Apache-2.0
 *
 * Working out what a guide's calculator (guide/calculator.h) is asked: every step in
 * words with the lines it rests on. Pure: no clock, no I/O. Money in fen; where a fen
 * must be rounded it is rounded half up, and the result says that the guide prints no
 * rule. A figure of a year that nobody has entered is asked for, never assumed.
 */
#ifndef CASE_CALC_H
#define CASE_CALC_H

#include "guide/calculator.h"

/* A parameter in force: the figure of a year with the document it stands in. */
struct calc_given {
	const char *name; /* calculator.parameter */
	int year;
	int64_t value;
	const char *document; /* 文号 */
};

struct calc_inputs { /* by the inputs of the calculator's spec */
	bool given[CALC_INPUTS];
	int64_t value[CALC_INPUTS];
};
/* Whether an input is asked for with these answers; false past the last one. */
bool calc_asks(const struct calculator *c, const struct calc_inputs *in, int input);
/* Its index, -1. */
int calc_input_of(const struct calculator *c, const char *id);

enum calc_state {
	CALC_DONE,
	CALC_OPEN,     /* an input is missing */
	CALC_NEEDS,    /* a parameter is missing: year is the year it is of */
	CALC_UNSTATED, /* the guide prints no rule for this: 指南未载明 */
	CALC_REFUSED,  /* what was given cannot be */
	CALC_STATES
};
extern const char *const calc_state_ids[CALC_STATES]; /* "done" "open" "needs" … */

struct calc_answer {
	const char *id, *label, *text; /* "cap", "上限", "24237.00元" */
};
struct calc_step {
	const char *text, *lines;
};
struct calc_result {
	struct arena arena;
	enum calc_state state;
	const char *message; /* CALC_DONE: NULL */
	int input;	     /* CALC_OPEN: which */
	int year;	     /* of the parameter used or needed; 0: none */
	const struct calc_given *used;
	size_t n_answers, n_steps;
	struct calc_answer *answers;
	struct calc_step *steps;
	bool rounded; /* amounts are shown to the fen: no rule is printed */
};
/* `given`: the parameters in force, which outlive the result. calc_done frees. */
void calc_run(const struct calculator *c, const struct calc_inputs *in,
	      const struct calc_given *given, size_t n, struct calc_result *out);
void calc_done(struct calc_result *r);

/* What is said below every result: the guide prints no rounding. */
const char *calc_rounding(void);

#endif
