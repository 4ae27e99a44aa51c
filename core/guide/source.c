/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/source.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "guide/folder.h"
#include "guide/yaml.h"

const struct guide_text *source_text(const struct guide_source *s, const char *path)
{
	for (size_t i = s->n; i-- > 0;)
		if (strcmp(s->texts[i].path, path) == 0)
			return &s->texts[i];
	return NULL;
}

/* ---- what there is ---- */

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_name(struct names *out, const char *name, size_t len)
{
	for (size_t i = 0; i < out->count; i++)
		if (strlen(out->rows[i]) == len && strncmp(out->rows[i], name, len) == 0)
			return;
	out->rows = xreallocarray(out->rows, out->count + 1, sizeof(*out->rows));
	out->rows[out->count++] = xstrndup(name, len);
}

static void sort_names(struct names *n)
{
	if (n->count)
		qsort(n->rows, n->count, sizeof(*n->rows), by_name);
}

bool source_guides(const struct guide_source *s, struct names *out, struct faults *f)
{
	struct names all;
	bool ok = folder_list(s->forms, &all, f);

	*out = (struct names){0};
	for (size_t i = 0; ok && i < all.count; i++) {
		char *shared = xasprintf("%s/%s/_shared.yaml", s->forms, all.rows[i]);
		if (paths_is_file(shared))
			add_name(out, all.rows[i], strlen(all.rows[i]));
		free(shared);
	}
	for (size_t i = 0; ok && i < s->n; i++) {
		const char *end = strstr(s->texts[i].path, "/_shared.yaml");
		if (end)
			add_name(out, s->texts[i].path, (size_t)(end - s->texts[i].path));
	}
	names_done(&all);
	sort_names(out);
	return ok;
}

bool source_items(const struct guide_source *s, const char *guide, struct names *out,
		  struct faults *f)
{
	char *dir = paths_join(s->forms, guide);
	size_t len = strlen(guide);
	struct names all = {0};
	bool ok = !paths_is_dir(dir) || folder_list(dir, &all, f);

	*out = (struct names){0};
	for (size_t i = 0; ok && i < all.count; i++)
		if (folder_is_yaml(all.rows[i]))
			add_name(out, all.rows[i], strlen(all.rows[i]));
	for (size_t i = 0; ok && i < s->n; i++) {
		const char *path = s->texts[i].path;
		if (strncmp(path, guide, len) == 0 && path[len] == '/' &&
		    folder_is_yaml(path + len + 1))
			add_name(out, path + len + 1, strlen(path + len + 1));
	}
	names_done(&all);
	free(dir);
	sort_names(out);
	return ok;
}

/* ---- files somebody hands in ---- */

struct collect {
	const char *forms;
	struct arena *a;
	struct faults *f;
	struct guide_text *rows;
	size_t n;
};

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The guide whose installed folder has this file. */
static char *guide_with(const struct collect *c, const char *name)
{
	const struct guide_source installed = {.forms = c->forms};
	struct names guides;
	char *found = NULL;

	source_guides(&installed, &guides, c->f);
	for (size_t i = 0; !found && i < guides.count; i++) {
		char *file = xasprintf("%s/%s/%s", c->forms, guides.rows[i], name);
		if (paths_is_file(file))
			found = xstrdup(guides.rows[i]);
		free(file);
	}
	names_done(&guides);
	return found;
}

/* The folder the file lies in, where that is called like a guide. */
static char *guide_around(const struct collect *c, const char *file)
{
	char *real = realpath(file, NULL);
	char *slash = real ? strrchr(real, '/') : NULL;
	char *guide = NULL;

	if (slash) {
		*slash = '\0';
		char *own = xasprintf("%s/_shared.yaml", real);
		char *installed = xasprintf("%s/%s/_shared.yaml", c->forms, last_part(real));
		if (paths_is_file(own) || paths_is_file(installed))
			guide = xstrdup(last_part(real));
		free(installed);
		free(own);
	}
	free(real);
	return guide;
}

static bool is_guide_file(const char *name)
{
	return folder_is_yaml(name) || strcmp(name, "_shared.yaml") == 0 ||
	       strcmp(name, "_calculators.yaml") == 0;
}

static const char *path_of(const struct collect *c, const char *file, const struct ydoc *doc)
{
	const char *name = last_part(file), *path;
	const struct ynode *id = ynode_get(doc->root, "guide");
	char *guide;

	if (strcmp(name, "blocks.yaml") == 0)
		return name;
	if (!is_guide_file(name)) {
		faults_add(c->f, file, 0, 0, _("这不是可以载入的指南文件：%s"), name);
		return NULL;
	}
	if (strcmp(name, "_shared.yaml") == 0 && id && id->kind == YNODE_TEXT && *id->text)
		return arena_printf(c->a, "%s/%s", id->text, name);
	guide = guide_around(c, file);
	if (!guide)
		guide = guide_with(c, name);
	if (!guide) {
		faults_add(
			c->f, file, 0, 0,
			_("不知道这个文件属于哪份指南：请放进以指南命名的文件夹里，如 qinzhou/%s"),
			name);
		return NULL;
	}
	path = arena_printf(c->a, "%s/%s", guide, name);
	free(guide);
	return path;
}

static void add_file(struct collect *c, const char *file)
{
	struct ydoc *doc = ydoc_read(file, c->f);
	const char *path = doc ? path_of(c, file, doc) : NULL;

	if (path)
		*ARENA_PUSH(c->a, c->rows, c->n) = (struct guide_text){
			.path = path,
			.file = arena_strdup(c->a, file),
			.text = arena_strndup(c->a, doc->text, doc->len),
			.len = doc->len,
		};
	ydoc_free(doc);
}

/* Calendars, sites and what else a forms folder holds are no guide. */
static void add_folder(struct collect *c, const char *dir, int depth)
{
	struct names all;

	if (!folder_list(dir, &all, c->f))
		all.count = 0;
	for (size_t i = 0; i < all.count; i++) {
		char *path = paths_join(dir, all.rows[i]);
		char *shared = paths_join(path, "_shared.yaml");
		char *installed = xasprintf("%s/%s/_shared.yaml", c->forms, all.rows[i]);
		if (paths_is_file(path) && is_guide_file(all.rows[i]))
			add_file(c, path);
		else if (depth == 0 && (paths_is_file(shared) || paths_is_file(installed)))
			add_folder(c, path, 1);
		free(installed);
		free(shared);
		free(path);
	}
	names_done(&all);
}

bool source_collect(const char *path, const char *forms, struct arena *a, struct guide_text **out,
		    size_t *n, struct faults *f)
{
	struct collect c = {.forms = forms, .a = a, .f = f};
	size_t before = f->count;

	if (paths_is_dir(path))
		add_folder(&c, path, 0);
	else if (paths_is_file(path))
		add_file(&c, path);
	else
		faults_add(f, path, 0, 0, _("没有这个文件或文件夹"));
	if (f->count == before && c.n == 0)
		faults_add(f, path, 0, 0, _("这里没有指南文件"));
	*out = c.rows;
	*n = c.n;
	return f->count == before;
}
