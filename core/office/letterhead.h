/* SPDX-License-Identifier: Apache-2.0
 *
 * What every document says of the place that hands it out: head and foot. Comes
 * from the site profile and the session; what the site leaves empty is printed as
 * a blank to be filled by hand, never as a sentence of ours.
 */
#ifndef OFFICE_LETTERHEAD_H
#define OFFICE_LETTERHEAD_H

#include "guide/site.h"
#include "office/document.h"

struct letterhead {
	const char *agency;
	const char *phone;     /* to ask about it */
	const char *query_url; /* where number and 查询码 can be asked about; NULL: not online */
	const char *seal;      /* words at the place of the seal: （业务专用章） */
	const char *const *remedies; /* 救济途径 of a refusal */
	size_t n_remedies;
	const char *consequence;    /* of a promise that is not kept */
	const char *window, *clerk; /* as printed: 3号窗口, a name */
	const char *paper;	    /* number of this paper (documents.h), in the footer; NULL */
	bool halves;		    /* receipts as half a page, with a counterfoil */
	int reprint;		    /* 第n次补发; 0: first print */
	bool demo;
	int64_t created; /* seconds since 1970 UTC */
};

/* What the site profile says, for one of its windows (id, may be NULL); borrowed from it. */
struct letterhead letterhead_of_site(const struct site *s, const char *window);

/* Title, number, 查询码, reprint, demo. number and query_code may be NULL. */
void letterhead_open(struct document *d, const struct letterhead *h, const char *title,
		     const char *number, const char *query_code);

/* The foot: window, clerk, phone, copies, a line for `signer` (申请人（代办人）签字：), seal
 * and date. */
void letterhead_close(struct document *d, const struct letterhead *h, const char *signer,
		      date_day on);
/* The short foot of a slip that nobody signs for. */
void letterhead_close_slip(struct document *d, const struct letterhead *h, date_day on);

#endif
