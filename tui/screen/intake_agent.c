/* SPDX-License-Identifier: Apache-2.0
 *
 * Who comes for another: the block of the agent, opened by one key where the item
 * does not ask for it, and kept from case to case of one visit.
 */
#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/intake_state.h"

static int agent_block(const struct item *it)
{
	for (size_t b = 0; b < it->n_blocks; b++)
		if (it->blocks[b].role == ROLE_AGENT)
			return (int)b;
	return -1;
}

struct step intake_turn_agent(struct intake_screen *s, struct app *app)
{
	struct value *agent = &s->c.in.values[FACT_AGENT];
	int block = agent_block(s->item);

	if (block < 0 || check_goes_elsewhere(s->k)) {
		app_say(app, STYLE_WARN, _("这个事项没有代办人一栏"));
		return step_redraw();
	}
	if (casefile_has_agent(&s->c))
		*agent = s->item->vars[FACT_AGENT].used
				 ? (struct value){.state = VALUE_KNOWN, .a = 0}
				 : (struct value){.state = VALUE_OPEN};
	else
		*agent = (struct value){.state = VALUE_KNOWN, .a = 1};
	s->dirty = true;
	s->pane = PANE_FORM;
	intake_refresh(s);
	if (casefile_has_agent(&s->c))
		form_goto(&s->form, ROW_FIELD + (int)s->item->blocks[block].first);
	return step_redraw();
}

/* Once per block, at its first field: a line under each would fill the page. */
void intake_mark_carried(struct intake_screen *s)
{
	for (size_t b = 0; s->carried.fields && b < s->item->n_blocks; b++) {
		size_t first = s->item->blocks[b].first;
		if (s->carried.fields[first])
			form_say(&s->form, ROW_FIELD + (int)first, STYLE_MUTED,
				 _("沿用上一件，请核对"));
	}
}
