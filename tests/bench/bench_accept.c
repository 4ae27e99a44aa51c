/* SPDX-License-Identifier: Apache-2.0
 *
 * Durable acceptances beside bare SQLite committing the very same rows with the
 * same settings: the cost of numbers, JSON, chain and lock. Batches of the two
 * take turns, so that both meet the same disk. Usage: bench_accept [FOLDER]
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/record.h"
#include "store/store.h"

static const struct actor clerk = {"li", "3", 0};

enum { BATCHES = 8, BATCH = 50, VALUES = 12, PAPERS = 8, FIELDS = 16 };
static const double bar = 0.8;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void die(const char *what)
{
	fprintf(stderr, "bench_accept: %s\n", what);
	exit(1);
}

/* ---- ours ---- */

struct intake {
	struct case_record record;
	struct case_value values[VALUES];
	struct case_paper papers[PAPERS];
	struct case_field fields[FIELDS];
	struct case_party parties[2];
	struct case_limit limit;
	char number[19], agent[19], request[32];
};

static void fill(struct intake *in, int n)
{
	case_record_init(&in->record);
	for (int i = 0; i < VALUES; i++)
		in->values[i] = (struct case_value){"insured_status", "参保身份", "flexible",
						    "灵活就业人员"};
	for (int i = 0; i < PAPERS; i++)
		in->papers[i] = (struct case_paper){.id = "household_register",
						    .name = "居民户口簿",
						    .state = "ok",
						    .form = "原件、复印件",
						    .copies = 1,
						    .until = DATE_NONE,
						    .arrived = DATE_NONE};
	for (int i = 0; i < FIELDS; i++)
		in->fields[i] = (struct case_field){"person.address", "常住地址",
						    "辽宁省抚顺市顺城区临江路东段1号", NULL};
	snprintf(in->number, sizeof(in->number), "210402%012d", n);
	snprintf(in->agent, sizeof(in->agent), "210403%012d", n);
	snprintf(in->request, sizeof(in->request), "request-%d", n);
	in->parties[0] = (struct case_party){.role = "insured",
					     .kind = "resident",
					     .number = in->number,
					     .name = "欧阳晓明",
					     .phone = "13904131234",
					     .birth = DATE_NONE};
	in->parties[1] = in->parties[0];
	in->parties[1].role = "agent";
	in->parties[1].number = in->agent;
	in->limit =
		(struct case_limit){"main", "10个工作日", "working", 10, 20000, 20014, false, NULL};
	in->record.guide = "fushun";
	in->record.item = "fs-008";
	in->record.item_name = "职工参保登记";
	in->record.item_version = "0123456789abcdef0123456789abcdef";
	in->record.channel = "window";
	in->record.outcome = "accept";
	in->record.n_values = VALUES;
	in->record.values = in->values;
	in->record.n_papers = PAPERS;
	in->record.papers = in->papers;
	in->record.n_fields = FIELDS;
	in->record.fields = in->fields;
	in->record.n_parties = 2;
	in->record.parties = in->parties;
	in->record.n_limits = 1;
	in->record.limits = &in->limit;
}

static double run_ours(struct store *s, int first)
{
	struct intake in;
	struct err e;
	double start = now();

	for (int i = first; i < first + BATCH; i++) {
		fill(&in, i);
		struct store_event ev = {.kind = EVENT_CASE_ACCEPTED,
					 .who = &clerk,
					 .reserve = true,
					 .build = case_record_build,
					 .ctx = &in.record};
		if (!store_commit(s, in.request, &ev, 1, NULL, &e))
			die(e.text);
	}
	return now() - start;
}

/* ---- bare ---- */

struct bare {
	sqlite3 *from, *to;
	int n_rows; /* of the batch, in order; a NULL insert ends a transaction */
	struct bare_row {
		sqlite3_stmt *insert;
		int n;
		sqlite3_value *values[40];
	} * rows;
};

static sqlite3_stmt *prepare(sqlite3 *handle, const char *sql)
{
	sqlite3_stmt *q;

	if (sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &q, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(handle));
	return q;
}

static void run_sql(sqlite3 *handle, const char *sql)
{
	if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(handle));
}

/* An empty database of the same tables and indexes. */
static void copy_schema(struct bare *b)
{
	sqlite3_stmt *q = prepare(b->from, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
					   "AND name NOT LIKE 'people_text_%' "
					   "AND name NOT LIKE 'sqlite_%' ORDER BY rowid");

	while (sqlite3_step(q) == SQLITE_ROW)
		run_sql(b->to, (const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
}

static const struct source {
	const char *table, *where, *columns;
} sources[] = {
	{"ledger", "subject = (SELECT number FROM cases WHERE id = ?1)", "*"},
	{"people", "id IN (SELECT person FROM parties WHERE case_id = ?1)", "*"},
	{"people_text", "rowid IN (SELECT person FROM parties WHERE case_id = ?1)", "rowid, name"},
	{"cases", "id = ?1", "*"},
	{"counters", "?1 > 0", "*"},
	{"requests", "case_id = ?1", "*"},
	{"case_values", "case_id = ?1", "*"},
	{"case_papers", "case_id = ?1", "*"},
	{"case_form", "case_id = ?1", "*"},
	{"parties", "case_id = ?1", "*"},
	{"case_limits", "case_id = ?1", "*"},
};
enum { SOURCES = sizeof(sources) / sizeof(sources[0]) };

static void load_case(struct bare *b, sqlite3_stmt *select[], sqlite3_stmt *insert[], int id)
{
	for (int i = 0; i < SOURCES; i++) {
		sqlite3_bind_int(select[i], 1, id);
		while (sqlite3_step(select[i]) == SQLITE_ROW) {
			b->rows = xreallocarray(b->rows, (size_t)b->n_rows + 1, sizeof(*b->rows));
			struct bare_row *r = &b->rows[b->n_rows++];
			r->insert = insert[i];
			r->n = sqlite3_column_count(select[i]);
			for (int k = 0; k < r->n; k++)
				r->values[k] =
					sqlite3_value_dup(sqlite3_column_value(select[i], k));
		}
		sqlite3_reset(select[i]);
	}
	b->rows = xreallocarray(b->rows, (size_t)b->n_rows + 1, sizeof(*b->rows));
	b->rows[b->n_rows++] = (struct bare_row){0};
}

static double insert_rows(struct bare *b, sqlite3_stmt *begin, sqlite3_stmt *commit)
{
	bool open = false;
	double start = now();

	for (int i = 0; i < b->n_rows; i++) {
		struct bare_row *r = &b->rows[i];
		sqlite3_stmt *q = !open ? begin : r->insert ? r->insert : commit;
		if (!open)
			i--;
		for (int k = 0; q == r->insert && k < r->n; k++)
			sqlite3_bind_value(q, k + 1, r->values[k]);
		if (sqlite3_step(q) != SQLITE_DONE)
			die(sqlite3_errmsg(b->to));
		sqlite3_reset(q);
		open = q != commit;
	}
	return now() - start;
}

struct plan {
	sqlite3_stmt *select[SOURCES], *insert[SOURCES], *begin, *commit;
};

static void make_plan(struct bare *b, struct plan *p)
{
	for (int i = 0; i < SOURCES; i++) {
		char *sql = xasprintf("SELECT %s FROM %s WHERE %s", sources[i].columns,
				      sources[i].table, sources[i].where);
		p->select[i] = prepare(b->from, sql);
		free(sql);
		int n = sqlite3_column_count(p->select[i]);
		sql = xasprintf("INSERT OR REPLACE INTO %s%s VALUES (?", sources[i].table,
				sources[i].columns[0] == '*' ? "" : " (rowid, name)");
		for (int k = 1; k < n; k++) {
			char *longer = xasprintf("%s, ?", sql);
			free(sql);
			sql = longer;
		}
		char *whole = xasprintf("%s)", sql);
		p->insert[i] = prepare(b->to, whole);
		free(whole);
		free(sql);
	}
	p->begin = prepare(b->to, "BEGIN IMMEDIATE");
	p->commit = prepare(b->to, "COMMIT");
}

static double run_bare(struct bare *b, struct plan *p, int first)
{
	for (int id = first; id < first + BATCH; id++)
		load_case(b, p->select, p->insert, id);
	double took = insert_rows(b, p->begin, p->commit);
	for (int i = 0; i < b->n_rows; i++) {
		for (int k = 0; k < b->rows[i].n; k++)
			sqlite3_value_free(b->rows[i].values[k]);
	}
	b->n_rows = 0;
	return took;
}

int main(int argc, char **argv)
{
	struct store_founding f = {"210400", "大厅", false};
	struct bare b = {0};
	struct plan plan;
	struct err e;
	double ours = 0, bare = 0;
	char *folder = xasprintf("%s/bench-XXXXXX", argc > 1 ? argv[1] : "/tmp");

	if (!mkdtemp(folder))
		die("no folder");
	char *ours_path = xasprintf("%s/hall.db", folder);
	char *bare_path = xasprintf("%s/bare.db", folder);
	struct store *s = store_found(ours_path, &f, &clock_system, &e)
				  ? store_open(ours_path, &clock_system, &e)
				  : NULL;
	if (!s)
		die(e.text);
	if (sqlite3_open(ours_path, &b.from) != SQLITE_OK ||
	    sqlite3_open(bare_path, &b.to) != SQLITE_OK)
		die("open");
	run_sql(b.to, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
		      "PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON");
	copy_schema(&b);
	make_plan(&b, &plan);
	for (int i = 0; i < BATCHES; i++) {
		ours += run_ours(s, i * BATCH);
		bare += run_bare(&b, &plan, i * BATCH + 1);
	}
	double n = BATCHES * BATCH, ratio = bare / ours;
	printf("durable accept: %.0f/s, bare SQLite with the same rows: %.0f/s, ratio %.2f (bar "
	       "%.1f)\n",
	       n / ours, n / bare, ratio, bar);
	char *command = xasprintf("rm -rf '%s'", folder);
	return system(command) == 0 && ratio >= bar ? 0 : 1;
}
