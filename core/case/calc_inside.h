/* SPDX-License-Identifier: Apache-2.0
 *
 * What the functions of the calculators share. Private to case/calc*.c.
 */
#ifndef CASE_CALC_INSIDE_H
#define CASE_CALC_INSIDE_H

#include "case/calc.h"

struct calc_work {
	const struct calculator *c;
	const int64_t *in; /* all that is asked is there */
	const struct calc_given *given;
	size_t n_given;
	struct calc_result *out;
};
typedef void calc_fn(struct calc_work *w);
calc_fn calc_rates, calc_base, calc_disability, calc_death, calc_layoffs; /* calc_money.c */
calc_fn calc_arrears, calc_cert_day, calc_cert_month, calc_cert_fixed;	  /* calc_time.c */

void calc_answer(struct calc_work *w, const char *id, const char *label, const char *text);
void calc_answer_value(struct calc_work *w, const char *id, const char *label, enum calc_type type,
		       int64_t value);
void calc_step(struct calc_work *w, const char *lines, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void calc_end(struct calc_work *w, enum calc_state state, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* The parameter of that year, told as a step; false when it is missing: the result says so. */
bool calc_parameter(struct calc_work *w, int year, int64_t *value);
/* value × num / den, half up. */
int64_t calc_share(int64_t value, int64_t num, int64_t den);

#endif
