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
#include "case/known.h"
#include "tui/screen/intake_state.h"

static const char *const verify_words[] = {N_("核验到"), N_("核验不到"), N_("系统不可用")};
static const int verify_values[] = {VERIFIED_YES, VERIFIED_NO, VERIFIED_UNAVAILABLE};
static const int lift_values[] = {PROHIBITION_NO, PROHIBITION_YES, PROHIBITION_LIFTED};
enum { THREE = 3 };

/* The words that lift a prohibition by an act; NULL for everything else. Such a one has a row
 * of its own, the others stand together in one. */
const char *intake_lifting_act(const struct item *it, size_t var)
{
	for (size_t i = 0; i < it->n_prohibitions; i++)
		if (it->prohibitions[i].var == (int)var)
			return it->prohibitions[i].lifted_by_act;
	return NULL;
}

/* Three answers of a variable that has its own words for them: NULL for other variables. */
const int *intake_three_values(const struct item *it, size_t var)
{
	return it->vars[var].kind == VAR_VERIFICATION ? verify_values
	       : intake_lifting_act(it, var)	      ? lift_values
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

	s->known_keys = arena_array(&s->arena, it->n_blocks, sizeof(*s->known_keys));
	s->options = arena_array(&s->arena, it->n_vars, sizeof(*s->options));
	for (size_t i = 0; i < it->n_vars; i++) {
		const struct var *v = &it->vars[i];
		const char *const lifted[] = {N_("不存在"), N_("存在"), intake_lifting_act(it, i)};
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
	s->n_plain = 0;
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

enum form_kind intake_var_kind(const struct item *it, size_t var)
{
	const struct var *v = &it->vars[var];

	if (intake_three_values(it, var))
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

/* Whether a block that is asked tells the insured's birth date and sex. */
static bool has_insured(const struct intake_screen *s)
{
	for (size_t b = 0; b < s->item->n_blocks; b++)
		if (s->item->blocks[b].role == ROLE_INSURED && casefile_block_shown(&s->c, s->k, b))
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
		return intake_lifting_act(s->item, var) != NULL;
	if (v->kind != VAR_FACT)
		return true;
	if (!v->used && !(var == FACT_BIRTH && s->item->vars[FACT_AGE].used))
		return false;
	switch (var) {
	case FACT_AGENT:
		return true;
	case FACT_PEOPLE:
		return s->c.n_lists == 0;
	case FACT_BIRTH:
	case FACT_SEX:
		return !has_insured(s);
	default:
		return false; /* channel, day, office are the window's; age follows */
	}
}

/* Whether nothing can be accepted before the variable is answered. */
static bool blocks(const struct intake_screen *s, size_t var)
{
	return s->k->live[var] || (var == FACT_BIRTH && s->k->live[FACT_AGE]);
}

static bool some_prohibition_blocks(const struct intake_screen *s)
{
	for (size_t i = 0; i < s->n_plain; i++)
		if (blocks(s, (size_t)s->item->prohibitions[s->plain_prohibitions[i]].var))
			return true;
	return false;
}

static void add_var(struct intake_screen *s, size_t var)
{
	const struct var *v = &s->item->vars[var];
	struct form_spec spec = {
		.id = ROW_VAR + (int)var,
		.kind = intake_var_kind(s->item, var),
		.label = v->text,
		.hint = hint_of_var(s, v),
		.required = blocks(s, var),
		.options = s->options[var],
		.option_count = intake_three_values(s->item, var) ? THREE
				: v->type == TYPE_CHOICE ? v->n_values + (v->or_none ? 1 : 0)
				: v->type == TYPE_SET	 ? v->n_values
							 : 0,
		.some = v->min > 0 && !v->optional && !v->or_none,
		.max_chars = 40,
	};
	form_add(&s->form, &spec);
}

static void add_vars(struct intake_screen *s)
{
	bool any = s->n_plain > 0;

	for (size_t i = 0; i < s->item->n_vars && !any; i++)
		any = asked(s, i);
	if (any)
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
			.required = some_prohibition_blocks(s),
			.options = s->prohibition_options,
			.option_count = s->n_plain,
		};
		form_add(&s->form, &spec);
	}
}

enum form_kind intake_field_kind(const struct field *f)
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
		return NULL; /* what stands in the row says it */
	case FIELD_DATE:
		return _("如 20261124");
	case FIELD_PHONE:
		return f->or_none ? _("没有手机写“无”") : f->note;
	default:
		return f->note;
	}
}

size_t intake_field_options(const struct field *f)
{
	return f->type == FIELD_IDENT_KIND ? IDENT_KINDS : f->type == FIELD_SEX ? 2 : f->n_values;
}

static bool list_is_empty(const struct intake_screen *s, size_t field)
{
	for (size_t l = 0; l < s->c.n_lists; l++)
		if (s->c.lists[l].field == (int)field)
			return s->c.lists[l].count == 0;
	return true;
}

/* What stands in a row in place of its value; NULL: the value. */
static const char *shown_instead(struct intake_screen *s, size_t field)
{
	const struct field *f = &s->item->fields[field];

	if (f->or_none && strcmp(casefile_value(&s->c, field), FIELD_NONE) == 0)
		return f->or_none;
	if (f->type == FIELD_SECRET)
		return *casefile_value(&s->c, field) ? _("已录入（不保存）") : NULL;
	if (f->type == FIELD_PEOPLE)
		return list_is_empty(s, field) ? _("空格或 Enter 录入名单") : NULL;
	return known_is_masked(&s->c, field) ? known_masked(&s->c, field, &s->arena) : NULL;
}

static int most_chars(const struct field *f)
{
	bool counted = f->type == FIELD_TEXT || f->type == FIELD_SECRET;

	return counted && f->max > 0 ? (int)f->max : f->type == FIELD_SECRET ? 32 : 200;
}

static void add_field(struct intake_screen *s, size_t field)
{
	const struct field *f = &s->item->fields[field];
	bool given = f->type == FIELD_SECRET && *casefile_value(&s->c, field);
	struct form_spec spec = {
		.id = ROW_FIELD + (int)field,
		.kind = intake_field_kind(f),
		.label = f->label,
		.hint = hint_of_field(f),
		.required = !given && casefile_field_required(&s->c, s->k, field),
		.options = s->field_options[field],
		.option_count = intake_field_options(f),
		.some = true, /* nothing ticked is nothing filled in */
		.max_chars = most_chars(f),
		.filter = f->type == FIELD_SECRET && f->max ? field_digits : NULL,
		.mask = f->type == FIELD_SECRET,
		.mark = s->c.known[field] == KNOWN_OPEN ? _("已知") : NULL,
		.shown = shown_instead(s, field),
	};

	bool is_new = !intake_has_row(s, spec.id);
	struct form_row *row = form_add(&s->form, &spec);
	if (is_new)
		intake_check_field(s, field);
	if (f->type == FIELD_PEOPLE) {
		for (size_t l = 0; l < s->c.n_lists; l++) {
			struct str text = {0};
			if (s->c.lists[l].field != (int)field)
				continue;
			if (s->c.lists[l].count)
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

static bool is_typed(const struct form_row *row)
{
	return row->spec.kind == FORM_TEXT || row->spec.kind == FORM_DATE;
}

void intake_form_refresh(struct intake_screen *s)
{
	const struct form_row *current = form_current(&s->form);
	int at = current ? current->spec.id : 0;

	form_rewind(&s->form);
	if (check_goes_elsewhere(s->k)) {
		/* Nothing is filed here: nothing is asked. */
		add_heading(s, 0, _("不在本窗口办理：F7 打印办事指引单，F4 看去处"));
	} else {
		add_vars(s);
		add_fields(s);
	}
	form_settle(&s->form);
	intake_drop_old_messages(s);
	/* The row being typed in keeps its text and caret as they are. */
	for (size_t i = 0; i < s->form.filled; i++)
		if (s->form.rows[i]->spec.id != at || s->pane != PANE_FORM ||
		    !is_typed(s->form.rows[i]))
			intake_show_row(s, s->form.rows[i]->spec.id);
	if (at)
		form_goto(&s->form, at);
}

/* A condition that fails as missing says that papers were checked: never by one key for all. */
static bool stands_for_papers(const struct item *it, size_t var)
{
	for (size_t i = 0; i < it->n_conditions; i++)
		if (it->conditions[i].var == (int)var)
			return it->conditions[i].fails_as_missing;
	return false;
}

void intake_form_nothing_against(struct intake_screen *s)
{
	for (size_t i = 0; i < s->item->n_vars; i++) {
		const struct var *v = &s->item->vars[i];
		struct value *a = &s->c.in.values[i];
		if (a->state != VALUE_OPEN || s->k->truths[v->when] != TRI_TRUE)
			continue;
		if (v->kind == VAR_CONDITION && !stands_for_papers(s->item, i))
			*a = (struct value){.state = VALUE_KNOWN, .a = 1};
		else if (v->kind == VAR_PROHIBITION)
			*a = (struct value){.state = VALUE_KNOWN, .a = PROHIBITION_NO};
	}
	s->dirty = true;
}

/* ---- where the keys go ---- */

/* A name typed next would be swallowed by a question that is answered. */
void intake_leave_answered(struct intake_screen *s)
{
	const struct form_row *row = form_current(&s->form);

	if (s->pane == PANE_FORM && row && row->spec.id < ROW_FIELD && form_answered(row))
		form_goto_gap(&s->form);
}

void intake_goto_field(struct intake_screen *s, size_t field, const char *message)
{
	s->pane = PANE_FORM;
	form_goto(&s->form, ROW_FIELD + (int)field);
	form_say(&s->form, ROW_FIELD + (int)field, STYLE_BAD, message);
}

/* Where the birth date that a rule asks for is typed; -1 when no block has it. */
static int insured_birth(const struct item *it)
{
	for (size_t b = 0; b < it->n_blocks; b++)
		for (size_t i = 0; it->blocks[b].role == ROLE_INSURED && i < it->blocks[b].count;
		     i++)
			if (strcmp(it->fields[it->blocks[b].first + i].id, "birth") == 0)
				return (int)(it->blocks[b].first + i);
	return -1;
}

bool intake_form_first_fault(struct intake_screen *s, struct err *e)
{
	struct form_fault *faults;

	if (s->k->outcome == OUTCOME_UNDECIDED && s->k->next_question >= 0) {
		const struct var *v = &s->item->vars[s->k->next_question];
		s->pane = PANE_FORM;
		bool own = v->kind != VAR_PROHIBITION ||
			   intake_lifting_act(s->item, (size_t)s->k->next_question);
		int birth = insured_birth(s->item);
		if (s->k->next_question == FACT_BIRTH && birth >= 0)
			form_goto(&s->form, ROW_FIELD + birth);
		else
			form_goto(&s->form, own ? ROW_VAR + s->k->next_question : ROW_PROHIBITIONS);
		err_set(e, ERR_INPUT, _("请先回答：%s"), v->text);
		return true;
	}
	if (!intake_secrets_taken(s, e))
		return true;
	if (casefile_faults(&s->c, s->k, store_today(s->session->store), &faults) == 0)
		return false;
	intake_goto_field(s, faults[0].field, faults[0].text);
	err_set(e, ERR_INPUT, "%s", faults[0].text);
	return true;
}
