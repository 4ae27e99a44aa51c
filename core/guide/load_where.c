/* SPDX-License-Identifier: Apache-2.0
 *
 * Where and what besides: channels and their places, phones, the fee, relations
 * to other items, remarks and readings.
 */
#include "guide/load_parts.h"

#include <string.h>

#include "base/text.h"

static struct place read_place(struct loader *l, const struct ynode *n)
{
	struct place p = {0};

	if (n->kind == YNODE_TEXT) {
		p.name = load_text_of(l, n);
		return p;
	}
	if (!ynode_keys(l->f, n, "name address phone note office lines"))
		return p;
	p.address = load_text(l, n, "address", false);
	p.phone = load_text(l, n, "phone", false);
	p.note = load_text(l, n, "note", false);
	p.office = load_text(l, n, "office", false);
	p.name = load_text(l, n, "name", !p.office);
	p.lines = load_lines_optional(l, n);
	if (!p.office)
		return p;
	for (size_t i = 0; i < l->g->n_offices; i++) {
		const struct office *o = &l->g->offices[i];
		if (strcmp(o->id, p.office) != 0)
			continue;
		p.name = p.name ? p.name : arena_strdup(l->a, o->name);
		if (!p.address && o->address)
			p.address = arena_strdup(l->a, o->address);
		if (!p.phone && o->phone)
			p.phone = arena_strdup(l->a, o->phone);
		l->uses_shared = true;
		return p;
	}
	ynode_fault(l->f, ynode_get(n, "office"), _("本指南的 offices 里没有「%s」"), p.office);
	return p;
}

static void read_places(struct loader *l, const struct ynode *map, struct channel_row *row)
{
	const struct ynode *list = load_list(l, map, "places", false);

	if (!list)
		return;
	row->places = arena_array(l->a, list->count ? list->count : 1, sizeof(*row->places));
	for (size_t i = 0; i < list->count; i++)
		row->places[row->n_places++] = read_place(l, list->values[i]);
}

static int channel_of(struct loader *l, const struct ynode *n)
{
	for (int i = 0; i < CHANNEL_KINDS; i++) {
		if (ynode_is(n, channel_names[i]))
			return i;
	}
	return load_word_of(l, n, channel_ids, CHANNEL_KINDS);
}

static void read_channels(struct loader *l)
{
	const struct ynode *list = load_required(l, l->root, "channels");

	if (!list || ynode_is(list, "unstated"))
		return;
	if (!(list = load_list(l, l->root, "channels", false)))
		return;
	if (list->count == 0)
		ynode_fault(l->f, list, _("channels 是空的：原文没写的写 unstated"));
	for (size_t i = 0; i < list->count; i++) {
		const struct ynode *map = list->values[i];
		struct channel_row row = {.here = true};
		int kind = -1;
		if (map->kind == YNODE_TEXT) {
			kind = channel_of(l, map);
		} else if (ynode_keys(l->f, map,
				      "id name here text url places when lines reading")) {
			const struct ynode *id = load_required(l, map, "id");
			kind = id ? channel_of(l, id) : -1;
			row.name = load_text(l, map, "name", false);
			row.text = load_text(l, map, "text", false);
			row.url = load_text(l, map, "url", false);
			row.lines = load_lines(l, map, NULL);
			row.reading = load_reading(l, map);
			row.here = load_bool(l, map, "here", true);
			row.when = load_when(l, map);
			read_places(l, map, &row);
		}
		row.kind = kind < 0 ? CHANNEL_WINDOW : (enum channel)kind;
		if (!row.name)
			row.name = channel_names[row.kind];
		/* A bank's counter is never ours; an application made online reaches us. */
		if (row.kind == CHANNEL_BANK)
			row.here = false;
		*ARENA_PUSH(l->a, l->it->channels, l->it->n_channels) = row;
	}
}

static void read_phones(struct loader *l)
{
	const struct ynode *list = ynode_get(l->root, "phones");

	if (!list || ynode_is(list, "unstated"))
		return;
	if (!(list = load_list(l, l->root, "phones", false)))
		return;
	l->it->phones_stated = STATED;
	for (size_t i = 0; i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (!ynode_keys(l->f, map, "area number doubt lines reading"))
			continue;
		*ARENA_PUSH(l->a, l->it->phones, l->it->n_phones) = (struct phone){
			.area = load_text(l, map, "area", false),
			.number = load_text(l, map, "number", true),
			.doubt = load_text(l, map, "doubt", false),
			.lines = load_lines(l, map, NULL),
		};
	}
}

static void read_fee(struct loader *l)
{
	const struct ynode *n = load_required(l, l->root, "fee");
	struct fee *fee = &l->it->fee;

	fee->per_var = -1;
	if (!n || ynode_is(n, "unstated"))
		return;
	if (!ynode_keys(l->f, n, "none yuan per times basis lines reading"))
		return;
	fee->lines = load_lines(l, n, NULL);
	fee->reading = load_reading(l, n);
	fee->basis = load_text(l, n, "basis", false);
	const struct ynode *yuan = ynode_get(n, "yuan"), *times = ynode_get(n, "times");
	if (!yuan == !ynode_get(n, "none")) {
		ynode_fault(
			l->f, n,
			_("fee 写 unstated、{none: 不收费, lines: …} 或 {yuan: 金额, lines: …}"));
		return;
	}
	fee->stated = yuan ? STATED : STATED_NONE;
	if (!yuan) {
		load_text(l, n, "none", true);
		return;
	}
	if (yuan->kind != YNODE_TEXT || !money_parse(yuan->text, &fee->amount) || fee->amount <= 0)
		ynode_fault(l->f, yuan, _("yuan 应是金额，如 10 或 12.50"));
	fee->per = load_text(l, n, "per", false);
	if (times)
		fee->per_var = load_multiplier(l, times, false);
}

static void read_relation(struct loader *l, const struct ynode *map)
{
	static const char *const kinds[] = {"before", "with", "excludes", "follows"};
	struct relation r = {0};
	int given = 0;

	if (!ynode_keys(l->f, map, "before with excludes follows text lines when reading"))
		return;
	for (int i = 0; i < 4; i++) {
		if (!ynode_get(map, kinds[i]))
			continue;
		given++;
		r.kind = (enum relation_kind)i;
		r.item = load_text(l, map, kinds[i], true);
	}
	r.text = load_text(l, map, "text", given == 0);
	r.lines = load_lines(l, map, NULL);
	r.when = load_when(l, map);
	if (given > 1)
		ynode_fault(l->f, map, _("before、with、excludes、follows 只能写一个"));
	if (given == 0)
		r.kind = RELATION_WITH;
	*ARENA_PUSH(l->a, l->it->relations, l->it->n_relations) = r;
}

static void read_readings(struct loader *l)
{
	const struct ynode *list = load_list(l, l->root, "readings", false);
	struct item *it = l->it;

	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (!ynode_keys(l->f, map, "id text"))
			continue;
		struct reading r = {load_text(l, map, "id", true), load_text(l, map, "text", true)};
		for (size_t j = 0; r.id && j < it->n_readings; j++) {
			if (it->readings[j].id && strcmp(it->readings[j].id, r.id) == 0)
				ynode_fault(l->f, ynode_get(map, "id"), _("id「%s」重复了"), r.id);
		}
		*ARENA_PUSH(l->a, it->readings, it->n_readings) = r;
	}
}

void load_where(struct loader *l)
{
	struct item *it = l->it;
	const struct ynode *list = load_list(l, l->root, "relations", false);

	read_channels(l);
	read_phones(l);
	read_fee(l);
	for (size_t i = 0; list && i < list->count; i++)
		read_relation(l, list->values[i]);
	it->delivery = load_text_list(l, "delivery", true);
	it->basis = load_text_list(l, "basis", true);
	it->hints = load_text_list(l, "hints", false);
	it->notes = load_text_list(l, "notes", false);
	read_readings(l);
}
