/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/session_work.h"

#include <stdlib.h>

#include "base/text.h"
#include "case/clocks.h"

enum { WORK_TICKS = 3 };

struct work_asked session_work_asked(const struct session *s)
{
	date_day today = store_today(s->store);
	struct clock_shade shade = clock_shade(s->calendar, today, CLOCKS_WARN);

	return (struct work_asked){
		.login = s->login, .posts = s->posts, .today = today, .near = shade.near};
}

struct work_asked session_work_here(const struct session *s)
{
	struct work_asked asked = session_work_asked(s);

	asked.window = s->window ? s->window->id : "";
	return asked;
}

void session_work_count(struct session *s)
{
	struct work_asked asked = session_work_here(s);
	int64_t reviews, concluded;
	struct err e;

	if (work_count(s->store, WORK_REVIEW, &asked, &reviews, &e) &&
	    work_count(s->store, WORK_DELIVER, &asked, &concluded, &e)) {
		s->reviews = reviews;
		s->concluded = concluded;
	}
	s->work_ticks = 0;
}

bool session_work_tick(struct session *s, struct str *news)
{
	int64_t reviews = s->reviews, concluded = s->concluded;

	if (!s->login[0] || ++s->work_ticks < WORK_TICKS)
		return false;
	session_work_count(s);
	if (s->concluded > concluded)
		str_addf(news, _("本窗口有 %lld 件已审结，首页 Ctrl+E 送达"),
			 (long long)s->concluded);
	else if (s->reviews > reviews)
		str_addf(news, _("新到待审 %lld 件，首页 Ctrl+Y 办理"),
			 (long long)(s->reviews - reviews));
	return s->reviews != reviews || s->concluded != concluded;
}

void session_work_print(struct session *s, const char *document, struct str *out)
{
	char *path = NULL;
	struct err e;

	if (!session_document(s, document, &path, &e) ||
	    !session_print(s, path, document, document, &e))
		str_addf(out, _("文书没有打出：%s。可在办件里补打"), e.text);
	else
		session_print_say(s, path, out);
	free(path);
}
