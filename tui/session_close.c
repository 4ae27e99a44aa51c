/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/session_close.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/paths.h"
#include "office/close_book.h"
#include "office/outfile.h"

bool session_close_book(struct session *s, date_day day, const char *window, const char *folder,
			char **path, struct err *e)
{
	const struct close_book b = {.day = day, .window = window, .site = s->site};
	bool hall = !window || !*window;
	char iso[DATE_TEXT];

	date_format(day, iso);
	char *name =
		hall ? xasprintf("close-%s.xlsx", iso) : xasprintf("close-%s-%s.xlsx", iso, window);
	*path = NULL;
	if (!folder)
		*path = session_document_path(s, name, e);
	else if (mkdir(folder, 0700) == 0 || errno == EEXIST)
		*path = paths_join(folder, name);
	else
		outfile_fault(folder, errno, e);
	free(name);
	if (*path && close_book_write(s->store, &s->who, &b, *path, e))
		return true;
	free(*path);
	*path = NULL;
	return false;
}
