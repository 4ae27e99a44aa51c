/* SPDX-License-Identifier: Apache-2.0
 *
 * The profile of a hall, forms/sites/ID.yaml: who it is, its windows, which
 * guides it serves, and the words only the hall can give (seal, remedies, query
 * address). What it does not say stays NULL or empty; nothing is put in its place.
 */
#ifndef GUIDE_SITE_H
#define GUIDE_SITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "guide/check.h"
#include "guide/faults.h"

enum site_level { SITE_PROVINCE, SITE_CITY, SITE_COUNTY, SITE_TOWNSHIP, SITE_VILLAGE, SITE_LEVELS };
extern const char *const site_level_names[SITE_LEVELS]; /* 省 市 县 乡镇 村 */

/* How receipts are printed: a page of their own, or as two halves of one, the lower a counterfoil
 * that stays with the hall. */
enum site_paper { SITE_A4, SITE_A5X2, SITE_PAPERS };
extern const char *const site_paper_names[SITE_PAPERS]; /* A4 A5x2 */

enum { SITE_REPORT_DAYS = 8 };

struct site_window {
	const char *id, *name;
	const char *office;   /* of the guide's table; NULL */
	enum channel channel; /* what comes in here comes through it: a desk for online services */
	const char *print;    /* its print command (office/print_command.h); NULL: the hall's */
	enum site_paper paper;
};
struct site_phone {
	const char *name, *number;
};

struct site {
	struct arena arena;
	const char *id, *name, *agency;
	char code[7]; /* 6 digits or capital letters; opens every case number */
	enum site_level level;
	/* A lone point (kind: point): one clerk, nobody to sign beside them; the parent office
	 * countersigns later. */
	bool point;
	size_t n_guides;
	const char **guides;
	size_t n_windows;
	struct site_window *windows;
	size_t n_districts;
	const char **districts;
	size_t n_phones;
	struct site_phone *phones;
	int warn; /* yellow with so many working days left of a clock; 3 where it is not said */
	enum site_paper paper; /* of windows that do not say */
	/* 上报日: days of the month, rising; none where the point has no such days */
	size_t n_report_days;
	int report_days[SITE_REPORT_DAYS];
	const char *report_to; /* whom it reports to; NULL */
	size_t n_copy;
	const char **copy; /* paths of form fields in the order of the core system; may be none */
	const char *query_url; /* where a case can be asked about; NULL */
	const char *seal;      /* words beside the place of the seal; NULL */
	size_t n_remedies;
	const char **remedies; /* printed on a refusal */
	/* 本单位流程: what a case passes whose guide prints no review; at least one step (复核). */
	size_t n_flow;
	struct item_step *flow;
};

/* NULL with the first fault. The windows' offices are looked up in the guides. */
struct site *site_load(const char *forms_dir, const char *id, struct err *e);
/* The same, all faults. */
struct site *site_read(const char *forms_dir, const char *id, struct faults *f);
/* The profile whose code this is, where there is exactly one. */
struct site *site_by_code(const char *forms_dir, const char *code, struct err *e);
void site_free(struct site *s);
/* What is taken in here goes on to another office, papers and all: a village or township. */
bool site_reports(const struct site *s);
const struct site_window *site_window(const struct site *s, const char *id); /* NULL */
/* What standing at this window says of a case: its channel, and its office where the guide of the
 * item has it. w may be NULL. */
void site_window_tell(const struct site_window *w, const struct item *it, struct intake *in);

#endif
