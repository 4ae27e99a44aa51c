/* SPDX-License-Identifier: Apache-2.0 */
#include "store/signatures_inside.h"

#include "base/text.h"

static const char member[] = "signatures";

void signatures_put(struct str *out, const int64_t *seqs, size_t n)
{
	const char *between = "";
	size_t given = 0;

	for (size_t i = 0; i < n; i++)
		given += seqs[i] != 0;
	if (!given)
		return;
	payload_put_name(out, member);
	str_addc(out, '[');
	for (size_t i = 0; i < n; i++) {
		if (!seqs[i])
			continue;
		str_addf(out, "%s%lld", between, (long long)seqs[i]);
		between = ",";
	}
	str_addc(out, ']');
}

bool signatures_use(struct db *db, const struct event *ev, const struct payload *payload,
		    struct err *e)
{
	const struct payload *array = payload_member(payload, member);

	if (!array || array->type != PAYLOAD_ARRAY)
		return true;
	for (const struct payload *m = array->first; m; m = m->next) {
		struct stmt *q = db_stmt(db, "INSERT INTO signatures_used VALUES (:site, :seq, "
					     ":by) ON CONFLICT DO NOTHING");
		stmt_text(q, ":site", ev->site);
		stmt_int(q, ":seq", m->number);
		stmt_int(q, ":by", ev->seq);
		if (!stmt_run(q, e))
			return false;
		if (db_changes(db) == 0)
			return err_set(e, ERR_PERMISSION, _("这次签字已经用过，请重新签字"));
	}
	return true;
}

bool signatures_used(struct db *db, const char *site, int64_t seq, bool *yes, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT 1 FROM signatures_used WHERE site = :site AND "
				     "seq = :seq");

	stmt_text(q, ":site", site);
	stmt_int(q, ":seq", seq);
	*yes = stmt_step(q);
	return stmt_done(q, e);
}
