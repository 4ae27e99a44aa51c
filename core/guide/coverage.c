/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/consult.h"
#include "guide/coverage.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "guide/folder.h"
#include "guide/leaf.h"
#include "guide/matrix.h"

const char *const unclaimed_names[UNCLAIMED_KINDS] = {"",     "标题",	  "页面装饰",
						      "重复", "图片缺失", "流程重复"};

/* ---- documents ---- */

static void add_line(struct arena *a, struct coverage_guide *g, char *line)
{
	struct wording w = {0};
	size_t len;

	line += strspn(line, " \t\v\f");
	len = strlen(line);
	while (len && isspace((unsigned char)line[len - 1]))
		len--;
	line[len] = '\0';
	wording_add(&w, line);
	*ARENA_PUSH(a, g->lines, g->n_lines) =
		(struct seed_line){.text = arena_strdup(a, line), .words = !wording_is_empty(&w)};
	wording_done(&w);
}

/* Lines as an editor counts them: a form feed ends none. */
static bool read_document(struct arena *a, const char *file, struct coverage_guide *g,
			  struct faults *f)
{
	FILE *in = fopen(file, "re");
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	if (!in) {
		faults_add(f, file, 0, 0, _("打不开文件：%s"), strerror(errno));
		return false;
	}
	while ((n = getline(&line, &cap, in)) >= 0) {
		if (utf8_check(line, (size_t)n) != (size_t)n)
			faults_add(f, file, (int)g->n_lines + 1, 0, _("不是 UTF-8 文本"));
		else
			add_line(a, g, line);
	}
	free(line);
	fclose(in);
	return true;
}

static bool is_document(const char *name)
{
	size_t len = strlen(name);

	return len > 7 && isdigit((unsigned char)name[0]) && isdigit((unsigned char)name[1]) &&
	       isdigit((unsigned char)name[2]) && strcmp(name + len - 4, ".txt") == 0;
}

static struct coverage_guide *guide_of(const struct coverage *c, const char *file)
{
	for (size_t i = 0; i < c->n_guides; i++) {
		if (strncmp(c->guides[i].document, file, 3) == 0)
			return &c->guides[i];
	}
	return NULL;
}

static void await(struct coverage *c, const struct coverage_guide *read)
{
	struct waiting_document *w = ARENA_PUSH(&c->arena, c->waiting, c->n_waiting);

	memcpy(w->document, read->document, sizeof(w->document));
	for (size_t i = 0; i < read->n_lines; i++)
		w->lines += read->lines[i].words;
}

static void read_documents(struct coverage *c, const char *seeds, struct faults *f)
{
	struct names files;

	if (!folder_list(seeds, &files, f))
		return;
	for (size_t i = 0; i < files.count; i++) {
		struct coverage_guide none = {0}, *g = guide_of(c, files.rows[i]);
		if (!is_document(files.rows[i]))
			continue;
		char *file = xasprintf("%s/%s", seeds, files.rows[i]);
		memcpy(none.document, files.rows[i], 3);
		if (read_document(&c->arena, file, g ? g : &none, f) && !g)
			await(c, &none);
		free(file);
	}
	names_done(&files);
	for (size_t i = 0; i < c->n_guides; i++) {
		if (c->guides[i].n_lines == 0)
			faults_add(f, seeds, 0, 0, _("没有指南 %s 的原文：%s_….txt"),
				   c->guides[i].guide, c->guides[i].document);
	}
}

/* ---- claims ---- */

struct claims {
	struct coverage_guide *g;
	struct faults *f;
};

/* The line and the first character after it: words are broken over line ends. */
static void print_line(const struct coverage_guide *g, int at, struct wording *out)
{
	const struct seed_line *next = &g->lines[at - 1];
	const struct seed_line *end = g->lines + g->n_lines;
	struct str text = {0};

	str_add(&text, next->text);
	for (next++; next < end && !next->words; next++)
		;
	if (next < end && (unsigned char)next->text[0] >= 0xE0)
		str_addn(&text, next->text, 3);
	wording_add(out, str_text(&text));
	str_done(&text);
}

static void claim(struct claims *k, const struct leaf *leaf, int at)
{
	struct seed_line *line = &k->g->lines[at - 1];
	struct wording alone = {0}, printed = {0};

	if (!line->words)
		return;
	wording_add(&alone, line->text);
	print_line(k->g, at, &printed);
	if (wording_shares(&alone, &leaf->said) || wording_shares(&printed, &leaf->said))
		*(leaf->field || leaf->title ? &line->weak : &line->claims) += 1;
	else if (!leaf->title)
		ynode_fault(k->f, leaf->lines, _("这里与原文%s:%d没有相同的字词：%s"),
			    k->g->document, at, line->text);
	wording_done(&alone);
	wording_done(&printed);
}

static void take_leaf(void *ctx, const struct leaf *leaf)
{
	struct claims *k = ctx;
	const char *p = leaf->lines->text;
	char document[4] = "";
	int first, last;

	while (leaf_next_run(&p, document, &first, &last)) {
		if (strcmp(document, k->g->document) != 0)
			continue; /* the lint says so */
		if (first < 1 || (size_t)last > k->g->n_lines) {
			ynode_fault(k->f, leaf->lines, _("原文%s只有%zu行"), document,
				    k->g->n_lines);
			continue;
		}
		for (int at = first; at <= last; at++)
			claim(k, leaf, at);
	}
}

/* ---- counts ---- */

static void count_row(void *ctx, const struct check *c, const struct intake *in, const int *varied,
		      size_t n_varied)
{
	size_t *n = ctx;

	(void)c, (void)in, (void)varied, (void)n_varied;
	(*n)++;
}

static void count(struct coverage_guide *g, const struct item *it, const struct calendar *cal,
		  date_day on)
{
	struct intake in;
	struct err e = {0};

	intake_init(&in, it);
	in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = on};
	matrix_run(it, &in, cal, count_row, &g->situations, &e);
	intake_done(&in);
	g->items++;
	g->papers += it->n_papers;
	g->conditions += it->n_conditions;
	g->prohibitions += it->n_prohibitions;
	g->limits += it->n_limits;
	g->steps += it->n_steps;
}

static struct coverage_guide *find(const struct coverage *c, const char *guide)
{
	for (size_t i = 0; i < c->n_guides; i++) {
		if (strcmp(c->guides[i].guide, guide) == 0)
			return &c->guides[i];
	}
	return NULL;
}

bool coverage_take(struct coverage *c, const struct catalog *catalog, const char *seeds,
		   const struct calendar *cal, date_day on, struct faults *f)
{
	size_t before = f->count;

	*c = (struct coverage){0};
	for (size_t i = 0; i < catalog->n_guides; i++) {
		struct coverage_guide *g = ARENA_PUSH(&c->arena, c->guides, c->n_guides);
		g->guide = arena_strdup(&c->arena, catalog->guides[i]->id);
		memcpy(g->document, catalog->guides[i]->lines, 3);
	}
	read_documents(c, seeds, f);
	for (size_t i = 0; i < catalog->n_guides; i++) {
		struct claims k = {&c->guides[i], f};
		leaf_each(guide_shared_file(catalog->guides[i])->root, NULL, take_leaf, &k);
	}
	for (size_t i = 0; i < catalog->n_items; i++) {
		const struct item *it = catalog->items[i];
		struct claims k = {find(c, it->guide), f};
		struct ydoc *doc = ydoc_parse(it->file, it->text, it->text_len, f);
		leaf_each(doc->root, it, take_leaf, &k);
		count(k.g, it, cal, on);
		ydoc_free(doc);
	}
	for (size_t i = 0; i < catalog->n_consults; i++) {
		const struct consult *p = catalog->consults[i];
		struct claims k = {find(c, p->guide), f};
		struct ydoc *doc = ydoc_parse(p->file, p->text, p->text_len, f);
		leaf_each(doc->root, NULL, take_leaf, &k);
		k.g->consult++;
		ydoc_free(doc);
	}
	return f->count == before;
}

void coverage_done(struct coverage *c)
{
	arena_done(&c->arena);
	*c = (struct coverage){0};
}

/* ---- the report ---- */

bool coverage_is_unclaimed(const struct seed_line *l)
{
	return l->words && l->claims + l->weak == 0;
}

size_t coverage_said(const struct coverage_guide *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n_lines; i++)
		n += g->lines[i].words && g->lines[i].claims + g->lines[i].weak > 0;
	return n;
}

size_t coverage_unclaimed(const struct coverage_guide *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n_lines; i++)
		n += coverage_is_unclaimed(&g->lines[i]);
	return n;
}

static json_t *unclaimed_json(const struct coverage_guide *g)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < g->n_lines; i++) {
		const struct seed_line *l = &g->lines[i];
		if (!coverage_is_unclaimed(l))
			continue;
		char *lines = xasprintf("%s:%zu", g->document, i + 1);
		json_array_append_new(rows, json_pack("{s:s, s:s, s:s?, s:s?}", "lines", lines,
						      "text", l->text, "reason",
						      l->reason ? unclaimed_names[l->reason] : NULL,
						      "note", l->note));
		free(lines);
	}
	return rows;
}

static json_t *guide_json(const struct coverage_guide *g)
{
	return json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "guide",
			 g->guide, "document", g->document, "items", (json_int_t)g->items,
			 "consult", (json_int_t)g->consult, "situations", (json_int_t)g->situations,
			 "papers", (json_int_t)g->papers, "conditions", (json_int_t)g->conditions,
			 "prohibitions", (json_int_t)g->prohibitions, "limits",
			 (json_int_t)g->limits, "steps", (json_int_t)g->steps, "said",
			 (json_int_t)coverage_said(g), "unclaimed", unclaimed_json(g));
}

json_t *coverage_json(const struct coverage *c)
{
	json_t *guides = json_array(), *waiting = json_array();

	for (size_t i = 0; i < c->n_guides; i++)
		json_array_append_new(guides, guide_json(&c->guides[i]));
	for (size_t i = 0; i < c->n_waiting; i++)
		json_array_append_new(waiting,
				      json_pack("{s:s, s:I}", "document", c->waiting[i].document,
						"lines", (json_int_t)c->waiting[i].lines));
	return json_pack("{s:o, s:o}", "guides", guides, "waiting", waiting);
}
