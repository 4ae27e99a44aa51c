/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/faults.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

void faults_vadd(struct faults *f, const char *file, int line, int column, const char *fmt,
		 va_list ap)
{
	char *text = NULL;

	if (vasprintf(&text, fmt, ap) < 0)
		abort();
	struct fault *row = ARENA_PUSH(&f->arena, f->rows, f->count);
	*row = (struct fault){
		.file = arena_strdup(&f->arena, file),
		.line = line,
		.column = column,
		.text = arena_strdup(&f->arena, text),
	};
	free(text);
}

void faults_add(struct faults *f, const char *file, int line, int column, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	faults_vadd(f, file, line, column, fmt, ap);
	va_end(ap);
}

static int by_place(const void *a, const void *b)
{
	const struct fault *x = a, *y = b;
	int order = strcmp(x->file, y->file);

	if (order == 0)
		order = (x->line > y->line) - (x->line < y->line);
	if (order == 0)
		order = (x->column > y->column) - (x->column < y->column);
	return order ? order : strcmp(x->text, y->text);
}

void faults_sort(struct faults *f)
{
	size_t n = 0;

	if (f->count > 1)
		qsort(f->rows, f->count, sizeof(*f->rows), by_place);
	for (size_t i = 0; i < f->count; i++) {
		if (n == 0 || by_place(&f->rows[n - 1], &f->rows[i]) != 0)
			f->rows[n++] = f->rows[i];
	}
	f->count = n;
}

void faults_done(struct faults *f)
{
	arena_done(&f->arena);
	f->count = 0;
	f->rows = NULL;
}

void faults_to_err(const struct faults *f, struct err *e)
{
	assert(f->count > 0);
	const struct fault *first = &f->rows[0];
	char place[64] = "", more[128] = "";

	if (first->line)
		snprintf(place, sizeof(place), "%d:%d:", first->line, first->column);
	if (f->count > 1)
		snprintf(more, sizeof(more), _("（另有%zu处）"), f->count - 1);
	err_set(e, ERR_INPUT, "%s:%s %s%s", first->file, place, first->text, more);
}
