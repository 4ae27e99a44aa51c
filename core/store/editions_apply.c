/* SPDX-License-Identifier: Apache-2.0
 *
 * Loadings of guide files as rows: the apply functions of editions.h.
 */
#include "base/text.h"
#include "store/apply.h"

/* `never`: a loading that was taken back before its day, and its taking back, are nobody's to read.
 */
static bool put_edition(struct db *db, const struct event *ev, const struct payload *p,
			date_day effective, bool never, struct err *e)
{
	struct stmt *q =
		db_stmt(db, "INSERT INTO guide_editions VALUES (:site, :seq, :of, :backed, :at, "
			    ":effective, :operator, :reason, :words)");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_int(q, ":of", payload_int(p, "of"));
	stmt_int(q, ":backed", never ? ev->seq : 0);
	stmt_int(q, ":at", ev->at);
	stmt_day(q, ":effective", effective);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":reason", payload_text(p, "reason"));
	stmt_text(q, ":words", payload_text(p, "words"));
	return stmt_run(q, e);
}

static bool put_file(struct db *db, const struct event *ev, const struct payload *file, int pos,
		     struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO guide_edition_files VALUES (:site, :seq, :pos, "
				     ":path, :digest, :effective)");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_int(q, ":pos", pos);
	stmt_text(q, ":path", payload_text(file, "path"));
	stmt_text(q, ":digest", payload_text(file, "digest"));
	stmt_day(q, ":effective", payload_day(file, "effective"));
	return stmt_run(q, e);
}

bool apply_guide_adopted(struct db *db, const struct event *ev, const struct payload *payload,
			 struct err *e)
{
	const struct payload *files = payload_member(payload, "files");
	date_day first = DATE_NONE;
	bool ok = true;
	int pos = 0;

	for (const struct payload *f = files ? files->first : NULL; f; f = f->next) {
		date_day day = payload_day(f, "effective");
		if (first == DATE_NONE || day < first)
			first = day;
	}
	ok = put_edition(db, ev, payload, first, false, e);
	for (const struct payload *f = files ? files->first : NULL; ok && f; f = f->next)
		ok = put_file(db, ev, f, pos++, e);
	return ok;
}

static bool was_in_force(struct db *db, const struct event *ev, int64_t of, bool *yes,
			 struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT 1 FROM guide_editions WHERE site = :site AND "
				     "seq = :of AND effective <= :day");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":of", of);
	stmt_day(q, ":day", ev->day);
	*yes = stmt_step(q);
	return stmt_done(q, e);
}

bool apply_guide_back(struct db *db, const struct event *ev, const struct payload *payload,
		      struct err *e)
{
	int64_t of = payload_int(payload, "of");
	struct stmt *q = db_stmt(db, "UPDATE guide_editions SET backed = :seq WHERE site = :site "
				     "AND seq = :of AND backed = 0 AND back_of = 0");
	bool yes;

	stmt_int(q, ":seq", ev->seq);
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":of", of);
	if (!stmt_run(q, e))
		return false;
	if (db_changes(db) == 0)
		return err_set(e, ERR_REFUSED, _("没有这次载入，或者已经撤回过"));
	return was_in_force(db, ev, of, &yes, e) && put_edition(db, ev, payload, ev->day, !yes, e);
}

bool apply_guide_read(struct db *db, const struct event *ev, const struct payload *payload,
		      struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO guide_reads VALUES (:site, :seq, :operator) "
				     "ON CONFLICT DO NOTHING");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", payload_int(payload, "of"));
	stmt_text(q, ":operator", ev->by);
	return stmt_run(q, e);
}
