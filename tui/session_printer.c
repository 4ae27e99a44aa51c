/* SPDX-License-Identifier: Apache-2.0
 *
 * What the session prints: papers go to the queue of this window. Without one (a
 * command, a window that does not print) the files are all there is.
 */
#include "tui/session.h"

bool session_prints(const struct session *s)
{
	(void)s;
	return false;
}

bool session_print_run(struct session *s, const struct session_paper *papers, size_t n,
		       struct err *e)
{
	(void)s;
	(void)papers;
	(void)n;
	(void)e;
	return true;
}

bool session_print(struct session *s, const char *file, const char *title,
		   const char *document_number, struct err *e)
{
	const struct session_paper paper = {file, title, document_number};

	return session_print_run(s, &paper, 1, e);
}
