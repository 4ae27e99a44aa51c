/* SPDX-License-Identifier: Apache-2.0 */
#include "office/record_part.h"

#include <string.h>

#include "base/ident.h"
#include "base/str.h"
#include "base/text.h"
#include "office/item_part.h"
#include "office/rows_part.h"
#include "store/people.h"

const char *record_part_day(struct document *d, date_day day)
{
	char text[32];

	return day == DATE_NONE ? "" : arena_strdup(&d->arena, date_format_zh(day, text));
}

static bool is_at_once(const struct case_limit *l)
{
	return l->unit && strcmp(l->unit, day_unit_names[UNIT_AT_ONCE]) == 0;
}

const char *record_part_due(struct document *d, const struct case_record *r)
{
	struct str s = {0};

	for (size_t i = 0; i < r->n_limits; i++) {
		const struct case_limit *l = &r->limits[i];
		if (l->start && strcmp(l->start, LIMIT_PROMISE) == 0)
			continue; /* never the guide's: it has a line of its own */
		if (s.len)
			str_addc(&s, '\n');
		if (l->due != DATE_NONE && is_at_once(l))
			str_addf(&s, _("%s（%s）"), record_part_day(d, l->due), l->text);
		else if (l->due != DATE_NONE)
			str_addf(&s, _("%s前（%s）"), record_part_day(d, l->due), l->text);
		else
			str_addf(&s, l->why ? _("%s（%s）") : "%s", l->text, l->why);
		if (l->provisional)
			str_add(&s, _("，放假通知未公布，暂按周末推算"));
	}
	if (!s.len)
		str_add(&s, r->due_text && *r->due_text ? r->due_text : _("指南未载明"));
	const char *text = arena_strdup(&d->arena, str_text(&s));
	str_done(&s);
	return text;
}

static int verified_of(const char *result)
{
	if (strcmp(result, "yes") == 0)
		return VERIFIED_YES;
	return strcmp(result, "unavailable") == 0 ? VERIFIED_UNAVAILABLE : VERIFIED_NO;
}

/* What the guide says may hang on the way the case came in. */
static void take_channel(struct intake *in, const struct item *it, const char *channel)
{
	int choice = channel ? item_choice(&it->vars[FACT_CHANNEL], channel) : -1;

	if (choice >= 0)
		in->values[FACT_CHANNEL] = (struct value){.state = VALUE_KNOWN, .a = choice};
}

static void take_verification(struct intake *in, const struct item *it,
			      const struct case_verification *v)
{
	int var = item_var(it, v->id);

	if (var >= 0)
		in->values[var] = (struct value){
			.state = VALUE_KNOWN,
			.a = verified_of(v->result),
		};
}

const enum tri *record_part_truths(struct document *d, const struct case_record *r,
				   const struct item *it)
{
	struct intake in;

	if (!it)
		return NULL;
	intake_init(&in, it);
	take_channel(&in, it, r->channel);
	for (size_t i = 0; i < r->n_values; i++) {
		int var = item_var(it, r->values[i].id);
		/* An answer of another version says nothing about this one. */
		if (var >= 0)
			answer_parse(it, var, r->values[i].value, &in.values[var], NULL);
	}
	for (size_t i = 0; i < r->n_verifications; i++)
		take_verification(&in, it, &r->verifications[i]);
	in.values[FACT_ON] = (struct value){
		.state = VALUE_KNOWN,
		.a = r->accepted_day != DATE_NONE ? r->accepted_day : r->day,
	};
	struct check *k = check_new(it);
	check_run(k, &in, NULL);
	enum tri *truths = arena_array(&d->arena, it->n_nodes, sizeof(*truths));
	memcpy(truths, k->truths, it->n_nodes * sizeof(*truths));
	check_free(k);
	intake_done(&in);
	return truths;
}

const char *record_part_basis(struct document *d, const struct item *it, const enum tri *truths)
{
	return it ? item_part_texts(d, &it->basis, truths) : _("指南未载明");
}

const char *record_part_role(const char *id)
{
	for (int i = 0; i < ROLES; i++)
		if (strcmp(role_ids[i], id) == 0)
			return _(role_names[i]);
	return id;
}

static bool is_unit(const struct case_party *p)
{
	for (int i = 0; p->kind && i < UNIT_KINDS; i++)
		if (strcmp(p->kind, unit_kind_ids[i]) == 0)
			return true;
	return false;
}

/* A unit's code and phone are public; a person's are not. */
static void add_party(struct document *d, const struct case_party *p)
{
	bool unit = is_unit(p);
	char number[256], phone[256];
	const char *name = p->name ? p->name : "";

	if (p->phone) {
		ident_masked(unit ? MASK_NONE : MASK_PHONE, p->phone, phone, sizeof(phone));
		name = arena_printf(&d->arena, "%s  %s", name, phone);
	} else if (p->no_phone) {
		name = arena_printf(&d->arena, _("%s  本人无手机"), name);
	}
	document_half(d, record_part_role(p->role), name);
	if (unit) {
		document_half(d, _("单位代码"), p->number);
	} else {
		document_half(d, _("证件号码"),
			      ident_masked(MASK_NUMBER, p->number, number, sizeof(number)));
	}
}

static const char *situation(struct document *d, const struct case_record *r, const struct item *it)
{
	struct str s = {0};

	for (size_t i = 0; it && i < r->n_values; i++) {
		const struct case_value *v = &r->values[i];
		int var = item_var(it, v->id);
		if (var < 0 || !v->shown ||
		    (it->vars[var].kind != VAR_QUESTION && it->vars[var].kind != VAR_EXISTS))
			continue;
		str_addf(&s, _("%s%s：%s"), s.len ? _("；") : "", v->label, v->shown);
	}
	if (!s.len && r->situation)
		str_add(&s, r->situation);
	const char *text = arena_strdup(&d->arena, str_text(&s));
	str_done(&s);
	return text;
}

void record_part_open(struct document *d, const struct letterhead *h, const char *title,
		      const struct case_record *r, const struct item *it)
{
	letterhead_open(d, h, title, r->number, r->query_code);
	if (r->number)
		document_set_qr(d, h->query_url, r->due, h->phone);
	document_grid(d, NULL);
	document_pair(d, _("事项"), r->item_name);
	const char *words = situation(d, r, it);
	if (*words)
		document_pair(d, _("办理情形"), words);
	for (size_t i = 0; i < r->n_parties; i++)
		if (!r->parties[i].line)
			add_party(d, &r->parties[i]);
	rows_part_people(d, r);
}

void record_part_remedies(struct document *d, const struct letterhead *h, const struct item *it)
{
	bool own = it && it->n_remedies;
	const char *const *rows = own ? it->remedies : h->remedies;
	size_t n = own ? it->n_remedies : h->n_remedies;
	struct str s = {0};

	for (size_t i = 0; i < n; i++)
		str_addf(&s, "%s%s", i ? "\n" : "", rows[i]);
	document_pair(d, _("救济途径"), s.len ? str_text(&s) : "\n");
	str_done(&s);
}
