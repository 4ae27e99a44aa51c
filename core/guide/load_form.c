/* SPDX-License-Identifier: Apache-2.0
 *
 * The form: blocks of fields shared by all guides, then the item's own fields.
 */
#include "guide/load_parts.h"

#include <string.h>

#include "base/text.h"

#define FIELD_KEYS                                                                                 \
	"id label type values min max when required or_none answer again columns role lines "      \
	"reading note"

/* The field that shows a value of this type. */
static enum field_type type_of_answer(const struct var *v, int var)
{
	static const enum field_type types[] = {
		[TYPE_YESNO] = FIELD_YESNO,   [TYPE_CHOICE] = FIELD_CHOICE,
		[TYPE_SET] = FIELD_SET,	      [TYPE_NUMBER] = FIELD_NUMBER,
		[TYPE_MONTHS] = FIELD_NUMBER, [TYPE_DATE] = FIELD_DATE,
		[TYPE_PERIOD] = FIELD_TEXT,
	};

	return var == FACT_SEX ? FIELD_SEX : types[v->type];
}

static expr_ref read_required(struct loader *l, const struct ynode *map)
{
	const struct ynode *n = ynode_get(map, "required");

	if (!n || ynode_is(n, "no"))
		return EXPR_FALSE;
	if (ynode_is(n, "yes"))
		return EXPR_TRUE;
	return expr_parse_truth(&l->graph, &l->scope, n, NULL);
}

static void read_answer(struct loader *l, const struct ynode *n, struct field *f)
{
	const struct symbol *s = n->kind == YNODE_TEXT ? load_symbol(l, n->text) : NULL;

	if (!s || s->kind != SYMBOL_VAR) {
		ynode_fault(l->f, n, _("answer 要写一个问题的 id"));
		return;
	}
	const struct var *v = &l->it->vars[s->var];
	f->answer = s->var;
	f->type = type_of_answer(v, s->var);
	f->values = v->values;
	f->n_values = v->n_values;
	f->label = f->label ? f->label : v->text;
}

static bool read_field(struct loader *l, const struct ynode *map, bool column, struct field *f);

/* A secret typed twice: the second names the first, which stands before it in the same block. The
 * fields of the block so far are those from `first` on. */
static void read_again(struct loader *l, const struct ynode *map, struct field *f, size_t first)
{
	const struct ynode *n = ynode_get(map, "again");
	const struct item *it = l->it;

	if (!n)
		return;
	for (size_t i = first; n->kind == YNODE_TEXT && i < it->n_fields && f->again < 0; i++)
		if (it->fields[i].type == FIELD_SECRET && strcmp(it->fields[i].id, n->text) == 0)
			f->again = (int)i;
	if (f->type != FIELD_SECRET || f->again < 0) {
		ynode_fault(l->f, n, _("again 只用于 secret，写前面一个 secret 栏目的 id"));
		return;
	}
	f->min = it->fields[f->again].min;
	f->max = it->fields[f->again].max;
}

/* The rows of a people list. */
static void read_columns(struct loader *l, const struct ynode *map, struct field *f)
{
	const struct ynode *list = load_list(l, map, "columns", true);
	struct item *it = l->it;

	f->first_column = (int)it->n_columns;
	for (size_t i = 0; list && i < list->count; i++) {
		struct field c;
		if (!read_field(l, list->values[i], true, &c))
			continue;
		read_again(l, list->values[i], &c, it->n_fields);
		for (size_t j = (size_t)f->first_column; j < it->n_columns; j++) {
			if (*c.id && strcmp(it->columns[j].id, c.id) == 0)
				ynode_fault(l->f, ynode_get(list->values[i], "id"),
					    _("id「%s」重复了"), c.id);
		}
		*ARENA_PUSH(l->a, it->columns, it->n_columns) = c;
		f->n_columns++;
	}
}

/* Who the rows of a list are, so that each is found among the people. */
static void read_role(struct loader *l, const struct ynode *n, struct field *f)
{
	if (!n)
		return;
	if (f->type != FIELD_PEOPLE)
		ynode_fault(l->f, n, _("role 只用于 people；其他栏目的 role 写在 blocks 里"));
	else
		f->role = (enum role)(load_word_of(l, n, role_ids + 1, ROLES - 1) + 1);
}

static void read_field_type(struct loader *l, const struct ynode *map, bool column, struct field *f)
{
	const struct ynode *n =
		f->answer < 0 ? load_required(l, map, "type") : ynode_get(map, "type");
	int type = n ? load_word_of(l, n, field_type_ids, FIELD_TYPES) : -1;

	if (f->answer < 0 && type >= 0)
		f->type = (enum field_type)type;
	else if (type >= 0 && (enum field_type)type != f->type)
		ynode_fault(l->f, n, _("type 与所显示的问题不符：这里应是 %s，可以不写"),
			    field_type_ids[f->type]);
	if (f->answer >= 0)
		return;
	if (f->type == FIELD_CHOICE || f->type == FIELD_SET)
		f->values = load_values(l, map, &f->n_values);
	else if (ynode_get(map, "values"))
		ynode_fault(l->f, ynode_get(map, "values"), _("values 只用于 choice 和 set"));
	if (f->type == FIELD_SECRET && column)
		ynode_fault(l->f, n, _("名单里不能有 secret：密码、验证码由本人当面录入"));
	if (f->type == FIELD_PEOPLE && column)
		ynode_fault(l->f, n, _("名单里不能再有名单"));
	else if (f->type == FIELD_PEOPLE)
		read_columns(l, map, f);
	else if (ynode_get(map, "columns"))
		ynode_fault(l->f, ynode_get(map, "columns"), _("columns 只用于 people"));
}

static bool read_field(struct loader *l, const struct ynode *map, bool column, struct field *f)
{
	*f = (struct field){.answer = -1, .first_column = -1, .again = -1};
	if (!ynode_keys(l->f, map, FIELD_KEYS))
		return false;
	f->id = load_id(l, map, true);
	f->label = load_text(l, map, "label", false);
	f->lines = load_lines_optional(l, map);
	f->reading = load_reading(l, map);
	f->note = load_text(l, map, "note", false);
	f->when = load_when(l, map);
	f->required = read_required(l, map);
	if (ynode_get(map, "answer"))
		read_answer(l, ynode_get(map, "answer"), f);
	if (!f->label)
		load_required(l, map, "label");
	read_field_type(l, map, column, f);
	read_role(l, ynode_get(map, "role"), f);
	f->or_none = load_text(l, map, "or_none", false);
	if (f->or_none && f->type != FIELD_PHONE)
		ynode_fault(l->f, ynode_get(map, "or_none"), _("or_none 在表单里只用于 phone"));
	f->min = load_int(l, map, "min", 0, INT64_C(100000000000000), 0);
	f->max = load_int(l, map, "max", 0, INT64_C(100000000000000), 0);
	if (f->max && f->min > f->max)
		ynode_fault(l->f, ynode_get(map, "min"), _("min 比 max 大"));
	return true;
}

static void read_fields(struct loader *l, const struct ynode *list, struct block *b)
{
	struct item *it = l->it;

	b->first = it->n_fields;
	for (size_t i = 0; list && i < list->count; i++) {
		struct field f;
		if (!read_field(l, list->values[i], false, &f))
			continue;
		read_again(l, list->values[i], &f, b->first);
		for (size_t j = b->first; j < it->n_fields; j++) {
			if (*f.id && strcmp(it->fields[j].id, f.id) == 0)
				ynode_fault(l->f, ynode_get(list->values[i], "id"),
					    _("id「%s」重复了"), f.id);
		}
		f.path =
			strcmp(b->id, "own") == 0 ? f.id : arena_printf(l->a, "%s.%s", b->id, f.id);
		*ARENA_PUSH(l->a, it->fields, it->n_fields) = f;
	}
	b->count = it->n_fields - b->first;
}

/* The fields of a shared block, NULL with a fault. */
static const struct ynode *shared_fields(struct loader *l, const struct ynode *use,
					 const struct ynode **title)
{
	const struct ydoc *doc = l->g->shared->blocks;
	const struct ynode *root = doc ? doc->root : NULL, *map = NULL;
	struct str all = {0};

	if (root && root->kind == YNODE_MAP && use->kind == YNODE_TEXT)
		map = ynode_get(root, use->text);
	if (map) {
		if (!ynode_keys(l->f, map, "title fields"))
			return NULL;
		*title = ynode_get(map, "title");
		l->uses_blocks = true;
		return load_list(l, map, "fields", true);
	}
	for (size_t i = 0; root && root->kind == YNODE_MAP && i < root->count; i++)
		str_addf(&all, "%s%s", i ? " " : "", root->keys[i]->text);
	ynode_fault(l->f, use, _("没有这个共用栏目，blocks.yaml 里有：%s"), str_text(&all));
	str_done(&all);
	return NULL;
}

static enum role read_block_role(struct loader *l, const struct ynode *n)
{
	return n ? (enum role)(load_word_of(l, n, role_ids + 1, ROLES - 1) + 1) : ROLE_NONE;
}

static void read_block(struct loader *l, const struct ynode *map)
{
	struct block b = {0};
	const struct ynode *title = NULL, *fields = NULL;

	if (!ynode_keys(l->f, map, "use id title role when lines"))
		return;
	const struct ynode *use = load_required(l, map, "use"), *role = ynode_get(map, "role");
	b.id = load_id(l, map, true);
	b.lines = load_lines_optional(l, map);
	b.when = load_when(l, map);
	b.role = read_block_role(l, role);
	for (size_t i = 0; i < l->it->n_blocks; i++) {
		if (*b.id && strcmp(l->it->blocks[i].id, b.id) == 0)
			ynode_fault(l->f, ynode_get(map, "id"), _("id「%s」重复了"), b.id);
	}
	if (strcmp(b.id, "own") == 0)
		ynode_fault(l->f, ynode_get(map, "id"), _("own 是本事项自己的栏目，请换一个 id"));
	if (l->it->prints && strcmp(b.id, "printed") == 0)
		ynode_fault(l->f, ynode_get(map, "id"),
			    _("printed 是 result: print 的栏目，请换一个 id"));
	if (use)
		fields = shared_fields(l, use, &title);
	b.title = load_text(l, map, "title", false);
	if (!b.title && title)
		b.title = load_text_of(l, title);
	read_fields(l, fields, &b);
	*ARENA_PUSH(l->a, l->it->blocks, l->it->n_blocks) = b;
}

static bool names_list(const struct item *it, const struct block *b, size_t field, const char *text)
{
	const struct field *f = &it->fields[field];

	return strcmp(f->label, text) == 0 || strcmp(f->path, text) == 0 ||
	       (b->title && strcmp(b->title, text) == 0);
}

/* `per: people` counts the rows of the first list; words are the name of one. */
static int list_of_paper(const struct item *it, const struct paper *p)
{
	for (size_t b = 0; b < it->n_blocks; b++) {
		const struct block *block = &it->blocks[b];
		for (size_t i = block->first; i < block->first + block->count; i++) {
			if (it->fields[i].type != FIELD_PEOPLE)
				continue;
			if (p->per == FACT_PEOPLE ||
			    (p->per_text && names_list(it, block, i, p->per_text)))
				return (int)i;
		}
	}
	return -1;
}

/* How many sheets were handed over is asked of every item that ends with them. */
static void ask_printed(struct loader *l)
{
	const struct ynode *use = ynode_get(l->root, "result"), *title = NULL;
	struct ynode name = *use;
	struct block b = {.id = "printed", .when = EXPR_TRUE};

	name.text = (char *)b.id;
	const struct ynode *fields = shared_fields(l, &name, &title);
	b.title = title ? load_text_of(l, title) : NULL;
	read_fields(l, fields, &b);
	*ARENA_PUSH(l->a, l->it->blocks, l->it->n_blocks) = b;
}

/* Anybody may send somebody: who comes for another is written down whatever the item says of
 * it. What an item asks for stays in its own file; this changes no version. */
static void offer_agent(struct loader *l)
{
	const struct ydoc *doc = l->g->shared->blocks;
	struct block b = {.id = "agent",
			  .title = role_names[ROLE_AGENT],
			  .role = ROLE_AGENT,
			  .when = EXPR_TRUE,
			  .offered = true};
	const struct ynode *map = NULL;

	if (doc && doc->root && doc->root->kind == YNODE_MAP)
		map = ynode_get(doc->root, b.id);
	for (size_t i = 0; i < l->it->n_blocks; i++)
		if (l->it->blocks[i].role == ROLE_AGENT || strcmp(l->it->blocks[i].id, b.id) == 0)
			map = NULL;
	if (!map)
		return;
	read_fields(l, load_list(l, map, "fields", true), &b);
	*ARENA_PUSH(l->a, l->it->blocks, l->it->n_blocks) = b;
}

void load_form(struct loader *l)
{
	const struct ynode *form = ynode_get(l->root, "form");

	if (form ? !ynode_keys(l->f, form, "blocks fields role") : !l->it->prints)
		return;
	const struct ynode *blocks = form ? load_list(l, form, "blocks", false) : NULL;
	const struct ynode *fields = form ? load_list(l, form, "fields", false) : NULL;
	for (size_t i = 0; blocks && i < blocks->count; i++)
		read_block(l, blocks->values[i]);
	if (l->it->n_blocks)
		offer_agent(l);
	if (l->it->prints)
		ask_printed(l);
	if (fields && fields->count) {
		struct block own = {.id = "own"};
		own.role = read_block_role(l, ynode_get(form, "role"));
		read_fields(l, fields, &own);
		*ARENA_PUSH(l->a, l->it->blocks, l->it->n_blocks) = own;
	}
	for (size_t i = 0; i < l->it->n_papers; i++)
		l->it->papers[i].per_list = list_of_paper(l->it, &l->it->papers[i]);
}
