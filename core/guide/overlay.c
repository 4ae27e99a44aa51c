/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/overlay.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "guide/folder.h"
#include "guide/overlay_file.h"

struct folder {
	struct catalog *c;
	struct faults *f;
	size_t n;
	struct overlay **rows;
};

static struct item *item_of(const struct catalog *c, const char *id)
{
	for (size_t i = 0; i < c->n_items; i++)
		if (strcmp(c->items[i]->id, id) == 0)
			return c->items[i];
	return NULL;
}

static void read_file(struct folder *d, const char *dir, const char *name)
{
	char *file = paths_join(dir, name), *id = xstrndup(name, strlen(name) - 5);
	const struct guide *g = catalog_guide(d->c, id);
	const struct item *it = item_of(d->c, id);
	size_t before = d->f->count;

	if (!g && !it) {
		faults_add(d->f, file, 0, 0,
			   catalog_consult(d->c, id)
				   ? _("%s 是咨询页，没有本单位补充")
				   : _("指南里没有「%s」：文件名应是事项或指南的 id（改了版？）"),
			   id);
	} else {
		struct overlay *o = overlay_take(ydoc_read(file, d->f), id, g != NULL, d->f);
		if (o && !o->bad && g)
			overlay_check_guide(o, g, d->c, d->f);
		else if (o && !o->bad)
			overlay_check_item(o, it, d->f);
		if (o) {
			o->bad = d->f->count != before;
			d->rows = xreallocarray(d->rows, d->n + 1, sizeof(*d->rows));
			d->rows[d->n++] = o;
		}
	}
	free(id);
	free(file);
}

/* The good one of this id; NULL. */
static const struct overlay *good(const struct folder *d, const char *id)
{
	for (size_t i = 0; i < d->n; i++)
		if (!d->rows[i]->bad && strcmp(d->rows[i]->id, id) == 0)
			return d->rows[i];
	return NULL;
}

bool overlay_folder(struct catalog *c, const char *dir, struct faults *f)
{
	struct folder d = {.c = c, .f = f};
	size_t before = f->count;
	struct names files;

	if (!paths_is_dir(dir))
		return true;
	folder_list(dir, &files, f);
	/* All are judged by what is printed, so first all are read. */
	for (size_t i = 0; i < files.count; i++) {
		if (folder_is_yaml(files.rows[i]))
			read_file(&d, dir, files.rows[i]);
	}
	for (size_t i = 0; i < c->n_items; i++) {
		struct item *it = c->items[i];
		overlay_merge(it, catalog_guide(c, it->guide), good(&d, it->guide),
			      good(&d, it->id));
	}
	for (size_t i = 0; i < d.n; i++)
		overlay_free(d.rows[i]);
	free(d.rows);
	names_done(&files);
	return f->count == before;
}

static struct overlay *parse_again(const char *id, bool of_guide, const char *text)
{
	struct faults f = {0};
	char *file = xasprintf("%s.yaml", id);
	struct overlay *o =
		text ? overlay_take(ydoc_parse(file, text, strlen(text), &f), id, of_guide, &f)
		     : NULL;

	free(file);
	faults_done(&f);
	if (o && o->bad) {
		overlay_free(o);
		return NULL;
	}
	return o;
}

void overlay_again(struct item *it, const struct guide *g, const char *of_guide,
		   const char *of_item)
{
	struct overlay *guide = parse_again(it->guide, true, of_guide);
	struct overlay *own = parse_again(it->id, false, of_item);

	overlay_merge(it, g, guide, own);
	overlay_free(own);
	overlay_free(guide);
}
