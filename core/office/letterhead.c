/* SPDX-License-Identifier: Apache-2.0 */
#include "office/letterhead.h"

#include "base/text.h"

struct letterhead letterhead_of_site(const struct site *s, const char *window)
{
	const struct site_window *w = window ? site_window(s, window) : NULL;

	return (struct letterhead){
		.agency = s->agency,
		.phone = s->n_phones ? s->phones[0].number : NULL,
		.query_url = s->query_url,
		.seal = s->seal,
		.remedies = s->remedies,
		.n_remedies = s->n_remedies,
		.window = w ? w->name : window,
		.halves = (w ? w->paper : s->paper) == SITE_A5X2,
	};
}

void letterhead_open(struct document *d, const struct letterhead *h, const char *title,
		     const char *number, const char *query_code)
{
	document_init(d, h->agency, title);
	document_set_number(d, number, query_code);
	document_set_paper(d, h->paper);
	d->reprint = h->reprint;
	d->demo = h->demo;
	d->created = h->created;
}

void letterhead_close(struct document *d, const struct letterhead *h, const char *signer,
		      date_day on)
{
	document_sign(d);
	document_blank(d, _("经办窗口："), h->window);
	document_blank(d, _("经办人："), h->clerk);
	document_blank(d, _("咨询电话："), h->phone);
	document_blank(d, _("本单份数："), "");
	document_blank(d, signer, "");
	document_blank(d, _("签字日期："), "");
	document_seal(d, h->agency, h->seal, on);
}

void letterhead_close_slip(struct document *d, const struct letterhead *h, date_day on)
{
	char day[32];

	document_sign(d);
	document_blank(d, _("经办窗口："), h->window);
	document_blank(d, _("经办人："), h->clerk);
	document_blank(d, _("盖章："), h->seal);
	document_blank(d, _("日期："), date_format_zh(on, day));
}
