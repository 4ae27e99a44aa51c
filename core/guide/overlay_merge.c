/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "guide/overlay_file.h"

struct merging {
	struct item *it;
	const struct guide *g;
	const struct overlay *o;
	bool changed; /* by this file */
};

static const char *keep(struct merging *m, const char *text)
{
	return text ? arena_strdup(&m->it->arena, text) : NULL;
}

/* NULL: the guide gives neither. */
static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* What stands for the same printed words, said by this file at another place or by the guide's file
 * before it. */
static struct overlaid *noted(struct merging *m, const char *key, const char *text,
			      const char *printed)
{
	for (size_t i = 0; printed && i < m->it->n_overlaid; i++) {
		struct overlaid *o = &m->it->overlaid[i];
		if (strcmp(o->key, key) == 0 && same(o->printed, printed) &&
		    (strcmp(o->text, text) == 0 || strcmp(o->file, m->o->name) != 0))
			return o;
	}
	return NULL;
}

static void note(struct merging *m, const char *key, const char *text, const char *printed,
		 const char *source)
{
	struct overlaid *row = noted(m, key, text, printed);

	m->changed = true;
	if (!row)
		row = ARENA_PUSH(&m->it->arena, m->it->overlaid, m->it->n_overlaid);
	*row = (struct overlaid){key, keep(m, text), keep(m, printed), keep(m, source),
				 keep(m, m->o->name)};
}

static void forget(struct merging *m, const char *key)
{
	struct item *it = m->it;
	size_t kept = 0;

	for (size_t i = 0; i < it->n_overlaid; i++)
		if (strcmp(it->overlaid[i].key, key) != 0)
			it->overlaid[kept++] = it->overlaid[i];
	it->n_overlaid = kept;
}

/* ---- phones ---- */

/* Numbers in doubt, and those the guide's file settled: the item's own goes before it. */
static void settle_phone(struct merging *m, const struct overlay_phone *p)
{
	for (size_t i = 0; i < m->it->n_phones; i++) {
		struct phone *to = &m->it->phones[i];
		const char *printed = to->printed ? to->printed : to->number;
		if ((!to->doubt && !to->printed) || strcmp(printed, p->settles) != 0 ||
		    (p->area && (!to->area || strcmp(to->area, p->area) != 0)))
			continue;
		to->printed = printed;
		to->number = keep(m, p->number);
		to->source = keep(m, p->source);
		to->doubt = NULL;
		note(m, "phones", p->number, printed, p->source);
	}
}

/* One the item prints already is not said twice. */
static void add_phone(struct merging *m, const struct overlay_phone *p)
{
	struct item *it = m->it;

	for (size_t i = 0; i < it->n_phones; i++)
		if (strcmp(it->phones[i].number, p->number) == 0)
			return;
	*ARENA_PUSH(&it->arena, it->phones, it->n_phones) =
		(struct phone){.area = keep(m, p->area),
			       .number = keep(m, p->number),
			       .source = keep(m, p->source)};
	note(m, "phones", p->number, NULL, p->source);
}

/* ---- places ---- */

static const struct office *office_of(const struct guide *g, const char *id)
{
	for (size_t i = 0; id && i < g->n_offices; i++)
		if (strcmp(g->offices[i].id, id) == 0)
			return &g->offices[i];
	return NULL;
}

static void put_place(struct merging *m, struct place *to, const struct overlay_place *p,
		      bool address, bool phone)
{
	if (p->address && address) {
		note(m, "places", p->address, to->address, p->source);
		to->address = keep(m, p->address);
		to->source = keep(m, p->source);
	}
	if (p->phone && phone) {
		note(m, "places", p->phone, to->phone, p->source);
		to->phone = keep(m, p->phone);
		to->source = keep(m, p->source);
	}
}

/* Of a guide's file the name is an office: what the item prints of its own stays. */
static void merge_place(struct merging *m, const struct overlay_place *p, bool of_guide)
{
	const struct office *o = of_guide ? office_of(m->g, p->name) : NULL;

	for (size_t i = 0; i < m->it->n_channels; i++) {
		for (size_t k = 0; k < m->it->channels[i].n_places; k++) {
			struct place *to = &m->it->channels[i].places[k];
			if (!of_guide && strcmp(to->name, p->name) == 0)
				put_place(m, to, p, true, true);
			else if (o && to->office && strcmp(to->office, o->id) == 0)
				put_place(m, to, p, same(to->address, o->address),
					  same(to->phone, o->phone));
		}
	}
}

/* ---- one file ---- */

static void merge_remedies(struct merging *m)
{
	struct item *it = m->it;

	if (!m->o->n_remedies)
		return;
	forget(m, "remedies"); /* the item's own in place of the guide's */
	it->remedies = NULL;
	it->n_remedies = 0;
	for (size_t i = 0; i < m->o->n_remedies; i++) {
		const struct overlay_words *w = &m->o->remedies[i];
		*ARENA_PUSH(&it->arena, it->remedies, it->n_remedies) = keep(m, w->text);
		note(m, "remedies", w->text, NULL, w->source);
	}
}

static void merge_aliases(struct merging *m)
{
	struct item *it = m->it;
	const char **all =
		arena_array(&it->arena, it->n_aliases + m->o->n_aliases + 1, sizeof(*all));

	for (size_t i = 0; i < it->n_aliases; i++)
		all[i] = it->aliases[i];
	it->aliases = all;
	for (size_t i = 0; i < m->o->n_aliases; i++) {
		const struct overlay_words *w = &m->o->aliases[i];
		it->aliases[it->n_aliases++] = keep(m, w->text);
		note(m, "aliases", w->text, NULL, w->source);
	}
}

static void merge_promise(struct merging *m)
{
	const struct overlay *o = m->o;

	if (!o->promise.source)
		return;
	m->it->promise = (struct promise){.given = true,
					  .days = o->promise.days,
					  .unit = o->promise.unit,
					  .source = keep(m, o->promise.source)};
	char *text = item_promise_text(m->it);
	note(m, "promise", text, NULL, o->promise.source);
	free(text);
}

static bool merge_file(struct item *it, const struct guide *g, const struct overlay *o,
		       bool of_guide)
{
	struct merging m = {.it = it, .g = g, .o = o};

	for (size_t i = 0; i < o->n_phones; i++) {
		if (o->phones[i].settles)
			settle_phone(&m, &o->phones[i]);
		else
			add_phone(&m, &o->phones[i]);
	}
	for (size_t i = 0; i < o->n_places; i++)
		merge_place(&m, &o->places[i], of_guide);
	merge_aliases(&m);
	merge_remedies(&m);
	merge_promise(&m);
	return m.changed;
}

/* ---- the version ---- */

/* Of the bytes of the guide, by their own hash, and of the site's that decided something. */
static void renew_version(struct item *it)
{
	crypto_generichash_state state;
	unsigned char digest[16];

	crypto_generichash_init(&state, NULL, 0, sizeof(digest));
	crypto_generichash_update(&state, (const unsigned char *)it->version, strlen(it->version));
	for (int i = PIECE_SITE_GUIDE; i <= PIECE_SITE_ITEM; i++) {
		const char *text = piece_text(it->pieces[i]);
		if (!text)
			continue;
		crypto_generichash_update(&state, (const unsigned char *)piece_ids[i],
					  strlen(piece_ids[i]) + 1);
		crypto_generichash_update(&state, (const unsigned char *)text, strlen(text) + 1);
	}
	crypto_generichash_final(&state, digest, sizeof(digest));
	sodium_bin2hex(it->version, sizeof(it->version), digest, sizeof(digest));
}

void overlay_merge(struct item *it, const struct guide *g, const struct overlay *of_guide,
		   const struct overlay *of_item)
{
	if (of_guide && merge_file(it, g, of_guide, true))
		it->pieces[PIECE_SITE_GUIDE] = piece_hold(of_guide->piece);
	if (of_item && merge_file(it, g, of_item, false))
		it->pieces[PIECE_SITE_ITEM] = piece_hold(of_item->piece);
	if (it->n_overlaid)
		renew_version(it);
}
