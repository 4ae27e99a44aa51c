/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/lint.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/calculator.h"
#include "guide/calendar_file.h"
#include "guide/consult.h"
#include "guide/folder.h"
#include "guide/lint_work.h"
#include "guide/site.h"

const struct ynode *lint_entry(const struct lint *l, const char *list, size_t index)
{
	return ynode_get(l->root, list)->values[index];
}

const struct ynode *lint_key(const struct ynode *map, const char *key)
{
	const struct ynode *n = ynode_get(map, key);

	return n ? n : map;
}

/* The loader made a row for every node of the tree, parents first. */
static void place_rows(struct lint *l, const struct ynode *list, size_t *row)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct ynode *n = list->values[i];
		const struct ynode *all = ynode_get(n, "all"), *any = ynode_get(n, "any");
		l->rows[(*row)++] = n;
		if (all || any)
			place_rows(l, all ? all : any, row);
	}
}

void lint_item(const struct item *it, const struct guide *g, const struct catalog *c,
	       struct faults *f)
{
	struct ydoc *doc = ydoc_parse(it->file, it->text, it->text_len, f);
	struct lint l = {.it = it, .g = g, .c = c, .f = f, .root = doc->root};
	size_t row = 1;

	l.rows = xcalloc(it->n_demands, sizeof(struct ynode *));
	if (it->materials == STATED)
		place_rows(&l, ynode_get(l.root, "materials"), &row);
	probe_init(&l.probe, it);
	lint_texts(&l);
	lint_relations(&l);
	lint_prints(&l);
	lint_rules(&l);
	probe_done(&l.probe);
	free(l.rows);
	ydoc_free(doc);
}

static void lint_sites(const char *forms_dir, const char *dir, struct faults *f)
{
	struct names files;

	if (folder_list(dir, &files, f)) {
		for (size_t i = 0; i < files.count; i++) {
			if (!folder_is_yaml(files.rows[i]))
				continue;
			char *id = xstrndup(files.rows[i], strlen(files.rows[i]) - 5);
			site_free(site_read(forms_dir, id, f));
			free(id);
		}
	}
	names_done(&files);
}

static void lint_calculators(const char *dir, const struct catalog *c, struct faults *f)
{
	struct calculators all = {0};

	for (size_t i = 0; i < c->n_guides; i++)
		calculators_load(&all, dir, c->guides[i], c, f);
	calculators_done(&all);
}

bool lint_dir(const char *dir, struct lint_counts *n, struct faults *f)
{
	char *calendars = xasprintf("%s/calendars", dir), *sites = xasprintf("%s/sites", dir);
	char *blocks = xasprintf("%s/blocks.yaml", dir);
	struct calendar *calendar = calendar_new();
	size_t before = f->count;
	struct catalog c;

	catalog_load(&c, dir, NULL, f);
	n->guides = c.n_guides;
	n->items = c.n_items;
	n->consults = c.n_consults;
	if (c.n_guides == 0 && f->count == before)
		faults_add(f, dir, 0, 0, _("这里没有指南：每份指南是一个含 _shared.yaml 的目录"));
	for (size_t i = 0; i < c.n_items; i++)
		lint_item(c.items[i], catalog_guide(&c, c.items[i]->guide), &c, f);
	for (size_t i = 0; i < c.n_consults; i++)
		lint_consult(c.consults[i], catalog_guide(&c, c.consults[i]->guide), &c, f);
	lint_calculators(dir, &c, f);
	if (access(blocks, F_OK) == 0)
		lint_blocks(blocks, f);
	if (access(calendars, F_OK) == 0)
		calendar_dir_load(calendar, calendars, f);
	if (access(sites, F_OK) == 0)
		lint_sites(dir, sites, f);
	calendar_free(calendar);
	catalog_done(&c);
	free(blocks);
	free(calendars);
	free(sites);
	faults_sort(f);
	return f->count == before;
}
