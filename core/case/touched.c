/* SPDX-License-Identifier: Apache-2.0 */
#include "case/touched.h"

#include <string.h>

#include "base/text.h"
#include "store/cases.h"
#include "store/drafts.h"

const char *const touched_ids[TOUCHED_KINDS] = {"draft", "notice", "promise"};
const char *const touched_names[TOUCHED_KINDS] = {N_("草稿"), N_("一次性告知"), N_("容缺待补")};

struct looking {
	struct store *store;
	struct arena *a;
	struct touched *rows;
	size_t n;
};

static bool is_of(const struct item_change *c, const char *item)
{
	return c->kind != ITEM_NEW && strcmp(c->item, item) == 0;
}

static void add(struct looking *l, enum touched_kind kind, const char *item, const char *number,
		const char *means)
{
	*ARENA_PUSH(l->a, l->rows, l->n) = (struct touched){kind, item, number, means};
}

static bool add_drafts(struct looking *l, const struct item_change *c, struct err *e)
{
	struct draft *drafts;
	size_t n;

	if (!drafts_list(l->store, "", DRAFTS_ALL, l->a, &drafts, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (is_of(c, drafts[i].item))
			add(l, TOUCHED_DRAFT, drafts[i].item,
			    arena_printf(l->a, "草稿%lld（%s）", (long long)drafts[i].id,
					 drafts[i].owner),
			    c->kind == ITEM_GONE
				    ? "事项已取消，不能再办"
				    : "下次打开时按新版核对，不再适用的答案和材料会逐条列出");
	return true;
}

static bool add_cases(struct looking *l, const struct item_change *c, enum case_state state,
		      enum touched_kind kind, const char *means, struct err *e)
{
	struct case_filter f;
	struct case_row *rows;
	size_t n;

	case_filter_init(&f);
	f.states = 1u << state;
	f.item = c->item;
	f.limit = TOUCHED_MOST;
	if (!cases_list(l->store, &f, l->a, &rows, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (is_of(c, rows[i].item) &&
		    (kind != TOUCHED_PROMISE || rows[i].promises_open > 0))
			add(l, kind, rows[i].item, rows[i].number, means);
	return true;
}

bool touched_by(struct store *s, const struct guide_change *change, struct arena *a,
		struct touched **rows, size_t *n, struct err *e)
{
	struct looking l = {.store = s, .a = a};
	bool ok = true;

	for (size_t i = 0; ok && i < change->n_items; i++) {
		const struct item_change *c = &change->items[i];
		const char *notice = c->kind == ITEM_GONE ? "按告知时的版本办理"
				     : c->transition	  ? c->transition
							  : "按告知时的版本办理";
		ok = add_drafts(&l, c, e) &&
		     add_cases(&l, c, CASE_NOTICED, TOUCHED_NOTICE, notice, e) &&
		     add_cases(&l, c, CASE_DEFERRED, TOUCHED_PROMISE,
			       "已按受理时的版本受理，只补当时承诺的材料，期限不变", e);
	}
	*rows = l.rows;
	*n = l.n;
	return ok;
}
