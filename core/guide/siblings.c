/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/siblings.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

/* ---- who they are ---- */

enum { EXCLUDES = 1000, CATEGORY = 50, ALIKE = 50 /* percent */, NAME_CHARS = 64 };

static size_t characters(const char *text, uint32_t out[NAME_CHARS])
{
	size_t n = 0;

	while (*text && n < NAME_CHARS)
		out[n++] = utf8_next(&text);
	return n;
}

/* How much of two names is the same, in order, in percent: 一次性伤残补助金 and 一次性工亡补助金
 * have six of eight characters. */
static int alike(const char *a, const char *b)
{
	uint32_t x[NAME_CHARS], y[NAME_CHARS];
	size_t nx = characters(a, x), ny = characters(b, y), row[NAME_CHARS + 1] = {0};

	for (size_t i = 0; i < nx; i++) {
		size_t before = 0; /* row i, column j */
		for (size_t j = 0; j < ny; j++) {
			size_t above = row[j + 1];
			if (x[i] == y[j])
				row[j + 1] = before + 1;
			else if (row[j] > above)
				row[j + 1] = row[j];
			before = above;
		}
	}
	return nx + ny ? (int)(200 * row[ny] / (nx + ny)) : 0;
}

static bool excludes(const struct item *a, const struct item *b)
{
	for (size_t i = 0; i < a->n_relations; i++)
		if (a->relations[i].kind == RELATION_EXCLUDES && a->relations[i].item &&
		    strcmp(a->relations[i].item, b->id) == 0)
			return true;
	return false;
}

/* 0: no sibling. */
static int nearness(const struct item *a, const struct item *b)
{
	if (a == b || strcmp(a->guide, b->guide) != 0)
		return 0;
	int names = alike(a->name, b->name);
	int score = (strcmp(a->category, b->category) == 0 ? CATEGORY : 0) +
		    (names >= ALIKE ? names : 0);

	return score + (excludes(a, b) || excludes(b, a) ? EXCLUDES : 0);
}

struct near {
	const struct item *item;
	int score;
	size_t place;
};

static int by_nearness(const void *a, const void *b)
{
	const struct near *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->place < y->place ? -1 : 1;
}

size_t siblings_of(struct item *const *items, size_t n, const struct item *it,
		   const struct item **out, size_t max)
{
	struct near *found = xcalloc(n + 1, sizeof(*found));
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		int score = nearness(it, items[i]);
		if (score)
			found[count++] = (struct near){items[i], score, i};
	}
	qsort(found, count, sizeof(*found), by_nearness);
	if (count > max)
		count = max;
	for (size_t i = 0; i < count; i++)
		out[i] = found[i].item;
	free(found);
	return count;
}

/* ---- what tells them apart ---- */

struct comparing {
	struct arena *a;
	const struct item *const *items;
	size_t n, count;
	struct sibling_row *rows;
};

/* One cell per item; merged where all say the same. */
static void add_row(struct comparing *c, const char *label, struct str *cells)
{
	struct sibling_row row = {.label = label, .same = c->n > 1};

	row.cells = arena_array(c->a, c->n, sizeof(*row.cells));
	for (size_t i = 0; i < c->n; i++) {
		row.cells[i] = cells[i].len ? arena_strdup(c->a, str_text(&cells[i])) : "—";
		row.same = row.same && strcmp(row.cells[i], row.cells[0]) == 0;
		str_done(&cells[i]);
	}
	*ARENA_PUSH(c->a, c->rows, c->count) = row;
}

static bool has_condition(const struct item *it, const char *text)
{
	for (size_t i = 0; i < it->n_conditions; i++)
		if (strcmp(it->conditions[i].text, text) == 0)
			return true;
	return false;
}

static bool is_common(const struct comparing *c, const char *text)
{
	for (size_t i = 0; i < c->n; i++)
		if (!has_condition(c->items[i], text))
			return false;
	return true;
}

static void add_line(struct str *out, const char *text)
{
	str_addf(out, "%s· %s", out->len ? "\n" : "", text);
}

static void compare_conditions(struct comparing *c)
{
	struct str *own = xcalloc(c->n, sizeof(*own)), *common = xcalloc(c->n, sizeof(*common));
	bool any = false;

	for (size_t i = 0; i < c->n; i++) {
		for (size_t j = 0; j < c->items[i]->n_conditions; j++) {
			const char *text = c->items[i]->conditions[j].text;
			bool shared = is_common(c, text);
			any = any || shared;
			if (!shared)
				add_line(&own[i], text);
			else if (i == 0)
				add_line(&common[0], text);
		}
	}
	for (size_t i = 1; any && i < c->n; i++)
		str_add(&common[i], str_text(&common[0]));
	if (any)
		add_row(c, _("条件（都要）"), common);
	add_row(c, _("条件"), own);
	free(own);
	free(common);
}

static void say_summary(const struct comparing *c, size_t i, struct str *out)
{
	if (c->items[i]->summary)
		str_add(out, c->items[i]->summary);
}

static void say_papers(const struct comparing *c, size_t i, struct str *out)
{
	const struct item *it = c->items[i];

	if (it->n_papers)
		str_addf(out, _("共列 %zu 种"), it->n_papers);
	else
		str_add(out, it->materials == STATED_NONE ? _("无需提供材料") : _("指南未载明"));
}

static void say_window(const struct comparing *c, size_t i, struct str *out)
{
	if (c->items[i]->window.given)
		str_add(out, c->items[i]->window.text);
}

static void say_limits(const struct comparing *c, size_t i, struct str *out)
{
	const struct item *it = c->items[i];

	for (size_t l = 0; l < it->n_limits; l++) {
		char *text = item_limit_text(&it->limits[l]);
		str_addf(out, "%s%s", l ? "；" : "", text);
		free(text);
	}
	if (it->n_limits == 0)
		str_add(out, _("指南未载明"));
}

static void say_channels(const struct comparing *c, size_t i, struct str *out)
{
	const struct item *it = c->items[i];

	for (size_t k = 0; k < it->n_channels; k++)
		str_addf(out, "%s%s", k ? "、" : "", it->channels[k].name);
	if (it->filing_none)
		str_addf(out, "%s%s", out->len ? "；" : "", it->filing_none);
}

/* Of two that exclude each other both carry the guide's words, if only one of them prints them. */
static void say_excludes(const struct comparing *c, size_t i, struct str *out)
{
	for (size_t k = 0; k < c->n; k++) {
		const struct item *from =
			excludes(c->items[i], c->items[k]) ? c->items[i] : c->items[k];
		const struct item *to = from == c->items[i] ? c->items[k] : c->items[i];
		for (size_t r = 0; k != i && r < from->n_relations; r++) {
			const struct relation *rel = &from->relations[r];
			if (rel->kind == RELATION_EXCLUDES && rel->item &&
			    strcmp(rel->item, to->id) == 0)
				str_addf(out, "%s%s：%s", out->len ? "\n" : "", c->items[k]->id,
					 rel->text);
		}
	}
}

static void compare(struct comparing *c, const char *label, bool always,
		    void (*say)(const struct comparing *c, size_t i, struct str *out))
{
	struct str *cells = xcalloc(c->n, sizeof(*cells));
	bool any = always;

	for (size_t i = 0; i < c->n; i++) {
		say(c, i, &cells[i]);
		any = any || cells[i].len;
	}
	if (any)
		add_row(c, label, cells);
	for (size_t i = 0; i < c->n; i++)
		str_done(&cells[i]);
	free(cells);
}

size_t siblings_compare(struct arena *a, const struct item *const *items, size_t n,
			struct sibling_row **out)
{
	struct comparing c = {.a = a, .items = items, .n = n};

	compare(&c, _("任选其一"), false, say_excludes);
	compare(&c, _("说明"), false, say_summary);
	compare_conditions(&c);
	compare(&c, _("材料"), true, say_papers);
	compare(&c, _("受理日"), false, say_window);
	compare(&c, _("时限"), true, say_limits);
	compare(&c, _("渠道"), true, say_channels);
	*out = c.rows;
	return c.count;
}
