/* SPDX-License-Identifier: Apache-2.0
 *
 * What can be told without trying answers: sources, readings, relations, labels,
 * groups, derived values nobody uses.
 */
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "guide/lint_work.h"

enum { LABEL_COLUMNS = 32 }; /* beside it an 80-column screen still has room for the value */

/* ---- sources ---- */

static void lint_sources(struct lint *l, const struct ynode *n)
{
	const char *document = l->g->lines;

	for (size_t i = 0; i < n->count; i++) {
		const struct ynode *value = n->values[i];
		if (n->kind == YNODE_MAP && strcmp(n->keys[i]->text, "lines") == 0) {
			for (const char *p = value->text; p; p = strstr(p, "; ")) {
				p += *p == ';' ? 2 : 0;
				if (strncmp(p, document, 4) != 0)
					ynode_fault(l->f, value, _("行号不在本指南的文件 %.3s 里"),
						    document);
			}
		} else if (value->kind != YNODE_TEXT) {
			lint_sources(l, value);
		}
	}
}

/* Entries given as plain words say nothing of where they stand. */
static void lint_plain_entries(struct lint *l)
{
	static const char *const lists[] = {"channels", "steps", "delivery",
					    "hints",	"basis", "notes"};

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		const struct ynode *list = ynode_get(l->root, lists[i]);
		for (size_t k = 0; list && list->kind == YNODE_LIST && k < list->count; k++) {
			if (list->values[k]->kind == YNODE_TEXT)
				ynode_fault(l->f, list->values[k],
					    _("没写原文的行：写成 {…, lines: \"…\"}"));
		}
	}
	for (size_t i = 1; i < l->it->n_demands; i++) {
		if (l->it->demands[i].kind == DEMAND_UNSTATED && !l->it->demands[i].lines)
			ynode_fault(l->f, l->rows[i], _("没写原文的行：加上 lines"));
	}
}

/* ---- readings ---- */

static bool has_reading(const struct ynode *n, const char *id)
{
	for (size_t i = 0; i < n->count; i++) {
		const struct ynode *value = n->values[i];
		if (n->kind == YNODE_MAP && strcmp(n->keys[i]->text, "reading") == 0) {
			if (ynode_is(value, id))
				return true;
			for (size_t k = 0; value->kind == YNODE_LIST && k < value->count; k++) {
				if (ynode_is(value->values[k], id))
					return true;
			}
		} else if (value->kind != YNODE_TEXT && has_reading(value, id)) {
			return true;
		}
	}
	return false;
}

static void lint_reading_used(struct lint *l, const struct ynode *id, const struct ynode *at)
{
	if (id->kind == YNODE_TEXT && !item_reading(l->it, id->text))
		ynode_fault(l->f, at ? at : id, _("readings 里没有读法「%s」"), id->text);
}

static void lint_readings_used(struct lint *l, const struct ynode *n, const struct ynode *at)
{
	for (size_t i = 0; i < n->count; i++) {
		const struct ynode *value = n->values[i];
		if (n->kind == YNODE_MAP && strcmp(n->keys[i]->text, "reading") == 0) {
			lint_reading_used(l, value, at);
			for (size_t k = 0; value->kind == YNODE_LIST && k < value->count; k++)
				lint_reading_used(l, value->values[k], at);
		} else if (value->kind != YNODE_TEXT) {
			lint_readings_used(l, value, at);
		}
	}
}

/* The guide's list of prohibitions an item takes. */
static const struct ynode *shared_list(const struct lint *l, const struct ynode *name)
{
	const struct ydoc *own = guide_shared_file(l->g);

	return ynode_get(ynode_get(own->root, "prohibitions"), name->text);
}

static void lint_readings(struct lint *l)
{
	const struct ynode *from = ynode_get(l->root, "prohibitions_from");
	const struct item *it = l->it;

	lint_readings_used(l, l->root, NULL);
	for (size_t i = 0; from && i < from->count; i++)
		lint_readings_used(l, shared_list(l, from->values[i]), from->values[i]);
	for (size_t i = 0; i < it->n_readings; i++) {
		bool used = has_reading(l->root, it->readings[i].id);
		for (size_t k = 0; from && k < from->count && !used; k++)
			used = has_reading(shared_list(l, from->values[k]), it->readings[i].id);
		if (!used)
			ynode_fault(l->f, ynode_get(lint_entry(l, "readings", i), "id"),
				    _("读法「%s」没有一处用到"), it->readings[i].id);
	}
}

/* ---- names in expressions ---- */

static bool is_name_char(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static bool names(const char *text, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = text; (p = strstr(p, name)) != NULL; p++) {
		if ((p == text || !is_name_char(p[-1])) && !is_name_char(p[n]))
			return true;
	}
	return false;
}

/* Some expression of the file names it. */
static bool is_named(const struct ynode *n, const char *name)
{
	static const char *const keys[] = {"when", "test", "value", "required"};

	for (size_t i = 0; i < n->count; i++) {
		const struct ynode *value = n->values[i];
		bool expression = false;
		for (size_t k = 0; n->kind == YNODE_MAP && k < sizeof(keys) / sizeof(*keys); k++)
			expression |= strcmp(n->keys[i]->text, keys[k]) == 0;
		if (value->kind != YNODE_TEXT ? is_named(value, name)
					      : expression && names(value->text, name))
			return true;
	}
	return false;
}

static void lint_lets(struct lint *l)
{
	const struct ynode *list = ynode_get(l->root, "let");

	for (size_t i = 0; list && i < list->count; i++) {
		const struct ynode *id = ynode_get(list->values[i], "id");
		if (!is_named(l->root, id->text))
			ynode_fault(l->f, id, _("「%s」没有一处用到"), id->text);
	}
}

/* ---- the rest ---- */

/* How many ways there are to meet a row, and the papers of the longest. */
struct width {
	size_t ways, papers;
};

static struct width width_of(const struct item *it, int row)
{
	const struct demand *d = &it->demands[row];
	struct width w = {.ways = d->kind == DEMAND_ANY ? 0 : 1, .papers = d->kind == DEMAND_PAPER};

	for (size_t i = 0; i < d->count && w.ways <= ALTERNATIVES_SHOWN; i++) {
		struct width child = width_of(it, it->children[d->first + i]);
		if (d->kind == DEMAND_ANY) {
			w.ways += child.ways;
			w.papers = child.papers > w.papers ? child.papers : w.papers;
		} else {
			w.ways *= child.ways;
			w.papers += child.papers;
		}
	}
	return w;
}

static void lint_groups(struct lint *l)
{
	for (size_t i = 1; i < l->it->n_demands; i++) {
		const struct demand *d = &l->it->demands[i];
		if (d->kind != DEMAND_ANY)
			continue;
		struct width w = width_of(l->it, (int)i);
		const struct ynode *at = ynode_get(l->rows[i], "any");
		if (d->count == 1)
			ynode_fault(l->f, at, _("任选其一的只有一种：直接写这份材料"));
		if (w.ways > ALTERNATIVES_SHOWN || w.papers >= ALTERNATIVE_PAPERS)
			ynode_fault(l->f, at,
				    _("任选其一的办法多于%d种，或一种办法的材料多于%"
				      "d份，列不全：请拆开"),
				    ALTERNATIVES_SHOWN, ALTERNATIVE_PAPERS - 1);
	}
}

static void lint_labels(struct faults *f, const struct ynode *fields)
{
	for (size_t i = 0; fields && fields->kind == YNODE_LIST && i < fields->count; i++) {
		const struct ynode *field = fields->values[i];
		if (field->kind != YNODE_MAP)
			continue;
		const struct ynode *label = ynode_get(field, "label");
		int columns = label && label->kind == YNODE_TEXT ? utf8_columns(label->text) : 0;
		if (columns > LABEL_COLUMNS)
			ynode_fault(f, label, _("标签太宽：%d列，最多%d列"), columns,
				    LABEL_COLUMNS);
		lint_labels(f, ynode_get(field, "columns"));
	}
}

void lint_blocks(const char *file, struct faults *f)
{
	struct ydoc *doc = ydoc_read(file, f);
	const struct ynode *root = doc ? doc->root : NULL;

	for (size_t i = 0; root && root->kind == YNODE_MAP && i < root->count; i++) {
		if (!ynode_keys(f, root->values[i], "title fields"))
			continue;
		lint_labels(f, ynode_get(root->values[i], "fields"));
		lint_twin_labels(f, ynode_get(root->values[i], "fields"));
	}
	ydoc_free(doc);
}

/* Steps that take longer than the limit they fall under. The guides print some that do not add
 * up: then a reading says which holds. */
static void lint_steps(struct lint *l, size_t limit)
{
	const struct item *it = l->it;
	const struct limit *m = &it->limits[limit];
	bool read = m->reading != NULL;
	int days = 0;

	for (size_t i = 0; i < it->n_steps; i++) {
		const struct item_step *s = &it->steps[i];
		if (s->stated && s->counted && s->unit == m->unit &&
		    (s->when == EXPR_TRUE || s->when == m->when)) {
			days += s->days;
			read |= ynode_get(lint_entry(l, "steps", i), "reading") != NULL;
		}
	}
	if (m->stated && m->start == START_ACCEPTED && days > m->days && !read)
		ynode_fault(l->f, ynode_get(lint_entry(l, "limits", limit), "days"),
			    _("各步共%d%s，比时限%d%s长：写明按哪个读（reading）"), days,
			    day_unit_names[m->unit], m->days, day_unit_names[m->unit]);
}

/* Who does a step, and after whom, comes from its acts. */
static void lint_acts(struct lint *l)
{
	for (size_t i = 0; i < l->it->n_steps; i++) {
		const struct item_step *s = &l->it->steps[i];
		const struct ynode *row = lint_entry(l, "steps", i);
		if (row->kind != YNODE_MAP)
			continue;
		if (!s->acts)
			ynode_fault(l->f, row, _("没写这一步是做什么的（acts）"));
		else if (s->publicised != ((s->acts & STEP_BIT(STEP_PUBLIC)) != 0))
			ynode_fault(l->f, lint_key(row, "acts"),
				    _("acts 里的 public 与 public: yes 要同时写"));
	}
}

static void lint_time(struct lint *l)
{
	const struct item *it = l->it;

	if (it->window.given && it->window.first > 28)
		ynode_fault(l->f, ynode_get(ynode_get(l->root, "window"), "days"),
			    _("不是每个月都有%d日"), it->window.first);
	for (size_t i = 0; i < it->n_limits; i++)
		lint_steps(l, i);
	lint_acts(l);
	if (it->n_steps && it->steps[0].separate)
		ynode_fault(l->f, ynode_get(lint_entry(l, "steps", 0), "separate"),
			    _("第一步之前没有人，不必写 separate"));
	if (it->validity.to != DATE_NONE && it->validity.to < it->effective_from)
		ynode_fault(l->f, ynode_get(l->root, "validity"), _("在这一版施行以前就结束了"));
	if (it->validity.from != DATE_NONE && it->effective_to != DATE_NONE &&
	    it->validity.from > it->effective_to)
		ynode_fault(l->f, ynode_get(l->root, "validity"), _("在这一版废止以后才开始"));
}

void lint_texts(struct lint *l)
{
	const struct ynode *form = ynode_get(l->root, "form");

	lint_sources(l, l->root);
	lint_plain_entries(l);
	lint_readings(l);
	lint_lets(l);
	lint_groups(l);
	if (form)
		lint_labels(l->f, ynode_get(form, "fields"));
	lint_time(l);
}
