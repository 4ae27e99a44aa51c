/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/draft_text.h"

#include <string.h>

#include "base/text.h"

enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

void draft_age(int64_t ms, struct str *out)
{
	if (ms < MINUTE)
		str_add(out, _("刚刚"));
	else if (ms < HOUR)
		str_addf(out, _("%d分钟"), (int)(ms / MINUTE));
	else if (ms < DAY)
		str_addf(out, _("%d小时"), (int)(ms / HOUR));
	else
		str_addf(out, _("%d天"), (int)(ms / DAY));
}

void draft_state(const struct draft *d, int64_t now, struct str *out)
{
	if (d->open) {
		str_addf(out, _("%s 正在填"), d->window[0] ? d->window : _("别处"));
		return;
	}
	str_add(out, d->parked ? _("挂单 ") : _("没办完 "));
	draft_age(now - (d->parked ? d->since : d->updated_at), out);
}

void clerks_read(struct clerks *c, struct store *s, struct arena *a)
{
	struct err e;

	*c = (struct clerks){0};
	if (!operators_list(s, a, &c->rows, &c->n, &e))
		c->n = 0;
}

const char *clerk_name(const struct clerks *c, const char *login)
{
	for (size_t i = 0; i < c->n; i++) {
		if (strcmp(c->rows[i].login, login) == 0)
			return c->rows[i].name;
	}
	return login;
}

const char *window_name(const struct site *site, const char *id)
{
	const struct site_window *w = site && id ? site_window(site, id) : NULL;

	return w && w->name ? w->name : id;
}
