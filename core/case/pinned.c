/* SPDX-License-Identifier: Apache-2.0 */
#include "case/pinned.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "guide/load.h"
#include "guide/overlay.h"

bool pinned_keep(struct store *s, const struct actor *who, const struct item *it, struct err *e)
{
	const struct guide_row row = {
		.version = it->version,
		.item = it->id,
		.name = it->name,
		.guide = it->guide,
		.effective_from = it->effective_from,
		.effective_to = it->effective_to,
		.text = it->text,
		.parts = {piece_text(it->pieces[PIECE_SHARED]),
			  piece_text(it->pieces[PIECE_BLOCKS]),
			  piece_text(it->pieces[PIECE_SITE_GUIDE]),
			  piece_text(it->pieces[PIECE_SITE_ITEM])},
	};

	return guides_load(s, who, &row, 1, NULL, e);
}

bool pinned_keep_calendar(struct store *s, const struct calendar *cal,
			  char digest[GUIDE_DIGEST_TEXT], struct err *e)
{
	struct str text = {0};

	calendar_write(cal, &text);
	bool ok = guides_keep_text(s, str_text(&text), digest, e);
	str_done(&text);
	return ok;
}

static struct guide *guide_of(const struct guide_row *row, const char *forms, struct faults *f)
{
	if (row->parts[PIECE_SHARED])
		return guide_parse(row->guide, row->parts[PIECE_SHARED], row->parts[PIECE_BLOCKS],
				   f);
	if (!forms)
		return NULL;
	char *dir = paths_join(forms, row->guide), *blocks = paths_join(forms, "blocks.yaml");
	struct guide *g = guide_load(dir, blocks, f);
	free(blocks);
	free(dir);
	return g;
}

struct item *pinned_item(struct store *s, const char *version, const char *forms, struct err *e)
{
	struct arena a = {0};
	struct faults f = {0};
	struct guide_row *row = NULL;
	struct item *it = NULL;

	if (!version)
		version = "";
	if (!guides_get(s, version, &a, &row, e)) {
		arena_done(&a);
		return NULL;
	}
	struct guide *g = row ? guide_of(row, forms, &f) : NULL;
	if (g)
		it = item_parse(g, row->item, row->text, strlen(row->text), &f);
	if (it)
		overlay_again(it, g, row->parts[PIECE_SITE_GUIDE], row->parts[PIECE_SITE_ITEM]);
	if (it && strcmp(it->version, version) != 0) {
		item_free(it);
		it = NULL;
	}
	if (!it)
		err_set(e, ERR_STORE, _("办件时的指南版本（%.8s）读不出来"), version);
	guide_free(g);
	faults_done(&f);
	arena_done(&a);
	return it;
}

enum judged pinned_judged(const struct item *it, const struct case_record *notice, date_day today)
{
	if (!notice->item_version || strcmp(it->version, notice->item_version) == 0)
		return JUDGED_SAME;
	if (it->transition == TRANSITION_NEW)
		return JUDGED_NEW;
	return it->transition_until != DATE_NONE && today > it->transition_until ? JUDGED_NEW
										 : JUDGED_OLD;
}
