/* SPDX-License-Identifier: Apache-2.0
 *
 * Between the rows of the intake's form and the casefile: what the casefile holds
 * is shown, what the clerk changed is taken, with its complaint.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "case/field_value.h"
#include "tui/screen/intake_state.h"

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

	switch (intake_var_kind(s->item, var)) {
	case FORM_CHOICE:
		if (a->state == VALUE_OPEN)
			form_set_choice(&s->form, id, -1);
		else if (intake_three_values(s->item, var))
			form_set_choice(&s->form, id,
					option_of_three(intake_three_values(s->item, var), a->a));
		else
			form_set_choice(&s->form, id,
					a->state == VALUE_NONE ? (int)v->n_values : (int)a->a);
		break;
	case FORM_YESNO:
		form_set_choice(&s->form, id, a->state == VALUE_KNOWN ? (int)a->a : -1);
		break;
	case FORM_SET:
		form_set_marks(&s->form, id, a->state == VALUE_KNOWN ? (uint64_t)a->a : 0,
			       a->state != VALUE_OPEN);
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

static void show_text(struct intake_screen *s, int id, const struct field *f, const char *value)
{
	char *shown = field_value_shown(f, value);

	form_set_text(&s->form, id, shown);
	free(shown);
}

static void show_field(struct intake_screen *s, size_t field)
{
	const struct field *f = &s->item->fields[field];
	const char *value = casefile_value(&s->c, field);
	int id = ROW_FIELD + (int)field;

	switch (intake_field_kind(f)) {
	case FORM_CHOICE:
		form_set_choice(&s->form, id,
				f->type == FIELD_CHOICE
					? choice_by_id(f, value, strlen(value))
					: option_by_word(s->field_options[field],
							 intake_field_options(f), value));
		break;
	case FORM_YESNO:
		form_set_choice(&s->form, id, *value ? strcmp(value, "yes") == 0 : -1);
		break;
	case FORM_SET:
		form_set_marks(&s->form, id, marks_by_ids(f, value), *value != '\0');
		break;
	default:
		if (f->type != FIELD_PEOPLE && f->type != FIELD_SECRET)
			show_text(s, id, f, value);
	}
}

static bool complain(struct intake_screen *s, int row, bool ok, const struct err *warning,
		     const struct err *e)
{
	if (!ok)
		form_say(&s->form, row, STYLE_BAD, e->text);
	else
		form_say(&s->form, row, STYLE_WARN, warning->text[0] ? warning->text : NULL);
	return ok;
}

bool intake_has_row(const struct intake_screen *s, int id)
{
	for (size_t i = 0; i < s->form.filled; i++)
		if (s->form.rows[i]->spec.id == id)
			return true;
	return false;
}

/* A value that came with a draft or from another item has not been complained of yet. */
void intake_check_field(struct intake_screen *s, size_t field)
{
	struct err warning = {0}, e = {0};
	const char *value = casefile_value(&s->c, field);

	if (s->item->fields[field].type == FIELD_PEOPLE || !*value)
		return;
	complain(s, ROW_FIELD + (int)field,
		 casefile_set(&s->c, field, value, store_today(s->session->store), &warning, &e),
		 &warning, &e);
}

/* What is wrong with a field by now; NULL: nothing. */
static const char *fault_of(struct intake_screen *s, size_t field, struct err *e)
{
	date_day today = store_today(s->session->store);
	const char *value = casefile_value(&s->c, field);
	struct form_fault *faults;

	if (s->item->fields[field].type != FIELD_PEOPLE) {
		return !*value || casefile_set(&s->c, field, value, today, NULL, e) ? NULL
										    : e->text;
	}
	size_t n = casefile_faults(&s->c, s->k, today, &faults);
	for (size_t i = 0; i < n; i++)
		if (faults[i].field == field)
			return faults[i].text;
	return NULL;
}

void intake_drop_old_messages(struct intake_screen *s)
{
	for (size_t i = 0; i < s->form.count; i++) {
		const struct form_row *row = s->form.rows[i];
		int id = row->spec.id;
		struct err e = {0};
		if (id < ROW_FIELD || id >= ROW_NOTE || !row->message[0] ||
		    row->message_style != STYLE_BAD)
			continue;
		size_t field = (size_t)(id - ROW_FIELD);
		/* An empty one stays as it was told while it is required. */
		if (s->item->fields[field].type != FIELD_PEOPLE && !*casefile_value(&s->c, field) &&
		    casefile_field_required(&s->c, s->k, field))
			continue;
		form_say(&s->form, id, STYLE_BAD, fault_of(s, field, &e));
	}
}

void intake_show_row(struct intake_screen *s, int id)
{
	if (id == ROW_PROHIBITIONS)
		show_prohibitions(s);
	else if (id >= ROW_FIELD && id < ROW_NOTE)
		show_field(s, (size_t)(id - ROW_FIELD));
	else if (id < ROW_PROHIBITIONS)
		show_var(s, (size_t)(id - ROW_VAR));
}

/* ---- rows into the casefile ---- */

static bool take_text_answer(struct intake_screen *s, size_t var, bool left)
{
	int row = ROW_VAR + (int)var;
	const char *text = form_text(&s->form, row);
	struct value v = {.state = VALUE_OPEN};
	struct err e = {0}, none = {0};
	bool ok = !*text || answer_parse(s->item, (int)var, text, &v, &e);

	s->c.in.values[var] = ok ? v : (struct value){.state = VALUE_OPEN};
	return left || ok ? complain(s, row, ok, &none, &e) : false;
}

/* None of them is the answer "none" where there is one, as answer_parse reads it back. */
static struct value set_answer(const struct var *v, const struct form_row *row)
{
	bool none = !row->marks && (v->optional || v->or_none);

	if (!row->answered || (!row->marks && !none && v->min > 0))
		return (struct value){.state = VALUE_OPEN};
	return (struct value){.state = none ? VALUE_NONE : VALUE_KNOWN, .a = (int64_t)row->marks};
}

static bool take_var(struct intake_screen *s, size_t var, bool left)
{
	const struct var *v = &s->item->vars[var];
	const struct form_row *row = form_row(&s->form, ROW_VAR + (int)var);
	struct value *a = &s->c.in.values[var];

	switch (row->spec.kind) {
	case FORM_CHOICE:
		if (row->chosen < 0)
			*a = (struct value){.state = VALUE_OPEN};
		else if (intake_three_values(s->item, var))
			*a = (struct value){.state = VALUE_KNOWN,
					    .a = intake_three_values(s->item, var)[row->chosen]};
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
		*a = set_answer(v, row);
		break;
	default:
		return take_text_answer(s, var, left);
	}
	for (size_t i = 0; i < s->item->n_verifications; i++)
		if (s->item->verifications[i].var == (int)var)
			intake_verified(s, i);
	return true;
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

static bool take_field(struct intake_screen *s, size_t field, bool left)
{
	const struct field *f = &s->item->fields[field];
	int id = ROW_FIELD + (int)field;
	const struct form_row *row = form_row(&s->form, id);
	struct str text = {0};
	struct err warning = {0}, e = {0};

	if (f->type == FIELD_PEOPLE)
		return true;
	if (f->type == FIELD_SECRET && left)
		return intake_secret_left(s, field);
	if (f->type == FIELD_SECRET) {
		intake_secret_typed(s, field);
		return true;
	}
	if (!left)
		s->c.known[field] = KNOWN_NOT;
	else if (s->c.known[field] == KNOWN_OPEN)
		s->c.known[field] = KNOWN_CONFIRMED;
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
	return left || ok ? complain(s, id, ok, &warning, &e) : false;
}

bool intake_form_take(struct intake_screen *s, int row, bool left)
{
	s->dirty = true;
	if (row == ROW_PROHIBITIONS)
		take_prohibitions(s);
	else if (row >= ROW_FIELD && row < ROW_NOTE)
		return take_field(s, (size_t)(row - ROW_FIELD), left);
	else if (row < ROW_PROHIBITIONS)
		return take_var(s, (size_t)(row - ROW_VAR), left);
	return true;
}

void intake_close_options(struct intake_screen *s)
{
	int row;

	if (form_shut(&s->form, &row) != FORM_CHANGED)
		return;
	intake_form_take(s, row, false);
	intake_refresh(s);
}
