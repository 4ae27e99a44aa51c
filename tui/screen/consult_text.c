/* SPDX-License-Identifier: Apache-2.0
 *
 * The words of a consult page.
 */
#include "base/text.h"
#include "tui/screen/consult.h"

enum { IN = 2 };

static void add_lines(struct textpane *pane, const struct consult_row *row, int indent)
{
	textpane_addf(pane, STYLE_MUTED, indent, _("原文 %s%s%s"), row->lines,
		      row->reading ? _("　读法 ") : "", row->reading ? row->reading : "");
}

static void add_section(struct textpane *pane, const struct consult *p,
			const struct consult_section *s, bool sources)
{
	struct str text = {0};

	textpane_add(pane, s->level ? STYLE_LABEL : STYLE_HEADING, s->level * IN, s->title);
	for (size_t i = s->first; i < s->first + s->count; i++) {
		const struct consult_row *row = &p->rows[i];
		int indent = (s->level + 1) * IN;
		str_clear(&text);
		consult_row_text(p, i, &text);
		textpane_add(pane, row->kind == CONSULT_NOTE ? STYLE_WARN : STYLE_NORMAL, indent,
			     str_text(&text));
		for (size_t k = 0; k < row->n_parts; k++)
			textpane_addf(pane, STYLE_MUTED, indent + IN, "%s%s%s", row->parts[k].name,
				      row->parts[k].text ? "：" : "",
				      row->parts[k].text ? row->parts[k].text : "");
		if (sources)
			add_lines(pane, row, indent);
	}
	str_done(&text);
}

static void add_phones(struct textpane *pane, const struct consult *p)
{
	textpane_add(pane, STYLE_HEADING, 0, _("咨询电话"));
	if (p->phones_stated == STATED_NOT)
		textpane_add(pane, STYLE_NORMAL, IN, _("指南未载明"));
	for (size_t i = 0; i < p->n_phones; i++)
		textpane_addf(pane, STYLE_NORMAL, IN, "%s %s%s%s",
			      p->phones[i].area ? p->phones[i].area : "", p->phones[i].number,
			      p->phones[i].doubt ? _("　待核实：") : "",
			      p->phones[i].doubt ? p->phones[i].doubt : "");
}

void consult_text_fill(struct textpane *pane, const struct consult *p, bool sources)
{
	textpane_clear(pane);
	textpane_addf(pane, STYLE_HEADING, 0, "%s %s", p->id, p->name);
	textpane_addf(pane, STYLE_MUTED, 0, _("咨询 · %s%s%s"), p->category,
		      sources ? _(" · 原文 ") : "", sources ? p->lines : "");
	for (size_t i = 0; i < p->n_sections; i++)
		add_section(pane, p, &p->sections[i], sources);
	add_phones(pane, p);
	if (p->n_basis)
		textpane_add(pane, STYLE_HEADING, 0, _("依据"));
	for (size_t i = 0; i < p->n_basis; i++)
		textpane_addf(pane, STYLE_NORMAL, IN, "· %s", p->basis[i].text);
	if (sources && p->n_readings)
		textpane_add(pane, STYLE_HEADING, 0, _("读法"));
	for (size_t i = 0; sources && i < p->n_readings; i++)
		textpane_addf(pane, STYLE_NORMAL, IN, "%s：%s", p->readings[i].id,
			      p->readings[i].text);
}
