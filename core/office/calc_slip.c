/* SPDX-License-Identifier: Apache-2.0 */
#include "office/calc_slip.h"

#include <assert.h>

#include "base/text.h"

static void add_inputs(struct document *d, const struct calculator *c, const struct calc_inputs *in)
{
	const struct calc_spec *spec = &calc_specs[c->kind];
	char text[CALC_TEXT];

	for (int i = 0; i < CALC_INPUTS && spec->inputs[i].id; i++) {
		const struct calc_input *row = &spec->inputs[i];
		if (!calc_asks(c, in, i))
			continue;
		document_pair(d, _(row->label),
			      row->type == CALC_CHOICE
				      ? _(row->choices[in->value[i]].text)
				      : calc_format(row->type, in->value[i], text));
	}
}

void calc_slip(struct document *d, const struct letterhead *h, const struct calculator *c,
	       const struct calc_inputs *in, const struct calc_result *r, date_day on)
{
	assert(r->state == CALC_DONE);
	letterhead_open(d, h, _("测算结果单"), NULL, NULL);
	document_grid(d, NULL);
	document_pair(d, _("测算内容"), c->name);
	add_inputs(d, c, in);
	document_grid(d, _("结果"));
	for (size_t i = 0; i < r->n_answers; i++)
		document_pair(d, r->answers[i].label, r->answers[i].text);
	document_text(d, _("计算过程"));
	for (size_t i = 0; i < r->n_steps; i++)
		document_line(d, r->steps[i].text);
	document_hints(d, _("说明"));
	for (size_t i = 0; i < c->n_notes; i++)
		document_line(d, c->notes[i].text);
	if (r->rounded)
		document_line(d, calc_rounding());
	document_line(d, _("本单按所填的数测算，只供咨询，不作为核定待遇或缴费的依据。"));
	letterhead_close_slip(d, h, on);
}
