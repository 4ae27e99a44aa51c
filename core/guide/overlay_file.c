/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/overlay_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/load_parts.h"

enum { PROMISE_DAYS_MAX = 3660 };
static const char item_keys[] = "phones places aliases remedies promise";
static const char guide_keys[] = "offices phones remedies";

static bool is_among(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *p = words; len && (p = strstr(p, word)) != NULL; p += len)
		if ((p == words || p[-1] == ' ') && (p[len] == ' ' || !p[len]))
			return true;
	return false;
}

/* Whatever else a guide file may say is the guide's alone. */
static bool read_keys(struct loader *l, const char *allowed)
{
	if (l->root->kind != YNODE_MAP)
		return ynode_keys(l->f, l->root, allowed);
	for (size_t i = 0; i < l->root->count; i++) {
		const struct ynode *key = l->root->keys[i];
		if (!is_among(allowed, key->text))
			ynode_fault(l->f, key,
				    _("本单位补充不能写「%s」：指南的规定不改，只可写 %s"),
				    key->text, allowed);
	}
	return true;
}

static const char *read_source(struct loader *l, const struct ynode *map)
{
	if (!ynode_get(map, "source")) {
		ynode_fault(l->f, map,
			    _("缺少键「source」：要写明谁在何时核定，如 2026-03-02 办公室核实"));
		return NULL;
	}
	return load_text(l, map, "source", true);
}

static void read_phones(struct loader *l, struct overlay *o)
{
	const struct ynode *list = load_list(l, l->root, "phones", false);

	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (!ynode_keys(l->f, map, "settles area number source"))
			continue;
		*ARENA_PUSH(l->a, o->phones, o->n_phones) = (struct overlay_phone){
			.at = map,
			.settles = load_text(l, map, "settles", false),
			.area = load_text(l, map, "area", false),
			.number = load_text(l, map, "number", true),
			.source = read_source(l, map),
		};
	}
}

/* `key` names what is meant: the id of an office, the printed name of a place. */
static void read_places(struct loader *l, struct overlay *o, const char *list_key, const char *key)
{
	const struct ynode *list = load_list(l, l->root, list_key, false);
	char *allowed = xasprintf("%s address phone source", key);

	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (!ynode_keys(l->f, map, allowed))
			continue;
		const struct overlay_place p = {
			.at = map,
			.name = load_text(l, map, key, true),
			.address = load_text(l, map, "address", false),
			.phone = load_text(l, map, "phone", false),
			.source = read_source(l, map),
		};
		if (!ynode_get(map, "address") && !ynode_get(map, "phone"))
			ynode_fault(l->f, map, _("要写 address 或 phone"));
		*ARENA_PUSH(l->a, o->places, o->n_places) = p;
	}
	free(allowed);
}

static struct overlay_words *read_words(struct loader *l, const char *key, size_t *n)
{
	const struct ynode *list = load_list(l, l->root, key, false);
	struct overlay_words *rows = NULL;

	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *map = list->values[i];
		if (!ynode_keys(l->f, map, "text source"))
			continue;
		*ARENA_PUSH(l->a, rows, *n) = (struct overlay_words){
			.at = map,
			.text = load_text(l, map, "text", true),
			.source = read_source(l, map),
		};
	}
	return rows;
}

static void read_promise(struct loader *l, struct overlay *o)
{
	const struct ynode *map = ynode_get(l->root, "promise"), *days;
	int64_t value = 0;

	if (!map || !ynode_keys(l->f, map, "days unit source"))
		return;
	o->promise.at = map;
	o->promise.source = read_source(l, map);
	o->promise.unit = load_unit(l, map);
	if (!(days = load_required(l, map, "days")) ||
	    !load_int_of(l, days, 0, PROMISE_DAYS_MAX, &value))
		return;
	o->promise.days = (int)value;
	if (ynode_get(map, "unit") && (o->promise.unit == UNIT_AT_ONCE) != (value == 0))
		ynode_fault(l->f, days, _("即时办结写 days: 0 和 unit: 即时，其他时限至少1"));
}

struct overlay *overlay_take(struct ydoc *doc, const char *id, bool of_guide, struct faults *f)
{
	size_t before = f->count;

	if (!doc)
		return NULL;
	struct overlay *o = xcalloc(1, sizeof(*o));
	struct loader l = {.a = &o->arena, .f = f, .root = doc->root};
	o->doc = doc;
	o->piece = piece_new(doc->text, doc->len);
	o->id = arena_strdup(&o->arena, id);
	o->name = arena_printf(&o->arena, "%s.yaml", id);
	if (read_keys(&l, of_guide ? guide_keys : item_keys)) {
		read_phones(&l, o);
		o->remedies = read_words(&l, "remedies", &o->n_remedies);
		if (of_guide) {
			read_places(&l, o, "offices", "id");
		} else {
			read_places(&l, o, "places", "name");
			o->aliases = read_words(&l, "aliases", &o->n_aliases);
			read_promise(&l, o);
		}
	}
	o->bad = f->count != before;
	return o;
}

void overlay_free(struct overlay *o)
{
	if (!o)
		return;
	ydoc_free(o->doc);
	piece_drop(o->piece);
	arena_done(&o->arena);
	free(o);
}
