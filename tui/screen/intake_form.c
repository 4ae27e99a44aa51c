/* SPDX-License-Identifier: Apache-2.0
 *
 * The left side of the intake: what is asked. Questions, verifications,
 * conditions and prohibitions first, then the parties, then the item's own
 * fields. Rows come and go with the answers; what was typed stays.
 */
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "case/field_value.h"
#include "tui/screen/intake_state.h"

static const char *const verify_words[] = {N_("核验到"), N_("核验不到"), N_("系统不可用")};
static const int verify_values[] = {VERIFIED_YES, VERIFIED_NO, VERIFIED_UNAVAILABLE};
static const int lift_values[] = {PROHIBITION_NO, PROHIBITION_YES, PROHIBITION_LIFTED};
enum { THREE = 3 };

/* The words that lift a prohibition by an act; NULL for everything else. Such a one has a row
 * of its own, the others stand together in one. */
static const char *lifting_act(const struct item *it, size_t var)
{
	for (size_t i = 0; i < it->n_prohibitions; i++)
		if (it->prohibitions[i].var == (int)var)
			return it->prohibitions[i].lifted_by_act;
	return NULL;
}

/* Three answers of a variable that has its own words for them: NULL for other variables. */
static const int *three_values(const struct item *it, size_t var)
{
	return it->vars[var].kind == VAR_VERIFICATION ? verify_values
	       : lifting_act(it, var)		      ? lift_values
						      : NULL;
}

/* ---- options ---- */

static const char *const *choice_words(struct arena *a, const struct choice *values, size_t n,
				       const char *none)
{
	const char **words = arena_array(a, n + 1, sizeof(*words));

	for (size_t i = 0; i < n; i++)
		words[i] = values[i].text;
	words[n] = none;
	return words;
}

static const char *const *fixed_words(struct arena *a, const char *const *words, size_t n)
{
	const char **out = arena_array(a, n, sizeof(*out));

	for (size_t i = 0; i < n; i++)
		out[i] = _(words[i]);
	return out;
}

void intake_form_open(struct intake_screen *s)
{
	static const char *const sexes[] = {N_("男"), N_("女")};
	const struct item *it = s->item;

	s->options = arena_array(&s->arena, it->n_vars, sizeof(*s->options));
	for (size_t i = 0; i < it->n_vars; i++) {
		const struct var *v = &it->vars[i];
		const char *const lifted[] = {N_("不存在"), N_("存在"), lifting_act(it, i)};
		s->options[i] =
			v->kind == VAR_VERIFICATION ? fixed_words(&s->arena, verify_words, THREE)
			: lifted[2]		    ? fixed_words(&s->arena, lifted, THREE)
				    : choice_words(&s->arena, v->values, v->n_values, v->or_none);
	}
	s->field_options = arena_array(&s->arena, it->n_fields, sizeof(*s->field_options));
	for (size_t i = 0; i < it->n_fields; i++) {
		const struct field *f = &it->fields[i];
		s->field_options[i] =
			f->type == FIELD_IDENT_KIND ? (const char *const *)ident_kind_names
			: f->type == FIELD_SEX
				? fixed_words(&s->arena, sexes, 2)
				: choice_words(&s->arena, f->values, f->n_values, NULL);
	}
	const char **words = arena_array(&s->arena, it->n_prohibitions, sizeof(*words));
	s->plain_prohibitions = arena_array(&s->arena, it->n_prohibitions, sizeof(int));
	for (size_t i = 0; i < it->n_prohibitions; i++) {
		if (it->prohibitions[i].lifted_by_act)
			continue;
		s->plain_prohibitions[s->n_plain] = (int)i;
		words[s->n_plain++] = it->prohibitions[i].text;
	}
	s->prohibition_options = words;
}

/* ---- rows ---- */

static void add_heading(struct intake_screen *s, int n, const char *text)
{
	form_add(&s->form,
		 &(struct form_spec){.id = ROW_NOTE + n, .kind = FORM_NOTE, .label = text});
}

static enum form_kind kind_of_var(const struct item *it, size_t var)
{
	const struct var *v = &it->vars[var];

	if (three_values(it, var))
		return FORM_CHOICE;
	switch (v->type) {
	case TYPE_YESNO:
		return FORM_YESNO;
	case TYPE_CHOICE:
		return FORM_CHOICE;
	case TYPE_SET:
		return FORM_SET;
	case TYPE_DATE:
		return v->or_none ? FORM_TEXT : FORM_DATE;
	default:
		return FORM_TEXT;
	}
}

static const char *hint_of_var(struct intake_screen *s, const struct var *v)
{
	switch (v->type) {
	case TYPE_DATE:
		return v->or_none ? arena_printf(&s->arena, _("日期，或“%s”"), v->or_none)
				  : _("如 20261124");
	case TYPE_MONTHS:
		return _("如 15y、180 个月写 180m");
	case TYPE_PERIOD:
		return _("如 2026-01-01..2026-03-31");
	default:
		return NULL;
	}
}

static bool has_insured(const struct item *it)
{
	for (size_t b = 0; b < it->n_blocks; b++)
		if (it->blocks[b].role == ROLE_INSURED)
			return true;
	return false;
}

/* A fact is asked only where nothing else tells it. */
static bool asked(const struct intake_screen *s, size_t var)
{
	const struct var *v = &s->item->vars[var];

	if (s->k->truths[v->when] != TRI_TRUE)
		return false;
	if (v->kind == VAR_PROHIBITION)
		return lifting_act(s->item, var) != NULL;
	if (v->kind != VAR_FACT)
		return true;
	if (!v->used)
		return false;
	switch (var) {
	case FACT_AGENT:
		return true;
	case FACT_PEOPLE:
		return s->c.n_lists == 0;
	case FACT_BIRTH:
	case FACT_SEX:
		return !has_insured(s->item);
	default:
		return false; /* channel, day, office are the window's; age follows */
	}
}

static void add_var(struct intake_screen *s, size_t var)
{
	const struct var *v = &s->item->vars[var];
	struct form_spec spec = {
		.id = ROW_VAR + (int)var,
		.kind = kind_of_var(s->item, var),
		.label = v->text,
		.hint = hint_of_var(s, v),
		.required = !v->optional,
		.options = s->options[var],
		.option_count = three_values(s->item, var) ? THREE
				: v->type == TYPE_CHOICE || v->type == TYPE_SET
					? v->n_values + (v->or_none ? 1 : 0)
					: 0,
		.max_chars = 40,
	};
	form_add(&s->form, &spec);
}

static void add_vars(struct intake_screen *s)
{
	add_heading(s, 0, _("情形"));
	for (size_t i = 0; i < s->item->n_vars; i++)
		if (asked(s, i) && s->item->vars[i].kind != VAR_CONDITION)
			add_var(s, i);
	for (size_t i = 0; i < s->item->n_vars; i++)
		if (asked(s, i) && s->item->vars[i].kind == VAR_CONDITION)
			add_var(s, i);
	if (s->n_plain) {
		struct form_spec spec = {
			.id = ROW_PROHIBITIONS,
			.kind = FORM_SET,
			.label = _("禁办情形"),
			.hint = _("空格逐条勾选，F5 确认均无"),
			.required = true,
			.options = s->prohibition_options,
			.option_count = s->n_plain,
		};
		form_add(&s->form, &spec);
	}
}

static enum form_kind kind_of_field(const struct field *f)
{
	switch (f->type) {
	case FIELD_DATE:
		return FORM_DATE;
	case FIELD_YESNO:
		return FORM_YESNO;
	case FIELD_CHOICE:
	case FIELD_IDENT_KIND:
	case FIELD_SEX:
		return FORM_CHOICE;
	case FIELD_SET:
		return FORM_SET;
	default:
		return FORM_TEXT;
	}
}

static const char *hint_of_field(const struct field *f)
{
	switch (f->type) {
	case FIELD_MONTH:
		return _("如 202611");
	case FIELD_MONEY:
		return _("元，如 1234.50");
	case FIELD_PEOPLE:
		return _("空格打开名单");
	case FIELD_DATE:
		return _("如 20261124");
	default:
		return f->note;
	}
}

static size_t options_of_field(const struct field *f)
{
	return f->type == FIELD_IDENT_KIND ? IDENT_KINDS : f->type == FIELD_SEX ? 2 : f->n_values;
}

static void add_field(struct intake_screen *s, size_t field)
{
	const struct field *f = &s->item->fields[field];
	struct form_spec spec = {
		.id = ROW_FIELD + (int)field,
		.kind = kind_of_field(f),
		.label = f->label,
		.hint = hint_of_field(f),
		.required = casefile_field_required(&s->c, s->k, field),
		.options = s->field_options[field],
		.option_count = options_of_field(f),
		.max_chars = f->type == FIELD_TEXT && f->max > 0 ? (int)f->max : 200,
	};

	struct form_row *row = form_add(&s->form, &spec);
	if (f->type == FIELD_PEOPLE) {
		for (size_t l = 0; l < s->c.n_lists; l++) {
			struct str text = {0};
			if (s->c.lists[l].field != (int)field)
				continue;
			str_addf(&text, _("%zu 人"), s->c.lists[l].count);
			form_set_text(&s->form, row->spec.id, str_text(&text));
			str_done(&text);
		}
	}
}

static void add_fields(struct intake_screen *s)
{
	const struct item *it = s->item;

	for (size_t b = 0; b < it->n_blocks; b++) {
		const struct block *block = &it->blocks[b];
		bool heading = false;
		if (!casefile_block_shown(&s->c, s->k, b))
			continue;
		for (size_t i = block->first; i < block->first + block->count; i++) {
			/* A field that shows an answer was asked above. */
			if (it->fields[i].answer >= 0 || !casefile_field_shown(&s->c, s->k, i))
				continue;
			if (!heading)
				add_heading(s, 1 + (int)b,
					    block->title ? block->title : _("事项信息"));
			heading = true;
			add_field(s, i);
		}
	}
}

/* ---- values into the rows ---- */

static int option_of_three(const int *values, int64_t a)
{
	return a == values[0] ? 0 : a == values[1] ? 1 : 2;
}

static void show_var(struct intake_screen *s, size_t var)
{
	const struct var *v = &s->item->vars[var];
	const struct value *a = &s->c.in.values[var];
	int id = ROW_VAR + (int)var;

	switch (kind_of_var(s->item, var)) {
	case FORM_CHOICE:
		if (a->state == VALUE_OPEN)
			form_set_choice(&s->form, id, -1);
		else if (three_values(s->item, var))
			form_set_choice(&s->form, id,
					option_of_three(three_values(s->item, var), a->a));
		else
			form_set_choice(&s->form, id,
					a->state == VALUE_NONE ? (int)v->n_values : (int)a->a);
		break;
	case FORM_YESNO:
		form_set_choice(&s->form, id, a->state == VALUE_KNOWN ? (int)a->a : -1);
		break;
	case FORM_SET:
		form_set_marks(&s->form, id, a->state == VALUE_KNOWN ? (uint64_t)a->a : 0,
			       a->state == VALUE_KNOWN);
		break;
	default: {
		struct str text = {0};
		if (a->state != VALUE_OPEN)
			answer_text(s->item, (int)var, a, &text);
		form_set_text(&s->form, id, str_text(&text));
		str_done(&text);
	}
	}
}

static void show_prohibitions(struct intake_screen *s)
{
	uint64_t marks = 0;
	bool answered = true;

	for (size_t i = 0; i < s->n_plain; i++) {
		int at = s->plain_prohibitions[i];
		const struct value *a = &s->c.in.values[s->item->prohibitions[at].var];
		answered = answered && a->state == VALUE_KNOWN;
		if (a->state == VALUE_KNOWN && a->a == PROHIBITION_YES)
			marks |= (uint64_t)1 << i;
	}
	form_set_marks(&s->form, ROW_PROHIBITIONS, marks, answered);
}

static int option_by_word(const char *const *words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return (int)i;
	return -1;
}

static int choice_by_id(const struct field *f, const char *id, size_t len)
{
	for (size_t i = 0; i < f->n_values; i++)
		if (strlen(f->values[i].id) == len && memcmp(f->values[i].id, id, len) == 0)
			return (int)i;
	return -1;
}

static uint64_t marks_by_ids(const struct field *f, const char *ids)
{
	uint64_t marks = 0;

	while (*ids) {
		size_t len = strcspn(ids, ",");
		int i = choice_by_id(f, ids, len);
		if (i >= 0)
			marks |= (uint64_t)1 << i;
		ids += len + (ids[len] == ',');
	}
	return marks;
}

static void show_field(struct intake_screen *s, size_t field)
{
	const struct field *f = &s->item->fields[field];
	const char *value = casefile_value(&s->c, field);
	int id = ROW_FIELD + (int)field;

	switch (kind_of_field(f)) {
	case FORM_CHOICE:
		form_set_choice(&s->form, id,
				f->type == FIELD_CHOICE
					? choice_by_id(f, value, strlen(value))
					: option_by_word(s->field_options[field],
							 options_of_field(f), value));
		break;
	case FORM_YESNO:
		form_set_choice(&s->form, id, *value ? strcmp(value, "yes") == 0 : -1);
		break;
	case FORM_SET:
		form_set_marks(&s->form, id, marks_by_ids(f, value), *value != '\0');
		break;
	default:
		if (f->type != FIELD_PEOPLE)
			form_set_text(&s->form, id, value);
	}
}

static void show_row(struct intake_screen *s, int id)
{
	if (id == ROW_PROHIBITIONS)
		show_prohibitions(s);
	else if (id >= ROW_FIELD && id < ROW_NOTE)
		show_field(s, (size_t)(id - ROW_FIELD));
	else if (id < ROW_PROHIBITIONS)
		show_var(s, (size_t)(id - ROW_VAR));
}

void intake_form_refresh(struct intake_screen *s)
{
	const struct form_row *current = form_current(&s->form);
	int at = current ? current->spec.id : 0;

	form_rewind(&s->form);
	add_vars(s);
	add_fields(s);
	form_settle(&s->form);
	/* The row being typed in keeps its text and caret as they are. */
	for (size_t i = 0; i < s->form.filled; i++)
		if (s->form.rows[i]->spec.id != at || s->pane != PANE_FORM)
			show_row(s, s->form.rows[i]->spec.id);
	if (at)
		form_goto(&s->form, at);
}

/* ---- rows into the casefile ---- */

static void complain(struct intake_screen *s, int row, bool ok, const struct err *warning,
		     const struct err *e)
{
	if (!ok)
		form_say(&s->form, row, STYLE_BAD, e->text);
	else
		form_say(&s->form, row, STYLE_WARN, warning->text[0] ? warning->text : NULL);
}

static void take_text_answer(struct intake_screen *s, size_t var, bool left)
{
	int row = ROW_VAR + (int)var;
	const char *text = form_text(&s->form, row);
	struct value v = {.state = VALUE_OPEN};
	struct err e = {0}, none = {0};
	bool ok = !*text || answer_parse(s->item, (int)var, text, &v, &e);

	s->c.in.values[var] = ok ? v : (struct value){.state = VALUE_OPEN};
	if (left || ok)
		complain(s, row, ok, &none, &e);
}

static void take_var(struct intake_screen *s, size_t var, bool left)
{
	const struct var *v = &s->item->vars[var];
	const struct form_row *row = form_row(&s->form, ROW_VAR + (int)var);
	struct value *a = &s->c.in.values[var];

	switch (row->spec.kind) {
	case FORM_CHOICE:
		if (row->chosen < 0)
			*a = (struct value){.state = VALUE_OPEN};
		else if (three_values(s->item, var))
			*a = (struct value){.state = VALUE_KNOWN,
					    .a = three_values(s->item, var)[row->chosen]};
		else if ((size_t)row->chosen == v->n_values)
			*a = (struct value){.state = VALUE_NONE};
		else
			*a = (struct value){.state = VALUE_KNOWN, .a = row->chosen};
		break;
	case FORM_YESNO:
		*a = row->chosen < 0 ? (struct value){.state = VALUE_OPEN}
				     : (struct value){.state = VALUE_KNOWN, .a = row->chosen};
		break;
	case FORM_SET:
		*a = row->answered ? (struct value){.state = VALUE_KNOWN, .a = (int64_t)row->marks}
				   : (struct value){.state = VALUE_OPEN};
		break;
	default:
		take_text_answer(s, var, left);
	}
	for (size_t i = 0; i < s->item->n_verifications; i++)
		if (s->item->verifications[i].var == (int)var)
			s->c.verified[i].at = clock_now(store_clock(s->session->store));
}

static void take_prohibitions(struct intake_screen *s)
{
	const struct form_row *row = form_row(&s->form, ROW_PROHIBITIONS);

	for (size_t i = 0; i < s->n_plain; i++) {
		int at = s->plain_prohibitions[i];
		struct value *a = &s->c.in.values[s->item->prohibitions[at].var];
		bool marked = row->marks & ((uint64_t)1 << i);
		*a = row->answered ? (struct value){.state = VALUE_KNOWN, .a = marked}
				   : (struct value){.state = VALUE_OPEN};
	}
}

static void set_words(const struct form_row *row, const struct field *f, struct str *out)
{
	for (size_t i = 0; i < f->n_values; i++)
		if (row->marks & ((uint64_t)1 << i))
			str_addf(out, "%s%s", out->len ? "," : "", f->values[i].id);
}

static void take_field(struct intake_screen *s, size_t field, bool left)
{
	const struct field *f = &s->item->fields[field];
	int id = ROW_FIELD + (int)field;
	const struct form_row *row = form_row(&s->form, id);
	struct str text = {0};
	struct err warning = {0}, e = {0};

	if (f->type == FIELD_PEOPLE)
		return;
	if (row->spec.kind == FORM_SET)
		set_words(row, f, &text);
	else if (row->spec.kind == FORM_YESNO)
		str_add(&text, row->chosen < 0 ? "" : row->chosen ? "yes" : "no");
	else if (row->spec.kind == FORM_CHOICE)
		str_add(&text, row->chosen < 0		 ? ""
			       : f->type == FIELD_CHOICE ? f->values[row->chosen].id
							 : row->spec.options[row->chosen]);
	else
		str_add(&text, form_text(&s->form, id));
	bool ok = casefile_set(&s->c, field, str_text(&text), store_today(s->session->store),
			       &warning, &e);
	str_done(&text);
	/* Half a number is not worth a complaint until the clerk moves on. */
	if (left || ok)
		complain(s, id, ok, &warning, &e);
}

void intake_form_take(struct intake_screen *s, int row, bool left)
{
	s->dirty = true;
	if (row == ROW_PROHIBITIONS)
		take_prohibitions(s);
	else if (row >= ROW_FIELD && row < ROW_NOTE)
		take_field(s, (size_t)(row - ROW_FIELD), left);
	else if (row < ROW_PROHIBITIONS)
		take_var(s, (size_t)(row - ROW_VAR), left);
}

void intake_form_nothing_against(struct intake_screen *s)
{
	for (size_t i = 0; i < s->item->n_vars; i++) {
		const struct var *v = &s->item->vars[i];
		struct value *a = &s->c.in.values[i];
		if (a->state != VALUE_OPEN || s->k->truths[v->when] != TRI_TRUE)
			continue;
		if (v->kind == VAR_CONDITION)
			*a = (struct value){.state = VALUE_KNOWN, .a = 1};
		else if (v->kind == VAR_PROHIBITION)
			*a = (struct value){.state = VALUE_KNOWN, .a = PROHIBITION_NO};
	}
	s->dirty = true;
}

/* ---- where the keys go ---- */

void intake_goto_field(struct intake_screen *s, size_t field, const char *message)
{
	s->pane = PANE_FORM;
	form_goto(&s->form, ROW_FIELD + (int)field);
	form_say(&s->form, ROW_FIELD + (int)field, STYLE_BAD, message);
}

bool intake_form_first_fault(struct intake_screen *s, struct err *e)
{
	struct form_fault *faults;

	if (s->k->outcome == OUTCOME_UNDECIDED && s->k->next_question >= 0) {
		const struct var *v = &s->item->vars[s->k->next_question];
		s->pane = PANE_FORM;
		bool own = v->kind != VAR_PROHIBITION ||
			   lifting_act(s->item, (size_t)s->k->next_question);
		form_goto(&s->form, own ? ROW_VAR + s->k->next_question : ROW_PROHIBITIONS);
		err_set(e, ERR_INPUT, _("请先回答：%s"), v->text);
		return true;
	}
	if (casefile_faults(&s->c, s->k, store_today(s->session->store), &faults) == 0)
		return false;
	intake_goto_field(s, faults[0].field, faults[0].text);
	err_set(e, ERR_INPUT, "%s", faults[0].text);
	return true;
}
