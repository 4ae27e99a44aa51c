/* SPDX-License-Identifier: Apache-2.0 */
#include "store/record_inside.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/files.h"
#include "store/signatures_inside.h"
#include "store/store.h"

const char *const case_state_ids[CASE_STATES] = {
	[CASE_ACCEPTED] = "accepted",	  [CASE_DEFERRED] = "deferred",
	[CASE_NOTICED] = "noticed",	  [CASE_REFUSED] = "refused",
	[CASE_VOIDED] = "voided",	  [CASE_REVIEWING] = "reviewing",
	[CASE_RETURNED] = "returned",	  [CASE_SUSPENDED] = "suspended",
	[CASE_GRANTED] = "granted",	  [CASE_DENIED] = "denied",
	[CASE_DELIVERED] = "delivered",	  [CASE_WITHDRAWN] = "withdrawn",
	[CASE_TERMINATED] = "terminated",
};
const char *const case_state_names[CASE_STATES] = {
	[CASE_ACCEPTED] = N_("受理"),	   [CASE_DEFERRED] = N_("容缺受理"),
	[CASE_NOTICED] = N_("一次性告知"), [CASE_REFUSED] = N_("不予受理"),
	[CASE_VOIDED] = N_("作废"),	   [CASE_REVIEWING] = N_("在审"),
	[CASE_RETURNED] = N_("退回经办"),  [CASE_SUSPENDED] = N_("中止"),
	[CASE_GRANTED] = N_("准予办结"),   [CASE_DENIED] = N_("不予办结"),
	[CASE_DELIVERED] = N_("已送达"),   [CASE_WITHDRAWN] = N_("撤回"),
	[CASE_TERMINATED] = N_("终止"),
};

enum case_state case_state_of(const char *id)
{
	for (int i = 0; i < CASE_STATES; i++) {
		if (id && strcmp(case_state_ids[i], id) == 0)
			return i;
	}
	return CASE_VOIDED;
}

/* clang-format off */
#define TEXT(s, m)     {#m, COLUMN_TEXT, offsetof(struct s, m), false}
#define INT(s, m)      {#m, COLUMN_INT, offsetof(struct s, m), false}
#define DAY(s, m)      {#m, COLUMN_DAY, offsetof(struct s, m), false}
#define YES(s, m)      {#m, COLUMN_YES, offsetof(struct s, m), false}
#define SHAPE(t, s, c) {t, sizeof(struct s), c, sizeof(c) / sizeof(c[0])}
/* clang-format on */

static const struct column value_columns[] = {TEXT(case_value, id), TEXT(case_value, label),
					      TEXT(case_value, value), TEXT(case_value, shown)};
static const struct column paper_columns[] = {
	TEXT(case_paper, id),
	TEXT(case_paper, name),
	TEXT(case_paper, state),
	TEXT(case_paper, unfit),
	TEXT(case_paper, form),
	INT(case_paper, copies),
	INT(case_paper, pages),
	INT(case_paper, rows_ok),
	YES(case_paper, handed_back),
	DAY(case_paper, until),
	TEXT(case_paper, way),
	TEXT(case_paper, note),
	{"arrived", COLUMN_DAY, offsetof(struct case_paper, arrived), true},
	YES(case_paper, pledge),
	YES(case_paper, continues)};
static const struct column paper_row_columns[] = {
	TEXT(case_paper_row, paper),
	{"line", COLUMN_INT, offsetof(struct case_paper_row, row), false},
	TEXT(case_paper_row, name),
	TEXT(case_paper_row, state),
	TEXT(case_paper_row, unfit)};
static const struct column file_columns[] = {TEXT(case_file, paper), TEXT(case_file, hash),
					     TEXT(case_file, name), INT(case_file, size),
					     INT(case_file, rows)};
static const struct column verification_columns[] = {
	TEXT(case_verification, id),
	TEXT(case_verification, text),
	TEXT(case_verification, source),
	TEXT(case_verification, result),
	INT(case_verification, at),
	{"operator", COLUMN_TEXT, offsetof(struct case_verification, by), false},
	TEXT(case_verification, seen),
	{"remark", COLUMN_TEXT, offsetof(struct case_verification, remark), true},
	{"rechecked", COLUMN_INT, offsetof(struct case_verification, rechecked), true}};
static const struct column field_columns[] = {TEXT(case_field, id), TEXT(case_field, label),
					      TEXT(case_field, value), TEXT(case_field, shown)};
static const struct column cell_columns[] = {
	TEXT(case_cell, list),
	{"line", COLUMN_INT, offsetof(struct case_cell, row), false},
	TEXT(case_cell, id),
	TEXT(case_cell, label),
	TEXT(case_cell, value)};
static const struct column party_columns[] = {
	TEXT(case_party, role),
	TEXT(case_party, kind),
	TEXT(case_party, number),
	TEXT(case_party, name),
	TEXT(case_party, phone),
	DAY(case_party, birth),
	TEXT(case_party, sex),
	TEXT(case_party, relation),
	{"person", COLUMN_INT, offsetof(struct case_party, person), true},
	TEXT(case_party, system_number),
	YES(case_party, no_phone),
	INT(case_party, line)};
static const struct column reason_columns[] = {
	TEXT(case_reason, code),    TEXT(case_reason, id),    TEXT(case_reason, text),
	TEXT(case_reason, resolve), TEXT(case_reason, lines), DAY(case_reason, until),
	TEXT(case_reason, surprise)};
static const struct column limit_columns[] = {
	TEXT(case_limit, id),
	TEXT(case_limit, text),
	TEXT(case_limit, unit),
	INT(case_limit, days),
	{"begins", COLUMN_DAY, offsetof(struct case_limit, from), false},
	DAY(case_limit, due),
	YES(case_limit, provisional),
	TEXT(case_limit, why),
	TEXT(case_limit, start),
	TEXT(case_limit, follows),
	INT(case_limit, extend_days),
	TEXT(case_limit, extend_unit),
	TEXT(case_limit, uncounted)};
static const struct column step_columns[] = {
	INT(case_step, at),
	TEXT(case_step, kind),
	{"operator", COLUMN_TEXT, offsetof(struct case_step, by), false},
	{"from_operator", COLUMN_TEXT, offsetof(struct case_step, from), false},
	{"at_window", COLUMN_TEXT, offsetof(struct case_step, window), false},
	{"reason", COLUMN_TEXT, offsetof(struct case_step, why), false}};
static const struct column stage_columns[] = {
	TEXT(case_stage, id),	   TEXT(case_stage, text),	TEXT(case_stage, department),
	TEXT(case_stage, posts),   INT(case_stage, days),	TEXT(case_stage, unit),
	YES(case_stage, separate), YES(case_stage, publicised), YES(case_stage, uncounted),
	YES(case_stage, ours),	   TEXT(case_stage, lines)};
static const struct column lapse_columns[] = {
	TEXT(case_lapse, paper),
	TEXT(case_lapse, name),
	DAY(case_lapse, was_due),
	TEXT(case_lapse, decision),
	DAY(case_lapse, until),
	TEXT(case_lapse, reason),
	{"operator", COLUMN_TEXT, offsetof(struct case_lapse, by), false},
	DAY(case_lapse, day),
	TEXT(case_lapse, document)};
static const struct column link_columns[] = {TEXT(case_link, kind), TEXT(case_link, value)};

/* The scalars the caller gives; the columns of `cases` of the same names. */
static const struct column record_columns[] = {
	TEXT(case_record, query_code),
	TEXT(case_record, request_id),
	TEXT(case_record, guide),
	TEXT(case_record, item),
	TEXT(case_record, item_name),
	TEXT(case_record, item_version),
	TEXT(case_record, category),
	TEXT(case_record, situation),
	TEXT(case_record, channel),
	TEXT(case_record, outcome),
	DAY(case_record, due),
	YES(case_record, due_provisional),
	TEXT(case_record, due_text),
	TEXT(case_record, fee),
	TEXT(case_record, overrule),
	TEXT(case_record, overruled_by),
	{"follows", COLUMN_TEXT, offsetof(struct case_record, after), false},
	TEXT(case_record, remark),
	TEXT(case_record, duplicate_of),
	TEXT(case_record, duplicate_reason),
	INT(case_record, occurred),
	TEXT(case_record, signed_by),
	TEXT(case_record, calendar),
	TEXT(case_record, untold_reason),
	TEXT(case_record, untold_by),
	DAY(case_record, since)};
const struct shape record_shape = SHAPE("cases", case_record, record_columns);

#define LIST(name, table, row, columns, member)                                                    \
	{                                                                                          \
		name, SHAPE(table, row, columns), offsetof(struct case_record, member),            \
			offsetof(struct case_record, n_##member)                                   \
	}

const struct record_list record_lists[RECORD_LISTS] = {
	[RECORD_VALUES] = LIST("values", "case_values", case_value, value_columns, values),
	[RECORD_PAPERS] = LIST("papers", "case_papers", case_paper, paper_columns, papers),
	[RECORD_VERIFICATIONS] = LIST("verifications", "case_verifications", case_verification,
				      verification_columns, verifications),
	[RECORD_FIELDS] = LIST("form", "case_form", case_field, field_columns, fields),
	[RECORD_CELLS] = LIST("people", "case_people", case_cell, cell_columns, cells),
	[RECORD_PARTIES] = LIST("parties", "parties", case_party, party_columns, parties),
	[RECORD_REASONS] = LIST("reasons", "case_reasons", case_reason, reason_columns, reasons),
	[RECORD_LIMITS] = LIST("limits", "case_limits", case_limit, limit_columns, limits),
	[RECORD_LINKS] = LIST("links", "case_links", case_link, link_columns, links),
	[RECORD_PAPER_ROWS] = LIST("paper_rows", "case_paper_rows", case_paper_row,
				   paper_row_columns, paper_rows),
	[RECORD_FILES] = LIST("files", "case_files", case_file, file_columns, files),
	[RECORD_HISTORY] = LIST("history", "case_history", case_step, step_columns, history),
	[RECORD_STAGES] = LIST("stages", "case_stages", case_stage, stage_columns, stages),
	[RECORD_LAPSES] = LIST("lapses", "promise_decisions", case_lapse, lapse_columns, lapses),
};

void case_record_init(struct case_record *r)
{
	*r = (struct case_record){.day = DATE_NONE,
				  .accepted_day = DATE_NONE,
				  .due = DATE_NONE,
				  .decided_day = DATE_NONE,
				  .voided_day = DATE_NONE,
				  .papers_back = DATE_NONE,
				  .since = DATE_NONE,
				  .stage = -1};
}

const void *record_rows(const struct case_record *r, const struct record_list *l, size_t *n)
{
	*n = *(const size_t *)((const char *)r + l->count);
	return *(void *const *)((const char *)r + l->rows);
}

void record_set_rows(struct case_record *r, const struct record_list *l, void *rows, size_t n)
{
	*(size_t *)((char *)r + l->count) = n;
	*(void **)((char *)r + l->rows) = rows;
}

static void encode_list(const struct case_record *r, const struct record_list *l, struct str *out)
{
	size_t n;
	const char *rows = record_rows(r, l, &n);

	if (n == 0)
		return;
	str_addf(out, ",\"%s\":[", l->name);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			str_addc(out, ',');
		shape_encode(&l->shape, rows + i * l->shape.size, out);
	}
	str_addc(out, ']');
}

static bool files_are_there(struct store *s, const struct case_record *r, struct err *e)
{
	for (size_t i = 0; i < r->n_files; i++) {
		const struct case_file *f = &r->files[i];
		if (files_look(s, f->hash, f->size, false) != FILE_THERE)
			return err_set(e, ERR_REFUSED,
				       _("收下的文件“%s”已不在库里，没有办理。请重新收这个文件"),
				       f->name);
	}
	return true;
}

bool case_record_build(void *ctx, struct store *s, const struct store_ticket *t,
		       struct str *payload, struct err *e)
{
	struct case_record r = *(const struct case_record *)ctx;

	assert(r.item && r.item[0]);
	if (!files_are_there(s, &r, e))
		return false;
	r.query_code = t->query_code;
	r.request_id = t->request_id;
	shape_encode(&record_shape, &r, payload);
	payload->data[--payload->len] = '\0'; /* the lists go inside the object */
	for (int i = 0; i < RECORD_LISTS; i++)
		encode_list(&r, &record_lists[i], payload);
	signatures_put(payload, r.signatures, RECORD_SIGNATURES);
	payload_close(payload);
	return true;
}

void record_decode(const struct payload *payload, struct arena *a, struct case_record *r)
{
	case_record_init(r);
	shape_decode(&record_shape, payload, r);
	for (int i = 0; i < RECORD_LISTS; i++) {
		const struct record_list *l = &record_lists[i];
		const struct payload *array = payload_member(payload, l->name);
		if (!array || array->type != PAYLOAD_ARRAY || array->count == 0)
			continue;
		char *rows = arena_array(a, array->count, l->shape.size), *row = rows;
		for (const struct payload *m = array->first; m; m = m->next) {
			shape_decode(&l->shape, m, row);
			row += l->shape.size;
		}
		record_set_rows(r, l, rows, array->count);
	}
}
