/* SPDX-License-Identifier: Apache-2.0
 *
 * Papers and groups of papers in one spelling, to compare what a person wrote
 * with what the engine says.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/case_run.h"

enum { MOST_PAPERS = 256 };

static const char form_mark[] = " :: ";

/* "原件1份［加盖公章］": the form and what it must bear; "" where the guide prints neither. */
static char *form_line(const struct check *c, const struct paper *p)
{
	char *form = item_form_text(c->item, p, c->truths);
	struct str s = {0};

	str_add(&s, strcmp(form, "指南未载明") == 0 ? "" : form);
	for (size_t i = 0; i < p->n_marks; i++) {
		if (c->truths[p->marks[i].when] != TRI_FALSE)
			str_addf(&s, "［%s］", p->marks[i].text);
	}
	free(form);
	return str_take(&s);
}

char *paper_line(const struct check *c, int paper)
{
	const struct paper *p = &c->item->papers[paper];

	if (p->open_end)
		return xstrdup("…");
	char *form = form_line(c, p);
	char *line = *form ? xasprintf("%s%s%s", p->name, form_mark, form) : xstrdup(p->name);
	free(form);
	return line;
}

/* ---- cutting ---- */

struct parts {
	size_t n;
	char *rows[MOST_PAPERS];
};

static void parts_done(struct parts *p)
{
	while (p->n)
		free(p->rows[--p->n]);
}

static void cut(const char *text, const char *mark, struct parts *out)
{
	out->n = 0;
	for (;;) {
		const char *end = strstr(text, mark);
		if (out->n == MOST_PAPERS)
			abort();
		out->rows[out->n++] = end ? xstrndup(text, (size_t)(end - text)) : xstrdup(text);
		if (!end)
			return;
		text = end + strlen(mark);
	}
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *join(struct parts *p, const char *mark)
{
	struct str s = {0};

	qsort(p->rows, p->n, sizeof(*p->rows), by_text);
	for (size_t i = 0; i < p->n; i++) {
		/* several papers one verification takes the place of are one way out */
		if (i == 0 || strcmp(p->rows[i], p->rows[i - 1]) != 0)
			str_addf(&s, "%s%s", i ? mark : "", p->rows[i]);
	}
	return str_take(&s);
}

/* "NAME" takes the form of the papers after it; "NAME :: -" has none. */
static void give_form(char **paper, char **form)
{
	char *own = strstr(*paper, form_mark);

	if (own) {
		free(*form);
		*form = xstrdup(own);
	} else if (*form && strcmp(*paper, "…") != 0 && strcmp(*paper, "（免）") != 0) {
		char *with = xasprintf("%s%s", *paper, *form);
		free(*paper);
		*paper = with;
	}
	own = strstr(*paper, form_mark);
	if (own && strcmp(own + strlen(form_mark), "-") == 0)
		*own = '\0';
}

char *group_line(const char *text)
{
	struct parts alternatives, papers;
	char *form = NULL;

	cut(text, " | ", &alternatives);
	for (size_t i = alternatives.n; i-- > 0;) {
		cut(alternatives.rows[i], " + ", &papers);
		for (size_t k = papers.n; k-- > 0;)
			give_form(&papers.rows[k], &form);
		free(alternatives.rows[i]);
		alternatives.rows[i] = join(&papers, " + ");
		parts_done(&papers);
	}
	char *line = join(&alternatives, " | ");
	parts_done(&alternatives);
	free(form);
	return line;
}

char *group_of(const struct check *c, int demand)
{
	int(*rows)[ALTERNATIVE_PAPERS] = xcalloc(MOST_PAPERS, sizeof(*rows));
	size_t n = check_alternatives(c, demand, rows, MOST_PAPERS);
	struct str s = {0};

	for (size_t i = 0; i < n && i < MOST_PAPERS; i++) {
		str_add(&s, i ? " | " : "");
		for (int k = 0; rows[i][k] >= 0; k++) {
			char *line = paper_line(c, rows[i][k]);
			bool formed = strstr(line, form_mark) != NULL;
			bool open = c->item->papers[rows[i][k]].open_end;
			str_addf(&s, "%s%s%s", k ? " + " : "", line, formed || open ? "" : " :: -");
			free(line);
		}
		if (rows[i][0] < 0)
			str_add(&s, "（免）");
	}
	free(rows);
	char *line = group_line(str_text(&s));
	str_done(&s);
	return line;
}
