/* SPDX-License-Identifier: Apache-2.0
 *
 * What must come of a worked case beside what the engine says.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/case_run.h"

/* ---- lists of lines ---- */

struct list {
	size_t n;
	char **rows;
};

static void list_add(struct list *l, char *row)
{
	l->rows = xreallocarray(l->rows, l->n + 1, sizeof(*l->rows));
	l->rows[l->n++] = row;
}

static void list_done(struct list *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->rows[i]);
	free(l->rows);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool list_equal(struct list *a, struct list *b)
{
	bool same = a->n == b->n;

	if (a->n)
		qsort(a->rows, a->n, sizeof(*a->rows), by_text);
	if (b->n)
		qsort(b->rows, b->n, sizeof(*b->rows), by_text);
	for (size_t i = 0; same && i < a->n; i++)
		same = strcmp(a->rows[i], b->rows[i]) == 0;
	return same;
}

static void list_print(const char *title, const struct list *l, const struct list *other)
{
	fprintf(stderr, "  %s:%s\n", title, l->n ? "" : " nothing");
	for (size_t i = 0; i < l->n; i++) {
		bool in_both = false;
		for (size_t k = 0; k < other->n; k++)
			in_both |= strcmp(l->rows[i], other->rows[k]) == 0;
		fprintf(stderr, "    %s %s\n", in_both ? " " : "*", l->rows[i]);
	}
}

/* ---- papers ---- */

static void touch_group(struct run *r, int row)
{
	const struct demand *d = &r->it->demands[row];

	if (d->kind == DEMAND_PAPER && r->c->demand_need[row] != NEED_NO)
		r->t->papers[d->paper] = true;
	for (size_t i = 0; i < d->count; i++)
		touch_group(r, r->it->children[d->first + i]);
}

static void add_exempt_below(struct run *r, int row, struct list *out)
{
	const struct demand *d = &r->it->demands[row];

	if (d->kind == DEMAND_PAPER && r->c->demand_need[row] == NEED_EXEMPT) {
		char *line = paper_line(r->c, d->paper);
		list_add(out, xasprintf("exempt %s", line));
		free(line);
	}
	for (size_t i = 0; i < d->count; i++)
		add_exempt_below(r, r->it->children[d->first + i], out);
}

static void papers_actual(struct run *r, struct list *out)
{
	static const char *const words[] = {
		[NEED_YES] = "required", [NEED_DEPENDS] = "depends", [NEED_EXEMPT] = "exempt"};

	for (size_t i = 0; i < r->it->n_papers; i++) {
		enum need need = r->c->paper_need[i];
		if (need == NEED_NO)
			continue;
		char *line = need == NEED_DEPENDS ? xstrdup(r->it->papers[i].name)
						  : paper_line(r->c, (int)i);
		list_add(out, xasprintf("%s %s", words[need], line));
		r->t->papers[i] = true;
		free(line);
	}
	for (size_t i = 0; i < r->it->n_demands; i++) {
		enum need need = r->c->demand_need[i];
		if (!run_is_group(r, (int)i) || need == NEED_NO)
			continue;
		add_exempt_below(r, (int)i, out);
		touch_group(r, (int)i);
		char *line = group_of(r->c, (int)i);
		list_add(out, xasprintf("%sany %s", need == NEED_DEPENDS ? "depends " : "", line));
		free(line);
	}
	if (r->it->materials == STATED_NOT || r->c->materials_unstated)
		list_add(out, xstrdup("papers unstated"));
	else if (out->n == 0)
		list_add(out, xstrdup("papers none"));
}

static void papers_expected(const struct run *r, struct list *out)
{
	static const char *const plain[] = {"required", "exempt", "papers"};

	for (size_t i = 0; i < r->w->n_lines; i++) {
		const struct case_line *l = r->w->lines[i];
		bool depends = strcmp(l->key, "depends") == 0;
		bool group = depends && strncmp(l->rest, "any ", 4) == 0;
		if (strcmp(l->key, "any") == 0 || group) {
			char *line = group_line(group ? l->rest + 4 : l->rest);
			list_add(out, xasprintf("%sany %s", group ? "depends " : "", line));
			free(line);
		} else if (depends) {
			list_add(out, xasprintf("depends %s", l->rest));
		}
		for (size_t k = 0; k < sizeof(plain) / sizeof(*plain); k++)
			if (strcmp(l->key, plain[k]) == 0)
				list_add(out, xasprintf("%s %s", l->key, l->rest));
	}
}

static void deferrable_actual(const struct run *r, struct list *out)
{
	for (size_t i = 0; i < r->c->n_reasons; i++) {
		const struct reason *reason = &r->c->reasons[i];
		char day[DATE_TEXT];
		if (reason->code != REASON_DEFERRABLE)
			continue;
		char *name = reason->node == NODE_PAPER ? xstrdup(r->it->papers[reason->index].name)
							: group_of(r->c, reason->index);
		list_add(out,
			 xasprintf("deferrable %s by %s", name, date_format(reason->until, day)));
		free(name);
	}
}

static void deferrable_expected(const struct run *r, struct list *out)
{
	for (size_t i = 0; i < r->w->n_lines; i++) {
		if (strcmp(r->w->lines[i]->key, "deferrable") == 0)
			list_add(out, xasprintf("deferrable %s", r->w->lines[i]->rest));
	}
}

static void compare_lists(struct run *r, struct list *wanted, struct list *actual, const char *what)
{
	if (!list_equal(wanted, actual)) {
		run_fault(r, 0, "%s differ", what);
		list_print("wanted", wanted, actual);
		list_print("given", actual, wanted);
	}
	list_done(wanted);
	list_done(actual);
}

/* ---- limits ---- */

/* Without blanks: "15 个工作日" and "15个工作日" are the same words. Caller frees. */
static char *tight(const char *text)
{
	struct str s = {0};

	for (; *text; text++) {
		if (*text != ' ')
			str_addc(&s, *text);
	}
	str_add(&s, "");
	return str_take(&s);
}

/* Takes " KEY WORD" off the end; NULL when it is not there. */
static char *take_tail(char *text, const char *key)
{
	char *mark = xasprintf(" %s ", key), *at = strstr(text, mark);

	if (at) {
		*at = '\0';
		at += strlen(mark);
	}
	free(mark);
	return at;
}

static bool day_is(date_day d, const char *wanted)
{
	return !wanted || d == (strcmp(wanted, "open") == 0 ? DATE_NONE : date_parse(wanted));
}

static bool limit_matches(const struct run *r, size_t i, const char *wanted)
{
	const struct due *d = &r->c->dues[i];
	char *text = xstrdup(wanted), *short_text = item_limit_text(&r->it->limits[i]);
	char *due = take_tail(text, "due"), *from = take_tail(text, "from");
	char *provisional = due ? strstr(due, " provisional") : NULL;

	if (provisional)
		*provisional = '\0';
	char *a = tight(text), *b = tight(r->it->limits[i].text), *c = tight(short_text);
	bool same = (strcmp(a, b) == 0 || strcmp(a, c) == 0) && d->applies && day_is(d->due, due) &&
		    day_is(d->from, from) && (!due || d->provisional == (provisional != NULL));
	free(a);
	free(b);
	free(c);
	free(text);
	free(short_text);
	return same;
}

static void print_limits(const struct run *r)
{
	for (size_t i = 0; i < r->it->n_limits; i++) {
		const struct due *d = &r->c->dues[i];
		char from[DATE_TEXT], due[DATE_TEXT];
		char *text = item_limit_text(&r->it->limits[i]);
		if (d->applies || d->depends)
			fprintf(stderr, "  given: %s (%s)%s from %s due %s%s %s\n", text,
				r->it->limits[i].text, d->depends ? " depends" : "",
				date_format(d->from, from), date_format(d->due, due),
				d->provisional ? " provisional" : "", d->why ? d->why : "");
		free(text);
	}
	if (r->it->limits_stated == STATED_NOT)
		fprintf(stderr, "  given: unstated\n");
}

static void compare_limits(struct run *r)
{
	size_t n = r->it->n_limits;
	bool *used = xcalloc(n + 1, sizeof(*used)), ok = true;

	for (size_t k = 0; k < r->w->n_lines; k++) {
		const struct case_line *l = r->w->lines[k];
		size_t i = 0;
		if (strcmp(l->key, "limit") != 0 || strcmp(l->rest, "unstated") == 0)
			continue;
		while (i < n && (used[i] || !limit_matches(r, i, l->rest)))
			i++;
		if (i == n) {
			run_fault(r, l->line, "there is no limit “%s”", l->rest);
			ok = false;
		} else {
			used[i] = r->t->limits[i] = true;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if ((r->c->dues[i].applies || r->c->dues[i].depends) && !used[i]) {
			run_fault(r, 0, "limit “%s” is not wanted", r->it->limits[i].text);
			ok = false;
		}
	}
	if (r->it->limits_stated == STATED_NOT)
		r->t->no_limit = true;
	if (!ok)
		print_limits(r);
	free(used);
}

/* ---- outcome and reasons ---- */

static const char *node_text(const struct run *r, const struct reason *reason)
{
	switch (reason->node) {
	case NODE_VAR:
		return r->it->vars[reason->index].text;
	case NODE_CONDITION:
		return r->it->conditions[reason->index].text;
	case NODE_PROHIBITION:
		return r->it->prohibitions[reason->index].text;
	case NODE_PAPER:
		return r->it->papers[reason->index].name;
	case NODE_DEMAND:
		return r->it->demands[reason->index].name ? r->it->demands[reason->index].name : "";
	default:
		return "";
	}
}

static bool reason_matches(const struct run *r, const struct reason *reason, const char *wanted)
{
	char *code = xasprintf("%s ", wanted), *until = take_tail(code, "until");
	char *blank = strchr(code, ' ');
	const char *text = "";

	if (until)
		until[strlen(until) - 1] = '\0';
	else
		code[strlen(code) - 1] = '\0';
	if (blank && *blank) {
		*blank = '\0';
		text = blank + 1;
	}
	bool same = strcmp(code, reason_ids[reason->code]) == 0 &&
		    (!*text || strcmp(text, reason_id(r->c, reason)) == 0 ||
		     strcmp(text, node_text(r, reason)) == 0) &&
		    day_is(until ? reason->until : DATE_NONE, until);
	free(code);
	return same;
}

static bool bars(enum reason_code code)
{
	return code <= REASON_NOTHING_TO_FILE || code == REASON_CONDITION;
}

static void print_reasons(const struct run *r)
{
	struct str text = {0};

	for (size_t i = 0; i < r->c->n_reasons; i++) {
		char until[DATE_TEXT];
		str_clear(&text);
		reason_text(r->c, &r->c->reasons[i], &text);
		fprintf(stderr, "  given: %s %s %s %s\n", reason_ids[r->c->reasons[i].code],
			reason_id(r->c, &r->c->reasons[i]),
			date_format(r->c->reasons[i].until, until), str_text(&text));
	}
	str_done(&text);
}

static void touch_reason(struct run *r, const struct reason *reason)
{
	if (reason->node == NODE_CONDITION && reason->code != REASON_OPEN)
		r->t->conditions[reason->index] = true;
	if (reason->code == REASON_PROHIBITED)
		r->t->prohibitions[reason->index] = true;
}

/* Conditions the case leaves unmet although they do not apply; were they asked, they would be
 * a reason nobody wanted. */
static void touch_idle(struct run *r)
{
	for (size_t i = 0; i < r->it->n_conditions; i++) {
		const struct condition *d = &r->it->conditions[i];
		const struct value *v = d->var < 0 ? NULL : &r->in.values[d->var];
		r->t->idle[i] |= v && v->state == VALUE_KNOWN && v->a == 0 &&
				 r->c->truths[d->when] == TRI_FALSE;
	}
}

static void compare_reasons(struct run *r)
{
	size_t n = r->c->n_reasons;
	bool *named = xcalloc(n + 1, sizeof(*named)), ok = true;

	touch_idle(r);
	for (size_t k = 0; k < r->w->n_lines; k++) {
		const struct case_line *l = r->w->lines[k];
		bool found = false;
		if (strcmp(l->key, "reason") != 0 && strcmp(l->key, "closed") != 0)
			continue;
		for (size_t i = 0; i < n; i++) {
			bool same = reason_matches(r, &r->c->reasons[i], l->rest);
			named[i] |= same;
			found |= same;
		}
		if (!found) {
			run_fault(r, l->line, "there is no reason “%s”", l->rest);
			ok = false;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (named[i]) {
			touch_reason(r, &r->c->reasons[i]);
		} else if (bars(r->c->reasons[i].code)) {
			run_fault(r, 0, "the reason %s is not wanted",
				  reason_id(r->c, &r->c->reasons[i]));
			ok = false;
		}
	}
	if (!ok)
		print_reasons(r);
	free(named);
}

static void compare_words(struct run *r)
{
	for (size_t k = 0; k < r->w->n_lines; k++) {
		const struct case_line *l = r->w->lines[k];
		bool outcome = strcmp(l->key, "outcome") == 0,
		     closed = strcmp(l->key, "closed") == 0;
		const char *wanted = closed ? "closed" : l->rest;
		if ((outcome || closed) && strcmp(outcome_ids[r->c->outcome], wanted) != 0) {
			run_fault(r, l->line, "outcome %s, wanted %s", outcome_ids[r->c->outcome],
				  wanted);
			print_reasons(r);
		}
		if (strcmp(l->key, "next") != 0)
			continue;
		int next = r->c->next_question;
		if (next < 0 || next != item_var(r->it, l->rest))
			run_fault(r, l->line, "next question is %s",
				  next < 0 ? "none" : r->it->vars[next].text);
	}
}

void case_compare(struct run *r)
{
	struct list wanted = {0}, actual = {0};

	papers_expected(r, &wanted);
	if (wanted.n) {
		papers_actual(r, &actual);
		compare_lists(r, &wanted, &actual, "papers");
	}
	wanted = actual = (struct list){0};
	deferrable_expected(r, &wanted);
	deferrable_actual(r, &actual);
	compare_lists(r, &wanted, &actual, "deferrable papers");
	if (run_has(r, "limit"))
		compare_limits(r);
	compare_reasons(r);
	compare_words(r);
	case_compare_rest(r);
}
