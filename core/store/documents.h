/* SPDX-License-Identifier: Apache-2.0
 *
 * Documents that were handed out: receipt, notice, pledge … A number is that of
 * the case and the document's ordinal in it, "-01"; it is never used again.
 */
#ifndef STORE_DOCUMENTS_H
#define STORE_DOCUMENTS_H

#include "base/arena.h"
#include "store/store.h"

enum { DOCUMENT_TEXT = NUMBER_TEXT + 8, DOCUMENT_SHEETS = 99 };
struct document_row {
	const char *number, *case_number;
	const char *kind; /* "receipt" "notice" … named by the office wing */
	const char *by;
	int64_t issued_at;
	int64_t reprints;  /* 补发: after the first, for whoever wants another */
	int64_t spoiled;   /* 未打出: sheets that became waste */
	int64_t voided_at; /* 0: valid */
	const char *void_reason;
	const char *replaces; /* number of the voided one it was issued for; NULL */
};

/* number has room for DOCUMENT_TEXT. */
bool documents_issue(struct store *s, const struct actor *who, const char *case_number,
		     const char *kind, char *number, struct err *e);
/* *reprints is the count with this one: 补发第n次. */
bool documents_reprint(struct store *s, const struct actor *who, const char *number,
		       const char *reason, int64_t *reprints, struct err *e);
/* A sheet that did not come out as it should: printed again it is the same paper, unmarked. */
bool documents_spoil(struct store *s, const struct actor *who, const char *number,
		     const char *reason, int sheets, struct err *e);
/* Voids it and issues another of its kind; `fresh` gets the new number, DOCUMENT_TEXT. */
bool documents_replace(struct store *s, const struct actor *who, const char *number,
		       const char *reason, const char *kind, char *fresh, struct err *e);
/* The number of its case. False with e when it is no document's number. */
bool documents_case(const char *number, char subject[NUMBER_TEXT], struct err *e);
bool documents_void(struct store *s, const struct actor *who, const char *number,
		    const char *reason, struct err *e);
bool documents_of(struct store *s, const char *case_number, struct arena *a,
		  struct document_row **rows, size_t *n, struct err *e);

/* Payload of an EVENT_DOCUMENT_ISSUED in the same commit as what it is about; ctx. */
struct documents_issue {
	const char *kind;
	const char *case_number; /* NULL: the one the commit is about */
	const char *replaces; /* number of the voided one; NULL */
	char *number;	      /* DOCUMENT_TEXT, where the caller wants it; NULL */
};
bool documents_issue_build(void *ctx, struct store *s, const struct store_ticket *t,
			   struct str *payload, struct err *e);

/* Payload of an EVENT_DOCUMENT_ISSUED in the same commit as its case, so that acceptance and
 * receipt number are one: ctx is the kind, a const char *. */
bool documents_build(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		     struct err *e);

#endif
