/* SPDX-License-Identifier: Apache-2.0
 *
 * A register as a workbook: streamed from the store, A4 across, the heading frozen
 * and on every page, filters on, who took it out when and what for in its head, the
 * totals at its end. Long registers go on over further sheets. The same rows, people
 * and moment give the same bytes. Text from the store is text: never a formula, never
 * a link.
 */
#ifndef OFFICE_REGISTER_BOOK_H
#define OFFICE_REGISTER_BOOK_H

#include "store/exports.h"
#include "store/registers.h"

/* Now and then; `total` is what was counted beforehand, done may reach twice that: reading, then
 * packing. False stops: ERR_NONE in e, nothing is left. */
typedef bool register_progress(void *ctx, int64_t done, int64_t total);

struct register_run {
	const struct register_kind *kind;
	struct register_filter filter;
	const char *filter_words; /* register_filter_words; "" for everything */
	const char *purpose;	  /* NULL */
	bool masked;
	struct signature signature;  /* exports.h; seq 0: none */
	int64_t at;		     /* ms: when it is made; stands in its head and properties */
	register_progress *progress; /* NULL */
	void *ctx;
	uint32_t sheet_rows; /* of records on one sheet; 0: as many as Excel takes */
};

/* "2026年11月1日至2026年11月24日　事项 职工参保登记　窗口 3": what stands in the head and in the
 * event. item_name: NULL for the id. */
void register_filter_words(const struct register_kind *k, const struct register_filter *f,
			   const char *item_name, const char *by_name, struct str *out);

/* The gate (exports.h), the file, the event; the whole file or nothing. *rows: how many records. */
bool register_book_write(struct store *s, const struct actor *who, const struct register_run *r,
			 const char *path, int64_t *rows, struct err *e);

#endif
