/* SPDX-License-Identifier: Apache-2.0 */
#include "store/shape.h"

#include <string.h>

/* ---- JSON ---- */

static void put_string(struct str *out, const char *text)
{
	const char *run = text;

	str_addc(out, '"');
	for (const char *c = text; *c; c++) {
		unsigned char u = (unsigned char)*c;
		if (u >= 0x20 && u != '"' && u != '\\')
			continue;
		str_addn(out, run, (size_t)(c - run));
		if (u < 0x20)
			str_addf(out, "\\u%04x", u);
		else
			str_addf(out, "\\%c", u);
		run = c + 1;
	}
	str_add(out, run);
	str_addc(out, '"');
}

static void put_name(struct str *out, const char *name)
{
	if (out->data[out->len - 1] != '{')
		str_addc(out, ',');
	str_addc(out, '"');
	str_add(out, name);
	str_addn(out, "\":", 2);
}

void json_open(struct str *out)
{
	str_addc(out, '{');
}

void json_close(struct str *out)
{
	str_addc(out, '}');
}

void json_put(struct str *out, const char *name, const char *value)
{
	if (!value)
		return;
	put_name(out, name);
	put_string(out, value);
}

void json_put_int(struct str *out, const char *name, int64_t value)
{
	put_name(out, name);
	str_addf(out, "%lld", (long long)value);
}

void json_put_day(struct str *out, const char *name, date_day value)
{
	char text[DATE_TEXT];

	if (value == DATE_NONE)
		return;
	put_name(out, name);
	put_string(out, date_format(value, text));
}

const char *json_get(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

int64_t json_get_int(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

date_day json_get_day(const json_t *object, const char *name)
{
	const char *text = json_get(object, name);

	return text ? date_parse(text) : DATE_NONE;
}

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

void shape_encode(const struct shape *s, const void *row, struct str *out)
{
	json_open(out);
	for (const struct column *c = s->columns; c < s->columns + s->n; c++) {
		if (c->table_only)
			continue;
		switch (c->type) {
		case COLUMN_TEXT:
			json_put(out, c->name, text_of(c, row));
			break;
		case COLUMN_INT:
			if (int_of(c, row))
				json_put_int(out, c->name, int_of(c, row));
			break;
		case COLUMN_DAY:
			json_put_day(out, c->name, day_of(c, row));
			break;
		case COLUMN_YES:
			if (yes_of(c, row)) {
				put_name(out, c->name);
				str_add(out, "true");
			}
			break;
		}
	}
	json_close(out);
}

void shape_decode(const struct shape *s, const json_t *object, struct arena *a, void *row)
{
	for (const struct column *c = s->columns; c < s->columns + s->n; c++) {
		void *member = (char *)row + c->offset;
		const json_t *value = c->table_only ? NULL : json_object_get(object, c->name);

		switch (c->type) {
		case COLUMN_TEXT:
			*(const char **)member =
				json_is_string(value) ? arena_strndup(a, json_string_value(value),
								      json_string_length(value))
						      : NULL;
			break;
		case COLUMN_INT:
			*(int64_t *)member = json_integer_value(value);
			break;
		case COLUMN_DAY:
			*(date_day *)member = json_is_string(value)
						      ? date_parse(json_string_value(value))
						      : DATE_NONE;
			break;
		case COLUMN_YES:
			*(bool *)member = json_is_true(value);
			break;
		}
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
