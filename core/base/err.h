/* SPDX-License-Identifier: Apache-2.0
 *
 * How a function says that something outside the program failed: it returns
 * false (or NULL) and fills one message owned by the caller. The code is the
 * exit status of the command line; the text is Chinese and tells the reader
 * what to do. Mistakes of our own are asserts, never an err.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>

enum err_code {
	ERR_NONE = 0,
	ERR_USAGE = 1,      /* the command line is wrong */
	ERR_INPUT = 2,      /* a file or a value is wrong: names where and why */
	ERR_REFUSED = 3,    /* the guide does not allow it */
	ERR_PERMISSION = 4, /* this person may not */
	ERR_STORE = 5,      /* the store, the disk or the clock */
};

struct err {
	enum err_code code;
	char text[1024]; /* UTF-8, cut on a character boundary */
};

/* Fills e (which may be NULL) and returns false, so that a caller can write
 * `return err_set(...)`. */
bool err_set(struct err *e, enum err_code code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
bool err_vset(struct err *e, enum err_code code, const char *fmt, va_list ap)
	__attribute__((format(printf, 3, 0)));
void err_clear(struct err *e);

#endif
