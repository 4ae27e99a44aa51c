/* SPDX-License-Identifier: Apache-2.0
 *
 * One service item of a guide as the program holds it: everything its YAML file
 * says (forms/FORMAT.md), resolved and checked, in one arena. Plain data; the
 * engine (check.h) reads it, nobody writes it after loading. Strings are UTF-8
 * and borrowed from the item; optional ones are NULL. `lines` are places of the
 * seed document, "001:290,292". 指南未载明 is a value of its own everywhere.
 */
#ifndef GUIDE_ITEM_H
#define GUIDE_ITEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"
#include "base/str.h"
#include "guide/expr.h"
#include "guide/piece.h"

/* ---- words used by all ---- */

enum stated { STATED_NOT, STATED_NONE, STATED }; /* 指南未载明; printed as 无/不收费; given */

enum channel { /* bit order of masks; ids in channel_ids */
	CHANNEL_WINDOW,  /* window 窗口 */
	CHANNEL_ONLINE,  /* online 网上 */
	CHANNEL_MOBILE,  /* mobile 掌上 */
	CHANNEL_SELF,    /* self 自助 */
	CHANNEL_BANK,    /* bank 银行 */
	CHANNEL_PHONE,   /* phone 电话 */
	CHANNEL_POST,    /* post 邮寄 */
	CHANNEL_KINDS
};
extern const char *const channel_ids[CHANNEL_KINDS];
extern const char *const channel_names[CHANNEL_KINDS]; /* 窗口办 … */

enum day_unit {
	UNIT_WORKING,  /* 工作日 */
	UNIT_CALENDAR, /* 日, 自然日 */
	UNIT_MONTH,    /* 月 */
	UNIT_AT_ONCE,  /* 即时 */
};
extern const char *const day_unit_names[];

struct text_line { /* a printed remark: hint, basis, note, delivery way … */
	const char *text, *lines;
	expr_ref when;
};
struct text_list {
	enum stated stated;
	size_t count;
	struct text_line *rows;
};

/* ---- variables: whatever a rule may depend on ---- */

enum var_kind {
	VAR_FACT,         /* channel on agent people birth sex age office */
	VAR_QUESTION,
	VAR_VERIFICATION, /* yes 核验到 / no 核验不到; unavailable counts as no */
	VAR_CONDITION,    /* attested: yes = met */
	VAR_PROHIBITION,  /* yes = the situation exists; its lifting is in struct prohibition */
	VAR_EXISTS,       /* if_exists of a paper: yes = there is one */
};
enum fact { FACT_CHANNEL, FACT_ON, FACT_AGENT, FACT_PEOPLE, FACT_BIRTH, FACT_SEX, FACT_AGE,
	    FACT_OFFICE, FACT_KINDS }; /* facts are the first variables of every item, in this order */

struct choice {
	const char *id, *text;
};
struct var {
	enum var_kind kind;
	const char *id, *text, *lines, *reading;
	enum value_type type;
	size_t n_values; /* choice, set */
	struct choice *values;
	int64_t min, max; /* number, months: bounds; set: how many may be chosen */
	bool optional;    /* never blocks */
	const char *or_none; /* the words of the answer "none" (未鉴定); NULL when there is none */
	expr_ref when;
	expr_ref value;   /* the OP_VAR node */
	bool used;        /* some rule, limit, field or paper depends on it */
};

/* ---- papers ---- */

enum paper_kind {
	PAPER_MATERIAL,    /* 材料 */
	PAPER_APPLICATION, /* 申请表 */
	PAPER_PLEDGE,      /* 告知承诺 */
	PAPER_IDENTITY,    /* 证件 */
	PAPER_ELECTRONIC,  /* 电子文档 */
	PAPER_PHOTO,       /* 照片 */
	PAPER_KINDS
};
extern const char *const paper_kind_names[PAPER_KINDS];

enum paper_form { /* bit order of masks */
	FORM_ORIGINAL,      /* 原件 */
	FORM_COPY,          /* 复印件 */
	FORM_SHOW_ORIGINAL, /* 验原件 */
	FORM_KEEP_ORIGINAL, /* 收原件 */
	FORM_KEEP_COPY,     /* 收复印件 */
	FORM_ELECTRONIC,    /* 电子文档 */
	FORM_PAPER,         /* 纸质版 */
	FORM_PRINTOUT,      /* 打印件 */
	FORM_KINDS
};
extern const char *const paper_form_names[FORM_KINDS];

enum { COPIES_UNSTATED = -1 };
struct form_case { /* the first whose `when` holds */
	expr_ref when;
	bool stated;   /* false: 指南未载明 */
	bool all;      /* every form of the mask, else any one of it */
	uint16_t mask; /* of enum paper_form */
	int copies;    /* of each; COPIES_UNSTATED */
};

struct mark_rule { /* a seal or a signature */
	bool signature;
	const char *text, *lines; /* lines NULL: the paper's */
	expr_ref when;
};

enum defer_way { DEFER_ON_SITE = 1, DEFER_POST = 2 }; /* 现场送达, 邮寄 */

struct paper {
	const char *id, *name, *lines, *reading;
	enum paper_kind kind;
	bool open_end; /* {other: …}: 其他有效证明 */
	size_t n_forms;
	struct form_case *forms;
	const char *by;       /* who issues it; NULL */
	const char *get_from; /* where to get it; NULL */
	const char *note;
	size_t n_marks;
	struct mark_rule *marks;
	int per;       /* variable index whose number multiplies it, or -1 */
	const char *per_text; /* per: a list of the form (heir, witness); NULL */
	int per_list;  /* FIELD_PEOPLE whose rows it is asked for by, or -1: counted, or one */
	int exempt_by; /* verification variable, or -1 */
	bool exempt_else_required; /* not verified: required; false: then nothing is asked */
	bool deferrable;
	int defer_days;
	enum day_unit defer_unit;
	unsigned defer_ways; /* of enum defer_way */
	bool defer_continues; /* 逾期未补的，按已补齐情况继续: printed */
	const char *defer_lines;
	/* Made by the loader: under which truth the paper is asked for as such, over all
	 * leaves outside an `any`. Exemption by verification is already taken off. */
	expr_ref asked;
	/* The same before exemption: asked or exempt. */
	expr_ref listed;
};

/* The tree of papers. Row 0 is the root `all`. Children of a row are
 * [first, first + count) of the item's child list. */
/* An `all` without children: nothing is needed, in the words of its name. */
enum demand_kind { DEMAND_PAPER, DEMAND_ALL, DEMAND_ANY, DEMAND_UNSTATED };
struct demand {
	enum demand_kind kind;
	const char *id;    /* given or made (g1, g2 …); papers: the paper's */
	const char *name;  /* of a group; NULL */
	const char *lines, *reading;
	int paper;         /* DEMAND_PAPER */
	int parent;        /* row, -1 for the root */
	size_t first, count;
	expr_ref when;     /* with every parent's */
	bool open;         /* an `any` that ends in {other} */
};

/* ---- rules ---- */

struct condition {
	int var;        /* the attested variable, or -1 for a computed one */
	const char *id, *text, *lines, *reading, *resolve;
	expr_ref when;
	expr_ref test;  /* met; for attested ones the truth of the variable */
	bool fails_as_missing; /* else ineligible */
};
struct prohibition {
	int var;
	const char *id, *text, *lines, *reading, *resolve;
	expr_ref when;
	int lifted_by_paper;        /* paper index or -1 */
	const char *lifted_by_act;  /* words; then the answer 已办理 (lifted) exists. NULL */
};
struct verification {
	int var;
	const char *id, *text, *source, *lines; /* source: 内部核查, 部门共享, 证照库 … */
};

/* ---- time ---- */

struct day_window { /* acceptance on days of the month only */
	bool given;
	int first, last; /* first > last: across the month's end */
	const char *text, *lines, *reading;
};
struct validity {
	date_day from, to; /* DATE_NONE: open */
	const char *text, *lines, *reading;
	expr_ref when; /* only these situations have an end */
};

enum clock_start {
	START_ACCEPTED,   /* the day of acceptance; not counted */
	START_NEXT_MONTH, /* the 1st of the next month; counted */
	START_ANSWER,     /* the date of an answer; not counted */
	START_LIMIT,      /* when another clock is done; not counted */
};
struct limit {
	const char *id, *text, *lines, *reading;
	bool stated; /* false: the words are printed but no number of days (全月经办) */
	int days;
	enum day_unit unit;
	enum clock_start start;
	int start_var;   /* START_ANSWER */
	int start_limit; /* START_LIMIT */
	int extend_days; /* 0: not extendable */
	enum day_unit extend_unit;
	expr_ref when;
	size_t n_uncounted; /* what stops the clock: 等待转出地, 邮寄 … */
	const char **uncounted;
};
/* What a printed step is; a row may be several (初审、复核). Ids in step_act_ids. */
enum step_act {
	STEP_RECEIVE,   /* receive 接收申报材料: the acceptance itself */
	STEP_APPLICANT, /* applicant: what who applies does */
	STEP_WORK,      /* work: what the office does that is no review (查询、减员、数据采集) */
	STEP_FIRST,     /* first 初审 */
	STEP_SECOND,    /* second 复核 */
	STEP_CHECK,     /* check 审核 */
	STEP_APPROVE,   /* approve 审批, 联审并作出决定 */
	STEP_PUBLIC,    /* public 公示 */
	STEP_OUTSIDE,   /* outside: what a bank, the tax office, another authority does */
	STEP_FEEDBACK,  /* feedback 结果反馈 */
	STEP_ACTS
};
extern const char *const step_act_ids[STEP_ACTS];
extern const char *const step_act_names[STEP_ACTS];
#define STEP_BIT(act) (1u << (act))
#define STEPS_REVIEW                                                                               \
	(STEP_BIT(STEP_FIRST) | STEP_BIT(STEP_SECOND) | STEP_BIT(STEP_CHECK) |                     \
	 STEP_BIT(STEP_APPROVE))

struct item_step {
	const char *text, *by, *lines;
	unsigned acts; /* mask of STEP_BIT, done in the order of the enum */
	bool stated;
	int days;
	enum day_unit unit;
	bool counted, publicised, separate; /* 不计入时限; 公示; never the same person as the step before */
	expr_ref when;
};

/* ---- where ---- */

struct place {
	const char *name, *address, *phone, *note, *lines;
	const char *source; /* who of the hall settled the address or the phone; NULL: printed */
	const char *office; /* id of the guide's office table; NULL */
};
struct channel_row {
	enum channel kind;
	const char *name;   /* 窗口办 as printed */
	const char *text;   /* path: app, menu …; NULL */
	const char *url;    /* kept as printed; NULL */
	const char *lines, *reading;
	bool here;          /* it is done by, or reaches, our own windows */
	size_t n_places;
	struct place *places;   /* with office ids: only these windows */
	expr_ref when;
};
struct phone {
	const char *area, *number, *doubt /* 待核实 with the likely number; NULL */, *lines;
	const char *source;  /* who of the hall settled or added it; NULL: as printed */
	const char *printed; /* the doubtful number it stands for; NULL */
};

/* ---- what the hall says itself (overlay.h) ---- */

struct promise { /* 本单位承诺时限: never the guide's */
	bool given;
	int days;
	enum day_unit unit;
	const char *source;
};
struct overlaid { /* a leaf of the overlay that is in the item now */
	const char *key;     /* phones places aliases remedies promise */
	const char *text;    /* as it is now */
	const char *printed; /* what the guide prints in its place; NULL: nothing */
	const char *source, *file;
};

enum relation_kind { RELATION_BEFORE, RELATION_WITH, RELATION_EXCLUDES, RELATION_FOLLOWS };
struct relation {
	enum relation_kind kind;
	const char *item; /* id, or NULL when it is no item of the guide */
	const char *text, *lines;
	expr_ref when;
};

struct fee {
	enum stated stated; /* STATED_NONE: 不收费 */
	money_fen amount;
	const char *per;   /* 人次 */
	int per_var;       /* variable that multiplies it, or -1 */
	const char *basis, *lines, *reading;
};

struct reading {
	const char *id, *text;
};

/* ---- the form ---- */

enum field_type {
	FIELD_TEXT, FIELD_NAME, FIELD_IDENT_KIND, FIELD_IDENT, FIELD_CREDIT_CODE, FIELD_PHONE,
	FIELD_DATE, FIELD_MONTH, FIELD_MONEY, FIELD_NUMBER, FIELD_CHOICE, FIELD_SET, FIELD_YESNO,
	FIELD_ACCOUNT, FIELD_BANK_CARD, FIELD_SOCIAL_CARD, FIELD_SEX, FIELD_PEOPLE,
	FIELD_SECRET, /* a password or one-time code: never kept, see case/field_value.h */
	FIELD_TYPES
};
extern const char *const field_type_ids[FIELD_TYPES];

enum role {
	ROLE_NONE, ROLE_INSURED /* 参保人 */, ROLE_DECEASED, ROLE_APPLICANT, ROLE_AGENT, ROLE_PAYEE,
	ROLE_DEPENDANT, ROLE_GUARDIAN, ROLE_UNIT, ROLE_HANDLER /* 经办人 */, ROLE_KIN /* 直系亲属 */,
	ROLES
};
extern const char *const role_ids[ROLES];
extern const char *const role_names[ROLES];

struct field {
	const char *id;     /* within its block */
	const char *path;   /* in the item: block.id, of the item's own fields the id alone */
	const char *label, *lines, *reading, *note;
	enum field_type type;
	size_t n_values;
	struct choice *values;
	int64_t min, max;   /* number; text: max characters; secret: digits, no max: anything */
	expr_ref when, required;
	const char *or_none; /* phone: what is said of who has none (本人无手机); NULL: not allowed */
	int answer;         /* shows the answer of this variable, or -1 */
	int again;          /* FIELD_SECRET: typed once more, has to be as this field of the item; -1 */
	int first_column, n_columns; /* FIELD_PEOPLE: the row's fields, in item->columns */
	enum role role; /* FIELD_PEOPLE: who the rows are; ROLE_NONE: nobody's business */
};

/* The field that says how many sheets were printed, of an item that prints. */
#define ITEM_PRINTED "printed.copies"

struct block { /* the item's own fields are the last one: id "own", no title, a role if
		* `form` gives one */
	const char *id, *title, *lines;
	enum role role;
	expr_ref when;
	size_t first, count; /* in item->fields */
	bool offered; /* the shared block of the agent, where the item has none: asked for when
		       * somebody comes for another (FACT_AGENT), of no weight in the engine */
};

/* ---- papers printed from what was typed (免填单) ---- */

struct document_part { /* a block of the form on the paper */
	int block;
	const char *title; /* as this paper calls it (委托人); NULL: the block's own */
	bool named;	   /* by the file: printed whatever its offer, to be filled in by hand */
};
struct document_space { /* ruled lines to be written on by hand */
	const char *text, *lines; /* what is to be written there; NULL */
	int rows;
};
/* What is printed for a paper. The loader makes one for every 申请表 (the whole form) and every
 * 告知承诺 (its parties and room for the words) for which the file gives none: a paper that has
 * one is printable, no other is. */
struct paper_document {
	int paper;
	size_t n_parts;
	struct document_part *parts;
	size_t n_fields;
	int *fields; /* single ones, beside the blocks */
	struct text_list text; /* the wording, where the guide prints it */
	size_t n_spaces;
	struct document_space *spaces;
	size_t n_signs; /* who signs where; 0: by the marks of the paper and its parties */
	const char **signs;
	bool rows_sign; /* everybody in the lists signs beside their name */
};

/* ---- the item ---- */

/* By which version somebody is judged who was given a notice under an earlier one. */
enum transition {
	TRANSITION_UNSTATED, /* as KEEP: a notice holds what it says */
	TRANSITION_KEEP,     /* keep: by the version of the notice */
	TRANSITION_NEW,      /* new: by the version of the day */
};

struct item {
	struct arena arena;
	const char *file;      /* path it was read from */
	const char *text;      /* the YAML bytes, NUL-terminated */
	size_t text_len;
	struct piece *pieces[PIECES]; /* read with it; NULL where there was none */
	char version[33];      /* BLAKE2b-128 of the bytes that decide it, hex */
	const char *id, *name, *guide, *category, *lines;
	const char *summary, *summary_lines;
	bool prints; /* result: print: the case ends with sheets handed over (ITEM_PRINTED) */
	date_day effective_from, effective_to; /* of this version; DATE_NONE: open */
	/* Cases noticed under the version before. */
	enum transition transition;
	date_day transition_until; /* TRANSITION_KEEP: the last day; DATE_NONE: for good */
	const char *transition_text; /* the guide's words about it; NULL */
	const char *office_text, *office_lines; /* 责任单位; NULL: 指南未载明 */

	size_t n_aliases;
	const char **aliases;
	size_t n_audience;
	const char **audience; /* 个人, 单位 … */

	size_t n_nodes;
	struct expr_node *nodes;
	size_t n_vars;
	struct var *vars;
	size_t n_papers;
	struct paper *papers;
	enum stated materials;  /* STATED_NONE: 无需提供材料 */
	const char *materials_lines;
	size_t n_demands;
	struct demand *demands;
	size_t n_children;
	int *children;
	size_t n_form_rules;   /* on_forms: a rule for every paper handed in in that form */
	struct form_rule {
		uint16_t mask; /* any of these forms */
		const char *seal, *sign, *remark, *lines;
		expr_ref when;
	} *form_rules;

	size_t n_conditions;
	struct condition *conditions;
	size_t n_prohibitions;
	struct prohibition *prohibitions;
	size_t n_verifications;
	struct verification *verifications;

	const char *filing_none, *filing_none_lines; /* no application needed; NULL */
	struct day_window window;
	struct validity validity;
	enum stated limits_stated;
	size_t n_limits;
	struct limit *limits;
	enum stated steps_stated;
	size_t n_steps;
	struct item_step *steps;
	size_t n_channels;
	struct channel_row *channels;
	enum stated phones_stated;
	size_t n_phones;
	struct phone *phones;
	struct fee fee;
	struct text_list delivery, hints, basis, notes;
	size_t n_relations;
	struct relation *relations;
	size_t n_readings;
	struct reading *readings;

	size_t n_overlaid; /* of the hall; 0: the item is as the guide has it */
	struct overlaid *overlaid;
	struct promise promise;
	size_t n_remedies; /* words of a refusal, in place of the site's */
	const char **remedies;

	size_t n_blocks;
	struct block *blocks;
	size_t n_fields;
	struct field *fields;
	size_t n_columns;
	struct field *columns;
	size_t n_documents;
	struct paper_document *documents;
};

/* Look-ups by id, or by exact printed name; -1 when there is none or (by name) several. */
int item_var(const struct item *it, const char *id_or_text);
int item_paper(const struct item *it, const char *id_or_name);
int item_choice(const struct var *v, const char *id_or_text);
const char *item_reading(const struct item *it, const char *id); /* NULL */
/* What is printed for a paper; NULL: it is none of those we print. */
const struct paper_document *item_document(const struct item *it, int paper);
/* Its name as a title, without the 《》 around it. Caller frees. */
char *item_paper_title(const struct paper *p);
/* The variable a value is made from, for the names of its choices; NULL. */
const struct var *item_value_of(const struct item *it, expr_ref ref);

/* "原件、复印件各1份", "验原件或收复印件", "指南未载明"; the case in force under truths
 * (check.h), or the first one when truths is NULL. Caller frees. */
char *item_form_text(const struct item *it, const struct paper *p, const enum tri *truths);
/* "10个工作日", "即时办结", or the printed words where no number is given. Caller frees. */
char *item_limit_text(const struct limit *l);
/* The days of a promise that is given, in the same words. */
char *item_promise_text(const struct item *it);
/* What is to be said after a number: in doubt, or the hall's. */
void item_phone_note(const struct phone *p, struct str *out);

#endif
