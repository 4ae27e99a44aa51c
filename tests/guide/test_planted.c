/* SPDX-License-Identifier: Apache-2.0
 *
 * Faults planted in real guide files (planted.tsv), one in each: the lint of a folder
 * with that file, its guide and the shared blocks finds each at its place and says
 * what it is. Unbroken, the same folder is clean.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/lint.h"

enum { PLANTED_MIN = 40, COLUMNS = 6 };
#define MARK "¦"

struct planted {
	int line; /* in planted.tsv */
	char *row;
	const char *name, *file, *with, *words;
	char *find, *put;
};

struct folder { /* a forms folder of a few files */
	char dir[32];
	size_t n_files;
	char *files[8];
};

static char *root;

/* ---- files ---- */

static char *slurp(const char *file)
{
	FILE *in = fopen(file, "re");
	struct str text = {0};
	char part[4096];
	size_t n;

	if (!in)
		fail_msg("no %s", file);
	while ((n = fread(part, 1, sizeof(part), in)) > 0)
		str_addn(&text, part, n);
	fclose(in);
	return str_take(&text);
}

static void spit(const char *file, const char *text)
{
	FILE *out = fopen(file, "we");

	assert_non_null(out);
	fputs(text, out);
	fclose(out);
}

static char *real_text(const char *file)
{
	char *path = xasprintf("%s/forms/%s", root, file), *text = slurp(path);

	free(path);
	return text;
}

static void add_file(struct folder *d, const char *file, const char *text)
{
	char *path = xasprintf("%s/%s", d->dir, file), *slash = strrchr(path, '/');

	*slash = '\0';
	mkdir(path, 0700);
	*slash = '/';
	spit(path, text);
	for (size_t i = 0; i < d->n_files; i++) {
		if (strcmp(d->files[i], path) == 0) {
			free(path);
			return;
		}
	}
	assert_true(d->n_files < sizeof(d->files) / sizeof(*d->files));
	d->files[d->n_files++] = path;
}

static void add_real(struct folder *d, const char *file)
{
	char *text = real_text(file);

	add_file(d, file, text);
	free(text);
}

/* The blocks, the guides of the file and of those it is to stand with, and these. */
static void open_folder(struct folder *d, const struct planted *p)
{
	char *with = xasprintf("%s %s", p->file, p->with), *rest = with, *file;

	*d = (struct folder){.dir = "/tmp/planted.XXXXXX"};
	assert_non_null(mkdtemp(d->dir));
	add_real(d, "blocks.yaml");
	while ((file = strsep(&rest, " ")) != NULL) {
		size_t n = strcspn(file, "/");
		char *shared = xasprintf("%.*s/_shared.yaml", (int)n, file);
		char *path = xasprintf("%s/forms/%s", root, shared);
		if (file[n] && access(path, F_OK) == 0)
			add_real(d, shared);
		if (*file)
			add_real(d, file);
		free(path);
		free(shared);
	}
	free(with);
}

static void close_folder(struct folder *d)
{
	for (size_t i = d->n_files; i-- > 0;) {
		unlink(d->files[i]);
		*strrchr(d->files[i], '/') = '\0';
		rmdir(d->files[i]);
		free(d->files[i]);
	}
	rmdir(d->dir);
}

/* ---- planted.tsv ---- */

/* \n, \t, \xHH; \0 cuts what follows off (returns true). */
static bool unescape(char *text)
{
	char *out = text;

	for (const char *p = text; *p; p++) {
		if (p[0] != '\\') {
			*out++ = *p;
			continue;
		}
		p++;
		if (*p == '0') {
			*out = '\0';
			return true;
		}
		if (*p == 'x') {
			const char hex[] = {p[1], p[2], '\0'};
			*out++ = (char)strtol(hex, NULL, 16);
			p += 2;
		} else {
			*out++ = *p == 'n' ? '\n' : *p == 't' ? '\t' : *p;
		}
	}
	*out = '\0';
	return false;
}

/* The broken text, or NULL; where the mark stood (0: there is none). */
static char *plant(const struct planted *p, const char *text, int *line, int *column)
{
	char *find = xstrdup(p->find), *put = xstrdup(p->put);
	struct str out = {0};
	unescape(find);
	bool cut = unescape(put);
	const char *at = strstr(text, find);

	*line = *column = 0;
	if (!at || strstr(at + 1, find)) {
		print_error("planted.tsv:%d: %s %s in %s\n", p->line, p->find,
			    at ? "stands twice" : "does not stand", p->file);
		free(put);
		free(find);
		return NULL;
	}
	char *mark = strstr(put, MARK);
	str_addn(&out, text, (size_t)(at - text));
	str_addn(&out, put, mark ? (size_t)(mark - put) : strlen(put));
	if (mark) {
		*line = *column = 1;
		for (const char *c = str_text(&out); *c; c++) {
			*column += ((unsigned char)*c & 0xC0) != 0x80;
			if (*c == '\n') {
				*line += 1;
				*column = 1;
			}
		}
		str_add(&out, mark + strlen(MARK));
	}
	if (!cut)
		str_add(&out, at + strlen(find));
	free(put);
	free(find);
	return str_take(&out);
}

static size_t read_planted(struct planted **rows)
{
	char *path = xasprintf("%s/tests/guide/planted.tsv", root), *text = slurp(path);
	char *rest = text, *row;
	size_t n = 0;
	int line = 0;

	*rows = NULL;
	while ((row = strsep(&rest, "\n")) != NULL) {
		line++;
		if (!*row || *row == '#')
			continue;
		struct planted p = {.line = line, .row = xstrdup(row)};
		char *cells[COLUMNS] = {0}, *left = p.row;
		for (int i = 0; i < COLUMNS; i++)
			cells[i] = strsep(&left, "\t");
		if (!cells[4])
			fail_msg("planted.tsv:%d: name, file, find, put, words", line);
		p.name = cells[0];
		p.file = cells[1];
		p.find = cells[2];
		p.put = cells[3];
		p.words = cells[4];
		p.with = cells[5] ? cells[5] : "";
		*rows = xreallocarray(*rows, n + 1, sizeof(**rows));
		(*rows)[n++] = p;
	}
	free(text);
	free(path);
	return n;
}

/* ---- the test ---- */

static void tell(const struct planted *p, const char *what, int line, int column,
		 const struct faults *f)
{
	print_error("planted.tsv:%d: %s in %s: %s %d:%d\n", p->line, p->name, p->file, what, line,
		    column);
	for (size_t i = 0; i < f->count; i++)
		print_error("  %s:%d:%d: %s\n", f->rows[i].file, f->rows[i].line, f->rows[i].column,
			    f->rows[i].text);
}

static bool is_clean(struct folder *d, const struct planted *p)
{
	struct faults f = {0};
	struct lint_counts n = {0};
	bool clean = lint_dir(d->dir, &n, &f);

	if (!clean)
		tell(p, "unbroken, yet not clean", 0, 0, &f);
	faults_done(&f);
	return clean;
}

static bool is_found(struct folder *d, const struct planted *p)
{
	char *text = real_text(p->file), *path = xasprintf("%s/%s", d->dir, p->file);
	struct faults f = {0};
	struct lint_counts n = {0};
	int line, column;
	char *broken = plant(p, text, &line, &column);
	bool found = false;

	if (broken) {
		spit(path, broken);
		lint_dir(d->dir, &n, &f);
	}
	for (size_t i = 0; i < f.count; i++) {
		const struct fault *row = &f.rows[i];
		found |= strcmp(row->file, path) == 0 && strstr(row->text, p->words) &&
			 (!line || (row->line == line && row->column == column));
	}
	if (broken && !found)
		tell(p, "not found at", line, column, &f);
	faults_done(&f);
	free(broken);
	free(path);
	free(text);
	return found;
}

static void every_planted_fault_is_found(void **state)
{
	struct planted *rows;
	size_t n = read_planted(&rows), lost = 0;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		struct folder d;
		bool same = i > 0 && strcmp(rows[i].file, rows[i - 1].file) == 0 &&
			    strcmp(rows[i].with, rows[i - 1].with) == 0;
		open_folder(&d, &rows[i]);
		lost += !((same || is_clean(&d, &rows[i])) && is_found(&d, &rows[i]));
		close_folder(&d);
	}
	for (size_t i = 0; i < n; i++)
		free(rows[i].row);
	free(rows);
	print_message("%zu planted, %zu lost\n", n, lost);
	assert_true(n >= PLANTED_MIN);
	assert_int_equal(lost, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_planted_fault_is_found)};

	setlocale(LC_ALL, "C.UTF-8");
	root = getenv("YICHUANG_SOURCE_ROOT");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
