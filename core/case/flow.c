/* SPDX-License-Identifier: Apache-2.0 */
#include "case/flow.h"

/* What each act asks of whom; posts NULL: no stage. Ids of operators.h. */
static const struct {
	const char *posts;
	bool separate; /* whatever is printed */
} rules[STEP_ACTS] = {
	[STEP_WORK] = {"clerk reviewer", false},
	[STEP_FIRST] = {"clerk reviewer", false},
	[STEP_SECOND] = {"reviewer", true},
	[STEP_CHECK] = {"reviewer approver", true},
	[STEP_APPROVE] = {"approver supervisor", true},
	[STEP_PUBLIC] = {"clerk supervisor", false},
	[STEP_OUTSIDE] = {"clerk reviewer approver supervisor", false},
};

struct flow {
	struct case_record *r;
	struct arena *a;
	const struct item *it;
};

/* Work without days of its own is done with the acceptance. */
static bool makes_stage(const struct item_step *s, int act)
{
	return (s->acts & STEP_BIT(act)) && rules[act].posts &&
	       (act != STEP_WORK || (s->stated && s->days > 0));
}

static const char *stage_text(const struct flow *f, const struct item_step *s, int act)
{
	if (act == STEP_OUTSIDE)
		return s->by ? arena_printf(f->a, "等待%s：%s", s->by, s->text)
			     : arena_printf(f->a, "等待：%s", s->text);
	if (s->acts != STEP_BIT(act))
		return arena_printf(f->a, "%s（%s）", s->text, step_act_names[act]);
	return s->text;
}

/* Acts of one row share its days: they stand on the last. */
static void add_stages(const struct flow *f, const struct item_step *s, const char *id, bool ours)
{
	const char *department = s->by ? s->by : f->it->office_text;

	for (int act = 0; act < STEP_ACTS; act++) {
		bool last = s->acts >> act == 1;
		if (!makes_stage(s, act))
			continue;
		*ARENA_PUSH(f->a, f->r->stages, f->r->n_stages) = (struct case_stage){
			.id = arena_printf(f->a, "%s.%s", id, step_act_ids[act]),
			.text = stage_text(f, s, act),
			.department = department,
			.posts = rules[act].posts,
			.days = last && s->stated ? s->days : 0,
			.unit = last && s->stated ? day_unit_names[s->unit] : NULL,
			.separate = rules[act].separate || s->separate,
			.publicised = act == STEP_PUBLIC,
			.uncounted = !s->counted,
			.ours = ours,
			.lines = s->lines,
		};
	}
}

static void add_hall(const struct flow *f, const struct site *site)
{
	static const struct item_step second = {
		.text = "复核", .acts = STEP_BIT(STEP_SECOND), .counted = true};
	const struct item_step *steps = site ? site->flow : &second;
	size_t n = site ? site->n_flow : 1;

	for (size_t i = 0; i < n; i++)
		add_stages(f, &steps[i], arena_printf(f->a, "hall%zu", i + 1), true);
}

/* A step whose `when` an unanswered question leaves open is passed: no review is skipped. */
static bool applies(const struct check *k, const struct item_step *s)
{
	return k->truths[s->when] != TRI_FALSE;
}

void flow_stages(struct case_record *r, struct arena *a, const struct check *k,
		 const struct site *site)
{
	struct flow f = {r, a, k->item};
	bool reviewed = false;

	if (k->item->prints)
		return;
	for (size_t i = 0; i < k->item->n_steps; i++)
		reviewed |= applies(k, &k->item->steps[i]) &&
			    (k->item->steps[i].acts & STEPS_REVIEW) != 0;
	for (size_t i = 0; i < k->item->n_steps; i++) {
		const struct item_step *s = &k->item->steps[i];
		if (!applies(k, s))
			continue;
		/* Seen by another person before it leaves the house. */
		if (!reviewed && (s->acts & STEP_BIT(STEP_OUTSIDE))) {
			add_hall(&f, site);
			reviewed = true;
		}
		add_stages(&f, s, arena_printf(a, "step%zu", i + 1), false);
	}
	if (!reviewed)
		add_hall(&f, site);
}
