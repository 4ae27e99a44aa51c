/* SPDX-License-Identifier: Apache-2.0
 *
 * Documents that were handed out: receipt, notice, pledge … A number is that of
 * the case and the document's ordinal in it, "-01"; it is never used again.
 */
#ifndef STORE_DOCUMENTS_H
#define STORE_DOCUMENTS_H

#include "base/arena.h"
#include "store/store.h"

enum { DOCUMENT_TEXT = NUMBER_TEXT + 8 };
struct document_row {
	const char *number, *case_number;
	const char *kind; /* "receipt" "notice" … named by the office wing */
	const char *by;
	int64_t issued_at;
	int64_t reprints;  /* after the first */
	int64_t voided_at; /* 0: valid */
	const char *void_reason;
};

/* number has room for DOCUMENT_TEXT. */
bool documents_issue(struct store *s, const struct actor *who, const char *case_number,
		     const char *kind, char *number, struct err *e);
/* *reprints is the count with this one: 补发第n次. */
bool documents_reprint(struct store *s, const struct actor *who, const char *number,
		       const char *reason, int64_t *reprints, struct err *e);
bool documents_void(struct store *s, const struct actor *who, const char *number,
		    const char *reason, struct err *e);
bool documents_of(struct store *s, const char *case_number, struct arena *a,
		  struct document_row **rows, size_t *n, struct err *e);

/* Payload of an EVENT_DOCUMENT_ISSUED in the same commit as its case, so that acceptance and
 * receipt number are one: ctx is the kind, a const char *. */
bool documents_build(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		     struct err *e);

#endif
