/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/calendar_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/folder.h"
#include "guide/load_parts.h"

enum { YEAR_MIN = 1949, YEAR_MAX = 2199 };

struct span {
	date_day first, last;
};
struct notice {
	int64_t year, working_days;
	const char *notice;
	size_t n_off, n_worked;
	struct span *off, *worked;
};

/* "2026-02-15..2026-02-23" or one day, in the year or a month beside it. */
static bool read_span(struct loader *l, const struct ynode *n, int64_t year, struct span *out)
{
	char first[16] = "";
	const char *dots = n->kind == YNODE_TEXT ? strstr(n->text, "..") : NULL;
	size_t len = dots ? (size_t)(dots - n->text) : 0;

	if (n->kind == YNODE_TEXT && len < sizeof(first)) {
		memcpy(first, n->text, len);
		out->first = date_parse(dots ? first : n->text);
		out->last = dots ? date_parse(dots + 2) : out->first;
		if (out->first != DATE_NONE && out->last != DATE_NONE && out->first <= out->last &&
		    out->last - out->first < 32 && out->first >= date_make((int)year - 1, 12, 1) &&
		    out->last <= date_make((int)year + 1, 1, 31))
			return true;
	}
	ynode_fault(l->f, n, _("应是本年的一天 2026-06-19 或一段 2026-06-19..2026-06-21"));
	return false;
}

static struct span *read_spans(struct loader *l, const char *key, int64_t year, size_t *count)
{
	const struct ynode *list = load_list(l, l->root, key, true);
	struct span *spans =
		arena_array(l->a, list && list->count ? list->count : 1, sizeof(*spans));

	for (size_t i = 0; list && i < list->count; i++)
		*count += read_span(l, list->values[i], year, &spans[*count]);
	return spans;
}

static void read_notice(struct loader *l, struct notice *n)
{
	const struct ynode *year, *total;

	if (!ynode_keys(l->f, l->root, "year notice off worked working_days"))
		return;
	n->notice = load_text(l, l->root, "notice", true);
	year = load_required(l, l->root, "year");
	total = load_required(l, l->root, "working_days");
	if (!year || !load_int_of(l, year, YEAR_MIN, YEAR_MAX, &n->year))
		return;
	if (total)
		load_int_of(l, total, 200, 300, &n->working_days);
	n->off = read_spans(l, "off", n->year, &n->n_off);
	n->worked = read_spans(l, "worked", n->year, &n->n_worked);
	for (size_t i = 0; i < n->n_worked; i++) {
		if (n->worked[i].first != n->worked[i].last ||
		    date_weekday(n->worked[i].first) <= 5)
			ynode_fault(l->f, ynode_get(l->root, "worked")->values[i],
				    _("worked 里应是上班的周六或周日，逐日写"));
	}
}

static void add_notice(struct calendar *c, const struct notice *n)
{
	calendar_add_year(c, (int)n->year, n->notice);
	for (size_t i = 0; i < n->n_off; i++)
		calendar_add_off(c, n->off[i].first, n->off[i].last);
	for (size_t i = 0; i < n->n_worked; i++)
		calendar_add_worked(c, n->worked[i].first);
}

static void check_total(struct loader *l, const struct notice *n)
{
	struct calendar *alone = calendar_new();

	add_notice(alone, n);
	int total = calendar_working_days_in(alone, (int)n->year);
	if (total != n->working_days)
		ynode_fault(l->f, ynode_get(l->root, "working_days"),
			    _("照所列放假和上班的日子算，全年是%d个工作日：请核对日子"), total);
	calendar_free(alone);
}

bool calendar_file_load(struct calendar *c, const char *file, struct faults *f)
{
	size_t before = f->count;
	struct ydoc *doc = ydoc_read(file, f);
	struct arena arena = {0};
	struct loader l = {.a = &arena, .f = f};
	struct notice n = {0};

	if (doc) {
		l.root = doc->root;
		read_notice(&l, &n);
		if (f->count == before)
			check_total(&l, &n);
	}
	bool ok = f->count == before;
	if (ok)
		add_notice(c, &n);
	ydoc_free(doc);
	arena_done(&arena);
	return ok;
}

bool calendar_dir_load(struct calendar *c, const char *dir, struct faults *f)
{
	size_t before = f->count;
	struct names files;

	if (folder_list(dir, &files, f)) {
		for (size_t i = 0; i < files.count; i++) {
			char *file = xasprintf("%s/%s", dir, files.rows[i]);
			if (folder_is_yaml(files.rows[i]))
				calendar_file_load(c, file, f);
			free(file);
		}
	}
	names_done(&files);
	return f->count == before;
}
