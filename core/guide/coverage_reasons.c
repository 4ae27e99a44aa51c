/* SPDX-License-Identifier: Apache-2.0
 *
 * Why lines stand in a document and in no leaf: GUIDE.tsv, written by a person
 * beside the document.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "guide/coverage.h"
#include "guide/leaf.h"

struct table {
	struct coverage_guide *g;
	struct arena *arena;
	struct faults *f;
	const char *file;
	int line;
};

static enum unclaimed find_reason(const char *name)
{
	for (int i = 1; i < UNCLAIMED_KINDS; i++) {
		if (strcmp(name, unclaimed_names[i]) == 0)
			return (enum unclaimed)i;
	}
	return UNCLAIMED_NONE;
}

static void give(struct table *t, int at, bool alone, enum unclaimed reason, const char *note)
{
	struct seed_line *l = &t->g->lines[at - 1];

	if (!l->words) { /* a range runs over empty lines */
		if (alone)
			faults_add(t->f, t->file, t->line, 0, _("原文%s:%d是空行"), t->g->document,
				   at);
	} else if (l->claims) {
		faults_add(t->f, t->file, t->line, 0, _("原文%s:%d已写进指南，不应列在这里：%s"),
			   t->g->document, at, l->text);
	} else if (l->reason) {
		faults_add(t->f, t->file, t->line, 0, _("原文%s:%d列了两次"), t->g->document, at);
	} else {
		l->reason = reason;
		l->note = note;
	}
}

static void read_row(struct table *t, char *row)
{
	char *lines = strsep(&row, "\t"), *name = strsep(&row, "\t"), *note = row;
	enum unclaimed reason = name ? find_reason(name) : UNCLAIMED_NONE;
	const char *p = lines;
	char document[4] = "";
	int first, last;

	if (!reason) {
		faults_add(t->f, t->file, t->line, 0,
			   _("写成：行号、原因、说明，以制表符隔开；原因是%s、%s、%s、%s、%s之一"),
			   unclaimed_names[1], unclaimed_names[2], unclaimed_names[3],
			   unclaimed_names[4], unclaimed_names[5]);
		return;
	}
	if (note)
		note = *note ? arena_strdup(t->arena, note) : NULL;
	while (leaf_next_run(&p, document, &first, &last)) {
		if (strcmp(document, t->g->document) != 0 || first < 1 ||
		    (size_t)last > t->g->n_lines) {
			faults_add(t->f, t->file, t->line, 0, _("原文里没有%s"), lines);
			return;
		}
		for (int at = first; at <= last; at++)
			give(t, at, first == last, reason, note);
	}
}

static void read_table(struct table *t)
{
	FILE *in = fopen(t->file, "re");
	char *row = NULL;
	size_t cap = 0;
	ssize_t n;

	if (!in) {
		faults_add(t->f, t->file, 0, 0, _("打不开文件：%s"), strerror(errno));
		return;
	}
	while ((n = getline(&row, &cap, in)) >= 0) {
		t->line++;
		while (n && isspace((unsigned char)row[n - 1]))
			row[--n] = '\0';
		if (utf8_check(row, (size_t)n) != (size_t)n)
			faults_add(t->f, t->file, t->line, 0, _("不是 UTF-8 文本"));
		else if (n && row[0] != '#')
			read_row(t, row);
	}
	free(row);
	fclose(in);
}

bool coverage_reasons(struct coverage *c, const char *dir, struct faults *f)
{
	size_t before = f->count;

	for (size_t i = 0; i < c->n_guides; i++) {
		struct coverage_guide *g = &c->guides[i];
		char *file = arena_printf(&c->arena, "%s/%s.tsv", dir, g->guide);
		struct table t = {g, &c->arena, f, file, 0};
		read_table(&t);
		for (size_t k = 0; k < g->n_lines; k++) {
			const struct seed_line *l = &g->lines[k];
			if (coverage_is_unclaimed(l) && !l->reason)
				faults_add(f, file, 0, 0, _("原文%s:%zu没写进指南，也没列原因：%s"),
					   g->document, k + 1, l->text);
		}
	}
	return f->count == before;
}
