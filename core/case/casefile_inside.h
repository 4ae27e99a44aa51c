/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the casefile share: the count behind a paper's mark, and the
 * reader of `accept FILE` and drafts. Private to the wing.
 */
#ifndef CASE_CASEFILE_INSIDE_H
#define CASE_CASEFILE_INSIDE_H

#include "case/casefile.h"

struct paper_count {
	struct row_mark waiting; /* given to the whole while the list had no rows */
	struct row_gap *gaps;	 /* the rows without a good one */
	size_t room;
};

struct reader {
	struct casefile *c;
	bool lenient;
	json_t *dropped; /* of an old draft: what did not fit */
	date_day today;
	struct err *e;
};

/* A thing that does not fit: named and left out of an old draft, a fault of a file. */
bool reader_misfit(struct reader *r, const char *where, const char *name);
/* The same for a thing of another shape than it must have. */
bool reader_ill_typed(struct reader *r, const char *name, const char *wanted);

/* casefile_read_have.c: `have`, an array or an object. The rows must have been read. */
bool reader_have(struct reader *r, json_t *j);

/* casefile_files.c */
bool reader_files(struct reader *r, size_t paper, const json_t *files);
json_t *casefile_files_json(const struct paper_record *r);

#endif
