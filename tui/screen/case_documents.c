/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/case_documents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tui/app.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/reason.h"

enum { REASON_CHARS = 40, MENU_LINE = 128 };

/* The words go into the event as they stand here. */
static const char *const again_reasons[] = {"群众遗失", "污损"};
static const char *const again_shown[] = {N_("补发：群众遗失"), N_("补发：污损")};

static const char *const void_words[] = {N_("作废，并出具新的一份（新编号）"),
					 N_("只作废，不再出具")};
enum { VOID_REPLACE, VOID_ONLY, VOID_CHOICES };

bool case_documents_any(const struct document_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!rows[i].voided_at)
			return true;
	return false;
}

/* The valid ones to choose from; one alone is chosen. */
static struct step choose(struct case_documents *d, const struct document_row *rows, size_t n,
			  int tag, const char *title,
			  struct step (*chosen)(struct case_documents *))
{
	char lines[DOCUMENTS_CHOICES][MENU_LINE];
	const char *words[DOCUMENTS_CHOICES];
	size_t count = 0;

	for (size_t i = 0; i < n && count < DOCUMENTS_CHOICES; i++) {
		if (rows[i].voided_at)
			continue;
		snprintf(d->offered[count], DOCUMENT_TEXT, "%s", rows[i].number);
		snprintf(lines[count], MENU_LINE, "%s　%s", session_document_title(rows[i].kind),
			 strrchr(rows[i].number, '-') + 1);
		words[count] = lines[count];
		count++;
	}
	if (count != 1)
		return step_push(dialog_menu(tag, title, words, count, 0));
	memcpy(d->document, d->offered[0], DOCUMENT_TEXT);
	return chosen(d);
}

static struct step ask_how(struct case_documents *d)
{
	return step_push(reason_ask(
		DOCUMENTS_HOW, &(struct reason_menu){
				       .title = _("为什么再打一份"),
				       .first = _("未打出：纸坏了或没出来，同号重打（不算补发）"),
				       .reasons = again_reasons,
				       .shown = again_shown,
				       .n = sizeof(again_reasons) / sizeof(again_reasons[0]),
				       .max_chars = REASON_CHARS,
				       .own_title = _("补发的原因"),
				       .own_text = d->document,
			       }));
}

struct step case_documents_again(struct case_documents *d, const struct document_row *rows,
				 size_t n)
{
	return choose(d, rows, n, DOCUMENTS_AGAIN, _("再打哪一份"), ask_how);
}

static struct step ask_void_why(struct case_documents *d)
{
	return step_push(dialog_prompt(DOCUMENTS_VOID_WHY,
				       &(struct dialog_prompt){.title = _("作废原因"),
							       .text = d->document,
							       .max_chars = REASON_CHARS}));
}

struct step case_documents_void(struct case_documents *d, const struct document_row *rows, size_t n)
{
	return choose(d, rows, n, DOCUMENTS_VOID, _("作废哪一份"), ask_void_why);
}

static struct step ask_void_how(struct case_documents *d, const char *reason)
{
	const char *words[VOID_CHOICES];

	snprintf(d->reason, sizeof(d->reason), "%s", reason);
	for (int i = 0; i < VOID_CHOICES; i++)
		words[i] = _(void_words[i]);
	return step_push(
		dialog_menu(DOCUMENTS_VOID_HOW, _("作废文书"), words, VOID_CHOICES, VOID_REPLACE));
}

static struct step reprint(struct case_documents *d, struct app *app, const char *reason)
{
	struct session *session = app_session(app);
	struct str text = {0};
	char *path;
	struct err e;

	if (session_reprint(session, d->document, reason, &path, &e)) {
		session_print_say(session, path, &text);
		app_say(app, STYLE_OK, "%s", str_text(&text));
	} else {
		app_say(app, STYLE_BAD, "%s", e.text);
	}
	str_done(&text);
	free(path);
	return step_redraw();
}

static struct step do_void(struct case_documents *d, struct app *app, bool replace)
{
	struct session *session = app_session(app);
	char fresh[DOCUMENT_TEXT];
	struct str text = {0};
	char *path;
	struct err e;

	if (!session_void(session, d->document, d->reason, replace ? fresh : NULL, &path, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
	} else if (replace) {
		session_print_say(session, path, &text);
		app_say(app, STYLE_OK, _("已作废，新编号 %s；%s"), fresh, str_text(&text));
	} else {
		app_say(app, STYLE_OK, _("已作废 %s，请把原件收回"), d->document);
	}
	str_done(&text);
	free(path);
	return step_redraw();
}

bool case_documents_answer(struct case_documents *d, struct app *app, const struct screen_event *ev,
			   struct step *step)
{
	if (spoil_answer(&d->spoil, app, ev, step))
		return true;
	if (ev->tag < DOCUMENTS_AGAIN || ev->tag > DOCUMENTS_VOID_HOW)
		return false;
	*step = step_redraw();
	if (ev->answer < 0)
		return true;
	if (ev->tag == DOCUMENTS_AGAIN || ev->tag == DOCUMENTS_VOID)
		memcpy(d->document, d->offered[ev->answer], DOCUMENT_TEXT);
	switch (ev->tag) {
	case DOCUMENTS_AGAIN:
		*step = ask_how(d);
		break;
	case DOCUMENTS_HOW:
		*step = ev->answer == REASON_FIRST ? spoil_ask(&d->spoil, d->document)
						   : reprint(d, app, ev->text);
		break;
	case DOCUMENTS_VOID:
		*step = ask_void_why(d);
		break;
	case DOCUMENTS_VOID_WHY:
		*step = ask_void_how(d, ev->text);
		break;
	default:
		*step = do_void(d, app, ev->answer == VOID_REPLACE);
	}
	return true;
}
