/* SPDX-License-Identifier: Apache-2.0
 *
 * What is read back before a case is accepted: who, which numbers, for what and
 * until when. The applicant reads it, so of a certificate and an account only the
 * last four are shown, which they know and those behind them do not.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "case/field_value.h"
#include "case/known.h"
#include "case/record_make.h"
#include "tui/screen/intake_state.h"
#include "tui/screen/readback.h"

enum { FACTS = 24, LAST = 4, SPACED_MOST = 8, NAMES = 5 };

struct facts {
	struct arena arena;
	struct readback_fact rows[FACTS];
	size_t n;
};

static void add(struct facts *f, const char *label, const char *value, enum readback_type type)
{
	if (f->n < FACTS && *value)
		f->rows[f->n++] = (struct readback_fact){label, value, type};
}

static const char *last_four(const char *number)
{
	size_t n = strlen(number);

	return n > LAST ? number + n - LAST : number;
}

static bool is_account(enum field_type type)
{
	return type == FIELD_ACCOUNT || type == FIELD_BANK_CARD || type == FIELD_SOCIAL_CARD;
}

/* A mobile number as it is said: 139 0413 1234. */
static const char *said(struct arena *a, const char *phone)
{
	return strlen(phone) == 11 && *phone == '1'
		       ? arena_printf(a, "%.3s %.4s %s", phone, phone + 3, phone + 7)
		       : phone;
}

/* Of others than whom it is about by their role: who reads it has one phone, not two. */
static const char *phone_label(struct arena *a, const struct item *it, size_t field)
{
	int block = known_block(it, field);

	if (block < 0 || block == known_first_block(it))
		return it->fields[field].label;
	return arena_printf(a, _("%s电话"), _(role_names[it->blocks[block].role]));
}

/* Every phone and account of what is asked: each may be the one that is wrong. */
static void add_numbers(const struct intake_screen *s, struct facts *f)
{
	const struct item *it = s->item;

	for (size_t i = 0; i < it->n_fields; i++) {
		const struct field *g = &it->fields[i];
		const char *value = casefile_value(&s->c, i);
		if (!*value || !casefile_field_shown(&s->c, s->k, i))
			continue;
		if (g->type == FIELD_PHONE)
			add(f, phone_label(&f->arena, it, i),
			    strcmp(value, FIELD_NONE) == 0 ? g->or_none : said(&f->arena, value),
			    READBACK_LARGE);
		else if (is_account(g->type))
			add(f, arena_printf(&f->arena, _("%s尾号"), g->label), last_four(value),
			    READBACK_LARGE);
	}
}

/* Who stands in the lists: how many, and the first few by name. */
static void add_lists(const struct intake_screen *s, struct facts *f)
{
	for (size_t l = 0; l < s->c.n_lists; l++) {
		const struct people_list *list = &s->c.lists[l];
		struct str text = {0};
		if (!list->count || !casefile_field_shown(&s->c, s->k, (size_t)list->field))
			continue;
		str_addf(&text, _("名单共%zu人"), list->count);
		for (size_t row = 0; row < list->count && row < NAMES; row++) {
			const char *name = casefile_row_name(&s->c, l, row);
			str_addf(&text, "%s%s", row ? "、" : "：", name ? name : "?");
		}
		str_add(&text, list->count > NAMES ? _(" 等") : "");
		add(f, s->item->fields[list->field].label, arena_strdup(&f->arena, str_text(&text)),
		    READBACK_PLAIN);
		str_done(&text);
	}
}

static void add_dues(const struct intake_screen *s, struct facts *f)
{
	for (size_t i = 0; i < s->item->n_limits; i++) {
		const struct due *due = &s->k->dues[i];
		char day[32];
		if (due->applies && due->due != DATE_NONE)
			add(f, _("办结期限"),
			    arena_printf(&f->arena, "%s%s", date_format_zh(due->due, day),
					 due->provisional ? _("（暂按周末推算）") : ""),
			    READBACK_LARGE);
	}
	if (s->item->promise.given) {
		char *days = item_promise_text(s->item);
		add(f, _("本单位承诺时限"), arena_strdup(&f->arena, days), READBACK_PLAIN);
		free(days);
	}
}

/* The promise is read back as well: which paper, how, and until when. */
static void add_promises(const struct intake_screen *s, struct facts *f, const char *way)
{
	for (size_t i = 0; i < s->k->n_reasons; i++) {
		struct str text = {0};
		if (s->k->reasons[i].code != REASON_DEFERRABLE)
			continue;
		reason_text(s->k, &s->k->reasons[i], &text);
		str_addf(&text, _("，%s"), way);
		add(f, _("后补材料"), arena_strdup(&f->arena, str_text(&text)), READBACK_PLAIN);
		str_done(&text);
	}
}

/* A unit has no 姓名: what its block calls it. */
static void add_principal(const struct intake_screen *s, struct facts *f)
{
	struct casefile_party who = casefile_principal(&s->c);
	const char *name = _("姓名"), *number = _("证件尾号");

	for (size_t i = 0; i < s->item->n_fields; i++) {
		const struct field *g = &s->item->fields[i];
		if (casefile_value(&s->c, i) == who.name && g->type == FIELD_TEXT)
			name = g->label;
		if (casefile_value(&s->c, i) == who.number && g->type == FIELD_CREDIT_CODE)
			number = _("信用代码尾号");
	}
	add(f, name, who.name,
	    utf8_length(who.name) > SPACED_MOST ? READBACK_LARGE : READBACK_SPACED);
	add(f, number, last_four(who.number), READBACK_LARGE);
}

struct screen *intake_readback(const struct intake_screen *s, int tag, const char *way)
{
	struct facts f = {0};

	add_principal(s, &f);
	add_numbers(s, &f);
	add_lists(s, &f);
	add(&f, _("事项"), s->item->name, READBACK_PLAIN);
	add(&f, _("情形"), record_situation(&f.arena, &s->c, s->k), READBACK_PLAIN);
	add_dues(s, &f);
	if (way)
		add_promises(s, &f, way);
	struct screen *next = readback_new(tag, way ? _("容缺受理前核对") : _("受理前核对"),
					   way ? _("容缺受理") : _("受理"), f.rows, f.n);
	arena_done(&f.arena);
	return next;
}
