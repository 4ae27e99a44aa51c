/* SPDX-License-Identifier: Apache-2.0
 *
 * Every document of a case by its kind, as documents.h keeps it: "receipt"
 * "notice" "deferral" "pledge" "refusal"; and of its later life, as the table of
 * moves.h names them.
 */
#ifndef OFFICE_CASE_DOCUMENT_H
#define OFFICE_CASE_DOCUMENT_H

#include "guide/item.h"
#include "office/letterhead.h"
#include "store/documents.h"
#include "store/record.h"

enum document_kind {
	DOCUMENT_RECEIPT,
	DOCUMENT_NOTICE,
	DOCUMENT_DEFERRAL,
	DOCUMENT_PLEDGE,
	DOCUMENT_REFUSAL,
	DOCUMENT_CONCLUSION,
	DOCUMENT_DENIAL,
	DOCUMENT_FEE,
	DOCUMENT_LAPSE,
	DOCUMENT_MISTAKEN,
	DOCUMENT_SUSPENSION,
	DOCUMENT_RESUMPTION,
	DOCUMENT_EXTENSION,
	DOCUMENT_PUBLICITY,
	DOCUMENT_PUBLICITY_REPORT,
	DOCUMENT_KINDS
};
extern const char *const document_kind_ids[DOCUMENT_KINDS];
extern const char *const document_kind_names[DOCUMENT_KINDS]; /* 受理回执单 … */

int document_kind(const char *id); /* -1 when there is none */

/* d is initialised here. `it` is the version the case was begun under; NULL when it is gone:
 * then what only the guide says is left out. */
void case_document_build(struct document *d, enum document_kind kind, const struct letterhead *h,
			 const struct case_record *r, const struct item *it);

/* "receipt-2104002026112400073.xlsx" of the first of its kind, of any later one with its own
 * number: "receipt-2104002026112400073-02.xlsx", so that what somebody holds is never written over.
 * Nothing personal in it. Caller frees. */
char *case_document_file(const struct document_row *row, bool later);

#endif
