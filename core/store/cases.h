/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading cases, and the small events of their later life. Rows and texts live
 * in the arena given. A look-up that finds nothing is no failure: *out is NULL or
 * the count 0; false means the store could not be read.
 */
#ifndef STORE_CASES_H
#define STORE_CASES_H

#include "base/arena.h"
#include "store/record.h"
#include "store/store.h"

/* One line of a list. */
struct case_row {
	int64_t id; /* grows with time; the key for paging */
	const char *number, *query_code, *item, *item_name, *situation;
	enum case_state state;
	const char *channel, *by, *window;
	const char *name, *kind, *certificate, *phone; /* of the first party */
	const char *due_text;
	int64_t opened_at, accepted_at;
	date_day day, accepted_day, due;
	int64_t promises_open; /* papers still to follow */
};

struct case_filter {	      /* zero: everything. dates: set to DATE_NONE by case_filter_init */
	unsigned states;      /* bit mask of enum case_state; 0: all */
	const char *item;     /* id */
	const char *by;	      /* login */
	date_day first, last; /* business day of opening, inclusive; DATE_NONE: open */
	int64_t person;	      /* person_row.id, in any role; 0 */
	int64_t before;	      /* only rows with a smaller id (next page); 0 */
	size_t limit;	      /* 0: 100 */
};
void case_filter_init(struct case_filter *f);
/* Newest first. */
bool cases_list(struct store *s, const struct case_filter *f, struct arena *a,
		struct case_row **rows, size_t *n, struct err *e);

/* Everything of one case. number as number_parse gave it. */
bool cases_get(struct store *s, const char *number, struct arena *a, struct case_record **out,
	       struct err *e);
/* The same as a document of it says: as it was decided when the document was issued, whatever was
 * decided since; `day` is that decision's. */
bool cases_issued(struct store *s, const char *number, const char *document, struct arena *a,
		  struct case_record **out, struct err *e);
/* What the event of one request carried, whatever was corrected or decided since; head and state
 * are not filled in. *out is NULL when no decision of this case was that request's. */
bool cases_requested(struct store *s, const char *number, const char *request_id, struct arena *a,
		     struct case_record **out, struct err *e);
/* What a clerk types to find a case: a number or its beginning, today's serial (12 or 0012),
 * an external number, or whatever people_search understands. Newest first. */
bool cases_search(struct store *s, const char *typed, size_t limit, struct arena *a,
		  struct case_row **rows, size_t *n, struct err *e);
/* By number and 查询码 together. */
bool cases_query(struct store *s, const char *number, const char *code, struct arena *a,
		 struct case_row **out, struct err *e);
/* Every event of one case, oldest first. */
bool cases_timeline(struct store *s, const char *number, struct arena *a, struct event **rows,
		    size_t *n, struct err *e);

bool cases_link(struct store *s, const struct actor *who, const char *number, const char *kind,
		const char *value, struct err *e);
/* Another case than `own` (NULL: any) that has the same number of the same system and is not void;
 * *number NULL when there is none. */
bool cases_linked(struct store *s, const char *kind, const char *value, const char *own,
		  struct arena *a, const char **number, struct err *e);
bool cases_void(struct store *s, const struct actor *who, const char *number, const char *reason,
		struct err *e);

#endif
