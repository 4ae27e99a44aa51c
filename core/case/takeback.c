/* SPDX-License-Identifier: Apache-2.0 */
#include "case/takeback.h"

#include <string.h>

#include "base/text.h"
#include "store/cases.h"

static bool read_fault(const struct casefile *c, struct takeback *out, struct err *e)
{
	for (int i = 0; c->mistaken_fault && i < MISTAKES; i++) {
		if (strcmp(mistake_ids[i], c->mistaken_fault) != 0)
			continue;
		out->mistaken.fault = (enum mistake)i;
		return true;
	}
	return err_set(e, ERR_INPUT, _("更正受理要写明是本单位原因还是申请人原因"));
}

static bool read_first(const struct case_record *r, struct takeback *out, struct err *e)
{
	if (!(CASE_BIT(r->state) & MISTAKEN_FROM))
		return err_set(e, ERR_REFUSED, _("%s 现在是“%s”，不能更正受理"), r->number,
			       _(case_state_names[r->state]));
	if (out->mistaken.fault == MISTAKE_OURS)
		out->since = r->since != DATE_NONE ? r->since : r->accepted_day;
	return true;
}

bool takeback_read(struct store *s, const struct casefile *c, struct takeback *out, struct err *e)
{
	const char *number = c->mistaken ? c->mistaken : c->notice;
	struct case_record *r = NULL;
	struct arena a = {0};

	*out = (struct takeback){
		.since = DATE_NONE,
		.mistaken = {.case_number = c->mistaken, .reason = c->mistaken_reason}};
	if (!number)
		return true;
	bool ok = cases_get(s, number, &a, &r, e);
	if (ok && !c->mistaken && r)
		out->since = r->since;
	else if (ok && c->mistaken && !r)
		ok = err_set(e, ERR_INPUT, _("库里没有编号 %s 的办件"), number);
	else if (ok && c->mistaken)
		ok = read_fault(c, out, e) && read_first(r, out, e);
	arena_done(&a);
	return ok;
}
