/* SPDX-License-Identifier: Apache-2.0
 *
 * Every situation of an item, to be read beside the guide. Questions and
 * verifications that can still change something are varied in the order they
 * are asked: yes and no, every choice, a set as empty, each and all, numbers and
 * days on both sides of what the rules compare them with. Attested conditions
 * are met, nothing is prohibited, no paper is on the counter. Then one row per
 * attested condition that fails and per prohibition, alone, in the first
 * situation where it applies.
 */
#ifndef GUIDE_MATRIX_H
#define GUIDE_MATRIX_H

#include <jansson.h>
#include <stdio.h>

#include "guide/check.h"

enum { MATRIX_ROWS_MAX = 5000 };

/* One row: the check is run, its limits too; `varied` are the variables the row is about. */
typedef void matrix_row(void *ctx, const struct check *c, const struct intake *in,
			const int *varied, size_t n_varied);
/* What `fixed` answers is not varied; FACT_ON must be known. False, with a message that names a
 * question to fix, when there are over MATRIX_ROWS_MAX rows (some were told already). */
bool matrix_run(const struct item *it, const struct intake *fixed, const struct calendar *cal,
		matrix_row *row, void *ctx, struct err *e);

/* Rows {answers,required,any_of,deferrable,limits,outcome}; answers as answer_parse reads them,
 * those of the row and the fixed ones. A new reference, or NULL with a message. */
json_t *matrix_json(const struct item *it, const struct intake *fixed, const struct calendar *cal,
		    struct err *e);
/* The same rows for reading; takes over the reference. */
void matrix_print(FILE *out, const struct item *it, json_t *rows);

#endif
