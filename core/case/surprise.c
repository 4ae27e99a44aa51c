/* SPDX-License-Identifier: Apache-2.0 */
#include "case/surprise.h"

#include <string.h>

#include "base/text.h"

const char *const surprise_ids[SURPRISES] = {"", "answer", "guide", "untold"};
const char *const surprise_names[SURPRISES] = {"", N_("答案已变"), N_("指南已变"),
					       N_("上次未告知")};

enum surprise surprise_of(const char *id)
{
	for (int i = 0; id && i < SURPRISES; i++)
		if (strcmp(surprise_ids[i], id) == 0)
			return (enum surprise)i;
	return SURPRISE_NONE;
}

/* What somebody has to bring or mend. The day, the window and the channel tell of themselves. */
static bool is_demand(enum reason_code code)
{
	switch (code) {
	case REASON_PROHIBITED:
	case REASON_INELIGIBLE:
	case REASON_CONDITION:
	case REASON_MISSING:
	case REASON_MISSING_ANY:
	case REASON_UNFIT:
	case REASON_DEFERRABLE:
		return true;
	default:
		return false;
	}
}

static bool is_demand_id(const char *code)
{
	for (int i = 0; i < REASON_CODES; i++)
		if (strcmp(reason_ids[i], code) == 0)
			return is_demand((enum reason_code)i);
	return false;
}

/* ---- what the notice named ---- */

static const struct case_paper *paper_of(const struct case_record *first, const char *id)
{
	for (size_t i = 0; i < first->n_papers; i++)
		if (strcmp(first->papers[i].id, id) == 0)
			return &first->papers[i];
	return NULL;
}

static bool has_reason(const struct case_record *first, const char *id)
{
	for (size_t i = 0; i < first->n_reasons; i++)
		if (first->reasons[i].id && strcmp(first->reasons[i].id, id) == 0 &&
		    is_demand_id(first->reasons[i].code))
			return true;
	return false;
}

/* A paper that was good and is found wanting now is a new demand; not when time has done it. */
static bool paper_named(const struct case_record *first, const char *id, const struct reason *r)
{
	const struct case_paper *p = paper_of(first, id);
	bool good = p && strcmp(p->state, "ok") == 0;

	if (has_reason(first, id))
		return true;
	return good && (r->code == REASON_MISSING || r->code == REASON_DEFERRABLE ||
			(r->code == REASON_UNFIT && r->unfit == UNFIT_EXPIRED));
}

/* One alternative was good the first time: it has to be shown again. */
static bool group_was_met(const struct case_record *first, const struct check *k, int demand)
{
	enum { MOST = 64 };
	int sets[MOST][ALTERNATIVE_PAPERS];
	size_t n = check_alternatives(k, demand, sets, MOST);

	for (size_t i = 0; i < n && i < MOST; i++)
		for (int j = 0; j < ALTERNATIVE_PAPERS && sets[i][j] >= 0; j++) {
			const struct case_paper *p =
				paper_of(first, k->item->papers[sets[i][j]].id);
			if (p && strcmp(p->state, "ok") == 0)
				return true;
		}
	return false;
}

static bool was_named(const struct case_record *first, const struct check *k,
		      const struct reason *r)
{
	const char *id = reason_id(k, r);

	if (r->node == NODE_PAPER)
		return paper_named(first, id, r);
	return has_reason(first, id) ||
	       (r->node == NODE_DEMAND && group_was_met(first, k, r->index));
}

/* ---- the version of the notice, asked again with an empty counter ---- */

static void take_answer(struct intake *in, const struct item *it, const char *id, const char *text)
{
	int var = item_var(it, id);

	/* An answer of another version says nothing about this one. */
	if (var >= 0 && *text)
		answer_parse(it, var, text, &in->values[var], NULL);
}

static void take_day(struct intake *in, date_day on)
{
	in->values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = on};
}

static void first_answers(struct intake *in, const struct item *was, const struct case_record *r)
{
	if (r->channel)
		take_answer(in, was, "channel", r->channel);
	for (size_t i = 0; i < r->n_values; i++)
		take_answer(in, was, r->values[i].id, r->values[i].value);
	for (size_t i = 0; i < r->n_verifications; i++)
		take_answer(in, was, r->verifications[i].id, r->verifications[i].result);
	take_day(in, r->day);
}

static void todays_answers(struct intake *in, const struct item *was, const struct check *k,
			   const struct intake *now)
{
	struct str text = {0};

	for (size_t i = 0; i < k->item->n_vars; i++) {
		if (i == FACT_ON || i == FACT_AGE || now->values[i].state == VALUE_OPEN)
			continue;
		str_clear(&text);
		answer_write(k->item, (int)i, &now->values[i], &text);
		take_answer(in, was, k->item->vars[i].id, str_text(&text));
	}
	str_done(&text);
	take_day(in, (date_day)now->values[FACT_ON].a);
}

/* Whether the check, made with nothing on the counter, may ask for what the reason names: an open
 * answer that could ask for it was not asked, so it counts as asking. */
static bool asks(const struct check *k, const char *id)
{
	int paper = item_paper(k->item, id);

	for (size_t i = 0; i < k->n_reasons; i++)
		if (is_demand(k->reasons[i].code) && reason_id(k, &k->reasons[i]) &&
		    strcmp(reason_id(k, &k->reasons[i]), id) == 0)
			return true;
	if (paper >= 0 && strcmp(k->item->papers[paper].id, id) == 0)
		return k->paper_need[paper] == NEED_YES || k->paper_need[paper] == NEED_DEPENDS;
	for (size_t d = 0; d < k->item->n_demands; d++)
		if (check_is_group(k, (int)d) && strcmp(k->item->demands[d].id, id) == 0)
			return k->demand_need[d] == NEED_YES || k->demand_need[d] == NEED_DEPENDS;
	return false;
}

static struct check *check_first(const struct item *was, const struct intake *in,
				 const struct calendar *cal)
{
	struct check *k = check_new(was);

	check_run(k, in, cal);
	return k;
}

/* ---- the whole ---- */

void surprise_find(const struct case_record *first, const struct item *was, const struct check *k,
		   const struct intake *in, const struct calendar *cal, enum surprise *out)
{
	struct intake then = {0}, now = {0};
	struct check *old = NULL, *fresh = NULL;

	if (was) {
		intake_init(&then, was);
		intake_init(&now, was);
		first_answers(&then, was, first);
		todays_answers(&now, was, k, in);
		old = check_first(was, &then, cal);
		fresh = check_first(was, &now, cal);
	}
	for (size_t i = 0; i < k->n_reasons; i++) {
		const struct reason *r = &k->reasons[i];
		const char *id = is_demand(r->code) ? reason_id(k, r) : NULL;

		out[i] = SURPRISE_NONE;
		if (!id || was_named(first, k, r))
			continue;
		if (was && !asks(fresh, id))
			out[i] = SURPRISE_GUIDE;
		else if (was && !asks(old, id))
			out[i] = SURPRISE_ANSWER;
		else
			out[i] = SURPRISE_UNTOLD;
	}
	if (was) {
		check_free(old);
		check_free(fresh);
		intake_done(&then);
		intake_done(&now);
	}
}
