/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/sources.h"

#include <string.h>

#include "base/text.h"
#include "store/rechecks.h"
#include "tui/widget/reason.h"

enum { RECENT = 6, SOURCE_CHARS = 30 };

struct screen *sources_ask(int tag, struct session *session, const char *title, const char *own)
{
	struct arena a = {0};
	const char **recent, *words[1 + RECENT];
	size_t n, count = 0;
	struct err e;

	if (own)
		words[count++] = own;
	/* Without them the menu is shorter; nothing is lost. */
	if (!rechecks_sources(session->store, RECENT, &a, &recent, &n, &e))
		n = 0;
	for (size_t i = 0; i < n; i++)
		if (!own || strcmp(recent[i], own) != 0)
			words[count++] = recent[i];
	struct screen *menu = reason_ask(tag, &(struct reason_menu){
						      .title = title,
						      .reasons = words,
						      .n = count,
						      .max_chars = SOURCE_CHARS,
						      .own_title = _("核验来源"),
						      .own_text = _("查的是哪个系统或部门"),
					      });
	arena_done(&a);
	return menu;
}
