/* SPDX-License-Identifier: Apache-2.0
 *
 * 免填单 from the intake, before anything is accepted.
 */
#include "tui/screen/filled.h"
#include "tui/screen/intake_state.h"

static void marked(void *ctx)
{
	struct intake_screen *s = ctx;

	s->dirty = true;
	intake_refresh(s);
}

struct step intake_show_filled(struct intake_screen *s)
{
	struct screen *next = filled_new(&s->c, s->k, marked, s);

	next->tag = TAG_PEOPLE;
	return step_push(next);
}
