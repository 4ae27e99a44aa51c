/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/sources.h"

#include <string.h>

#include "base/text.h"
#include "store/rechecks.h"
#include "tui/widget/dialog.h"

enum { RECENT = 6, SOURCE_CHARS = 30 };

struct screen *sources_menu(struct sources *s, int tag, struct session *session, const char *title,
			    const char *own)
{
	const char **recent;
	size_t n;
	struct err e;

	sources_done(s);
	if (own)
		*ARENA_PUSH(&s->arena, s->words, s->n) = arena_strdup(&s->arena, own);
	/* Without them the menu is shorter; nothing is lost. */
	if (!rechecks_sources(session->store, RECENT, &s->arena, &recent, &n, &e))
		n = 0;
	for (size_t i = 0; i < n; i++)
		if (!own || strcmp(recent[i], own) != 0)
			*ARENA_PUSH(&s->arena, s->words, s->n) = recent[i];
	*ARENA_PUSH(&s->arena, s->words, s->n) = _("其他（自行填写）");
	return dialog_menu(tag, title, s->words, s->n, 0);
}

const char *sources_chosen(const struct sources *s, int answer)
{
	return (size_t)answer + 1 < s->n ? s->words[answer] : NULL;
}

struct screen *sources_typed(int tag)
{
	return dialog_prompt(tag, &(struct dialog_prompt){.title = _("核验来源"),
							  .text = _("查的是哪个系统或部门"),
							  .max_chars = SOURCE_CHARS});
}

void sources_done(struct sources *s)
{
	arena_done(&s->arena);
	*s = (struct sources){0};
}
