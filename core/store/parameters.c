/* SPDX-License-Identifier: Apache-2.0 */
#include "store/parameters.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "store/apply.h"
#include "store/operators.h"
#include "store/store_inside.h"

enum { YEAR_FIRST = 1990, YEAR_LAST = 2199, DOCUMENT_LEAST = 4, DOCUMENT_MOST = 60 };

bool apply_parameter(struct db *db, const struct event *ev, const struct payload *payload,
		     struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO parameters VALUES (:site, :seq, :name, :year, "
				     ":value, :document, :operator, :at)");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_text(q, ":name", ev->subject);
	stmt_int(q, ":year", payload_int(payload, "year"));
	stmt_int(q, ":value", payload_int(payload, "value"));
	stmt_text(q, ":document", payload_text(payload, "document"));
	stmt_text(q, ":operator", ev->by);
	stmt_int(q, ":at", ev->at);
	return stmt_run(q, e);
}

static bool is_sound(const struct parameter_entry *p, struct err *e)
{
	size_t length = p->document && utf8_valid(p->document) ? utf8_length(p->document) : 0;

	if (p->year < YEAR_FIRST || p->year > YEAR_LAST)
		return err_set(e, ERR_INPUT, _("年度应是四位年份，如 2025"));
	if (p->value <= 0)
		return err_set(e, ERR_INPUT, _("数值应大于0"));
	if (length < DOCUMENT_LEAST || length > DOCUMENT_MOST)
		return err_set(e, ERR_INPUT, _("请写文号（%d到%d个字），如 川人社发〔2026〕1号"),
			       DOCUMENT_LEAST, DOCUMENT_MOST);
	return true;
}

static bool is_new(struct store *s, const struct parameter_entry *p, struct err *e)
{
	struct arena a = {0};
	struct parameter_row *rows;
	size_t n;
	bool ok = parameters_list(s, p->name, &a, &rows, &n, e);

	for (size_t i = 0; ok && i < n; i++)
		if (rows[i].year == p->year && !rows[i].superseded && rows[i].value == p->value &&
		    strcmp(rows[i].document, p->document) == 0)
			ok = err_set(e, ERR_INPUT, _("同样的数值和文号已经录入，不用再录"));
	arena_done(&a);
	return ok;
}

bool parameters_set(struct store *s, const struct actor *who, const struct parameter_entry *p,
		    struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_CHARGE, e) || !is_sound(p, e) || !is_new(s, p, e))
		return false;
	payload_open(&payload);
	payload_put_int(&payload, "year", p->year);
	payload_put_int(&payload, "value", p->value);
	payload_put(&payload, "document", p->document);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_PARAMETER_SET, who, p->name, payload.data, e);
	str_done(&payload);
	return ok;
}

bool parameters_list(struct store *s, const char *name, struct arena *a,
		     struct parameter_row **rows, size_t *n, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT name, year, value, document, operator, at FROM parameters "
			       "WHERE (:name IS NULL OR name = :name) "
			       "ORDER BY name, year DESC, at DESC, seq DESC /* whole table */");

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":name", name);
	while (stmt_step(q)) {
		struct parameter_row *r = ARENA_PUSH(a, *rows, *n);
		*r = (struct parameter_row){
			.name = stmt_copy(q, 0, a),
			.year = stmt_get_int(q, 1),
			.value = stmt_get_int(q, 2),
			.document = stmt_copy(q, 3, a),
			.by = stmt_copy(q, 4, a),
			.at = stmt_get_int(q, 5),
		};
		const struct parameter_row *before = *n > 1 ? r - 1 : NULL;
		r->superseded =
			before && before->year == r->year && strcmp(before->name, r->name) == 0;
	}
	return stmt_done(q, e);
}
