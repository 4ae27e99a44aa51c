/* SPDX-License-Identifier: Apache-2.0
 *
 * When: the version's days, the acceptance window, validity, limits and steps.
 */
#include "guide/load_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { DAYS_MAX = 3660 };

/* keep, new, {rule: keep, until: DATE, text: …} or the guide's words alone. */
static void read_transition(struct loader *l, const struct ynode *n)
{
	static const char *const words[] = {"keep", "new"};
	struct item *it = l->it;
	const struct ynode *rule = n;

	if (!n)
		return;
	if (n->kind == YNODE_MAP) {
		if (!ynode_keys(l->f, n, "rule until text lines"))
			return;
		rule = load_required(l, n, "rule");
		it->transition_until = load_date(l, n, "until");
		it->transition_text = load_text(l, n, "text", false);
	} else if (n->kind == YNODE_TEXT && !ynode_is(n, "keep") && !ynode_is(n, "new")) {
		it->transition_text = load_text_of(l, n);
		return;
	}
	int at = rule ? load_word_of(l, rule, words, 2) : -1;
	if (at >= 0)
		it->transition = at == 0 ? TRANSITION_KEEP : TRANSITION_NEW;
	if (at == 1 && it->transition_until != DATE_NONE)
		ynode_fault(l->f, n, _("until 只与 keep 同用：按告知时的版本办到哪一天"));
}

static void read_effective(struct loader *l)
{
	const struct ynode *n = ynode_get(l->root, "effective");
	struct item *it = l->it;

	if (!n || !ynode_keys(l->f, n, "from to transition"))
		return;
	it->effective_from = load_date(l, n, "from");
	it->effective_to = load_date(l, n, "to");
	read_transition(l, ynode_get(n, "transition"));
	if (it->effective_to != DATE_NONE && it->effective_to < it->effective_from)
		ynode_fault(l->f, n, _("to 比 from 早"));
}

/* "19..28", "25..8" */
static bool read_days(const char *text, int *first, int *last)
{
	int end = 0;

	return sscanf(text, "%2d..%2d%n", first, last, &end) == 2 && !text[end] && *first >= 1 &&
	       *first <= 31 && *last >= 1 && *last <= 31;
}

static void read_window(struct loader *l)
{
	const struct ynode *n = ynode_get(l->root, "window"), *days, *across;
	struct day_window *w = &l->it->window;

	if (!n || !ynode_keys(l->f, n, "days across text lines reading"))
		return;
	w->given = true;
	w->text = load_text(l, n, "text", false);
	w->lines = load_lines(l, n, NULL);
	w->reading = load_reading(l, n);
	if (!(days = load_required(l, n, "days")))
		return;
	if (days->kind != YNODE_TEXT || !read_days(days->text, &w->first, &w->last)) {
		ynode_fault(l->f, days, _("days 要写成 19..28，是每月的日子（1到31）"));
		return;
	}
	across = ynode_get(n, "across");
	if (across && !ynode_is(across, "month"))
		ynode_fault(l->f, across, _("across 只能写 month"));
	if ((w->first > w->last) != (across != NULL))
		ynode_fault(l->f, days, _("从大到小的日子要写 across: month，从小到大的不写"));
}

static void read_validity(struct loader *l)
{
	const struct ynode *n = ynode_get(l->root, "validity");
	struct validity *v = &l->it->validity;

	if (!n || !ynode_keys(l->f, n, "from to when text lines reading"))
		return;
	v->from = load_date(l, n, "from");
	v->to = load_date(l, n, "to");
	v->text = load_text(l, n, "text", false);
	v->lines = load_lines(l, n, NULL);
	v->reading = load_reading(l, n);
	v->when = load_when(l, n);
	if (v->from == DATE_NONE && v->to == DATE_NONE)
		ynode_fault(l->f, n, _("validity 要写 from 或 to"));
	if (v->to != DATE_NONE && v->to < v->from)
		ynode_fault(l->f, n, _("to 比 from 早"));
}

/* ---- limits ---- */

/* The name in "answer(q)"; false when the text is no such call. */
static bool read_call(const char *text, const char *what, char *name, size_t size)
{
	size_t n = strlen(what), len = strlen(text);

	if (strncmp(text, what, n) != 0 || text[n] != '(' || text[len - 1] != ')' ||
	    len - n - 2 >= size)
		return false;
	memcpy(name, text + n + 1, len - n - 2);
	name[len - n - 2] = '\0';
	return true;
}

static void read_start(struct loader *l, const struct ynode *list, const struct ynode *n,
		       struct limit *out)
{
	char name[80];

	out->start_var = out->start_limit = -1;
	if (!n || ynode_is(n, "accepted"))
		return;
	if (ynode_is(n, "next_month")) {
		out->start = START_NEXT_MONTH;
		return;
	}
	if (n->kind == YNODE_TEXT && read_call(n->text, "answer", name, sizeof(name))) {
		const struct symbol *s = load_symbol(l, name);
		out->start = START_ANSWER;
		if (s && s->kind == SYMBOL_VAR && s->meaning.type == TYPE_DATE)
			out->start_var = s->var;
		else
			ynode_fault(l->f, n, _("answer( ) 里要写日期型问题的 id"));
		return;
	}
	if (n->kind == YNODE_TEXT && read_call(n->text, "limit", name, sizeof(name))) {
		out->start = START_LIMIT;
		for (size_t i = 0; i < list->count; i++) {
			const struct ynode *row = list->values[i];
			if (row->kind == YNODE_MAP && ynode_is(ynode_get(row, "id"), name))
				out->start_limit = (int)i;
		}
		if (out->start_limit < 0)
			ynode_fault(l->f, n, _("limit( ) 里要写另一个时限的 id"));
		return;
	}
	ynode_fault(l->f, n, _("from 可写：accepted next_month answer(问题) limit(时限)"));
}

/* `days`: a number or unstated; `unit` where it is a number. */
static void read_term(struct loader *l, const struct ynode *map, bool *stated, int *days,
		      enum day_unit *unit)
{
	const struct ynode *n = load_required(l, map, "days");
	int64_t value = 0;

	*stated = n && !ynode_is(n, "unstated");
	if (!*stated) {
		if (ynode_get(map, "unit"))
			*unit = load_unit(l, map);
		return;
	}
	load_int_of(l, n, 0, DAYS_MAX, &value);
	*days = (int)value;
	*unit = load_unit(l, map);
	if (ynode_get(map, "unit") && (*unit == UNIT_AT_ONCE) != (value == 0))
		ynode_fault(l->f, n, _("即时办结写 days: 0 和 unit: 即时，其他时限至少1"));
}

static void read_limit(struct loader *l, const struct ynode *list, const struct ynode *map,
		       struct limit *out)
{
	out->start_var = out->start_limit = -1;
	if (!ynode_keys(l->f, map,
			"id text days unit from extend uncounted when reading lines note"))
		return;
	out->id = load_id(l, map, true);
	out->text = load_text(l, map, "text", true);
	out->lines = load_lines(l, map, NULL);
	out->reading = load_reading(l, map);
	out->when = load_when(l, map);
	read_term(l, map, &out->stated, &out->days, &out->unit);
	read_start(l, list, ynode_get(map, "from"), out);
	out->uncounted = load_texts(l, map, "uncounted", &out->n_uncounted);
	const struct ynode *extend = ynode_get(map, "extend");
	if (extend && ynode_keys(l->f, extend, "days unit")) {
		load_required(l, extend, "days");
		out->extend_days = (int)load_int(l, extend, "days", 1, DAYS_MAX, 0);
		out->extend_unit = load_unit(l, extend);
	}
	for (size_t i = 0; i < l->it->n_limits; i++) {
		if (*out->id && l->it->limits[i].id && strcmp(l->it->limits[i].id, out->id) == 0)
			ynode_fault(l->f, ynode_get(map, "id"), _("id「%s」重复了"), out->id);
	}
}

/* A clock that waits for itself. */
static void check_chains(struct loader *l, const struct ynode *list)
{
	const struct item *it = l->it;

	for (size_t i = 0; i < it->n_limits; i++) {
		size_t at = i, steps = 0;
		while (it->limits[at].start_limit >= 0 && steps++ <= it->n_limits)
			at = (size_t)it->limits[at].start_limit;
		if (steps > it->n_limits)
			ynode_fault(l->f, list->values[i], _("绕成了圈：这个时限要等它自己"));
	}
}

static void read_limits(struct loader *l)
{
	const struct ynode *list = load_required(l, l->root, "limits");

	if (!list || ynode_is(list, "unstated"))
		return;
	if (!(list = load_list(l, l->root, "limits", false)))
		return;
	l->it->limits_stated = STATED;
	l->it->limits = arena_array(l->a, list->count ? list->count : 1, sizeof(*l->it->limits));
	for (size_t i = 0; i < list->count; i++) {
		struct limit out = {0};
		read_limit(l, list, list->values[i], &out);
		l->it->limits[l->it->n_limits++] = out;
	}
	check_chains(l, list);
}

static unsigned read_acts(struct loader *l, const struct ynode *map)
{
	const struct ynode *list = load_list(l, map, "acts", false);
	unsigned acts = 0;

	for (size_t i = 0; list && i < list->count; i++) {
		int at = load_word_of(l, list->values[i], step_act_ids, STEP_ACTS);
		if (at < 0)
			continue;
		if (acts >> at)
			ynode_fault(l->f, list->values[i],
				    _("acts 按先后写，各写一次：%s 要写在前面"), step_act_ids[at]);
		acts |= STEP_BIT(at);
	}
	return acts;
}

struct item_step load_step(struct loader *l, const struct ynode *map)
{
	struct item_step s = {
		.text = load_text(l, map, "text", true),
		.by = load_text(l, map, "by", false),
		.acts = read_acts(l, map),
		.counted = load_bool(l, map, "counted", true),
		.publicised = load_bool(l, map, "public", false),
		.separate = load_bool(l, map, "separate", false),
	};
	read_term(l, map, &s.stated, &s.days, &s.unit);
	return s;
}

static void read_steps(struct loader *l)
{
	const struct ynode *list = ynode_get(l->root, "steps");

	if (!list || ynode_is(list, "unstated"))
		return;
	if (!(list = load_list(l, l->root, "steps", false)))
		return;
	l->it->steps_stated = STATED;
	for (size_t i = 0; i < list->count; i++) {
		const struct ynode *map = list->values[i];
		struct item_step s = {.counted = true};
		if (map->kind == YNODE_TEXT) {
			s.text = load_text_of(l, map);
		} else if (ynode_keys(l->f, map,
				      "text acts by days unit counted public separate when lines "
				      "reading")) {
			s = load_step(l, map);
			s.lines = load_lines(l, map, NULL);
			s.when = load_when(l, map);
		}
		*ARENA_PUSH(l->a, l->it->steps, l->it->n_steps) = s;
	}
}

void load_time(struct loader *l)
{
	struct item *it = l->it;

	it->effective_from = it->effective_to = it->transition_until = DATE_NONE;
	it->validity.from = it->validity.to = DATE_NONE;
	read_effective(l);
	read_window(l);
	read_validity(l);
	read_limits(l);
	read_steps(l);
}
