/* SPDX-License-Identifier: Apache-2.0
 *
 * 测算结果单: what a calculator gave, on paper for the one who asked: what was given,
 * the answers, every step with its figures and the documents they stand in. It says
 * of itself that it decides nothing.
 */
#ifndef OFFICE_CALC_SLIP_H
#define OFFICE_CALC_SLIP_H

#include "case/calc.h"
#include "office/letterhead.h"

/* d is initialised here; document_done frees. Of a result that is CALC_DONE. */
void calc_slip(struct document *d, const struct letterhead *h, const struct calculator *c,
	       const struct calc_inputs *in, const struct calc_result *r, date_day on);

#endif
