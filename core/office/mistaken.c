/* SPDX-License-Identifier: Apache-2.0 */
#include "office/mistaken.h"

#include <string.h>

#include "base/text.h"
#include "office/record_part.h"
#include "store/mistaken.h"

static bool is_ours(const struct case_record *r)
{
	return r->void_class && strcmp(r->void_class, mistake_ids[MISTAKE_OURS]) == 0;
}

static bool replaced_by(const struct case_record *r, enum case_state state)
{
	return r->replaced_as && strcmp(r->replaced_as, case_state_ids[state]) == 0;
}

/* What takes its place, in a sentence that says what to do. */
static const char *instead(struct document *d, const struct case_record *r)
{
	if (replaced_by(r, CASE_NOTICED))
		return arena_printf(&d->arena,
				    _("已另行出具一次性告知书（%s），请按其补齐后再来办理。"),
				    r->replaced);
	if (replaced_by(r, CASE_REFUSED))
		return arena_printf(&d->arena, _("已另行出具不予受理通知书（%s）。"), r->replaced);
	if (r->replaced)
		return arena_printf(&d->arena, _("已重新受理，新受理号 %s；原受理号不再使用。"),
				    r->replaced);
	return _("本件不再办理；需要办理的，请重新申请。");
}

static bool accepted_anew(const struct case_record *r)
{
	return replaced_by(r, CASE_ACCEPTED) || replaced_by(r, CASE_DEFERRED);
}

/* What was kept of it and goes back. The new case keeps what it needs. */
static void add_papers(struct document *d, const struct case_record *r)
{
	const struct column columns[] = {{_("序号"), 5, true},	{_("材料名称"), 30, false},
					 {_("形式"), 12, true}, {_("份数"), 6, true},
					 {_("页数"), 6, true},	{_("领回签字"), 12, false}};
	int n = 0;

	document_table(d, _("本单位留存、应退还的材料"), columns, 6);
	for (size_t i = 0; i < r->n_papers; i++) {
		const struct case_paper *p = &r->papers[i];
		if (strcmp(p->state, "ok") != 0 || p->handed_back)
			continue;
		const char *copies =
			p->copies ? arena_printf(&d->arena, "%lld", (long long)p->copies) : "";
		const char *pages =
			p->pages ? arena_printf(&d->arena, "%lld", (long long)p->pages) : "";
		document_row(d, (const char *[]){arena_printf(&d->arena, "%d", ++n), p->name,
						 p->form, copies, pages, ""});
	}
	if (!n)
		document_span(d, _("无"));
}

void mistaken_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		    const struct item *it)
{
	record_part_open(d, h, _("受理更正告知书"), r, it);
	date_day first = r->since != DATE_NONE ? r->since : r->accepted_day;
	document_half(d, _("原受理日期"), record_part_day(d, r->accepted_day));
	document_half(d, _("更正日期"), record_part_day(d, r->voided_day));
	document_text(d, NULL);
	document_line(d, _("　　上列事项的受理有误，现予更正，原受理回执单自更正之日起作废。"));
	document_grid(d, NULL);
	document_pair(d, _("更正原因"),
		      arena_printf(&d->arena, "%s：%s",
				   is_ours(r) ? _(mistake_names[MISTAKE_OURS])
					      : _(mistake_names[MISTAKE_APPLICANT]),
				   r->void_reason ? r->void_reason : ""));
	document_pair(d, _("更正后的处理"), instead(d, r));
	if (accepted_anew(r))
		document_pair(
			d, _("办理期限"),
			is_ours(r)
				? arena_printf(&d->arena,
					       _("因本单位原因更正，办理期限仍自%s受理之日起计算"),
					       record_part_day(d, first))
				: _("自重新受理之日起计算"));
	if (!accepted_anew(r))
		add_papers(d, r);
	letterhead_close(d, h, _("申请人（代办人）签收："), r->voided_day);
}
