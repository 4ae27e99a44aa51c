/* SPDX-License-Identifier: Apache-2.0
 *
 * Who else has this person open, looked up with every tick: the same person is
 * not served twice at one time without both windows knowing.
 */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "tui/screen/draft_text.h"
#include "tui/screen/intake_state.h"

enum { SHOWN = 4 };

static void describe(struct intake_screen *s, const struct draft *d, size_t others, struct str *out)
{
	const struct session *session = s->session;
	const struct item *it = catalog_item(&session->catalog, d->item);
	const char *name = it ? it->name : d->item;
	struct arena a = {0};
	struct clerks clerks;

	clerks_read(&clerks, session->store, &a);
	if (d->parked)
		str_addf(out, _("此人已有挂单：%s（%s %s，"), name, d->window,
			 clerk_name(&clerks, d->owner));
	else
		str_addf(out, _("%s %s 正在为此人办理 %s（"), d->window,
			 clerk_name(&clerks, d->owner), name);
	draft_age(clock_now(store_clock(session->store)) - d->since, out);
	str_add(out, _("）"));
	if (others)
		str_addf(out, _(" 另有 %zu 件"), others);
	arena_done(&a);
}

bool intake_look_around(struct intake_screen *s)
{
	struct arena a = {0};
	struct draft *rows = NULL;
	struct str now = {0};
	size_t n_people, n = 0, kept = 0;
	struct err e;
	const struct draft_person *people = intake_people(s, &a, &n_people);

	/* What cannot be read now is not shown. */
	if (n_people &&
	    drafts_present(s->session->store, people, n_people, SHOWN, &a, &rows, &n, &e))
		for (size_t i = 0; i < n; i++)
			if (rows[i].id != s->draft_id)
				rows[kept++] = rows[i];
	if (kept)
		describe(s, &rows[0], kept - 1, &now);
	bool changed = strcmp(s->present, str_text(&now)) != 0;
	if (changed)
		snprintf(s->present, sizeof(s->present), "%s", str_text(&now));
	str_done(&now);
	arena_done(&a);
	return changed;
}
