/* SPDX-License-Identifier: Apache-2.0 */
#include "store/editions.h"

#include "base/text.h"
#include "store/operators.h"
#include "store/payload.h"
#include "store/store_inside.h"

/* ---- loading ---- */

static bool put_files(struct store *s, const struct edition_file *files, size_t n, struct str *out,
		      struct err *e)
{
	char digest[GUIDE_DIGEST_TEXT];
	bool ok = true;

	payload_put_name(out, "files");
	str_addc(out, '[');
	for (size_t i = 0; ok && i < n; i++) {
		str_add(out, i ? "," : "");
		ok = guides_keep_text(s, files[i].text, digest, e);
		payload_open(out);
		payload_put(out, "path", files[i].path);
		payload_put(out, "digest", digest);
		payload_put_day(out, "effective", files[i].effective);
		payload_close(out);
	}
	str_addc(out, ']');
	return ok;
}

static bool unchanged(struct store *s, int64_t seen, struct err *e)
{
	int64_t now;

	if (!editions_stamp(s, &now, e))
		return false;
	return now == seen ||
	       err_set(e, ERR_REFUSED, _("刚才别的窗口也载入或撤回了指南，请重新核对后再试"));
}

/* Inside the transaction. */
static bool add(struct store *s, const struct actor *who, const struct edition_file *files,
		size_t n, const char *words, int64_t seen, struct err *e)
{
	char digest[GUIDE_DIGEST_TEXT];
	struct str payload = {0};
	bool ok = unchanged(s, seen, e) && guides_keep_text(s, words, digest, e);

	payload_open(&payload);
	payload_put(&payload, "words", digest);
	ok = ok && put_files(s, files, n, &payload, e);
	payload_close(&payload);
	ok = ok && store_note(s, EVENT_GUIDE_ADOPTED, who, "", payload.data, e);
	str_done(&payload);
	return ok;
}

bool editions_add(struct store *s, const struct actor *who, const struct edition_file *files,
		  size_t n, const char *words, int64_t seen, int64_t *id, struct err *e)
{
	if (!operators_may(s, who, POST_BIT(POST_SUPERVISOR) | POST_BIT(POST_ADMIN), e) ||
	    !db_begin(s->db, "edition", e))
		return false;
	bool ok = add(s, who, files, n, words, seen, e) && editions_stamp(s, id, e);
	return db_end(s->db, "edition", ok, e);
}

static bool back(struct store *s, const struct actor *who, int64_t id, const char *reason,
		 const char *words, int64_t seen, struct err *e)
{
	char digest[GUIDE_DIGEST_TEXT];
	struct str payload = {0};
	bool ok = unchanged(s, seen, e) && guides_keep_text(s, words, digest, e);

	payload_open(&payload);
	payload_put_int(&payload, "of", id);
	payload_put(&payload, "reason", reason);
	payload_put(&payload, "words", digest);
	payload_close(&payload);
	ok = ok && store_note(s, EVENT_GUIDE_BACK, who, "", payload.data, e);
	str_done(&payload);
	return ok;
}

bool editions_back(struct store *s, const struct actor *who, int64_t id, const char *reason,
		   const char *words, int64_t seen, struct err *e)
{
	if (!reason || !*reason)
		return err_set(e, ERR_INPUT, _("请写明撤回的原因"));
	if (!operators_may(s, who, POST_BIT(POST_SUPERVISOR), e) || !db_begin(s->db, "edition", e))
		return false;
	return db_end(s->db, "edition", back(s, who, id, reason, words, seen, e), e);
}

bool editions_read(struct store *s, const struct actor *who, int64_t id, struct err *e)
{
	struct str payload = {0};

	payload_open(&payload);
	payload_put_int(&payload, "of", id);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_GUIDE_READ, who, "", payload.data, e);
	str_done(&payload);
	return ok;
}

/* ---- reading ---- */

bool editions_stamp(struct store *s, int64_t *stamp, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT coalesce(max(seq), 0) FROM guide_editions "
					"WHERE site = :site");

	*stamp = 0;
	stmt_text(q, ":site", s->site);
	if (stmt_step(q))
		*stamp = stmt_get_int(q, 0);
	return stmt_done(q, e);
}

bool editions_in_force(struct store *s, date_day on, int64_t without, struct arena *a,
		       struct edition_file **files, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db,
		"SELECT f.path, t.text, f.effective FROM guide_edition_files f "
		"JOIN guide_editions g ON g.site = f.site AND g.seq = f.seq "
		"JOIN guide_pieces t ON t.digest = f.digest "
		"WHERE g.site = :site AND g.backed = 0 AND f.effective <= :on "
		"AND f.seq <> :without ORDER BY f.effective, f.seq, f.pos /* whole table */");

	*files = NULL;
	*n = 0;
	stmt_text(q, ":site", s->site);
	stmt_day(q, ":on", on);
	stmt_int(q, ":without", without);
	while (stmt_step(q))
		*ARENA_PUSH(a, *files, *n) = (struct edition_file){
			stmt_copy(q, 0, a), stmt_copy(q, 1, a), stmt_get_day(q, 2)};
	return stmt_done(q, e);
}

bool editions_days(struct store *s, date_day on, struct arena *a, date_day **days, size_t *n,
		   struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT DISTINCT f.effective FROM guide_edition_files f "
			       "JOIN guide_editions g ON g.site = f.site AND g.seq = f.seq "
			       "WHERE g.site = :site AND g.backed = 0 AND f.effective > :on ORDER "
			       "BY 1 /* whole table */");

	*days = NULL;
	*n = 0;
	stmt_text(q, ":site", s->site);
	stmt_day(q, ":on", on);
	while (stmt_step(q))
		*ARENA_PUSH(a, *days, *n) = stmt_get_day(q, 0);
	return stmt_done(q, e);
}

bool editions_list(struct store *s, const char *by, struct arena *a, struct edition_row **rows,
		   size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db,
		"SELECT g.seq, g.back_of, g.backed, g.at, g.effective, g.operator, "
		"g.reason, g.words, r.operator IS NOT NULL, "
		"(SELECT count(*) FROM guide_edition_files f WHERE f.site = g.site AND "
		"f.seq = g.seq) FROM guide_editions g "
		"LEFT JOIN guide_reads r ON r.site = g.site AND r.seq = g.seq AND "
		"r.operator = :by WHERE g.site = :site ORDER BY g.seq DESC /* whole table */");

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":site", s->site);
	stmt_text(q, ":by", by);
	while (stmt_step(q))
		*ARENA_PUSH(a, *rows, *n) = (struct edition_row){
			.id = stmt_get_int(q, 0),
			.back_of = stmt_get_int(q, 1),
			.backed = stmt_get_int(q, 2),
			.at = stmt_get_int(q, 3),
			.effective = stmt_get_day(q, 4),
			.by = stmt_copy(q, 5, a),
			.reason = stmt_copy(q, 6, a),
			.words = stmt_copy(q, 7, a),
			.read = stmt_get_int(q, 8) != 0,
			.files = stmt_get_int(q, 9),
		};
	return stmt_done(q, e);
}

bool editions_words(struct store *s, int64_t id, struct arena *a, const char **json, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT t.text FROM guide_editions g "
					"JOIN guide_pieces t ON t.digest = g.words "
					"WHERE g.site = :site AND g.seq = :seq");

	*json = NULL;
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":seq", id);
	if (stmt_step(q))
		*json = stmt_copy(q, 0, a);
	return stmt_done(q, e);
}

/* One that was taken back before its day never was in force, and nor was its taking back. */
bool editions_unread(struct store *s, const char *by, date_day on, int64_t *n, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT count(*) FROM guide_editions g WHERE g.site = :site "
			       "AND g.effective <= :on AND g.backed = 0 AND NOT EXISTS (SELECT 1 "
			       "FROM guide_reads r WHERE "
			       "r.site = g.site AND r.seq = g.seq AND r.operator = :by) "
			       "/* whole table */");

	*n = 0;
	stmt_text(q, ":site", s->site);
	stmt_day(q, ":on", on);
	stmt_text(q, ":by", by);
	if (stmt_step(q))
		*n = stmt_get_int(q, 0);
	return stmt_done(q, e);
}
