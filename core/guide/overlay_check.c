/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "guide/overlay_file.h"

/* ---- phones ---- */

static bool same_area(const struct overlay_phone *p, const struct phone *printed)
{
	return !p->area || (printed->area && strcmp(printed->area, p->area) == 0);
}

enum found { FOUND_NOT, FOUND_SURE, FOUND_DOUBTFUL };

static enum found find_printed(const struct item *it, const struct overlay_phone *p,
			       const char *number)
{
	enum found best = FOUND_NOT;

	for (size_t i = 0; i < it->n_phones; i++) {
		const struct phone *printed = &it->phones[i];
		if (strcmp(printed->number, number) != 0 || !same_area(p, printed))
			continue;
		if (printed->doubt)
			return FOUND_DOUBTFUL;
		best = FOUND_SURE;
	}
	return best;
}

static void tell_unsettled(const struct overlay_phone *p, enum found found, struct faults *f)
{
	const struct ynode *at = ynode_get(p->at, "settles");

	if (found == FOUND_NOT)
		ynode_fault(f, at, _("指南没有印这个号码：%s%s%s（改了版？）"),
			    p->area ? p->area : "", p->area ? " " : "", p->settles);
	else if (found == FOUND_SURE)
		ynode_fault(f, at, _("指南印的%s不存疑，不能改；另有号码的不写 settles"),
			    p->settles);
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void check_twice(const struct overlay *o, struct faults *f)
{
	for (size_t i = 0; i < o->n_phones; i++)
		for (size_t j = 0; j < i; j++) {
			const struct overlay_phone *a = &o->phones[i], *b = &o->phones[j];
			if (same_text(a->settles, b->settles) && same_text(a->area, b->area) &&
			    (a->settles || strcmp(a->number, b->number) == 0)) {
				ynode_fault(f, a->at, _("这个号码写了两次"));
				break;
			}
		}
	for (size_t i = 0; i < o->n_places; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(o->places[i].name, o->places[j].name) == 0) {
				ynode_fault(f, o->places[i].at, _("「%s」写了两次"),
					    o->places[i].name);
				break;
			}
}

/* ---- a guide's ---- */

static enum found find_in_guide(const struct catalog *c, const struct guide *g,
				const struct overlay_phone *p, const char *number)
{
	enum found best = FOUND_NOT;

	for (size_t i = 0; i < c->n_items; i++) {
		if (strcmp(c->items[i]->guide, g->id) != 0)
			continue;
		enum found found = find_printed(c->items[i], p, number);
		best = found > best ? found : best;
	}
	return best;
}

void overlay_check_guide(const struct overlay *o, const struct guide *g, const struct catalog *c,
			 struct faults *f)
{
	for (size_t i = 0; i < o->n_phones; i++)
		if (o->phones[i].settles)
			tell_unsettled(&o->phones[i],
				       find_in_guide(c, g, &o->phones[i], o->phones[i].settles), f);
	for (size_t i = 0; i < o->n_places; i++) {
		bool found = false;
		for (size_t k = 0; k < g->n_offices; k++)
			found |= strcmp(g->offices[k].id, o->places[i].name) == 0;
		if (!found)
			ynode_fault(f, ynode_get(o->places[i].at, "id"),
				    _("本指南的 offices 里没有「%s」"), o->places[i].name);
	}
	check_twice(o, f);
}

/* ---- an item's ---- */

static bool has_place(const struct item *it, const char *name)
{
	for (size_t i = 0; i < it->n_channels; i++)
		for (size_t k = 0; k < it->channels[i].n_places; k++)
			if (strcmp(it->channels[i].places[k].name, name) == 0)
				return true;
	return false;
}

/* A promise only ever shortens: it is less than every limit the guide puts a number to. */
static void check_promise(const struct overlay *o, const struct item *it, struct faults *f)
{
	const struct ynode *days = ynode_get(o->promise.at, "days");

	for (size_t i = 0; i < it->n_limits; i++) {
		const struct limit *l = &it->limits[i];
		if (!l->stated)
			continue;
		char *printed = item_limit_text(l);
		if (l->unit == UNIT_AT_ONCE ||
		    (o->promise.unit == l->unit && o->promise.days >= l->days))
			ynode_fault(f, days, _("不比指南的时限短：指南是%s"), printed);
		else if (o->promise.unit != UNIT_AT_ONCE && o->promise.unit != l->unit)
			ynode_fault(f, ynode_get(o->promise.at, "unit"),
				    _("指南的时限是%s，承诺要用同一单位才比得出长短"), printed);
		free(printed);
	}
}

void overlay_check_item(const struct overlay *o, const struct item *it, struct faults *f)
{
	for (size_t i = 0; i < o->n_phones; i++) {
		const struct overlay_phone *p = &o->phones[i];
		if (p->settles)
			tell_unsettled(p, find_printed(it, p, p->settles), f);
		else if (find_printed(it, p, p->number) != FOUND_NOT)
			ynode_fault(f, ynode_get(p->at, "number"), _("指南已印有%s，不用再加"),
				    p->number);
	}
	for (size_t i = 0; i < o->n_places; i++)
		if (!has_place(it, o->places[i].name))
			ynode_fault(f, ynode_get(o->places[i].at, "name"),
				    _("本事项的渠道里没有印「%s」这个地点（改了版？）"),
				    o->places[i].name);
	for (size_t i = 0; i < o->n_aliases; i++)
		for (size_t k = 0; k < it->n_aliases; k++)
			if (strcmp(it->aliases[k], o->aliases[i].text) == 0)
				ynode_fault(f, ynode_get(o->aliases[i].at, "text"),
					    _("别名「%s」已经有了"), o->aliases[i].text);
	if (o->promise.source)
		check_promise(o, it, f);
	check_twice(o, f);
}
