/* SPDX-License-Identifier: Apache-2.0 */
#include "office/reminder.h"

#include <string.h>

#include "base/text.h"
#include "office/record_part.h"

static const char *count(struct document *d, size_t n)
{
	return arena_printf(&d->arena, "%zu", n);
}

/* ---- whom to call today ---- */

enum group { OVERDUE, TODAY, AHEAD, UNDATED, GROUPS };

static enum group group_of(const struct promise_row *p, date_day today)
{
	return p->due == DATE_NONE ? UNDATED
	       : p->due < today	   ? OVERDUE
	       : p->due == today   ? TODAY
				   : AHEAD;
}

static size_t in_group(const struct reminder *r, enum group g)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += group_of(&r->rows[i], r->today) == g;
	return n;
}

static const char *due_text(struct document *d, const struct promise_row *p, date_day today)
{
	char day[DATE_TEXT];

	if (p->due == DATE_NONE)
		return _("未定");
	date_format(p->due, day);
	return p->due < today
		       ? arena_printf(&d->arena, _("%s\n逾期%d天"), day, (int)(today - p->due))
		       : arena_printf(&d->arena, "%s", day);
}

static const char *paper_text(struct document *d, const struct promise_row *p)
{
	char day[DATE_TEXT];

	if (!p->unfit)
		return p->paper_name;
	return arena_printf(&d->arena, _("%s（%s 来过，不合格）"), p->paper_name,
			    date_format(p->unfit_day, day));
}

void reminder_build(struct document *d, const struct letterhead *h, const struct reminder *r)
{
	static const char *const names[GROUPS] = {N_("已逾期"), N_("今日到期"), N_("将到期"),
						  N_("日期未定")};
	const struct column columns[] = {{_("序号"), 4, true},	     {_("到期"), 10, true},
					 {_("办件人"), 8, false},    {_("电话"), 12, true},
					 {_("待补材料"), 18, false}, {_("受理号"), 12, true},
					 {_("联系情况"), 10, false}};
	size_t at = 0;

	letterhead_open(d, h, _("容缺提醒单"), NULL, NULL);
	document_grid(d, NULL);
	document_half(d, _("日期"), record_part_day(d, r->today));
	document_half(d, _("提醒到"), record_part_day(d, r->last));
	document_half(d, _("已逾期"), count(d, in_group(r, OVERDUE)));
	document_half(d, _("今日到期"), count(d, in_group(r, TODAY)));
	document_table(d, NULL, columns, 7);
	document_repeat_head(d);
	for (int g = 0; g < GROUPS; g++) {
		size_t n = in_group(r, (enum group)g);
		if (n)
			document_span(d, arena_printf(&d->arena, "%s　%zu", _(names[g]), n));
		for (size_t i = 0; i < r->n; i++) {
			const struct promise_row *p = &r->rows[i];
			if (group_of(p, r->today) != (enum group)g)
				continue;
			document_row(d, (const char *[]){count(d, ++at), due_text(d, p, r->today),
							 p->name, p->phone, paper_text(d, p),
							 p->case_number, ""});
		}
	}
	if (r->n == 0)
		document_span(d, _("无"));
	document_hints(d, NULL);
	document_line(d, _("内有个人信息，当日用完按规定保管或销毁。"));
	letterhead_close_slip(d, h, r->today);
}

/* ---- what was pledged, to be checked ---- */

static const char *result_text(struct document *d, const struct pledge_row *p)
{
	for (int i = 0; p->result && i < PLEDGE_RESULTS; i++)
		if (strcmp(pledge_ids[i], p->result) == 0)
			return arena_printf(&d->arena, "%s%s%s", _(pledge_names[i]),
					    p->remark && *p->remark ? "：" : "",
					    p->remark ? p->remark : "");
	return "";
}

void pledge_sheet_build(struct document *d, const struct letterhead *h,
			const struct pledge_sheet *p)
{
	const struct column columns[] = {
		{_("序号"), 4, true},	    {_("应于此日前核查"), 11, true},
		{_("办件人"), 8, false},    {_("承诺"), 18, false},
		{_("受理号"), 12, true},    {_("受理人"), 8, false},
		{_("核查结果"), 14, false}, {_("核查人"), 8, false}};

	letterhead_open(d, h, _("告知承诺事后核查清单"), NULL, NULL);
	document_grid(d, NULL);
	document_half(d, _("日期"), record_part_day(d, p->today));
	document_half(d, _("合计"), count(d, p->n));
	document_table(d, NULL, columns, 8);
	document_repeat_head(d);
	for (size_t i = 0; i < p->n; i++) {
		const struct pledge_row *r = &p->rows[i];
		char due[DATE_TEXT];
		document_row(
			d, (const char *[]){
				   count(d, i + 1),
				   arena_printf(&d->arena, "%s%s", date_format(r->due, due),
						!r->result && r->due < p->today ? _("\n逾期") : ""),
				   r->name, r->paper_name, r->case_number,
				   p->clerk(p->ctx, r->acceptor), result_text(d, r),
				   r->by ? p->clerk(p->ctx, r->by) : ""});
	}
	if (p->n == 0)
		document_span(d, _("无"));
	document_hints(d, NULL);
	document_line(d, _("核查由受理人以外的人办理；核查期限为本单位规定，指南未载明。"));
	document_line(d, _("内有个人信息，按规定保管。"));
	letterhead_close_slip(d, h, p->today);
}
