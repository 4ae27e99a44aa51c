/* SPDX-License-Identifier: Apache-2.0 */
#include "office/refusal.h"

#include <string.h>

#include "base/text.h"
#include "guide/check.h"
#include "office/record_part.h"

/* The bars: what is merely missing is no reason to refuse. */
static bool is_bar(const struct case_reason *r)
{
	for (enum reason_code code = REASON_PROHIBITED; code <= REASON_NOTHING_TO_FILE; code++)
		if (strcmp(r->code, reason_ids[code]) == 0)
			return true;
	return false;
}

static void add_reasons(struct document *d, const struct case_record *r)
{
	const struct column columns[] = {
		{_("序号"), 5, true}, {_("事实和理由"), 37, false}, {_("可以怎样解决"), 24, false}};
	int n = 0;

	document_table(d, _("经审查，因下列事实和理由，决定不予受理"), columns, 3);
	for (size_t i = 0; i < r->n_reasons; i++) {
		const struct case_reason *reason = &r->reasons[i];
		if (is_bar(reason))
			document_row(d, (const char *[]){arena_printf(&d->arena, "%d", ++n),
							 reason->text, reason->resolve});
	}
	if (r->overrule)
		document_row(d,
			     (const char *[]){arena_printf(&d->arena, "%d", ++n), r->overrule, ""});
	if (!n)
		document_span(d, _("无"));
}

void refusal_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		   const struct item *it)
{
	record_part_open(d, h, _("不予受理通知书"), r, it);
	const enum tri *truths = record_part_truths(d, r, it);
	add_reasons(d, r);
	document_grid(d, NULL);
	document_pair(d, _("办理依据"), record_part_basis(d, it, truths));
	record_part_remedies(d, h, it);
	letterhead_close(d, h, _("申请人（代办人）签收："), r->day);
}
