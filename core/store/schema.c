/* SPDX-License-Identifier: Apache-2.0
 *
 * Days are integers since 1970-01-01, moments milliseconds since 1970 UTC. A
 * migration is never edited once a release has it; a change is a new row.
 */
#include "store/schema.h"

#include "store/rederive.h"
#include "store/schema_inside.h"

static const char version_1[] =
	/* ---- the truth ---- */
	"CREATE TABLE ledger ("
	"  id INTEGER PRIMARY KEY,"
	"  site TEXT NOT NULL, seq INTEGER NOT NULL,"
	"  kind TEXT NOT NULL, version INTEGER NOT NULL," /* of the payload */
	"  at INTEGER NOT NULL, day INTEGER NOT NULL,"
	"  operator TEXT NOT NULL, \"window\" TEXT NOT NULL, visit INTEGER NOT NULL,"
	"  subject TEXT NOT NULL," /* case number, login …; '' when none */
	"  payload TEXT NOT NULL," /* the JSON bytes that were hashed */
	"  prev BLOB NOT NULL, hash BLOB NOT NULL,"
	"  UNIQUE (site, seq));"
	"CREATE INDEX ledger_subject ON ledger (subject, id) WHERE subject <> '';"
	"CREATE INDEX ledger_day ON ledger (day, kind);"
	"CREATE TRIGGER ledger_keeps BEFORE UPDATE ON ledger BEGIN"
	"  SELECT RAISE(ABORT, 'the ledger is append-only'); END;"
	"CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger BEGIN"
	"  SELECT RAISE(ABORT, 'the ledger is append-only'); END;"

	/* ---- tables of record: what must not stand in the ledger, or is too big for it ---- */
	"CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE credentials (login TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE guides ("
	"  version TEXT PRIMARY KEY, item TEXT NOT NULL, name TEXT NOT NULL, guide TEXT NOT NULL,"
	"  effective_from INTEGER, effective_to INTEGER,"
	"  text TEXT NOT NULL, digest BLOB NOT NULL, loaded_at INTEGER NOT NULL);"
	"CREATE INDEX guides_item ON guides (item, effective_from);"

	/* ---- derived from here on ---- */
	"CREATE TABLE sites ("
	"  site TEXT PRIMARY KEY, name TEXT NOT NULL, demo INTEGER NOT NULL,"
	"  founded_at INTEGER NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE operators ("
	"  login TEXT PRIMARY KEY, name TEXT NOT NULL, posts INTEGER NOT NULL,"
	"  failures INTEGER NOT NULL, locked INTEGER NOT NULL, active INTEGER NOT NULL)"
	"  WITHOUT ROWID;"
	"CREATE TABLE counters ("
	"  site TEXT NOT NULL, day INTEGER NOT NULL, series TEXT NOT NULL, last INTEGER NOT NULL,"
	"  PRIMARY KEY (site, day, series)) WITHOUT ROWID;"
	"CREATE TABLE visits ("
	"  site TEXT NOT NULL, id INTEGER NOT NULL," /* seq of the event that began it */
	"  \"window\" TEXT NOT NULL, operator TEXT NOT NULL,"
	"  begun_at INTEGER NOT NULL, ended_at INTEGER NOT NULL,"
	"  PRIMARY KEY (site, id)) WITHOUT ROWID;"

	"CREATE TABLE people ("
	"  id INTEGER PRIMARY KEY,"
	"  kind TEXT, number TEXT," /* NULL when no number is known: then one row per case */
	"  name TEXT NOT NULL, initials TEXT NOT NULL, phone TEXT, birth INTEGER, sex TEXT,"
	"  unit INTEGER NOT NULL, last INTEGER NOT NULL,"
	"  UNIQUE (number, kind));"
	"CREATE INDEX people_name ON people (name);"
	"CREATE INDEX people_initials ON people (initials);"
	"CREATE INDEX people_phone ON people (phone) WHERE phone IS NOT NULL;"
	/* One character a token: 'ascii' takes every byte above 0x7f for a letter, so rare
	 * characters of the upper planes are found like all others. */
	"CREATE VIRTUAL TABLE people_text USING fts5 (name, tokenize = 'ascii');"

	"CREATE TABLE cases ("
	"  id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, query_code TEXT NOT NULL,"
	"  site TEXT NOT NULL, day INTEGER NOT NULL, serial INTEGER NOT NULL,"
	"  state TEXT NOT NULL, opened_at INTEGER NOT NULL, accepted_at INTEGER NOT NULL,"
	"  accepted_day INTEGER, operator TEXT NOT NULL, \"window\" TEXT NOT NULL,"
	"  visit INTEGER NOT NULL, request_id TEXT,"
	"  guide TEXT, item TEXT NOT NULL, item_name TEXT, item_version TEXT, category TEXT,"
	"  situation TEXT, channel TEXT, outcome TEXT, due INTEGER, due_provisional INTEGER,"
	"  due_text TEXT, fee TEXT, overrule TEXT, overruled_by TEXT, follows TEXT, remark TEXT);"
	"CREATE INDEX cases_day ON cases (day, serial);"
	"CREATE INDEX cases_state ON cases (state, id);"
	"CREATE INDEX cases_item ON cases (item, id);"
	"CREATE INDEX cases_operator ON cases (operator, id);"
	"CREATE TABLE requests (request_id TEXT PRIMARY KEY, case_id INTEGER NOT NULL)"
	"  WITHOUT ROWID;"
	"CREATE TABLE case_values ("
	"  case_id INTEGER, pos INTEGER, id TEXT, label TEXT, value TEXT, shown TEXT,"
	"  PRIMARY KEY (case_id, pos)) WITHOUT ROWID;"
	"CREATE TABLE case_papers ("
	"  case_id INTEGER, pos INTEGER, id TEXT, name TEXT, state TEXT, unfit TEXT, form TEXT,"
	"  copies INTEGER, pages INTEGER, rows_ok INTEGER, handed_back INTEGER, until INTEGER,"
	"  way TEXT, note TEXT, arrived INTEGER,"
	"  PRIMARY KEY (case_id, pos)) WITHOUT ROWID;"
	"CREATE TABLE case_verifications ("
	"  case_id INTEGER, pos INTEGER, id TEXT, text TEXT, source TEXT, result TEXT, at INTEGER,"
	"  operator TEXT, PRIMARY KEY (case_id, pos)) WITHOUT ROWID;"
	"CREATE TABLE case_form ("
	"  case_id INTEGER, pos INTEGER, id TEXT, label TEXT, value TEXT, shown TEXT,"
	"  PRIMARY KEY (case_id, pos)) WITHOUT ROWID;"
	"CREATE TABLE case_people ("
	"  case_id INTEGER, pos INTEGER, list TEXT, line INTEGER, id TEXT, label TEXT, value TEXT,"
	"  PRIMARY KEY (case_id, pos)) WITHOUT ROWID;"
	"CREATE TABLE case_reasons ("
	"  case_id INTEGER, pos INTEGER, code TEXT, id TEXT, text TEXT, resolve TEXT, lines TEXT,"
	"  until INTEGER, PRIMARY KEY (case_id, pos)) WITHOUT ROWID;"
	"CREATE TABLE case_limits ("
	"  case_id INTEGER, pos INTEGER, id TEXT, text TEXT, unit TEXT, days INTEGER,"
	"  begins INTEGER, due INTEGER, provisional INTEGER, why TEXT,"
	"  PRIMARY KEY (case_id, pos)) WITHOUT ROWID;"
	"CREATE TABLE case_links ("
	"  case_id INTEGER, pos INTEGER, kind TEXT, value TEXT, PRIMARY KEY (case_id, pos))"
	"  WITHOUT ROWID;"
	"CREATE INDEX case_links_value ON case_links (value);"
	"CREATE TABLE parties ("
	"  case_id INTEGER, pos INTEGER, role TEXT, kind TEXT, number TEXT, name TEXT, phone TEXT,"
	"  birth INTEGER, sex TEXT, relation TEXT, person INTEGER NOT NULL,"
	"  PRIMARY KEY (case_id, pos)) WITHOUT ROWID;"
	"CREATE INDEX parties_person ON parties (person, case_id);"
	"CREATE TABLE promises ("
	"  case_id INTEGER, paper TEXT, name TEXT NOT NULL, way TEXT, made INTEGER NOT NULL,"
	"  due INTEGER, arrived INTEGER, postmark INTEGER, PRIMARY KEY (case_id, paper))"
	"  WITHOUT ROWID;"
	"CREATE INDEX promises_due ON promises (due) WHERE arrived IS NULL;"
	"CREATE TABLE documents ("
	"  case_id INTEGER, ordinal INTEGER, number TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,"
	"  operator TEXT NOT NULL, \"window\" TEXT NOT NULL, issued_at INTEGER NOT NULL,"
	"  reprints INTEGER NOT NULL, voided_at INTEGER NOT NULL, void_reason TEXT,"
	"  PRIMARY KEY (case_id, ordinal)) WITHOUT ROWID;";

/* By topic. */
static const char version_2[] =
	/* ---- documents: sheets that were spoiled, and which voided one a new one replaces ---- */
	"ALTER TABLE documents ADD COLUMN spoiled INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE documents ADD COLUMN replaces TEXT;"

	/* ---- the counter: how a visit ended, what it was besides cases ---- */
	"ALTER TABLE visits ADD COLUMN day INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE visits ADD COLUMN queue TEXT;" /* 排队号 */
	"ALTER TABLE visits ADD COLUMN ended_by TEXT NOT NULL DEFAULT '';"
	"UPDATE visits SET day = (SELECT day FROM ledger WHERE ledger.site = visits.site AND "
	"  ledger.seq = visits.id);"
	"CREATE INDEX visits_day ON visits (day, site, id);"
	"CREATE INDEX visits_open ON visits (\"window\") WHERE ended_at = 0;"
	"CREATE INDEX ledger_visit ON ledger (visit, id) WHERE visit <> 0;"
	"CREATE TABLE counter_acts ("
	"  site TEXT NOT NULL, id INTEGER NOT NULL,"	/* seq of its event */
	"  visit INTEGER NOT NULL, kind TEXT NOT NULL," /* guidance, materials, consulted */
	"  item TEXT NOT NULL, reason TEXT, day INTEGER NOT NULL, \"window\" TEXT NOT NULL,"
	"  operator TEXT NOT NULL, PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE INDEX counter_acts_day ON counter_acts (day, kind);"
	"CREATE INDEX counter_acts_visit ON counter_acts (visit, kind) WHERE visit <> 0;"

	/* ---- people by every number they are or were known by ---- */
	"ALTER TABLE people ADD COLUMN merged INTEGER;" /* the row this one became */
	"ALTER TABLE parties ADD COLUMN system_number TEXT;"
	"ALTER TABLE parties ADD COLUMN no_phone INTEGER NOT NULL DEFAULT 0;"
	"CREATE TABLE person_numbers ("
	"  id INTEGER PRIMARY KEY," /* the later the newer */
	"  person INTEGER NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,"
	"  UNIQUE (number, kind, person));"
	"CREATE INDEX person_numbers_person ON person_numbers (person);"
	"INSERT INTO person_numbers (person, kind, number) "
	"  SELECT o.person, 'phone', o.phone FROM parties o JOIN people p ON p.id = o.person "
	"  WHERE o.name <> '' AND o.phone IS NOT p.phone AND o.phone IS NOT NULL "
	"  GROUP BY o.person, o.phone ORDER BY max(o.case_id);"

	/* ---- verifications: what was seen, the second look ---- */
	"ALTER TABLE case_verifications ADD COLUMN seen TEXT;"
	"ALTER TABLE case_verifications ADD COLUMN remark TEXT;"
	"ALTER TABLE case_verifications ADD COLUMN rechecked INTEGER NOT NULL DEFAULT 0;"
	"CREATE INDEX case_verifications_open ON case_verifications (case_id, pos) "
	"  WHERE result = 'unavailable';"
	"CREATE INDEX case_verifications_failed ON case_verifications (case_id, pos) "
	"  WHERE remark IS NOT NULL;"

	/* ---- the same person twice ---- */
	"ALTER TABLE cases ADD COLUMN duplicate_of TEXT;"
	"ALTER TABLE cases ADD COLUMN duplicate_reason TEXT;"

	/* ---- papers asked for by the rows of a people list ---- */
	"CREATE TABLE case_paper_rows ("
	"  case_id INTEGER, pos INTEGER, paper TEXT, line INTEGER, name TEXT, state TEXT,"
	"  unfit TEXT, PRIMARY KEY (case_id, pos)) WITHOUT ROWID;"
	"ALTER TABLE parties ADD COLUMN line INTEGER NOT NULL DEFAULT 0;"

	/* ---- backups, and numbers of slips that are not here ---- */
	"ALTER TABLE cases ADD COLUMN occurred INTEGER NOT NULL DEFAULT 0;" /* ms; 补录 */
	"ALTER TABLE cases ADD COLUMN signed_by TEXT;"
	"CREATE TABLE backups ("
	"  site TEXT, seq INTEGER, at INTEGER NOT NULL, operator TEXT NOT NULL,"
	"  head INTEGER NOT NULL, PRIMARY KEY (site, seq)) WITHOUT ROWID;"
	"CREATE TABLE number_ranges (" /* first, last, closed: serials of the day */
	"  site TEXT, day INTEGER, first INTEGER, last INTEGER NOT NULL, kind TEXT NOT NULL,"
	"  made INTEGER NOT NULL, at INTEGER NOT NULL, closed INTEGER,"
	"  PRIMARY KEY (site, day, first)) WITHOUT ROWID;"
	"CREATE TABLE numbers_unused ("
	"  number TEXT PRIMARY KEY, site TEXT NOT NULL, day INTEGER NOT NULL,"
	"  serial INTEGER NOT NULL, reason TEXT NOT NULL, operator TEXT NOT NULL,"
	"  at INTEGER NOT NULL) WITHOUT ROWID;"
	"CREATE INDEX numbers_unused_day ON numbers_unused (site, day, serial);"

	/* ---- drafts that became cases ---- */
	"CREATE TABLE case_history ("
	"  case_id INTEGER, pos INTEGER, at INTEGER, kind TEXT, operator TEXT,"
	"  from_operator TEXT, at_window TEXT, reason TEXT, PRIMARY KEY (case_id, pos))"
	"  WITHOUT ROWID;"
	/* ---- shifts: whose work a case and its papers are since they were handed over ---- */
	"CREATE TABLE handovers ("
	"  site TEXT NOT NULL, id INTEGER NOT NULL," /* seq of the event */
	"  at INTEGER NOT NULL, giver TEXT NOT NULL, receiver TEXT NOT NULL,"
	"  \"window\" TEXT NOT NULL, drafts INTEGER NOT NULL, cases INTEGER NOT NULL,"
	"  papers INTEGER NOT NULL, PRIMARY KEY (site, id)) WITHOUT ROWID;"
	"CREATE TABLE case_keepers (case_id INTEGER PRIMARY KEY, keeper TEXT NOT NULL);"
	"CREATE INDEX case_keepers_keeper ON case_keepers (keeper);"

	/* ---- guides: what a version was read with, and other texts of record, by hash ---- */
	"CREATE TABLE guide_pieces (digest TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE guide_parts ("
	"  version TEXT, name TEXT, digest TEXT NOT NULL, PRIMARY KEY (version, name))"
	"  WITHOUT ROWID;"

	/* ---- passwords tried where no event may be written ---- */
	"ALTER TABLE credentials ADD COLUMN vouch_failures INTEGER NOT NULL DEFAULT 0;"

	/* ---- a second person's hand serves once ---- */
	"CREATE TABLE signatures_used ("
	"  site TEXT, seq INTEGER, used_by INTEGER NOT NULL," /* seqs of the two events */
	"  PRIMARY KEY (site, seq)) WITHOUT ROWID;"

	/* ---- coming back with a notice: what it had not told ---- */
	"ALTER TABLE cases ADD COLUMN calendar TEXT;"
	"ALTER TABLE cases ADD COLUMN untold_reason TEXT;"
	"ALTER TABLE cases ADD COLUMN untold_by TEXT;"
	"ALTER TABLE case_reasons ADD COLUMN surprise TEXT;"
	"CREATE TABLE untold_demands ("
	"  site TEXT, seq INTEGER, pos INTEGER," /* the decision that asked, its reasons */
	"  day INTEGER NOT NULL, number TEXT NOT NULL, item TEXT NOT NULL, item_name TEXT,"
	"  name TEXT, code TEXT NOT NULL, id TEXT, text TEXT NOT NULL,"
	"  told_by TEXT, told_day INTEGER," /* the notice that had not told */
	"  operator TEXT NOT NULL, \"window\" TEXT NOT NULL, reason TEXT, signed_by TEXT,"
	"  PRIMARY KEY (site, seq, pos)) WITHOUT ROWID;"
	"CREATE INDEX untold_demands_day ON untold_demands (day);";

/* By topic. */
static const char version_3[] =
	/* ---- electronic papers, by their content (files.h) ---- */
	"CREATE TABLE case_files ("
	"  case_id INTEGER, pos INTEGER, paper TEXT, hash TEXT, name TEXT, size INTEGER,"
	"  rows INTEGER, PRIMARY KEY (case_id, pos)) WITHOUT ROWID;"
	"CREATE INDEX case_files_hash ON case_files (hash);"

	/* ---- guides: files loaded, from their day on; what changed, read by whom ---- */
	"CREATE TABLE guide_editions ("
	"  site TEXT, seq INTEGER, back_of INTEGER NOT NULL, backed INTEGER NOT NULL,"
	"  at INTEGER NOT NULL, effective INTEGER NOT NULL, operator TEXT NOT NULL,"
	"  reason TEXT, words TEXT NOT NULL, PRIMARY KEY (site, seq)) WITHOUT ROWID;"
	"CREATE TABLE guide_edition_files ("
	"  site TEXT, seq INTEGER, pos INTEGER, path TEXT NOT NULL, digest TEXT NOT NULL,"
	"  effective INTEGER NOT NULL, PRIMARY KEY (site, seq, pos)) WITHOUT ROWID;"
	"CREATE TABLE guide_reads ("
	"  site TEXT, seq INTEGER, operator TEXT, PRIMARY KEY (site, seq, operator))"
	"  WITHOUT ROWID;"

	/* ---- lists of units: headings by unit, lists that were split ---- */
	"CREATE TABLE roster_headings ("
	"  unit TEXT, heading TEXT, \"column\" TEXT NOT NULL, PRIMARY KEY (unit, heading))"
	"  WITHOUT ROWID;"
	"CREATE TABLE roster_splits ("
	"  site TEXT, seq INTEGER, day INTEGER NOT NULL, unit TEXT NOT NULL, item TEXT NOT NULL,"
	"  taken INTEGER NOT NULL, returned INTEGER NOT NULL, names TEXT NOT NULL, reason TEXT,"
	"  operator TEXT NOT NULL, signed_by TEXT NOT NULL, PRIMARY KEY (site, seq)) WITHOUT "
	"ROWID;"

	/* ---- figures of a year, as a supervisor enters them (parameters.h) ---- */
	"CREATE TABLE parameters ("
	"  site TEXT, seq INTEGER, name TEXT NOT NULL, year INTEGER NOT NULL,"
	"  value INTEGER NOT NULL, document TEXT NOT NULL, operator TEXT NOT NULL,"
	"  at INTEGER NOT NULL, PRIMARY KEY (site, seq)) WITHOUT ROWID;";

static const char *const migrations[] = {version_1, version_2, version_3, schema_version_4};
enum { VERSION = sizeof(migrations) / sizeof(migrations[0]) };

const struct db_kind schema_store = {
	.application_id = 0x79634831, /* "ycH1" */
	.version = VERSION,
	.migrations = migrations,
	.settled = store_rederive,
};

const struct schema_table schema_derived[] = {
	{"sites", "site"},
	{"settings", "name"},
	{"operators", "login"},
	{"counters", "site, day, series"},
	{"visits", "site, id"},
	{"counter_acts", "site, id"},
	/* Without initials: they follow the pinyin table of the program that wrote them. */
	{"people", "id", "id, kind, number, name, phone, birth, sex, unit, last, merged"},
	{"person_numbers", "number, kind, person", "person, kind, number"},
	{"people_text", "rowid"},
	{"cases", "id"},
	{"requests", "request_id"},
	{"case_values", "case_id, pos"},
	{"case_papers", "case_id, pos"},
	{"case_paper_rows", "case_id, pos"},
	{"case_files", "case_id, pos"},
	{"case_verifications", "case_id, pos"},
	{"case_form", "case_id, pos"},
	{"case_people", "case_id, pos"},
	{"case_reasons", "case_id, pos"},
	{"case_limits", "case_id, pos"},
	{"case_links", "case_id, pos"},
	{"case_history", "case_id, pos"},
	{"case_stages", "case_id, pos"},
	{"case_moves", "site, id"},
	{"case_reviews", "site, id"},
	{"case_pauses", "site, id"},
	{"deliveries", "site, id"},
	{"messages", "move"},
	{"calendars", "site, seq"},
	{"operator_acts", "site, id"},
	{"breaches", "site, id"},
	{"case_keepers", "case_id"},
	{"handovers", "site, id"},
	{"parties", "case_id, pos"},
	{"promises", "case_id, paper"},
	{"promise_arrivals", "site, id"},
	{"promise_decisions", "case_id, pos"},
	{"pledges", "case_id, paper"},
	{"case_calls", "site, id"},
	{"documents", "case_id, ordinal"},
	{"backups", "site, seq"},
	{"number_ranges", "site, day, first"},
	{"numbers_unused", "number"},
	{"signatures_used", "site, seq"},
	{"guide_editions", "site, seq"},
	{"guide_edition_files", "site, seq, pos"},
	{"guide_reads", "site, seq, operator"},
	{"untold_demands", "site, seq, pos"},
	{"roster_headings", "unit, heading"},
	{"roster_splits", "site, seq"},
	{"parameters", "site, seq"},
	{"business_days", "site, day, \"window\""},
	{"closes", "site, seq"},
	{"close_lines", "site, seq, pos"},
	{"close_notes", "site, seq, pos"},
	{"appointments", "site, id"},
	{"batches", "site, id"},
	{"batch_cases", "site, batch, case_id"},
	{"fees", "case_id"},
	{"fee_receipts", "site, id"},
	{"views", "site, id"},
	{"samples", "site, id"},
	{"sample_cases", "site, id, pos"},
};
const size_t schema_derived_count = sizeof(schema_derived) / sizeof(schema_derived[0]);
