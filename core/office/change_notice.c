/* SPDX-License-Identifier: Apache-2.0 */
#include "office/change_notice.h"

#include "base/text.h"

static const char *number(struct document *d, size_t n)
{
	return arena_printf(&d->arena, "%zu", n);
}

/* The one day all of it begins; several stand with the items. */
static const char *in_force(struct document *d, const struct guide_change *c)
{
	char day[32];

	for (size_t i = 1; i < c->n_items; i++)
		if (c->items[i].from != c->items[0].from)
			return _("见各项");
	if (c->n_items == 0 || c->items[0].from == DATE_NONE)
		return _("未定");
	return arena_printf(&d->arena, _("%s起"), date_format_zh(c->items[0].from, day));
}

static void add_item(struct document *d, const struct item_change *c)
{
	const struct column columns[] = {
		{_("序号"), 4, true}, {_("类别"), 7, true}, {_("变更内容"), 40, false}};
	char day[32];

	document_table(
		d, arena_printf(&d->arena, "%s %s%s", c->item, c->name, item_change_mark(c->kind)),
		columns, 3);
	for (size_t i = 0; i < c->n_lines; i++)
		document_row(
			d, (const char *[]){number(d, i + 1), c->lines[i].topic, c->lines[i].text});
	if (c->from != DATE_NONE)
		document_span(d, arena_printf(&d->arena, _("%s起施行。%s"),
					      date_format_zh(c->from, day),
					      c->transition ? c->transition : ""));
	else if (c->transition)
		document_span(d, c->transition);
}

static void add_touched(struct document *d, const struct change_notice *n)
{
	const struct column columns[] = {{_("序号"), 4, true},
					 {_("在办工作"), 9, true},
					 {_("事项"), 7, true},
					 {_("编号"), 16, true},
					 {_("怎么办"), 28, false}};

	document_table(d, _("受影响的在办工作"), columns, 5);
	for (size_t i = 0; i < n->n_touched; i++) {
		const struct touched *t = &n->touched[i];
		document_row(d, (const char *[]){number(d, i + 1), _(touched_names[t->kind]),
						 t->item, t->number, t->means});
	}
	if (n->n_touched == 0)
		document_span(d, _("无"));
}

void change_notice_build(struct document *d, const struct letterhead *h,
			 const struct change_notice *n)
{
	size_t count[TOUCHED_KINDS] = {0};

	for (size_t i = 0; i < n->n_touched; i++)
		count[n->touched[i].kind]++;
	letterhead_open(d, h, _("办事指南变更通知"), NULL, NULL);
	document_grid(d, NULL);
	document_half(d, _("变更事项"), arena_printf(&d->arena, _("%zu 项"), n->change->n_items));
	document_half(d, _("施行"), in_force(d, n->change));
	document_pair(d, _("涉及在办"),
		      arena_printf(&d->arena, _("草稿 %zu 份，一次性告知 %zu 件，容缺待补 %zu 件"),
				   count[TOUCHED_DRAFT], count[TOUCHED_NOTICE],
				   count[TOUCHED_PROMISE]));
	for (size_t i = 0; i < n->change->n_items; i++)
		add_item(d, &n->change->items[i]);
	add_touched(d, n);
	document_sign(d);
	document_blank(d, _("拟稿："), NULL);
	document_blank(d, _("签发："), NULL);
	document_seal(d, h->agency, NULL, n->on);
}
