/* SPDX-License-Identifier: Apache-2.0
 *
 * Facts, questions and derived values: what the expressions of an item may name.
 */
#include "guide/load_parts.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

enum { COUNT_MAX = 1000000000, MONTHS_MAX = 1800 };

/* ---- the scope of the expressions ---- */

struct symbol *load_symbol(struct loader *l, const char *id)
{
	for (size_t i = 0; i < l->n_symbols; i++) {
		if (strcmp(l->symbols[i].id, id) == 0)
			return &l->symbols[i];
	}
	return NULL;
}

void load_add_symbol(struct loader *l, struct symbol s)
{
	struct symbol *other = *s.id ? load_symbol(l, s.id) : NULL;

	if (other) {
		if (other->at)
			ynode_fault(l->f, s.at, _("id「%s」重复了，%s第%d行已有"), s.id,
				    other->at->file == s.at->file ? "" : other->at->file,
				    other->at->line);
		else
			ynode_fault(l->f, s.at, _("id「%s」是每个事项都有的，不能另用"), s.id);
		return;
	}
	*ARENA_PUSH(l->a, l->symbols, l->n_symbols) = s;
}

int load_add_var(struct loader *l, struct var v, const struct ynode *at, const struct ynode *gate)
{
	int index = (int)l->it->n_vars;

	*ARENA_PUSH(l->a, l->it->vars, l->it->n_vars) = v;
	load_add_symbol(
		l, (struct symbol){
			   .id = v.id, .kind = SYMBOL_VAR, .var = index, .at = at, .text = gate});
	return index;
}

void load_settle(struct loader *l, struct symbol *s, expr_ref gate)
{
	struct var *v = &l->it->vars[s->var];

	v->when = gate;
	v->value = graph_add(&l->graph, (struct expr_node){.op = OP_VAR,
							   .vtype = (uint8_t)v->type,
							   .x = (uint16_t)s->var,
							   .y = gate});
	s->meaning = (struct meaning){
		.value = v->value, .type = v->type, .n_values = v->n_values, .values = v->values};
	if (v->kind == VAR_PROHIBITION) /* exists, lifted or not */
		s->meaning.truth = graph_truth(&l->graph, OP_NE, v->value,
					       graph_const(&l->graph, TYPE_YESNO, 0), 0);
	else if (v->type == TYPE_YESNO)
		s->meaning.truth = graph_truth(&l->graph, OP_YES, v->value, 0, 0);
	s->state = SYMBOL_DONE;
}

static void resolve(struct loader *l, struct symbol *s)
{
	expr_ref gate = EXPR_TRUE;
	bool ok = true;

	if (s->state != SYMBOL_FRESH || s->kind == SYMBOL_COMPUTED)
		return;
	s->state = SYMBOL_BUSY;
	if (s->kind == SYMBOL_LET)
		ok = expr_parse_any(&l->graph, &l->scope, s->text, &s->meaning);
	else if (s->text)
		gate = expr_parse_truth(&l->graph, &l->scope, s->text, &ok);
	if (s->kind == SYMBOL_VAR)
		load_settle(l, s, gate);
	s->state = ok ? SYMBOL_DONE : SYMBOL_BAD;
}

void load_resolve_names(struct loader *l)
{
	for (size_t i = 0; i < l->n_symbols; i++)
		resolve(l, &l->symbols[i]);
}

static bool find_name(void *ctx, const char *name, const struct ynode *at, size_t offset,
		      struct meaning *out, bool *bad)
{
	struct loader *l = ctx;
	struct symbol *s = load_symbol(l, name);

	if (!s)
		return false;
	*bad = true;
	if (s->kind == SYMBOL_COMPUTED) {
		ynode_fault_at(l->f, at, offset,
			       _("条件「%s」由程序算出，不能用在表达式里：请把它的 test 写成 let"),
			       name);
		return true;
	}
	if (s->state == SYMBOL_BUSY) {
		ynode_fault_at(l->f, at, offset, _("绕成了圈：「%s」的规则又用到了它自己"), name);
		return true;
	}
	resolve(l, s);
	*bad = s->state == SYMBOL_BAD;
	*out = s->meaning;
	return true;
}

static void list_names(void *ctx, struct str *out)
{
	const struct loader *l = ctx;

	for (size_t i = 0; i < l->n_symbols; i++) {
		if (l->symbols[i].kind != SYMBOL_COMPUTED)
			str_addf(out, "%s%s", out->len ? " " : "", l->symbols[i].id);
	}
}

int load_multiplier(struct loader *l, const struct ynode *n, bool words)
{
	const struct symbol *s = n->kind == YNODE_TEXT ? load_symbol(l, n->text) : NULL;

	if (s && s->kind == SYMBOL_VAR && s->meaning.type == TYPE_NUMBER)
		return s->var;
	if (s || n->kind != YNODE_TEXT || !words || expr_is_name(n->text))
		ynode_fault(l->f, n,
			    words ? _("此处应是数字型问题的 id、people，或汉字写的名单（继承人）")
				  : _("此处应是数字型问题的 id 或 people"));
	return -1;
}

/* ---- facts ---- */

static struct choice *office_choices(struct loader *l, size_t *count)
{
	size_t n = l->g->n_offices;
	struct choice *c = arena_array(l->a, n ? n : 1, sizeof(*c));

	for (size_t i = 0; i < n; i++) {
		c[i].id = arena_strdup(l->a, l->g->offices[i].id);
		c[i].text = arena_strdup(l->a, l->g->offices[i].name);
	}
	*count = n;
	return c;
}

void load_facts(struct loader *l)
{
	static const struct var facts[FACT_KINDS] = {
		[FACT_CHANNEL] = {.id = "channel", .text = "办理渠道", .type = TYPE_CHOICE},
		[FACT_ON] = {.id = "on", .text = "受理日期", .type = TYPE_DATE},
		[FACT_AGENT] = {.id = "agent", .text = "代办", .type = TYPE_YESNO},
		[FACT_PEOPLE] = {.id = "people",
				 .text = "人数",
				 .type = TYPE_NUMBER,
				 .min = 1,
				 .max = 1000000},
		[FACT_BIRTH] = {.id = "birth", .text = "出生日期", .type = TYPE_DATE},
		[FACT_SEX] = {.id = "sex", .text = "性别", .type = TYPE_CHOICE},
		[FACT_AGE] = {.id = "age", .text = "年龄", .type = TYPE_NUMBER, .max = 200},
		[FACT_OFFICE] = {.id = "office", .text = "办理窗口", .type = TYPE_CHOICE},
	};
	struct choice *channels = arena_array(l->a, CHANNEL_KINDS, sizeof(*channels));
	struct choice *sexes = arena_array(l->a, 2, sizeof(*sexes));

	for (int i = 0; i < CHANNEL_KINDS; i++)
		channels[i] = (struct choice){channel_ids[i], channel_names[i]};
	sexes[0] = (struct choice){"male", "男"};
	sexes[1] = (struct choice){"female", "女"};
	for (int i = 0; i < FACT_KINDS; i++) {
		struct var v = facts[i];
		v.kind = VAR_FACT;
		if (i == FACT_CHANNEL) {
			v.values = channels;
			v.n_values = CHANNEL_KINDS;
		} else if (i == FACT_SEX) {
			v.values = sexes;
			v.n_values = 2;
		} else if (i == FACT_OFFICE) {
			v.values = office_choices(l, &v.n_values);
		}
		load_add_var(l, v, NULL, NULL);
	}
	l->scope = (struct scope){.find = find_name, .list = list_names, .ctx = l, .faults = l->f};
}

/* ---- questions ---- */

static void read_months_bound(struct loader *l, const struct ynode *map, const char *key,
			      int64_t *bound)
{
	const struct ynode *n = ynode_get(map, key);

	if (n &&
	    (n->kind != YNODE_TEXT || !expr_parse_months(n->text, bound) || *bound > MONTHS_MAX))
		ynode_fault(l->f, n, _("「%s」应写成 15y 或 6m，最长150年"), key);
}

static void read_bounds(struct loader *l, const struct ynode *map, struct var *v)
{
	bool bounded = v->type == TYPE_SET || v->type == TYPE_NUMBER || v->type == TYPE_MONTHS;

	if (!bounded) {
		for (int i = 0; i < 2; i++) {
			const struct ynode *n = ynode_get(map, i ? "max" : "min");
			if (n)
				ynode_fault(l->f, n, _("min 和 max 只用于 set、number、months"));
		}
		return;
	}
	v->max = v->type == TYPE_SET	  ? (int64_t)v->n_values
		 : v->type == TYPE_MONTHS ? MONTHS_MAX
					  : COUNT_MAX;
	if (v->type == TYPE_MONTHS) {
		read_months_bound(l, map, "min", &v->min);
		read_months_bound(l, map, "max", &v->max);
	} else {
		v->min = load_int(l, map, "min", 0, v->max, 0);
		v->max = load_int(l, map, "max", 0, v->max, v->max);
	}
	if (v->min > v->max)
		ynode_fault(l->f, ynode_get(map, "min"), _("min 比 max 大"));
}

static void read_question(struct loader *l, const struct ynode *map)
{
	static const char *const types[] = {"yesno",  "choice", "set",	 "number",
					    "months", "date",	"period"};
	const struct ynode *type = NULL;

	if (!ynode_keys(l->f, map,
			"id text type lines reading values min max when or_none optional"))
		return;
	struct var v = {
		.kind = VAR_QUESTION,
		.id = load_name(l, map),
		.text = load_text(l, map, "text", true),
		.lines = load_lines(l, map, NULL),
		.reading = load_reading(l, map),
		.optional = load_bool(l, map, "optional", false),
		.or_none = load_text(l, map, "or_none", false),
	};
	if ((type = load_required(l, map, "type")) != NULL) {
		int t = load_word_of(l, type, types, sizeof(types) / sizeof(*types));
		v.type = t < 0 ? TYPE_YESNO : (enum value_type)t;
	}
	if (v.type == TYPE_CHOICE || v.type == TYPE_SET)
		v.values = load_values(l, map, &v.n_values);
	else if (ynode_get(map, "values") && type)
		ynode_fault(l->f, ynode_get(map, "values"), _("values 只用于 choice 和 set"));
	if (v.or_none && v.type == TYPE_SET)
		ynode_fault(l->f, ynode_get(map, "or_none"),
			    _("set 不用 or_none：一个也不选就是没有"));
	read_bounds(l, map, &v);
	const struct ynode *id = ynode_get(map, "id");
	load_add_var(l, v, id ? id : map, ynode_get(map, "when"));
}

static void read_let(struct loader *l, const struct ynode *map)
{
	if (!ynode_keys(l->f, map, "id value reading lines"))
		return;
	const char *id = load_name(l, map);
	const struct ynode *value = load_required(l, map, "value");
	load_reading(l, map);
	load_lines_optional(l, map);
	if (value)
		load_add_symbol(
			l, (struct symbol){.id = id,
					   .kind = SYMBOL_LET,
					   .at = ynode_get(map, "id") ? ynode_get(map, "id") : map,
					   .text = value});
}

void load_questions(struct loader *l)
{
	const struct ynode *questions = load_list(l, l->root, "questions", false);
	const struct ynode *lets = load_list(l, l->root, "let", false);

	for (size_t i = 0; questions && i < questions->count; i++)
		read_question(l, questions->values[i]);
	for (size_t i = 0; lets && i < lets->count; i++)
		read_let(l, lets->values[i]);
}
