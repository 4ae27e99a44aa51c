/* SPDX-License-Identifier: Apache-2.0 */
#include "case/edition.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/calculator.h"
#include "guide/consult.h"
#include "guide/lint.h"

/* ---- what is in force ---- */

static struct guide_text text_of(const char *path, const char *file, const char *text)
{
	return (struct guide_text){path, file, text, strlen(text)};
}

bool edition_source(struct store *s, const char *forms, const char *only, date_day on,
		    int64_t without, struct arena *a, struct guide_source *out, struct err *e)
{
	struct edition_file *files;
	struct guide_text *texts;
	size_t n;

	if (!editions_in_force(s, on, without, a, &files, &n, e))
		return false;
	texts = arena_array(a, n + 1, sizeof(*texts));
	for (size_t i = 0; i < n; i++)
		texts[i] = text_of(files[i].path, files[i].path, files[i].text);
	*out = (struct guide_source){.forms = forms, .only_guide = only, .n = n, .texts = texts};
	return true;
}

/* ---- checking new ones ---- */

struct checking {
	struct store *store;
	const char *forms;
	const struct guide_text *texts;
	size_t n;
	date_day *from;	  /* of each */
	const char *only; /* the one guide they belong to; NULL: several, or what all share */
	struct faults *f;
	struct arena arena;
};

/* An item or a consult page; the rest is for a whole guide, or for all. */
static bool is_item(const struct guide_text *t)
{
	const char *slash = strchr(t->path, '/');

	return slash && slash[1] != '_'; /* _shared.yaml, _calculators.yaml */
}

/* Puts one where its day belongs, after those of the same day: the last of a path counts. */
static void put_text(struct guide_text *texts, date_day *days, size_t n, struct guide_text t,
		     date_day day)
{
	size_t at = n;

	for (; at > 0 && days[at - 1] > day; at--) {
		texts[at] = texts[at - 1];
		days[at] = days[at - 1];
	}
	texts[at] = t;
	days[at] = day;
}

/* In force on the day, with those of the new files that will be. */
static bool source_on(struct checking *c, date_day on, bool with_new, struct guide_source *out,
		      struct err *e)
{
	struct edition_file *files;
	size_t n, kept = 0;

	if (!editions_in_force(c->store, on, 0, &c->arena, &files, &n, e))
		return false;
	struct guide_text *texts = arena_array(&c->arena, n + c->n + 1, sizeof(*texts));
	date_day *days = arena_array(&c->arena, n + c->n + 1, sizeof(*days));
	for (size_t i = 0; i < n; i++)
		put_text(texts, days, kept++, text_of(files[i].path, files[i].path, files[i].text),
			 files[i].effective);
	for (size_t i = 0; with_new && i < c->n; i++)
		if (c->from[i] <= on)
			put_text(texts, days, kept++, c->texts[i], c->from[i]);
	*out = (struct guide_source){
		.forms = c->forms, .only_guide = c->only, .n = kept, .texts = texts};
	return true;
}

static const char *only_guide(struct checking *c)
{
	size_t len = strcspn(c->texts[0].path, "/");

	for (size_t i = 0; i < c->n; i++)
		if (strncmp(c->texts[i].path, c->texts[0].path, len) != 0 ||
		    c->texts[i].path[len] != '/')
			return NULL;
	return arena_strndup(&c->arena, c->texts[0].path, len);
}

static bool touches(const struct checking *c, const char *of, const char *id)
{
	for (size_t i = 0; i < c->n; i++) {
		const char *path = c->texts[i].path, *slash = strchr(path, '/');
		size_t guide = slash ? (size_t)(slash - path) : 0;
		if (!slash) /* blocks.yaml */
			return true;
		if (strlen(of) != guide || strncmp(path, of, guide) != 0)
			continue;
		const char *name = slash + 1;
		size_t len = strlen(id);
		if (strcmp(name, "_shared.yaml") == 0 ||
		    (strncmp(name, id, len) == 0 && strcmp(name + len, ".yaml") == 0))
			return true;
	}
	return false;
}

static void read_calculators(const struct guide_source *src, const struct catalog *catalog,
			     struct calculators *out, struct faults *f)
{
	for (size_t i = 0; i < catalog->n_guides; i++)
		calculators_read(out, src, catalog->guides[i], catalog, f);
}

static void lint_touched(struct checking *c, const struct catalog *catalog)
{
	for (size_t i = 0; i < catalog->n_items; i++) {
		const struct item *it = catalog->items[i];
		if (touches(c, it->guide, it->id))
			lint_item(it, catalog_guide(catalog, it->guide), catalog, c->f);
	}
	for (size_t i = 0; i < catalog->n_consults; i++) {
		const struct consult *p = catalog->consults[i];
		if (touches(c, p->guide, p->id))
			lint_consult(p, catalog_guide(catalog, p->guide), catalog, c->f);
	}
}

/* Everything as it will be on that day: loaded, and what the files touch linted. */
static bool check_day(struct checking *c, date_day on, struct err *e)
{
	struct calculators calculators = {0};
	struct guide_source src;
	struct catalog catalog;

	if (!source_on(c, on, true, &src, e))
		return false;
	/* With items left out, what stands on them would be called lost. */
	if (catalog_read(&catalog, &src, c->f))
		read_calculators(&src, &catalog, &calculators, c->f);
	lint_touched(c, &catalog);
	calculators_done(&calculators);
	catalog_done(&catalog);
	return true;
}

/* The day an item's file names itself; DATE_NONE, as of a consult page. */
static date_day own_day(const struct guide_source *src, const struct guide_text *t,
			struct faults *f)
{
	const char *slash = strchr(t->path, '/');
	char *id = xstrndup(t->path, (size_t)(slash - t->path));
	struct guide *g = guide_read(src, id, f);
	struct ydoc *doc = g ? ydoc_parse(t->file, t->text, t->len, f) : NULL;
	struct item *it = NULL;
	date_day day = DATE_NONE;

	if (doc && consult_is(doc))
		ydoc_free(doc);
	else if (doc)
		it = item_take(g, t->file, doc, f);
	if (it)
		day = it->effective_from;
	item_free(it);
	guide_free(g);
	free(id);
	return day;
}

static bool find_days(struct checking *c, date_day effective, struct err *e)
{
	date_day today = store_today(c->store), first = DATE_NONE;
	struct guide_source src;
	bool several = false;

	for (size_t i = 0; i < c->n; i++)
		c->from[i] = today;
	if (!source_on(c, today, true, &src, e))
		return false;
	for (size_t i = 0; i < c->n; i++) {
		if (!is_item(&c->texts[i]))
			continue;
		date_day own = own_day(&src, &c->texts[i], c->f);
		c->from[i] = own != DATE_NONE && own > today ? own
			     : effective != DATE_NONE	     ? effective
							     : today;
		several |= first != DATE_NONE && first != c->from[i];
		first = c->from[i];
	}
	for (size_t i = 0; i < c->n; i++) {
		if (is_item(&c->texts[i]))
			continue;
		if (effective == DATE_NONE && several)
			faults_add(
				c->f, c->texts[i].file, 0, 0,
				_("同时载入的事项生效日不同，请用 --effective 指明本文件的生效日"));
		c->from[i] = effective != DATE_NONE ? effective
			     : first != DATE_NONE   ? first
						    : today;
	}
	return true;
}

/* Every day from the first on which what is in force is another. */
static bool check_days(struct checking *c, struct err *e)
{
	date_day *later, first = c->from[0];
	size_t n;

	for (size_t i = 1; i < c->n; i++)
		if (c->from[i] < first)
			first = c->from[i];
	bool ok =
		check_day(c, first, e) && editions_days(c->store, first, &c->arena, &later, &n, e);
	for (size_t i = 0; ok && i < n; i++)
		ok = check_day(c, later[i], e);
	for (size_t i = 0; ok && i < c->n; i++) {
		bool done = c->from[i] == first;
		for (size_t j = 0; j < i; j++)
			done |= c->from[j] == c->from[i];
		ok = done || check_day(c, c->from[i], e);
	}
	return ok;
}

/* ---- what changes ---- */

/* Fills change with what two sources say; how many of it are no calculators. `f`: the faults of
 * the newer one; NULL. */
static size_t diff_sources(const struct guide_source *before, const struct guide_source *after,
			   struct guide_change *change, struct faults *f)
{
	struct calculators calc_old = {0}, calc_now = {0};
	struct faults ignored = {0};
	struct catalog old, now;

	catalog_read(&old, before, &ignored);
	read_calculators(before, &old, &calc_old, &ignored);
	if (catalog_read(&now, after, f ? f : &ignored))
		read_calculators(after, &now, &calc_now, f ? f : &ignored);
	diff_catalogs(&old, &now, change);
	size_t items = change->n_items;
	diff_calculators(&calc_old, &calc_now, change);
	calculators_done(&calc_old);
	calculators_done(&calc_now);
	catalog_done(&old);
	catalog_done(&now);
	faults_done(&ignored);
	return items;
}

static void put_words(struct edition *d)
{
	json_t *j = diff_json(&d->change);

	d->words = json_dumps(j, JSON_COMPACT);
	json_decref(j);
}

/* Since which day a change of that file is in force; `last` of what no file names. */
static date_day day_of(const struct checking *c, const char *guide, const char *name, date_day last)
{
	char *path = xasprintf("%s/%s.yaml", guide, name);

	for (size_t k = 0; k < c->n; k++)
		if (strcmp(c->texts[k].path, path) == 0)
			last = c->from[k];
	free(path);
	return last;
}

static bool tell_change(struct checking *c, struct edition *out, struct err *e)
{
	struct guide_source before, after;
	date_day last = c->from[0];

	for (size_t i = 1; i < c->n; i++)
		if (c->from[i] > last)
			last = c->from[i];
	if (!source_on(c, last, false, &before, e) || !source_on(c, last, true, &after, e))
		return false;
	size_t items = diff_sources(&before, &after, &out->change, NULL);
	for (size_t i = 0; i < out->change.n_items; i++) {
		struct item_change *change = &out->change.items[i];
		change->from =
			day_of(c, change->guide, i < items ? change->item : "_calculators", last);
	}
	put_words(out);
	return true;
}

bool edition_check(struct store *s, const char *forms, const struct guide_text *texts, size_t n,
		   date_day effective, struct edition *out, struct faults *f, struct err *e)
{
	struct checking c = {.store = s, .forms = forms, .texts = texts, .n = n, .f = f};
	size_t before = f->count;

	err_clear(e);
	if (effective != DATE_NONE && effective < store_today(s))
		return err_set(e, ERR_INPUT, _("生效日不能早于今天"));
	c.only = only_guide(&c);
	c.from = arena_array(&out->arena, n + 1, sizeof(*c.from));
	bool ok = editions_stamp(s, &out->seen, e) && find_days(&c, effective, e) &&
		  f->count == before && check_days(&c, e) && f->count == before &&
		  tell_change(&c, out, e);
	for (size_t i = 0; ok && i < n; i++)
		*ARENA_PUSH(&out->arena, out->files, out->n) = (struct edition_file){
			texts[i].path, arena_strdup(&out->arena, texts[i].text), c.from[i]};
	faults_sort(f);
	arena_done(&c.arena);
	return ok;
}

void edition_done(struct edition *d)
{
	free(d->words);
	arena_done(&d->change.arena);
	arena_done(&d->arena);
	*d = (struct edition){0};
}

bool edition_load(struct store *s, const struct actor *who, const struct edition *d, int64_t *id,
		  struct err *e)
{
	if (d->change.n_items == 0)
		return err_set(e, ERR_REFUSED, _("与现行的指南没有不同，不用载入"));
	return editions_add(s, who, d->files, d->n, d->words, d->seen, id, e);
}

/* ---- taking back ---- */

static bool back_change(struct store *s, const char *forms, int64_t id, date_day on,
			struct guide_change *change, struct faults *f, struct err *e)
{
	struct guide_source with, without;
	struct arena a = {0};
	size_t before = f->count;
	bool ok = edition_source(s, forms, NULL, on, 0, &a, &with, e) &&
		  edition_source(s, forms, NULL, on, id, &a, &without, e);

	if (ok)
		diff_sources(&with, &without, change, f);
	arena_done(&a);
	return ok && f->count == before;
}

static bool first_day(struct store *s, int64_t id, date_day *on, struct err *e)
{
	struct arena a = {0};
	struct edition_row *rows;
	size_t n;
	bool ok = editions_list(s, NULL, &a, &rows, &n, e);

	*on = store_today(s);
	for (size_t i = 0; ok && i < n; i++)
		if (rows[i].id == id && rows[i].effective > *on)
			*on = rows[i].effective;
	arena_done(&a);
	return ok;
}

bool edition_back(struct store *s, const struct actor *who, const char *forms, int64_t id,
		  const char *reason, struct faults *f, struct err *e)
{
	struct edition d = {0};
	date_day on;

	err_clear(e);
	bool ok = editions_stamp(s, &d.seen, e) && first_day(s, id, &on, e) &&
		  back_change(s, forms, id, on, &d.change, f, e);
	for (size_t i = 0; ok && i < d.change.n_items; i++)
		d.change.items[i].from = store_today(s);
	if (ok)
		put_words(&d);
	ok = ok && editions_back(s, who, id, reason, d.words, d.seen, e);
	edition_done(&d);
	return ok;
}
