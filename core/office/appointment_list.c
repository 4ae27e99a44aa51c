/* SPDX-License-Identifier: Apache-2.0 */
#include "office/appointment_list.h"

#include <string.h>

#include "base/ident.h"
#include "base/text.h"

static const char *hour(struct document *d, int64_t minute)
{
	return arena_printf(&d->arena, "%lld:%02lld", (long long)minute / 60,
			    (long long)minute % 60);
}

static const char *phone(struct document *d, const char *number)
{
	if (!number)
		return "";
	char *out = arena_strdup(&d->arena, number);
	return ident_mask_phone(number, out, strlen(number) + 1);
}

static const char *channel(const char *id)
{
	for (int i = 0; i < APPOINTMENT_CHANNELS; i++)
		if (strcmp(appointment_channel_ids[i], id) == 0)
			return _(appointment_channel_names[i]);
	return id;
}

static const char *item(struct document *d, const struct appointment *a)
{
	return a->item ? arena_printf(&d->arena, "%s %s", a->item, a->item_name ? a->item_name : "")
		       : _("到场再定");
}

static bool is_late(const struct appointment *a)
{
	return strcmp(a->kind, appointment_kind_ids[APPOINTMENT_LATE]) == 0;
}

static void add_hours(struct document *d, const struct appointment_list *l)
{
	const struct column columns[] = {
		{_("时间"), 6, true},	{_("姓名"), 8, false}, {_("电话"), 11, true},
		{_("事项"), 22, false}, {_("渠道"), 8, true},  {_("窗口"), 9, true},
		{_("备注"), 12, false}, {_("结果"), 6, true},
	};
	size_t n = 0;

	document_table(d, _("预约"), columns, 8);
	document_repeat_head(d);
	for (size_t i = 0; i < l->n; i++) {
		const struct appointment *a = &l->rows[i];
		if (is_late(a))
			continue;
		n++;
		document_row(d, (const char *[]){hour(d, a->minute), a->name, phone(d, a->phone),
						 item(d, a), channel(a->channel),
						 a->window ? l->window(l->ctx, a->window) : "",
						 a->note,
						 a->state == APPOINTMENT_BOOKED
							 ? ""
							 : _(appointment_state_names[a->state])});
	}
	if (n == 0)
		document_span(d, _("无"));
}

static void add_late(struct document *d, const struct appointment_list *l)
{
	const struct column columns[] = {
		{_("约定"), 10, true},	   {_("姓名"), 8, false},  {_("电话"), 11, true},
		{_("事项"), 18, false},	   {_("原因"), 14, false}, {_("留下的人"), 8, true},
		{_("实际起止"), 10, true},
	};
	size_t n = 0;

	document_table(d, _("延时服务"), columns, 7);
	for (size_t i = 0; i < l->n; i++) {
		const struct appointment *a = &l->rows[i];
		if (!is_late(a))
			continue;
		n++;
		document_row(d,
			     (const char *[]){arena_printf(&d->arena, "%s–%s", hour(d, a->minute),
							   hour(d, a->until)),
					      a->name, phone(d, a->phone), item(d, a), a->reason,
					      l->clerk(l->ctx, a->stays),
					      a->state == APPOINTMENT_CANCELLED ? _("取消")
					      : a->unto ? arena_printf(&d->arena, "%s–%s",
								       hour(d, a->served),
								       hour(d, a->unto))
							: ""});
	}
	if (n == 0)
		document_span(d, _("无"));
}

void appointment_list_build(struct document *d, const struct letterhead *h,
			    const struct appointment_list *l)
{
	const struct appointment_counts *c = &l->counts;
	char day[32];

	letterhead_open(d, h, _("预约和延时服务登记表"), NULL, NULL);
	document_grid(d, NULL);
	document_half(d, _("日期"), date_format_zh(l->day, day));
	document_half(d, _("合计"),
		      arena_printf(&d->arena, _("约 %lld 人，到 %lld，未到 %lld，取消 %lld"),
				   (long long)c->agreed, (long long)c->arrived,
				   (long long)c->missed, (long long)c->cancelled));
	document_half(d, _("延时服务"),
		      arena_printf(&d->arena, _("%lld 次，共 %lld 分钟"), (long long)c->late_served,
				   (long long)c->late_minutes));
	document_half(d, _("制表人"), h->clerk);
	add_hours(d, l);
	add_late(d, l);
}
