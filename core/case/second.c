/* SPDX-License-Identifier: Apache-2.0 */
#include "case/second.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/again.h"
#include "case/pinned.h"
#include "case/surprise.h"
#include "guide/load.h"

/* Returns how many of them should have stood in the notice. */
static size_t label(struct store *s, const struct calendar *cal, const struct casefile *c,
		    const struct check *k, const struct case_record *first, struct case_record *r)
{
	bool same = first->item_version && strcmp(first->item_version, c->item->version) == 0;
	struct err unread;
	struct item *was = same ? NULL : pinned_item(s, first->item_version, NULL, &unread);
	enum surprise *found = xcalloc(k->n_reasons + 1, sizeof(*found));
	size_t untold = 0;

	surprise_find(first, same ? c->item : was, k, &c->in, cal, found);
	for (size_t i = 0; i < k->n_reasons && i < r->n_reasons; i++) {
		if (found[i] != SURPRISE_NONE)
			r->reasons[i].surprise = surprise_ids[found[i]];
		untold += found[i] == SURPRISE_UNTOLD;
	}
	free(found);
	item_free(was);
	return untold;
}

static bool sign_untold(struct store *s, const struct decision_request *q, const char *notice,
			struct case_record *r, struct err *e)
{
	if (!q->untold_signature || !q->untold_reason || !*q->untold_reason)
		return err_set(e, ERR_PERMISSION,
			       _("有上次未告知的要求：须由主管签字并写明理由，记入登记簿"));
	r->untold_reason = q->untold_reason;
	r->untold_by = q->untold_signature->login;
	r->signatures[2] = q->untold_signature->seq;
	return operators_signed(s, &q->who, q->untold_signature,
				&(struct sign_request){.posts = POST_BIT(POST_SUPERVISOR),
						       .act = SECOND_UNTOLD_ACT,
						       .subject = notice,
						       .reason = q->untold_reason},
				e);
}

bool second_prepare(struct store *s, const struct calendar *cal, const struct casefile *c,
		    const struct check *k, const struct decision_request *q, struct arena *a,
		    struct case_record *r, const char **number, struct err *e)
{
	struct case_record *first;

	*number = NULL;
	if (!again_notice(s, c, a, &first, e))
		return false;
	if (!first)
		return true;
	if (strcmp(first->item, c->item->id) != 0) {
		r->after = c->notice;
		return true;
	}
	*number = c->notice;
	if (label(s, cal, c, k, first, r) == 0 || q->decision == DECISION_ACCEPT)
		return true;
	return sign_untold(s, q, c->notice, r, e);
}
