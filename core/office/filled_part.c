/* SPDX-License-Identifier: Apache-2.0 */
#include "office/filled_part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "base/text.h"
#include "case/field_value.h"
#include "office/wrap.h"

/* Hundredths of the font size that half a row holds beside its label, and characters of a text
 * that may want more than that. */
enum { HALF_ROOM = 1400, LONG_TEXT = 30 };
enum { STORY_TEXT = 100 }; /* a text as long as that is told in several lines */
/* As many boxes as a hand ticks at a glance; more are written out. */
enum { BOXES = 8 };

static const char *keep(struct document *d, struct str *s)
{
	const char *text = arena_strdup(&d->arena, str_text(s));

	str_done(s);
	return text;
}

static const char *boxes(struct document *d, const struct field *f)
{
	static const char *const sexes[] = {N_("男"), N_("女")}, *const yesno[] = {N_("是"),
										   N_("否")};
	const char *const *words = f->type == FIELD_SEX	    ? sexes
				   : f->type == FIELD_YESNO ? yesno
							    : NULL;
	size_t n = words ? 2 : f->n_values;
	struct str s = {0};

	for (size_t i = 0; n <= BOXES && i < n; i++)
		str_addf(&s, "%s□%s", i ? "　" : "", words ? _(words[i]) : f->values[i].text);
	return keep(d, &s);
}

static const char *month_text(struct document *d, const char *value)
{
	int year, month;

	if (sscanf(value, "%4d-%2d", &year, &month) != 2)
		return value;
	return arena_printf(&d->arena, _("%d年%d月"), year, month);
}

static const char *day_text(struct document *d, const char *value)
{
	char text[32];
	date_day day = date_parse(value);

	return day == DATE_NONE ? value : arena_strdup(&d->arena, date_format_zh(day, text));
}

static const char *shown(struct document *d, const struct field *f, const char *value)
{
	char *text = field_value_shown(f, value);
	const char *kept = arena_strdup(&d->arena, text);

	free(text);
	return kept;
}

const char *filled_part_value(struct document *d, const struct field *f, const char *value)
{
	if (!value || !*value)
		return boxes(d, f);
	switch (f->type) {
	case FIELD_DATE:
		return day_text(d, value);
	case FIELD_MONTH:
		return month_text(d, value);
	case FIELD_MONEY:
		return arena_printf(&d->arena, _("%s元"), value);
	default:
		return shown(d, f, value);
	}
}

/* What a question was answered: typed once, printed here. */
static const char *answer_value(struct document *d, const struct casefile *c, const struct field *f)
{
	const struct value *v = &c->in.values[f->answer];
	struct str s = {0};

	if (v->state == VALUE_OPEN)
		return boxes(d, f);
	answer_text(c->item, f->answer, v, &s);
	return keep(d, &s);
}

bool filled_part_shown(const struct check *k, const struct field *f)
{
	return f->type != FIELD_SECRET && k->truths[f->when] != TRI_FALSE;
}

static bool is_long(const struct field *f, const char *text)
{
	return (f->type == FIELD_TEXT && f->max > LONG_TEXT) || strchr(text, '\n') ||
	       wrap_width(text, strlen(text)) > HALF_ROOM;
}

void filled_part_field(struct document *d, const struct casefile *c, size_t field)
{
	const struct field *f = &c->item->fields[field];
	const char *text =
		f->answer >= 0 ? answer_value(d, c, f) : filled_part_value(d, f, c->values[field]);

	if (f->type == FIELD_TEXT && f->max > STORY_TEXT && !*text)
		document_pair(d, f->label, "\n\n\n"); /* room for a hand */
	else if (is_long(f, text))
		document_pair(d, f->label, text);
	else
		document_half(d, f->label, text);
}

void filled_part_block(struct document *d, const struct casefile *c, const struct check *k,
		       size_t block, const char *title)
{
	const struct block *b = &c->item->blocks[block];
	bool open = false;

	for (size_t i = b->first; i < b->first + b->count; i++) {
		const struct field *f = &c->item->fields[i];
		if (f->type == FIELD_PEOPLE || !filled_part_shown(k, f))
			continue;
		if (!open)
			document_grid(d, title ? title : b->title);
		open = true;
		filled_part_field(d, c, i);
	}
}

void filled_part_lists(struct document *d, const struct casefile *c, const struct check *k,
		       size_t block, const char *title, bool rows_sign)
{
	const struct block *b = &c->item->blocks[block];
	const char *heading = title ? title : b->title;

	for (size_t i = b->first; i < b->first + b->count; i++) {
		const struct field *f = &c->item->fields[i];
		if (f->type == FIELD_PEOPLE && filled_part_shown(k, f))
			filled_part_people(d, c, i, b->count == 1 && heading ? heading : f->label,
					   rows_sign);
	}
}
