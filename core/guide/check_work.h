/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the engine share and nobody else includes: the list of what
 * an answer can have an effect on, and the scratch room of one check.
 */
#ifndef GUIDE_CHECK_WORK_H
#define GUIDE_CHECK_WORK_H

#include <stdint.h>

#include "base/arena.h"
#include "guide/check.h"
#include "guide/eval.h"

/* Whatever an open answer may change. Each is computed from a few nodes (its roots) and, under a
 * full completion, is in one state. */
enum effect_kind {
	EFFECT_PAPER, /* a paper asked for outside any `any` */
	EFFECT_GROUP, /* an outermost `any`; index is its row */
	EFFECT_CONDITION,
	EFFECT_PROHIBITION,
	EFFECT_LIMIT,
	EFFECT_CHANNELS,
	EFFECT_GATE, /* form blocks and fields, materials unstated */
};
struct effect {
	enum effect_kind kind;
	int index;
	expr_ref gates[3];   /* EFFECT_GATE: shown where the first two hold; then required */
	size_t first, count; /* in work->roots */
};

/* States, as bits of a mask of what is possible. */
enum { PAPER_NO = 1, PAPER_ASKED = 2, PAPER_EXEMPT = 4 };
enum {
	DEMAND_ABSENT = 1,
	DEMAND_UNMET = 2,
	DEMAND_EXEMPT = 4,
	DEMAND_MET = 8,
	DEMAND_LATE = 16, /* of rows: unmet, but what it lacks may follow */
	DEMAND_MASKS = 32
};
enum { RULE_KEPT = 1, RULE_BROKEN = 2 }; /* conditions and prohibitions */
enum { NOT_SERVED = 1, SERVED = 2 };	 /* channels */

struct ask { /* what is asked for, in the order of the file: a paper or an outermost group */
	int paper, demand; /* one of them is -1 */
};

struct exact; /* check_exact.c */

struct check_work {
	struct arena arena;
	struct eval eval;
	const struct value *given; /* of the intake, while one runs */
	const struct paper_mark *marks;
	date_day on;
	const struct calendar *cal;

	size_t n_effects;
	struct effect *effects;
	size_t n_roots;
	expr_ref *roots;
	size_t n_truths, n_values; /* the roots, each once: truth nodes, value nodes */
	expr_ref *truths, *values;
	size_t n_asks;
	struct ask *asks;
	int *rows;	   /* demands, children before parents */
	int *var_order;	   /* variables as they are asked: conditions and prohibitions last */
	uint64_t *offices; /* n_channels: the offices a row is restricted to; 0: none */

	uint8_t combined[2][DEMAND_MASKS][DEMAND_MASKS]; /* two children's masks: all, any */
	uint8_t *paper_needs;				 /* n_papers, masks */
	uint8_t *demand_states;				 /* n_demands, masks */
	uint8_t channels;				 /* mask */
	char **waits;					 /* n_limits: 待“…”确定 */
	struct exact *exact;
};

/* check_effect.c: what an effect is under the truths in c->work->eval */
void effects_build(struct check *c);
unsigned paper_state(const struct check *c, int paper);	    /* DEMAND_ mask on the counter */
unsigned paper_need_mask(const struct check *c, int paper); /* PAPER_ mask */
/* Keeps of every row's mask what the truths allow. */
void demand_states_narrow(const struct check *c, uint8_t *states);
unsigned channels_mask(const struct check *c);
/* Everything an answer could change about the effect, as a number; *state: its bit. Only under
 * a full completion. */
uint64_t effect_signature(const struct check *c, const struct effect *e, unsigned *state);

/* check_exact.c: enumerates completions for what Kleene left unknown. Sharpens truths, masks,
 * live, paper_on, demand_on. */
struct exact *exact_new(const struct item *it, size_t n_roots);
void exact_free(struct exact *x);
void exact_run(struct check *c);

/* check_domain.c: values that stand for all values of an open variable, as far as the `nodes` can
 * tell them apart. Returns how many, 0 when more than max. */
enum { DOMAIN_DAYS = 512 };
struct domain_scope {
	const uint16_t *nodes; /* the unknown ones */
	size_t n_nodes;
	bool entangled; /* two open days or numbers are compared with each other */
	int rounds;	/* how many open days and numbers there are */
	size_t n_days;	/* the days that matter, once some variable asked for them */
	int64_t days[DOMAIN_DAYS];
};
void domain_scope_init(struct domain_scope *s, const struct eval *e, const uint16_t *nodes,
		       size_t n_nodes, const int *vars, size_t n_vars);
size_t domain_build(struct domain_scope *s, const struct eval *e, int var, struct value *out,
		    size_t max);

/* check_reason.c: the reasons in their order, and the outcome */
void reasons_build(struct check *c);

/* check_alternatives.c: the alternatives of a group, one by one. The room of `papers` is
 * ALTERNATIVE_PAPERS; longer ones are cut. */
size_t alternative_count(const struct check *c, int row);
void alternative_pick(const struct check *c, int row, size_t index, int *papers);

/* check_dues.c: n units after `from`; DATE_NONE when that needs a calendar and there is none. */
date_day days_after(struct check *c, date_day from, int n, enum day_unit unit, bool *provisional);

#endif
