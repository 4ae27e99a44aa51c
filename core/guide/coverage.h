/* SPDX-License-Identifier: Apache-2.0
 *
 * How much of its document a guide says: for every printed line, how many leaves
 * claim it and share a word with it. A line nobody claims is given one of five
 * reasons by a person (coverage_reasons); a line that says something and has none
 * is a fact nobody transcribed.
 */
#ifndef GUIDE_COVERAGE_H
#define GUIDE_COVERAGE_H

#include <jansson.h>

#include "base/calendar.h"
#include "guide/load.h"

enum unclaimed {
	UNCLAIMED_NONE,	   /* no reason was given */
	UNCLAIMED_HEADING, /* 标题 */
	UNCLAIMED_FURNITURE, /* 页面装饰: covers, page numbers, captions, what OCR made of pictures
			      */
	UNCLAIMED_DUPLICATE, /* 重复: said by another line that is claimed */
	UNCLAIMED_PICTURE,   /* 图片缺失: what stood in a picture that is lost */
	UNCLAIMED_FLOW,	     /* 流程重复: a flow printed twice */
	UNCLAIMED_KINDS
};
extern const char *const unclaimed_names[UNCLAIMED_KINDS];

struct seed_line {
	const char *text;    /* without blanks around it */
	bool words;	     /* there is something to say */
	size_t claims, weak; /* of leaves; of fields of a form and titles of sections */
	enum unclaimed reason;
	const char *note; /* of the reason; NULL */
};

struct coverage_guide {
	const char *guide;
	char document[4]; /* "001" */
	/* Consult pages are counted apart and in nothing else. */
	size_t items, consult, situations, papers, conditions, prohibitions, limits, steps;
	size_t n_lines;
	struct seed_line *lines; /* line 1 is [0] */
};

struct coverage {
	struct arena arena;
	size_t n_guides;
	struct coverage_guide *guides;
	size_t n_waiting; /* documents no guide is made from yet */
	struct waiting_document {
		char document[4];
		size_t lines; /* that have words */
	} * waiting;
};

/* Of the guides of the catalog against the documents in `seeds` (NNN_….txt). `on` and the calendar
 * are for counting situations (matrix.h). False with faults: leaves that name lines the document
 * does not have, or that share no word with. coverage_done in any case. */
bool coverage_take(struct coverage *c, const struct catalog *catalog, const char *seeds,
		   const struct calendar *cal, date_day on, struct faults *f);
/* Reads dir/GUIDE.tsv: lines, reason, note, parted by tabs; "#" opens a remark. False with faults:
 * lines that are claimed after all or listed twice, and unclaimed lines that are not listed. */
bool coverage_reasons(struct coverage *c, const char *dir, struct faults *f);
void coverage_done(struct coverage *c);

bool coverage_is_unclaimed(const struct seed_line *l);	   /* has words, and nobody says them */
size_t coverage_said(const struct coverage_guide *g);	   /* lines with words that are claimed */
size_t coverage_unclaimed(const struct coverage_guide *g); /* with words and not claimed */
/* A new reference. */
json_t *coverage_json(const struct coverage *c);

#endif
