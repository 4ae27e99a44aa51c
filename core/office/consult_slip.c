/* SPDX-License-Identifier: Apache-2.0 */
#include "office/consult_slip.h"

#include "base/str.h"
#include "base/text.h"

static void add_parts(const struct consult_row *row, struct str *out)
{
	for (size_t i = 0; i < row->n_parts; i++) {
		str_addf(out, "%s%s", i ? _("；") : _("："), row->parts[i].name);
		if (row->parts[i].text)
			str_addf(out, _("（%s）"), row->parts[i].text);
	}
}

static void add_section(struct document *d, const struct consult *p,
			const struct consult_section *s)
{
	struct str text = {0};

	document_text(d, s->title);
	for (size_t i = s->first; i < s->first + s->count; i++) {
		str_clear(&text);
		consult_row_text(p, i, &text);
		add_parts(&p->rows[i], &text);
		document_line(d, str_text(&text));
	}
	str_done(&text);
}

static void add_foot(struct document *d, const struct consult *p)
{
	struct str text = {0};

	document_grid(d, NULL);
	for (size_t i = 0; i < p->n_basis; i++)
		str_addf(&text, "%s%s", i ? "\n" : "", p->basis[i].text);
	if (text.len)
		document_pair(d, _("依据"), str_text(&text));
	str_clear(&text);
	for (size_t i = 0; i < p->n_phones; i++)
		str_addf(&text, "%s%s%s%s", i ? _("；") : "",
			 p->phones[i].area ? p->phones[i].area : "", p->phones[i].area ? " " : "",
			 p->phones[i].number);
	document_pair(d, _("咨询电话"), text.len ? str_text(&text) : _("指南未载明"));
	str_done(&text);
}

void consult_slip(struct document *d, const struct letterhead *h, const struct consult *p,
		  date_day on)
{
	letterhead_open(d, h, _("咨询答复单"), NULL, NULL);
	document_grid(d, NULL);
	document_pair(d, _("咨询内容"), arena_printf(&d->arena, _("%s（%s）"), p->name, p->id));
	for (size_t i = 0; i < p->n_sections; i++)
		add_section(d, p, &p->sections[i]);
	add_foot(d, p);
	letterhead_close_slip(d, h, on);
}
