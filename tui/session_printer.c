/* SPDX-License-Identifier: Apache-2.0
 *
 * What the session prints: papers go to the queue of this window. Without one (a
 * command, a window that does not print) the files are all there is.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/text.h"
#include "office/outfile.h"
#include "office/print_command.h"
#include "store/documents.h"
#include "store/settings.h"
#include "tui/session.h"

enum { SECONDS = 60, SECONDS_MOST = 600 };

/* The window's own command goes before the hall's; a practice hall prints only when told to. */
static const char *command_of(struct session *s, struct arena *a)
{
	const char *command = "";
	struct err e;

	if (s->window && s->window->print)
		return s->window->print;
	if (settings_get(s->store, "print.command", a, &command, &e) && *command)
		return command;
	return !store_is_demo(s->store) && print_command_standard() ? "lp {pdf}" : "";
}

static int seconds_of(struct session *s)
{
	struct arena a = {0};
	const char *text = "";
	struct err e;
	int seconds = settings_get(s->store, "print.seconds", &a, &text, &e) ? atoi(text) : 0;

	arena_done(&a);
	return seconds > 0 && seconds <= SECONDS_MOST ? seconds : SECONDS;
}

/* print/WINDOW beside the store. Caller frees; NULL with e. */
static char *spool_folder(struct session *s, struct err *e)
{
	const char *store = store_path(s->store), *slash = strrchr(store, '/');
	char *print =
		slash ? xasprintf("%.*s/print", (int)(slash - store), store) : xstrdup("print");
	char *folder = NULL;

	if (mkdir(print, 0700) == 0 || errno == EEXIST)
		folder = xasprintf("%s/%s", print, s->window ? s->window->id : "0");
	else
		outfile_fault(print, errno, e);
	free(print);
	return folder;
}

/* As the store has it now, whichever window voided it. */
static bool void_by_now(void *ctx, const char *number)
{
	const struct session *s = ctx;
	char subject[NUMBER_TEXT];
	struct document_row *rows;
	struct arena a = {0};
	bool is_void = false;
	size_t n = 0;
	struct err e;

	if (documents_case(number, subject, &e) &&
	    documents_of(s->store, subject, &a, &rows, &n, &e))
		for (size_t i = 0; i < n; i++)
			is_void = is_void ||
				  (strcmp(rows[i].number, number) == 0 && rows[i].voided_at);
	arena_done(&a);
	return is_void;
}

void session_printer_open(struct session *s)
{
	struct arena a = {0};
	char *folder = spool_folder(s, &s->printer_fault);

	if (folder) {
		const struct printer_options o = {
			.folder = folder,
			.command = command_of(s, &a),
			.seconds = seconds_of(s),
			.clock = store_clock(s->store),
			.void_by_now = void_by_now,
			.ctx = s,
		};
		s->printer = printer_open(&o, &s->printer_fault);
		s->print_failures = s->printer ? printer_count(s->printer).failed : 0;
	}
	free(folder);
	arena_done(&a);
}

void session_printer_renew(struct session *s)
{
	struct arena a = {0};

	err_clear(&s->printer_fault);
	if (s->printer)
		printer_command(s->printer, command_of(s, &a), seconds_of(s), &s->printer_fault);
	arena_done(&a);
}

bool session_prints(const struct session *s)
{
	return s->printer && printer_is_ready(s->printer);
}

void session_print_say(const struct session *s, const char *path, struct str *out)
{
	if (session_prints(s))
		str_add(out, _("已送打印（Alt+P 查看）"));
	else
		str_addf(out, _("已生成 %s"), path);
}

/* At once, or with the visit that is on. */
static bool queue(struct session *s, const struct session_paper *papers, size_t n, bool with_visit,
		  struct err *e)
{
	bool (*add)(struct printer *, const char *, const char *, const char *, struct err *) =
		with_visit ? printer_keep : printer_add;
	struct err why;

	/* Without a folder or with a command that cannot be read there is no printer, but there
	 * should be. */
	if (s->printer_fault.text[0])
		return err_set(e, s->printer_fault.code, _("没有送打印：%s"),
			       s->printer_fault.text);
	if (!session_prints(s))
		return true;
	for (size_t i = 0; i < n; i++)
		if (!add(s->printer, papers[i].file, papers[i].title, papers[i].number, &why))
			return err_set(e, why.code, _("没有送打印（%s 文件在 %s）：%s"),
				       papers[i].title, papers[i].file, why.text);
	return true;
}

bool session_print_with_visit(struct session *s, const struct session_paper *papers, size_t n,
			      struct err *e)
{
	return queue(s, papers, n, s->who.visit != 0, e);
}

void session_print_visit(struct session *s)
{
	if (s->printer)
		printer_release(s->printer);
}

bool session_print(struct session *s, const char *file, const char *title,
		   const char *document_number, struct err *e)
{
	const struct session_paper paper = {file, title, document_number};

	return queue(s, &paper, 1, false, e);
}
