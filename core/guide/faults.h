/* SPDX-License-Identifier: Apache-2.0
 *
 * What is wrong with files people wrote: every fault of a file is collected, with
 * the place it stands at, so that an author mends them in one go.
 */
#ifndef GUIDE_FAULTS_H
#define GUIDE_FAULTS_H

#include <stdarg.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct fault {
	const char *file;
	int line, column; /* from 1, in characters; 0 when it concerns the whole file */
	const char *text; /* Chinese */
};
struct faults { /* grows as loading goes; zero-initialise, faults_done frees */
	struct arena arena;
	size_t count;
	struct fault *rows;
};
void faults_add(struct faults *f, const char *file, int line, int column, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
void faults_vadd(struct faults *f, const char *file, int line, int column, const char *fmt,
		 va_list ap) __attribute__((format(printf, 5, 0)));
/* In order of file, line, column; what was told twice (of a shared file) becomes one. */
void faults_sort(struct faults *f);
void faults_done(struct faults *f);
/* "file:line:column: text" of the first, and how many more. */
void faults_to_err(const struct faults *f, struct err *e);

#endif
