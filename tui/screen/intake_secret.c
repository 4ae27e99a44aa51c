/* SPDX-License-Identifier: Apache-2.0
 *
 * Passwords and one-time codes: typed hidden, compared, wiped. What is typed lives in the field
 * of its row alone, a masked one, which wipes itself; the casefile is told FIELD_GIVEN and nothing
 * else, so that no draft, event, document or clipboard can hold it.
 */
#include <string.h>

#include "base/text.h"
#include "case/field_value.h"
#include "tui/screen/intake_state.h"

static int row_of(size_t field)
{
	return ROW_FIELD + (int)field;
}

/* The field that repeats this one, or -1. */
static int repeated_by(const struct item *it, size_t field)
{
	for (size_t i = 0; i < it->n_fields; i++)
		if (it->fields[i].again == (int)field)
			return (int)i;
	return -1;
}

static void wipe(struct intake_screen *s, size_t field)
{
	if (intake_has_row(s, row_of(field)))
		form_set_text(&s->form, row_of(field), "");
}

static void set(struct intake_screen *s, size_t field, const char *value)
{
	struct err e;

	casefile_set(&s->c, field, value, store_today(s->session->store), NULL, &e);
}

static void give(struct intake_screen *s, size_t field)
{
	wipe(s, field);
	set(s, field, FIELD_GIVEN);
	form_say(&s->form, row_of(field), STYLE_NORMAL, NULL);
}

/* The keys stay on a row with what is wrong; false. */
static bool hold(struct intake_screen *s, int left, size_t field, const char *why)
{
	form_say(&s->form, row_of(field), STYLE_BAD, why);
	form_goto(&s->form, row_of(field));
	s->held_row = left;
	return false;
}

static bool compare(struct intake_screen *s, int left, size_t first, size_t second)
{
	const char *a = form_text(&s->form, row_of(first));
	const char *b = form_text(&s->form, row_of(second));
	bool same = strcmp(a, b) == 0, begun = *a;

	if (same) {
		give(s, first);
		give(s, second);
		return true;
	}
	wipe(s, first);
	wipe(s, second);
	return hold(s, left, first,
		    begun ? _("两次录入的不一致，请重新录入两遍")
			  : _("请先录入这一栏，再录入一遍确认"));
}

void intake_secret_typed(struct intake_screen *s, size_t field)
{
	int first = s->item->fields[field].again, second = repeated_by(s->item, field);

	set(s, field, "");
	if (first >= 0)
		set(s, (size_t)first, "");
	if (second >= 0)
		set(s, (size_t)second, "");
}

bool intake_secret_left(struct intake_screen *s, size_t field)
{
	const struct field *f = &s->item->fields[field];
	const char *typed = form_text(&s->form, row_of(field));
	int left = row_of(field), second = repeated_by(s->item, field);
	struct err e;

	if (!*typed) /* nothing, or given before */
		return true;
	if (!field_secret_check(f, typed, &e)) {
		wipe(s, field);
		return hold(s, left, field, e.text);
	}
	if (f->again >= 0)
		return compare(s, left, (size_t)f->again, field);
	if (second < 0)
		give(s, field);
	else if (*form_text(&s->form, row_of((size_t)second)))
		return compare(s, left, field, (size_t)second);
	return true;
}

bool intake_secrets_taken(struct intake_screen *s, struct err *e)
{
	for (size_t i = 0; i < s->item->n_fields; i++) {
		if (s->item->fields[i].type != FIELD_SECRET)
			continue;
		bool ok = intake_secret_left(s, i);
		int second = repeated_by(s->item, i);
		if (ok && second >= 0 && *form_text(&s->form, row_of(i)) &&
		    !*form_text(&s->form, row_of((size_t)second)))
			ok = hold(s, 0, (size_t)second, _("请再录入一遍确认"));
		if (ok)
			continue;
		s->pane = PANE_FORM;
		return err_set(e, ERR_INPUT, "%s", form_current(&s->form)->message);
	}
	return true;
}
