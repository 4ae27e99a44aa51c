/* SPDX-License-Identifier: Apache-2.0
 *
 * The emergency kit: reserves the numbers first, so that no paper carries one that
 * could be given out again, then writes one .xlsx a page into a folder.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/text.h"
#include "office/kit.h"
#include "office/outfile.h"
#include "office/sheet.h"
#include "store/series.h"
#include "tui/session.h"

static bool write_page(struct document *d, const char *dir, const char *name, struct err *e)
{
	char *stem = xasprintf("%s/%s", dir, name);
	char *file = sheet_write_new(d, stem, e);
	bool ok = file != NULL;

	document_done(d);
	free(file);
	free(stem);
	return ok;
}

static bool write_checklist(struct session *s, const struct letterhead *h, const struct item *it,
			    const char *dir, struct err *e)
{
	struct check *k = check_new(it);
	struct document d;
	struct intake in;
	char *name = xasprintf("kit-%s", it->id);

	intake_init(&in, it);
	in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = store_today(s->store)};
	site_window_tell(s->window, it, &in);
	check_run(k, &in, s->calendar);
	check_dues(k, &in, s->calendar);
	kit_checklist(&d, h, k);
	bool ok = write_page(&d, dir, name, e);
	free(name);
	intake_done(&in);
	check_free(k);
	return ok;
}

static bool write_slips(const struct letterhead *h, const char *const *numbers, int n,
			const char *dir, struct err *e)
{
	bool ok = true;

	for (int i = 0; ok && i < n; i += KIT_SLIPS_PER_PAGE) {
		int left = n - i < KIT_SLIPS_PER_PAGE ? n - i : KIT_SLIPS_PER_PAGE;
		char *name = xasprintf("kit-slips-%s", numbers[i]);
		struct document d;
		kit_slips(&d, h, numbers + i, (size_t)left);
		ok = write_page(&d, dir, name, e);
		free(name);
	}
	return ok;
}

/* Ids apart by commas or blanks; every one must be of this site before anything is done. */
static bool find_items(struct session *s, const char *ids, struct arena *a,
		       const struct item ***out, size_t *n, struct err *e)
{
	char *rest = arena_strdup(a, ids);

	*out = NULL;
	*n = 0;
	for (char *id; (id = strsep(&rest, ", ")) != NULL;) {
		if (!*id)
			continue;
		const struct item *it = session_item(s, id, e);
		if (!it)
			return false;
		*ARENA_PUSH(a, *out, *n) = it;
	}
	return *n > 0 || err_set(e, ERR_INPUT, _("请写明事项编号，如 fs-001,fs-032"));
}

bool session_kit(struct session *s, const char *ids, int count, const char *dir, struct err *e)
{
	struct letterhead h = letterhead_of_site(s->site, NULL);
	struct arena a = {0};
	const struct item **items;
	const char *const *numbers = NULL;
	size_t n;

	h.demo = store_is_demo(s->store);
	h.created = clock_now(store_clock(s->store)) / 1000;
	bool ok = find_items(s, ids, &a, &items, &n, e);
	if (ok && mkdir(dir, 0700) != 0 && errno != EEXIST)
		ok = outfile_fault(dir, errno, e);
	ok = ok && series_reserve(s->store, &s->who, count, &a, &numbers, e);
	for (size_t i = 0; ok && i < n; i++)
		ok = write_checklist(s, &h, items[i], dir, e);
	ok = ok && write_slips(&h, numbers, count, dir, e);
	arena_done(&a);
	return ok;
}
