/* SPDX-License-Identifier: Apache-2.0
 *
 * Founding, opening and the one way in for business events.
 */
#include "store/store_inside.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/apply.h"
#include "store/db_inside.h"
#include "store/ledger.h"
#include "store/operators.h"
#include "store/schema.h"
#include "store/shape.h"

static bool write_event(struct db *db, struct ledger_head *head, struct event *ev, struct err *e)
{
	return ledger_append(db, head, ev, e) && apply_event(db, ev, e);
}

/* ---- founding ---- */

static bool founding_event(struct db *db, const struct store_founding *f, const struct clock *clock,
			   struct err *e)
{
	struct ledger_head head = {.day = DATE_NONE};
	struct str payload = {0};
	struct event ev = {
		.site = f->site,
		.kind = event_ids[EVENT_FOUNDED],
		.version = apply_version(EVENT_FOUNDED),
		.at = clock_now(clock),
		.day = clock_today(clock),
		.by = "",
		.window = "",
		.subject = f->site,
	};

	payload_open(&payload);
	payload_put(&payload, "name", f->name);
	payload_put_int(&payload, "demo", f->demo);
	payload_close(&payload);
	ev.payload = str_text(&payload);
	ev.payload_len = payload.len;
	bool ok = write_event(db, &head, &ev, e);
	str_done(&payload);
	return ok;
}

static bool founding_secrets(struct db *db, struct err *e)
{
	unsigned char key[QUERY_KEY];
	struct stmt *q = db_stmt(db, "INSERT INTO secrets VALUES ('query_key', :value)");

	randombytes_buf(key, sizeof(key));
	stmt_bytes(q, ":value", key, sizeof(key));
	bool ok = stmt_run(q, e);
	sodium_memzero(key, sizeof(key));
	return ok;
}

void store_sync_folder(const char *path)
{
	char *folder = xstrdup(path);
	char *slash = strrchr(folder, '/');

	if (slash)
		slash[slash == folder] = '\0';
	int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(folder);
}

/* link() never replaces another. */
bool store_publish(const char *made, const char *path, struct err *e)
{
	bool ok = link(made, path) == 0;

	if (!ok && errno == EEXIST)
		err_set(e, ERR_STORE, _("已有此文件，不会覆盖：%s"), path);
	else if (!ok)
		err_set(e, ERR_STORE, _("不能建立文件 %s：%s"), path, strerror(errno));
	else
		store_sync_folder(path);
	return ok;
}

bool store_found(const char *path, const struct store_founding *f, const struct clock *clock,
		 struct err *e)
{
	if (sodium_init() < 0)
		abort();
	if (!number_site_valid(f->site))
		return err_set(e, ERR_INPUT, _("单位代码应为6位数字或大写字母：%s"), f->site);
	if (access(path, F_OK) == 0)
		return err_set(e, ERR_STORE, _("已有此文件，不会覆盖：%s"), path);
	/* Made under another name: a store is either whole or not there. */
	char *made = xasprintf("%s.new%ld", path, (long)getpid());
	db_remove(made);
	struct db *db = db_open(made, &schema_store, DB_MAKE, e);
	bool ok = db != NULL;
	if (ok && (ok = db_begin(db, "found", e))) {
		ok = founding_secrets(db, e) && founding_event(db, f, clock, e);
		ok = db_end(db, "found", ok, e);
	}
	ok = ok && db_settle(db, e);
	db_close(db);
	ok = ok && store_publish(made, path, e);
	db_remove(made);
	free(made);
	return ok;
}

/* ---- opening ---- */

static bool read_identity(struct store *s, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT s.site, s.name, s.demo, k.value "
					"FROM ledger l JOIN sites s ON s.site = l.site "
					"JOIN secrets k ON k.name = 'query_key' WHERE l.id = 1");
	size_t len = 0;
	bool there = stmt_step(q);

	if (there) {
		const char *site = stmt_get(q, 0);
		there = number_site_valid(site);
		if (there)
			memcpy(s->site, site, SITE_CODE + 1);
		s->name = xstrdup(stmt_get(q, 1));
		s->demo = stmt_get_int(q, 2) != 0;
		const void *key = stmt_get_bytes(q, 3, &len);
		if (len == QUERY_KEY)
			memcpy(s->key, key, len);
	}
	if (!stmt_done(q, e))
		return false;
	if (!there || len != QUERY_KEY)
		return err_set(e, ERR_STORE, _("库文件不完整：%s。请联系管理员从备份恢复"),
			       s->path);
	return true;
}

struct store *store_open(const char *path, const struct clock *clock, struct err *e)
{
	if (sodium_init() < 0)
		abort();
	struct db *db = db_open(path, &schema_store, DB_THERE, e);
	if (!db)
		return NULL;
	struct store *s = xcalloc(1, sizeof(*s));
	s->db = db;
	s->path = xstrdup(path);
	s->clock = *clock;
	s->pinned = DATE_NONE;
	if (!read_identity(s, e)) {
		store_close(s);
		return NULL;
	}
	return s;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	db_close(s->drafts);
	db_close(s->db);
	sodium_memzero(s->key, sizeof(s->key));
	free(s->path);
	free(s->name);
	free(s);
}

const char *store_path(const struct store *s)
{
	return s->path;
}

char *store_overlay(const struct store *s)
{
	return store_beside(s->path, ".overlay");
}

const char *store_site(const struct store *s)
{
	return s->site;
}

const char *store_name(const struct store *s)
{
	return s->name;
}

bool store_is_demo(const struct store *s)
{
	return s->demo;
}

const struct clock *store_clock(const struct store *s)
{
	return &s->clock;
}

date_day store_today(const struct store *s)
{
	return s->pinned != DATE_NONE ? s->pinned : clock_today(&s->clock);
}

bool store_set_day(struct store *s, date_day day, struct err *e)
{
	if (!s->demo)
		return err_set(e, ERR_REFUSED,
			       _("只有演练厅可以指定业务日期，正式库以系统时间为准"));
	s->pinned = day;
	return true;
}

/* ---- writing ---- */

static bool earlier_answer(struct store *s, const char *request_id, struct store_receipt *out,
			   struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT c.number, c.query_code, c.serial, "
					"max(c.opened_at, c.accepted_at), "
					"coalesce(c.accepted_day, c.day) "
					"FROM requests r JOIN cases c ON c.id = r.case_id "
					"WHERE r.request_id = :request_id");

	stmt_text(q, ":request_id", request_id);
	if (stmt_step(q)) {
		out->repeated = true;
		strncpy(out->ticket.number, stmt_get(q, 0), NUMBER_TEXT - 1);
		strncpy(out->ticket.query_code, stmt_get(q, 1), QUERY_CODE_TEXT - 1);
		out->ticket.serial = (int)stmt_get_int(q, 2);
		out->ticket.at = stmt_get_int(q, 3);
		out->ticket.day = stmt_get_day(q, 4);
	}
	return stmt_done(q, e);
}

/* The next number. The counter itself moves when the event is applied. */
static bool reserve_number(struct store *s, struct store_ticket *t, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT last FROM counters WHERE site = :site AND "
					"day = :day AND series = 'case'");

	stmt_text(q, ":site", s->site);
	stmt_day(q, ":day", t->day);
	t->serial = stmt_step(q) ? (int)stmt_get_int(q, 0) + 1 : 1;
	if (!stmt_done(q, e))
		return false;
	if (t->serial > SERIAL_CASES)
		return err_set(e, ERR_STORE, _("当日受理号已用完（%d个）"), SERIAL_CASES);
	number_make(s->site, t->day, t->serial, t->number);
	return true;
}

static bool prepare_ticket(struct store *s, const struct store_event *first, struct store_ticket *t,
			   struct err *e)
{
	if (first->reserve) {
		if (!reserve_number(s, t, e))
			return false;
	} else if (!first->subject || !number_parse(first->subject, t->number, NULL)) {
		t->number[0] = '\0';
	}
	if (t->number[0])
		number_query_code(s->key, t->number, t->query_code);
	return true;
}

static bool commit_one(struct store *s, struct ledger_head *head, const struct store_event *from,
		       const struct store_ticket *t, struct err *e)
{
	static const struct actor program = {.by = ""};
	const struct actor *who = from->who ? from->who : &program;
	struct str built = {0};
	struct event ev = {
		.site = s->site,
		.kind = event_ids[from->kind],
		.version = apply_version(from->kind),
		.at = t->at,
		.day = t->day,
		.by = who->by,
		.window = who->window ? who->window : "",
		.visit = who->visit,
		.subject = from->subject ? from->subject : t->number,
		.payload = from->payload,
	};
	bool ok = operators_may_write(s, who, from->kind, e) &&
		  (from->payload || from->build(from->ctx, s, t, &built, e));

	if (!from->payload)
		ev.payload = str_text(&built);
	ev.payload_len = strlen(ev.payload);
	ok = ok && write_event(s->db, head, &ev, e);
	str_done(&built);
	return ok;
}

static bool commit_all(struct store *s, const char *request_id, const struct store_event *events,
		       size_t n, struct store_receipt *out, struct err *e)
{
	struct ledger_head head;

	if (request_id && !earlier_answer(s, request_id, out, e))
		return false;
	if (out->repeated)
		return true;
	if (!ledger_head(s->db, s->site, &head, e) ||
	    !ledger_moment(&head, &s->clock, s->pinned, s->demo, &out->ticket.at, &out->ticket.day,
			   e) ||
	    !prepare_ticket(s, &events[0], &out->ticket, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		assert(i == 0 || !events[i].reserve);
		if (!commit_one(s, &head, &events[i], &out->ticket, e))
			return false;
	}
	out->seq = head.seq;
	return true;
}

bool store_requested(struct store *s, const char *request_id, struct store_receipt *out,
		     struct err *e)
{
	*out = (struct store_receipt){0};
	if (!db_begin_read(s->db, "request", e))
		return false;
	return db_end_read(s->db, "request", earlier_answer(s, request_id, out, e), e);
}

bool store_commit(struct store *s, const char *request_id, const struct store_event *events,
		  size_t n, struct store_receipt *out, struct err *e)
{
	struct store_receipt receipt = {.ticket.request_id = request_id};

	assert(n > 0);
	if (!db_begin(s->db, "commit", e))
		return false;
	bool ok = commit_all(s, request_id, events, n, &receipt, e);
	ok = db_end(s->db, "commit", ok, e);
	if (ok && out)
		*out = receipt;
	return ok;
}

bool store_note(struct store *s, enum event_kind kind, const struct actor *who, const char *subject,
		const char *payload, struct err *e)
{
	struct store_event ev = {.kind = kind, .who = who, .subject = subject, .payload = payload};

	return store_commit(s, NULL, &ev, 1, NULL, e);
}
