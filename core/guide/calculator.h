/* SPDX-License-Identifier: Apache-2.0
 *
 * Calculators of a guide as data: forms/GUIDE/_calculators.yaml. A row names its kind
 * (what is asked for and worked out, one row of calc_specs here and one function in
 * case/calc.c) and the figures the guide prints, each with its lines. Figures that
 * change by the year are parameters: a supervisor enters them with their 文号.
 */
#ifndef GUIDE_CALCULATOR_H
#define GUIDE_CALCULATOR_H

#include <stdbool.h>
#include <stdint.h>

#include "guide/load.h"

enum calc_kind {
	CALC_RATES,	 /* 缴费比例 */
	CALC_BASE,	 /* 缴费基数 */
	CALC_ARREARS,	 /* 灵活就业 补缴 */
	CALC_DISABILITY, /* 一次性伤残补助金 */
	CALC_DEATH,	 /* 一次性工亡补助金 */
	CALC_LAYOFFS,	 /* 裁员率 */
	CALC_CERT_DAY,	 /* next certification, by the day */
	CALC_CERT_MONTH, /* … by the end of a month */
	CALC_CERT_FIXED, /* … in fixed windows */
	CALC_KINDS
};

/* What a value is, and how the int64_t that holds it is read. */
enum calc_type {
	CALC_COUNT,   /* 3 */
	CALC_MONEY,   /* fen */
	CALC_PERCENT, /* in 1/10000: 5.5% is 550 */
	CALC_YEAR,    /* 2026 */
	CALC_MONTHS,  /* of years and months */
	CALC_DATE,    /* date_day */
	CALC_CHOICE,  /* index into choices */
	CALC_TYPES
};

enum { CALC_INPUTS = 6, CALC_CHOICES = 10, CALC_FACTS = 6 };

struct calc_input {
	const char *id, *label; /* N_(); NULL id ends */
	enum calc_type type;
	int64_t min, max;
	struct {
		const char *id, *text; /* N_(); NULL id ends */
	} choices[CALC_CHOICES];
	int when, is; /* asked only where the choice `when` (index of an input) is `is`; when < 0:
		       * always */
};
struct calc_spec {
	const char *id; /* as in the file */
	struct calc_input inputs[CALC_INPUTS];
	struct {
		const char *id; /* NULL ends */
		enum calc_type type;
	} facts[CALC_FACTS];
	enum calc_type parameter; /* type of the one parameter; CALC_TYPES: it has none */
};
extern const struct calc_spec calc_specs[CALC_KINDS];

struct calc_fact {
	int64_t value;
	const char *lines;
};
struct calculator {
	const char *id, *guide, *name, *lines;
	enum calc_kind kind;
	size_t n_aliases, n_items, n_notes;
	const char **aliases, **items; /* items and consult pages it stands on */
	struct calc_fact facts[CALC_FACTS]; /* in the order of the spec */
	/* The parameter, NULL without one: the name it is kept under, what it is. */
	const char *parameter, *parameter_text, *parameter_lines;
	struct calc_note {
		const char *text, *lines; /* lines NULL: ours, how the guide is read */
	} *notes;
};

struct calculators {
	struct arena arena;
	size_t n;
	struct calculator *rows;
};

/* Adds those of a guide; a guide without the file has none. False with faults: then none of its
 * are there. `known` (may be NULL) tells the items and pages they may stand on. */
bool calculators_load(struct calculators *c, const char *forms, const struct guide *g,
		      const struct catalog *known, struct faults *f);
/* The same from a source. */
bool calculators_read(struct calculators *c, const struct guide_source *src, const struct guide *g,
		      const struct catalog *known, struct faults *f);
bool calculators_parse(struct calculators *c, const char *file, const char *text, size_t len,
		       const struct guide *g, const struct catalog *known, struct faults *f);
void calculators_done(struct calculators *c);
const struct calculator *calculators_get(const struct calculators *c, const char *id); /* NULL */
bool calculator_of(const struct calculator *c, const char *item); /* stands on that page */

/* "元" … as a clerk reads it, of a type. NULL where there is none. */
const char *calc_unit(enum calc_type type);
/* As typed; false with a message that says what is wanted. `input` gives label, type, range. */
bool calc_parse(const struct calc_input *input, const char *text, int64_t *out, struct err *e);
/* "16%", "8079.00元", "12年3个月", "2026-11-24" into out. */
enum { CALC_TEXT = 64 };
char *calc_format(enum calc_type type, int64_t value, char out[CALC_TEXT]);

#endif
