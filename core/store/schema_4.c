/* SPDX-License-Identifier: Apache-2.0 */
#include "store/schema_inside.h"

/* By topic. */
const char schema_version_4[] =
	/* ---- after acceptance: what is to be done, what was done, what stops the clocks ---- */
	"ALTER TABLE cases ADD COLUMN stage INTEGER NOT NULL DEFAULT -1;" /* awaited; -1: none */
	"ALTER TABLE cases ADD COLUMN stage_since INTEGER NOT NULL DEFAULT 0;" /* ms */
	"ALTER TABLE cases ADD COLUMN decided_at INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE cases ADD COLUMN decided_day INTEGER;"
	"ALTER TABLE cases ADD COLUMN delivered_at INTEGER NOT NULL DEFAULT 0;"
	"CREATE INDEX cases_stage ON cases (stage_since) WHERE stage >= 0;"
	"CREATE TABLE case_stages ("
	"  case_id INTEGER, pos INTEGER, id TEXT, text TEXT, department TEXT, posts TEXT,"
	"  days INTEGER, unit TEXT, separate INTEGER, publicised INTEGER, uncounted INTEGER,"
	"  ours INTEGER, lines TEXT, PRIMARY KEY (case_id, pos)) WITHOUT ROWID;"
	"CREATE TABLE case_moves (" /* every change of a case's state */
	"  site TEXT, id INTEGER,"  /* seq of the event */
	"  case_id INTEGER NOT NULL, day INTEGER NOT NULL, at INTEGER NOT NULL,"
	"  kind TEXT NOT NULL, \"window\" TEXT NOT NULL, operator TEXT NOT NULL,"
	"  from_state TEXT NOT NULL," /* '': the case was not there */
	"  to_state TEXT NOT NULL, PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX case_moves_case ON case_moves (case_id);"
	"CREATE INDEX case_moves_day ON case_moves (day);"
	"CREATE TABLE case_reviews ("
	"  site TEXT, id INTEGER, case_id INTEGER NOT NULL, stage INTEGER NOT NULL,"
	"  result TEXT NOT NULL," /* pass return deny */
	"  at INTEGER NOT NULL, day INTEGER NOT NULL, operator TEXT NOT NULL, remark TEXT,"
	"  PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX case_reviews_case ON case_reviews (case_id);"
	"CREATE TABLE case_pauses ("
	"  site TEXT, id INTEGER, case_id INTEGER NOT NULL,"
	"  kind TEXT NOT NULL," /* suspension extension publicity */
	"  reason TEXT, began INTEGER NOT NULL,"
	"  until INTEGER," /* publicity: its last day as announced */
	"  ended INTEGER,"
	"  days INTEGER, unit TEXT," /* extension */
	"  result TEXT,"	     /* of a publicity */
	"  operator TEXT NOT NULL, PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX case_pauses_case ON case_pauses (case_id);"
	"CREATE INDEX case_pauses_open ON case_pauses (kind, began) WHERE ended IS NULL;"

	/* ---- days: where there was business, what was closed, what stood in it (closes.h) ---- */
	"CREATE TABLE business_days ("
	"  site TEXT, day INTEGER, \"window\" TEXT, closed INTEGER NOT NULL," /* seq; 0: open */
	"  PRIMARY KEY (site, day, \"window\")) WITHOUT ROWID;"
	"CREATE TABLE closes ("
	"  site TEXT, seq INTEGER, day INTEGER NOT NULL,"
	"  first INTEGER NOT NULL,"   /* of the empty days it closed too */
	"  \"window\" TEXT NOT NULL," /* '': the hall */
	"  at INTEGER NOT NULL, operator TEXT NOT NULL, signed_by TEXT,"
	"  head TEXT NOT NULL, head_seq INTEGER NOT NULL, point INTEGER NOT NULL,"
	"  reopened INTEGER NOT NULL, reopened_why TEXT," /* seq; 0 */
	"  countersigned_by TEXT, countersigned_at INTEGER NOT NULL,"
	"  first_number TEXT, last_number TEXT,"
	"  decided INTEGER NOT NULL, deleted INTEGER NOT NULL, purged INTEGER NOT NULL,"
	"  visits INTEGER NOT NULL, consulted INTEGER NOT NULL, guided INTEGER NOT NULL,"
	"  reprints INTEGER NOT NULL, spoiled INTEGER NOT NULL,"
	"  promises_due INTEGER NOT NULL, promises_overdue INTEGER NOT NULL,"
	"  PRIMARY KEY (site, seq)) WITHOUT ROWID;"
	"CREATE INDEX closes_day ON closes (site, day, \"window\");"
	"CREATE INDEX closes_locked ON closes (site, day) WHERE \"window\" = '' AND reopened = 0;"
	"CREATE INDEX closes_awaited ON closes (site, day) WHERE point = 1 AND "
	"  countersigned_at = 0;"
	"CREATE TABLE close_lines ("
	"  site TEXT, seq INTEGER, pos INTEGER, \"window\" TEXT NOT NULL, id TEXT NOT NULL,"
	"  opening INTEGER NOT NULL, entered INTEGER NOT NULL, \"left\" INTEGER NOT NULL,"
	"  closing INTEGER NOT NULL, PRIMARY KEY (site, seq, pos)) WITHOUT ROWID;"
	"CREATE TABLE close_notes ("
	"  site TEXT, seq INTEGER, pos INTEGER, kind TEXT NOT NULL, \"window\" TEXT NOT NULL,"
	"  subject TEXT NOT NULL, text TEXT NOT NULL, reason TEXT,"
	"  PRIMARY KEY (site, seq, pos)) WITHOUT ROWID;"
	/* ---- results on their way, who was told by message ---- */
	"CREATE TABLE deliveries ("
	"  site TEXT, id INTEGER, case_id INTEGER NOT NULL, way TEXT NOT NULL,"
	"  destination TEXT NOT NULL, waybill TEXT, sent INTEGER NOT NULL, operator TEXT NOT NULL,"
	"  ended INTEGER, result TEXT, remark TEXT," /* received, back */
	"  PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX deliveries_case ON deliveries (case_id);"
	"CREATE TABLE messages ("
	"  move INTEGER PRIMARY KEY," /* the event of case_moves they were told of */
	"  batch INTEGER NOT NULL, result TEXT, day INTEGER NOT NULL, operator TEXT NOT NULL);"
	"CREATE INDEX messages_batch ON messages (batch);"
	/* ---- clocks: what a limit runs by, what may stop or extend it; notices of the year ----
	 */
	"ALTER TABLE case_limits ADD COLUMN start TEXT;"
	"ALTER TABLE case_limits ADD COLUMN follows TEXT;"
	"ALTER TABLE case_limits ADD COLUMN extend_days INTEGER;"
	"ALTER TABLE case_limits ADD COLUMN extend_unit TEXT;"
	"ALTER TABLE case_limits ADD COLUMN uncounted TEXT;" /* one reason a line */
	"CREATE INDEX cases_due ON cases (due) WHERE state IN ('accepted', 'deferred', "
	"  'reviewing', 'returned', 'suspended');"
	"CREATE TABLE calendars (" /* the newest of a year counts */
	"  site TEXT, seq INTEGER, year INTEGER NOT NULL, notice TEXT NOT NULL,"
	"  digest TEXT NOT NULL," /* of the file, in guide_pieces */
	"  at INTEGER NOT NULL, operator TEXT NOT NULL, PRIMARY KEY (site, seq)) WITHOUT ROWID;"
	/* ---- 预约, 延时服务 ---- */
	"CREATE TABLE appointments ("
	"  site TEXT, id INTEGER," /* seq of the event that booked it */
	"  kind TEXT NOT NULL, channel TEXT NOT NULL, name TEXT NOT NULL, phone TEXT,"
	"  certificate TEXT, item TEXT, item_name TEXT, day INTEGER NOT NULL,"
	"  minute INTEGER NOT NULL, until INTEGER NOT NULL, \"window\" TEXT, stays TEXT,"
	"  reason TEXT, note TEXT,"
	"  state TEXT NOT NULL," /* booked arrived missed cancelled */
	"  booked_at INTEGER NOT NULL, booked_day INTEGER NOT NULL, booked_by TEXT NOT NULL,"
	"  changed_at INTEGER NOT NULL, changed_day INTEGER, changed_by TEXT, why TEXT,"
	"  visit INTEGER NOT NULL,"
	"  served INTEGER NOT NULL, unto INTEGER NOT NULL," /* minutes of the day */
	"  served_by TEXT, PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX appointments_day ON appointments (day, minute);"
	"CREATE INDEX appointments_booked ON appointments (booked_day);"

	/* ---- 上报批次 ---- */
	"CREATE TABLE batches ("
	"  site TEXT, id INTEGER,"			      /* seq of the event that opened it */
	"  number TEXT NOT NULL UNIQUE, state TEXT NOT NULL," /* open sent received dropped */
	"  day INTEGER NOT NULL, report_day INTEGER, receiving TEXT,"
	"  opened_by TEXT NOT NULL, opened_at INTEGER NOT NULL,"
	"  sent_at INTEGER NOT NULL, sent_day INTEGER, sent_by TEXT, carrier TEXT,"
	"  received_at INTEGER NOT NULL, received_day INTEGER, receiver TEXT,"
	"  receiver_login TEXT, received_by TEXT, why TEXT, PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX batches_state ON batches (state);"
	"CREATE TABLE batch_cases ("
	"  site TEXT, batch INTEGER, case_id INTEGER,"
	"  state TEXT NOT NULL," /* in received returned */
	"  reason TEXT, added_day INTEGER NOT NULL, returned_day INTEGER, seq INTEGER NOT NULL,"
	"  PRIMARY KEY (site, batch, case_id)) WITHOUT ROWID;"
	"CREATE INDEX batch_cases_case ON batch_cases (case_id);"
	/* On its way in one batch, or taken by one: never in two. */
	"CREATE UNIQUE INDEX batch_cases_once ON batch_cases (case_id) WHERE state <> 'returned';"

	/* ---- fees, collected elsewhere (fees.h); amounts in fen ---- */
	"CREATE TABLE fees ("
	"  case_id INTEGER PRIMARY KEY, amount INTEGER NOT NULL, each INTEGER NOT NULL,"
	"  people INTEGER NOT NULL, per TEXT, basis TEXT, day INTEGER NOT NULL,"
	"  at INTEGER NOT NULL, operator TEXT NOT NULL, \"window\" TEXT NOT NULL);"
	"CREATE INDEX fees_day ON fees (day);"
	"CREATE TABLE fee_receipts ("
	"  site TEXT, id INTEGER," /* seq of the event that entered it */
	"  case_id INTEGER NOT NULL, number TEXT NOT NULL, day INTEGER NOT NULL,"
	"  amount INTEGER NOT NULL, collector TEXT, entered_day INTEGER NOT NULL,"
	"  at INTEGER NOT NULL, operator TEXT NOT NULL, \"window\" TEXT NOT NULL,"
	"  why TEXT, taken_back INTEGER," /* entered wrongly: why, and the day it was undone */
	"  PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX fee_receipts_case ON fee_receipts (case_id);"
	"CREATE INDEX fee_receipts_number ON fee_receipts (number);"
	"CREATE INDEX fee_receipts_day ON fee_receipts (entered_day);"
	/* ---- who looked at what (views.h), re-checks (samples.h) ---- */
	"CREATE TABLE views ("
	"  site TEXT, id INTEGER," /* seq of the event */
	"  at INTEGER NOT NULL, day INTEGER NOT NULL, visit INTEGER NOT NULL,"
	"  operator TEXT NOT NULL, \"window\" TEXT NOT NULL,"
	"  case_id INTEGER, person INTEGER," /* one of them */
	"  PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX views_day ON views (day, operator, id);"
	"CREATE INDEX views_person ON views (person) WHERE person IS NOT NULL;"
	"CREATE TABLE samples ("
	"  site TEXT, id INTEGER, at INTEGER NOT NULL, day INTEGER NOT NULL,"
	"  operator TEXT NOT NULL, seed TEXT NOT NULL, first INTEGER NOT NULL,"
	"  last INTEGER NOT NULL, item TEXT, of_operator TEXT, strata TEXT NOT NULL,"
	"  head INTEGER NOT NULL, population INTEGER NOT NULL, PRIMARY KEY (site, id))"
	"  WITHOUT ROWID;"
	"CREATE TABLE sample_cases ("
	"  site TEXT, id INTEGER, pos INTEGER, number TEXT NOT NULL, item TEXT NOT NULL,"
	"  operator TEXT NOT NULL, day INTEGER NOT NULL,"
	"  result TEXT, words TEXT, checked_by TEXT, checked_at INTEGER NOT NULL,"
	"  PRIMARY KEY (site, id, pos)) WITHOUT ROWID;"
	/* ---- accounts: passwords handed out and remembered, who changed whose rights ---- */
	"ALTER TABLE operators ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE operators ADD COLUMN password_at INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE operators ADD COLUMN last_login INTEGER NOT NULL DEFAULT 0;"
	"CREATE TABLE password_history (" /* a table of record, like credentials */
	"  id INTEGER PRIMARY KEY AUTOINCREMENT, login TEXT NOT NULL, hash TEXT NOT NULL);"
	"CREATE INDEX password_history_login ON password_history (login, id);"
	"INSERT INTO password_history (login, hash) SELECT login, hash FROM credentials;"
	"CREATE TABLE operator_acts ("
	"  site TEXT, id INTEGER, at INTEGER NOT NULL, day INTEGER NOT NULL,"
	"  operator TEXT NOT NULL," /* '': the program, or the owner of the file */
	"  \"window\" TEXT NOT NULL, login TEXT NOT NULL, act TEXT NOT NULL,"
	"  before INTEGER, after INTEGER," /* posts; after: where they changed */
	"  reason TEXT, PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX operator_acts_login ON operator_acts (login, at);"
	"CREATE INDEX operator_acts_day ON operator_acts (day);"
	"CREATE TABLE breaches (" /* passwords reset by the owner of the file */
	"  site TEXT, id INTEGER, login TEXT NOT NULL, at INTEGER NOT NULL, day INTEGER NOT NULL,"
	"  reason TEXT, acknowledged_at INTEGER NOT NULL DEFAULT 0,"
	"  acknowledged_by TEXT, remark TEXT, PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX breaches_open ON breaches (at) WHERE acknowledged_at = 0;"

	/* ---- promises: how their papers came, what was decided of those that did not ---- */
	"ALTER TABLE promises ADD COLUMN first_due INTEGER;" /* before it was given more time */
	"ALTER TABLE promises ADD COLUMN ended INTEGER;"     /* nobody waits any more */
	"ALTER TABLE promises ADD COLUMN ending TEXT;"	     /* continued, or the case's state */
	"ALTER TABLE promises ADD COLUMN continues INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE case_papers ADD COLUMN pledge INTEGER;"
	"ALTER TABLE case_papers ADD COLUMN continues INTEGER;"
	"DROP INDEX promises_due;"
	"CREATE INDEX promises_due ON promises (due) WHERE arrived IS NULL AND ended IS NULL;"
	"CREATE TABLE promise_arrivals ("
	"  site TEXT, id INTEGER, case_id INTEGER NOT NULL, paper TEXT NOT NULL,"
	"  came INTEGER NOT NULL, noted INTEGER NOT NULL," /* at the office; in the ledger */
	"  postmark INTEGER, way TEXT, unfit TEXT, remark TEXT, operator TEXT NOT NULL,"
	"  \"window\" TEXT NOT NULL, PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX promise_arrivals_case ON promise_arrivals (case_id, paper);"
	"CREATE TABLE promise_decisions ("
	"  case_id INTEGER, pos INTEGER, paper TEXT, name TEXT, was_due INTEGER, decision TEXT,"
	"  until INTEGER, reason TEXT, operator TEXT, day INTEGER, document TEXT,"
	"  PRIMARY KEY (case_id, pos)) WITHOUT ROWID;"

	/* ---- pledges (告知承诺), checked afterwards ---- */
	"CREATE TABLE pledges ("
	"  case_id INTEGER, paper TEXT, name TEXT NOT NULL, made INTEGER NOT NULL,"
	"  result TEXT, remark TEXT, operator TEXT, checked INTEGER,"
	"  PRIMARY KEY (case_id, paper)) WITHOUT ROWID;"
	"CREATE INDEX pledges_open ON pledges (made) WHERE result IS NULL;"
	"CREATE INDEX pledges_result ON pledges (result, made) WHERE result IS NOT NULL;"

	/* ---- mistaken acceptances, and calls about cases ---- */
	"ALTER TABLE cases ADD COLUMN since INTEGER;" /* the clocks run from; NULL: from its own */
	"ALTER TABLE cases ADD COLUMN voided_day INTEGER;"
	"ALTER TABLE cases ADD COLUMN void_reason TEXT;"
	"ALTER TABLE cases ADD COLUMN void_class TEXT;" /* ours, applicant; NULL */
	"ALTER TABLE cases ADD COLUMN void_by TEXT;"
	"ALTER TABLE cases ADD COLUMN replaced TEXT;"
	"ALTER TABLE cases ADD COLUMN replaced_as TEXT;"
	"ALTER TABLE cases ADD COLUMN papers_back INTEGER;" /* the day, of one that was given up */
	"CREATE INDEX cases_mistaken ON cases (voided_day) WHERE void_class IS NOT NULL;"
	"CREATE TABLE case_calls ("
	"  site TEXT, id INTEGER, case_id INTEGER NOT NULL, about TEXT NOT NULL,"
	"  result TEXT NOT NULL, remark TEXT, at INTEGER NOT NULL, day INTEGER NOT NULL,"
	"  operator TEXT NOT NULL, PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX case_calls_case ON case_calls (case_id, about);"
	"";
