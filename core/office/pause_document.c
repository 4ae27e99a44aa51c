/* SPDX-License-Identifier: Apache-2.0 */
#include "office/pause_document.h"

#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/text.h"
#include "office/record_part.h"
#include "store/people.h"

enum { REPORT_LINES = 4 };

static int kind_of(const char *document)
{
	static const struct {
		const char *document;
		enum pause_kind kind;
	} rows[] = {
		{"suspension", PAUSE_SUSPENSION},      {"resumption", PAUSE_SUSPENSION},
		{"extension", PAUSE_EXTENSION},	       {"publicity", PAUSE_PUBLICITY},
		{"publicity_report", PAUSE_PUBLICITY},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].document, document) == 0)
			return rows[i].kind;
	return -1;
}

const struct pause_row *pause_document_about(const struct document_row *row,
					     const struct document_row *all,
					     const struct pause_row *pauses, size_t n)
{
	int kind = kind_of(row->kind), nth = 0;

	for (const struct document_row *d = all; d <= row; d++)
		nth += strcmp(d->kind, row->kind) == 0 && !d->replaces;
	for (size_t i = 0; i < n; i++)
		if ((int)pauses[i].kind == kind && --nth == 0)
			return &pauses[i];
	return NULL;
}

/* What a case without the pause (its tables lost it) still prints: blanks to be filled by hand. */
static const struct pause_row *pause_of(const struct case_record *r)
{
	static const struct pause_row none = {
		.began = DATE_NONE, .until = DATE_NONE, .ended = DATE_NONE};

	return r->pause ? r->pause : &none;
}

/* The printed words of the limits, which say what stops or extends them. */
static const char *limits_of(struct document *d, const struct case_record *r)
{
	const char *text = NULL;

	for (size_t i = 0; i < r->n_limits; i++)
		text = text ? arena_printf(&d->arena, "%s\n%s", text, r->limits[i].text)
			    : r->limits[i].text;
	return text;
}

void suspension_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		      const struct item *it)
{
	const struct pause_row *p = pause_of(r);

	record_part_open(d, h, _("中止通知书"), r, it);
	document_pair(d, _("中止日期"), record_part_day(d, p->began));
	document_pair(d, _("中止原因"), p->reason);
	document_pair(d, _("指南时限"), limits_of(d, r));
	document_text(d, NULL);
	document_line(
		d,
		_("你（单位）申请的上述事项，因上列原因暂时不能继续办理，依照办事指南中止计算"
		  "办理时限。自中止当日起不计入办理时限，原因消除后恢复办理，恢复当日起接着计算，"
		  "新的办结期限另行通知。"));
	letterhead_close(d, h, _("申请人（代办人）签收："), p->began);
}

void resumption_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		      const struct item *it)
{
	const struct pause_row *p = pause_of(r);

	record_part_open(d, h, _("恢复办理通知"), r, it);
	document_half(d, _("中止日期"), record_part_day(d, p->began));
	document_half(d, _("恢复日期"), record_part_day(d, p->ended));
	document_pair(d, _("中止原因"), p->reason);
	document_pair(d, _("办结期限"), record_part_due(d, r));
	document_text(d, NULL);
	document_line(d,
		      _("中止的原因已经消除，上述事项自恢复之日起继续办理。中止期间不计入办理时限，"
			"办结期限顺延如上。"));
	letterhead_close(d, h, _("申请人（代办人）签收："), p->ended);
}

void extension_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		     const struct item *it)
{
	const struct pause_row *p = pause_of(r);

	record_part_open(d, h, _("延期告知书"), r, it);
	document_pair(d, _("指南时限"), limits_of(d, r));
	document_half(d, _("延长"),
		      p->days ? arena_printf(&d->arena, "%lld%s%s", (long long)p->days,
					     strcmp(p->unit, day_unit_names[UNIT_CALENDAR])
						     ? _("个")
						     : "",
					     p->unit)
			      : NULL);
	document_half(d, _("决定日期"), record_part_day(d, p->began));
	document_pair(d, _("延长原因"), p->reason);
	document_pair(d, _("延长后的办结期限"), record_part_due(d, r));
	document_text(d, NULL);
	document_line(
		d,
		_("上述事项不能在原时限内办结，依照办事指南，经批准延长办理时限一次，特此告知。"));
	letterhead_close(d, h, _("申请人（代办人）签收："), p->began);
}

/* ---- publicity ---- */

static bool is_unit(const struct case_party *p)
{
	for (int k = 0; p->kind && k < UNIT_KINDS; k++)
		if (strcmp(unit_kind_ids[k], p->kind) == 0)
			return true;
	return strcmp(p->role, role_ids[ROLE_UNIT]) == 0;
}

/* Those the case is about: everybody of its lists, else who lists show. */
static bool is_publicised(const struct case_record *r, size_t index)
{
	bool lists = false;

	for (size_t i = 0; i < r->n_parties; i++)
		lists = lists || r->parties[i].line > 0;
	return lists ? r->parties[index].line > 0 : index == 0;
}

static void add_party(struct document *d, const struct case_party *p, int n)
{
	bool unit = is_unit(p);
	/* A unit's name and code are public. */
	char *name = ident_masked_new(unit ? MASK_NONE : MASK_NAME, p->name);
	char *number = ident_masked_new(unit ? MASK_NONE : MASK_NUMBER, p->number);

	document_row(d, (const char *[]){arena_printf(&d->arena, "%d", n), name, number});
	free(number);
	free(name);
}

static void add_list(struct document *d, const struct case_record *r)
{
	const struct column columns[] = {{_("序号"), 6, true},
					 {_("姓名（单位名称）"), 30, false},
					 {_("证件号码"), 30, false}};
	int n = 0;

	document_table(d, _("公示名单"), columns, 3);
	document_repeat_head(d);
	for (size_t i = 0; i < r->n_parties; i++)
		if (is_publicised(r, i))
			add_party(d, &r->parties[i], ++n);
	if (!n)
		document_span(d, _("无"));
}

static const char *span_of(struct document *d, const struct pause_row *p)
{
	return p->began == DATE_NONE
		       ? NULL
		       : arena_printf(&d->arena, _("%s至%s"), record_part_day(d, p->began),
				      record_part_day(d, p->until));
}

static const char *stage_of(const struct case_record *r)
{
	for (size_t i = 0; i < r->n_stages; i++)
		if (r->stages[i].publicised)
			return r->stages[i].text;
	return NULL;
}

void publicity_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		     const struct item *it)
{
	const struct pause_row *p = pause_of(r);

	(void)it;
	letterhead_open(d, h, _("公示"), NULL, NULL);
	document_grid(d, NULL);
	document_pair(d, _("公示事项"), r->item_name);
	document_pair(d, _("公示时间"), span_of(d, p));
	add_list(d, r);
	document_text(d, NULL);
	document_line(d, h->phone && *h->phone
				 ? arena_printf(&d->arena,
						_("公示期间如有异议，请向本单位反映。电话：%s"),
						h->phone)
				 : _("公示期间如有异议，请向本单位反映。"));
	document_seal(d, h->agency, h->seal, p->began);
}

void publicity_report_build(struct document *d, const struct letterhead *h,
			    const struct case_record *r, const struct item *it)
{
	const struct pause_row *p = pause_of(r);

	(void)it;
	letterhead_open(d, h, _("公示情况表"), r->number, NULL);
	document_grid(d, NULL);
	document_pair(d, _("公示事项"), r->item_name);
	document_pair(d, _("公示环节"), stage_of(r));
	document_half(d, _("公示时间"), span_of(d, p));
	document_half(d, _("结束登记"), record_part_day(d, p->ended));
	document_pair(d, _("公示地点"), NULL);
	document_pair(d, _("公示结果"), p->result);
	add_list(d, r);
	document_ruled(d, _("异议及处理情况"), REPORT_LINES);
	document_sign(d);
	document_blank(d, _("经办人："), h->clerk);
	document_blank(d, _("复核人："), NULL);
	document_seal(d, h->agency, h->seal, p->ended);
}
