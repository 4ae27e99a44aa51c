/* SPDX-License-Identifier: Apache-2.0
 *
 * yichuang guide diff OLD NEW: two folders, files or versions of the store
 * compared, and what work in hand the change touches, where there is a store.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "case/pinned.h"
#include "guide/calculator.h"
#include "guide/consult.h"
#include "guide/folder.h"
#include "guide/site.h"
#include "office/change_notice.h"
#include "office/sheet.h"
#include "tui/command/guide.h"
#include "tui/command/print.h"
#include "tui/demo.h"

enum { VERSION_MIN = 8 };

/* One side: everything of a folder, or the single item of a file or a version. */
struct side {
	struct catalog all;
	struct calculators calculators; /* of everything */
	struct item *one;
	struct arena arena;
};

static void side_done(struct side *s)
{
	catalog_done(&s->all);
	calculators_done(&s->calculators);
	item_free(s->one);
	arena_done(&s->arena);
}

static bool is_version(const char *word)
{
	size_t n = strlen(word);

	return n >= VERSION_MIN && strspn(word, "0123456789abcdef") == n;
}

static bool read_version(struct store *s, const char *forms, const char *word, struct side *out,
			 struct err *e)
{
	struct guide_row *rows;
	size_t n;

	if (!s)
		return err_set(e, ERR_INPUT, _("没有库，找不到版本 %s：用 --store 指明"), word);
	if (!guides_list(s, NULL, &out->arena, &rows, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (strncmp(rows[i].version, word, strlen(word)) == 0) {
			out->one = pinned_item(s, rows[i].version, forms, e);
			return out->one != NULL;
		}
	return err_set(e, ERR_INPUT, _("库里没有指南版本 %s"), word);
}

/* A folder that holds whole guides is all there is; single files stand among the installed. */
static bool is_whole(const char *dir)
{
	const struct guide_source src = {.forms = dir};
	struct faults f = {0};
	struct names guides;
	bool whole = source_guides(&src, &guides, &f) && guides.count > 0;

	names_done(&guides);
	faults_done(&f);
	return whole;
}

static bool read_all(const struct guide_source *src, struct side *out, struct faults *f)
{
	bool ok = catalog_read(&out->all, src, f);

	for (size_t i = 0; ok && i < out->all.n_guides; i++)
		ok = calculators_read(&out->calculators, src, out->all.guides[i], &out->all, f);
	return ok;
}

/* The file of one item; a consult page is compared among all there is. */
static bool is_item(const struct guide_text *t, struct faults *f)
{
	struct ydoc *doc = strchr(t->path, '_') || !strchr(t->path, '/')
				   ? NULL
				   : ydoc_parse(t->file, t->text, t->len, f);
	bool item = doc && !consult_is(doc);

	ydoc_free(doc);
	return item;
}

static bool read_files(const char *forms, const char *word, struct side *out, struct faults *f)
{
	struct guide_text *texts;
	size_t n;
	const struct guide_source whole = {.forms = word};

	if (paths_is_dir(word) && is_whole(word))
		return read_all(&whole, out, f);
	if (!source_collect(word, forms, &out->arena, &texts, &n, f))
		return false;
	const struct guide_source src = {.forms = forms, .n = n, .texts = texts};
	if (n > 1 || !is_item(&texts[0], f))
		return read_all(&src, out, f);
	char *guide = xstrndup(texts[0].path, strcspn(texts[0].path, "/"));
	struct guide *g = guide_read(&src, guide, f);
	if (g)
		out->one = item_read(&src, g, strchr(texts[0].path, '/') + 1, f);
	guide_free(g);
	free(guide);
	return out->one != NULL;
}

static bool read_side(struct store *s, const char *forms, const char *word, struct side *out,
		      struct err *e)
{
	struct faults f = {0};

	if (!paths_is_dir(word) && !paths_is_file(word) && is_version(word))
		return read_version(s, forms, word, out, e);
	bool ok = read_files(forms, word, out, &f);
	if (!ok) {
		faults_sort(&f);
		print_faults(&f);
		faults_to_err(&f, e);
	}
	faults_done(&f);
	return ok;
}

static const struct item *item_of(const struct side *s, const struct side *other)
{
	return s->one ? s->one : catalog_item(&s->all, other->one->id);
}

static void compare(const struct side *old, const struct side *now, struct guide_change *out)
{
	if (old->one || now->one) {
		diff_items(item_of(old, now), item_of(now, old), out);
		return;
	}
	diff_catalogs(&old->all, &now->all, out);
	diff_calculators(&old->calculators, &now->calculators, out);
}

/* ---- telling ---- */

static void put_touched(json_t *j, const struct change_notice *n)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < n->n_touched; i++) {
		const struct touched *t = &n->touched[i];
		json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:s}", "kind",
						      touched_ids[t->kind], "item", t->item,
						      "number", t->number, "means", t->means));
	}
	json_object_set_new(j, "touched", rows);
}

static void print_touched(FILE *out, const struct change_notice *n)
{
	fprintf(out, _("受影响的在办工作：%zu 件\n"), n->n_touched);
	for (size_t i = 0; i < n->n_touched; i++)
		fprintf(out, "  %s %s %s：%s\n", n->touched[i].item,
			_(touched_names[n->touched[i].kind]), n->touched[i].number,
			n->touched[i].means);
}

static bool write_sheet(struct command_env *env, struct store *s, const struct change_notice *n,
			const char *file, struct err *e)
{
	struct site *site = site_load(env->forms, env->site ? env->site : DEMO_SITE, e);
	struct document d;

	if (!site)
		return false;
	struct letterhead h = letterhead_of_site(site, NULL);
	h.demo = s && store_is_demo(s);
	h.created = clock_now(&clock_system) / 1000;
	change_notice_build(&d, &h, n);
	bool ok = sheet_write(&d, file, e);
	document_done(&d);
	site_free(site);
	return ok;
}

static bool tell(struct command_env *env, const struct arguments *args, struct store *s,
		 const struct change_notice *n, struct err *e)
{
	const char *file = argument(args, "out");

	if (argument_flag(args, "json")) {
		json_t *j = diff_json(n->change);
		put_touched(j, n);
		print_json(env->out, j);
	} else {
		guide_print_change(env->out, n->change);
		if (s)
			print_touched(env->out, n);
	}
	return !file || write_sheet(env, s, n, file, e);
}

enum err_code guide_diff(struct command_env *env, const struct arguments *args, struct err *e)
{
	struct side old = {0}, now = {0};
	struct guide_change change = {0};
	struct store *s = NULL;
	struct change_notice n = {.change = &change, .on = clock_today(&clock_system)};
	struct touched *touched = NULL;
	bool ok = args->n_words == 3 ||
		  err_set(e, ERR_USAGE, _("guide diff 要写明旧的和新的：guide diff OLD NEW"));

	if (ok && env->store && paths_is_file(env->store))
		ok = (s = store_open(env->store, &clock_system, e)) != NULL;
	ok = ok && read_side(s, env->forms, args->words[1], &old, e) &&
	     read_side(s, env->forms, args->words[2], &now, e);
	if (ok)
		compare(&old, &now, &change);
	ok = ok && (!s || touched_by(s, &change, &change.arena, &touched, &n.n_touched, e));
	n.touched = touched;
	ok = ok && tell(env, args, s, &n, e);
	arena_done(&change.arena);
	side_done(&old);
	side_done(&now);
	store_close(s);
	return ok ? ERR_NONE : e->code;
}
