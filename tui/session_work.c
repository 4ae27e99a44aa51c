/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/session_work.h"

#include <stdlib.h>

#include "base/text.h"
#include "case/clocks.h"

struct work_asked session_work_asked(const struct session *s)
{
	date_day today = store_today(s->store);
	struct clock_shade shade = clock_shade(s->calendar, today, CLOCKS_WARN);

	return (struct work_asked){
		.login = s->login, .posts = s->posts, .today = today, .near = shade.near};
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
