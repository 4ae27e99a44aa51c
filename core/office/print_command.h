/* SPDX-License-Identifier: Apache-2.0
 *
 * A print command as the words of one execve, and where a program is found. The
 * setting and the site profile write it on one line: words stand between blanks,
 * '…' or "…" keep blanks inside a word, nothing else is special; there is no shell.
 * In a word {file} (or %s) is the workbook and {pdf} what LibreOffice makes of it;
 * a command with neither gets the PDF as its last word.
 */
#ifndef OFFICE_PRINT_COMMAND_H
#define OFFICE_PRINT_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct print_command {
	struct arena arena;
	size_t n; /* words; 0: there is no command */
	const char **words;
	bool converts; /* LibreOffice makes a PDF first */
};

/* "" and "off" are no command. False with a message when quotes stand open. */
bool print_command_parse(struct print_command *c, const char *text, struct err *e);
void print_command_done(struct print_command *c);
/* The words for one file, ended by NULL, in the arena. */
const char *const *print_command_argv(const struct print_command *c, const char *file,
				      const char *pdf, struct arena *a);

/* LibreOffice's words to make DIR/NAME.pdf of DIR2/NAME.xlsx, with a profile of its own in DIR.
 * NULL with e where there is no LibreOffice. */
const char *const *print_command_convert(const char *file, const char *dir, struct arena *a,
					 struct err *e);

/* Full path of a program as PATH has it, or NULL. Caller frees. */
char *print_command_find(const char *program);
/* Whether this machine has what is used where nothing is set: LibreOffice and lp. */
bool print_command_standard(void);

#endif
