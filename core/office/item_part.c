/* SPDX-License-Identifier: Apache-2.0 */
#include "office/item_part.h"

#include <stdlib.h>

#include "base/str.h"
#include "base/text.h"

static const char *keep(struct document *d, struct str *s)
{
	const char *text = arena_strdup(&d->arena, str_text(s));

	str_done(s);
	return text;
}

bool item_part_holds(const enum tri *truths, expr_ref when)
{
	return truths ? truths[when] != TRI_FALSE : when == EXPR_TRUE;
}

const char *item_part_fee(struct document *d, const struct item *it)
{
	const struct fee *f = &it->fee;
	struct str s = {0};
	char amount[MONEY_TEXT];

	if (f->stated == STATED_NOT)
		return _("指南未载明");
	if (f->stated == STATED_NONE)
		return _("不收费");
	str_addf(&s, _("%s元"), money_format(f->amount, amount));
	if (f->per)
		str_addf(&s, "/%s", f->per);
	if (f->basis)
		str_addf(&s, _("（%s）"), f->basis);
	return keep(d, &s);
}

const char *item_part_phones(struct document *d, const struct item *it)
{
	struct str s = {0};

	if (it->phones_stated == STATED_NOT && !it->n_phones)
		return _("指南未载明");
	for (size_t i = 0; i < it->n_phones; i++) {
		const struct phone *p = &it->phones[i];
		if (i)
			str_add(&s, _("；"));
		if (p->area)
			str_addf(&s, _("%s："), p->area);
		str_add(&s, p->number);
		item_phone_note(p, &s);
	}
	return keep(d, &s);
}

void item_part_promise(struct document *d, const struct item *it)
{
	if (!it->promise.given)
		return;
	char *days = item_promise_text(it);
	document_pair(d, _("本单位承诺时限"),
		      arena_printf(&d->arena, _("%s（%s）"), days, it->promise.source));
	free(days);
}

const char *item_part_texts(struct document *d, const struct text_list *list,
			    const enum tri *truths)
{
	struct str s = {0};

	if (list->stated == STATED_NOT)
		return _("指南未载明");
	for (size_t i = 0; i < list->count; i++)
		if (item_part_holds(truths, list->rows[i].when))
			str_addf(&s, "%s%s", s.len ? "\n" : "", list->rows[i].text);
	if (!s.len)
		str_add(&s, _("无"));
	return keep(d, &s);
}

/* ---- channels ---- */

static const struct column channel_columns[] = {
	{N_("渠道"), 9, true}, {N_("地点或路径"), 44, false}, {N_("电话"), 13, true}};

static void channel_row(struct document *d, const struct channel_row *c)
{
	struct str where = {0};

	if (c->text)
		str_add(&where, c->text);
	if (c->url)
		str_addf(&where, "%s%s", where.len ? "\n" : "", c->url);
	if (where.len || !c->n_places)
		document_row(d, (const char *[]){c->name, str_text(&where), ""});
	for (size_t i = 0; i < c->n_places; i++) {
		const struct place *p = &c->places[i];
		str_clear(&where);
		str_add(&where, p->name);
		if (p->address)
			str_addf(&where, _("（%s）"), p->address);
		if (p->note)
			str_addf(&where, "\n%s", p->note);
		document_row(d, (const char *[]){c->name, str_text(&where), p->phone});
	}
	str_done(&where);
}

void item_part_channels(struct document *d, const struct item *it, const enum tri *truths)
{
	struct column columns[3];

	for (int i = 0; i < 3; i++) {
		columns[i] = channel_columns[i];
		columns[i].title = _(columns[i].title);
	}
	document_table(d, _("办理渠道"), columns, 3);
	if (!it->n_channels)
		document_span(d, _("指南未载明"));
	for (size_t i = 0; i < it->n_channels; i++)
		if (item_part_holds(truths, it->channels[i].when))
			channel_row(d, &it->channels[i]);
}

/* ---- remarks ---- */

static void remark(struct document *d, const char *heading, bool *open, const char *text)
{
	if (!*open)
		document_hints(d, heading);
	*open = true;
	document_line(d, text);
}

void item_part_hints(struct document *d, const struct item *it, const enum tri *truths)
{
	bool open = false;

	for (size_t i = 0; i < it->hints.count; i++)
		if (item_part_holds(truths, it->hints.rows[i].when))
			remark(d, _("温馨提示"), &open, it->hints.rows[i].text);
	open = false;
	for (size_t i = 0; i < it->notes.count; i++)
		if (item_part_holds(truths, it->notes.rows[i].when))
			remark(d, _("备注"), &open, it->notes.rows[i].text);
}
