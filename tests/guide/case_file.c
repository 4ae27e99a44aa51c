/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/case_file.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_LINE = 4096 };

struct line_list {
	size_t count;
	const struct case_line **rows;
};

struct reader {
	struct case_file *f;
	const char *path;
	int line;
	char *ids, *title; /* of the case being read; NULL before the first */
	int head;
	struct line_list defaults, own;
};

static void give_up(const struct reader *r, const char *what)
{
	fprintf(stderr, "%s:%d: %s\n", r->path, r->line, what);
	exit(1);
}

static void add_line(struct case_file *f, struct line_list *list, const struct case_line *row)
{
	*ARENA_PUSH(&f->arena, list->rows, list->count) = row;
}

/* One case for each id of the head. */
static void close_case(struct reader *r)
{
	struct case_file *f = r->f;

	if (!r->ids)
		return;
	if (strcmp(r->ids, "defaults") == 0) {
		r->defaults = r->own;
		r->own = (struct line_list){0};
		return;
	}
	struct line_list all = {0};
	for (size_t i = 0; i < r->defaults.count; i++)
		add_line(f, &all, r->defaults.rows[i]);
	for (size_t i = 0; i < r->own.count; i++)
		add_line(f, &all, r->own.rows[i]);
	r->own = (struct line_list){0};
	for (char *id = strtok(r->ids, ","); id; id = strtok(NULL, ",")) {
		*ARENA_PUSH(&f->arena, f->cases, f->count) = (struct worked_case){
			.file = r->path,
			.line = r->head,
			.item = id,
			.title = r->title,
			.n_lines = all.count,
			.lines = all.rows,
		};
	}
}

/* Cuts the remark and the blanks at the end. */
static void trim(char *text)
{
	for (char *s = text; (s = strchr(s, '#')); s++) {
		if (s == text || s[-1] == ' ' || s[-1] == '\t') {
			*s = '\0';
			break;
		}
	}
	size_t n = strlen(text);
	while (n > 0 && strchr(" \t\r\n", text[n - 1]))
		text[--n] = '\0';
}

/* Splits at the first blanks; the rest is "" when there are none. */
static char *split(char *text)
{
	size_t n = strcspn(text, " \t");
	char *rest = text + n + strspn(text + n, " \t");

	text[n] = '\0';
	return rest;
}

static void take_line(struct reader *r, char *text)
{
	struct arena *a = &r->f->arena;
	bool indented = *text == ' ' || *text == '\t';

	trim(text);
	text += strspn(text, " \t");
	if (!*text)
		return;
	char *rest = split(text);
	if (!indented) {
		close_case(r);
		r->ids = arena_strdup(a, text);
		r->title = arena_strdup(a, rest);
		r->head = r->line;
		return;
	}
	if (!r->ids)
		give_up(r, "an indented line before the first case");
	struct case_line *row = arena_alloc(a, sizeof(*row));
	*row = (struct case_line){r->line, arena_strdup(a, text), arena_strdup(a, rest)};
	add_line(r->f, &r->own, row);
}

void case_file_read(struct case_file *f, const char *path)
{
	struct reader r = {.f = f};
	char text[LONGEST_LINE];

	*f = (struct case_file){0};
	r.path = arena_strdup(&f->arena, path);
	FILE *in = fopen(path, "r");
	if (!in)
		give_up(&r, strerror(errno));
	while (fgets(text, sizeof(text), in)) {
		r.line++;
		if (!strchr(text, '\n'))
			give_up(&r, "the line is too long or has no end");
		take_line(&r, text);
	}
	close_case(&r);
	fclose(in);
}

void case_file_done(struct case_file *f)
{
	arena_done(&f->arena);
	*f = (struct case_file){0};
}
