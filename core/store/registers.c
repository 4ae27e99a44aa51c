/* SPDX-License-Identifier: Apache-2.0 */
#include "store/registers.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/registers_inside.h"
#include "store/store_inside.h"

enum { COLUMNS_MOST = 32 };

const struct register_kind *const registers[] = {
	&register_cases,   &register_promises,	&register_notices,    &register_refusals,
	&register_overdue, &register_transfers, &register_deliveries, &register_prints,
	&register_papers,  &register_voided,	&register_operators,  &register_exports,
	&register_audit,  &register_views,
};
const size_t registers_n = sizeof(registers) / sizeof(registers[0]);

const struct register_kind *register_kind_of(const char *id)
{
	for (size_t i = 0; i < registers_n; i++)
		if (strcmp(registers[i]->id, id) == 0)
			return registers[i];
	return NULL;
}

bool register_is_personal(const struct register_kind *k)
{
	for (size_t i = 0; i < k->n_columns; i++)
		if (k->columns[i].secret != MASK_NONE)
			return true;
	return false;
}

void register_filter_init(struct register_filter *f, date_day on)
{
	*f = (struct register_filter){.first = DATE_NONE, .last = DATE_NONE, .state = -1, .on = on};
}

/* ---- who, and by what ---- */

static const char *const filter_names[REGISTER_FILTERS] = {
	[BY_DAY] = N_("起止日期"),  [BY_ITEM] = N_("事项"),  [BY_WINDOW] = N_("窗口"),
	[BY_OPERATOR] = N_("经办"), [BY_STATE] = N_("状态"),
};

static bool is_given(const struct register_filter *f, enum register_by by)
{
	switch (by) {
	case BY_DAY:
		return f->first != DATE_NONE || f->last != DATE_NONE;
	case BY_ITEM:
		return f->item != NULL;
	case BY_WINDOW:
		return f->window != NULL;
	case BY_OPERATOR:
		return f->by != NULL;
	default:
		return f->state >= 0;
	}
}

bool register_check(struct store *s, const struct actor *who, const struct register_kind *k,
		    const struct register_filter *f, struct err *e)
{
	for (int by = 0; by < REGISTER_FILTERS; by++)
		if (is_given(f, by) && !k->by[by])
			return err_set(e, ERR_USAGE, _("%s不能按%s筛选"), _(k->name),
				       _(filter_names[by]));
	if (f->first != DATE_NONE && f->last != DATE_NONE && f->first > f->last)
		return err_set(e, ERR_INPUT, _("起始日期晚于截止日期"));
	return operators_may(s, who, k->posts, e);
}

/* ---- SQL, made once of a kind ---- */

static void add_tail(const struct register_kind *k, struct str *sql)
{
	static const char *const names[REGISTER_FILTERS] = {
		[BY_ITEM] = ":item",
		[BY_WINDOW] = ":window",
		[BY_OPERATOR] = ":operator",
		[BY_STATE] = ":state",
	};

	str_addf(sql, " FROM %s WHERE %s", k->from, k->where ? k->where : "1");
	if (k->by[BY_DAY])
		str_addf(sql, " AND %s BETWEEN :first AND :last", k->by[BY_DAY]);
	for (int by = BY_DAY + 1; by < REGISTER_FILTERS; by++)
		if (k->by[by])
			str_addf(sql, " AND (%s IS NULL OR %s = %s)", names[by], k->by[by],
				 names[by]);
}

char *register_sql(const struct register_kind *k)
{
	struct str sql = {0};

	for (size_t i = 0; i < k->n_columns; i++)
		str_addf(&sql, "%s %s", i ? "," : "SELECT", k->columns[i].value);
	add_tail(k, &sql);
	str_addf(&sql, " ORDER BY %s /* whole table */", k->order);
	return str_take(&sql);
}

char *register_sql_count(const struct register_kind *k)
{
	struct str sql = {0};

	str_add(&sql, "SELECT count(*)");
	add_tail(k, &sql);
	str_add(&sql, " /* whole table */");
	return str_take(&sql);
}

static char *make_rows(const void *key)
{
	return register_sql(key);
}

/* The count's key is that of its day name's place in the same row: another address of the kind. */
static char *make_count(const void *key)
{
	const char *kind = key;

	return register_sql_count((const void *)(kind - offsetof(struct register_kind, name)));
}

/* A parameter the kind's SQL does not name is not bound. */
static void bind(struct stmt *q, const struct register_filter *f)
{
	const struct {
		const char *name, *value;
	} texts[] = {
		{":item", f->item},
		{":window", f->window},
		{":operator", f->by},
		{":state", f->state < 0 ? NULL : case_state_ids[f->state]},
	};
	const struct {
		const char *name;
		int64_t value;
	} days[] = {
		{":first", f->first == DATE_NONE ? INT32_MIN : f->first},
		{":last", f->last == DATE_NONE ? INT32_MAX : f->last},
		{":on", f->on},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		int at = stmt_place(q, texts[i].name);
		if (at)
			stmt_text_at(q, at, texts[i].value);
	}
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		int at = stmt_place(q, days[i].name);
		if (at)
			stmt_int_at(q, at, days[i].value);
	}
}

/* ---- rows ---- */

static void read_cell(struct stmt *q, int at, enum register_type type, struct register_cell *cell)
{
	*cell = (struct register_cell){.given = !stmt_is_null(q, at)};
	if (type == REGISTER_TEXT || type == REGISTER_WORD)
		cell->text = stmt_get(q, at);
	else
		cell->number = stmt_get_int(q, at);
	if (type == REGISTER_MOMENT)
		cell->given = cell->number != 0;
}

bool register_each(struct store *s, const struct register_kind *k, const struct register_filter *f,
		   register_row_fn *row, void *ctx, struct err *e)
{
	struct register_cell cells[COLUMNS_MOST];
	struct stmt *q = db_stmt_made(s->db, k, make_rows);
	bool ok = true;

	assert(k->n_columns <= COLUMNS_MOST);
	bind(q, f);
	while (ok && stmt_step(q)) {
		for (size_t i = 0; i < k->n_columns; i++)
			read_cell(q, (int)i, k->columns[i].type, &cells[i]);
		ok = row(ctx, cells, e);
	}
	/* What `row` said stands. */
	struct err why;
	bool read = stmt_done(q, &why);
	if (ok && !read && e)
		*e = why;
	return ok && read;
}

bool register_count(struct store *s, const struct register_kind *k, const struct register_filter *f,
		    int64_t *n, struct err *e)
{
	struct stmt *q = db_stmt_made(s->db, &k->name, make_count);

	bind(q, f);
	*n = stmt_step(q) ? stmt_get_int(q, 0) : 0;
	return stmt_done(q, e);
}
