/* SPDX-License-Identifier: Apache-2.0
 *
 * What is broken in the chain, in words a supervisor can act on: which event, whose and of which
 * case, and what happened to it.
 */
#include "store/verify_inside.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"
#include "store/number.h"

/* 第 12 笔（2026-11-24 09:05，li，办件 2104…，受理）. The payload may be the forged part: the kind
 * is said, not its words. */
static void name_event(const struct event *ev, struct str *out)
{
	int kind = event_kind_of(ev->kind);
	char at[CLOCK_TEXT], number[NUMBER_TEXT];

	str_addf(out, _("第%lld笔（%.16s，%s，"), (long long)ev->seq, clock_format(ev->at, at),
		 *ev->by ? ev->by : _("程序"));
	if (number_parse(ev->subject, number, NULL))
		str_addf(out, _("办件 %s，"), ev->subject);
	str_addf(out, _("%s）"), kind < 0 ? ev->kind : _(event_names[kind]));
}

static bool say(const struct str *what, struct err *e)
{
	return err_set(e, ERR_STORE,
		       _("账本对不上：%s。请停止办理，保留现场，不要再开机办件，"
			 "联系管理员从备份恢复"),
		       str_text(what));
}

bool verify_altered(const struct event *ev, struct err *e)
{
	struct str what = {0};

	name_event(ev, &what);
	str_add(&what, _("的内容被改动"));
	bool ok = say(&what, e);
	str_done(&what);
	return ok;
}

/* The event with that seq: true and *ev, texts in the arena. */
static bool find(struct db *db, const char *site, int64_t seq, struct arena *a, struct event *ev,
		 bool *there, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT " LEDGER_COLUMNS " FROM ledger "
				     "WHERE site = :site AND seq = :seq");

	stmt_text(q, ":site", site);
	stmt_int(q, ":seq", seq);
	*there = stmt_step(q);
	if (*there)
		ledger_copy(q, a, ev);
	return stmt_done(q, e);
}

bool verify_replaced(struct db *db, const struct event *ev, struct err *e)
{
	unsigned char hash[EVENT_HASH];
	struct arena a = {0};
	struct event before;
	bool there;

	ledger_hash(ev, hash);
	if (memcmp(hash, ev->hash, EVENT_HASH) != 0)
		return verify_altered(ev, e);
	if (!find(db, ev->site, ev->seq - 1, &a, &before, &there, e)) {
		arena_done(&a);
		return false;
	}
	struct str what = {0};
	name_event(there ? &before : ev, &what);
	str_add(&what,
		there ? _("被整笔换过：它后面一笔记着的校验值是另一个") : _("与前一笔不相连"));
	bool ok = say(&what, e);
	str_done(&what);
	arena_done(&a);
	return ok;
}

bool verify_gap(struct db *db, const struct event *ev, int64_t wanted, struct err *e)
{
	struct arena a = {0};
	struct event other;
	struct str what = {0};
	bool there;

	if (!find(db, ev->site, wanted, &a, &other, &there, e)) {
		arena_done(&a);
		return false;
	}
	if (there || ev->seq < wanted) {
		str_addf(&what, _("次序被调换：第%lld笔的位置上是"), (long long)wanted);
		name_event(ev, &what);
	} else if (ev->seq == wanted + 1) {
		str_addf(&what, _("第%lld笔被删除，它后面是"), (long long)wanted);
		name_event(ev, &what);
	} else {
		str_addf(&what, _("第%lld笔至第%lld笔被删除，后面是"), (long long)wanted,
			 (long long)ev->seq - 1);
		name_event(ev, &what);
	}
	bool ok = say(&what, e);
	str_done(&what);
	arena_done(&a);
	return ok;
}

/* Tables whose rows name the event that made them; what stands there longer than the ledger is
 * what was cut off. */
static const struct trace {
	const char *table, *sql;
} traces[] = {
	{"case_moves", "SELECT max(id) FROM case_moves WHERE site = :site"},
	{"samples", "SELECT max(id) FROM samples WHERE site = :site"},
	{"views", "SELECT max(id) FROM views WHERE site = :site"},
	{"visits", "SELECT max(id) FROM visits WHERE site = :site"},
	{"counter_acts", "SELECT max(id) FROM counter_acts WHERE site = :site"},
	{"handovers", "SELECT max(id) FROM handovers WHERE site = :site"},
	{"backups", "SELECT max(max(seq), max(head)) FROM backups WHERE site = :site"},
	{"guide_editions", "SELECT max(seq) FROM guide_editions WHERE site = :site"},
	{"roster_splits", "SELECT max(seq) FROM roster_splits WHERE site = :site"},
	{"parameters", "SELECT max(seq) FROM parameters WHERE site = :site"},
};

bool verify_tail(struct db *db, const char *site, int64_t last, struct err *e)
{
	int64_t most = last;
	const char *table = NULL;

	for (size_t i = 0; i < sizeof(traces) / sizeof(traces[0]); i++) {
		struct stmt *q = db_stmt(db, traces[i].sql);
		stmt_text(q, ":site", site);
		int64_t seq = stmt_step(q) ? stmt_get_int(q, 0) : 0;
		if (!stmt_done(q, e))
			return false;
		if (seq > most) {
			most = seq;
			table = traces[i].table;
		}
	}
	if (!table)
		return true;
	struct str what = {0};
	str_addf(&what, _("末尾被截断，第%lld笔至少到第%lld笔不见了（表 %s 里还有它们写下的内容）"),
		 (long long)last + 1, (long long)most, table);
	bool ok = say(&what, e);
	str_done(&what);
	return ok;
}
