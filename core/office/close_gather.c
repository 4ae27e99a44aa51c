/* SPDX-License-Identifier: Apache-2.0 */
#include "office/close_gather.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "office/print_waiting.h"
#include "store/documents.h"

/* print/ beside the store. Caller frees. */
static char *print_folder(struct store *s)
{
	const char *path = store_path(s), *slash = strrchr(path, '/');

	return slash ? xasprintf("%.*s/print", (int)(slash - path), path) : xstrdup("print");
}

/* Only those numbered by then: what a later day printed is that day's. */
static bool is_due(struct store *s, const char *number, date_day day, struct arena *a, bool *due,
		   struct err *e)
{
	char subject[NUMBER_TEXT];
	struct document_row *rows;
	size_t n;

	*due = false;
	if (!documents_case(number, subject, NULL))
		return true;
	if (!documents_of(s, subject, a, &rows, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (strcmp(rows[i].number, number) == 0)
			*due = !rows[i].voided_at &&
			       (store_is_demo(s) || clock_day_of(rows[i].issued_at) <= day);
	return true;
}

bool close_gather(struct store *s, date_day day, const char *window, struct arena *a,
		  struct close_counts *out, struct err *e)
{
	struct print_waiting *waiting;
	char *folder = print_folder(s);
	size_t n;

	print_waiting_list(folder, a, &waiting, &n);
	free(folder);
	if (!closes_count(s, day, window, a, out, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct print_waiting *w = &waiting[i];
		const struct close_note note = {.kind = NOTE_UNPRINTED,
						.window = w->window,
						.subject = w->number,
						.text = w->title ? w->title : ""};
		bool due;
		if (!is_due(s, w->number, day, a, &due, e))
			return false;
		if (due && (!*out->window || strcmp(w->window, out->window) == 0))
			closes_add_note(out, a, &note);
	}
	return true;
}
