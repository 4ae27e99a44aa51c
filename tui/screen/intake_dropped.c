/* SPDX-License-Identifier: Apache-2.0
 *
 * The guide file changed while a draft waited: what no longer fits is named in
 * the words of the version it was typed under, before anything is saved over it.
 */
#include <string.h>

#include "base/text.h"
#include "case/pinned.h"
#include "guide/load.h"
#include "tui/screen/intake_state.h"
#include "tui/widget/dialog.h"

/* "where：name" of casefile_from_json, in words where the older version is known. */
static void add_line(const struct casefile *was, const char *entry, struct str *out)
{
	const char *colon = strstr(entry, "：");
	const char *name = colon ? colon + strlen("：") : entry;
	/* The form may show an answer under the answer's own id. */
	int var = was ? item_var(was->item, name) : -1;
	int field = was && var < 0 ? casefile_field(was, name) : -1;
	int paper = was ? item_paper(was->item, name) : -1;

	if (paper >= 0 && strncmp(entry, _("材料"), strlen(_("材料"))) == 0) {
		str_addf(out, _("\n· 材料　%s"), was->item->papers[paper].name);
	} else if (field >= 0) {
		str_addf(out, "\n· %s　%s", was->item->fields[field].label,
			 casefile_value(was, (size_t)field));
	} else if (var >= 0) {
		str_addf(out, "\n· %s　", was->item->vars[var].text);
		answer_text(was->item, var, &was->in.values[var], out);
	} else {
		str_addf(out, "\n· %s", entry);
	}
}

void intake_keep_dropped(struct intake_screen *s, const json_t *draft, const json_t *dropped)
{
	const char *version = json_string_value(json_object_get(draft, "version"));
	date_day today = store_today(s->session->store);
	struct str text = {0};
	struct casefile was;
	json_t *none = NULL;
	struct err unread;

	if (json_array_size(dropped) == 0)
		return;
	struct item *it =
		version ? pinned_item(s->session->store, version, s->session->forms, &unread)
			: NULL;
	if (it) {
		casefile_init(&was, it, today);
		casefile_from_json(&was, draft, true, &none, today, &unread);
		json_decref(none);
	}
	str_add(&text, _("存草稿以后指南改了，下面填过的按现在的指南用不上，请核对后重填："));
	for (size_t i = 0; i < json_array_size(dropped); i++)
		add_line(it ? &was : NULL, json_string_value(json_array_get(dropped, i)), &text);
	s->dropped = arena_strdup(&s->c.arena, str_text(&text));
	if (it)
		casefile_done(&was);
	item_free(it);
	str_done(&text);
}

bool intake_tell_dropped(struct intake_screen *s, struct step *step)
{
	if (!s->dropped)
		return false;
	*step = step_push(dialog_message(TAG_TEXT, STYLE_WARN, _("指南已改"), s->dropped));
	s->dropped = NULL;
	return true;
}
