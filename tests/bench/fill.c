/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

/* 250 cases a day up to yesterday and some today; a person comes about twice; one case in a
 * hundred was deferred, one of twenty of those is still owed. %d: cases. */
static const char rows[] =
	"PRAGMA synchronous = OFF;"
	"BEGIN;"
	"CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM c "
	"  WHERE i < %d) SELECT i, CAST(julianday('now') - 2440587.5 AS INTEGER) - i / 250 AS day,"
	"  1 + (i * 7919) %% (%d / 2 + 1) AS person FROM c;"
	"INSERT INTO ledger SELECT 1000000 + i, 'BENCH', i, 'case.accepted', 1, day * 86400000, "
	"day,"
	"  'jingban', 'w1', 0, printf('9%%018d', i),"
	"  printf('{\"number\":\"%%d\",\"filler\":\"%%s\"}', i, hex(zeroblob(300))),"
	"  zeroblob(32), zeroblob(32) FROM n;"
	"INSERT INTO people (id, kind, number, name, initials, phone, birth, sex, unit, last)"
	"  SELECT 1000000 + i, 'resident', printf('210402%%012d', i),"
	"  char(19968 + i %% 400, 20000 + i %% 5000, 21000 + i / 5000),"
	"  char(97 + i %% 26, 97 + i / 26 %% 26, 97 + i / 676 %% 26),"
	"  printf('139%%08d', i), 0, 'male', 0, 1000000 + i FROM n WHERE i <= %d / 2 + 1;"
	"INSERT INTO cases (id, number, query_code, site, day, serial, state, opened_at,"
	"  accepted_at, accepted_day, operator, \"window\", visit, guide, item, item_name,"
	"  item_version, category, situation, channel, outcome, due_text)"
	"  SELECT 1000000 + i, printf('9%%018d', i), printf('%%08d', i), '210400', day,"
	"  1 + i %% 250, CASE WHEN i %% 100 THEN 'accepted' ELSE 'deferred' END, day * 86400000,"
	"  day * 86400000, day, 'jingban', 'w1', 0, 'fushun', 'fs-001', '职工参保登记',"
	"  '00', '企业职工养老保险', '灵活就业人员', 'window', 'accept', '即时' FROM n;"
	"INSERT INTO parties (case_id, pos, role, kind, number, name, phone, birth, sex, relation,"
	"  person) SELECT 1000000 + i, 0, 'insured', 'resident',"
	"  printf('210402%%012d', person), '', NULL, 0, 'male', NULL, 1000000 + person FROM n;"
	"INSERT INTO promises (case_id, paper, name, way, made, due, arrived, postmark) SELECT "
	"1000000 + i, 'voucher', '缴费凭证', '现场送达', day, day + 14,"
	"  CASE WHEN i %% 2000 THEN day + 7 END, NULL FROM n WHERE i %% 100 = 0;"
	"COMMIT;"
	"PRAGMA wal_checkpoint(TRUNCATE);";

void fill_store(const char *path, int cases)
{
	sqlite3 *db = NULL;
	char *why = NULL;
	char *sql = sqlite3_mprintf(rows, cases, cases, cases);

	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) {
		fprintf(stderr, "%s: %s\n", path, why ? why : sqlite3_errmsg(db));
		exit(1);
	}
	sqlite3_free(sql);
	sqlite3_close(db);
}
