/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/diff.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "guide/consult.h"
#include "guide/diff_work.h"
#include "guide/yaml.h"

const char *const item_change_ids[ITEM_CHANGE_KINDS] = {"new", "gone", "changed"};

const char *item_change_mark(enum item_change_kind kind)
{
	return kind == ITEM_NEW ? _("（新增）") : kind == ITEM_GONE ? _("（取消）") : "";
}

static bool same(const char *x, const char *y)
{
	return x == y || (x && y && strcmp(x, y) == 0);
}

/* ---- words ---- */

static void add_line(struct arena *a, struct item_change *c, const char *topic, const char *lines,
		     const struct str *text)
{
	*ARENA_PUSH(a, c->lines, c->n_lines) = (struct change_line){
		.topic = topic,
		.text = arena_strdup(a, str_text(text)),
		.lines = lines ? arena_strdup(a, lines) : NULL,
	};
}

void diff_say(struct arena *a, struct item_change *c, const char *topic, const char *text)
{
	*ARENA_PUSH(a, c->lines, c->n_lines) = (struct change_line){.topic = topic, .text = text};
}

/* "新增材料《X》（复印件），印章：公章，仅当…" */
static void say_added(struct arena *a, struct item_change *c, const struct entries *list,
		      const struct entry *e)
{
	const char *rule = NULL;
	struct str s = {0};

	str_addf(&s, "新增%s%s", list->noun, e->name);
	for (size_t i = 0; i < e->n; i++) {
		const struct aspect *x = &e->aspects[i];
		if (x->shown && !x->rule)
			str_addf(&s, *x->label ? "，%s：%s" : "（%s%s）", x->label, x->shown);
		else if (x->shown)
			rule = x->shown;
	}
	if (rule)
		str_addf(&s, "，仅当%s", rule);
	add_line(a, c, list->topic, e->lines, &s);
	str_done(&s);
}

static void say_gone(struct arena *a, struct item_change *c, const struct entries *list,
		     const struct entry *e)
{
	struct str s = {0};

	str_addf(&s, "%s%s", list->noun, e->name);
	for (size_t i = 0; i < e->n; i++)
		if (e->aspects[i].shown && !*e->aspects[i].label)
			str_addf(&s, "（原为%s）", e->aspects[i].shown);
	str_add(&s, "取消");
	add_line(a, c, list->topic, e->lines, &s);
	str_done(&s);
}

static void say_rule(const struct aspect *x, const struct aspect *y, struct str *s)
{
	if (!x->shown)
		str_addf(s, "改为仅当%s", y->shown);
	else if (!y->shown)
		str_addf(s, "不再限于“仅当%s”，一律适用", x->shown);
	else
		str_addf(s, "%s由“仅当%s”改为“仅当%s”", x->label, x->shown, y->shown);
}

static void say_aspect(struct arena *a, struct item_change *c, const struct entries *list,
		       const struct entry *now, const struct aspect *x, const struct aspect *y)
{
	const char *between = *now->name && *x->label ? "的" : "";
	struct str s = {0};

	str_add(&s, now->name);
	if (x->rule)
		say_rule(x, y, &s);
	else if (!x->shown)
		str_addf(&s, "新增%s：%s", x->label, y->shown);
	else if (!y->shown)
		str_addf(&s, "%s%s取消（原为%s）", between, x->label, x->shown);
	else
		str_addf(&s, "%s%s由%s改为%s", between, x->label, x->shown, y->shown);
	add_line(a, c, list->topic, now->lines, &s);
	str_done(&s);
}

static void say_changed(struct arena *a, struct item_change *c, const struct entries *list,
			const struct entry *old, const struct entry *now)
{
	assert(old->n == now->n);
	if (!same(old->name, now->name)) {
		struct str s = {0};
		str_addf(&s, "%s%s改为%s", list->noun, old->name, now->name);
		add_line(a, c, list->topic, now->lines, &s);
		str_done(&s);
	}
	for (size_t i = 0; i < now->n; i++) {
		const struct aspect *x = &old->aspects[i], *y = &now->aspects[i];
		if (!same(x->plain, y->plain))
			say_aspect(a, c, list, now, x, y);
	}
}

/* ---- which row is which ---- */

enum { NOBODY = -1 };

static bool matches(int pass, const struct entry *x, const struct entry *y)
{
	bool key = same(x->key, y->key), id = x->id && same(x->id, y->id);

	return pass == 0 ? key && (id || !x->id) : pass == 1 ? key : id;
}

/* The old row of every new one: first those that are as they were, then by what they are called,
 * then by their ids; to[] is NOBODY for new rows. */
static void match(const struct entries *old, const struct entries *now, int *to, bool *taken)
{
	size_t left_old = old->count, left_now = now->count;

	for (size_t i = 0; i < now->count; i++)
		to[i] = NOBODY;
	for (int pass = 0; pass < 3; pass++)
		for (size_t i = 0; i < now->count; i++)
			for (size_t j = 0; j < old->count && to[i] == NOBODY; j++) {
				if (taken[j] || !matches(pass, &old->rows[j], &now->rows[i]))
					continue;
				to[i] = (int)j;
				taken[j] = true;
				left_old--;
				left_now--;
			}
	if (!now->sole || left_old != 1 || left_now != 1)
		return;
	size_t i = 0, j = 0;
	while (to[i] != NOBODY)
		i++;
	while (taken[j])
		j++;
	to[i] = (int)j;
	taken[j] = true;
}

/* Rows that were there before and follow one another in another order now. */
static void say_order(struct arena *a, struct item_change *c, const struct entries *now,
		      const int *to)
{
	struct str s = {0};
	bool moved = false;
	int last = NOBODY;

	for (size_t i = 0; i < now->count; i++) {
		if (to[i] != NOBODY && to[i] < last)
			moved = true;
		last = to[i] > last ? to[i] : last;
	}
	str_addf(&s, "%s的次序改为：", *now->noun ? now->noun : now->topic);
	for (size_t i = 0; moved && i < now->count; i++)
		str_addf(&s, "%s%zu.%s", i ? " " : "", i + 1, now->rows[i].name);
	if (moved)
		add_line(a, c, now->topic, NULL, &s);
	str_done(&s);
}

void diff_entries(const struct entries *old, const struct entries *now, struct arena *a,
		  struct item_change *c)
{
	int *to = xcalloc(now->count + 1, sizeof(*to));
	bool *taken = xcalloc(old->count + 1, sizeof(*taken));

	match(old, now, to, taken);
	for (size_t i = 0; i < now->count; i++)
		if (to[i] != NOBODY)
			say_changed(a, c, now, &old->rows[to[i]], &now->rows[i]);
	for (size_t i = 0; i < now->count; i++)
		if (to[i] == NOBODY && !now->rows[i].quiet)
			say_added(a, c, now, &now->rows[i]);
	for (size_t j = 0; j < old->count; j++)
		if (!taken[j] && !old->rows[j].quiet)
			say_gone(a, c, old, &old->rows[j]);
	if (now->ordered)
		say_order(a, c, now, to);
	free(taken);
	free(to);
}

/* ---- items ---- */

static const char *transition_words(const struct item *it, struct arena *a)
{
	char day[32];

	if (it->transition == TRANSITION_NEW)
		return "此前已告知、回来补办的，按新版办理";
	if (it->transition_until != DATE_NONE)
		return arena_printf(
			a, "此前已告知、回来补办的，%s前按告知时的版本办理，之后按新版办理",
			date_format_zh(it->transition_until + 1, day));
	return "此前已告知、回来补办的，按告知时的版本办理";
}

static struct item_change *add_item(struct guide_change *out, enum item_change_kind kind,
				    const struct item *it)
{
	struct arena *a = &out->arena;
	struct item_change *c = ARENA_PUSH(a, out->items, out->n_items);

	*c = (struct item_change){
		.kind = kind,
		.item = arena_strdup(a, it->id),
		.guide = arena_strdup(a, it->guide),
		.name = arena_strdup(a, it->name),
		.from = it->effective_from,
		.transition = kind == ITEM_CHANGED ? transition_words(it, a) : NULL,
	};
	return c;
}

void diff_items(const struct item *old, const struct item *now, struct guide_change *out)
{
	struct arena *a = &out->arena;

	if (old && now && strcmp(old->version, now->version) == 0)
		return;
	if (!old || !now) {
		add_item(out, old ? ITEM_GONE : ITEM_NEW, old ? old : now);
		return;
	}
	struct item_change *c = add_item(out, ITEM_CHANGED, now);
	for (int s = 0; s < LISTS; s++) {
		struct entries x = diff_list_of(old, s, a), y = diff_list_of(now, s, a);
		diff_entries(&x, &y, a, c);
	}
	diff_other_keys(old->text, now->text, OTHER_ITEM, a, c);
	if (c->n_lines == 0)
		diff_say(a, c, "写法",
			 "材料、条件、时限、渠道、电话和表单不变，只改了写法（编号、次序、出处、读"
			 "法等"
			 "）");
}

static void diff_guides(const struct guide *old, const struct guide *now, struct guide_change *out)
{
	struct arena *a = &out->arena;
	struct item_change c = {
		.kind = ITEM_CHANGED,
		.item = arena_strdup(a, now->id),
		.guide = arena_strdup(a, now->id),
		.name = arena_strdup(a, now->name ? now->name : now->id),
		.from = DATE_NONE,
	};
	struct entries x = diff_offices(old, a), y = diff_offices(now, a);

	diff_entries(&x, &y, a, &c);
	diff_other_keys(guide_shared_file(old)->text, guide_shared_file(now)->text, OTHER_SHARED, a,
			&c);
	if (c.n_lines)
		*ARENA_PUSH(a, out->items, out->n_items) = c;
}

static void diff_pages(const struct catalog *old, const struct catalog *now,
		       struct guide_change *out)
{
	size_t i = 0, j = 0;

	while (i < old->n_consults || j < now->n_consults) {
		const struct consult *x = i < old->n_consults ? old->consults[i] : NULL;
		const struct consult *y = j < now->n_consults ? now->consults[j] : NULL;
		int order = !x ? 1 : !y ? -1 : strcmp(x->id, y->id);
		diff_consults(order <= 0 ? x : NULL, order >= 0 ? y : NULL, out);
		i += order <= 0;
		j += order >= 0;
	}
}

void diff_catalogs(const struct catalog *old, const struct catalog *now, struct guide_change *out)
{
	size_t i = 0, j = 0;

	for (size_t k = 0; k < now->n_guides; k++) {
		const struct guide *g = catalog_guide(old, now->guides[k]->id);
		if (g)
			diff_guides(g, now->guides[k], out);
	}
	/* Both are in order of id. */
	while (i < old->n_items || j < now->n_items) {
		const struct item *x = i < old->n_items ? old->items[i] : NULL;
		const struct item *y = j < now->n_items ? now->items[j] : NULL;
		int order = !x ? 1 : !y ? -1 : strcmp(x->id, y->id);
		diff_items(order <= 0 ? x : NULL, order >= 0 ? y : NULL, out);
		i += order <= 0;
		j += order >= 0;
	}
	diff_pages(old, now, out);
}
