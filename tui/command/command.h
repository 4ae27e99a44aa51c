/* SPDX-License-Identifier: Apache-2.0
 *
 * One command of the command line: one file, one const struct command, one row in
 * the table of main.c. A command returns an exit status (enum err_code); what went
 * wrong is in e, and one place words it on stderr.
 */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include <stdbool.h>
#include <stdio.h>

#include "base/calendar.h"
#include "base/date.h"
#include "base/err.h"
#include "guide/load.h"

/* What stands before the command, and what it needs of the world. */
struct command_env {
	const char *program;
	const char *store; /* --store, or the default place; NULL: none could be found */
	const char *site;  /* --site: id of forms/sites/ID.yaml, or NULL */
	const char *window; /* --window: id of the site's window; NULL: the first */
	const char *on;     /* --on: the business day of a demo store; NULL: the clock's */
	char *forms;       /* the forms folder */
	const char *trial; /* --trial: a changed guide file to be walked through; NULL */
	FILE *out;
	struct calendar *calendar; /* by env_calendar */
};

enum option_kind { OPTION_FLAG, OPTION_VALUE, OPTION_REPEAT };

/* One option of a command. `value` is what the usage shows (DATE, FILE …). */
struct option_row {
	const char *name; /* without -- */
	enum option_kind kind;
	const char *value;
	const char *help; /* N_() */
};

/* The parsed command line of one command. */
struct arguments {
	const struct option_row *rows;
	int n_words;
	char **words; /* what is no option, in order */
	int n_given;
	struct {
		const struct option_row *row;
		const char *value;
	} given[128];
};

struct command {
	const char *name;
	const char *words;   /* "ID", "FILE|-"; "" for none */
	int min_words, max_words;
	const char *summary; /* N_(): one line */
	const char *more;    /* N_(): more help, or NULL */
	const struct option_row *options; /* ended by a row without name; NULL: none */
	enum err_code (*run)(struct command_env *env, const struct arguments *args,
			     struct err *e);
};

bool arguments_parse(struct arguments *a, const struct command *cmd, int argc, char **argv,
		     struct err *e);
/* The value of an option that stands once (the last one counts); NULL when it was not given. */
const char *argument(const struct arguments *a, const char *name);
bool argument_flag(const struct arguments *a, const char *name);
/* The i-th value of a repeated option, NULL past the end. */
const char *argument_nth(const struct arguments *a, const char *name, int i);

/* As if it had been given; false where the command has no such option. */
bool arguments_set(struct arguments *a, const char *name, const char *value);

/* Today, or --on. False with a message where --on is no date. */
bool argument_day(const struct arguments *a, date_day *out, struct err *e);

/* Shared by commands: each loads once and keeps it in env. */
const struct calendar *env_calendar(struct command_env *env, struct err *e);
/* One item by id, read from forms/ alone; prefix fs- pz- qz- cd- tells nothing: the folders are
 * looked through for ID.yaml. Caller frees with item_free. NULL with a message. */
struct item *env_item(struct command_env *env, const char *id, struct err *e);
/* The same where a consult page will do too: *item or *consult is set, the caller frees it. A
 * consult page asked for by env_item is ERR_REFUSED: nothing of it is accepted. */
bool env_page(struct command_env *env, const char *id, struct item **item, struct consult **consult,
	      struct err *e);
/* Whose paper a command without a store writes: --site, else the practice profile that serves the
 * guide (it is named as the guide, the first guide's as DEMO_SITE). Caller frees. */
struct site *env_site(struct command_env *env, const char *guide, struct err *e);

extern const struct command command_accept;
extern const struct command command_backup;
extern const struct command command_calc;
extern const struct command command_case;
extern const struct command command_cases;
extern const struct command command_check;
extern const struct command command_close;
extern const struct command command_demo;
extern const struct command command_form;
extern const struct command command_guide;
extern const struct command command_item;
extern const struct command command_items;
extern const struct command command_kit;
extern const struct command command_lint;
extern const struct command command_matrix;
extern const struct command command_messages;
extern const struct command command_notice;
extern const struct command command_operator;
extern const struct command command_parameter;
extern const struct command command_people_check;
extern const struct command command_progress;
extern const struct command command_receipt;
extern const struct command command_restore;
extern const struct command command_roster;
extern const struct command command_setting;
extern const struct command command_slip;
extern const struct command command_template;
extern const struct command command_verify;
extern const struct command command_visits;

#endif
