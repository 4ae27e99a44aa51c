/* SPDX-License-Identifier: Apache-2.0
 *
 * What the guide ties to an item or a consult page: the pages that name it and the
 * calculators that stand on it. One is opened at once, several are chosen from.
 */
#ifndef SCREEN_RELATED_H
#define SCREEN_RELATED_H

#include "guide/calculator.h"
#include "guide/consult.h"
#include "tui/screen.h"
#include "tui/session.h"

#define RELATED_ROW(id)                                                                            \
	{                                                                                          \
		id, {K_CTRL('b')}, N_("计算咨询"), N_("与这一页相关的计算和咨询")                  \
	}

struct related {
	struct arena arena;
	size_t n;
	const char **names;
	struct related_page { /* one of the two */
		const struct consult *page;
		const struct calculator *calc;
	} *pages;
};
/* Of an item's or a page's id. related_done frees. */
void related_find(struct related *r, struct session *s, const char *id);
void related_done(struct related *r);

/* Opens the only one, or a menu whose answer (this tag) goes to related_chosen. */
struct step related_open(const struct related *r, int tag);
struct step related_chosen(const struct related *r, int answer);

#endif
