/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/related.h"

#include <string.h>

#include "base/text.h"
#include "tui/screen/calculate.h"
#include "tui/screen/consult.h"
#include "tui/widget/dialog.h"

static void add(struct related *r, const char *name, struct related_page page)
{
	size_t n = r->n;

	*ARENA_PUSH(&r->arena, r->names, n) = name;
	*ARENA_PUSH(&r->arena, r->pages, r->n) = page;
}

void related_find(struct related *r, struct session *s, const char *id)
{
	struct err e;
	const struct catalog *c = session_catalog(s, &e);
	const struct calculators *all = session_calculators(s, &e);

	*r = (struct related){0};
	for (size_t i = 0; all && i < all->n; i++)
		if (calculator_of(&all->rows[i], id))
			add(r, arena_printf(&r->arena, _("计算：%s"), all->rows[i].name),
			    (struct related_page){.calc = &all->rows[i]});
	for (size_t i = 0; c && i < c->n_consults; i++)
		if (consult_of_item(c->consults[i], id))
			add(r, arena_printf(&r->arena, _("咨询：%s"), c->consults[i]->name),
			    (struct related_page){.page = c->consults[i]});
}

void related_done(struct related *r)
{
	arena_done(&r->arena);
	*r = (struct related){0};
}

struct step related_open(const struct related *r, int tag)
{
	if (r->n == 0)
		return step_stay();
	if (r->n == 1)
		return related_chosen(r, 0);
	return step_push(dialog_menu(tag, _("相关的计算和咨询"), r->names, r->n, 0));
}

struct step related_chosen(const struct related *r, int answer)
{
	if (answer < 0)
		return step_redraw();
	const struct related_page *p = &r->pages[answer];
	return step_push(p->page ? consult_screen_new(p->page) : calculate_new(p->calc));
}
