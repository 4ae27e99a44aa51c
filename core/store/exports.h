/* SPDX-License-Identifier: Apache-2.0
 *
 * The gate before anything with personal data leaves the store as a file: what was
 * taken, by which filters, what for, how many rows, by whom and with whose second
 * signature, as an event. File names are not kept: a clerk may have put a name in one.
 */
#ifndef STORE_EXPORTS_H
#define STORE_EXPORTS_H

#include "store/operators.h"
#include "store/store.h"

/* The act for operators_verify, with the subject of exports_subject and the purpose as reason;
 * any of the posts signs. */
#define EXPORT_ACT   "export"
#define EXPORT_POSTS (POST_BIT(POST_SUPERVISOR) | POST_BIT(POST_AUDITOR))
/* Rows of personal data beyond which a second person signs. */
#define EXPORT_ROWS_SETTING "export.rows"

struct export_request {
	const char *kind;    /* id of the register or list: "cases" */
	const char *filter;  /* in words, without personal data; "" : everything */
	const char *purpose; /* NULL where none was given */
	int64_t rows;
	bool personal;		    /* whole names and numbers stand in the file */
	struct signature signature; /* seq 0: nobody signed */
};
struct export_need {
	bool purpose, second;
	int64_t limit; /* what the setting says */
};
bool exports_need(struct store *s, bool personal, int64_t rows, struct export_need *out,
		  struct err *e);
/* What a second person signs for: the kind and its filters, not how many rows there happen to
 * be. */
void exports_subject(const struct export_request *x, struct str *out);

/* Whether it may be made, in words where not: ERR_INPUT without a purpose it needs,
 * ERR_PERMISSION without a signature that holds. */
bool exports_check(struct store *s, const struct actor *who, const struct export_request *x,
		   struct err *e);
/* The same, and the event. Called with the file written and not yet under its name, so that no
 * file exists that the ledger does not know. */
bool exports_record(struct store *s, const struct actor *who, const struct export_request *x,
		    struct err *e);

#endif
