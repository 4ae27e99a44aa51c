/* SPDX-License-Identifier: Apache-2.0 */
#include "store/shape.h"

#include <string.h>

/* ---- struct members ---- */

static const char *text_of(const struct column *c, const void *row)
{
	return *(const char *const *)((const char *)row + c->offset);
}

static int64_t int_of(const struct column *c, const void *row)
{
	return *(const int64_t *)((const char *)row + c->offset);
}

static date_day day_of(const struct column *c, const void *row)
{
	return *(const date_day *)((const char *)row + c->offset);
}

static bool yes_of(const struct column *c, const void *row)
{
	return *(const bool *)((const char *)row + c->offset);
}

static void put_value(const struct column *c, const void *row, struct str *out)
{
	switch (c->type) {
	case COLUMN_TEXT:
		payload_put(out, c->name, text_of(c, row));
		break;
	case COLUMN_INT:
		if (int_of(c, row))
			payload_put_int(out, c->name, int_of(c, row));
		break;
	case COLUMN_DAY:
		payload_put_day(out, c->name, day_of(c, row));
		break;
	case COLUMN_YES:
		if (yes_of(c, row)) {
			payload_put_name(out, c->name);
			str_add(out, "true");
		}
		break;
	}
}

void shape_encode(const struct shape *s, const void *row, struct str *out)
{
	payload_open(out);
	for (const struct column *c = s->columns; c < s->columns + s->n; c++) {
		if (!c->table_only)
			put_value(c, row, out);
	}
	payload_close(out);
}

static bool is_equal(const struct column *c, const void *one, const void *other)
{
	switch (c->type) {
	case COLUMN_TEXT: {
		const char *a = text_of(c, one), *b = text_of(c, other);
		return a && b ? strcmp(a, b) == 0 : a == b;
	}
	case COLUMN_INT:
		return int_of(c, one) == int_of(c, other);
	case COLUMN_DAY:
		return day_of(c, one) == day_of(c, other);
	default:
		return yes_of(c, one) == yes_of(c, other);
	}
}

void shape_encode_changes(const struct shape *s, const void *from, const void *to, struct str *out)
{
	payload_open(out);
	for (const struct column *c = s->columns; c < s->columns + s->n; c++) {
		if (c->table_only || is_equal(c, from, to))
			continue;
		size_t len = out->len;
		put_value(c, to, out);
		if (out->len == len) {
			payload_put_name(out, c->name);
			str_add(out, "null");
		}
	}
	payload_close(out);
}

static void take_value(const struct column *c, const struct payload *v, void *row)
{
	void *member = (char *)row + c->offset;

	switch (c->type) {
	case COLUMN_TEXT:
		*(const char **)member = v && v->type == PAYLOAD_TEXT ? v->text : NULL;
		break;
	case COLUMN_INT:
		*(int64_t *)member = v && v->type == PAYLOAD_INT ? v->number : 0;
		break;
	case COLUMN_DAY:
		*(date_day *)member =
			v && v->type == PAYLOAD_TEXT ? date_parse(v->text) : DATE_NONE;
		break;
	case COLUMN_YES:
		*(bool *)member = v && v->type == PAYLOAD_TRUE;
		break;
	}
}

void shape_decode(const struct shape *s, const struct payload *object, void *row)
{
	/* Our own members stand in the order of the columns: each is looked for after the last
	 * one found, then from the start. */
	const struct payload *from = object->type == PAYLOAD_OBJECT ? object->first : NULL;

	for (const struct column *c = s->columns; c < s->columns + s->n; c++) {
		const struct payload *m = c->table_only ? NULL : from;
		while (m && strcmp(m->name, c->name) != 0)
			m = m->next;
		if (!m && !c->table_only)
			m = payload_member(object, c->name);
		take_value(c, m, row);
		if (m)
			from = m->next;
	}
}

void shape_patch(const struct shape *s, const struct payload *object, void *row)
{
	for (const struct column *c = s->columns; c < s->columns + s->n; c++) {
		const struct payload *m = c->table_only ? NULL : payload_member(object, c->name);
		if (m)
			take_value(c, m, row);
	}
}

/* ---- rows ---- */

static void bind_at(const struct column *c, struct stmt *q, int at, const void *row)
{
	switch (c->type) {
	case COLUMN_TEXT:
		stmt_text_at(q, at, text_of(c, row));
		break;
	case COLUMN_INT:
		stmt_int_at(q, at, int_of(c, row));
		break;
	case COLUMN_DAY:
		stmt_day_at(q, at, day_of(c, row));
		break;
	case COLUMN_YES:
		stmt_int_at(q, at, yes_of(c, row));
		break;
	}
}

/* Three statements per shape; each is keyed by the address of another member. */
static char *insert_sql(const void *key)
{
	const struct shape *s = key;
	struct str sql = {0};

	str_addf(&sql, "INSERT INTO %s VALUES (?, ?", s->table);
	for (size_t i = 0; i < s->n; i++)
		str_add(&sql, ", ?");
	str_add(&sql, ")");
	return str_take(&sql);
}

static char *select_sql(const void *key)
{
	const struct shape *s =
		(const struct shape *)((const char *)key - offsetof(struct shape, size));
	struct str sql = {0};

	str_add(&sql, "SELECT ");
	for (size_t i = 0; i < s->n; i++)
		str_addf(&sql, "%s%s", i ? ", " : "", s->columns[i].name);
	str_addf(&sql, " FROM %s WHERE case_id = ? ORDER BY pos", s->table);
	return str_take(&sql);
}

static char *delete_sql(const void *key)
{
	const struct shape *s =
		(const struct shape *)((const char *)key - offsetof(struct shape, n));
	struct str sql = {0};

	str_addf(&sql, "DELETE FROM %s WHERE case_id = ?", s->table);
	return str_take(&sql);
}

bool shape_insert(struct db *db, const struct shape *s, int64_t case_id, int64_t pos,
		  const void *row, struct err *e)
{
	struct stmt *q = db_stmt_made(db, s, insert_sql);

	stmt_int_at(q, 1, case_id);
	stmt_int_at(q, 2, pos);
	for (size_t i = 0; i < s->n; i++)
		bind_at(&s->columns[i], q, (int)i + 3, row);
	return stmt_run(q, e);
}

bool shape_select(struct db *db, const struct shape *s, int64_t case_id, struct arena *a,
		  void **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt_made(db, &s->size, select_sql);
	size_t count = 0;
	void *vec = NULL;

	stmt_int_at(q, 1, case_id);
	while (stmt_step(q)) {
		vec = arena_grow(a, vec, count, s->size);
		shape_read(s, q, 0, a, (char *)vec + count * s->size);
		count++;
	}
	*rows = vec;
	*n = count;
	return stmt_done(q, e);
}

bool shape_delete(struct db *db, const struct shape *s, int64_t case_id, struct err *e)
{
	struct stmt *q = db_stmt_made(db, &s->n, delete_sql);

	stmt_int_at(q, 1, case_id);
	return stmt_run(q, e);
}

void shape_bind(const struct shape *s, struct stmt *q, const void *row)
{
	char name[40] = ":";

	for (size_t i = 0; i < s->n; i++) {
		strncpy(name + 1, s->columns[i].name, sizeof(name) - 2);
		bind_at(&s->columns[i], q, stmt_place(q, name), row);
	}
}

void shape_read(const struct shape *s, struct stmt *q, int first, struct arena *a, void *row)
{
	for (size_t i = 0; i < s->n; i++) {
		void *member = (char *)row + s->columns[i].offset;
		int col = first + (int)i;

		switch (s->columns[i].type) {
		case COLUMN_TEXT:
			*(const char **)member = stmt_copy(q, col, a);
			break;
		case COLUMN_INT:
			*(int64_t *)member = stmt_get_int(q, col);
			break;
		case COLUMN_DAY:
			*(date_day *)member = stmt_get_day(q, col);
			break;
		case COLUMN_YES:
			*(bool *)member = stmt_get_int(q, col) != 0;
			break;
		}
	}
}
