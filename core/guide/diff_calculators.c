/* SPDX-License-Identifier: Apache-2.0
 *
 * Calculators as rows to compare.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/calculator.h"
#include "guide/diff_work.h"

static void calculator_facts(const struct calculator *c, struct entries *list, struct arena *a)
{
	const struct calc_spec *spec = &calc_specs[c->kind];
	char text[CALC_TEXT];

	for (int i = 0; i < CALC_FACTS && spec->facts[i].id; i++) {
		struct entry *e =
			entry_add(list, a, spec->facts[i].id, spec->facts[i].id,
				  arena_printf(a, "数“%s”", spec->facts[i].id), c->facts[i].lines);
		entry_say(
			e, "",
			arena_strdup(a, calc_format(spec->facts[i].type, c->facts[i].value, text)));
	}
}

static char *notes_words(const struct calculator *c)
{
	struct str s = {0};

	for (size_t i = 0; i < c->n_notes; i++)
		str_add(&s, c->notes[i].text);
	return str_take(&s);
}

static struct entries calculator_rows(const struct calculator *c, struct arena *a)
{
	struct entries list = {.topic = "计算", .noun = ""};
	struct entry *e = entry_add(&list, a, "head", "head", "", c->lines);

	entry_say(e, "名称", c->name);
	entry_say(e, "算法", calc_specs[c->kind].id);
	entry_say(e, "每年录入的数", c->parameter_text);
	entry_say(e, "录入的数的编号", c->parameter);
	entry_take(e, a, "所在事项", joined_words(c->items, c->n_items));
	entry_take(e, a, "俗称", joined_words(c->aliases, c->n_aliases));
	entry_take(e, a, "说明", notes_words(c));
	calculator_facts(c, &list, a);
	return list;
}

static void diff_calculator(const struct calculator *old, const struct calculator *now,
			    struct guide_change *out)
{
	struct arena *a = &out->arena;
	const struct calculator *of = now ? now : old;
	struct item_change c = {
		.kind = !old   ? ITEM_NEW
			: !now ? ITEM_GONE
			       : ITEM_CHANGED,
		.item = arena_strdup(a, of->id),
		.guide = arena_strdup(a, of->guide),
		.name = arena_strdup(a, of->name),
		.from = DATE_NONE,
	};

	if (old && now) {
		struct entries x = calculator_rows(old, a), y = calculator_rows(now, a);
		diff_entries(&x, &y, a, &c);
		if (c.n_lines == 0)
			return;
	}
	*ARENA_PUSH(a, out->items, out->n_items) = c;
}

void diff_calculators(const struct calculators *old, const struct calculators *now,
		      struct guide_change *out)
{
	for (size_t i = 0; i < now->n; i++)
		diff_calculator(calculators_get(old, now->rows[i].id), &now->rows[i], out);
	for (size_t i = 0; i < old->n; i++)
		if (!calculators_get(now, old->rows[i].id))
			diff_calculator(&old->rows[i], NULL, out);
}
