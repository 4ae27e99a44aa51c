/* SPDX-License-Identifier: Apache-2.0 */
#include "office/received.h"

#include <string.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/people.h"

enum { MASKED_NAME = 256 };

static bool is_accepted(const struct case_record *r)
{
	return r->state == CASE_ACCEPTED || r->state == CASE_DEFERRED;
}

/* Of a notice or a refusal everything went home again. */
static bool is_received(const struct received_case *c, const struct case_paper *p, date_day on)
{
	if (!is_accepted(c->record))
		return false;
	return p->arrived != DATE_NONE ? p->arrived == on
				       : c->decided && p->state && strcmp(p->state, "ok") == 0;
}

size_t received_count(const struct received_case *c, date_day on)
{
	size_t n = 0;

	for (size_t i = 0; i < c->record->n_papers; i++)
		n += is_received(c, &c->record->papers[i], on);
	return n;
}

char *received_number(const char *site, date_day day, int64_t visit_of_day)
{
	struct date_parts p = date_split(day);

	return xasprintf("%s-%04d%02d%02d-V%lld", site, p.year, p.month, p.day,
			 (long long)visit_of_day);
}

static const char *count(struct document *d, int64_t n)
{
	return n > 0 ? arena_printf(&d->arena, "%lld", (long long)n) : "";
}

static void add_case(struct document *d, const struct received_case *c, date_day on, size_t *all,
		     int64_t *copies)
{
	const struct case_record *r = c->record;
	char name[MASKED_NAME];

	ident_masked(MASK_NAME, r->n_parties ? r->parties[0].name : NULL, name, sizeof(name));
	document_span(d, arena_printf(&d->arena, "%s　%s　%s%s", r->number,
				      r->item_name ? r->item_name : r->item, name,
				      c->decided ? "" : _("（补交）")));
	for (size_t i = 0; i < r->n_papers; i++) {
		const struct case_paper *p = &r->papers[i];
		if (!is_received(c, p, on))
			continue;
		++*all;
		*copies += p->copies > 0 ? p->copies : 0;
		/* The record tells what was handed back; what was not said is ticked by hand. */
		document_row(d,
			     (const char *[]){count(d, (int64_t)*all), p->name, p->form,
					      count(d, p->copies), count(d, p->pages),
					      p->handed_back ? _("验后退还") : _("□留存　□退还")});
	}
}

void received_build(struct document *d, const struct letterhead *h, const char *number, date_day on,
		    const struct received_case *cases, size_t n)
{
	const struct column columns[] = {{_("序号"), 5, true},	{_("材料名称"), 27, false},
					 {_("形式"), 11, true}, {_("份数"), 5, true},
					 {_("页数"), 5, true},	{_("去向"), 13, true}};
	size_t all = 0, with = 0;
	int64_t copies = 0;

	letterhead_open(d, h, _("材料接收清单"), number, NULL);
	document_table(d, NULL, columns, 6);
	for (size_t i = 0; i < n; i++) {
		if (received_count(&cases[i], on) == 0)
			continue;
		with++;
		add_case(d, &cases[i], on, &all, &copies);
	}
	document_grid(d, NULL);
	document_half(d, _("办件"), arena_printf(&d->arena, _("%zu 件"), with));
	document_half(
		d, _("材料"),
		copies ? arena_printf(&d->arena, _("%zu 项，已点 %lld 份"), all, (long long)copies)
		       : arena_printf(&d->arena, _("%zu 项"), all));
	letterhead_close(d, h, _("交件人（代办人）签字："), on);
}
