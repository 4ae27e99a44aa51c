/* SPDX-License-Identifier: Apache-2.0
 *
 * A case as an event carries it and as the tables give it back: everything that
 * was decided and why, readable without the guide. Texts are UTF-8; NULL is "not
 * given", which is left out of the payload. Whoever makes one owns its strings;
 * one that was read lives in the reader's arena.
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

struct pause_row; /* pauses.h */
struct store;
struct store_ticket;

enum case_state {
	CASE_ACCEPTED, /* 受理 */
	CASE_DEFERRED, /* 容缺受理: accepted, papers to follow */
	CASE_NOTICED,  /* 一次性告知 */
	CASE_REFUSED,  /* 不予受理 */
	CASE_VOIDED,   /* 作废: the number stays and is explained */
	/* after acceptance; moves.h says how one comes to each */
	CASE_REVIEWING,	 /* 在审: a stage was passed, others are to come */
	CASE_RETURNED,	 /* 退回经办 */
	CASE_SUSPENDED,	 /* 中止 */
	CASE_GRANTED,	 /* 准予办结 */
	CASE_DENIED,	 /* 不予办结 */
	CASE_DELIVERED,	 /* 已送达 */
	CASE_WITHDRAWN,	 /* 撤回, by who applied */
	CASE_TERMINATED, /* 终止 */
	CASE_STATES
};
#define CASE_BIT(state) (1u << (state))
/* Not decided yet: a clock may run. */
#define CASES_RUNNING                                                                              \
	(CASE_BIT(CASE_ACCEPTED) | CASE_BIT(CASE_DEFERRED) | CASE_BIT(CASE_REVIEWING) |            \
	 CASE_BIT(CASE_RETURNED) | CASE_BIT(CASE_SUSPENDED))
#define CASES_DECIDED (CASE_BIT(CASE_GRANTED) | CASE_BIT(CASE_DENIED)) /* to be delivered */
#define CASES_ENDED                                                                                \
	(CASE_BIT(CASE_REFUSED) | CASE_BIT(CASE_VOIDED) | CASE_BIT(CASE_DELIVERED) |               \
	 CASE_BIT(CASE_WITHDRAWN) | CASE_BIT(CASE_TERMINATED))
extern const char *const case_state_ids[CASE_STATES];
extern const char *const case_state_names[CASE_STATES];

/* A question, condition, prohibition, fact. `value` is what `check --answer` takes, `shown`
 * is what people read. */
struct case_value {
	const char *id, *label, *value, *shown;
};
/* A paper of the list, on the counter or not. */
struct case_paper {
	const char *id, *name;
	const char *state;		/* "ok" "unfit" "absent" "deferred" "exempt" */
	const char *unfit;		/* id of the reason */
	const char *form;		/* as shown: 原件、复印件 */
	int64_t copies, pages, rows_ok; /* 0: not counted */
	bool handed_back;
	date_day until;	  /* deferred: promised for; DATE_NONE */
	const char *way;  /* deferred: how it will come */
	date_day arrived; /* DATE_NONE: not yet; written by EVENT_PAPER_ARRIVED */
	const char *note;
	bool pledge;	/* 告知承诺: what it says is checked afterwards (pledges.h) */
	bool continues; /* deferred: the guide lets the case go on without it when it does not come */
};
/* What one row of a people list has of a paper asked for by its rows; all rows stand here. */
struct case_paper_row {
	const char *paper; /* id of the case_paper */
	int64_t row;	   /* as case_cell.row */
	const char *name;  /* NULL: none was given */
	const char *state; /* "ok" "unfit" "absent" */
	const char *unfit; /* id of the reason */
};
/* An electronic paper as it was received; the content is the store's (files.h). */
struct case_file {
	const char *paper;	 /* id of the case_paper */
	const char *hash, *name; /* the name it came with */
	int64_t size, rows;	 /* rows 0: no list, or not read */
};
struct case_verification {
	const char *id, *text, *source;
	const char *result; /* "yes" "no" "unavailable" */
	int64_t at;
	const char *by;
	const char *seen; /* what was seen there; NULL */
	/* Given by the store: a second look (rechecks.h). */
	const char *remark; /* why it failed; NULL */
	int64_t rechecked;
};
struct case_field {
	const char *id, *label; /* id: block.field */
	const char *value, *shown;
};
struct case_cell { /* one cell of a people list; rows count from 0 */
	const char *list;
	int64_t row;
	const char *id, *label, *value;
};
struct case_party {
	const char *role; /* role_ids of guide/item.h */
	const char *kind; /* person_kind_ids or unit_kind_ids (people.h); NULL: no number known */
	const char *number, *name, *phone;
	date_day birth;		   /* DATE_NONE */
	const char *sex;	   /* "M" "F" */
	const char *relation;	   /* to the insured */
	int64_t line;		   /* of a people list: its row from 1; else 0 */
	int64_t person;		   /* person_row.id; given by the store */
	const char *system_number; /* 个人编号 of a person, 单位编号 of a unit; NULL */
	bool no_phone;		   /* 本人无手机 was the answer */
};
struct case_reason {
	const char *code, *id, *text, *resolve, *lines;
	date_day until;
	/* At a second visit, what the notice had not named: "answer" "guide" "untold"; NULL. */
	const char *surprise;
};
struct case_limit {
	const char *id, *text, *unit; /* unit as in `check --json` */
	int64_t days;
	date_day from, due;
	bool provisional;
	const char *why;
	/* What it runs by, so that the case alone tells its clocks (case/case_clocks.h). */
	const char
		*start; /* clock_start_ids; LIMIT_PROMISE; NULL: of a case from before they were */
	const char *follows; /* start "limit": id of that one */
	int64_t extend_days; /* how far it may be extended; 0 */
	const char *extend_unit;
	const char *uncounted; /* what suspends it, as the guide lists it, one a line; NULL */
};
#define LIMIT_PROMISE "promise" /* 本单位承诺时限: the hall's, where the guide prints none */
/* 环节: what is done with it after acceptance, one after another. Made from the steps of the guide,
 * or of the hall where the guide prints none (case/flow.h). */
struct case_stage {
	const char *id, *text;	/* as printed */
	const char *department; /* 责任单位; NULL: 指南未载明 */
	const char *posts;	/* who may do it: ids of operators.h, "reviewer approver" */
	int64_t days;		/* 0: at once, or not stated (unit NULL) */
	const char *unit;	/* as case_limit.unit; NULL */
	bool separate;		/* never one who accepted the case or did a stage before it */
	bool publicised;	/* 公示 */
	bool uncounted;		/* its days are not in the limit */
	bool ours;		/* 本单位流程: the guide prints none */
	const char *lines;
};
/* What was decided of a promised paper whose day had passed; lapses.h. */
struct case_lapse {
	const char *paper, *name;
	date_day was_due;
	const char *decision; /* lapse_ids */
	date_day until;	      /* the new day; DATE_NONE */
	const char *reason, *by;
	date_day day;
	const char *document; /* number of the paper that says so */
};
struct case_link {	  /* a number of another system */
	const char *kind; /* "external" 外部流水号, "prereview" 网上预审号 */
	const char *value;
};

/* Through whose hands it went before it was decided (drafts.h). */
struct case_step {
	int64_t at;
	const char *kind; /* draft_step_ids */
	const char *by;	  /* login */
	const char *from; /* login of the one it was taken from; NULL */
	const char *window;
	const char *why; /* NULL */
};

enum { RECORD_SIGNATURES = 3 };
struct case_record {
	/* given by the store */
	const char *number, *query_code;
	enum case_state state;
	int64_t opened_at, accepted_at; /* ms; accepted_at 0 until accepted */
	date_day day, accepted_day;	/* of opening, of acceptance (DATE_NONE) */
	const char *by, *window;	/* of the newest decision */
	int64_t visit;
	const char *request_id;
	int64_t stage;				       /* the one awaited, in `stages`; -1: none */
	int64_t stage_since, decided_at, delivered_at; /* ms; 0 */
	date_day decided_day;			       /* 准予, 不予; DATE_NONE */
	const char *denied_for;			       /* 不予: why; NULL */
	/* Voided: when and why; as a mistaken acceptance (mistaken.h) whose fault it was, who
	 * signed, and what took its place, decided as (case_state_ids); NULL. */
	date_day voided_day, papers_back; /* papers_back: what was kept was handed back */
	const char *void_reason, *void_class, *void_by, *replaced, *replaced_as;
	/* given by the caller */
	const char *guide, *item, *item_name, *item_version;
	const char *category, *situation; /* words of the answers that made the situation */
	const char *channel, *outcome;	  /* ids of guide/item.h and guide/check.h */
	date_day due;			  /* the clock that ends the case; DATE_NONE */
	bool due_provisional;
	const char *due_text; /* 10个工作日, 指南未载明 … */
	const char *fee;
	const char *overrule; /* a supervisor's reason; NULL */
	const char *overruled_by;
	const char *after; /* number of an earlier case it follows */
	const char *remark;
	/* Accepted although this case of the same person and item was open, and why; NULL. */
	const char *duplicate_of, *duplicate_reason;
	int64_t occurred; /* ms: entered after the fact (补录), under its slip's number; else 0 */
	const char *signed_by; /* the supervisor who signed for that */
	const char *calendar;  /* digest of the working days it was judged with (guides_text) */
	/* In the place of an acceptance that was the hall's mistake: the clocks run from that day;
	 * DATE_NONE: from its own. */
	date_day since;
	/* What a notice had not told is asked for all the same: a supervisor's reason. */
	const char *untold_reason, *untold_by;
	/* Seqs of the signatures it rests on, used up by it; 0: none. Not read back. */
	int64_t signatures[RECORD_SIGNATURES];
	/* What the document that is being printed is about; given by who prints it. NULL. */
	const struct pause_row *pause;
	size_t n_values, n_papers, n_verifications, n_fields, n_cells, n_parties, n_reasons,
		n_limits, n_links, n_paper_rows, n_files, n_history, n_stages, n_lapses;
	struct case_value *values;
	struct case_paper *papers;
	struct case_verification *verifications;
	struct case_field *fields;
	struct case_cell *cells;
	struct case_party *parties;
	struct case_reason *reasons;
	struct case_limit *limits;
	struct case_link *links;
	struct case_paper_row *paper_rows;
	struct case_file *files;
	struct case_step *history;
	struct case_stage *stages;
	struct case_lapse *lapses; /* never of a decision at the counter */
};
/* The first party is the one lists show: the insured, the unit, or who comes closest. */

/* All dates DATE_NONE, everything else absent. Rows of the lists need their own dates set to
 * DATE_NONE by whoever makes them. */
void case_record_init(struct case_record *r);

/* Payload of EVENT_CASE_ACCEPTED … REFUSED; ctx of store_event.build is the const struct
 * case_record. Deferred papers become promises, parties become people. */
bool case_record_build(void *ctx, struct store *s, const struct store_ticket *t,
		       struct str *payload, struct err *e);

#endif
